"""The body of a note cut into what is merged as a whole: list items with what is indented below them, other lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum

from msgspec import Struct

from vaulttool.core.edit.sheet import Sheet
from vaulttool.core.merge.item_line import block_id, words
from vaulttool.core.parse.blocks import HEADING, Mark
from vaulttool.core.parse.lines import box_of, dated
from vaulttool.core.schema import FAVOUR_VERBS

_MAX_DEPTH = 8
"""Lists within lists that are taken apart; deeper ones go by the line."""
_BULLETS = ("-", "+", "*")


class What(Enum):
    """What a unit is."""

    LINE = "line"
    HEADING = "heading"
    ITEM = "item"


class Unit(Struct, frozen=True):
    """Lines without line ends, and the blank lines before them (`space`).

    `below` is what an item's other lines come to; `content` is behind its list mark.
    """

    what: What
    lines: tuple[str, ...]
    space: tuple[str, ...] = ()
    content: str = ""
    below: tuple[Unit, ...] = ()

    @property
    def head(self) -> str:
        """The first line."""
        return self.lines[0]

    @property
    def identity(self) -> str:
        """What makes an item the same in two versions although box or keys differ: its block id, else its words."""
        return block_id(self.head) or words(self.head)

    @property
    def day(self) -> date | None:
        """The date that an item begins with, also behind the verb of a favour."""
        text = box_of(self.content)[1]
        verb, _, rest = text.partition(" ")
        found = dated(rest if verb.lower() in FAVOUR_VERBS else text)
        return found.day if found else None


END = Unit(What.LINE, ())
"""The end of a body without blank lines."""


def units_of(sheet: Sheet) -> tuple[Unit, ...]:
    """The whole body, in order. A last unit without lines has the blank lines at its end."""
    headings = {heading.line for heading in sheet.body.blocks.headings}
    marks = {mark.line: mark for mark in sheet.body.blocks.marks if _is_bullet(sheet, mark)}
    units = list(_Cutter(sheet, headings, marks).cut(0, len(sheet.lines), 0))
    return tuple(units) if units and not units[-1].lines else (*units, END)


def _is_bullet(sheet: Sheet, mark: Mark) -> bool:
    return sheet.lines[mark.line].lstrip(" \t").startswith(_BULLETS)


class _Cutter(Struct, frozen=True):
    sheet: Sheet
    headings: set[int]
    marks: dict[int, Mark]

    def cut(self, first: int, end: int, depth: int) -> Iterator[Unit]:
        """The units of the lines from `first` to before `end`."""
        n = blanks = first
        while n < end:
            if not self.sheet.lines[n].strip(" \t"):
                n += 1
                continue
            mark = self.marks.get(n)
            space = self.sheet.lines[blanks:n]
            unit = self.item(mark, n, end, space) if mark and mark.depth == depth <= _MAX_DEPTH else self.line(n, space)
            yield unit
            n = blanks = n + len(unit.lines)
        if blanks < end:
            yield Unit(What.LINE, (), self.sheet.lines[blanks:end])

    def item(self, mark: Mark, first: int, end: int, space: tuple[str, ...]) -> Unit:
        end = min(self.sheet.end_of(mark), end)
        content = self.sheet.body.lines[first][mark.content :]
        below = tuple(self.cut(first + 1, end, mark.depth + 1))
        return Unit(What.ITEM, self.sheet.lines[first:end], space, content, below)

    def line(self, n: int, space: tuple[str, ...]) -> Unit:
        is_heading = n in self.headings and self.sheet.body.blocks.kinds[n] == HEADING
        return Unit(What.HEADING if is_heading else What.LINE, (self.sheet.lines[n],), space)


def lines_of_units(units: Sequence[Unit]) -> tuple[str, ...]:
    """The lines of all units, blank ones before them included."""
    return tuple(line for unit in units for line in (*unit.space, *unit.lines))
