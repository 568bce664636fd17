"""Days and hours in the words of a message: read from free text, shown in both time zones. Nothing else."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vaulttool.core.moments import DAYS, MONTHS
from vaulttool.core.pattern import pattern
from vaulttool.core.values import as_date
from vaulttool.core.zones import exists, zone

_TIME = pattern(r"(?:(?P<day>\S+?)(?:\s+|T))?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?", re.I)
_NEAR = timedelta(days=300)

FORMS = "write them as `Tue 10:00, Thu 15:00` or `2026-12-03 10:00`"


def day_words(day: date, today: date) -> str:
    """`10 December`, with the year when it is far from today."""
    year = "" if abs(day - today) < _NEAR else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def weekday_words(day: date) -> str:
    """`Thursday 3 December`."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def moment_words(moment: datetime, mine: str, theirs: str) -> str:
    """`Thursday 3 December, 10:00 London time (06:00 Halifax time)`; `moment` is in the zone `mine`.

    One hour only when a zone is unknown or the clocks agree, without a zone's name when `mine` is unknown.
    """
    here, there = zone(mine) if mine else None, zone(theirs) if theirs else None
    said = f"{weekday_words(moment.date())}, {moment:%H:%M}"
    if here is None:
        return said
    said += f" {zone_words(mine)}"
    other = _shifted(moment, here, there) if there else moment
    if other == moment:
        return said
    day = "" if other.date() == moment.date() else f" on {weekday_words(other.date())}"
    return f"{said} ({other:%H:%M} {zone_words(theirs)}{day})"


def zone_words(name: str) -> str:
    """`London time` for `Europe/London`; `UTC` for what is the same; a zone that is no place as it is named."""
    area, _, place = name.rpartition("/")
    if place in ("UTC", "UCT", "Universal", "Zulu"):
        return "UTC"
    return f"{name if area in ('', 'Etc') else place.replace('_', ' ')} time"


def read_times(text: str, today: date, mine: str) -> tuple[datetime, ...]:
    """The times of `Tue 10:00, Thu 15:00`, in order of time, each once.

    A weekday is the next one after `today`; an hour without a day is on the day before it. `ValueError` says in words
    what is wrong.
    """
    found: list[datetime] = []
    day: date | None = None
    for entry in filter(None, (part.strip() for part in re.split("[,;]", text))):
        match = _TIME.fullmatch(entry)
        if match is None:
            raise ValueError(f"{entry!r} is not a time; {FORMS}")
        day = _day(match["day"], entry, today) if match["day"] else day
        if day is None:
            raise ValueError(f"{entry!r} says no day; {FORMS}")
        found.append(_checked(datetime.combine(day, _hour(match, entry)), entry, today, mine))
    if not found:
        raise ValueError(f"no times given; {FORMS}")
    return tuple(sorted(set(found)))


def _day(word: str, entry: str, today: date) -> date:
    written = as_date(word)
    if written:
        return written
    name = word.rstrip(".,").casefold()
    if name == "tomorrow":
        return today + timedelta(days=1)
    for number, weekday in enumerate(DAYS):
        if len(name) >= 2 and weekday.casefold().startswith(name):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    raise ValueError(f"{word!r} in {entry!r} is not a day; {FORMS}")


def _hour(match: re.Match[str], entry: str) -> time:
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"{entry!r} is not a time; {FORMS}")
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif match["minute"] is None:
        raise ValueError(f"{entry!r} is not a time; {FORMS}")
    if hour > 23 or minute > 59:
        raise ValueError(f"{entry!r} is not a time; {FORMS}")
    return time(hour, minute)


def _checked(moment: datetime, entry: str, today: date, mine: str) -> datetime:
    if moment.date() < today:
        raise ValueError(f"{entry!r} is past")
    here = zone(mine) if mine else None
    if here and not exists(moment, here):
        raise ValueError(f"{entry!r} does not exist: the clocks change that night")
    return moment


def _shifted(moment: datetime, here: ZoneInfo, there: ZoneInfo) -> datetime:
    try:
        return moment.replace(tzinfo=here).astimezone(there).replace(tzinfo=None)
    except OverflowError:
        return moment
