"""Finding, opening and mending the file of the index. What is in it is not looked at."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from vaulttool.cache_place import cache_folder, name_of
from vaulttool.index.tables import INDEXES, TABLES, VERSION

_BUSY_SECONDS = 10.0
_MAGIC = b"SQLite format 3\0"
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def file_of(vault: Path, cache_dir: Path | None) -> Path:
    """The index of this vault: named after the vault's real path, in `cache_dir` or the user's cache folder."""
    return (cache_dir or Path(cache_folder())) / f"{name_of(os.fspath(vault))}.sqlite3"


def discard(file: Path) -> None:
    """Delete an index with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def prepare_folder(file: Path, vault: Path) -> None:
    """Make the folder, for the user's eyes only. `OSError` when that cannot be."""
    folder = file.parent
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(vault)):
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    elif folder == Path(cache_folder()):
        folder.chmod(0o700)


def fault_of(file: Path) -> str:
    """What is plainly wrong with a file before SQLite looks at it; `""` for nothing, or no file."""
    try:
        with open(file, "rb") as handle:
            head = handle.read(100)
            size = os.fstat(handle.fileno()).st_size
    except FileNotFoundError:
        return ""
    if size == 0:
        return ""
    if len(head) < 100 or not head.startswith(_MAGIC):
        return "the file is not an index"
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    return "the file is cut short" if not _log_size(file) and size < pages * (65536 if page == 1 else page) else ""


def connect(file: Path | str) -> sqlite3.Connection:
    """An open connection without transaction, ready for several processes. `sqlite3.Error` when that cannot be."""
    connection = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        _share(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("PRAGMA temp_store = MEMORY")
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise
    return connection


def open_file(file: Path) -> tuple[sqlite3.Connection, str]:
    """An open index with the tables of this version, and why it had to be made anew (`""`: it had not).

    `sqlite3.Error` when there can be none. Noise in the tables' definitions, quoted in an error, is no text.
    """
    why = fault_of(file)
    if why:
        discard(file)
    try:
        connection, outdated = _opened(file)
        return connection, why or outdated
    except UnicodeDecodeError:
        pass
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorcode", 0) & 0xFF) not in _DAMAGE:
            raise
    discard(file)
    return _opened(file)[0], "the file was damaged"


def _log_size(file: Path) -> int:
    """The bytes of the write-ahead log, which another process may take away at any moment; 0 when there is none."""
    try:
        return os.stat(f"{file}-wal").st_size
    except FileNotFoundError:
        return 0


def open_memory() -> sqlite3.Connection:
    """An empty index that no file holds."""
    connection = connect(":memory:")
    make_tables(connection)
    return connection


def make_tables(connection: sqlite3.Connection) -> None:
    """Empty tables, and the views over them, in place of whatever is there."""
    from vaulttool.index.views import VIEWS

    found = connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    for kind, name in [row for row in found if not row[1].startswith(("fts_", "sqlite_"))]:
        quoted = name.replace('"', '""')
        connection.execute(f'DROP {kind} IF EXISTS "{quoted}"')
    for statement in TABLES:
        connection.execute(statement)
    for name, query in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {query}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def has_indexes(connection: sqlite3.Connection) -> bool:
    """Whether the tables have their indexes."""
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    return bool(found.fetchone()[0] == len(INDEXES))


def _opened(file: Path) -> tuple[sqlite3.Connection, str]:
    """The file, readable for its owner only, with the tables of this version."""
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600))
    connection = connect(file)
    try:
        return connection, _bring_up_to_date(connection)
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise


def _bring_up_to_date(connection: sqlite3.Connection) -> str:
    """Make the tables unless they are those of this version; why, when there were others."""
    if _version(connection) == VERSION:
        return ""
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection)
    if version != VERSION:
        make_tables(connection)
    connection.execute("COMMIT")
    return "" if version in (0, VERSION) else "it was made by another version of vaulttool"


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _share(connection: sqlite3.Connection) -> None:
    """Write-ahead log, so that readers and a writer do not wait for each other; where it cannot be, the older way.

    SQLite does not wait by itself when another process changes the same setting.
    """
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return
