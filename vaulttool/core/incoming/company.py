"""Whether two writings of an organisation or of a job mean the same. Text and look-ups only."""

from __future__ import annotations

from collections.abc import Iterator

from vaulttool.core.book import Book
from vaulttool.core.model import Note
from vaulttool.core.names import plain_words
from vaulttool.core.values import fold

_FORMS = frozenset(
    {
        "ab", "ag", "aps", "as", "asa", "bv", "co", "company", "corp", "corporation", "ev", "gmbh", "inc",
        "incorporated", "kg", "kk", "limited", "llc", "llp", "lp", "ltd", "nv", "oy", "oyj", "plc", "pte", "pty", "sa",
        "sarl", "sas", "se", "sl", "spa", "srl", "ug",
    }
)  # fmt: skip
"""Legal forms, which one writes and another leaves out."""


def company_key(text: str) -> str:
    """What two writings of a company share: `Acme, Inc.`, `The ACME` and `Acme` give the same; `""` for no text."""
    words = plain_words(text.replace(".", "").replace("&", " and "))
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    while len(words) > 1 and words[-1] in _FORMS:
        words = words[:-1]
    return " ".join(words) or fold(text)


def role_key(text: str) -> str:
    """What two writings of a job share: `Manager, Sales` and `Sales Manager` give the same."""
    return " ".join(sorted(plain_words(text))) or fold(text)


def companies_of(contact: Note, book: Book) -> frozenset[str]:
    """The `company_key` of each name that the contact's organisation has; empty without one."""
    return frozenset(key for name in _names(contact, book) if (key := company_key(name)))


def org_note(name: str, book: Book) -> Note | None:
    """The one organisation with a note of this name, None when there is none or it is not clear."""
    found = book.resolve_one(name)
    return found if found and found.kind == "org" else None


def _names(contact: Note, book: Book) -> Iterator[str]:
    links = contact.linked("org")[:1]
    if not links or links[0].plain:
        yield from contact.texts("org")[:1]
    for link in links:
        yield link.target.rsplit("/", 1)[-1]
        yield link.label
        note = book.resolve_one(link.target)
        if note and note.kind == "org":
            yield from (note.name, note.stem, *note.aliases)
