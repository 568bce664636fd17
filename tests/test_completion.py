"""What the shell offers: fields, values, rules, kinds and queries; and real bash, which splits words at `=` and `:`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete, ZshComplete

from tests.vault_cli import Tool, tool
from vaulttool.cli.main import vaulttool

__all__ = ["tool"]

ROOT = Path(__file__).parent.parent
NOTES = {
    "vaulttool.toml": '[fields.contact.mood]\nallowed = ["sunny", "stormy"]\n',
    "Ana Ruiz": '---\ntype: contact\norg: "[[Marsh Trust]]"\ntopics: [bogs, field crews]\nrole: Lead\n---\n',
    "Ana Lopez": "---\ntype: contact\n---\n",
    "Organisations/Marsh Trust.md": "---\ntype: org\nindustry: water\n---\n",
}


def offered(*arguments: str) -> list[str]:
    """What is offered for the last of the words."""
    shell = ShellComplete(vaulttool, {}, "vaulttool", "_VAULTTOOL_COMPLETE")
    return [item.value for item in shell.get_completions(list(arguments[:-1]), arguments[-1])]


@pytest.fixture
def vault(tool: Tool) -> Tool:
    """Notes that the index knows."""
    tool.notes(NOTES)
    assert tool("sync").status == 0
    return tool


@pytest.mark.parametrize(
    ("words", "items"),
    [
        (("set", "marsh"), ["Marsh Trust"]),
        (("set", "Ana Ruiz", "rel"), ["relationship="]),
        (("set", "Ana", "Ruiz", "moo"), ["mood="]),
        (("set", "Marsh", "ind"), ["industry="]),
        (("set", "Marsh", "rel"), []),
        (("set", "Nobody", "relat"), ["relationship="]),
        (("set", "Ana", "attempts"), []),
        (("set", "Ana", "status=me"), ["status=met"]),
        (("set", "Ana", "role=x", "mood=s"), ["mood=sunny", "mood=stormy"]),
        (("set", "Ana", "private="), ["private=true", "private=false"]),
        (("set", "Ana", "cadence=y"), ["cadence=yearly"]),
        (("set", "Ana", "timezone=europe/lon"), ["timezone=Europe/London"]),
        (("set", "Ana", "org=ma"), ["org=Marsh Trust"]),
        (("set", "Ana", "referred_by=Ana Ruiz,Ana "), ["referred_by=Ana Ruiz,Ana Lopez"]),
        (("set", "Ana", "topics="), ["topics=bogs", "topics=field crews"]),
        (("set", "Ana", "email="), []),
        (("unset", "Ana Ruiz", "o"), ["org"]),
        (("unset", "Ana Ruiz", "s"), []),
        (("new", ""), ["contact", "interview", "org", "campaign", "shareable"]),
        (("new", "interview", "ruiz"), ["Ana Ruiz"]),
        (("new", "contact", "ruiz"), []),
        (("new", "contact", "Eve", "--set", "mo"), ["mood="]),
        (("new", "interview", "Ana", "--set", "purpose=job,i"), ["purpose=job,industry"]),
        (("new", "interview", "Ana", "--set", "purpose=job,j"), []),
        (("list", "contact", "--where", "stat"), ["status:"]),
        (("list", "contact", "--where", "status:met -(rela"), ["status:met -(relationship:"]),
        (("list", "contact", "--where", "private:no -status:arch"), ["private:no -status:archived"]),
        (("list", "contact", "--where", "org:m"), ['org:"Marsh Trust"']),
        (("list", "org", "--where", "industry:w"), ["industry:water"]),
        (("check", "--select", "duplicate-k"), ["duplicate-key"]),
        (("check", "--ignore", "no-notes,duplicate-p"), ["no-notes,duplicate-person"]),
        (("check", "--explain", "thank-y"), ["thank-you"]),
        (("today", "--explain", "keep-i"), ["keep-in-touch"]),
        (("draft", "apolo"), ["apology-missed"]),
    ],
)
def test_words_are_offered(vault: Tool, words: tuple[str, ...], items: list[str]) -> None:
    """From the tables, the settings and the index."""
    assert offered(*words) == items


def test_fields_come_with_their_meaning(vault: Tool) -> None:
    """For the shells that show it."""
    shell = ZshComplete(vaulttool, {}, "vaulttool", "_VAULTTOOL_COMPLETE")
    (item,) = shell.get_completions(["set", "Ana"], "curious")
    assert shell.format_completion(item) == "plain\ncurious_about=\nwhy this person"


@pytest.mark.parametrize("settings", ["", "nonsense"])
def test_no_index_or_bad_settings_offer_what_is_known(tool: Tool, settings: str) -> None:
    """The shell gets words or none, never a traceback; nothing is written."""
    tool.notes({"vaulttool.toml": settings, "Ana": "---\ntype: contact\n---\n"})
    before = tool.bytes()
    assert offered("set", "Ana", "curious") == ["curious_about="]
    assert offered("set", "A") == []
    assert tool.bytes() == before


BASH = """
    compopt() { echo "nospace"; }
    eval "$(_VAULTTOOL_COMPLETE=bash_source vaulttool)"
    while read -r line; do
        COMP_LINE=$line COMP_POINT=${#line}
        echo "$line"
        _vaulttool_completion vaulttool
        printf '  %s\\n' "${COMPREPLY[@]}"
    done
"""


def test_bash_gets_what_it_needs(vault: Tool, tmp_path: Path) -> None:
    """Words that it splits at `=` and `:` go on from there, blanks are escaped, and a field waits for its value."""
    program = shutil.which("bash")
    if program is None:
        pytest.skip("there is no bash")
    command = tmp_path / "bin" / "vaulttool"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vaulttool "$@"\n')
    command.chmod(0o755)
    expected = [
        ("vaulttool set Ana relat", ["nospace", "  relationship="]),
        ("vaulttool set Ana\\ Ruiz status=me", ["  met"]),
        ("vaulttool set 'Ana Ruiz' org=", ["  Marsh\\ Trust"]),
        ("vaulttool set 'Ana Ruiz' \"org=M", ["  org=Marsh Trust"]),
        ("vaulttool list contact --where status:me", ["  met"]),
        ("vaulttool set Ana nothing", ["  "]),
    ]
    paths = {"PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": os.fspath(ROOT)}
    done = subprocess.run(
        [program, "--norc", "-c", BASH], input="".join(f"{line}\n" for line, _ in expected), cwd=vault.folder,
        env={**os.environ, **paths}, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.splitlines() == [row for line, items in expected for row in (line, *items)]
