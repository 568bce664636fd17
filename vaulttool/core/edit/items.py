"""Changes of one item line: its box, its inline keys, as splices. Which lines are items is for the reader to say."""

from __future__ import annotations

import re

from vaulttool.core.edit.change import Refused, SetBox, SetKey, Splice
from vaulttool.core.edit.scalars import check_text
from vaulttool.core.edit.sheet import Sheet
from vaulttool.core.model import Item
from vaulttool.core.parse.inline import BARE_KEYS, SIGNS, TASK_KEYS, TASK_SIGN
from vaulttool.core.pattern import pattern

_BOX = pattern(r"\[(.)\](?=[ \t]|$)[ \t]*")
_TAIL = pattern(rf"(?:\s+{TASK_SIGN})*(?:\s+\^[A-Za-z0-9-]+)?[ \t]*$")
_NAME = pattern(r"[A-Za-z][\w-]*")


def find_item(sheet: Sheet, change: SetBox | SetKey) -> int:
    """The place of the item among the sheet's items. Raises `Refused` when no item, or more than one, is meant."""
    same = [n for n, item in enumerate(sheet.items) if item.text == change.text]
    exact = [n for n in same if sheet.items[n].line == change.line]
    found = exact or same
    if len(found) == 1:
        return found[0]
    what = "no longer stands in the note" if not found else "stands in the note more than once"
    raise Refused(f"the line `{change.text}` {what}", "Change it by hand.")


def set_box(sheet: Sheet, item: Item, change: SetBox) -> list[Splice]:
    """See `SetBox`."""
    if item.box == change.box:
        return []
    start, content = _content(sheet, item)
    found = _BOX.match(content)
    if not found:
        return [Splice(start, start, f"[{change.box}] ")]
    if not change.box:
        return [Splice(start, start + found.end(), "")]
    return [Splice(start + 1, start + 2, change.box)]


def set_key(sheet: Sheet, item: Item, change: SetKey) -> list[Splice]:
    """See `SetKey`."""
    key, value = change.key.lower(), change.value.strip()
    if item.keys.get(key) == value:
        return []
    if not _NAME.fullmatch(change.key) or not value:
        raise Refused(f"`({change.key}:: {value})` is no inline key", "Name a key, and say its value.")
    check_text(value)
    start, content = _content(sheet, item)
    if key in item.keys:
        first, end = _span(content, key)
        return [Splice(start + first, start + end, value)]
    tail = _TAIL.search(content)
    place = start + (tail.start() if tail else len(content))
    return [Splice(place, place, f" ({change.key}:: {value})")]


def _content(sheet: Sheet, item: Item) -> tuple[int, str]:
    """What stands behind the list mark of an item, comments blanked, and its offset in the text."""
    number = item.line - sheet.body.first_line
    mark = next(mark for mark in sheet.body.blocks.marks if mark.line == number)
    return sheet.starts[number] + mark.content, sheet.body.lines[number][mark.content :]


def _span(content: str, key: str) -> tuple[int, int]:
    """Where the value of an inline key stands, in the form that the reader takes first."""
    name = "|".join(re.escape(written) for written in (key, *(k for k, ours in TASK_KEYS.items() if ours == key)))
    forms = [
        rf"\[(?:{name})::[ \t]*([^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*)\]",
        rf"\((?:{name})::[ \t]*([^()]*(?:\([^()]*\)[^()]*)*)\)",
    ]
    if key in SIGNS:
        forms.append(SIGNS[key] + "\ufe0f?\\s*([0-9]{4}-[0-9]{2}-[0-9]{2})")
    if key in BARE_KEYS:
        forms.append(rf"(?<!\S)(?:{name})::[ \t]*([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?!\S)")
    for form in forms:
        if found := re.search(form, content, re.I):
            return found.span(1)
    raise Refused(f"the value of `{key}` cannot be found in its line", "Change it by hand.")
