"""The contacts that may be the same person as a new one, each with the reasons. What follows is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from vaulttool.core.book import Book, personal
from vaulttool.core.checks.names import COMMON_NAME, is_role
from vaulttool.core.model import Note
from vaulttool.core.names import in_order
from vaulttool.core.short_names import SHORT_FORMS, forms
from vaulttool.core.similar import alike, likeness
from vaulttool.core.values import fold


class LookAlike(Struct, frozen=True):
    """A contact, and why it may be the same person, in words."""

    note: Note
    reasons: tuple[str, ...]


def look_alikes(new: Note, book: Book) -> tuple[LookAlike, ...]:
    """Who may be the person of a new contact note, the surest first: most reasons, then by path."""
    reasons: dict[str, dict[str, None]] = {}
    for path, reason in (*_of_data(new, book), *_of_names(new, book)):
        reasons.setdefault(path, {})[reason] = None
    found = [
        LookAlike(note, tuple(why))
        for path, why in reasons.items()
        if path != new.path and (note := book.note(path)) and note.kind == "contact"
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.reasons), one.note.path)))


def _of_data(new: Note, book: Book) -> Iterator[tuple[str, str]]:
    """Those with the same address, number or profile."""
    for field, value in personal(new):
        if not is_role(field, value):
            yield from ((path, f"the same {field}, {value}") for path in book.sharing(field, value))


def _of_names(new: Note, book: Book) -> Iterator[tuple[str, str]]:
    """Those called so, or nearly so."""
    for path in book.bearing(new.name):
        other = book.note(path)
        if other:
            is_alias = fold(other.name) != fold(new.name)
            yield path, "also called so" if is_alias else "the same name"
    for key in _keys(new.name):
        paths = book.sharing("likeness", key)
        for other in map(book.note, paths if len(paths) <= COMMON_NAME else ()):
            if other and (reason := alike(new.name, other.name) or _short(new.name, other.name)):
                yield other.path, reason


def _keys(name: str) -> list[str]:
    """The likeness of the name, and of the names that its first name is short for, or shares a short form with."""
    words = in_order(name)
    if len(words) < 2 or not likeness(name):
        return []
    last = likeness(name).rpartition(" ")[0]
    whole = forms(words[0])
    firsts = {first[0] for first in (*whole, *(short for first in whole for short in _shortened(first)))}
    return sorted({likeness(name), *(f"{last} {first}" for first in firsts)})


def _shortened(first: str) -> Iterator[str]:
    return (short for short, longer in SHORT_FORMS.items() if first in longer)


def _short(a: str, b: str) -> str:
    """Why a short form may make two names one, `""` when it does not."""
    one, other = in_order(a), in_order(b)
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-1] and forms(one[0]) & forms(other[0]):
        return "the same last name, and a short form of the first"
    return ""
