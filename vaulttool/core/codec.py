"""Conclusions as rows of plain values and back, for the index to keep. Notes have `model.to_json`.

A row goes by place, dates as ISO text, what repeats as JSON text; each pair of functions is the other's inverse.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from vaulttool.core.conclusion import Card, FollowUp, Insight, Meeting, Waiting
from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import finding_row

Row = tuple[Any, ...]

encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
decode = json.loads

FOLLOW_UP_COLUMNS = (
    "id", "rule", "person", "about", "person_name", "about_name", "due", "cause", "text", "path", "line", "clears",
    "weight", "draft", "tickable", "act", "cadence", "private", "detail",
)  # fmt: skip
CARD_COLUMNS = (
    "status", "org", "role", "relationship", "last_contact", "last_words", "next_due", "attempts", "first_sent",
    "last_sent", "private", "waiting", "approach", "answered",
)  # fmt: skip

INSIGHT_COLUMNS = ("key", "text", "topic", "voice", "speaker", "speaker_name", "denied", "day", "path", "line")


def day_text(day: date | None) -> str | None:
    """`2026-12-01`, or None."""
    return day.isoformat() if day else None


def text_day(text: str | None) -> date | None:
    """The inverse of `day_text`."""
    return date.fromisoformat(text) if text else None


def findings_text(findings: Iterable[Finding]) -> str:
    """Findings as JSON text, `""` for none."""
    rows = [finding_row(finding) for finding in findings]
    return encode(rows) if rows else ""


def text_findings(text: str) -> list[Finding]:
    """The inverse of `findings_text`."""
    return [Finding(*row) for row in decode(text)] if text else []


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
    waiting = [(w.text, w.since.isoformat(), day_text(w.until)) for w in c.waiting]
    days = tuple(map(day_text, (c.last_contact, c.next_due, c.first_sent, c.last_sent)))
    head = (c.status, c.org, c.role, c.relationship, days[0], c.last_words, days[1], c.attempts)
    return (*head, days[2], days[3], c.private, encode(waiting) if waiting else "", c.approach, c.answered)


def row_card(row: Row) -> Card:
    """The inverse of `card_row`."""
    status, org, role, relationship, last, words, due, attempts, first, sent, private, waiting, approach, answered = row
    items = tuple(_waiting(*item) for item in decode(waiting)) if waiting else ()
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


def _waiting(text: str, since: str, until: str | None) -> Waiting:
    return Waiting(text, date.fromisoformat(since), text_day(until))


def meeting_text(m: Meeting) -> str:
    """A meeting as JSON text."""
    head = (m.day.isoformat(), m.when, m.theirs, m.people, m.org, m.role, m.format, m.place, m.status)
    return encode((*head, m.missing, m.starred, m.private))


def text_meeting(text: str) -> Meeting:
    """The inverse of `meeting_text`."""
    day, when, theirs, people, org, role, format_, place, status, missing, starred, private = decode(text)
    pairs = tuple((path, name) for path, name in people)
    head = (date.fromisoformat(day), when, theirs, pairs, org, role, format_, place, status)
    return Meeting(*head, tuple(missing), tuple(starred), private)
