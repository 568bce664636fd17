"""Rows of a margin and styled text -> plain or coloured text of a given width. What the rows say is not here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MARGIN = 10
NARROWEST = 16
NARROW = 60
"""Below this many columns, as on a phone, the margin is given up: an id begins its line, the rest is indented a bit."""

_EDGE = re.compile(r" *(?:- )?")
_ACCENTS = "\u0300"
"""The first sign that may be wider or narrower than a column; before it only the soft hyphen is."""

Span = tuple[str, str]
"""Text, already safe for a terminal, and its style: `""`, `bold`, `red`, `yellow`, `cyan`, `dim`."""


class Row(NamedTuple):
    """One entry: `margin` (an id, or blank) stands left, the text right of it, wrapped below itself; see `NARROW`.

    Without `hang` the text begins at the left edge. A row without spans is an empty line.
    """

    spans: tuple[Span, ...] = ()
    margin: str = ""
    hang: bool = False

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.spans)


def heading(text: str) -> Row:
    """A title line."""
    return Row(((text, "bold"),))


def plain(rows: Iterable[Row], width: int) -> str:
    """The rows in `width` columns, without any escape sequence; a longer word stays whole."""
    return "".join(f"{line}\n" for row in rows for line in _plain_lines(row, width))


def coloured(rows: Iterable[Row], width: int) -> str:
    """The same with the terminal's colours."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=width, highlight=False, emoji=False)
    for row in rows:
        lead, cut, first, rest = _edges(row, width)
        text = Text.assemble((lead, "dim"), *row.spans)[cut:]
        wrapped = text.wrap(console, max(width - len(rest), NARROWEST)) if row.spans else [Text()]
        for number, line in enumerate(wrapped):
            line.rstrip()
            console.print(Text.assemble((rest if number else first, "dim"), line), soft_wrap=True)
    return out.getvalue()


def cells(text: str) -> int:
    """How many columns a terminal gives this text: wide letters two, accents and joiners none."""
    if text.isascii() or (max(text) < _ACCENTS and "\xad" not in text):
        return len(text)
    return sum(map(_cell, text))


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _plain_lines(row: Row, width: int) -> Iterator[str]:
    lead, cut, first, rest = _edges(row, width)
    for number, line in enumerate(_wrap((lead + row.text)[cut:], max(width - len(rest), NARROWEST))):
        yield ((rest if number else first) + line).rstrip()


def _edges(row: Row, width: int) -> tuple[str, int, str, str]:
    """What to put before the text, how much to cut from it, what stands left of its first line and of each further one.

    The indent and the dash of a list are cut, to stand at the left, so that the text wraps below itself.
    """
    if row.hang and width < NARROW:
        return (f"{row.margin} ", 0, "", "  ") if row.margin else ("", 0, "  ", "  ")
    edge = _EDGE.match(row.text)
    dash = edge[0] if edge else ""
    margin = row.margin.ljust(MARGIN) if row.hang else ""
    return "", len(dash), margin + dash, " " * len(margin + dash)


def _wrap(text: str, width: int) -> list[str]:
    if cells(text) <= width:
        return [text]
    lines: list[str] = []
    free = 0
    for word in text.split():
        needed = cells(word) + 1
        if needed <= free:
            lines[-1] += f" {word}"
            free -= needed
        else:
            lines.append(word)
            free = width - needed + 1
    return lines
