"""Rows of a margin and styled text -> plain or coloured text of a given width. What the rows say is not here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from msgspec import Struct

from vaulttool.core.pattern import pattern

MARGIN = 10
NARROWEST = 16
NARROW = 60
"""Below this many columns, as on a phone, the margin is given up: an id begins its line, the rest is indented a bit."""

_EDGE = pattern(r" *(?:- )?")
_UNEVEN = pattern("\xad|[^\x00-\u02ff\u2010-\u2027]")
"""Signs that may be wider or narrower than a column. Said by those that are not, letters and dashes, quotes, dots: a
large set takes 8 ms to compile."""

_CODES = MappingProxyType({"bold": 1, "dim": 2, "red": 31, "yellow": 33, "cyan": 36})
"""Style -> what tells a terminal of it."""

Span = tuple[str, str]
"""Text, already safe for a terminal, and its style: `""`, `bold`, `red`, `yellow`, `cyan`, `dim`."""


class Row(Struct, frozen=True):
    """One entry: `margin` (an id, or blank) stands left, the text right of it, wrapped below itself; see `NARROW`.

    Without `hang` the text begins at the left edge. A row without spans is an empty line.
    """

    spans: tuple[Span, ...] = ()
    margin: str = ""
    hang: bool = False

    @property
    def text(self) -> str:
        return "".join([text for text, _ in self.spans])


def heading(text: str) -> Row:
    """A title line."""
    return Row(((text, "bold"),))


def plain(rows: Iterable[Row], width: int) -> str:
    """The rows in `width` columns, without any escape sequence; a longer word stays whole."""
    return "".join([f"{line}\n" for row in rows for line in _plain_lines(row, width)])


def coloured(rows: Iterable[Row], width: int) -> str:
    """The same with the terminal's colours."""
    return "".join(f"{line}\n" for row in rows for line in _coloured_lines(row, width))


def cells(text: str) -> int:
    """How many columns a terminal gives this text: wide letters two, accents and joiners none."""
    return len(text) if _is_even(text) else sum(map(_cell, text))


def _is_even(text: str) -> bool:
    """Whether each sign is one column wide, as our dot between the parts of a line is."""
    return text.replace("·", "").isascii() or not _UNEVEN.search(text)


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _plain_lines(row: Row, width: int) -> list[str]:
    text = row.text
    lead, cut, first, rest = _edges(row, text, width)
    lines = _wrap((lead + text)[cut:], max(width - len(rest), NARROWEST))
    return [((rest if number else first) + line).rstrip() for number, line in enumerate(lines)]


def _coloured_lines(row: Row, width: int) -> Iterator[str]:
    text = row.text
    lead, cut, first, rest = _edges(row, text, width)
    text = (lead + text)[cut:]
    styles = ["dim"] * len(lead) + [style for span, style in row.spans for _ in span]
    at = 0
    for number, line in enumerate(_wrap(text, max(width - len(rest), NARROWEST))):
        signs = [(sign, "dim") for sign in (rest if number else first)]
        for sign in line.rstrip():
            at = at if sign == " " else text.index(sign, at)
            signs.append((sign, styles[cut + at]))
            at += 1
        yield "".join(_painted(style, signs) for style, signs in groupby(signs, itemgetter(1))).rstrip()


def _painted(style: str, signs: Iterable[tuple[str, str]]) -> str:
    text = "".join(sign for sign, _ in signs)
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if style and not text.isspace() else text


def _edges(row: Row, text: str, width: int) -> tuple[str, int, str, str]:
    """What to put before the text, how much to cut from it, what stands left of its first line and of each further one.

    The indent and the dash of a list are cut, to stand at the left, so that the text wraps below itself.
    """
    if row.hang and width < NARROW:
        return (f"{row.margin} ", 0, "", "  ") if row.margin else ("", 0, "  ", "  ")
    edge = _EDGE.match(text) if text[:1] in (" ", "-") else None
    dash = edge[0] if edge else ""
    margin = row.margin.ljust(MARGIN) if row.hang else ""
    return "", len(dash), margin + dash, " " * len(margin + dash)


def _wrap(text: str, width: int) -> list[str]:
    is_even = _is_even(text)
    if (len(text) if is_even else cells(text)) <= width:
        return [text]
    words = text.split()
    return _cut(" ".join(words), width) if words and is_even else _cut_uneven(words, width)


def _cut(text: str, width: int) -> list[str]:
    """The lines of a text whose signs are a column wide each, with single blanks between its words."""
    lines = []
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end < 0:
            end = text.find(" ", start)
        if end < 0:
            break
        lines.append(text[start:end])
        start = end + 1
    return [*lines, text[start:]]


def _cut_uneven(words: Iterable[str], width: int) -> list[str]:
    lines: list[str] = []
    free = 0
    for word in words:
        needed = cells(word) + 1
        if needed <= free:
            lines[-1] += f" {word}"
            free -= needed
        else:
            lines.append(word)
            free = width - needed + 1
    return lines
