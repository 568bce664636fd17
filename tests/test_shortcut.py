"""The short way of a `sync` with nothing to do: the same answer as the long way, and none in any doubt."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.vault_cli import Tool, called, tool
from vaulttool import shortcut, snapshot
from vaulttool.index import Index

__all__ = ["tool"]

DAY = "2026-12-02"
NOTES = {
    "Ana Ruiz": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n",
    "Ben Ode": "---\ntype: contact\nstatus: nobody\n---\n",
    "Interviews/2026-12-04 Ana.md": '---\ntype: interview\ncontact: "[[Ana Ruiz]]"\ndate: 2026-12-04\n---\n',
    "vaulttool.toml": 'timezone = "Europe/London"\n',
}
FORMS = [(), ("-q",), ("--format", "json"), ("--color=always",), ("--color", "never", "--quiet")]


def age(folder: Path) -> None:
    """Give every file a time long past, as if nobody had touched it for a minute; wait until the system agrees."""
    long_ago = time.time() - 60
    for file in folder.rglob("*"):
        if file.is_file():
            os.utime(file, (long_ago, long_ago))


def settle(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes at rest, and an answer for them."""
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)
    tool.notes(NOTES)
    age(tool.folder)
    assert tool("sync").status == 0


def short(tool: Tool, *arguments: str) -> str | None:
    """What the short way says, None when it has no answer."""
    status, _ = shortcut.answer(["sync", "--today", DAY, *arguments])
    said = tool.capture.readouterr().out
    assert status in (0, None)
    return None if status is None else said


@pytest.mark.parametrize("form", FORMS)
def test_the_short_way_says_what_the_long_way_says(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]
) -> None:
    """Byte for byte, in every form; nothing is written."""
    settle(tool, monkeypatch)
    long = tool("sync", *form)
    before = tool.bytes()
    assert short(tool, *form) == long.out
    assert long.out == "" or "written" not in long.out
    assert tool.bytes() == before


def test_it_needs_neither_click_nor_the_index(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The installed command, as a process: none of the libraries is loaded."""
    settle(tool, monkeypatch)
    code = (
        "import sys\nfrom vaulttool import shortcut\nassert shortcut.answer(sys.argv[1:])[0] == 0\n"
        "heavy = {'click', 'yaml', 'sqlite3', 'rich', 'watchdog', 'markdown_it', 'pathlib', 're', 'json'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, "sync", "--today", DAY], cwd=tool.folder, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"3 notes, nothing changed")


def tick(folder: Path) -> None:
    board = folder / "Dashboard.md"
    board.write_text(board.read_text().replace("- [ ]", "- [x]", 1))


def same_size_and_time(folder: Path) -> None:
    """As `touch -r` after an edit does it: only the inode's own time tells."""
    file = folder / "Contacts/Ana Ruiz.md"
    stat = file.stat()
    file.write_text(file.read_text().replace("targeted", "archived"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def file_to_folder(folder: Path) -> None:
    (folder / "Contacts/Ben Ode.md").unlink()
    (folder / "Contacts/Ben Ode.md").mkdir()


CHANGES: dict[str, Callable[[Path], object]] = {
    "edited": lambda folder: (folder / "Contacts/Ana Ruiz.md").write_text(NOTES["Ana Ruiz"] + "more\n"),
    "same size and time": same_size_and_time,
    "new note": lambda folder: (folder / "Contacts/Cy.md").write_text(NOTES["Ben Ode"]),
    "new folder": lambda folder: (folder / "Alumni").mkdir(),
    "deleted": lambda folder: (folder / "Contacts/Ben Ode.md").unlink(),
    "renamed": lambda folder: (folder / "Contacts/Ben Ode.md").rename(folder / "Contacts/Bo.md"),
    "folder gone": lambda folder: (folder / "Interviews").rename(folder.parent / "elsewhere"),
    "file became folder": file_to_folder,
    "ticked": tick,
    "dashboard gone": lambda folder: (folder / "Dashboard.md").unlink(),
    "dashboard grown": lambda folder: (folder / "Dashboard.md").write_text((folder / "Dashboard.md").read_text() + "x"),
    "settings": lambda folder: (folder / "vaulttool.toml").write_text("daily_cap = 1\n"),
    "settings gone": lambda folder: (folder / "vaulttool.toml").unlink(),
    "index gone": lambda folder: Index.discard(folder),
    "link": lambda folder: (folder / "Contacts/link.md").symlink_to("Ben Ode.md"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_takes_the_long_way(tool: Tool, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Whatever differs in the vault, in the settings, or beside them."""
    settle(tool, monkeypatch)
    assert short(tool) is not None
    CHANGES[change](tool.folder)
    assert short(tool) is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["sync", "--today", "2026-12-03"], ["sync"], ["sync", "--full"], ["sync", "--strict", "--today", DAY], [],
        ["today", "--today", DAY], ["sync", "sync"], ["sync", "--today"], ["sync", "-v", "--today", DAY],
        ["sync", "--format", "tsv", "--today", DAY], ["sync", "--vault", "nowhere", "--today", DAY],
        ["sync", "--dry-run", "--today", DAY], ["--help"],
    ],
)  # fmt: skip
def test_anything_but_a_plain_sync_of_that_day_takes_the_long_way(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Another day (today's date is another one), other options, other commands, faults."""
    settle(tool, monkeypatch)
    assert shortcut.answer(arguments)[0] is None


def test_the_hours_of_a_day_are_those_of_the_vaults_time_zone(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--today` the clock decides: from midnight in London to the next one."""
    settle(tool, monkeypatch)
    monkeypatch.setattr("vaulttool.cli.session.date_in", lambda zone: date.fromisoformat(DAY))
    assert called(tool.capture, "sync").status == 0
    midnight = 1796169600.0
    for moment, is_today in (
        (midnight - 1, False),
        (midnight, True),
        (midnight + 86399, True),
        (midnight + 86400, False),
    ):
        monkeypatch.setattr("vaulttool.shortcut.time.time", lambda moment=moment: moment)
        assert (shortcut.answer(["sync"])[0] == 0) is is_today


@pytest.mark.parametrize("damage", [b"", b"vaulttool answer 1\n", b"vaulttool answer 1\n\xff\xff", b"x" * 100])
def test_a_damaged_answer_is_none(tool: Tool, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    """It can be deleted at any time."""
    settle(tool, monkeypatch)
    Path(shortcut.file_of(str(tool.folder))).write_bytes(damage)
    assert short(tool) is None


@pytest.mark.parametrize("damage", [b"", b"vaulttool snapshot 3\n", b"vaulttool snapshot 3\n\xff\xff", b"x" * 100])
def test_with_a_damaged_snapshot_everything_is_looked_at(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    """It can be deleted at any time as well; the long way leaves a new one."""
    settle(tool, monkeypatch)
    Path(snapshot.file_of(str(tool.folder))).write_bytes(damage)
    assert short(tool) is None
    assert "nothing changed" in tool("sync").out
    assert short(tool) is not None


def test_what_is_too_fresh_to_trust_leaves_no_answer(tool: Tool) -> None:
    """A note written a moment ago may be written again within the same tick of the clock."""
    tool.notes(NOTES)
    assert tool("sync").status == 0
    assert short(tool) is None


def test_another_version_takes_the_long_way(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rules may say something else."""
    settle(tool, monkeypatch)
    monkeypatch.setattr("vaulttool.snapshot.__version__", "99")
    assert short(tool) is None


def test_the_vault_is_found_as_the_long_way_finds_it(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder inside, by option, by variable; and the files of the cache have one name."""
    settle(tool, monkeypatch)
    index = Index.path_of(tool.folder)
    assert shortcut.file_of(str(tool.folder)) == str(index.with_suffix(".answer"))
    assert snapshot.file_of(str(tool.folder)) == snapshot.beside(str(index)) == str(index.with_suffix(".snapshot"))
    monkeypatch.chdir(tool.folder / "Contacts")
    assert short(tool) is not None
    monkeypatch.chdir(tool.folder.parent)
    assert short(tool) is None
    assert short(tool, "--vault", "notes") is not None
    monkeypatch.setenv("VAULTTOOL_VAULT", str(tool.folder))
    assert short(tool) is not None
