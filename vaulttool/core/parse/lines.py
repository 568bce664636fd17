"""One list line of a section, taken apart as far as all items have in common. What it means is said in `items`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct

from vaulttool.core.model import Box
from vaulttool.core.parse.inline import Words, words_of
from vaulttool.core.pattern import pattern
from vaulttool.core.values import as_date

_BOX = pattern(r"\[(.)\](?=[ \t]|$)[ \t]*")
_BOXES: dict[str, Box] = {"x": "x", "X": "x", "-": "-", ">": ">"}
_BEGINS_DATE = frozenset("0123456789*[_")
_PLAIN_DATE = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) (?=[A-Za-z])")
_DATED = pattern(
    r"(?:\*\*|\[\[|__)?([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2})"
    r"(?![0-9])(?:\]\]|\*\*|__)?(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9]))?(?:\*\*)?[ \t]*"
)


class Line(Struct, frozen=True):
    """A list line: its place in the note (from 1), its box, and what it says.

    `text` is all behind the box without `keys`, dates with a sign and block id. `inside` is true for a line within
    another list item, `links` are the targets of its links, `answer` the indented lines below.
    """

    line: int
    column: int
    box: Box
    text: str
    keys: dict[str, str]
    block: str
    section: str
    inside: bool
    links: tuple[str, ...] = ()
    answer: str = ""


def box_of(content: str) -> tuple[Box, str]:
    """The box of a list line and the rest; a box of another sign counts as open."""
    found = _BOX.match(content) if content[:1] == "[" else None
    return (_BOXES.get(found[1], " "), content[found.end() :]) if found else ("", content)


@lru_cache(maxsize=4096)
def parts_of(content: str) -> tuple[Box, Words]:
    """Box and words of a list line, without its mark: those that come from a template stand in many notes."""
    box, rest = box_of(content)
    return box, words_of(rest)


class Dated(Struct, frozen=True):
    """A text that begins with a date. `day` is None for an impossible one, or one that is not `YYYY-MM-DD`."""

    written: str
    rest: str
    day: date | None


def dated(text: str) -> Dated | None:
    """The date that a text begins with (also bold, linked, or with an hour) and what follows it."""
    if text[:1] not in _BEGINS_DATE:
        return None
    plain = _PLAIN_DATE.match(text)
    found = plain or _DATED.match(text)
    return Dated(found[1], text[found.end() :], day_of(found[1])) if found else None


def day_of(text: str) -> date | None:
    """The day that `2026-12-01` names; the same as `as_date`, in less time."""
    if len(text) != 10 or text[4] != "-" or not text.isascii():
        return as_date(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
