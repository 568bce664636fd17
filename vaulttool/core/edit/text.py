"""Lines of Markdown below a heading, and the heading where it is missing, as one splice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vaulttool.core.edit.change import AddText, Refused, Splice
from vaulttool.core.edit.lines import at_end, put
from vaulttool.core.edit.scalars import check_text
from vaulttool.core.edit.sheet import Sheet
from vaulttool.core.parse.blocks import BLANK
from vaulttool.core.parse.body import read_body
from vaulttool.core.values import fold

_DEEPEST = 6


class Insertion(NamedTuple):
    """Lines that go before the line with this number, from 0 in the body."""

    number: int
    lines: tuple[str, ...]


def add_text(sheet: Sheet, change: AddText) -> Insertion | None:
    """See `AddText`; None when the lines stand there already."""
    for line in change.lines:
        check_text(line)
    place = _end_below(sheet, change.heading)
    if place is None:
        level = _level(sheet, change.level)
        lines = _deeper(change.lines, level)
        return Insertion(*at_end(sheet, "#" * level + " " + change.heading, *([""] if lines else []), *lines))
    level, first, end = place
    lines = _deeper(change.lines, level)
    if not lines or _stand(sheet.lines[first:end], lines):
        return None
    solid = [n for n in range(first, end) if sheet.lines[n].strip(" \t")]
    number = solid[-1] + 1 if solid else first
    crowded = any(line.strip(" \t") for line in sheet.lines[number : number + 1])
    return Insertion(number, (*([""] if solid else []), *lines, *([""] if crowded else [])))


def splice_of(sheet: Sheet, insertion: Insertion) -> Splice:
    """The insertion as a splice of the note's text."""
    return put(sheet, insertion.number, *insertion.lines)


def _level(sheet: Sheet, wanted: int) -> int:
    """The level of a new heading: none of ours may stand above it, since its list lines would then be read."""
    highest = min((region.heading.level for region in sheet.regions if region.named), default=2)
    return min(wanted or highest, highest)


def _deeper(lines: Sequence[str], level: int) -> list[str]:
    """The lines with their headings, those of `#` signs, deeper than a level, so that they stand below it."""
    headings = read_body("", list(lines), 1).blocks.headings
    more = level + 1 - min((heading.level for heading in headings), default=_DEEPEST)
    signed = {heading.line: heading.level for heading in headings if lines[heading.line].lstrip()[:1] == "#"}
    found = list(lines)
    for number, present in signed.items() if more > 0 else ():
        found[number] = "#" * min(present + more, _DEEPEST) + found[number].lstrip()[present:]
    return found


def _stand(present: Sequence[str], lines: Sequence[str]) -> bool:
    wanted = [line.rstrip() for line in lines]
    found = [line.rstrip() for line in present]
    return any(found[n : n + len(wanted)] == wanted for n in range(len(found) - len(wanted) + 1))


def _end_below(sheet: Sheet, heading: str) -> tuple[int, int, int] | None:
    """The heading's level and line, and the line behind the last one that stands below it.

    Deeper headings are included up to the first one that begins a section of ours; one within a section is not meant.
    """
    if not heading:
        return _introduction(sheet)
    for number, region in enumerate(sheet.regions):
        if fold(region.heading.text) == fold(heading) and (region.named or not region.section):
            level, first = region.heading.level, region.heading.line
            later = (one.heading.line for one in sheet.regions[number + 1 :] if one.named or one.heading.level <= level)
            return level, first, next(later, len(sheet.lines))
    return None


def _introduction(sheet: Sheet) -> tuple[int, int, int]:
    """What stands above all headings; below the title, when the note begins with one."""
    if not sheet.regions:
        return 0, 0, len(sheet.lines)
    title = sheet.regions[0]
    is_title = title.heading.level == 1 and not title.named
    if is_title and not any(line.strip(" \t") for line in sheet.lines[: title.heading.line]):
        return title.heading.level, title.heading.line, title.end
    return 0, 0, title.heading.line


def check_text_added(before: Sheet, after: Sheet, insertion: Insertion) -> None:
    """Raise `Refused` unless the new lines are read as they would be alone, and every other line as before."""
    number, lines = insertion
    old = before.body.blocks.kinds
    alone = read_body("", list(lines), 1).blocks.kinds
    if _solid(after.body.blocks.kinds) != _solid(old[:number] + alone + old[number:]):
        message = "the added text would not be read as it is meant, or change what stands around it"
        raise Refused(message, "Close the code blocks and comments of the note, or write the text by hand.")


def _solid(kinds: bytearray) -> bytearray:
    return kinds.rstrip(bytes([BLANK]))
