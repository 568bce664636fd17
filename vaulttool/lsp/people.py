"""Whom an open note is about, and what is to be done about them as the notes stand on the screen."""

from __future__ import annotations

from vaulttool.core.afterwards import open_after
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.followups.engine import follow_ups
from vaulttool.core.model import Note
from vaulttool.core.talk import met_in
from vaulttool.lsp.cursor import link_at
from vaulttool.lsp.vault import View

_WITH_DOSSIER = frozenset({"contact", "interview", "org", "campaign"})


def follow_ups_of(note: Note, view: View) -> tuple[FollowUp, ...]:
    """All under or about this note, also what other notes raise; by due date."""
    known = [f for f in view.vault.reading().follow_ups if note.path in (f.person, f.about)]
    found = open_after(view.desk, known)
    if note.kind in _WITH_DOSSIER:
        found |= {f.id: f for f in follow_ups(view.desk.dossier(note), view.desk)}
    mine = [f for f in found.values() if note.path in (f.person, f.about, f.path)]
    return tuple(sorted(mine, key=lambda f: (f.due, -f.weight, f.id)))


def people_at(view: View, offset: int) -> tuple[Note, ...]:
    """The contact that a link under the cursor leads to, else those whom the note is about."""
    pointed = link_at(view, offset)
    linked = view.desk.book.resolve_one(pointed.target) if pointed else None
    if linked and linked.kind == "contact":
        return (linked,)
    if view.note.kind == "interview":
        return met_in(view.desk.talk(view.note), view.desk.book) or (view.note,)
    return (view.note,) if view.note.kind == "contact" else ()
