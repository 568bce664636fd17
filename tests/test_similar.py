"""How near words and names are to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.similar import alike, likeness, nearest, one_edit_apart, sure_match

WORDS = st.text("abcd", max_size=8)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("status", "statuss", True),
        ("status", "statu", True),
        ("status", "stetus", True),
        ("status", "sattus", True),
        ("status", "status", False),
        ("status", "stauts2", False),
        ("ab", "ba", True),
        ("", "a", True),
        ("", "ab", False),
        ("abcd", "badc", False),
    ],
)
def test_one_slip_of_the_hand(a: str, b: str, expected: bool) -> None:
    """A letter more, less or other, or two neighbours exchanged."""
    assert one_edit_apart(a, b) is expected


@given(WORDS, WORDS)
def test_a_slip_goes_both_ways(a: str, b: str) -> None:
    """If one is a slip of the other, the other is a slip of the one."""
    assert one_edit_apart(a, b) == one_edit_apart(b, a)


@given(WORDS, st.integers(0, 8), st.sampled_from("abcd"))
def test_any_one_letter_more_is_one_slip(word: str, place: int, letter: str) -> None:
    """Wherever it stands."""
    assert one_edit_apart(word, word[:place] + letter + word[place:])


def test_a_match_is_sure_when_it_is_the_only_one() -> None:
    """Two words one letter off are no sure match; the nearest is still named."""
    assert sure_match("contactd", ("contacted", "replied")) == "contacted"
    assert sure_match("cat", ("cats", "cut")) == ""
    assert nearest("cat", ("cats", "cut")) == "cats"
    assert nearest("xyz", ("cats", "cut")) == ""


@given(st.text(max_size=30), st.text(max_size=30))
def test_names_that_are_alike_share_their_likeness(a: str, b: str) -> None:
    """What is looked up by likeness misses no look-alike; any text is a name."""
    if alike(a, b) and likeness(a) and likeness(b):
        assert likeness(a) == likeness(b)
    assert bool(alike(a, b)) == bool(alike(b, a))
