"""Contact on a day, as notes say it: log lines, dated fields, meetings held, thanks sent. What follows is not here."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from vaulttool.core.model import Note
from vaulttool.core.talk import Talk

_DATED_FIELDS = {
    "contacted_on": ("out", "outreach"),
    "followed_up_on": ("out", "follow-up"),
    "replied_on": ("in", ""),
    "last_contact": ("", ""),
}


class Touch(Struct, frozen=True, order=True):
    """One contact on one day, from a log line, a dated field or a meeting. `way` is `""` when unknown."""

    day: date
    way: str
    channel: str
    purpose: str
    text: str
    path: str
    line: int


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


def talk_touches(talk: Talk) -> list[Touch]:
    """The contact that an interview note stands for: the meeting once held, and the thanks once sent."""
    note, found = talk.note, []
    if talk.is_held and talk.day:
        found.append(Touch(talk.day, "both", "in-person", "", note.text("summary"), note.path, note.line_of("date")))
    thanked = note.day("thank_you_sent")
    if thanked:
        found.append(Touch(thanked, "out", "letter", "thank-you", "", note.path, note.line_of("thank_you_sent")))
    return found


def is_attempt(touch: Touch, open_until: date) -> bool:
    """Whether a message of mine asks for a first talk; one without a purpose does as long as none is answered."""
    if touch.purpose in ("outreach", "follow-up"):
        return True
    return not touch.purpose and touch.day < open_until
