"""What a person wrote freely in a note, as plain text to show elsewhere: no headings, tasks and comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vaulttool.core.parse.blocks import BLANK, CODE, HEADING, HIDDEN, HTML
from vaulttool.core.parse.body import lines_of, read_body
from vaulttool.core.parse.lines import box_of
from vaulttool.core.pattern import pattern
from vaulttool.core.values import fold

_WIKILINK = pattern(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINK = pattern(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = pattern(r"\*\*|__|==|`")
_BLOCK = pattern(r"\s\^[\w-]+$")
_BULLET = pattern(r"^(?:\s*>)*\s*(?:(?:[-+*]|\d{1,9}[.)])\s+)?")


def own_words(body: str, headings: Mapping[str, str], *sections: str) -> tuple[str, ...]:
    """The lines that stand in these sections, `""` for under no heading of ours; `headings`: heading -> section.

    Lines with a box are tasks, and left out, as are code, comments and empty lines. Bullets, emphasis and the
    brackets of links are left off.
    """
    names = {fold(heading): ours for heading, ours in headings.items()}
    return tuple(text for here, line in _lines(body, names) if here in sections and (text := plain_words(line)))


def plain_words(line: str) -> str:
    """One line of Markdown as one would read it aloud; `""` for a task and for a rule."""
    line = _BULLET.sub("", line, count=1)
    box, text = box_of(line)
    if box or not any(map(str.isalnum, text)):
        return ""
    return said_plainly(text)


def said_plainly(text: str) -> str:
    """Text of a note without the brackets of links, emphasis and block ids."""
    text = _WIKILINK.sub(lambda m: m[2] or m[1].split("#")[0].rsplit("/", 1)[-1], text)
    return _BLOCK.sub("", _MARKS.sub("", _LINK.sub(r"\1", text))).strip()


def _lines(body: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each line of text with the section it stands in, `""` for none of ours."""
    taken = read_body("", lines_of(body), 1)
    headings = {heading.line: heading for heading in taken.blocks.headings}
    open_: list[tuple[int, str]] = []
    for number, line in enumerate(taken.lines):
        heading = headings.get(number)
        if heading:
            while open_ and open_[-1][0] >= heading.level:
                open_.pop()
            inherited = open_[-1][1] if open_ else ""
            open_.append((heading.level, names.get(fold(heading.text.strip(" \t:*_")), inherited)))
        elif taken.blocks.kinds[number] not in (BLANK, CODE, HEADING, HIDDEN, HTML):
            yield (open_[-1][1] if open_ else ""), line
