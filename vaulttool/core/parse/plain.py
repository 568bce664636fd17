"""The short way through a frontmatter block that holds plain lines only; what it takes, `events` reads the same.

Plain: `key: value`, `key: "value"`, `key: [a, b]`, `key:` alone or with a list below it, without comments, escapes,
nesting, or texts over several lines. One other line, and the block is YAML's to read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from vaulttool.core.model import Field
from vaulttool.core.parse.entries import Entry, Reading, Shape, Value
from vaulttool.core.pattern import pattern

MAX_PLAIN = 8_000
"""Characters of a block that is read this way: far below the caps."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML takes for no value, unless it is in quotes."""

# Sets of characters name what is not in them, so that letters of any language are: ASCII signs other than
# `_` for a key, `_+(/.` to begin a text, and so on. No set holds a control character.
_CHARS = r"[^\x00-\x1f\x7f#:\[\]\\`{|}]*"
_TEXT = rf"[^\x00-')*,\-:-@\[-^`{{-\x7f]{_CHARS}(?::(?! |\n){_CHARS})*(?<! )"
_QUOTED = r""""[^\x00-\x1f\x7f"\\]*"|'[^\x00-\x1f\x7f']*'"""
_IN_FLOW = rf"{_QUOTED}|[^\x00-*,\-:-@\[-^`{{-\x7f][^\x00-\x1f!-%'*,:-?\[-^`{{-\x7f]*(?<! )"
_FLOW = rf"\[(?:(?:{_IN_FLOW})(?:, *(?:{_IN_FLOW}))*)?\]"
_ENTRY = pattern(
    rf"^(([A-Za-z_][^\x00-,./:-@\[-^`{{-\x7f]{{0,60}}):(?: +(?:({_TEXT})|({_QUOTED})|({_FLOW}))"
    rf"|(\n( *)- (?:{_TEXT}|{_QUOTED})(?:\n\7- (?:{_TEXT}|{_QUOTED}))*))?\n)",
    re.M,
)
_OF_FLOW = pattern(rf"({_IN_FLOW})")
_OF_LIST = pattern(rf"\n *- ({_TEXT}|{_QUOTED})")
_BARE, _IN_QUOTES = (False,), (True,)

Row = tuple[str, str, str, str, str, str, str]
"""One entry as written: all of it with its line end, its key, and its text, quoted text, list in brackets or list below
(`""` for all that it is not), and how far that list is indented."""


def plain_fields(block: str, first_line: int) -> dict[str, Field]:
    """Key -> field of a block that begins in line `first_line` of its note; empty when a line of it is not plain, or
    when a key stands twice.
    """
    found: dict[str, Field] = {}
    line = first_line
    rows = _rows(block)
    for row in rows:
        whole, key, text, quoted, _, listed, _ = row
        if text and text not in NULLS:
            found[key] = Field(key, (text,), "scalar", line, 1, (line,), (len(whole) - len(text),), _BARE)
        elif quoted:
            column = len(whole) - len(quoted)
            found[key] = Field(key, (quoted[1:-1],), "scalar", line, 1, (line,), (column,), _IN_QUOTES)
        else:
            found[key] = _field(row, line)
            line += listed.count("\n")
        line += 1
    different = found if block.isascii() else {normalize("NFC", key) for key in found}
    return found if len(different) == len(rows) else {}


def read_plain(block: str, reading: Reading) -> bool:
    """Add the block's entries to `reading` if all of its lines are plain; False, and nothing added, when one is not."""
    position = line = 0
    for row in _rows(block):
        reading.add(_entry(row, position, line))
        position += len(row[0])
        line += row[0].count("\n")
    return position > 0


def _rows(block: str) -> list[Row]:
    """The entries of a block, empty when one line is not plain: then what was found is not all of it."""
    if len(block) > MAX_PLAIN or not (block.isascii() or block.replace("\n", "").isprintable()):
        return []
    rows: list[Row] = _ENTRY.findall(block)
    return rows if sum([len(row[0]) for row in rows]) == len(block) else []


def _field(row: Row, line: int) -> Field:
    """The field of a key with a list, or with nothing."""
    whole, key, text, _, flow, listed, indent = row
    if text or not (flow or listed):
        return Field(key, (), "null", line, 1)
    texts, starts, _, quoted = _values(flow or listed)
    if flow:
        begin = len(whole) - len(flow)
        columns = tuple([begin + start for start in starts])
        return Field(key, texts, "list", line, 1, (line,) * len(texts), columns, quoted)
    lines, columns = tuple(range(line + 1, line + 1 + len(texts))), (len(indent) + 3,) * len(texts)
    return Field(key, texts, "list", line, 1, lines, columns, quoted)


def _entry(row: Row, position: int, line: int) -> Entry:
    """The same as an entry that begins at this place of the block."""
    whole, key, text, quoted, flow, listed, _ = row
    colon, end = position + len(key), position + len(whole) - 1
    written = text or quoted or flow
    start = end - len(written)
    shape: Shape = "null"
    values: list[Value] = []
    if quoted or text not in NULLS:
        shape = "scalar"
        values.append(Value(quoted[1:-1] or text, start, end, line, start - position, bool(quoted)))
    elif flow or listed:
        shape, values = "list", _in_list(row, end - len(flow or listed), line, start - position)
        start = start if flow else values[0].start
    return Entry(key, shape, tuple(values), position, colon, start, end, line, 0)


def _in_list(row: Row, begin: int, line: int, column: int) -> list[Value]:
    """The values of a list that begins at this place of the block."""
    flow, listed, indent = row[4:]
    found = []
    for n, (text, start, end, quoted) in enumerate(zip(*_values(flow or listed), strict=True), 1):
        place = (line, column + start) if flow else (line + n, len(indent) + 2)
        found.append(Value(text, begin + start, begin + end, *place, quoted))
    return found


@lru_cache(maxsize=1024)
def _values(written: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...], tuple[bool, ...]]:
    """The values of a list: texts, where in the list each begins and ends, and which are in quotes.

    They are kept, since the same few topics and names stand in many notes.
    """
    in_brackets = written[0] == "["
    found = _OF_FLOW.finditer(written, 1, len(written) - 1) if in_brackets else _OF_LIST.finditer(written)
    spans = [one.span(1) for one in found]
    quoted = tuple([written[start] in "\"'" for start, _ in spans])
    texts = [written[start + q : end - q] for (start, end), q in zip(spans, quoted, strict=True)]
    said = tuple([text if q or text not in NULLS else "" for text, q in zip(texts, quoted, strict=True)])
    return said, tuple([start for start, _ in spans]), tuple([end for _, end in spans]), quoted
