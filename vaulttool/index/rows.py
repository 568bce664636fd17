"""A note or a conclusion -> the rows the index keeps of it, by table. Values only, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vaulttool.core.book import identities, names_of
from vaulttool.core.codec import day_text, encode, findings_text, note_texts
from vaulttool.core.conclusion import Card, Conclusion
from vaulttool.core.model import Note
from vaulttool.core.values import fold

Row = tuple[Any, ...]
Rows = Mapping[str, list[Row]]

_MOST = (1 << 63) - 1


def note_rows(
    number: int, note: Note, body: str, stamp: Row, content: bytes, fresh: bool, *, with_facts: bool = True
) -> Rows:
    """The rows of the note with this id, by table. Times that the database cannot hold become 0: never equal again.

    Without `with_facts` only those of its file and its words, where all else that it says is stored already.
    """
    fitting = tuple(value if -_MOST <= value <= _MOST else 0 for value in stamp)
    words = "\n".join(value for field in note.fields.values() for value in field.values)
    rows: Rows = {
        "notes": [(number, note.path, note.kind, note.name, *fitting, content, fresh)],
        "fts": [(number, note.name, words, body)],
    }
    return {**rows, **_rows_of_facts(number, note)} if with_facts else rows


def _rows_of_facts(number: int, note: Note) -> Rows:
    types = " ".join(dict.fromkeys(item.type for item in note.items))
    return {
        "facts": [(number, f" {types} ", *note_texts(note))],
        "names": [(number, key) for key in names_of(note)],
        "link_keys": [
            (number, field, key) for field, key in {(link.field, fold(link.target)) for link in note.links} if key
        ],
        "identities": [(number, field, value) for field, value in identities(note)],
    }


def conclusion_rows(number: int, c: Conclusion) -> Rows:
    """The rows of the conclusion with this id, by table."""
    card, path, checked = c.card, c.path, c.checked
    days = day_text(c.since), day_text(c.until), day_text(checked.since), day_text(checked.until)
    status = encode(c.status) if c.status else ""
    return {
        "conclusions": [(number, path, *days, findings_text(checked.findings), day_text(c.held), status, c.private)],
        "cards": [(number, path, *_asked_of(card), encode(card))] if card else [],
        "meetings": [(number, path, encode(c.meeting))] if c.meeting else [],
        "due": [
            (number, n, f.due.isoformat(), f.person, f.about, f.path, f.id, encode(f))
            for n, f in enumerate(c.follow_ups)
        ],
        "insights": [(number, n, i.key, encode(i)) for n, i in enumerate(c.insights)],
        "reads": [(number, key, key in checked.reads) for key in c.reads],
    }


def _asked_of(card: Card) -> Row:
    """What cards are chosen by."""
    days = day_text(card.last_contact), day_text(card.first_sent)
    return card.status, card.private, card.attempts, bool(card.waiting), *days


def clean(row: Row) -> Row:
    """Text that the database can keep: halves of characters, which UTF-8 cannot say, become U+FFFD."""
    return tuple(clean_text(value) if isinstance(value, str) else value for value in row)


def clean_text(text: str) -> str:
    """One text of `clean`."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
