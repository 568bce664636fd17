"""The first lines of the report: the day in numbers, talks to come, whom to write to and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaulttool.core.conclusion import FollowUp, State
from vaulttool.core.dashboard.bundle import Line
from vaulttool.core.dashboard.picture import Planned
from vaulttool.core.dashboard.words import count, due_words, how, near_day
from vaulttool.core.stats import rate_of
from vaulttool.report.html.sheet import Sheet, commas, dots, percent, words
from vaulttool.report.html.tags import Html, el, join

SHOWN = 12
"""People shown at once; the others unfold."""

_CLASS = {State.LATE: "late", State.DUE: "due-now"}


def figures(sheet: Sheet) -> Html:
    """The numbers that matter most."""
    day, every = sheet.day, rate_of(sheet.day.stats.replies)
    late = sum(line.state is State.LATE for line in day.due)
    settled = every.written - every.waiting
    answered = f"of {settled:,}, {percent(every.answered, settled)}" if settled else ""
    shown = (
        ("Write to today", str(len(day.due)), f"{late} late" if late else ""),
        ("Talks in 14 days", str(len(day.meetings)), ""),
        ("Talks so far", f"{day.stats.talks:,}", ""),
        ("People", f"{day.stats.people:,}", ""),
        ("Answered", f"{every.answered:,}", answered),
    )
    return el("dl", *(_figure(*one) for one in shown), class_="figures")


def _figure(name: str, number: str, aside: str) -> Html:
    return el("div", el("dt", name), el("dd", number, *((" ", el("small", aside)) if aside else ())))


def today(sheet: Sheet) -> Html:
    """Talks to come, then everybody to write to, most urgent first."""
    return join((*_talks(sheet), el("h3", "Whom to write to, and why"), _due(sheet)))


def _due(sheet: Sheet) -> Html:
    lines = sheet.day.due
    if not lines:
        return el("p", "Nothing is due today.")
    rest = lines[SHOWN:]
    more = (el("summary", f"{count(len(rest), 'more person', 'more people')}"), _list(sheet, rest))
    return join((_list(sheet, lines[:SHOWN]), el("details", *more) if rest else None))


def _list(sheet: Sheet, lines: Sequence[Line]) -> Html:
    return el("ol", *(_line(sheet, line) for line in lines), class_="due", role="list")


def _line(sheet: Sheet, line: Line) -> Html:
    name = el("strong", sheet.person(line.person, line.name))
    head = dots(name, words(line.org), el("span", words(due_words(line.due, sheet.day.today)), class_="state"))
    if len(line.reasons) == 1:
        said = el("p", _reason(line.reasons[0]))
    else:
        said = el("ul", *(el("li", _reason(reason)) for reason in line.reasons))
    return el("li", el("p", head), said, class_=_CLASS.get(line.state))


def _reason(reason: FollowUp) -> Html:
    detail = el("span", words(reason.detail), class_="muted") if reason.detail else None
    return dots(words(reason.text), detail)


def _talks(sheet: Sheet) -> Iterator[Html]:
    if sheet.day.meetings:
        yield el("h3", "Talks in the next 14 days")
        yield el("ul", *(_talk(sheet, planned) for planned in sheet.day.meetings), class_="due")


def _talk(sheet: Sheet, planned: Planned) -> Html:
    meeting = planned.meeting
    people = commas([sheet.person(path, name) for path, name in meeting.people]) or "somebody"
    head = dots(
        el("strong", f"{near_day(meeting.day)}{', ' if meeting.when else ''}{meeting.when}"),
        el("strong", people),
        words(", ".join(part for part in (meeting.role, meeting.org) if part)),
    )
    rest = dots(
        how(meeting.format),
        f"{meeting.theirs} for them" if meeting.theirs else "",
        words(meeting.place),
        f"still to do: {', '.join(meeting.missing)}" if meeting.missing else "",
    )
    return el("li", el("p", head), el("p", rest, class_="muted") if rest else None)
