"""Disk -> index: scan, diff, read, parse, store, conclude, in one transaction. What is shown of it is `sync`'s.

Where others conclude, facts are stored first, with the note which conclusions are missing: the next run makes up for a
run that ends in between.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from vaulttool.basis import Basis
from vaulttool.core.book import changed_keys
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Finding
from vaulttool.errors import NotesVanished, Overtaken
from vaulttool.index import Index
from vaulttool.look import Counts, Look, Wish
from vaulttool.vault import Scan, Stamp, scan

if TYPE_CHECKING:
    from typing import TypeVar

    from vaulttool.crew import Crew, Question, Task
    from vaulttool.index.changes import Known
    from vaulttool.index.rows import Rows
    from vaulttool.intake import News

    Asked = TypeVar("Asked", Task, Question)
    Answer = TypeVar("Answer")

FRESH_NS = 2_000_000_000
"""A file changed this shortly before the scan may change again within the same tick of its clock."""

_TRIES = 3

_MANY = 100
"""From so many notes on it is worth asking whether others should share the work."""

_FEW = 20
"""From this many notes on, more than half of them gone at once is not taken for deletion."""


def refresh(vault: Path, index: Index, desk: Desk, wish: Wish) -> Look:
    """Bring the index up to date for the desk's day.

    Raises `NotesVanished` when too much is gone, `IndexDamaged` when the index cannot be trusted.
    """
    for _ in range(_TRIES):
        try:
            return _refresh(vault, index, desk, wish)
        except Overtaken as error:
            overtaken, wish = error, replace(wish, glance=None)
    raise overtaken


def _refresh(vault: Path, index: Index, desk: Desk, wish: Wish) -> Look:
    basis = Basis(vault, index, desk.settings)
    if not wish.full:
        basis.look(wish.glance)
    seen = scan(vault, desk.settings, basis.glance)
    if seen.temps:
        from vaulttool.vault.write import sweep_temps

        sweep_temps(vault, seen.temps, time.time())
    with ExitStack() as at_end:
        work = _Refresh(basis, desk, wish, at_end)
        work.hire_readers(seen)
        with index.transaction():
            if not basis.holds():  # somebody else was at work meanwhile
                seen = scan(vault, desk.settings)
            counts = work.run(seen)
    return Look(counts, _in_force(seen.problems, desk), basis.keep(seen))


def _in_force(problems: tuple[Finding, ...], desk: Desk) -> tuple[Finding, ...]:
    if not problems:
        return ()
    from vaulttool.core.checks import in_force

    return in_force(list(problems), desk.settings)


class _Refresh:
    """One refresh under way: counts so far, keys that became stale, notes that were stored."""

    def __init__(self, basis: Basis, desk: Desk, wish: Wish, at_end: ExitStack) -> None:
        self.vault = basis.vault
        self.index = basis.index
        self.desk = desk
        self.wish = wish
        self.basis = basis
        self.counts: Counter[str] = Counter()
        self.stale: set[str] = set()
        self.touched: set[str] = set()
        self.aged: set[str] = set()
        """Notes to conclude anew for the day alone."""
        self.full = wish.full
        self.seen = Scan()
        self.mark = ""
        self.known: dict[str, Known] = {}
        self.suspects: list[str] = []
        """The notes that may have changed, by path."""
        self.crew: Crew | None = None
        """Who shares the work; let go `at_end`."""
        self._at_end = at_end

    def hire_readers(self, seen: Scan) -> None:
        """Find some who share the reading, when so many notes are worth it; outside of a transaction."""
        if len(seen.stamps) < _MANY:
            return
        from vaulttool.crew import helpers_for

        self._begin(seen)
        helpers = helpers_for(len(self.suspects))
        if helpers and (not self.known or self.index.can_be_shared):
            self.index.aside(lambda: self._hire(helpers))

    def _begin(self, seen: Scan) -> None:
        """Find out what may have changed, unless nothing happened since it was found out."""
        full, mark = self.wish.full or not self.basis.is_of_now(), self.index.mark
        if seen is not self.seen or mark != self.mark or full != self.full:
            self.seen, self.mark, self.full, self.known = seen, mark, full, self.basis.known(seen)
            self.suspects = sorted(path for path in seen.unlike if self._is_suspect(path, seen.stamps[path]))

    def _hire(self, helpers: int, *, readers: bool = True) -> None:
        from vaulttool.crew import Crew

        cache = os.path.dirname(self.index.file) if self.index.file else ""
        self.crew = Crew(self.vault, self.desk.settings, helpers, cache, readers=readers)
        self._at_end.callback(self.crew.close)

    def run(self, seen: Scan) -> Counts:
        """Inside a transaction."""
        self._begin(seen)
        gone = [path for path in self.known if self.seen.is_gone(path)]
        if gone and not self.wish.allow_empty:
            came = len(self.seen.unlike - self.known.keys())
            _guard(len(gone) - came, len(self.known) + self.seen.alike_notes, self.seen)
        self._forget(gone)
        self._look()
        dirty = self._dirty() - set(gone)
        if self.full:
            self.basis.renew()
        self._conclude(dirty)
        self.index.all_concluded()
        return Counts(**self.counts, notes=self.seen.notes, concluded=len(dirty))

    def _forget(self, gone: Iterable[str]) -> None:
        for path in gone:
            self.stale.update(changed_keys(self.index.note(path), None))
            self.index.remove(path)
            self.counts["removed"] += 1

    def _look(self) -> None:
        """Store what changed on disk."""
        now = time.time_ns()
        stamps = self.seen.stamps
        if self.crew:
            self._look_together(self.crew, now)
            return
        for path in self._counted("reading", self.suspects):
            self._take(path, stamps[path], now)

    def _look_together(self, crew: Crew, now: int) -> None:
        """Store notes that are read by several processes."""
        from vaulttool.crew import Task
        from vaulttool.intake import News

        paths, stamps = self.suspects, self.seen.stamps
        numbers, there = self.index.numbers("notes", paths)
        tasks = [
            Task(numbers[path], path, tuple(stamps[path]), _is_fresh(stamps[path], now), self._digest(path))
            for path in paths
        ]

        def keep(part: Sequence[Task], answer: tuple[Rows, Sequence[News | None]]) -> None:
            rows, news = answer
            heard = [(task, News(*new) if new else None) for task, new in zip(part, news, strict=True)]
            differ = there.intersection(task.number for task, new in heard if new and new.is_of_facts)
            self.index.put_rows([task.path for task, new in heard if new], rows, differ)
            for task, new in heard:
                if not new:
                    self.index.touch(task.path, stamps[task.path], task.fresh)
                self._hear(task.path, stamps[task.path], new)

        shown = self._counted("reading", paths)
        self._taken_over(
            crew.read(tasks, full=self.full), shown, keep, lambda path: self._take(path, stamps[path], now)
        )

    def _taken_over(
        self,
        answers: Iterable[tuple[Sequence[Asked], Answer | None]],
        shown: Iterator[str],
        keep: Callable[[Sequence[Asked], Answer], None],
        alone: Callable[[str], None],
    ) -> None:
        """Keep what others made of some notes at a time; what they could not is made here."""
        for part, answer in answers:
            if answer is not None:
                keep(part, answer)
            for one in part:
                next(shown)
                if answer is None:
                    alone(one.path)
        next(shown, None)

    def _is_suspect(self, path: str, stamp: Stamp) -> bool:
        """Whether a note may have changed: unknown, another stamp, or one too fresh to tell."""
        old = self.known.get(path)
        return self.full or old is None or old[0] != stamp or old[2]

    def _digest(self, path: str) -> bytes | None:
        """The digest of a note as it is known, None when it is to be read as if it were not."""
        return self.known[path][1] if path in self.known and not self.full else None

    def _take(self, path: str, stamp: Stamp, now: int) -> None:
        """Look into one note."""
        from vaulttool.intake import news_in, take

        digest, fresh = self._digest(path), _is_fresh(stamp, now)
        taken = take(self.vault, path, self.desk.settings, digest or b"")
        news = None
        if taken is None:
            self.index.touch(path, stamp, fresh)
        else:
            news = news_in(taken, None if digest is None else self.index, full=self.full)
            self.index.put(
                taken.note, taken.body, stamp, taken.content, fresh or not taken.content, with_facts=news.is_of_facts
            )
        self._hear(path, stamp, news)

    def _hear(self, path: str, stamp: Stamp, news: News | None) -> None:
        """Count a note that was looked into, and remember what follows from it; `news`: None when there is none."""
        old = self.known.get(path)
        is_hashed = old is not None and old[0] == stamp
        self.counts["hashed"] += is_hashed
        self.counts["read"] += not is_hashed
        if news:
            self.counts["parsed"] += 1
            self.counts["added"] += old is None
            self.counts["changed"] += old is not None and old[1] != news.content
            if news.stale is not None and not self.full:
                self.stale.update(news.stale)
                self.touched.add(path)

    def _dirty(self) -> set[str]:
        """The notes whose conclusion may have changed: by what they say, by what they rest on, by the day."""
        if self.full:
            return set(self.index.paths())
        changed = self.touched.union(self.index.unconcluded(), self.index.stale(self.stale))
        self.aged = self.index.expired(self.desk.clock.today) - changed
        return changed | self.aged

    def _conclude(self, dirty: Collection[str]) -> None:
        if not dirty:
            return
        paths = self.index.in_company(dirty)
        shown = self._counted("working out", paths)
        if len(paths) >= _MANY and (crew := self._sharing(paths)):
            self._conclude_together(crew, paths, shown)
        else:
            for path in shown:
                self._conclude_one(path)

    def _sharing(self, paths: Collection[str]) -> Crew | None:
        """Those who share the work, when these notes are worth it; then they can read all facts."""
        from vaulttool.crew import helpers_for

        helpers = 0 if self.crew else helpers_for(len(paths))
        if not (self.crew or helpers) or not self.index.can_be_shared:
            return None
        self.index.hand_over(paths, partial(self._hire, helpers, readers=False) if helpers else None)
        return self.crew

    def _conclude_together(self, crew: Crew, paths: Sequence[str], shown: Iterator[str]) -> None:
        """Store conclusions that several processes work out from the index."""
        from vaulttool.crew import Question

        numbers, there = self.index.numbers("conclusions", paths)
        questions = [Question(numbers[path], path) for path in paths]

        def keep(part: Sequence[Question], rows: Rows) -> None:
            known = there.intersection(question.number for question in part)
            self.index.put_conclusion_rows([question.path for question in part], rows, known)

        answers = crew.conclude(questions, self.desk.clock.today)
        self._taken_over(answers, shown, keep, self._conclude_one)

    def _conclude_one(self, path: str) -> None:
        from vaulttool.core.conclude import conclude

        note = self.index.note(path)
        if note:
            checked = self.index.checked(path, self.desk.clock.today) if path in self.aged else None
            self.index.put_conclusion(conclude(note, self.desk, checked))

    def _counted(self, doing: str, paths: Sequence[str]) -> Iterator[str]:
        """The paths, while whoever wants to know is told how far it is."""
        tell = self.wish.progress
        for done, path in enumerate(paths):
            if tell:
                tell(doing, done, len(paths))
            yield path
        if tell and paths:
            tell(doing, len(paths), len(paths))


def _guard(gone: int, before: int, seen: Scan) -> None:
    """`gone`: by how many more notes went than came; a folder that was renamed is no loss."""
    if gone > 0 and (not seen.notes or (before >= _FEW and gone * 2 > before)):
        raise NotesVanished(
            f"{gone} of {before} notes are gone since the last run; nothing was changed",
            "is the folder mounted and complete? If they are really deleted: vaulttool sync --allow-empty",
        )


def _is_fresh(stamp: Stamp, now: int) -> bool:
    """Whether a file changed so lately that it may change again without another stamp."""
    return now - max(stamp.mtime_ns, stamp.ctime_ns) < FRESH_NS
