"""Real merges, rebases and cherry-picks of notes, with the driver and without it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.git_clone import ANA, PERSON, Clone, begin, isolate
from vaulttool.integrations.git_setup import driver

pytestmark = pytest.mark.slow  # real processes, a second or more each

TOUCH = "- 2023-11-01 email in: hello\n"
ADD_9, ADD_5 = (TOUCH, f"{TOUCH}- 2023-11-09 email out: yes\n"), (TOUCH, f"{TOUCH}- 2023-11-05 phone out: tried\n")
BOTH = PERSON.replace(TOUCH, f"{TOUCH}- 2023-11-05 phone out: tried\n- 2023-11-09 email out: yes\n")
MET, LATER = ("targeted", "met"), ("targeted", "contacted")
CONFLICT = "<<<<<<< ours\nstatus: met\n=======\nstatus: contacted\n>>>>>>> theirs\n"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clone]:
    """A repository, set up, whose vault is a folder with a difficult name."""
    folder = tmp_path_factory.mktemp("ready")
    with pytest.MonkeyPatch.context() as patch:
        isolate(folder, patch)
        yield begin(folder / "clone", "Nötizen 'privat'")


@pytest.fixture
def clone(ready: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A copy of it for one test."""
    isolate(tmp_path, monkeypatch)
    return ready.copied(tmp_path / "my clone")


def test_two_people_log_a_touch_each(clone: Clone) -> None:
    """Both lines are there, in date order, and the hook has brought the dashboard up to date."""
    clone.branches(ANA, ADD_9, ADD_5)
    clone.git("merge", "other")
    assert clone.read(ANA) == BOTH
    assert "[[Ana Ruiz]]" in clone.read("Dashboard.md")


def test_a_rebase_and_a_cherry_pick(clone: Clone) -> None:
    """Git calls the driver for these too; after the rebase the dashboard is up to date."""
    clone.branches(ANA, ADD_9, ADD_5)
    clone.git("branch", "picked")
    clone.git("rebase", "-q", "other")
    assert clone.read(ANA) == BOTH
    assert "[[Ana Ruiz]]" in clone.read("Dashboard.md")
    clone.git("switch", "-q", "picked")
    clone.git("cherry-pick", "other")
    assert clone.read(ANA) == BOTH


def test_the_same_field_both_ways_is_left_to_the_person(clone: Clone) -> None:
    """Git stops the merge; only the field is in conflict, what else changed is merged."""
    clone.branches(ANA, MET, LATER)
    clone.change(ANA, *ADD_9)
    clone.commit("more of ours")
    assert "CONFLICT (content)" in clone.git("merge", "other", status=1)
    assert clone.read(ANA) == PERSON.replace("status: targeted\n", CONFLICT).replace(*ADD_9)
    assert clone.git("ls-files", "-u").count("\t") == 3
    assert "conflict-markers" in clone.tool("check", status=1)


def test_a_merge_in_a_linked_work_tree(clone: Clone) -> None:
    """The driver and the hooks are those of the clone; the vault is the one of the work tree."""
    clone.branches(ANA, ADD_9, ADD_5)
    clone.git("worktree", "add", "-q", "-b", "third", "../third", "main")
    third = Clone(clone.top.parent / "third", clone.top.parent / "third" / clone.vault.name)
    third.git("merge", "other")
    assert third.read(ANA) == BOTH
    assert "[[Ana Ruiz]]" in third.read("Dashboard.md")
    assert not (clone.vault / "Dashboard.md").exists()


def test_ticks_of_both_sides_reach_the_notes(clone: Clone) -> None:
    """Two people tick different lines of one dashboard; the merge is clean, and the hook's sync writes both facts."""
    clone.write("Contacts/Ben Ode.md", PERSON.replace(TOUCH, ""))
    clone.change(ANA, TOUCH, "")
    clone.tool("sync", "-q")
    clone.commit()
    first, second = (
        line for line in clone.read("Dashboard.md").split("\n") if line.startswith("- [ ] ") and "first time" in line
    )
    clone.branches("Dashboard.md", (first, first.replace("[ ]", "[x]", 1)), (second, second.replace("[ ]", "[x]", 1)))
    clone.git("merge", "other")
    for path in (ANA, "Contacts/Ben Ode.md"):
        assert "email out (for:: outreach)" in clone.read(path)
    assert "[x]" not in clone.read("Dashboard.md")


@pytest.mark.parametrize("python", ["/nowhere/python", "says 1"])
def test_a_driver_that_cannot_work_loses_no_side(clone: Clone, tmp_path: Path, python: str) -> None:
    """Git's own merge takes its place: clean where that can be, a conflict with both sides where not."""
    if not python.startswith("/"):
        program = tmp_path / "python"
        program.write_text("#!/bin/sh\nexit 1\n")
        program.chmod(0o755)
        python = str(program)
    clone.git("config", "merge.vaulttool.driver", driver(python))
    clone.branches(ANA, MET, ADD_5)
    clone.git("merge", "other")
    assert clone.read(ANA) == PERSON.replace(*MET).replace(*ADD_5)
    clone.git("reset", "-q", "--hard", "main^")
    clone.git("switch", "-q", "-C", "main", "other^")
    clone.change(ANA, *ADD_9)
    clone.commit()
    clone.git("merge", "other", status=1)
    assert f"{ADD_9[1].split(TOUCH)[1]}=======\n{ADD_5[1].split(TOUCH)[1]}" in clone.read(ANA)


@pytest.mark.parametrize(("old", "ours", "theirs"), [(b"f\xfcr A", b"f\xfcr B", b"f\xfcr C"), (b"a\0", b"b\0", b"c\0")])
def test_what_is_no_text_is_left_to_git(clone: Clone, old: bytes, ours: bytes, theirs: bytes) -> None:
    """A conflict, not a crash, and git keeps all three versions."""
    file = clone.vault / ANA
    for branch, content in (("main", old), ("other", theirs), ("main", ours)):
        clone.git(*(("switch", "-q", branch) if branch != "other" else ("switch", "-q", "-c", branch)))
        file.write_bytes(content)
        clone.commit()
    clone.git("merge", "other", status=1)
    assert ours in file.read_bytes()
    assert clone.git("ls-files", "-u").count("\t") == 3


def test_the_same_new_note_on_both_sides(clone: Clone) -> None:
    """Without a common past what both say is merged."""
    for branch, line in (("other", "- 2023-11-05 phone out: tried\n"), ("main", "- 2023-11-09 email out: yes\n")):
        clone.git("switch", "-q", *(("-c", "other") if branch == "other" else ("main",)))
        clone.write("Contacts/-x.md", f"---\ntype: contact\n---\n\n## Log\n\n{line}")
        clone.commit()
    clone.git("merge", "other")
    assert clone.read("Contacts/-x.md").endswith("- 2023-11-05 phone out: tried\n- 2023-11-09 email out: yes\n")


def test_the_driver_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit status 0 for a clean merge, 1 for conflicts, with markers of the length asked for; 2 without the files."""
    isolate(tmp_path, monkeypatch)
    folder = Clone(tmp_path, tmp_path)
    for name, text in {"o": PERSON, "a": PERSON.replace(*MET), "b": PERSON.replace(*ADD_5)}.items():
        folder.write(name, text)
    folder.tool("git", "merge-driver", "o", "a", "b")
    assert folder.read("a") == PERSON.replace(*MET).replace(*ADD_5)
    folder.write("b", PERSON.replace(*LATER))
    folder.tool("git", "merge-driver", "o", "a", "b", ANA, "9", status=1)
    assert f"{'<' * 9} ours\nstatus: met\n{'=' * 9}\n" in folder.read("a")
    assert "cannot read" in folder.tool("git", "merge-driver", "o", "a", "missing", status=2)


def test_the_command_names_this_interpreter(clone: Clone) -> None:
    """Whatever is on the path when git calls it; a module in the vault's folder is not taken for one of ours."""
    assert sys.executable in clone.git("config", "merge.vaulttool.driver")
    (clone.top / "click.py").write_text("raise SystemExit('taken')\n")
    clone.branches(ANA, ADD_9, ADD_5)
    clone.git("merge", "other")
    assert clone.read(ANA) == BOTH
