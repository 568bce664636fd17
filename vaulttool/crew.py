"""Other processes that share long work, and how they are spoken to: they read notes, conclude, or do both in turn.

Each is a copy of this process or, where that cannot be, `python -m vaulttool.crew`. It is sent lists of notes and
sends back their rows for the index, until nothing more comes. One that fails is done without: its notes are given back
undone.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from vaulttool.config import load, settings_key
from vaulttool.core.model import Note
from vaulttool.core.settings import Settings
from vaulttool.index import Index
from vaulttool.index.rows import Row, Rows, conclusion_rows, note_rows
from vaulttool.intake import News, news_in, prepare, take
from vaulttool.side_process import SideProcess, can_copy, copied, read, started, write

if TYPE_CHECKING:
    from vaulttool.core.desk import Desk

FROM = 300
"""Below so many notes, one process alone is as quick."""
FROM_STARTED = 2_000
"""The same where helpers are new interpreters, each of which takes a quarter of a second to be ready."""
_MOST = 4
_AT_ONCE = 50
_AHEAD = 3
"""Lists of notes that a helper has before it."""
_KEPT = 5_000
"""Notes that a helper remembers from reading to concluding: some 10 KiB each."""


class Task(NamedTuple):
    """A note to read: its number in the index, its path, its stamp, and whether that is too fresh to trust.

    `digest`: of what is known of it, None for nothing.
    """

    number: int
    path: str
    stamp: tuple[int, ...]
    fresh: bool
    digest: bytes | None


class Question(NamedTuple):
    """A note to conclude: the number its conclusion gets in the index, and its path."""

    number: int
    path: str


def helpers_for(notes: int) -> int:
    """How many helpers are worth their start for so many notes; 0 for none."""
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    least = FROM if can_copy() else FROM_STARTED
    return min(processors, _MOST) if notes >= least and processors > 1 else 0


class Crew:
    """Some helpers for one run on one vault. What they answer comes in the order in which it was asked.

    To be made while no index is open in this process, since helpers may be copies of it. `cache`: the folder of the
    index, `""` where there is none. `readers`: they will be asked to read notes.
    """

    def __init__(self, vault: Path, settings: Settings, helpers: int, cache: str, *, readers: bool = True) -> None:
        self._helpers: list[SideProcess] = []
        is_copied = can_copy()
        if is_copied:
            prepare(to_read=readers)
        for _ in range(helpers):
            work = _Work(vault, settings, cache)
            helper = copied(work.serve, self._helpers) if is_copied else _start(vault, settings, cache)
            self._helpers.append(helper)
        for helper in self._helpers:
            helper.listen()

    def read(
        self, tasks: Sequence[Task], *, full: bool
    ) -> Iterator[tuple[Sequence[Task], tuple[Rows, Sequence[News | None]] | None]]:
        """The tasks, some at a time, each time with rows, and news of each note; None where a helper failed.

        There are no rows and no news of a note with the known digest.
        """
        parts = _parts(tasks)
        asked = [("read", full, tuple(map(tuple, part))) for part in parts]
        return zip(parts, self._answers(asked), strict=True)

    def conclude(self, questions: Sequence[Question], today: date) -> Iterator[tuple[Sequence[Question], Rows | None]]:
        """Notes with the rows of their conclusions on a day, from what the index holds when the first is asked for."""
        parts = _parts(questions)
        basis = (today.isoformat(), len(questions))
        asked = [("conclude", basis, tuple(map(tuple, part))) for part in parts]
        return zip(parts, self._answers(asked), strict=True)

    def close(self) -> None:
        """Let all go."""
        for helper in self._helpers:
            helper.dismiss()

    def _answers(self, asked: Sequence[Any]) -> Iterator[Any]:
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


def _start(vault: Path, settings: Settings, cache: str) -> SideProcess:
    """A helper that is a new interpreter. It is first told the key of the settings."""
    helper = started("vaulttool.crew", os.fspath(vault), cache)
    helper.ask(settings_key(settings))
    return helper


class _Work:
    """What a helper does. The desk is laid when the first conclusion is asked for: by then the index is filled."""

    def __init__(self, vault: Path, settings: Settings, cache: str) -> None:
        self._vault = vault
        self._settings = settings
        self._cache = cache
        self._notes: deque[Note] = deque(maxlen=_KEPT)
        """The last that were read: they need not be fetched from the index."""
        self._desk: Desk | None = None
        self._index: Index | None = None
        self._memory: _Memory | None = None

    def serve(self, asked: IO[bytes], answers: IO[bytes]) -> None:
        """Answer what is asked, until nothing more comes."""
        with suppress(BrokenPipeError):
            while question := read(asked):
                write(answers, getattr(self, question[0])(*question[1:]))

    def read(self, full: bool, tasks: Sequence[tuple[Any, ...]]) -> tuple[Rows, Sequence[Any]]:
        """The rows of those of some notes that are not as they were, and what is new in each."""
        found: list[Rows] = []
        news: list[Any] = []
        for number, path, stamp, fresh, digest in tasks:
            taken = take(self._vault, path, self._settings, digest or b"")
            if taken is None:
                news.append(None)
                continue
            note, body, content = taken
            new = news_in(taken, None if digest is None else self._known(), full=full)
            self._notes.append(note)
            found.append(
                note_rows(number, note, body, stamp, content, fresh or not content, with_facts=new.is_of_facts)
            )
            news.append(tuple(new))
        return _joined(found), news

    def _known(self) -> Index:
        """The index as it was before the run."""
        if self._index is None:
            self._index = self._opened()
        return self._index

    def _opened(self) -> Index:
        index = Index.open(self._vault, Path(self._cache))
        assert not index.in_memory_because
        return index

    def conclude(self, basis: tuple[str, int], questions: Sequence[tuple[Any, ...]]) -> Rows:
        """The rows of some conclusions, and of what was worked out for them that is worth remembering."""
        from vaulttool.core.conclude import conclude

        if self._desk is None:
            self._index, self._desk = self._laid(*basis)
        assert self._index
        assert self._memory
        notes = [(number, self._index.note(path)) for number, path in questions]
        rows = _joined([conclusion_rows(number, conclude(note, self._desk)) for number, note in notes if note])
        return {**rows, "meta": self._memory.new_rows()}

    def _laid(self, today: str, in_all: int) -> tuple[Index, Desk]:
        from vaulttool.core.book import Book
        from vaulttool.core.calendar import Calendar, Clock
        from vaulttool.core.desk import Desk
        from vaulttool.holiday_table import public_holidays

        if self._index:
            self._index.close()
        index = self._opened()
        index.expect(in_all)
        index.remember(self._notes)
        self._notes.clear()
        self._memory = _Memory(index)
        calendar = Calendar(self._settings.weekend, public_holidays(self._settings, self._memory))
        return index, Desk(Book(index), Clock(date.fromisoformat(today)), calendar, self._settings)


class _Memory:
    """The memory of an index in which another process writes now: that one is told what to remember."""

    def __init__(self, index: Index) -> None:
        self.meta_get = index.meta_get
        self._new: list[Row] = []

    def meta_set(self, key: str, value: str) -> None:
        """Remember."""
        self._new.append((key, value))

    def new_rows(self) -> list[Row]:
        """The rows of what was remembered since this was asked last."""
        new, self._new = self._new, []
        return new


def _joined(found: Sequence[Rows]) -> Rows:
    """Rows of several together, by table."""
    joined: dict[str, list[Row]] = {}
    for rows in found:
        for table, some in rows.items():
            joined.setdefault(table, []).extend(some)
    return joined


def main() -> None:
    """Be a helper: answer what comes on the standard input, as long as the settings are those of who asks.

    Nobody looks for circles among its objects: there are none, and it would take a third of the time.
    """
    gc.disable()
    vault, cache = Path(sys.argv[1]), sys.argv[2]
    settings = load(vault)
    if read(sys.stdin.buffer) == settings_key(settings):
        _Work(vault, settings, cache).serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
