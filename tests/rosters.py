"""A roster made of note texts, for tests of what looks at the whole vault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from tests.support import parsed
from vaulttool.core.book import Book, identities, link_keys, names_of
from vaulttool.core.calendar import Calendar, Clock
from vaulttool.core.desk import Desk
from vaulttool.core.model import Note
from vaulttool.core.roster import Roster
from vaulttool.core.settings import Settings


class SortedNotes:
    """`book.Notes` over a dict of notes, sorted out once, so that a large one is quick too."""

    def __init__(self, notes: dict[str, Note]) -> None:
        self.notes = notes
        self._named = _table(notes, names_of)
        self._linking = _table(
            notes, lambda note: [way for key, field in link_keys(note) for way in ((key, ""), (key, field))]
        )
        self._sharing = _table(notes, identities)

    def note(self, path: str) -> Note | None:
        return self.notes.get(path)

    def named(self, key: str) -> tuple[str, ...]:
        return tuple(self._named.get(key, ()))

    def linking(self, key: str, field: str = "") -> tuple[str, ...]:
        return tuple(sorted(set(self._linking.get((key, field), ()))))

    def sharing(self, field: str, value: str) -> tuple[str, ...]:
        return tuple(self._sharing.get((field, value), ()))


def _table(notes: dict[str, Note], keys: Callable[[Note], Iterable[object]]) -> dict[object, list[str]]:
    found: dict[object, list[str]] = {}
    for path in sorted(notes):
        for key in keys(notes[path]):
            found.setdefault(key, []).append(path)
    return found


def roster_of(texts: dict[str, str], today: str, settings: Settings | None = None) -> Roster:
    """All these notes on this day; a key without a folder and `.md` is a contact's file name."""
    settings = settings or Settings()
    notes = parsed(texts, settings)
    clock = Clock(date.fromisoformat(today))
    desk = Desk(Book(SortedNotes(notes)), clock, Calendar(settings.weekend), settings)
    return Roster(desk, tuple(notes[path] for path in sorted(notes)))


def contact(*fields: str, body: str = "") -> str:
    """A contact note with these frontmatter lines."""
    return "\n".join(["---", "type: contact", *fields, "---", body, ""])
