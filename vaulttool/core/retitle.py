"""The title of a note, its first heading, said anew where it was only the note's name. Nothing else is changed."""

from __future__ import annotations

from collections.abc import Collection

from vaulttool.core.edit.change import Refused, Splice, spliced
from vaulttool.core.edit.page import open_page
from vaulttool.core.edit.sheet import Sheet, open_sheet
from vaulttool.core.settings import Settings
from vaulttool.core.values import fold


def title_of(text: str, kind: str, settings: Settings, names: Collection[str]) -> str:
    """The note's first heading when it is of the first level and one of these names; `""` otherwise."""
    try:
        sheet = open_sheet(open_page(text, kind, settings))
    except Refused:
        return ""
    return sheet.regions[0].heading.text if _is_title(sheet, names) else ""


def retitled(text: str, kind: str, settings: Settings, names: Collection[str], name: str) -> str:
    """The text with `name` in its title, where the title was one of `names`. The title is on a line `# ...`."""
    if not title_of(text, kind, settings, names):
        return text
    sheet = open_sheet(open_page(text, kind, settings))
    heading = sheet.regions[0].heading
    place = sheet.lines[heading.line].find(heading.text)
    if place < 0:
        return text
    start = sheet.starts[heading.line] + place
    return spliced(text, [Splice(start, start + len(heading.text), name)])


def _is_title(sheet: Sheet, names: Collection[str]) -> bool:
    if not sheet.regions:
        return False
    first = sheet.regions[0]
    return first.heading.level == 1 and not first.named and fold(first.heading.text) in set(map(fold, names))
