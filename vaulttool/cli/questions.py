"""`questions`: which are open, and a choice from the bank for somebody's next talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vaulttool.cli.all_notes import roster_of
from vaulttool.cli.naming import NothingMatched, complete_name, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.session import Session

if TYPE_CHECKING:
    from vaulttool.core.model import Note
    from vaulttool.core.question_picker import Picked
    from vaulttool.core.roster import Roster
    from vaulttool.core.talk import Talk


@command(
    "questions",
    click.Option(["--open", "only_open"], is_flag=True, help="The open ones, also with --for."),
    click.Option(
        ["--for", "name"],
        metavar="NAME",
        shell_complete=complete_name(("contact",)),
        help="Choose for their next talk.",
    ),
)
@click.pass_context
def questions(ctx: click.Context, only_open: bool, name: str | None) -> None:
    """Questions that wait for an answer: planned, marked `[>]` to carry over, or left open in a talk that is over.

    With --for NAME it chooses from the bank (the notes under Questions) what the next talk with them still lacks: 15
    in all, every required kind among them, 5 to 8 starred, the open ones first, and none that they answered. The lines
    are ready to paste under `## Questions`.
    """

    session = Session.of(ctx, ("text", "json"))
    with session.reading() as found:
        person = pick_note(found, name, ("contact",)) if name else None
        roster = roster_of(found)
        if person and not only_open:
            _choose(session, roster, person)
        else:
            _list_open(session, roster, person)


def _list_open(session: Session, roster: Roster, person: Note | None) -> None:
    from vaulttool.core.questions import open_questions
    from vaulttool.report import lookups

    found = [q for q in open_questions(roster) if person is None or q.who.path == person.path]
    if session.format == "json":
        session.show_json(lookups.question_records(found))
    elif found:
        session.show(lookups.question_rows(found))
    else:
        session.tell([f"no open questions{f' with {person.name}' if person else ''}"])


def _choose(session: Session, roster: Roster, person: Note) -> None:
    from vaulttool.core.question_picker import as_line, pick_for
    from vaulttool.core.questions import next_talk
    from vaulttool.report.as_data import as_data
    from vaulttool.report.layout import Row

    d = roster.dossier(person)
    talk = next_talk(d.talks)
    chosen = pick_for(d, talk, roster.of("question"))
    if session.format == "json":
        picked = [{**as_data(p), "line": as_line(p)} for p in chosen]
        interview = talk.note.path if talk else ""
        session.show_json({"person": person.name, "path": person.path, "interview": interview, "questions": picked})
        return
    if not chosen and not roster.of("question"):
        raise NothingMatched("there are no questions to choose from", "`vaulttool init` lays out the bank in Questions")
    session.tell([] if session.is_quiet else [_about(person, talk, chosen)])
    session.show((Row(((_safe(as_line(p)), ""),)) for p in chosen), wrap=False)


def _about(person: Note, talk: Talk | None, chosen: tuple[Picked, ...]) -> str:
    where = talk.note.path if talk else f"a talk with {person.name}, which has no note yet"
    there = len(talk.questions) if talk else 0
    if not chosen:
        return f"{where} has {there} questions, and nothing is missing"
    to_fill = " Fill in what stands in [brackets]." if any("[" in p.text for p in chosen) else ""
    return f"{len(chosen)} questions for {where}{f', which has {there}' if there else ''}.{to_fill}"


def _safe(line: str) -> str:
    from vaulttool.core.escape import terminal

    return terminal(line)
