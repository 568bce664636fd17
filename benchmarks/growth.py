"""Rows for growth: more notes, a long log, a large organisation, a long note, one full folder, a `git pull`."""

from __future__ import annotations

from benchmarks.case import Case, Figures, Goal, memory, more, ratio
from benchmarks.generate import PULLED, Shape, git, restore
from benchmarks.lab import Lab, append
from benchmarks.measure import Contender
from benchmarks.row import HUGE, LARGE, QUICK, USUAL, Row

_NOTHING = "nothing changed"


def cold_growth(lab: Lab, notes: int) -> Case:
    """The first `sync` of a large vault, beside that of 10,000 notes."""
    many, few = f"cold, {notes:,}", f"cold, {USUAL:,}"

    def per_note(figures: Figures) -> float:
        return figures.ratio(many, few) * USUAL / notes

    return Case(
        [lab.cold(many, lab.vault(Shape(notes))), lab.cold(few, lab.vault(Shape(USUAL)))],
        [Goal("≤ 1.25 x the cost of a note of 10,000", per_note, 1.25, "x", 1.1), memory(many, 300 * notes / LARGE)],
    )


def pull(lab: Lab, notes: int) -> Case:
    """One note in twenty changed, as after `git pull`."""
    folder, part = lab.settled(Shape(notes)), lab.vault(Shape(notes // PULLED))
    name, first = f"{notes // PULLED:,} changed", f"cold, {notes // PULLED:,}"

    def before(turn: int) -> None:
        restore(folder)
        lab.settle(folder)
        git(folder, "checkout", "--quiet", "theirs")

    def extra(figures: Figures) -> float:
        return figures.extra(name, _NOTHING) / figures.time(first)

    pulled = Contender(name, lambda turn: lab.command(folder, "sync"), before, lab.env(folder))
    nothing = Contender(
        _NOTHING, lambda turn: lab.command(folder, "sync"), lambda turn: lab.settle(folder), lab.env(folder)
    )
    return Case([pulled, nothing, lab.cold(first, part)], [Goal("over no-op ≤ cold cost of those", extra, 1.0, "x")])


def long_log(lab: Lab, touches: int) -> Case:
    """One person with thousands of touches: twice as many cost twice as much."""
    shapes = {n: Shape(QUICK, touches=n) for n in (touches, touches // 2, 0)}
    runs = [lab.cold(f"{n:,} touches", lab.vault(shape)) for n, shape in shapes.items()]
    return Case(runs, [_linear("touches", touches)])


def long_log_touched(lab: Lab, touches: int) -> Case:
    """One touch more for that person."""
    shape = Shape(QUICK, touches=touches)
    return _saved(lab, shape, "Contacts/Old Friend.md", "- 2026-11-30 email out: a short word\n", 70)


def large_org(lab: Lab, people: int) -> Case:
    """One organisation with thousands of contacts: twice as many cost twice as much."""
    shapes = {n: Shape(QUICK, colleagues=n) for n in (people, people // 2, 0)}
    runs = [lab.cold(f"{n:,} people", lab.vault(shape)) for n, shape in shapes.items()]
    return Case(runs, [_linear("people", people)])


def large_org_touched(lab: Lab, people: int) -> Case:
    """A touch for one of them."""
    name = "Contacts/Ministry/0000/Clerk 00007 Ministry00007.md"
    return _saved(lab, Shape(QUICK, colleagues=people), name, "\n## Log\n- 2026-11-30 email out: a short word\n", 70)


def long_note(lab: Lab, size: int) -> Case:
    """A note of ten megabytes was saved."""
    case = _saved(lab, Shape(QUICK, big_note=size), "Contacts/Long Story.md", "One line more.\n", 500)
    return Case(case.contenders, [*case.goals, memory("saved", 130)])


def one_folder(lab: Lab, notes: int) -> Case:
    """All notes of a kind in one folder."""
    flat, usual = lab.settled(Shape(notes, per_folder=notes)), lab.settled(Shape(notes))
    return Case(
        [lab.vaulttool("one folder", flat, "sync"), lab.vaulttool("fifty in a folder", usual, "sync"), lab.floor(flat)],
        [ratio("≤ 1.25 x folders of fifty", "one folder", "fifty in a folder", 1.25, "x")],
    )


def _linear(what: str, count: int) -> Goal:
    """Twice as many cost at most two and a half times as much."""

    def value(figures: Figures) -> float:
        none = f"0 {what}"
        return figures.extra(f"{count:,} {what}", none) / figures.extra(f"{count // 2:,} {what}", none)

    return Goal("twice as many ≤ 2.5 x", value, 2.5, "x")


def _saved(lab: Lab, shape: Shape, path: str, text: str, limit: float) -> Case:
    """One save of one note, beside a run with nothing to do."""
    folder = lab.settled(shape)
    saved = Contender(
        "saved", lambda turn: lab.command(folder, "sync"), lambda turn: append(folder / path, text), lab.env(folder)
    )
    nothing = Contender(
        _NOTHING, lambda turn: lab.command(folder, "sync"), lambda turn: lab.settle(folder), lab.env(folder)
    )
    return Case([saved, nothing], [more(f"≤ no-op + {limit:g} ms", "saved", _NOTHING, limit)])


ROWS = (
    Row("cold-growth", "the first `sync` of a large vault", (LARGE, HUGE), cold_growth),
    Row("pull", "`sync` after `git pull`, one note in twenty changed", (USUAL, LARGE), pull),
    Row("long-log", "one person with many touches, cold", (5_000,), long_log),
    Row("long-log-touched", "the same, one touch more", (5_000,), long_log_touched),
    Row("large-org", "one organisation with many contacts, cold", (20_000,), large_org),
    Row("large-org-touched", "the same, a touch for one of them", (20_000,), large_org_touched),
    Row("long-note", "a note of 10 MB saved", (10_000_000,), long_note),
    Row("one-folder", "`sync`, nothing changed, all in one folder", (LARGE,), one_folder),
)
