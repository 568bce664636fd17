"""Text of a note -> the same text where it goes, Markdown, wikilink, HTML, terminal: readable, and doing nothing.

Files made for other programs (CSV, iCalendar, vCard) are escaped where they are written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vaulttool.core.pattern import pattern

_REMEMBERED = 4096
"""The same names and reasons come again and again, in one dashboard and, for a watcher, in the next."""
_BREAKS = pattern("[\t\n\v\f\r\x85\u2028\u2029]+")
_HIDDEN = pattern("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CODE = pattern("`([^`\n]+)`")
_HARMLESS_CODE = pattern(r"[\w\-\[(\"'/.](?:[^<|^{$\\%:=]|:(?![:/])|%(?!%)|=(?!=))*")
_URL = pattern(r"https?://[A-Za-z0-9\-._~:/?#@&+,;=%]+[A-Za-z0-9/#=]")
_CELL_BAR = "\\|"
_OPENING = pattern(r"\s*(?:-(?=[\s-]|$)|\+(?=\s|$)|>|[0-9]{1,9}[.)](?=\s|$))")
_HTML = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("'"): "&#39;"}
_UNSAFE_URL = pattern("%%|==|::|&(?:#|[A-Za-z][A-Za-z0-9]*;)")
_SIGN = pattern(r"[\\`*\[\]<#|^~${_]")
_COLON = pattern(r":(?=[:/A-Za-z0-9_+-])")
_SPECIAL = pattern(r"""(?x)
    [\\`*\[\]<\#|^~${]              # code, emphasis, links, HTML, tags, cells, block ids, strike, math, templates
    | (?<![^\W_])_ | _(?![^\W_])    # emphasis; inside a word it is none
    | (?<=<)!                       # comments, and with them our own markers
    | (?<=%)%                       # Obsidian's comments
    | (?<==)=                       # Obsidian's highlight
    | (?<=:):                       # Dataview's inline fields
    | (?<=:)/(?=/)                  # addresses of any scheme
    | :(?=[A-Za-z0-9_+-]+:)(?!\d+:) # GitHub's emoji names
    | &(?=\#|[A-Za-z][A-Za-z0-9]*;) # entities
    """)


def visible(text: str) -> str:
    r"""One line without anything a terminal obeys: line breaks and tabs are blanks, `ESC` is the four letters `\x1b`.

    Characters that turn the writing direction around and broken Unicode are spelt out too; accents, wide letters and
    joined emoji stay as they are.
    """
    if text.isprintable():
        return text
    return _HIDDEN.sub(_spelt, _BREAKS.sub(" ", text))


def terminal(text: str) -> str:
    r"""One line for a terminal, a pipe or a log; a line break shows as `\n`."""
    if text.isprintable():
        return text
    return _HIDDEN.sub(_spelt, text.replace("\r\n", "\n").replace("\n", "\\n"))


@lru_cache(_REMEMBERED)
def markdown(text: str) -> str:
    """Text for the middle of a Markdown line or table cell: it renders as itself and makes no structure.

    Nothing becomes a link (but for a plain web address), tag, task, block id, comment, heading, HTML or template, in
    GitHub's and in Obsidian's reading. It may begin a list item, when blanks around it are stripped.
    """
    found = _inline(text)
    if found[:1].isalpha():
        return found
    opening = _OPENING.match(found)
    return f"{found[: opening.end() - 1]}\\{found[opening.end() - 1 :]}" if opening else found


def _inline(text: str) -> str:
    shown = visible(text)
    if not _may_act(shown) or not _SPECIAL.search(shown):
        return shown
    parts, end = [], 0
    for found in _URL.finditer(shown):
        if not _UNSAFE_URL.search(found[0]):
            parts += [_escaped(shown[end : found.start()]), f"<{found[0]}>"]
            end = found.end()
    return "".join([*parts, _escaped(shown[end:])])


def _may_act(text: str) -> bool:
    """Whether there may be something `_SPECIAL` in a text; quicker to tell, since most have nothing of it."""
    if _SIGN.search(text) or "%%" in text or "==" in text or "&" in text:
        return True
    return ":" in text and bool(_COLON.search(text))


def prose(text: str) -> str:
    """Like `markdown`, for words of ours that may quote a note: `code` stays code when nothing in it could act."""
    shown = visible(text)
    parts, end = [], 0
    for found in _CODE.finditer(shown):
        if _HARMLESS_CODE.fullmatch(found[1]):
            parts += [_prose_part(shown, end, found.start()), found[0]]
            end = found.end()
    return "".join([*parts, _prose_part(shown, end, len(shown))])


def wikilink(path: str, name: str, *, shared: bool = False, cell: bool = False) -> str:
    """A link to the note at `path` that shows `name`; the escaped name alone where a link could not hold the path.

    `shared`: another note has the same file name, so the link says the folder. `cell`: it stands in a table.
    """
    target = path.removesuffix(".md")
    stem = target.rsplit("/", 1)[-1]
    aim = target if shared else stem
    if not _links(aim):
        return markdown(name)
    if aim == name:
        return f"[[{aim}]]"
    if not _links(name):
        return f"{markdown(name)} ([[{aim}]])"
    return f"[[{aim}{_CELL_BAR if cell else '|'}{name}]]"


def html(text: str) -> str:
    """Text for an HTML page, between tags or in a quoted attribute: it shows as itself and makes no structure."""
    return visible(text).translate(_HTML)


def clip(text: str, length: int) -> str:
    """At most `length` characters; what was cut shows as `…`."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _prose_part(text: str, start: int, end: int) -> str:
    return (_inline if start else markdown)(text[start:end])


@lru_cache(_REMEMBERED)
def _links(text: str) -> bool:
    return bool(text) and text == text.strip() and _inline(text) == text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _spelt(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
