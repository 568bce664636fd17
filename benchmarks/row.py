"""What a row of the table is. The rows themselves are in `daily`, `growth` and `watching`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.case import Case
from benchmarks.lab import Lab

QUICK = 1_000
USUAL = 10_000
LARGE = 100_000
HUGE = 300_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the goals. `sizes`: how many notes it is measured with; `make(lab, notes)` gets all ready."""

    name: str
    about: str
    sizes: tuple[int, ...]
    make: Callable[[Lab, int], Case]
    command: tuple[str, ...] = ("sync",)
    """What `--profile` runs."""
