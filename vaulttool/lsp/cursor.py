"""What stands where the cursor is: a key, a value, a link, a word of a list line. What may stand there is not said."""

from __future__ import annotations

import re

from msgspec import Struct

from vaulttool.core.parse.blocks import CODE, HIDDEN, HTML
from vaulttool.core.parse.body import folder_of
from vaulttool.core.parse.framing import split
from vaulttool.core.pattern import pattern
from vaulttool.core.values import as_date
from vaulttool.core.written_links import spots_in
from vaulttool.lsp.vault import View

_OPENER = pattern(r"\ufeff?---[ \t]*\r?\n")
_KEY = pattern(r"([^\s#\-\[\]{}\"'][^:\n]*?)[ \t]*:(?=[ \t]|$)[ \t]*")
_BARE_KEY = pattern(r"[\w-]*")
_LIST_MARK = pattern(r"[ \t]*-[ \t]+")
_WORD = pattern(r"[\w/+:.-]*")
_LINK_END = pattern(r"\]\]|[|#\[\n]|$")
_INLINE_VALUE = pattern(r"[(\[]([A-Za-z][\w-]*)::[ \t]*([^()\[\]]*)$")
_INLINE_KEY = pattern(r"\(([A-Za-z][\w-]*)?$")
_ITEM = pattern(r"[ \t]*[-*+][ \t]+(.*)")
_NO_WORDS = frozenset({CODE, HTML, HIDDEN})


class Word(Struct, frozen=True):
    """Something half written. `start` to `end` is what a choice takes the place of, `typed` what of it is there.

    By `sort`: `key` of the frontmatter (`name`: whether a colon follows, `":"` or `""`); `value` of the field `name`;
    `link` target, in the field `name` or the body (`""`), `opening` is what stands between `start` and the target and
    `closed` whether `]]` follows; `inline-key`; `inline-value` of the key `name`; `log`, the next word of a log line,
    `name` being the words before it.
    """

    sort: str
    start: int
    end: int
    typed: str
    name: str = ""
    opening: str = ""
    closed: bool = False
    section: str = ""


class Pointed(Struct, frozen=True):
    """A link under the cursor: its target, and where the target stands as written."""

    target: str
    start: int
    end: int


def word_at(view: View, offset: int) -> Word | None:
    """What is being written at an offset, None where nothing is known of it."""
    start, end = view.places.line_of(offset)
    line, column = view.text[start:end], min(offset, end) - start
    in_front = _in_frontmatter(view.text, offset)
    link = _link(line, column)
    if link:
        return _moved(_in_field(view, link, line, start) if in_front else link, start)
    if in_front:
        return _moved(_in_front(view, line, column, start), start)
    return _moved(_in_body(view, line, column, offset), start)


def link_at(view: View, offset: int) -> Pointed | None:
    """The link that an offset lies in or beside."""
    start, end = view.places.line_of(offset)
    column = offset - start
    for spot in spots_in(view.text[start:end], folder_of(view.path)):
        if spot.first <= column <= spot.last and spot.target:
            return Pointed(spot.target, start + spot.start, start + spot.end)
    for link in view.note.links:
        at = view.places.at(link.line, link.column) if link.plain else -1
        if at >= 0 and at <= offset <= at + len(link.target):
            return Pointed(link.target, at, at + len(link.target))
    return None


def field_at(view: View, offset: int) -> str:
    """Our name of the field on whose line an offset lies in the frontmatter, `""` for none."""
    if not _in_frontmatter(view.text, offset):
        return ""
    start, end = view.places.line_of(offset)
    found = _KEY.match(view.text[start:end])
    return _name(view, found[1]) if found else _key_above(view, start)


def section_at(view: View, offset: int) -> str:
    """The section of the body that an offset lies in, `""` for none; all of a question note is questions."""
    sheet = view.sheet
    if sheet is None:
        return ""
    number = view.places.number(offset) - sheet.body.first_line
    if not 0 <= number < len(sheet.body.blocks.kinds) or sheet.body.blocks.kinds[number] in _NO_WORDS:
        return ""
    if view.note.kind == "question":
        return "questions"
    return next((region.section for region in reversed(sheet.regions) if region.first <= number), "")


def _moved(word: Word | None, by: int) -> Word | None:
    if word is None:
        return None
    return Word(
        word.sort, word.start + by, word.end + by, word.typed, word.name, word.opening, word.closed, word.section
    )


def _in_frontmatter(text: str, offset: int) -> bool:
    """Whether an offset lies in the frontmatter, in one that is still being typed too."""
    frame = split(text)
    if frame.state == "block":
        return frame.block_start <= offset <= frame.block_end
    opener = _OPENER.match(text)
    if not opener or offset < opener.end():
        return False
    return not any(not line.strip() for line in text[opener.end() : offset].split("\n")[:-1])


def _link(line: str, column: int) -> Word | None:
    """A wikilink whose target is being written."""
    opened = line.rfind("[[", 0, column)
    typed = line[opened + 2 : column]
    if opened < 0 or re.search(r"\]\]|[|#]", typed):
        return None
    found = _LINK_END.search(line, column)
    is_closed = found is not None and found[0] not in ("", "[")
    end = found.start() if found and is_closed else column
    return Word("link", opened, end, typed, opening="[[", closed=is_closed)


def _in_field(view: View, link: Word, line: str, line_start: int) -> Word:
    """A link in the frontmatter; one that has no quotes yet gets them, so that YAML reads it."""
    key = _KEY.match(line)
    name = _name(view, key[1]) if key else _key_above(view, line_start)
    before = line[: link.start]
    quote = before[-1:] if before[-1:] in ('"', "'") else ""
    return Word("link", link.start, link.end, link.typed, name, f"{quote}[[", link.closed, section="frontmatter")


def _in_front(view: View, line: str, column: int, line_start: int) -> Word | None:
    key = _KEY.match(line)
    if key and column >= key.end(1) + 1:
        return _value(_name(view, key[1]), line, key.end(), column)
    item = _LIST_MARK.match(line)
    if item and column >= item.end():
        return _value(_key_above(view, line_start), line, item.end(), column)
    bare = _BARE_KEY.match(line)
    if bare and column <= bare.end() and (key or not line[bare.end() :].strip()):
        return Word("key", 0, bare.end(), line[:column], ":" if key else "")
    return None


def _value(name: str, line: str, start: int, column: int) -> Word | None:
    """The value that is being written; of a list between brackets the one at the cursor."""
    start = min(start, column)
    if line[start : start + 1] == "[":
        start = max(line.rfind(",", start, column), start) + 1
    while start < column and line[start] in " \t":
        start += 1
    start += line[start : start + 1] in ('"', "'") and start < column
    rest = _WORD.match(line, column)
    end = rest.end() if rest else column
    return Word("value", start, end, line[start:column], name) if name else None


def _key_above(view: View, start: int) -> str:
    """Our name of the key whose list the line at `start` belongs to, `""` for none."""
    for line in reversed(view.text[:start].split("\n")[-1000:-1]):
        found = _KEY.match(line)
        if found:
            return _name(view, found[1])
        if line.strip() and not _LIST_MARK.match(line):
            return ""
    return ""


def _name(view: View, key: str) -> str:
    return view.settings.synonyms.get(view.note.kind, {}).get(key, key)


def _in_body(view: View, line: str, column: int, offset: int) -> Word | None:
    """An inline key, its value, or the next word of a log line."""
    section = section_at(view, offset)
    item = _ITEM.match(line)
    if not section or not item or column < item.start(1):
        return None
    before = line[:column]
    if found := _INLINE_VALUE.search(before):
        rest = re.match(r"[^()\[\]]*", line[column:])
        end = column + (rest.end() if rest else 0)
        return Word("inline-value", found.start(2), end, found[2], found[1].lower(), section=section)
    if found := _INLINE_KEY.search(before):
        return Word("inline-key", found.start() + 1, column, found[1] or "", section=section)
    said = line[item.start(1) : column]
    if section != "log" or ":" in said:
        return None
    *words, typed = said.split(" ")
    is_dated = not words or as_date(words[0]) is not None
    return Word("log", column - len(typed), column, typed, " ".join(words), section="log") if is_dated else None
