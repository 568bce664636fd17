"""File events of watchdog -> hints. The only place that knows watchdog; an event tells where to look, nothing else."""

from __future__ import annotations

import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from errno import EMFILE, ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttool.watch.hints import Hint, Hints, Kind

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver

Matters = Callable[[str, bool], bool]
"""Path relative to the vault, whether it is a folder -> whether what happens there can matter."""

_IS_INOTIFY = sys.platform.startswith("linux")
"""Only there does one learn that a file was closed, and is the number of folders limited."""
_JOIN_SECONDS = 5.0
_NO_MATTER = r"Callback with id '\d+' (already exists|does not exist) for watch"
"""What watchdog says when folders come or go faster than it looks: it has the right ones all the same."""


class Observer:
    """Events of everything below a folder, as hints. After `stop` it can be started again."""

    patience = 3600.0
    """Seconds that one may wait for a hint."""
    tells_all = _IS_INOTIFY
    """Whether events are lost only when that is told."""

    def __init__(self, folder: Path, hints: Hints, matters: Matters) -> None:
        self._folder = folder
        self._hints = hints
        self._matters = matters
        self._top = ""
        self._observer: BaseObserver | None = None
        self._threads: list[threading.Thread] = []
        self._listener = _Listener(hints)

    def start(self) -> None:
        """Begin to listen; every folder is listened to when this returns. `OSError` when the system allows no more."""
        logging.getLogger("watchdog").addHandler(self._listener)
        self._top = os.path.realpath(self._folder)
        try:
            self._start()
            self._probe()
        except OSError:
            self.stop()
            raise

    def _start(self) -> None:
        from watchdog.observers import Observer as Native
        from watchdog.utils import BaseThread

        warnings.filterwarnings("ignore", _NO_MATTER, RuntimeWarning)
        before = set(threading.enumerate())
        self._observer = observer = Native()
        observer.schedule(_handler(self._take), self._top, recursive=True, event_filter=_wanted())
        observer.start()
        self._threads = [t for t in threading.enumerate() if isinstance(t, BaseThread) and t not in before]

    def _probe(self) -> None:
        """A limit reached below the top is passed over in silence: one folder more shows whether it was."""
        if self._observer is not None and _IS_INOTIFY:
            self._observer.unschedule(self._observer.schedule(_handler(lambda event: None), os.path.abspath(os.sep)))

    def check(self) -> None:
        """Nothing to do: hints are left as events come."""

    def is_alive(self) -> bool:
        """Whether every thread that listens still runs."""
        return bool(self._threads) and all(thread.is_alive() for thread in self._threads)

    def renew(self) -> None:
        """See whether new folders are still listened to. `OSError` when the system allows no more."""
        self._probe()

    def stop(self) -> None:
        """End all listening."""
        self._listener.is_deaf = True
        if self._observer is not None:
            self._observer.stop()
            with suppress(RuntimeError):
                self._observer.join(_JOIN_SECONDS)
        self._observer, self._threads = None, []
        logging.getLogger("watchdog").removeHandler(self._listener)
        self._listener = _Listener(self._hints)

    def _go_deaf(self) -> None:
        """Hear no more until it is started again: one knows already that all must be looked at."""
        if self._observer is not None and not self._listener.is_deaf:
            self._listener.is_deaf = True
            self._observer.unschedule_all()

    def _take(self, event: FileSystemEvent) -> None:
        from watchdog.events import FileModifiedEvent

        if self._hints.is_flooded:
            self._go_deaf()
            return
        is_open = _IS_INOTIFY and isinstance(event, FileModifiedEvent)
        kind = Kind.WRITING if is_open else Kind.TOUCHED
        for path in {os.fsdecode(event.src_path), os.fsdecode(event.dest_path)}:
            inner = path.removeprefix(self._top + os.sep).replace(os.sep, "/")
            if path.startswith(self._top + os.sep) and self._matters(inner, event.is_directory):
                self._hints.put(Hint(kind, inner))


class _Listener(logging.Handler):
    """Watchdog tells of a queue that ran over, and of whatever else it cannot do, in its log only."""

    def __init__(self, hints: Hints) -> None:
        super().__init__(logging.WARNING)
        self._hints = hints
        self.is_deaf = False

    def emit(self, record: logging.LogRecord) -> None:
        """Events may have been lost."""
        if not self.is_deaf:
            self._hints.put(Hint(Kind.LOST))


def limit_words(error: OSError) -> tuple[str, str]:
    """Why the system gives no events, and what to do about it."""
    if error.errno == ENOSPC:
        remedy = "raise it: sudo sysctl fs.inotify.max_user_watches=524288"
        return "the system's limit of watched folders (fs.inotify.max_user_watches) is reached", remedy
    if error.errno == EMFILE:
        remedy = "end other watchers, or raise it: sudo sysctl fs.inotify.max_user_instances=512"
        return "the system's limit of watchers (fs.inotify.max_user_instances) is reached", remedy
    return f"the system gives no file events ({error.strerror or error})", ""


def _handler(take: Callable[[FileSystemEvent], None]) -> FileSystemEventHandler:
    from watchdog.events import FileSystemEventHandler

    class Handler(FileSystemEventHandler):
        def dispatch(self, event: FileSystemEvent) -> None:
            take(event)

    return Handler()


def _wanted() -> list[type[FileSystemEvent]]:
    """Neither opening nor reading a file is an event: that alone would wake the watcher by its own looking."""
    from watchdog import events

    return [
        events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent,
        events.FileClosedEvent, events.DirCreatedEvent, events.DirMovedEvent, events.DirDeletedEvent,
    ]  # fmt: skip
