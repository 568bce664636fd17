"""Links as written: in link fields, and in the text of a body. What they lead to is not known here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from vaulttool.core.model import Field, Link
from vaulttool.core.parse.blocks import CODE, HIDDEN, HTML, Blocks
from vaulttool.core.parse.inline import Span, inside

_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]*))?\]\]")
_MARKDOWN = re.compile(r"(!?)\[([^\[\]\n]*)\]\(<?([^()<>\n]{1,500}?\.md(?:#[^()<>\n]{0,500})?)>?\)", re.I)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_NO_LINKS = frozenset({CODE, HTML, HIDDEN})


def target_of(written: str, folder: str = "") -> str:
    """The path or name a link means: without heading, block, `.md`; `./` and `../` taken from `folder`."""
    target = written.partition("#")[0].partition("^")[0].rstrip("\\ ").lstrip()
    if target[:1] in ("/", "."):
        target = _from(folder, target) if target.startswith(("./", "../")) else target.lstrip("/")
    return target[:-3] if target[-3:].lower() == ".md" else target


def _from(folder: str, target: str) -> str:
    parts = folder.split("/") if folder else []
    for part in target.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def links_in(text: str, folder: str = "") -> list[tuple[int, str, str]]:
    """`(offset, target, label)` of each link in one line of text, in order; embeds are none."""
    found: list[tuple[int, str, str]] = []
    if "[[" in text:
        for m in _WIKI.finditer(text):
            if not m[1] and (target := target_of(m[2], folder)):
                found.append((m.start(), target, (m[3] or "").strip()))
    if "](" in text:
        for m in _MARKDOWN.finditer(text):
            if not m[1] and not _SCHEME.match(m[3]) and (target := target_of(unquote(m[3]), folder)):
                found.append((m.start(), target, m[2].strip()))
        found.sort()
    return found


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
) -> Iterator[Link]:
    """The links of a body outside code and comments; `first_line` is the line of its first line in the note."""
    for n, line in enumerate(lines):
        if ("[[" in line or "](" in line) and blocks.kinds[n] not in _NO_LINKS:
            code = spans.get(n)
            for offset, target, label in links_in(line, folder):
                if not code or not inside(code, offset):
                    yield Link(target, "", first_line + n, offset + 1, label)
