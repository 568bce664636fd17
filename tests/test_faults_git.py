"""A vault that is kept in git: locks, line ends, fresh clones, settings of somebody else. Fault group I."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.vault_cli import Tool, tool
from vaulttool.index import Index

__all__ = ["tool"]

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

NOTES = {
    "Ana": """---
type: contact
status: targeted
decided_on: 2026-11-20
role: Old # lately
---

## Log
- 2026-11-23 email out: hi
""",
    "Bo": "---\ntype: contact\n---\nHis words.\n",
    "Interviews/Talk.md": '---\ntype: interview\ncontact: "[[Ana]]"\ndate: 2026-11-30T10:00\nstatus: done\n---\n',
}


def git(folder: Path, *arguments: str) -> None:
    """Git, without any setting of the machine."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run(["git", *names, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(tool: Tool) -> Tool:
    """The notes, committed."""
    tool.notes(NOTES)
    git(tool.folder, "init")
    git(tool.folder, "add", "-A")
    git(tool.folder, "commit", "-m", "notes")
    return tool


def facts(tool: Tool) -> list[tuple[object, ...]]:
    """What the index says, but for the sums of the bytes and the text to search in."""
    with Index.open(tool.folder) as index:
        return [row for row in index.dump() if row[0] not in ("note", "text")]


def inside(folder: Path) -> dict[str, bytes]:
    """Every file of git's own."""
    return {str(path): path.read_bytes() for path in sorted((folder / ".git").rglob("*")) if path.is_file()}


def test_i03_a_lock_of_git_is_none_of_our_business(repository: Tool) -> None:
    """I03: with a lock that git left, or holds, every command works, and nothing in `.git` is written."""
    (repository.folder / ".git/index.lock").touch()
    before = inside(repository.folder)
    for line in ("sync", "set Ana role=New", "check", "check --staged", "undo", "forget Bo --yes", "doctor"):
        said = repository(*line.split())
        assert said.status in (0, 1), (line, said)
    assert inside(repository.folder) == before


def test_i05_other_line_ends_change_no_answer(repository: Tool) -> None:
    """I05: a checkout with CRLF: the same facts, not one byte of the dashboard, and an edit keeps the new ends."""
    assert repository("sync").status == 0
    board = repository.bytes()["Dashboard.md"]
    before = facts(repository)
    git(repository.folder, "config", "core.autocrlf", "true")
    for path in NOTES:
        path = path if "." in path else f"Contacts/{path}.md"
        (repository.folder / path).unlink()
    git(repository.folder, "checkout", "--", ".")
    assert b"\r\n" in repository.bytes()["Contacts/Ana.md"]
    assert "dashboard unchanged" in repository("sync").out
    assert facts(repository) == before
    assert repository.bytes()["Dashboard.md"] == board
    assert repository("set", "Ana", "role=New").status == 0
    assert b"role: New # lately\r\n" in repository.bytes()["Contacts/Ana.md"]


def test_i05_a_dashboard_with_other_line_ends_settles(repository: Tool) -> None:
    """I05: git gave the dashboard CRLF as well: at most one run writes it, and a tick in it still counts."""
    assert repository("sync").status == 0
    file = repository.folder / "Dashboard.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    repository("sync")
    assert "dashboard unchanged" in repository("sync").out
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n").replace(b"- [ ]", b"- [x]", 1))
    assert "1 tick" in repository("sync").out
    assert "dashboard unchanged" in repository("sync").out


def test_i08_a_clone_gives_the_same(repository: Tool, tmp_path: Path) -> None:
    """I08: on a new machine, where every file is new: the same index, the same dashboard."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", str(repository.folder), str(clone))
    assert (repository("sync").status, repository("sync", "--vault", str(clone)).status) == (0, 0)
    assert (clone / "Dashboard.md").read_bytes() == repository.bytes()["Dashboard.md"]
    with Index.open(repository.folder) as ours, Index.open(clone) as theirs:
        assert ours.dump() == theirs.dump()


def test_i09_settings_of_a_strange_repository_start_nothing(repository: Tool, tmp_path: Path) -> None:
    """I09: a vault that came with settings and hooks of its own: no program that they name is started."""
    evil = tmp_path / "evil"
    evil.write_text(f'#!/bin/sh\ntouch "{tmp_path}/pwned"\ncat\n')
    evil.chmod(0o755)
    for key in (
        "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "diff.external",
        "diff.x.textconv", "filter.x.clean", "filter.x.smudge", "pager.log", "pager.diff", "gpg.program",
        "alias.log", "alias.diff", "interactive.diffFilter", "merge.x.driver", "core.alternateRefsCommand",
    ):  # fmt: skip
        value = f"!{evil}" if key.startswith("alias") else str(evil)
        git(repository.folder, "config", key, value)
    git(repository.folder, "config", "log.showSignature", "true")
    (repository.folder / ".gitattributes").write_text("*.md diff=x merge=x\n")
    for hook in ("post-index-change", "reference-transaction", "pre-commit"):
        shutil.copy(evil, repository.folder / ".git/hooks" / hook)
    for line in (
        "sync", "check", "check --staged", "doctor", "today", "git setup --dry-run", "set Ana role=New",
        "forget Bo --yes", "init", "index --verify", "report -o x.html",
    ):  # fmt: skip
        said = repository(*line.split())
        assert said.status in (0, 1, 2), (line, said)
        assert not (tmp_path / "pwned").exists(), line
