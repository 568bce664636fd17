"""Where the frontmatter of a note begins and ends. Offsets only; what stands in it is read elsewhere.

The rule: the first line is `---` (a byte order mark before it and blanks after it are allowed), and the next line
that is `---` from its left edge closes the block. `...`, `----` and an indented `---` close nothing.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from vaulttool.core.pattern import pattern

BOM = "\ufeff"
_OPENER = pattern(r"---[ \t]*(?:\r?\n|\Z)")
_CLOSER = pattern(r"\n---[ \t]*\r?(?:\n|\Z)")
_BLANK_LINES = pattern(r"(?:[ \t]*\r?\n)+")
_KEY_LINE = pattern(r"[^\W\d_][\w./ -]{0,60}:(?=[ \t\r\n]|\Z)")
_GOES_ON = pattern(r"[ \t]+\S|-[ \t]")
_LINE = pattern(r"[^\n]*(?:\n|\Z)")


class Frame(Struct, frozen=True):
    """How a text divides. All numbers are offsets in that text, except `block_line` and `body_line` (from 1).

    `state`: `none` no frontmatter, `block` one, `unclosed` an opening line and keys but no closing line; then the
    block is the lines that still look like frontmatter. `start` is where the opening line begins, `block_start` to
    `block_end` what stands between the two lines, `body_start` where the body begins. `eol` is the first line end.
    """

    state: Literal["none", "block", "unclosed"]
    start: int
    block_start: int
    block_end: int
    body_start: int
    eol: Literal["\n", "\r\n"]
    block_line: int
    body_line: int


def split(text: str, *, blanks_before: bool = False) -> Frame:
    """The frame of a note's text, which may begin with a byte order mark.

    `blanks_before` accepts blank lines before the opening line, which Obsidian does not.
    """
    start = len(BOM) if text.startswith(BOM) else 0
    if blanks_before and (blank := _BLANK_LINES.match(text, start)):
        start = blank.end()
    eol: Literal["\n", "\r\n"] = "\r\n" if text[: text.find("\n")].endswith("\r") else "\n"
    opener = _OPENER.match(text, start)
    if not opener:
        return Frame("none", start, start, start, start, eol, 1, 1)
    closer = _CLOSER.search(text, opener.end() - 1)
    line = 2 + text.count("\n", 0, start)
    if closer:
        body_line = line + text.count("\n", opener.end(), closer.end())
        return Frame("block", start, opener.end(), closer.start() + 1, closer.end(), eol, line, body_line)
    end = _end_of_keys(text, opener.end())
    if end == opener.end():
        return Frame("none", start, start, start, start, eol, 1, 1)
    body_line = line + text.count("\n", opener.end(), end)
    return Frame("unclosed", start, opener.end(), end, end, eol, line, body_line)


def _end_of_keys(text: str, start: int) -> int:
    """The end of the `key:` lines (and what is indented below them) that follow `start`."""
    end = start
    while end < len(text) and (_KEY_LINE.match(text, end) or (end > start and _GOES_ON.match(text, end))):
        end = _end_of_line(text, end)
    return end


def _end_of_line(text: str, start: int) -> int:
    found = _LINE.match(text, start)
    return found.end() if found else len(text)


def misplaced(text: str) -> Frame | None:
    """The frame of a frontmatter that blank lines keep from being one, None when there is none."""
    head = text.removeprefix(BOM)
    if not head[:1] or head[0] not in " \t\r\n":
        return None
    frame = split(text, blanks_before=True)
    inside = frame.state == "block" and any(
        _KEY_LINE.match(line) for line in text[frame.block_start : frame.block_end].split("\n")
    )
    return frame if inside else None


_FOREIGN = (
    ("TOML", pattern(r"\+\+\+[ \t]*\r?\n(?:[^\n]*\n)*?\+\+\+[ \t]*\r?(?:\n|\Z)")),
    ("JSON", pattern(r"\{[ \t]*\r?\n[ \t]*\"(?:[^\n]*\n)*?\}[ \t]*\r?(?:\n|\Z)")),
    ("marked", pattern(r"---[ \t]*[A-Za-z]+[ \t]*\r?\n(?:[^\n]*\n)*?---[ \t]*\r?(?:\n|\Z)")),
)


def foreign(text: str) -> str:
    """The language of a frontmatter that is not YAML: `TOML`, `JSON`, the word after `---`; `""` for none."""
    start = len(BOM) if text.startswith(BOM) else 0
    if text[start : start + 1] not in ("+", "{", "-"):
        return ""
    for language, form in _FOREIGN:
        if form.match(text, start):
            first = text[start : _end_of_line(text, start)]
            return first.strip().lstrip("-").strip() if language == "marked" else language
    return ""
