"""Events -> the bytes of an iCalendar file (RFC 5545). Which events there are is not said here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from vaulttool.core.zones import zone
from vaulttool.exchange.agenda import Event
from vaulttool.exchange.extras import missing
from vaulttool.exchange.zones import Change, changes

if TYPE_CHECKING:
    import icalendar

_MAKER = "-//vaulttool//vaulttool//EN"
_ZONED_YEARS = range(1900, 2200)
"""Years for which time zones mean anything; an event of another year is at its hour wherever it is read."""


def calendar(events: Iterable[Event]) -> bytes:
    """A calendar: CRLF line ends, lines of at most 75 bytes, the same bytes for the same events.

    `VaultToolError` when the library for it is not installed.
    """
    try:
        import icalendar
    except ImportError as error:
        raise missing("icalendar", "calendar") from error
    found = tuple(events)
    made = icalendar.Calendar()
    for name, value in (("PRODID", _MAKER), ("VERSION", "2.0"), ("X-WR-CALNAME", "vaulttool")):
        made.add(name, value)
    for part in (*_zones(found), *map(_event, found)):
        made.add_component(part)
    return bytes(made.to_ical())


def _event(event: Event) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("UID", event.uid)
    made.add("DTSTAMP", datetime.combine(event.stamp, time(), UTC))
    made.add("SEQUENCE", event.sequence)
    _add_time(made, event)
    made.add("SUMMARY", event.summary)
    for name, value in (
        ("STATUS", event.status),
        ("LOCATION", event.place),
        ("DESCRIPTION", "\n".join(event.description)),
    ):
        if value:
            made.add(name, value)
    made.add("TRANSP", "OPAQUE" if event.is_busy else "TRANSPARENT")
    for reminder in event.reminders:
        made.add_component(_alarm(reminder, event.summary))
    return made


def _add_time(made: icalendar.Event, event: Event) -> None:
    """The start, and a length: unlike an hour of the end it is right on the night when the clocks change."""
    made.add("DTSTART", event.start, {"TZID": event.zone} if _is_zoned(event) else {})
    made.add("DURATION", timedelta(minutes=event.minutes) if event.minutes else timedelta(days=1))


def _alarm(distance: timedelta, text: str) -> icalendar.Alarm:
    import icalendar

    made = icalendar.Alarm()
    made.add("ACTION", "DISPLAY")
    made.add("TRIGGER", distance)
    made.add("DESCRIPTION", text)
    return made


def _zones(events: Iterable[Event]) -> Iterator[icalendar.Timezone]:
    """What each zone's clocks do in the years of its events."""
    years: dict[str, set[int]] = {}
    for event in events:
        if _is_zoned(event):
            years.setdefault(event.zone, set()).add(event.start.year)
    for name in sorted(years):
        where = zone(name)
        if where:
            yield _zone(name, changes(where, years[name]))


def _is_zoned(event: Event) -> bool:
    return bool(event.zone) and event.start.year in _ZONED_YEARS


def _zone(name: str, found: Iterable[Change]) -> icalendar.Timezone:
    import icalendar

    made = icalendar.Timezone()
    made.add("TZID", name)
    ordered = sorted(found, key=lambda change: (_kind(change), change.starts))
    for _, alike in groupby(ordered, key=_kind):
        first, *others = alike
        part = icalendar.TimezoneDaylight() if first.is_summer else icalendar.TimezoneStandard()
        part.add("DTSTART", first.starts)
        part.add("TZOFFSETFROM", first.before)
        part.add("TZOFFSETTO", first.after)
        part.add("TZNAME", first.name)
        if others:
            part.add("RDATE", [change.starts for change in others])
        made.add_component(part)
    return made


def _kind(change: Change) -> tuple[timedelta, timedelta, str, bool]:
    return change.before, change.after, change.name, change.is_summer
