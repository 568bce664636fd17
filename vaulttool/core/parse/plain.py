"""The short way through a frontmatter block that holds plain lines only; what it takes, `events` reads the same.

Plain: `key: value`, `key: "value"`, `key: [a, b]`, `key:` alone or with a list below it, without comments, escapes,
nesting, or texts over several lines. One other line, and the block is YAML's to read.
"""

from __future__ import annotations

import re

from vaulttool.core.parse.entries import Entry, Reading, Shape, Value

MAX_PLAIN = 8_000
"""Characters of a block that is read this way: far below the caps."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML takes for no value, unless it is in quotes."""

_CHARS = r"""[\w ,;.!?/+()@&'"$%*=~<>^-]*"""
_TEXT = rf"""[\w+(/.]{_CHARS}(?::(?! |\n){_CHARS})*(?<! )"""
_QUOTED = r""""[^"\\\n]*"|'[^'\n]*'"""
_IN_FLOW = rf"""{_QUOTED}|[\w+/.][\w ./+()@&-]*(?<! )"""
_FLOW = rf"""\[(?:(?:{_IN_FLOW})(?:, *(?:{_IN_FLOW}))*)?\]"""
_ENTRY = re.compile(
    rf"""([A-Za-z_][\w-]{{0,60}}):(?: +(?:({_TEXT})|({_QUOTED})|({_FLOW}))|(\n( *)- (?:{_TEXT}|{_QUOTED})"""
    rf"""(?:\n\6- (?:{_TEXT}|{_QUOTED}))*))?\n"""
)
_OF_FLOW = re.compile(_IN_FLOW)
_OF_LIST = re.compile(rf"""\n *- ({_TEXT}|{_QUOTED})""")
_new = tuple.__new__
"""Makes a named tuple of a tuple, in a third of the time."""


def read_plain(block: str, reading: Reading) -> bool:
    """Add the block's entries to `reading` if all of its lines are plain; False, and nothing added, when one is not.

    The block holds no characters that YAML refuses.
    """
    if len(block) > MAX_PLAIN:
        return False
    entries: list[Entry] = []
    position = line = 0
    size = len(block)
    while position < size:
        found = _ENTRY.match(block, position)
        if not found:
            return False
        key, text, quoted, _, listed, _ = found.groups()
        end = found.end()
        if text or quoted:
            written = text or quoted
            start = end - 1 - len(written)
            values = (_value(written, start, line, start - position),) if text not in NULLS else ()
            shape: Shape = "scalar" if values else "null"
            colon = position + len(key)
            entries.append(_new(Entry, (key, shape, values, position, colon, start, end - 1, line, 0, False)))
        else:
            entries.append(_entry(found, position, line))
            if listed:
                line += listed.count("\n")
        line += 1
        position = end
    for entry in entries:
        reading.add(entry)
    return bool(entries)


def _entry(found: re.Match[str], position: int, line: int) -> Entry:
    """The entry of a key with a list, or with nothing."""
    key, _, _, flow, listed, _ = found.groups()
    colon = position + len(key)
    shape: Shape = "list"
    values: tuple[Value, ...]
    if flow:
        start, end = found.span(4)
        inner = _OF_FLOW.finditer(found.string, start + 1, end - 1)
        values = tuple([_in_list(_value(m[0], m.start(), line, m.start() - position)) for m in inner])
    elif listed:
        values = tuple(_listed(found, line))
        start, end = values[0].start, values[-1].end
    else:
        shape, values, start, end = "null", (), colon + 1, colon + 1
    return _new(Entry, (key, shape, values, position, colon, start, end, line, 0, False))


def _listed(found: re.Match[str], line: int) -> list[Value]:
    """The values of the list below a key, one a line."""
    values = []
    for n, one in enumerate(_OF_LIST.finditer(found.string, *found.span(5)), line + 1):
        start = one.start(1)
        values.append(_in_list(_value(one[1], start, n, start - one.start() - 1)))
    return values


def _value(written: str, start: int, line: int, column: int) -> Value:
    quoted = written[0] in "\"'"
    text = written[1:-1] if quoted else written
    return _new(Value, (text, start, start + len(written), line, column, quoted))


def _in_list(value: Value) -> Value:
    return value if value.quoted or value.text not in NULLS else value._replace(text="")
