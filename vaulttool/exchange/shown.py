"""Which people and talks are written for other programs, by the same rules as the dashboard. The private never are."""

from __future__ import annotations

from collections.abc import Iterable

from vaulttool.core.model import Note
from vaulttool.core.roster import Roster


def has_to_do_with(note: Note, roster: Roster) -> bool:
    """Whether you still have to do with this contact: not barred, not archived."""
    dossier = roster.dossier(note)
    return not dossier.is_barred and dossier.status != "archived"


def may_be_shown(people: Iterable[Note], roster: Roster) -> bool:
    """Whether a talk with these contacts may be shown: nobody is private, and not all are barred or archived."""
    met = [roster.dossier(person) for person in people]
    if any(d.person.flag("private") for d in met):
        return False
    return not met or any(not d.is_barred and d.status != "archived" for d in met)
