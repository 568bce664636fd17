"""Numbers over the whole vault: pace, replies, stages, talks, names, thanks. Counts first, rates only beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from vaulttool.core.dossier import Dossier
from vaulttool.core.lamp import Target, target_list
from vaulttool.core.model import Note
from vaulttool.core.roster import Roster
from vaulttool.core.schema import CONTACT_STATUS
from vaulttool.core.talk import DEFAULT_MINUTES, Talk
from vaulttool.core.touches import MINE
from vaulttool.core.values import iso_week

WEEKS = 8
"""How many weeks of pace are shown, this one with them."""

THANKS_DAYS = 3
"""Thanks sent within so many business days of the talk are in good time."""


class Week(Struct, frozen=True):
    """One ISO week: people written to for the first time, and talks held."""

    name: str
    first_messages: int
    talks: int


class Replies(Struct, frozen=True):
    """People written to by one approach (`""`: none said), how many answered, and how many may still answer."""

    approach: str
    written: int
    answered: int
    waiting: int

    @property
    def rate(self) -> float | None:
        """Answered of those who had the time to answer, 0 to 1; None when nobody had."""
        settled = self.written - self.waiting
        return round(self.answered / settled, 2) if settled else None


class Pace(Struct, frozen=True):
    """A running search: first messages this week and talks so far, against what was planned (None: nothing)."""

    path: str
    name: str
    week: int
    weekly: int | None
    talks: int
    target: int | None


class Stats(Struct, frozen=True):
    """All numbers. `thanks`: in good time, late, still to send. `minutes`: asked for and used, over talks with both."""

    people: int
    weeks: tuple[Week, ...]
    campaigns: tuple[Pace, ...]
    replies: tuple[Replies, ...]
    pipeline: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    talks: int
    referrals: int
    advice: int
    advice_used: int
    thanks: tuple[int, int, int]
    minutes: tuple[int, int]
    targets: tuple[Target, ...]


def stats_of(roster: Roster, *, weeks: int = WEEKS) -> Stats:
    """The numbers of this vault today, with the pace of so many weeks, this one with them."""
    tally = _Tally(roster)
    return Stats(
        people=len(roster.contacts),
        weeks=tuple(tally.weeks(weeks)),
        campaigns=tuple(map(tally.pace, tally.running())),
        replies=tuple(tally.replies()),
        pipeline=tuple(tally.pipeline()),
        months=tuple(sorted(Counter(f"{t.day:%Y-%m}" for t in roster.held if t.day).items())),
        talks=len(roster.held),
        referrals=sum(len(t.note.linked("referrals")) for t in roster.held),
        advice=len(tally.advice),
        advice_used=sum(tally.advice),
        thanks=tally.thanks(),
        minutes=tally.minutes(),
        targets=target_list(roster.of("org"), roster.desk),
    )


class _Tally(Struct, frozen=True, dict=True):
    roster: Roster

    @cached_property
    def dossiers(self) -> tuple[Dossier, ...]:
        return tuple(map(self.roster.dossier, self.roster.contacts))

    @cached_property
    def written_to(self) -> tuple[Dossier, ...]:
        """People to whom a first message went."""
        return tuple(d for d in self.dossiers if d.attempts)

    @cached_property
    def advice(self) -> tuple[bool, ...]:
        """Whether it was used, for each piece of advice."""
        notes = (*self.roster.contacts, *(t.note for t in self.roster.held))
        items = (item for note in notes for item in note.of("advice"))
        return tuple(item.box == "x" or "used" in item.keys for item in items)

    def weeks(self, count: int) -> Iterator[Week]:
        """The last `count` weeks, oldest first."""
        first = Counter(iso_week(d.attempts[0]) for d in self.written_to)
        held = Counter(iso_week(t.day) for t in self.roster.held if t.day)
        today = self.roster.desk.today()
        for ago in reversed(range(count)):
            if today > date.min + timedelta(weeks=ago):
                name = iso_week(today - timedelta(weeks=ago))
                yield Week(name, first[name], held[name])

    def running(self) -> tuple[Note, ...]:
        """Campaigns that have begun and are not closed."""
        clock = self.roster.desk.clock
        notes = self.roster.of("campaign")
        return tuple(n for n in notes if not n.day("closed_on") and clock.reached(n.day("start") or clock.today))

    def pace(self, campaign: Note) -> Pace:
        """How a search goes, by the people and talks that name it; by all when none does."""
        mine = [d for d in self.written_to if self._belongs(d.person, campaign)]
        talks = [t for t in self.roster.held if self._is_of(t, campaign)]
        week = iso_week(self.roster.desk.today())
        written = sum(iso_week(d.attempts[0]) == week for d in mine)
        target = campaign.number("target_interviews")
        return Pace(campaign.path, campaign.name, written, campaign.number("weekly_outreach"), len(talks), target)

    def replies(self) -> Iterator[Replies]:
        """By approach, the most used first."""
        groups: dict[str, list[Dossier]] = {}
        for d in self.written_to:
            groups.setdefault(d.person.word("approach"), []).append(d)
        for approach, people in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            answered = sum(has_answered(d) for d in people)
            waiting = sum(not has_answered(d) and d.status == "contacted" for d in people)
            yield Replies(approach, len(people), answered, waiting)

    def pipeline(self) -> Iterator[tuple[str, int]]:
        """Contacts by status in force, in the order of the stages."""
        found = Counter(d.status for d in self.dossiers)
        yield from ((status, found[status]) for status in CONTACT_STATUS if found[status])

    def thanks(self) -> tuple[int, int, int]:
        """Talks thanked for in good time, later, and not yet; those that need no thanks are left out."""
        states = Counter(state for talk in self.roster.held if (state := self._thanks_state(talk)))
        return states["in time"], states["late"], states["open"]

    def minutes(self) -> tuple[int, int]:
        """Minutes asked for and minutes used, added up over the talks that say how long they took."""
        used = [t.note for t in self.roster.held if t.note.number("actual_minutes") is not None]
        asked = sum(note.number("minutes") or DEFAULT_MINUTES for note in used)
        return asked, sum(note.number("actual_minutes") or 0 for note in used)

    def _thanks_state(self, talk: Talk) -> str:
        desk = self.roster.desk
        if talk.day is None or talk.thank_you_form(desk.settings) == "none":
            return ""
        sent = talk.note.day("thank_you_sent") or self._thanked_in_log(talk, talk.day)
        if sent is None:
            return "open" if talk.status != "closed" else ""
        return "in time" if sent <= desk.calendar.business_day(talk.day, THANKS_DAYS) else "late"

    def _thanked_in_log(self, talk: Talk, day: date) -> date | None:
        people = (self.roster.desk.book.note(who.path) for who in self.roster.met(talk) if who.path)
        touches = (t for note in people if note for t in self.roster.dossier(note).touches if t.day >= day)
        return min((t.day for t in touches if t.purpose == "thank-you" and t.way in MINE), default=None)

    def _belongs(self, note: Note, campaign: Note) -> bool:
        links = note.linked("campaign")
        return not links or any(self.roster.desk.book.resolve(link.target) == (campaign.path,) for link in links)

    def _is_of(self, talk: Talk, campaign: Note) -> bool:
        """Whether a talk belongs to a campaign: it says so, or says none and was not before its start."""
        is_named, start = bool(talk.note.linked("campaign")), campaign.day("start") or date.min
        return self._belongs(talk.note, campaign) and (is_named or (talk.day or date.max) >= start)


def has_answered(d: Dossier) -> bool:
    """Whether somebody answered a first message: wrote, met, or agreed on a talk."""
    return bool(d.planned or (d.replied and d.attempts and d.replied >= d.attempts[0]))


def rate_of(replies: Iterable[Replies]) -> Replies:
    """All approaches taken together, under the name `all`."""
    found = tuple(replies)
    written, answered = sum(r.written for r in found), sum(r.answered for r in found)
    return Replies("all", written, answered, sum(r.waiting for r in found))
