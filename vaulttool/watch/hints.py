"""Where file events and requests to end are left for the loop. What they lead to is not decided here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from queue import Empty, SimpleQueue

NOWHERE = ""
"""The place of a hint that has none."""
MOST = 1000
"""More hints than these are not kept: past that, where something happened no longer matters."""


class Kind(Enum):
    """What a hint says."""

    WRITING = "a file was written to, and is still open"
    TOUCHED = "a file or folder came, changed, moved or went"
    LOST = "events were lost"
    END = "somebody asks to end"


@dataclass(frozen=True, slots=True)
class Hint:
    """One reason to look. `path` is relative to the vault, with `/`."""

    kind: Kind
    path: str = NOWHERE


class Hints:
    """A queue of hints. `put` may be called from any thread and from a signal handler, `next` from one thread.

    `is_ending`: somebody asked to end, whether or not that hint was taken yet. `is_flooded`: hints are left out.
    """

    def __init__(self) -> None:
        self.is_ending = False
        self.is_flooded = False
        self._queue: SimpleQueue[Hint] = SimpleQueue()

    def put(self, hint: Hint) -> None:
        """Leave a hint; past `MOST` waiting ones, only that there were more is kept."""
        if hint.kind is Kind.END:
            self.is_ending = True
        if hint.kind in (Kind.WRITING, Kind.TOUCHED) and self._queue.qsize() >= MOST:
            self.is_flooded = True
        else:
            self._queue.put(hint)

    def drop(self) -> None:
        """Forget all that wait; that somebody asked to end stays in `is_ending`."""
        self.is_flooded = False
        with suppress(Empty):
            while True:
                self._queue.get_nowait()

    def next(self, seconds: float) -> Hint | None:
        """The next hint; None when none came in so many seconds."""
        if self.is_flooded and self._queue.empty():
            self.is_flooded = False
            return Hint(Kind.TOUCHED)
        try:
            return self._queue.get(timeout=max(0.0, seconds))
        except Empty:
            return None
