"""`watch` in its plain form: it syncs on start, after a change, not after its own writes, and when the day changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vaulttool.sync import Outcome
from vaulttool.watch import watch

TODAY = date(2026, 12, 2)


class Watched:
    """A watcher in a thread, and what it said."""

    def __init__(self, vault: Path, today: Callable[[], date], *, poll: bool = False, quiet: float = 1.0) -> None:
        self.said: list[Outcome | str] = []
        self.thread = threading.Thread(
            target=watch, args=(vault, today), kwargs={"poll": poll, "until_quiet": quiet, "say": self.said.append}
        )
        self.thread.start()

    def until(self, count: int) -> None:
        """Wait until it has spoken so often."""
        end = time.monotonic() + 15
        while len(self.said) < count and time.monotonic() < end:
            time.sleep(0.02)
        assert len(self.said) >= count, self.said

    def end(self) -> None:
        self.thread.join(20)
        assert not self.thread.is_alive()


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "vault"
    (folder / "Contacts").mkdir(parents=True)
    (folder / "Contacts/Ana Ruiz.md").write_text("---\ntype: contact\nstatus: targeted\n---\n")
    return folder


@pytest.mark.parametrize("poll", [False, True])
def test_a_saved_note_reaches_the_dashboard(vault: Path, poll: bool) -> None:
    """A full look on start; then a change, in a new folder too, is on the dashboard; then it is quiet and ends."""
    watched = Watched(vault, lambda: TODAY, poll=poll, quiet=2.5 if poll else 1.0)
    watched.until(1)
    assert "Ana Ruiz" in (vault / "Dashboard.md").read_text()
    (vault / "New").mkdir()
    (vault / "New/Ben Ode.md").write_text("---\ntype: contact\nstatus: targeted\n---\n")
    watched.until(2)
    watched.end()
    assert "Ben Ode" in (vault / "Dashboard.md").read_text()


def test_its_own_writes_do_not_wake_it(vault: Path) -> None:
    """One change, one sync: the dashboard's own event is recognised by its content."""
    watched = Watched(vault, lambda: TODAY)
    watched.until(1)
    (vault / "Contacts/Ben Ode.md").write_text("---\ntype: contact\nstatus: targeted\n---\n")
    watched.until(2)
    watched.end()
    assert len(watched.said) == 2


def test_midnight_refreshes_the_dashboard(vault: Path) -> None:
    """J09: when the day changes, what was due becomes late, without any event."""
    days = [date(2026, 12, 2)]
    watched = Watched(vault, lambda: days[-1], quiet=3.0)
    watched.until(1)
    days.append(date(2026, 12, 3))
    watched.until(2)
    watched.end()
    assert "2026-12-03" in (vault / "Dashboard.md").read_text()


def test_a_problem_is_said_and_the_watch_goes_on(vault: Path) -> None:
    """A wrong setting is told in words; once mended, the watch works."""
    watched = Watched(vault, lambda: TODAY, quiet=2.0)
    watched.until(1)
    (vault / "vaulttool.toml").write_text("daily_cap = true\n")
    watched.until(2)
    assert "daily_cap" in str(watched.said[1])
    (vault / "vaulttool.toml").write_text("daily_cap = 1\n")
    (vault / "Contacts/Ben Ode.md").write_text("---\ntype: contact\nstatus: targeted\n---\n")
    watched.until(3)
    watched.end()
    assert isinstance(watched.said[-1], Outcome)
