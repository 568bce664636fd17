"""What the short way of `sync` saw in vain is not looked at again by the long way. Counts, no seconds."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vault_cli import Tool, tool
from vaulttool import shortcut
from vaulttool.config import load
from vaulttool.vault import Scan, scan

__all__ = ["tool"]

DAY = "2026-12-02"
OLD = 1_700_000_000
NOTES = {
    "Contacts/Ana.md": "---\ntype: contact\n---\n",
    "Contacts/far/Ben.md": "---\ntype: contact\n---\n",
    "Contacts/folder.md/Cara.md": "not looked at: its folder is named like a note\n",
    "Interviews/Talk.md": '---\ntype: interview\ncontact: "[[Ana]]"\n---\n',
    "Templates/Contact.md": "---\ntype: contact\n---\n",
    "picture.png": "no note\n",
    "vaulttool.toml": 'timezone = "Europe/London"\n',
}


def settle(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes at rest, and a snapshot of them."""
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)
    tool.notes(NOTES)
    for file in tool.folder.rglob("*"):
        if file.is_file():
            os.utime(file, (OLD, OLD))
    assert tool("sync").status == 0
    tool.capture.readouterr()


def glance_at() -> shortcut.Glance:
    """What a `sync` with something to do saw before it took the long way."""
    glance = shortcut.Glance()
    assert shortcut.answer(["sync", "--today", DAY], glance) is None
    return glance


def values(found: Scan) -> tuple[object, ...]:
    return found.folders, found.stamps, found.problems, found.unseen, found.temps, found.dashboard


def edit(folder: Path) -> None:
    (folder / "Contacts/Ana.md").write_text("---\ntype: contact\nrole: baker\n---\n")


def come(folder: Path) -> None:
    (folder / "Contacts/new").mkdir()
    (folder / "Contacts/new/Dev.md").write_text("---\ntype: contact\n---\n")


def go(folder: Path) -> None:
    (folder / "Contacts/Ana.md").unlink()


def become_a_folder(folder: Path) -> None:
    go(folder)
    (folder / "Contacts/Ana.md").mkdir()


@pytest.mark.parametrize("change", [edit, come, go, become_a_folder], ids=lambda change: change.__name__)
def test_only_folders_that_differ_are_looked_at_again(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """And what is found is what a whole look finds."""
    settle(tool, monkeypatch)
    change(tool.folder)
    glance = glance_at()
    assert set(glance.folders) == {"", "Contacts/far/", "Interviews/"}
    whole = scan(tool.folder, load(tool.folder))
    opened: list[str] = []
    look = os.scandir

    def counted(path: str) -> object:
        opened.append(path)
        return look(path)

    monkeypatch.setattr(os, "scandir", counted)
    assert values(scan(tool.folder, load(tool.folder), glance)) == values(whole)
    new = ["Contacts/new/"] if change is come else []
    assert [path.removeprefix(f"{tool.folder}/") for path in opened] == ["Contacts/", *new]


def other_settings(folder: Path) -> None:
    (folder / "vaulttool.toml").write_text('exclude = ["Interviews"]\n')


def other_dashboard(folder: Path) -> None:
    (folder / "Dashboard.md").write_text("mine\n")


@pytest.mark.parametrize("change", [other_settings, other_dashboard], ids=lambda change: change.__name__)
def test_nothing_is_taken_over_where_other_notes_may_count(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """The settings say which notes there are; with another dashboard, or on another day, notes were not looked at."""
    settle(tool, monkeypatch)
    change(tool.folder)
    assert glance_at().folders == {}


def test_a_snapshot_is_unpacked_folder_by_folder(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing changed, never more than one folder's names are held."""
    settle(tool, monkeypatch)
    glance = shortcut.Glance()
    assert shortcut.answer(["sync", "--today", DAY], glance) == 0
    assert glance.folders == {}
