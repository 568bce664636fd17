"""`new`: notes of each kind on real files; talks with their questions; people who look like one you have."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import pytest

from tests.vault_cli import DAY, Said, Tool, tool

__all__ = ["tool"]

NOTES = {
    "Jonathan Vik": "---\ntype: contact\nemail: jon@vik.example\nlinkedin: https://linkedin.example/in/jv/\n---\n",
    "Ana Ruiz": "---\ntype: contact\naliases: [Anita]\n---\n",
    "Organisations/Acme.md": "---\ntype: org\n---\n",
}


def stderr_of(said: Said) -> list[str]:
    """The lines on standard error."""
    return [line.strip() for line in said.err.splitlines()]


@pytest.mark.parametrize(
    ("kind", "name", "path", "line"),
    [
        ("contact", "Eve Sund", "Contacts/Eve Sund.md", f"created: {DAY}"),
        ("person", "Eve: Sund/x", "Contacts/Eve - Sund-x.md", "name: 'Eve: Sund/x'"),
        ("org", "Marsh Trust", "Organisations/Marsh Trust.md", "type: org"),
        ("campaign", "Wet work?", "Campaigns/Wet work.md", "name: Wet work?"),
        ("shareable", "CON", "Shareables/CON_.md", f"found_on: {DAY}"),
    ],
)
def test_a_note_of_each_kind(tool: Tool, kind: str, name: str, path: str, line: str) -> None:
    """In the folder of its kind, from the packaged template; its path is said, and what comes next."""
    said = tool("new", kind, *name.split())
    assert (said.status, said.err, said.out.splitlines()[0]) == (0, "", path)
    assert said.out.splitlines()[1].startswith("next: vaulttool set ")
    text = tool.bytes()[path].decode()
    assert line in text.splitlines()
    assert "{{" not in text
    assert tool("new", kind, "Another", "-q").out.count("\n") == 1
    assert tool("check").status == 0


def test_the_vaults_own_template_and_folders_are_used(tool: Tool) -> None:
    """Whatever they are called, with Obsidian's placeholders; every byte of the template stays."""
    tool.notes({
        "vaulttool.toml": '[folders]\nPeople = "contact"\n',
        "_templates/contact.md": "---\r\nrole: # what\r\nmet: {{date}}\r\n---\r\n# {{title}}\r\nMine.",
    })  # fmt: skip
    assert tool("new", "contact", "Eve", "--set", "role=Lead", "--set", "org=Acme, Inc").status == 0
    assert tool.bytes()["People/Eve.md"].decode() == (
        f"---\r\ntype: contact\r\norg: Acme, Inc\r\nrole: Lead # what\r\nmet: {DAY}\r\n---\r\n# Eve\r\nMine."
    )


def test_a_dry_run_shows_the_note_and_writes_nothing(tool: Tool) -> None:
    """Not even the folder."""
    before = tool.bytes()
    shown = tool("new", "shareable", "Eelgrass map", "--set", "topics=maps, birds", "--dry-run")
    assert (shown.status, tool.bytes()) == (0, before)
    assert "+++ b/Shareables/Eelgrass map.md" in shown.out
    assert "+topics: [maps, birds]" in shown.out.splitlines()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("contact", "Eve", "--set", "status=mett"), "did you mean 'met'?"),
        (("contact", "Eve", "--set", "emial=x"), "did you mean 'email'?"),
        (("contact", "Eve", "--set", "contacted_on=2027-01-01"), "is not made: `contacted_on` is '2027-01-01'"),
        (("contact", "Eve", "--set", "role"), "'role' is no field=value"),
        (("contact", "Eve", "--set", "type=org"), "the kind is said already"),
        (("contact", " "), "a note needs a name"),
        (("contact", "x" * 501), "500 at most"),
        (("thing", "Eve"), "there is contact, interview, org"),
        (("question", "Eve"), "there is contact, interview, org"),
        (("org", "Eve", "--anyway"), "go with a contact"),
        (("org", "ACME"), "Organisations/Acme.md has that file name already"),
        (("org", "Ana Ruiz"), "choose a name that tells them apart"),
        (("contact", "ána RUIZ"), "ána RUIZ may be somebody you have"),
    ],
)
def test_what_cannot_be_is_refused(tool: Tool, words: tuple[str, ...], reason: str) -> None:
    """With the reason and the remedy; nothing is written."""
    tool.notes(NOTES)
    before = tool.bytes()
    said = tool("new", *words)
    assert (said.status, tool.bytes()) == (2, before)
    assert reason in said.err


def test_another_person_of_the_same_name(tool: Tool) -> None:
    """The refusal says how, and its words work: another file name, the same name, told apart."""
    tool.notes(NOTES)
    said = tool("new", "contact", "ana ruiz")
    assert "somebody else: vaulttool new contact 'ana ruiz (...)' --set name='ana ruiz'" in said.err
    words = ("Ana Ruiz (Delta)", "--set", "name=Ana Ruiz", "--distinct-from", "Contacts/Ana Ruiz")
    assert tool("new", "contact", *words).status == 0
    lines = tool.bytes()["Contacts/Ana Ruiz (Delta).md"].decode().splitlines()
    assert "name: Ana Ruiz" in lines
    assert 'distinct_from: ["[[Ana Ruiz]]"]' in lines
    assert "# Ana Ruiz (Delta)" in lines
    assert not [line for line in lines if line.startswith("aliases")]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("Jon", "Vik"), "a short form of the first"),
        (("J.", "Vik"), "the same last name and first initial"),
        (("Vik, Jonathan",), "the same name, written differently"),
        (("X", "Y", "--set", "email=JON@vik.example"), "the same email, jon@vik.example"),
        (("X", "Y", "--set", "linkedin=http://www.linkedin.example/in/jv"), "the same linkedin"),
    ],
)
def test_a_look_alike_is_shown_with_reasons(tool: Tool, words: tuple[str, ...], reason: str) -> None:
    """Without a terminal it is refused; `--anyway` makes the note, `--distinct-from` says so in it."""
    tool.notes(NOTES)
    before = tool.bytes()
    said = tool("new", "contact", *words)
    assert (said.status, tool.bytes()) == (2, before)
    assert any(
        reason in line and line.startswith("Jonathan Vik (Contacts/Jonathan Vik.md): ") for line in stderr_of(said)
    )
    assert "--distinct-from 'Jonathan Vik'" in said.err
    made = tool("new", "contact", *words, "--anyway")
    assert (made.status, "looks like Jonathan Vik" in made.out, made.err) == (0, True, "")
    (path,) = set(tool.bytes()) - set(before)
    (tool.folder / path).unlink()
    assert tool("new", "contact", *words, "--distinct-from", "jonathan").status == 0
    assert b'distinct_from: ["[[Jonathan Vik]]"]' in tool.bytes()[path]
    assert "duplicate-person" not in tool("check", "--hints").out
    assert "similar-person" not in tool("check", "--hints").out


def test_an_alias_and_a_short_form_are_look_alikes(tool: Tool) -> None:
    """Also where no letter of the first name agrees; an address of a desk says nothing."""
    tool.notes({**NOTES, "Bob Jones": "---\ntype: contact\nemail: info@jones.example\n---\n"})
    assert "Ana Ruiz (Contacts/Ana Ruiz.md): also called so" in tool("new", "contact", "anita").err
    assert "a short form of the first" in tool("new", "contact", "Robert", "Jones").err
    assert "a short form of the first" in tool("new", "contact", "Rob", "Jones").err
    assert tool("new", "contact", "Kim", "Aas", "--set", "email=info@jones.example").status == 0


@pytest.mark.parametrize(("answer", "status"), [(True, 0), (False, 2)])
def test_on_a_terminal_it_asks(tool: Tool, monkeypatch: pytest.MonkeyPatch, answer: bool, status: int) -> None:
    """Somebody else: the note is made and says so; else nothing is."""
    tool.notes(NOTES)
    asked: list[str] = []

    def confirm(text: str, **_: object) -> bool:
        asked.append(text)
        return answer

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "confirm", confirm)
    said = tool("new", "contact", "Jon", "Vik")
    assert (said.status, len(asked)) == (status, 1)
    assert "looks like:\n  Jonathan Vik (Contacts/Jonathan Vik.md): " in said.err
    assert ("Contacts/Jon Vik.md" in tool.bytes()) == answer
    if answer:
        assert b'distinct_from: ["[[Jonathan Vik]]"]' in tool.bytes()["Contacts/Jon Vik.md"]


CATS = ("path", "culture", "people", "supervisors", "entry-level", "open", "close", "close", "job", "industry")
BANK = "---\ntype: question\n---\n\n## Questions\n\n" + "".join(
    f"- [ ] {'* ' if number % 3 == 0 else ''}Bank {number} on {cat}? (cat:: {cat})\n"
    for number, cat in enumerate((*CATS, *CATS))
)
EARLIER = """\
---
type: interview
contact: "[[Ana Ruiz]]"
status: done
date: 2026-11-20T10:00
thank_you_form: none
---

## Questions

- [x] Bank 0 on path? (cat:: path)
- [>] * Who decides? (cat:: supervisors)
- [ ] What is never asked? (cat:: people)
"""
OTHERS = """\
---
type: interview
contact: "[[Jonathan Vik]]"
status: done
date: 2026-11-21
thank_you_form: none
---

## Questions

- [>] What pays for it? (cat:: organisation)
- [>] Your paper of May, what came of it? (cat:: job) (from:: research)
- [ ] Left with him (cat:: job)
"""
TALKS = {**NOTES, "Questions/Bank.md": BANK, "Interviews/a.md": EARLIER, "Interviews/b.md": OTHERS}


def questions_of(tool: Tool, path: str) -> list[str]:
    """The question lines of a note."""
    text = tool.bytes()[path].decode().split("## Questions\n")[1].split("\n## ")[0]
    return [line for line in text.splitlines() if line.startswith("- ")]


def test_s04_s19_a_talk_begins_with_its_questions(tool: Tool) -> None:
    """Open ones with the person first, then one carried over with somebody else, then the bank; 15, 5 to 8 starred."""
    tool.notes(TALKS)
    said = tool("new", "interview", "ana", "2026-12-10T10:00", "--set", "purpose=job,industry")
    path = "Interviews/2026-12-10 Ana Ruiz.md"
    assert said.out.splitlines() == [
        path,
        "15 questions, 7 of them starred; 3 carried over",
        "next: vaulttool brief '2026-12-10 Ana Ruiz', for the day sheet",
    ]
    lines = questions_of(tool, path)
    assert [line.partition("(cat")[0].removeprefix("- [ ] ").removeprefix("* ").strip() for line in lines[:3]] == [
        "Who decides?", "What is never asked?", "What pays for it?"
    ]  # fmt: skip
    assert len(lines) == 15
    assert 5 <= sum(line.startswith("- [ ] * ") for line in lines) <= 8
    assert all(f"(cat:: {cat})" in "".join(lines) for cat in CATS)
    assert not [line for line in lines if "Bank 0 on" in line or "Left with him" in line or "of May" in line]
    text = tool.bytes()[path].decode()
    assert 'contact: "[[Ana Ruiz]]"\nstatus: scheduled\npurpose: [job, industry]\ndate: 2026-12-10T10:00\n' in text
    assert "thin-questions" not in tool("check", "--hints", "--today", "2026-12-09").out
    assert "categories-missing" not in tool("check", "--hints", "--today", "2026-12-09").out


def test_private_questions_stay_where_they_are(tool: Tool) -> None:
    """Nothing of a private talk goes into the note of another person."""
    tool.notes({**TALKS, "Interviews/b.md": OTHERS.replace("status:", "private: true\nstatus:")})
    tool("new", "interview", "ana", "2026-12-10")
    assert not [line for line in questions_of(tool, "Interviews/2026-12-10 Ana Ruiz.md") if "pays" in line]


def test_a_vault_without_a_bank_gets_the_packaged_questions(tool: Tool) -> None:
    """One built on research among them, to fill in."""
    tool.notes(NOTES)
    said = tool("new", "interview", "Ana", "--set", "date=2026-12-10")
    assert "15 questions" in said.out
    assert "fill in what stands in [brackets]" in said.out
    lines = questions_of(tool, "Interviews/2026-12-10 Ana Ruiz.md")
    assert [line for line in lines if "(from:: research)" in line]


def test_talks_of_one_day_stand_side_by_side(tool: Tool) -> None:
    """Without a day they are named after today, and the day is still to be said; one to come is pointed out."""
    tool.notes(NOTES)
    assert "next: vaulttool set '2026-12-02 Ana Ruiz' status=scheduled date=" in tool("new", "interview", "Ana").out
    said = tool("new", "interview", "Ana", "Ruiz")
    assert said.out.splitlines()[0] == f"Interviews/{DAY} Ana Ruiz 2.md"
    assert f"vaulttool set '{DAY} Ana Ruiz' status=moved moved_to='{DAY} Ana Ruiz 2'" in said.out
    assert b"status: idea\n" in tool.bytes()[f"Interviews/{DAY} Ana Ruiz 2.md"]


def test_a_talk_needs_a_contact(tool: Tool) -> None:
    """Nobody of that name: how to make the contact; several: which; one who wants no contact: refused."""
    tool.notes({**NOTES, "Ana Lopez": "---\ntype: contact\ndo_not_contact: true\n---\n"})
    before = tool.bytes()
    nobody = tool("new", "interview", "O'Hara")
    assert (nobody.status, "vaulttool new contact 'O'\"'\"'Hara'" in nobody.err) == (1, True)
    assert "may be any of 2 notes" in tool("new", "interview", "Ana").err
    barred = tool("new", "interview", "Ana", "Lopez")
    assert (barred.status, "not to be contacted" in barred.err) == (2, True)
    assert tool.bytes() == before


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("Ana Ruiz", "2026-12-33"), "2026-12-33"),
        (("Ana", "Ruiz", "24.12.2026"), "24.12.2026"),
        (("Ana Ruiz", "24.12.2026", "10:00"), "24.12.2026 10:00"),
        (("Ana Ruiz", "2026-12-04T25:00"), "2026-12-04T25:00"),
        (("Ana Ruiz", "10:00"), "10:00"),
        (("2026-12-33", "Ana Ruiz"), "2026-12-33"),
        (("Nobody", "+3x"), "+3x"),
    ],
)
def test_a_day_of_a_talk_that_is_none_is_named(tool: Tool, words: tuple[str, ...], wrong: str) -> None:
    """It is not taken for a part of the name; the forms are shown."""
    tool.notes(NOTES)
    said = tool("new", "interview", *words)
    assert said.status == 2
    assert f"{wrong!r} is no date\n  write 2026-12-03, 2026-12-03T10:00, tomorrow or +3d" in said.err


@pytest.mark.parametrize(
    ("words", "day"),
    [(("2026-12-04", "10:00"), "2026-12-04T10:00"), (("tomorrow", "10:00"), "2026-12-03T10:00")],
)
def test_the_hour_of_a_talk_may_be_a_word_of_its_own(tool: Tool, words: tuple[str, ...], day: str) -> None:
    """As people type it: the day, a space, the hour."""
    tool.notes(NOTES)
    assert tool("new", "interview", "Ana Ruiz", *words).status == 0
    assert f"date: {day}\n".encode() in tool.bytes()[f"Interviews/{day[:10]} Ana Ruiz.md"]


def test_a_contact_may_be_called_by_a_number(tool: Tool) -> None:
    """Digits alone are no day."""
    tool.notes({"Agent 007": "---\ntype: contact\n---\n"})
    assert tool("new", "interview", "Agent", "007").status == 0


def test_s09_findings_of_a_new_note_are_said(tool: Tool) -> None:
    """A warning does not keep the note from being made: three people at one organisation at once."""
    text = f"---\ntype: contact\norg: '[[Acme]]'\n---\n\n## Log\n\n- {DAY} email out: hello (for:: outreach)\n"
    tool.notes({**NOTES, **dict.fromkeys(("P One", "Q Two", "R Three"), text)})
    said = tool("new", "contact", "Z", "Zed", "--set", "org=Acme", "--set", f"contacted_on={DAY}")
    assert said.status == 0
    assert "4 people at Acme have not answered yet: P One, Q Two, R Three and Z Zed" in said.err


def test_edit_opens_the_new_note(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no terminal, the path of the file is said."""
    monkeypatch.setenv("EDITOR", "ed")
    said = tool("new", "org", "Delta", "--edit")
    assert said.out.splitlines()[-1] == os.fspath(Path(tool.folder, "Organisations/Delta.md"))


def test_a_note_that_nobody_reads_is_not_overwritten(tool: Tool) -> None:
    """A file in the way that the settings leave out is an obstacle all the same."""
    tool.notes({"vaulttool.toml": 'exclude = ["Organisations/**"]\n', "Organisations/Delta.md": "mine"})
    said = tool("new", "org", "Delta")
    assert (said.status, tool.bytes()["Organisations/Delta.md"]) == (2, b"mine")
    assert "exists already" in said.err
