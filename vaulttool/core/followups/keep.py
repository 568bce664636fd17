"""Rules that keep a relationship alive after the first talk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaulttool.core import schema
from vaulttool.core.dossier import Desk, Dossier
from vaulttool.core.followups.rule import Due, Rule
from vaulttool.core.values import as_int, fold


def first_check_in(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You met and thanked them, and have not been in touch since: a first hello.

    Due 30 calendar days after the thanks. Cleared by any contact since.
    """
    thanked = _quiet_since_thanks(d)
    if thanked and cadence_days(d, desk) and not _is_long_silent(d, desk):
        due = desk.calendar.calendar_day(thanked, rule.days_in(desk))
        if due < (keep_in_touch_due(d, desk) or date.max):
            text = f"say hello for the first time since your thanks of {thanked}"
            yield Due(d.person, due, thanked, text, d.held[-1].note.path, 1)


def keep_in_touch(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Time to be in touch again.

    Due `cadence` days after the last real contact; without one by relationship: mentor 30, supporter 45, peer 60,
    contact 120, dormant 365, none off (settings). Only for people you met, are nurturing, or gave a cadence. A
    `next_touch` set by hand beats the cadence. Cleared by any contact.
    """
    due = keep_in_touch_due(d, desk)
    last = d.last_contact
    if due is None or _is_long_silent(d, desk):
        return
    thanked, days = _quiet_since_thanks(d), _days_of("first-check-in", 30, desk)
    if thanked and days is not None and desk.calendar.calendar_day(thanked, days) < due:
        return
    by_hand = d.person.text("next_touch_why") if d.person.day("next_touch") == due else ""
    spoke = f"last in touch {last}{_about(d)}" if last else "no contact noted yet"
    text = f"be in touch: {by_hand or spoke}"
    field = "next_touch" if by_hand else "cadence"
    yield Due(
        d.person, due, last or date.min, text, d.person.path, d.person.line_of(field),
        cadence=cadence_days(d, desk) or 30, mark=due.isoformat() if by_hand else "",
    )  # fmt: skip


def _is_long_silent(d: Dossier, desk: Desk) -> bool:
    """Whether `reconnect` has taken over."""
    days = _days_of("reconnect", 365, desk)
    due = reconnect_due(d, days, desk) if days is not None else None
    return due is not None and desk.clock.reached(due)


def reconnect_due(d: Dossier, days: int, desk: Desk) -> date | None:
    """The day on which `reconnect` takes over; None while a talk or a date set by hand is ahead of it."""
    last, by_hand = d.last_contact, d.person.day("next_touch")
    if last is None or d.expected or d.status not in ("replied", "met", "nurturing") or (by_hand and by_hand > last):
        return None
    return None if fold(d.person.text("cadence")) == "none" else desk.calendar.calendar_day(last, days)


def _days_of(rule: str, default: int, desk: Desk) -> int | None:
    """The days of another rule in force; None when it is turned off."""
    setting = desk.settings.rules.get(rule)
    if setting is None:
        return default
    return None if setting.enabled is False else default if setting.days is None else setting.days


def keep_in_touch_due(d: Dossier, desk: Desk) -> date | None:
    """The day on which a word is due, None when no cadence runs."""
    if d.is_stranger or d.expected or d.status in ("archived", "paused", "do-not-contact", "declined"):
        return None
    last = d.last_contact
    by_hand = d.person.day("next_touch")
    if by_hand and not (last and last >= by_hand):
        return by_hand
    runs = d.status in ("met", "nurturing") or bool(d.person.text("cadence"))
    days = cadence_days(d, desk) if runs else 0
    if not days:
        return None
    if last is None:
        return desk.today() if d.person.text("cadence") else None
    return desk.calendar.calendar_day(last, days)


def cadence_days(d: Dossier, desk: Desk) -> int:
    """The keep-in-touch interval in days; 0 when it is off."""
    written = fold(d.person.text("cadence"))
    if written:
        if written == "none":
            return 0
        days = schema.CADENCE_DAYS.get(written) or as_int(written.removesuffix(" days"))
        if days and days > 0:
            return days
    relationship = d.person.word("relationship") or "contact"
    return desk.settings.cadence.get(relationship, schema.RELATIONSHIP_DAYS["contact"])


def _quiet_since_thanks(d: Dossier) -> date | None:
    """The day of the latest talk's thanks, when there was no contact after it; None otherwise."""
    if d.is_stranger or not d.held or d.expected or d.status not in ("met", "nurturing"):
        return None
    talk = d.held[-1]
    thanks = [t.day for t in d.touches if t.purpose == "thank-you" and talk.day and t.day >= talk.day]
    if not thanks or d.last_contact is None or d.last_contact > thanks[-1]:
        return None
    return thanks[-1]


def _about(d: Dossier) -> str:
    spoken = [t for t in d.touches if t.text and t.channel != "social" and t.day == d.last_contact]
    return f", about {spoken[-1].text}" if spoken else ""


RULES = (
    Rule("first-check-in", 32, first_check_in, "any contact", days=30, draft="check-in"),
    Rule("keep-in-touch", 30, keep_in_touch, "any contact", draft="check-in"),
)
