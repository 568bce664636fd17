"""An exported file put where the user wants it: only when it differs, whole, and never over a note."""

from __future__ import annotations

import os
from pathlib import Path

from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.core.settings import Settings
from vaulttool.core.values import fold
from vaulttool.errors import UnreadableNote, VaultToolError, WriteRefused
from vaulttool.vault import read
from vaulttool.vault.write import write

_OTHER_PLACE = "name a file of its own, such as contacts.csv, with -o"


def put(file: Path, data: bytes) -> bool:
    """Write `data`, unless the file holds it already; True when written. Its folder must be there.

    `WriteRefused`, `WriteFailed` and `ChangedMeanwhile` as for a note.
    """
    folder, name = Path(os.path.realpath(file.parent)), file.name
    return write(folder, name, data, _present(folder, name))


def refuse_note(file: Path, vault: Path, settings: Settings) -> None:
    """`WriteRefused` for a path that is a note's, or a file by which the vault is run."""
    name = file.name
    if name in ("", "..") or file.is_dir():
        raise WriteRefused(f"{file} is a folder", _OTHER_PLACE)
    if name.lower().endswith(".md"):
        raise WriteRefused(f"{file} is the name of a note, and notes are not written over", _OTHER_PLACE)
    inside = _inside(Path(os.path.realpath(file.parent)) / name, vault)
    if inside and (inside in (fold(settings.dashboard), fold(CONFIG_NAME)) or f"/{inside}".find("/.") >= 0):
        raise WriteRefused(f"{file} belongs to the vault itself", _OTHER_PLACE)


def _inside(file: Path, vault: Path) -> str:
    """The folded path within the vault, `""` outside of it."""
    root = Path(os.path.realpath(vault))
    return fold(file.relative_to(root).as_posix()) if file.is_relative_to(root) else ""


def _present(folder: Path, name: str) -> bytes | None:
    try:
        return read(folder, name)
    except UnreadableNote as error:
        if os.path.lexists(folder / name):
            raise VaultToolError(f"{folder / name} is left alone: {error.reason}", _OTHER_PLACE) from error
        return None
