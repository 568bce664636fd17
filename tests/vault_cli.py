"""The tool called in this process on real files, for tests of commands that write."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from vaulttool.cli.command_line import run

DAY = "2026-12-02"
"""A Wednesday."""


@dataclass(frozen=True)
class Said:
    """How a call ended and what it printed."""

    status: int
    out: str
    err: str


def called(capture: pytest.CaptureFixture[str], *arguments: str) -> Said:
    """One call of the tool in this process."""
    status = run(arguments)
    printed = capture.readouterr()
    return Said(status, printed.out, printed.err)


def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("VAULTTOOL_VAULT", raising=False)
    folder = tmp_path / "notes"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@dataclass(frozen=True)
class Tool:
    """A folder of notes, and the tool called in it on one day."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Said:
        return called(self.capture, *arguments, "--today", DAY)

    def notes(self, texts: dict[str, str]) -> None:
        """Write notes; a path without a folder and `.md` is a contact."""
        for name, text in texts.items():
            path = name if "." in name else f"Contacts/{name}.md"
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())

    def bytes(self) -> dict[str, bytes]:
        """Every file by path."""
        files = (file for file in sorted(self.folder.rglob("*")) if file.is_file())
        return {file.relative_to(self.folder).as_posix(): file.read_bytes() for file in files}

    def open(self) -> list[dict[str, Any]]:
        """All follow-ups, however far."""
        lines = json.loads(self("today", "--all", "--format", "json").out)
        return [reason for line in lines for reason in line["reasons"]]

    def id_of(self, rule: str) -> str:
        """The id of the one follow-up of a rule."""
        found = [str(reason["id"]) for reason in self.open() if reason["rule"] == rule]
        assert len(found) == 1, (rule, self.open())
        return found[0]


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """`Contacts/Ana.md -old`, `Contacts/Ana.md +new`: every line that differs."""
    found = []
    for path in sorted({*before, *after}):
        old, new = (files.get(path, b"").decode().split("\n") for files in (before, after))
        lines = list(unified_diff(old, new, n=0))[2:]
        found += [f"{path} {line}" for line in lines if not line.startswith("@@")]
    return found


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tool:
    """The tool in a folder without notes, with a cache of its own."""
    folder = own_folder(tmp_path, monkeypatch)
    (folder / "Contacts").mkdir()
    (folder / "vaulttool.toml").write_text("")
    return Tool(folder, capsys)
