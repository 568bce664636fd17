"""Edits of list fields: the style, the comments and the entries that stay are as before."""

from __future__ import annotations

import pytest

from vaulttool.core.edit import AddToList, Change, Refusal, RemoveFromList, SetField, apply
from vaulttool.core.settings import Settings

DEFAULTS = Settings()


def topics(written: str, change: Change) -> str:
    """What stands at `topics` (from the colon on) after the change; the refusal's message if it is refused."""
    found = apply(f"---\ntype: contact\ntopics:{written}\nstatus: met\n---\n", change, "contact", DEFAULTS)
    if isinstance(found, Refusal):
        return found.message
    assert found.startswith("---\ntype: contact\ntopics:")
    assert found.endswith("\nstatus: met\n---\n")
    return found.removeprefix("---\ntype: contact\ntopics:").removesuffix("\nstatus: met\n---\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" [a, b]", " [a, b, new]"),
        (" [ a,b ]  # c", " [ a,b,new ]  # c"),
        (" ['a', \"b\",]", " ['a', \"b\", new,]"),
        (" []", " [new]"),
        (" [a,\n  b]", " [a,\n  b,\n  new]"),
        ("\n  - a # c\n  # d\n  - 'b'", "\n  - a # c\n  # d\n  - 'b'\n  - new"),
        ("\n- a", "\n- a\n- new"),
        ("\n  -   a", "\n  -   a\n  -   new"),
        ("\n  - [[A]]", "\n  - [[A]]\n  - new"),
        (" a", " [a, new]"),
        (" 'a, b' # c", " ['a, b', new] # c"),
        ("", " [new]"),
        (" ", " [new]"),
        (" ~", " [new]"),
    ],
)
def test_add_to_list(before: str, after: str) -> None:
    """One more entry at the end, in the way the list is written."""
    assert topics(before, AddToList("topics", "new")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" [a, b, c]", " [b, c]"),
        (" [ b,  a , c ]", " [ b , c ]"),
        (" [b, a]", " [b]"),
        (" [a]", " []"),
        ("\n  - b # c\n  # d\n  - a # e\n  - c", "\n  - b # c\n  # d\n  - c"),
        ("\n  - a\n  - b", "\n  - b"),
        ("\n  - a", " []"),
        (" # why\n- a", " [] # why"),
    ],
)
def test_remove_from_list(before: str, after: str) -> None:
    """The entry is gone with the comment on its line; all others stay as written."""
    assert topics(before, RemoveFromList("topics", "a")) == after


def test_a_single_value_that_is_removed_goes_with_its_key() -> None:
    """Nothing is left of a field whose only value is removed."""
    text = "---\ntype: contact\ntopics: a\n---\n"
    assert apply(text, RemoveFromList("topics", "a"), "contact", DEFAULTS) == "---\ntype: contact\n---\n"


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        (" [a, 'b', c]", ("a", "x", "c"), " [a, 'x', c]"),
        (" [a, b]", ("b", "a"), " [b, a]"),
        (" [a, b]", (), " []"),
        (" []", ("a, b", "no"), " ['a, b', 'no']"),
        ("\n  - a # c\n  - b", ("x", "b", "y: z"), "\n  - x # c\n  - b\n  - 'y: z'"),
        ("\n  - b", ("a", "b"), "\n  - a\n  - b"),
        ("\n  - a\n  -", ("a", "b"), "\n  - a\n  - b"),
        (" a", ("b", "c"), " [b, c]"),
        (" a", ("b",), " b"),
        ("", ("b",), " [b]"),
    ],
)
def test_set_a_list(before: str, values: tuple[str, ...], after: str) -> None:
    """The list says the new values; an entry whose place another takes gives it its quotes and comment."""
    assert topics(before, SetField("topics", values)) == after


@pytest.mark.parametrize(
    ("before", "after"), [(" [a, b]", " [c]"), ("\n- 'a'\n- b", "\n- c"), (" a", " c"), ("", " c")]
)
def test_one_text_for_a_list(before: str, after: str) -> None:
    """One text keeps a list a list where the field may be one."""
    assert topics(before, SetField("topics", "c")).replace("'", "") == after


def test_b24_one_text_for_a_field_that_is_no_list() -> None:
    """Where a list does not belong, one text takes its place, unless a comment would be lost."""
    for written in (" [a, b]", "\n  - a\n  - b"):
        text = f"---\nrole:{written}\n---\n"
        assert apply(text, SetField("role", "c"), "contact", DEFAULTS) == "---\nrole: c\n---\n"
    assert isinstance(apply("---\nrole:\n  - a # c\n  - b\n---\n", SetField("role", "c"), "contact", DEFAULTS), Refusal)


@pytest.mark.parametrize(
    ("other", "added"),
    [
        ("tags: [x]\n", "topics: [a, b]\n"),
        ("tags:\n  - x\n", "topics:\n  - a\n  - b\n"),
        ("tags:\n- x\n", "topics:\n- a\n- b\n"),
        ("", "topics: [a, b]\n"),
    ],
)
def test_a_new_list_is_written_as_the_note_s_other_lists(other: str, added: str) -> None:
    """In brackets, or with dashes and their indentation."""
    text = f"---\n{other}---\n"
    assert apply(text, SetField("topics", ("a", "b")), "contact", DEFAULTS) == f"---\n{other}{added}---\n"


def test_a_long_new_list_has_a_line_for_each_entry() -> None:
    """What would not fit a line stands with dashes."""
    values = tuple(f"a topic of many words {n}" for n in range(6))
    lines = "".join(f"  - {value}\n" for value in values)
    assert apply("---\n---\n", SetField("topics", values), "contact", DEFAULTS) == f"---\ntopics:\n{lines}---\n"


def test_a_value_becomes_a_list_with_dashes_beside_such_lists() -> None:
    """A single value and its comment, in a note whose lists have dashes."""
    text = "---\ntags:\n  - x\ntopics: a # c\nstatus: met\n---\n"
    after = "---\ntags:\n  - x\ntopics: # c\n  - a\n  - b\nstatus: met\n---\n"
    assert apply(text, AddToList("topics", "b"), "contact", DEFAULTS) == after


@pytest.mark.parametrize("tags", ["x, y", "x y", "x,y"])
def test_tags_in_one_text_are_several(tags: str) -> None:
    """Tags with commas or blanks between them become a list when one is added."""
    text = f"---\ntags: {tags}\n---\n"
    assert apply(text, AddToList("tags", "z"), "contact", DEFAULTS) == "---\ntags: [x, y, z]\n---\n"
    assert apply(text, AddToList("tags", "y"), "contact", DEFAULTS) == text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (" [a, # c\n  b]", "comments stand within"),
        (" [a, {b: c}]", "more than a value or a list"),
        ("\n  - a\n  - b: c", "more than a value or a list"),
        (" |\n  a", "the value holds a line break"),
        ("\n  -\n    a", "not one `- value` a line"),
    ],
)
def test_d07_a_list_that_is_not_plain_is_refused(written: str, words: str) -> None:
    """A list with nested values, or with comments in brackets, is refused with the reason."""
    assert words in topics(written, AddToList("topics", "x"))


def test_d07_an_entry_over_several_lines_is_not_replaced() -> None:
    """It may be removed as a whole, but not be written over."""
    assert "over several lines" in topics("\n  - a\n    b\n  - c", SetField("topics", ("x", "c")))
    assert topics("\n  - a\n    b\n  - c", RemoveFromList("topics", "a b")) == "\n  - c"
