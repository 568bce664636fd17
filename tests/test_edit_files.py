"""Commands that write, on files that are not plain: links, modes, changes from outside, a crash (group D)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.vault_cli import Tool, tool
from vaulttool.core.edit import SetField
from vaulttool.core.note_change import NoteChange
from vaulttool.core.settings import Settings
from vaulttool.sync import sync
from vaulttool.vault import read
from vaulttool.writing import Plan, plan, resume

__all__ = ["tool"]

ANA = "---\ntype: contact\n---\n"
BATCH = 100


def test_d11_a_note_changed_between_reading_and_writing_is_left(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says so and writes nothing; the same command again reads the new version and is done."""
    tool.notes({"Ana": ANA})
    theirs = ANA + "A line from the editor.\n"

    def late(root: Path, path: str) -> bytes:
        found = read(root, path)
        tool.notes({"Ana": theirs})
        return found

    with monkeypatch.context() as patched:
        patched.setattr("vaulttool.writing.planning.read", late)
        said = tool("set", "Ana", "role=lead")
    assert (said.status, "changed by another program" in said.err) == (2, True)
    assert tool.bytes()["Contacts/Ana.md"] == theirs.encode()
    assert tool("set", "Ana", "role=lead").status == 0
    assert tool.bytes()["Contacts/Ana.md"] == theirs.replace("contact\n", "contact\nrole: lead\n").encode()


def test_d12_a_note_behind_a_symbolic_link_is_refused_and_the_link_kept(tool: Tool, tmp_path: Path) -> None:
    """Whether it leads out of the vault or not: the link is no note, and its target is not touched."""
    outside = tmp_path / "Out.md"
    outside.write_text(ANA)
    (tool.folder / "Contacts/Out.md").symlink_to(outside)
    said = tool("set", "Out", "role=lead")
    assert said.status in (1, 2)
    assert (tool.folder / "Contacts/Out.md").is_symlink()
    assert outside.read_text() == ANA


def test_d13_a_note_with_two_names_is_refused(tool: Tool, tmp_path: Path) -> None:
    """A rename would split a hard link in two: refused, with the way out."""
    tool.notes({"Ana": ANA})
    os.link(tool.folder / "Contacts/Ana.md", tmp_path / "Twin.md")
    said = tool("set", "Ana", "role=lead")
    assert (said.status, "2 names (hard links)" in said.err) == (2, True)
    assert (tmp_path / "Twin.md").read_text() == ANA
    assert (tmp_path / "Twin.md").stat().st_nlink == 2


def test_d14_a_read_only_note_is_refused_and_modes_and_attributes_are_kept(tool: Tool) -> None:
    """Mode 0444 says: leave me alone. Any other mode, and extended attributes, are those of the new version too."""
    tool.notes({"Ana": ANA, "Ben": ANA})
    ana, ben = (tool.folder / f"Contacts/{name}.md" for name in ("Ana", "Ben"))
    ana.chmod(0o444)
    ben.chmod(0o640)
    try:
        os.setxattr(ben, "user.colour", b"green")
    except OSError:
        pytest.skip("this file system keeps no extended attributes")
    assert tool("set", "Ana", "role=lead").status == 2
    assert ana.read_text() == ANA
    assert tool("set", "Ben", "role=lead").status == 0
    assert (ben.stat().st_mode & 0o777, os.getxattr(ben, "user.colour")) == (0o640, b"green")


def batch(vault: Path) -> Plan:
    """A change of a hundred notes."""
    wanted = [NoteChange(f"Contacts/P{n:03}.md", (SetField("role", "lead"),)) for n in range(BATCH)]
    return plan(vault, Settings(), wanted)


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.test_edit_files import batch
from vaulttool import writing
from vaulttool.vault.write import write as really_write
left = int(sys.argv[2])
def write(*args):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return really_write(*args)
writing.carrying.write = write
writing.carry_out(batch(Path(sys.argv[1])), "vaulttool set them")
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [0, 1, 41, 99])
def test_d16_a_batch_killed_in_the_middle_is_finished_by_a_rerun(tool: Tool, after: int) -> None:
    """Each note is old or new; the journal names the command; the next one that writes finishes it."""
    tool.notes({f"P{n:03}": ANA for n in range(BATCH)})
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", KILLED, str(tool.folder), str(after)], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    new = ANA.replace("contact\n", "contact\nrole: lead\n").encode()
    files = tool.bytes()
    assert [files[f"Contacts/P{n:03}.md"] == new for n in range(BATCH)] == [n < after for n in range(BATCH)]
    resumed = resume(tool.folder)
    assert resumed is not None
    assert (resumed.command, len(resumed.written), resumed.left) == ("vaulttool set them", BATCH - after, ())
    files = tool.bytes()
    assert all(files[f"Contacts/P{n:03}.md"] == new for n in range(BATCH))
    assert resume(tool.folder) is None


def test_d19_a_note_that_somebody_is_typing_in_is_not_written_by_itself(tool: Tool) -> None:
    """The watcher leaves a note, and a dashboard, alone that was changed less than five seconds ago."""
    from datetime import date

    day = date(2026, 12, 2)
    note = "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n\n## Log\n"
    tool.notes({"Ana": note})
    tool("sync")
    file, board = tool.folder / "Contacts/Ana.md", tool.folder / "Dashboard.md"
    board.write_text(board.read_text().replace("- [ ] **[[Ana]]", "- [x] **[[Ana]]"))
    fresh = sync(tool.folder, day, leave_fresh=5)
    assert 0 < fresh.again_in <= 5
    assert (file.read_text(), "- [x]" in board.read_text()) == (note, True)
    long_ago = time.time() - 60
    os.utime(board, (long_ago, long_ago))
    typed = sync(tool.folder, day, leave_fresh=5)
    assert 0 < typed.again_in <= 5
    assert (file.read_text(), "- [x]" in board.read_text()) == (note, True)
    os.utime(file, (long_ago, long_ago))
    assert sync(tool.folder, day, leave_fresh=5).ticks_applied == 1
    assert "(for:: outreach)" in file.read_text()


def test_a_batch_of_ticks_can_be_told_in_json(tool: Tool) -> None:
    """Counts of what was applied and kept."""
    tool.notes({"Ana": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n"})
    tool("sync")
    board = tool.folder / "Dashboard.md"
    board.write_text(board.read_text().replace("- [ ]", "- [>]"))
    assert json.loads(tool("sync", "--format", "json").out)["ticks"] == {"applied": 0, "kept": 1}
