"""`show`: all there is to know of one person, organisation or other note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vaulttool.cli.naming import complete_name, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from vaulttool.core.cards import OrgCard, PersonCard
    from vaulttool.core.model import Note
    from vaulttool.reading import Reading
    from vaulttool.report.layout import Row


@command(
    "show", click.Argument(["name"], nargs=-1, required=True, metavar="NAME", shell_complete=complete_name())
)  # fmt: skip
@click.pass_context
def show(ctx: click.Context, name: tuple[str, ...]) -> None:
    """The card of a person: status, last contact, what is due, what is open between you, talks, names, favours.

    Of an organisation: the people there, what they said of entry-level posts and of the culture, how it fits. Of any
    other note: its fields. A few letters of the name are enough.
    """
    session = Session.of(ctx, ("text", "json"))
    with session.reading() as found:
        note = pick_note(found, " ".join(name))
        card = _card(found, note)
        if session.format == "json":
            session.show_json(_record(note, card))
        else:
            session.show(_rows(note, card, session.today))


def _card(found: Reading, note: Note) -> PersonCard | OrgCard | None:
    """What follows for a person or an organisation; None for any other note."""
    from vaulttool.core.cards import org_card, person_card

    if note.kind == "contact":
        return person_card(found.desk.dossier(note), found.follow_ups)
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
