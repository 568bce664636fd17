"""Who led to whom: names given in talks, `referred_by`, introductions; as rows of a tree that no circle can trap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from vaulttool.core.roster import Roster, Who, who_is


class Step(Struct, frozen=True):
    """One person led to another. `how`: named or introduced; `path`, `line` say where that stands."""

    giver: Who
    person: Who
    how: str
    day: date | None
    path: str
    line: int


class Branch(Struct, frozen=True):
    """One row of the tree, `depth` steps below its root. `step` is None at a root.

    `status` is the status in force, `""` for people without a note. `again`: what comes below stands at another row.
    """

    depth: int
    who: Who
    step: Step | None
    status: str = ""
    again: bool = False


def steps(roster: Roster) -> tuple[Step, ...]:
    """Every step, one for each pair of people: the dated one, an introduction before a name. Oldest first."""
    found: dict[tuple[str, str], Step] = {}
    for step in (*_introduced(roster), *_named(roster), *_referred(roster)):
        pair = (step.giver.key, step.person.key)
        known = found.get(pair)
        if step.giver.key != step.person.key and (known is None or (step.day and not known.day)):
            found[pair] = step if known is None else replace(known, day=step.day)
    return tuple(sorted(found.values(), key=_order))


def tree(roster: Roster) -> tuple[Branch, ...]:
    """All trees, one under the other: from those whom nobody led to. Everybody with a step is in it."""
    below = _by_giver(steps(roster))
    led_to = {step.person.key for found in below.values() for step in found}
    givers = {step.giver.key: step.giver for found in below.values() for step in found}
    starts = [who for key, who in givers.items() if key not in led_to]
    rest = [who for key, who in givers.items() if key in led_to]
    seen: set[str] = set()
    rows: list[Branch] = []
    for who in (*_by_name(starts), *_by_name(rest)):
        if who.key not in seen:
            rows += _walk(who, below, seen, roster)
    return tuple(rows)


def tree_of(who: Who, roster: Roster) -> tuple[Branch, ...]:
    """The tree below one person."""
    return tuple(_walk(who, _by_giver(steps(roster)), set(), roster))


def line_to(who: Who, roster: Roster) -> tuple[Step, ...]:
    """The steps that led to this person, the first one first; by the oldest step where several led to somebody."""
    first: dict[str, Step] = {}
    for step in steps(roster):
        first.setdefault(step.person.key, step)
    line: list[Step] = []
    seen = {who.key}
    while (found := first.get(who.key)) and found.giver.key not in seen:
        line.append(found)
        who = found.giver
        seen.add(who.key)
    return tuple(reversed(line))


def _walk(root: Who, below: dict[str, list[Step]], seen: set[str], roster: Roster) -> Iterator[Branch]:
    """The rows from a root down; a person met again is named and not unfolded again."""
    waiting: list[tuple[int, Who, Step | None]] = [(0, root, None)]
    while waiting:
        depth, who, step = waiting.pop()
        again = who.key in seen and who.key in below
        yield Branch(depth, who, step, _status(who, roster), again)
        if who.key not in seen:
            seen.add(who.key)
            waiting += [(depth + 1, s.person, s) for s in reversed(below.get(who.key, []))]


def _by_giver(found: Iterable[Step]) -> dict[str, list[Step]]:
    below: dict[str, list[Step]] = {}
    for step in found:
        below.setdefault(step.giver.key, []).append(step)
    return below


def _named(roster: Roster) -> Iterator[Step]:
    """Names given in talks."""
    for talk in roster.held:
        for link in talk.note.linked("referrals"):
            for giver in roster.met(talk):
                yield Step(giver, who_is(link, roster.desk), "named", talk.day, talk.note.path, link.line)


def _referred(roster: Roster) -> Iterator[Step]:
    for note in roster.contacts:
        for link in note.linked("referred_by"):
            yield Step(who_is(link, roster.desk), Who(note.path, note.name), "named", None, note.path, link.line)


def _introduced(roster: Roster) -> Iterator[Step]:
    for note in roster.contacts:
        for link in note.linked("introduced_by"):
            day = note.day("introduced_on")
            yield Step(who_is(link, roster.desk), Who(note.path, note.name), "introduced", day, note.path, link.line)


def _status(who: Who, roster: Roster) -> str:
    note = roster.desk.book.note(who.path) if who.path else None
    return roster.dossier(note).status if note else ""


def _by_name(people: Iterable[Who]) -> list[Who]:
    return sorted(people, key=lambda who: (who.name.casefold(), who.path))


def _order(step: Step) -> tuple[date, str, str]:
    return step.day or date.max, step.person.name.casefold(), step.person.path
