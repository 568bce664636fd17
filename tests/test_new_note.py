"""A new note from a template: any name gives a file name that every system takes, and a note that bears the name."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from vaulttool.core.edit import Refusal, SetField
from vaulttool.core.file_names import is_temporary
from vaulttool.core.moments import formatted
from vaulttool.core.new_note import Wanted, new_note, note_path, talk_path
from vaulttool.core.note_change import NewNote
from vaulttool.core.parse.note import parse_note
from vaulttool.core.portable_names import MOST_BYTES, clean_name, portable_stem
from vaulttool.core.settings import Settings
from vaulttool.starter import template_root

NOW = datetime(2026, 12, 2, 9, 5, 7)
PLAIN = Settings()
KINDS = ("contact", "org", "campaign", "shareable")
NAMES = st.text(min_size=1, max_size=40) | st.text(alphabet=" .-~:/\\\"'#[]|^*{}<>%&!?ABCcomprn1$\u0301\u202e\u2028é\n")


def template_of(kind: str) -> str:
    """The template that is shipped."""
    return template_root().joinpath(f"Templates/{kind}.md").read_text(encoding="utf-8")


def made(template: str, name: str, kind: str = "contact", path: str = "", settings: Settings = PLAIN) -> str:
    """The text of the new note."""
    note = new_note(template, Wanted(kind, name, path or note_path(kind, name, settings)), NOW, settings)
    assert isinstance(note, NewNote), note
    return note.text


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("AC/DC", "AC-DC"),
        ("Wetlands: a history", "Wetlands - a history"),
        ("10:30 talk", "10-30 talk"),
        ('The "Bog" Trust?', "The 'Bog' Trust"),
        ("C#", "C"),
        ("[[Ana]] | x^y", "Ana - x y"),
        ("CON", "CON_"),
        ("aux.notes", "aux_.notes"),
        ("com¹", "com¹_"),
        ("Console", "Console"),
        ("Sammy Davis Jr.", "Sammy Davis Jr"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("~$draft", "$draft"),
        ("notes.md", "notes"),
        ("x.md.", "x"),
        ("A\u0301na", "Ána"),
        ("Ana\u00a0 \t Ruiz\n", "Ana Ruiz"),
        ("a\u202eb\u200dc", "abc"),
        ("???", "Unnamed"),
        ("\x00\ud800", "Unnamed"),
        ("雪" * 60, "雪" * 40),
        ("😀 Club", "😀 Club"),
    ],
)
def test_names_become_file_names(name: str, stem: str) -> None:
    """As near to the name as is safe on Windows, macOS and Linux, and in a wikilink."""
    assert portable_stem(name) == stem


@given(NAMES)
@example("con.")
@example("e\u200d\u0301")
@example("a" * 119 + "e\u0323\u0301")
@example(" .md.md")
def test_any_file_name_is_portable(name: str) -> None:
    """No forbidden character, device, hidden or temporary file; composed Unicode; short; the same when asked again."""
    stem = portable_stem(name)
    assert stem == stem.strip(" .") != ""
    assert not re.search(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]', stem)
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", stem)
    assert unicodedata.is_normalized("NFC", stem)
    assert len(stem.encode()) <= MOST_BYTES + 1
    assert not is_temporary(f"{stem}.md")
    assert not stem.lower().endswith(".md")
    assert portable_stem(stem) == stem


@given(NAMES, st.sampled_from(KINDS))
@example("null", "contact")
@example("[[x]]: {{name}} # {{date}}", "contact")
@example("fill0x0x", "org")
@example("---", "contact")
@example("'\"\\", "org")
def test_any_name_gives_a_note_that_bears_it(name: str, kind: str) -> None:
    """Of the right kind, without a fault of YAML, for us and for YAML's own reader; the body is one heading."""
    wanted = Wanted(kind, name, note_path(kind, name, PLAIN))
    note = new_note(template_of(kind), wanted, NOW, PLAIN)
    if not clean_name(name):
        assert isinstance(note, Refusal)
        return
    assert isinstance(note, NewNote), note
    found = parse_note(note.path, note.text.encode(), PLAIN).note
    assert (found.kind, found.name, found.salvaged) == (kind, clean_name(name), False)
    assert [f.rule for f in found.findings if f.rule != "placeholder-unfilled"] == []
    head = yaml.safe_load(note.text.split("\n---\n")[0].removeprefix("---\n"))
    assert head.get("name", found.stem) == clean_name(name)
    assert len([heading for heading in found.headings if heading not in ("Log", "Favours", "Notes")]) == 1
    assert not found.items
    assert not [link for link in found.links if not link.field]


def test_a_name_that_no_file_can_bear_is_kept() -> None:
    """In `name`, and as an alias, so that links by the name find the note; the heading says it as it is."""
    text = made("---\ntype: org\n---\n\n# {{name}}\n", 'AC/DC: the "x" #1', "org")
    assert text == (
        "---\ntype: org\nname: 'AC/DC: the \"x\" #1'\naliases: ['AC/DC: the \"x\" #1']\n---\n\n"
        '# AC/DC: the "x" \\#1\n'
    )  # fmt: skip


TEMPLATE = """\
---
tags: [people, "{{name}}"]
created: {{date}}
at: {{time}}
quoted: "{{date}}" # when
long: "{{date:dddd [the] Do}}"
friend: "[[{{name}}|x]]"
# {{name}} stays in a comment
---

# {{title}}, {{ date:YYYY }} {{TIME}}

[[{{name}}]] {{unknown}} `{{date:D/M}}`
"""


def test_placeholders_are_filled_where_they_stand() -> None:
    """Obsidian's own too, quoted or not; values are quoted where YAML needs it, and the type is added."""
    assert made(TEMPLATE, "O'B: x", path="Contacts/O'B - x.md").splitlines() == [
        "---",
        "type: contact",
        'tags: [people, "O\'B: x"]',
        'name: "O\'B: x"',
        'aliases: ["O\'B: x"]',
        "created: 2026-12-02",
        "at: '09:05'",
        "quoted: 2026-12-02 # when",
        "long: Wednesday the 2nd",
        'friend: "[[O\'B - x|x]]"',
        "# {{name}} stays in a comment",
        "---",
        "",
        "# O'B - x, 2026 09:05",
        "",
        "[[O'B - x]] {{unknown}} `2/12`",
    ]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("", "---\ntype: contact\n---\n"),
        ("# {{name}}\n", "---\ntype: contact\n---\n# Ana\n"),
        ("---\r\nrole:\r\n---\r\nHi {{name}}\r\n", "---\r\ntype: contact\r\nrole:\r\n---\r\nHi Ana\r\n"),
        ("---\ntype: person\nname: {{name}}\n---\n", "---\ntype: person\nname: Ana\n---\n"),
    ],
)
def test_a_template_may_be_anything(template: str, text: str) -> None:
    """What it lacks is added outside the folders of the settings, what it has stays, line ends too."""
    assert made(template, "Ana", path="People/Ana.md") == text


@pytest.mark.parametrize(
    "template", ["---\ntype: contact\n", "---\na: [\n---\n", "---\nnames:\n - |\n   {{name}}\n---\n"]
)
def test_a_template_that_cannot_be_filled_is_refused(template: str) -> None:
    """With the reason; nothing is guessed."""
    refused = new_note(template, Wanted("contact", "Ana", "Contacts/Ana.md"), NOW, PLAIN)
    assert isinstance(refused, Refusal)
    assert refused.message


def test_fields_are_set_in_the_template() -> None:
    """The rest stays byte for byte."""
    wanted = Wanted("contact", "Ana", "Contacts/Ana.md")
    note = new_note("---\ntype: contact\n# who\nrole:\n---\n", wanted, NOW, PLAIN, [SetField("role", "Lead: bogs")])
    assert note == NewNote("Contacts/Ana.md", "---\ntype: contact\n# who\nrole: 'Lead: bogs'\n---\n")


def test_an_interview_links_to_its_contact() -> None:
    """Whatever the template says; the file is named after the person, the link after their note."""
    wanted = Wanted("interview", "Ana/Ruiz", talk_path("Ana/Ruiz", NOW.date(), PLAIN, number=2), "People/Ana-Ruiz")
    note = new_note("---\ntype: interview\n---\n{{name}} {{title}}\n", wanted, NOW, PLAIN)
    assert note == NewNote(
        "Interviews/2026-12-02 Ana-Ruiz 2.md",
        '---\ntype: interview\ncontact: "[[People/Ana-Ruiz]]"\n---\nAna/Ruiz 2026-12-02 Ana-Ruiz 2\n',
    )


@pytest.mark.parametrize("name", ["", " \n", "\x00", "a" * 501])
def test_a_name_must_be_one(name: str) -> None:
    """Neither empty nor a text."""
    assert isinstance(new_note("", Wanted("contact", name, "Contacts/x.md"), NOW, PLAIN), Refusal)


@pytest.mark.parametrize(
    ("folders", "paths", "path"),
    [
        ({"Contacts": "contact"}, (), "Contacts/Ana.md"),
        ({"People": "contact", "Old": "contact"}, (), "People/Ana.md"),
        ({"People": "contact", "Old": "contact"}, ("Old/x.md",), "Old/Ana.md"),
        ({"Contacts": "contact"}, ("contacts/x.md",), "contacts/Ana.md"),
        ({"Contacts": "contact"}, ("Kin/x.md", "Kin/y.md"), "Contacts/Ana.md"),
        ({}, ("Kin/x.md", "a/y.md", "Kin/z.md"), "Kin/Ana.md"),
        ({}, ("x.md",), "Ana.md"),
        ({}, (), "Contacts/Ana.md"),
    ],
)
def test_a_note_goes_into_the_folder_of_its_kind(folders: dict[str, str], paths: tuple[str, ...], path: str) -> None:
    """The one that the settings name and that is in use; else where the others of its kind are."""
    assert note_path("contact", "Ana", Settings(folders=folders), paths) == path


def test_campaigns_and_talks_have_a_folder_too() -> None:
    """A talk is named after its day."""
    assert note_path("campaign", "Sea", PLAIN) == "Campaigns/Sea.md"
    assert talk_path("Ana: x", date(2026, 12, 3), PLAIN) == "Interviews/2026-12-03 Ana - x.md"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("dddd, D MMMM YYYY", "Wednesday, 2 December 2026"),
        ("ddd dd d E, Do MMM 'YY", "Wed We 3 3, 2nd Dec '26"),
        ("GGGG-[W]WW gggg w W ww", "2026-W49 2026 49 49 49"),
        ("HH:mm:ss H h hh m s A a", "09:05:07 9 9 09 5 7 AM am"),
        ("DDDD DDD Q Mo MM M DD YY", "336 336 4 12th 12 12 02 26"),
        ("[YYYY] x", "YYYY x"),
    ],
)
def test_moments_have_the_forms_of_obsidian(form: str, text: str) -> None:
    """Those of moment.js, in English."""
    assert formatted(NOW, form) == text
