"""Contacts -> the bytes of a table with commas, safe to open in a spreadsheet. Which contacts is not said here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from vaulttool.core.escape import visible
from vaulttool.core.model import Note
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import FIELDS
from vaulttool.core.written_values import spoken

COLUMNS = ("path", *(spec.name for spec in FIELDS["contact"] if spec.name != "type"))
"""The head of the table: where the note is, then its fields."""

_NUMBER = pattern(r"[+-]?[0-9 ().+/-]*")
_PARTS = pattern("([;\t|])")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def table(contacts: Iterable[Note]) -> bytes:
    """A line of `COLUMNS`, then one line a contact: UTF-8, CRLF, values as written, several of one with `; ` between.

    Links have no brackets. A value that a spreadsheet would take for a formula gets a `'` before it; plain numbers,
    phone numbers among them, do not.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for note in contacts:
        writer.writerow([_cell(note, name) for name in COLUMNS])
    return text.getvalue().encode("utf-8")


def _cell(note: Note, name: str) -> str:
    if name == "path":
        return unarmed(note.path)
    if name == "name":
        return unarmed(note.name)
    return "; ".join(unarmed(spoken(value)) for value in note.texts(name))


def unarmed(text: str) -> str:
    """One line that no spreadsheet calculates, also where it takes `;`, `|` or a tab for the end of a cell."""
    return "".join(f"'{part}" if _acts(part) else part for part in _PARTS.split(visible(text)))


def _acts(part: str) -> bool:
    return part.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(part.strip())
