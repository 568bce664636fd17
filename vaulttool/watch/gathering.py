"""How long to wait after a hint, so that a save or a checkout is seen whole. Looks at no note but for its size."""

from __future__ import annotations

import os
from pathlib import Path

from vaulttool.watch.hints import NOWHERE, Hint, Hints, Kind
from vaulttool.watch.pulse import Clock

FLOOD = 500
"""So many places at once: hearing of each takes longer than looking at all."""

QUIET_SECONDS = 0.2
CEILING_SECONDS = 2.0


class Gathered:
    """The hints that came together: where something happened, whether events were lost, whether to end."""

    def __init__(self) -> None:
        self.touched: set[str] = set()
        self.writing: set[str] = set()
        self.is_lost = False
        self.is_end = False

    @property
    def is_flood(self) -> bool:
        """Whether more happened than one need hear of."""
        return len(self.touched) >= FLOOD or NOWHERE in self.touched

    def take(self, hint: Hint) -> None:
        """Add one hint."""
        if hint.kind is Kind.END:
            self.is_end = True
        elif hint.kind is Kind.LOST:
            self.is_lost = True
        else:
            self.touched.add(hint.path)
            (self.writing.add if hint.kind is Kind.WRITING else self.writing.discard)(hint.path)


def gather(vault: Path, first: Hint, hints: Hints, clock: Clock) -> Gathered:
    """Wait until no hint came for `QUIET_SECONDS`, at most `CEILING_SECONDS`; not when asked to end, or in a flood.

    A file that is still being written, or was just emptied, is waited for up to the ceiling.
    """
    found = Gathered()
    found.take(first)
    began = last = clock.monotonic()
    while not found.is_end and not found.is_flood:
        end = last + QUIET_SECONDS
        now = clock.monotonic()
        if now >= min(end, began + CEILING_SECONDS) and (now >= began + CEILING_SECONDS or _is_whole(vault, found)):
            break
        hint = hints.next(min(max(end - now, QUIET_SECONDS / 4), began + CEILING_SECONDS - now))
        if hint:
            found.take(hint)
            last = clock.monotonic()
    return found


def _is_whole(vault: Path, found: Gathered) -> bool:
    return not found.writing and not any(_is_empty(vault / path) for path in found.touched)


def _is_empty(file: Path) -> bool:
    try:
        stat = os.lstat(file)
    except OSError:
        return False
    return stat.st_size == 0
