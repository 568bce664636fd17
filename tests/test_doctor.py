"""`doctor`: what is wrong with an installation is named with its remedy, and what is right is called fine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib import metadata
from pathlib import Path

import pytest

from tests.vault_cli import Tool, tool
from vaulttool.doctor import Place, State, examine, machine, notes
from vaulttool.index import Index

__all__ = ["tool"]

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def said(tool: Tool, check: str) -> list[tuple[str, str, str]]:
    """`(state, message, remedy)` of one check."""
    answers = json.loads(tool("doctor", "--format", "json").out)
    return [(a["state"], a["message"], a["remedy"]) for a in answers if a["check"] == check]


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def test_a_right_installation_has_nothing_to_mend(tool: Tool) -> None:
    """Every check says one line at least; the exit status is 0, and -q says nothing at all."""
    tool.notes({"Ana": "---\ntype: contact\n---\n"})
    tool("sync")
    before = tool.bytes()
    found = tool("doctor")
    assert (found.status, found.out.splitlines()[-1]) == (0, "Nothing to mend.")
    for check in ("python", "libraries", "libyaml", "time zone", "watching", "config", "index", "git"):
        assert f"  {check}: " in found.out
    assert tool("doctor", "-q").out == ""
    assert tool.bytes() == before


def test_wrong_settings_are_named_each_and_end_with_1(tool: Tool) -> None:
    """For cron: -q prints what is to be mended and nothing else, and the status says so."""
    (tool.folder / "vaulttool.toml").write_text("daily_cap = 0\ncuntry = 'US'\n")
    found = tool("doctor", "-q")
    assert found.status == 1
    assert [line.split(": ")[:2] for line in found.out.splitlines()] == [
        ["mend  config", "vaulttool.toml:1"],
        ["mend  config", "vaulttool.toml:2"],
    ]
    assert tool("doctor").out.endswith("2 things to mend.\n")


def test_the_index_is_looked_at(tool: Tool, tmp_path: Path) -> None:
    """None yet is fine; its place and size are told; a damaged one is to be mended, one in the vault moved."""
    assert said(tool, "index")[0][:1] == ("fine",)
    tool("sync")
    ((state, message, _),) = said(tool, "index")
    path = Index.path_of(tool.folder)
    assert (state, message.startswith(f"{path}, "), message.endswith(" MB, whole")) == ("fine", True, True)
    path.write_bytes(b"not an index")
    assert said(tool, "index") == [("mend", f"{path}: the file is not an index", "vaulttool index --rebuild")]


def test_an_index_inside_the_vault_is_to_be_moved(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sync programs tear databases."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tool.folder / "cache"))
    assert said(tool, "index")[0][0] == "mend"


def test_folders_that_cannot_be_written_to_are_named(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault itself and those in it; hidden ones are nobody's business."""
    (tool.folder / ".hidden").mkdir()
    assert said(tool, "writing") == [("fine", "notes can be written", "")]
    barred = {tool.folder / "Contacts", tool.folder / ".hidden"}
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) not in barred)
    place = f"{tool.folder}/Contacts"
    assert said(tool, "writing") == [("mend", f"{place} may not be written to", f"chmod u+w {place}, as its owner")]
    assert tool("doctor").out.endswith("1 thing to mend.\n")


@pytest.mark.parametrize(
    ("folder", "file", "name"),
    [
        ("Library/Mobile Documents/iCloud~md~obsidian/Documents/notes", "", "iCloud Drive"),
        ("Dropbox (Work)/notes", "", "Dropbox"),
        ("drop/notes", "drop/.dropbox", "Dropbox"),
        ("OneDrive-Acme/notes", "", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-ana@acme.example/notes", "", "Google Drive"),
        ("notes", "notes/.stfolder", "Syncthing"),
        ("Dropboxes/notes", "", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_path_or_by_files(tmp_path: Path, folder: str, file: str, name: str) -> None:
    """A note, not a fault: it may well be meant so."""
    (tmp_path / folder).mkdir(parents=True)
    if file:
        (tmp_path / file).touch()
    (answer,) = notes.synced_folder(Place(tmp_path / folder, {}, "python3"))
    assert (answer.state, answer.message) == (
        (State.NOTE, f"{name} syncs this folder") if name else (State.FINE, "no sync program is seen at work here")
    )


def test_the_watchers_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More folders than the system lets be watched, or no watcher at all, is to be mended; no limit is fine."""
    limits = tmp_path / "limits"
    limits.mkdir()
    monkeypatch.setattr(machine, "_LIMITS", limits)
    monkeypatch.setattr(machine, "remote_kind", lambda folder: "")
    (tmp_path / "vault/a/b").mkdir(parents=True)
    place = Place(tmp_path / "vault", {}, "python3")
    assert [a.state for a in machine.watching(place)] == [State.FINE]
    (limits / "max_user_watches").write_text("3\n")
    (limits / "max_user_instances").write_text("0\n")
    answers = list(machine.watching(place))
    assert [a.state for a in answers] == [State.MEND, State.MEND]
    assert "3 folders, and the system lets 3 be watched" in answers[0].message
    assert "sysctl fs.inotify.max_user_watches=524288" in answers[0].remedy


def test_libraries_and_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is missing or too old is to be mended; an extra that is not here says how to get it."""
    lines = [
        "click>=8", "no-such-thing>=1.0", "pytest>=999", "vaulttool[calendar]; extra == 'all'",
        "no-such-lib>=2; extra == 'calendar'", "click>=8; extra == 'contacts'", "mypy; extra == 'dev'",
    ]  # fmt: skip
    monkeypatch.setattr(metadata, "requires", lambda name: lines)
    place = Place(None, {}, "python3")
    mend, fine = machine.libraries(place)
    assert mend.message == f"no-such-thing (missing), 1.0 is needed; pytest {metadata.version('pytest')}, 999 is needed"
    assert (mend.state, fine.message) == (State.MEND, f"click {metadata.version('click')}")
    calendar, contacts = machine.extras(place)
    assert (calendar.state, calendar.remedy) == (State.NOTE, "pip install 'vaulttool[calendar]'")
    assert (contacts.state, contacts.remedy) == (State.FINE, "")


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """It works, slowly; the remedy is one line."""
    monkeypatch.setattr(machine, "find_spec", lambda name: None)
    (answer,) = machine.libyaml(Place(None, {}, "python3"))
    assert (answer.state, "pip install" in answer.remedy) == (State.MEND, True)


def test_the_time_zone(tmp_path: Path) -> None:
    """That of the settings is fine; the system's may differ from machine to machine."""
    place = Place(tmp_path, {}, "python3", "Europe/Paris")
    assert [(a.state, 'timezone = "Europe/Paris"' in a.remedy) for a in machine.time_zone(place)] == [
        (State.NOTE, True)
    ]
    (tmp_path / "vaulttool.toml").write_text('timezone = "Europe/London"\n')
    (answer,) = machine.time_zone(Place(tmp_path, {}, "python3", "Europe/Paris"))
    assert (answer.state, answer.message) == (State.FINE, "Europe/London, as vaulttool.toml says")


@needs_git
def test_git_and_its_setup(tool: Tool) -> None:
    """Not in git, in git without the driver, set up, and half set up: each is told apart."""
    assert said(tool, "git") == [("note", "the vault is not kept in git", "for a history: vaulttool init --git")]
    git(tool.folder, "init", "-q")
    assert said(tool, "git")[0][:2] == ("note", "git merges these notes by the line")
    assert tool("git", "setup").status == 0
    assert said(tool, "git")[0][0] == "fine"
    hook = next((tool.folder / ".git/hooks").glob("post-merge"))
    hook.unlink()
    ((state, message, remedy),) = said(tool, "git")
    assert (state, "post-merge" in message, remedy) == ("mend", True, "vaulttool git setup")


@needs_git
def test_private_notes_and_a_remote(tool: Tool) -> None:
    """A private note that git holds where there is a remote is told of, the remote by its name only."""
    tool.notes({"Ana": "---\ntype: contact\nprivate: true\n---\n", "Ben": "---\ntype: contact\n---\n"})
    tool("sync")
    git(tool.folder, "init", "-q")
    assert said(tool, "private notes")[0][:2] == ("fine", "1 private note, none of them in git with a remote")
    git(tool.folder, "remote", "add", "origin", "https://me:secret@host.example/notes.git")
    git(tool.folder, "add", "Contacts/Ben.md")
    assert said(tool, "private notes")[0][0] == "fine"
    git(tool.folder, "add", "Contacts/Ana.md")
    ((state, message, _),) = said(tool, "private notes")
    assert (state, message) == ("note", "1 of 1 private note in git, which has 1 remote: origin")
    assert "secret" not in tool("doctor").out


def test_without_a_vault_the_machine_is_looked_at(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder without notes the checks of a vault are left out; a vault that was named must be there."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    found = tool("doctor")
    assert found.status == 0
    assert "no vault here" in found.err
    assert "  python: " in found.out
    assert "  config: " not in found.out
    assert tool("doctor", "--vault", "nowhere").status == 2


def test_every_check_says_something(tmp_path: Path) -> None:
    """No thing is passed over, whatever the place."""
    answers = examine(Place(tmp_path, dict(os.environ), "python3"))
    assert {answer.check for answer in answers} >= {"python", "libyaml", "config", "index", "synced folder", "git"}
