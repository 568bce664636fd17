"""Who is in a made-up vault: people, talks and organisations by number. Their notes are `texts`'.

The same number is always the same person, whatever the size of the vault, so that two vaults can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

TODAY = date(2026, 12, 1)
"""The day that the notes are written for, a Tuesday."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words(
    "Ada Ben Cleo Dario Edda Fenn Gwen Hugo Ines Joran Kaia Lior Maren Nils Oona Pavel Quin Rhea Sami Tove Uma Vito "
    "Wanda Xenia Yara Zeno Alma Boris Carla Dean Elif Femi Gita Hana Igor Jutta Karim Lena Marco Nadia Omar Petra Rosa "
    "Selma Tariq Ulla Vera Wim Yusuf Zoe"
)
_ONSET = _words("Bar Cal Dor Fen Gal Hol Jan Kel Lin Mor Nor Ols Per Quil Ros San Tal Var Wes Zel")
_MIDDLE = _words("an den el er hart i ing land len mer o or ro sen ster tan u ver wick y")
_CODA = _words("berg dahl da field ford gren holm ker ley man more ner quist rand son stad ton vik wall wood")
_ORG = _words("Marsh Delta Tern Heath Ridge Harbour Orchard Lantern Summit Meadow Quarry Beacon Cedar Falcon Juniper")
_KIND = _words("Trust Works Institute Partners Labs Council Foundation Studio Survey Group")

LIVES = (
    *("quiet",) * 35,
    *("kept",) * 27,
    *("past",) * 15,
    *("ended",) * 12,
    *("outreach",) * 6,
    *("fresh",) * 3,
    *("planned",) * 2,
)
"""What share of a hundred people is known only, kept in touch with, met once, ended, written to, met lately, or about
to be met: years of notes, most of them at rest."""

_MET = frozenset({"kept", "past", "fresh", "planned"})


@dataclass(frozen=True, slots=True)
class Person:
    """One contact: what their notes agree on."""

    number: int
    name: str
    life: str
    org: str
    met: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """One talk. `turn` counts back from the latest with this person, which is 0."""

    number: int
    person: Person
    turn: int
    day: date

    @property
    def title(self) -> str:
        """The name of its note."""
        return f"{self.day} {self.person.name}"


@dataclass(frozen=True)
class World:
    """All of a vault of so many notes: about half contacts, half interviews, and what goes with them."""

    notes: int

    @property
    def org_count(self) -> int:
        return max(2, self.notes // 25)

    @property
    def shareable_count(self) -> int:
        return max(1, self.notes // 200)

    @property
    def person_count(self) -> int:
        return (self.notes - self.org_count - self.shareable_count - 1) // 2

    @property
    def meeting_count(self) -> int:
        return self.notes - self.org_count - self.shareable_count - 1 - self.person_count

    @cached_property
    def _met(self) -> tuple[int, ...]:
        return tuple(n for n in range(self.person_count) if life_of(n) in _MET)

    def person(self, number: int) -> Person:
        """The person with this number, counted round."""
        number %= self.person_count
        life, rng = life_of(number), dice("met", number)
        ago = {"kept": (5, 95), "past": (200, 900), "fresh": (2, 30), "planned": (-12, -1)}.get(life, (40, 700))
        return Person(number, name_of(number), life, org_name(number % self.org_count), _weekday(rng, *ago))

    def meeting(self, number: int) -> Meeting:
        """The talk with this number."""
        turn, place = divmod(number, len(self._met))
        person = self.person(self._met[place])
        return Meeting(number, person, turn, person.met - timedelta(days=turn * 119))

    def people(self) -> Iterator[Person]:
        """Everyone."""
        return map(self.person, range(self.person_count))

    def meetings(self) -> Iterator[Meeting]:
        """All talks."""
        return map(self.meeting, range(self.meeting_count))


def dice(*about: object) -> Random:
    """Chance that falls the same way every time for the same thing."""
    return Random("|".join(map(str, about)))


def life_of(number: int) -> str:
    """How things stand with this person."""
    return LIVES[number * 37 % 100]


def name_of(number: int) -> str:
    """A name that nobody else has, up to 400,000 people."""
    rest, first = divmod(number, len(_FIRST))
    mixed = rest * 1237 % 8000
    last = _ONSET[mixed % 20] + _MIDDLE[mixed // 20 % 20] + _CODA[mixed // 400]
    return f"{_FIRST[first]} {last}"


def org_name(number: int) -> str:
    """The name of an organisation."""
    rest, kind = divmod(number, len(_KIND))
    rest, place = divmod(rest, len(_ORG))
    return f"{_ORG[place]} {_KIND[kind]}" + (f" {rest + 1}" if rest else "")


def _weekday(rng: Random, least: int, most: int) -> date:
    day = TODAY - timedelta(days=rng.randint(least, most))
    return day if day.weekday() < 5 else day - timedelta(days=day.weekday() - 4)
