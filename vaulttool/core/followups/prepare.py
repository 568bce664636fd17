"""Rules from the date of a talk to the talk itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.followups.rule import Due, Rule
from vaulttool.core.talk import ENOUGH_QUESTIONS, Talk

_STEP_WORDS = {
    "research-person": "the person", "research-org": "the organisation", "dress": "what to wear",
    "route": "the way there", "brief": "the day sheet",
}  # fmt: skip


def research(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A talk is coming: read up on the person and on the organisation, two separate steps.

    Due 3 business days before the day. Cleared when both steps (`^research-person`, `^research-org`) are ticked.
    """
    for talk, day in _led(d, d.planned):
        missing = talk.missing_steps("research-person", "research-org")
        if missing:
            words = " and ".join(_STEP_WORDS[step] for step in missing)
            yield _due(d, talk, day, _before(desk, day, rule), f"read up on {words} before the talk on {day}")


def questions(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A talk is coming: have enough questions, with the required categories covered.

    Due 2 business days before the day. Cleared when 15 questions stand in the note and `path`, `culture`, `people`,
    `supervisors` and `entry-level` each have one.
    """
    for talk, day in _led(d, d.planned):
        count, missing = len(talk.questions), talk.missing_categories
        if count < ENOUGH_QUESTIONS or missing:
            lacking = f", none on {', '.join(missing)}" if missing else ""
            text = f"prepare questions for {day}: {count} of {ENOUGH_QUESTIONS}{lacking}"
            yield _due(d, talk, day, _before(desk, day, rule), text)


def confirm(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A talk is coming: confirm time and place.

    Due 1 business day before the day. Cleared by `confirmed_on`, or `status: confirmed`.
    """
    for talk, day in _led(d, d.planned):
        if talk.status != "confirmed" and not talk.note.day("confirmed_on"):
            yield _due(d, talk, day, _before(desk, day, rule), f"confirm the talk on {day}{_at(talk)}")


def get_ready(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A talk is tomorrow: clothes, the way there, the day sheet.

    Due the calendar day before. Cleared when the steps that its format needs (`^dress`, `^route`, `^brief`) are ticked.
    """
    for talk, day in _led(d, d.planned):
        missing = talk.missing_steps(*talk.ready_steps)
        if missing:
            words = ", ".join(_STEP_WORDS[step] for step in missing)
            due = day - timedelta(days=rule.days_in(desk)) if day > date.min + timedelta(days=400) else day
            yield _due(d, talk, day, due, f"get ready for {day}: {words}")


def interview(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """The talk is today.

    Due on its day. Cleared by another status: `done` when it took place.
    """
    for talk, day in _led(d, d.planned):
        how = talk.note.word("format").replace("-", " ")
        yield _due(d, talk, day, day, f"talk{_at(talk)}{f', {how}' if how else ''}")


def what_happened(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """The day of a talk is past and its note still says it is to come.

    Due on its day. Cleared by `status: done`, `moved`, `cancelled` or `no-show`.
    """
    for talk, day in _led(d, tuple(t for t in d.talks if t.is_unsettled)):
        yield _due(d, talk, day, day, f"say what happened on {day}: done, moved, cancelled or no-show?")


def _led(d: Dossier, talks: tuple[Talk, ...]) -> Iterator[tuple[Talk, date]]:
    """The talks, with their day, that this person leads: what is done once for a talk is said once."""
    for talk in talks:
        if talk.day and d.leads(talk):
            yield talk, talk.day


def _before(desk: Desk, day: date, rule: Rule) -> date:
    return desk.calendar.business_day(day, -rule.days_in(desk))


def _due(d: Dossier, talk: Talk, day: date, due: date, text: str) -> Due:
    return Due(d.person, due, day, text, talk.note.path, talk.note.line_of("date"), mark=talk.note.stem)


def _at(talk: Talk) -> str:
    return f" at {talk.hour:%H:%M}" if talk.hour else ""


RULES = (
    Rule(
        "research", 70, research, "both research steps", days=3, outbound=False, act=True, urgent=True, talks="planned"
    ),
    Rule(
        "questions", 72, questions, "enough questions, categories covered", days=2,
        tickable=False, outbound=False, act=True, urgent=True, talks="planned",
    ),
    Rule("confirm", 80, confirm, "confirmed_on", days=1, draft="confirm", act=True, urgent=True, talks="planned"),
    Rule(
        "get-ready", 75, get_ready, "the steps dress, route and brief", days=1,
        outbound=False, act=True, urgent=True, talks="planned",
    ),
    Rule(
        "interview", 100, interview, "another status",
        tickable=False, outbound=False, act=True, urgent=True, talks="planned",
    ),
    Rule(
        "what-happened", 98, what_happened, "another status",
        tickable=False, outbound=False, act=True, urgent=True, talks="any",
    ),
)  # fmt: skip
