"""What would follow if some notes said something else: for asking before writing. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from vaulttool.core.book import Book, Notes, identities, links_to, names_of
from vaulttool.core.checks import findings_of
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Finding
from vaulttool.core.followups.engine import follow_ups
from vaulttool.core.model import Note


class Overlay:
    """`Notes` with some notes new, changed or (None) gone."""

    def __init__(self, notes: Notes, changed: Mapping[str, Note | None]) -> None:
        self._notes = notes
        self._changed = changed

    def note(self, path: str) -> Note | None:
        """The note as it will be."""
        return self._changed[path] if path in self._changed else self._notes.note(path)

    def named(self, key: str) -> tuple[str, ...]:
        """Those that will bear the name."""
        return self._after(self._notes.named(key), lambda note: key in names_of(note))

    def linking(self, key: str, field: str = "") -> tuple[str, ...]:
        """Those that will link there."""
        return self._after(self._notes.linking(key, field), lambda note: links_to(note, key, field))

    def sharing(self, field: str, value: str) -> tuple[str, ...]:
        """Those that will share the value."""
        return self._after(self._notes.sharing(field, value), lambda note: (field, value) in identities(note))

    def _after(self, now: Iterable[str], holds: Callable[[Note], bool]) -> tuple[str, ...]:
        """The paths that hold now and stand as they are, and those that will hold."""
        will = {path for path, note in self._changed.items() if note and holds(note)}
        return tuple(sorted(will.union(path for path in now if path not in self._changed)))

    def on_day(self, day: date) -> tuple[str, ...]:
        """Paths of the interviews dated on this day."""
        return self.sharing("day", day.isoformat())


def desk_after(notes: Notes, desk: Desk, changed: Mapping[str, Note | None]) -> Desk:
    """The desk over `notes` with the changed ones (None: gone) in their place."""
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
