"""Contact on a day, as notes say it: log lines, dated fields, meetings held, thanks sent. What follows is not here."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from vaulttool.core.desk import Desk
from vaulttool.core.model import Item, Note
from vaulttool.core.privacy import is_private
from vaulttool.core.talk import Talk

_DATED_FIELDS = {
    "contacted_on": ("out", "outreach"),
    "followed_up_on": ("out", "follow-up"),
    "replied_on": ("in", ""),
    "last_contact": ("", ""),
}


MINE = frozenset({"out", "both"})
"""The ways of contact in which I wrote or spoke."""


class Touch(Struct, frozen=True, order=True):
    """One contact on one day, from a log line, a dated field or a meeting. `way` is `""` when unknown.

    `public_text` is what everybody may read: nothing of a private note.
    """

    day: date
    way: str
    channel: str
    purpose: str
    text: str
    path: str
    line: int
    private: bool = False

    @property
    def public_text(self) -> str:
        return "" if self.private else self.text


def note_touches(contact: Note) -> list[Touch]:
    """The contact that the note of a person tells of, in its log and in its dated fields; days to come as well."""
    path, fields = contact.path, contact.fields
    lines = contact.of("touch")
    found = [Touch(i.day, i.way, i.word, i.keys.get("for", ""), i.text, path, i.line) for i in lines if i.day]
    for name, (way, purpose) in _DATED_FIELDS.items():
        day = contact.day(name) if name in fields else None
        if day:
            found.append(Touch(day, way, "other", purpose, "", path, contact.line_of(name)))
    return found


def mention_touch(daily: Note, item: Item) -> Touch:
    """The contact that a dated line of a daily note stands for."""
    assert item.day
    return Touch(item.day, "", "other", "", item.text, daily.path, item.line, daily.flag("private"))


def talk_touches(talk: Talk, desk: Desk) -> list[Touch]:
    """The contact that an interview note stands for: the meeting once held, and the thanks once sent."""
    note, found = talk.note, []
    if talk.is_held and talk.day:
        said, line = note.text("summary"), note.line_of("date")
        private = bool(said) and is_private(note, desk)
        found.append(Touch(talk.day, "both", "in-person", "", said, note.path, line, private))
    thanked = note.day("thank_you_sent")
    if thanked:
        found.append(Touch(thanked, "out", "letter", "thank-you", "", note.path, note.line_of("thank_you_sent")))
    return found


def is_attempt(touch: Touch, answer: Touch | None, met: date) -> bool:
    """Whether a message of mine asks for a first talk.

    One without a purpose does when it comes before their first answer, on the same day in the same log above it, and
    before the day on which we first met or spoke.
    """
    if touch.purpose in ("outreach", "follow-up"):
        return True
    if touch.purpose or touch.day >= met:
        return False
    if answer and (touch.day, touch.path) == (answer.day, answer.path):
        return touch.line < answer.line
    return answer is None or touch.day < answer.day
