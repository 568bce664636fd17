"""One folder of the vault, held open, so that nothing in it can be swapped for a link while it is worked in."""

from __future__ import annotations

import os
from errno import ELOOP, ENOTDIR
from stat import S_ISDIR

from vaulttool.errors import WriteFailed, WriteRefused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_BY_HANDLE = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd
_OPEN_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def parts_of(path: str) -> list[str]:
    """The parts of a path in the vault. `WriteRefused` for one that is empty, absolute or leads upwards."""
    parts = path.split("/")
    wrong = any(part in ("", ".", "..") or "\0" in part for part in parts)
    if wrong or (os.name == "nt" and any(c in path for c in "\\:")):
        raise WriteRefused(f"{path!r} is not a path inside the vault", "name the file from the vault downwards")
    return parts


class Place:
    """A folder below `root`. Where the system allows it, every call goes through one handle; else through the path."""

    def __init__(self, root: Path, folders: list[str], *, make: bool = False) -> None:
        """Walks down without following a link; `make` creates what is missing. `WriteRefused`, `WriteFailed`."""
        self.handle: int | None = None
        self.folder = os.fspath(root)
        try:
            self._enter(self.folder, follow=True)
            for name in folders:
                if make:
                    self._make(name)
                self._enter(name)
        except OSError as error:
            self.close()
            raise _no_entry("/".join(folders) or self.folder, error) from error
        except WriteRefused:
            self.close()
            raise

    def _enter(self, name: str, *, follow: bool = False) -> None:
        if not _BY_HANDLE:
            self.folder = name if follow else self._checked(name)
            return
        flags = _OPEN_FOLDER & ~getattr(os, "O_NOFOLLOW", 0) if follow else _OPEN_FOLDER
        inner = os.open(name, flags, dir_fd=self.handle)
        self.close()
        self.handle = inner

    def _checked(self, name: str) -> str:
        folder = os.path.join(self.folder, name)
        if not S_ISDIR(os.lstat(folder).st_mode):
            raise WriteRefused(f"{folder} is not a folder, or a link to one")
        return folder

    def _make(self, name: str) -> None:
        try:
            os.mkdir(self.at(name), dir_fd=self.handle)
        except FileExistsError:
            return

    def at(self, name: str) -> str:
        """What to call a file of this folder in a system call that is given `dir_fd=handle`."""
        return name if self.handle is not None else os.path.join(self.folder, name)

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """`os.open` in this folder; never through a link, never waiting for a pipe."""
        extra = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY")
        for flag in extra:
            flags |= getattr(os, flag, 0)
        return os.open(self.at(name), flags, mode, dir_fd=self.handle)

    def stat(self, name: str) -> os.stat_result:
        """`os.lstat` in this folder."""
        return os.stat(self.at(name), dir_fd=self.handle, follow_symlinks=False)

    def names(self) -> list[str]:
        """How the files of this folder are spelt, in no order."""
        return os.listdir(self.handle if self.handle is not None else self.folder)

    def replace(self, old: str, new: str) -> None:
        """`os.replace` in this folder."""
        os.replace(self.at(old), self.at(new), src_dir_fd=self.handle, dst_dir_fd=self.handle)

    def link(self, old: str, new: str) -> None:
        """`os.link` in this folder: `new` must not exist."""
        os.link(self.at(old), self.at(new), src_dir_fd=self.handle, dst_dir_fd=self.handle, follow_symlinks=False)

    def unlink(self, name: str) -> None:
        """`os.unlink` in this folder; a file that is gone is fine."""
        try:
            os.unlink(self.at(name), dir_fd=self.handle)
        except FileNotFoundError:
            return

    def flush(self) -> None:
        """Have the folder's names on the disk. File systems that cannot are excused; a disk error is not."""
        if self.handle is None:
            return
        from errno import EACCES, EBADF, EINVAL, ENOSYS, ENOTSUP

        try:
            os.fsync(self.handle)
        except OSError as error:
            if error.errno not in (EACCES, EBADF, EINVAL, ENOSYS, ENOTSUP):
                raise

    def close(self) -> None:
        """Let go of the folder."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()


def _no_entry(folder: str, error: OSError) -> WriteRefused | WriteFailed:
    if error.errno in (ELOOP, ENOTDIR):
        return WriteRefused(f"{folder} is not a folder, or leads through a link", "write where the file itself is")
    return WriteFailed(f"cannot open the folder {folder}: {error.strerror}")
