"""The body of a note -> headings, items, links, tags. The lines' kinds come from `blocks` or `commonmark`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from vaulttool.core.diagnostics import Finding
from vaulttool.core.link_text import links_in
from vaulttool.core.model import Item, Link
from vaulttool.core.parse.blocks import CODE, HIDDEN, HTML, ITEM, QUOTE, TEXT, Blocks, Heading, Mark, scan
from vaulttool.core.parse.hidden import hide, spans_of
from vaulttool.core.parse.inline import Span, bare_keys, inside, without_comments
from vaulttool.core.parse.items import READERS, no_days
from vaulttool.core.parse.lines import Line, box_of, dated, read_line
from vaulttool.core.parse.links import body_links
from vaulttool.core.parse.signs import columns
from vaulttool.core.schema import PROMISERS
from vaulttool.core.values import as_date, fold

MAX_COMMONMARK = 200_000
MAX_COMMONMARK_LINES = 10_000
"""Bodies up to this size go to markdown-it-py where the scanner cannot decide; beyond, the scanner's guess stands."""

_WORD = re.compile(r"\w")
_TAG = re.compile(r"#([\w/-]+)")
_HTML_TAG = re.compile(r"<[^<>]*>")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEYS_BELOW = frozenset({"advice", "promises"})


class Body(Struct):
    """A body taken apart. `lines` are without line ends and comments; `first_line` is the first one's in the note."""

    path: str
    lines: list[str]
    first_line: int
    blocks: Blocks
    spans: dict[int, list[Span]]
    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def lines_of(text: str) -> list[str]:
    """The lines as an editor counts them: `\\n` and `\\r\\n` end one, nothing else does."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", " ")
    return text.split("\n")


def read_blocks(lines: list[str]) -> tuple[Blocks, dict[int, list[Span]]]:
    """The kinds of the lines and their code spans, by the scanner or else by markdown-it-py."""
    blocks = scan(lines)
    spans = spans_of(lines, blocks)
    if blocks.decided or len(lines) > MAX_COMMONMARK_LINES or sum(map(len, lines)) > MAX_COMMONMARK:
        return blocks, spans
    from vaulttool.core.parse.commonmark import read_blocks as read_exactly

    blocks = read_exactly(lines)
    return blocks, spans_of(lines, blocks)


def read_body(path: str, lines: list[str], first_line: int) -> Body:
    """The lines with comments and our own regions hidden; `lines` is changed in place. No items yet."""
    blocks, spans = read_blocks(lines)
    hide(lines, blocks, spans)
    return Body(path, lines, first_line, blocks, spans)


def read_items(body: Body, kind: str, headings: Mapping[str, str]) -> None:
    """Add the items of the note's sections, and findings for lines that look like one; `headings` has folded names."""
    readers = READERS.get(kind)
    if not readers:
        return
    answered = 0
    whole = "" in readers
    for section, number, mark in _sections(body.blocks, headings):
        reader = readers.get("" if whole else section)
        if reader is None or mark.line < answered or _is_group(body, number, mark):
            continue
        answer = ""
        if section == "questions" and not whole:
            answered = _end_of(body, mark)
            answer = _answer(body, mark.line + 1, answered)
        line = _line(body, mark, section, answer)
        found = reader(line)
        if isinstance(found, Item):
            _take(body, found, line)
        elif found:
            body.findings.append(_unreadable(body, line, found))


def _sections(blocks: Blocks, headings: Mapping[str, str]) -> Iterator[tuple[str, int, Mark]]:
    """Each list item with its section: the nearest heading above that names one and was not ended by its equal."""
    open_: list[tuple[int, str]] = []
    pending = iter(blocks.headings)
    following: Heading | None = next(pending, None)
    for number, mark in enumerate(blocks.marks):
        while following is not None and following.line < mark.line:
            while open_ and open_[-1][0] >= following.level:
                open_.pop()
            inherited = open_[-1][1] if open_ else ""
            open_.append((following.level, headings.get(_name(following.text), inherited)))
            following = next(pending, None)
        yield (open_[-1][1] if open_ else ""), number, mark


def _name(heading: str) -> str:
    return fold(heading.strip(" \t:*_"))


def _line(body: Body, mark: Mark, section: str, answer: str) -> Line:
    text = body.lines[mark.line]
    content = text[mark.content :]
    column = len(text) - len(text.lstrip(" \t")) + 1
    targets: tuple[str, ...] = ()
    if "[[" in content or "](" in content:
        targets = tuple([target for _, target, _ in links_in(content, folder_of(body.path))])
    line = read_line(body.first_line + mark.line, column, content, section, targets, answer, inside=mark.depth > 0)
    below = _keys_below(body, mark) if section in _KEYS_BELOW else {}
    return line._replace(words=line.words._replace(keys=below | line.words.keys)) if below else line


def _keys_below(body: Body, mark: Mark) -> dict[str, str]:
    """The inline keys of the lines right below an item that hold nothing else; they must be indented further."""
    found: dict[str, str] = {}
    for n in range(mark.line + 1, len(body.lines)):
        line = body.lines[n]
        indent = columns(line[: len(line) - len(line.lstrip(" \t"))])
        keys = bare_keys(line) if "::" in line and indent > mark.indent and body.blocks.kinds[n] in (TEXT, ITEM) else {}
        if not keys:
            break
        found = keys | found
    return found


def _is_group(body: Body, number: int, mark: Mark) -> bool:
    """Whether a line only names the items inside of it: it has no box and no date, and the next one inside has."""
    marks = body.blocks.marks
    if number + 1 == len(marks) or marks[number + 1].depth <= mark.depth:
        return False
    inner = marks[number + 1]
    own, nested = body.lines[mark.line][mark.content :], body.lines[inner.line][inner.content :]
    return not box_of(own)[0] and not dated(own) and bool(box_of(nested)[0] or dated(nested))


def _end_of(body: Body, mark: Mark) -> int:
    """The number of the line that no longer belongs to the item: as little indented as its mark."""
    for n in range(mark.line + 1, len(body.lines)):
        line = body.lines[n]
        stripped = line.lstrip(" \t")
        if stripped and columns(line[: len(line) - len(stripped)]) <= mark.indent:
            return n
    return len(body.lines)


def _answer(body: Body, start: int, end: int) -> str:
    kinds = body.blocks.kinds
    if start == end:
        return ""
    found = [body.lines[n].strip() for n in range(start, end) if kinds[n] not in (HIDDEN, HTML)]
    return "\n".join(line for line in found if line)


def _take(body: Body, item: Item, line: Line) -> None:
    body.items.append(item)
    for key in no_days(item):
        body.findings.append(_unreadable(body, line, f"`({key})` is not a date; write it as 2026-12-01"))


def _unreadable(body: Body, line: Line, reason: str) -> Finding:
    message, _, remedy = reason.partition("; ")
    hint = f"{remedy[:1].upper()}{remedy[1:]}." if remedy else ""
    return Finding(body.path, line.line, line.column, "item-unreadable", "warning", message, hint)


def folder_of(path: str) -> str:
    """The folder a note stands in, `""` for the vault itself."""
    return path.rpartition("/")[0]


def read_links(body: Body) -> Iterator[Link]:
    """The links of the body."""
    return body_links(body.lines, body.blocks, body.spans, body.first_line, folder_of(body.path))


def read_tags(body: Body) -> Iterator[str]:
    """The `#tags` of the body outside code and comments, without the `#`."""
    kinds = body.blocks.kinds
    for n, line in enumerate(body.lines):
        if "#" in line and kinds[n] not in (CODE, HTML, HIDDEN):
            code = body.spans.get(n)
            for found in _TAG.finditer(line):
                start = found.start()
                alone = start == 0 or line[start - 1] in " \t"
                if alone and not found[1].isdigit() and not (code and inside(code, start)):
                    yield found[1]


def read_mentions(body: Body, stem: str) -> None:
    """Add the lines of a daily note that name somebody; an open to-do names nobody yet."""
    day = as_date(stem[:10]) if _DAY.match(stem) else None
    if day is None:
        return
    contents = {mark.line: mark.content for mark in body.blocks.marks}
    for n, line in enumerate(body.lines):
        if ("[[" not in line and "](" not in line) or body.blocks.kinds[n] not in (TEXT, ITEM):
            continue
        code = body.spans.get(n, [])
        targets = tuple(t for offset, t, _ in links_in(line, folder_of(body.path)) if not inside(code, offset))
        found = read_line(body.first_line + n, 1, line[contents.get(n, 0) :], "", targets, inside=False)
        if targets and found.box in ("", "x"):
            body.items.append(_mention(found, day))


def _mention(line: Line, day: date) -> Item:
    return Item(
        "mention", line.line, line.words.text, line.column, line.box, day, keys=line.words.keys, links=line.links
    )


def has_notes(body: Body, headings: Mapping[str, str]) -> bool:
    """Whether the body has words of the user's own: not headings, steps, or questions without an answer."""
    kinds = body.blocks.kinds
    if any(kinds[n] in (TEXT, QUOTE) and _WORD.search(line) for n, line in enumerate(body.lines)):
        return True
    known = {item.line - body.first_line: item for item in body.items}
    for section, _, mark in _sections(body.blocks, headings):
        item = known.get(mark.line)
        if item is None:
            box, text = box_of(body.lines[mark.line][mark.content :])
            planned = box and section in ("prepare", "debrief", "questions")
            if not planned and _WORD.search(text) and text.strip(": ").lower() not in PROMISERS:
                return True
        elif item.type not in ("question", "step") or _WORD.search(item.answer):
            return True
    return HTML in kinds and _words_in_html(body)


def _words_in_html(body: Body) -> bool:
    text = " ".join(line for n, line in enumerate(body.lines) if body.blocks.kinds[n] == HTML)
    visible = without_comments(text, []).partition("<!--")[0]
    return bool(_WORD.search(_HTML_TAG.sub("", visible)))
