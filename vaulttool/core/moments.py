"""Dates and times in the form that Obsidian's templates ask for (`dddd, D MMMM YYYY`), in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from types import MappingProxyType

from vaulttool.core.pattern import pattern

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def formatted(moment: datetime, form: str) -> str:
    """The moment in a format of moment.js; words in `[brackets]` and letters that mean nothing stay."""
    return _PART.sub(lambda found: found[1] if found[1] is not None else _PARTS[found[0]](moment), form)


def _ordinal(number: int) -> str:
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def _week(moment: datetime) -> int:
    return moment.isocalendar().week


def _week_year(moment: datetime) -> int:
    return moment.isocalendar().year


def _hour12(moment: datetime) -> int:
    return moment.hour % 12 or 12


_PARTS: MappingProxyType[str, Callable[[datetime], str]] = MappingProxyType(
    {
        "YYYY": lambda m: f"{m.year:04}",
        "YY": lambda m: f"{m.year % 100:02}",
        "Q": lambda m: str((m.month + 2) // 3),
        "MMMM": lambda m: MONTHS[m.month - 1],
        "MMM": lambda m: MONTHS[m.month - 1][:3],
        "MM": lambda m: f"{m.month:02}",
        "Mo": lambda m: _ordinal(m.month),
        "M": lambda m: str(m.month),
        "DDDD": lambda m: f"{m.timetuple().tm_yday:03}",
        "DDD": lambda m: str(m.timetuple().tm_yday),
        "DD": lambda m: f"{m.day:02}",
        "Do": lambda m: _ordinal(m.day),
        "D": lambda m: str(m.day),
        "dddd": lambda m: DAYS[m.weekday()],
        "ddd": lambda m: DAYS[m.weekday()][:3],
        "dd": lambda m: DAYS[m.weekday()][:2],
        "d": lambda m: str(m.isoweekday() % 7),
        "E": lambda m: str(m.isoweekday()),
        "GGGG": lambda m: f"{_week_year(m):04}",
        "gggg": lambda m: f"{_week_year(m):04}",
        "WW": lambda m: f"{_week(m):02}",
        "W": lambda m: str(_week(m)),
        "ww": lambda m: f"{_week(m):02}",
        "w": lambda m: str(_week(m)),
        "HH": lambda m: f"{m.hour:02}",
        "H": lambda m: str(m.hour),
        "hh": lambda m: f"{_hour12(m):02}",
        "h": lambda m: str(_hour12(m)),
        "mm": lambda m: f"{m.minute:02}",
        "m": lambda m: str(m.minute),
        "ss": lambda m: f"{m.second:02}",
        "s": lambda m: str(m.second),
        "A": lambda m: "AM" if m.hour < 12 else "PM",
        "a": lambda m: "am" if m.hour < 12 else "pm",
    }
)
"""Token -> its text. Weeks are ISO weeks."""

_PART = pattern(r"\[([^\[\]]*)\]|" + "|".join(sorted(map(re.escape, _PARTS), key=len, reverse=True)))
