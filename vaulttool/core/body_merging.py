"""The text below the frontmatter of two notes -> what brings all of the second one into the first. No files here.

Lines of the log and of the other sections go into the same section; other text goes below the same heading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from vaulttool.core.edit import AddLine, AddText, Change
from vaulttool.core.edit.page import Page
from vaulttool.core.edit.sheet import Region, Sheet, open_sheet
from vaulttool.core.parse.blocks import HEADING, Mark, columns
from vaulttool.core.parse.items import READERS
from vaulttool.core.values import fold

_BY_DATE = frozenset({"log", "favours"})
_SECTIONS = frozenset(READERS["contact"])


def body_changes(ours: Page, theirs: Page, titles: Collection[str]) -> Iterator[Change]:
    """What makes the body of `ours` hold all that the body of `theirs` says.

    `titles` are the folded names of the person: a heading that says no more is no heading of a part.
    """
    mine, other = open_sheet(ours), open_sheet(theirs)
    first = other.regions[0].heading.line if other.regions else len(other.lines)
    yield from _text("", other.lines[:first])
    done = 0
    for number, region in enumerate(other.regions):
        if number < done:
            continue
        if region.section in _SECTIONS:
            yield from _section(mine, other, region)
        elif region.heading.level == 1 and fold(region.heading.text) in titles:
            yield from _text("", _below(other, region, region.end))
        else:
            done = number + _length(other.regions[number:])
            below = _below(other, region, other.regions[done - 1].end)
            yield from _text(region.heading.text, below, region.heading.level)


def _length(regions: Sequence[Region]) -> int:
    """How many headings make up a part: the first one, and those deeper than it that are in no section of ours."""
    level = regions[0].heading.level
    inside = takewhile(lambda one: one.heading.level > level and one.section not in _SECTIONS, regions[1:])
    return 1 + len(list(inside))


def _below(sheet: Sheet, region: Region, end: int) -> tuple[str, ...]:
    """The lines below a heading, without those that go on with it and underline it."""
    kinds = sheet.body.blocks.kinds
    starts = {one.heading.line for one in sheet.regions}
    first = region.first
    while first < end and kinds[first] == HEADING and first not in starts:
        first += 1
    return sheet.lines[first:end]


def _text(heading: str, lines: Collection[str], level: int = 0) -> Iterator[Change]:
    """The lines without blank ones around them; the heading alone when that is all."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    while kept and not kept[0].strip():
        kept.pop(0)
    if kept or heading:
        yield AddText(heading, tuple(kept), level)


def _section(mine: Sheet, other: Sheet, region: Region) -> Iterator[Change]:
    """The list lines of a section with what belongs to them, then its other text."""
    rest: list[str] = []
    place = region.first
    for mark in other.marks(region.section):
        if mark.line not in range(region.first, region.end) or not other.content(mark):
            continue
        end = min(other.end_of(mark), region.end)
        rest += other.lines[place : mark.line]
        place = end
        below = _belonging(other, mark, end)
        line = f"- {other.content(mark)}"
        yield AddLine(region.section, line, order_by_date=region.section in _BY_DATE, below=below)
    rest = [*rest, *other.lines[place : region.end]]
    if any(line.strip() for line in rest):
        head = [] if region.named else [other.lines[region.heading.line], ""]
        yield from _text(_heading(mine, region), [*head, *rest])


def _heading(mine: Sheet, region: Region) -> str:
    """What the section is called in the note that stays, or will be."""
    named = (one.heading.text for one in mine.regions if one.section == region.section and one.named)
    usual = (name for name, section in mine.page.settings.headings.items() if section == region.section)
    return next(named, None) or next(usual, region.heading.text)


def _belonging(sheet: Sheet, mark: Mark, end: int) -> tuple[str, ...]:
    """The lines below an item, as far in as they stand to the right of its words."""
    width = columns(sheet.lines[mark.line][: mark.content])
    lines = [_moved_left(line, width) for line in sheet.lines[mark.line + 1 : end]]
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def _moved_left(line: str, width: int) -> str:
    words = line.lstrip(" \t")
    return " " * max(columns(line[: len(line) - len(words)]) - width, 0) + words if words else ""
