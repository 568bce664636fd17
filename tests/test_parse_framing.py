"""Where frontmatter begins and ends, and what odd bytes do: the cases of fault group A that concern reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.model import Note
from vaulttool.core.parse.framing import split
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings

SETTINGS = Settings()


def read(raw: bytes | str, path: str = "Contacts/Ana.md") -> Note:
    return parse_note(path, raw.encode() if isinstance(raw, str) else raw, SETTINGS).note


def found(note: Note) -> list[tuple[str, int, int]]:
    return [(f.rule, f.line, f.column) for f in note.findings]


def body(raw: str) -> str:
    return parse_note("Contacts/Ana.md", raw.encode(), SETTINGS).body


def test_a01_byte_order_mark_before_frontmatter_is_passed_over() -> None:
    """A BOM hides nothing, and columns do not count it."""
    note = read(b"\xef\xbb\xbf---\ntype: contact\nrole: Smith\n---\nHi\n")
    assert (note.kind, note.text("role"), note.findings) == ("contact", "Smith", ())
    assert (note.fields["type"].line, note.fields["type"].column) == (2, 1)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a02_utf16_is_named_and_still_read(encoding: str) -> None:
    """A note saved as UTF-16 is an error, yet its fields count."""
    note = read("\ufeff---\ntype: contact\nrole: Smith\n---\n".encode(encoding))
    assert found(note) == [("not-utf8", 1, 1)]
    assert (note.kind, note.text("role"), note.salvaged) == ("contact", "Smith", True)


def test_a03_latin1_is_named_by_byte_and_still_read() -> None:
    """The finding says which byte; what is UTF-8 elsewhere in the note stays as it is."""
    note = read(b"---\ntype: contact\nrole: Caf\xe9 \xc3\xa9\n---\n")
    assert found(note) == [("not-utf8", 3, 10)]
    assert "byte 27 (0xe9)" in note.findings[0].message
    assert (note.text("role"), note.salvaged) == ("Café é", True)


def test_a03_lone_continuation_byte_in_the_body() -> None:
    """A damaged byte below the frontmatter costs nothing but the finding."""
    note = read(b"---\ntype: contact\n---\n## Log\n- 2026-11-18 email out: caf\x80\n")
    assert found(note) == [("not-utf8", 5, 28)]
    assert [item.type for item in note.items] == ["touch"]


def test_a04_nul_bytes_are_damage_and_the_rest_counts() -> None:
    """NUL bytes, as after a power loss, are an error at the first of them."""
    note = read(b"---\ntype: contact\n---\n## Log\n- 2026-11-18 email out: x\n\0\0\0")
    assert found(note) == [("unreadable-file", 6, 1)]
    assert (note.salvaged, len(note.items)) == (True, 1)


def test_a04_file_of_nul_bytes_only() -> None:
    """A file of zeroes is a finding, not a crash."""
    note = read(b"\0" * 4096)
    assert found(note) == [("unreadable-file", 1, 1)]


def test_a05_crlf_is_read_as_lf() -> None:
    """CRLF changes no value, no line number and no item."""
    text = "---\ntype: contact\nrole: x\ntopics:\n  - a\n---\n## Log\n- 2026-11-18 email out: hi (for:: outreach)\n"
    lf, crlf = read(text), read(text.replace("\n", "\r\n"))
    assert lf == crlf
    assert split(text.replace("\n", "\r\n")).eol == "\r\n"


def test_a06_mixed_line_ends() -> None:
    """LF and CRLF may be mixed in one note."""
    note = read("---\r\ntype: contact\nrole: x\r\n---\n## Log\r\n- 2026-11-18 email out: hi\n")
    assert (note.text("role"), note.items[0].line, note.items[0].text, note.findings) == ("x", 6, "hi", ())


def test_a07_old_mac_line_ends_are_named() -> None:
    """A note whose lines end with CR alone has no frontmatter to an editor; it is said, and salvaged."""
    note = read("---\rtype: contact\rrole: x\r---\rHi\r", "x.md")
    assert found(note) == [("frontmatter-unreadable", 1, 1)]
    assert (note.kind, note.text("role"), note.salvaged) == ("contact", "x", True)


def test_a07_lone_carriage_return_in_the_block_is_named() -> None:
    """A carriage return that ends no line is an error at its place."""
    note = read("---\ntype: contact\nrole: a\rb\n---\n")
    assert found(note) == [("frontmatter-unreadable", 3, 8)]
    assert note.kind == "contact"


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n"])
def test_a08_final_line_ends_do_not_matter(ending: str) -> None:
    """No final line end, or many."""
    note = read("---\ntype: contact\n---" + ending)
    assert (note.kind, note.findings, note.items) == ("contact", (), ())


@pytest.mark.parametrize("text", ["", " ", "\n", " \n\t\n"])
def test_a09_empty_note_is_valid_and_nobodys(text: str) -> None:
    """An empty file has no kind, no fields and no findings, whatever its folder."""
    note = read(text)
    assert (note.kind, note.fields, note.findings) == ("", {}, ())


@pytest.mark.parametrize(
    "text", ["---", "---\n", "---\n---", "---\n---\n", "---\n\n---\n", "---\n# only a comment\n---\n"]
)
def test_a10_empty_frontmatter_is_no_fault(text: str) -> None:
    """Nothing between the lines, or a single line: no fields, no error."""
    note = read(text)
    assert (note.kind, note.fields, note.findings) == ("contact", {}, ())


def test_a11_unclosed_frontmatter_is_named_and_its_keys_count() -> None:
    """The error stands at the opening line, the key lines below it count, the rest is body."""
    note = read("---\ntype: contact\nmutuals:\n  - Ben\n\n## Log\n- 2026-11-18 email out: hi\n", "x.md")
    assert found(note) == [("frontmatter-unclosed", 1, 1)]
    assert (note.kind, note.texts("mutuals"), note.salvaged) == ("contact", ("Ben",), True)
    assert [item.line for item in note.items] == [7]


def test_a11_thematic_break_at_the_top_is_no_frontmatter() -> None:
    """A rule above plain text opens nothing."""
    note = read("---\n\nHello: this is text\n")
    assert (note.findings, note.fields) == ((), {})


def test_a12_dots_close_nothing() -> None:
    """`...` does not end the block, as in Obsidian."""
    assert found(read("---\ntype: contact\n...\nText\n")) == [("frontmatter-unclosed", 1, 1)]


def test_a12_trailing_blanks_are_allowed_on_both_lines() -> None:
    """`--- ` opens and closes."""
    note = read("--- \ntype: contact\nrole: x\n---\t \nHi\n", "x.md")
    assert (note.kind, note.text("role"), note.findings) == ("contact", "x", ())


def test_a12_four_dashes_open_and_close_nothing() -> None:
    """`----` is a thematic break."""
    assert read("----\ntype: contact\n----\n", "x.md").kind == ""
    assert split("---\na: b\n----\nc: d\n---\n").body_line == 6


@pytest.mark.parametrize(("text", "severity"), [("type: contact", "warning"), ("mood: good", "hint")])
def test_a13_blank_line_before_frontmatter_is_named(text: str, severity: str) -> None:
    """There is no frontmatter then; it is a warning when a note of ours is hidden by it."""
    note = read(f"\n\n---\n{text}\n---\nHi\n", "x.md")
    assert (found(note), note.findings[0].severity) == ([("frontmatter-not-first", 3, 1)], severity)
    assert note.fields == {}


def test_a14_rules_in_the_body_belong_to_the_body() -> None:
    """A second block below is text."""
    text = "---\ntype: contact\n---\nOne\n\n---\nrole: no\n---\nTwo\n"
    assert body(text) == "One\n\n---\nrole: no\n---\nTwo\n"
    assert "role" not in read(text).fields


def test_a15_dashes_within_a_value_close_nothing() -> None:
    """Only an unindented whole line closes."""
    note = read("---\ntype: contact\nrole: a --- b\naddress: |\n  one\n  ---\n  two\n---\n")
    assert (note.text("role"), note.text("address")) == ("a --- b", "one\n---\ntwo")


def test_a16_unindented_dashes_in_a_quoted_value_close() -> None:
    """The block ends there, and the open quote is named where it opens."""
    note = read('---\ntype: contact\naddress: "one\n---\ntwo"\n---\n')
    assert found(note) == [("frontmatter-unreadable", 3, 10)]
    assert (note.kind, note.text("address"), note.salvaged) == ("contact", "one", True)


def test_a17_letterhead_between_rules_is_text() -> None:
    """A block without keys is plain Markdown, with a finding; all of it is body."""
    text = "---\n**Firm of Smith**\n---\n## Log\n- 2026-11-18 email out: hi\n"
    note = read(text)
    assert found(note) == [("frontmatter-not-a-mapping", 1, 1)]
    assert (body(text), [item.line for item in note.items]) == (text, [5])


def test_a18_huge_note_is_cut_and_named() -> None:
    """Ten megabytes are read up to the cap; frontmatter and the first items count."""
    log = "- 2026-11-18 email out: hi\n"
    note = read("---\ntype: contact\n---\n## Log\n" + log * 10 + "x" * 10_000_000)
    assert (found(note), len(note.items)) == ([("too-large", 1, 1)], 10)


def test_a18_cut_within_a_character_is_no_damage() -> None:
    """The cap may fall between the bytes of one character."""
    for shift in range(3):
        note = read("---\ntype: contact\n---\n" + "x" * shift + "é" * 600_000)
        assert found(note) == [("too-large", 1, 1)]


def test_a19_long_photo_in_the_frontmatter_is_accepted() -> None:
    """37.5 kB of base64 in one value."""
    photo = "iVBORw0KGgo" * 3409
    note = read(f"---\ntype: contact\nPHOTO: {photo}\nrole: x\n---\n")
    assert (note.text("PHOTO"), note.text("role"), note.findings) == (photo, "x", ())


def test_a20_frontmatter_over_the_cap_is_salvaged() -> None:
    """More than 64 kB of frontmatter is named, and single keys still count."""
    note = read("---\ntype: contact\nPHOTO: " + "A" * 70_000 + "\nrole: x\n---\n")
    assert (found(note), note.salvaged) == ([("too-large", 2, 1)], True)
    assert (note.kind, note.text("role"), "PHOTO" in note.fields) == ("contact", "x", False)


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85"])
def test_a21_unicode_line_breaks_end_no_line(char: str) -> None:
    """YAML 1.1 breaks lines where no editor does: the value stays whole, and later lines keep their numbers."""
    note = read(f'---\ntype: contact\nrole: "one{char}two: x"\nplace{char}: y\nlocation: here\n---\nHi{char}# No\n')
    assert note.fields["role"].values == (f"one{char}two: x",)
    assert (list(note.fields)[2], note.fields["location"].line) == (f"place{char}", 5)
    assert (note.headings, note.findings) == ((), ())


@pytest.mark.parametrize("char", ["\x0b", "\x0c", "\x1b", "\x7f", "\x9b", "\ufeff"])
def test_a21_control_characters_are_named(char: str) -> None:
    """What YAML refuses is named by code point and place; other keys count."""
    note = read(f"---\ntype: contact\nrole: a{char}b\nlocation: here\n---\n")
    assert found(note) == [("frontmatter-unreadable", 3, 8)]
    assert f"U+{ord(char):04X}" in note.findings[0].message
    assert note.text("location") == "here"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('+++\ntype = "contact"\n+++\nHi\n', "TOML"),
        ('{\n"type": "contact"\n}\nHi\n', "JSON"),
        ("---js\n{}\n---\nHi\n", "js"),
    ],
)
def test_a22_other_languages_are_named(text: str, language: str) -> None:
    """Frontmatter in another language is none; the note is read as plain Markdown."""
    note = read(text, "x.md")
    assert found(note) == [("frontmatter-not-yaml", 1, 1)]
    assert language in note.findings[0].message
    assert (note.fields, body(text)) == ({}, text)


@pytest.mark.parametrize("text", ["{{title}}\n", "+ item\n", "{ x }\n", "+++ wow\n"])
def test_a22_text_that_only_looks_so_is_text(text: str) -> None:
    """A placeholder, a list or a brace at the top is no frontmatter."""
    assert read(text).findings == ()


def test_conflict_markers_are_named_and_both_sides_count() -> None:
    """I01: an unresolved merge in frontmatter and body is one error a conflict; what both sides say is read."""
    note = read(
        "---\ntype: contact\n<<<<<<< HEAD\nrole: a\n=======\nrole: b\n>>>>>>> x\n---\n## Log\n"
        "<<<<<<< HEAD\n- 2026-11-18 email out: mine\n||||||| base\n- 2026-11-17 email out: old\n=======\n"
        "- 2026-11-19 email in: theirs\n>>>>>>> x\n"
    )
    assert [f for f in found(note) if f[0] == "conflict-markers"] == [("conflict-markers", n, 1) for n in (3, 10)]
    assert (note.salvaged, note.text("role")) == (True, "a")
    assert [item.text for item in note.items] == ["mine", "theirs"]


def test_conflict_at_the_first_line() -> None:
    """A conflict that swallows the opening line hides no field."""
    note = read("<<<<<<< HEAD\n---\ntype: contact\nrole: a\n=======\n---\ntype: contact\n>>>>>>> x\n---\nHi\n", "x.md")
    assert (note.kind, note.salvaged, note.fields["role"].line) == ("contact", True, 4)


@pytest.mark.parametrize(
    "text",
    [
        "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n",
        "Text\n=======\n\nMore\n",
        "<<<<<<< HEAD\n>>>>>>> x\n",
        "  <<<<<<< HEAD\n  =======\n  >>>>>>> x\n",
    ],
)
def test_conflict_markers_elsewhere_are_text(text: str) -> None:
    """I02: in a fence, indented, or without the middle line they are no conflict."""
    assert read("---\ntype: contact\n---\n" + text).findings == ()


def test_note_that_is_not_ours_is_left_alone() -> None:
    """A user's own note gives no warning, keeps its fields, and costs no look at its body."""
    note = read("---\ntags: [a]\nx: [[A]]\nx: 2\n---\n## Log\n- 2026-11-18 email out: hi\n", "Journal/x.md")
    assert (note.kind, note.findings, note.items, note.tags) == ("", (), (), ("a",))
    assert note.text("x") == "[[A]]"


LINES = st.sampled_from(["---", "--- ", "----", "...", "a: b", "  - c", "", "# d", "text", "\ufeff", "---x", "b:"])


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_split_cuts_and_loses_nothing(lines: list[str], eol: str) -> None:
    """The parts of a frame join to the text, lines are counted as an editor counts them, and CRLF changes no line."""
    text = eol.join(lines)
    frame = split(text)
    assert 0 <= frame.start <= frame.block_start <= frame.block_end <= frame.body_start <= len(text)
    assert frame.body_line == 1 + text[: frame.body_start].count("\n")
    if frame.state == "block":
        assert text[frame.start : frame.block_start].rstrip("\r\n \t") == "---"
        assert text[frame.block_end : frame.body_start].rstrip("\r\n \t") == "---"
        assert "---" not in [line.rstrip("\r\n \t") for line in text[frame.block_start : frame.block_end].split("\n")]
    same = split("\n".join(lines))
    assert (frame.state, frame.body_line) == (same.state, same.body_line)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_note(raw: bytes) -> None:
    """C10: no bytes raise an error, and every finding points at a line of the note."""
    note = read(b"---\ntype: contact\n" + raw)
    assert all(1 <= f.line <= raw.count(b"\n") + raw.count(b"\r") + 3 and f.column >= 1 for f in note.findings)
