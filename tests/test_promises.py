"""Promises of the README that no other test proves: reading changes nothing, and nothing leaves the machine."""

from __future__ import annotations

import hashlib
import os
import socket
from datetime import date
from pathlib import Path

import pytest

from vaulttool.cli.command_line import run
from vaulttool.starter import lay_out

TODAY = "2026-12-02"
READING = [
    ["today"],
    ["today", "--all"],
    ["today", "--format", "json"],
    ["check"],
    ["check", "--hints", "--format", "json"],
    ["check", "--explain", "thank-you"],
    ["sync", "--dry-run"],
    ["index", "--path"],
    ["index", "--verify"],
    ["index", "--rebuild"],
    [],
]


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample vault, with a cache folder of its own."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "vault"
    lay_out(folder, sample=True, git=False, today=date.fromisoformat(TODAY))
    return folder


def state(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Digest, mode and modification time of everything below a folder, and of the folder."""
    found = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        stat = path.lstat()
        found[str(path.relative_to(folder))] = (content, stat.st_mode, stat.st_mtime_ns)
    return found


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_reading_commands_change_nothing(
    vault: Path, args: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise 2: no byte, no mode and no modification time of anything in the vault."""
    monkeypatch.chdir(vault)
    before = state(vault)
    assert run([*args, "--vault", str(vault), "--today", TODAY]) in (0, 1)
    assert state(vault) == before
    assert capsys.readouterr().out


def test_sync_changes_no_note_and_asks_no_network(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise 10: no connection is tried, and no note gets an id or a timestamp; only the dashboard is written."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    before = state(vault)
    assert run(["sync", "--vault", str(vault), "--today", TODAY]) == 0
    after = state(vault)
    assert {path for path in after if before.get(path) != after[path]} == {".", "Dashboard.md"}
    assert "dashboard written" in capsys.readouterr().out


def test_notes_cannot_be_read_by_others_through_the_cache(vault: Path, tmp_path: Path) -> None:
    """The cache holds what the notes say, so its folder is the user's only."""
    assert run(["index", "--path", "--vault", str(vault)]) == 0
    run(["today", "--vault", str(vault), "--today", TODAY])
    assert [oct(os.stat(tmp_path / "cache").st_mode & 0o077)] == ["0o0"]
