"""Looking at the stamps of all files now and then, where the system gives no events. What it sees becomes hints."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.core.settings import Settings
from vaulttool.vault import scan
from vaulttool.watch.hints import Hint, Hints, Kind
from vaulttool.watch.pulse import Clock

POLL_SECONDS = 2.0
_SHARE = 20
"""Looking takes at most this part of the time: every 40 seconds where one look takes two."""

_Stamps = dict[str, object]


class Poller:
    """The stamps of a vault's notes, settings and dashboard, compared with those of the look before."""

    tells_all = False
    """A file that changes while it looks may be seen the next time only."""

    def __init__(self, folder: Path, hints: Hints, settings: Callable[[], Settings], clock: Clock) -> None:
        self._folder = folder
        self._hints = hints
        self._settings = settings
        self._clock = clock
        self._seen: _Stamps = {}
        self._next = 0.0

    def start(self) -> None:
        """Begin: what is there now is taken as known."""
        self._seen = self._look()

    def renew(self) -> None:
        """Nothing to do: nothing can go missing."""

    def is_alive(self) -> bool:
        """Always: nothing runs by itself."""
        return True

    def stop(self) -> None:
        """Forget what was seen."""
        self._seen = {}

    @property
    def patience(self) -> float:
        """Seconds until the next look."""
        return max(0.0, self._next - self._clock.monotonic())

    def check(self) -> None:
        """Look, if the time has come; leave a hint for each file that differs."""
        if self.patience > 0:
            return
        before, self._seen = self._seen, self._look()
        for path in before.keys() | self._seen.keys():
            if before.get(path) != self._seen.get(path):
                self._hints.put(Hint(Kind.TOUCHED, path))

    def _look(self) -> _Stamps:
        began = self._clock.monotonic()
        settings = self._settings()
        found = scan(self._folder, settings)
        seen: _Stamps = {path: stamp for path, stamp in self._seen.items() if path and not found.is_gone(path)}
        seen |= found.stamps
        seen |= {settings.dashboard: found.dashboard, CONFIG_NAME: _stamp(self._folder / CONFIG_NAME)}
        now = self._clock.monotonic()
        self._next = now + max(POLL_SECONDS, (now - began) * _SHARE)
        return seen


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        stat = os.stat(file)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
