"""What a calendar shows: one event for each talk and its moves, one for each person's follow-ups of a day.

Everything follows from the notes; no clock is read, so events stay as they are while the notes do. How a calendar
file writes them is not said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from vaulttool.core.conclusion import FollowUp
from vaulttool.core.dashboard.words import how, listing, short
from vaulttool.core.escape import visible
from vaulttool.core.hours import hours_of
from vaulttool.core.ids import identify
from vaulttool.core.model import Item, Note
from vaulttool.core.roster import Roster, said
from vaulttool.core.talk import Talk, met_in
from vaulttool.core.values import as_date
from vaulttool.exchange.moves import chains
from vaulttool.exchange.shown import may_be_shown

_SURE = frozenset({"confirmed", "done", "closed"})
_OFF = frozenset({"moved", "cancelled", "no-show", "declined", "dropped"})
_OVER = _OFF | {"done", "closed"}
_REMINDERS = (timedelta(days=-1), timedelta(hours=-1))
_ALL_DAY_REMINDERS = (timedelta(hours=-15),)
"""Nine in the morning of the day before."""


class Event(Struct, frozen=True):
    """One entry of a calendar; all texts are single lines that hold no control characters.

    `start` is a local date-time of the IANA `zone` (`""`: of no zone), or a date: then it takes the whole day and
    `minutes` is 0. `stamp` is the newest date in its notes, `sequence` how often it was moved. `status` is `CONFIRMED`,
    `TENTATIVE` or `CANCELLED`, `""` for none. `reminders` are distances from the start. `is_busy`: others see the time
    as taken.
    """

    uid: str
    stamp: date
    summary: str
    start: date | datetime
    minutes: int = 0
    zone: str = ""
    status: str = ""
    sequence: int = 0
    place: str = ""
    description: tuple[str, ...] = ()
    reminders: tuple[timedelta, ...] = ()
    is_busy: bool = False


def agenda(roster: Roster, follow_ups: Iterable[FollowUp], my_zone: str) -> tuple[Event, ...]:
    """All events of a vault, by day; nothing private, and nobody barred or archived.

    `my_zone` is an IANA name, `""` when unknown: then talks are at that hour wherever the calendar is read.
    """
    uids = _Uids()
    found = [*_talks(roster, my_zone, uids), *_to_do(roster, follow_ups, uids)]
    return tuple(sorted(found, key=lambda event: (event.start.isoformat(), event.uid)))


class _Uids:
    """Names of events, each given out once, so that two notes of one file name in two folders stay two events."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, path: str, *parts: str) -> str:
        """Made of the note's file name, which it keeps in any folder; of its path where that is taken already."""
        stem = path.rsplit("/", 1)[-1]
        ways = (identify("calendar", stem, *parts), identify("calendar", path, *parts))
        found = next((way for way in ways if way not in self._taken), ways[-1])
        self._taken.add(found)
        return f"{found}@vaulttool"


def _talks(roster: Roster, my_zone: str, uids: _Uids) -> Iterator[Event]:
    desk = roster.desk
    for chain in chains(roster.talks, desk.book):
        people = {person.path: person for talk in chain for person in met_in(talk, desk.book)}
        dated = next((talk for talk in reversed(chain) if talk.day), None)
        if dated and not chain[-1].note.flag("private") and may_be_shown(people.values(), roster):
            yield _talk(chain, dated, roster, my_zone, uids.of(chain[0].note.path))


def _talk(chain: tuple[Talk, ...], talk: Talk, roster: Roster, my_zone: str, uid: str) -> Event:
    """The event of a talk that was moved `len(chain) - 1` times; `talk` is the last with a date."""
    last, day = chain[-1], talk.day
    assert day is not None
    status = _status(talk) if talk is last else "CANCELLED"
    is_on = status != "CANCELLED" and last.note.word("status") not in _OVER
    return Event(
        uid=uid,
        stamp=_newest((t.note for t in chain), day),
        summary=_heading(talk, roster),
        start=talk.start or day,
        minutes=talk.minutes if talk.start else 0,
        zone=my_zone if talk.start else "",
        status=status,
        sequence=len(chain) - 1,
        place=visible(talk.note.text("place")),
        description=tuple(_about(talk, roster, my_zone)),
        reminders=(_REMINDERS if talk.start else _ALL_DAY_REMINDERS) if is_on else (),
        is_busy=talk.start is not None,
    )


def _status(talk: Talk) -> str:
    """By what is written, not by the day: an event must not change overnight."""
    word = talk.note.word("status")
    if word in _OFF:
        return "CANCELLED"
    return "CONFIRMED" if word in _SURE or talk.note.day("confirmed_on") else "TENTATIVE"


def _heading(talk: Talk, roster: Roster) -> str:
    names = [who.name for who in roster.met(talk)] or [talk.note.name]
    people = met_in(talk, roster.desk.book)
    orgs = [said(link) for link in talk.note.linked("org")] or [roster.dossier(one).org_name for one in people]
    return visible(f"Talk with {listing(names)}{f' ({orgs[0]})' if any(orgs[:1]) else ''}")


def _about(talk: Talk, roster: Roster, my_zone: str) -> Iterator[str]:
    people = met_in(talk, roster.desk.book)
    hours = hours_of(talk, people[0].text("timezone") if people else "", my_zone)
    if form := how(talk.note.word("format")):
        yield visible(form.capitalize())
    if hours and hours.their_start:
        yield f"{hours.their_start:%H:%M} on {hours.their_start:%Y-%m-%d} for them ({hours.their_zone})"
    yield visible(f"Note: {talk.note.path}")


def _to_do(roster: Roster, follow_ups: Iterable[FollowUp], uids: _Uids) -> Iterator[Event]:
    """Follow-ups, one event a person and day; the talks themselves stand there already."""
    found: dict[tuple[str, date], list[FollowUp]] = {}
    for one in follow_ups:
        if not one.private and one.rule != "interview":
            found.setdefault((one.person or one.about or one.path, one.due), []).append(one)
    for (path, due), reasons in sorted(found.items()):
        yield _reasons(path, due, reasons, roster, uids.of(path, due.isoformat()))


def _reasons(path: str, due: date, reasons: list[FollowUp], roster: Roster, uid: str) -> Event:
    ordered = sorted(reasons, key=lambda f: (-f.weight, f.rule, f.id))
    first = ordered[0]
    sources = dict.fromkeys(p for f in ordered for p in (f.person, f.about, f.path) if p)
    notes = [note for p in sources if (note := roster.desk.book.note(p))]
    gist = listing(list(dict.fromkeys(short(f.rule) for f in ordered)))
    return Event(
        uid=uid,
        stamp=_newest(notes, due),
        summary=visible(f"{first.person_name or first.about_name}: {gist}"),
        start=due,
        description=tuple(visible(text) for text in (*dict.fromkeys(f.text for f in ordered), f"Note: {path}")),
    )


def _newest(notes: Iterable[Note], otherwise: date) -> date:
    """The newest date that stands in these notes, in a field or in a line."""
    return max((day for note in notes for day in _dates(note)), default=otherwise)


def _dates(note: Note) -> Iterator[date]:
    for field in note.fields.values():
        yield from filter(None, map(as_date, field.values))
    for item in note.items:
        yield from _dates_of(item)


def _dates_of(item: Item) -> Iterator[date]:
    yield from filter(None, (item.day, item.until, *map(as_date, item.keys.values())))
