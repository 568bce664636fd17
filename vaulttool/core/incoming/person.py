"""One person as another program knows them, in the forms that notes have. Which file it is from is not said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from vaulttool.core.model import Field, Note
from vaulttool.core.names import in_order
from vaulttool.core.pattern import pattern
from vaulttool.core.portable_names import clean_name
from vaulttool.core.values import as_birthday, as_date, fold

MOST_LETTERS = 200
"""Of one value: what is longer is no name, title or address."""
_MOST_VALUES = 10

_EMAIL = pattern(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\".]+(?:\.[^\s@<>()\[\],;:\".]+)+")
_PHONE = pattern(r"[+(]?[0-9][0-9 ()./\-]{3,38}(?:[ ,;]*(?:ext|x)\.? ?[0-9]{1,8})?", re.I)
_WEB = pattern(r"https?://[^\s/]+\.[^\s]+", re.I)
_BRACKETS = pattern(r"\[\[|\]\]|\]\(")
_BIRTHDAY = pattern(r"(?:([0-9]{4})-?|--)([0-9]{2})-?([0-9]{2})(?:[T ].*)?", re.S)


class Person(Struct, frozen=True, dict=True):
    """Values that a note can hold as they are; `""` and `()` for what the file does not say.

    `place` is where in the file they stand: `row 12`, `card 3`. `links` are web pages but for the LinkedIn page.
    `birthday` and `connected_on` are ISO dates, the first perhaps `MM-DD`.
    """

    place: str
    name: str
    linkedin: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    org: str = ""
    role: str = ""
    address: str = ""
    birthday: str = ""
    links: tuple[str, ...] = ()
    connected_on: date | None = None

    @cached_property
    def name_key(self) -> tuple[str, ...]:
        """What two writings of the same name share."""
        return name_key(self.name)

    @cached_property
    def note(self) -> Note:
        """The person as a contact note without a file, to compare with those that there are."""
        pages = _writings(self.linkedin)
        values = {"email": self.emails, "phone": self.phones, "linkedin": pages}
        return Note("", "contact", self.name, {key: Field(key, found) for key, found in values.items() if found})


class Batch(Struct, frozen=True):
    """All people of one file, in its order; how many entries had no name, and what could not be read, in words."""

    people: tuple[Person, ...]
    without_name: int = 0
    problems: tuple[str, ...] = ()


def person(
    place: str,
    name: str,
    *,
    org: str = "",
    role: str = "",
    emails: Iterable[str] = (),
    phones: Iterable[str] = (),
    pages: Iterable[str] = (),
    address: str = "",
    birthday: str = "",
    connected_on: date | None = None,
) -> Person | None:
    """The person of these words as a file has them; what is no address, number or date is left out. None: no name."""
    called = clean_name(name)[:MOST_LETTERS].strip()
    if not any(map(str.isalnum, called)):
        return None
    webs = [page for text in pages if (page := web_page(text))]
    profile = next(filter(profile_of, webs), "")
    return Person(
        place=place,
        name=called,
        linkedin=profile,
        emails=_some(found[0] for text in emails if (found := _EMAIL.search(clean_name(text)))),
        phones=_some(found[0].strip() for text in phones if (found := _PHONE.search(clean_name(text)))),
        org=line(_BRACKETS.sub(" ", org)),
        role=line(role),
        address=line(", ".join(part.strip(" ,") for part in address.splitlines() if part.strip(" ,"))),
        birthday=birthday_in(birthday),
        links=_some(page for page in webs if page != profile),
        connected_on=connected_on,
    )


def line(text: str) -> str:
    """One line of text; `""` for what is too long to be a title or an address."""
    found = clean_name(text)
    return found if len(found) <= MOST_LETTERS else ""


def web_page(text: str) -> str:
    """The address of a web page, with its scheme; `""` when the text is none."""
    found = clean_name(text)
    if found.lower().startswith(("www.", "linkedin.com/")):
        found = f"https://{found}"
    return found if _WEB.fullmatch(found) and len(found) <= MOST_LETTERS else ""


def profile_of(url: str) -> str:
    """What tells one LinkedIn page from another, `""` for any other page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = (parts.netloc.rpartition("@")[2]).lower()
    path = [piece for piece in unquote(parts.path).split("/") if piece]
    is_theirs = host == "linkedin.com" or host.endswith(".linkedin.com")
    return fold(path[1]) if is_theirs and len(path) > 1 and path[0].lower() in ("in", "pub") else ""


def birthday_in(text: str) -> str:
    """`1980-05-17`, or `05-17` where the year is not known, from the forms of address books; `""` for no day."""
    found = _BIRTHDAY.fullmatch(text.strip())
    if not found:
        return ""
    day = f"{found[2]}-{found[3]}"
    whole = f"{found[1]}-{day}" if found[1] else ""
    return whole if whole and as_date(whole) else day if as_birthday(day) else ""


def name_key(name: str) -> tuple[str, ...]:
    """The plain words of a name, first name to last; the name itself when it has no letters."""
    return tuple(in_order(name)) or (fold(name),)


def _some(values: Iterable[str]) -> tuple[str, ...]:
    kept = {fold(value): value for value in values if value and len(value) <= MOST_LETTERS}
    return tuple(kept.values())[:_MOST_VALUES]


def _writings(url: str) -> tuple[str, ...]:
    """A page as it is, and with its letters spelt out and not: exports and browsers differ in that."""
    plain = unquote(url)
    return tuple(dict.fromkeys((url, plain, quote(plain, safe=":/?#@&=+,;~%")))) if url else ()
