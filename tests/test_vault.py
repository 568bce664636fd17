"""Which folder is the vault, and which notes are in it: real files, hostile ones included."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

from vaulttool.core.conflict_names import conflict_copy_of
from vaulttool.core.file_names import is_temporary
from vaulttool.core.settings import Settings
from vaulttool.errors import NoVault, UnreadableNote
from vaulttool.vault import find_vault, is_note_path, read, scan

DEFAULTS = Settings()
PERSON = "---\ntype: contact\n---\n"


def note(vault: Path, path: str, text: str = PERSON) -> Path:
    file = vault / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def seen(vault: Path, settings: Settings = DEFAULTS) -> list[str]:
    return sorted(scan(vault, settings).stamps)


# Which folder


def test_the_vault_named_comes_first_then_the_variable_then_the_nearest_folder(tmp_path: Path) -> None:
    """`--vault`, `VAULTTOOL_VAULT`, the nearest parent with `vaulttool.toml`, in this order."""
    for name in ("named", "by variable", "near/deep/deeper"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "near/vaulttool.toml").touch()
    (tmp_path / "vaulttool.toml").touch()
    env = {"VAULTTOOL_VAULT": str(tmp_path / "by variable")}
    deep = tmp_path / "near/deep/deeper"
    assert find_vault(Path("../../../named"), env, deep) == tmp_path / "named"
    assert find_vault(None, env, deep) == tmp_path / "by variable"
    assert find_vault(None, {}, deep) == tmp_path / "near"


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("---\ntype: contact\n---\n", True),
        ('\ufeff---\r\ntags: x\r\ntype: "Person" # a friend\r\n---\r\n', True),
        ("---\ntype: recipe\n---\n", False),
        ("type: contact\n", False),
        ("---\nname: x\n---\ntype: contact\n", False),
    ],
)
def test_a_folder_with_a_note_of_ours_is_a_vault(tmp_path: Path, text: str, ours: bool) -> None:
    """Without settings file, a note that says a type of ours makes the current folder a vault."""
    note(tmp_path, "People/Ana.md", text)
    if ours:
        assert find_vault(None, {}, tmp_path) == tmp_path
    else:
        with pytest.raises(NoVault) as caught:
            find_vault(None, {}, tmp_path)
        assert "vaulttool init" in caught.value.remedy


def test_a_folder_of_one_kind_is_part_of_the_vault_above(tmp_path: Path) -> None:
    """Without settings file; somebody who has changed into `Contacts` still means all of it."""
    for name in ("notes/Contacts", "notes/Interviews", "notes/Friends", "home/Contacts"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "Ana.md").write_text("---\ntype: contact\n---\n")
    assert find_vault(None, {}, tmp_path / "notes/Contacts") == tmp_path / "notes"
    assert find_vault(None, {}, tmp_path / "notes/Friends") == tmp_path / "notes/Friends"
    assert find_vault(None, {}, tmp_path / "home/Contacts") == tmp_path / "home/Contacts"


def test_a_vault_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong `--vault` or variable is no reason to take another folder."""
    (tmp_path / "vaulttool.toml").touch()
    with pytest.raises(NoVault, match="--vault nowhere"):
        find_vault(Path("nowhere"), {}, tmp_path)
    with pytest.raises(NoVault, match="VAULTTOOL_VAULT=/nowhere"):
        find_vault(None, {"VAULTTOOL_VAULT": "/nowhere"}, tmp_path)
    with pytest.raises(NoVault, match="current folder"):
        find_vault(None, {}, tmp_path / "deleted")


def test_the_folder_above_a_vault_is_none(tmp_path: Path) -> None:
    """A home folder with a vault in it: its notes are those of that vault, so nothing else is looked through."""
    note = tmp_path / "my-network/Contacts/Ana Ruiz.md"
    note.parent.mkdir(parents=True)
    note.write_text("---\ntype: contact\n---\n")
    assert find_vault(None, {}, tmp_path) == tmp_path
    (tmp_path / "my-network/vaulttool.toml").write_text("")
    with pytest.raises(NoVault):
        find_vault(None, {}, tmp_path)


# Scan


def test_scan_sees_notes_and_nothing_else(tmp_path: Path) -> None:
    """Markdown files of any depth and case of ending; no hidden, temporary, excluded or generated ones."""
    for path in ("A.md", "deep/er/B.MD", "#tag.md", "umlaut ü.md", "not templates/T.md", "x.mdx.md"):
        note(tmp_path, path)
    for path in (
        "Dashboard.md", "Templates/T.md", "_templates/T.md", ".obsidian/C.md", ".trash/D.md", "sub/.git/E.md",
        "sub/node_modules/F.md", "G.txt", ".hidden.md", "~$H.md", "A.md~", ".A.md.swp", "4913", "A.md.tmp",
        ".vaulttool-1-ab.tmp",
    ):  # fmt: skip
        note(tmp_path, path)
    found = scan(tmp_path, DEFAULTS)
    assert sorted(found.stamps) == ["#tag.md", "A.md", "deep/er/B.MD", "not templates/T.md", "umlaut ü.md", "x.mdx.md"]
    assert found.problems == ()
    assert found.temps == (".vaulttool-1-ab.tmp",)
    assert found.dashboard is not None


def test_exclude_takes_folders_names_and_patterns(tmp_path: Path) -> None:
    """A plain name at any depth, a path from the top, `*` within one name, `**` across folders."""
    kept = ["Other/Top/x.md", "a/x.md", "b/keep.md"]
    gone = ["Top/Sub/x.md", "a/Old/x.md", "Old/x.md", "a/b/y.draft.md", "b/1/c/x.md", "Single.md"]
    for path in kept + gone:
        note(tmp_path, path)
    settings = Settings(exclude=("Top/Sub/**", "Old", "*.draft.md", "b/**/c", "Single.md"))
    assert seen(tmp_path, settings) == kept
    assert [path for path in kept + gone if is_note_path(path, settings)] == kept


def test_links_are_not_followed_but_told_when_they_lead_out(tmp_path: Path) -> None:
    """A link inside the vault is a second name of a note; one that leads out hides a person, so it is told."""
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    note(vault, "A.md")
    note(outside, "secret/Ben.md")
    (vault / "B.md").symlink_to(vault / "A.md")
    (vault / "inner").symlink_to(vault)
    (vault / "Ben.md").symlink_to(outside / "secret/Ben.md")
    (vault / "folder").symlink_to(outside)
    (vault / "picture.png").symlink_to(outside / "secret/Ben.md")
    (vault / ".#A.md").symlink_to("user@host.123:456")
    found = scan(vault, DEFAULTS)
    assert sorted(found.stamps) == ["A.md"]
    assert [(p.path, p.rule, p.severity) for p in found.problems] == [
        ("Ben.md", "unreadable-file", "warning"),
        ("folder", "unreadable-file", "warning"),
    ]


def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    """Pipes, sockets and folders with a note's name are not opened."""
    note(tmp_path, "A.md")
    os.mkfifo(tmp_path / "pipe.md")
    note(tmp_path, "folder.md/inside.md")
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.md")
    finally:
        os.fchdir(here)
        os.close(here)
    assert seen(tmp_path) == ["A.md"]
    with pytest.raises(UnreadableNote, match="regular file"):
        read(tmp_path, "pipe.md")


def test_a_name_that_is_no_text_is_told_and_the_rest_read(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 in a name cost that file or folder only; the finding can be printed."""
    note(tmp_path, "A.md")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_text(PERSON)
    os.mkdir(os.fsencode(tmp_path) + b"/f\xff")
    note(tmp_path, "line\nbreak.md")
    found = scan(tmp_path, DEFAULTS)
    assert sorted(found.stamps) == ["A.md", "line\nbreak.md"]
    assert [p.path for p in found.problems] == ["caf\\xe9.md", "f\\xff"]
    assert "".join(p.path for p in found.problems).encode()


def test_an_unreadable_folder_hides_nothing_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its notes are unseen, not gone; those elsewhere that are missing are gone."""
    note(tmp_path, "open/A.md")
    note(tmp_path, "shut/B.md")
    listed = os.scandir

    def refusing(folder: str) -> object:
        if folder.endswith("shut/"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    found = scan(tmp_path, DEFAULTS)
    assert sorted(found.stamps) == ["open/A.md"]
    assert [(p.path, p.rule, p.severity) for p in found.problems] == [("shut", "unreadable-file", "error")]
    assert not found.is_gone("shut/B.md")
    assert not found.is_gone("open/A.md")
    assert found.is_gone("open/C.md")


def test_a_vault_that_is_gone_deletes_nothing(tmp_path: Path) -> None:
    """An unmounted folder is one problem, and no note of it counts as deleted."""
    found = scan(tmp_path / "unmounted", DEFAULTS)
    assert found.problems
    assert not found.is_gone("A.md")


def test_notes_that_wait_in_the_cloud_are_not_gone(tmp_path: Path) -> None:
    """An iCloud stub says that the note exists."""
    note(tmp_path, "People/.Ana.md.icloud", "")
    found = scan(tmp_path, DEFAULTS)
    assert not found.is_gone("People/Ana.md")
    assert [p.path for p in found.problems] == ["People/Ana.md"]


def test_a_second_checkout_of_the_vault_is_left_out(tmp_path: Path) -> None:
    """A linked git worktree inside the vault would show every person twice; a submodule is part of it."""
    note(tmp_path, "A.md")
    note(tmp_path, "copy/.git", "gitdir: /x/.git/worktrees/copy\n")
    note(tmp_path, "copy/sub/A.md")
    note(tmp_path, "copy/A.md")
    note(tmp_path, "module/.git", "gitdir: ../.git/modules/module\n")
    note(tmp_path, "module/B.md")
    assert seen(tmp_path) == ["A.md", "module/B.md"]


def test_a_thousand_levels_are_no_problem(tmp_path: Path) -> None:
    """C09: Depth costs no recursion, and a path too long for the system is a finding, not a crash."""
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(tmp_path)
        for _ in range(1000):
            os.mkdir("folder")
            os.chdir("folder")
    finally:
        os.fchdir(here)
        os.close(here)
    note(tmp_path, "folder/folder/A.md")
    found = scan(tmp_path, DEFAULTS)
    subprocess.run(["rm", "-rf", str(tmp_path / "folder")], check=True)
    assert sorted(found.stamps) == ["folder/folder/A.md"]
    assert [p.rule for p in found.problems] == ["unreadable-file"]


def test_every_way_of_changing_a_note_changes_its_stamp(tmp_path: Path) -> None:
    """Same size and restored modification time do not hide a change."""
    file = note(tmp_path, "A.md", "one")
    before = scan(tmp_path, DEFAULTS).stamps["A.md"]
    assert scan(tmp_path, DEFAULTS).stamps["A.md"] == before
    time.sleep(0.02)
    file.write_text("two")
    os.utime(file, ns=(before.mtime_ns, before.mtime_ns))
    after = scan(tmp_path, DEFAULTS).stamps["A.md"]
    assert (after.size, after.mtime_ns) == (before.size, before.mtime_ns)
    assert after != before


@pytest.mark.parametrize(
    ("path", "original"),
    [
        ("C/Ana.sync-conflict-20260112-003022-FUKIKK4.md", "C/Ana.md"),
        ("C/Ana (Conflicted copy DEV 202603121129).md", "C/Ana.md"),
        ("Ana (Bea's conflicted copy 2026-01-12).md", "Ana.md"),
        ("Ana (conflicted copy).md", "Ana.md"),
        ("Ana (In Konflikt stehende Kopie 2026-01-12).md", "Ana.md"),
        ("Ana (Konflikt 2026-01-12).md", "Ana.md"),
        ("Ana_conflict-20260112-003022.md", "Ana.md"),
        ("conflict-files-obsidian-git.md", ""),
        ("Ana (conflict resolution).md", None),
        ("Conflict Resolution Group.md", None),
        ("Conflicts/Ana.md", None),
        ("Ana.md", None),
    ],
)
def test_conflict_copies_are_known_by_their_names(path: str, original: str | None) -> None:
    """What sync programs call the second version, and nothing that a person would."""
    assert conflict_copy_of(path) == original


def test_a_conflict_copy_is_no_second_person(tmp_path: Path) -> None:
    """It is told, with the note it belongs to, and not read as a note."""
    note(tmp_path, "Ana.md")
    note(tmp_path, "Ana.sync-conflict-20260112-003022-FUKIKK4.md")
    found = scan(tmp_path, DEFAULTS)
    assert sorted(found.stamps) == ["Ana.md"]
    assert [p.rule for p in found.problems] == ["sync-conflict-copy"]
    assert "Ana.md" in found.problems[0].message


@pytest.mark.parametrize(
    "name",
    [
        "n.md~", ".n.md.swp", "4913", "n.md.tmp", "#n.md#", ".#n.md", ".syncthing.n.md.tmp", "~syncthing~n.md.tmp",
        ".~lock.n.md#", ".goutputstream-ABC123", "n.md___jb_tmp___", "n.md___jb_old___", ".vaulttool-12-ab.tmp",
        "~$n.md",
    ],
)  # fmt: skip
def test_names_of_saving_programs_are_temporary(name: str) -> None:
    """No event about such a file says anything about a note."""
    assert is_temporary(name)
    assert not is_temporary("n.md")
