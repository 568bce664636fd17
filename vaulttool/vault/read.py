"""The bytes of one file of the vault, whole and of one moment. What they say is not asked here."""

from __future__ import annotations

import os
from errno import ELOOP
from stat import S_ISREG

from vaulttool.errors import UnreadableNote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is no note."""

_TRIES = 5
_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
    _FLAGS |= getattr(os, _flag, 0)


def read(root: Path, path: str) -> bytes:
    """The bytes of the file at `path` (relative to the vault, with `/`).

    `UnreadableNote` when it is none, no regular file, over 32 MB, refused by the system, or never still. Links are not
    followed and pipes not waited for.
    """
    if path[:1] == "/" or "\0" in path or ".." in path.split("/"):
        raise UnreadableNote(path, "not a path inside the vault")
    return read_file(f"{os.fspath(root)}/{path}", path)


def read_if_there(root: Path, path: str) -> bytes | None:
    """As `read`; None when nothing stands at the path."""
    try:
        return read(root, path)
    except UnreadableNote:
        if os.path.lexists(f"{os.fspath(root)}/{path}"):
            raise
        return None


def read_file(file: str, path: str, *, folder: int | None = None) -> bytes:
    """`read` of a file by its name on disk, in the open folder `folder` if given; `path` is what to call it."""
    try:
        handle = os.open(file, _FLAGS, dir_fd=folder)
    except OSError as error:
        reason = "it is a symbolic link" if error.errno == ELOOP else str(error.strerror)
        raise UnreadableNote(path, reason) from error
    try:
        return _steady(handle, path)
    except OSError as error:
        raise UnreadableNote(path, str(error.strerror)) from error
    finally:
        os.close(handle)


def digest(data: bytes) -> bytes:
    """16 bytes that tell one content from another."""
    from vaulttool.core.hashing import blake2b

    return blake2b(data, digest_size=16).digest()


def _steady(handle: int, path: str) -> bytes:
    """The content, read again while somebody writes to it."""
    before = os.fstat(handle)
    if not S_ISREG(before.st_mode):
        raise UnreadableNote(path, "it is not a regular file")
    for _ in range(_TRIES):
        data = _all(handle, before.st_size, path)
        after = os.fstat(handle)
        if len(data) == after.st_size and after.st_mtime_ns == before.st_mtime_ns and after.st_size == before.st_size:
            return data
        before = after
        os.lseek(handle, 0, os.SEEK_SET)
    raise UnreadableNote(path, "it keeps changing while it is read")


def _all(handle: int, size: int, path: str) -> bytes:
    if size > MOST_BYTES:
        raise UnreadableNote(path, f"it is larger than {MOST_BYTES // 2**20} MB")
    data = os.read(handle, size + 1)
    if len(data) == size or not data:
        return data
    found = [data]
    while data and sum(map(len, found)) <= MOST_BYTES:
        data = os.read(handle, 1 << 20)
        found.append(data)
    return b"".join(found)
