"""What doing, snoozing or dismissing a follow-up writes into which note: one table, rule -> changes. No files here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from vaulttool.core.conclusion import FollowUp
from vaulttool.core.desk import Desk
from vaulttool.core.edit import AddLine, AddToList, Change, SetBox, SetField, SetKey
from vaulttool.core.followups import RULE_OF
from vaulttool.core.model import Item, ItemType, Note
from vaulttool.core.note_change import NoteChange
from vaulttool.core.talk import Talk

CHECK_IN = "check-in"
"""What a touch is for that any other message to the person serves as well."""

BEFORE_A_TALK = "name a day up to that of the talk; was it moved? vaulttool set NAME status=moved moved_to=..."
"""What to do instead of putting something off past its talk."""

_NO_CHANNELS = frozenset({"", "other", "social", "in-person"})


class CannotAct(Exception):
    """A follow-up that no tick can settle. `message` says why, `remedy` what to do instead."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class Deed(Struct, frozen=True):
    """A follow-up that was done on a day, with words of the user's own."""

    follow_up: FollowUp
    desk: Desk
    day: date
    words: str = ""

    def note(self, path: str) -> Note:
        """A note that the follow-up names."""
        found = self.desk.book.note(path)
        if found is None:
            raise CannotAct(f"{path} is gone", "sync, and look again")
        return found

    def item(self, type_: ItemType) -> Item:
        """The list line that the follow-up is about."""
        for item in self.note(self.follow_up.path).of(type_):
            if item.line == self.follow_up.line:
                return item
        raise CannotAct(f"the line of it is gone from {self.follow_up.path}", "sync, and look again")


Act = Callable[[Deed], Iterator[NoteChange]]


def done(deeds: Iterable[Deed]) -> tuple[NoteChange, ...]:
    """What says that all of this was done, a fact each. Raises `CannotAct` for a rule that no tick settles."""
    return _one_message([change for deed in deeds for change in _done(deed)])


def served(reasons: tuple[FollowUp, ...], *, ticks: bool = False) -> tuple[FollowUp, ...]:
    """Of several reasons those that one message serves; with `ticks` only those that a tick can settle.

    A single reason is itself served, whatever it needs.
    """
    if len(reasons) == 1:
        return reasons
    return tuple(one for one in reasons if not one.act and (one.tickable or not ticks))


def snoozed(follow_up: FollowUp, today: date, until: date) -> NoteChange:
    """A log line that puts the rule off for the person until a day."""
    return _marked(follow_up, f"{today} snooze {follow_up.rule} until {until}")


def too_late(follow_up: FollowUp, until: date, desk: Desk) -> str:
    """Why a day is too late for what belongs before a planned talk; `""` when it is not."""
    note = desk.book.note(follow_up.path) if RULE_OF[follow_up.rule].talks == "planned" else None
    day = desk.talk(note).day if note else None
    return f"{until} is after the talk on {day}" if day and until > day else ""


def dismissed(follow_up: FollowUp, today: date, why: str) -> NoteChange:
    """A log line that dismisses the rule for the person, as far as its causes lie before `today`."""
    return _marked(follow_up, f"{today} dismiss {follow_up.rule}: {' '.join(why.split())}")


def speaks_of_both(one: FollowUp, other: FollowUp) -> bool:
    """Whether a log line that puts one off, or dismisses it, speaks of the other too."""
    return one.rule == other.rule and (one.person or one.about) == (other.person or other.about)


def _marked(follow_up: FollowUp, line: str) -> NoteChange:
    return NoteChange(follow_up.person or follow_up.about, (AddLine("log", line, order_by_date=True),))


def _done(deed: Deed) -> Iterator[NoteChange]:
    rule = deed.follow_up.rule
    if rule in INSTEAD:
        raise CannotAct(f"`{rule}` needs more than a tick: {deed.follow_up.text}", _instead(deed.follow_up))
    if deed.words and rule not in _TAKES_WORDS:
        raise CannotAct(
            f"`{rule}` has no place for words: it writes a field", "leave the words out, or write them into the note"
        )
    yield from ACTS[rule](deed)


def _one_message(changes: list[NoteChange]) -> tuple[NoteChange, ...]:
    """Without the check-ins to people who get another message at the same time."""
    served = {c.path for c in changes if any(_is_touch(one) and not _is_check_in(one) for one in c.changes)}
    return tuple(c for c in changes if c.path not in served or not any(map(_is_check_in, c.changes)))


def _is_touch(change: Change) -> bool:
    return isinstance(change, AddLine) and change.section == "log"


def _is_check_in(change: Change) -> bool:
    return isinstance(change, AddLine) and change.line.endswith(f"(for:: {CHECK_IN})")


def touch_line(day: date, channel: str, way: str, words: str, purpose: str) -> str:
    """`2026-11-18 email out: asked for 20 minutes (for:: outreach)`; what is empty is left out."""
    head = " ".join(part for part in (channel, way) if part)
    said = ": ".join(part for part in (head, " ".join(words.split())) if part)
    return " ".join(part for part in (day.isoformat(), said, f"(for:: {purpose})" if purpose else "") if part)


def last_channel(person: Note) -> str:
    """How they were last written to or spoken with, `""` when the log does not say."""
    said = [t for t in person.of("touch") if t.day and t.word not in _NO_CHANNELS]
    return max(said, key=lambda t: (t.day or date.min, t.line)).word if said else ""


def _touch(purpose: str) -> Act:
    def act(deed: Deed) -> Iterator[NoteChange]:
        follow_up = deed.follow_up
        person = deed.note(follow_up.person)
        if person.kind != "contact":
            raise _no_note(follow_up.person_name)
        line = touch_line(deed.day, last_channel(person) or "email", "out", deed.words, purpose)
        yield NoteChange(person.path, (AddLine("log", line, order_by_date=True),))

    return act


def _no_note(name: str) -> CannotAct:
    remedy = f"write a note for them, `Contacts/{name}.md` with `type: contact`; it will stand under their name then"
    return CannotAct(f"{name} has no note, so there is no log to write it into", remedy)


def _nudge(deed: Deed) -> Iterator[NoteChange]:
    """The message goes to the introducer, so it is noted there, and only there."""
    if deed.follow_up.person == deed.follow_up.about:
        raise CannotAct(
            "the one you asked for the introduction has no note, so there is no log to write it into",
            "write a note for them, or snooze this",
        )
    yield from _touch("intro")(deed)


def _field(name: str, value: str = "") -> Act:
    """The field of the note that the cause stands in says the value, the day when it is empty."""

    def act(deed: Deed) -> Iterator[NoteChange]:
        yield NoteChange(deed.follow_up.path, (SetField(name, value or deed.day.isoformat()),))

    return act


def _connect(deed: Deed) -> Iterator[NoteChange]:
    yield NoteChange(deed.follow_up.person, (SetField("connected_on", deed.day.isoformat()),))


def _let_go(deed: Deed) -> Iterator[NoteChange]:
    yield NoteChange(deed.follow_up.person, (SetField("status", "no-response"),))


def _thank(deed: Deed) -> Iterator[NoteChange]:
    """Of several people met each is thanked for themselves: a field of the talk would speak for all."""
    talk = deed.note(deed.follow_up.path)
    if len(talk.linked("contact")) > 1 and deed.note(deed.follow_up.person).kind == "contact":
        yield from _touch("thank-you")(deed)
    else:
        yield from _field("thank_you_sent")(deed)


def _item(type_: ItemType, key: str, *, tick: bool = False) -> Act:
    def act(deed: Deed) -> Iterator[NoteChange]:
        item = deed.item(type_)
        box: tuple[Change, ...] = (SetBox(item.line, item.text, "x"),) if tick else ()
        effect = (SetKey(item.line, item.text, "effect", deed.words),) if deed.words else ()
        day = SetKey(item.line, item.text, key, deed.day.isoformat())
        yield NoteChange(deed.follow_up.path, (*box, day, *effect))

    return act


def _steps(find: Callable[[Talk], tuple[str, ...]]) -> Act:
    def act(deed: Deed) -> Iterator[NoteChange]:
        note = deed.note(deed.follow_up.path)
        missing = find(deed.desk.talk(note))
        yield NoteChange(note.path, tuple(_step(note, step) for step in missing))

    return act


def _step(note: Note, step: str) -> Change:
    """The step's box ticked, or the step as a line where the note has none."""
    for item in note.of("step"):
        if item.block == step:
            return SetBox(item.line, item.text, "x")
    section = "debrief" if step == "offered-help" else "prepare"
    return AddLine(section, f"[x] {_STEP_WORDS[step]} ^{step}")


_STEP_WORDS = {
    "research-person": "Read up on the person", "research-org": "Read up on the organisation",
    "dress": "Decide what to wear", "route": "Check the way there", "brief": "Print the day sheet",
    "offered-help": "Offered help",
}  # fmt: skip


def _offer_help(deed: Deed) -> Iterator[NoteChange]:
    talk = deed.note(deed.follow_up.path)
    person = deed.note(deed.follow_up.person)
    if person.kind != "contact" or any(item.block == "offered-help" for item in talk.of("step")):
        yield NoteChange(talk.path, (_step(talk, "offered-help"),))
    else:
        yield NoteChange(person.path, (AddLine("favours", f"offered {deed.day}: help", order_by_date=True),))


def _offer(deed: Deed) -> Iterator[NoteChange]:
    person = deed.note(deed.follow_up.person)
    thing = deed.words or next(iter(person.texts("can_offer")), "help")
    yield NoteChange(person.path, (AddLine("favours", f"offered {deed.day}: {thing}", order_by_date=True),))


def _meet_referral(deed: Deed) -> Iterator[NoteChange]:
    follow_up = deed.follow_up
    if follow_up.path != follow_up.person:
        name = follow_up.about_name
        remedy = f"write `Contacts/{name}.md` with `type: contact`, `status: targeted` and `decided_on: {deed.day}`"
        raise CannotAct(f"{name} has no note yet", remedy)
    fields = (SetField("status", "targeted"), SetField("decided_on", deed.day.isoformat()))
    yield NoteChange(follow_up.person, fields)


def _share(deed: Deed) -> Iterator[NoteChange]:
    person = deed.note(deed.follow_up.person)
    yield NoteChange(deed.follow_up.path, (AddToList("sent_to", link_to(person, deed.desk)),))
    yield from _touch("share")(deed)


def link_to(note: Note, desk: Desk) -> str:
    """`[[Ana Ruiz]]`; with the folder where the file name alone may mean another note."""
    return f"[[{desk.book.own_name(note)}]]"


_PURPOSE = {
    "outreach": ("make-contact", "second-contact", "write-after-introduction"),
    "follow-up": ("follow-up", "try-again"),
    "schedule": ("answer", "offer-times"),
    "update": ("progress-note", "tell-referrer", "tell-everyone"),
    "thank-you": ("thank-introducer", "quick-thanks"),
    CHECK_IN: ("keep-in-touch", "first-check-in", "reconnect", "agreed-date", "apologise"),
    "congrats": ("congratulate", "birthday"),
}
ACTS: Mapping[str, Act] = MappingProxyType(
    {
        **{rule: _touch(purpose) for purpose, rules in _PURPOSE.items() for rule in rules},
        "nudge-introducer": _nudge,
        "confirm": _field("confirmed_on"),
        "thank-you": _thank,
        "connect": _connect,
        "let-go": _let_go,
        "tell-advice": _item("advice", "told"),
        "try-advice": _item("advice", "used"),
        "keep-promise": _item("promise", "done", tick=True),
        "their-promise": _item("promise", "done", tick=True),
        "research": _steps(lambda talk: talk.missing_steps("research-person", "research-org")),
        "get-ready": _steps(lambda talk: talk.missing_steps(*talk.ready_steps)),
        "offer-help": _offer_help,
        "offer": _offer,
        "meet-referral": _meet_referral,
        "share": _share,
        "verify": _field("verified_on"),
    }
)
"""Rule -> what a tick writes."""

_TAKES_WORDS = frozenset(
    {*(rule for rules in _PURPOSE.values() for rule in rules), "nudge-introducer", "try-advice", "offer", "share"}
)

INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "interview": "vaulttool set {note} status=done",
        "what-happened": "vaulttool set {note} status=done (or moved, cancelled, no-show)",
        "write-notes": "vaulttool edit {note}",
        "questions": "vaulttool questions --for {name}",
        "other-route": "vaulttool set {name} approach=direct",
        "give-back": "vaulttool edit {name}, and write `- gave DATE: what` under Favours",
        "name-mentor": "vaulttool set {name} relationship=mentor",
        "stalled": "vaulttool set {name} status=... to move it on, or to let it be",
        "org-dead-end": "vaulttool set {name} status=closed, or choose another person there",
        "pace": "it ends with the week, or with enough first messages: vaulttool list contact --where status:targeted",
    }
)
"""Rule that a tick cannot settle -> the command or the place that does."""


def _instead(follow_up: FollowUp) -> str:
    note = follow_up.path.rsplit("/", 1)[-1].removesuffix(".md")
    name = follow_up.person_name or follow_up.about_name
    return INSTEAD[follow_up.rule].format(note=f'"{note}"', name=f'"{name}"')
