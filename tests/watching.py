"""A watcher in a thread or a process, and one whose time is made up, for the tests of `watch`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaulttool.index import Index
from vaulttool.sync import Outcome, sync
from vaulttool.watch import Hint, Hints, Kind, Manner, Told, What, watch
from vaulttool.watch.pulse import Clock

TODAY = date(2026, 12, 2)
PERSON = "---\ntype: contact\nstatus: targeted\n---\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with one person, and a cache folder of its own."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "vault"
    (folder / "Contacts").mkdir(parents=True)
    (folder / "Contacts/Ana Ruiz.md").write_text(PERSON)
    return folder


def shown(vault: Path) -> str:
    """The dashboard, `""` when there is none."""
    file = vault / "Dashboard.md"
    return file.read_text() if file.exists() else ""


def differences(vault: Path, today: date = TODAY) -> str:
    """How the index, untouched, differs from one built from nothing, and the dashboard from a fresh one; `""`: not."""
    with tempfile.TemporaryDirectory(prefix="vt-fresh-") as folder:
        fresh = sync(vault, today, dry_run=True, cache=Path(folder))
        with Index.open(vault) as ours, Index.open(vault, Path(folder)) as theirs:
            rows = set(ours.dump()) ^ set(theirs.dump())
    return "".join(f"{row}\n" for row in sorted(map(repr, rows))) + fresh.diff


def assert_converged(vault: Path, today: date = TODAY) -> None:
    """The index equals one built from nothing, and the dashboard is what a fresh run would write."""
    assert differences(vault, today) == ""


def until(holds: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait for something; fails when it does not come."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


class Live:
    """A watcher in a thread, and what it said. Ends with the `with` block, unless it ends by itself before."""

    def __init__(self, vault: Path, *, poll: bool = False, quiet: float | None = None, day: date = TODAY) -> None:
        self.vault = vault
        self.said: list[Told] = []
        self.hints = Hints()
        self.day = day
        self.fault: BaseException | None = None
        self._manner = Manner(poll=poll, until_quiet=quiet)
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        try:
            watch(self.vault, lambda zone: self.day, self.said.append, self._manner, hints=self.hints)
        except BaseException as fault:
            self.fault = fault

    def __enter__(self) -> Live:
        self._thread.start()
        until(lambda: self.outcomes or self.fault)
        return self

    def __exit__(self, *failure: object) -> None:
        self.hints.put(Hint(Kind.END))
        self.join()

    def join(self) -> None:
        """Wait until it has ended."""
        self._thread.join(60)
        assert not self._thread.is_alive()
        assert self.fault is None, self.fault

    @property
    def outcomes(self) -> list[Outcome]:
        return [told.outcome for told in list(self.said) if told.outcome]

    def told(self, what: What) -> list[Told]:
        """What was said of one kind."""
        return [told for told in list(self.said) if told.what is what]

    def settle(self, seconds: float = 1.5) -> None:
        """Wait until it has said nothing for so long and the dashboard has stood still."""
        while True:
            before = (len(self.said), shown(self.vault))
            time.sleep(seconds)
            if before == (len(self.said), shown(self.vault)):
                return


class Script(Hints):
    """Hints in made-up time: waiting costs none. What is to happen is planned with `at`; then it ends."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.slept = 0.0
        self._plan: list[tuple[float, Callable[[], object], tuple[Hint, ...]]] = []
        self._waiting: list[Hint] = []

    def at(self, second: float, act: Callable[[], object], *touched: str, kind: Kind = Kind.TOUCHED) -> None:
        """Do something at a time, and leave hints for these paths."""
        self._plan.append((second, act, tuple(Hint(kind, path) for path in touched)))
        self._plan.sort(key=lambda step: step[0])

    def put(self, hint: Hint) -> None:
        self._waiting.append(hint)

    def next(self, seconds: float) -> Hint | None:
        end = self.now + seconds
        while not self._waiting and self._plan and self._plan[0][0] <= end:
            second, act, hints = self._plan.pop(0)
            self.now = max(self.now, second)
            act()
            self._waiting += hints
        if self._waiting:
            return self._waiting.pop(0)
        self.now = max(self.now, end)
        return None if self._plan else Hint(Kind.END)

    @property
    def clock(self) -> Clock:
        """The clocks that go with it; `slept` is what the machine's clock is ahead."""
        return Clock(lambda: self.now, lambda: 1e9 + self.now + self.slept)


def played(
    vault: Path, script: Script, *, last: float, day: Callable[[], date] = lambda: TODAY, poll: bool = True
) -> list[tuple[float, Told]]:
    """What a watcher says, and when, until the script's `last` second. It polls, so that no event disturbs."""
    said: list[tuple[float, Told]] = []
    script.at(last, lambda: None)
    watch(vault, lambda zone: day(), lambda told: said.append((script.now, told)), Manner(poll=poll),
          hints=script, clock=script.clock)  # fmt: skip
    return said


def reasons(said: list[tuple[float, Told]]) -> list[tuple[int, str]]:
    """`(second, reason)` of each run that was told, other things by their name."""
    return [(int(second), told.reason or told.what.value) for second, told in said if told.what is not What.WATCHING]


class Process:
    """`vaulttool watch --format json` as a process of its own. Killed with the `with` block at the latest."""

    def __init__(self, vault: Path, *arguments: str, before: tuple[str, ...] = (), wait: bool = True) -> None:
        command = [*before, sys.executable, "-m", "vaulttool", "watch", "--vault", str(vault), "--format", "json"]
        root = Path(__file__).parent.parent
        self._wait = wait
        self._popen = subprocess.Popen(
            [*command, "--today", TODAY.isoformat(), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(root)},
        )  # fmt: skip
        self.events: list[dict[str, Any]] = []
        self._errors: list[str] = []
        self._readers = [
            threading.Thread(target=self._read, daemon=True),
            threading.Thread(target=lambda: self._errors.extend(self._popen.stderr or ()), daemon=True),
        ]

    def _read(self) -> None:
        for line in self._popen.stdout or ():
            self.events.append(json.loads(line))

    def __enter__(self) -> Process:
        for reader in self._readers:
            reader.start()
        if self._wait:
            until(lambda: self.of("synced") or self._popen.poll() is not None)
        return self

    def __exit__(self, *failure: object) -> None:
        if self._popen.poll() is None:
            self._popen.kill()
        self.end()

    @property
    def pid(self) -> int:
        """The process id of the watcher itself, as it says."""
        return int(self.of("watching")[0]["pid"])

    @property
    def errors(self) -> str:
        return "".join(self._errors)

    def of(self, event: str) -> list[dict[str, Any]]:
        """What it told of one kind."""
        return [told for told in list(self.events) if told["event"] == event]

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def end(self) -> int:
        """Wait for its end; the exit status."""
        status = self._popen.wait(60)
        for reader in self._readers:
            reader.join(10)
        for stream in (self._popen.stdout, self._popen.stderr):
            if stream:
                stream.close()
        return status
