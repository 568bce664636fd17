"""Values of notes as plain words: no markup, one line, nothing that acts. Names as people say them."""

from __future__ import annotations

import re

from vaulttool.core.escape import visible
from vaulttool.core.pattern import pattern

_WIKILINK = pattern(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINK = pattern(r"!?\[([^\[\]]+)\]\([^()]*\)")
_EMPHASIS = pattern(r"(?<!\w)(\*\*|__|\*|_|`|==|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ACTS = (("<%", "< %"), ("%>", "% >"), ("%%", "% %"), ("<!--", "< !--"))
_TITLES = frozenset(
    (
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "mx",
        "miss",
        "sir",
        "dame",
        "rev",
        "fr",
        "ing",
        "herr",
        "frau",
        "mme",
    )
)


def clean(value: str) -> str:
    """A value as one line of plain words: links as their label, no emphasis, nothing that a template tool would run."""
    text = _WIKILINK.sub(_label, visible(value))
    text = _LINK.sub(lambda found: found[1], text)
    text = _EMPHASIS.sub(lambda found: found[2], text)
    for acting, inert in _ACTS:
        text = text.replace(acting, inert)
    return " ".join(text.split())


def first_name(name: str) -> str:
    """What a person is called: `Ana` of `Ana Ruiz`, `Ruiz, Ana` and `Dr. Ana Ruiz`; the whole of a single name."""
    _, comma, given = clean(name).partition(",")
    words = (given if comma and given.strip() else clean(name)).split()
    called = [word for word in words if word.rstrip(".").casefold() not in _TITLES]
    return (called or words or [""])[0].rstrip(",")


def _label(found: re.Match[str]) -> str:
    return found[2] or found[1].split("#")[0].rsplit("/", 1)[-1]
