"""What a measurement is compared with: goals, and whether they are reached. Values only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.measure import Contender, Samples, interleaved, median

Clock = Literal["wall", "cpu"]
CLOCKS: tuple[Clock, ...] = ("wall", "cpu")
ALONE = Contender("Python alone", lambda turn: [sys.executable, "-I", "-c", "pass"])
"""The interpreter starts and ends: by this, machines are compared."""
_ALONE_THERE = 0.011
"""Seconds that this takes on the machine whose milliseconds the goals are."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The medians of one case, by one clock."""

    samples: Samples
    clock: Clock

    def time(self, name: str) -> float:
        """Seconds of this contender."""
        return median([getattr(sample, self.clock) for sample in self.samples[name]])

    def ratio(self, name: str, to: str) -> float:
        """How many times as long `name` takes, compared round by round."""
        return median([mine / theirs for mine, theirs in self._pairs(name, to)])

    def extra(self, name: str, than: str) -> float:
        """How many seconds longer `name` takes, compared round by round."""
        return median([mine - theirs for mine, theirs in self._pairs(name, than)])

    @property
    def slowness(self) -> float:
        """How many times as long as on the goals' machine everything takes here and now."""
        return self.time(ALONE.name) / _ALONE_THERE

    def _pairs(self, *names: str) -> list[tuple[float, ...]]:
        times = ([getattr(sample, self.clock) for sample in self.samples[name]] for name in names)
        return list(zip(*times, strict=True))

    def peak(self, name: str) -> float:
        """MiB of this contender."""
        return median([sample.peak for sample in self.samples[name]])

    def high(self, name: str) -> float:
        """Seconds that 95 of 100 runs stay below."""
        times = sorted(getattr(sample, self.clock) for sample in self.samples[name])
        return float(times[min(len(times) - 1, len(times) * 95 // 100)])


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that may not pass its limit. `unit`: `F` and `P` are ratios to the floor and to the own script.

    By which `clocks`: where several processes share the work, the wall's alone.
    """

    text: str
    value: Callable[[Figures], float]
    limit: float
    unit: str
    stretch: float | None = None
    clocks: tuple[Clock, ...] = CLOCKS


@dataclass(frozen=True)
class Case:
    """One row at one size. The first contender is the one whose figures are shown."""

    contenders: Sequence[Contender]
    goals: Sequence[Goal]
    take: Callable[[int], Samples] | None = None
    """How to measure what is not a process that ends; it need name no contenders."""

    def samples(self, rounds: int) -> Samples:
        """Measure, with the interpreter alone beside it."""
        if self.take:
            return self.take(rounds) | interleaved([ALONE], rounds)
        return interleaved([*self.contenders, ALONE], rounds)


def ratio(
    text: str, name: str, to: str, limit: float, unit: str, stretch: float | None = None,
    clocks: tuple[Clock, ...] = CLOCKS,
) -> Goal:  # fmt: skip
    """`name` takes at most `limit` times as long as `to`."""
    return Goal(text, lambda f: f.ratio(name, to), limit, unit, stretch, clocks)


def more(text: str, name: str, than: str, limit: float, stretch: float | None = None) -> Goal:
    """`name` takes at most `limit` milliseconds more than `than`."""
    return Goal(text, lambda f: f.extra(name, than) * 1000, limit, "ms", stretch)


def most(text: str, name: str, limit: float, stretch: float | None = None) -> Goal:
    """`name` takes at most `limit` milliseconds."""
    return Goal(text, lambda f: f.time(name) * 1000, limit, "ms", stretch)


def memory(name: str, limit: float) -> Goal:
    """`name` takes at most `limit` MiB."""
    return Goal(f"≤ {limit:g} MiB", lambda f: f.peak(name), limit, "MiB")
