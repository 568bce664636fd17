"""Offsets in a text <-> lines and characters as the client counts them, and the smallest edits between two texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from lsprotocol import types

from vaulttool.core.pattern import pattern

_LINE_END = pattern("\r\n|\n|\r")
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Places:
    """One text. `encoding` is what the client counts characters in: `utf-8`, `utf-16` or `utf-32`.

    Offsets are those of Python; what lies outside of the text is taken for its nearest end.
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self.codec, self.size = _UNITS.get(encoding, _UNITS["utf-16"])

    def position(self, offset: int) -> types.Position:
        """The client's line and character of an offset."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(self.text[self._starts[line] : offset]))

    def offset(self, position: types.Position) -> int:
        """The offset of the client's line and character; behind the end of a line it is that end."""
        line = max(position.line, 0)
        if line >= len(self._starts):
            return len(self.text)
        start = self._starts[line]
        found = _LINE_END.search(self.text, start)
        content = self.text[start : found.start() if found else len(self.text)]
        if content.isascii():
            return start + min(max(position.character, 0), len(content))
        return start + self._count(content, position.character)

    def range(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def at(self, line: int, column: int) -> int:
        """The offset of a place as `core` tells it: both from 1, only `\\n` ends a line."""
        starts = self._core_starts
        start = starts[min(max(line, 1), len(starts)) - 1]
        end = self.text.find("\n", start)
        return min(start + max(column, 1) - 1, end if end >= 0 else len(self.text))

    def line_of(self, offset: int) -> tuple[int, int]:
        """Where the line of an offset begins and where it ends, without its line end."""
        offset = min(max(offset, 0), len(self.text))
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return start, end - 1 if end > start and self.text[end - 1] == "\r" and end > offset else end

    def number(self, offset: int) -> int:
        """The line of an offset as `core` counts, from 1."""
        return self.text.count("\n", 0, offset) + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    @cached_property
    def _core_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def _units(self, text: str) -> int:
        return len(text) if text.isascii() else len(text.encode(self.codec, "surrogatepass")) // self.size

    def _count(self, content: str, character: int) -> int:
        """How many characters of a line the client counts as so many."""
        done = 0
        for number, char in enumerate(content):
            if done >= character:
                return number
            done += self._units(char)
        return len(content)


def text_edits(old: str, new: str, encoding: str) -> list[types.TextEdit]:
    """The edits that make `new` of `old`: each of the fewest characters, none where they are the same."""
    places = Places(old, encoding)
    return [types.TextEdit(places.range(start, end), text) for start, end, text in _hunks(old, new)]


def _hunks(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """`(start, end, text)` of the stretches that differ, in order."""
    import difflib

    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    middle, wanted = before[head : len(before) - tail], after[head : len(after) - tail]
    base = sum(map(len, before[:head]))
    starts = [base]
    for line in middle:
        starts.append(starts[-1] + len(line))
    for tag, a, b, c, d in difflib.SequenceMatcher(None, middle, wanted, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _trimmed(old, starts[a], starts[b], "".join(wanted[c:d]))


def _shared(one: list[str], other: list[str]) -> int:
    """How many lines at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _trimmed(old: str, start: int, end: int, text: str) -> tuple[int, int, str]:
    """The stretch without what is the same at its ends; a line end of two characters is not divided."""
    head = 0
    while head < min(end - start, len(text)) and old[start + head] == text[head]:
        head += 1
    while head and old[start + head - 1] == "\r":
        head -= 1
    start, text = start + head, text[head:]
    tail = 0
    while tail < min(end - start, len(text)) and old[end - tail - 1] == text[len(text) - tail - 1]:
        tail += 1
    if tail and old[end - tail] == "\n" and "\r" in (old[end - tail - 1 : end - tail], text[-tail - 1 : -tail]):
        tail -= 1
    return start, end - tail, text[: len(text) - tail]
