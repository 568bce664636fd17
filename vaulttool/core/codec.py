"""Notes and conclusions as texts and rows of plain values, and back, for the index to keep.

A row goes by place, dates as ISO text, what repeats as JSON text; each pair of functions is the other's inverse. In
JSON the parts of a note (`Field`, `Item`, `Link`, `Finding`) go by place, in the order in which they are declared.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from vaulttool.core.conclusion import Card, FollowUp, Insight, Meeting, Waiting
from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import Field, Item, Link, Note

Row = tuple[Any, ...]

FOLLOW_UP_COLUMNS = (
    "id", "rule", "person", "about", "person_name", "about_name", "due", "cause", "text", "path", "line", "clears",
    "weight", "draft", "tickable", "act", "cadence", "private", "detail",
)  # fmt: skip
CARD_COLUMNS = (
    "status", "org", "role", "relationship", "last_contact", "last_words", "next_due", "attempts", "first_sent",
    "last_sent", "private", "waiting", "approach", "answered",
)  # fmt: skip

INSIGHT_COLUMNS = ("key", "text", "topic", "voice", "speaker", "speaker_name", "denied", "day", "path", "line")


_encode = msgspec.json.Encoder().encode
_decoder = cache(msgspec.json.Decoder)


class _Rest(Struct, frozen=True):
    """Of a note, what is neither a field nor an item."""

    head: tuple[str, str, str, bool, bool, int]
    headings: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]


class NoteTexts(NamedTuple):
    """A note as JSON: its fields by name, its items, and an object with `links`, `tags` and more."""

    fields: str
    items: str
    rest: str


def encode(value: Any) -> str:
    """JSON text, also of structs, and of text with halves of characters, which UTF-8 does not have."""
    try:
        return _encode(value).decode()
    except UnicodeEncodeError:
        import json

        return json.dumps(msgspec.to_builtins(value))


def decode(text: str, kind: Any = Any) -> Any:
    """What `encode` was given, a value of this type. `ValueError` for anything else."""
    try:
        return _decoder(kind).decode(text)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeEncodeError):
        import json

        return msgspec.convert(json.loads(text), kind)


def note_texts(note: Note) -> NoteTexts:
    """A note as the index keeps it."""
    head = (note.path, note.kind, note.name, note.salvaged, note.has_notes, note.body_line)
    rest = _Rest(head, note.headings, note.tags, note.links, note.findings)
    return NoteTexts(encode(note.fields), encode(note.items) if note.items else "[]", encode(rest))


def text_note(fields: str, items: str, rest: str) -> Note:
    """The inverse of `note_texts`."""
    found: _Rest = decode(rest, _Rest)
    path, kind, name, salvaged, has_notes, body_line = found.head
    return Note(
        path, kind, name, decode(fields, dict[str, Field]), found.links, text_items(items), found.headings, found.tags,
        found.findings, salvaged, has_notes, body_line,
    )  # fmt: skip


def text_items(text: str) -> tuple[Item, ...]:
    """The items in `NoteTexts.items`."""
    items: tuple[Item, ...] = decode(text, tuple[Item, ...]) if text != "[]" else ()
    return items


def day_text(day: date | None) -> str | None:
    """`2026-12-01`, or None."""
    return day.isoformat() if day else None


def text_day(text: str | None) -> date | None:
    """The inverse of `day_text`."""
    return date.fromisoformat(text) if text else None


def findings_text(findings: tuple[Finding, ...]) -> str:
    """Findings as JSON text, `""` for none."""
    return encode(findings) if findings else ""


def text_findings(text: str) -> tuple[Finding, ...]:
    """The inverse of `findings_text`."""
    findings: tuple[Finding, ...] = decode(text, tuple[Finding, ...]) if text else ()
    return findings


def follow_up_row(f: FollowUp) -> Row:
    """The columns of `FOLLOW_UP_COLUMNS`."""
    head = (f.id, f.rule, f.person, f.about, f.person_name, f.about_name, f.due.isoformat(), f.cause.isoformat())
    return (
        *head, f.text, f.path, f.line, f.clears, f.weight, f.draft, f.tickable, f.act, f.cadence, f.private, f.detail
    )  # fmt: skip


def row_follow_up(row: Row) -> FollowUp:
    """The inverse of `follow_up_row`."""
    values = list(row)
    values[6], values[7] = date.fromisoformat(row[6]), date.fromisoformat(row[7])
    values[14], values[15], values[17] = bool(row[14]), bool(row[15]), bool(row[17])
    return FollowUp(*values)


def card_row(c: Card) -> Row:
    """The columns of `CARD_COLUMNS`."""
    days = tuple(map(day_text, (c.last_contact, c.next_due, c.first_sent, c.last_sent)))
    head = (c.status, c.org, c.role, c.relationship, days[0], c.last_words, days[1], c.attempts)
    return (*head, days[2], days[3], c.private, encode(c.waiting) if c.waiting else "", c.approach, c.answered)


def row_card(row: Row) -> Card:
    """The inverse of `card_row`."""
    status, org, role, relationship, last, words, due, attempts, first, sent, private, waiting, approach, answered = row
    items = decode(waiting, tuple[Waiting, ...]) if waiting else ()
    days = tuple(map(text_day, (last, due, first, sent)))
    head = (status, org, role, relationship, days[0], words, days[1], attempts, days[2], days[3], bool(private), items)
    return Card(*head, approach, bool(answered))


def insight_row(i: Insight) -> Row:
    """The columns of `INSIGHT_COLUMNS`."""
    head = (i.key, i.text, i.topic, i.voice, i.speaker, i.speaker_name, i.denied)
    return (*head, i.day.isoformat(), i.path, i.line)


def row_insight(row: Row) -> Insight:
    """The inverse of `insight_row`."""
    key, text, topic, voice, speaker, name, denied, day, path, line = row
    return Insight(key, text, topic, voice, speaker, name, bool(denied), date.fromisoformat(day), path, line)


def meeting_text(meeting: Meeting) -> str:
    """A meeting as JSON text."""
    return encode(meeting)


def text_meeting(text: str) -> Meeting:
    """The inverse of `meeting_text`."""
    meeting: Meeting = decode(text, Meeting)
    return meeting
