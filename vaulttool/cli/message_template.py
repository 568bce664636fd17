"""The words of a kind of message: the vault's own template, else the packaged one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaulttool.core.drafts import Template
    from vaulttool.core.settings import Settings

_FOLDERS = ("Templates/messages", "templates/messages", "_templates/messages")


def message_template(vault: Path, kind: str, settings: Settings) -> tuple[Template, str]:
    """The template, and a sentence that says so when it is not the vault's own."""
    from vaulttool.core.drafts import read_template
    from vaulttool.starter import template_root
    from vaulttool.vault import read

    for folder in _FOLDERS:
        path = f"{folder}/{kind}.md"
        if os.path.lexists(vault / path):
            return read_template(path, read(vault, path), settings), ""
    path = f"{_FOLDERS[0]}/{kind}.md"
    packaged = template_root().joinpath(path)
    said = f"The words are vaulttool's own: {path} is not in this vault (`vaulttool init` adds it, for you to change)."
    return read_template(path, packaged.read_bytes(), settings), said
