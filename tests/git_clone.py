"""A real git repository with notes in it, git called there as a program and the tool in this process."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from vaulttool.cli.command_line import run

PERSON = """---
type: contact
status: targeted
decided_on: 2024-01-02
org: Acme
---

## Log

- 2023-11-01 email in: hello
"""
ANA = "Contacts/Ana Ruiz.md"


@dataclass(frozen=True)
class Clone:
    """A work tree; the vault is a folder in it."""

    top: Path
    vault: Path

    def git(self, *arguments: str, status: int = 0) -> str:
        """Git, called from the top; its exit status must be as said. What it prints."""
        done = subprocess.run(["git", *arguments], cwd=self.top, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def tool(self, *arguments: str, status: int = 0) -> str:
        """vaulttool, called from the vault."""
        printed = StringIO()
        with chdir(self.vault), redirect_stdout(printed), redirect_stderr(printed):
            ended = run(arguments)
        assert ended == status, printed.getvalue()
        return printed.getvalue()

    def copied(self, top: Path) -> Clone:
        """The same at another place."""
        shutil.copytree(self.top, top, symlinks=True)
        return Clone(top, top / self.vault.relative_to(self.top))

    def read(self, path: str) -> str:
        return (self.vault / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        file = self.vault / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def change(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text, text
        self.write(path, text.replace(old, new, 1))

    def commit(self, words: str = "notes") -> None:
        """Everything, without the hook."""
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", words)

    def branches(self, path: str, ours: tuple[str, str], theirs: tuple[str, str]) -> None:
        """The same note changed on `main` and on `other`; `main` is checked out."""
        self.git("switch", "-q", "-c", "other")
        self.change(path, *theirs)
        self.commit("theirs")
        self.git("switch", "-q", "main")
        self.change(path, *ours)
        self.commit("ours")


def isolate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the machine, a name to commit under, a cache of its own."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "home").mkdir()
    (tmp_path / "gitconfig").write_text("[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n")
    for name, value in {
        "HOME": tmp_path / "home", "XDG_CONFIG_HOME": tmp_path / "home", "XDG_CACHE_HOME": tmp_path / "cache",
        "GIT_CONFIG_GLOBAL": tmp_path / "gitconfig", "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b.example", "GIT_MERGE_AUTOEDIT": "no",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, str(value))
    monkeypatch.delenv("VAULTTOOL_VAULT", raising=False)


def begin(top: Path, folder: str = ".") -> Clone:
    """A repository with one contact, set up and committed."""
    clone = Clone(top, top / folder)
    clone.vault.mkdir(parents=True, exist_ok=True)
    clone.git("init", "-q")
    clone.write("vaulttool.toml", "")
    clone.write(ANA, PERSON)
    clone.tool("git", "setup", "-q")
    clone.commit("first")
    return clone
