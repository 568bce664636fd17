"""One person's notes and what they imply: touches, attempts, replies, meetings, status. No due dates here.

Dates in the future are plans: they never count as contact. Every comparison with today goes through the clock,
every look-up through the book, so a conclusion knows what it rests on.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from vaulttool.core.desk import Desk
from vaulttool.core.mentions import mentions_of
from vaulttool.core.model import Item, Link, Note
from vaulttool.core.once import once
from vaulttool.core.talk import Talk, met_in
from vaulttool.core.touches import MINE, Touch, is_attempt, mention_touch, note_touches, talk_touches

PIPELINE = (
    "identified", "targeted", "intro-asked", "contacted", "no-response", "replied", "scheduled", "met", "nurturing",
)  # fmt: skip
"""Statuses in the order a relationship goes through them; the facts may move a stored one forward, never back."""

STOPPED = frozenset({"declined", "paused", "do-not-contact", "archived"})

_BEYOND = {
    "declined": frozenset({"scheduled", "met", "nurturing"}),
    "no-response": frozenset({"replied", "scheduled", "met", "nurturing"}),
}
"""A stored status that stays until the facts imply one of these."""


class Dossier(Struct, frozen=True, dict=True):
    """One person. For an interview whose contact has no note, `person` is the interview itself (`is_stranger`)."""

    person: Note
    desk: Desk

    @once
    def kept(self) -> dict[str, Any]:
        """What rules work out of this dossier and ask for again, by what they call it."""
        return {}

    @once
    def name(self) -> str:
        """How the person is called."""
        if self.is_stranger:
            links = self.person.linked("contact")
            return links[0].said if links else self.person.name
        return self.person.name

    @once
    def is_stranger(self) -> bool:
        return self.person.kind == "interview"

    @once
    def talks(self) -> tuple[Talk, ...]:
        """Every interview with this person, oldest first; those without a date last."""
        if self.is_stranger:
            return (self.desk.talk(self.person),)
        notes = (n for n in self.desk.book.linking(self.person, "contact") if n.kind == "interview")
        return tuple(sorted(map(self.desk.talk, notes), key=lambda t: (t.day or date.max, t.note.path)))

    @once
    def held(self) -> tuple[Talk, ...]:
        """Interviews that took place, oldest first."""
        return tuple([t for t in self.talks if t.is_held])

    def first_held(self, since: date | None) -> Talk | None:
        """The first talk on that day or later, the first of all for None; None when there is none."""
        return next((t for t in self.held if t.day and t.day >= (since or date.min)), None)

    @once
    def planned(self) -> tuple[Talk, ...]:
        """Interviews that are to take place, soonest first."""
        return tuple([t for t in self.talks if t.is_planned])

    @once
    def expected(self) -> tuple[Talk, ...]:
        """Interviews to come, and those whose day is past while nobody has said what happened."""
        last = self.held[-1].day if self.held else None
        return tuple(t for t in self.talks if t.is_planned or (t.is_unsettled and t.day and (not last or t.day > last)))

    def leads(self, talk: Talk) -> bool:
        """Whether this person carries what is done once for an interview.

        The first of those met does, the first one who may be written to if there is any.
        """
        path = talk.note.path
        if path not in self._led:
            met = met_in(talk, self.desk.book)
            first = next((note for note in met if not self.desk.dossier(note).is_silenced), met[0] if met else None)
            self._led[path] = first.path == self.person.path if first else self.is_stranger
        return self._led[path]

    @once
    def _led(self) -> dict[str, bool]:
        """What `leads` found, by the path of the interview."""
        return {}

    def _contact(self, link: Link) -> Note | None:
        """The contact that a link leads to."""
        note = self.desk.book.resolve_one(link.target)
        return note if note and note.kind == "contact" else None

    @once
    def touches(self) -> tuple[Touch, ...]:
        """All contact up to today, oldest first, meetings and dated fields among them."""
        reached = self.desk.clock.reached
        return tuple(sorted([t for t in self._all_touches() if reached(t.day)]))

    def _all_touches(self) -> list[Touch]:
        found = [] if self.is_stranger else note_touches(self.person)
        if self.desk.settings.daily_notes and not self.is_stranger:
            found += [mention_touch(note, item) for note, item in mentions_of(self.person, self.desk.book) if item.day]
        for talk in self.talks:
            found += talk_touches(talk, self.desk)
        return found

    @once
    def contact_days(self) -> tuple[date, ...]:
        """Days of real contact, oldest first; `social` touches are none."""
        return tuple([t.day for t in self.touches if t.channel != "social"])

    @once
    def last_contact(self) -> date | None:
        return self.contact_days[-1] if self.contact_days else None

    @once
    def attempts(self) -> tuple[date, ...]:
        """Days of messages that ask for a first talk, oldest first; facts of one day are one."""
        met = min([t.day for t in self.touches if t.way == "both"], default=date.max)
        if self._known_by_status and not self._answers:
            met = date.min
        answer = min([t for t in self.touches if t.way == "in"], key=lambda t: (t.day, t.line), default=None)
        days = {t.day for t in self.touches if t.way == "out" and is_attempt(t, answer, met)}
        return tuple(sorted(days))

    @once
    def open_attempts(self) -> tuple[date, ...]:
        """Attempts that nothing has answered yet."""
        if self.expected:
            return ()
        answered = max(self._answers, default=date.min)
        return tuple(day for day in self.attempts if day > answered)

    @once
    def _answers(self) -> tuple[date, ...]:
        """Days on which they spoke to me: a message in, a talk, a meeting."""
        return tuple([t.day for t in self.touches if t.way in ("in", "both")])

    @once
    def replied(self) -> date | None:
        """The latest day they answered an attempt (or wrote first)."""
        return self._answers[-1] if self._answers else None

    @once
    def last_sent(self) -> date | None:
        """The latest message of mine."""
        return max([t.day for t in self.touches if t.way == "out"], default=None)

    def sent_since(self, day: date, *purposes: str) -> bool:
        """Whether I wrote or spoke to them on that day or later, for one of these purposes if any are named."""
        mine = [t for t in self.touches if t.day >= day and t.way in MINE]
        return any(not purposes or t.purpose in purposes for t in mine)

    def touched_since(self, day: date) -> bool:
        """Whether there was any contact on that day or later."""
        return bool(self.last_contact and self.last_contact >= day)

    @once
    def stored_status(self) -> str:
        """The status written in the note, `""` for none."""
        return self.person.word("status") if not self.is_stranger else ""

    @once
    def _known_by_status(self) -> bool:
        return self.stored_status in ("replied", "scheduled", "met", "nurturing")

    @once
    def is_barred(self) -> bool:
        """A hard stop: never to be contacted."""
        return self.person.flag("do_not_contact") or self.stored_status == "do-not-contact"

    @once
    def status(self) -> str:
        """The status in force: the facts', or the stored one where the facts do not go beyond it."""
        if self.is_barred:
            return "do-not-contact"
        if self.stored_status == "archived" or self._is_paused:
            return self.stored_status
        implied = self.implied_status
        if implied not in _BEYOND.get(self.stored_status, (implied,)):
            return self.stored_status
        if self.stored_status not in PIPELINE:
            return implied
        return max(implied, self.stored_status, key=PIPELINE.index)

    @once
    def _is_paused(self) -> bool:
        """Paused, and no day says that it is over."""
        until = self.person.day("snooze_until")
        return self.stored_status == "paused" and not (until and self.desk.clock.reached(until))

    @once
    def is_silenced(self) -> bool:
        """Whether the note says that nothing is to be done about them for now."""
        return self.is_barred or self.stored_status == "archived" or self._is_paused

    @once
    def implied_status(self) -> str:
        """The status that the facts alone imply."""
        if self.planned:
            return "scheduled"
        if self.held:
            return "met" if self._after_steps_open else "nurturing"
        if (self._answers or self.expected) and not self.open_attempts and self._is_about_a_talk:
            return "replied"
        if self.open_attempts:
            return "no-response" if self.has_given_up else "contacted"
        if self.person.word("approach") == "inbound" and self._answers:
            return "replied"
        return "intro-asked" if self.person.day("intro_asked_on") else "identified"

    @once
    def _is_about_a_talk(self) -> bool:
        """Whether a talk was asked for, or is spoken of: an answer noted as one, or times offered."""
        answered = self.person.day("replied_on")
        if self.attempts or (answered and self.desk.clock.reached(answered)):
            return True
        return bool(self._answers) and self.sent_since(date.min, "schedule")

    @once
    def has_given_up(self) -> bool:
        """Attempts used up, and the time for an answer over."""
        attempts, settings = self.open_attempts, self.desk.settings
        if len(attempts) < settings.max_attempts:
            return False
        return self.desk.clock.over(self.desk.calendar.business_day(attempts[-1], 7))

    @once
    def _after_steps_open(self) -> bool:
        return any(not self.is_thanked(t) or t.open_promises for t in self.held if t.status != "closed")

    def is_thanked(self, talk: Talk) -> bool:
        """Whether this person has been thanked for that interview, or no thanks are owed."""
        sent = talk.note.day("thank_you_sent")
        if talk.thank_you_form(self.desk.settings) == "none" or (sent and self.desk.clock.reached(sent)):
            return True
        return talk.status == "closed" or self.sent_since(talk.day or date.min, "thank-you")

    @once
    def org_link(self) -> str:
        """The organisation as written, without brackets, `""` for none."""
        links = self.person.linked("org")
        return links[0].target if links else ""

    @once
    def org_name(self) -> str:
        """The organisation in words."""
        links = self.person.linked("org")
        return links[0].said if links else ""

    @once
    def public_org(self) -> str:
        """The organisation where everybody may read it."""
        return "" if self.org and self.org.flag("private") else self.org_name

    @once
    def org(self) -> Note | None:
        """The organisation's note."""
        found = self.desk.book.resolve_one(self.org_link) if self.org_link else None
        return found if found and found.kind == "org" else None

    def linked_person(self, field: str) -> Note | None:
        """The contact that a link field of this person names first."""
        return next((note for link in self.person.linked(field) if (note := self._contact(link))), None)

    @once
    def referrers(self) -> tuple[tuple[Note, date | None], ...]:
        """Who named this person, and on which day: from interviews that list them, and from `referred_by`."""
        found: dict[str, tuple[Note, date | None]] = {}
        for note in self.desk.book.linking(self.person, "referrals"):
            talk = self.desk.talk(note)
            for giver in met_in(talk, self.desk.book) if talk.is_held else ():
                if giver.path != self.person.path:
                    found.setdefault(giver.path, (giver, talk.day))
        for link in self.person.linked("referred_by"):
            giver_note = self.desk.book.resolve_one(link.target)
            if giver_note and giver_note.kind == "contact" and giver_note.path != self.person.path:
                found.setdefault(giver_note.path, (giver_note, None))
        return tuple(found[path] for path in sorted(found))

    def marks(self, rule: str) -> tuple[Item, ...]:
        """Snooze and dismiss lines of the log that speak of this rule or of all."""
        return tuple([item for item in self._marks if item.word in (rule, "all")])

    @once
    def _marks(self) -> tuple[Item, ...]:
        return self.person.of("snooze", "dismiss")
