"""The passes over all values, links and list lines of a note: each finds the problems of several checks at once."""

from __future__ import annotations

from vaulttool.core.checks.linked import link_faults
from vaulttool.core.checks.problem import Problem
from vaulttool.core.checks.typed import misfits
from vaulttool.core.checks.words import odd_words
from vaulttool.core.desk import Desk
from vaulttool.core.model import Note


def passes(note: Note, desk: Desk) -> dict[str, list[Problem]]:
    """What they find in a note, by check."""
    found: dict[str, list[Problem]] = {}
    for one_pass in (misfits, link_faults, odd_words):
        for name, problem in one_pass(note, desk):
            found.setdefault(name, []).append(problem)
    return found
