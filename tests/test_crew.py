"""Runs that several processes share: the same index as one process makes, whatever becomes of the others."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from signal import SIGKILL
from typing import Any

import pytest

from benchmarks.generate import Shape, files
from vaulttool import crew, refresh
from vaulttool.config import load
from vaulttool.core.conclude import conclude
from vaulttool.crew import FROM, FROM_STARTED, Crew, Task, helpers_for
from vaulttool.errors import IndexBusy, Overtaken
from vaulttool.index import Index
from vaulttool.index.tables import OF_CONCLUSION
from vaulttool.intake import Taken, take
from vaulttool.side_process import SideProcess, can_copy
from vaulttool.sync import sync

pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
"""The tests' own process may have threads, which sleep while it is copied."""

TODAY = date(2026, 12, 1)
NOTES = 250


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """People with talks, and among them a note that is no UTF-8, one without frontmatter, and one that is empty."""
    folder = tmp_path / "vault"
    (folder / "Contacts").mkdir(parents=True)
    for n in range(NOTES):
        text = (
            f"---\ntype: contact\norg: Acme {n % 7}\nstatus: met\n---\n\n## Log\n- 2026-11-{n % 28 + 1:02} email out\n"
        )
        (folder / f"Contacts/P{n}.md").write_text(text)
    (folder / "Contacts/odd.md").write_bytes(b"---\ntype: contact\nrole: \xff\n---\n")
    (folder / "Contacts/plain.md").write_text("words about [[P1]]\n")
    (folder / "Contacts/empty.md").write_text("")
    return folder


def holidays_kept(vault: Path, cache: Path) -> set[str]:
    """The years whose public holidays the index remembers."""
    with Index.open(vault, cache) as index:
        return {row[0] for row in index.connection.execute("SELECT key FROM meta WHERE key LIKE 'holidays%'")}


def dumped(vault: Path, cache: Path) -> tuple[Any, ...]:
    """What a first run counts, and what its index holds."""
    outcome = sync(vault, TODAY, write=False, cache=cache)
    with Index.open(vault, cache) as index:
        return (outcome.notes, outcome.added, outcome.read, outcome.parsed, outcome.concluded), index.dump()


def alone(vault: Path, tmp_path: Path) -> tuple[Any, ...]:
    """The same made by one process."""
    return dumped(vault, tmp_path / "alone")


COPIES = pytest.param(True, id="copies", marks=pytest.mark.skipif(sys.platform != "linux", reason="made on Linux only"))


@pytest.fixture(params=[COPIES, pytest.param(False, id="interpreters")])
def shared(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Two helpers for any number of notes, copies or new interpreters, and many short lists."""
    monkeypatch.setattr(crew, "helpers_for", lambda notes: 2)
    monkeypatch.setattr(crew, "can_copy", lambda: request.param)
    monkeypatch.setattr(crew, "_AT_ONCE", 10)


@pytest.mark.usefixtures("shared")
def test_the_index_is_the_same(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row and every count, and no note was read or concluded here."""
    found: list[object] = []

    def concluding(*given: Any) -> Any:
        found.append(given[0])
        return conclude(*given)

    monkeypatch.setattr("vaulttool.intake.take", lambda *given: found.append(given[1]))
    monkeypatch.setattr("vaulttool.core.conclude.conclude", concluding)
    together = dumped(vault, tmp_path / "together")
    monkeypatch.undo()
    assert not found
    assert together == alone(vault, tmp_path)


@pytest.mark.usefixtures("shared")
def test_what_helpers_work_out_is_remembered(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The public holidays of each year that some note needs: loading the library takes longer than a save may."""
    (vault / "vaulttool.toml").write_text('country = "US"\n')
    (vault / "Contacts/P1.md").write_text("---\ntype: contact\n---\n\n## Log\n- 2024-12-30 email out\n")
    dumped(vault, tmp_path / "shared")
    kept = holidays_kept(vault, tmp_path / "shared")
    assert {key.rpartition(" ")[2] for key in kept} >= {"2024", "2025", "known"}
    monkeypatch.setattr(crew, "helpers_for", lambda notes: 0)
    alone(vault, tmp_path)
    assert kept == holidays_kept(vault, tmp_path / "alone")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("after", [0, 1])
def test_helpers_that_fail_are_done_without(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Killed before their first answer or after it: what they did not give is read here."""
    answer, read_here = SideProcess.answer, take
    asked: list[int] = []
    here: list[str] = []

    def killed(self: SideProcess) -> Any:
        if len(asked) >= after and self._process:
            os.kill(self._process.pid, SIGKILL)
        asked.append(1)
        return answer(self)

    def reading(*given: Any) -> Taken | None:
        here.append(given[1])
        return read_here(*given)

    monkeypatch.setattr(SideProcess, "answer", killed)
    monkeypatch.setattr("vaulttool.intake.take", reading)
    together = dumped(vault, tmp_path / "together")
    monkeypatch.undo()
    assert here
    assert together == alone(vault, tmp_path)


@pytest.mark.usefixtures("shared")
def test_an_index_that_others_cannot_read_is_filled_alone(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database has no write-ahead log, notes are read together and concluded here."""
    monkeypatch.setattr(Index, "can_be_shared", False)
    together = dumped(vault, tmp_path / "together")
    monkeypatch.undo()
    assert together == alone(vault, tmp_path)


def test_who_writes_in_between_is_noticed(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts are handed over by a commit; what another process wrote right then is not written over."""
    with Index.open(vault, tmp_path) as mine, Index.open(vault, tmp_path) as other:
        rows = mine._access.rows

        def interrupted(sql: str, *values: Any) -> Any:
            found = rows(sql, *values)
            if sql == "COMMIT":
                with other.transaction():
                    other.meta_set("said", "by another")
            return found

        monkeypatch.setattr(mine._access, "rows", interrupted)
        with pytest.raises(Overtaken), mine.transaction():
            mine.hand_over(["A.md"])
        assert other.meta_get("said") == "by another"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_who_is_overtaken_begins_again(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """What it handed over is there, and concluded now. Three times in a row is odd."""
    hand_over = Index.hand_over
    left = [times]

    def overtaken(self: Index, *given: Any) -> None:
        hand_over(self, *given)
        if left[0]:
            left[0] -= 1
            raise Overtaken("another vaulttool is at work on this vault")

    monkeypatch.setattr(crew, "helpers_for", lambda notes: 2)
    monkeypatch.setattr(Index, "hand_over", overtaken)
    if times == 3:
        with pytest.raises(Overtaken):
            sync(vault, TODAY, write=False, cache=tmp_path / "together")
    else:
        assert dumped(vault, tmp_path / "together")[1] == alone(vault, tmp_path)[1]


@pytest.mark.usefixtures("shared")
def test_many_changes_are_read_and_concluded_together(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a pull: nothing is read and nothing concluded here, and the index is as built from nothing."""
    cache = tmp_path / "together"
    dumped(vault, cache)
    for n in range(0, NOTES, 2):
        file = vault / f"Contacts/P{n}.md"
        file.write_text(file.read_text().replace("status: met", "status: contacted") + "- 2026-11-30 phone in: asked\n")
    for n in range(1, 20, 2):
        (vault / f"Contacts/P{n}.md").unlink()
    for n in range(21, 41, 2):
        os.utime(vault / f"Contacts/P{n}.md", (1_700_000_000, 1_700_000_000))
    here: list[object] = []

    def concluding(*given: Any) -> Any:
        here.append(given[0])
        return conclude(*given)

    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)
    monkeypatch.setattr("vaulttool.intake.take", lambda *given: here.append(given[1]))
    monkeypatch.setattr("vaulttool.core.conclude.conclude", concluding)
    found = dumped(vault, cache)
    monkeypatch.undo()
    assert not here
    linking_to_one_deleted = 1
    assert found[0] == (NOTES + 3 - 10, 0, NOTES // 2 + 10, NOTES // 2, NOTES // 2 + linking_to_one_deleted)
    assert found[1] == alone(vault, tmp_path)[1]


@pytest.mark.parametrize("seed", range(4))
def test_helpers_make_no_difference_whatever_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """People who refer to each other, renamed, deleted, changed: shared runs add up to a build from nothing."""
    monkeypatch.setattr(crew, "helpers_for", lambda notes: 2)
    monkeypatch.setattr(refresh, "_MANY", 0)
    chance = Random(seed)
    vault = tmp_path / "vault"
    (vault / "Contacts").mkdir(parents=True)
    for turn in range(4):
        for n in chance.sample(range(25), 12):
            said = f"status: {chance.choice(['met', 'contacted'])}\naliases: [A{chance.randrange(9)}]\n"
            who = chance.choice([f"P{chance.randrange(25)}", f"A{chance.randrange(9)}"])
            text = f'---\ntype: contact\n{said}referred_by: "[[{who}]]"\n---\n- turn {turn // 2}\n'
            (vault / f"Contacts/P{n}.md").write_text(text)
        for n in chance.sample(range(25), 2 if turn else 0):
            (vault / f"Contacts/P{n}.md").unlink(missing_ok=True)
        found = dumped(vault, tmp_path / "together")[1]
        assert found == alone(vault, tmp_path / f"turn{turn}")[1]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("full", [False, True])
def test_a_pull_that_ends_between_facts_and_conclusions_is_made_up_for(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    """The next run, which finds nothing changed on disk, draws the conclusions that are missing, and only once."""
    cache = tmp_path / "together"
    dumped(vault, cache)
    for n in range(NOTES):
        file = vault / f"Contacts/P{n}.md"
        file.write_text(file.read_text().replace("status: met", "status: contacted"))
    with monkeypatch.context() as failing:
        failing.setattr(Crew, "conclude", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sync(vault, TODAY, write=False, cache=cache, full=full)
    again = dumped(vault, cache)
    assert again[0][1:4] == (0, 0, 0)
    assert again[0][4] >= NOTES
    assert again[1] == alone(vault, tmp_path)[1]
    assert dumped(vault, cache)[0][1:] == (0, 0, 0, 0)


def test_a_run_that_ends_between_facts_and_conclusions_is_made_up_for(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run reads and concludes everything, as if there had been nothing."""
    monkeypatch.setattr(crew, "helpers_for", lambda notes: 2)
    monkeypatch.setattr(Crew, "conclude", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sync(vault, TODAY, write=False, cache=tmp_path / "together")
    monkeypatch.undo()
    assert dumped(vault, tmp_path / "together")[1] == alone(vault, tmp_path)[1]


@pytest.mark.usefixtures("shared")
def test_no_process_can_be_started(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then all is read here."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no python"))
    monkeypatch.setattr(os, "fork", lambda: os.open(tmp_path / "no fork", os.O_RDONLY), raising=False)
    together = dumped(vault, tmp_path / "together")
    monkeypatch.undo()
    assert together == alone(vault, tmp_path)


@pytest.mark.usefixtures("shared")
def test_no_file_of_the_index_is_open_when_helpers_are_made(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite in a copy would take the locks of the process that was copied for its own."""
    make = Crew.__init__
    cache = tmp_path / "together"
    open_: list[list[Path]] = []

    def making(*given: Any, **more: Any) -> None:
        open_.append([file for file in links(Path("/proc/self/fd")) if file.is_relative_to(cache)])
        make(*given, **more)

    monkeypatch.setattr(Crew, "__init__", making)
    dumped(vault, cache)
    assert open_ == [[]]


@pytest.mark.usefixtures("shared")
def test_another_process_was_first(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It filled the index while helpers were made, some days ago: what it found is brought up to date, not doubled."""
    make = Crew.__init__
    cache = tmp_path / "together"

    def making(*given: Any, **more: Any) -> None:
        make(*given, **more)
        with monkeypatch.context() as alone_now:
            alone_now.setattr(crew, "helpers_for", lambda notes: 0)
            sync(vault, date(2026, 11, 1), cache=cache)

    monkeypatch.setattr(Crew, "__init__", making)
    together = dumped(vault, cache)
    monkeypatch.undo()
    assert together[1] == alone(vault, tmp_path)[1]
    with Index.open(vault, cache) as here, Index.open(vault, tmp_path / "alone") as there:
        assert here.follow_ups() == there.follow_ups()
        assert here.cards() == there.cards()
        left = "SELECT count(*) FROM {} WHERE conclusion NOT IN (SELECT id FROM conclusions)"
        assert not any(here.connection.execute(left.format(table)).fetchone()[0] for table in OF_CONCLUSION)


@pytest.mark.usefixtures("shared")
def test_helpers_are_let_go_where_nobody_can_write(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process keeps the index for itself: the run fails, and no helper is left of it."""
    made: list[Crew] = []
    make = Crew.__init__

    def making(self: Crew, *given: Any, **more: Any) -> None:
        make(self, *given, **more)
        made.append(self)

    def busy(_: Index) -> None:
        raise IndexBusy("another vaulttool is at work on this vault")

    monkeypatch.setattr(Crew, "__init__", making)
    monkeypatch.setattr(Index, "transaction", busy)
    with pytest.raises(IndexBusy):
        sync(vault, TODAY, cache=tmp_path / "together")
    assert [helper._process for one in made for helper in one._helpers] == [None, None]


def links(folder: Path) -> list[Path]:
    """Where the links in a folder lead."""
    return [Path(os.readlink(link)) for link in folder.iterdir() if link.is_symlink()] if folder.is_dir() else []


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
def test_copies_of_a_process_end_with_it_and_print_nothing(vault: Path, tmp_path: Path) -> None:
    """What waits to be printed is printed once; the second copy does not keep the first alive."""
    script = """
import os, sys
from pathlib import Path
from vaulttool.config import load
from vaulttool.crew import Crew, can_copy
vault = Path(sys.argv[1])
print(can_copy(), end=" ")
crew = Crew(vault, load(vault), 2, "")
print(*[helper._process.pid for helper in crew._helpers])
sys.stdout.flush()
os.kill(os.getpid(), 9)
"""
    command = [sys.executable, "-c", script, str(vault)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    said, *numbers = done.stdout.split()
    assert (said, len(numbers), done.stderr) == ("True", 2, "")
    wait_for(lambda: not any(is_running(int(number)) for number in numbers))


def is_running(number: int) -> bool:
    """Whether there is such a process that has not ended."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; it fails after ten seconds."""
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is any elsewhere than on Linux."""
    leave = threading.Event()
    thread = threading.Thread(target=leave.wait)
    thread.start()
    try:
        assert not can_copy()
    finally:
        leave.set()
        thread.join()
    monkeypatch.setattr(os, "listdir", lambda _: ["1"])
    assert can_copy() == (sys.platform == "linux")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not can_copy()


def test_settings_that_changed_meanwhile_are_not_mixed(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A helper that finds other settings than those of the run has nothing to say."""
    monkeypatch.setattr(crew, "can_copy", lambda: False)
    settings = load(vault)
    (vault / "vaulttool.toml").write_text("max_attempts = 3\n")
    task = Task(1, "Contacts/P1.md", (1, 2, 3, 4), False, None)
    some = Crew(vault, settings, 1, "")
    assert [answer for _, answer in some.read([task], full=False)] == [None]
    some.close()


def test_helpers_leave_with_whoever_asked(vault: Path) -> None:
    """Their end of the pipe closed, they end, and with a clean status."""
    done = subprocess.run([sys.executable, "-m", "vaulttool.crew", str(vault), ""], input=b"", check=False, timeout=60)
    assert done.returncode == 0


def test_few_notes_need_no_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor do many with one processor; never more than four. New interpreters are worth it later than copies."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(16), raising=False)
    monkeypatch.setattr(crew, "can_copy", lambda: True)
    assert [helpers_for(n) for n in (0, FROM - 1, FROM)] == [0, 0, 4]
    monkeypatch.setattr(crew, "can_copy", lambda: False)
    assert [helpers_for(n) for n in (FROM, FROM_STARTED - 1, FROM_STARTED)] == [0, 0, 4]
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(1), raising=False)
    assert helpers_for(FROM_STARTED) == 0


@pytest.mark.slow
def test_a_pull_killed_at_any_moment_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`kill -9` while several processes read or conclude: the next run comes to what a build from nothing does."""
    vault, cache = tmp_path / "vault", tmp_path / "cache"
    monkeypatch.setenv("VAULTTOOL_CACHE", str(cache))
    for path, text in files(Shape(600)):
        file = vault / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    command = [sys.executable, "-m", "vaulttool", "--vault", str(vault), "--today", str(TODAY), "sync", "--quiet"]
    subprocess.run(command, check=False, capture_output=True)
    chance = Random(1)
    notes = sorted((vault / "Contacts").rglob("*.md")) + sorted((vault / "Interviews").rglob("*.md"))
    for turn in range(8):
        for file in chance.sample(notes, 450):
            file.write_text(file.read_text() + f"\n## Log\n- 2026-11-{turn + 1:02} email out: a word\n")
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 1.2))
        run.kill()
        run.wait()
        again = subprocess.run(command, check=False, capture_output=True, text=True)
        assert "Traceback" not in again.stderr
        with Index.open(vault) as found:
            rows = found.dump()
        assert rows == alone(vault, tmp_path / f"turn{turn}")[1]
