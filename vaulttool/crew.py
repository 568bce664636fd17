"""Other processes that share a long first run, and how they are spoken to: they read notes, then conclude.

Each is `python -m vaulttool.crew`. It is sent lists of notes and sends back their rows for the index, until nothing
more comes. One that fails is done without: its notes are given back undone.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from vaulttool.config import load, settings_key
from vaulttool.core.settings import Settings
from vaulttool.index import Index
from vaulttool.index.rows import Rows, conclusion_rows, note_rows
from vaulttool.intake import take

if TYPE_CHECKING:
    from subprocess import Popen

    from vaulttool.core.dossier import Desk

FROM = 2_000
"""Below so many notes, one process alone is as quick."""
_MOST = 4
_AT_ONCE = 100
_AHEAD = 3
"""Lists of notes that a helper has before it."""
_LENGTH = 8


class Task(NamedTuple):
    """A note to read: the number it gets in the index, its path, its stamp, and whether that is too fresh to trust."""

    number: int
    path: str
    stamp: tuple[int, ...]
    fresh: bool


class Question(NamedTuple):
    """A note to conclude: the number its conclusion gets in the index, and its path."""

    number: int
    path: str


def helpers_for(notes: int) -> int:
    """How many helpers are worth their start for so many notes; 0 for none."""
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(processors, _MOST) if notes >= FROM and processors > 1 and sys.executable else 0


class Crew:
    """Some helpers for one run on one vault. What they answer comes in the order in which it was asked."""

    def __init__(self, vault: Path, settings: Settings, helpers: int) -> None:
        self._helpers = [_Helper(vault, settings_key(settings)) for _ in range(helpers)]

    def read(self, tasks: Sequence[Task]) -> Iterator[tuple[Sequence[Task], Rows | None]]:
        """The tasks, some at a time, each time with their rows; None where a helper failed."""
        parts = _parts(tasks)
        return zip(parts, self._answers([("read", tuple(map(tuple, part))) for part in parts]), strict=True)

    def conclude(
        self, questions: Sequence[Question], today: date, cache: Path
    ) -> Iterator[tuple[Sequence[Question], Rows | None]]:
        """The same for conclusions on a day, from the index that lies in the folder `cache`."""
        parts = _parts(questions)
        basis = (today.isoformat(), os.fspath(cache))
        asked = [("conclude", basis, tuple(map(tuple, part))) for part in parts]
        return zip(parts, self._answers(asked), strict=True)

    def close(self) -> None:
        """Let all go."""
        for helper in self._helpers:
            helper.dismiss()

    def _answers(self, asked: Sequence[Any]) -> Iterator[Rows | None]:
        helpers = self._helpers
        ahead = len(helpers) * _AHEAD
        for number, question in enumerate(asked[:ahead]):
            helpers[number % len(helpers)].ask(question)
        for number in range(len(asked)):
            helper = helpers[number % len(helpers)]
            answer = helper.answer()
            if number + ahead < len(asked):
                helper.ask(asked[number + ahead])
            yield answer


def _parts(whole: Sequence[Any]) -> list[Sequence[Any]]:
    return [whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE)]


class _Helper:
    """One process and the two pipes to it. A thread takes its answers in, so that it need not wait to give them.

    It has few lists before it, so few answers wait here.
    """

    def __init__(self, vault: Path, key: str) -> None:
        from threading import Thread

        self._answers: SimpleQueue[Any] = SimpleQueue()
        self._process = _started(vault)
        if self._process:
            assert self._process.stdin
            self.ask(key)
            Thread(target=self._listen, daemon=True).start()

    def ask(self, question: Any) -> None:
        """Give it something to do; first of all, the key of the settings."""
        if self._process:
            assert self._process.stdin
            with suppress(OSError):
                _write(self._process.stdin, question)

    def answer(self) -> Rows | None:
        """The rows for what it was asked first of all that is not answered; None when it failed."""
        rows: Rows | None = self._answers.get() if self._process else None
        if rows is None:
            self.dismiss()
        return rows

    def dismiss(self) -> None:
        """Let it go, whatever it is at."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            with suppress(OSError):
                assert process.stdin
                process.stdin.close()

    def _listen(self) -> None:
        process = self._process
        assert process
        assert process.stdout
        with process.stdout as stream:
            while (answer := _read(stream)) is not None:
                self._answers.put(answer)
        self._answers.put(None)


def _started(vault: Path) -> Popen[bytes] | None:
    """A process of its own session, so that Ctrl-C reaches it only by the end of its pipe."""
    from subprocess import DEVNULL, PIPE, Popen

    flags = ["-P", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
    command = [sys.executable, *flags, "-m", "vaulttool.crew", os.fspath(vault)]
    try:
        return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True)
    except OSError:
        return None


def _write(stream: IO[bytes], message: Any) -> None:
    text = marshal.dumps(message)
    stream.write(len(text).to_bytes(_LENGTH, "big") + text)
    stream.flush()


def _read(stream: IO[bytes]) -> Any:
    """The next message, None at the end or when it is cut short."""
    head = stream.read(_LENGTH)
    length = int.from_bytes(head, "big")
    text = stream.read(length) if len(head) == _LENGTH else b""
    return marshal.loads(text) if text and len(text) == length else None


class _Work:
    """What a helper does. The desk is laid when the first conclusion is asked for: by then the index is filled."""

    def __init__(self, vault: Path, settings: Settings) -> None:
        self._vault = vault
        self._settings = settings
        self._desk: Desk | None = None
        self._index: Index | None = None

    def read(self, tasks: Sequence[tuple[Any, ...]]) -> Rows:
        """The rows of some notes."""
        found = []
        for number, path, stamp, fresh in tasks:
            taken = take(self._vault, path, self._settings)
            assert taken
            note, body, content = taken
            found.append(note_rows(number, note, body, stamp, content, fresh or not content))
        return _joined(found)

    def conclude(self, basis: tuple[str, str], questions: Sequence[tuple[Any, ...]]) -> Rows:
        """The rows of some conclusions."""
        from vaulttool.core.conclude import conclude

        if self._desk is None or self._index is None:
            self._index, self._desk = self._laid(*basis)
        notes = [(number, self._index.note(path)) for number, path in questions]
        return _joined([conclusion_rows(number, conclude(note, self._desk)) for number, note in notes if note])

    def _laid(self, today: str, cache: str) -> tuple[Index, Desk]:
        from vaulttool.core.book import Book
        from vaulttool.core.calendar import Calendar, Clock
        from vaulttool.core.dossier import Desk
        from vaulttool.holiday_table import public_holidays

        index = Index.open(self._vault, Path(cache))
        assert not index.in_memory_because
        calendar = Calendar(self._settings.weekend, public_holidays(self._settings, _Reading(index)))
        return index, Desk(Book(index), Clock(date.fromisoformat(today)), calendar, self._settings)


class _Reading:
    """The memory of an index in which another process writes now."""

    def __init__(self, index: Index) -> None:
        self.meta_get = index.meta_get

    def meta_set(self, key: str, value: str) -> None:
        """Nothing: what was worked out here is worked out again where it is needed next."""


def _joined(found: Sequence[Rows]) -> Rows:
    """Rows of several together, by table."""
    return {table: [row for rows in found for row in rows[table]] for table in found[0]} if found else {}


def main() -> None:
    """Be a helper: answer what comes on the standard input, as long as the settings are those of who asks."""
    vault = Path(sys.argv[1])
    settings = load(vault)
    if _read(sys.stdin.buffer) != settings_key(settings):
        return
    work = _Work(vault, settings)
    with suppress(BrokenPipeError):
        while asked := _read(sys.stdin.buffer):
            _write(sys.stdout.buffer, getattr(work, asked[0])(*asked[1:]))


if __name__ == "__main__":
    main()
