"""The body of a note for editing: its lines with their offsets, sections, items. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from vaulttool.core.edit.change import Refused, line_end
from vaulttool.core.edit.page import Page
from vaulttool.core.model import Item
from vaulttool.core.parse.blocks import ITEM, TEXT, Heading, Mark, columns
from vaulttool.core.parse.body import Body, lines_of, read_body, read_items
from vaulttool.core.parse.decoding import MAX_BYTES
from vaulttool.core.pattern import pattern
from vaulttool.core.values import fold

_BLANKS = pattern(r"[ \t]*")


class Region(Struct, frozen=True):
    """The lines below one heading, up to the next one: `first` to `end`, from 0 in the body, without the heading."""

    heading: Heading
    section: str
    named: bool
    first: int
    end: int


class Sheet(Struct, frozen=True):
    """`lines` are as written, without line ends; `starts` their offsets in the text, and its length at the end."""

    page: Page
    body: Body
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    regions: tuple[Region, ...]

    @property
    def items(self) -> list[Item]:
        """The items of the note, in order."""
        return self.body.items

    def marks(self, section: str) -> list[Mark]:
        """The list items of a section that stand in no other list item."""
        inside = [range(r.first, r.end) for r in self.regions if r.section == section]
        return [m for m in self.body.blocks.marks if not m.depth and any(m.line in lines for lines in inside)]

    def content(self, mark: Mark) -> str:
        """What stands behind the list mark, box included."""
        return self.lines[mark.line][mark.content :].rstrip(" \t")

    def end_of(self, mark: Mark) -> int:
        """The number of the line behind an item: what is indented below it or goes on with its text is part of it."""
        end = n = mark.line + 1
        while n < len(self.lines) and self._belongs(n, end, mark):
            n += 1
            end = end if not self.lines[n - 1].strip(" \t") else n
        return end

    def _belongs(self, n: int, end: int, mark: Mark) -> bool:
        line = self.lines[n]
        stripped = line.lstrip(" \t")
        if not stripped or columns(line[: len(line) - len(stripped)]) > mark.indent:
            return True
        kinds = self.body.blocks.kinds
        return n == end and kinds[n] == TEXT and kinds[n - 1] in (TEXT, ITEM)

    def last_solid(self, first: int, end: int) -> int:
        """The last line from `first` to before `end` that is not blank; `first` when there is none."""
        return next((n for n in range(end - 1, first, -1) if self.lines[n].strip(" \t")), first)


def open_sheet(page: Page) -> Sheet:
    """The body of a page taken apart. Raises `Refused` for a note whose end is never read."""
    if 4 * len(page.text) > MAX_BYTES < len(page.text.encode()):
        message = f"the note is longer than the {MAX_BYTES:,} bytes that are read of one"
        raise Refused(message, "Move the older part into a note of its own.")
    start = page.frame.body_start
    text = page.text[start:]
    lines = lines_of(text)
    headings = {fold(name): section for name, section in page.settings.headings.items()}
    body = read_body("", list(lines), page.frame.body_line)
    read_items(body, page.kind, headings)
    starts = [start]
    for _ in lines:
        starts.append(line_end(page.text, starts[-1]))
    return Sheet(page, body, tuple(lines), tuple(starts), tuple(_regions(body, headings)))


def _regions(body: Body, headings: dict[str, str]) -> Iterator[Region]:
    """The headings with their sections: a heading that names none is of the section it stands in."""
    open_: list[tuple[int, str]] = []
    found = body.blocks.headings
    for heading, end in zip(found, [*(later.line for later in found[1:]), len(body.lines)], strict=False):
        while open_ and open_[-1][0] >= heading.level:
            open_.pop()
        name = headings.get(fold(heading.text.strip(" \t:*_")))
        section = name if name is not None else open_[-1][1] if open_ else ""
        open_.append((heading.level, section))
        yield Region(heading, section, name is not None, heading.line + 1, end)
