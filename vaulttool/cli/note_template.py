"""What a new note begins with, its template and the question bank: the vault's own, else the packaged ones."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.model import Note
    from vaulttool.core.settings import Settings

_FOLDERS = ("Templates", "templates", "_templates")


def note_template(vault: Path, kind: str) -> tuple[str, str]:
    """The text of a kind's template, and its path in the vault, `""` for the packaged one.

    `VaultToolError` when the vault's own is not UTF-8 text.
    """
    from vaulttool.starter import template_root
    from vaulttool.vault import read

    for folder in _FOLDERS:
        path = f"{folder}/{kind}.md"
        if os.path.lexists(vault / path):
            try:
                return read(vault, path).decode("utf-8-sig"), path
            except UnicodeDecodeError as error:
                raise VaultToolError(f"{path} is not UTF-8 text", "save it as UTF-8 in your editor") from error
    return template_root().joinpath(f"{_FOLDERS[0]}/{kind}.md").read_text(encoding="utf-8"), ""


def packaged_questions(settings: Settings) -> tuple[Note, ...]:
    """The notes of the question bank that `init` lays out."""
    from vaulttool.core.parse.note import parse_note
    from vaulttool.starter import template_root

    files = sorted(template_root().joinpath("Questions").iterdir(), key=lambda file: file.name)
    paths = [(file, f"Questions/{file.name}") for file in files if file.name.endswith(".md")]
    return tuple(parse_note(path, file.read_bytes(), settings).note for file, path in paths)
