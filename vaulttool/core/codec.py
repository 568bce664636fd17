"""Notes and the parts of conclusions as JSON, and back, for the index to keep; each pair is the other's inverse.

In JSON the parts of a note (`Field`, `Item`, `Link`, `Finding`) and of a conclusion (`FollowUp`, `Card`, `Meeting`,
`Insight`) are arrays: their values in the order in which they are declared, dates as ISO text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import Field, Item, Link, Note

T = TypeVar("T")

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


def decode_all(texts: Iterable[str], kind: type[T]) -> list[T]:
    """What `encode` was given each time; quicker than one by one."""
    found: list[T] = decode(f"[{','.join(texts)}]", list[kind])  # type: ignore[valid-type]
    return found


def day_text(day: date | None) -> str | None:
    """`2026-12-01`, or None."""
    return day.isoformat() if day else None


def findings_text(findings: tuple[Finding, ...]) -> str:
    """Findings as JSON text, `""` for none."""
    return encode(findings) if findings else ""


def text_findings(text: str) -> tuple[Finding, ...]:
    """The inverse of `findings_text`."""
    findings: tuple[Finding, ...] = decode(text, tuple[Finding, ...]) if text else ()
    return findings
