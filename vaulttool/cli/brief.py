"""`brief`: the day sheet of one talk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from shlex import quote
from typing import TYPE_CHECKING

import click

from vaulttool.cli.all_notes import roster_of
from vaulttool.cli.naming import AmbiguousName, NothingMatched, complete_name, find_notes, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.paging import put_page
from vaulttool.cli.session import Session
from vaulttool.core.values import as_date, has_time

if TYPE_CHECKING:
    from vaulttool.core.brief import Research
    from vaulttool.core.model import Note
    from vaulttool.core.talk import Talk
    from vaulttool.reading import Reading

_MOST_LINES = 12
"""Lines of research that are shown from one note."""

_TALKS_AND_PEOPLE = ("interview", "contact")


@command(
    "brief",
    click.Argument(
        ["interview"], nargs=-1, required=True, metavar="INTERVIEW", shell_complete=complete_name(_TALKS_AND_PEOPLE)
    ),
)
@click.pass_context
def brief(ctx: click.Context, interview: tuple[str, ...]) -> None:
    """One page for a talk, in plain Markdown, to print or to have on a phone.

    INTERVIEW is its file name, its date, or the name of a person: then it is the next talk with them.
    """
    from vaulttool.cli.local_zone import my_zone
    from vaulttool.core.brief import brief_of
    from vaulttool.report.brief_page import page

    session = Session.of(ctx, ("text", "json"))
    with session.reading() as found:
        talk = _talk(found, " ".join(interview))
        zone = my_zone(found.desk.settings.timezone)
        made = brief_of(talk, roster_of(found), zone, _research(session, found, talk))
    if session.format == "json":
        from vaulttool.report.as_data import as_data

        session.show_json(as_data(made))
    else:
        put_page(page(made))


def _talk(found: Reading, query: str) -> Talk:
    """The one talk that is meant. `NothingMatched`, `AmbiguousName`."""
    from vaulttool.core.questions import next_talk

    day = None if has_time(query) else as_date(query)
    if day:
        return _on_day(found, day)
    is_talk = find_notes(found.index, query, ("interview",)).exact
    is_person = bool(find_notes(found.index, query, ("contact",)).found)
    kinds = ("interview",) if is_talk else ("contact",) if is_person else _TALKS_AND_PEOPLE
    note = pick_note(found, query, kinds)
    if note.kind == "interview":
        return found.desk.talk(note)
    talk = next_talk(found.desk.dossier(note).talks)
    if talk is None:
        raise NothingMatched(
            f"no talk with {note.name} is planned", "for one that is over, give the name of its note or its date"
        )
    return talk


def _on_day(found: Reading, day: date) -> Talk:
    from vaulttool.core.questions import OFF

    notes = [note for path in found.desk.book.on_day(day) if (note := found.index.note(path))]
    talks = [found.desk.talk(note) for note in notes if note.kind == "interview"]
    on = [talk for talk in talks if talk.status not in OFF] or talks
    if not on:
        raise NothingMatched(f"there is no talk on {day}", _next(found))
    if len(on) > 1:
        choices = "\n".join(talk.note.path.removesuffix(".md") for talk in on)
        raise AmbiguousName(f"there are {len(on)} talks on {day}:", f"{choices}\nwrite one of these paths")
    return on[0]


def _next(found: Reading) -> str:
    """How to ask for the next talk to come."""
    from vaulttool.core.questions import next_talk

    talk = next_talk(roster_of(found).talks)
    return f"the next one: vaulttool brief {quote(talk.note.stem)}" if talk else "none is planned"


def _research(session: Session, found: Reading, talk: Talk) -> Research:
    """What is written freely about the talk, the people and their organisations."""
    notes = dict.fromkeys(note.path for note in _sources(found, talk))
    people = ((path, _words(session, found, path, "", "notes")) for path in notes)
    titles = found.index.titles()
    prepared = _words(session, found, talk.note.path, "prepare")
    return (("Prepared", prepared), *((titles.get(path, path), words) for path, words in people))


def _sources(found: Reading, talk: Talk) -> Iterator[Note]:
    from vaulttool.core.talk import met_in

    for person in met_in(talk, found.desk.book):
        yield person
        if org := found.desk.dossier(person).org:
            yield org
    for link in talk.note.linked("org"):
        named = found.desk.book.resolve_one(link.target)
        if named and named.kind == "org":
            yield named


def _words(session: Session, found: Reading, path: str, *sections: str) -> tuple[str, ...]:
    from vaulttool.core.parse.note import parse_note
    from vaulttool.core.prose import own_words
    from vaulttool.errors import UnreadableNote
    from vaulttool.vault import read

    settings = found.desk.settings
    try:
        body = parse_note(path, read(session.vault, path), settings).body
    except UnreadableNote:
        return ()
    return own_words(body, settings.headings, *sections)[:_MOST_LINES]
