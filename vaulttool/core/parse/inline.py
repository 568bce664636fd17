"""What stands within a line of text: code spans, comments, inline keys, emoji dates, block ids."""

from __future__ import annotations

import re
from bisect import bisect_right
from types import MappingProxyType

from msgspec import Struct

from vaulttool.core.pattern import pattern

Span = tuple[int, int]

_RUN = pattern("`+")
_TICKS = pattern(r"\\[\\`<]|<[A-Za-z/!?][^<>\n]*>|`+")
_PAREN_KEY = pattern(r"\(([A-Za-z][\w-]*)::[ \t]*([^()]*(?:\([^()]*\)[^()]*)*)\)")
_BRACKET_KEY = pattern(r"\[([A-Za-z][\w-]*)::[ \t]*([^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*)\]")
_BLOCK = pattern(r"(?:^|\s)\^([A-Za-z0-9-]+)\s*$")
_DAY = "\ufe0f?\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}"
SIGNS = MappingProxyType({"by": "[\U0001f4c5\U0001f4c6\U0001f5d3]", "done": "\u2705"})
"""Our inline key -> the signs that say it before a date, as the Tasks plugin writes and reads them."""
TASK_SIGN = (
    "(?:[\U0001f4c5\U0001f4c6\U0001f5d3\u2705\u2795\u23f3\u231b\u274c\U0001f6eb]"
    + _DAY
    + "|[\U0001f53a\u23eb\U0001f53c\U0001f53d\u23ec]\ufe0f?"
    "|\U0001f501\ufe0f?[ \t]*every\\b[A-Za-z0-9, !]*[A-Za-z0-9!]"
    "|\U0001f194\ufe0f?[ \t]*[\\w-]+|\u26d4\ufe0f?[ \t]*[\\w-]+(?:[ \t]*,[ \t]*[\\w-]+)*"
    "|\U0001f3c1\ufe0f?[ \t]*(?:keep|delete)\\b)"
)
"""What the Tasks plugin writes at the end of a line: dates, priority, repetition, ids, what to do when done."""
TASK_KEYS = MappingProxyType({"due": "by", "completion": "done"})
"""Inline keys of the Tasks plugin in its Dataview form -> ours."""
BARE_KEYS = ("by", "done", "due", "completion", "used", "effect", "told", "dropped", "released")
"""Keys that are also read without brackets: `by:: 2026-12-01` at the end of a line, or on the line below."""

_SIGNED = tuple((key, pattern(signs + "\ufe0f?\\s*([0-9]{4}-[0-9]{2}-[0-9]{2})")) for key, signs in SIGNS.items())
_TASK_SIGN = pattern(TASK_SIGN)
_BARE_KEY = pattern(rf"(?:^|(?<=\s))({'|'.join(BARE_KEYS)})::[ \t]*(\S.*?)?(?=\s+(?:{'|'.join(BARE_KEYS)})::|$)", re.I)
_DAY_LINK = pattern(r"\[\[([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\|[^\[\]]*)?\]\]")


class Words(Struct, frozen=True):
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
            content = _without_keys(_BRACKET_KEY, content, keys)
        content = _without_keys(_PAREN_KEY, content, keys)
    if not content.isascii():
        for key, sign in _SIGNED:
            content = sign.sub(lambda m, key=key: _keep(keys, key, m[1]), content)  # type: ignore[misc]
        content = _TASK_SIGN.sub("", content)
    if "^" in content and (found := _BLOCK.search(content)):
        block = found[1]
        content = content[: found.start()]
    if "::" in content:
        content = _BARE_KEY.sub(lambda m: _keep(keys, m[1], m[2] or ""), content)
    return Words(" ".join(content.split()), keys, block)


def bare_keys(line: str) -> dict[str, str]:
    """The keys of a line that says nothing else: `by:: 2026-12-01`, also in brackets or behind a list mark."""
    words = words_of(line.strip().removeprefix("- "))
    return words.keys if not words.text else {}


def _without_keys(form: re.Pattern[str], content: str, keys: dict[str, str]) -> str:
    """The content with a blank for each inline key of this form; the keys are kept."""
    parts = form.split(content)
    for key, value in zip(parts[1::3], parts[2::3], strict=True):
        _keep(keys, key, value)
    return " ".join(parts[::3])


def _keep(keys: dict[str, str], key: str, value: str) -> str:
    name = key.lower()
    day = _DAY_LINK.fullmatch(value.strip())
    keys.setdefault(TASK_KEYS.get(name, name), day[1] if day else value.strip())
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
