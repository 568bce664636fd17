"""Dates not written as YYYY-MM-DD: which day they mean, if only one can be meant. The order is never guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from msgspec import Struct

from vaulttool.core.checks.dates import FIRST_YEAR, LAST_YEAR, good_date
from vaulttool.core.pattern import pattern

_TIME = pattern(
    r"(?<=\d)(?:[T\s]|,\s?)\s*(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap]m)?(Z|[+-]\d{2}:?\d{2})?$", re.I
)
_YEAR_FIRST = pattern(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_COMPACT = pattern(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_LAST = pattern(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_WEEKDAY = pattern(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", re.I)
_DAY_MONTH = pattern(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})", re.I)
_MONTH_DAY = pattern(r"([a-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})", re.I)
_PLACEHOLDER = pattern(r"\{\{|<%")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DASHES = {ord(dash): "-" for dash in "‐‑‒–—−"}

Triple = tuple[int, int, int]


class OddDate(Struct, frozen=True):
    """A text that is no date as we write it.

    `impossible`: it has the form of one, and there is no such day. `iso`: the one day (and time) it can mean, else
    `""`. `readings`: the days it may mean when there are several. `why`: what is odd about it, may be `""`.
    """

    impossible: bool = False
    iso: str = ""
    readings: tuple[str, ...] = ()
    why: str = ""


def read_odd_date(text: str) -> OddDate:
    """What a text that `good_date` refuses says."""
    if _PLACEHOLDER.search(text):
        return OddDate(why="a template placeholder that was never filled in")
    plain = _plain(text)
    odd = _odd_character(text)
    day_text, time = _split_time(plain)
    if time is None:
        return OddDate(impossible=True, why="there is no such time of day")
    triples = _triples(day_text)
    days = sorted({day for triple in triples if (day := _day(*triple))})
    if triples and not days:
        return OddDate(impossible=True, why=_why_impossible(triples[0]))
    if len(days) > 1:
        return OddDate(readings=tuple(day.isoformat() for day in days), why="day and month may be either way round")
    iso = f"{days[0].isoformat()}{time}" if days else ""
    if iso and not good_date(iso):
        return OddDate(impossible=True, why="no zone is so many hours from UTC")
    return OddDate(iso=iso, why=odd or _why_certain(day_text))


def _plain(text: str) -> str:
    """Without brackets of a link, with ASCII digits and signs."""
    inner = re.sub(r"^\[\[|\]\]$", "", text.strip())
    return unicodedata.normalize("NFKC", "".join(map(_ascii_digit, inner)).translate(_DASHES)).strip()


def _ascii_digit(char: str) -> str:
    return char if char.isascii() else str(unicodedata.digit(char, char))


def _odd_character(text: str) -> str:
    char = next((c for c in text if not c.isascii()), "")
    return f"'{char}' is {unicodedata.name(char, 'no plain letter').lower()}, not the plain one" if char else ""


def _split_time(text: str) -> tuple[str, str | None]:
    """The text before a time of day, and the time as `T10:30+09:00`: `""` for none, None for one that there is not."""
    found = _TIME.search(text)
    if not found:
        return text, ""
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    rest = text[: found.start()].rstrip(" ,")
    return rest, f"T{hour:02}:{minute:02}{(found[4] or '').upper()}" if hour < 24 and minute < 60 else None


def _triples(text: str) -> list[Triple]:
    """`(year, month, day)` in every order that the form allows; none when it has no form of a date."""
    text = _WEEKDAY.sub("", text, count=1)
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return [(int(found[1]), int(found[2]), int(found[3]))]
    if found := _YEAR_LAST.fullmatch(text):
        a, b, year = int(found[1]), int(found[2]), int(found[3])
        return [(year, b, a), (year, a, b)]
    if found := _DAY_MONTH.fullmatch(text):
        return _named(found[3], found[2], found[1])
    if found := _MONTH_DAY.fullmatch(text):
        return _named(found[3], found[1], found[2])
    return []


def _named(year: str, word: str, day: str) -> list[Triple]:
    month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())), 0)
    return [(int(year), month, int(day))] if month else []


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _why_impossible(triple: Triple) -> str:
    year, month, day = triple
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"the year {year} cannot be meant"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    return f"there is no day {day} in {_MONTHS[month - 1].capitalize()} {year}"


def _why_certain(text: str) -> str:
    found = _YEAR_LAST.fullmatch(text)
    large = max(int(found[1]), int(found[2])) if found else 0
    return f"{large} cannot be a month" if large > 12 else ""
