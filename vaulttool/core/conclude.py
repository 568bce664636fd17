"""One note -> its conclusion: findings, follow-ups, and what the dashboard's lists show of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vaulttool.core.cadence import keep_in_touch_due
from vaulttool.core.case import Case
from vaulttool.core.conclusion import Card, Checked, Conclusion, Meeting, Waiting
from vaulttool.core.desk import Desk
from vaulttool.core.dossier import STOPPED, Dossier
from vaulttool.core.followups import RULE_OF
from vaulttool.core.followups.engine import follow_ups
from vaulttool.core.followups.loops import ask_on
from vaulttool.core.followups.outreach import via_words
from vaulttool.core.hours import hours_of
from vaulttool.core.insights import insights_of
from vaulttool.core.model import Note
from vaulttool.core.privacy import is_private
from vaulttool.core.talk import ENOUGH_QUESTIONS, Talk, is_open


def conclude(note: Note, desk: Desk, checked: Checked | None = None) -> Conclusion:
    """All that follows for one note on the clock's day, with what it rests on.

    `checked`: what is wrong in it, if that is known and holds: then it is not looked for, nor are the checks loaded.
    """
    book, clock, case = desk.book, desk.clock, Case(note, desk)
    book.restart()
    if checked:
        clock.restart(checked.since, checked.until)
    else:
        clock.restart()
        checked = _checked(case)
    private = is_private(note, desk)
    shown = _shown(case, private)
    reads = checked.reads | book.new_reads()
    return Conclusion(
        note.path, checked, since=clock.since, until=clock.until, reads=reads, private=private, **shown
    )  # fmt: skip


def _checked(case: Case) -> Checked:
    from vaulttool.core.checks import findings_in

    findings, clock = findings_in(case), case.desk.clock
    return Checked(findings, clock.since, clock.until, case.desk.book.new_reads())


def _shown(case: Case, private: bool) -> dict[str, Any]:
    """What the lists show of a note that is `private`, or is not."""
    note, desk = case.note, case.desk
    if note.kind == "contact":
        return {"follow_ups": follow_ups(case.dossier, desk), "card": _card(case.dossier, desk)}
    if note.kind == "interview":
        talk = case.talk
        return {
            "follow_ups": () if case.people else follow_ups(case.dossier, desk),
            "meeting": _meeting(case, private),
            "held": talk.day if talk.is_held else None,
            "insights": () if private else tuple(insights_of(talk, desk)),
            "status": note.fields["status"].values if "status" in note.fields else (talk.status,),
        }
    return {"follow_ups": follow_ups(case.dossier, desk)} if note.kind in ("org", "campaign") else {}


def _card(d: Dossier, desk: Desk) -> Card:
    return Card(
        status=d.status,
        org=d.public_org,
        role=d.person.text("role"),
        relationship=d.person.word("relationship"),
        last_contact=d.last_contact,
        last_words=next((t.text for t in reversed(d.touches) if t.public_text and t.day == d.last_contact), ""),
        next_due=keep_in_touch_due(d, desk) if not d.is_barred else None,
        attempts=len(d.attempts),
        first_sent=d.attempts[0] if d.attempts else None,
        last_sent=d.last_sent,
        private=d.person.flag("private"),
        approach=d.person.word("approach"),
        answered=bool(d.attempts and (d.replied or d.planned)),
        waiting=() if d.is_barred or d.status == "archived" else tuple(_waiting(d, desk)),
    )


def _waiting(d: Dossier, desk: Desk) -> Iterator[Waiting]:
    """What is theirs to do: an answer, an introduction, a promise."""
    if d.open_attempts and d.status == "contacted":
        rule = RULE_OF["follow-up" if len(d.open_attempts) < desk.settings.max_attempts else "let-go"]
        since = d.open_attempts[-1]
        yield Waiting("an answer", since, desk.calendar.business_day(since, rule.days_in(desk)))
    asked = d.person.day("intro_asked_on")
    if asked and d.status == "intro-asked" and not d.person.day("introduced_on"):
        via = via_words(d)
        until = desk.calendar.business_day(asked, RULE_OF["nudge-introducer"].days_in(desk))
        yield Waiting(f"an introduction{f' by {via}' if via else ''}", asked, until)
    if d.status not in STOPPED:
        yield from _promised(d, desk)


def _promised(d: Dossier, desk: Desk) -> Iterator[Waiting]:
    talks = [(t.note, t.day) for t in d.held if d.leads(t) and not is_private(t.note, desk)]
    sources = [(d.person, d.last_contact), *talks]
    for note, day in sources:
        for item in note.of("promise"):
            if item.word == "them" and is_open(item):
                by = item.key_day("by")
                since = item.day or day
                until = ask_on(by, since, RULE_OF["their-promise"], desk)
                if until:
                    yield Waiting(f"{item.text}, promised{f' by {by}' if by else ''}", since or by or until, until)


def _meeting(case: Case, private: bool) -> Meeting | None:
    """The talk as the dashboard's first lines show it; None unless it is to take place."""
    note, talk, people, desk = case.note, case.talk, case.people, case.desk
    if not talk.is_planned or talk.day is None:
        return None
    met = [d for d in map(desk.dossier, people) if not d.is_barred]
    lead = next(iter(met), case.dossier)
    if people and all(d.status == "archived" for d in met):
        return None
    return Meeting(
        day=talk.day,
        when=_hours(talk),
        theirs=_their_time(talk, lead, desk.settings.timezone),
        people=tuple((d.person.path, d.name) for d in met) or (("", lead.name),),
        org=lead.public_org,
        role=lead.person.text("role"),
        format=note.word("format"),
        place=note.text("place"),
        status=talk.status,
        missing=tuple(_missing(talk)),
        starred=tuple(q.text for q in talk.questions if q.starred and q.box != "x")[:3],
        private=private,
    )


def _hours(talk: Talk) -> str:
    if not talk.start or not talk.end:
        return ""
    return f"{talk.start:%H:%M}–{talk.end:%H:%M}"


def _their_time(talk: Talk, lead: Dossier, my_zone: str) -> str:
    """The start on their clock, `""` when it is the same or either zone is unknown."""
    hours = hours_of(talk, lead.person.text("timezone"), my_zone)
    there = hours.their_start if hours else None
    if not hours or there is None:
        return ""
    return f"{there:%H:%M}" if there.date() == hours.start.date() else f"{there:%H:%M} on {there:%a}"


def _missing(talk: Talk) -> Iterator[str]:
    """What is not ready, in words."""
    if talk.status != "confirmed" and not talk.note.day("confirmed_on"):
        yield "confirm the time"
    count, lacking = len(talk.questions), talk.missing_categories
    if count < ENOUGH_QUESTIONS or lacking:
        yield f"{count} of {ENOUGH_QUESTIONS} questions{_none_on(lacking)}"
    for step, words in _UNREADY.items():
        if step in talk.missing_steps("research-person", "research-org"):
            yield words


_UNREADY = {"research-person": "the person not read up on", "research-org": "the organisation not read up on"}


def _none_on(categories: tuple[str, ...]) -> str:
    return f", none on {', '.join(categories)}" if categories else ""
