"""A vault as those see it from whom private notes are hidden: a copy of the index in which they never were.

What is hidden is what exports leave out: private notes, and talks with private people. Nothing on the disk is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from msgspec.structs import replace

from vaulttool.core.book import Book, changed_keys, names_of
from vaulttool.core.conclude import conclude
from vaulttool.core.desk import Desk
from vaulttool.core.hiding import HIDING, HiddenNames
from vaulttool.core.model import Note
from vaulttool.core.pattern import pattern
from vaulttool.core.privacy import SOMEBODY, is_private
from vaulttool.core.values import as_bool, fold
from vaulttool.core.veil import Veil
from vaulttool.index import Index

_LINK = pattern(r"!?\[\[([^\[\]|#]*)[^\[\]]*\]\]")


class Hidden(HiddenNames):
    """What the readings so far have hidden."""

    def out_of(self, text: str) -> str:
        """The text without these names: as a whole, in links, and in a sentence where they are of two words or more."""
        if fold(text) in self.names:
            return SOMEBODY
        text = _LINK.sub(lambda found: SOMEBODY if fold(found[1]) in self.names else found[0], text)
        full = sorted((re.escape(name) for name in self.names if " " in name), key=len, reverse=True)
        return re.sub(rf"(?<!\w)(?:{'|'.join(full)})(?!\w)", SOMEBODY, text, flags=re.I) if full else text

    def out_of_all(self, value: Any) -> Any:
        """The same for every text in a value of JSON."""
        if isinstance(value, str):
            return self.out_of(value)
        if isinstance(value, dict):
            return {key: self.out_of_all(content) for key, content in value.items()}
        return [self.out_of_all(content) for content in value] if isinstance(value, list) else value


@contextmanager
def private_hidden() -> Iterator[Hidden]:
    """Inside, every reading of a vault is one without its private notes. Gives what was hidden."""
    hidden = Hidden()
    before = HIDING.set(hidden)
    try:
        yield hidden
    finally:
        HIDING.reset(before)


def as_seen(index: Index, desk: Desk) -> tuple[Index, Desk]:
    """The index and the desk to look things up in; inside `private_hidden` a copy, and the index itself is closed."""
    hidden = HIDING.get()
    secret = _secret(index, desk) if hidden else ()
    if not hidden or not secret:
        return index, desk
    hidden.names.update(name for note in secret for name in names_of(note))
    with index:
        copy = index.copy()
    shown = replace(desk, book=Book(copy))
    with copy.transaction():
        _take_out(secret, copy, desk, shown)
    return copy, shown


def _secret(index: Index, desk: Desk) -> tuple[Note, ...]:
    """The notes to hide, by path."""
    marked = [path for path, values in index.values_of("private") if values and as_bool(values[0])]
    notes = {path: note for path in marked if (note := index.note(path))}
    met = (talk for note in list(notes.values()) for talk in desk.book.linking(note, "contact"))
    notes |= {talk.path: talk for talk in met if is_private(talk, desk)}
    return tuple(notes[path] for path in sorted(notes))


def _take_out(secret: Iterable[Note], copy: Index, desk: Desk, shown: Desk) -> None:
    """Remove the notes and all links to them, and conclude anew what rested on them."""
    notes = {note.path: note for note in secret}
    linking = {path for note in notes.values() for key in names_of(note) for path in copy.mentions(key)}
    veil = Veil(Book(copy), frozenset(notes))
    veiled = [(old, veil.over(old), veil.text(copy.body(path))) for path in sorted(linking - set(notes))
              if (old := copy.note(path))]  # fmt: skip
    stale: set[str] = set()
    for note in notes.values():
        stale.update(changed_keys(note, None))
        copy.remove(note.path)
    stamps = copy.stamps()
    for old, new, body in veiled:
        stale.update(changed_keys(old, new))
        copy.put(new, body, *stamps[old.path])
    for path in sorted({new.path for _, new, _ in veiled} | copy.stale(stale)):
        if note_now := copy.note(path):
            copy.put_conclusion(conclude(note_now, shown))
