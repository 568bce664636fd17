"""Notes from text, and what is concluded of them, without files: for tests of the pure core."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from vaulttool.core.book import Book, identities, links_to, names_of
from vaulttool.core.calendar import Calendar, Clock, Holidays, no_holidays
from vaulttool.core.conclude import conclude
from vaulttool.core.conclusion import Conclusion, FollowUp
from vaulttool.core.desk import Desk
from vaulttool.core.model import Note
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings


class MemoryNotes:
    """`book.Notes` over a dict of notes."""

    def __init__(self, notes: dict[str, Note]) -> None:
        self.notes = notes

    def note(self, path: str) -> Note | None:
        return self.notes.get(path)

    def named(self, key: str) -> tuple[str, ...]:
        return tuple(sorted(path for path, note in self.notes.items() if key in names_of(note)))

    def linking(self, key: str, field: str = "") -> tuple[str, ...]:
        return tuple(sorted(path for path, note in self.notes.items() if links_to(note, key, field)))

    def sharing(self, field: str, value: str) -> tuple[str, ...]:
        return tuple(sorted(path for path, note in self.notes.items() if (field, value) in identities(note)))

    def on_day(self, day: date) -> tuple[str, ...]:
        return tuple(
            sorted(path for path, note in self.notes.items() if note.kind == "interview" and note.day("date") == day)
        )


def parsed(texts: dict[str, str], settings: Settings | None = None) -> dict[str, Note]:
    """Notes by path from their text; a path without a folder and `.md` is put in `Contacts/`."""
    paths = {key if key.endswith(".md") else f"Contacts/{key}.md": text for key, text in texts.items()}
    return {path: parse_note(path, text.encode(), settings or Settings()).note for path, text in paths.items()}


def desk_of(
    notes: dict[str, Note], today: str, settings: Settings | None = None, holidays: Holidays = no_holidays
) -> Desk:
    """A desk over these notes on this day."""
    settings = settings or Settings()
    return Desk(
        Book(MemoryNotes(notes)), Clock(date.fromisoformat(today)), Calendar(settings.weekend, holidays), settings
    )


def concluded(
    texts: dict[str, str], today: str, settings: Settings | None = None, holidays: Holidays = no_holidays
) -> dict[str, Conclusion]:
    """Every note's conclusion on this day."""
    notes = parsed(texts, settings)
    desk = desk_of(notes, today, settings, holidays)
    return {path: conclude(note, desk) for path, note in notes.items()}


def follow_ups(
    texts: dict[str, str], today: str, settings: Settings | None = None, holidays: Holidays = no_holidays
) -> list[FollowUp]:
    """All follow-ups of these notes on this day, in the order of their due dates."""
    found = [f for c in concluded(texts, today, settings, holidays).values() for f in c.follow_ups]
    return sorted(found, key=lambda f: (f.due, f.person_name, f.rule))


def rules(
    texts: dict[str, str], today: str, settings: Settings | None = None, holidays: Holidays = no_holidays
) -> list[tuple[str, str, str]]:
    """`(due, rule, person)` of all follow-ups."""
    return [(f.due.isoformat(), f.rule, f.person_name) for f in follow_ups(texts, today, settings, holidays)]


def us_holidays(year: int) -> Collection[date]:
    """The two public holidays that the worked example of the rules meets."""
    return {date(2026, 11, 26), date(2026, 12, 25)} if year == 2026 else set()
