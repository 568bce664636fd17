"""One pass over YAML's event stream of a frontmatter block.

The stream is flat, so no note can exhaust the stack. Nothing is typed or built; anchors, aliases, tags and what
passes the caps are refused.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from vaulttool.core.parse.complaints import at_event, extras, lost_to_comment, no_mapping, too_large, unquoted_link
from vaulttool.core.parse.entries import Entry, Reading, Refused, Shape, Value
from vaulttool.core.parse.plain import NULLS
from vaulttool.core.pattern import pattern

MAX_DEPTH = 32
MAX_NODES = 10_000
UNREADABLE = (yaml.YAMLError, ValueError, OverflowError)
"""What YAML's parsers raise on bad text."""

FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)")
"""Characters that YAML refuses, and the lone carriage return, which no editor shows as a line end."""

try:
    from yaml import cyaml

    _Parser: Any = vars(cyaml)["CParser"]
    _PURE = False
except ImportError:
    _Parser = yaml.SafeLoader
    _PURE = True

_LINK = pattern(r"\[\[[^\[\]\r\n]+\]\]")
_PLACEHOLDER = pattern(r"\{\{[^{}\r\n]*\}\}")
_LOST = pattern(r"[ \t]+(#\w[^\r\n]*)")
_BREAKS = "\x85\u2028\u2029"
_ODD_BREAK = pattern(f"[{_BREAKS}]")
_TAB_AFTER_COLON = pattern(r"^([^\s#'\"\[{][^:\n]*:)(\t+)", re.M)
_new = tuple.__new__
"""Makes a named tuple of a tuple, in a third of the time."""

_OPENS = frozenset({SequenceStartEvent, MappingStartEvent})
_CLOSES = frozenset({SequenceEndEvent, MappingEndEvent})


def read_events(block: str, reading: Reading) -> None:
    """Add the block's entries to `reading`. Raises `Refused`, or one of `UNREADABLE`."""
    _Pass(block, reading).document()


class _Pass:
    def __init__(self, block: str, reading: Reading) -> None:
        self.block, self.reading = block, reading
        self.back: dict[int, str] = {}
        self.next = _Parser(self._shielded()).get_event
        self.hash, self.escapes = "#" in block, _PURE and "\\" in block
        self.flow = False
        self.nodes = 0

    def _shielded(self) -> str:
        """The block for YAML 1.1, which breaks lines where no editor does: private characters stand in meanwhile."""
        block = _TAB_AFTER_COLON.sub(lambda m: m[1] + " " * len(m[2]), self.block) if _PURE else self.block
        if block.isascii() or not _ODD_BREAK.search(block):
            return block
        free = (char for char in map(chr, range(0xF0000, 0xFFFFD)) if char not in block)
        table = {ord(char): next(free) for char in _BREAKS}
        self.back = {ord(stand_in): chr(char) for char, stand_in in table.items()}
        return block.translate(table)

    def document(self) -> None:
        self.next()
        start = self.next()
        if type(start) is StreamEndEvent:
            return
        if start.version or start.tags:
            raise at_event(start, "a `%` line stands here; notes have no YAML directives", "Delete the line.")
        root = self.next()
        if type(root) is AliasEvent or root.anchor or root.tag:
            raise extras(root)
        if type(root) is not MappingStartEvent:
            raise no_mapping(self.block)
        self.flow = bool(root.flow_style)
        self._pairs()
        self.next()
        after = self.next()
        if type(after) is DocumentStartEvent:
            raise at_event(after, "a second YAML document begins here", "Keep one block of `key: value` lines.")

    def _pairs(self) -> None:
        while type(key := self.next()) is not MappingEndEvent:
            if type(key) is AliasEvent or key.anchor or key.tag:
                raise extras(key)
            if type(key) is not ScalarEvent:
                raise at_event(key, "a key must be plain text", "Write `key: value`; quote the key where needed.")
            if key.value == "<<":
                raise extras(key)
            value = self.next()
            kind = type(value)
            if kind is ScalarEvent:
                self._scalar(key, value)
            elif kind is SequenceStartEvent:
                self._list(key, value)
            else:
                nested = self._skipped(value, 1)
                shape: Shape = "scalar" if nested.text else "other"
                self._add(key, shape, (nested,) if nested.text else (), nested.start, nested.end)

    def _scalar(self, key: Any, event: Any) -> None:
        value = self._value(event)
        text, begin, end, _, _, quoted = value
        null = not quoted and text in NULLS
        self._add(key, "null" if null else "scalar", () if null else (value,), begin, end)
        if self.hash and not quoted:
            self._look_for_lost(key.value, value)

    def _list(self, key: Any, start: Any) -> None:
        if start.anchor or start.tag:
            raise extras(start)
        values: list[Value] = []
        shape: Shape = "list"
        while type(event := self.next()) is not SequenceEndEvent:
            if type(event) is ScalarEvent:
                values.append(self._entry_of_list(key.value, event))
                continue
            value = self._skipped(event, 2)
            shape = shape if value.text else "other"
            values.append(value)
        last: Any = event
        begin, end = start.start_mark.index, last.end_mark.index
        if not start.flow_style:
            begin, end = (values[0].start, values[-1].end) if values else (begin, begin)
        elif _LINK.fullmatch(self.block, begin, end):
            shape, mark = "scalar", start.start_mark
            values = [Value(self.block[begin:end], begin, end, mark.line, mark.column, False)]
        self._add(key, shape, () if shape == "other" else tuple(values), begin, end)
        if any(not v.quoted and v.text.startswith("[[") for v in values):
            self.reading.complaints.append(unquoted_link(key.value, values))

    def _entry_of_list(self, key: str, event: Any) -> Value:
        value = self._value(event)
        if value.quoted:
            return value
        if self.hash:
            self._look_for_lost(key, value)
        return value._replace(text="") if value.text in NULLS else value

    def _skipped(self, start: Any, depth: int) -> Value:
        """A nested list or mapping: its text when it is a bare link or a placeholder, else without text."""
        level, event = depth - 1, start
        while True:
            kind = type(event)
            if kind is AliasEvent or (kind not in _CLOSES and (event.anchor or event.tag)):
                raise extras(event)
            self.nodes += 1
            if self.nodes > MAX_NODES:
                raise _too_many()
            level += (kind in _OPENS) - (kind in _CLOSES)
            if level > MAX_DEPTH:
                raise at_event(event, f"nested more than {MAX_DEPTH} deep", "Use plain values and lists of them.")
            if level < depth:
                break
            event = self.next()
        begin, end = start.start_mark, event.end_mark.index
        text = self.block[begin.index : end]
        known = text if _LINK.fullmatch(text) or _PLACEHOLDER.fullmatch(text) else ""
        return Value(known, begin.index, end, begin.line, begin.column, False)

    def _value(self, event: Any) -> Value:
        if event.anchor or event.tag:
            raise extras(event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _too_many()
        text = event.value
        if self.back or self.escapes:
            text = text.translate(self.back).encode("utf-8", "replace").decode()
        start, end, style = event.start_mark, event.end_mark.index, event.style
        if style == "|" or style == ">":
            while end > start.index and self.block[end - 1] in "\r\n":
                end -= 1
        return _new(Value, (text, start.index, end, start.line, start.column, bool(style)))

    def _add(self, key: Any, shape: Shape, values: tuple[Value, ...], begin: int, end: int) -> None:
        name = key.value.translate(self.back) if self.back else key.value
        mark = key.start_mark
        index, line, column = mark.index, mark.line, mark.column
        found = (name, shape, values, index, key.end_mark.index, begin, end, line, column, self.flow)
        self.reading.add(_new(Entry, found))

    def _look_for_lost(self, key: str, value: Value) -> None:
        lost = _LOST.match(self.block, value.end)
        if lost:
            self.reading.complaints.append(lost_to_comment(self.block, key, value.text, lost[1], lost.start(1)))


def _too_many() -> Refused:
    return too_large(f"the frontmatter has more than {MAX_NODES:,} values")
