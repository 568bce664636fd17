"""How a vault is listened to: by file events where the system gives them, else by looking at the files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.core.settings import Settings
from vaulttool.vault import is_note_path
from vaulttool.watch.hints import Hints
from vaulttool.watch.mounts import remote_kind
from vaulttool.watch.observer import Observer, limit_words
from vaulttool.watch.polling import Poller
from vaulttool.watch.pulse import Clock
from vaulttool.watch.told import Told, What

Place = tuple[int, int]
"""Device and inode of a folder: another one after it was unmounted, or made anew."""

_MOST_RESTARTS = 3


class Way(Protocol):
    """One way to learn of changes: `start`, `check` at every turn, `renew` now and then, `stop`."""

    @property
    def tells_all(self) -> bool: ...
    @property
    def patience(self) -> float: ...
    def start(self) -> None: ...
    def check(self) -> None: ...
    def renew(self) -> None: ...
    def is_alive(self) -> bool: ...
    def stop(self) -> None: ...


class Filter:
    """Whether something that happened at a path can matter, by its name alone. To be asked from any thread."""

    _MOST = 10_000

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._known: dict[tuple[str, bool], bool] = {}

    def learn(self, settings: Settings) -> None:
        """Go by these settings from now on."""
        if settings != self.settings:
            self.settings = settings
            self._known = {}

    def __call__(self, path: str, is_folder: bool) -> bool:
        """`path` is relative to the vault, with `/`."""
        key, known = (path, is_folder), self._known
        found = known.get(key)
        if found is None:
            found = self._matters(path, is_folder)
            if len(known) < self._MOST:
                known[key] = found
        return found

    def _matters(self, path: str, is_folder: bool) -> bool:
        note = f"{path}/note.md" if is_folder else path
        return path in (CONFIG_NAME, self.settings.dashboard) or is_note_path(note, self.settings)


class Source:
    """The way that is in use, and the folder that it was begun in."""

    def __init__(
        self, vault: Path, hints: Hints, matters: Filter, clock: Clock, say: Callable[[Told], None], *, poll: bool
    ) -> None:
        self._vault = vault
        self._matters = matters
        self._say = say
        self._events = Observer(vault, hints, matters)
        self._poller = Poller(vault, hints, lambda: matters.settings, clock)
        self._poll = poll
        self._told = ""
        self._restarts = 0
        self._way: Way | None = None
        self.place: Place | None = None

    @property
    def is_polling(self) -> bool:
        return self._way is self._poller

    @property
    def tells_all(self) -> bool:
        """Whether a change comes with a hint, or with word that hints were lost."""
        return self._way is not None and self._way.tells_all

    @property
    def patience(self) -> float:
        """Seconds until the next `check`."""
        return self._way.patience if self._way else 1.0

    def open(self) -> None:
        """Begin to listen, or begin anew."""
        self.close()
        self.place = place_of(self._vault)
        remote = "" if self._poll else remote_kind(self._vault)
        if remote:
            self._fall_back(f"other machines can change this folder unseen ({remote})")
        elif self._restarts > _MOST_RESTARTS:
            self._fall_back("file events keep breaking off")
        elif self._poll:
            self._use(self._poller)
        else:
            self._try_events()

    def check(self) -> None:
        """To be called at every turn of the loop."""
        if self._way:
            self._way.check()

    def renew(self) -> None:
        """To be called now and then: what can no longer be listened to is looked at instead."""
        if self._way is self._events:
            try:
                self._events.renew()
            except OSError as error:
                self.close()
                self._fall_back(*limit_words(error))

    def is_well(self) -> bool:
        """Whether the folder is the one that was begun in, and all that listens still runs."""
        if self._way is None or self.place != place_of(self._vault):
            return False
        is_alive = self._way.is_alive()
        self._restarts += not is_alive
        return is_alive

    def close(self) -> None:
        """Listen no more."""
        if self._way:
            self._way.stop()
        self._way = None

    def _try_events(self) -> None:
        try:
            self._use(self._events)
        except OSError as error:
            if place_of(self._vault):
                self._fall_back(*limit_words(error))

    def _use(self, way: Way) -> None:
        way.start()
        self._way = way

    def _fall_back(self, why: str, remedy: str = "") -> None:
        self._use(self._poller)
        if why != self._told:
            self._told = why
            self._say(Told(What.POLLING, f"{why}: the files are looked at every few seconds instead", remedy))


def place_of(folder: Path) -> Place | None:
    """Which folder stands at this path now; None when there is none that can be read."""
    try:
        stat = os.stat(folder)
        os.close(os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)))
    except OSError:
        return None
    return stat.st_dev, stat.st_ino
