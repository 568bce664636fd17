"""What happened with each person, day by day: messages, talks, and what is planned. Nothing is concluded from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from vaulttool.core.dossier import Dossier
from vaulttool.core.roster import Roster, Who
from vaulttool.core.touches import Touch

EventKind = Literal["out", "in", "talk", "other", "planned"]
"""I wrote, they wrote (or we spoke), a talk took place, contact of unknown direction, a talk to come."""


class Event(Struct, frozen=True):
    """One thing on one day. `channel` and `purpose` are those of the touch, `""` when unknown; `text` is as written."""

    day: date
    kind: EventKind
    channel: str
    purpose: str
    text: str


class Life(Struct, frozen=True):
    """One person and what happened, oldest first. `last` is the last contact."""

    who: Who
    org: str
    status: str
    last: date | None
    events: tuple[Event, ...]


def lives(roster: Roster) -> tuple[Life, ...]:
    """Everybody with whom something happened or is planned, the latest contact first; archived people are left out."""
    dossiers = (roster.dossier(note) for note in roster.contacts)
    found = [life for life in map(_life, dossiers) if life.events and life.status != "archived"]
    return tuple(sorted(found, key=lambda life: (_since(life), life.who.name.casefold(), life.who.path)))


def _life(d: Dossier) -> Life:
    events = sorted((*_past(d), *_planned(d)), key=lambda event: event.day)
    return Life(Who(d.person.path, d.name), d.org_name, d.status, d.last_contact, tuple(events))


def _past(d: Dossier) -> Iterator[Event]:
    """Touches up to today; one without words is left out when another says the same of that day."""
    talks = {talk.note.path for talk in d.held}
    told = {(touch.day, touch.way) for touch in d.touches if touch.text}
    for touch in d.touches:
        is_talk = touch.path in talks and touch.way == "both"
        if is_talk:
            yield Event(touch.day, "talk", "", "", touch.text)
        elif touch.text or (touch.day, touch.way) not in told:
            yield Event(touch.day, _kind(touch), touch.channel, touch.purpose, touch.text)


def _kind(touch: Touch) -> EventKind:
    if touch.way == "out":
        return "out"
    return "in" if touch.way in ("in", "both") else "other"


def _planned(d: Dossier) -> Iterator[Event]:
    return (Event(talk.day, "planned", "", "", "") for talk in d.planned if talk.day)


def _since(life: Life) -> int:
    return -(life.last or date.min).toordinal()
