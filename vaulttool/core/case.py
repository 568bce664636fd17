"""A note under consideration, with what checks and rules ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from vaulttool.core.book import has_written
from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.model import Note
from vaulttool.core.once import once
from vaulttool.core.talk import Talk, met_in

if TYPE_CHECKING:
    from vaulttool.core.checks.problem import Problem


class Case(Struct, frozen=True, dict=True):
    """A note under consideration, with what several ask of it, worked out once."""

    note: Note
    desk: Desk

    @once
    def dossier(self) -> Dossier:
        """The dossier of this contact."""
        return self.desk.dossier(self.note)

    @once
    def talk(self) -> Talk:
        """This interview, read today."""
        return self.desk.talk(self.note)

    @once
    def people(self) -> tuple[Note, ...]:
        """The contacts met in this interview that have a note."""
        return met_in(self.talk, self.desk.book)

    @once
    def has_written(self) -> bool:
        """Whether there can be a message of mine to this contact."""
        return has_written(self.note)

    @once
    def passing(self) -> dict[str, list[Problem]]:
        """What the passes over all values, links and list lines found, by check."""
        from vaulttool.core.checks.passes import passes

        return passes(self.note, self.desk)

    def found(self, name: str) -> Iterator[Problem]:
        """What was found in passing for this check."""
        return iter(self.passing.get(name, ()))
