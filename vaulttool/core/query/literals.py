"""What stands behind the colon -> a typed value, by the type of the field; a `ValueError` says what is allowed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType

from vaulttool.core.names import plain_words
from vaulttool.core.pattern import pattern
from vaulttool.core.query.tree import Choice, Days, Flag, Number, Order, Tag, Value, Words
from vaulttool.core.query.vocabulary import kind_of
from vaulttool.core.schema import FieldSpec, Type
from vaulttool.core.similar import nearest
from vaulttool.core.values import as_bool, as_date, as_int, fold

_STEP = pattern(r"([+-]?)(\d{1,5})([dwmy])", re.ASCII)
_PART = pattern(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_NEAR = MappingProxyType({"yesterday": -1, "today": 0, "tomorrow": 1})
_ORDERS: MappingProxyType[str, Order] = MappingProxyType(
    {":": "=", "=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
)
DATES = "2026-12-01, 2026-12, 2026, today, -90d, +2w (d days, w weeks, m months, y years)"


def literal(spec: FieldSpec, operator: str, text: str, today: date) -> Value:
    """The value to compare a field with. `operator` is `:` (fits), `=` (is), `<`, `<=`, `>` or `>=`."""
    if spec.type in (Type.DATE, Type.DATETIME):
        return Days(_ORDERS[operator], *span(text, today))
    if spec.type is Type.INT:
        return Number(_ORDERS[operator], _number(spec, text))
    if operator not in (":", "="):
        raise ValueError(f"`{spec.name}` has no order, so `{operator}` says nothing; write `{spec.name}:{text}`")
    if spec.name == "tags":
        return Tag(fold(text.removeprefix("#")))
    read = _READERS.get(spec.type)
    return read(spec, text) if read else Words(fold(text), tuple(plain_words(text)), whole=operator == "=")


def span(text: str, today: date) -> tuple[date, date]:
    """The first and last day of a day, month or year, as written or counted from today."""
    lowered = text.lower()
    if lowered in _NEAR:
        day = _shifted(today, _NEAR[lowered], "d")
        return day, day
    step, part, day_or_none = _STEP.fullmatch(lowered), _PART.fullmatch(text), as_date(text)
    if step:
        count = int(step[2]) * (-1 if step[1] == "-" else 1)
        day_or_none = _shifted(today, count, step[3])
    if day_or_none:
        return day_or_none, day_or_none
    whole = _whole(int(part[1]), int(part[2] or 0)) if part else None
    if whole is None:
        raise ValueError(f"{text!r} is no date; write {DATES}")
    return whole


def _whole(year: int, month: int) -> tuple[date, date] | None:
    """A month, or with month 0 a year; None when there is no such."""
    if year < 1 or month > 12:
        return None
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), date(year, month, _days_in(year, month))


def _days_in(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1]


def _shifted(day: date, count: int, unit: str) -> date:
    """So many days, weeks, months or years later; the ends of time are not passed."""
    try:
        if unit in "dw":
            return day + timedelta(days=count * (7 if unit == "w" else 1))
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, _days_in(year, month + 1)))
    except (OverflowError, ValueError):
        return date.max if count > 0 else date.min


def _number(spec: FieldSpec, text: str) -> int:
    number = as_int(text)
    if number is None:
        raise ValueError(f"{text!r} is no whole number, which `{spec.name}` is")
    return number


def _flag(spec: FieldSpec, text: str) -> Value:
    yes = as_bool(text)
    if yes is None:
        raise ValueError(f"`{spec.name}` is yes or no, not {text!r}")
    return Flag(yes)


def _choice(spec: FieldSpec, text: str) -> Value:
    word = fold(text).replace(" ", "-")
    word = (kind_of(word) or word) if spec.name == "type" else word
    known = {fold(allowed) for allowed in spec.allowed}
    if word not in known:
        several = [part.strip("-") for part in word.split(",")]
        if known.issuperset(several):
            either = " or ".join(f"{spec.name}:{one}" for one in several)
            raise ValueError(f"no `{spec.name}` is {text!r}; for any of them write `({either})`")
        near = nearest(word, spec.allowed)
        meant = f"did you mean {near!r}?" if near else f"there is {', '.join(spec.allowed)}"
        raise ValueError(f"no `{spec.name}` is {text!r}; {meant}")
    return Choice(word)


_READERS: MappingProxyType[Type, Callable[[FieldSpec, str], Value]] = MappingProxyType(
    {Type.BOOL: _flag, Type.ENUM: _choice}
)
