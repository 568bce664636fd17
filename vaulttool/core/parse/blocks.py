"""The lines of a body by kind, as a line scanner finds them: headings, list items, code, quotes, HTML comments.

The scanner is exact for what it decides, and says when it cannot decide: then `commonmark` reads the lines, with the
same result. Obsidian's comments are not Markdown and are dealt with in `hidden`.
"""

from __future__ import annotations

from msgspec import Struct, field

from vaulttool.core.parse.signs import (
    FENCE,
    MARKER,
    PLAIN_ITEM,
    UNDERLINE,
    atx,
    may_be_html,
    may_define,
    rule_line,
)
from vaulttool.core.parse.signs import columns as columns

BLANK, TEXT, HEADING, ITEM, CODE, QUOTE, HTML, HIDDEN = range(8)
MAX_LISTS = 8
"""Lists within lists that the scanner follows."""


class Heading(Struct, frozen=True):
    """A heading at the left edge of the note. `line` counts from 0 within the body."""

    line: int
    level: int
    text: str


class Mark(Struct, frozen=True):
    """A list item: `line` from 0 within the body, its indentation in columns, how many lists it is inside of,
    and where in the line its content begins."""

    line: int
    indent: int
    depth: int
    content: int


class Blocks(Struct):
    """`kinds` has one of the constants above a line; a list item is `ITEM` on its first line only.

    `decided` is false when the scanner met what it cannot decide. `runs` are the line ranges (first, end) of texts
    in which a code span may cross lines; only `commonmark` knows them.
    """

    kinds: bytearray
    headings: list[Heading] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    decided: bool = True
    runs: list[tuple[int, int]] = field(default_factory=list)


_NONE, _OPEN, _MAYBE = range(3)
_SPECIAL = frozenset(("", *" \t#>`~<-+*_=[0123456789"))
"""What a line begins with that may be more than text, or nothing."""

_BULLET = [2]


def scan(lines: list[str]) -> Blocks:
    """The kinds of the lines, which hold no line ends."""
    scanner = _Scanner(lines)
    scanner.run()
    return scanner.blocks


class _Scanner:
    """State of the scan: columns at which the content of the open list items begins, and whether a paragraph is open.

    `para` is `_MAYBE` after a quote, whose last paragraph may or may not go on.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.kinds = bytearray(len(lines))
        self.blocks = Blocks(self.kinds)
        self.stack: list[int] = []
        self.para = _NONE
        self.para_start = 0
        self.fence = ("", 0, 0)
        self.in_fence = self.in_comment = False
        self.empty_item = -2

    def run(self) -> None:
        kinds, marks, stack = self.kinds, self.blocks.marks, self.stack
        is_plain_item = PLAIN_ITEM.match
        for n, line in enumerate(self.lines):
            if self.in_comment:
                kinds[n] = HTML
                self.in_comment = "-->" not in line
            elif self.in_fence and self._fenced(n, line):
                kinds[n] = CODE
            elif not line:
                self.para = _NONE
                if self.empty_item == n - 1:
                    stack.pop()
            elif (first := line[0]) not in _SPECIAL:
                kinds[n] = TEXT
                if self.para != _OPEN:
                    self._text(n, 0)
            elif first == "-" and is_plain_item(line):
                kinds[n] = ITEM
                marks.append(Mark(n, 0, 0, 2))
                if stack != _BULLET:
                    stack[:] = _BULLET
                self.para, self.para_start = _OPEN, n
            elif first == "#":
                if not self._heading(n, line, 0):
                    self._text(n, 0)
            elif first == " " and self.para == _OPEN and line.lstrip(" \t")[:1] not in _SPECIAL:
                kinds[n] = TEXT
            else:
                self._other(n, line)

    def _blank(self, n: int) -> None:
        self.para = _NONE
        if self.empty_item == n - 1:
            self.stack.pop()

    def _other(self, n: int, line: str) -> None:
        stripped = line.lstrip(" \t")
        if not stripped:
            self._blank(n)
            return
        start = len(line) - len(stripped)
        indent = columns(line[:start]) if start else 0
        depth = len(self.stack)
        while depth and self.stack[depth - 1] > indent:
            depth -= 1
        if indent - (self.stack[depth - 1] if depth else 0) >= 4:
            self._indented(n, depth, stripped[0])
        elif stripped[0] not in _SPECIAL or not self._block(n, line, start, indent, depth):
            self._text(n, depth)

    def _indented(self, n: int, depth: int, first: str) -> None:
        """A line indented by four or more: goes on with a paragraph, else it is code."""
        if self.para == _NONE:
            self._undecided(first == ">" and n > 0 and self.kinds[n - 1] == QUOTE)
            self._begin(depth)
            self.kinds[n] = CODE
        else:
            self._undecided(self.para == _MAYBE or (depth < len(self.stack) and first in _SPECIAL))
            self.kinds[n] = TEXT

    def _text(self, n: int, depth: int) -> None:
        self.kinds[n] = TEXT
        if self.para == _NONE:
            del self.stack[depth:]
            self.para, self.para_start = _OPEN, n
        else:
            self._undecided(self.para == _MAYBE and depth < len(self.stack))

    def _begin(self, depth: int) -> None:
        """A block that is no paragraph begins, inside of `depth` list items."""
        del self.stack[depth:]
        self.para = _NONE

    def _undecided(self, met: bool = True) -> None:
        if met:
            self.blocks.decided = False

    def _block(self, n: int, line: str, start: int, indent: int, depth: int) -> bool:
        """Take a line that may begin a block other than a paragraph; False when it does not."""
        first = line[start]
        if first in "-*+_=" or first.isdigit():
            return self._rule_or_item(n, line, start, indent, depth)
        if first == "#":
            return self._heading(n, line[start:], depth)
        if first == ">":
            self._begin(depth)
            self.kinds[n] = QUOTE
            self.para = _MAYBE if line[start + 1 :].strip(" \t") else _NONE
            return True
        if first in "`~":
            return self._fence(n, line[start:], depth)
        if first == "<":
            return self._html(n, line[start:], depth)
        if first == "[":
            self._undecided(self.para != _OPEN and may_define(line[start:]))
        return False

    def _rule_or_item(self, n: int, line: str, start: int, indent: int, depth: int) -> bool:
        text = line[start:]
        if depth == len(self.stack) and self.para and UNDERLINE.match(text):
            self._undecided(self.para == _MAYBE)
            return self._underlined(n, text)
        if rule_line(text):
            self._begin(depth)
            self.kinds[n] = TEXT
            return True
        return self._item(n, line, start, indent, depth)

    def _underlined(self, n: int, text: str) -> bool:
        if not self.stack:
            words = " ".join(line.strip() for line in self.lines[self.para_start : n])
            self.blocks.headings.append(Heading(self.para_start, 1 if text[0] == "=" else 2, words.strip()))
            self.kinds[self.para_start : n] = bytes([HEADING]) * (n - self.para_start)
        self.kinds[n] = TEXT if self.stack else HEADING
        self.para = _NONE
        return True

    def _heading(self, n: int, text: str, depth: int) -> bool:
        found = atx(text)
        if not found:
            return False
        self._begin(depth)
        self.kinds[n] = TEXT if depth else HEADING
        if not depth:
            self.blocks.headings.append(Heading(n, *found))
        return True

    def _item(self, n: int, line: str, start: int, indent: int, depth: int) -> bool:
        found = MARKER.match(line, start)
        if not found:
            return False
        empty = found.end() == len(line)
        if self.para and (empty or (found[1] and int(found[1]) != 1)):
            self._undecided(self.para == _MAYBE)
            if depth == len(self.stack):
                return False
        self._begin(depth)
        if self.kinds[n] != ITEM:
            self.blocks.marks.append(Mark(n, indent, depth, found.end()))
            self.kinds[n] = ITEM
        after = indent + len(found[0].rstrip(" \t"))
        content = columns(line[: found.end()])
        if empty:
            self.empty_item = n
        if empty or content - after > 4:
            self.stack.append(after + 1)
        else:
            self.stack.append(content)
            self._content(n, line, found.end(), content)
        return True

    def _content(self, n: int, line: str, start: int, column: int) -> None:
        """The text of a list item on its first line, which may begin a block itself."""
        depth = len(self.stack)
        if depth > MAX_LISTS:
            self._undecided()
        elif line[start] in _SPECIAL and self._block(n, line, start, column, depth):
            self.kinds[n] = ITEM
            return
        self.para, self.para_start = _OPEN, n

    def _fence(self, n: int, text: str, depth: int) -> bool:
        found = FENCE.match(text)
        if not found:
            return False
        self._begin(depth)
        self.kinds[n] = CODE
        self.in_fence = True
        self.fence = (text[0], found.end(), self.stack[-1] if depth else 0)
        return True

    def _fenced(self, n: int, line: str) -> bool:
        """Whether the line is still part of the open fence: its list item may have ended."""
        mark, length, base = self.fence
        stripped = line.lstrip(" \t")
        if not stripped or (not base and stripped[0] != mark):
            return True
        indent = columns(line[: len(line) - len(stripped)])
        if indent < base:
            self.in_fence = False
            return False
        closing = stripped.rstrip(" \t")
        if indent - base < 4 and len(closing) >= length and not closing.strip(mark):
            self.in_fence = False
        return True

    def _html(self, n: int, text: str, depth: int) -> bool:
        if text.startswith("<!--"):
            one_line = "-->" in text
            self._undecided(depth > 0 and not one_line)
            self._begin(depth)
            self.kinds[n] = HTML
            self.in_comment = not one_line
            return True
        self._undecided(may_be_html(text))
        return False
