"""Dates written as YYYY-MM-DD, in a year that can be meant. What else a text may mean as a date is in `odd_dates`."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from vaulttool.core.pattern import pattern
from vaulttool.core.values import as_birthday, as_date

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Outside of these a year is a slip of the hand."""

_OFFSET = pattern(r"[+-](\d{2}):?(\d{2})", re.ASCII)


@lru_cache(maxsize=4096)
def good_date(text: str) -> date | None:
    """The day of a date or date-time as we write it, in a year that can be meant."""
    day = as_date(text)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    offset = _OFFSET.search(text, 16) if len(text) > 16 else None
    return None if offset and (int(offset[1]) > 14 or int(offset[2]) > 59) else day


@lru_cache(maxsize=4096)
def good_birthday(text: str) -> bool:
    """Whether it is a date, or a month and day such as `02-29`."""
    return good_date(text) is not None or (len(text) < 10 and as_birthday(text) is not None)
