"""What the report is made of: what is hidden, how far people came, marks, lives, and where the dots stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from tests.rosters import SortedNotes, contact, roster_of
from vaulttool.core.fit import fits
from vaulttool.core.funnel import funnel
from vaulttool.core.life import lives
from vaulttool.core.lineage import Branch, tree
from vaulttool.core.network import Dot, network, width_of
from vaulttool.core.roster import Roster, Who
from vaulttool.core.veil import hidden, veiled

TODAY = "2026-12-02"


def talk(name: str, day: str, *fields: str, body: str = "") -> str:
    """A talk that took place."""
    lines = [
        "---",
        "type: interview",
        f'contact: "[[{name}]]"',
        "status: done",
        f"date: {day}",
        *fields,
        "---",
        body,
        "",
    ]
    return "\n".join(lines)


def seen(texts: dict[str, str], *, private: bool = False) -> Roster:
    """The roster that others may see."""
    roster = roster_of(texts, TODAY)
    notes = SortedNotes({note.path: note for note in roster.notes})
    return veiled(roster, notes, hidden(roster, private=private))


def test_private_people_are_as_if_they_had_no_note() -> None:
    """Neither they nor their talks, nor links to them, nor their name in brackets; the rest of a line stays."""
    texts = {
        "Ana": contact(
            'mutuals: ["[[Zed]]", "[[Ben]]"]', body="## Log\n- 2026-11-18 email out: about [[Zed]] and [[Ben]]"
        ),
        "Ben": contact(),
        "Zed": contact("private: true", 'referred_by: ["[[Ana]]"]'),
        "Interviews/1.md": talk("Zed", "2026-11-20", 'referrals: ["[[Ben]]"]'),
        "Interviews/2.md": talk(
            "Ana", "2026-11-21", 'referrals: ["[[Zed]]", "[[Ben]]"]', "summary: she knows [[Zed|him]]"
        ),
    }
    roster = seen(texts)
    assert [note.path for note in roster.notes] == ["Contacts/Ana.md", "Contacts/Ben.md", "Interviews/2.md"]
    ana, met = roster.contacts[0], roster.held[0].note
    assert [link.target for link in ana.linked("mutuals")] == ["Ben"]
    assert ana.of("touch")[0].text == "about somebody and [[Ben]]"
    assert [link.target for link in met.linked("referrals")] == ["Ben"]
    assert met.text("summary") == "she knows somebody"
    assert [(b.depth, b.who.name) for b in tree(roster)] == [(0, "Ana"), (1, "Ben")]
    assert [talk.note.path for talk in roster.dossier(ana).talks] == ["Interviews/2.md"]
    assert len(seen(texts, private=True).notes) == 5


def test_people_not_to_be_contacted_are_never_there() -> None:
    """Also with private notes; a talk stays when somebody else was met in it too."""
    both = '---\ntype: interview\ncontact: ["[[Ana]]", "[[Bar]]"]\nstatus: done\ndate: 2026-11-21\n---\n'
    texts = {
        "Ana": contact(),
        "Bar": contact("do_not_contact: true"),
        "Interviews/1.md": talk("Bar", "2026-11-20"),
        "Interviews/2.md": both,
    }
    roster = seen(texts, private=True)
    assert [note.path for note in roster.notes] == ["Contacts/Ana.md", "Interviews/2.md"]
    assert [who.name for who in roster.met(roster.talks[0])] == ["Ana"]


def test_nothing_hidden_is_nothing_changed() -> None:
    """Without anything to hide the roster is the one that was given."""
    roster = roster_of({"Ana": contact()}, TODAY)
    assert veiled(roster, SortedNotes({}), hidden(roster, private=False)) is roster


def test_the_funnel_counts_how_far_people_came() -> None:
    """Whoever met counts as approached too, also when nobody wrote first."""
    texts = {
        "List": contact(),
        "Chosen": contact("status: targeted"),
        "Sent": contact(body="## Log\n- 2026-11-18 email out: hello (for:: outreach)"),
        "Wrote": contact(body="## Log\n- 2026-11-18 email in: hello"),
        "Met": contact(),
        "Led": contact(),
        "Interviews/1.md": talk("Met", "2026-11-20"),
        "Interviews/2.md": talk("Led", "2026-11-20", 'referrals: ["[[Kim]]"]'),
    }
    found = [(stage.name, stage.people) for stage in funnel(roster_of(texts, TODAY))]
    assert found == [
        ("on the list", 6), ("chosen", 5), ("approached", 4), ("answered", 3), ("met", 2), ("led to somebody", 1),
    ]  # fmt: skip


def test_marks_are_averaged_by_organisation() -> None:
    """The talk's organisation, else the person's; marks beyond 1 to 5 do not count; best first."""
    texts = {
        "Ana": contact('org: "[[Acme]]"'),
        "Organisations/Acme.md": "---\ntype: org\nname: Acme Wetlands\n---\n",
        "Interviews/1.md": talk("Ana", "2026-11-20", "fit_role: 4", "rapport: 9"),
        "Interviews/2.md": talk("Ana", "2026-11-21", "fit_role: 5", "fit_people: 2"),
        "Interviews/3.md": talk("Ana", "2026-11-22", "org: Marsh", "rapport: 5"),
        "Interviews/4.md": talk("Kim", "2026-11-23", "rapport: 1"),
        "Interviews/5.md": talk("Ana", "2026-11-24"),
    }
    found = [(f.org, f.talks, f.average, [(m.field, m.average, m.count) for m in f.marks])
             for f in fits(roster_of(texts, TODAY))]  # fmt: skip
    assert found == [
        ("Marsh", 1, 5.0, [("rapport", 5.0, 1)]),
        ("Acme Wetlands", 2, 3.7, [("fit_people", 2.0, 1), ("fit_role", 4.5, 2)]),
        ("", 1, 1.0, [("rapport", 1.0, 1)]),
    ]


def test_a_life_is_what_happened_and_what_is_planned() -> None:
    """Oldest first, each thing once, the latest contact first; archived people are left out."""
    texts = {
        "Ana": contact(
            "contacted_on: 2026-11-18",
            body="## Log\n- 2026-11-18 email out: hello (for:: outreach)\n- 2026-11-19 email in: sure\n"
            "- 2026-11-25 met her",
        ),
        "Ben": contact(body="## Log\n- 2026-11-30 email out: hello"),
        "Old": contact("status: archived", body="## Log\n- 2026-11-30 email out: hello"),
        "Never": contact(),
        "Interviews/1.md": talk("Ana", "2026-11-20", "summary: a good talk"),
        "Interviews/2.md": '---\ntype: interview\ncontact: "[[Ana]]"\nstatus: scheduled\ndate: 2026-12-09\n---\n',
    }
    ben, ana = lives(roster_of(texts, TODAY))
    assert (ben.who.name, ana.who.name, str(ana.last)) == ("Ben", "Ana", "2026-11-25")
    assert [(str(e.day), e.kind, e.text) for e in ana.events] == [
        ("2026-11-18", "out", "hello"), ("2026-11-19", "in", "sure"), ("2026-11-20", "talk", "a good talk"),
        ("2026-11-25", "other", "met her"), ("2026-12-09", "planned", ""),
    ]  # fmt: skip


def branch(depth: int, name: str, *, again: bool = False) -> Branch:
    return Branch(depth, Who("", name), None, "met", again)


def test_few_people_stand_in_rows() -> None:
    """A step is a column, everybody has a row and a name, a giver stands in the middle of those below."""
    found = network(
        [branch(0, "Flo"), branch(1, "Jon"), branch(2, "Gil"), branch(1, "Kim"), branch(0, "Noa"), branch(1, "Gil")]
    )
    assert found.form == "rows"
    flo, jon, gil, kim, noa = found.dots
    assert [dot.label for dot in found.dots] == ["Flo", "Jon", "Gil", "Kim", "Noa"]
    assert flo.x == noa.x < jon.x == kim.x < gil.x
    assert flo.y == pytest.approx((jon.y + kim.y) / 2)
    assert (flo.led, flo.below, noa.led) == (2, 3, 1)
    assert found.also == ((4, 2),)


TREES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 400)), max_size=400)


@examples(30)
@given(TREES)
def test_everybody_has_one_dot_inside_the_picture(rows: list[tuple[int, int]]) -> None:
    """In any tree, of any size: one dot each, inside the frame, parents before children, names that do not overlap."""
    branches: list[Branch] = []
    deepest = 0
    for depth, number in rows:
        name = f"P{number}"
        again = name in {b.who.name for b in branches}
        if not again or deepest:
            branches.append(branch(max(min(depth, deepest), int(again)), name, again=again))
            deepest = branches[-1].depth + (not again)
    found = network(branches)
    assert {dot.who.name for dot in found.dots} == {b.who.name for b in branches}
    assert len({dot.who.key for dot in found.dots}) == len(found.dots)
    for place, dot in enumerate(found.dots):
        assert dot.x >= dot.radius
        assert dot.x + dot.radius <= found.width
        assert dot.y >= dot.radius
        assert dot.y + dot.radius <= found.height
        assert dot.parent is None or dot.parent < place
    boxes = sorted(map(_letters, filter(lambda dot: dot.label, found.dots)))
    assert not any(_touch(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


def _letters(dot: Dot) -> tuple[float, float, float, float]:
    """The box that the name fills: left, top, right, bottom."""
    wide = width_of(dot.label)
    left = {"right": dot.x + dot.radius, "left": dot.x - dot.radius - wide}.get(dot.side, dot.x - wide / 2)
    middle = {"above": dot.y - dot.radius - 6, "below": dot.y + dot.radius + 6}.get(dot.side, dot.y)
    return left, middle - 5, left + wide, middle + 5


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_many_people_stand_on_rings_around_me() -> None:
    """Five hundred people: a ring a step further out, and those who led to most have their names shown."""
    branches = [branch(0, "Root")]
    for giver in range(20):
        branches.append(branch(1, f"Giver {giver}"))
        branches += [branch(2, f"P{giver}-{n}") for n in range(24)]
    found = network(branches)
    assert found.form == "rings"
    assert found.middle
    x, y = found.middle
    rings = [[((d.x - x) ** 2 + (d.y - y) ** 2) ** 0.5 for d in found.dots if d.depth == n] for n in range(3)]
    assert all(max(inner) < min(outer) for inner, outer in pairwise(rings))
    assert all(dot.label for dot in found.dots if dot.led)
    assert sum(bool(dot.label) for dot in found.dots) > 40
