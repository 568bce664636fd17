"""`export`: talks and follow-ups as a calendar, contacts as an address book or a table, notes as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from vaulttool.cli.all_notes import roster_of
from vaulttool.cli.options import command
from vaulttool.cli.session import Session

if TYPE_CHECKING:
    from vaulttool.core.model import Note
    from vaulttool.core.roster import Roster
    from vaulttool.reading import Reading
    from vaulttool.without_private import Hidden


@dataclass(frozen=True)
class _Order:
    """What is to be exported. `found` has no private note; `notes`: with what is written freely about people."""

    session: Session
    found: Reading
    hidden: Hidden
    notes: bool

    @cached_property
    def roster(self) -> Roster:
        return roster_of(self.found)


def _calendar(order: _Order) -> bytes:
    from vaulttool.cli.local_zone import my_zone
    from vaulttool.exchange.agenda import agenda
    from vaulttool.exchange.ics import calendar

    zone = my_zone(order.found.desk.settings.timezone)
    return calendar(agenda(order.roster, order.found.follow_ups, zone))


def _address_book(order: _Order) -> bytes:
    from vaulttool.exchange.shown import has_to_do_with
    from vaulttool.exchange.vcard_out import address_book

    roster = order.roster
    people = [note for note in roster.contacts if has_to_do_with(note, roster)]
    return address_book((roster.dossier(note), _words(order, note)) for note in people)


def _table(order: _Order) -> bytes:
    from vaulttool.exchange.csv_out import table

    return table(order.roster.contacts)


def _data(order: _Order) -> bytes:
    """The records of `list`, of all kinds, by path."""
    from vaulttool.core.query import Request, View, Vocabulary, listing
    from vaulttool.core.schema import KINDS
    from vaulttool.report.found import found_json
    from vaulttool.report.json import dumps

    found = order.found
    view, vocabulary = View(found.index, found.desk), Vocabulary(found.desk.settings, found.index.keys)
    listed = (listing(Request(kind), view, vocabulary) for kind in KINDS)
    records = ((found.index.note(record.path), record, table.columns) for table in listed for record in table.records)
    shown = [found_json(note, record, heads) for note, record, heads in records if note]
    return dumps(sorted(shown, key=lambda record: record["path"])).encode("ascii")


FORMS: Mapping[str, Callable[[_Order], bytes]] = MappingProxyType(
    {"ics": _calendar, "vcard": _address_book, "csv": _table, "json": _data}
)
"""What can be written -> how."""


@command(
    "export",
    click.Argument(["form"], type=click.Choice(list(FORMS)), metavar="|".join(FORMS)),
    click.Option(
        ["-o", "--output"], type=click.Path(path_type=Path), metavar="FILE", help="Write there, if it differs."
    ),
    click.Option(["--notes"], is_flag=True, help="With vcard: also what you wrote about them."),
)
@click.pass_context
def export(ctx: click.Context, form: str, output: Path | None, notes: bool) -> None:
    """What other programs can read: ics for calendars, vcard for address books, csv for spreadsheets, json for all.

    ics has the talks, and follow-ups as all-day entries; vcard and csv the contacts; json the records of `list`.
    Notes marked private are left out of all, people not to be contacted and archived ones out of ics and vcard.
    """
    from vaulttool.without_private import private_hidden

    session = Session.of(ctx)
    if notes and form != "vcard":
        raise click.UsageError(f"--notes goes with vcard; {form} has no place for them", ctx)
    with private_hidden() as hidden, session.reading() as found:
        if output:
            _refuse(session, found, output)
        made = FORMS[form](_Order(session, found, hidden, notes))
    if output:
        _put(session, output, made)
    else:
        click.echo(made, nl=False)


def _refuse(session: Session, found: Reading, output: Path) -> None:
    from vaulttool.exchange.file_out import refuse_note

    refuse_note(output, session.vault, found.desk.settings)


def _put(session: Session, output: Path, made: bytes) -> None:
    from vaulttool.core.escape import terminal
    from vaulttool.exchange.file_out import put

    written = put(output, made)
    if not session.is_quiet:
        click.echo(terminal(f"{output}: {'written' if written else 'unchanged'}"))


def _words(order: _Order, note: Note) -> tuple[str, ...]:
    """What is written freely about somebody, if that is asked for."""
    from vaulttool.core.parse.note import parse_note
    from vaulttool.core.prose import own_words
    from vaulttool.errors import UnreadableNote
    from vaulttool.vault import read

    if not order.notes:
        return ()
    settings = order.found.desk.settings
    try:
        body = parse_note(note.path, read(order.session.vault, note.path), settings).body
    except UnreadableNote:
        return ()
    return tuple(map(order.hidden.out_of, own_words(body, settings.headings, "", "notes")))
