"""When to look without an event: a new day, a clock that jumped, something put off, and every ten minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import inf

BEAT_SECONDS = 600.0
JUMP_SECONDS = 5.0
STALL_SECONDS = 30.0
"""A turn that took so long was no turn: the process, or the machine, stood still."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds: `monotonic` only runs while the machine does, `wall` since 1970 and as people set it."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time


class Pulse:
    """The times of one watcher. `due` says why to look now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._day = date.min
        self._again = inf
        self.rest(date.min)

    def rest(self, today: date, again_in: float | None = None, *, everywhere: bool = True) -> None:
        """A look for `today` is done, at every file or only where something happened.

        The next one is due in `again_in` seconds, if that is given.
        """
        now = self._clock.monotonic()
        self._day = today
        self._again = inf if again_in is None else now + again_in
        if everywhere:
            self._beat = now + BEAT_SECONDS
        self._mark()

    def due(self, today: date) -> str:
        """Why to look now: `clock`, `day`, `again`, `beat`; `""` for no reason."""
        is_jump = self._jumped()
        now = self._clock.monotonic()
        reasons = {"clock": is_jump, "day": today != self._day, "again": now >= self._again, "beat": now >= self._beat}
        return next((name for name, holds in reasons.items() if holds), "")

    def left(self) -> float:
        """Seconds until the next look that is known of."""
        return max(0.0, min(self._again, self._beat) - self._clock.monotonic())

    def _mark(self) -> None:
        self._seen = self._clock.monotonic(), self._clock.wall()

    def _jumped(self) -> bool:
        """Whether the two clocks went apart, or stood still, since the last turn: sleep, or a clock that was set."""
        ran, passed = self._clock.monotonic() - self._seen[0], self._clock.wall() - self._seen[1]
        self._mark()
        return abs(passed - ran) > JUMP_SECONDS or ran > STALL_SECONDS
