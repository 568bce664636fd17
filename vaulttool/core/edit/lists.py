"""Lists in YAML, `[a, b]` or `- a` lines: from the values that stand there to other values, entry by entry.

Entries that stay keep their bytes, their comments and their quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from vaulttool.core.edit.change import Refused, Splice, eol_before, line_end, line_start
from vaulttool.core.edit.page import Page
from vaulttool.core.parse.entries import Entry, Value
from vaulttool.core.pattern import pattern

Write = Callable[[str, str, str, bool], str]
"""`(text, present, present_text, flow)` -> the YAML of one value."""

_DASH = pattern(r"[ \t]*-[ \t]+")
_SEPARATOR = pattern(r"[ \t]*,\s*")


def relist(page: Page, entry: Entry, values: Sequence[str], write: Write) -> list[Splice]:
    """The splices that make the list at `entry` say `values`."""
    if page.bracketed(entry):
        return list(_flow(page, entry, values, write))
    return list(_block(page, entry, values, write))


def _steps(entry: Entry, values: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
    """`(first, end, texts)`: which entries give way to which texts; nothing for those that stay."""
    matcher = SequenceMatcher(None, [value.text for value in entry.values], values, autojunk=False)
    for what, first, end, start, stop in matcher.get_opcodes():
        if what != "equal":
            yield first, end, values[start:stop]


def _flow(page: Page, entry: Entry, values: Sequence[str], write: Write) -> Iterator[Splice]:
    present, block = entry.values, page.block
    gaps = _gaps(entry, block)
    if any("#" in gap for gap in gaps):
        raise Refused(f"comments stand within the list `{entry.key}`", "Write the list in one line, or with - lines.")
    separator = gaps[1] if len(present) > 1 and _SEPARATOR.fullmatch(gaps[1]) else ", "
    if not present or not values:
        inner = separator.join(write(text, "", "", True) for text in values)
        yield Splice(page.at(entry.start + 1), page.at(entry.end - 1), inner)
        return
    for first, end, texts in _steps(entry, values):
        old = present[first:end]
        if not texts:
            start = present[first - 1].end if first else old[0].start
            stop = old[-1].end if first else present[end].start
            yield Splice(page.at(start), page.at(stop), "")
            continue
        inner = separator.join(_as_before(text, old, n, block, write, flow=True) for n, text in enumerate(texts))
        if old:
            yield Splice(page.at(old[0].start), page.at(old[-1].end), inner)
        elif first:
            yield Splice(page.at(present[first - 1].end), page.at(present[first - 1].end), separator + inner)
        else:
            yield Splice(page.at(present[0].start), page.at(present[0].start), inner + separator)


def _gaps(entry: Entry, block: str) -> list[str]:
    """What stands before, between and behind the values of a flow list."""
    ends = [entry.start + 1, *(value.end for value in entry.values)]
    starts = [*(value.start for value in entry.values), entry.end - 1]
    return [block[end:start] for end, start in zip(ends, starts, strict=True)]


def _as_before(text: str, old: Sequence[Value], number: int, block: str, write: Write, *, flow: bool) -> str:
    """The YAML of a value that takes the place of the one with this number, if there is one."""
    if number >= len(old):
        return write(text, "", "", flow)
    return write(text, block[old[number].start : old[number].end], old[number].text, flow)


def _block(page: Page, entry: Entry, values: Sequence[str], write: Write) -> Iterator[Splice]:
    present = entry.values
    prefixes = [_prefix(page, entry, value) for value in present]
    if not values:
        yield Splice(page.behind_colon(entry), page.behind_colon(entry), " []")
    for first, end, texts in _steps(entry, values):
        old = present[first:end]
        for value, new in zip(old, texts, strict=False):
            yield _replaced(page, value, write(new, page.written(value), value.text, False))
        for value in old[len(texts) :]:
            yield Splice(line_start(page.text, page.at(value.start)), line_end(page.text, page.at(value.end)), "")
        more = [write(new, "", "", False) for new in texts[len(old) :]]
        if more:
            place = line_end(page.text, page.at(present[end - 1].end)) if end else page.at(present[0].start)
            place = place if end else line_start(page.text, place)
            yield dash_lines(page.text, place, prefixes[max(end - 1, 0)], more)


def _prefix(page: Page, entry: Entry, value: Value) -> str:
    """What stands before a value on its line: indentation, dash, blanks."""
    start = page.at(value.start)
    before = page.text[line_start(page.text, start) : start]
    before = before if value.end > value.start else before + " "
    if not _DASH.fullmatch(before):
        line = page.frame.block_line + value.line
        raise Refused(f"the list `{entry.key}` is not one `- value` a line (line {line})", "Write it so.")
    return before


def _replaced(page: Page, value: Value, written: str) -> Splice:
    if "\n" in page.written(value):
        line = page.frame.block_line + value.line
        raise Refused(f"the value on line {line} runs over several lines", "Write it in one line.")
    if value.start == value.end:
        return beside(page.text, page.at(value.start), written)
    return Splice(page.at(value.start), page.at(value.end), written)


def beside(text: str, mark_end: int, written: str) -> Splice:
    """A value behind a `key:` or `-` that has none; a blank that stands there is used."""
    blank = text[mark_end : mark_end + 1] == " " and text[mark_end : mark_end + 2] != " #"
    place = mark_end + blank
    return Splice(place, place, written if blank else " " + written)


def dash_lines(text: str, place: int, prefix: str, written: Sequence[str]) -> Splice:
    """Lines `- value` at the beginning of a line, with the line end of the line before."""
    eol = eol_before(text, place) or "\n"
    return Splice(place, place, "".join(f"{prefix}{one}{eol}" for one in written))


def style(page: Page, entry: Entry | None) -> str:
    """What stands before a value in the note's other lists of `- ` lines, `""` when they are `[a, b]`.

    Without another list it is `[`, so that the caller may choose by length.
    """
    for other in page.reading.entries:
        if other is not entry and other.shape == "list" and other.values and not other.flow:
            if page.bracketed(other):
                return ""
            start = page.at(other.values[0].start)
            prefix = page.text[line_start(page.text, start) : start]
            return prefix if _DASH.fullmatch(prefix) else ""
    return "["


def in_brackets(values: Sequence[str], write: Write) -> str:
    """`[a, b]`"""
    return "[" + ", ".join(write(text, "", "", True) for text in values) + "]"
