"""The columns of a few notes, taken from the notes themselves: to show ten finds, no more than ten are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Protocol

from msgspec import Struct

from vaulttool.core.book import Book
from vaulttool.core.conclusion import Card, FollowUp
from vaulttool.core.model import Note
from vaulttool.core.query.view import View
from vaulttool.core.values import fold

MOST = 200
"""From so many notes on, reading whole columns is quicker."""


class Facts(Protocol):
    """What is known of one note. The index answers."""

    def note(self, path: str) -> Note | None:
        """Its facts."""

    def cards_of(self, paths: Collection[str]) -> dict[str, Card]:
        """Path -> card of those of them that are contacts."""

    def statuses(self, paths: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Path -> status of those of them that are contacts or talks."""

    def follow_ups_about(self, paths: Collection[str]) -> list[FollowUp]:
        """What is to be done for these people, about them, or because of these notes, earliest first."""


class Few(Struct, frozen=True):
    """`core.query.Columns` of these notes."""

    facts: Facts
    notes: dict[str, Note]

    def kinds(self, paths: Collection[str] | None = None) -> dict[str, str]:
        return {path: note.kind for path, note in self.notes.items() if paths is None or path in paths}

    def paths(self, kind: str = "") -> tuple[str, ...]:
        return tuple(path for path, note in self.notes.items() if kind in ("", note.kind))

    def titles(self) -> dict[str, str]:
        return {path: note.name for path, note in self.notes.items()}

    def cards(self) -> list[tuple[str, str, Card]]:
        return [(path, self.notes[path].name, card) for path, card in self.facts.cards_of(self.notes).items()]

    def statuses(self) -> dict[str, tuple[str, ...]]:
        return self.facts.statuses(self.notes)

    def with_status(self, is_meant: Callable[[str], bool]) -> set[str]:
        return {path for path, values in self.statuses().items() if any(map(is_meant, values))}

    def follow_ups(self, due_by: date | None = None) -> list[FollowUp]:
        return [f for f in self.facts.follow_ups_about(self.notes) if f.due <= (due_by or date.max)]

    def values_of(self, field: str, kind: str = "") -> list[tuple[str, tuple[str, ...]]]:
        return [
            (p, n.fields[field].values) for p, n in self.notes.items() if field in n.fields and kind in ("", n.kind)
        ]

    def targets(self, field: str) -> list[tuple[str, str]]:
        links = ((path, fold(link.target)) for path, note in self.notes.items() for link in note.linked(field))
        return sorted({(path, key) for path, key in links if key})

    def tags(self) -> list[tuple[str, str]]:
        return [(path, tag) for path, note in self.notes.items() for tag in note.tags]

    def matching(self, text: str, *, phrase: bool, among: Collection[str] | None = None) -> Collection[str]:
        raise NotImplementedError("words are looked for in all notes")


def view_of(paths: Collection[str], view: View, facts: Facts) -> View:
    """A view in which these notes have all that they have in `view`, and which looks at no others if they are few."""
    if len(paths) > MOST:
        return view
    notes = _notes(paths, facts)
    talked = {who for note in notes.values() for who in _people(note, view.desk.book)}
    return View(Few(facts, notes | _notes(sorted(talked - notes.keys()), facts)), view.desk)


def _notes(paths: Iterable[str], facts: Facts) -> dict[str, Note]:
    return {path: note for path in sorted(paths) if (note := facts.note(path))}


def _people(note: Note, book: Book) -> Iterable[str]:
    """Whom a talk was with: it takes from them what it does not say itself."""
    links = note.linked("contact") if note.kind == "interview" else ()
    return (path for link in links for path in book.resolve(fold(link.target)))
