"""How a value is written: every YAML reader must read back exactly its text."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from vaulttool.core.edit.change import Refused
from vaulttool.core.edit.scalars import written
from vaulttool.core.parse.block import read_block
from vaulttool.core.schema import Type

NASTY = (
    "no", "No", "on", "Off", "y", "12:30", "190:20:30", "0123", "08", "1_000", "1e3", "1.5", ".5", ".inf", ".NaN",
    "0x1F", "0o17", "0b1", "+31612345678", "-1", "_", "-", "--", "---", "...", "- x", "-x", "? x", "?x", ": x", ":x",
    "a: b", "a:", "a:b", "x #y", "#x", "x#y", "[[x]]", "[[x]] y", "[x]", "{x}", "{{date}}", "x, y", " lead", "trail ",
    "@x", "`x`", "%x", "!x", "&x", "*x", "|", ">", ">50", "|x", "~", "null", "Null", "true", "TRUE", "=", "==", "<<",
    "<% tp %>", "it's", 'say "hi"', "it's \"so\"", "back\\slash", "\\", "'", '"', "''", "a'", "2026-12-01",
    "2026-12-01T10:30", "2026-12-01T10:30:00", "2026-12-01 10:30:00", "2026-1-1", "2026-02-30", "0000-00-00",
    "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43 +99:99", "05-17", "--05-17", "\U0001f33f leaf",
    "\U0001f469\u200d\U0001f52c", "caf\u00e9", "cafe\u0301", "\u00a0x\u00a0", "a\tb", "\tx", "a\u2028b", "\u2029",
    "\ufeffx", "\uffff", "", " ", "C# dev", "https://a.example/x?y=1#z", "a, b: c", "key: [a, b]", "555-1234",
    "+31 6 12", "\U0010ffff", "x" * 2000,
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12),
    st.text(st.sampled_from("ab0159 :#-?,[]{}&*!|>'\"%@`~=<_.+eExT\\\t\u2028\ufeff\u00e9"), max_size=8),
)
SHAPES = ("key: {}\n", "key: [{}, z]\n", "key:\n  - {}\n  - z\n")


def everyone(block: str) -> list[object]:
    """The value of `key` as PyYAML, libyaml, ruamel.yaml (YAML 1.2) and vaulttool read it; of a list the first."""
    read: list[object] = [
        yaml.load(block, Loader=yaml.CSafeLoader)["key"],
        yaml.safe_load(block)["key"],
        YAML(typ="rt").load(io.StringIO(block))["key"],
    ]
    ours = read_block(block)
    assert ours.readable, ours.complaints
    assert not ours.complaints
    return [value[0] if isinstance(value, list) else value for value in read] + [ours["key"].values[0].text]


@given(TEXTS, st.sampled_from(SHAPES))
def test_d04_every_reader_reads_back_exactly_the_text(text: str, shape: str) -> None:
    """Whatever a text field holds, two YAML 1.1 readers, a YAML 1.2 reader and ours give the same text."""
    block = shape.format(written(text, Type.TEXT, flow="[" in shape))
    assert everyone(block) == [text] * 4
    assert block.count("\n") == shape.count("\n")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("text", NASTY)
def test_d04_the_known_nasty_texts(text: str, shape: str) -> None:
    """The same for each text that is known to be read as something else somewhere."""
    assert everyone(shape.format(written(text, Type.TEXT, flow="[" in shape))) == [text] * 4


@given(TEXTS, TEXTS, st.sampled_from("'\""), st.booleans())
def test_d03_present_quotes_never_change_what_is_read(text: str, before: str, quote: str, flow: bool) -> None:
    """A value written in the quotes of the one before it is still read as its text."""
    present = quote + before.replace("\\", "\\\\").replace(quote, "\\" + quote if quote == '"' else "''") + quote
    block = SHAPES[flow].format(written(text, Type.TEXT, present, before, flow=flow))
    assert everyone(block) == [text] * 4


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Warden", '"Analyst"', '"Warden"'),
        ("Warden", "'Analyst'", "'Warden'"),
        ("Warden", "Analyst", "Warden"),
        ("it's", "'Analyst'", "'it''s'"),
        ('say "hi"', '"Analyst"', '"say \\"hi\\""'),
        ("a\tb", "'Analyst'", '"a\\tb"'),
        ("[[Ana Ruiz]]", "'Analyst'", '"[[Ana Ruiz]]"'),
    ],
)
def test_d03_quotes_without_need_are_a_habit_and_stay(text: str, before: str, after: str) -> None:
    """The quotes of the present value are kept where they can hold the new one; a link always has double ones."""
    assert written(text, Type.TEXT, before, "Analyst") == after


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Field lead", "Field lead"),
        ("555-1234", "555-1234"),
        ("+31 6 12", "+31 6 12"),
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("it's", "it's"),
        ("y", "y"),
        ("C# dev", "C# dev"),
        ("Analyst: wetlands", "'Analyst: wetlands'"),
        ("Ana's: x", '"Ana\'s: x"'),
        ("no", "'no'"),
        ("", '""'),
        ("[[Ana Ruiz]]", '"[[Ana Ruiz]]"'),
    ],
)
def test_d04_quotes_only_when_needed(text: str, expected: str) -> None:
    """A text that all readers take for itself has no quotes."""
    assert written(text, Type.TEXT) == expected


@pytest.mark.parametrize(
    ("text", "type_", "meaning"),
    [
        ("2026-12-01", Type.DATE, date(2026, 12, 1)),
        ("1980-05-17", Type.BIRTHDAY, date(1980, 5, 17)),
        ("2026-12-01", Type.DATETIME, date(2026, 12, 1)),
        ("2026-12-01T10:30", Type.DATETIME, "2026-12-01T10:30"),
        ("2026-12-01T10:30:00", Type.DATETIME, datetime(2026, 12, 1, 10, 30)),
        ("20", Type.INT, 20),
        ("14", Type.CADENCE, 14),
        ("true", Type.BOOL, True),
        ("false", Type.BOOL, False),
    ],
)
def test_d04_a_date_number_or_flag_stays_bare_in_its_field(text: str, type_: Type, meaning: object) -> None:
    """Where the field means a date, a number or yes-or-no, YAML may read one."""
    assert written(text, type_) == text
    assert everyone(f"key: {text}\n")[:3] == [meaning] * 3
    assert everyone(f"key: {text}\n")[3] == text


@pytest.mark.parametrize(
    ("text", "type_"),
    [("2026-02-30", Type.DATE), ("020", Type.INT), ("1_0", Type.INT), ("yes", Type.BOOL), ("no", Type.ENUM)],
)
def test_d04_a_value_the_field_does_not_mean_is_text(text: str, type_: Type) -> None:
    """A field of a type holds what is none of its values as text, without loss."""
    assert everyone(f"key: {written(text, type_)}\n") == [text] * 4


@given(st.text(st.characters(categories=("Cc", "Cs"), exclude_characters="\t"), min_size=1), TEXTS)
@example("\n", "a")
@example("\0", "a")
@example("\x1b", "[31m")
@example("\udc80", "bad argument byte")
def test_d17_line_breaks_control_characters_and_surrogates_are_refused(bad: str, text: str) -> None:
    """What no line of text can hold is refused, with a reason."""
    with pytest.raises(Refused, match="the value holds"):
        written(text + bad, Type.TEXT)
