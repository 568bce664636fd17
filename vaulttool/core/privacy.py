"""Which notes are kept from others: from the dashboard, from reports and exports. What hides them is not here."""

from __future__ import annotations

from vaulttool.core.desk import Desk
from vaulttool.core.model import Note
from vaulttool.core.talk import met_in

SOMEBODY = "somebody"
"""What stands where a hidden note was named."""


def is_private(note: Note, desk: Desk) -> bool:
    """Whether a note is marked private, or is a talk with somebody who is."""
    if note.flag("private") or note.kind != "interview":
        return note.flag("private")
    return any(person.flag("private") for person in met_in(desk.talk(note), desk.book))


def public_name(note: Note) -> str:
    """The name of somebody where everybody may read it."""
    return SOMEBODY if note.flag("private") else note.name
