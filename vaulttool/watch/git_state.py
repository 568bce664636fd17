"""Whether git is in the middle of something, so that a file written by itself would get in its way. Git is not run."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType

_SIGNS = MappingProxyType({
    "rebase-merge": "rebase", "rebase-apply": "rebase", "MERGE_HEAD": "merge", "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert", "BISECT_LOG": "bisect",
})  # fmt: skip


def git_operation(vault: Path) -> str:
    """What git is in the middle of in the vault's work tree: `merge`, `rebase`, ...; `""` for nothing, or no git."""
    folder = _git_folder(Path(os.path.realpath(vault)))
    if folder is None:
        return ""
    return next((name for sign, name in _SIGNS.items() if os.path.lexists(folder / sign)), "")


def _git_folder(vault: Path) -> Path | None:
    """The folder in which git keeps the state of the work tree that the vault is, or lies in."""
    for top in (vault, *vault.parents):
        git = top / ".git"
        if git.is_dir():
            return git
        if git.is_file():
            return _named_in(git)
    return None


def _named_in(file: Path) -> Path | None:
    """Where the `.git` file of a linked work tree leads."""
    try:
        text = file.read_text("utf-8", "surrogateescape")[:4096]
    except OSError:
        return None
    return file.parent / text.removeprefix("gitdir:").strip() if text.startswith("gitdir:") else None
