"""Who is named in dated daily notes. That a line counts as contact is the dossier's to say."""

from __future__ import annotations

from collections.abc import Iterator

from vaulttool.core.book import Book
from vaulttool.core.model import Item, Note

FIELD = "mention"
"""The field under which the links of a daily note's lines are looked up."""


def mentions_of(person: Note, book: Book) -> Iterator[tuple[Note, Item]]:
    """Note and line of each dated line of a daily note with a link to this person; unticked to-dos are none."""
    for note in book.linking(person, FIELD):
        for item in note.of("mention"):
            if any(book.resolve(target) == (person.path,) for target in item.links):
                yield note, item
