"""A file that somebody exported elsewhere -> its text, also from inside a zip. What the text says is not read here."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MOST_BYTES = 64 * 1024 * 1024
"""Of an export, unpacked: over 300,000 people."""
_MOST_ENTRIES = 10_000
_SHOWN = 5
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


def read_text(file: Path, names: tuple[str, ...], ending: str) -> str:
    """The text of a file, or of the one file in a zip that bears one of these names, or else alone has this ending.

    Raises `VaultToolError` for what is no such file: what was found, and what is expected.
    """
    try:
        with file.open("rb") as opened:
            start = opened.read(len(_ZIP))
            opened.seek(0)
            data = _unzipped(file, opened, names, ending) if start in (_ZIP, _EMPTY_ZIP) else _capped(file, opened)
    except IsADirectoryError:
        raise VaultToolError(f"{file} is a folder", f"name the file in it: {' or '.join(names)}") from None
    except OSError as error:
        raise VaultToolError(f"cannot read {file}: {error.strerror or error}", "check the path") from error
    return _decoded(file, data)


def _capped(file: Path, opened: IO[bytes]) -> bytes:
    """All bytes, if they are not too many."""
    data = opened.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise VaultToolError(f"{file} holds more than {MOST_BYTES >> 20} MB", "split it, or export contacts only")
    return data


def _decoded(file: Path, data: bytes) -> str:
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{file} is not UTF-8 text (byte {error.start + 1:,})"
        raise VaultToolError(message, "export it again, or save it as UTF-8 (in Excel: CSV UTF-8)") from None


def _unzipped(file: Path, opened: IO[bytes], names: tuple[str, ...], ending: str) -> bytes:
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(opened) as archive:
            entry = _wanted(file, archive, names, ending)
            with archive.open(entry) as inside:
                return _capped(Path(entry.filename), inside)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else "it ends too early"
        raise VaultToolError(f"{file} cannot be unpacked: {reason}", "unpack it yourself, and name the file") from error


def _wanted(file: Path, archive: ZipFile, names: tuple[str, ...], ending: str) -> ZipInfo:
    """The one entry to read. Zips inside are not opened."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise VaultToolError(f"{file} holds {len(entries):,} files", f"unpack it, and name {' or '.join(names)}")
    inside = [entry for entry in entries if not entry.is_dir() and "__MACOSX/" not in entry.filename]
    found = next((named for name in names if (named := [e for e in inside if _stem(e) == name.lower()])), None)
    found = found or [entry for entry in inside if _stem(entry).endswith(ending)]
    if len(found) != 1:
        raise VaultToolError(f"{file} holds {_said(found or inside)}", f"unpack it, and name {' or '.join(names)}")
    return found[0]


def _stem(entry: ZipInfo) -> str:
    return entry.filename.replace("\\", "/").rsplit("/", 1)[-1].lower()


def _said(entries: list[ZipInfo]) -> str:
    return ", ".join(_listed(entries)) or "no file"


def _listed(entries: list[ZipInfo]) -> Iterator[str]:
    yield from (entry.filename for entry in entries[:_SHOWN])
    if len(entries) > _SHOWN:
        yield f"and {len(entries) - _SHOWN:,} more"
