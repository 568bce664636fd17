"""Where what can be worked out again is kept: the user's cache folder, a vault's files there, and values in them."""

from __future__ import annotations

import marshal
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def cache_folder() -> str:
    """The user's folder for what can be worked out again: `VAULTTOOL_CACHE`, else where the system wants it."""
    own = os.environ.get("VAULTTOOL_CACHE")
    if own:
        return os.path.abspath(os.path.expanduser(own))
    system: str = sys.platform
    if system == "linux":
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
        return os.path.join(base, "vaulttool")
    from platformdirs import user_cache_dir

    return user_cache_dir("vaulttool", appauthor=False)


def name_of(vault: str) -> str:
    """What files in the cache that belong to this vault are called: 24 letters and digits, made of its real path."""
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

    return str(blake2b(os.fsencode(os.path.realpath(vault)), digest_size=12).hexdigest())


def file_of(vault: str, ending: str, folder: str = "") -> str:
    """The file of this vault with this ending, in the user's folder or another."""
    return f"{os.path.join(folder or cache_folder(), name_of(vault))}.{ending}"


def put(file: str, magic: bytes, value: Any) -> None:
    """Keep a plain value, for the user's eyes only; whoever reads the file meanwhile sees the old, the new or none.

    The old one is deleted first: a file that takes the place of another is brought to the disk at once, which takes
    longer than all else. `magic` tells what kind of value it is. `OSError` when that cannot be.
    """
    temp = f"{file}.{os.getpid()}.tmp"
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as stream:
        stream.write(magic)
        stream.write(marshal.dumps(value))
    delete(file)
    os.replace(temp, file)


def delete(file: str) -> None:
    """Delete what was kept, if that can be and anything was."""
    try:
        os.unlink(file)
    except OSError:
        return


def get(file: str, magic: bytes) -> Any:
    """What `put` kept, None when there is nothing of this kind."""
    try:
        with open(file, "rb") as stream:
            if stream.read(len(magic)) == magic:
                return marshal.loads(stream.read())
    except (OSError, ValueError, EOFError, TypeError):
        pass
    return None
