"""What frontmatter means: the cases of fault group B, with python-frontmatter's handler and the spans of entries."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import frontmatter
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.model import Field, Note
from vaulttool.core.parse.block import read_block
from vaulttool.core.parse.entries import Entry
from vaulttool.core.parse.framing import split
from vaulttool.core.parse.frontmatter import HANDLER, read_frontmatter
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import OwnField, Settings

SETTINGS = Settings()


def read(block: str, path: str = "Contacts/Ana.md", settings: Settings = SETTINGS) -> Note:
    return parse_note(path, f"---\ntype: contact\n{block}---\n".encode(), settings).note


def found(note: Note) -> list[tuple[str, int, int]]:
    return [(f.rule, f.line, f.column) for f in note.findings]


def value(block: str, key: str = "a") -> tuple[str, tuple[str, ...]]:
    note = read(block)
    assert note.findings == ()
    return note.fields[key].shape, note.fields[key].values


def test_fields_know_their_place() -> None:
    """Lines and columns are those of the file as an editor shows it."""
    note = read('role: "x"\ntopics:\n  - a\n  - "b"\nwants: [c, d]\n')
    assert note.fields["role"] == Field("role", ("x",), "scalar", 3, 1, (3,), (7,), (True,))
    assert note.fields["topics"] == Field("topics", ("a", "b"), "list", 4, 1, (5, 6), (5, 5), (False, True))
    assert note.fields["wants"] == Field("wants", ("c", "d"), "list", 7, 1, (7, 7), (9, 12), (False, False))


def test_b01_duplicate_key_names_both_lines_and_the_first_counts() -> None:
    """No silent last-wins."""
    note = read("role: one\nrole: two\n")
    assert found(note) == [("duplicate-key", 4, 1)]
    assert "lines 3 and 4" in note.findings[0].message
    assert note.text("role") == "one"


@pytest.mark.parametrize("word", ["no", "on", "Off", "y", "Yes", "true"])
def test_b02_yes_and_no_stay_text(word: str) -> None:
    """Norway is a country."""
    assert value(f"a: {word}\n") == ("scalar", (word,))


@pytest.mark.parametrize("word", ["12:30", "190:20:30"])
def test_b03_sexagesimal_stays_text(word: str) -> None:
    """10:30 is not 630."""
    assert value(f"a: {word}\n") == ("scalar", (word,))


@pytest.mark.parametrize("word", ["0123", "08", "1_000", "1e3", ".inf", "0x1F", "-0.0"])
def test_b04_numbers_stay_text(word: str) -> None:
    """A number is what the field's type makes of the text."""
    assert value(f"a: {word}\n") == ("scalar", (word,))


@pytest.mark.parametrize("word", ["+31612345678", "0612345678", "0031612345678", "06 12 34 56 78", "(555) 010-99"])
def test_b05_phone_numbers_are_the_text_of_the_file(word: str) -> None:
    """No digit, sign or blank is lost."""
    assert value(f"a: {word}\n") == ("scalar", (word,))


@pytest.mark.parametrize("digits", [4301, 30_000])
def test_b06_very_long_numbers_are_text(digits: int) -> None:
    """A number of thousands of digits raises nothing, nor does asking for it as a number."""
    note = read("a: " + "1" * digits + "\n")
    assert (len(note.text("a")), note.number("a")) == (digits, None)


def test_b06_longer_than_the_cap() -> None:
    """300 kB of hex is named, and what stands below counts."""
    note = read("a: 0x" + "F" * 300_000 + "\nrole: x\n")
    assert (found(note), note.text("role")) == ([("too-large", 2, 1)], "x")


@pytest.mark.parametrize("word", ["2025-02-30", "0000-00-00", "2025-01-01T25:00", "2025-01-01T10:00+99:99"])
def test_b07_impossible_dates_stay_text(word: str) -> None:
    """YAML's own dates would raise; here the text stays, for a check to name."""
    note = read(f"last_contact: {word}\n")
    assert (note.text("last_contact"), note.findings) == (word, ())


@pytest.mark.parametrize("word", ["2025-1-1", "13/11/2023", "01-11-2024, 20:52:49", "next Tuesday"])
def test_b08_other_dates_stay_text(word: str) -> None:
    """The order of day and month is never guessed."""
    note = read(f"last_contact: {word}\n")
    assert (note.text("last_contact"), note.day("last_contact"), note.findings) == (word, None, ())


def test_b09_zone_never_shifts_the_day() -> None:
    """The day written is the day meant."""
    assert str(read("last_contact: 2026-11-05T01:00+12:00\n").day("last_contact")) == "2026-11-05"


@pytest.mark.parametrize("link", ["[[Jane Doe]]", "[[Doe, Jane]]", "[[People/Jane#Log|J]]"])
def test_b10_bare_link_is_understood(link: str) -> None:
    """A nested list of one is what the person meant: a link; the remedy is a pair of quotes."""
    note = read(f"intro_via: {link}\n")
    assert found(note) == [("unquoted-link", 3, 12)]
    assert (note.findings[0].hint, note.findings[0].fixable) == (f'Write intro_via: "{link}"', True)
    assert (note.fields["intro_via"].shape, note.text("intro_via"), note.salvaged) == ("scalar", link, False)


@pytest.mark.parametrize("block", ["mutuals: [[[A]], [[B]]]\n", "mutuals:\n  - [[A]]\n  - [[B]]\n"])
def test_b10_bare_links_in_a_list(block: str) -> None:
    """Each is a link, one warning names them all."""
    note = read(block)
    assert [f.rule for f in note.findings] == ["unquoted-link"]
    assert note.findings[0].hint == 'Write mutuals: ["[[A]]", "[[B]]"]'
    assert [link.target for link in note.linked("mutuals")] == ["A", "B"]


def test_b11_two_bare_links_in_one_value() -> None:
    """YAML cannot read it; it is said with the fix, and both links count, as does every other field."""
    note = read("mutuals: [[A]], [[B]]\nrole: x\nreferred_by: [[C]] ; [[D]]\n")
    assert found(note) == [("frontmatter-unreadable", 3, 10), ("frontmatter-unreadable", 5, 14)]
    assert note.findings[0].message == "two links in one value"
    assert note.findings[0].hint == 'Write `mutuals: ["[[A]]", "[[B]]"]`'
    assert [link.target for link in note.linked("mutuals")] == ["A", "B"]
    assert (note.text("role"), note.salvaged) == ("x", True)


@pytest.mark.parametrize("word", ["{{date}}", '"{{date}} x"', "<% tp.date.now() %>"])
def test_b12_placeholder_left_is_named(word: str) -> None:
    """A template's placeholder outside the templates is text, with a warning."""
    note = read(f"role: x\nlocation: {word}\n")
    assert found(note) == [("placeholder-unfilled", 4, 11)]
    assert note.text("location") == word.strip('"')


def test_b12_placeholder_with_text_behind_it() -> None:
    """YAML cannot read it; the rest counts."""
    note = read("role: {{title}} x\nlocation: here\n")
    assert [(f.rule, f.line) for f in note.findings] == [("frontmatter-unreadable", 3)]
    assert "placeholder" in note.findings[0].message
    assert (note.text("location"), note.text("role")) == ("here", "{{title}} x")


@pytest.mark.parametrize(
    ("written", "column", "hint"),
    [
        ("a: b: c", 5, 'Write a: "b: c"'),
        ("a: @x", 4, 'Write a: "@x"'),
        ("a: `x`", 4, 'Write a: "`x`"'),
        ("a: %x", 4, 'Write a: "%x"'),
        ("a: >50", 6, 'Write a: ">50"'),
        ('a: "x', 4, 'Write a: "x"'),
        ("a: - b", 4, 'Write a: "- b"'),
        ("a: }", 4, 'Write a: "}"'),
        ('a: "x" y', 8, 'Write a: "\\"x\\" y"'),
        ('a: "\\d"', 5, "Write a: '\\d'"),
        ("a: [b, c", 4, 'Close it, or write a: "[b, c" when it is text.'),
    ],
)
def test_b13_unreadable_value_is_named_with_a_suggestion(written: str, column: int, hint: str) -> None:
    """Line, column and the line as it should be; the value is still read as text, and the others too."""
    note = read(f"{written}\nrole: x\n")
    assert (found(note)[0], note.findings[0].hint) == (("frontmatter-unreadable", 3, column), hint)
    assert (note.text("role"), note.salvaged, len(note.findings)) == ("x", True, 1)


@pytest.mark.parametrize("written", ["a: b: c", "a: @x", "a: `x`", "a: %x", "a: >50", 'a: "x', "a: - b", 'a: "x" y'])
def test_b13_suggestion_can_be_read(written: str) -> None:
    """What the hint says to write is read without complaint."""
    hint = read(f"{written}\n").findings[0].hint
    assert read(hint.removeprefix("Write ") + "\n").findings == ()


@pytest.mark.parametrize(("block", "column"), [("a: *x\n", 4), ("a: &x\n", 4)])
def test_b13_signs_of_anchors_in_a_value(block: str, column: int) -> None:
    """A value that begins with `*` or `&` is an anchor to YAML; as text it still counts."""
    note = read(block)
    assert (found(note), note.text("a")) == ([("alias-or-anchor", 3, column)], block[3:-1])


def test_b14_value_lost_to_a_comment() -> None:
    """`tags: #x` is empty to YAML: said, with a fix."""
    note = read("tags: #x\n")
    assert (found(note), note.findings[0].fixable) == ([("hash-tag", 3, 7)], True)
    assert (note.findings[0].hint, note.fields["tags"].shape) == ("Write tags: [x]", "null")


@pytest.mark.parametrize("written", ["met_on: #2026-11-03", "do_not_contact: #true", "role: #1 in the team"])
def test_b14_only_tags_are_written_with_a_sign(written: str) -> None:
    """Any other value behind it may have been left out on purpose: said, and left to the user."""
    note = read(f"{written}\n")
    assert ([f.rule for f in note.findings], note.findings[0].fixable) == (["hash-tag"], False)
    assert note.findings[0].hint.endswith(", or a blank after the # of a comment.")


def test_b14_value_cut_by_a_comment() -> None:
    """`x #y` is cut; no fix is certain."""
    note = read("a: x #y\n")
    assert (found(note), note.findings[0].fixable, note.text("a")) == ([("hash-tag", 3, 6)], False, "x")


@pytest.mark.parametrize("written", ["C# dev", "x # a comment", '"#x"', "a#b"])
def test_b14_harmless_hashes(written: str) -> None:
    """A sign within a word, a real comment and quotes are fine."""
    assert read(f"a: {written}\n").findings == ()


@pytest.mark.parametrize("block", ["a:\n\t- x\n", "\ta: x\n"])
def test_b15_tab_indentation_is_named(block: str) -> None:
    """YAML forbids it; the hint says so."""
    note = read(block + "role: x\n")
    assert [f.rule for f in note.findings] == ["frontmatter-unreadable"]
    assert ("tab" in note.findings[0].message, note.text("role")) == (True, "x")


def test_b15_tab_after_the_colon_is_a_blank() -> None:
    """One answer, whatever YAML library is there."""
    assert value("a:\t1\n") == ("scalar", ("1",))


@pytest.mark.parametrize("block", ["just text\n", "- a\n- b\n", "null\n", "[a, b]\n", '"text"\n'])
def test_b16_frontmatter_that_is_no_mapping(block: str) -> None:
    """Text, a list or null between the lines is an error and no crash."""
    note = parse_note("Contacts/Ana.md", f"---\n{block}---\nHi\n".encode(), SETTINGS).note
    assert (found(note), note.fields) == ([("frontmatter-not-a-mapping", 1, 1)], {})


@pytest.mark.parametrize("key", ["2024", "yes", "null", "1.5", "~"])
def test_b17_keys_are_text(key: str) -> None:
    """Whatever YAML would make of them."""
    assert value(f"{key}: x\n", key) == ("scalar", ("x",))


@pytest.mark.parametrize("key", ["my key", "ADR[HOME].STREET", "it's", "🎉", "zero\u200bwidth", "Next", "next"])
def test_b18_odd_keys_are_kept_exactly(key: str) -> None:
    """Blanks, brackets, emoji, invisible characters, capitals."""
    assert value(f"{key}: x\n", key) == ("scalar", ("x",))


def test_b18_case_twins_are_two_keys() -> None:
    """`Next` and `next` are no duplicates."""
    note = read("Next: a\nnext: b\n")
    assert (note.text("Next"), note.text("next"), note.findings) == ("a", "b", ())


@pytest.mark.parametrize("block", ["%YAML 1.2\nrole: x\n", "%YAML 3.0\n--- x\nrole: x\n"])
def test_b19_directives_are_named(block: str) -> None:
    """Notes have no directives."""
    note = parse_note("Contacts/Ana.md", f"---\n{block}---\n".encode(), SETTINGS).note
    assert [f.rule for f in note.findings] == ["frontmatter-unreadable"]
    assert note.text("role") == "x"


def test_b19_second_document_is_named() -> None:
    """`--- x` and `...` begin another YAML document."""
    for block in ("role: x\n--- y\n", "role: x\n...\nlocation: y\n"):
        note = read(block)
        assert ([f.rule for f in note.findings], note.text("role")) == (["frontmatter-unreadable"], "x")


@pytest.mark.parametrize("block", ["a: &n 1\nb: *n\n", "base: &n {x: 1}\nb:\n  <<: *n\n", "<<: {x: 1}\n"])
def test_b20_anchors_and_merges_are_refused(block: str) -> None:
    """One line shall not stand for many."""
    note = read(block + "role: x\n")
    assert {f.rule for f in note.findings} == {"alias-or-anchor"}
    assert (note.text("role"), note.salvaged) == ("x", True)


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system [ls]", "!secret x", "!!set {a}", "!!binary eA==", "!x"]
)
def test_b21_tags_are_inert_and_named(tag: str) -> None:
    """A tag builds nothing; the value stays text."""
    note = read(f"a: {tag}\nrole: x\n")
    assert found(note) == [("frontmatter-unreadable", 3, 4)]
    assert ("tag" in note.findings[0].message, note.text("a"), note.text("role")) == (True, tag, "x")


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ("a: |\n  x\n  y\nb: 1\n", "x\ny\n"),
        ("a: >-\n  x\n  y\nb: 1\n", "x y"),
        ("a: |2+\n  x\n\nb: 1\n", "x\n\n"),
        ("a: x\n  y\nb: 1\n", "x y"),
        ('a: "x\n  y"\nb: 1\n', "x y"),
    ],
)
def test_b22_texts_over_many_lines(block: str, text: str) -> None:
    """Block scalars and folded lines are read as YAML says, and the next key keeps its place."""
    note = read(block)
    assert (note.fields["a"].values, note.text("b"), note.findings) == ((text,), "1", ())


def test_b22_flow_list_over_many_lines() -> None:
    """A list in brackets may go on."""
    assert value("a: [x,\n  y]\n") == ("list", ("x", "y"))


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("a:\n", ("null", ())),
        ("a: ~\n", ("null", ())),
        ("a: null\n", ("null", ())),
        ('a: ""\n', ("scalar", ("",))),
        ('a: "null"\n', ("scalar", ("null",))),
        ("a: []\n", ("list", ())),
        ("a: [~, '']\n", ("list", ("", ""))),
        ("a: {b: c}\n", ("other", ())),
        ("a: [[b], c]\n", ("other", ())),
    ],
)
def test_b23_nothing_empty_and_missing_are_kept_apart(block: str, expected: tuple[str, tuple[str, ...]]) -> None:
    """Null, empty text, empty list, and what is not read."""
    assert value(block) == expected
    assert "b" not in read(block).fields


@pytest.mark.parametrize("written", ["a", "[a]", "\n  - a", '"#a"'])
def test_b24_one_tag_or_a_list(written: str) -> None:
    """Tags and aliases are lenient."""
    assert read(f"tags: {written}\n").tags == ("a",)


def test_b24_tags_in_one_text() -> None:
    """Commas and blanks part them."""
    assert read("tags: 'a, #b c/d'\n").tags == ("a", "b", "c/d")


@pytest.mark.parametrize(("line", "column"), [("role： x", 5), ("role:\u00a0x", 6), ("role:x", 6), ("role∶ x", 5)])
def test_b25_lookalike_of_a_colon_is_pointed_at(line: str, column: int) -> None:
    """The finding points at the character."""
    note = read(f"{line}\nlocation: here\n")
    assert found(note) == [("frontmatter-unreadable", 3, column)]
    assert note.text("location") == "here"


def test_b25_full_width_colon_is_still_understood() -> None:
    """What is meant is plain."""
    assert read("role：x\nlocation: here\n").text("role") == "x"


@pytest.mark.parametrize("key", ["content", "handler", "metadata", "text", "self"])
def test_b26_pitfalls_of_python_frontmatter_are_ordinary_keys(key: str) -> None:
    """They raise TypeError there."""
    assert value(f"{key}: x\n", key) == ("scalar", ("x",))


def test_b27_unicode_forms_of_one_key_are_duplicates() -> None:
    """`é` in one character or two."""
    note = read("caf\u00e9: a\ncafe\u0301: b\n")
    assert (found(note), note.text("caf\u00e9")) == ([("duplicate-key", 4, 1)], "a")


def test_synonyms_are_translated_and_our_name_wins() -> None:
    """`company` is `org`; beside `org` it stays the user's own key; of two synonyms the first counts."""
    assert read("company: Acme\n").fields["org"].key == "company"
    both = read("company: Acme\norg: Marsh\n")
    assert (both.text("org"), both.text("company")) == ("Marsh", "Acme")
    two = read("company: Acme\nemployer: Marsh\n")
    assert (two.text("org"), two.text("employer")) == ("Acme", "Marsh")


@pytest.mark.parametrize("empty", ["", " []", " ''"])
def test_a_field_left_empty_gives_way_to_another_name(empty: str) -> None:
    """As a template leaves it; whichever stands first."""
    for text in (
        f"org:{empty}\ncompany: Acme\n",
        f"company: Acme\norg:{empty}\n",
        f"employer:{empty}\ncompany: Acme\n",
    ):
        assert read(text).text("org") == "Acme"
    assert read(f"org: Marsh\ncompany:{empty}\n").text("org") == "Marsh"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("contact", "contact"),
        ("Person", "contact"),
        ('"#people"', "contact"),
        ("[organization]", "org"),
        ('"[[Interview]]"', "interview"),
        ("recipe", ""),
        ("", "contact"),
    ],
)
def test_kind_by_type_else_by_folder(written: str, kind: str) -> None:
    """`type:` decides, also as a list, a link or a tag; an empty one leaves it to the folder."""
    note = parse_note("Contacts/Sub/Ana.md", f"---\ntype: {written}\n---\n".encode(), SETTINGS).note
    assert note.kind == kind


def test_kind_by_tag_of_frontmatter_or_body() -> None:
    """A configured tag, or one below it, says the kind."""
    settings = Settings(tags={"person": "contact"})
    for text in ("---\ntags: [Person/work]\n---\n", "Met her. #person\n"):
        assert parse_note("x.md", text.encode(), settings).note.kind == "contact"
    assert parse_note("x.md", b"`#person` #personal\n", settings).note.kind == ""


def test_kind_by_folder_needs_a_folder_of_ours() -> None:
    """The longest configured folder wins; the settings' own folders count."""
    settings = Settings(folders={"CRM": "contact", "CRM/Firms": "org"}, fields={"org": {"x": OwnField()}})
    kinds = [
        parse_note(path, b"Hi\n", settings).note.kind for path in ("CRM/a.md", "crm/firms/b.md", "CRM.md", "x/CRM/a.md")
    ]
    assert kinds == ["contact", "org", "", ""]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"[[Ana Ruiz]]"', [("Ana Ruiz", "", False)]),
        ('"[[Ana Ruiz|Ana]]"', [("Ana Ruiz", "Ana", False)]),
        ('"[[Contacts/Ana Ruiz.md#Log^x|A]]"', [("Contacts/Ana Ruiz", "A", False)]),
        ('"[Ana](Contacts/Ana%20Ruiz.md#log)"', [("Contacts/Ana Ruiz", "Ana", False)]),
        ('"[Ana](../Contacts/Ana%20Ruiz.md)"', [("Contacts/Ana Ruiz", "Ana", False)]),
        ('"[[A]], [[B]]"', [("A", "", False), ("B", "", False)]),
        ("Ana Ruiz, PhD", [("Ana Ruiz, PhD", "", True)]),
        ('["[[A]]", B, ""]', [("A", "", False), ("B", "", True)]),
    ],
)
def test_links_of_a_link_field(written: str, expected: list[tuple[str, str, bool]]) -> None:
    """Wikilinks, Markdown links, several in one value, plain names."""
    links = read(f"mutuals: {written}\n").linked("mutuals")
    assert [(link.target, link.label, link.plain) for link in links] == expected
    assert {(link.line, link.field) for link in links} == {(3, "mutuals")}


def test_link_column_is_that_of_the_bracket() -> None:
    """Quotes and text before it are counted."""
    assert [link.column for link in read('mutuals: ["x [[A]]", [[B]]]\n').linked("mutuals")] == [14, 22]


def test_name_is_the_field_else_the_file() -> None:
    """`name:` wins over the file name."""
    assert (read("name: Ana R\n").name, read("name:\n").name) == ("Ana R", "Ana")


def test_entries_span_exactly_what_is_written() -> None:
    """Offsets cut key and value, quotes included, out of the block; CRLF and block texts too."""
    lines = ["---", "type: contact", '"role": "x y" # why', 'wants: [a, "b"]', "topics:", "  - c", "address: |", "  s"]
    text = "\r\n".join([*lines, "", "b:", "---", ""])
    frame = split(text)
    block = text[frame.block_start : frame.block_end]
    entries, findings = read_frontmatter(text)
    assert findings == []
    cut = [(block[e.key_start : e.key_end], block[e.start : e.end]) for e in entries]
    keys, values = zip(*cut, strict=True)
    assert keys == ("type", '"role"', "wants", "topics", "address", "b")
    assert values == ("contact", '"x y"', '[a, "b"]', "c", "|\r\n  s", "")
    assert [block[v.start : v.end] for e in entries for v in e.values] == [
        "contact", '"x y"', "a", '"b"', "c", "|\r\n  s",
    ]  # fmt: skip


def test_entries_in_braces_are_marked() -> None:
    """An editor of lines must leave them alone."""
    entries, _ = read_frontmatter("---\n{type: contact, role: x}\n---\n")
    assert [(e.key, e.flow) for e in entries] == [("type", True), ("role", True)]


def test_handler_works_in_python_frontmatter() -> None:
    """The same reading through `frontmatter.parse`: text stays text, and the body is whole."""
    text = "---\na: 12:30\ncontent: x\n---\nHi --- there\n"
    metadata, content = frontmatter.parse(text, handler=HANDLER)
    entries = {key: entry for key, entry in metadata.items() if isinstance(entry, Entry)}
    assert {key: entry.values[0].text for key, entry in entries.items()} == {"a": "12:30", "content": "x"}
    assert content == "Hi --- there"
    assert frontmatter.parse("No frontmatter", handler=HANDLER) == ({}, "No frontmatter")


def test_reads_the_same_without_libyaml() -> None:
    """The pure parser takes over when libyaml is missing, with the same answers."""
    program = textwrap.dedent("""
        import sys
        sys.modules["yaml._yaml"] = None
        from vaulttool.core.parse.events import _PURE
        from vaulttool.core.parse.frontmatter import HANDLER
        blocks = ["a:\\t1\\n", "a: [[J D]]\\n", "a: \\u2028b\\n", 'a: "\\\\ud800"\\n', "a: [[A]], [[B]]\\n"]
        blocks.append("a: |\\n  x\\n\\nb: 1\\n")
        for block in blocks:
            r = HANDLER.load(block)
            print([(e.key, e.shape, [v.text for v in e.values], e.start, e.end) for e in r.entries], r.readable)
        print(_PURE)
    """)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "[('a', 'scalar', ['1'], 3, 4)] True",
        "[('a', 'scalar', ['[[J D]]'], 3, 10)] True",
        "[('a', 'scalar', ['\\u2028b'], 3, 5)] True",
        "[('a', 'scalar', ['?'], 3, 11)] True",
        "[('a', 'scalar', ['[[A]]'], 3, 8)] False",
        "[('a', 'scalar', ['x\\n'], 3, 8), ('b', 'scalar', ['1'], 13, 14)] True",
        "True",
    ]


TEXTS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufeff\ufffe\uffff"), max_size=20
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), TEXTS | st.lists(TEXTS, max_size=4), max_size=6))
def test_what_a_yaml_writer_writes_is_read_back(written: dict[str, str | list[str]]) -> None:
    """Any text that a YAML library writes comes back exactly, and every span holds its value."""
    block = yaml.safe_dump(written, allow_unicode=True, sort_keys=False) if written else ""
    reading = read_block(block)
    assert reading.readable
    assert {e.key: [v.text for v in e.values] for e in reading.entries if e.shape != "null"} == {
        key: [text] if isinstance(text, str) else text for key, text in written.items()
    }
    for entry in reading.entries:
        alone = read_block(f"k: {block[entry.start : entry.end]}\n") if entry.shape == "scalar" else None
        assert alone is None or alone.entries[0].values[0].text == entry.values[0].text


@given(st.text(st.sampled_from(":-[]{}#&*!|>'\"%@`? \n\tab\\é\u2028"), max_size=60))
def test_any_block_is_read_or_explained(block: str) -> None:
    """Whatever stands between the lines: no error is raised, and what cannot be read has a reason with a remedy."""
    reading = read_block(block)
    assert reading.readable or (reading.complaints[-1].message and reading.complaints[-1].hint)
    text = "---\n" + block.replace("---", "") + "\ntype: contact\n---\n"
    assert parse_note("x.md", text.encode(), SETTINGS).note.kind == "contact"


def test_b11_two_quoted_links_without_brackets() -> None:
    """The quotes alone do not make a list: the remedy is the list, and both links count."""
    note = read('role: x\npast_orgs: "[[A]]", "[[B]]"\n')
    assert note.findings[0].hint == 'Write `past_orgs: ["[[A]]", "[[B]]"]`'
    assert note.texts("past_orgs") == ("[[A]]", "[[B]]")
