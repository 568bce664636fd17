"""One way to the database: every statement runs here, and what SQLite says against it is told in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from vaulttool.errors import IndexBusy, IndexDamaged, IndexUnwritable, VaultToolError
from vaulttool.index.rows import Row, Rows, clean
from vaulttool.index.tables import KEYS

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITABLE = (
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
)  # fmt: skip
_MISSING = ("no such table", "no such column", "vtable constructor failed", "malformed")
_BATCH = 4000


class Access:
    """A connection, and nothing remembered beside it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, values: Row = ()) -> list[Any]:
        """All rows that a statement gives."""
        with in_our_words:
            try:
                return self.connection.execute(sql, values).fetchall()
            except UnicodeEncodeError:
                return self.connection.execute(sql, clean(values)).fetchall()

    def each(self, sql: str) -> Iterator[Any]:
        """The rows that a statement gives, one after the other."""
        with in_our_words:
            yield from self.connection.execute(sql)

    def many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement for each row."""
        with in_our_words:
            self.connection.executemany(sql, rows)

    def insert(self, table: str, rows: list[Row]) -> None:
        """Put rows into a table, in place of those with the same key; halves of characters are spelt out."""
        statement = _insert(table, len(rows[0]))
        try:
            self.many(statement, rows)
        except UnicodeEncodeError:  # some are in already, and are replaced
            self.many(statement, map(clean, rows))

    def roll_back(self) -> None:
        """Undo the transaction under way, if SQLite has not done so already."""
        if self.connection.in_transaction:
            with suppress(sqlite3.Error):
                self.connection.rollback()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


class Batch:
    """Rows that wait, so that many can be stored at once."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._waiting: dict[str, list[Row]] = {}
        self._count = 0
        self.changed: set[str] = set()
        """The tables of which some row was added or deleted since `forget`."""

    def add(self, rows: Rows) -> None:
        """Rows by table."""
        for table, found in rows.items():
            if found:
                self.changed.add(table)
                self._waiting.setdefault(table, []).extend(found)
                self._count += len(found)
        if self._count > _BATCH:
            self.store()

    def add_in_place(self, rows: Rows, owners: Iterable[int]) -> None:
        """Rows by table in place of all that these notes or conclusions have; what stands there already is left alone.

        None of theirs may wait.
        """
        self.add({table: self._differing(table, found, owners) for table, found in rows.items()})

    def _differing(self, table: str, rows: list[Row], owners: Iterable[int]) -> list[Row]:
        """Those of the rows that are not in the table yet; what their owners had besides is deleted."""
        if table not in KEYS:
            return rows
        key = KEYS[table]
        select = f"SELECT * FROM {table} WHERE {key[0]} = ?"
        there = {row for owner in owners for row in self._access.rows(select, (owner,))}
        gone = [row[: len(key)] for row in there.difference(rows)]
        if gone:
            self.changed.add(table)
            self._access.many(f"DELETE FROM {table} WHERE {' AND '.join(f'{column} = ?' for column in key)}", gone)
        return [row for row in rows if row not in there]

    def store(self) -> None:
        """Put what waits into the database."""
        if self._count:
            waiting, self._waiting, self._count = self._waiting, {}, 0
            for table, rows in waiting.items():
                self._access.insert(table, rows)

    def forget(self) -> None:
        """Drop what waits."""
        self._waiting, self._count, self.changed = {}, 0, set()


class _InOurWords:
    """Raises `IndexBusy`, `IndexUnwritable` or `IndexDamaged` for what SQLite raises; a misuse of it stays as it is."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if isinstance(error, UnicodeDecodeError):
            raise IndexDamaged("it holds bytes that are no text") from error
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.ProgrammingError):
            told = translated(error)
            if told:
                raise told from error


in_our_words = _InOurWords()
"""To be entered around every use of SQLite: some thousand times in a run, so it is no generator."""


def _insert(table: str, columns: int) -> str:
    names = " (rowid, name, fields, body)" if table == "fts" else ""
    return f"INSERT OR REPLACE INTO {table}{names} VALUES ({', '.join('?' * columns)})"


@contextmanager
def in_good_faith() -> Iterator[None]:
    """Raises `IndexDamaged` when values read from the index are not what was stored."""
    try:
        yield
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise IndexDamaged(f"it holds something that was never stored ({error})") from error


def translated(error: sqlite3.DatabaseError) -> VaultToolError | None:
    """The exception of ours that says the same; None when the error is a mistake in our SQL."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _BUSY:
        return IndexBusy("another vaulttool is at work on this vault", "wait until it is done, then try again")
    if code in _UNWRITABLE:
        return IndexUnwritable(f"the index cannot be used: {error}", "make room on the disk, or set VAULTTOOL_CACHE")
    if code == sqlite3.SQLITE_ERROR and not str(error).startswith(_MISSING):
        return None
    return IndexDamaged(str(error))
