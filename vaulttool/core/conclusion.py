"""What follows from notes on a day, as values: findings, follow-ups, cards, meetings. Nothing is worked out here."""

from __future__ import annotations

from datetime import date
from enum import Enum

from msgspec import Struct

from vaulttool.core.diagnostics import Finding


class State(Enum):
    """Where a due date stands today. `SOON` is within 14 days."""

    LATE = "late"
    DUE = "due"
    SOON = "soon"
    LATER = "later"


class FollowUp(Struct, frozen=True, array_like=True):
    """One thing to do, and why.

    `person` is the path of the note of whom you write to (`""` for a campaign), `org` their organisation in words,
    `about` the path of whom it is about.
    `path`, `line` say where the cause stands. `text` is the reason in words, without markup: it reads on after the
    person's name. `clears` says what ends it. `draft` names the message template that serves it, `""` for none.
    `weight` is the rule's, with the person's priority added. `cadence` is the interval in days for keep-in-touch
    rules, else 0. `act` is true when the tick of the person's line does not do it (it has its own box only).
    """

    id: str
    rule: str
    person: str
    about: str
    person_name: str
    about_name: str
    due: date
    cause: date
    text: str
    path: str
    line: int
    clears: str
    weight: int
    draft: str = ""
    tickable: bool = True
    act: bool = False
    cadence: int = 0
    private: bool = False
    detail: str = ""
    """A second sentence when there is room: an address on file, what to name, a page to send."""
    org: str = ""


class Waiting(Struct, frozen=True, array_like=True):
    """Something that is theirs to do. `until` is the day you would nudge, None when no rule will."""

    text: str
    since: date
    until: date | None = None


class Card(Struct, frozen=True, array_like=True):
    """A contact in one line: the status in force and what the lists show."""

    status: str
    org: str = ""
    role: str = ""
    relationship: str = ""
    last_contact: date | None = None
    last_words: str = ""
    next_due: date | None = None
    attempts: int = 0
    first_sent: date | None = None
    last_sent: date | None = None
    private: bool = False
    waiting: tuple[Waiting, ...] = ()
    approach: str = ""
    answered: bool = False
    """Whether an attempt was answered: the reply, a talk planned or held."""


class Meeting(Struct, frozen=True, array_like=True):
    """A planned interview, for the dashboard's first lines. `start` and `end` are ISO local date-times as written.

    `when` is `10:00-10:20`; `theirs` the same start in their time zone (`15:00`, `15:00 on Fri` when the day differs),
    `""` when equal or unknown. `missing` names what is not ready.
    """

    day: date
    when: str
    theirs: str
    people: tuple[tuple[str, str], ...]
    org: str
    role: str
    format: str
    place: str
    status: str
    missing: tuple[str, ...] = ()
    starred: tuple[str, ...] = ()
    private: bool = False


class Insight(Struct, frozen=True, array_like=True):
    """One line of a talk that took place: what somebody told me.

    `key` is the same for lines of the same words. `voice` tells one speaker from another; `speaker` is the path of
    their note, `""` when there is none. `denied`: they said that it is not so.
    """

    key: str
    text: str
    topic: str
    voice: str
    speaker: str
    speaker_name: str
    denied: bool
    day: date
    path: str
    line: int


class Checked(Struct, frozen=True):
    """What is wrong in a note, and what that rests on; it outlives most conclusions, since it seldom hangs on the day.

    It holds on every day d with `since` <= d < `until` (None: without end)."""

    findings: tuple[Finding, ...] = ()
    since: date | None = None
    until: date | None = None
    reads: frozenset[int] = frozenset()
    """The numbers (`book.read_key`) of the keys of everything that was looked at."""


class Conclusion(Struct, frozen=True):
    """All that follows for one note. `held` is the day of a talk that took place; `insights` are those anybody may see.

    `status`: of a talk the values written, else the one in force; of a contact the card has it. `private`: the note is
    kept from others, see `core.privacy`.

    It holds on every day d with `since` <= d < `until` (None: without end)."""

    path: str
    checked: Checked = Checked()
    since: date | None = None
    until: date | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    card: Card | None = None
    meeting: Meeting | None = None
    held: date | None = None
    insights: tuple[Insight, ...] = ()
    status: tuple[str, ...] = ()
    private: bool = False
    reads: frozenset[int] = frozenset()
    """As in `checked`, and those in it too; when what one of them stands for changes, the note is concluded anew."""
