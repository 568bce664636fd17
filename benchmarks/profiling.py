"""Where the time of a row goes: functions, and what is imported. Nothing is compared here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.generate import Shape
from benchmarks.lab import Lab, append, day_after
from benchmarks.row import USUAL, Row

_SHOWN = "25"
_BY_FUNCTION = """
import cProfile, pstats, sys
from vaulttool.cli.command_line import run
profile = cProfile.Profile()
try:
    profile.runcall(run, sys.argv[2:])
finally:
    sys.stdout = sys.stderr
    stats = pstats.Stats(profile)
    stats.sort_stats("tottime").print_stats(int(sys.argv[1]))
    stats.sort_stats("cumtime").print_stats("vaulttool|holidays", int(sys.argv[1]))
"""


def profile(lab: Lab, row: Row, size: int | None) -> int:
    """Run the row's command once under the profiler and once with the times of its imports."""
    notes = size or min(USUAL, row.sizes[-1])
    folder = lab.settled(Shape(notes))
    command = (
        lab.command(folder, *row.command, today=day_after(0))
        if row.name == "new-day"
        else lab.command(folder, *row.command)
    )
    _make_ready(lab, row, folder)
    python = Path(lab.tool).parent / "python"
    environment = {**os.environ, **lab.env(folder)}
    subprocess.run(
        [python, "-c", _BY_FUNCTION, _SHOWN, *command[1:]], env=environment, stdout=subprocess.DEVNULL, check=False
    )
    timed = subprocess.run(
        [python, "-X", "importtime", *command], env=environment, capture_output=True, text=True, check=False
    )
    imports = [line for line in timed.stderr.splitlines() if line.startswith("import time:")]
    print("\n".join(sorted(imports[1:], key=lambda line: -int(line.split("|")[1]))[: int(_SHOWN)]), file=sys.stderr)
    return 0


def _make_ready(lab: Lab, row: Row, folder: Path) -> None:
    """What the row does before its command."""
    if row.name == "cold":
        lab.forget(folder)
    if row.name == "one-changed":
        append(next((folder / "Contacts").rglob("*.md")), "\n## Log\n- 2026-11-30 email out: a short word\n")
