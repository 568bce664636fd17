"""A first run that several processes share: the same index as one process makes, whatever becomes of the others."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaulttool import crew
from vaulttool.config import load
from vaulttool.crew import FROM, Crew, Task, helpers_for
from vaulttool.errors import IndexBusy
from vaulttool.index import Index
from vaulttool.intake import Taken, take
from vaulttool.sync import sync

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


def dumped(vault: Path, cache: Path) -> tuple[Any, ...]:
    """What a first run counts, and what its index holds."""
    outcome = sync(vault, TODAY, write=False, cache=cache)
    with Index.open(vault, cache) as index:
        return (outcome.notes, outcome.added, outcome.read, outcome.parsed, outcome.concluded), index.dump()


def alone(vault: Path, tmp_path: Path) -> tuple[Any, ...]:
    """The same made by one process."""
    return dumped(vault, tmp_path / "alone")


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two helpers for any number of notes, and many short lists."""
    monkeypatch.setattr(crew, "helpers_for", lambda notes: 2)
    monkeypatch.setattr(crew, "_AT_ONCE", 10)


@pytest.mark.usefixtures("shared")
def test_the_index_is_the_same(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row and every count, and no note was read or concluded here."""
    found: list[object] = []
    monkeypatch.setattr("vaulttool.refresh.take", lambda *given: found.append(given[1]))
    monkeypatch.setattr("vaulttool.core.conclude.conclude", lambda note, desk: found.append(note))
    together = dumped(vault, tmp_path / "together")
    monkeypatch.undo()
    assert not found
    assert together == alone(vault, tmp_path)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("after", [0, 1])
def test_helpers_that_fail_are_done_without(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Killed before their first answer or after it: what they did not give is read here."""
    answer, read_here = crew._Helper.answer, take
    asked: list[int] = []
    here: list[str] = []

    def killed(self: crew._Helper) -> Any:
        if len(asked) >= after and self._process:
            self._process.kill()
            self._process.wait()
        asked.append(1)
        return answer(self)

    def reading(*given: Any) -> Taken | None:
        here.append(given[1])
        return read_here(*given)

    monkeypatch.setattr(crew._Helper, "answer", killed)
    monkeypatch.setattr("vaulttool.refresh.take", reading)
    together = dumped(vault, tmp_path / "together")
    monkeypatch.undo()
    assert here
    assert together == alone(vault, tmp_path)


@pytest.mark.usefixtures("shared")
def test_an_index_that_others_cannot_read_is_filled_alone(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database has no write-ahead log, notes are read together and concluded here."""
    monkeypatch.setattr(Index, "hand_over", lambda self: None)
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
        with pytest.raises(IndexBusy), mine.transaction():
            mine.hand_over()
        assert other.meta_get("said") == "by another"


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
    together = dumped(vault, tmp_path / "together")
    monkeypatch.undo()
    assert together == alone(vault, tmp_path)


def test_settings_that_changed_meanwhile_are_not_mixed(vault: Path) -> None:
    """A helper that finds other settings than those of the run has nothing to say."""
    settings = load(vault)
    (vault / "vaulttool.toml").write_text("max_attempts = 3\n")
    task = Task(1, "Contacts/P1.md", (1, 2, 3, 4), False)
    crew = Crew(vault, settings, 1)
    assert [rows for _, rows in crew.read([task])] == [None]
    crew.close()


def test_helpers_leave_with_whoever_asked(vault: Path) -> None:
    """Their end of the pipe closed, they end, and with a clean status."""
    done = subprocess.run([sys.executable, "-m", "vaulttool.crew", str(vault)], input=b"", check=False, timeout=60)
    assert done.returncode == 0


def test_few_notes_need_no_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor do many with one processor; never more than four."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(16), raising=False)
    assert [helpers_for(n) for n in (0, FROM - 1, FROM)] == [0, 0, 4]
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(1), raising=False)
    assert helpers_for(FROM) == 0
