"""Rows of a margin and styled text -> plain or coloured text of a given width. What the rows say is not here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MARGIN = 10
NARROWEST = 16

Span = tuple[str, str]
"""Text, already safe for a terminal, and its style: `""`, `bold`, `red`, `yellow`, `cyan`, `dim`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: `margin` (an id, or blank) stands left, the text right of it, wrapped below itself.

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
        indent = MARGIN if row.hang else 0
        text = Text.assemble(*row.spans)
        wrapped = text.wrap(console, max(width - indent, NARROWEST)) if row.spans else [Text()]
        for number, line in enumerate(wrapped):
            line.rstrip()
            margin = row.margin.ljust(indent) if not number else " " * indent
            console.print(Text.assemble((margin, "dim"), line), soft_wrap=True)
    return out.getvalue()


def cells(text: str) -> int:
    """How many columns a terminal gives this text: wide letters two, accents and joiners none."""
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _plain_lines(row: Row, width: int) -> Iterator[str]:
    indent = MARGIN if row.hang else 0
    for number, line in enumerate(_wrap(row.text, max(width - indent, NARROWEST))):
        margin = row.margin.ljust(indent) if not number else " " * indent
        yield (margin + line).rstrip()


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
