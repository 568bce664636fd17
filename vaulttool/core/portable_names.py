"""Any name -> a file name that every system, sync program and wikilink takes. Whether it is free is not said here."""

from __future__ import annotations

import re
import unicodedata

from vaulttool.core.pattern import pattern

MOST_BYTES = 120
"""Of a name without `.md`: a date and a number in addition stay below the 143 bytes of encrypted folders."""

FALLBACK = "Unnamed"

_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
"""Characters that do not show, or that systems write differently: controls, formats, private and unassigned ones."""

_COLON = pattern(r"\s*:\s+")
_SIGNS = str.maketrans({**dict.fromkeys("/\\|:", "-"), **dict.fromkeys("*?<>#^[]", " "), '"': "'"})
"""What Windows forbids in a file name, and what would end a wikilink."""

_DEVICE = pattern(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_EDGES = " ."
_NO_START = _EDGES + "-~"
"""Hidden files, options of commands, and what programs leave while they save begin so."""


def clean_name(text: str) -> str:
    """A name in one line of Unicode text: controls and broken characters left out, blanks collapsed, composed."""
    shown = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs"))
    return " ".join(unicodedata.normalize("NFC", shown).split())


def portable_stem(name: str) -> str:
    """A file name without `.md` for this name, as near to it as is safe everywhere; `Unnamed` when nothing is left.

    The same name gives the same file name, and a file name gives itself.
    """
    plain = _COLON.sub(" - ", clean_name(name)).translate(_SIGNS)
    shown = clean_name("".join(c for c in plain if unicodedata.category(c) not in _DROPPED))
    stem = _trimmed(_cut(_trimmed(shown))) or FALLBACK
    device = _DEVICE.match(stem)
    return f"{stem[: device.end()]}_{stem[device.end() :]}" if device else stem


def _trimmed(stem: str) -> str:
    """Without what may not begin or end a file name."""
    while True:
        trimmed = stem.lstrip(_NO_START).rstrip(_EDGES)
        if trimmed.lower().endswith(".md"):
            trimmed = trimmed[: -len(".md")]
        if trimmed == stem:
            return stem
        stem = trimmed


def _cut(stem: str) -> str:
    """The first `MOST_BYTES` bytes, accents kept with their letters."""
    if len(stem.encode()) <= MOST_BYTES:
        return stem
    end = len(stem.encode()[:MOST_BYTES].decode(errors="ignore"))
    while end and unicodedata.combining(stem[end]):
        end -= 1
    return stem[:end]
