"""Days said from today, `tomorrow` or `+3d`, as the dates that notes hold."""

from __future__ import annotations

import re
from datetime import date

from vaulttool.core.pattern import pattern
from vaulttool.core.query.literals import span

_RELATIVE = pattern(r"(today|yesterday|tomorrow|[+-][0-9]{1,5}[dwmy])(?:[ T]([0-9]{2}:[0-9]{2}))?", re.I | re.A)


def is_relative(text: str) -> bool:
    """Whether a text says a day from today, also with an hour behind it: `tomorrow 10:00`."""
    return _RELATIVE.fullmatch(text.strip()) is not None


def is_relative_day(text: str) -> bool:
    """Whether a text says a day from today, and no hour."""
    found = _RELATIVE.fullmatch(text.strip())
    return found is not None and not found[2]


def absolute(text: str, today: date) -> str:
    """`2026-12-03` or `2026-12-03T10:00` for a text that says a day from today; any other text as it is."""
    found = _RELATIVE.fullmatch(text.strip())
    if not found:
        return text
    day = span(found[1], today)[0].isoformat()
    return f"{day}T{found[2]}" if found[2] else day
