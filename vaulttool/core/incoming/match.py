"""Who of the contacts an incoming person is: by LinkedIn page, then mail address, then number, then name and company.

What follows from it is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from vaulttool.core.book import Book, personal
from vaulttool.core.checks.names import is_role
from vaulttool.core.incoming.company import companies_of, company_key
from vaulttool.core.incoming.person import Person, name_key, profile_of
from vaulttool.core.look_alikes import look_alikes
from vaulttool.core.model import Note
from vaulttool.core.names import Named
from vaulttool.core.similar import alike

_REASONS = (
    ("linkedin", "the same LinkedIn page"),
    ("email", "the same mail address"),
    ("phone", "the same phone number and name"),
)
_BY_NAME = "the same name and organisation"
_BY_NAME_ALONE = "the same name, and nothing else is known"


class Match(Struct, frozen=True):
    """The contacts that the person surely is, by path, and why; several: it is one of them, and not clear which."""

    notes: tuple[Note, ...] = ()
    reason: str = ""


class Acquaintances:
    """The contacts of a vault, to be asked who of them somebody is. `named` are their names, as the index has them."""

    def __init__(self, book: Book, named: Iterable[Named]) -> None:
        self.book = book
        self._paths: dict[tuple[str, ...], list[str]] = {}
        for one in named:
            for key in {name_key(name) for name in (one.name, *one.aliases)}:
                self._paths.setdefault(key, []).append(one.path)

    def match(self, person: Person) -> Match:
        """The first way to know the person that anybody fits."""
        known = identities_of(person)
        for field, reason in _REASONS:
            paths = {path for name, value in known if name == field for path in self.book.sharing(field, value)}
            found = tuple(note for note in self._notes(paths) if not _speaks_against(person, note, field))
            if found:
                return Match(found, reason)
        return self._by_name(person, is_known=bool(known))

    def alike(self, person: Person) -> tuple[tuple[str, str], ...]:
        """`(path, reason)` of those who may be the person, the surest first."""
        return tuple((one.note.path, ", ".join(one.reasons)) for one in look_alikes(person.note, self.book))

    def _by_name(self, person: Person, *, is_known: bool) -> Match:
        company = company_key(person.org)
        if is_known and not company:
            return Match()
        wanted = frozenset({company}) if company else frozenset()
        found = tuple(
            note
            for note in self._notes(self._paths.get(person.name_key, ()))
            if not _speaks_against(person, note, "name") and _same_company(wanted, companies_of(note, self.book))
        )
        return Match(found, _BY_NAME if company else _BY_NAME_ALONE) if found else Match()

    def _notes(self, paths: Iterable[str]) -> Iterator[Note]:
        for path in sorted(set(paths)):
            note = self.book.note(path)
            if note and note.kind == "contact":
                yield note


def identities_of(person: Person) -> tuple[tuple[str, str], ...]:
    """`(field, value)` pairs that belong to this person only, as the index has them."""
    return tuple((field, value) for field, value in personal(person.note) if not is_role(field, value))


def _same_company(wanted: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(wanted & theirs) or wanted == theirs


def _speaks_against(person: Person, note: Note, field: str) -> bool:
    """Whether something says that it is another person: another LinkedIn page; for a number, which is often that of an
    office or a household, another name."""
    if field == "linkedin":
        return False
    mine, theirs = profile_of(person.linkedin), profile_of(note.text("linkedin"))
    if mine and theirs and mine != theirs:
        return True
    return field == "phone" and person.name_key != name_key(note.name) and not alike(person.name, note.name)
