"""What a check is: a row and one function. The checks themselves are in the modules beside this."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from vaulttool.core import schema
from vaulttool.core.book import has_written
from vaulttool.core.checks.linked import link_faults
from vaulttool.core.checks.problem import Problem
from vaulttool.core.checks.typed import misfits
from vaulttool.core.checks.words import odd_words
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Finding, Severity
from vaulttool.core.dossier import Dossier, met_in
from vaulttool.core.model import Note
from vaulttool.core.once import once
from vaulttool.core.talk import Talk


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
        found: dict[str, list[Problem]] = {}
        for one_pass in (misfits, link_faults, odd_words):
            for name, problem in one_pass(self.note, self.desk):
                found.setdefault(name, []).append(problem)
        return found

    def found(self, name: str) -> Iterator[Problem]:
        """What was found in passing for this check."""
        return iter(self.passing.get(name, ()))


Find = Callable[[Case], Iterator[Problem]]


class Check(Struct, frozen=True):
    """One check. `severity` is the usual one, a problem may have its own. `kinds`: the notes it looks at.

    `passing`: the passes over all values, links and list lines find its problems. `needs`: it has nothing to say of a
    note with none of these fields or kinds of list lines; `states`: nor of an interview with another status than these
    (none: with any). `fixable`: some of its findings have a safe automatic fix. `salvaged`: it looks also
    at a note that could only be salvaged, since it does not mind fields that may be missing.
    """

    name: str
    severity: Severity
    find: Find
    kinds: tuple[str, ...] = schema.KINDS
    fixable: bool = False
    salvaged: bool = False
    needs: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    passing: bool = False

    @property
    def doc(self) -> str:
        """The user's page of this check."""
        from inspect import cleandoc

        return cleandoc(self.find.__doc__ or "")

    def finding(self, note: Note, p: Problem) -> Finding:
        """A problem that it found in a note, under its name."""
        severity = p.severity or self.severity
        return Finding(note.path, p.line, p.column, self.name, severity, p.message, p.hint, p.fixable)
