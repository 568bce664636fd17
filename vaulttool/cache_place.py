"""Where what can be worked out again is kept: the user's cache folder, and the name of a vault's files there."""

from __future__ import annotations

import os
import sys


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


def put(file: str, content: bytes) -> None:
    """Write a file of the cache, for the user's eyes only; whoever reads it meanwhile sees the old or the new one.

    `OSError` when that cannot be.
    """
    temp = f"{file}.{os.getpid()}.tmp"
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as stream:
        stream.write(content)
    os.replace(temp, file)
