"""A roster without the notes that nobody else shall see, as if they were not there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from vaulttool.core.afterwards import desk_after
from vaulttool.core.book import Book, Notes
from vaulttool.core.model import Field, Item, Note
from vaulttool.core.pattern import pattern
from vaulttool.core.privacy import SOMEBODY
from vaulttool.core.roster import Roster
from vaulttool.core.talk import met_in

_WIKILINK = pattern(r"!?\[\[([^\[\]|#]*)[^\[\]]*\]\]")


def hidden(roster: Roster, *, private: bool) -> frozenset[str]:
    """Paths of the notes to leave out: people who must not be contacted, and private notes unless `private` is true.

    An interview goes with a private person met in it, or when everybody met in it must not be contacted.
    """
    secret = {n.path for n in roster.notes if n.flag("private") and not private}
    barred = {n.path for n in roster.contacts if roster.dossier(n).is_barred}
    for talk in roster.talks:
        met = {note.path for note in met_in(talk, roster.desk.book)}
        if met & secret or (met and met <= barred):
            secret.add(talk.note.path)
    return frozenset(secret | barred)


def veiled(roster: Roster, notes: Notes, paths: frozenset[str]) -> Roster:
    """The roster without these notes; links to them are gone, and in texts they are `SOMEBODY`. `notes` holds all."""
    if not paths:
        return roster
    veil = Veil(roster.desk.book, paths)
    changed: dict[str, Note | None] = dict.fromkeys(paths)
    changed |= {note.path: veil.over(note) for note in roster.notes if veil.names(note)}
    kept = tuple(changed.get(n.path) or n for n in roster.notes if n.path not in paths)
    return Roster(desk_after(notes, roster.desk, changed), kept)


class Veil(Struct, frozen=True):
    """What takes the notes at `paths` out of others. `book` holds all notes."""

    book: Book
    paths: frozenset[str]

    def names(self, note: Note) -> bool:
        """Whether a note that stays leads to one that goes."""
        return note.path not in self.paths and any(self._hides(target) for target in _targets(note))

    def over(self, note: Note) -> Note:
        """The note without those links."""
        return replace(
            note,
            links=tuple(link for link in note.links if not self._hides(link.target)),
            items=tuple(map(self._item, note.items)),
            fields={name: self._field(field) for name, field in note.fields.items()},
        )

    def _hides(self, target: str) -> bool:
        return any(path in self.paths for path in self.book.resolve(target))

    def _item(self, item: Item) -> Item:
        keys = {key: self.text(value) for key, value in item.keys.items()}
        links = tuple(target for target in item.links if not self._hides(target))
        return replace(item, text=self.text(item.text), answer=self.text(item.answer), keys=keys, links=links)

    def _field(self, field: Field) -> Field:
        return replace(field, values=tuple(map(self.text, field.values)))

    def text(self, text: str) -> str:
        """The text with `SOMEBODY` in place of links to these notes."""
        return _WIKILINK.sub(lambda found: SOMEBODY if self._hides(found[1]) else found[0], text)


def _targets(note: Note) -> Iterator[str]:
    yield from (link.target for link in note.links)
    yield from (target for item in note.items for target in item.links)
    yield from (found[1] for f in note.fields.values() for value in f.values for found in _WIKILINK.finditer(value))
