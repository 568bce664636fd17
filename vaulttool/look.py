"""A look at the disk: how it is to be done, what it counts, what it saw. It is `refresh` that looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from vaulttool.core.diagnostics import Finding

if TYPE_CHECKING:
    from vaulttool.snapshot import Glance

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many notes are through, and how many there are; the last time both are the same."""


class Counts(Struct, frozen=True, kw_only=True):
    """What a look at the disk brought. `read`: notes whose stamp differed; `hashed`: those too fresh to trust."""

    notes: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    read: int = 0
    hashed: int = 0
    parsed: int = 0
    concluded: int = 0

    @property
    def unchanged(self) -> int:
        return self.notes - self.added - self.changed


class Wish(Struct, frozen=True):
    """How to look: every note anew (`full`), vanished notes taken for deleted (`allow_empty`), whom to tell, what is
    known from a moment ago.
    """

    full: bool = False
    allow_empty: bool = False
    progress: Progress | None = None
    glance: Glance | None = None


class Look(Struct, frozen=True):
    """What a refresh did and saw. `problems` are findings of the scan, which belong to no note.

    `snapshot`: the id of the snapshot that says how the vault is now; `""` when something may change unnoticed.
    """

    counts: Counts
    problems: tuple[Finding, ...]
    snapshot: str
