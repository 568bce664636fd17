"""The questions that the note of a new talk begins with: open ones of talks before, and a choice from the bank."""

from __future__ import annotations

from collections.abc import Iterable

from vaulttool.core.dossier import Dossier
from vaulttool.core.edit import AddLine
from vaulttool.core.model import Note
from vaulttool.core.question_picker import Picked, as_line, pick_for
from vaulttool.core.questions import OpenQuestion, answered, open_questions, placeholders, question_key
from vaulttool.core.roster import Roster
from vaulttool.core.talk import Talk

MOST_OTHERS = 3
"""Open questions of talks with other people that a new talk takes up; room is left for this person's own."""


def questions_for(d: Dossier, talk: Talk, roster: Roster, bank: Iterable[Note]) -> tuple[Picked, ...]:
    """What brings the new talk with this person to the usual number of questions, in the order to ask them.

    First what is open with them, then what was marked to carry over with others, then a choice from the bank.
    `roster` holds the interviews, `bank` the notes of questions.
    """
    return pick_for(d, talk, bank, others=_from_others(d, talk, roster))


def question_lines(picked: Iterable[Picked]) -> list[AddLine]:
    """The changes that put these questions into a note."""
    return [AddLine("questions", as_line(one).removeprefix("- ")) for one in picked]


def _from_others(d: Dossier, talk: Talk, roster: Roster) -> list[OpenQuestion]:
    """Questions marked `[>]` with other people, that nobody has answered since; the starred and the latest first."""
    settled = answered(roster.talks) | {question_key(item.text) for t in (talk, *d.talks) for item in t.questions}
    found = [q for q in open_questions(roster) if q.who.path != d.person.path and _may_go_on(q, roster)]
    found.sort(key=lambda q: (not q.starred, -(q.day.toordinal() if q.day else 0), q.path, q.line))
    return [q for q in found if question_key(q.text) not in settled][:MOST_OTHERS]


def _may_go_on(q: OpenQuestion, roster: Roster) -> bool:
    """Whether a question fits other people: marked to carry over, about nothing private and no one person."""
    note = roster.desk.book.note(q.path)
    person = roster.desk.book.note(q.who.path) if q.who.path else None
    is_private = any(one.flag("private") for one in (note, person) if one)
    return q.state == "carried" and not q.is_research and not is_private and not placeholders(q.text)
