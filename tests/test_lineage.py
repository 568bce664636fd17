"""Who led to whom: the steps, the tree, circles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from tests.rosters import contact, roster_of
from vaulttool.core.lineage import line_to, tree, tree_of
from vaulttool.core.roster import Roster, Who

TODAY = "2026-12-02"
TALK = '---\ntype: interview\ncontact: "[[{}]]"\nstatus: done\ndate: {}\nreferrals: {}\n---\n'


def rows(roster: Roster) -> list[tuple[int, str, bool]]:
    return [(b.depth, b.who.name, b.again) for b in tree(roster)]


def test_s05_names_given_and_introductions_make_a_tree() -> None:
    """S05: who named whom in a talk, who introduced whom, and who has no note yet, in the order it happened."""
    roster = roster_of(
        {
            "Flo": contact(),
            "Jon": contact(),
            "Gil": contact('introduced_by: "[[Jon]]"', "introduced_on: 2026-11-20"),
            "Interviews/a.md": TALK.format("Flo", "2026-11-02", '["[[Jon]]", "[[Kim]]"]'),
        },
        TODAY,
    )
    assert rows(roster) == [(0, "Flo", False), (1, "Jon", False), (2, "Gil", False), (1, "Kim", False)]
    jon, gil, kim = tree(roster)[1:]
    assert jon.step
    assert (jon.step.how, str(jon.step.day), jon.step.path, jon.step.line) == (
        "named",
        "2026-11-02",
        "Interviews/a.md",
        6,
    )
    assert gil.step
    assert gil.step.how == "introduced"
    assert (kim.who.path, kim.status) == ("", "")


def test_the_line_that_led_to_somebody() -> None:
    """For one person: what came before, and the tree below."""
    roster = roster_of(
        {"A": contact(), "B": contact('referred_by: ["[[A]]"]'), "C": contact('referred_by: ["[[B]]"]')}, TODAY
    )
    c, b = Who("Contacts/C.md", "C"), Who("Contacts/B.md", "B")
    assert [(s.giver.name, s.person.name) for s in line_to(c, roster)] == [("A", "B"), ("B", "C")]
    assert [branch.who.name for branch in tree_of(b, roster)] == ["B", "C"]


def test_the_same_step_said_twice_is_one() -> None:
    """`referred_by` and the talk's `referrals` are one step, with the talk's date."""
    roster = roster_of(
        {
            "A": contact(),
            "B": contact('referred_by: ["[[A]]"]'),
            "Interviews/a.md": TALK.format("A", "2026-11-02", '["[[B]]"]'),
        },
        TODAY,
    )
    branches = tree(roster)
    assert [b.who.name for b in branches] == ["A", "B"]
    assert branches[1].step
    assert str(branches[1].step.day) == "2026-11-02"


def test_a_circle_ends() -> None:
    """Three who named each other in a circle: each is shown, and the circle is cut where it closes."""
    circle = {
        "A": contact('referred_by: ["[[C]]"]'), "B": contact('referred_by: ["[[A]]"]'),
        "C": contact('referred_by: ["[[B]]"]'),
    }  # fmt: skip
    roster = roster_of(circle, TODAY)
    assert rows(roster) == [(0, "A", False), (1, "B", False), (2, "C", False), (3, "A", True)]
    assert len(line_to(Who("Contacts/A.md", "A"), roster)) == 2


def test_a_long_line_needs_no_stack() -> None:
    """More people in a row than Python calls go deep: each is a row."""
    line = {f"P{n}": contact(f'referred_by: ["[[P{n - 1}]]"]' if n else "") for n in range(1100)}
    assert len(tree(roster_of(line, TODAY))) == 1100


@examples(40)
@given(st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), max_size=8))
def test_everybody_is_unfolded_once_whatever_the_links(links: dict[int, list[int]]) -> None:
    """In any web of links each person with a step stands in the tree, and is unfolded exactly once."""
    texts = {f"P{n}": contact() for n in range(8)}
    for n, givers in links.items():
        texts[f"P{n}"] = contact("referred_by: [" + ", ".join(f'"[[P{g}]]"' for g in givers) + "]")
    pairs = {(g, n) for n, givers in links.items() for g in givers if g != n}
    branches = tree(roster_of(texts, TODAY))
    assert {b.who.name for b in branches} == {f"P{n}" for pair in pairs for n in pair}
    assert sum(b.step is not None for b in branches) == len(pairs)
