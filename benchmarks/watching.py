"""Rows for `watch`: a save, a burst of saves, a check-out, a large vault at rest. Linux only: it reads `/proc`."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.case import Case, Figures, Goal, memory, most
from benchmarks.generate import Shape, git, restore, some_notes
from benchmarks.lab import Lab, append
from benchmarks.measure import MIB, Sample, Samples
from benchmarks.row import LARGE, QUICK, USUAL, Row

_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 120.0
_QUIET_SECONDS = 0.2
"""What `watch` waits after a save, in case there is another."""

_CALM_SECONDS = 4.0
"""A watcher that says nothing and does nothing for so long has settled."""
_AT_REST = 0.1
"""Seconds of processor that are as good as none: it wakes now and then to see what time it is."""


class Watcher:
    """A `vaulttool watch` under way, and when it last spoke."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self.begin = time.monotonic()
        self.spoken: list[float] = []
        self.process = subprocess.Popen(
            lab.command(folder, "watch"),
            env={**os.environ, **lab.env(folder)},
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
        )
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.wait(lambda: len(self.spoken) >= 2)

    def _listen(self) -> None:
        assert self.process.stdout
        for _ in self.process.stdout:
            self.spoken.append(time.monotonic())

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something; `TimeoutError` when it does not come."""
        end = time.monotonic() + _PATIENCE
        while not until():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError("the watcher did not do what was waited for")
            time.sleep(0.001)

    def settled_after(self, last_save: float) -> float:
        """Seconds from the last save to the last word, when nothing more is said and nothing is done."""
        self.wait(lambda: self.spoken[-1] > last_save)
        busy, cpu = time.monotonic(), self.cpu()
        while time.monotonic() - max(busy, self.spoken[-1]) < _CALM_SECONDS:
            time.sleep(0.05)
            if self.cpu() - cpu > _AT_REST:
                busy, cpu = time.monotonic(), self.cpu()
        return self.spoken[-1] - last_save

    def cpu(self) -> float:
        """Seconds of processor so far."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / _TICKS

    def peak(self) -> float:
        """MiB at most so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / MIB


@contextmanager
def watched(lab: Lab, folder: Path) -> Iterator[Watcher]:
    """A watcher that is ready, and is ended afterwards."""
    watcher = Watcher(lab, folder)
    try:
        yield watcher
    finally:
        watcher.process.terminate()
        watcher.process.wait(_PATIENCE)


def save(lab: Lab, notes: int) -> Case:
    """One note saved with a fault, twenty times, in place and by rename in turns: until the dashboard counts it."""
    folder = lab.settled(Shape(notes))
    dashboard = folder / "Dashboard.md"
    files = some_notes(folder, 40, "Interviews")

    def take(rounds: int) -> Samples:
        found = []
        with watched(lab, folder) as watcher:
            for turn, file in enumerate(files[: rounds * 4]):
                time.sleep(0.5)
                before, cpu = dashboard.read_bytes(), watcher.cpu()
                begin = time.monotonic()
                text = file.read_bytes().replace(b"minutes: 45", b"minutes: many", 1)
                _replace(file, text) if turn % 2 else file.write_bytes(text)
                watcher.wait(lambda old=before: dashboard.read_bytes() != old)  # type: ignore[misc]
                found.append(Sample(time.monotonic() - begin, watcher.cpu() - cpu, watcher.peak()))
        return {"save": found}

    def beyond(figures: Figures) -> float:
        return (figures.high("save") - _QUIET_SECONDS) * 1000

    goal = Goal("≤ quiet time + 100 ms, p95", beyond, 100, "ms", 30, ("wall",))
    return Case([], [goal], take)


def burst(change: Callable[[Path, list[Path]], None], lab: Lab, notes: int) -> Case:
    """Half of the notes saved at once: until the watcher says nothing more; afterwards nothing may be left to read."""
    folder = lab.settled(Shape(notes))

    def take(rounds: int) -> Samples:
        found = []
        for _ in range(rounds):
            restore(folder)
            lab.settle(folder)
            with watched(lab, folder) as watcher:
                cpu = watcher.cpu()
                change(folder, some_notes(folder, notes // 2))
                settled = watcher.settled_after(time.monotonic())
                found.append(Sample(settled, watcher.cpu() - cpu, watcher.peak()))
            _nothing_left(lab, folder)
        return {"settled": found}

    return Case([], [most("≤ 2 s after the last save", "settled", 2000, 1000)], take)


def in_place(folder: Path, files: list[Path]) -> None:
    """Each file written anew where it is."""
    for file in files:
        append(file, "\nsaved in a burst\n")


def by_rename(folder: Path, files: list[Path]) -> None:
    """Each file replaced by another one."""
    for file in files:
        _replace(file, file.read_bytes() + b"\nsaved in a burst\n")


def check_out(folder: Path, files: list[Path]) -> None:
    """Another branch, in which one note in twenty differs."""
    git(folder, "checkout", "--quiet", "theirs")


def at_rest(lab: Lab, notes: int) -> Case:
    """Five thousand folders of twenty notes: until it is ready, and what it takes while nothing happens."""
    folder = lab.settled(Shape(notes, per_folder=20))

    def take(rounds: int) -> Samples:
        ready, idle = [], []
        for _ in range(rounds):
            with watched(lab, folder) as watcher:
                ready.append(Sample(watcher.spoken[1] - watcher.begin, watcher.cpu(), watcher.peak()))
                time.sleep(2)
                cpu = watcher.cpu()
                time.sleep(3)
                idle.append(Sample(watcher.cpu() - cpu, watcher.cpu() - cpu, watcher.peak()))
        return {"ready": ready, "idle": idle}

    def idle(figures: Figures) -> float:
        return figures.time("idle") / 3 * 100

    return Case([], [most("ready ≤ 1 s", "ready", 1000), memory("idle", 130), Goal("idle 0 %", idle, 0.5, "%")], take)


def _replace(file: Path, text: bytes) -> None:
    other = file.with_name(f".{file.name}.tmp")
    other.write_bytes(text)
    other.replace(file)


def _nothing_left(lab: Lab, folder: Path) -> None:
    """Raises `RuntimeError` when a fresh look finds a note that the watcher missed."""
    command = lab.command(folder, "sync", "--format", "json")
    told = subprocess.run(command, env={**os.environ, **lab.env(folder)}, capture_output=True, check=True)
    missed = json.loads(told.stdout)["parsed"]
    if missed:
        raise RuntimeError(f"the watcher missed {missed} notes")


ROWS = (
    Row("watch-save", "`watch`: a save, until the dashboard shows it", (QUICK, USUAL), save),
    Row("watch-burst", "`watch`: half of the notes saved in place", (USUAL,), partial(burst, in_place)),
    Row("watch-rename", "`watch`: half of the notes saved by rename", (USUAL,), partial(burst, by_rename)),
    Row("watch-checkout", "`watch`: another branch checked out", (USUAL,), partial(burst, check_out)),
    Row("watch-large", "`watch`: 5,000 folders, at rest", (LARGE,), at_rest),
)
