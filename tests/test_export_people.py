"""`export vcard`, `csv` and `json`, read back by programs that did not write them, and where `-o` may write."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Component

from tests.effort import examples
from tests.export_reader import Line, blocks, lines_of
from tests.support import desk_of, parsed
from tests.test_export_ics import HIDING, NAUGHTY, quoted
from tests.vault_cli import Tool, tool
from vaulttool.core.escape import visible
from vaulttool.core.schema import FIELDS, KINDS
from vaulttool.exchange.csv_out import table, unarmed
from vaulttool.exchange.vcard_out import address_book

__all__ = ["tool"]

ANA = """\
---
type: contact
aliases: [Annie]
email: [ana@acme.example, ana@home.example]
phone: "+44 20 7946 0018"
linkedin: https://www.linkedin.com/in/ana
links: https://ana.example
address: |
  12 Ferry Lane
  Saltby; Norfolk
country: GB
org: "[[Organisations/Acme, Inc|Acme, Inc]]"
role: Field lead, crews
birthday: 1980-05-17
tags: [wetlands]
---
Likes tea.
## Log
- 2026-11-18 email out: asked for 20 minutes (for:: outreach)
## Notes
- two children
"""


def exported(tool: Tool, *arguments: str) -> str:
    """What `export` prints."""
    said = tool("export", *arguments)
    assert said.status == 0, said.err
    return said.out


def test_a_card_is_read_back_by_another_library(tool: Tool) -> None:
    """Names, ways to reach, organisation, birthday as icalendar's reader sees them: vCard 3.0."""
    simple = ANA.replace("; Norfolk", "").replace(", crews", "")
    tool.notes({"Ana Ruiz": simple, "Ben Ode": "---\ntype: contact\n---\n"})
    ana, ben = Component.from_ical(exported(tool, "vcard"), multiple=True)
    read: Any = ana
    assert (str(read["VERSION"]), str(read["FN"])) == ("3.0", "Ana Ruiz")
    assert (read["N"].fields.family, read["N"].fields.given) == ("Ruiz", "Ana")
    assert [str(one) for one in read["EMAIL"]] == ["ana@acme.example", "ana@home.example"]
    assert read["EMAIL"][0].params["TYPE"] == ["INTERNET", "PREF"]
    assert str(read["TEL"]) == "+44 20 7946 0018"
    assert str(read["TITLE"]) == "Field lead"
    assert (read["ADR"].fields.street, read["ADR"].fields.country) == ("12 Ferry Lane\nSaltby", "GB")
    assert str(read["BDAY"]) == "1980-05-17"
    assert [str(one) for one in read["URL"]] == ["https://www.linkedin.com/in/ana", "https://ana.example"]
    assert str(read["X-SOCIALPROFILE"]) == "https://www.linkedin.com/in/ana"
    assert str(read["NICKNAME"]) == "Annie"
    assert str(ben["FN"]) == "Ben Ode"
    assert str(ben["UID"]) != str(ana["UID"])


def cards(data: str) -> list[dict[str, Line]]:
    """The cards as the strict reader sees them."""
    return blocks(lines_of(data.encode()), "VCARD")


def test_separators_stay_inside_their_part(tool: Tool) -> None:
    """A `;` in an address and a `,` in an organisation part nothing."""
    tool.notes({"Ana Ruiz": ANA})
    (card,) = cards(exported(tool, "vcard"))
    assert card["ADR"].parts == ["", "", "12 Ferry Lane\nSaltby; Norfolk", "", "", "", "GB"]
    assert card["ORG"].parts == ["Acme, Inc"]
    assert card["TITLE"].text == "Field lead, crews"
    assert card["CATEGORIES"].text == "wetlands"


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Ana Ruiz", "Ruiz", "Ana"),
        ("Ruiz, Ana", "Ruiz", "Ana"),
        ("Ana", "", "Ana"),
        ("Ana de la Ruiz", "Ruiz", "Ana de la"),
    ],
)
def test_names_are_parted(name: str, family: str, given: str, tool: Tool) -> None:
    """The last word is the family's name, or what stands before a comma; one word is a given name."""
    tool.notes({"x": f"---\ntype: contact\nname: {quoted(name)}\n---\n"})
    (card,) = cards(exported(tool, "vcard"))
    assert (card["FN"].text, card["N"].parts) == (name, [family, given, "", "", ""])


def test_a_birthday_without_a_year_is_marked(tool: Tool) -> None:
    """Version 3.0 has no such date; address books agree on a year that stands for none."""
    tool.notes({"Ana Ruiz": '---\ntype: contact\nbirthday: "05-17"\n---\n'})
    (card,) = cards(exported(tool, "vcard"))
    assert (card["BDAY"].params, card["BDAY"].value) == (("X-APPLE-OMIT-YEAR=1604",), "1604-05-17")


def test_a_note_without_a_name_has_a_card_all_the_same(tool: Tool) -> None:
    """A file name of blanks is no name: the card then bears the path, since every card needs one."""
    tool.notes({"Contacts/ .md": "---\ntype: contact\n---\n"})
    (card,) = cards(exported(tool, "vcard"))
    assert card["FN"].text == "Contacts/ .md"


def test_what_you_wrote_stays_at_home_unless_asked_for(tool: Tool) -> None:
    """No note is exported; with `--notes` your own words are, and not the log. Other forms have no place for them."""
    tool.notes({"Ana Ruiz": ANA})
    assert "tea" not in exported(tool, "vcard")
    assert "NOTE" not in cards(exported(tool, "vcard"))[0]
    (card,) = cards(exported(tool, "vcard", "--notes"))
    assert card["NOTE"].text == "Likes tea.\ntwo children"
    assert "tea" not in exported(tool, "csv") + exported(tool, "json")
    assert tool("export", "csv", "--notes").status == 2


@pytest.mark.parametrize("field", [*HIDING, "private: true"])
def test_whom_the_exports_leave_out(field: str, tool: Tool) -> None:
    """The private are in none; who is barred or archived is in no address book, and marked as such in the data."""
    tool.notes({
        "Zoe Hidden": f"---\ntype: contact\n{field}\n---\n",
        "Interviews/a.md": '---\ntype: interview\ncontact: "[[Zoe Hidden]]"\ndate: 2026-11-04\n---\n',
        "Ben Ode": "---\ntype: contact\n---\n",
    })  # fmt: skip
    assert [card["FN"].text for card in cards(exported(tool, "vcard"))] == ["Ben Ode"]
    for form in ("csv", "json"):
        assert ("Zoe Hidden" in exported(tool, form)) == (field != "private: true")


def hostile(text: str) -> dict[str, str]:
    """A contact with this text in every text field, and below."""
    names = [spec.name for spec in FIELDS["contact"] if spec.name not in ("type", "private", "do_not_contact")]
    fields = [f"{name}: {quoted(text)}" for name in names]
    return {"Ana Ruiz": "\n".join(["---", "type: contact", *fields, "---", text])}


CARD = {
    "VERSION", "FN", "N", "NICKNAME", "ORG", "TITLE", "EMAIL", "TEL", "X-SOCIALPROFILE", "URL", "ADR", "BDAY",
    "CATEGORIES", "NOTE", "UID",
}  # fmt: skip


def check_card(text: str) -> None:
    """One card, no other property than ours, names and addresses of so many parts as they have."""
    notes = parsed(hostile(text))
    desk = desk_of(notes, "2026-12-02")
    data = address_book((desk.dossier(note), text.splitlines()) for note in notes.values())
    (card,) = blocks(lines_of(data), "VCARD")
    (note,) = notes.values()
    assert set(card) <= CARD
    assert card["FN"].text == visible(note.name).strip()
    assert "TITLE" not in card or card["TITLE"].text == visible(note.text("role")).strip()
    assert len(card["N"].parts) == 5
    assert "ADR" not in card or len(card["ADR"].parts) == 7
    assert all(line.text is not None for line in card.values() if line.name not in ("N", "ADR", "ORG", "CATEGORIES"))


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_no_text_of_a_note_makes_a_property(text: str) -> None:
    """Line breaks, separators, escapes and control characters in any field stay text; lines are folded rightly."""
    check_card(text)


@examples(50)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90))
def test_any_text_is_folded_and_escaped(text: str) -> None:
    """Whatever the text: a strict reader takes the card."""
    check_card(text)


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a table, by its head."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


def test_the_table_has_the_fields_of_a_contact(tool: Tool) -> None:
    """One line a contact, by path; heads as in the notes; links without brackets, several values in one cell."""
    tool.notes({"Ben Ode": "---\ntype: contact\n---\n", "Ana Ruiz": ANA, "Acme.md": "---\ntype: org\n---\n"})
    found = rows(exported(tool, "csv").encode())
    assert list(found[0]) == ["path", *(spec.name for spec in FIELDS["contact"] if spec.name != "type")]
    assert [row["name"] for row in found] == ["Ana Ruiz", "Ben Ode"]
    ana = found[0]
    assert (ana["path"], ana["org"], ana["phone"]) == ("Contacts/Ana Ruiz.md", "Acme, Inc", "+44 20 7946 0018")
    assert ana["email"] == "ana@acme.example; ana@home.example"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("@SUM(1)", "'@SUM(1)"),
        ("  =1", "'  =1"),
        ("\t=1", " =1"),
        ("a;=1+1;b", "a;'=1+1;b"),
        ("x|=1", "x|'=1"),
        ("＝1+a", "'＝1+a"),
        ("+31 20 123-45 67", "+31 20 123-45 67"),
        ("+1 (555) 010.999", "+1 (555) 010.999"),
        ("-5", "-5"),
        ("--05-17", "--05-17"),
        ("a=1", "a=1"),
        ("a\r\n=1", "a =1"),
        ("", ""),
    ],
)
def test_a_spreadsheet_calculates_nothing(text: str, cell: str) -> None:
    """What would be a formula gets a `'`, wherever a cell might begin; phone numbers stay as they are."""
    assert unarmed(text) in (cell, f"'{cell}")


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_any_text_stays_in_its_cell(text: str) -> None:
    """One row of as many cells as heads, each one line, none of which a spreadsheet calculates."""
    data = table(parsed(hostile(text)).values())
    (row,) = rows(data)
    assert None not in row
    for value in row.values():
        assert value.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f]", value)
        for part in re.split("[;\t]", value):
            assert not part.strip().startswith(("=", "@")), value


def test_json_holds_the_records_of_list(tool: Tool) -> None:
    """All notes of ours, by path, each as `list KIND --format json` gives it."""
    tool.notes({
        "Ana Ruiz": ANA,
        "Acme.md": "---\ntype: org\ntarget: true\n---\n",
        "Interviews/a.md": '---\ntype: interview\ncontact: "[[Ana Ruiz]]"\ndate: 2026-11-04\n---\n',
        "Thoughts.md": "no note of ours\n",
    })  # fmt: skip
    listed = [record for kind in KINDS for record in json.loads(tool("list", kind, "--format", "json").out)]
    found = json.loads(exported(tool, "json"))
    assert found == sorted(listed, key=lambda record: str(record["path"]))
    assert [record["path"] for record in found] == ["Acme.md", "Contacts/Ana Ruiz.md", "Interviews/a.md"]


@pytest.mark.parametrize("form", ["ics", "vcard", "csv", "json"])
def test_twice_the_same_bytes_and_no_note_changed(form: str, tool: Tool) -> None:
    """An export reads; with `-o` it writes one file, once."""
    tool.notes({"Ana Ruiz": ANA})
    before = tool.bytes()
    assert exported(tool, form) == exported(tool, form)
    assert tool.bytes() == before
    (tool.folder / "out").mkdir()
    assert tool("export", form, "-o", "out/file").out == "out/file: written\n"
    assert tool.bytes() == before | {"out/file": exported(tool, form).encode()}
    assert tool("export", form, "-o", "out/file").out == "out/file: unchanged\n"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("Contacts/Ana Ruiz.md", "notes are not written over"),
        ("Contacts/New.MD", "notes are not written over"),
        ("../elsewhere.md", "notes are not written over"),
        ("Dashboard.md", "notes are not written over"),
        ("vaulttool.toml", "belongs to the vault"),
        ("Contacts/../VaultTool.TOML", "belongs to the vault"),
        (".git/config", "belongs to the vault"),
        ("Contacts", "is a folder"),
        ("soft.csv", "symbolic link"),
        ("hard.csv", "hard links"),
        ("missing/x.csv", "cannot open the folder"),
    ],
)
def test_no_file_of_the_vault_is_written_over(path: str, why: str, tool: Tool) -> None:
    """Notes by any name, settings and what lies hidden are refused with the reason, and nothing changes."""
    (tool.folder / ".git").mkdir()
    tool.notes({"Ana Ruiz": ANA, ".git/config": "x"})
    os.symlink(tool.folder / "Contacts/Ana Ruiz.md", tool.folder / "soft.csv")
    os.link(tool.folder / "Contacts/Ana Ruiz.md", tool.folder / "hard.csv")
    before = tool.bytes()
    said = tool("export", "csv", "-o", path)
    assert (said.status, said.out) == (2, "")
    assert why in said.err
    assert tool.bytes() == before


def test_a_linked_folder_leads_to_no_note_either(tool: Tool, tmp_path: Path) -> None:
    """A path from outside that leads into the hidden part of the vault is refused as well."""
    (tool.folder / ".git").mkdir()
    os.symlink(tool.folder / ".git", tmp_path / "outside")
    said = tool("export", "csv", "-o", str(tmp_path / "outside/config"))
    assert said.status == 2
    assert list((tool.folder / ".git").iterdir()) == []


def test_without_the_library_one_line_says_what_to_install(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra for address books is named; the table needs none."""
    monkeypatch.setitem(sys.modules, "vobject", None)
    said = tool("export", "vcard")
    assert (said.status, said.out) == (2, "")
    assert "pip install 'vaulttool[contacts]'" in said.err
    assert tool("export", "csv").status == 0
