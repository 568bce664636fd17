"""What was measured, as data and as a Markdown table."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from benchmarks.case import ALONE, CLOCKS, Case, Figures, Goal
from benchmarks.measure import Samples, median
from benchmarks.row import Row

_HEAD = """\
# How fast

Made in one run of `python -m benchmarks {arguments}` on {date}: {machine}.
Load when it began {load[0]:.1f}, when it ended {load[1]:.1f}: above 1, trust CPU and ratios only. Medians of {rounds}
interleaved rounds, each a fresh process on a warm page cache. What the rows mean: [docs/speed.md](../docs/speed.md);
every single run: [results.json](results.json).

Goals in milliseconds are those of a machine on which Python alone starts and ends in 11 ms. Here that took
{alone:.0f} ms (median of all rows): `there` is the worse of both figures in milliseconds of that machine, by what
Python alone took in the same rounds. `reached there`: missed in milliseconds of this machine, reached in those.

| row | notes | time | CPU | peak | goal | by the clock | by CPU | there | | beside it |
|---|---|---|---|---|---|---|---|---|---|---|
"""


def machine() -> dict[str, str]:
    """What it ran on."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": f"{os.cpu_count()} x {_processor()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "git": subprocess.run(["git", "version"], capture_output=True, text=True, check=False).stdout.strip()[12:],
    }


def report(
    rows: Sequence[Mapping[str, Any]], rounds: int, arguments: Sequence[str], began_at_load: float
) -> dict[str, Any]:
    """The whole result of one run as data."""
    return {
        "date": date.today().isoformat(), "machine": machine(), "arguments": " ".join(arguments), "rounds": rounds,
        "load": [round(began_at_load, 2), round(os.getloadavg()[0], 2)], "rows": list(rows),
    }  # fmt: skip


def record(row: Row, notes: int, case: Case, samples: Samples) -> dict[str, Any]:
    """One row at one size as data: seconds, MiB, and the goals by both clocks."""
    by = {clock: Figures(samples, clock) for clock in CLOCKS}
    return {
        "row": row.name,
        "about": row.about,
        "notes": notes,
        "samples": {name: [_rounded(asdict(sample)) for sample in taken] for name, taken in samples.items()},
        "medians": {
            name: _rounded({"wall": by["wall"].time(name), "cpu": by["cpu"].time(name), "peak": by["wall"].peak(name)})
            for name in samples
        },
        "goals": [_goal(goal, by["wall"], by["cpu"]) for goal in case.goals],
    }


def failure(row: Row, notes: int, error: Exception) -> dict[str, Any]:
    """A row that could not be measured, as data: it counts as missed."""
    words = " ".join(str(error).split())[:200]
    return {"row": row.name, "about": row.about, "notes": notes, "failed": words, "goals": [{"state": "missed"}]}


def markdown(data: Mapping[str, Any]) -> str:
    """The table, with machine and date."""
    about = ", ".join(
        f"{key} {value}" if key not in ("system", "processor") else value for key, value in data["machine"].items()
    )
    known = {key: data[key] for key in ("date", "rounds", "load", "arguments")}
    alone = median([row["medians"][ALONE.name]["wall"] for row in data["rows"] if "medians" in row] or [0.0])
    head = _HEAD.format(machine=about, alone=alone * 1000, **known)
    return head + "".join(line for row in data["rows"] for line in lines(row))


def lines(row: Mapping[str, Any]) -> Iterable[str]:
    """The lines of one row: one for each goal."""
    if "failed" in row:
        yield f"| {row['row']} | {row['notes']:,} |{' |' * 6} | failed | {row['failed']} |\n"
        return
    (_, own), *others = row["medians"].items()
    beside = "; ".join(f"{name} {_time(figures['wall'])}" for name, figures in others if name != ALONE.name)
    for number, goal in enumerate(row["goals"]):
        known = (f"{row['row']}", f"{row['notes']:,}", _time(own["wall"]), _time(own["cpu"]), f"{own['peak']:.0f} MiB")
        told = known if number == 0 else ("",) * 5
        values = [_value(goal[name], goal["unit"]) if name in goal else "" for name in (*CLOCKS, "there")]
        yield f"| {' | '.join((*told, goal['goal'], *values, goal['state'], beside if number == 0 else ''))} |\n"


def _goal(goal: Goal, wall: Figures, cpu: Figures) -> dict[str, Any]:
    """A goal is reached when both clocks say so: one alone may have been lucky on a busy machine."""
    values = {"wall": goal.value(wall), "cpu": goal.value(cpu)}
    worst = max(values[clock] for clock in goal.clocks)
    state = "missed" if worst > goal.limit else "reached"
    if goal.stretch is not None and worst <= goal.stretch:
        state = "stretch"
    if goal.unit == "ms":
        values["there"] = max(values["wall"] / wall.slowness, values["cpu"] / cpu.slowness)
        state = "reached there" if state == "missed" and values["there"] <= goal.limit else state
    found = _rounded({**values, "limit": goal.limit})
    return {"goal": goal.text, "unit": goal.unit, **found, "stretch": goal.stretch, "state": state}


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {key: round(value, 4) for key, value in values.items()}


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _value(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if unit in ("ms", "MiB") else f"{value:.2f} {unit}"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.processor()
