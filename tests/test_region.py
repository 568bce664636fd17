"""The generated region of the dashboard file: replaced alone, and refused when its place is unclear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.dashboard.region import BEGIN, END, Refusal, place

"""A busy machine is no failure."""

OUTSIDE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize("existing", [None, "", "\n", "\ufeff"])
def test_a_new_file_is_the_region(existing: str | None) -> None:
    """A file that is missing or blank gets the markers and the text."""
    assert place(existing, "# Follow-ups\n") == f"{BEGIN}\n# Follow-ups\n{END}\n"


def test_text_around_the_markers_is_kept() -> None:
    """What the user wrote above and below stays, whatever stood between is replaced."""
    existing = f"my notes\n\n{BEGIN}\nold\nlines\n{END}\nmore, without a last line end"
    assert place(existing, "new\n") == f"my notes\n\n{BEGIN}\nnew\n{END}\nmore, without a last line end"


def test_line_ends_of_the_file_are_kept() -> None:
    """In a CRLF file the generated lines end in CRLF too."""
    existing = f"mine\r\n{BEGIN}\r\nold\r\n{END}\r\n"
    assert place(existing, "a\nb\n") == f"mine\r\n{BEGIN}\r\na\r\nb\r\n{END}\r\n"


@given(OUTSIDE, OUTSIDE, st.sampled_from(["\n", "\r\n"]), st.lists(st.sampled_from(["a", "", "- [ ] x ^id"])))
def test_outside_stays_and_twice_is_once(above: str, below: str, end: str, lines: list[str]) -> None:
    """Every character outside the markers stays, and placing the same text again changes nothing."""
    generated = "".join(f"{line}\n" for line in lines)
    existing = f"{above}{end}{BEGIN}{end}old{end}{END}{end}{below}"
    first = place(existing, generated)
    assert isinstance(first, str)
    assert first.startswith(f"{above}{end}{BEGIN}{end}")
    assert first.endswith(f"{END}{end}{below}")
    assert first[len(f"{above}{end}{BEGIN}{end}") : -len(f"{END}{end}{below}")] == generated.replace("\n", end)
    assert place(first, generated) == first


@pytest.mark.parametrize(
    ("existing", "word"),
    [
        ("my own page\n", "no place"),
        (f"a\n{BEGIN}\nb\n", "missing"),
        (f"a\n{END}\nb\n", "missing"),
        (f"{END}\n{BEGIN}\n", "wrong order"),
        (f"{BEGIN}\na\n{END}\n{BEGIN}\nb\n{END}\n", "more than once"),
        (f"{BEGIN}\n{BEGIN}\na\n{END}\n{END}\n", "more than once"),
        (f"{BEGIN}\n{BEGIN}\na\n{END}\n", "more than once"),
    ],
)
def test_unclear_markers_are_refused(existing: str, word: str) -> None:
    """Missing, doubled, nested or turned-round markers: nothing is placed, and the remedy names both lines."""
    found = place(existing, "new\n")
    assert isinstance(found, Refusal)
    assert word in found.message
    assert BEGIN in found.remedy
    assert END in found.remedy


def test_a_marker_within_a_sentence_is_none() -> None:
    """Only a line of its own is a marker, so one may write about them."""
    existing = f"The line {BEGIN} begins it.\n{BEGIN}\nold\n{END}\n"
    assert place(existing, "new\n") == f"The line {BEGIN} begins it.\n{BEGIN}\nnew\n{END}\n"
