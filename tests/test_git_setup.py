"""`git setup` on real clones: shown first, done once, hooks of others kept, and taken out again without a trace."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.git_clone import ANA, PERSON, Clone, isolate

pytestmark = pytest.mark.slow  # real processes, a second or more each

ROOT = Path(__file__).parent.parent
HOOKS = ("pre-commit", "post-merge", "post-rewrite")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A repository with a vault in it, not set up."""
    isolate(tmp_path, monkeypatch)
    clone = Clone(tmp_path / "clone", tmp_path / "clone")
    clone.write("vaulttool.toml", "")
    clone.write(ANA, PERSON)
    clone.git("init", "-q", "--template=")
    return clone


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its content and mode."""
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): (file.read_bytes(), file.stat().st_mode) for file in found}


def test_shown_first_then_done_once(clone: Clone) -> None:
    """A dry run changes no byte and says the same steps; a second run has nothing to do."""
    before = files(clone.top)
    shown = clone.tool("git", "setup", "--dry-run").split("\n")
    assert files(clone.top) == before
    done = clone.tool("git", "setup").split("\n")
    assert shown[:7] == done[:7]
    assert ".gitattributes: *.md merge=vaulttool" in done
    assert [line.split(":")[0] for line in done[4:7]] == [f"hook {name}" for name in HOOKS]
    after = files(clone.top)
    assert "Nothing to do" in clone.tool("git", "setup")
    assert files(clone.top) == after
    assert clone.read(".gitattributes") == "*.md merge=vaulttool\n"
    assert all(os.access(clone.top / ".git/hooks" / name, os.X_OK) for name in HOOKS)


def test_attributes_that_are_there_stay(clone: Clone) -> None:
    """One line is added below them, also where the last line had no end; none where one says it already."""
    clone.write(".gitattributes", "*.png binary\n*.md merge=union")
    clone.tool("git", "setup")
    assert clone.read(".gitattributes") == "*.png binary\n*.md merge=union\n*.md merge=vaulttool\n"
    clone.write(".gitattributes", (ROOT / "vault_template/.gitattributes").read_text())
    assert "Nothing to do" in clone.tool("git", "setup")


def test_a_hook_that_was_there_is_kept_and_runs_first(clone: Clone) -> None:
    """With its arguments, and when it fails ours does not run. Taking ours out puts everything back."""
    hook = clone.top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\necho "mine $#"\n[ ! -e stop ]\n')
    hook.chmod(0o755)
    before = files(clone.top / ".git")
    assert "runs first, as pre-commit.before-vaulttool" in clone.tool("git", "setup")
    clone.change(ANA, "targeted", "targetd")
    clone.git("add", "-A")
    said = clone.git("commit", "-m", "x", status=1)
    assert said.startswith("mine 0\n")
    assert "value-not-allowed" in said
    (clone.top / "stop").touch()
    assert "value-not-allowed" not in clone.git("commit", "-m", "x", status=1)
    clone.git("reset", "-q")
    assert "what was there before is back" in clone.tool("git", "setup", "--remove")
    after = files(clone.top / ".git")
    assert {path: after.get(path) for path in before if path != "index"} == before
    assert "Nothing to do" in clone.tool("git", "setup", "--remove")


def test_hooks_that_are_shared_with_other_repositories_are_left_alone(clone: Clone, tmp_path: Path) -> None:
    """Then the commands to call from there are said."""
    (tmp_path / "hooks").mkdir()
    clone.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    assert "pre-commit: vaulttool check --staged -q" in clone.tool("git", "setup")
    assert not list((tmp_path / "hooks").iterdir())
    assert not list((clone.top / ".git").glob("hooks/*"))


def test_the_dashboard_kept_out_of_git(clone: Clone) -> None:
    """It is ignored and no longer in the index; the file stays."""
    clone.write("vaulttool.toml", 'dashboard = "To do [all].md"\n')
    clone.write(".gitignore", "*.tmp")
    clone.tool("sync", "-q")
    clone.commit()
    clone.tool("git", "setup", "--ignore-dashboard")
    assert clone.read(".gitignore") == "*.tmp\n/To do \\[all].md\n"
    assert (clone.vault / "To do [all].md").exists()
    assert "D  " in clone.git("status", "--porcelain", "--", ":(literal)To do [all].md")
    clone.commit()
    assert clone.git("status", "--porcelain") == ""
    assert "Nothing to do" in clone.tool("git", "setup", "--ignore-dashboard")


def test_two_vaults_in_one_repository(clone: Clone) -> None:
    """The hooks look after both; taking one out leaves the other's."""
    first, second = (Clone(clone.top, clone.top / folder) for folder in ("one", "other vault"))
    for one in (first, second):
        one.write("vaulttool.toml", "")
        one.write("Contacts/Ben.md", "---\ntype: contact\nstatus: mett\n---\n")
    first.tool("git", "setup", "-q")
    assert "vaulttool.vault = other vault" in second.tool("git", "setup")
    clone.git("add", "-A")
    assert clone.git("commit", "-m", "x", status=1).count("Contacts/Ben.md:3:9: error value-not-allowed") == 2
    first.tool("git", "setup", "-q", "--remove")
    assert (clone.top / ".git/hooks/pre-commit").exists()
    second.tool("git", "setup", "-q", "--remove")
    assert not (clone.top / ".git/hooks/pre-commit").exists()
    assert "vaulttool" not in (clone.top / ".git/config").read_text()


def test_a_python_that_is_gone_stops_no_commit(clone: Clone) -> None:
    """The hook says what to do, and setup mends it."""
    clone.tool("git", "setup", "-q")
    hook = clone.top / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text().replace(sys.executable, "/nowhere/python"))
    clone.git("add", "-A")
    assert "run vaulttool git setup once more" in clone.git("commit", "-m", "x")
    assert "hook pre-commit" in clone.tool("git", "setup")
    assert "/nowhere" not in hook.read_text()


def test_what_git_refuses_is_said_with_the_remedy(
    clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No repository; one that belongs to somebody else."""
    plain = Clone(tmp_path / "plain", tmp_path / "plain")
    plain.write("vaulttool.toml", "")
    assert "run `git init` there" in plain.tool("git", "setup", status=2)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert "git config --global --add safe.directory" in clone.tool("git", "setup", status=2)


def test_private_notes_that_a_remote_would_get_are_told_of(clone: Clone) -> None:
    """Without a remote nothing is said; with one, how many private notes are in git, and how to keep them out."""
    clone.write(ANA, PERSON.replace("---\n", "---\nprivate: true\n", 1))
    clone.git("add", "-A")
    clone.git("commit", "-qm", "notes")
    clone.tool("sync", "-q")
    assert "private" not in clone.tool("git", "setup")
    clone.git("remote", "add", "origin", "elsewhere")
    said = clone.tool("git", "setup")
    assert "1 of 1 private note in git, which has 1 remote: origin" in said
    assert "git rm --cached" in said
