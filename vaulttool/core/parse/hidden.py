"""Lines that hold nothing of the user's: Obsidian comments over several lines, and regions that vaulttool writes."""

from __future__ import annotations

import re

from vaulttool.core.parse.blocks import CODE, HIDDEN, HTML, Blocks
from vaulttool.core.parse.inline import Span, code_spans, inside, without_comments
from vaulttool.core.pattern import pattern

_REGION = pattern(r"\s*<!--\s*(/?)vaulttool\b")


def spans_of(lines: list[str], blocks: Blocks) -> dict[int, list[Span]]:
    """The code spans of each line that has any, by line number; spans over several lines are cut at the line ends."""
    found: dict[int, list[Span]] = {}
    if "`" not in "\n".join(lines):
        return found
    for n, line in enumerate(lines):
        if "`" in line and blocks.kinds[n] not in (CODE, HTML):
            spans, left_open = code_spans(line)
            if left_open and blocks.decided:
                blocks.decided = False
            if spans:
                found[n] = spans
    for first, end in blocks.runs:
        _over_lines(lines, first, end, found)
    return found


def _over_lines(lines: list[str], first: int, end: int, found: dict[int, list[Span]]) -> None:
    text = "\n".join(lines[first:end])
    if "`" not in text:
        return
    for n in range(first, end):
        found.pop(n, None)
    n, offset = first, 0
    for begin, stop in code_spans(text)[0]:
        while offset + len(lines[n]) < begin:
            offset += len(lines[n]) + 1
            n += 1
        while offset < stop:
            length = len(lines[n])
            found.setdefault(n, []).append((max(begin - offset, 0), min(stop - offset, length)))
            if stop <= offset + length:
                break
            offset += length + 1
            n += 1


def hide(lines: list[str], blocks: Blocks, spans: dict[int, list[Span]]) -> None:
    """Mark hidden lines `HIDDEN`, drop their headings and items, and blank comments within lines, in `lines` itself."""
    text = "\n".join(lines)
    if "%" not in text and "<" not in text:
        return
    _regions(lines, blocks)
    _comments(lines, blocks, spans)
    for n, line in enumerate(lines):
        if ("%%" in line or "<!--" in line) and blocks.kinds[n] not in (CODE, HTML, HIDDEN):
            lines[n] = without_comments(line, spans.get(n, []))
    kinds = blocks.kinds
    if HIDDEN in kinds:
        blocks.headings = [heading for heading in blocks.headings if kinds[heading.line] != HIDDEN]
        blocks.marks = [mark for mark in blocks.marks if kinds[mark.line] != HIDDEN]


def _regions(lines: list[str], blocks: Blocks) -> None:
    """From `<!-- vaulttool... -->` to `<!-- /vaulttool... -->`; a first line without a last one opens nothing."""
    opened = -1
    for n, line in enumerate(lines):
        if blocks.kinds[n] != HTML or "vaulttool" not in line or not (found := _REGION.match(line)):
            continue
        if not found[1]:
            opened = n if opened < 0 else opened
        elif opened >= 0:
            blocks.kinds[opened : n + 1] = bytes([HIDDEN]) * (n + 1 - opened)
            opened = -1


def _comments(lines: list[str], blocks: Blocks, spans: dict[int, list[Span]]) -> None:
    """Between a `%%` that its own line does not close and the next `%%`; one that is never closed is text."""
    opened = -1
    for n, line in enumerate(lines):
        if "%%" not in line or blocks.kinds[n] in (CODE, HTML, HIDDEN):
            continue
        count = _signs(line, spans.get(n, []))
        if opened >= 0 and count:
            _close(lines, blocks, opened, n)
            count -= 1
            opened = -1
        if count % 2:
            opened = n


def _signs(line: str, spans: list[Span]) -> int:
    if not spans:
        return line.count("%%")
    return sum(not inside(spans, found.start()) for found in re.finditer("%%", line))


def _close(lines: list[str], blocks: Blocks, opened: int, closed: int) -> None:
    if lines[opened].lstrip().startswith("%%"):
        blocks.kinds[opened] = HIDDEN
    else:
        lines[opened] = lines[opened][: lines[opened].rindex("%%")]
    for n in range(opened + 1, closed + 1):
        blocks.kinds[n] = HIDDEN
