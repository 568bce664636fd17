"""`import` on real notes: who is known gains what was empty, a new job is news, others come in only when asked."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.effort import examples
from tests.vault_cli import DAY, Tool, changed, tool
from vaulttool.cli.checklist import numbers_in
from vaulttool.core.incoming.company import company_key
from vaulttool.core.incoming.person import birthday_in, person, profile_of
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings

__all__ = ["tool"]

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
PAGE = "https://www.linkedin.com/in"
ANA = "Contacts/Ana Ruiz.md"


def linkedin(tool: Tool, *rows: str) -> str:
    """An export with these rows, outside of the vault."""
    file = tool.folder.parent / "Connections.csv"
    file.write_text("\r\n".join((HEADER, *rows)), encoding="utf-8")
    return str(file)


def summary(tool: Tool, *words: str) -> dict[str, Any]:
    """What an import says as data; it must not refuse."""
    said = tool("import", "linkedin", *words, "--format", "json")
    assert said.status == 0, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


@pytest.mark.parametrize(
    ("fields", "row", "reason"),
    [
        ("linkedin: https://linkedin.com/in/ana-ruiz/", f"A,R,{PAGE}/ana-ruiz,,Acme,,", "the same LinkedIn page"),
        (f"linkedin: {PAGE}/jos%C3%A9", f"A,R,{PAGE}/josé,,Acme,,", "the same LinkedIn page"),
        ("email: [x@y.example, ANA@acme.example]", "A,R,,ana@Acme.example,Acme,,", "the same mail address"),
        ('org: "[[Acme]]"', "Ana,RUIZ,,,\"The ACME, Inc.\",,", "the same name and organisation"),
        ('aliases: [Ána M Ruiz]\norg: "[[Acme]]"', "Ana M,Ruiz,,,Acme Bogs,,", "the same name and organisation"),
        ("tags: [x]", "Ana,Ruiz,,,,Lead,", "the same name, and nothing else is known"),
    ],
)  # fmt: skip
def test_a_person_is_known_by_page_then_address_then_name_and_company(
    tool: Tool, fields: str, row: str, reason: str
) -> None:
    """Whatever the writing: schemes, percent signs, capitals, legal forms, accents, other names of the organisation."""
    tool.notes({ANA: f"---\ntype: contact\n{fields}\n---\n",
                "Organisations/Acme.md": "---\ntype: org\naliases: [Acme Bogs]\n---\n"})  # fmt: skip
    found = summary(tool, linkedin(tool, f"{row}05 Mar 2024"))
    (record,) = found["records"]
    assert (record["path"], record["reason"], found["new"]) == (ANA, reason, 0)
    assert "connected_on" in record["fields"]


@pytest.mark.parametrize(
    ("fields", "row", "outcome"),
    [
        ("org: Acme", "Ana,Ruiz,,,Marsh,Lead,", "alike"),
        ("role: Lead", "Ana,Ruiz,,,Marsh,Lead,", "alike"),
        (f"linkedin: {PAGE}/other\norg: Acme", f"Ana,Ruiz,{PAGE}/ana,,Acme,,", "alike"),
        (f"linkedin: {PAGE}/other\nemail: a@b.example", f"Bo,Ek,{PAGE}/bo,a@b.example,,,", "alike"),
        ("email: info@acme.example", "Bo,Ek,,info@acme.example,Marsh,,", "new"),
        ("org: Acme", "Bo,Ek,,,Acme,,", "new"),
    ],
)
def test_doubt_is_no_match(tool: Tool, fields: str, row: str, outcome: str) -> None:
    """Another company, another page, a desk's address: nothing is written, and a likeness is told."""
    tool.notes({ANA: f"---\ntype: contact\n{fields}\n---\n"})
    before = tool.bytes()
    found = summary(tool, linkedin(tool, row))
    assert (found[outcome], found["enriched"], tool.bytes()) == (1, 0, before)


def test_two_notes_that_fit_are_both_left_alone(tool: Tool) -> None:
    """Also with --all: it is one of them, and not clear which."""
    tool.notes(dict.fromkeys(("Ana Ruiz", "A Ruiz"), "---\ntype: contact\nemail: a@b.example\n---\n"))
    before = tool.bytes()
    file = linkedin(tool, "Ana,Ruiz,,a@b.example,Acme,,")
    assert summary(tool, file, "--all")["unclear"] == 1
    assert "not clear which" in tool("import", "linkedin", file, "--dry-run").out
    assert tool.bytes() == before


def test_only_what_is_empty_is_filled(tool: Tool) -> None:
    """Every other byte stays; shown beforehand; the organisation is linked; the same again changes nothing."""
    tool.notes({ANA: "---\n# hers\ntype:   contact\nemail: 'ana@b.example'\norg:\nstatus: met\n---\n\nMine.\n",
                "Organisations/Acme.md": "---\ntype: org\n---\n"})  # fmt: skip
    file = linkedin(tool, f"Ana,Ruiz,{PAGE}/ana,ana@b.example,Acme,Lead: bogs,05 Mar 2024")
    before = tool.bytes()
    shown = tool("import", "linkedin", file, "--dry-run", "-v")
    assert tool.bytes() == before
    assert f"{ANA}: linkedin, org, role, connected_on (the same mail address)" in shown.out
    said = tool("import", "linkedin", file)
    after = tool.bytes()
    lines = [f"+linkedin: {PAGE}/ana", "-org:", '+org: "[[Acme]]"', "+role: 'Lead: bogs'", "+connected_on: 2024-03-05"]
    assert sorted(changed(before, after)) == sorted(f"{ANA} {line}" for line in lines), said.err
    assert all(line in shown.out.splitlines() for line in lines)
    assert "0 enriched" in tool("import", "linkedin", file).out
    assert tool.bytes() == after


MET = "---\ntype: contact\nlinkedin: https://www.linkedin.com/in/ana\norg: Acme\nrole: Analyst\n{}---\n"


@pytest.mark.parametrize(
    ("job", "news"),
    [
        ("Marsh,Lead", "now Lead at Marsh"),
        ("Marsh,", "now at Marsh"),
        (",Lead", "now Lead"),
        ("Acme,Senior Analyst", "now Senior Analyst at Acme"),
        ("ACME Ltd.,analyst", ""),
        (",", ""),
    ],
)
def test_a_new_job_is_news_and_raises_congratulate(tool: Tool, job: str, news: str) -> None:
    """One line in the log, once; organisation and role stay as they are until the person says so."""
    tool.notes({ANA: MET.format("") + "## Log\n- 2026-11-01 email in: hello\n"})
    before = tool.bytes()
    file = linkedin(tool, f"Ana,Ruiz,{PAGE}/ana,,{job},")
    tool("import", "linkedin", file)
    assert changed(before, tool.bytes()) == ([f"{ANA} +- {DAY} news: {news}"] if news else [])
    after = tool.bytes()
    tool("import", "linkedin", file, "--today", "2027-01-12")
    assert tool.bytes() == after
    texts = [reason["text"] for reason in tool.open() if reason["rule"] == "congratulate"]
    assert texts == ([f"congratulate them: {news}"] if news else [])


def test_a_title_with_a_sign_of_a_task_plugin_is_news_once(tool: Tool) -> None:
    """What the reader takes for a mark is none of the words that are compared."""
    tool.notes({ANA: MET.format("") + "## Log\n- 2026-11-01 email in: hello\n"})
    file = linkedin(tool, f"Ana,Ruiz,{PAGE}/ana,,Acme,🔺 Head,")
    tool("import", "linkedin", file)
    after = tool.bytes()
    assert after[ANA].decode().count("news: now 🔺 Head") == 1
    tool("import", "linkedin", file)
    assert tool.bytes() == after


def test_news_of_somebody_never_in_touch_nags_nobody(tool: Tool) -> None:
    """The line is written; only people with whom there was something are to be congratulated."""
    tool.notes({ANA: MET.format("status: identified\n")})
    tool("import", "linkedin", linkedin(tool, f"Ana,Ruiz,{PAGE}/ana,,Marsh,Lead,"))
    assert b"news: now Lead at Marsh" in tool.bytes()[ANA]
    assert tool.open() == []
    tool("set", "Ana", "status=nurturing")
    assert "congratulate" in [reason["rule"] for reason in tool.open()]


def test_the_second_export_is_compared_with_the_first(tool: Tool) -> None:
    """People who came in by an import have news too; who changed nothing has none."""
    tool("import", "linkedin", linkedin(tool, f"Ana,Ruiz,{PAGE}/ana,,Acme,Analyst,", f"Bo,Ek,{PAGE}/bo,,,,"), "--all")
    found = summary(tool, linkedin(tool, f"Ana,Ruiz,{PAGE}/ana,,Marsh,Analyst,", f"Bo,Ek,{PAGE}/bo,,Acme,,"))
    records = {record["name"]: (record["fields"], record["news"]) for record in found["records"]}
    assert records == {"Ana Ruiz": ([], "now Analyst at Marsh"), "Bo Ek": (["org"], "")}


def test_all_adds_from_the_vaults_own_template(tool: Tool) -> None:
    """As `identified`, from LinkedIn, with nothing due about them."""
    tool.notes({"Templates/contact.md": '---\ntype: contact\nmood:\ncreated: "{{date}}"\nrole:\n---\n# {{name}}\n'})
    said = tool("import", "linkedin", linkedin(tool, f"Uma,Nair,{PAGE}/uma,,=1+1,Lead #1,05 Mar 2024"), "--all")
    assert "Contacts/Uma Nair.md: new" in said.out.splitlines(), said.err
    assert tool.bytes()["Contacts/Uma Nair.md"].decode() == (
        f"---\ntype: contact\nmood:\ncreated: {DAY}\nlinkedin: {PAGE}/uma\norg: =1+1\nrole: 'Lead #1'\n"
        "source: linkedin\nstatus: identified\nconnected_on: 2024-03-05\n---\n# Uma Nair\n"
    )
    assert tool.open() == []


def test_file_names_are_portable_and_never_clash(tool: Tool) -> None:
    """Whatever case, with other files too: the organisation tells them apart, then a number."""
    tool.notes({"Alumni/Ana Ruiz.md": "Not one of ours.\n", "Contacts/CON_.md": "x\n"})
    names = ("Ana,Ruiz,1,,Acme,,", "ana,ruiz,2,,Acme,,", "ANA,RUIZ,3,,,,", "A/B:,<C>,4,,,,", "con,,5,,,,")
    rows = [re.sub(",([1-5]),", rf",{PAGE}/\1,", name) for name in names]
    tool("import", "linkedin", linkedin(tool, *rows), "--all")
    made = [path.removeprefix("Contacts/") for path in tool.bytes() if path.startswith("Contacts/")]
    assert sorted(made) == [
        "A-B - C.md", "ANA RUIZ 3.md", "Ana Ruiz (Acme).md", "CON_.md", "ana ruiz 2.md", "con_ 2.md"
    ]  # fmt: skip
    called = [
        parse_note(path, text, Settings()).note.name for path, text in tool.bytes().items() if "Ana Ruiz (" in path
    ]
    assert called == ["Ana Ruiz"]


def test_a_template_that_cannot_be_filled_is_named(tool: Tool) -> None:
    """Nothing is written."""
    tool.notes({"Templates/contact.md": "---\ntype: [\n---\n"})
    before = tool.bytes()
    said = tool("import", "linkedin", linkedin(tool, f"Uma,Nair,{PAGE}/uma,,,,"), "--all")
    assert (said.status, "Templates/contact.md" in said.err, tool.bytes()) == (2, True, before)


def test_a_note_that_cannot_be_changed_costs_only_itself(tool: Tool) -> None:
    """It is named, and the others gain."""
    tool.notes({"Ana Ruiz": "---\ntype: contact\nemail: a@b.example\norg:\n  x: y\nrole: {a: b}\n---\n",
                "Bo Ek": "---\ntype: contact\nemail: b@b.example\n---\n"})  # fmt: skip
    before = tool.bytes()
    said = tool("import", "linkedin", linkedin(tool, "A,R,,a@b.example,Acme,Lead,", "B,E,,b@b.example,Acme,,"))
    assert (said.status, "Contacts/Ana Ruiz.md is left alone" in said.err) == (0, True)
    assert changed(before, tool.bytes()) == ["Contacts/Bo Ek.md +org: Acme"]


def test_google_and_vcards_come_in_the_same_way(tool: Tool) -> None:
    """Their people have the source `import`; a number alone is no proof, with the name it is."""
    google, card = tool.folder.parent / "google.csv", tool.folder.parent / "cards.vcf"
    google.write_text("First Name,Last Name,Phone 1 - Value,Birthday\nAna,Ruiz,+1 902 555 0100,--05-17\n")
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nTEL:+1 (902) 555-0100\nTITLE:Lead\nEND:VCARD\n")
    assert tool("import", "google", str(google), "--all").status == 0
    text = tool.bytes()[ANA].decode()
    assert all(line in text for line in ("phone: +1 902 555 0100", "birthday: 05-17", "source: import"))
    before = tool.bytes()
    assert "(the same phone number and name)" in tool("import", "vcard", str(card)).out
    assert changed(before, tool.bytes()) == [f"{ANA} -role:", f"{ANA} +role: Lead"]
    card.write_text(card.read_text().replace("Ana Ruiz", "Bo Ek"))
    assert "1 person not in your notes" in tool("import", "vcard", str(card)).out


def test_pick_needs_a_terminal(tool: Tool) -> None:
    """It refuses and says what to do instead; so do two ways at once."""
    file = linkedin(tool, f"Uma,Nair,{PAGE}/uma,,,,")
    said = tool("import", "linkedin", file, "--pick")
    assert (said.status, "needs a terminal" in said.err, "--all" in said.err) == (2, True, True)
    assert tool("import", "linkedin", file, "--pick", "--all").status == 2
    assert not list((tool.folder / "Contacts").iterdir())


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        (["1,3-9"], ["P0", "P2", "P3"]),
        (["marsh", "all"], ["P1", "P3"]),
        (["nobody so called", "2", "4"], ["P1", "P3"]),
        ([], []),
    ],
)
def test_pick_adds_those_chosen(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, answers: list[str], names: list[str]
) -> None:
    """By number, by a word that narrows the list, in several rounds; an empty line ends."""
    file = linkedin(tool, *(f"P{n},,{PAGE}/p{n},,{'Marsh' if n % 2 else 'Acme'},," for n in range(4)))
    given_answers: Iterator[str] = iter([*answers, ""])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *words, **more: next(given_answers))
    said = tool("import", "linkedin", file, "--pick")
    assert sorted(path.stem for path in (tool.folder / "Contacts").iterdir()) == names, said.err
    assert "     2 [ ] P1 (Marsh)" in said.err.splitlines()


def test_wrong_files_say_what_is_expected(tool: Tool) -> None:
    """Exit 2, nothing on standard output."""
    file = Path(linkedin(tool))
    file.write_text("a,b\n1,2\n")
    said = tool("import", "linkedin", str(file))
    assert (said.status, said.out) == (2, "")
    assert HEADER in said.err


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Acme, Inc.", "acme", True),
        ("The Marsh Trust Ltd", "Marsh Trust", True),
        ("S.p.A. Bianchi & Co.", "SPA Bianchi and Co", True),
        ("Acme", "Acme Wetlands", False),
        ("北京", "北京", True),
        ("!!!", "???", False),
    ],
)
def test_companies_are_compared_without_legal_forms(one: str, other: str, same: bool) -> None:
    """And without capitals, dots and a leading `The`."""
    assert (company_key(one) == company_key(other)) is same


def test_values_are_taken_only_where_they_are_values() -> None:
    """What is no address, number, page or day is left out; the rest is one line of text."""
    found = person(
        "line 1", " Ana\x00\n Ruiz ", org="[[Acme]]\n", role="x" * 999, emails=("n/a", "Ana <ana@b.example>"),
        phones=("none", "+1 902 555"), pages=("javascript:x", "www.ana.example", "ca.linkedin.com/in/Ana"),
        address="1 Bog St,\n\nHalifax", birthday="1980-13-01",
    )  # fmt: skip
    assert found
    assert (found.name, found.org, found.role, found.emails) == ("Ana Ruiz", "Acme", "", ("ana@b.example",))
    assert (found.phones, found.address, found.birthday) == (("+1 902 555",), "1 Bog St, Halifax", "")
    assert (found.links, found.linkedin) == (("https://www.ana.example",), "")
    assert profile_of("https://ca.linkedin.com/in/Ana/?x=1") == profile_of("http://www.linkedin.com/in/ana") == "ana"
    assert [birthday_in(text) for text in ("19800517", "--0517", "1980-05-17T00:00", "--02-29", "---17")] == [
        "1980-05-17", "05-17", "1980-05-17", "02-29", ""
    ]  # fmt: skip
    assert numbers_in("2-3, 3,9, 0", 4) == {1, 2}


WORDS = (
    "", "Ana", "Ruiz", "ana ruiz", "Bo", "Acme", "Acme Inc", "Lead", f"{PAGE}/a", f"{PAGE}/b", "a@b.example", "no",
    "c@b.example", "info@b.example", "05 Mar 2024", "[[Ana]]", "x: y #z", "- a", "%%", "<!--", "```", "a|b", "~",
    "^id", "1.0", "(for:: x)", '"', "'", "{{name}}", "📅 2026-01-01", "\u2028", "\ufeff",
)  # fmt: skip
CELLS = st.one_of(st.sampled_from(WORDS), st.text(max_size=6))
PEOPLE = st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=5)


@examples(20, allowed=[HealthCheck.function_scoped_fixture])
@given(PEOPLE)
def test_the_same_file_twice_changes_nothing(tool: Tool, people: list[list[str]]) -> None:
    """Whatever stands in its cells: all notes are sound, and a second run finds everybody as they were."""
    tool.notes({"Ana Ruiz": MET.format("") + "\nMine.\n\n## Log\n"})
    rows = [",".join('"' + cell.replace('"', '""') + '"' for cell in person) for person in people]
    file = linkedin(tool, *(row.encode("utf-8", "replace").decode() for row in rows))
    first = tool("import", "linkedin", file, "--all")
    assert first.status == 0, first.err
    after = tool.bytes()
    for path, text in after.items():
        found = parse_note(path, text, Settings()).note if path.startswith("Contacts/") else None
        assert not found or (found.kind, found.salvaged) == ("contact", False), text
    again = tool("import", "linkedin", file, "--all", "--today", "2026-12-09")
    assert (again.status, tool.bytes()) == (0, after), again.out
    for made in (tool.folder / "Contacts").iterdir():
        made.unlink()
