"""Days: business days, holidays, quiet periods, and a clock that remembers what it was asked.

The clock is what lets a conclusion know the days for which it holds, so that a new day redoes only what may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta

from msgspec import Struct

ONE_DAY = timedelta(days=1)
_EDGE = date.max - timedelta(days=400)

Holidays = Callable[[int], Collection[date]]
"""Year -> its public holidays."""


def no_holidays(year: int) -> Collection[date]:
    """Holidays of nowhere."""
    return ()


class Calendar(Struct, frozen=True):
    """Business-day arithmetic. `weekend` holds weekday numbers, Monday 0. All results are days; nothing overflows."""

    weekend: frozenset[int] = frozenset({5, 6})
    holidays: Holidays = no_holidays

    def is_business_day(self, day: date) -> bool:
        """Whether people work on this day."""
        return day.weekday() not in self.weekend and day not in self.holidays(day.year)

    def business_day(self, day: date, count: int) -> date:
        """The `count`-th business day strictly after `day`; before it when `count` is negative; 0 is `day` itself."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left and date.min + ONE_DAY < day < _EDGE:
            day += step
            if self.is_business_day(day):
                left -= 1
        return day

    def calendar_day(self, day: date, count: int) -> date:
        """`count` days after `day`."""
        return day + timedelta(days=count) if day < _EDGE else day

    def on_or_after(self, day: date) -> date:
        """`day`, or the next business day when it is none."""
        while not self.is_business_day(day) and day < _EDGE:
            day += ONE_DAY
        return day

    def business_days_between(self, start: date, end: date, at_most: int) -> int:
        """Business days after `start` up to and with `end`, counted up to `at_most`; 0 when `end` is not later."""
        count, day = 0, start
        while day < end and count < at_most:
            day += ONE_DAY
            count += self.is_business_day(day)
        return count


class Clock(Struct):
    """Today, asked only through comparisons, which it remembers: all answers hold from `since` until `until`."""

    today: date
    since: date | None = None
    until: date | None = None

    def reached(self, day: date) -> bool:
        """Whether `day` is today or past."""
        if day <= self.today:
            if self.since is None or day > self.since:
                self.since = day
            return True
        if self.until is None or day < self.until:
            self.until = day
        return False

    def over(self, day: date) -> bool:
        """Whether `day` is past."""
        return self.reached(day + ONE_DAY) if day < date.max else False

    def restart(self, since: date | None = None, until: date | None = None) -> None:
        """Forget what was asked but for this: the next conclusion begins."""
        self.since, self.until = since, until
