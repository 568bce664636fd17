"""What `show` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaulttool.cli.naming import pick_note
from vaulttool.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from vaulttool.core.cards import OrgCard, PersonCard
    from vaulttool.core.model import Note
    from vaulttool.reading import Reading
    from vaulttool.report.layout import Row


def show(session: Session, name: str) -> None:
    """The card of the note that this name means."""
    with session.reading() as found:
        note = pick_note(found, name)
        card = _card(found, note)
        if session.format == "json":
            session.show_json(_record(note, card))
        else:
            session.show(_rows(note, card, session.today))


def _card(found: Reading, note: Note) -> PersonCard | OrgCard | None:
    """What follows for a person or an organisation; None for any other note."""
    from vaulttool.core.cards import org_card, person_card

    if note.kind == "contact":
        return person_card(found.desk.dossier(note), found.index.follow_ups_about([note.path]))
    return org_card(note, found.desk, found.follow_ups) if note.kind == "org" else None


def _rows(note: Note, card: PersonCard | OrgCard | None, today: date) -> Iterable[Row]:
    from vaulttool.core.cards import PersonCard
    from vaulttool.report.cards import note_rows, org_rows, person_rows

    if card is None:
        return note_rows(note)
    return person_rows(card, today) if isinstance(card, PersonCard) else org_rows(card, today)


def _record(note: Note, card: PersonCard | OrgCard | None) -> dict[str, Any]:
    from vaulttool.core.cards import PersonCard
    from vaulttool.report.card_records import org_record, person_record
    from vaulttool.report.records import record

    if card is None:
        return record(note)
    return person_record(card) if isinstance(card, PersonCard) else org_record(card)
