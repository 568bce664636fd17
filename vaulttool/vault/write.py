"""Writing one file of the vault: whole or not at all, and never over a change that was not read."""

from __future__ import annotations

import os
from stat import S_IMODE, S_ISREG

from vaulttool.core.file_names import TEMP_PREFIX, owner_of_temp
from vaulttool.errors import ChangedMeanwhile, UnreadableNote, WriteFailed, WriteRefused
from vaulttool.vault.lock import take_turn
from vaulttool.vault.place import Place, parts_of
from vaulttool.vault.read import read_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NEW_MODE = 0o666
_OLD_TEMP_SECONDS = 3600
_READ_AGAIN = "read it again, then repeat"


def write(root: Path, path: str, new: bytes, expected: bytes | None, *, make_folders: bool = True) -> bool:
    """Put `new` into the file at `path`, if it still holds `expected` (None: there must be no such file yet).

    True when written, False when the file holds `new` already. `ChangedMeanwhile` when it holds something else;
    `WriteRefused` for links, hard links and read-only files; `WriteFailed` when the system cannot. The file is then
    as it was. The new version keeps mode, owner and extended attributes, and is on the disk when this returns.
    """
    *folders, name = parts_of(path)
    with Place(root, folders, make=make_folders and expected is None) as place:
        take_turn(place)
        old = _present(place, name, path)
        if old is None and expected is None:
            return _create(place, name, path, new)
        current = read_for_write(place, name, path) if old else None
        if current == new:
            return False
        if expected is None or current != expected or old is None:
            raise ChangedMeanwhile(f"{path} {_what_happened(expected, current)}", _READ_AGAIN)
        _refuse_special(old, path)
        return _replace(place, name, path, new, expected, old)


def refuse_special(root: Path, path: str) -> None:
    """`WriteRefused` when there is a file at `path` that is never written over: one with hard links, or read-only."""
    *folders, name = parts_of(path)
    with Place(root, folders) as place:
        old = _present(place, name, path)
        if old:
            _refuse_special(old, path)


def remove(root: Path, path: str, expected: bytes) -> bool:
    """Delete the file at `path`, if it still holds `expected`. True when deleted, False when there is none so spelt.

    `ChangedMeanwhile` when it holds something else; `WriteRefused` for links, hard links and read-only files.
    """
    *folders, name = parts_of(path)
    with Place(root, folders) as place:
        take_turn(place)
        old = _present(place, name, path)
        if old is None or name not in place.names():
            return False
        if read_for_write(place, name, path) != expected:
            raise ChangedMeanwhile(f"{path} was changed by another program", _READ_AGAIN)
        _refuse_special(old, path)
        try:
            place.unlink(name)
        except OSError as error:
            raise WriteFailed(f"cannot delete {path}: {error.strerror}") from error
        return _settle(place, path)


def respell(root: Path, path: str, to: str, expected: bytes) -> bool:
    """Give the file at `path` the spelling `to`, where the file system takes both for the same name.

    False where it does not: then they are two files like any others. `ChangedMeanwhile`, `WriteRefused` and
    `WriteFailed` as `write`.
    """
    *folders, name = parts_of(path)
    *others, new = parts_of(to)
    if folders != others or not is_spelt(root, path) or is_spelt(root, to):
        return False
    with Place(root, folders) as place:
        take_turn(place)
        old, same = _present(place, name, path), _present(place, new, to)
        if old is None or same is None or (old.st_dev, old.st_ino) != (same.st_dev, same.st_ino):
            return False
        if read_for_write(place, name, path) != expected:
            raise ChangedMeanwhile(f"{path} was changed by another program", _READ_AGAIN)
        _refuse_special(old, path)
        try:
            _move(place, name, new)
        except OSError as error:
            raise WriteFailed(f"cannot rename {path}: {error.strerror}") from error
        if new not in place.names():
            raise WriteRefused(f"{path} keeps its name: this file system spells names in its own way")
        return _settle(place, to)


def is_spelt(root: Path, path: str) -> bool:
    """Whether a file stands at `path` in exactly this spelling; some file systems find `Ana.md` by `ana.md` too."""
    *folders, name = parts_of(path)
    try:
        with Place(root, folders) as place:
            return name in place.names()
    except (OSError, WriteRefused, WriteFailed):
        return False


def sweep_temps(root: Path, temps: Iterable[str], now: float) -> tuple[str, ...]:
    """Delete those leftover temporary files of this tool (`Scan.temps`) that are over an hour old and whose process has
    ended; what was deleted. `now` in seconds since 1970.
    """
    return tuple(path for path in temps if _sweep(root, path, now))


def _sweep(root: Path, path: str, now: float) -> bool:
    *folders, name = parts_of(path)
    pid = owner_of_temp(name)
    if pid is None or _is_running(pid):
        return False
    try:
        with Place(root, folders) as place:
            stat = place.stat(name)
            if not S_ISREG(stat.st_mode) or now - stat.st_mtime < _OLD_TEMP_SECONDS:
                return False
            place.unlink(name)
    except (OSError, WriteRefused, WriteFailed):
        return False
    return True


def _is_running(pid: int) -> bool:
    if os.name == "nt":
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _present(place: Place, name: str, path: str) -> os.stat_result | None:
    try:
        return place.stat(name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WriteFailed(f"cannot look at {path}: {error.strerror}") from error


def read_for_write(place: Place, name: str, path: str) -> bytes:
    """The content of a file that is about to be replaced; `WriteRefused` when it cannot be read."""
    try:
        return read_file(place.at(name), path, folder=place.handle)
    except UnreadableNote as error:
        raise WriteRefused(f"{path} is left alone: {error.reason}") from error


def _what_happened(expected: bytes | None, current: bytes | None) -> str:
    if expected is None:
        return "exists already"
    return "is gone" if current is None else "was changed by another program"


def _refuse_special(old: os.stat_result, path: str) -> None:
    if old.st_nlink > 1:
        why = f"{path} is left alone: it has {old.st_nlink} names (hard links)"
        raise WriteRefused(why, "copy it to a file of its own")
    if not old.st_mode & 0o200:
        raise WriteRefused(f"{path} is left alone: it is read-only", "make it writable")


def _create(place: Place, name: str, path: str, new: bytes) -> bool:
    """A new file, which must not have come to be meanwhile."""
    temp = _temp_name()
    try:
        _fill(place, temp, new, None)
        _link_or_move(place, temp, name)
        place.unlink(temp)
    except FileExistsError:
        raise ChangedMeanwhile(f"{path} exists already", _READ_AGAIN) from None
    except OSError as error:
        raise WriteFailed(f"cannot write {path}: {error.strerror}") from error
    finally:
        _discard(place, temp)
    return _settle(place, path)


def _link_or_move(place: Place, temp: str, name: str) -> None:
    """Give the file its name without replacing another; file systems without hard links get a check and a rename."""
    try:
        place.link(temp, name)
    except FileExistsError:
        raise
    except OSError:
        try:
            place.stat(name)
        except FileNotFoundError:
            place.replace(temp, name)
        else:
            raise FileExistsError(name) from None


def _replace(place: Place, name: str, path: str, new: bytes, expected: bytes, old: os.stat_result) -> bool:
    temp = _temp_name()
    try:
        _fill(place, temp, new, old, like=name)
        if read_for_write(place, name, path) != expected:
            raise ChangedMeanwhile(f"{path} was changed by another program", _READ_AGAIN)
        _move(place, temp, name)
    except OSError as error:
        raise WriteFailed(f"cannot write {path}: {error.strerror}") from error
    finally:
        _discard(place, temp)
    return _settle(place, path)


def _settle(place: Place, path: str) -> bool:
    """Have the new name on the disk."""
    try:
        place.flush()
    except OSError as error:
        raise WriteFailed(f"{path} is written, but the disk did not confirm it: {error.strerror}") from error
    return True


def _move(place: Place, temp: str, name: str) -> None:
    """Rename over the old file; on Windows a scanner may hold it for a moment."""
    import time

    for pause in (0.05, 0.1, 0.2, 0.4):
        try:
            return place.replace(temp, name)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in (5, 32):
                raise
            time.sleep(pause)
    return place.replace(temp, name)


def _discard(place: Place, temp: str) -> None:
    try:
        place.unlink(temp)
    except OSError:
        return


def _temp_name() -> str:
    return f"{TEMP_PREFIX}{os.getpid()}-{os.urandom(6).hex()}.tmp"


def _fill(place: Place, temp: str, data: bytes, old: os.stat_result | None, like: str = "") -> None:
    """Make the temporary file, with the attributes of the file it will replace, and have it on the disk."""
    handle = place.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW_MODE if old is None else 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if old is not None:
            _keep_attributes(place, handle, old, like)
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep_attributes(place: Place, handle: int, old: os.stat_result, like: str) -> None:
    made = os.fstat(handle)
    if hasattr(os, "fchown") and (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
        os.fchown(handle, old.st_uid, old.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        source = place.open(like, os.O_RDONLY)
        try:
            _copy_xattrs(source, handle)
        finally:
            os.close(source)


def _copy_xattrs(source: int, target: int) -> None:
    """Extended attributes, access lists among them; those that only the system may set are left to it."""
    try:
        names = os.listxattr(source)
    except OSError:
        return
    for name in names:
        if not name.startswith(("security.", "trusted.")):
            os.setxattr(target, name, os.getxattr(source, name))
