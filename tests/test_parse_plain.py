"""The short way through plain frontmatter: what it takes, it reads as YAML does, down to the last offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from vaulttool.core.parse.entries import Reading, Refused
from vaulttool.core.parse.events import UNREADABLE, read_events
from vaulttool.core.parse.fields import fields_of
from vaulttool.core.parse.plain import plain_fields, read_plain

_TOKENS = [
    "name", "key-2", "_x", "a", "true", "null", "Null", "~", "12", "2026-12-01", "10:30", "é", "漢", "x:y",
    "http://a.b/c", ":", ": ", " ", "  ", "- ", "-", "\n", "\n", "\n  - ", "\n- ", "[", "]", ", ", ",", '"', '"', "'",
    "'", "[[A]]", "#", " #c", "{", "}", "?", "? ", "!", "&a", "*a", "|", ">", "%", "@", "`", "\\n", "<<", "...", "---",
    "+", "(", ")", ".", "/", "=", "$", "^", ";", "\u201cq\u201d", "\u2014",
    "\U0001f389", "\u00a0", "\t", "\x85", "\x7f", "a: b", 'q: "v w"', "k: [a, b]", "k:\n  - a\n  - b\n", "e:\n",
]  # fmt: skip
_LINES = st.sampled_from(
    [
        "a: b\n", "b: c d, e\n", "c:\n", "d: [x, y z]\n", "e: []\n", 'f: "g: h # i"\n', "g: 'it is'\n",
        'h: ["a, b", c]\n', "i:\n- x\n- y\n", "j:\n    - 'x'\n    - y: z\n", "k: null\n", "l: [null, ~]\n",
        "m:\n  - null\n", "n: a\n  b\n", "o: 10:30\n", "p: x:\n", "q:  two\n", "a: again\n", "r: a - b\n",
        "s: don't, \"no\"\n", "t: ''\n", "u: é ü\n", "v: [a,b]\n", "w: [a ]\n", "x: [ a]\n", "y: (a) / b\n",
        "z:\n  - a\n - b\n", "A: [a,]\n", "B: x \n", "\u00e9: x\n", "C: \u2014 \u201cx\u201d\n",
        "D\u2014: [\u2026, \u2019]\n",
        "\u00e9: y\n", "e\u0301: z\n", "E: ~\n", 'F: "null"\n', 'G: ""\n', "H: [null, 'null', \"\"]\n",
    ]
)  # fmt: skip


def read_exactly(block: str) -> Reading | None:
    reading = Reading()
    try:
        read_events(block, reading)
    except (Refused, *UNREADABLE):
        return None
    return reading


def the_same(block: str) -> bool:
    """Whether the block was taken; fails when it was taken and read otherwise."""
    plain = Reading()
    if not read_plain(block, plain):
        assert not plain_fields(block, 2)
        return False
    exact = read_exactly(block)
    assert exact is not None, block
    assert plain.entries == exact.entries
    assert plain.complaints == exact.complaints
    assert dict(plain) == dict(exact)
    fields = plain_fields(block, 2)
    assert not fields or list(fields.items()) == list(fields_of(exact, 2).items())
    assert bool(fields) is not bool(exact.complaints)
    return True


@examples(600)
@given(st.lists(st.sampled_from(_TOKENS), max_size=14).map("".join), st.booleans())
def test_what_is_taken_is_read_as_yaml_reads_it(text: str, is_value: bool) -> None:
    """Any text of YAML's signs, as a value or as a whole block: taken only where the entries are the same."""
    the_same(f"key: {text}\n" if is_value else f"{text}\n")


@examples(300)
@given(st.lists(_LINES, max_size=8).map("".join))
def test_lines_together_are_read_as_yaml_reads_them(block: str) -> None:
    """Lines of every form in any order: places and complaints are the same as well."""
    the_same(block)


@pytest.mark.parametrize(
    "block",
    [
        'type: contact\nname: Ana Ruiz\norg: "[[Acme]]"\ntopics: [birds, maps]\nemail: ana@acme.example\n',
        "date: 2026-12-01T10:30\nplace: https://meet.example/abc\nsummary:\n",
        "aliases:\n  - Ana\n  - 'A. Ruiz'\ntags: []\n",
    ],
)
def test_usual_blocks_are_taken(block: str) -> None:
    """The forms that notes mostly have go the short way."""
    assert the_same(block)


def test_other_languages_go_the_short_way() -> None:
    """Letters, signs and pictures beyond ASCII, in keys too."""
    assert the_same("gr\u00f6\u00dfe: 12\nrolle: \u201cChef\u201d \u2014 seit 2020\ntags: [\u6f22\u5b57, \U0001f389]\n")


@pytest.mark.parametrize(
    "block",
    ["", "a: b # c\n", "a: |\n  b\n", "a: b\n  c\n", "a: [b, [c]]\n", 'a: "b\\n"\n', "a: &x b\n", "a: b\n--- x\n"],
)
def test_the_rest_is_left_to_yaml(block: str) -> None:
    """Comments, escapes, nesting, several lines, anchors: not taken, and nothing added."""
    reading = Reading()
    assert not read_plain(block, reading)
    assert not reading.entries
