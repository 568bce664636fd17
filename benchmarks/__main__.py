"""`python -m benchmarks`: measure the rows, print the table, write the data. `make bench` calls it."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.lab import HERE, Lab
from benchmarks.result import failure, lines, markdown, record, report
from benchmarks.row import HUGE, QUICK, Row
from benchmarks.rows import ROWS

_ROUNDS = 5
_QUICK_ROUNDS = 3


def main() -> int:
    """Measure; exit status 1 when a goal is missed."""
    asked = _parser().parse_args()
    lab = Lab(asked.work.absolute(), asked.tool.absolute(), asked.peers.absolute())
    if asked.profile:
        from benchmarks.profiling import profile

        return profile(
            lab, next(row for row in ROWS if row.name == asked.profile), asked.size[0] if asked.size else None
        )
    rounds = asked.rounds or (_QUICK_ROUNDS if asked.quick else _ROUNDS)
    load = os.getloadavg()[0]
    found = [_measured(lab, row, notes, rounds) for row, notes in _wanted(asked)]
    data = report(found, rounds, sys.argv[1:], load)
    _write(asked.work / "results.json", data)
    if asked.save:
        _write(HERE / "results.json", data)
        (HERE / "RESULTS.md").write_text(markdown(data), encoding="utf-8")
    print(markdown(data))
    return int(any(goal["state"] == "missed" for row in found for goal in row["goals"]))


def _measured(lab: Lab, row: Row, notes: int, rounds: int) -> dict[str, Any]:
    print(f"{row.name}, {notes:,} ...", file=sys.stderr, flush=True)
    try:
        case = row.make(lab, notes)
        found = record(row, notes, case, case.samples(rounds))
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        found = failure(row, notes, error)
    print("".join(lines(found)), end="", file=sys.stderr, flush=True)
    return found


def _wanted(asked: argparse.Namespace) -> Iterator[tuple[Row, int]]:
    """Rows and sizes: those named; the largest size only when it is named."""
    for row in ROWS:
        if asked.only and row.name not in asked.only:
            continue
        for notes in row.sizes:
            if asked.size:
                wanted = notes in asked.size
            elif asked.quick:
                wanted = notes == QUICK
            else:
                wanted = notes != HUGE
            if wanted:
                yield row, notes


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="How fast vaulttool is. See docs/speed.md."
    )
    names = [row.name for row in ROWS]
    parser.add_argument("--only", action="append", choices=names, metavar="ROW", help=f"one of: {', '.join(names)}")
    parser.add_argument("--size", action="append", type=_size, metavar="N", help="only this size: 1000, 10k, 300k")
    parser.add_argument("--quick", action="store_true", help="only 1,000 notes, three rounds: some minutes")
    parser.add_argument("--rounds", type=int, metavar="N", help=f"default {_ROUNDS}")
    parser.add_argument("--save", action="store_true", help="keep the result as the one that is checked in")
    parser.add_argument("--profile", choices=names, metavar="ROW", help="where the time of this row goes, instead")
    parser.add_argument(
        "--work", type=Path, default=Path("build/bench"), help="where vaults are kept (default: %(default)s)"
    )
    parser.add_argument(
        "--peers", type=Path, default=Path("build/peers"), help="where peers are (default: %(default)s)"
    )
    parser.add_argument(
        "--tool", type=Path, default=Path(os.path.dirname(sys.executable), "vaulttool"), help="the command to measure"
    )
    return parser


def _size(text: str) -> int:
    return int(text[:-1]) * 1000 if text.endswith("k") else int(text)


def _write(file: Path, data: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
