"""Lines of Markdown by the signs they begin with. What a line is among others is decided in `blocks`."""

from __future__ import annotations

from vaulttool.core.pattern import pattern

PLAIN_ITEM = pattern(r"- (?:\[[^\\\[\]]\] |[0-9]+[^0-9.)]|[^ \t#>`~<\-+*_=\[0-9])")
"""A list item at the left edge whose content is a plain paragraph."""

MARKER = pattern(r"(?:[-+*]|([0-9]{1,9})[.)])(?=[ \t]|$)[ \t]*")
_ATX_TAIL = pattern(r"(?:^|[ \t])#+[ \t]*$")
FENCE = pattern(r"`{3,}(?=[^`]*$)|~{3,}")
UNDERLINE = pattern(r"(?:=+|-+)[ \t]*$")
_AUTOLINK = pattern(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:|[\w.+-]+@)")
_TAG = pattern(r"</?[A-Za-z]|<[!?]")


def columns(text: str) -> int:
    """How wide the beginning of a line is, tabs at every fourth column."""
    return len(text.expandtabs(4)) if "\t" in text else len(text)


def atx(text: str) -> tuple[int, str] | None:
    """Level and text of a line `## Heading`, None for another line."""
    rest = text.lstrip("#")
    level = len(text) - len(rest)
    if not 1 <= level <= 6 or (rest and rest[0] not in " \t"):
        return None
    words = rest.strip()
    if words.endswith("#"):
        words = _ATX_TAIL.sub("", rest.strip(" \t")).strip()
    return level, words


def rule_line(text: str) -> bool:
    """Whether a line (without indentation) is a thematic break."""
    mark = text[0]
    return mark in "-*_" and not text.strip(mark + " \t") and text.count(mark) >= 3


def may_define(text: str) -> bool:
    """Whether a paragraph that begins so may be a link definition, which is no paragraph."""
    return not text.startswith("[[") and ("]:" in text or "]" not in text or "\\" in text)


def may_be_html(text: str) -> bool:
    """Whether a line that begins with `<` may begin a block of HTML; a web or mail address does not."""
    return bool(_TAG.match(text)) and not _AUTOLINK.match(text)
