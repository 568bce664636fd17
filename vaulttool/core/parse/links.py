"""The links of a note: in its link fields, and in its body. What they lead to is not known here."""

from __future__ import annotations

from vaulttool.core.link_text import links_in
from vaulttool.core.model import Field, Link
from vaulttool.core.parse.blocks import CODE, HIDDEN, HTML, Blocks
from vaulttool.core.parse.inline import Span, inside

_NO_LINKS = frozenset({CODE, HTML, HIDDEN})


def field_links(name: str, found: Field, folder: str = "") -> list[Link]:
    """The links of a link field: bracketed ones, several in one value too, or else its value as a plain name."""
    links: list[Link] = []
    for value, line, column, quoted in zip(found.values, found.lines, found.columns, found.quoted, strict=True):
        bracketed = links_in(value, folder) if "[" in value else []
        for offset, target, label in bracketed:
            links.append(Link(target, name, line, column + offset + quoted, label))
        if not bracketed and value.strip():
            links.append(Link(value.strip(), name, line, column + quoted, plain=True))
    return links


def body_links(
    lines: list[str], blocks: Blocks, spans: dict[int, list[Span]], first_line: int, folder: str
) -> list[Link]:
    """The links of a body outside code and comments; `first_line` is the line of its first line in the note."""
    links: list[Link] = []
    text = "\n".join(lines)
    n = begin = seen = 0
    for offset, target, label in links_in(text, folder):
        if passed := text.count("\n", seen, offset):
            n += passed
            begin = text.rfind("\n", seen, offset) + 1
        seen = offset
        code = spans.get(n)
        if blocks.kinds[n] not in _NO_LINKS and not (code and inside(code, offset - begin)):
            links.append(Link(target, "", first_line + n, offset - begin + 1, label))
    return links
