"""What a check says about one place in a note, before it bears the check's name. No rules here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from msgspec import Struct

from vaulttool.core.diagnostics import Severity
from vaulttool.core.escape import clip
from vaulttool.core.model import Field
from vaulttool.core.similar import nearest


class Place(Protocol):
    """Anything that knows its line and column: a field, a link, an item."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Spot(Struct, frozen=True):
    """A place of its own."""

    line: int = 1
    column: int = 1


class Problem(Struct, frozen=True):
    """`message` says what is wrong, with the value; `hint` what to do. `severity` None: the check's own."""

    line: int
    column: int
    message: str
    hint: str = ""
    fixable: bool = False
    severity: Severity | None = None


def at(
    place: Place | None, message: str, hint: str, *, fixable: bool = False, severity: Severity | None = None
) -> Problem:
    """A problem at a place; at the start of the note when there is none."""
    where = place or Spot()
    return Problem(where.line, where.column, message, hint, fixable, severity)


def value_spot(field: Field, index: int = 0) -> Spot:
    """Where the value of that number stands; where the key stands when that is not known."""
    line = field.lines[index] if index < len(field.lines) else field.line
    column = field.columns[index] if index < len(field.columns) else field.column
    return Spot(line, column)


def quoted(text: str) -> str:
    """A value as a message shows it: in quotes, cut when long."""
    return f"'{clip(text, 60)}'"


def did_you_mean(word: str, allowed: Collection[str]) -> str:
    """`; did you mean 'x'?`, or nothing."""
    near = nearest(word, allowed)
    return f"; did you mean '{near}'?" if near else ""


def listed(words: Collection[str]) -> str:
    """`a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
