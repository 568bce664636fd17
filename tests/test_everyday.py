"""The plain form of an everyday command says and does what click's reading of the line does, and needs no click."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vault_cli import DAY, Tool, own_folder
from vaulttool.cli.everyday import plain

NOTES = {
    "Contacts/Ana Ruiz.md": "---\ntype: contact\norg: Acme\nemail: a@acme.example\n---\n## Log\n- 2026-11-02 call\n",
    "Contacts/Ana Bell.md": "---\ntype: contact\nstatus: targeted\nsource: hearsay\n---\n",
    "Interviews/2026-11-20 Bo.md": '---\ntype: interview\ndate: 2026-11-20\ncontact: "[[Nobody]]"\nstatus: done\n---\n',
    "Orgs/Acme.md": "---\ntype: org\n---\nwords on wetlands\n",
}  # fmt: skip
PLAIN = [
    (), ("today",), ("today", "-v"), ("-q", "today"), ("today", "--format", "json"), ("--color=always", "today"),
    ("sync",), ("sync", "--format=json"), ("sync", "-v"), ("--quiet", "sync"),
    ("check",), ("check", "--format", "github"), ("check", "-q"),
    ("show", "Ana", "Ruiz"), ("show", "Acme"), ("show", "Ana"), ("show", "Nobody"), ("show", "Bo", "--format", "json"),
    ("find", "wetlands"), ("find", "status:met"), ("find", "org:acme", "email:*"), ("find", "(", "x"),
    ("find", "nothing", "--format", "json"), ("--format", "json", "find", "type:contact"),
]  # fmt: skip
OTHERS = [
    ("--help",), ("sync", "--full"), ("sync", "word"), ("today", "--days", "3"), ("check", "Contacts"), ("show",),
    ("find",), ("find", "-status:met"), ("tody",), ("today", "--format", "tsv"), ("today", "--today", "tomorrow"),
    ("--vault", "--help"), ("--vault=", "sync"), ("show", "--", "Ana"), ("list", "contact"), ("--color", "red", "sync"),
]  # fmt: skip


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tool:
    tool = Tool(own_folder(tmp_path, monkeypatch), capsys)
    tool.notes(NOTES)
    return tool


@pytest.mark.parametrize("line", PLAIN)
def test_both_readings_say_the_same(vault: Tool, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...]) -> None:
    """Status, output and complaints, from the same notes."""
    assert plain({"typed": line})
    vault("sync")
    said = vault(*line)
    monkeypatch.setattr("vaulttool.cli.command_line.plain", lambda asked: None)
    assert said == vault(*line)


@pytest.mark.parametrize("line", OTHERS)
def test_what_is_not_plain_is_left_to_click(line: tuple[str, ...]) -> None:
    """Other commands and options, too many words or too few, and values that click has to judge."""
    asked: dict[str, object] = {"typed": line}
    assert plain(asked) is None
    assert asked == {"typed": line}


@pytest.mark.parametrize("line", [(), ("sync",), ("today",), ("check",), ("show", "Ana Ruiz"), ("find", "wetlands")])
def test_no_click_is_loaded(vault: Tool, line: tuple[str, ...]) -> None:
    """The installed command, as a process."""
    code = (
        "import sys\nfrom vaulttool.cli.command_line import run\nrun(sys.argv[1:])\nassert 'click' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *line, "--today", DAY], cwd=vault.folder, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
