"""What would follow if some notes said something else: for asking before writing. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from vaulttool.core.book import Book, Notes, identities, link_keys
from vaulttool.core.checks import findings_of
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.diagnostics import Finding
from vaulttool.core.dossier import Desk
from vaulttool.core.followups.engine import follow_ups
from vaulttool.core.model import Note


class Overlay:
    """`Notes` with some notes, which keep their names, in their changed version."""

    def __init__(self, notes: Notes, changed: Mapping[str, Note]) -> None:
        self._notes = notes
        self._changed = changed

    def note(self, path: str) -> Note | None:
        """The changed note, else the present one."""
        return self._changed.get(path) or self._notes.note(path)

    def named(self, key: str) -> tuple[str, ...]:
        """As the present notes are named."""
        return self._notes.named(key)

    def linking(self, key: str) -> tuple[str, ...]:
        """Those that link there now, and those that will."""
        more = {path for path, note in self._changed.items() if key in link_keys(note)}
        return tuple(sorted({*self._notes.linking(key), *more}))

    def sharing(self, field: str, value: str) -> tuple[str, ...]:
        """Those that share the value now, and those that will."""
        more = {path for path, note in self._changed.items() if (field, value) in identities(note)}
        return tuple(sorted({*self._notes.sharing(field, value), *more}))

    def on_day(self, day: date) -> tuple[str, ...]:
        """Paths of the interviews dated on this day."""
        return self.sharing("day", day.isoformat())


def desk_after(notes: Notes, desk: Desk, changed: Mapping[str, Note]) -> Desk:
    """The desk over `notes` with the changed ones in their place."""
    return Desk(Book(Overlay(notes, changed)), desk.clock, desk.calendar, desk.settings)


def open_after(desk: Desk, of: Iterable[FollowUp]) -> dict[str, FollowUp]:
    """The follow-ups, by id, that the notes of these follow-ups raise on this desk."""
    paths = sorted({path for one in of for path in (one.person, one.about)} - {""})
    notes = [note for path in paths if (note := desk.book.note(path))]
    return {found.id: found for note in notes for found in follow_ups(desk.dossier(note), desk)}


def new_findings(before: Note | None, after: Note, desk: Desk, changed: Desk) -> tuple[Finding, ...]:
    """The findings of a changed note, on its own desk, that it did not have before."""
    had = Counter((f.rule, f.message) for f in findings_of(before, desk)) if before else Counter()
    return tuple(f for f in findings_of(after, changed) if not had[(f.rule, f.message)])
