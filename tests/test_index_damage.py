"""What happens to the index when its file, its disk or another process fails it."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaulttool.core.book import read_key
from vaulttool.core.conclusion import Card, Conclusion
from vaulttool.core.model import Field, Note
from vaulttool.errors import IndexBusy, IndexDamaged, IndexUnwritable
from vaulttool.index import Index
from vaulttool.index.tables import VERSION
from vaulttool.vault import Stamp

STAMP = Stamp((1, 2, 3, 4))


def contact(path: str) -> Note:
    return Note(path, "contact", path.removesuffix(".md"), {"role": Field("role", ("Boss " * 20,))})


def fill(index: Index, count: int = 3) -> None:
    with index.transaction():
        for n in range(count):
            index.put(contact(f"{n}.md"), "words of the body " * 20, STAMP, b"0123456789abcdef", False)
            index.put_conclusion(Conclusion(f"{n}.md", card=Card("met"), reads=frozenset({read_key(f"path:{n}.md")})))


def use(index: Index) -> None:
    """Everything a run asks for."""
    index.stamps()
    for path in index.paths():
        index.note(path)
        index.named(path)
    index.dump()
    index.cards()
    index.expired(date(2026, 12, 1))
    fill(index)


def made(tmp_path: Path, count: int = 3) -> Path:
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        fill(index, count)
    return Index.path_of(tmp_path / "vault", tmp_path / "cache")


DAMAGE = {
    "not an index": b"no database at all, " * 300,
    "one byte": b"S",
    "zeroed": bytes(8192),
    "magic only": b"SQLite format 3\0" + bytes(84),
    "magic and noise": b"SQLite format 3\0" + random.Random(1).randbytes(8192),
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_file_that_is_no_index_is_made_anew(tmp_path: Path, content: bytes) -> None:
    """It is said, and the run goes on with an empty index."""
    file = made(tmp_path)
    file.write_bytes(content)
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        assert index.rebuilt_because
        assert index.stamps() == {}
        use(index)
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        assert not index.rebuilt_because
        assert len(index.stamps()) == 3


def test_a_file_cut_short_is_made_anew(tmp_path: Path) -> None:
    """Half a file, as a full disk or a copy leaves it."""
    file = made(tmp_path, 50)
    os.truncate(file, file.stat().st_size // 2)
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        assert "cut short" in index.rebuilt_because
        use(index)


def test_a_log_that_goes_away_meanwhile_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever closes an index last takes its log away, at any moment: also between two looks at it."""
    with Index.open(tmp_path, tmp_path / "cache") as index, index.transaction():
        index.meta_set("said", "before")
    file, look = Index.path_of(tmp_path, tmp_path / "cache"), os.stat
    log = Path(f"{file}-wal")
    log.write_bytes(b"")

    def seen_once(path: Any, **how: Any) -> os.stat_result:
        found = look(path, **how)
        if str(path) == str(log):
            log.unlink()
        return found

    monkeypatch.setattr(os, "stat", seen_once)
    with Index.open(tmp_path, tmp_path / "cache") as index:
        assert (index.in_memory_because, index.meta_get("said")) == ("", "before")


def test_an_empty_file_is_a_new_index(tmp_path: Path) -> None:
    """Nothing was lost that anybody could miss."""
    made(tmp_path).write_bytes(b"")
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        assert not index.rebuilt_because
        use(index)


@pytest.mark.parametrize("version", [VERSION + 1, 999])
def test_an_index_of_another_version_is_made_anew(tmp_path: Path, version: int) -> None:
    """Older or newer: it is not understood, so it is not used."""
    file = made(tmp_path)
    with sqlite3.connect(file) as database:
        database.execute(f"PRAGMA user_version = {version}")
        database.execute("CREATE TABLE later (x)")
    database.close()
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        assert "another version" in index.rebuilt_because
        assert index.stamps() == {}
        use(index)


def test_a_missing_table_is_damage(tmp_path: Path) -> None:
    """What is found out only in the middle of a run is told as damage; after `discard` all is well."""
    file = made(tmp_path)
    with sqlite3.connect(file) as database:
        database.execute("DROP TABLE link_keys")
    database.close()
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index, pytest.raises(IndexDamaged):
        use(index)
    Index.discard(tmp_path / "vault", tmp_path / "cache")
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        use(index)


@pytest.mark.parametrize("column", ["fields", "items", "rest"])
def test_facts_that_were_never_stored_are_damage(tmp_path: Path, column: str) -> None:
    """Text that is no JSON, or JSON of another shape, is not a traceback."""
    file = made(tmp_path)
    for wrong in ("{", "[1]", '{"head": 3}', "null"):
        with sqlite3.connect(file) as database:
            database.execute(f"UPDATE facts SET {column} = ?", (wrong,))
        database.close()
        with Index.open(tmp_path / "vault", tmp_path / "cache") as index, pytest.raises(IndexDamaged):
            index.note("0.md")


def test_flipped_bytes_are_survived(tmp_path: Path) -> None:
    """Wherever noise strikes, the index works, is made anew, or says that it is damaged."""
    file = made(tmp_path, 60)
    good = file.read_bytes()
    chance = random.Random(7)
    outcomes = set()
    for _ in range(60):
        noisy = bytearray(good)
        start = chance.randrange(len(noisy))
        for place in range(start, min(start + chance.choice((1, 40, 4096)), len(noisy))):
            noisy[place] = chance.randrange(256)
        Index.discard(tmp_path / "vault", tmp_path / "cache")
        file.write_bytes(noisy)
        try:
            with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
                use(index)
                outcomes.add("anew" if index.rebuilt_because else "works")
        except IndexDamaged:
            outcomes.add("damaged")
    assert "damaged" in outcomes


def test_logs_that_belong_to_no_index_are_ignored(tmp_path: Path) -> None:
    """A `-wal` or `-shm` that came alone does no harm."""
    file = made(tmp_path)
    file.unlink()
    Path(f"{file}-wal").write_bytes(random.Random(2).randbytes(9000))
    Path(f"{file}-shm").write_bytes(random.Random(3).randbytes(32768))
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        use(index)


def test_without_a_place_to_write_the_index_is_in_memory(tmp_path: Path) -> None:
    """The run works and says where it could not write."""
    (tmp_path / "cache").write_text("a file where the folder should be")
    with Index.open(tmp_path / "vault", tmp_path / "cache" / "deep") as index:
        assert str(tmp_path / "cache") in index.in_memory_because
        use(index)
    with Index.open(tmp_path / "vault", tmp_path / "cache" / "deep") as index:
        assert index.stamps() == {}


def test_a_full_disk_is_told_and_keeps_the_old_content(tmp_path: Path) -> None:
    """A write that finds no room is no damage; what was there before is still there."""
    made(tmp_path)
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        before = index.dump()
        index.connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(IndexUnwritable):
            fill(index, 300)
        assert index.dump() == before


HOLD = """
import sys, time
from pathlib import Path
from vaulttool.index import Index
with Index.open(Path(sys.argv[1]), Path(sys.argv[2])) as index, index.transaction():
    index.meta_set("held", "yes")
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_another_process_is_waited_for_and_then_named(tmp_path: Path) -> None:
    """A reader goes on while another writes; a writer waits, and in the end is told in plain words."""
    made(tmp_path)
    command = [sys.executable, "-c", HOLD, str(tmp_path / "vault"), str(tmp_path / "cache")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
            assert len(index.stamps()) == 3
            assert index.meta_get("held") is None
            index.connection.execute("PRAGMA busy_timeout = 50")
            with pytest.raises(IndexBusy, match="another vaulttool"):
                fill(index)
            other.stdin.write("\n")
            other.stdin.flush()
            index.connection.execute("PRAGMA busy_timeout = 10000")
            fill(index)
            assert index.meta_get("held") == "yes"


COUNT = """
import sys
from pathlib import Path
from vaulttool.index import Index
for _ in range(15):
    with Index.open(Path(sys.argv[1]), Path(sys.argv[2])) as index, index.transaction():
        index.meta_set("count", str(int(index.meta_get("count") or 0) + 1))
"""


def test_processes_that_begin_at_once_share_one_index(tmp_path: Path) -> None:
    """From an index that is not there yet: nothing is lost and nobody sees a locked database."""
    command = [sys.executable, "-c", COUNT, str(tmp_path / "vault"), str(tmp_path / "cache")]
    others = [subprocess.Popen(command) for _ in range(3)]
    assert [other.wait(timeout=60) for other in others] == [0, 0, 0]
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        assert index.meta_get("count") == "45"


KILL = """
import os, sys
from pathlib import Path
from vaulttool.core.model import Note
from vaulttool.index import Index
from vaulttool.vault import Stamp
with Index.open(Path(sys.argv[1]), Path(sys.argv[2])) as index, index.transaction():
    for n in range(400):
        index.put(Note(f"new {n}.md", "contact", "n"), "body " * 200, Stamp((1, 1, 1, 1)), b"", False)
    index.store()
    os.kill(os.getpid(), 9)
"""


def test_a_killed_run_leaves_the_last_whole_one(tmp_path: Path) -> None:
    """Nothing of an unfinished transaction is seen, and the file is sound."""
    made(tmp_path)
    command = [sys.executable, "-c", KILL, str(tmp_path / "vault"), str(tmp_path / "cache")]
    assert subprocess.run(command, check=False).returncode == -9
    with Index.open(tmp_path / "vault", tmp_path / "cache") as index:
        assert not index.rebuilt_because
        assert index.paths() == ("0.md", "1.md", "2.md")
        assert index.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
