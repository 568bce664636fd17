"""What is staged: the notes and settings as the next commit would have them, laid out in a folder of their own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from vaulttool.integrations.git import GitError, Repository

SETTINGS = "vaulttool.toml"
_FILES = frozenset({b"100644", b"100755"})


class Staged(Struct, frozen=True):
    """The vault of the next commit. `changed` are the paths in it that differ from the last one; deleted ones not."""

    folder: Path
    cache: Path
    changed: frozenset[str]


class _Blob(NamedTuple):
    id: bytes
    path: str


@contextmanager
def staged(repository: Repository) -> Iterator[Staged]:
    """The staged notes and settings in a private folder, which is gone afterwards. No filter of git's is run.

    It is empty when none of them is in the next commit.
    """
    changed = frozenset(path for path in _changed(repository) if _is_ours(path))
    with tempfile.TemporaryDirectory(prefix="vaulttool-staged-") as name:
        folder, cache = Path(name, "vault"), Path(name, "cache")
        folder.mkdir()
        blobs = list(_blobs(repository)) if changed else []
        for blob, content in zip(blobs, _contents(repository, blobs), strict=True):
            file = folder / blob.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        yield Staged(folder, cache, changed)


def _blobs(repository: Repository) -> Iterator[_Blob]:
    """The staged notes and settings; symbolic links, submodules and files in conflict are none."""
    for row in repository.run("ls-files", "--stage", "-z", "--", repository.vault).split(b"\0"):
        head, _, name = row.partition(b"\t")
        if not head:
            continue
        mode, blob, stage = head.split(b" ")
        path = _in_vault(repository, name)
        if mode in _FILES and stage == b"0" and _is_ours(path):
            yield _Blob(blob, path)


def _is_ours(path: str) -> bool:
    return path == SETTINGS or path[-3:].lower() == ".md"


def _changed(repository: Repository) -> Iterator[str]:
    options = ("--cached", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d")
    for name in repository.run("diff", *options, "--", repository.vault).split(b"\0"):
        if name:
            yield _in_vault(repository, name)


def _in_vault(repository: Repository, name: bytes) -> str:
    """A path in the vault from one in the work tree."""
    path = os.fsdecode(name)
    if {"..", ".", ""} & set(path.split("/")):
        raise GitError(f"the index holds an unsafe path: {path}", "see where this repository comes from")
    return path if repository.vault == "." else path.removeprefix(f"{repository.vault}/")


def _contents(repository: Repository, blobs: list[_Blob]) -> Iterator[bytes]:
    """The bytes of each, from one call."""
    asked = b"".join(blob.id + b"\n" for blob in blobs)
    answer = repository.run("cat-file", "--batch", stdin=asked) if blobs else b""
    at = 0
    for blob in blobs:
        end = answer.index(b"\n", at)
        said = answer[at:end].split(b" ")
        if len(said) != 3:
            raise GitError(f"git has no content for {blob.path}", "run `git fsck`")
        size = int(said[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
