"""Rules that keep a relationship alive after the first talk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaulttool.core.cadence import cadence_days, keep_in_touch_due, reconnect_due
from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.followups.rule import Due, Rule


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


def _days_of(rule: str, default: int, desk: Desk) -> int | None:
    """The days of another rule in force; None when it is turned off."""
    setting = desk.settings.rules.get(rule)
    if setting is None:
        return default
    return None if setting.enabled is False else default if setting.days is None else setting.days


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
    spoken = [t for t in d.touches if t.public_text and t.channel != "social" and t.day == d.last_contact]
    return f", about {spoken[-1].text}" if spoken else ""


RULES = (
    Rule("first-check-in", 32, first_check_in, "any contact", days=30, draft="check-in", talks="held"),
    Rule("keep-in-touch", 30, keep_in_touch, "any contact", draft="check-in"),
)
