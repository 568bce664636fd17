"""What stands within a line of text: code spans, comments, inline keys, emoji dates, block ids."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

Span = tuple[int, int]

_RUN = re.compile("`+")
_TICKS = re.compile(r"\\[\\`<]|<[A-Za-z/!?][^<>\n]*>|`+")
_PAREN_KEY = re.compile(r"\(([A-Za-z][\w-]*)::[ \t]*([^()]*(?:\([^()]*\)[^()]*)*)\)")
_BRACKET_KEY = re.compile(r"\[([A-Za-z][\w-]*)::[ \t]*([^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*)\]")
_BLOCK = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]+)\s*$")
_DUE = re.compile("\U0001f4c5\ufe0f?\\s*([0-9]{4}-[0-9]{2}-[0-9]{2})")
_DONE = re.compile("\u2705\ufe0f?\\s*([0-9]{4}-[0-9]{2}-[0-9]{2})")
_OTHER_EMOJI = re.compile(
    "[\u2795\u23f3\u274c\U0001f6eb]\ufe0f?\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}|[\U0001f53a\u23eb\U0001f53c\U0001f53d\u23ec]\ufe0f?"
)


class Words(NamedTuple):
    """A line without its marks. `keys` are lower case; an emoji date stands under `by` or `done`."""

    text: str
    keys: dict[str, str]
    block: str


def words_of(content: str) -> Words:
    """The content of a list line: its words with blanks collapsed, its inline keys, its block id."""
    keys: dict[str, str] = {}
    block = ""
    if "::" in content:
        if "[" in content:
            content = _BRACKET_KEY.sub(lambda m: _keep(keys, m[1], m[2]), content)
        content = _PAREN_KEY.sub(lambda m: _keep(keys, m[1], m[2]), content)
    if not content.isascii():
        content = _DUE.sub(lambda m: _keep(keys, "by", m[1]), content)
        content = _DONE.sub(lambda m: _keep(keys, "done", m[1]), content)
        content = _OTHER_EMOJI.sub("", content)
    if "^" in content and (found := _BLOCK.search(content)):
        block = found[1]
        content = content[: found.start()]
    return Words(" ".join(content.split()), keys, block)


def _keep(keys: dict[str, str], key: str, value: str) -> str:
    keys.setdefault(key.lower(), value.strip())
    return " "


def code_spans(text: str) -> tuple[list[Span], bool]:
    """The code spans of a text, backticks included, and whether a run of backticks is left open.

    CommonMark's rule: a run is closed by the next run of the same length; escapes and tags are passed over.
    """
    ends: dict[int, list[int]] = {}
    for run in _RUN.finditer(text):
        ends.setdefault(run.end() - run.start(), []).append(run.end())
    spans: list[Span] = []
    left_open = False
    found = _TICKS.search(text)
    while found:
        position = found.end()
        if found[0][0] == "`":
            same = ends.get(len(found[0]), [])
            at = bisect_right(same, position)
            if at < len(same):
                position = same[at]
                spans.append((found.start(), position))
            else:
                left_open = True
        found = _TICKS.search(text, position)
    return spans, left_open


def inside(spans: list[Span], offset: int) -> bool:
    """Whether an offset lies in one of the spans, which are in order and apart."""
    at = bisect_right(spans, offset, key=_start) - 1
    return at >= 0 and offset < spans[at][1]


def _start(span: Span) -> int:
    return span[0]


def without_comments(line: str, spans: list[Span]) -> str:
    """The line with `%% %%` and `<!-- -->` blanked out, columns kept; what stands in code spans stays."""
    for opener, closer in (("<!--", "-->"), ("%%", "%%")):
        parts: list[str] = []
        done = 0
        start = line.find(opener)
        while start >= 0:
            if inside(spans, start):
                start = line.find(opener, start + 1)
                continue
            close = line.find(closer, start + len(opener))
            if close < 0:
                break
            end = close + len(closer)
            parts += (line[done:start], " " * (end - start))
            done = end
            start = line.find(opener, end)
        if parts:
            line = "".join((*parts, line[done:]))
    return line
