"""Notes by path, by name, by who links where: what `core.book` asks of the index. Knows nothing of conclusions."""

from __future__ import annotations

from collections.abc import Iterable

from vaulttool.core.codec import note_texts, text_note
from vaulttool.core.model import Note
from vaulttool.index.access import Access, Batch, in_good_faith
from vaulttool.index.rows import clean_text

Table = dict[str, tuple[str, ...]]
"""All answers to one question: its words with a zero character between them -> paths, sorted."""

_KEPT_NOTES = 4_000
MANY_LOOKUPS = 200
"""From so many look-ups on, or as many as there are notes, reading a whole table is quicker than asking row by row."""

_FACTS = "SELECT f.fields, f.items, f.rest FROM notes n JOIN facts f ON f.note = n.id WHERE n.path = ?"
_NAMED = "SELECT n.path FROM names k JOIN notes n ON n.id = k.note WHERE k.key = ?"
_LINKING = """
SELECT DISTINCT n.path FROM link_keys k JOIN notes n ON n.id = k.note
WHERE k.key = ? AND k.field != '' AND (n.kind != '' OR k.field = 'mention')
"""
_LINKING_IN = f"{_LINKING} AND k.field = ?"
_SHARING = "SELECT n.path FROM identities k JOIN notes n ON n.id = k.note WHERE k.field = ? AND k.value = ?"
_ALL = {
    _NAMED: "SELECT k.key, n.path FROM names k JOIN notes n ON n.id = k.note",
    _LINKING: """
        SELECT k.key, n.path FROM link_keys k JOIN notes n ON n.id = k.note
        WHERE k.field != '' AND (n.kind != '' OR k.field = 'mention')
        """,
    _LINKING_IN: """
        SELECT k.key, k.field, n.path FROM link_keys k JOIN notes n ON n.id = k.note
        WHERE k.field != '' AND (n.kind != '' OR k.field = 'mention')
        """,
    _SHARING: "SELECT k.field, k.value, n.path FROM identities k JOIN notes n ON n.id = k.note",
}


class Lookup:
    """The `Notes` of `core.book`, with a memory that is forgotten at every change."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._facts = Batch(access)
        self._notes: dict[str, Note | None] = {}
        self._given: dict[str, Note] = {}
        self._tables: dict[str, Table] = {}
        self._alone: dict[str, tuple[str, ...]] = {}
        """Path -> the answer that is this path, for all tables."""
        self._asked = 0
        self._many = MANY_LOOKUPS
        self._indexed = True
        self._stored: set[str] | None = None
        """The paths of all notes, when they are known because there were none at first."""

    def note(self, path: str) -> Note | None:
        """The facts of the note at this path, of ours or not; None when there is none."""
        if path in self._given:
            return self._given[path]
        if path in self._notes:
            return self._notes[path]
        if self._stored is not None and path not in self._stored:
            return None
        found = self._access.rows(_FACTS, (path,))
        with in_good_faith():
            note = text_note(*found[0]) if found else None
        self._keep(path, note)
        return note

    def before(self, note: Note) -> Note | None:
        """The facts at this path as they are kept: this very note when they are its own, which decodes nothing."""
        found = self._access.rows(_FACTS, (note.path,))
        if found == [note_texts(note)]:
            return note
        with in_good_faith():
            return text_note(*found[0]) if found else None

    def named(self, key: str) -> tuple[str, ...]:
        """Paths of the notes that bear this folded name, sorted."""
        return self._paths(_NAMED, (key,))

    def linking(self, key: str, field: str = "") -> tuple[str, ...]:
        """Paths of the notes of ours with a frontmatter link whose folded target is `key`, and daily notes; sorted.

        With a field, only those whose link stands in it.
        """
        return self._paths(_LINKING_IN, (key, field)) if field else self._paths(_LINKING, (key,))

    def sharing(self, field: str, value: str) -> tuple[str, ...]:
        """Paths of the contacts that share this identifying value, sorted."""
        return self._paths(_SHARING, (field, value))

    def _paths(self, sql: str, key: tuple[str, ...]) -> tuple[str, ...]:
        table = self._tables.get(sql)
        if table is None:
            self._facts.store()
            self._asked += 1
            if self._indexed and self._asked <= self._many:
                return tuple(sorted(row[0] for row in self._access.rows(sql, key)))
            table = self._tables[sql] = self._whole(sql)
        words = key[0] if len(key) == 1 else "\0".join(key)
        found = table.get(words)
        if found is None and not words.isascii():
            found = table.get("\0".join(map(clean_text, key)))
        return found or ()

    def _whole(self, sql: str) -> Table:
        """All answers to one kind of question. Most are one note, and share what says so."""
        found: Table = {}
        several: dict[str, set[str]] = {}
        for *words, path in self._access.each(_ALL[sql]):
            key, one = "\0".join(words), self._alone.setdefault(path, (path,))
            first = found.setdefault(key, one)
            if first is not one:
                several.setdefault(key, {*first}).add(one[0])
        found.update((key, tuple(sorted(paths))) for key, paths in several.items())
        return found

    def remember(self, notes: Iterable[Note]) -> None:
        """Notes that are stored just so: they need not be fetched, as long as nothing is written."""
        self._given = {note.path: note for note in notes}

    def _keep(self, path: str, note: Note | None) -> None:
        """Remember a note; when there are too many, the half that was met first is forgotten."""
        if len(self._notes) >= _KEPT_NOTES:
            for old in list(self._notes)[: _KEPT_NOTES // 2]:
                del self._notes[old]
        self._notes[path] = note

    def _changed(self) -> None:
        """What was remembered of who is named and linked how is no longer so."""
        self._tables.clear()
        self._given.clear()
        self._alone.clear()
        self._asked = 0

    def _rest(self) -> None:
        """Let go of what only many look-ups are worth."""
        self._changed()
        if len(self._notes) > MANY_LOOKUPS:
            self._notes.clear()

    def _forget(self) -> None:
        self._changed()
        self._notes.clear()
        self._stored = None
        self._facts.forget()
