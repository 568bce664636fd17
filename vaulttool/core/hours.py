"""When a talk is, on my clock and on theirs. The date of an interview is my local time; no clock is read here."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from vaulttool.core.talk import Talk
from vaulttool.core.zones import zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Hours(Struct, frozen=True):
    """Start and end on my clock, and the same on theirs when that differs and is known. Zones: IANA names or `""`."""

    start: datetime
    end: datetime
    my_zone: str = ""
    their_start: datetime | None = None
    their_end: datetime | None = None
    their_zone: str = ""


def hours_of(talk: Talk, contact_zone: str, my_zone: str) -> Hours | None:
    """The hours of a talk, None when its note says no hour.

    Their zone is the `timezone` of the interview, else `contact_zone`. `my_zone`: IANA name, `""` when unknown.
    """
    if talk.start is None or talk.end is None:
        return None
    their_zone = talk.note.text("timezone") or contact_zone
    mine, theirs = zone(my_zone), zone(their_zone)
    alone = Hours(talk.start, talk.end, my_zone if mine else "")
    if mine is None or theirs is None:
        return alone
    start, end = _shifted(talk.start, mine, theirs), _shifted(talk.end, mine, theirs)
    if start == talk.start:
        return alone
    return Hours(talk.start, talk.end, my_zone, start, end, their_zone)


def _shifted(moment: datetime, mine: ZoneInfo, theirs: ZoneInfo) -> datetime:
    """The same moment on their clock; as it is where the calendar ends."""
    try:
        return moment.replace(tzinfo=mine).astimezone(theirs).replace(tzinfo=None)
    except OverflowError:
        return moment
