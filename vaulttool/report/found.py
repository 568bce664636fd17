"""Notes that were found or listed -> JSON records, and rows for people. Nothing is looked up here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vaulttool.core.escape import visible
from vaulttool.core.model import Note
from vaulttool.core.names import plain_words
from vaulttool.core.query.listing import Record
from vaulttool.core.query.view import WORKED_OUT_COLUMNS
from vaulttool.core.schema import FieldSpec
from vaulttool.report.layout import Row

FOUND = ("org", "status", "date", "last_contact", "due")
"""The fields that a line about a found note shows."""


def found_json(note: Note, found: Record, columns: Sequence[FieldSpec]) -> dict[str, Any]:
    """The note's record, with the values of the columns among its `fields`: null where there is none.

    A column that is worked out takes the place of what is written under its name.
    """
    from vaulttool.report.records import record, typed

    made = record(note)
    for spec, cell in zip(columns, found.cells, strict=True):
        if spec.name in WORKED_OUT_COLUMNS or spec.name not in made["fields"]:
            made["fields"][spec.name] = typed(spec, cell)
    return made


def found_rows(found: Record, around: str) -> Iterator[Row]:
    """A found note: what it is, where it is, and the words around the find. Its cells are those of `FOUND`."""
    org, status, day, contact, due = (visible(", ".join(cell)) for cell in found.cells)
    said = [
        ", ".join(part for part in (found.kind or "note", status) if part),
        day if day and not found.name.startswith(day[:10]) else "",
        f"last contact {contact}" if contact else "",
        f"due {due}" if due else "",
    ]
    gist = "".join([f" ({org})" if org else "", *(f" · {part}" for part in said if part)])
    yield Row(((visible(found.name), "bold"), (gist, "")))
    yield Row(((visible(found.path), "dim"),), hang=True)
    if around:
        yield Row(((visible(around), ""),), hang=True)


def around_find(snippet: str, words: Sequence[str]) -> str:
    """The snippet, on one line, if it holds any of the words; a find in the name or the fields needs none."""
    text = " ".join(snippet.split())
    wanted = [word for phrase in words for word in plain_words(phrase)]
    held = any(part.startswith(word) for part in plain_words(text) for word in wanted)
    return text if held else ""


def cell_texts(found: Sequence[Record]) -> list[list[str]]:
    """The cells as text, several values of one with commas between."""
    return [[", ".join(cell) for cell in one.cells] for one in found]
