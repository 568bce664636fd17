"""The tool on a real terminal (a pty): what fits the screen, what is paged, what is coloured, and how it greets."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # real processes, a second or more each

DAY = "2026-12-02"
PEOPLE = ("Ana Ruiz", "Ben Ode", "Cara Lim")
TARGETED = "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n"
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(folder: Path, *arguments: str, columns: int = 80, lines: int = 24, **names: str) -> str:
    """What a terminal of this size shows of one call; `names` are added to the environment."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    known = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "PAGER", "COLUMNS", "LINES")}
    call = subprocess.Popen(
        [sys.executable, "-m", "vaulttool", *arguments, "--today", DAY],
        cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
        env=known | {"TERM": "xterm", "VAULTTOOL_CACHE": str(folder.parent / "cache"), **names},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 1 << 16):
            shown += piece
    except OSError:
        pass
    finally:
        os.close(ours)
    assert call.wait(timeout=60) in (0, 1, 2)
    return shown.decode().replace("\r\n", "\n")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Three people to write to."""
    folder = tmp_path / "notes"
    (folder / "Contacts").mkdir(parents=True)
    for name in PEOPLE:
        (folder / f"Contacts/{name}.md").write_text(TARGETED)
    return folder


def test_what_fits_the_screen_is_not_paged(vault: Path) -> None:
    """A short list is printed, whatever the pager."""
    shown = on_terminal(vault, "today", PAGER="sed s/^/PAGED/")
    assert "Ana Ruiz" in shown
    assert "PAGED" not in shown


def test_what_is_longer_than_the_screen_is_paged(vault: Path) -> None:
    """The pager of the environment gets it all; `cat` and an empty value mean none."""
    shown = on_terminal(vault, "today", lines=4, PAGER="sed s/^/PAGED/")
    assert all(line.startswith("PAGED") for line in shown.splitlines())
    assert all(name in shown for name in PEOPLE)
    for pager in ("cat", ""):
        assert "PAGED" not in (plain := on_terminal(vault, "today", lines=4, PAGER=pager))
        assert "Cara Lim" in plain


def test_a_pipe_is_never_paged(vault: Path) -> None:
    """Where a program reads there is no pager, no colour and no line for the eye."""
    call = [sys.executable, "-m", "vaulttool", "--today", DAY]
    done = subprocess.run(
        call, cwd=vault, capture_output=True, text=True, check=True,
        env=os.environ | {"LINES": "2", "PAGER": "sed s/^/PAGED/", "VAULTTOOL_CACHE": str(vault.parent / "cache")},
    )  # fmt: skip
    assert "PAGED" not in done.stdout
    assert "\x1b" not in done.stdout
    assert "vaulttool done" not in done.stdout


def test_colour_carries_nothing_alone(vault: Path) -> None:
    """Lateness is red on a terminal and said in words; `NO_COLOR` takes the colour and no word."""
    coloured = on_terminal(vault, "today", PAGER="cat")
    bare = on_terminal(vault, "today", PAGER="cat", NO_COLOR="1")
    assert "\x1b[31mdue 2026-11-25, 7 days late" in coloured
    assert "\x1b" not in bare
    assert ESCAPE.sub("", coloured) == bare


@pytest.mark.parametrize("columns", [80, 40])
def test_no_line_is_wider_than_the_screen(vault: Path, columns: int) -> None:
    """The list, the greeting and an error break between words, on a phone too."""
    (vault / "Contacts/李小龍 王大明.md").write_text(
        TARGETED.replace("---\n", "---\ncurious_about: " + "漢字 " * 30 + "\n", 1)
    )
    for folder, arguments in ((vault, ()), (vault, ("show", "Zoe")), (vault.parent, ("--vault", "none"))):
        for line in on_terminal(folder, *arguments, columns=columns, PAGER="cat", NO_COLOR="1").splitlines():
            assert sum(2 if ord(char) > 0x2E80 else 1 for char in line) <= columns, line


def test_the_bare_command_greets(vault: Path, tmp_path: Path) -> None:
    """In a vault it shows today's list and what to do with it; elsewhere how to begin; quiet, the list alone."""
    assert "vaulttool done ID" in on_terminal(vault)
    assert "vaulttool done ID" not in on_terminal(vault, "--quiet")
    (tmp_path / "empty").mkdir()
    assert "vaulttool init my-network --sample" in on_terminal(tmp_path / "empty")


def test_a_long_run_says_how_far_it_is(tmp_path: Path) -> None:
    """With many notes one line counts them on a terminal and is taken away in the end; quiet, or few notes, no line."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(520):
        (folder / f"P{number}.md").write_text("---\ntype: contact\n---\n")
    shown = on_terminal(folder, "index", "--rebuild")
    assert "reading     [#########.] 500 of 520" in shown
    assert "working out [#########.] 500 of 520" in shown
    assert shown.endswith("\r\x1b[KBuilt the index anew from 520 notes.\n")
    assert "reading" not in on_terminal(folder, "index", "--rebuild", "--quiet")
