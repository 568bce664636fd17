"""Whether an edited text says what was meant and otherwise the same as before, as the reader reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from vaulttool.core.edit.change import AddLine, Refused, SetBox, SetKey
from vaulttool.core.edit.insertion import Plan
from vaulttool.core.edit.lines import words_of_line
from vaulttool.core.edit.page import Page
from vaulttool.core.edit.sheet import Sheet
from vaulttool.core.model import Item
from vaulttool.core.parse.entries import Entry

_BY_HAND = "Change it by hand."


def check_fields(before: Page, after: Page, plan: Plan) -> None:
    """Raise `Refused` unless only the planned key differs and says what it should."""
    if before.text[before.frame.body_start :] != after.text[after.frame.body_start :]:
        raise Refused("the change would reach into the text below the frontmatter", _BY_HAND)
    old, new = before.reading.entries, after.reading.entries
    keys = {plan.key, plan.replaces}
    if [_said(e) for e in old if e.key not in keys] != [_said(e) for e in new if e.key not in keys]:
        raise Refused(f"the change of `{plan.key}` would change another key", _BY_HAND)
    found = [tuple(value.text for value in e.values) for e in new if e.key in keys]
    if found != ([] if plan.values is None else [plan.values]):
        raise Refused(f"`{plan.key}` would not be read back as written", _BY_HAND)
    more = _faults(after) - _faults(before)
    if more:
        raise Refused(f"the change of `{plan.key}` would make the frontmatter unclear ({min(more)})", _BY_HAND)


def _said(entry: Entry) -> tuple[object, ...]:
    return (entry.key, entry.shape, [(value.text, value.quoted) for value in entry.values])


def _faults(page: Page) -> Counter[str]:
    return Counter(complaint.rule for complaint in page.reading.complaints)


def check_line(before: Sheet, after: Sheet, change: AddLine) -> None:
    """Raise `Refused` unless the line stands in its section, and all other items and headings are as before."""
    _check_front(before, after)
    text = words_of_line(change)
    old, new = _contents(before, change.section), _contents(after, change.section)
    headings = Counter(_headings(after)) - Counter(_headings(before))
    lost = Counter(_headings(before)) - Counter(_headings(after))
    if new != old + Counter([text]) or headings.total() > 1 or lost:
        message = f"a line added to the section `{change.section}` would not be read as one there"
        raise Refused(message, "Close the code blocks and comments of the note, or write the line by hand.")
    added = len(after.items) - len(before.items)
    if not (0 <= added <= 1 + len(change.below)) or not _within(before.items, after.items):
        raise Refused("the added line would change other lines", _BY_HAND)


def check_item(before: Sheet, after: Sheet, number: int, change: SetBox | SetKey) -> None:
    """Raise `Refused` unless only the item of this number differs, and as it should."""
    _check_front(before, after)
    meant = _meant(before.items[number], change)
    expected = [*before.items[:number], meant, *before.items[number + 1 :]]
    found = [replace(item, links=meant.links) if n == number else item for n, item in enumerate(after.items)]
    if found != expected or _headings(before) != _headings(after):
        raise Refused(f"the line `{change.text}` would not be read back as meant", _BY_HAND)


def _meant(item: Item, change: SetBox | SetKey) -> Item:
    if isinstance(change, SetBox):
        return replace(item, box=change.box)
    return replace(item, keys={**item.keys, change.key.lower(): change.value.strip()})


def _check_front(before: Sheet, after: Sheet) -> None:
    """The closing line may get a line end when the body begins behind it."""
    if _front(before) != _front(after):
        raise Refused("the change would reach into the frontmatter", _BY_HAND)


def _front(sheet: Sheet) -> str:
    return sheet.page.text[: sheet.page.frame.body_start].rstrip("\r\n")


def _contents(sheet: Sheet, section: str) -> Counter[str]:
    return Counter(text for mark in sheet.marks(section) if (text := sheet.content(mark)))


def _headings(sheet: Sheet) -> list[str]:
    return [heading.text for heading in sheet.body.blocks.headings]


def _within(items: Sequence[Item], more: Sequence[Item]) -> bool:
    """Whether all items stand among the others, in this order, whatever their lines."""
    rest = iter(replace(item, line=0) for item in more)
    return all(replace(item, line=0) in rest for item in items)
