"""The merge driver: three files from git -> the merged one in place of ours. How notes are merged is the core's."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from vaulttool.core.merge import Merged, merge
from vaulttool.errors import VaultToolError


def merge_files(base: Path, ours: Path, theirs: Path, marker_size: int) -> bool:
    """Write the merge into the file `ours`, whole or not at all; True when conflicts are left in it.

    What is no text in UTF-8 is left to `git merge-file`, and a file that this cannot merge stays ours, in conflict.
    """
    merged = _merged(base, ours, theirs, marker_size)
    if merged is None:
        return _by_git(base, ours, theirs, marker_size)
    _replace(ours, merged.text.encode())
    return merged.has_conflicts


def _merged(base: Path, ours: Path, theirs: Path, marker_size: int) -> Merged | None:
    raw = [_read(path) for path in (base, ours, theirs)]
    if any(b"\0" in content for content in raw):
        return None
    try:
        was, mine, yours = (content.decode() for content in raw)
        return merge(was, mine, yours, marker_size)
    except UnicodeDecodeError:
        return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise VaultToolError(
            f"cannot read {path}: {error.strerror}", "git calls this command with its files"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    """The file is its old or its new version, so that a fallback never merges half of one."""
    handle, name = tempfile.mkstemp(prefix=".merge_file_", dir=path.absolute().parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, path.stat().st_mode & 0o777)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _by_git(base: Path, ours: Path, theirs: Path, marker_size: int) -> bool:
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    words = ["git", "merge-file", f"--marker-size={marker_size}", *labels, "--", *map(str, (ours, base, theirs))]
    return subprocess.run(words, check=False).returncode != 0
