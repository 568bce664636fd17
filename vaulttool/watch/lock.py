"""One watcher for a vault. The lock ends with its process, however that ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vaulttool.errors import VaultToolError
from vaulttool.index import Index

_SUFFIX = ".watch.lock"


class WatchedAlready(VaultToolError):
    """Another process watches this vault."""


@contextmanager
def only_watcher(vault: Path) -> Iterator[None]:
    """Be the only watcher of this vault. `WatchedAlready` names the other's process id.

    The lock lies beside the index. Where there can be no lock, it is done without.
    """
    from filelock import FileLock, Timeout

    Index.open(vault).close()
    file = Index.path_of(vault).with_suffix(_SUFFIX)
    lock = FileLock(file, timeout=0, mode=0o600, fallback_to_soft=False, on_acquired=_sign)
    try:
        lock.acquire()
    except Timeout:
        raise _refusal(file) from None
    except OSError:
        pass
    try:
        yield
    finally:
        lock.release()


def _sign(handle: int) -> None:
    """Leave our process id, for the next one who comes."""
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)


def _refusal(file: Path) -> WatchedAlready:
    pid = ""
    with suppress(OSError):
        pid = file.read_text("ascii", "replace").strip()
    if not pid.isdigit():
        return WatchedAlready(
            "this vault is being watched already", "end the other `vaulttool watch`, or leave it to it"
        )
    what = f"this vault is being watched already, by process {pid}"
    return WatchedAlready(what, f"leave it to that one, or end it first: kill {pid}")
