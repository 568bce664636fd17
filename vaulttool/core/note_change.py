"""What is to be changed among the notes, as frozen values. Making it and writing it is not done here."""

from __future__ import annotations

from msgspec import Struct

from vaulttool.core.edit import Change


class NoteChange(Struct, frozen=True):
    """The changes of the note at `path` (relative to the vault, with `/`), in this order."""

    path: str
    changes: tuple[Change, ...]


class Rewrite(Struct, frozen=True):
    """The note at `path`, which says `old`, says `new`: for what was worked out over a whole text, as its links."""

    path: str
    old: str
    new: str


class NewNote(Struct, frozen=True):
    """A note of this text at `path`, where none may stand yet; nothing to do when it stands there with these bytes."""

    path: str
    text: str


class Move(Struct, frozen=True):
    """The note at `path`, with its other changes made, stands at `to`, where none may stand yet."""

    path: str
    to: str


class Removal(Struct, frozen=True):
    """The note at `path` is gone."""

    path: str


Intent = NoteChange | Rewrite | NewNote | Move | Removal
