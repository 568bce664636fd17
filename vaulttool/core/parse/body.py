"""The body of a note -> headings, items, links, tags. The lines' kinds come from `blocks` or `commonmark`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from vaulttool.core.diagnostics import Finding
from vaulttool.core.link_text import links_in
from vaulttool.core.model import Item, Link
from vaulttool.core.parse.blocks import CODE, HIDDEN, HTML, ITEM, QUOTE, TEXT, Blocks, Mark, scan
from vaulttool.core.parse.hidden import hide, spans_of
from vaulttool.core.parse.inline import Span, bare_keys, inside, without_comments
from vaulttool.core.parse.items import READERS, no_days
from vaulttool.core.parse.lines import Line, box_of, dated, parts_of
from vaulttool.core.parse.links import body_links
from vaulttool.core.parse.signs import columns
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import PROMISERS
from vaulttool.core.values import as_date, fold

MAX_COMMONMARK = 200_000
MAX_COMMONMARK_LINES = 10_000
"""Bodies up to this size go to markdown-it-py where the scanner cannot decide; beyond, the scanner's guess stands."""

_WORD = pattern(r"\w")
_TAG = pattern(r"#([\w/-]+)")
_HTML_TAG = pattern(r"<[^<>]*>")
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
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
    nested = any(mark.depth for mark in body.blocks.marks)
    for section, number, mark in _sections(body.blocks, headings):
        reader = readers.get("" if whole else section)
        if reader is None or mark.line < answered or (nested and _is_group(body, number, mark)):
            continue
        answer = ""
        if section == "questions" and not whole:
            answered, answer = _answer(body, mark)
        line = _line(body, mark, section, answer)
        found = reader(line)
        if isinstance(found, Item):
            body.items.append(found)
            if section in _KEYS_BELOW:
                body.findings += [_unreadable(body, line, reason) for reason in no_days(found)]
        elif found:
            body.findings.append(_unreadable(body, line, found))


def _sections(blocks: Blocks, headings: Mapping[str, str]) -> Iterator[tuple[str, int, Mark]]:
    """Each list item with its section: the nearest heading above that names one and was not ended by its equal."""
    open_: list[tuple[int, str]] = []
    pending = iter(blocks.headings)
    following = next(pending, None)
    section = ""
    for number, mark in enumerate(blocks.marks):
        while following is not None and following.line < mark.line:
            while open_ and open_[-1][0] >= following.level:
                open_.pop()
            section = headings.get(_name(following.text), open_[-1][1] if open_ else "")
            open_.append((following.level, section))
            following = next(pending, None)
        yield section, number, mark


def _name(heading: str) -> str:
    return fold(heading.strip(" \t:*_"))


def _line(body: Body, mark: Mark, section: str, answer: str) -> Line:
    n = mark.line
    text = body.lines[n]
    content = text[mark.content :]
    column = len(text) - len(text.lstrip(" \t")) + 1 if mark.indent else 1
    targets: tuple[str, ...] = ()
    if "[" in content and ("[[" in content or "](" in content):
        targets = tuple([target for _, target, _ in links_in(content, folder_of(body.path))])
    box, words = parts_of(content)
    keys = words.keys
    if section in _KEYS_BELOW:
        keys = _keys_below(body, mark) | keys
    return Line(
        body.first_line + n, column, box, words.text, keys, words.block, section, mark.depth > 0, targets, answer
    )


def _keys_below(body: Body, mark: Mark) -> dict[str, str]:
    """The inline keys of the lines right below an item that hold nothing else; they must be indented further."""
    found: dict[str, str] = {}
    for n in range(mark.line + 1, len(body.lines)):
        line = body.lines[n]
        if "::" not in line or body.blocks.kinds[n] not in (TEXT, ITEM):
            break
        indent = columns(line[: len(line) - len(line.lstrip(" \t"))])
        keys = bare_keys(line) if indent > mark.indent else {}
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


def _answer(body: Body, mark: Mark) -> tuple[int, str]:
    """The number of the line that no longer belongs to an item, as little indented as its mark, and the text before."""
    lines, kinds = body.lines, body.blocks.kinds
    start = end = mark.line + 1
    while end < len(lines) and _is_within(lines[end], mark.indent):
        end += 1
    if start == end:
        return end, ""
    found = [lines[n].strip() for n in range(start, end) if kinds[n] not in (HIDDEN, HTML)]
    return end, "\n".join(line for line in found if line)


def _is_within(line: str, indent: int) -> bool:
    """Whether a line is blank, or further in than so many columns."""
    if line and line[0] not in " \t":
        return False
    stripped = line.lstrip(" \t")
    return not stripped or columns(line[: len(line) - len(stripped)]) > indent


def _unreadable(body: Body, line: Line, reason: str) -> Finding:
    message, _, remedy = reason.partition("; ")
    hint = f"{remedy[:1].upper()}{remedy[1:]}." if remedy else ""
    return Finding(body.path, line.line, line.column, "item-unreadable", "warning", message, hint)


def folder_of(path: str) -> str:
    """The folder a note stands in, `""` for the vault itself."""
    return path.rpartition("/")[0]


def read_links(body: Body) -> list[Link]:
    """The links of the body."""
    return body_links(body.lines, body.blocks, body.spans, body.first_line, folder_of(body.path))


def read_tags(body: Body) -> Iterator[str]:
    """The `#tags` of the body outside code and comments, without the `#`."""
    if not _TAG.search("\n".join(body.lines)):
        return
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
        box, words = parts_of(line[contents.get(n, 0) :])
        if targets and box in ("", "x"):
            place = body.first_line + n
            body.items.append(Item("mention", place, words.text, 1, box, day, keys=words.keys, links=targets))


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
