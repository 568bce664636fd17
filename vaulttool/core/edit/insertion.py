"""A key that the frontmatter does not have yet: its lines, and its place in the schema's order."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vaulttool.core.edit.change import Refused, Splice, eol_before, line_end, line_start
from vaulttool.core.edit.lists import Write, in_brackets, style
from vaulttool.core.edit.page import Page, bom_end
from vaulttool.core.edit.scalars import written
from vaulttool.core.parse.entries import Entry
from vaulttool.core.schema import FIELD_OF, Type

MAX_KEY = 200
MAX_LINE = 100
"""A new list longer than this stands in `- ` lines, unless the note's other lists stand in brackets."""


class Plan(Struct, frozen=True):
    """Splices, and what the reader must then say: `key` (as written) has `values`; None: it is gone.

    Without splices the note says so already.
    """

    splices: tuple[Splice, ...]
    key: str
    values: tuple[str, ...] | None
    replaces: str = ""
    """The key that stood there before, when it is renamed."""


def insert(page: Page, name: str, value: str | tuple[str, ...], write: Write) -> Plan:
    """The key and its value as new lines, at their place in the schema's order."""
    place, indent = _place(page, name)
    eol = eol_before(page.text, place) or page.frame.eol
    lines = _new_lines(page, name, value, write)
    lines[0] = indent + lines[0]
    if page.frame.state == "none":
        place = bom_end(page.text)
        lines = ["---", *lines, "---"]
    texts = (value,) if isinstance(value, str) else value
    return Plan((Splice(place, place, "".join(line + eol for line in lines)),), name, texts)


def _new_lines(page: Page, name: str, value: str | tuple[str, ...], write: Write) -> list[str]:
    if isinstance(value, str):
        return [f"{key_text(name)}: {write(value, '', '', False)}"]
    prefix = list_style(page, name, value)
    if not prefix:
        return [f"{key_text(name)}: {in_brackets(value, write)}"]
    return [f"{key_text(name)}:", *(prefix + write(text, "", "", False) for text in value)]


def key_text(name: str) -> str:
    if not name or len(name) > MAX_KEY:
        raise Refused(f"a key of {len(name)} characters", f"Use 1 to {MAX_KEY} characters.")
    return written(name, Type.TEXT)


def list_style(page: Page, name: str, texts: Sequence[str], entry: Entry | None = None) -> str:
    """What stands before each value of a new list of `- ` lines, `""` for `[a, b]`."""
    prefix = style(page, entry)
    if not texts or prefix != "[":
        return prefix if texts else ""
    length = len(name) + sum(len(text) + 4 for text in texts)
    indent = page.reading.entries[0].column if page.reading.entries else 0
    return " " * indent + "  - " if length > MAX_LINE else ""


def _place(page: Page, name: str) -> tuple[int, str]:
    """Where the line of a new key begins, and its indentation.

    Behind the nearest key that comes before it in the schema, else before the nearest that comes after it (and
    before the comment lines above that), else behind the last key.
    """
    entries = page.reading.entries
    if not entries:
        return page.frame.block_end, ""
    start = page.key_line(entries[0])
    indent = page.text[start : page.at(entries[0].key_start)]
    order = _order(page)
    mine = order.get(name)
    known = [(order[page.name_of(e.key)], e) for e in entries if page.name_of(e.key) in order]
    before = [(n, e) for n, e in known if mine is not None and n < mine]
    after = [(n, e) for n, e in known if mine is not None and n > mine]
    if before:
        return page.behind(max(before, key=lambda pair: pair[0])[1]), indent
    if after:
        return _above_comments(page, min(after, key=lambda pair: pair[0])[1]), indent
    return page.behind(entries[-1]), indent


def _order(page: Page) -> dict[str, int]:
    """Each name of the schema with its place; the vault's own fields come last."""
    names = (*FIELD_OF.get(page.kind, {}), *page.settings.fields.get(page.kind, {}))
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _above_comments(page: Page, entry: Entry) -> int:
    """Where the comment lines right above a key begin, or its own line; never within the entry before."""
    number = page.reading.entries.index(entry)
    first = page.behind(page.reading.entries[number - 1]) if number else page.frame.block_start
    place = page.key_line(entry)
    while place > first:
        above = line_start(page.text, place - 1)
        if not page.text[above : line_end(page.text, above)].lstrip(" ").startswith("#"):
            break
        place = above
    return place
