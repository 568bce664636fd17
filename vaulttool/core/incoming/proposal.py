"""All people of a file against the notes: who is known and gains what, who is new, who may be somebody known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from msgspec import Struct, field

from vaulttool.core.desk import Desk
from vaulttool.core.incoming.company import company_key
from vaulttool.core.incoming.enrich import Enrichment, enrich
from vaulttool.core.incoming.match import Acquaintances, Match, identities_of
from vaulttool.core.incoming.person import Person, profile_of
from vaulttool.core.note_change import NoteChange

NOTHING = Enrichment((), "", ())


class Outcome(Enum):
    """What an import makes of one person."""

    ENRICHED = "enriched"
    SAME = "same"
    NEW = "new"
    ALIKE = "alike"
    UNCLEAR = "unclear"
    REPEATED = "repeated"


class Proposal(Struct, frozen=True):
    """What is to become of one person.

    - `ENRICHED`: the note at `paths[0]` gains `gain`; `SAME`: it says all that already
    - `NEW`: nobody in the notes; `ALIKE`: neither, but those at `paths` may be the same person
    - `UNCLEAR`: one of the notes at `paths`; `REPEATED`: they stood in the file before
    """

    person: Person
    outcome: Outcome
    paths: tuple[str, ...] = ()
    reason: str = ""
    gain: Enrichment = NOTHING

    @property
    def change(self) -> NoteChange | None:
        """The change of the note, None when there is none."""
        return NoteChange(self.paths[0], self.gain.changes) if self.outcome is Outcome.ENRICHED else None

    @property
    def may_be_added(self) -> bool:
        """Whether a note may be made for them."""
        return self.outcome in (Outcome.NEW, Outcome.ALIKE)


def propose(people: Iterable[Person], known: Acquaintances, desk: Desk, today: date) -> tuple[Proposal, ...]:
    """One proposal a person, in the order of the file. The first entry of a person counts."""
    seen = _Seen()
    return tuple(_proposal(person, known, desk, today, seen) for person in people)


class _Seen(Struct):
    """The people of the file so far: the paths of those known, and what the others are known by."""

    paths: set[str] = field(default_factory=set)
    marks: dict[tuple[str, ...], str] = field(default_factory=dict)

    def knows(self, person: Person) -> bool:
        """Whether the person has been met in the file, and that was nobody with another LinkedIn page."""
        page = profile_of(person.linkedin)
        found = [self.marks[mark] for mark in _marks(person) if mark in self.marks]
        return any(not other or not page or other == page for other in found)

    def add(self, person: Person) -> None:
        for mark in _marks(person):
            self.marks.setdefault(mark, profile_of(person.linkedin))


def _proposal(person: Person, known: Acquaintances, desk: Desk, today: date, seen: _Seen) -> Proposal:
    match = known.match(person)
    paths = tuple(note.path for note in match.notes)
    if paths:
        is_repeated = bool(seen.paths.intersection(paths))
        seen.paths.update(paths)
        return Proposal(person, Outcome.REPEATED, paths) if is_repeated else _known(person, match, desk, today)
    if seen.knows(person):
        return Proposal(person, Outcome.REPEATED)
    seen.add(person)
    twins = known.alike(person)
    if twins:
        return Proposal(person, Outcome.ALIKE, tuple(path for path, _ in twins), twins[0][1])
    return Proposal(person, Outcome.NEW)


def _known(person: Person, match: Match, desk: Desk, today: date) -> Proposal:
    paths = tuple(note.path for note in match.notes)
    if len(paths) > 1:
        return Proposal(person, Outcome.UNCLEAR, paths, match.reason)
    gain = enrich(person, match.notes[0], desk, today)
    return Proposal(person, Outcome.ENRICHED if gain.changes else Outcome.SAME, paths, match.reason, gain)


def _marks(person: Person) -> Iterator[tuple[str, ...]]:
    """What the person would be known by, were there a note."""
    known = identities_of(person)
    for name, value in known:
        yield (name, value, *person.name_key) if name == "phone" else (name, value)
    company = company_key(person.org)
    if company or not known:
        yield ("name", company, *person.name_key)
