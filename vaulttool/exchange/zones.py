"""Time zones as a calendar file must spell them out: each change of the clocks in the years that matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from msgspec import Struct

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


class Change(Struct, frozen=True):
    """From `starts` on, a local time on the clock before the change, the offset from UTC is `after`.

    `is_summer`: the clock is then ahead of (or otherwise off) the zone's standard time.
    """

    starts: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def changes(zone: ZoneInfo, years: Iterable[int]) -> tuple[Change, ...]:
    """What holds at the beginning of each run of years, and every change of the clocks in these years; in order."""
    found: list[Change] = []
    for first, last in _runs(years):
        start = datetime(first, 1, 1, tzinfo=UTC) - _DAY
        found.append(_change(zone, start, start))
        found += _changes_in(zone, start, datetime(last + 1, 1, 1, tzinfo=UTC) + _DAY)
    return tuple(found)


def _runs(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of the years that follow each other."""
    wanted = set(years)
    for first in sorted(year for year in wanted if year - 1 not in wanted):
        yield first, next(year for year in count(first) if year + 1 not in wanted)


def _changes_in(zone: ZoneInfo, moment: datetime, end: datetime) -> Iterator[Change]:
    while moment < end:
        later = moment + _DAY
        if _offset(zone, moment) != _offset(zone, later):
            yield _change(zone, moment, _first_after(zone, moment, later))
        moment = later


def _first_after(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second on which the offset is that of `high`, no longer that of `low`."""
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        low, high = (middle, high) if _offset(zone, middle) == _offset(zone, low) else (low, middle)
    return high


def _change(zone: ZoneInfo, earlier: datetime, moment: datetime) -> Change:
    before, local = _offset(zone, earlier), moment.astimezone(zone)
    starts = (moment + before).replace(tzinfo=None)
    return Change(starts, before, _offset(zone, moment), local.tzname() or "", bool(local.dst()))


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
