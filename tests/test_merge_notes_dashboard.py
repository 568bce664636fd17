"""Two versions of one dashboard: every tick of both sides is there for the next sync, and nothing is in conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.dashboard.ticks import read_ticks
from vaulttool.core.merge import merge

ANA, BEN = "- [ ] **[[Ana Ruiz]]** · write to her · due today ^c2xxfx0r", "- [ ] **[[Ben Ode]]** · answer him ^36s9gdnr"
SUB = "  - [ ] tell him what his advice did ^d85353cr"
TEXT = f"""# Mine

<!-- vaulttool:dashboard -->
# Follow-ups

{ANA}
{BEN}
{SUB}
<!-- /vaulttool:dashboard -->

Notes.
"""


def ticked(line: str, sign: str = "x", words: str = "") -> str:
    """The line as a person leaves it."""
    return line.replace("[ ]", f"[{sign}]", 1) + words


def merged(ours: str, theirs: str, base: str = TEXT) -> str:
    """The merge, which must be clean."""
    result = merge(base, ours, theirs)
    assert not result.has_conflicts, result.text
    return result.text


def test_ticks_of_both_sides_stand_in_our_text() -> None:
    """Done, dismissed with a reason, put off with a date; sub-items have boxes of their own."""
    ours = TEXT.replace(ANA, ticked(ANA))
    theirs = TEXT.replace(BEN, ticked(BEN, "-", " we spoke")).replace(SUB, ticked(SUB, ">", " +3d"))
    both = ours.replace(BEN, ticked(BEN, "-", " we spoke")).replace(SUB, ticked(SUB, ">", " +3d"))
    assert merged(ours, theirs) == merged(theirs, ours) == both


def test_a_tick_on_a_dashboard_of_another_day_is_not_lost() -> None:
    """Ours was made anew and lacks the line, or words it otherwise: their line is there, with what is below it."""
    ours = TEXT.replace(f"{BEN}\n{SUB}\n", "").replace("due today", "due 2026-12-01, 1 day late")
    theirs = TEXT.replace(BEN, ticked(BEN)).replace(ANA, ticked(ANA, "-", " no need"))
    text = merged(ours, theirs)
    assert text.index(ticked(ANA, "-", " no need")) < text.index(f"{ticked(BEN)}\n{SUB}\n<!-- /vaulttool")
    assert {tick.id: tick.words for tick in read_ticks(text)} == {"c2xxfx0r": "no need", "36s9gdnr": ""}


def test_a_tick_that_one_side_has_dealt_with_does_not_come_back() -> None:
    """It was in the common past; one side's sync has written the fact and made the dashboard anew."""
    base = TEXT.replace(ANA, ticked(ANA))
    settled = base.replace(f"{ticked(ANA)}\n", "")
    other = base.replace(BEN, ticked(BEN))
    assert read_ticks(merged(settled, other, base)) == read_ticks(TEXT.replace(BEN, ticked(BEN)))
    assert [tick.id for tick in read_ticks(merged(other, settled, base))] == ["36s9gdnr"]


def test_the_same_line_ticked_by_both() -> None:
    """The one that says more stays; where they differ both stand, and sync takes the stronger one."""
    more = ticked(ANA, "x", " ✅ 2026-12-01")
    assert merged(TEXT.replace(ANA, ticked(ANA)), TEXT.replace(ANA, more)) == TEXT.replace(ANA, more)
    both = merged(TEXT.replace(ANA, more), TEXT.replace(ANA, ticked(ANA, "-", " she wrote")))
    assert both == TEXT.replace(ANA, f"{more}\n{ticked(ANA, '-', ' she wrote')}")


def test_text_outside_the_markers_is_the_users() -> None:
    """Merged by the line; the same line changed twice is the only conflict there can be."""
    assert merged(TEXT.replace("Mine", "Ours"), TEXT.replace("Notes.", "More.")) == (
        TEXT.replace("Mine", "Ours").replace("Notes.", "More.")
    )
    result = merge(TEXT, TEXT.replace("Mine", "Ours"), TEXT.replace("Mine", "Theirs").replace(ANA, ticked(ANA)))
    assert result.has_conflicts
    assert result.text.startswith("<<<<<<< ours\n# Ours\n=======\n# Theirs\n>>>>>>> theirs\n\n<!-- vaulttool")
    assert ticked(ANA) in result.text


def test_a_dashboard_that_both_made_first() -> None:
    """There is no common past, and still no conflict."""
    assert merged(TEXT.replace(ANA, ticked(ANA)), TEXT.replace(f"{ANA}\n", ""), "") == TEXT.replace(ANA, ticked(ANA))


def test_windows_line_ends_stay() -> None:
    """As in every note."""
    ours, theirs = TEXT.replace(ANA, ticked(ANA)), TEXT.replace(BEN, ticked(BEN))
    texts = [text.replace("\n", "\r\n") for text in (TEXT, ours, theirs)]
    assert merged(texts[1], texts[2], texts[0]) == ours.replace(BEN, ticked(BEN)).replace("\n", "\r\n")


@pytest.mark.parametrize("torn", ["<!-- vaulttool:dashboard -->\n", "<!-- /vaulttool:dashboard -->\n"])
def test_a_file_without_its_markers_is_merged_by_the_line(torn: str) -> None:
    """It is the user's text then."""
    assert merged(TEXT.replace(torn, "", 1), TEXT.replace("Notes.", "More.")) == TEXT.replace(torn, "", 1).replace(
        "Notes.", "More."
    )


Side = tuple[str, str, str, bool, int]
"""The three boxes, whether it is of another day, and which line is gone (3: none)."""

_STATE = st.sampled_from([" ", "x", "-", ">"])
_SIDES = st.tuples(_STATE, _STATE, _STATE, st.booleans(), st.integers(0, 3))


def _side(states: Side) -> str:
    """A side: each line ticked so, one of them gone, the text of another day."""
    text = TEXT
    for line, sign in zip((ANA, BEN, SUB), states[:3], strict=True):
        text = text.replace(line, ticked(line, sign, " +3d" if sign == ">" else ""))
    text = text.replace("due today", "due since long") if states[3] else text
    lines = text.split("\n")
    return "\n".join(lines[: 5 + states[4]] + lines[6 + states[4] :]) if states[4] < 3 else text


@given(ours=_SIDES, theirs=_SIDES)
def test_no_new_tick_is_lost_and_none_is_made_up(ours: Side, theirs: Side) -> None:
    """Whatever both sides did, the ticked ids of the merge are those of the two sides."""
    mine, yours = _side(ours), _side(theirs)
    text = merged(mine, yours)
    assert {t.id for t in read_ticks(text)} == {t.id for side in (mine, yours) for t in read_ticks(side)}
    assert merged(text, yours) == text
