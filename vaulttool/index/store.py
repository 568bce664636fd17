"""The index of a vault: facts and conclusions of its notes, kept from run to run. It may be deleted at any time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeVar

from vaulttool.core.codec import encode
from vaulttool.core.conclusion import Conclusion
from vaulttool.core.model import Note
from vaulttool.errors import IndexUnwritable, Overtaken
from vaulttool.index import opening
from vaulttool.index.access import Access, Batch, in_our_words
from vaulttool.index.changes import UNCONCLUDED, Changes
from vaulttool.index.lookup import MANY_LOOKUPS
from vaulttool.index.results import SHARED_NAMES
from vaulttool.index.rows import Rows, conclusion_rows, note_rows
from vaulttool.index.tables import INDEXES, INDEXES_OF_NOTES, OF_CONCLUSION, OF_NOTE
from vaulttool.vault import Stamp

T = TypeVar("T")
Table = Literal["notes", "conclusions"]
"""A table in which each path has a number."""

_FEW_OF = 6
"""To conclude one note in so many, reading whole tables takes as long as looking up each of what is asked."""


class Index(Changes):
    """An open index. All writing happens inside `transaction`.

    `file` holds it, None when it is in memory. `rebuilt_because` says why it starts from nothing, `in_memory_because`
    why it will be gone after this run; `""`: not so. Every method may raise `IndexDamaged` (then `discard` and begin
    again), `IndexUnwritable` or `IndexBusy`.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        rebuilt_because: str = "",
        in_memory_because: str = "",
        file: Path | None = None,
    ) -> None:
        super().__init__(Access(connection))
        self.file = file
        self.rebuilt_because = rebuilt_because
        self.in_memory_because = in_memory_because
        self._conclusions = Batch(self._access)
        self._next: dict[Table, int] = {"notes": 1, "conclusions": 1}
        self._no_conclusions = False
        self._changes_before = 0
        """Rows that the connection had changed when the transaction began; below 0: surely others."""
        self._has_looked = False
        """Whether this transaction changed what is known of a note's file."""
        self._put: dict[Table, set[str]] = {"notes": set(), "conclusions": set()}
        """What was put in this transaction, and may wait to be stored."""

    @classmethod
    def open(cls, vault: Path, cache_dir: Path | None = None) -> Index:
        """The index of the vault in this folder; made when there is none, and anew when it is damaged.

        Where no file can be written, it is in memory. `cache_dir`: `VAULTTOOL_CACHE`, else the user's cache folder.
        """
        file = opening.file_of(vault, cache_dir)
        try:
            opening.prepare_folder(file, vault)
            with in_our_words:
                return cls(*opening.open_file(file), file=file)
        except (OSError, IndexUnwritable) as error:
            why = (error.strerror if isinstance(error, OSError) else str(error)) or "it cannot be written"
            return cls(opening.open_memory(), in_memory_because=f"{file.parent}: {why}")

    @staticmethod
    def path_of(vault: Path, cache_dir: Path | None = None) -> Path:
        """The file that holds the index of this vault."""
        return opening.file_of(vault, cache_dir)

    @staticmethod
    def discard(vault: Path, cache_dir: Path | None = None) -> None:
        """Delete the index of this vault, if there is one."""
        opening.discard(opening.file_of(vault, cache_dir))

    @property
    def connection(self) -> sqlite3.Connection:
        """The database itself, to look into from outside."""
        return self._access.connection

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def copy(self) -> Index:
        """The same content in memory, to be changed without a trace."""
        made = opening.connect(":memory:")
        with in_our_words:
            self._access.connection.backup(made)
        return Index(made)

    def close(self) -> None:
        """Let go of the file."""
        self._access.close()

    def aside(self, do: Callable[[], T]) -> T:
        """Do something while this process has no hold on the file; outside of a transaction."""
        if self.file is None:
            return do()
        self._access.close()
        try:
            return do()
        finally:
            with in_our_words:
                self._access.connection = opening.open_file(self.file)[0]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is written inside. Waits up to ten seconds for another process."""
        self._access.rows("BEGIN IMMEDIATE")
        self._changes_before = self._access.connection.total_changes
        try:
            self._begin()
            yield
            self.store()
            if not self._indexed:
                self._make_indexes(INDEXES)
            if self._has_looked:
                self._set_mark()
            self._keep_shared_names()
            if self._access.connection.total_changes != self._changes_before:
                self._access.rows("INSERT OR REPLACE INTO meta VALUES ('generation', hex(randomblob(8)))")
            self._access.rows("COMMIT")
            self._rest()
        except BaseException:
            self._forget()
            self._access.roll_back()
            raise
        self._no_conclusions = False

    @property
    def generation(self) -> str:
        """Letters that differ after every transaction that changed something."""
        return self.meta_get("generation") or ""

    @property
    def mark(self) -> str:
        """Letters that differ after every transaction that changed what is known of the notes' files; `""` at first."""
        return self.meta_get("mark") or ""

    def fault(self) -> str:
        """What SQLite finds wrong with the file at a quick look, `""` for nothing."""
        found = str(self._all("PRAGMA quick_check(1)")[0][0])
        return "" if found == "ok" else found

    def put(self, note: Note, body: str, stamp: Stamp, content: bytes, fresh: bool, *, with_facts: bool = True) -> None:
        """Store a note in place of what was known of its path. `content`: its digest, `body`: for full text.

        Without `with_facts` only its file and its words are stored: the note equals the one that is there.
        """
        number, known = self._numbered("notes", note.path)
        rows = note_rows(number, note, body, stamp, content, fresh, with_facts=with_facts)
        self.put_rows([note.path], rows, known if with_facts else ())
        self._keep(note.path, note)

    def numbers(self, table: Table, paths: Collection[str]) -> tuple[dict[str, int], frozenset[int]]:
        """Path -> number for each of these, a new one where there is none, and those that there were before."""
        sql = f"SELECT path, id FROM {table} WHERE path IN (SELECT value FROM json_each(?))"
        known = dict(self._all(sql, encode(list(paths))))
        return {path: known.get(path) or self._new_number(table) for path in paths}, frozenset(known.values())

    def put_rows(self, paths: Collection[str], rows: Rows, known: Collection[int] = ()) -> None:
        """Store notes at these paths by the rows that `note_rows` made of them.

        `known`: the numbers of those of them of which something else was known.
        """
        self._put["notes"].update(paths)
        self._has_looked = True
        self._facts.add_in_place(rows, known)
        if self._stored is not None:
            self._stored.update(paths)
        for path in paths:
            self._notes.pop(path, None)
        self._changed()

    @property
    def can_be_shared(self) -> bool:
        """Whether other processes can read it while this one writes."""
        return self.file is not None and self._all("PRAGMA journal_mode") == [("wal",)]

    def hand_over(self, unconcluded: Iterable[str], do: Callable[[], object] | None = None) -> None:
        """Bring all facts to where other processes can read them, and go on writing.

        `unconcluded`: paths whose conclusions do not fit these facts yet. `do` is done while this process has no hold
        on the file. `Overtaken` when another process wrote in between.
        """
        self.store()
        if not self._indexed:
            self._make_indexes(INDEXES_OF_NOTES)
        self.meta_set(UNCONCLUDED, encode(sorted(unconcluded)))
        self._set_mark()
        self._keep_shared_names()
        self.meta_set("generation", mark := os.urandom(8).hex())
        self._access.rows("COMMIT")
        if do:
            self.aside(do)
        self._access.rows("BEGIN IMMEDIATE")
        self._changes_before = -1
        if self.generation != mark:
            raise Overtaken("another vaulttool is at work on this vault", "wait until it is done, then try again")

    def all_concluded(self) -> None:
        """Note that all conclusions fit the facts."""
        self._access.rows("DELETE FROM meta WHERE key = ?", (UNCONCLUDED,))

    def expect(self, conclusions: int) -> None:
        """Prepare for look-ups of so many conclusions: of few notes one by one, of many by reading whole tables."""
        notes = self._highest("notes")
        self._many = MANY_LOOKUPS if conclusions * _FEW_OF > notes else max(MANY_LOOKUPS, notes)

    def put_conclusion_rows(self, paths: Iterable[str], rows: Rows, known: Collection[int] = ()) -> None:
        """Store conclusions for these paths by the rows that `conclusion_rows` made of them.

        `known`: the numbers of those of them that take the place of another.
        """
        self._put["conclusions"].update(paths)
        self._conclusions.add_in_place(rows, known)

    def touch(self, path: str, stamp: Stamp, fresh: bool) -> None:
        """Note a new stamp of a note whose bytes are the same."""
        self.store()
        self._has_looked = True
        sql = "UPDATE notes SET size = ?, mtime_ns = ?, inode = ?, ctime_ns = ?, fresh = ? WHERE path = ?"
        self._access.rows(sql, (*stamp, fresh, path))

    def remove(self, path: str) -> None:
        """Forget a note and its conclusion."""
        number = self._number("notes", path)
        if number is not None:
            self._delete("notes", number, (*OF_NOTE, "fts"))
        self._has_looked = True
        self._notes.pop(path, None)
        if self._stored is not None:
            self._stored.discard(path)
        self._changed()
        self._drop(path)

    def put_conclusion(self, conclusion: Conclusion) -> None:
        """Store a conclusion in place of the one for its path."""
        number, known = self._numbered("conclusions", conclusion.path)
        self.put_conclusion_rows([conclusion.path], conclusion_rows(number, conclusion), known)

    def wipe(self) -> None:
        """Forget everything."""
        with in_our_words:
            opening.make_tables(self._access.connection)
        self._begin()

    def meta_set(self, key: str, value: str) -> None:
        """Keep a text from run to run; as easily lost as everything here."""
        self._access.rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def store(self) -> None:
        """Put into the database what waits to be put there."""
        super().store()
        self._conclusions.store()

    def _begin(self) -> None:
        self._forget()
        notes, conclusions = self._highest("notes"), self._highest("conclusions")
        self._next = {"notes": notes + 1, "conclusions": conclusions + 1}
        self._many = max(MANY_LOOKUPS, notes)
        self._stored = None if notes else set()
        self._no_conclusions = not conclusions
        self._has_looked = False
        self._indexed = opening.has_indexes(self._access.connection)

    def _set_mark(self) -> None:
        self.meta_set("mark", os.urandom(8).hex())

    def _keep_shared_names(self) -> None:
        if "names" in self._facts.changed:
            self.meta_set(SHARED_NAMES, encode(self._found_shared()))
            self._facts.changed.discard("names")

    def _new_number(self, table: Table) -> int:
        self._next[table] += 1
        return self._next[table] - 1

    def _numbered(self, table: Table, path: str) -> tuple[int, tuple[int, ...]]:
        """The number of a path, a new one where there is none; and, if it is that of another, this number again."""
        old = self._number(table, path)
        return (self._new_number(table), ()) if old is None else (old, (old,))

    def _number(self, table: Table, path: str) -> int | None:
        if path in self._put[table]:
            self.store()
        elif self._is_new(table, path):
            return None
        found = self._access.rows(f"SELECT id FROM {table} WHERE path = ?", (path,))
        return found[0][0] if found else None

    def _is_new(self, table: Table, path: str) -> bool:
        """Whether one knows without a look that nothing is stored of a path."""
        if table == "conclusions":
            return self._no_conclusions
        return self._stored is not None and path not in self._stored

    def _delete(self, table: str, number: int, parts: Iterable[str]) -> None:
        for part in parts:
            column = "rowid" if part == "fts" else table.removesuffix("s")
            self._facts.changed.add(part)
            self._access.rows(f"DELETE FROM {part} WHERE {column} = ?", (number,))
        self._access.rows(f"DELETE FROM {table} WHERE id = ?", (number,))

    def _drop(self, path: str) -> None:
        number = self._number("conclusions", path)
        if number is not None:
            self._delete("conclusions", number, OF_CONCLUSION)

    def _make_indexes(self, statements: Iterable[str]) -> None:
        for statement in statements:
            self._access.rows(statement)
        self._indexed = statements is INDEXES

    def _forget(self) -> None:
        super()._forget()
        self._conclusions.forget()
        for paths in self._put.values():
            paths.clear()
