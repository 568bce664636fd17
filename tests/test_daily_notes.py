"""Dated daily notes as a source of contact, when `daily_notes` names their folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from tests.support import concluded, desk_of, parsed
from vaulttool.core.settings import Settings
from vaulttool.core.touches import Touch
from vaulttool.index import Index
from vaulttool.sync import sync

DAILY = Settings(daily_notes="Daily")
TODAY = "2026-12-02"
ANA = {"Ana Ruiz": "---\ntype: contact\naliases: [Annie]\n---\n"}


def touches(daily: dict[str, str], settings: Settings = DAILY, people: dict[str, str] | None = None) -> list[Touch]:
    """What counts as contact with Ana."""
    notes = parsed({**ANA, **(people or {}), **daily}, settings)
    desk = desk_of(notes, TODAY, settings)
    return list(desk.dossier(notes["Contacts/Ana Ruiz.md"]).touches)


def test_a_line_that_names_somebody_is_contact_on_the_day_of_the_note() -> None:
    """Its channel and direction are unknown: it is neither an attempt nor a reply."""
    text = "# Monday\n\nLunch with [[Ana Ruiz]] about wetlands.\n- rain\n- [[Ana Ruiz|Ana]] again\n"
    assert touches({"Daily/2026-11-30.md": text}) == [
        Touch(date(2026, 11, 30), "", "other", "", "Lunch with [[Ana Ruiz]] about wetlands.", "Daily/2026-11-30.md", 3),
        Touch(date(2026, 11, 30), "", "other", "", "[[Ana Ruiz|Ana]] again", "Daily/2026-11-30.md", 5),
    ]


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("- [ ] write to [[Ana Ruiz]]", False),
        ("- [x] write to [[Ana Ruiz]]", True),
        ("- [-] write to [[Ana Ruiz]]", False),
        ("met [[Annie]]", True),
        ("met [[Contacts/Ana Ruiz]]", True),
        ("met [Ana](../Contacts/Ana%20Ruiz.md)", True),
        ("met Ana Ruiz", False),
        ("`[[Ana Ruiz]]`", False),
        ("%% [[Ana Ruiz]] %%", False),
        ("> [[Ana Ruiz]]", False),
        ("met [[Ben Ode]]", False),
    ],
)
def test_what_counts_as_naming_somebody(line: str, counts: bool) -> None:
    """A link in a line of text or of a list; not one in an open to-do, in code, a comment or a quote."""
    assert bool(touches({"Daily/2026-11-30.md": f"{line}\n"})) is counts


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("Daily/2026-11-30.md", True),
        ("Daily/2026/11/2026-11-30 Monday.md", True),
        ("Daily/2026-11-31.md", False),
        ("Daily/Monday.md", False),
        ("Diary/2026-11-30.md", False),
        ("Daily/2026-12-03.md", False),
    ],
)
def test_only_dated_notes_of_the_folder_count(path: str, counts: bool) -> None:
    """And only when their day has come."""
    assert bool(touches({path: "met [[Ana Ruiz]]\n"})) is counts


def test_without_the_setting_nothing_counts() -> None:
    """A vault with a folder of that name did not ask for it."""
    assert touches({"Daily/2026-11-30.md": "met [[Ana Ruiz]]\n"}, Settings()) == []


def test_a_name_that_two_people_bear_counts_for_neither() -> None:
    """Which one was meant is not guessed."""
    twin = {"Old/Ana Ruiz.md": "---\ntype: contact\n---\n"}
    assert touches({"Daily/2026-11-30.md": "met [[Ana Ruiz]]\n"}, people=twin) == []


def test_a_mention_keeps_in_touch() -> None:
    """The next note is due a cadence after the day of the daily note."""
    people = {"Ana Ruiz": "---\ntype: contact\ncadence: monthly\nlast_contact: 2026-09-01\n---\n"}
    without = concluded(people, TODAY, DAILY)["Contacts/Ana Ruiz.md"].card
    daily = {"Daily/2026-11-30.md": "met [[Ana Ruiz]]\n"}
    card = concluded({**people, **daily}, TODAY, DAILY)["Contacts/Ana Ruiz.md"].card
    assert without
    assert card
    assert (without.last_contact, card.last_contact) == (date(2026, 9, 1), date(2026, 11, 30))
    assert (without.next_due, card.next_due) == (date(2026, 10, 1), date(2026, 12, 30))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for one test."""
    path = Path(tempfile.mkdtemp(prefix="vt-daily-"))
    yield path
    shutil.rmtree(path)


def test_a_changed_daily_note_redoes_those_it_names(folder: Path) -> None:
    """Coming, changing and going, each costs the people in it, and nobody else."""
    vault, cache, day = folder / "vault", folder / "cache", date(2026, 12, 2)
    for path, text in {
        "vaulttool.toml": 'daily_notes = "Daily"\n',
        "Contacts/Ana Ruiz.md": "---\ntype: contact\n---\n",
        "Contacts/Ben Ode.md": "---\ntype: contact\n---\n",
    }.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text)
    sync(vault, day, cache=cache)
    note = vault / "Daily" / "2026-11-30.md"
    note.parent.mkdir()
    seen, costs = [], []
    for line in ("met [[Ana Ruiz]]", "met [[Ana Ruiz]] and [[Ben Ode]]", "rain", ""):
        note.write_text(f"{line}\n") if line else note.unlink()
        run = sync(vault, day, cache=cache)
        with Index.open(vault, cache) as index:
            seen.append([card.last_contact and card.last_contact.day for _, _, card in index.cards()])
        costs.append(run.concluded)
    assert seen == [[30, None], [30, 30], [None, None], [None, None]]
    assert costs == [2, 3, 3, 0]


LINES = st.sampled_from(["met [[Ana]]", "- [ ] [[Ana]]", "- [x] [[Ben]]", "rain", "[[Ann]]", "```", "[[Ana]] [[Ben]]"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["Daily/2026-11-30.md", "Daily/2026-12-05.md", "Contacts/Ana.md", "Contacts/Ben.md"]),
        st.one_of(st.none(), st.lists(LINES, max_size=3).map("\n".join)),
    ),
    min_size=1,
    max_size=5,
)


@examples(25)
@given(STEPS)
def test_an_incremental_run_ends_where_a_fresh_one_does(steps: list[tuple[str, str | None]]) -> None:
    """Whatever happens to daily notes and people, and as days pass."""
    with tempfile.TemporaryDirectory(prefix="vt-daily-") as name:
        vault, cache = Path(name) / "vault", Path(name) / "cache"
        (vault / "Contacts").mkdir(parents=True)
        (vault / "Daily").mkdir()
        (vault / "vaulttool.toml").write_text('daily_notes = "Daily"\n')
        for number, (path, body) in enumerate(steps):
            head = "---\ntype: contact\naliases: [Ann]\n---\n" if path.startswith("Contacts") else ""
            if body is None:
                (vault / path).unlink(missing_ok=True)
            else:
                (vault / path).write_text(head + body + "\n")
            sync(vault, date(2026, 12, 2 + number), cache=cache, allow_empty=True)
        day, fresh = date(2026, 12, 1 + len(steps)), Path(name) / "fresh"
        sync(vault, day, cache=fresh, allow_empty=True)
        with Index.open(vault, cache) as mine, Index.open(vault, fresh) as built:
            assert mine.dump() == built.dump()
