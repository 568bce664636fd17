"""The index killed, copied, left without its log, asked by two, and built in another order: fault group K.

Damage to the file itself is in `test_index_damage`, any sequence of changes in `test_incremental`.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.naughty import TEXTS
from tests.vault_cli import DAY, Tool, tool
from vaulttool.index import Index

__all__ = ["tool"]

NOTES = {
    f"P{n}": f"---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-{n:02}\nmutuals: ['[[P{n - 1}]]']\n---\n"
    for n in range(10, 25)
}

KILLED = """
import os, sqlite3, sys
from vaulttool.cli.command_line import run
class Dies(sqlite3.Connection):
    def close(self):
        os.kill(os.getpid(), 9)
plain = sqlite3.connect
sqlite3.connect = lambda *given, **named: plain(*given, factory=Dies, **named)
run(["sync", "--today", sys.argv[1]])
"""


def killed_before_it_closed(tool: Tool) -> Path:
    """The index of a run that stored everything and died before the log was written into the database."""
    command = [sys.executable, "-c", KILLED, DAY]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    assert subprocess.run(command, cwd=tool.folder, env=environment, check=False).returncode == -9
    return Index.path_of(tool.folder)


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["", "-wal", "-shm", "database", "wal of another"])
def test_k06_a_log_that_was_lost(tool: Tool, tmp_path: Path, lost: str) -> None:
    """K03, K06: after a kill the log holds all there is; with it, without it, or with another one: one run mends it."""
    tool.notes(NOTES)
    file = killed_before_it_closed(tool)
    wal = Path(f"{file}-wal")
    assert wal.stat().st_size > 0
    match lost:
        case "database":
            file.unlink()
        case "wal of another":
            data = bytearray(wal.read_bytes())
            random.Random(4).shuffle(data)
            wal.write_bytes(data)
        case "":
            pass
        case suffix:
            Path(f"{file}{suffix}").unlink(missing_ok=True)
    said = tool("sync")
    assert said.status == 0, said.err
    assert said.out.startswith("15 notes")
    assert tool("index", "--verify").status == 0
    assert len(tool.open()) == len(NOTES)


def test_k03_an_index_older_and_newer_than_the_notes(tool: Tool, tmp_path: Path) -> None:
    """K03: a copy from before, or the notes put back from before: one run, and it equals one built from nothing."""
    tool.notes(NOTES)
    assert tool("sync").status == 0
    file = Index.path_of(tool.folder)
    shutil.copy(file, tmp_path / "older")
    shutil.copytree(tool.folder, tmp_path / "notes before")
    for n in (10, 15, 20):
        assert tool("set", f"P{n}", "decided_on=2026-11-01").status == 0
    (tool.folder / "Contacts/P12.md").unlink()
    assert tool("sync").status == 0
    for suffix in ("-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "older", file)
    assert tool("sync").out.startswith("14 notes")
    assert tool("index", "--verify").status == 0
    shutil.rmtree(tool.folder)
    shutil.copytree(tmp_path / "notes before", tool.folder)
    os.chdir(tool.folder)
    assert tool("sync").out.startswith("15 notes")
    assert tool("index", "--verify").status == 0


@pytest.mark.slow
def test_k04_six_processes_at_once(tool: Tool) -> None:
    """K04: readers and writers of one vault wait for each other; nobody hears of a locked database."""
    tool.notes(NOTES)
    lines = ["sync", "today --all", "set P10 role=x", "check", "log P11 email", "sync --full"]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "vaulttool", *line.split(), "--today", DAY],
            cwd=tool.folder, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for line in lines
    ]  # fmt: skip
    for line, process in zip(lines, started, strict=True):
        said = process.communicate(timeout=60)[0]
        assert process.returncode in (0, 1), (line, said)
        assert "locked" not in said
    assert b"role: x" in tool.bytes()["Contacts/P10.md"]
    assert b"email" in tool.bytes()["Contacts/P11.md"]
    assert tool("sync").status == 0
    assert tool("index", "--verify").status == 0


def test_k05_a_cache_that_may_not_be_written(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """K05: a file where the folder should be, or no home at all: every command works, and says that nothing is kept."""
    tool.notes(NOTES)
    (tmp_path / "file").touch()
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "file" / "cache"))
    for line in ("today --all", "sync", "set P10 role=x", "check"):
        said = tool(*line.split())
        assert said.status == 0, said
        assert "the index is kept in memory for this run" in said.err
    assert b"role: x" in tool.bytes()["Contacts/P10.md"]


@pytest.mark.slow
def test_k08_no_text_is_a_language(tool: Tool) -> None:
    """K08: whatever is looked for or named, in SQL, full text or patterns: an answer or a sentence."""
    tool.notes({"Ana": "---\ntype: contact\nrole: wetlands\n---\nwords\n"})
    assert tool("sync").status == 0
    for text in TEXTS[::3]:
        for args in (("find", text), ("find", f'"{text}"'), ("find", f"role:{text}"), ("show", text)):
            if "\0" in text or any(0xD800 <= ord(c) < 0xE000 for c in text):
                continue
            said = tool(*args)
            assert said.status in (0, 1, 2), (args, said)
            assert "Traceback" not in said.err
    assert tool("index", "--verify").status == 0
    assert tool("find", "wetlands").status == 0


@pytest.mark.slow
def test_k10_no_order_of_the_machine_is_seen(tool: Tool, tmp_path: Path) -> None:
    """K10: another order of making the files, another seed of Python's hashes: the same dashboard and findings."""
    chance = random.Random(10)
    seen = set()
    for seed in ("0", "1", "2", "77"):
        folder = tmp_path / f"vault {seed}"
        (folder / "Contacts").mkdir(parents=True)
        (folder / "vaulttool.toml").touch()
        paths = list(NOTES.items())
        chance.shuffle(paths)
        for name, text in paths:
            (folder / f"Contacts/{name}.md").write_text(text)
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "VAULTTOOL_CACHE": str(tmp_path / seed),
            "PYTHONPATH": str(Path(__file__).parent.parent),
        }  # fmt: skip
        script = (
            "from vaulttool.cli.command_line import run\n"
            "for line in LINES:\n    run([*line.split(), '--today', '2026-12-02'])\n"
        )
        lines = ["sync", "check --hints --format json", "list contact", "tree", "stats --format json"]
        command = [sys.executable, "-c", script.replace("LINES", repr(lines))]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
        seen.add((done.stdout, done.stderr, (folder / "Dashboard.md").read_bytes()))
    assert len(seen) == 1


def test_k07_a_note_that_was_good_and_is_broken(tool: Tool) -> None:
    """K07: what its own bytes still say counts, it is marked and stands first; nothing of its past is remembered."""
    tool.notes({"Ana": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\nrole: Lead\n---\n"})
    assert tool("sync").status == 0
    tool.notes({"Ana": '---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\nmutuals: "[[Bo]]\n---\n'})
    assert tool("sync").status == 0
    board = (tool.folder / "Dashboard.md").read_text()
    assert board.index("1 note with errors") < board.index("## Do today")
    assert "**[[Ana]]**" in board
    assert "Lead" not in tool("list", "contact", "--columns", "role").out
    assert tool("index", "--verify").status == 0
