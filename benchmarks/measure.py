"""One process after the other, each measured by what the system says of it. What is run is said elsewhere."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

MIB = 1024.0
"""Kilobytes, as Linux counts them."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds by the clock, seconds of processor (user and system), MiB at the peak."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Contender:
    """What is measured: a command for each round (from 0), and what is to be done before it, untimed."""

    name: str
    command: Callable[[int], Sequence[str]]
    before: Callable[[int], object] = lambda turn: None
    env: Mapping[str, str] = field(default_factory=dict)
    finds: bool = False
    """Whether exit status 1 is fine, since it means findings."""


Samples = dict[str, list[Sample]]


def interleaved(contenders: Sequence[Contender], rounds: int) -> Samples:
    """Everyone once, then everyone again, so that a slow minute of the machine hits all alike."""
    found: Samples = {contender.name: [] for contender in contenders}
    for turn in range(rounds):
        for contender in contenders:
            contender.before(turn)
            found[contender.name].append(run(contender.command(turn), contender.env, finds=contender.finds))
    return found


def run(command: Sequence[str], env: Mapping[str, str], *, finds: bool = False) -> Sample:
    """One fresh process. Raises `RuntimeError` when it fails."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaints:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=complaints, env={**os.environ, **env}, cwd="/"
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in ((0, 1) if finds else (0,)):
            complaints.seek(0)
            raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}\n{complaints.read().decode()}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB)


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)
