"""Bundling: one line a person, in the right list, most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vaulttool.core.calendar import Calendar
from vaulttool.core.conclusion import Card, FollowUp, State
from vaulttool.core.dashboard.bundle import Line, Lists, bundle, state_of, widen
from vaulttool.core.settings import Settings

"""A busy machine is no failure."""

TODAY = date(2026, 12, 2)
"""A Wednesday."""


def follow_up(person: str, rule: str, due: str, weight: int = 50, *, id: str = "", cadence: int = 0) -> FollowUp:
    """A follow-up with what the lists look at."""
    path, day = f"Contacts/{person}.md", date.fromisoformat(due)
    return FollowUp(
        id=id or f"{person}-{rule}-{due}", rule=rule, person=path, about=path, person_name=person, about_name=person,
        due=day, cause=day, text=f"{rule} text", path=path, line=3, clears="a touch", weight=weight, cadence=cadence,
        draft=f"draft-{rule}",
    )  # fmt: skip


def lists(*follow_ups: FollowUp, cap: int = 7, cards: dict[str, Card] | None = None) -> Lists:
    """The lists of these follow-ups on `TODAY`."""
    return bundle(follow_ups, TODAY, Calendar(), replace(Settings(), daily_cap=cap), cards or {})


def names(lines: Sequence[Line]) -> list[str]:
    """Whom the lines are about."""
    return [line.name for line in lines]


@pytest.mark.parametrize(
    ("due", "state"),
    [("2026-12-01", State.LATE), ("2026-12-02", State.DUE), ("2026-12-16", State.SOON), ("2026-12-17", State.LATER)],
)
def test_states(due: str, state: State) -> None:
    """Late before today, due today, soon within 14 days, later after that."""
    assert state_of(date.fromisoformat(due), TODAY) is state


def test_one_message_several_reasons() -> None:
    """All that is due for one person is one line; its due date is the earliest, which comes first."""
    found = lists(
        follow_up("Ben", "tell-advice", "2026-12-02", 82),
        follow_up("Ben", "connect", "2026-12-01", 45),
        follow_up("Ben", "follow-up", "2026-12-09", 65),
    )
    (line,) = found.today
    assert [reason.rule for reason in line.reasons] == ["connect", "tell-advice"]
    assert (line.due, line.state) == (date(2026, 12, 1), State.LATE)
    assert line.draft == "draft-tell-advice"
    assert [reason.rule for coming in found.coming for reason in coming.reasons] == ["follow-up"]


def test_a_single_reason_gives_the_line_its_id() -> None:
    """One reason lends the line its id; several make one, from the person and the reasons in any order."""
    one, two = follow_up("Ben", "connect", "2026-12-01", id="aaaa1111"), follow_up("Ben", "answer", "2026-12-01")
    assert lists(one).today[0].id == "aaaa1111"
    both = lists(one, two).today[0].id
    assert both == lists(two, one).today[0].id
    assert len(both) == 8
    assert both not in (one.id, two.id)
    assert both != lists(one, replace(two, id="other")).today[0].id


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        (["keep-in-touch"], "keep_in_touch"),
        (["birthday", "share"], "keep_in_touch"),
        (["give-back"], "give_back"),
        (["give-back", "offer"], "give_back"),
        (["keep-in-touch", "connect"], "today"),
        (["follow-up"], "today"),
        (["tell-advice"], "today"),
        (["a-rule-of-tomorrow"], "today"),
    ],
)
def test_the_list_of_a_due_line(rules: list[str], place: str) -> None:
    """Keeping in touch and giving back have lists of their own, while nothing else is due for that person."""
    found = lists(*(follow_up("Ben", rule, "2026-12-01") for rule in rules))
    assert {name for name in ("today", "give_back", "keep_in_touch") if getattr(found, name)} == {place}


def test_order_is_weight_and_lateness() -> None:
    """Two points for each business day late, at most 20; ties go to the earlier date, then to the name."""
    found = lists(
        follow_up("Ann", "answer", "2026-12-02", 52),
        follow_up("Bob", "answer", "2026-11-27", 50),
        follow_up("Cas", "answer", "2026-01-01", 50),
        follow_up("Dov", "answer", "2026-12-01", 50),
        follow_up("Abe", "answer", "2026-12-01", 50),
    )
    assert [(line.name, line.weight) for line in found.today] == [
        ("Cas", 70), ("Bob", 56), ("Abe", 52), ("Dov", 52), ("Ann", 52),
    ]  # fmt: skip


def test_lateness_of_a_cadence_is_relative() -> None:
    """Fifteen days late weigh more in a monthly than in a yearly cadence, and 15 is the most."""
    found = lists(
        follow_up("Year", "keep-in-touch", "2026-11-17", 30, cadence=365),
        follow_up("Month", "keep-in-touch", "2026-11-17", 30, cadence=30),
        follow_up("Long", "keep-in-touch", "2025-11-17", 30, cadence=30),
    )
    assert [(line.name, line.weight) for line in found.keep_in_touch] == [("Long", 45), ("Month", 37), ("Year", 30)]


def test_daily_cap() -> None:
    """What exceeds the cap stands under "Also due", and nothing is lost."""
    found = lists(*(follow_up(f"P{n}", "answer", "2026-12-02", 90 - n) for n in range(5)), cap=2)
    assert names(found.today) == ["P0", "P1"]
    assert names(found.also) == ["P2", "P3", "P4"]


def test_loops_and_next_days() -> None:
    """Loops not yet due have their list; the rest of 14 days is one line a person and day; later things are nowhere."""
    found = lists(
        follow_up("Ben", "try-advice", "2026-12-10"),
        follow_up("Cas", "connect", "2026-12-09"),
        follow_up("Cas", "offer-help", "2026-12-09"),
        follow_up("Cas", "keep-in-touch", "2026-12-08"),
        follow_up("Dov", "interview", "2026-12-08"),
        follow_up("Dov", "connect", "2027-02-08"),
    )
    assert names(found.loops) == ["Ben"]
    assert [(line.due.day, len(line.reasons)) for line in found.coming] == [(8, 1), (9, 2)]
    assert not found.due


def test_outreach_under_way() -> None:
    """Whoever was approached and has nothing due shows with the next step; whoever was not approached does not."""
    cards = {"Contacts/Flo.md": Card("contacted", attempts=1), "Contacts/New.md": Card("targeted")}
    found = lists(
        follow_up("Flo", "let-go", "2026-12-21"),
        follow_up("Flo", "follow-up", "2026-12-07"),
        follow_up("New", "make-contact", "2026-12-07"),
        cards=cards,
    )
    assert [(line.name, line.reasons[0].rule) for line in found.outreach] == [("Flo", "follow-up")]


def test_a_campaign_is_a_row_of_its_own() -> None:
    """A follow-up without a person stands under its campaign and mixes with nobody."""
    pace = replace(
        follow_up("x", "pace", "2026-12-02"), person="", person_name="", about="Spring.md", about_name="Spring"
    )
    found = lists(pace, follow_up("Ben", "connect", "2026-12-02"))
    assert sorted(names(found.today)) == ["Ben", "Spring"]


def test_widen_keeps_the_order_and_adds_what_comes() -> None:
    """Within a window a due line takes the person's later reasons; others follow by day, one line each."""
    every = (
        follow_up("Ben", "connect", "2026-12-02"),
        follow_up("Ben", "offer-help", "2026-12-04"),
        follow_up("Cas", "connect", "2026-12-05"),
        follow_up("Cas", "answer", "2026-12-04"),
        follow_up("Dov", "connect", "2026-12-30"),
    )
    found = widen(lists(*every), every, TODAY, TODAY + timedelta(days=7))
    assert [(line.name, len(line.reasons)) for line in found] == [("Ben", 2), ("Cas", 2)]
    assert [line.name for line in widen(lists(*every), every, TODAY, date.max)] == ["Ben", "Cas", "Dov"]


DUE = st.dates(date(2026, 11, 1), date(2027, 1, 15)).map(str)
RULE = st.sampled_from(["answer", "follow-up", "tell-advice", "give-back", "keep-in-touch", "connect"])
MANY = st.lists(st.tuples(st.sampled_from("ABCDE"), RULE, DUE), max_size=20, unique=True)


@given(MANY)
def test_every_due_reason_stands_exactly_once_in_any_order(raw: list[tuple[str, str, str]]) -> None:
    """No reason is lost or doubled, a person has one due line, and the order of the input does not matter."""
    every = [follow_up(*entry) for entry in raw]
    found = lists(*every)
    assert sorted(f.id for line in found.due for f in line.reasons) == sorted(f.id for f in every if f.due <= TODAY)
    assert len({line.person for line in found.due}) == len(found.due)
    assert lists(*reversed(every)) == found


@given(MANY)
def test_a_window_without_end_holds_everything(raw: list[tuple[str, str, str]]) -> None:
    """`--all` shows every reason once, the due lines first and in their order."""
    every = [follow_up(*entry) for entry in raw]
    found = widen(lists(*every), every, TODAY, date.max)
    assert sorted(f.id for line in found for f in line.reasons) == sorted(f.id for f in every)
    assert names(found[: len(lists(*every).due)]) == names(lists(*every).due)
