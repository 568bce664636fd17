"""What a check is: a row and one function. The checks themselves are in the modules beside this."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from vaulttool.core import schema
from vaulttool.core.case import Case
from vaulttool.core.checks.problem import Problem
from vaulttool.core.diagnostics import Finding, Severity
from vaulttool.core.model import Note

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
