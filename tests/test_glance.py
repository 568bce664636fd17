"""What is as the last run left it is neither looked at twice nor asked of the index. Counts, no seconds."""

from __future__ import annotations

import marshal
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vault_cli import Tool, called, tool
from vaulttool import shortcut, snapshot
from vaulttool.config import load
from vaulttool.index import Index
from vaulttool.snapshot import Glance
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


def settle(tool: Tool, monkeypatch: pytest.MonkeyPatch, command: str = "sync") -> None:
    """Notes at rest, and a snapshot of them."""
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)
    tool.notes(NOTES)
    age(tool.folder)
    assert tool(command).status == 0


def age(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            os.utime(file, (OLD, OLD))


def glance_at(folder: Path) -> Glance:
    known = snapshot.load(str(folder), snapshot.file_of(str(folder)))
    assert known
    return snapshot.glance(str(folder), known)


def unpacked(found: Scan) -> tuple[object, ...]:
    """All that was found, in the folders that are the same too."""
    folders, stamps = dict(found.folders), {path: tuple(stamp) for path, stamp in found.stamps.items()}
    for folder, (_, packed) in found.same.items():
        names = marshal.loads(packed)
        folders[folder] = {name: was for name, was in names.items() if isinstance(was, bool)}
        stamps |= {folder + name: was for name, was in names.items() if not isinstance(was, bool)}
    return folders, stamps, found.notes, found.problems, found.unseen, found.temps, found.dashboard


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


CHANGES = [edit, come, go, become_a_folder]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_only_folders_that_differ_are_looked_at_again(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """And what is found is what a whole look finds."""
    settle(tool, monkeypatch)
    change(tool.folder)
    glance = glance_at(tool.folder)
    assert set(glance.same) == {"", "Contacts/far/", "Interviews/"}
    whole = scan(tool.folder, load(tool.folder))
    opened: list[str] = []
    look = os.scandir

    def counted(path: str) -> object:
        opened.append(path)
        return look(path)

    monkeypatch.setattr(os, "scandir", counted)
    assert unpacked(scan(tool.folder, load(tool.folder), glance)) == unpacked(whole)
    new = ["Contacts/new/"] if change is come else []
    assert [path.removeprefix(f"{tool.folder}/") for path in opened] == new


def vanish(folder: Path) -> None:
    shutil.rmtree(folder / "Contacts/far")


def move_and_link(folder: Path) -> None:
    """The same files, with the same stamps, by a link that leads out of the vault."""
    (folder / "Contacts/far").rename(folder.parent / "far")
    (folder / "Contacts/far").symlink_to(folder.parent / "far")


def rename(folder: Path) -> None:
    (folder / "Contacts/far").rename(folder / "Contacts/away")


def picture(folder: Path) -> None:
    (folder / "Contacts/Ana.jpg").write_bytes(b"no note")


@pytest.mark.parametrize(
    "change", [*CHANGES, vanish, move_and_link, rename, picture], ids=lambda change: change.__name__
)
@pytest.mark.parametrize("first", ["sync", "today"])
def test_the_index_is_what_it_is_from_scratch(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], first: str
) -> None:
    """Whichever command left the snapshot, whatever changed since; and the run after finds nothing to do."""
    settle(tool, monkeypatch, first)
    change(tool.folder)
    assert tool("today").status == 0
    with Index.open(tool.folder) as index:
        kept = index.dump()
    assert "nothing changed" in tool("sync").out
    Index.discard(tool.folder)
    tool("today")
    with Index.open(tool.folder) as index:
        assert index.dump() == kept


def test_the_index_is_asked_of_notes_that_differ_alone(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of none when nothing changed, though it is another day; of one in a folder of many, not of those beside it."""
    tool.notes({"Contacts/Zoe.md": NOTES["Contacts/Ana.md"]})
    settle(tool, monkeypatch)
    asked: list[str] = []
    for name in ("stamps", "stamps_of"):
        answer = getattr(Index, name)

        def counted(index: Index, names: list[str], answer: Callable[..., object] = answer) -> object:
            asked.extend(names)
            return answer(index, names)

        monkeypatch.setattr(Index, name, counted)
    assert called(tool.capture, "sync", "--today", "2026-12-03").status == 0
    assert asked == []
    edit(tool.folder)
    tool("today")
    assert asked == ["Contacts/Ana.md"]


def test_what_another_run_changed_is_not_taken_as_known(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot of an earlier state of the index, or of one that is gone, says nothing."""
    settle(tool, monkeypatch)
    file = Path(snapshot.file_of(str(tool.folder)))
    early = file.read_bytes()
    edit(tool.folder)
    tool("today")
    file.write_bytes(early)
    (tool.folder / "Contacts/Ana.md").write_text(NOTES["Contacts/Ana.md"])
    tool("today")
    with Index.open(tool.folder) as index:
        assert "role" not in str(index.note("Contacts/Ana.md"))
    Index.discard(tool.folder)
    assert tool("sync").out.startswith("3 notes, 3 added")


def test_a_folder_with_a_fresh_note_is_looked_at_until_it_is_old(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be written again within the same tick of the clock; the other folders are known."""
    settle(tool, monkeypatch)
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 2_000_000_000)
    edit(tool.folder)
    tool("sync")
    assert set(glance_at(tool.folder).same) == {"", "Contacts/far/", "Interviews/"}
    assert shortcut.answer(["sync", "--today", DAY])[0] is None
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)
    tool("sync")
    assert glance_at(tool.folder).sees_no_change
    assert shortcut.answer(["sync", "--today", DAY])[0] == 0


def other_settings(folder: Path) -> None:
    (folder / "vaulttool.toml").write_text('exclude = ["Interviews"]\n')


def no_settings(folder: Path) -> None:
    (folder / "vaulttool.toml").unlink()


@pytest.mark.parametrize("change", [other_settings, no_settings], ids=lambda change: change.__name__)
def test_with_other_settings_nothing_is_known(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """They say which notes there are, and what follows from them."""
    settle(tool, monkeypatch)
    change(tool.folder)
    assert snapshot.load(str(tool.folder), snapshot.file_of(str(tool.folder))) is None
