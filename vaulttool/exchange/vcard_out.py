"""Contacts -> the bytes of an address book, vCard 3.0 (RFC 2426). Which contacts those are is not said here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from vaulttool.core.dossier import Dossier
from vaulttool.core.escape import visible
from vaulttool.core.ids import identify
from vaulttool.core.model import Note
from vaulttool.core.values import as_birthday, as_date
from vaulttool.exchange.extras import missing

if TYPE_CHECKING:
    from vobject.base import Component

_LONGEST = 75
_NEVER = 1_000_000_000
"""The library folds lines by their characters; the format counts bytes."""
_NO_YEAR = 1604
"""Stands for an unknown year of birth: version 3.0 has none, and this is how address books mark it."""


def address_book(people: Iterable[tuple[Dossier, Sequence[str]]]) -> bytes:
    """One card a contact, with lines for its note (none: no note). CRLF line ends, lines of at most 75 bytes.

    `VaultToolError` when the library for it is not installed.
    """
    try:
        import vobject  # noqa: F401 - looks for it
    except ImportError as error:
        raise missing("vobject", "contacts") from error
    return "".join(_card(dossier, lines) for dossier, lines in people).encode("utf-8")


def _card(dossier: Dossier, lines: Sequence[str]) -> str:
    from vobject import vCard

    card, note = vCard(), dossier.person
    name = visible(dossier.name).strip() or visible(note.path)
    _add(card, "fn", name)
    _add_name(card, name)
    for alias in note.aliases:
        _add(card, "nickname", alias)
    if dossier.org_name:
        card.add("org").value = [visible(dossier.org_name)]
    _add(card, "title", note.text("role"))
    _add_reach(card, note)
    _add_address(card, note)
    _add_birthday(card, note.text("birthday"))
    if tags := [visible(tag) for tag in note.texts("tags")]:
        card.add("categories").value = tags
    _add(card, "note", *lines)
    _add(card, "uid", f"{identify('address-book', note.stem)}@vaulttool")
    return "".join(map(_folded, str(card.serialize(lineLength=_NEVER)).split("\r\n")[:-1]))


def _add(card: Component, name: str, *lines: str, **parameters: list[str]) -> None:
    """A property of one or several lines, nothing when they are empty; `parameters` as `TYPE=["HOME"]`."""
    text = "\n".join(filter(None, map(visible, lines))).strip()
    if text:
        made: Any = card.add(name)
        made.value = text
        made.params.update(parameters)


def _add_name(card: Component, name: str) -> None:
    """The parts of a name: what stands before a comma, else the last word, is the family's."""
    from vobject.vcard import Name

    family, comma, given = name.partition(",")
    if not comma:
        given, _, family = name.rpartition(" ")
    if not given:
        family, given = "", family
    card.add("n").value = Name(family=family.strip(), given=given.strip())


def _add_reach(card: Component, note: Note) -> None:
    for place, email in enumerate(note.texts("email")):
        _add(card, "email", email, TYPE=["INTERNET"] if place else ["INTERNET", "PREF"])
    for place, phone in enumerate(note.texts("phone")):
        _add(card, "tel", phone, TYPE=["VOICE"] if place else ["VOICE", "PREF"])
    _add(card, "x-socialprofile", note.text("linkedin"), TYPE=["linkedin"])
    for url in dict.fromkeys((note.text("linkedin"), *note.texts("links"))):
        _add(card, "url", url)


def _add_address(card: Component, note: Note) -> None:
    """The whole address stands as the street, since a note does not part it; without one, where they live."""
    from vobject.vcard import Address

    street = "\n".join(visible(line).strip() for line in note.text("address").splitlines())
    city, country = visible(note.text("location")), visible(note.text("country"))
    if street or city or country:
        card.add("adr").value = Address(street=street, city="" if street else city, country=country)


def _add_birthday(card: Component, text: str) -> None:
    born, day = as_date(text), as_birthday(text)
    if born:
        _add(card, "bday", born.isoformat())
    elif day:
        unknown = {"X-APPLE-OMIT-YEAR": [str(_NO_YEAR)]}
        _add(card, "bday", f"{_NO_YEAR}-{day[0]:02}-{day[1]:02}", **unknown)


def _folded(line: str) -> str:
    """A line with its end, cut where it has more than 75 bytes; what follows a cut begins with a blank."""
    parts, size = [], 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > _LONGEST:
            parts.append("\r\n ")
            size = 1
        parts.append(char)
        size += width
    return "".join([*parts, "\r\n"])
