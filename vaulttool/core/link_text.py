"""Links in a text: `[[target#heading|label]]` and `[label](target.md)`. What they lead to is not known here."""

from __future__ import annotations

import re

from vaulttool.core.pattern import pattern

_WIKI = pattern(r"\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]*))?\]\]")
_MARKDOWN = pattern(r"\[([^\[\]\n]*)\]\(<?([^()<>\n]{1,500}?\.md(?:#[^()<>\n]{0,500})?)>?\)", re.I)
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]+:")


def target_of(written: str, folder: str = "") -> str:
    """The path or name a link means: without heading, block, `.md`; `./` and `../` taken from `folder`."""
    if "#" in written or "^" in written:
        written = written.partition("#")[0].partition("^")[0]
    target = written.rstrip("\\ ").lstrip()
    if "." not in target and "/" not in target:
        return target
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
            start = m.start()
            if text[start - 1 : start] != "!" and (target := target_of(m[1], folder)):
                found.append((start, target, (m[2] or "").strip()))
    if "](" in text:
        from urllib.parse import unquote

        for m in _MARKDOWN.finditer(text):
            start = m.start()
            if text[start - 1 : start] == "!" or _SCHEME.match(m[2]):
                continue
            if target := target_of(unquote(m[2]), folder):
                found.append((start, target, m[1].strip()))
        found.sort()
    return found
