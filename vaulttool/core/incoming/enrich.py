"""What an incoming person adds to their note: empty fields filled, a new job as a line of news. Nothing is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from vaulttool.core.acts import link_to
from vaulttool.core.desk import Desk
from vaulttool.core.edit import AddLine, Change, SetField
from vaulttool.core.escape import markdown
from vaulttool.core.incoming.company import companies_of, company_key, org_note, role_key
from vaulttool.core.incoming.person import Person
from vaulttool.core.model import Note
from vaulttool.core.parse.inline import words_of
from vaulttool.core.values import fold

Value = str | tuple[str, ...]


class Enrichment(Struct, frozen=True):
    """The names of the fields to fill, the line of news (`""` for none), and both as changes of the note."""

    fields: tuple[str, ...]
    news: str
    changes: tuple[Change, ...]


def enrich(person: Person, note: Note, desk: Desk, today: date) -> Enrichment:
    """What the person's data say that their note does not."""
    has_moved = _has_moved(person, note, desk)
    said = dict(values_of(person, desk, today))
    empty = {name: value for name, value in said.items() if not note.texts(name)}
    if has_moved:
        empty = {name: value for name, value in empty.items() if name not in ("org", "role")}
    news = _news(person) if has_moved else ""
    if fold(words_of(news).text) in [fold(item.text) for item in note.of("news")]:
        news = ""
    changes: list[Change] = [SetField(name, value) for name, value in empty.items()]
    changes += [AddLine("log", f"{today} news: {news}", order_by_date=True)] if news else []
    return Enrichment(tuple(empty), news, tuple(changes))


def values_of(person: Person, desk: Desk, today: date) -> Iterator[tuple[str, Value]]:
    """`(field, value)` for all that is known of a person, as a contact note writes it."""
    org = org_note(person.org, desk.book) if person.org else None
    connected = person.connected_on
    found: dict[str, Value] = {
        "email": _one_or_more(person.emails),
        "phone": _one_or_more(person.phones),
        "links": _one_or_more(person.links),
        "linkedin": person.linkedin,
        "address": person.address,
        "org": link_to(org, desk) if org else person.org,
        "role": person.role,
        "connected_on": connected.isoformat() if connected and connected <= today else "",
        "birthday": person.birthday,
    }
    return ((name, value) for name, value in found.items() if value)


def _has_moved(person: Person, note: Note, desk: Desk) -> bool:
    """Whether organisation or role is another one than the note says."""
    theirs = companies_of(note, desk.book) if person.org else frozenset()
    role = note.text("role") if person.role else ""
    is_elsewhere = bool(theirs) and company_key(person.org) not in theirs
    return is_elsewhere or (bool(role) and role_key(role) != role_key(person.role))


def _news(person: Person) -> str:
    """`now Analyst at Marsh`"""
    role, org = markdown(person.role), markdown(person.org)
    return " ".join(part for part in ("now", role, f"at {org}" if org else "") if part)


def _one_or_more(values: tuple[str, ...]) -> Value:
    return values[0] if len(values) == 1 else values
