"""Frontmatter edits, one fault each: what changes, and that nothing else does."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from vaulttool.core.edit import (
    AddLine,
    AddToList,
    Change,
    Refusal,
    RemoveFromList,
    RenameKey,
    Requote,
    SetField,
    Unset,
    apply,
    apply_all,
)
from vaulttool.core.settings import OwnField, Settings

DEFAULTS = Settings()


def edited(text: str, *changes: Change, kind: str = "contact", settings: Settings = DEFAULTS) -> str:
    """The new text; the test fails on a refusal."""
    found = apply_all(text, changes, kind, settings)
    assert isinstance(found, str), found
    return found


def refused(text: str, change: Change, kind: str = "contact") -> str:
    """Why the change is refused."""
    found = apply(text, change, kind, DEFAULTS)
    assert isinstance(found, Refusal), found
    assert found.remedy
    return found.message


def test_a01_a_byte_order_mark_is_kept() -> None:
    """The mark stays the first character, before a block that is there and before a new one."""
    assert edited("\ufeff---\nrole: a\n---\n", SetField("role", "b")) == "\ufeff---\nrole: b\n---\n"
    assert edited("\ufeff# Ana\n", SetField("role", "b")) == "\ufeff---\nrole: b\n---\n# Ana\n"


def test_a05_a06_the_line_ends_of_the_neighbour() -> None:
    """A new line has the line end of the line before it, in a file with both as well."""
    text = "---\r\ntype: contact\nrole: a\r\n---\r\nx\ny"
    assert edited(text, SetField("role", "b")) == "---\r\ntype: contact\nrole: b\r\n---\r\nx\ny"
    assert edited(text, SetField("name", "Ana")) == "---\r\ntype: contact\nname: Ana\nrole: a\r\n---\r\nx\ny"
    assert edited(text, SetField("status", "met")) == text.replace("a\r\n---", "a\r\nstatus: met\r\n---")


def test_a07_an_old_mac_file_is_refused() -> None:
    """A file whose lines end with a carriage return alone is never written."""
    assert "old Mac" in refused("---\rrole: a\r---\r", SetField("role", "b"))


def test_d01_only_the_value_changes() -> None:
    """The value of the key is another, every other byte is the same."""
    text = "---\ntype: contact\nstatus:   met   \nrole: a\n---\n\n# status: met\n"
    assert edited(text, SetField("status", "nurturing")) == text.replace("met   ", "nurturing   ")


def test_d02_comments_are_kept() -> None:
    """A comment behind the value and comment lines around it stay."""
    text = "---\n# who\nrole: Analyst  # since May\n# where\norg: Acme\n---\n"
    assert edited(text, SetField("role", "Warden")) == text.replace("Analyst", "Warden")
    assert edited(text, Unset("org")) == "---\n# who\nrole: Analyst  # since May\n# where\n---\n"
    assert edited("---\nrole:  # why\n---\n", SetField("role", "a")) == "---\nrole: a # why\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [("Analyst", "Warden"), ("'Analyst'", "'Warden'"), ('"Analyst"', '"Warden"'), ("~", "Warden"), ("null", "Warden")],
)
def test_d03_the_quotes_stay(before: str, after: str) -> None:
    """A value that the user put in quotes keeps them."""
    assert edited(f"---\nrole: {before}\n---\n", SetField("role", "Warden")) == f"---\nrole: {after}\n---\n"


def test_d04_a_value_over_an_escape_is_written() -> None:
    """A present value with a line break in it, as an escape, can be replaced."""
    assert edited('---\nrole: "a\\nb"\n---\n', SetField("role", "c")) == '---\nrole: "c"\n---\n'


def test_d05_a_new_key_stands_in_the_schema_s_order() -> None:
    """Behind the nearest key before it, else before the nearest after it, the user's own keys last."""
    text = "---\ntype: contact\nmine: 1\nstatus: met\n# about birthday\nbirthday: 05-17\n---\n"
    assert edited(text, SetField("role", "a")) == text.replace("contact\n", "contact\nrole: a\n")
    assert edited(text, SetField("priority", "high")) == text.replace("05-17\n", "05-17\npriority: high\n")
    assert edited(text, SetField("zebra", "a")) == text.replace("05-17\n", "05-17\nzebra: a\n")
    text = "---\nmine: |\n  a\n  # no comment\nstatus: met\n---\n"
    assert edited(text, SetField("role", "a")) == text.replace("status", "role: a\nstatus")
    late = "---\nmine: 1\n# theirs\nstatus: met\n---\n"
    assert edited(late, SetField("role", "a")) == "---\nmine: 1\nrole: a\n# theirs\nstatus: met\n---\n"


def test_d05_a_new_key_in_an_empty_or_indented_block() -> None:
    """An empty block takes the file's line end; an indented one its indentation."""
    assert edited("---\r\n---\r\n", SetField("role", "a")) == "---\r\nrole: a\r\n---\r\n"
    assert edited("---\n  type: contact\n---\n", SetField("role", "a")) == "---\n  type: contact\n  role: a\n---\n"


@pytest.mark.parametrize(
    "above",
    ["address: |\n  a\n\n  b\n", "address: |+\n  a\n\n\n", "address: a\n  b\n", "address:\n  k: v\n  # c\n",
     "address:\n", "address:\n- a\n- b # c\n", "address: [a,\n  b]\n"],
)  # fmt: skip
def test_d05_a_new_key_goes_behind_the_whole_value_above(above: str) -> None:
    """However many lines the value above has, it stays whole."""
    text = f"---\n{above}status: met\n---\n"
    assert edited(text, SetField("org", "Acme")) == f"---\n{above}org: Acme\nstatus: met\n---\n"


@pytest.mark.parametrize(
    ("text", "eol"), [("", "\n"), ("# Ana\r\n\r\ntext", "\r\n"), ("---\ntext\n", "\n"), ("\n\n", "\n")]
)
def test_d06_a_block_is_added_above_the_body(text: str, eol: str) -> None:
    """A note without frontmatter gets one, with its line ends; its body is the same to the byte."""
    block = f"---{eol}type: contact{eol}---{eol}"
    assert edited(text, SetField("type", "contact")) == block + text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\nrole:\n  a: b\n---\n", "more than a value or a list"),
        ("---\nrole: a\norg: x\nrole: b\n---\n", "stands twice, on lines 2 and 4"),
        ("---\n{role: a}\n---\n", "not one `key: value` a line"),
        ("---\n? role\n: a\n---\n", "not one `key: value` a line"),
        ("---\nrole: a\n  b\n---\n", "runs over several lines"),
        ('---\nrole: "a\n  b"\n---\n', "runs over several lines"),
        ("---\nrole: | # c\n  b\n---\n", "comment stands within"),
        ("---\nrole: &a b\n---\n", "anchor"),
        ("---\nrole: !x b\n---\n", "tag"),
    ],
)
@pytest.mark.parametrize("change", [SetField("role", "x"), AddToList("role", "x"), Unset("role")])
def test_d07_what_is_not_one_value_is_refused(text: str, words: str, change: Change) -> None:
    """A key that is nested, doubled, in braces, over several lines or anchored is refused with the reason."""
    assert words in refused(text, change)


def test_d07_another_key_of_such_a_note_can_be_changed() -> None:
    """A nested or doubled key does not keep the others from being changed."""
    text = "---\nmine:\n  a: b\ntwice: 1\ntwice: 2\nrole: a\n---\n"
    assert edited(text, SetField("role", "b")) == text.replace("role: a", "role: b")


@pytest.mark.parametrize("value", ["|\n  a\n  b\n", ">-\n  a\n\n  b\n", "|2+\n   a\n"])
def test_b22_a_block_of_text_is_replaced_as_a_whole(value: str) -> None:
    """A block scalar gives way to the value with all its lines."""
    assert edited(f"---\nrole: {value}org: b\n---\n", SetField("role", "c")) == "---\nrole: c\norg: b\n---\n"


def test_d08_the_name_of_a_key_elsewhere_is_left_alone() -> None:
    """The key's name in the body, a block of text, a comment or a longer key is not the key."""
    text = "---\nmine: |\n  role: x\nmy role: x\n# role: x\nrole: a\n---\n\nrole: a\n---\nrole: a\n---\n"
    assert edited(text, SetField("role", "b")) == text.replace("\nrole: a\n", "\nrole: b\n", 1)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ('role:  "Analyst" # c', SetField("role", "Analyst")),
        ("topics: [a,b]", SetField("topics", ("a", "b"))),
        ("topics: [a]", SetField("topics", "a")),
        ("topics: a", SetField("topics", ("a",))),
        ("topics: a", AddToList("topics", "a")),
        ("topics: a", RemoveFromList("topics", "b")),
        ("topics: a", Unset("role")),
        ("cv: no", SetField("cv", "no")),
        ("phone: 0123", SetField("phone", "0123")),
        ("org: [[Acme]]", SetField("org", "[[Acme]]")),
        ('referred_by: "[[Ana Ruiz|Ana]]"', AddToList("referred_by", "[[ana ruiz]]")),
        ("role: Analyst", Requote("role")),
        ("role: Analyst", RenameKey("rolle", "role")),
    ],
)
def test_d09_saying_the_same_again_changes_nothing(line: str, change: Change) -> None:
    """A change that the note says already gives the same text."""
    text = f"---\n{line}\n---\n"
    assert edited(text, change) == text


@pytest.mark.parametrize("change", [SetField("role", "x"), SetField("role", "a"), AddLine("log", "2026-12-01 x")])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\nrole: a\n---\n<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n", "merge stands in the note (line 4)"),
        ("---\n<<<<<<< ours\nrole: a\n=======\nrole: b\n>>>>>>> theirs\n---\n", "unresolved merge"),
        ("---\nrole: a: b\n---\n", "cannot be read (line 2)"),
        ("---\nrole: 'a\n---\n", "cannot be read"),
        ("---\n- a\n---\n", "not `key: value` lines"),
        ("---\nrole: a\n", "no closing --- line"),
        ("\n\n---\nrole: a\n---\n", "blank lines stand before the frontmatter"),
        ("+++\nrole = 'a'\n+++\n", "TOML"),
        ("---\nrole: a\n---\n\0\0", "damaged"),
    ],
)  # fmt: skip
def test_d15_a_note_that_is_not_understood_is_refused(text: str, words: str, change: Change) -> None:
    """Conflict markers, unreadable or unclosed frontmatter and damage forbid every edit, even one without effect."""
    assert words in refused(text, change)


@pytest.mark.parametrize("value", ["a\nb", "a\r", "a\0", "\x1b[31m", "\udcff", "\x85"])
def test_d17_values_that_are_no_line_of_text_are_refused(value: str) -> None:
    """Line breaks, control characters and lone surrogates are refused, in fields, lists, lines and keys."""
    text = "---\nrole: a\n---\n"
    assert "the value holds" in refused(text, SetField("role", value))
    assert "the value holds" in refused(text, SetField("topics", ("a", value)))
    assert "the value holds" in refused(text, AddLine("log", f"2026-12-01 x{value}y"))
    assert "the value holds" in refused(text, SetField(f"k{value}k", "x"))


def test_d20_a_block_with_other_line_ends_is_not_doubled() -> None:
    """A frontmatter that ends with CRLF is found, so no second block is made."""
    text = "---\r\nrole: a\r\n---\r\nbody\n"
    assert edited(text, SetField("role", "b")) == "---\r\nrole: b\r\n---\r\nbody\n"


def test_the_key_that_the_note_uses_is_kept() -> None:
    """A field stands under the name that the note has for it; a name of theirs means ours."""
    assert edited("---\ncompany: Acme\n---\n", SetField("org", "Marsh")) == "---\ncompany: Marsh\n---\n"
    assert edited("---\norg: Acme\n---\n", SetField("company", "Marsh")) == "---\norg: Marsh\n---\n"
    assert edited("---\ntype: contact\n---\n", SetField("company", "A")) == "---\ntype: contact\norg: A\n---\n"
    assert edited("---\nfirm: A\norg: B\n---\n", SetField("org", "C")) == "---\nfirm: A\norg: C\n---\n"


def test_a_field_of_the_vault_s_own_has_its_type() -> None:
    """A declared field is written by its type; of one that nobody declared, a bare number stays bare."""
    own = Settings(fields=MappingProxyType({"contact": MappingProxyType({"seen": OwnField("date")})}))
    assert edited("", SetField("seen", "2026-12-01"), settings=own) == "---\nseen: 2026-12-01\n---\n"
    assert edited("", SetField("seen", "2026-12-01")) == "---\nseen: '2026-12-01'\n---\n"
    assert edited("---\nage: 45\n---\n", SetField("age", "46")) == "---\nage: 46\n---\n"
    assert edited("---\nage: 45\n---\n", SetField("age", "no")) == "---\nage: 'no'\n---\n"
    assert edited("---\nage: true\n---\n", SetField("age", "null")) == "---\nage: 'null'\n---\n"


def test_a_key_that_needs_quotes_has_them() -> None:
    """A key is written as carefully as a value; there is none without a name."""
    assert edited("---\nrole: a\n---\n", SetField("a: b", "c")) == "---\nrole: a\n'a: b': c\n---\n"
    assert "0 characters" in refused("---\nrole: a\n---\n", SetField("", "c"))


def test_requote_puts_quotes_where_yaml_needs_them() -> None:
    """Bare links get quotes, what is safe stays as it is."""
    text = "---\ncontact: [[[Ana Ruiz]], Ben]\norg: [[Acme]]\n---\n"
    found = edited(text, Requote("contact"), Requote("org"), kind="interview")
    assert found == '---\ncontact: ["[[Ana Ruiz]]", Ben]\norg: "[[Acme]]"\n---\n'


def test_rename_key_keeps_the_value() -> None:
    """Only the key's own letters change; a key that is taken is refused."""
    text = "---\nrolle:   Analyst # c\n---\n"
    assert edited(text, RenameKey("rolle", "role")) == "---\nrole:   Analyst # c\n---\n"
    assert "already" in refused("---\nrolle: a\nrole: b\n---\n", RenameKey("rolle", "role"))


def test_several_changes_are_all_or_nothing() -> None:
    """One refusal leaves the text as it was."""
    text = "---\nrole: a\n---\n"
    assert edited(text, SetField("role", "b"), SetField("org", "c")) == "---\norg: c\nrole: b\n---\n"
    assert isinstance(apply_all(text, (SetField("role", "b"), SetField("org", "\n")), "contact", DEFAULTS), Refusal)
