"""Words of a draft: templates filled, values made plain, first names, times in free text and in both zones."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.drafts import DraftRefused, read_template, read_times
from vaulttool.core.drafts.template import fill
from vaulttool.core.drafts.text import clean, first_name
from vaulttool.core.drafts.times import moment_words
from vaulttool.core.settings import Settings


def test_subject_without_quotes_is_understood() -> None:
    """Braces without quotes are no YAML; the subject is taken all the same."""
    made = read_template("x.md", b"---\nsubject: {{org}} and you\n---\nDear {{first_name}}\n", Settings())
    assert made.subject == "{{org}} and you"
    assert made.placeholders == ("org", "first_name")


def test_template_with_conflict_markers_is_refused() -> None:
    """Two versions in one file are no message."""
    raw = b"---\nsubject: x\n---\n<<<<<<< ours\nDear\n=======\nHello\n>>>>>>> theirs\n"
    with pytest.raises(DraftRefused, match=r"x\.md:4: "):
        read_template("x.md", raw, Settings())


@pytest.mark.parametrize("values", [("{{b}}", "x"), ("{{a}}", "{{b?}}"), (r"\1\g<0>", "")])
def test_what_a_note_says_is_never_a_placeholder(values: tuple[str, str]) -> None:
    """Words are put in once; braces and backslashes in them stay what they are."""
    a, b = values
    assert fill("[{{a}}|{{ b }}]", {"a": a, "b": b}) == f"[{a}|{b}]"


@given(st.text(max_size=20), st.text(max_size=20))
def test_filling_changes_nothing_but_placeholders(before: str, word: str) -> None:
    """Text around a placeholder stays as it is."""
    around = before.replace("{", "").replace("}", "")
    assert fill(f"{around}{{{{a}}}} {around}", {"a": word}) == f"{around}{word} {around}"


@pytest.mark.parametrize(
    ("template", "word", "filled"),
    [
        ("It was {{a}}.", "good!", "It was good!"),
        ("It was {{a}}.", "good", "It was good."),
        ("It was {{a}}...", "good.", "It was good...."),
        ("{{a?}} Then", "", "Then"),
        ("One\n\n{{a?}}\n\nTwo", "", "One\n\nTwo"),
    ],
)
def test_stops_and_gaps_come_out_right(template: str, word: str, filled: str) -> None:
    """No double full stop behind a sentence, no gap where an optional word is empty."""
    assert fill(template, {"a": word}) == filled


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("[[Ben Ode|Ben]] and [[Notes/Flo Hart#Log]]", "Ben and Flo Hart"),
        ("see [the map](https://map.example) **now**", "see the map now"),
        ("a_b_c 2*3*4 https://x.example/a__b__c", "a_b_c 2*3*4 https://x.example/a__b__c"),
        ("one\ntwo\x1b[31m", "one two\\x1b[31m"),
        ("<% tp.file %> %%x%%", "< % tp.file % > % %x% %"),
    ],
)
def test_values_become_plain_words(value: str, words: str) -> None:
    """No markup, one line, nothing that another program would run."""
    assert clean(value) == words


@given(st.text())
def test_clean_words_have_no_control_characters(value: str) -> None:
    """Whatever a note holds, its words are one printable line."""
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e]", clean(value))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ana Ruiz", "Ana"), ("Ruiz, Ana María", "Ana"), ("Dr. Ana Ruiz", "Ana"), ("Prof Dr Ana Ruiz", "Ana"),
        ("Ana", "Ana"), ("李小龍", "李小龍"), ("", ""), ("Dr.", "Dr."), ("Ruiz,", "Ruiz"),
    ],
)  # fmt: skip
def test_first_names(name: str, first: str) -> None:
    """Titles and the comma of an address book do not count."""
    assert first_name(name) == first


# Times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Tue 10:00, Thu 15:00", ["2026-12-03T15:00", "2026-12-08T10:00"]),
        ("Wed 10:00", ["2026-12-09T10:00"]),
        ("tomorrow 9am, 3:30pm", ["2026-12-03T09:00", "2026-12-03T15:30"]),
        ("2026-12-10 10:00; 2026-12-09T08.15", ["2026-12-09T08:15", "2026-12-10T10:00"]),
        ("Fri 10:00, Fri 10:00", ["2026-12-04T10:00"]),
        ("saturday 12am", ["2026-12-05T00:00"]),
    ],
)
def test_times_in_free_text(text: str, times: list[str]) -> None:
    """Weekdays are the next ones, an hour alone stays on its day, all in order, each once."""
    assert [t.isoformat(timespec="minutes") for t in read_times(text, date(2026, 12, 2), "Europe/London")] == times


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("soon", "'soon' is not a time"),
        ("Tue", "'Tue' is not a time"),
        ("10:00", "'10:00' says no day"),
        ("Foo 10:00", "'Foo' in 'Foo 10:00' is not a day"),
        ("Tue 25:00", "not a time"),
        ("Tue 13pm", "not a time"),
        ("Tue 10", "not a time"),
        ("2026-12-01 10:00", "is past"),
        ("2027-03-28 01:30", "the clocks change"),
        (" , ", "no times given"),
    ],
)
def test_times_that_are_none_are_named(text: str, why: str) -> None:
    """Each entry that is no time is quoted, with what is wrong."""
    with pytest.raises(ValueError, match=re.escape(why)):
        read_times(text, date(2026, 12, 2), "Europe/London")


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        ("", "America/Halifax", "Tuesday 8 December, 10:00"),
        ("Europe/London", "", "Tuesday 8 December, 10:00 London time"),
        ("Europe/London", "Europe/Lisbon", "Tuesday 8 December, 10:00 London time"),
        ("UTC", "America/New_York", "Tuesday 8 December, 10:00 UTC (05:00 New York time)"),
        ("Europe/London", "Nowhere/Land", "Tuesday 8 December, 10:00 London time"),
    ],
)
def test_a_moment_in_words(mine: str, theirs: str, words: str) -> None:
    """Both clocks when both are known and differ."""
    assert moment_words(datetime(2026, 12, 8, 10, 0), mine, theirs) == words
