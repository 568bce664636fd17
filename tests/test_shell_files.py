"""The man page and the completion files in `share` are what the commands say."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from vaulttool.cli.catalogue import COMMANDS
from vaulttool.cli.command_reference import page
from vaulttool.cli.shell_files import COMPLETIONS, MAN_PAGE, files

SHARE = Path(__file__).parent.parent / "share"


def test_files_are_current() -> None:
    """`make docs` writes them; nothing else is there."""
    there = {path.relative_to(SHARE).as_posix(): path.read_text() for path in SHARE.rglob("*") if path.is_file()}
    assert there == files()


def test_the_man_page_has_every_command_and_no_stray_request() -> None:
    """Each command with its example; help text never becomes an order to roff."""
    page = files()[MAN_PAGE]
    for name, entry in COMMANDS.items():
        assert re.search(rf"^\.SS {re.escape(name.replace('-', chr(92) + '-'))}\b", page, re.M), name
        assert entry.example.replace("-", r"\-") in page
    orders = {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert orders <= {".TH", ".SH", ".SS", ".TP", ".PP", ".nf", ".fi", ".B"}
    assert not re.search(r"\\(?!fB|fI|fR|-|e|&)", page)


def test_the_page_of_commands_is_current_and_has_every_command() -> None:
    """`make docs` writes it, with the options and the example of each."""
    written = (SHARE.parent / "docs/commands.md").read_text(encoding="utf-8")
    assert written == page()
    for name, entry in COMMANDS.items():
        assert f"\n### {name}\n" in written
        assert f"For example: `{entry.example}`" in written


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_groff_has_nothing_to_say_against_the_man_page() -> None:
    """Every warning on, none given."""
    call = ["groff", "-man", "-Tutf8", "-ww", str(SHARE / MAN_PAGE)]
    assert subprocess.run(call, capture_output=True, check=True).stderr == b""


def test_bash_takes_its_file() -> None:
    """Where bash-completion looks for a command of this name."""
    file = SHARE / COMPLETIONS["bash"]
    assert file.name == "vaulttool"
    done = subprocess.run(
        ["bash", "-c", f". '{file}'; complete -p vaulttool"], capture_output=True, check=True, text=True
    )
    assert "_vaulttool_completion vaulttool" in done.stdout
