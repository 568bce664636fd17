"""`show`: all there is to know of one person, organisation or other note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from vaulttool.cli.naming import complete_name, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.session import Session

if TYPE_CHECKING:
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
        rows, data = _card(session, found, pick_note(found, " ".join(name)))
        if session.format == "json":
            session.show_json(data)
        else:
            session.show(rows)


def _card(session: Session, found: Reading, note: Note) -> tuple[Iterable[Row], dict[str, Any]]:
    from vaulttool.core.cards import org_card, person_card
    from vaulttool.report import cards
    from vaulttool.report.records import record

    follow_ups = found.follow_ups
    if note.kind == "contact":
        person = person_card(found.desk.dossier(note), follow_ups)
        return cards.person_rows(person, session.today), cards.person_record(person)
    if note.kind == "org":
        org = org_card(note, found.desk, follow_ups)
        return cards.org_rows(org, session.today), cards.org_record(org)
    return cards.note_rows(note), record(note)
