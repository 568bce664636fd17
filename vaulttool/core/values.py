"""Text of a note -> typed value. None when the text is not one; never an exception."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache

from vaulttool.core.pattern import pattern

_DATE = pattern(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_INT = pattern(r"[+-]?\d{1,9}", re.ASCII)
_TRUE = frozenset({"true", "yes", "on"})
_TYPED_YEARS = range(1000, 9000)
_FALSE = frozenset({"false", "no", "off"})


@lru_cache(maxsize=4096)
def as_date(text: str) -> date | None:
    """The day of `2026-12-01` or of a date-time; the day written is the day meant, whatever the zone."""
    moment = as_datetime(text)
    return moment.date() if moment else None


@lru_cache(maxsize=4096)
def as_datetime(text: str) -> datetime | None:
    """`2026-12-01`, `2026-12-01T10:30`, with a space or seconds; zone offsets are left off (wall clock as written)."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


def has_time(text: str) -> bool:
    """Whether a date text says an hour."""
    found = _DATE.fullmatch(text.strip())
    return bool(found and found[4])


def typed_day(text: str) -> date | None:
    """A day that somebody typed, in a year from which one can count on and back without leaving the calendar."""
    day = None if has_time(text) else as_date(text)
    return day if day and day.year in _TYPED_YEARS else None


@lru_cache(maxsize=4096)
def as_time(text: str) -> time | None:
    """The hour of a date-time text, None when it has none."""
    moment = as_datetime(text)
    return moment.time() if moment and has_time(text) else None


def as_bool(text: str) -> bool | None:
    """`true` or `false`, as Obsidian's check box writes them; `yes no on off` are understood as well."""
    lowered = text.strip().lower()
    return True if lowered in _TRUE else False if lowered in _FALSE else None


def as_int(text: str) -> int | None:
    """A whole number of at most nine digits."""
    return int(text) if _INT.fullmatch(text.strip()) else None


def as_birthday(text: str) -> tuple[int, int] | None:
    """Month and day of `1980-05-17`, `05-17` or `--05-17`."""
    found = re.fullmatch(r"(?:\d{4}-|--)?(\d{2})-(\d{2})", text.strip(), re.ASCII)
    if not found:
        return None
    month, day = int(found[1]), int(found[2])
    return (month, day) if as_date(f"2000-{month:02}-{day:02}") else None


def birthday_in(year: int, month: int, day: int) -> date:
    """The birthday in that year; 29 February is kept on the 28th in other years."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 2, 28)


def iso_week(day: date) -> str:
    """`2026-W53`: the ISO year and week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """A name as links compare it: Unicode NFC, case folded, blanks collapsed."""
    if name.isascii():
        return " ".join(name.split()).lower()
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())
