"""Rows for what happens every day: nothing changed, a new day, a note saved, the first run, the commands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from benchmarks.case import Case, Goal, memory, more, most, ratio
from benchmarks.generate import Shape, some_notes
from benchmarks.lab import Lab, append, day_after
from benchmarks.measure import Contender
from benchmarks.row import HUGE, LARGE, QUICK, USUAL, Row
from benchmarks.world import name_of

_NOTHING = "nothing changed"
_PEER_MOST = USUAL
"""Peers and the own script are not asked for more notes than this: they would take the night."""


def nothing_changed(lab: Lab, notes: int) -> Case:
    """`sync`, nothing to do."""
    folder = lab.settled(Shape(notes))
    goals = {
        QUICK: (more("≤ F + 10 ms", _NOTHING, "floor", 10, 4),),
        USUAL: (ratio("≤ 1.5 F", _NOTHING, "floor", 1.5, "F", 1.25),),
    }
    others = [*lab.orbit(notes, "status"), *lab.headless_vault_kit(folder, "scan")] if notes == QUICK else []
    return Case(
        [lab.vaulttool(_NOTHING, folder, "sync"), lab.floor(folder), lab.git_status(folder), *others],
        goals.get(notes, (ratio("≤ 1.5 F", _NOTHING, "floor", 1.5, "F", 1.3), memory(_NOTHING, 130 * notes / LARGE))),
    )


def new_day(lab: Lab, notes: int) -> Case:
    """`sync` on the next day, nothing changed: states, order and dashboard anew."""
    folder = lab.settled(Shape(notes))
    runs = [
        Contender(name, lambda turn: lab.command(folder, "sync", today=day_after(turn)), env=lab.env(folder))
        for name in ("new day", _NOTHING)
    ]
    return Case(runs, [more("≤ no-op + 60 ms", "new day", _NOTHING, 60, 30)])


def one_changed(lab: Lab, notes: int) -> Case:
    """One line was added to one note."""
    folder = lab.settled(Shape(notes))
    files = some_notes(folder, 100)

    def save(turn: int) -> None:
        append(files[turn % len(files)], "\n## Log\n- 2026-11-30 email out: a short word (for:: check-in)\n")

    changed = Contender("one note changed", lambda turn: lab.command(folder, "sync"), save, lab.env(folder))
    nothing = Contender(
        _NOTHING, lambda turn: lab.command(folder, "sync"), lambda turn: lab.settle(folder), lab.env(folder)
    )
    return Case([changed, nothing], [more("≤ no-op + 70 ms", "one note changed", _NOTHING, 70, 40)])


def cold(lab: Lab, notes: int) -> Case:
    """The first `sync`: findings, follow-ups, full text and dashboard from nothing."""
    folder = lab.vault(Shape(notes))
    orbit = lab.orbit(notes, "reindex")
    goals = [ratio("≤ 0.45 P", "cold", "own script", 0.45, "P", 0.25, ("wall",))]
    if orbit:
        goals.append(ratio("faster than orbit-crm", "cold", "orbit-crm", 1.0, "x", clocks=("wall",)))
    others = [*orbit, *lab.mdbase(Shape(notes), "query")]
    if notes <= QUICK:
        others += lab.headless_vault_kit(folder, "scan", cold=True)
    scripts = [lab.own_script(folder), lab.own_script(folder, "--regex")]
    return Case([lab.cold("cold", folder), *scripts, *others], goals)


def check(lab: Lab, notes: int) -> Case:
    """All findings, from an index that is up to date."""
    folder = lab.settled(Shape(notes))
    others = [*lab.orbit(notes, "lint"), *lab.mdbase(Shape(notes), "validate")] if notes <= _PEER_MOST else []
    limit, stretch = (250, 120) if notes >= USUAL else (120, 80)
    goal = most(f"≤ {limit} ms", "check", limit, stretch)
    runs = [replace(run, finds=True) for run in (lab.vaulttool("check", folder, "check"), *others)]
    return Case(runs, [goal])


def help_page(lab: Lab, notes: int) -> Case:
    """`--help`: no vault is looked at."""
    return Case([lab.vaulttool("--help", lab.vault(Shape(notes)), "--help")], [most("≤ 60 ms", "--help", 60)])


def command(name: str, arguments: tuple[str, ...], lab: Lab, notes: int) -> Case:
    """A command that looks things up."""
    folder = lab.settled(Shape(notes))
    others = (
        lab.headless_vault_kit(folder, "props", "--where", "status=met") if (name, notes) == ("find", QUICK) else ()
    )
    goal: Goal = more("≤ F + 60 ms", name, "floor", 60)
    return Case([lab.vaulttool(name, folder, *arguments), lab.floor(folder), *others], [goal])


def _looking_up(name: str, *arguments: str) -> Row:
    return Row(name, f"`{' '.join(arguments)}`", (QUICK, USUAL), partial(command, name, arguments), arguments)


ROWS = (
    Row("no-op", "`sync`, nothing changed", (QUICK, USUAL, LARGE, HUGE), nothing_changed),
    Row("new-day", "`sync` on a new day, nothing changed", (QUICK, USUAL), new_day),
    Row("one-changed", "`sync`, one note changed", (QUICK, USUAL), one_changed),
    Row("cold", "the first `sync`", (QUICK, USUAL), cold),
    Row("check", "`check` from a warm index", (QUICK, USUAL), check, ("check",)),
    Row("help", "`--help`", (QUICK,), help_page, ("--help",)),
    _looking_up("find", "find", "status:met", "wetlands"),
    _looking_up("today", "today"),
    _looking_up("show", "show", name_of(0)),
)
