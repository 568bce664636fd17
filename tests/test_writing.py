"""Plans over several notes on real files: all or none is planned, each note is written whole or left."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaulttool.core.edit import AddLine, SetField
from vaulttool.core.note_change import Move, NewNote, NoteChange, Removal
from vaulttool.core.settings import Settings
from vaulttool.errors import ChangedMeanwhile, WriteRefused
from vaulttool.writing import carry_out, plan, plan_possible

ANA = (
    b"\xef\xbb\xbf---\r\ntype: contact\r\nstatus:   met  # since May\r\n---\r\n\r\n## Log\r\n- 2026-11-01 email in: hi"
)
BEN = b"---\ntype: contact\n---\n"
BAD = b"---\ntype: contact\ntopics: [a\n---\n"
CLOSE = SetField("status", "nurturing")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Three notes, one of which cannot be edited."""
    for name, text in (("Ana", ANA), ("Ben", BEN), ("Bad", BAD)):
        (tmp_path / f"{name}.md").write_bytes(text)
    return tmp_path


def test_a_plan_shows_one_line_and_writes_it_keeping_every_other_byte(vault: Path) -> None:
    """Byte order mark, line ends, blanks, the comment, and the missing end of the last line stay."""
    made = plan(vault, Settings(), [NoteChange("Ana.md", (CLOSE,))])
    assert made.diff() == (
        "--- a/Ana.md\n+++ b/Ana.md\n@@ -1,6 +1,6 @@\n \ufeff---\r\n type: contact\r\n-status:   met  # since May\r\n"
        "+status:   nurturing  # since May\r\n ---\r\n \r\n ## Log\r\n"
    )
    assert (vault / "Ana.md").read_bytes() == ANA
    assert carry_out(made) == ("Ana.md",)
    assert (vault / "Ana.md").read_bytes() == ANA.replace(b"met ", b"nurturing ", 1)


def test_changes_of_one_note_from_several_hands_are_one_edit(vault: Path) -> None:
    """The same change twice is made once."""
    line = AddLine("log", "2026-12-02 email out: hello", order_by_date=True)
    made = plan(vault, Settings(), [NoteChange("Ben.md", (CLOSE, line)), NoteChange("Ben.md", (line,))])
    assert carry_out(made) == ("Ben.md",)
    assert (vault / "Ben.md").read_text().count("email out: hello") == 1


def test_one_refusal_refuses_all_and_names_note_and_reason(vault: Path) -> None:
    """Nothing is half planned."""
    with pytest.raises(WriteRefused, match=r"Bad\.md is left alone: the frontmatter cannot be read"):
        plan(vault, Settings(), [NoteChange("Ben.md", (CLOSE,)), NoteChange("Bad.md", (CLOSE,))])
    assert (vault / "Ben.md").read_bytes() == BEN


def test_what_is_possible_is_planned_and_the_rest_is_named(vault: Path) -> None:
    """A bad note, a missing one, and one bad change among good ones."""
    no_line = SetField("role", "a\nb")
    changes = [NoteChange("Ben.md", (no_line, CLOSE)), NoteChange("Bad.md", (CLOSE,)), NoteChange("No.md", (CLOSE,))]
    made, refused = plan_possible(vault, Settings(), changes)
    assert [(edit.path, edit.new) for edit in made.edits] == [
        ("Ben.md", b"---\ntype: contact\nstatus: nurturing\n---\n")
    ]
    assert [words.split(":")[0] for words in refused] == [
        "Bad.md is left alone", "Ben.md is left alone", "cannot read No.md"
    ]  # fmt: skip


def test_what_is_said_already_is_no_edit(vault: Path) -> None:
    """The plan is empty and writes nothing."""
    made = plan(vault, Settings(), [NoteChange("Ana.md", (SetField("status", "met"),))])
    assert (made.edits, made.diff(), carry_out(made)) == ((), "", ())


def test_a_note_that_changed_since_the_plan_is_left_and_what_was_written_is_named(vault: Path) -> None:
    """Each note is its old or its new version, never a mixture."""
    made = plan(vault, Settings(), [NoteChange("Ana.md", (CLOSE,)), NoteChange("Ben.md", (CLOSE,))])
    (vault / "Ben.md").write_bytes(BEN + b"typed meanwhile\n")
    with pytest.raises(ChangedMeanwhile, match=r"Ben\.md was changed") as caught:
        carry_out(made)
    assert "written: Ana.md" in caught.value.remedy
    assert (vault / "Ben.md").read_bytes() == BEN + b"typed meanwhile\n"


def test_a_note_in_another_encoding_is_left(vault: Path) -> None:
    """What cannot be read back exactly is not rewritten."""
    (vault / "Old.md").write_bytes(BEN + b"caf\xe9\n")
    with pytest.raises(WriteRefused, match="not UTF-8"):
        plan(vault, Settings(), [NoteChange("Old.md", (CLOSE,))])


def test_a_new_note_is_made_whole_and_never_over_another(vault: Path) -> None:
    """Its folder is made too; the same bytes again are nothing to do, other bytes are refused."""
    new = NewNote("Contacts/Cy.md", "---\ntype: contact\n---\n")
    made = plan(vault, Settings(), [new])
    assert made.diff() == "--- /dev/null\n+++ b/Contacts/Cy.md\n@@ -0,0 +1,3 @@\n+---\n+type: contact\n+---\n"
    assert carry_out(made) == ("Contacts/Cy.md",)
    assert plan(vault, Settings(), [new]).edits == ()
    with pytest.raises(WriteRefused, match=r"Cy\.md exists already"):
        plan(vault, Settings(), [NewNote("Contacts/Cy.md", "other")])


def test_a_note_that_moves_takes_its_changes_along(vault: Path) -> None:
    """The new file is written before the old one goes; the bytes that no change names are the same."""
    made = plan(vault, Settings(), [NoteChange("Ana.md", (CLOSE,)), Move("Ana.md", "Old/Ann.md")])
    assert [(edit.path, edit.new is None) for edit in made.edits] == [("Old/Ann.md", False), ("Ana.md", True)]
    assert carry_out(made) == ("Old/Ann.md", "Ana.md")
    assert (vault / "Old/Ann.md").read_bytes() == ANA.replace(b"met ", b"nurturing ", 1)
    assert not (vault / "Ana.md").exists()


def test_a_note_that_was_changed_meanwhile_is_not_deleted(vault: Path) -> None:
    """Deleting, too, needs the bytes that were read."""
    made = plan(vault, Settings(), [Removal("Ben.md")])
    (vault / "Ben.md").write_bytes(BEN + b"more")
    with pytest.raises(ChangedMeanwhile):
        carry_out(made)
    assert (vault / "Ben.md").read_bytes() == BEN + b"more"
    assert carry_out(plan(vault, Settings(), [Removal("Ben.md")])) == ("Ben.md",)
    assert not (vault / "Ben.md").exists()
