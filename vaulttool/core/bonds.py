"""What links two contacts to each other, as the notes say it, with the place where it stands. Reaching is not here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from vaulttool.core.model import Note
from vaulttool.core.roster import Roster, Who, lines_of, said, who_is
from vaulttool.core.talk import met_in
from vaulttool.core.values import fold


class Place(NamedTuple):
    """Where something stands."""

    path: str
    line: int


class Bond(NamedTuple):
    """One link between `who` and somebody else. `text` says it of both by name; a heavier bond carries further."""

    who: Who
    text: str
    weight: int
    places: tuple[Place, ...]


class Mark(NamedTuple):
    """Something that two people may share. `now` is false for an organisation left behind."""

    kind: str
    key: str
    name: str
    now: bool
    place: Place


_WEIGHT = {"introduced_by": 95, "intro_via": 90, "referred_by": 85, "mutuals": 75}
_WORDS = {
    "introduced_by": "{who} introduced you to {target}",
    "intro_via": "{who} is the one you meant to ask about {target}",
    "referred_by": "{who} named {target}",
    "mutuals": "{who} and {target} know each other",
}
_ASKED = "you asked {who} on {asked} to introduce you to {target}"
_FIELDS = (("schools", "school"), ("groups", "group"))


class Bonds(Struct, frozen=True, dict=True):
    """The links among all contacts of a roster, with what they share sorted out once."""

    roster: Roster

    def of(self, target: Note, *, known_only: bool = False) -> Iterator[Bond]:
        """Every bond of this contact; with `known_only` what is shared is looked for among people I know."""
        yield from self._written(target)
        yield from self._named_in_talks(target)
        yield from self._written_elsewhere(target)
        yield from self._shared(target, known_only=known_only)

    @cached_property
    def _marks(self) -> dict[str, tuple[Mark, ...]]:
        """What `marks` found, by path."""
        return {}

    def marks(self, note: Note) -> tuple[Mark, ...]:
        """What this contact may share with others: organisations, schools, groups."""
        if note.path not in self._marks:
            self._marks[note.path] = tuple(self._marks_of(note))
        return self._marks[note.path]

    def _written(self, target: Note) -> Iterator[Bond]:
        for name, weight in _WEIGHT.items():
            for link in target.linked(name):
                who = who_is(link, self.roster.desk)
                asked = target.text("intro_asked_on") if name == "intro_via" else ""
                words = _ASKED if asked else _WORDS[name]
                text = words.format(who=who.name, target=target.name, asked=asked)
                yield Bond(who, text, weight, (Place(target.path, link.line),))

    def _named_in_talks(self, target: Note) -> Iterator[Bond]:
        book = self.roster.desk.book
        for note in book.linking(target, "referrals"):
            talk = self.roster.desk.talk(note)
            line = next((o.line for o in note.linked("referrals") if book.resolve(o.target) == (target.path,)), 1)
            for giver in met_in(talk, book) if talk.is_held else ():
                text = f"{giver.name} named {target.name} on {talk.day}"
                yield Bond(Who(giver.path, giver.name), text, 86, (Place(note.path, line),))

    def _written_elsewhere(self, target: Note) -> Iterator[Bond]:
        """What the notes of others say of this one."""
        book = self.roster.desk.book
        for name, words in (("mutuals", "{other} and {target} know each other"), ("referred_by", _WAS_NAMED)):
            for note in book.linking(target, name):
                if note.kind == "contact":
                    text = words.format(other=note.name, target=target.name)
                    yield Bond(Who(note.path, note.name), text, 70, (Place(note.path, note.line_of(name)),))

    def _shared(self, target: Note, *, known_only: bool) -> Iterator[Bond]:
        people = self._known_by_mark if known_only else self._by_mark
        for mine in self.marks(target):
            for note, theirs in people.get((mine.kind, mine.key), ()):
                if note.path != target.path:
                    text, weight = _in_words(mine, theirs, target.name, note.name)
                    yield Bond(Who(note.path, note.name), text, weight, (theirs.place, mine.place))

    @cached_property
    def _by_mark(self) -> dict[tuple[str, str], list[tuple[Note, Mark]]]:
        found: dict[tuple[str, str], list[tuple[Note, Mark]]] = {}
        for note in self.roster.contacts:
            for mark in self.marks(note):
                found.setdefault((mark.kind, mark.key), []).append((note, mark))
        return found

    @cached_property
    def _known_by_mark(self) -> dict[tuple[str, str], list[tuple[Note, Mark]]]:
        return {key: [pair for pair in pairs if self.roster.knows(pair[0])] for key, pairs in self._by_mark.items()}

    def _marks_of(self, note: Note) -> Iterator[Mark]:
        for name in ("org", "past_orgs"):
            for link in note.linked(name):
                org = self.roster.desk.book.resolve_one(link.target)
                key = org.path if org else fold(said(link))
                yield Mark("org", key, org.name if org else said(link), name == "org", Place(note.path, link.line))
        for name, kind in _FIELDS:
            for value, line in lines_of(note, name):
                yield Mark(kind, fold(value), value, True, Place(note.path, line))


_WAS_NAMED = "{target} named {other}"


def _in_words(mine: Mark, theirs: Mark, target: str, other: str) -> tuple[str, int]:
    """What two people share, in words, and how far it carries."""
    if mine.kind == "group":
        return f"{other} and {target} both belong to {mine.name}", 50
    if mine.kind == "school":
        return f"{other} and {target} both went to {mine.name}", 45
    if theirs.now:
        where = f"where {target} works too" if mine.now else f"where {target} was before"
        return f"{other} works at {mine.name}, {where}", 65 if mine.now else 55
    where = f"where {target} works now" if mine.now else f"as {target} did"
    return f"{other} worked at {mine.name}, {where}", 55 if mine.now else 48
