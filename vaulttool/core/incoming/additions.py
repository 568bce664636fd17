"""Notes for people who have none yet: from the vault's template, under file names that are free. Nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import count

from msgspec import Struct, field

from vaulttool.core.desk import Desk
from vaulttool.core.edit import Change, Refusal, SetField, apply_all
from vaulttool.core.incoming.enrich import values_of
from vaulttool.core.incoming.person import Person
from vaulttool.core.new_note import Wanted, new_note, note_path
from vaulttool.core.note_change import NewNote
from vaulttool.core.portable_names import portable_stem
from vaulttool.core.values import fold


class Making(Struct, frozen=True):
    """How notes are made: the template's text, where the people come from (the field `source`), and the local time."""

    template: str
    source: str
    now: datetime


def additions(
    people: Iterable[Person], making: Making, desk: Desk, contacts: Collection[str], taken: Collection[str]
) -> tuple[NewNote, ...] | Refusal:
    """A note for each person, in their order; or why the template makes none.

    `contacts` are the paths of the contacts that there are, `taken` the file names, without `.md` and folded, that no
    new note may have.
    """
    free = _FreeNames(set(taken))
    made: list[NewNote] = []
    template, shared = _prepared(making, desk)
    home = note_path("contact", "x", desk.settings, contacts).rpartition("/")[0]
    for person in people:
        stem = free.take(person)
        wanted = Wanted("contact", person.name, f"{home}/{stem}.md" if home else f"{stem}.md")
        own = [SetField(name, value) for name, value in values_of(person, desk, making.now.date())]
        note = new_note(template, wanted, making.now, desk.settings, [*own, *shared])
        if isinstance(note, Refusal):
            return note
        made.append(note)
    return tuple(made)


def _prepared(making: Making, desk: Desk) -> tuple[str, tuple[Change, ...]]:
    """The template with what all the notes share, said once; and what each note has to be told still."""
    shared: tuple[Change, ...] = (SetField("source", making.source), SetField("status", "identified"))
    done = apply_all(making.template, shared, "contact", desk.settings)
    return (making.template, shared) if isinstance(done, Refusal) else (done, ())


class _FreeNames(Struct):
    """The file names that are taken, and the number from which on each name is free."""

    used: set[str]
    numbers: dict[str, int] = field(default_factory=dict)

    def take(self, person: Person) -> str:
        """The name, else with the organisation, else with a number."""
        stem = next(stem for stem in self._stems(person) if fold(stem) not in self.used)
        self.used.add(fold(stem))
        return stem

    def _stems(self, person: Person) -> Iterator[str]:
        plain = portable_stem(person.name)
        yield plain
        if person.org:
            yield portable_stem(f"{person.name} ({person.org})")
        for number in count(self.numbers.get(plain, 2)):
            self.numbers[plain] = number + 1
            yield f"{plain} {number}"
