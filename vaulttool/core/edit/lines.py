"""One more list line in a section of the body, and the section where it is missing, as splices."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from vaulttool.core.edit.change import AddLine, Refused, Splice, eol_before
from vaulttool.core.edit.scalars import check_text
from vaulttool.core.edit.sheet import Region, Sheet
from vaulttool.core.parse.blocks import Mark, columns
from vaulttool.core.parse.lines import box_of, dated
from vaulttool.core.pattern import pattern
from vaulttool.core.values import as_date

_PREFIX = pattern(r"( {0,3}[-+*])([ \t]{1,4})?(?!\S)|")
_MARK = pattern(r"[-+*](?:[ \t]+|$)")


def words_of_line(change: AddLine) -> str:
    """The line without list mark and outer blanks. Raises `Refused` for what is no line of text."""
    text = change.line.strip(" \t")
    text = text[found.end() :] if (found := _MARK.match(text)) else text
    if not text:
        raise Refused("a line without words", "Say what the line should say.")
    check_text(text)
    return text


def add_line(sheet: Sheet, change: AddLine) -> list[Splice]:
    """See `AddLine`; nothing when the line stands there already."""
    text = words_of_line(change)
    marks = sheet.marks(change.section)
    if any(sheet.content(mark) == text and _goes_on(sheet, mark, change.below) for mark in marks):
        return []
    said = [mark for mark in marks if sheet.content(mark) or sheet.end_of(mark) > mark.line + 1]
    if said:
        return [_among(sheet, said, text, change)]
    if marks and not change.below:
        return [_filled(sheet, marks[0], text)]
    named = [region for region in sheet.regions if region.section == change.section and region.named]
    if named:
        return [_first(sheet, named[0], _item("- ", text, change))]
    return [_section(sheet, change.section, _item("- ", text, change))]


def _goes_on(sheet: Sheet, mark: Mark, below: tuple[str, ...]) -> bool:
    """Whether the lines below an item are these; without any to compare, it is the words that count."""
    present = [line.strip() for line in sheet.lines[mark.line + 1 : sheet.end_of(mark)]]
    return not below or present == [line.strip() for line in below]


def _item(prefix: str, text: str, change: AddLine) -> list[str]:
    """The new lines: list mark and words, and what belongs to them as far in as the words begin."""
    indent = " " * columns(prefix)
    return [prefix + text, *(indent + line if line.strip() else "" for line in change.below)]


def _filled(sheet: Sheet, mark: Mark, text: str) -> Splice:
    """The words of a list line that has none yet, as templates leave it."""
    blank = "" if sheet.lines[mark.line][: mark.content].endswith((" ", "\t")) else " "
    place = sheet.starts[mark.line] + mark.content
    return Splice(place, place, blank + text)


def _among(sheet: Sheet, marks: list[Mark], text: str, change: AddLine) -> Splice:
    day, by_date = _day(text), change.order_by_date
    before = _newer(sheet, marks, day) if by_date and day else None
    if before is not None:
        return put(sheet, before.line, *_item(_prefix(sheet, before), text, change))
    older = [mark for mark in marks if by_date and day and (found := _day(sheet.content(mark))) and found <= day]
    ordered = by_date and day and _runs(sheet, marks) > 0
    last = older[-1] if ordered and older else marks[-1]
    return put(sheet, sheet.end_of(last), *_item(_prefix(sheet, last), text, change))


def _newer(sheet: Sheet, marks: list[Mark], day: date) -> Mark | None:
    """The line that the new one goes before, None when it goes behind another."""
    days = [(mark, found) for mark in marks if (found := _day(sheet.content(mark)))]
    way = _runs(sheet, marks)
    if way < 0:
        return next((mark for mark, found in days if found <= day), None)
    return days[0][0] if way > 0 and days and all(found > day for _, found in days) else None


def _runs(sheet: Sheet, marks: list[Mark]) -> int:
    """1 when the dated lines run newest last (or there is one at most), -1 for newest first, 0 for neither."""
    days = [found for mark in marks if (found := _day(sheet.content(mark)))]
    steps = list(pairwise(days))
    if all(one <= other for one, other in steps):
        return 1
    return -1 if all(one >= other for one, other in steps) else 0


def _day(content: str) -> date | None:
    found = dated(box_of(content)[1])
    return as_date(found.written) if found else None


def _prefix(sheet: Sheet, mark: Mark) -> str:
    """Indentation, sign and blanks of a list item; `- ` for a numbered one."""
    found = _PREFIX.match(sheet.lines[mark.line][: mark.content])
    return found[1] + (found[2] or " ") if found and found[1] else "- "


def put(sheet: Sheet, number: int, *lines: str) -> Splice:
    """New lines before the line with this number, or behind the last line of the text."""
    text, place = sheet.page.text, sheet.starts[number]
    eol = eol_before(text, place)
    if text[:place].strip("\ufeff") and not eol and place == len(text):
        eol = sheet.page.frame.eol
        return Splice(place, place, "".join(eol + line for line in lines))
    eol = eol or sheet.page.frame.eol
    return Splice(place, place, "".join(line + eol for line in lines))


def _first(sheet: Sheet, region: Region, item: list[str]) -> Splice:
    """The first list line of a section, a blank line away from what stands there."""
    last = sheet.last_solid(region.heading.line, region.end)
    following = sheet.lines[last + 1 : last + 2]
    crowded = bool(following and following[0].strip(" \t"))
    return put(sheet, last + 1, "", *item, *([""] if crowded else []))


def _section(sheet: Sheet, section: str, item: list[str]) -> Splice:
    """A new heading with the line at the end of the note, a blank line away from what stands there."""
    name = next((name for name, one in sheet.page.settings.headings.items() if one == section), None)
    if name is None:
        raise Refused(f"no heading stands for the section `{section}`", "Name one under [headings] in the settings.")
    level = next((region.heading.level for region in reversed(sheet.regions) if region.named), 2)
    number, lines = at_end(sheet, "#" * level + " " + name, "", *item)
    return put(sheet, number, *lines)


def at_end(sheet: Sheet, *lines: str) -> tuple[int, tuple[str, ...]]:
    """Where new lines go that end the note, and the lines with a blank one before them where it is needed."""
    end = len(sheet.lines) - (not sheet.lines[-1])
    above = [] if not sheet.page.text.strip("\ufeff") or (end and not sheet.lines[end - 1].strip(" \t")) else [""]
    return end, (*above, *lines)
