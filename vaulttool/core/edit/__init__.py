"""The text of a note and a change -> its new text, every other byte as it was; or why not. No files here.

Each change splices one span, and the result is read again: unless it says the change and nothing else, it is refused.
A change that the note says already gives the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from vaulttool.core.edit.change import (
    AddLine,
    AddText,
    AddToList,
    Change,
    FieldChange,
    Refusal,
    Refused,
    RemoveFromList,
    RenameKey,
    Requote,
    SetBox,
    SetField,
    SetKey,
    Splice,
    Unset,
    spliced,
)
from vaulttool.core.edit.check import check_fields, check_item, check_line
from vaulttool.core.edit.insertion import Plan
from vaulttool.core.edit.items import find_item, set_box, set_key
from vaulttool.core.edit.keys import add_to_list, remove_from_list, rename_key, requote, set_field, unset
from vaulttool.core.edit.lines import add_line
from vaulttool.core.edit.page import Page, open_page
from vaulttool.core.edit.sheet import Sheet, open_sheet
from vaulttool.core.edit.text import add_text, check_text_added, splice_of
from vaulttool.core.settings import Settings

__all__ = [
    "AddLine",
    "AddText",
    "AddToList",
    "Change",
    "Refusal",
    "RemoveFromList",
    "RenameKey",
    "Requote",
    "SetBox",
    "SetField",
    "SetKey",
    "Unset",
    "apply",
    "apply_all",
]


def apply(text: str, change: Change, kind: str, settings: Settings) -> str | Refusal:
    """The text of a note of this kind (`""` for none of ours) with the change made.

    `text` is the whole file as UTF-8, with byte order mark and line ends as they are.
    """
    return apply_all(text, (change,), kind, settings)


def apply_all(text: str, changes: Sequence[Change], kind: str, settings: Settings) -> str | Refusal:
    """The text with all changes made in this order, or why one of them cannot be; then none is.

    Changes of item lines go first, so that their line numbers mean the text that was given.
    """
    try:
        for change in sorted(changes, key=lambda one: not isinstance(one, SetBox | SetKey)):
            text = _applied(text, change, kind, settings)
    except Refused as refused:
        return refused.refusal
    return text


def _applied(text: str, change: Change, kind: str, settings: Settings) -> str:
    page = open_page(text, kind, settings)
    if isinstance(change, AddLine | AddText | SetBox | SetKey):
        return _in_body(page, change)
    return _in_frontmatter(page, change)


def _in_frontmatter(page: Page, change: FieldChange) -> str:
    plan = _plan(page, change)
    if not plan.splices:
        return page.text
    changed = spliced(page.text, plan.splices)
    check_fields(page, open_page(changed, page.kind, page.settings), plan)
    return changed


def _plan(page: Page, change: FieldChange) -> Plan:
    match change:
        case SetField(name, value):
            return set_field(page, name, value)
        case AddToList(name, text):
            return add_to_list(page, name, text)
        case RemoveFromList(name, text):
            return remove_from_list(page, name, text)
        case Unset(name):
            return unset(page, name)
        case Requote(name):
            return requote(page, name)
        case RenameKey(key, to):
            return rename_key(page, key, to)


def _in_body(page: Page, change: AddLine | AddText | SetBox | SetKey) -> str:
    sheet = open_sheet(page)
    if isinstance(change, AddText):
        insertion = add_text(sheet, change)
        if insertion is None:
            return page.text
        return _checked(sheet, [splice_of(sheet, insertion)], partial(check_text_added, insertion=insertion))
    if isinstance(change, AddLine):
        splices = add_line(sheet, change)
        return _checked(sheet, splices, partial(check_line, change=change))
    number = find_item(sheet, change)
    item = sheet.items[number]
    splices = set_box(sheet, item, change) if isinstance(change, SetBox) else set_key(sheet, item, change)
    return _checked(sheet, splices, partial(check_item, number=number, change=change))


def _checked(sheet: Sheet, splices: list[Splice], check: Callable[[Sheet, Sheet], None]) -> str:
    page = sheet.page
    if not splices:
        return page.text
    changed = spliced(page.text, splices)
    check(sheet, open_sheet(open_page(changed, page.kind, page.settings)))
    return changed
