"""What is to be changed among the notes, as frozen values. Making it and writing it is not done here."""

from __future__ import annotations

from dataclasses import dataclass

from vaulttool.core.edit import Change


@dataclass(frozen=True, slots=True)
class NoteChange:
    """The changes of the note at `path` (relative to the vault, with `/`), in this order."""

    path: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The note at `path`, which says `old`, says `new`: for what was worked out over a whole text, as its links."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note of this text at `path`, where none may stand yet; nothing to do when it stands there with these bytes."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Move:
    """The note at `path`, with its other changes made, stands at `to`, where none may stand yet."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Removal:
    """The note at `path` is gone."""

    path: str


Intent = NoteChange | Rewrite | NewNote | Move | Removal
