"""`forget` on real files: the person is gone from the notes, and what still names them is said."""

from __future__ import annotations

import subprocess

import pytest

from tests.vault_cli import Tool, tool

__all__ = ["tool"]

NOTES = {
    "Ana Ruiz": "---\ntype: contact\naliases: [Annie]\nstatus: targeted\ndecided_on: 2026-11-01\n---\nSecret.\n",
    "Ben Ode": '---\ntype: contact\nreferred_by: ["[[Ana Ruiz]]"]\nmutuals: ["[[Ana Ruiz]]", "[[Cara Lim]]"]\n---\n'
    "\n## Log\n\n- 2026-11-02 email out: asked for an introduction to [[Ana Ruiz|Ana]]\n- 2026-11-03 saw Ana Ruiz\n",
    "Cara Lim": "---\ntype: contact\n---\n",
    "Interviews/2026-11-20 Talk.md": '---\ntype: interview\ncontact: "[[Ana Ruiz]]"\n'
    "date: 2026-11-20\nstatus: done\n---\n",
    "Interviews/2026-11-21 Three.md": '---\ntype: interview\ncontact: ["[[Annie]]", "[[Cara Lim]]"]\n'
    "date: 2026-11-21\n---\nSee [[2026-11-20 Talk]].\n",
}


def test_forget_deletes_the_person_their_talks_and_every_link(tool: Tool) -> None:
    """In text the shown words stay, in link fields nothing; a talk with others is kept without them."""
    tool.notes(NOTES)
    before = tool.bytes()
    shown = tool("forget", "Ana Ruiz", "--dry-run")
    assert (shown.status, tool.bytes()) == (0, before), shown.err
    said = tool("forget", "Ana Ruiz", "--yes")
    assert said.status == 0, said.err
    assert said.out.startswith("deleted: Contacts/Ana Ruiz.md, Interviews/2026-11-20 Talk.md\n")
    after = {path: text.decode() for path, text in tool.bytes().items()}
    assert sorted(after) == [
        "Contacts/Ben Ode.md",
        "Contacts/Cara Lim.md",
        "Interviews/2026-11-21 Three.md",
        "vaulttool.toml",
    ]
    assert after["Contacts/Ben Ode.md"] == (
        '---\ntype: contact\nmutuals: ["[[Cara Lim]]"]\n---\n\n## Log\n\n'
        "- 2026-11-02 email out: asked for an introduction to Ana\n- 2026-11-03 saw Ana Ruiz\n"
    )
    assert after["Interviews/2026-11-21 Three.md"] == (
        '---\ntype: interview\ncontact: ["[[Cara Lim]]"]\ndate: 2026-11-21\n---\nSee 2026-11-20 Talk.\n'
    )


def test_forget_says_where_the_name_still_stands(tool: Tool) -> None:
    """By path and line, so that the user can decide."""
    tool.notes(NOTES)
    for arguments in (("--dry-run",), ("--yes",)):
        assert "still named in Contacts/Ben Ode.md:9\n" in tool("forget", "Ana Ruiz", *arguments).err


def test_forget_writes_other_words_for_the_links(tool: Tool) -> None:
    """As asked."""
    tool.notes(NOTES)
    assert tool("forget", "Ana Ruiz", "--yes", "--as", "a friend").status == 0
    assert b"an introduction to a friend\n" in tool.bytes()["Contacts/Ben Ode.md"]


def test_forget_keeps_the_talks_when_asked(tool: Tool) -> None:
    """Without the link to the person."""
    tool.notes(NOTES)
    assert tool("forget", "Ana Ruiz", "--yes", "--keep-interviews").status == 0
    assert (
        tool.bytes()["Interviews/2026-11-20 Talk.md"] == b"---\ntype: interview\ndate: 2026-11-20\nstatus: done\n---\n"
    )


def test_forget_clears_index_journal_dashboard_and_trash(tool: Tool) -> None:
    """No file that the tool keeps holds a word of the person, and undo brings nothing back."""
    tool.notes({**NOTES, "Ben Ode": "---\ntype: contact\n---\n", ".trash/Ana Ruiz.md": "Secret.\n"})
    assert tool("log", "Ana Ruiz", "2026-11-05 email out: Secret").status == 0
    assert tool("sync").status == 0
    cache = tool.folder.parent / "cache"
    assert any(b"Secret" in file.read_bytes() for file in cache.rglob("*") if file.is_file())
    assert b"Ana Ruiz" in tool.bytes()["Dashboard.md"]
    assert tool("forget", "Ana Ruiz", "--yes").status == 0
    for file in (file for folder in (cache, tool.folder) for file in folder.rglob("*") if file.is_file()):
        data = file.read_bytes().lower()
        assert b"secret" not in data, file
        assert b"ana ruiz" not in data, file
    assert tool("undo").status == 2


def test_forget_says_what_git_still_holds(tool: Tool) -> None:
    """The commits that changed the notes, and that copies have them too; nothing where there is no git."""
    tool.notes(NOTES)
    assert "git" not in tool("forget", "Ana Ruiz", "--dry-run").err
    for arguments in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=n", "-c", "user.email=e@x", "commit", "-qm", "a"),
    ):
        subprocess.run(["git", *arguments], cwd=tool.folder, check=True)
    said = tool("forget", "Ana Ruiz", "--yes")
    assert "git still has these notes, from 1 commit; so has every copy of the repository" in said.err


@pytest.mark.parametrize(
    ("texts", "arguments", "reason"),
    [
        ({}, ("Ana Ruiz",), "add --yes"),
        ({}, ("Zoe", "--yes"), "there is no contact called 'Zoe'"),
        ({"Bad": "---\nrole: [a\n---\n[[Ana Ruiz]]\n"}, ("Ana Ruiz", "--yes"), "Contacts/Bad.md is in the way"),
    ],
)
def test_forget_refuses_and_says_why(
    tool: Tool, texts: dict[str, str], arguments: tuple[str, ...], reason: str
) -> None:
    """Nothing is deleted."""
    tool.notes({**NOTES, **texts})
    before = tool.bytes()
    said = tool("forget", *arguments)
    assert said.status in (1, 2)
    assert reason in said.err
    assert tool.bytes() == before


def test_a_damaged_note_can_be_forgotten(tool: Tool) -> None:
    """It need not be readable to go."""
    tool.notes({"Ana Ruiz": "---\ntype: contact\nrole: [a\n---\n", "Ben Ode": "[[Ana Ruiz]]\n"})
    assert tool("forget", "Ana Ruiz", "--yes").status == 0
    assert tool.bytes()["Contacts/Ben Ode.md"] == b"Ana Ruiz\n"


def test_forget_applies_no_tick_of_others(tool: Tool) -> None:
    """What is ticked in the dashboard waits for the next sync, which is said."""
    tool.notes({**NOTES, "Dov Katz": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-01\n---\n"})
    assert tool("sync").status == 0
    board = tool.folder / "Dashboard.md"
    ticked = [
        f"{line.replace('[ ]', '[x]')}" if "[[Dov Katz]]" in line else line for line in board.read_text().split("\n")
    ]
    board.write_text("\n".join(ticked))
    before = tool.bytes()
    said = tool("forget", "Ana Ruiz", "--yes")
    assert said.status == 0, said.err
    assert tool.bytes()["Contacts/Dov Katz.md"] == before["Contacts/Dov Katz.md"]
    assert "Dashboard.md has ticks that wait" in said.err
    assert tool("sync").status == 0
    assert "email out (for:: outreach)" in tool.bytes()["Contacts/Dov Katz.md"].decode()
