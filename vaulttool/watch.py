"""File events -> "look again" -> wait for quiet -> `sync`. An event is never truth, only a reason to look.

Nothing here knows what a note is. The clock comes in as a function, so that a new day is noticed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttool.errors import VaultToolError
from vaulttool.sync import Outcome, sync

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

QUIET_SECONDS = 0.2
CEILING_SECONDS = 2.0
BEAT_SECONDS = 600.0
_TICK_SECONDS = 1.0


class LookAgain:
    """A flag that file events raise. The content of our own last dashboard does not raise it."""

    def __init__(self, dashboard: Path) -> None:
        self._event = threading.Event()
        self._dashboard = dashboard
        self._written: bytes | None = None
        self.last = 0.0

    def expect(self, text: str) -> None:
        """Say what was written to the dashboard, so that its echo is recognised by content."""
        self._written = text.encode("utf-8", "surrogateescape")

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take one event of the observer: called from its thread."""
        paths = {str(event.src_path), str(getattr(event, "dest_path", "") or "")}
        if any(self._matters(path) for path in paths if path):
            self.last = time.monotonic()
            self._event.set()

    def _matters(self, path: str) -> bool:
        name = path.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
        if Path(path) == self._dashboard:
            return not self._is_echo()
        return name == "vaulttool.toml" or (not name.startswith(".") and ("." not in name or name.endswith(".md")))

    def _is_echo(self) -> bool:
        try:
            return self._written is not None and self._dashboard.read_bytes() == self._written
        except OSError:
            return False

    def wait(self, seconds: float) -> bool:
        """Wait for an event; False when the time is over without one."""
        return self._event.wait(seconds)

    def settle(self) -> None:
        """Wait until nothing happened for a moment, at most `CEILING_SECONDS`; then lower the flag."""
        end = time.monotonic() + CEILING_SECONDS
        while (left := self.last + QUIET_SECONDS - time.monotonic()) > 0 and time.monotonic() < end:
            time.sleep(min(left, QUIET_SECONDS))
        self._event.clear()


def watch(
    vault: Path,
    today_of: Callable[[], date],
    *,
    poll: bool = False,
    until_quiet: float | None = None,
    say: Callable[[Outcome | str], None],
) -> None:
    """Run `sync` now, when notes change, at midnight and every ten minutes, until interrupted.

    `today_of` gives the local date. `until_quiet` ends it after that many seconds without a change. `say` gets each
    outcome that read or wrote something, and each problem in words.
    """
    look = LookAgain(_dashboard(vault))
    observer = _observer(vault, look, poll=poll)
    try:
        _loop(vault, today_of, look, until_quiet, say)
    finally:
        observer.stop()
        observer.join(5)


def _loop(
    vault: Path,
    today_of: Callable[[], date],
    look: LookAgain,
    until_quiet: float | None,
    say: Callable[[Outcome | str], None],
) -> None:
    day = _run(vault, today_of(), look, say, first=True)
    beat = last_change = time.monotonic()
    while True:
        woken = look.wait(min(_TICK_SECONDS, until_quiet or _TICK_SECONDS))
        if woken:
            look.settle()
            last_change = time.monotonic()
        elif until_quiet is not None and time.monotonic() - last_change >= until_quiet:
            return
        today = today_of()
        if woken or today != day or time.monotonic() - beat >= BEAT_SECONDS:
            beat = time.monotonic()
            day = _run(vault, today, look, say)


def _run(
    vault: Path, today: date, look: LookAgain, say: Callable[[Outcome | str], None], *, first: bool = False
) -> date:
    try:
        outcome = sync(vault, today)
    except VaultToolError as error:
        say(f"{error}")
        return today
    look.expect(outcome.dashboard_text)
    if first or outcome.read or outcome.removed or outcome.dashboard == "written":
        say(outcome)
    return today


def _dashboard(vault: Path) -> Path:
    from vaulttool.config import load
    from vaulttool.sync import CHECK_NAMES, RULE_NAMES

    return vault / load(vault, RULE_NAMES, CHECK_NAMES).dashboard


def _observer(vault: Path, look: LookAgain, *, poll: bool) -> BaseObserver:
    from watchdog.events import (
        DirCreatedEvent,
        DirDeletedEvent,
        DirMovedEvent,
        FileClosedEvent,
        FileCreatedEvent,
        FileDeletedEvent,
        FileModifiedEvent,
        FileMovedEvent,
        FileSystemEventHandler,
    )

    class Handler(FileSystemEventHandler):
        def dispatch(self, event: FileSystemEvent) -> None:
            look.dispatch(event)

    wanted: list[type[FileSystemEvent]] = [
        FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent,
        DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
    ]  # fmt: skip
    observer: BaseObserver
    if poll:
        from watchdog.observers.polling import PollingObserver

        observer = PollingObserver()
    else:
        from watchdog.observers import Observer

        observer = Observer()
    observer.schedule(Handler(), str(vault), recursive=True, event_filter=wanted)
    observer.start()
    return observer
