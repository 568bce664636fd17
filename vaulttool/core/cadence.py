"""When the next word to a person is due, by cadence or by hand. What is said of it is the rules'."""

from __future__ import annotations

from datetime import date

from vaulttool.core import schema
from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.values import as_int, fold


def keep_in_touch_due(d: Dossier, desk: Desk) -> date | None:
    """The day on which a word is due, None when no cadence runs. Several rules ask; it is worked out once."""
    if "keep in touch" not in d.kept:
        d.kept["keep in touch"] = _keep_in_touch_due(d, desk)
    due: date | None = d.kept["keep in touch"]
    return due


def _keep_in_touch_due(d: Dossier, desk: Desk) -> date | None:
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


def reconnect_due(d: Dossier, days: int, desk: Desk) -> date | None:
    """The day on which `reconnect` takes over; None while a talk or a date set by hand is ahead of it."""
    last, by_hand = d.last_contact, d.person.day("next_touch")
    if last is None or d.expected or d.status not in ("replied", "met", "nurturing") or (by_hand and by_hand > last):
        return None
    return None if fold(d.person.text("cadence")) == "none" else desk.calendar.calendar_day(last, days)
