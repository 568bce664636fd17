"""CSV text -> its rows by column, below a header that is found by what it says. What columns mean is not known here."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from vaulttool.core.values import fold
from vaulttool.errors import VaultToolError

MOST_ROWS = 200_000
_HEADER_WITHIN = 200
"""Lines in which a header is looked for: what stands above it is a few lines of words."""
_DELIMITERS = ",;\t"
_SHOWN_LETTERS = 100


class Row(Struct, frozen=True):
    """One row: the line of the file where it ends, from 1, and its values by folded heading, blank ones left out."""

    line: int
    values: Mapping[str, str]

    def first(self, *headings: str) -> str:
        """The first value that stands under one of these folded headings, `""` for none."""
        return next((self.values[heading] for heading in headings if heading in self.values), "")


IsHeader = Callable[[frozenset[str]], bool]
"""Whether a line with these folded cells is the header."""


def header_of(text: str, is_header: IsHeader) -> tuple[int, tuple[str, ...], str] | None:
    """The number of lines above the header, its folded cells, and the delimiter; None when no line is one."""
    for number, line in enumerate(io.StringIO(text, newline="")):
        if number >= _HEADER_WITHIN:
            return None
        for delimiter in _DELIMITERS:
            cells = _cells(line, delimiter)
            if is_header(frozenset(cells)):
                return number, cells, delimiter
    return None


def rows(text: str, above: int, header: tuple[str, ...], delimiter: str) -> Iterator[Row]:
    """The rows below the header; rows of blanks only are left out, cells beyond the header too.

    Raises `VaultToolError` for what no CSV reader can read, and for too many rows.
    """
    lines = io.StringIO(text, newline="")
    for _ in range(above + 1):
        next(lines)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for count, cells in enumerate(reader):
            if count >= MOST_ROWS:
                raise VaultToolError(f"more than {MOST_ROWS:,} rows", "split the file")
            values = {head: cell.strip() for head, cell in zip(header, cells, strict=False) if head and cell.strip()}
            if values:
                yield Row(above + 1 + reader.line_num, values)
    except csv.Error as error:
        message = f"line {above + 1 + reader.line_num}: {error}"
        raise VaultToolError(message, "look at that line: a quotation mark may be missing") from error


def first_line(text: str) -> str:
    """What the file begins with, for saying what was found instead of a header."""
    found = next((line.strip() for line in text[:10_000].splitlines() if line.strip()), "")
    return found if len(found) <= _SHOWN_LETTERS else f"{found[:_SHOWN_LETTERS]}…"


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(fold(cell) for cell in next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return ()
