"""What every conclusion is made with. Most commands make none: dossiers and talks are loaded when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from vaulttool.core.book import Book
from vaulttool.core.calendar import Calendar, Clock
from vaulttool.core.once import once
from vaulttool.core.settings import Settings

if TYPE_CHECKING:
    from datetime import date

    from vaulttool.core.dossier import Dossier
    from vaulttool.core.model import Note
    from vaulttool.core.talk import Talk


class Desk(Struct, frozen=True, dict=True):
    """What every conclusion is made with: the notes, the clock, the calendar, the settings."""

    book: Book
    clock: Clock
    calendar: Calendar
    settings: Settings

    @once
    def kept(self) -> dict[object, Any]:
        """What was worked out from the settings and is kept as long as this desk; by what the worker calls it."""
        return {}

    def today(self) -> date:
        """Today itself: what is made of it holds for this day only."""
        self.clock.reached(self.clock.today)
        self.clock.over(self.clock.today)
        return self.clock.today

    def dossier(self, contact: Note) -> Dossier:
        """The dossier of this contact."""
        from vaulttool.core.dossier import Dossier

        return Dossier(contact, self)

    def talk(self, note: Note) -> Talk:
        """An interview note, read on this day."""
        from vaulttool.core.talk import Talk

        return Talk(note, self.clock)
