"""`new interview`: the contact it is with, its day, and the questions it begins with."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from vaulttool.cli.making import Making
from vaulttool.cli.naming import NothingMatched, pick_note
from vaulttool.core.pattern import pattern
from vaulttool.core.values import as_date
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.edit import Change
    from vaulttool.core.model import Note
    from vaulttool.core.new_note import Wanted
    from vaulttool.core.note_change import NewNote
    from vaulttool.core.question_picker import Picked

_DAY_LIKE = pattern(r"[+-][0-9]+[a-z]?|[0-9]+[-./:][0-9T:./-]*", re.A)
_NOT_YET = frozenset({"", "idea", "requested"})
_MOST_A_DAY = 50


def split_day(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words of a name, and the day (or day and time) that stands before or behind it, `""` for none.

    What looks like a day and is none is refused.
    """
    from vaulttool.core.relative_days import is_relative

    for number in (2, 1):
        last = "T".join(words[-number:])
        if len(words) > number and (as_date(last) or is_relative(last)):
            return words[:-number], last
    for number in (2, 1):
        first = "T".join(words[:number])
        if len(words) > number and as_date(first):
            return words[number:], first
    wrong = _day_like(words[:0:-1])[::-1] or _day_like(words[:-1])
    if wrong:
        raise VaultToolError(f"{' '.join(wrong)!r} is no date", "write 2026-12-03, 2026-12-03T10:00, tomorrow or +3d")
    return words, ""


def _day_like(words: tuple[str, ...]) -> tuple[str, ...]:
    """The first of these words, as far as they look like a day or an hour."""
    return tuple(takewhile(_DAY_LIKE.fullmatch, words))


def interview(making: Making) -> tuple[NewNote, tuple[str, ...]]:
    """The note of a talk, and what to say of its questions and of other talks with the person."""
    person = _person(making)
    wanted = _wanted(making, person)
    changes = list(_fields(making, wanted))
    talk = making.parsed(making.note(wanted, changes))
    picked = _questions(making, person, talk)
    from vaulttool.core.new_talk import question_lines

    said = (_about(talk, picked), *_also_to_come(making, person, wanted))
    return making.note(wanted, [*changes, *question_lines(picked)]), said


def _person(making: Making) -> Note:
    """The contact; refused for one who wants no contact, and for nobody we know."""
    try:
        person = pick_note(making.found, making.name, ("contact",))
    except NothingMatched as error:
        first = f"make the contact first: vaulttool new contact {shlex.quote(making.name)}"
        raise NothingMatched(error.message, "\n".join(filter(None, (error.remedy, first)))) from error
    if making.found.desk.dossier(person).status == "do-not-contact":
        remedy = "when that has changed: vaulttool unset NAME do_not_contact"
        raise VaultToolError(f"{person.path} says that {person.name} is not to be contacted", remedy)
    return person


def _wanted(making: Making, person: Note) -> Wanted:
    """Where the note goes: by the day of the talk, else by today; beside another one of that day."""
    from vaulttool.core.acts import link_to
    from vaulttool.core.new_note import Wanted, talk_path

    found = making.found
    day = _day(making)
    paths, aim = found.index.paths("interview"), link_to(person, found.desk)[2:-2]
    for number in range(1, _MOST_A_DAY):
        path = talk_path(person.name, day, found.desk.settings, paths, number=number)
        wanted = Wanted("interview", person.name, path, aim)
        if not making.bearing(wanted.stem) and not os.path.lexists(found.root / path):
            return wanted
    raise VaultToolError(f"there are {_MOST_A_DAY} notes of talks with {person.name} on {day}", "tidy them up first")


def _day(making: Making) -> date:
    from vaulttool.core.relative_days import absolute

    said = making.values.get("date") or [""]
    return as_date(absolute(said[0], making.now.date())) or making.now.date()


def _fields(making: Making, wanted: Wanted) -> Iterator[Change]:
    """The fields asked for; a talk that has a date is scheduled, unless another status is asked for."""
    from vaulttool.core.edit import SetField

    yield from making.fields(wanted)
    is_dated = "date" in making.values and "status" not in making.values
    if is_dated and making.parsed(making.note(wanted)).word("status") in _NOT_YET:
        yield SetField("status", "scheduled")


def _questions(making: Making, person: Note, talk: Note) -> tuple[Picked, ...]:
    from vaulttool.cli.note_template import packaged_questions
    from vaulttool.core.new_talk import questions_for
    from vaulttool.core.roster import Roster

    found = making.found
    notes = {
        kind: [n for p in found.index.paths(kind) if (n := found.index.note(p))] for kind in ("interview", "question")
    }
    bank = notes["question"] or packaged_questions(found.desk.settings)
    roster = Roster(found.desk, tuple(notes["interview"]))
    return questions_for(found.desk.dossier(person), found.desk.talk(talk), roster, bank)


def _also_to_come(making: Making, person: Note, wanted: Wanted) -> Iterator[str]:
    """A talk with them that is to come already: this one may take its place."""
    from vaulttool.core.questions import next_talk

    other = next_talk(making.found.desk.dossier(person).talks)
    if other:
        moved = f"vaulttool set {shlex.quote(other.note.stem)} status=moved moved_to={shlex.quote(wanted.stem)}"
        yield f"{other.note.path} is to come as well; if this talk takes its place: {moved}"


def _about(talk: Note, picked: tuple[Picked, ...]) -> str:
    """How many questions there are, where from, and what is left to do with them."""
    carried = sum(one.is_carried for one in picked)
    there = talk.of("question")
    total = len(picked) + len(there)
    stars = sum(one.starred for one in picked) + sum(item.starred for item in there)
    parts = [f"{total} questions, {stars} of them starred"]
    parts += [f"{carried} carried over"] if carried else []
    parts += ["fill in what stands in [brackets]"] if any("[" in one.text for one in picked) else []
    return "; ".join(parts)
