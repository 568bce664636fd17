"""The journal, on real files: a command that was interrupted is finished, the last one can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault_cli import DAY, Tool, tool
from vaulttool.core.edit import SetField
from vaulttool.core.note_change import Intent, Move, NewNote, NoteChange
from vaulttool.core.settings import Settings
from vaulttool.index import Index
from vaulttool.journal import Entry, Journal, Step
from vaulttool.vault.write import write
from vaulttool.writing import carry_out, plan

__all__ = ["tool"]

PATHS = ("Contacts/Ana.md", "Contacts/Ben.md", "Contacts/Cy.md")
NOTES = {path: f"---\ntype: contact\nrole: {n}\n---\n" for n, path in enumerate(PATHS)}
NEW = tuple(NoteChange(path, (SetField("role", "new"),)) for path in PATHS)


def stopping(after: int, with_: BaseException) -> object:
    """A `write` that ends the program after so many files."""
    left = [after]

    def stops(root: Path, path: str, new: bytes, expected: bytes | None) -> bool:
        if not left[0]:
            raise with_
        left[0] -= 1
        return write(root, path, new, expected)

    return stops


def stop_in_the_middle(tool: Tool, monkeypatch: pytest.MonkeyPatch, after: int) -> dict[str, bytes]:
    """A change of three notes that ends after so many; the files before."""
    tool.notes(NOTES)
    before = tool.bytes()
    with monkeypatch.context() as patched:
        patched.setattr("vaulttool.writing.carrying.write", stopping(after, KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            carry_out(plan(tool.folder, Settings(), NEW), "vaulttool set them")
    return before


def roles(tool: Tool) -> list[bool]:
    """Which of the notes are new."""
    return [b"role: new" in tool.bytes()[path] for path in PATHS]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_the_next_command_that_writes_finishes_the_interrupted_one(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Wherever it stopped; it says what it wrote, then does its own work."""
    stop_in_the_middle(tool, monkeypatch, after)
    assert roles(tool) == [n < after for n in range(3)]
    said = tool("set", "Ana", "email=a@b.example")
    assert said.status == 0
    assert "finished `vaulttool set them`, which was interrupted" in said.err
    assert roles(tool) == [True, True, True]
    assert b"email: a@b.example" in tool.bytes()[PATHS[0]]
    assert "interrupted" not in tool("set", "Ana", "role=x").err


def test_reading_commands_finish_nothing_and_sync_tells(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sync` writes into notes what was ticked, nothing else: it names the command that was interrupted."""
    stop_in_the_middle(tool, monkeypatch, 1)
    assert tool("today").status == 0
    said = tool("sync")
    assert "`vaulttool set them` was interrupted; the same command again finishes it" in said.err
    assert roles(tool) == [True, False, False]


def test_what_was_changed_since_the_interruption_is_left_and_named(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note that is neither old nor new belongs to somebody else."""
    stop_in_the_middle(tool, monkeypatch, 1)
    mine = "---\ntype: contact\nrole: mine\n---\n"
    tool.notes({PATHS[1]: mine})
    said = tool("log", "Ana", "email out: hello")
    assert f"left alone: {PATHS[1]}" in said.err
    assert tool.bytes()[PATHS[1]] == mine.encode()
    assert roles(tool) == [True, False, True]


def test_an_interrupted_command_can_be_taken_back(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notes that it had reached are the old ones again."""
    before = stop_in_the_middle(tool, monkeypatch, 2)
    said = tool("undo")
    assert "taken back: vaulttool set them" in said.out
    assert tool.bytes() == before
    assert "interrupted" not in tool("sync").err


def test_undo_takes_back_the_last_command_byte_for_byte(tool: Tool) -> None:
    """Once; then there is nothing to take back."""
    tool.notes(NOTES)
    before = tool.bytes()
    assert tool("set", "Ana", "role=lead").status == 0
    dry = tool("undo", "--dry-run")
    assert "-role: lead\n+role: 0\n" in dry.out
    assert tool("undo").out == f"taken back: vaulttool set Ana role=lead --today {DAY} (Contacts/Ana.md)\n"
    assert tool.bytes() == before
    assert (tool("undo").status, "nothing to take back" in tool("undo").err) == (2, True)


def test_undo_brings_back_moved_and_takes_away_new_notes(tool: Tool) -> None:
    """Each file as it was: the moved one at its place, the new one gone."""
    tool.notes(NOTES)
    before = tool.bytes()
    wanted: list[Intent] = [Move(PATHS[0], "Contacts/Ann.md"), NewNote("Contacts/Dee.md", "x\n"), NEW[1]]
    carry_out(plan(tool.folder, Settings(), wanted), "vaulttool move them")
    assert "Contacts/Ann.md" in tool.bytes()
    assert tool("undo").status == 0
    assert tool.bytes() == before


def test_undo_never_overwrites_what_came_after(tool: Tool) -> None:
    """All or nothing, and it says which note."""
    tool.notes(NOTES)
    carry_out(plan(tool.folder, Settings(), NEW), "vaulttool set them")
    tool.notes({PATHS[2]: "mine"})
    after = tool.bytes()
    said = tool("undo")
    assert (said.status, tool.bytes()) == (2, after)
    assert f"{PATHS[2]} has changed since" in said.err


def test_a_command_that_was_refused_leaves_the_last_one_to_take_back(tool: Tool) -> None:
    """Nothing was written, so nothing was begun."""
    tool.notes(NOTES)
    before = tool.bytes()
    carry_out(plan(tool.folder, Settings(), NEW[:1]), "vaulttool set one")
    late = plan(tool.folder, Settings(), NEW[1:2])
    tool.notes({PATHS[1]: "mine"})
    with pytest.raises(Exception, match="changed by another program"):
        carry_out(late, "vaulttool set two")
    tool.notes({PATHS[1]: NOTES[PATHS[1]]})
    assert "vaulttool set one" in tool("undo").out
    assert tool.bytes() == before


def test_notes_are_written_even_where_no_journal_can_be_kept(tool: Tool) -> None:
    """A cache folder that cannot be written costs the undo, not the command."""
    tool.notes(NOTES)
    file = Index.path_of(tool.folder)
    file.parent.parent.mkdir(parents=True, exist_ok=True)
    file.parent.write_text("not a folder")
    assert carry_out(plan(tool.folder, Settings(), NEW), "vaulttool set them") == PATHS


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'{"command": 1}', b'{"command":"a","ticks":[],"steps":[[1]]}'])
def test_a_damaged_journal_is_no_journal(tmp_path: Path, damage: bytes) -> None:
    """It is a help, not a truth."""
    journal = Journal(tmp_path / "x.sqlite3")
    journal.begin(Entry("c", (Step("a.md", None, b"\xff"),), ("k3v9q2xt",)))
    assert journal.last() == Entry("c", (Step("a.md", None, b"\xff"),), ("k3v9q2xt",))
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o077 == 0
        file.write_bytes(damage)
    assert (journal.last(), journal.ticks()) == (None, ())
