"""What is to be changed in one note, as a frozen value. Making it and writing it is not done here."""

from __future__ import annotations

from dataclasses import dataclass

from vaulttool.core.edit import Change


@dataclass(frozen=True, slots=True)
class NoteChange:
    """The changes of the note at `path` (relative to the vault, with `/`), in this order."""

    path: str
    changes: tuple[Change, ...]
