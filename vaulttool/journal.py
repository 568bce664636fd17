"""What the last command changes, kept from before its first write: to finish it after a crash, and to take it back.

Kept beside the index, for the user's eyes only. The bytes stay until the next command that writes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from vaulttool.core.codec import decode, encode

_OPEN, _LAST, _TICKS = ".open.json", ".last.json", ".ticks.json"
_TICKS_KEPT = 2000
_WAIT_SECONDS = 10.0

T = TypeVar("T")


class Step(Struct, frozen=True, array_like=True):
    """One file: its bytes before and after; None where there is, or will be, none."""

    path: str
    old: bytes | None
    new: bytes | None


class Entry(Struct, frozen=True):
    """What one command changes. `command` is what was typed; `ticks` are the ids of the dashboard lines it settles."""

    command: str
    steps: tuple[Step, ...]
    ticks: tuple[str, ...] = ()


class Journal:
    """The journal of one vault; `index` is the file of its index."""

    def __init__(self, index: Path) -> None:
        self._index = index

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait, at most ten seconds, for another command that is writing now; go on after that, or without a folder."""
        from filelock import FileLock, Timeout

        lock = FileLock(self._file(".writing.lock"), timeout=_WAIT_SECONDS, mode=0o600)
        with suppress(OSError, Timeout):
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def begin(self, entry: Entry) -> None:
        """Keep what is about to be written, on the disk before this returns. `OSError` when that cannot be."""
        self._put(_OPEN, entry)

    def end(self) -> None:
        """What was begun is written, and its ticks are settled."""
        with suppress(OSError):
            entry = self.interrupted()
            if entry and entry.ticks:
                self._put(_TICKS, [*self.ticks(), *entry.ticks][-_TICKS_KEPT:])
            os.replace(self._file(_OPEN), self._file(_LAST))

    def abandon(self) -> None:
        """Nothing of what was begun was written: the entry before it is the last one again."""
        entry = self.interrupted()
        if entry:
            self._forget_ticks(entry)
        self._delete((_OPEN,))

    @property
    def is_open(self) -> bool:
        """Whether something was begun and not ended, as far as one can tell at once."""
        return self._file(_OPEN).exists()

    def interrupted(self) -> Entry | None:
        """What was begun and not ended."""
        return self._read(_OPEN, Entry)

    def last(self) -> Entry | None:
        """What was begun last, ended or not; None when it was taken back, or nothing is known of it."""
        return self._read(_OPEN, Entry) or self._read(_LAST, Entry)

    def ticks(self) -> tuple[str, ...]:
        """The ids of dashboard lines that were settled here by a tick, oldest first."""
        return self._read(_TICKS, tuple[str, ...]) or ()

    def drop(self, entry: Entry) -> None:
        """Forget an entry and the ticks that it settled: it was taken back."""
        self._forget_ticks(entry)
        self._delete((_OPEN, _LAST))

    def clear(self) -> None:
        """Forget everything."""
        self._delete((_OPEN, _LAST, _TICKS))

    def _forget_ticks(self, entry: Entry) -> None:
        if entry.ticks:
            with suppress(OSError):
                self._put(_TICKS, [id_ for id_ in self.ticks() if id_ not in entry.ticks])

    def _file(self, suffix: str) -> Path:
        return self._index.with_suffix(suffix)

    def _delete(self, suffixes: Iterable[str]) -> None:
        for suffix in suffixes:
            self._file(suffix).unlink(missing_ok=True)

    def _read(self, suffix: str, kind: type[T]) -> T | None:
        """What a file holds, None when that is not of this type."""
        try:
            found: T = decode(self._file(suffix).read_text("utf-8"), kind)
        except (OSError, ValueError, RecursionError):
            return None
        return found

    def _put(self, suffix: str, value: object) -> None:
        file = self._file(suffix)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temp = file.with_suffix(f".{os.getpid()}.tmp")
        handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with open(handle, "wb") as stream:
                stream.write(encode(value).encode())
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temp, file)
        except BaseException:
            with suppress(OSError):
                temp.unlink()
            raise
