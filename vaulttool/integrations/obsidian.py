"""Obsidian's own files in a vault: the property types. Nothing that the user chose there is changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from vaulttool.core.obsidian_types import types_json
from vaulttool.errors import UnreadableNote, VaultToolError
from vaulttool.vault import read
from vaulttool.vault.write import write


def merge_types(file: Path, types: Mapping[str, str]) -> bool:
    """Add the types that `file` (a `types.json`) lacks; True when it was written. Its folder must be there.

    `VaultToolError` for a file that is not Obsidian's, or cannot be read or written.
    """
    folder, name = Path(os.path.realpath(file.parent)), file.name
    old = _present(folder, name, file)
    try:
        text = types_json(types, old.decode("utf-8") if old else "")
    except ValueError as error:
        raise VaultToolError(
            f"{file} is left alone: {error}", "open the vault in Obsidian once, or delete it"
        ) from error
    return write(folder, name, text.encode("utf-8"), old)


def _present(folder: Path, name: str, file: Path) -> bytes | None:
    try:
        return read(folder, name)
    except UnreadableNote as error:
        if os.path.lexists(folder / name):
            raise VaultToolError(f"{file} is left alone: {error.reason}") from error
        return None
