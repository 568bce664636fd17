"""The bytes of a note -> text, with findings about bytes that are no text. What the text says is read elsewhere."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from vaulttool.core.diagnostics import Finding

MAX_BYTES = 1 << 20
"""What is read of one note; the rest of a longer one is left out, with a finding."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Decoded(NamedTuple):
    """`text` keeps a byte order mark; `damaged` is true when the bytes were not plain UTF-8 text."""

    text: str
    findings: tuple[Finding, ...]
    damaged: bool


def decode(path: str, raw: bytes) -> Decoded:
    """The text of a note. Bytes that are not UTF-8 are read as Latin-1, for reading only; NUL bytes become blanks."""
    findings: list[Finding] = []
    cut = len(raw) > MAX_BYTES
    if cut:
        findings.append(_too_large(path, len(raw)))
    text, damage = _text(path, raw[:MAX_BYTES], cut=cut)
    if "\0" in text:
        damage.append(_nul_bytes(path, text))
        text = text.replace("\0", " ")
    return Decoded(text, (*findings, *damage), bool(damage))


def _text(path: str, raw: bytes, *, cut: bool) -> tuple[str, list[Finding]]:
    if raw.startswith(_UTF16):
        message = "the note is saved as UTF-16, from byte 0 on"
        found = Finding(path, 1, 1, "not-utf8", "error", message, "Save the note as UTF-8.")
        return raw.decode("utf-16", "replace"), [found]
    try:
        return codecs.utf_8_decode(raw, "strict", not cut)[0], []
    except UnicodeDecodeError as error:
        return raw.decode("utf-8", _AS_LATIN1), [_not_utf8(path, raw, error.start)]


def _not_utf8(path: str, raw: bytes, offset: int) -> Finding:
    line = raw.count(b"\n", 0, offset) + 1
    before = raw[raw.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", _AS_LATIN1).removeprefix("\ufeff")
    message = f"byte {offset} (0x{raw[offset]:02x}) is not UTF-8 text"
    hint = "Save the note as UTF-8; until then it is read as Latin-1 and never written."
    return Finding(path, line, len(before) + 1, "not-utf8", "error", message, hint)


def _nul_bytes(path: str, text: str) -> Finding:
    offset = text.index("\0")
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    message = f"the file is damaged: {text.count(chr(0))} NUL bytes, as after a power loss"
    hint = "Restore the note from git or a backup."
    return Finding(path, line, column, "unreadable-file", "error", message, hint)


def _too_large(path: str, size: int) -> Finding:
    message = f"the note has {size:,} bytes; only the first {MAX_BYTES:,} were read"
    return Finding(path, 1, 1, "too-large", "warning", message, "Move the older part into a note of its own.")


def _latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


_AS_LATIN1 = "vaulttool-latin-1"
codecs.register_error(_AS_LATIN1, _latin1)
