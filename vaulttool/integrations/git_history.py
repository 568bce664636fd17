"""What the git history of a vault holds of some files. It is asked, never changed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from vaulttool.integrations.git import GitError, open_repository

_LOG = ("-c", "log.showSignature=false", "log", "--all", "--no-ext-diff", "--no-textconv", "--format=%H", "--")
"""Every commit that a branch or tag leads to; nothing of it is checked or shown by another program."""


def commits_with(vault: Path, paths: Sequence[str]) -> int | None:
    """How many commits changed one of these files (relative to the vault, with `/`).

    None where the vault is not in git, or git cannot say.
    """
    try:
        repository = open_repository(vault, os.environ)
        return len(set(repository.run(*_LOG, *map(repository.path, paths)).split()))
    except (GitError, OSError, ValueError):
        return None
