"""All notes of a vault at hand: by kind, with each person's dossier made once. What follows is not said here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.model import Link, Note
from vaulttool.core.talk import Talk
from vaulttool.core.values import fold

_SIGNS = ("relationship", "met_on", "met_where", "last_contact")
_SILENT = frozenset({"contacted", "no-response"})


class Who(Struct, frozen=True):
    """Somebody: the path of the contact note, `""` when there is none, and the name."""

    path: str
    name: str

    @property
    def key(self) -> str:
        """What tells this person from another."""
        return self.path or f"name:{fold(self.name)}"


class Roster(Struct, frozen=True, dict=True):
    """Every note of a vault on a day. `notes` come sorted by path."""

    desk: Desk
    notes: tuple[Note, ...]

    def of(self, kind: str) -> tuple[Note, ...]:
        """The notes of one kind."""
        return tuple(note for note in self.notes if note.kind == kind)

    @cached_property
    def _dossiers(self) -> dict[str, Dossier]:
        """Those asked for so far, by path."""
        return {}

    @cached_property
    def _known(self) -> dict[str, bool]:
        """What `knows` found, by path."""
        return {}

    @cached_property
    def contacts(self) -> tuple[Note, ...]:
        return self.of("contact")

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """All interviews, oldest first; those without a date last."""
        talks = map(self.desk.talk, self.of("interview"))
        return tuple(sorted(talks, key=lambda t: (t.day or date.max, t.note.path)))

    @cached_property
    def held(self) -> tuple[Talk, ...]:
        """The interviews that took place, oldest first."""
        return tuple(talk for talk in self.talks if talk.is_held)

    def dossier(self, note: Note) -> Dossier:
        """The dossier of this contact."""
        if note.path not in self._dossiers:
            self._dossiers[note.path] = self.desk.dossier(note)
        return self._dossiers[note.path]

    def met(self, talk: Talk) -> tuple[Who, ...]:
        """Who is met in an interview, in the order written; people without a note among them."""
        return tuple(who_is(link, self.desk) for link in talk.note.linked("contact"))

    def knows(self, note: Note) -> bool:
        """Whether I know this contact, and may ask: they spoke to me, or the note says how we met or stand."""
        if note.path not in self._known:
            self._known[note.path] = self._has_met(note)
        return self._known[note.path]

    def may_ask(self, note: Note) -> bool:
        """Whether this contact may be asked for anything: not barred, and has not declined."""
        return self.dossier(note).status not in ("do-not-contact", "declined")

    def _has_met(self, note: Note) -> bool:
        d = self.dossier(note)
        if not self.may_ask(note):
            return False
        is_said = any(note.text(name) for name in _SIGNS) and note.word("relationship") != "none"
        return is_said or bool(d.contact_days and d.status not in _SILENT)


def who_is(link: Link, desk: Desk) -> Who:
    """The contact a link leads to; the name as written when there is no such note, or more than one."""
    note = desk.book.resolve_one(link.target)
    if note and note.kind == "contact":
        return Who(note.path, note.name)
    return Who("", said(link))


def said(link: Link) -> str:
    """A link as one would say it."""
    return link.said


def lines_of(note: Note, name: str) -> Iterator[tuple[str, int]]:
    """The values of a text field, each with its line; empty ones left out."""
    found = note.fields.get(name)
    if found:
        for place, value in enumerate(found.values):
            if value.strip():
                yield value.strip(), found.lines[place] if place < len(found.lines) else found.line
