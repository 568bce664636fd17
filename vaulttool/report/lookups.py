"""Ways to a person, who led to whom, favours, open questions -> rows for a terminal and records for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from vaulttool.core.dashboard.words import count
from vaulttool.core.escape import terminal
from vaulttool.core.favours import Balance
from vaulttool.core.lineage import Branch, Step
from vaulttool.core.questions import OpenQuestion
from vaulttool.core.ways import Way
from vaulttool.report.as_data import as_data
from vaulttool.report.cards import balance_words
from vaulttool.report.layout import Row, heading

_DEEPEST = 20
"""Steps of a tree that are shown as indentation; a longer line goes on at that depth."""


def way_rows(name: str, ways: Sequence[Way]) -> Iterator[Row]:
    """The ways to a person, best first: what to do, then why, then where it stands."""
    yield heading(f"{count(len(ways), 'way')} to reach {terminal(name)}, best first")
    for number, way in enumerate(ways, 1):
        yield Row(((terminal(way.advice), "bold"), (f" · {way.approach}", "dim")), f"{number}.", hang=True)
        yield from (Row(((terminal(ground), ""),), hang=True) for ground in way.grounds)
        if way.places:
            places = ", ".join(f"{terminal(place.path)}:{place.line}" for place in way.places)
            yield Row(((places, "dim"),), hang=True)


def way_records(ways: Iterable[Way]) -> list[dict[str, Any]]:
    """`path`: a list of `{approach, advice, grounds, via: [{path, name}], places: [{path, line}], weight}`."""
    return [as_data(way) for way in ways]


def tree_rows(branches: Iterable[Branch], above: Sequence[Step] = ()) -> Iterator[Row]:
    """Who led to whom, a step further right each time; before it the line that led to the first one."""
    if above:
        names = [above[0].giver.name, *(step.person.name for step in above)]
        yield Row(((f"came through: {' > '.join(map(terminal, names))}", "dim"),))
    for branch in branches:
        indent = "  " * min(branch.depth, _DEEPEST)
        name = (f"{indent}{'- ' if branch.depth else ''}{terminal(branch.who.name)}", "" if branch.depth else "bold")
        yield Row((name, (f"{_status(branch)}{_how(branch)}", "dim")))


def tree_records(branches: Iterable[Branch], above: Sequence[Step] = ()) -> dict[str, Any]:
    """`tree`: `{above: [step], rows: [{depth, who, step, status, again}]}`; a step: `{giver, person, how, day}`."""
    return {"above": as_data(list(above)), "rows": [as_data(branch) for branch in branches]}


def balance_rows(balances: Iterable[Balance], *, in_full: bool) -> Iterator[Row]:
    """A line a person, those to whom most is owed first; with `in_full` each favour line too."""
    for balance in balances:
        yield Row(((terminal(balance.name), "bold"), (f" · {terminal(balance_words(balance))}", "")))
        for favour in balance.favours if in_full else balance.owed:
            day = f" {favour.day}" if favour.day else ""
            still = " (still open)" if favour.is_open else ""
            where = f" · {terminal(favour.path)}:{favour.line}"
            yield Row(((f"- {favour.verb}{day}: {terminal(favour.text)}{still}", ""), (where, "dim")))


def question_rows(questions: Iterable[OpenQuestion]) -> Iterator[Row]:
    """Open questions under the person who is to answer them."""
    for number, (who, found) in enumerate(groupby(questions, key=lambda q: q.who)):
        yield from (Row(),) if number else ()
        yield heading(terminal(who.name))
        for q in found:
            cat = f" ({terminal(q.cat)})" if q.cat else ""
            star = "* " if q.starred else ""
            where = f" · {q.state} · {terminal(q.path)}:{q.line}"
            yield Row(((f"- {star}{terminal(q.text)}{cat}", ""), (where, "dim")))


def question_records(questions: Iterable[OpenQuestion]) -> list[dict[str, Any]]:
    """`questions`: a list of `{who, text, cat, starred, is_research, state, day, path, line}`."""
    return [as_data(q) for q in questions]


def _status(branch: Branch) -> str:
    return f" ({branch.status})" if branch.status else " (no note yet)" if not branch.who.path else ""


def _how(branch: Branch) -> str:
    again = ", see above" if branch.again else ""
    if not branch.step:
        return again
    return f" · {branch.step.how}{f' {branch.step.day}' if branch.step.day else ''}{again}"
