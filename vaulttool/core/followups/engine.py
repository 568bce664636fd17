"""From what rules find to follow-ups: ids, suppression, snoozes, the gap between messages, quiet periods, weight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vaulttool.core.calendar import ONE_DAY
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.followups import RULES, Due, Rule
from vaulttool.core.ids import identify
from vaulttool.core.model import Note
from vaulttool.core.privacy import is_private
from vaulttool.core.settings import Quiet
from vaulttool.core.values import fold

_OF_KIND = {kind: tuple(rule for rule in RULES if rule.kind == kind) for kind in ("contact", "org", "campaign")}


def follow_ups(d: Dossier, desk: Desk) -> tuple[FollowUp, ...]:
    """All that is to be done because of this dossier, each rule in turn; empty for a person never to be contacted."""
    if d.is_barred or d.status == "archived":
        return ()
    found: dict[str, FollowUp] = {}
    for rule in asked(d, desk):
        for due in rule.find(d, rule, desk):
            for follow_up in _admit(d, rule, due, desk):
                found.setdefault(follow_up.id, follow_up)
    return tuple(found.values())


def asked(d: Dossier, desk: Desk) -> list[Rule]:
    """The rules that are on and may have something to say of this person."""
    has = {*d.person.fields, *[item.type for item in d.person.items]}
    return [rule for rule in _fitting(d, desk) if not rule.needs or not rule.needs.isdisjoint(has)]


def _fitting(d: Dossier, desk: Desk) -> tuple[Rule, ...]:
    """Those for such a status and such talks; worked out once for all people who are alike in that."""
    if d.person.kind in ("org", "campaign"):
        return tuple(rule for rule in _OF_KIND[d.person.kind] if rule.is_on(desk))
    such = (d.status, not d.talks, not d.held, not d.planned)
    rules: tuple[Rule, ...] | None = desk.kept.get(such)
    if rules is None:
        rules = desk.kept[such] = tuple(rule for rule in _OF_KIND["contact"] if rule.is_on(desk) and rule.fits(d))
    return rules


def _admit(d: Dossier, rule: Rule, due: Due, desk: Desk) -> Iterator[FollowUp]:
    """The follow-up for what a rule found, moved to the day it may be done; nothing when it is suppressed."""
    person = d if due.person.path == d.person.path else desk.dossier(due.person)
    if person.is_barred or person.status == "archived":
        return
    day = _day(person, rule, due, desk)
    if day is None:
        return
    about = due.about or due.person
    yield FollowUp(
        id=identify(rule.name, *(desk.book.own_name(n) for n in (about, due.person)), due.cause.isoformat(), due.mark),
        rule=rule.name,
        person=due.person.path if rule.kind == "contact" else "",
        about=about.path,
        person_name=person.name if rule.kind == "contact" else "",
        about_name=due.name or (about.name if about.path != due.person.path else person.name),
        due=day,
        cause=due.cause,
        text=due.text,
        path=due.path,
        line=due.line,
        clears=rule.clears,
        weight=rule.weight_in(desk) + (5 if fold(due.person.text("priority")) == "high" else 0),
        draft=due.draft or rule.draft,
        tickable=rule.tickable,
        act=rule.act,
        cadence=due.cadence,
        private=_is_private(due, rule, about, desk),
        detail=due.detail,
        org=person.public_org if rule.kind == "contact" else "",
    )


def _is_private(due: Due, rule: Rule, about: Note, desk: Desk) -> bool:
    """Whether it is about somebody private, or of a private note.

    Of a talk in which somebody else is private it is what repeats words of that talk.
    """
    if due.person.flag("private") or about.flag("private"):
        return True
    source = desk.book.note(due.path)
    return bool(source and (source.flag("private") or (rule.quotes and is_private(source, desk))))


def _day(person: Dossier, rule: Rule, due: Due, desk: Desk) -> date | None:
    """The day on which it may be done; None when it was dismissed, or is paused without end."""
    day = due.due
    for mark in person.marks(rule.name):
        if mark.day and _begins(due, desk) <= mark.day and desk.clock.reached(mark.day):
            if mark.type == "dismiss":
                return None
            day = max(day, mark.until or day)
    if not rule.urgent:
        snoozed = person.person.day("snooze_until")
        if person.stored_status == "paused" and snoozed is None:
            return None
        day = max(day, snoozed or day, _after_gap(person, rule, desk), _after_quiet(day, desk))
    return desk.calendar.on_or_after(day) if rule.outbound else day


def _begins(due: Due, desk: Desk) -> date:
    """When the cycle begins: at its cause, or, for what is done before a talk or a date, two weeks before it is due."""
    if due.begins:
        return due.begins
    is_ahead = due.due <= due.cause and due.due.year > 1
    return desk.calendar.calendar_day(due.due, -14) if is_ahead else due.cause


def _after_gap(person: Dossier, rule: Rule, desk: Desk) -> date:
    """The first day on which one more message to this person is not too many."""
    if not rule.outbound or person.last_sent is None:
        return date.min
    return desk.calendar.calendar_day(person.last_sent, desk.settings.min_gap_days)


def _after_quiet(day: date, desk: Desk) -> date:
    """The day after the quiet period that holds `day`, or that today is in; `date.min` outside of any."""
    after = date.min
    for quiet in desk.settings.quiet:
        for year in {day.year, desk.clock.today.year}:
            for first, last in _periods(quiet, year):
                if first <= day <= last or (day < first and desk.clock.reached(first) and not desk.clock.over(last)):
                    after = max(after, last + ONE_DAY)
    return after


def _periods(quiet: Quiet, year: int) -> Iterator[tuple[date, date]]:
    """The instances of a yearly period that touch `year`."""
    for start in (year - 1, year):
        if date.min.year < start < date.max.year - 1:
            first = _clamped(start, *quiet.first)
            last = _clamped(start + (quiet.last < quiet.first), *quiet.last)
            yield first, last


def _clamped(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 3, 1) - timedelta(days=1)
