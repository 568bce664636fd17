"""What stands in a frontmatter block, as values with their place. How it is read is not here."""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

from vaulttool.core.diagnostics import Finding, Severity

Shape = Literal["scalar", "list", "null", "other"]


class Value(NamedTuple):
    """One scalar as text. `start` to `end` is how it is written in the block, quotes included.

    `line` and `column` count from 0 within the block. `quoted`: in quotes or a block scalar, so text beyond doubt.
    """

    text: str
    start: int
    end: int
    line: int
    column: int
    quoted: bool


class Entry(NamedTuple):
    """One `key: value` of the block. Offsets are in the block; `line` and `column` count from 0 within it.

    `key_start` to `key_end` is the key as written, `start` to `end` the whole value (equal when there is none).
    A mapping in block form (`other`) runs on to the next key. `flow`: the entry stands between braces, where lines do
    not end values.
    """

    key: str
    shape: Shape
    values: tuple[Value, ...]
    key_start: int
    key_end: int
    start: int
    end: int
    line: int
    column: int
    flow: bool = False


class Complaint(NamedTuple):
    """A finding whose path is not known here; `line` and `column` count from 0 within the block."""

    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    hint: str = ""
    fixable: bool = False

    def finding(self, path: str, first_line: int) -> Finding:
        """The finding, for a block whose first line is line `first_line` of the note at `path`."""
        line, column = first_line + self.line, self.column + 1
        return Finding(path, line, column, self.rule, self.severity, self.message, self.hint, self.fixable)


class Reading(dict[str, Entry]):
    """Key -> its entry; of a key that stands twice, the first. `entries` are all of them, in order.

    `readable` is false when the reading stopped before the end; `complaints` say why, and what else is wrong.
    """

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.complaints: list[Complaint] = []
        self.readable = True

    def add(self, entry: Entry) -> None:
        """Take one more entry; a key that is there already (whatever its Unicode form) gives a complaint."""
        self.entries.append(entry)
        key = entry.key
        known = self.setdefault(key if key.isascii() else unicodedata.normalize("NFC", key), entry)
        if known is not entry:
            where = f"lines {known.line + 2} and {entry.line + 2}"
            message = f"`{entry.key}` stands twice ({where}); the first one counts"
            self.complaints.append(
                Complaint(entry.line, entry.column, "duplicate-key", "warning", message, "Delete one of the two.")
            )

    def stop(self, complaint: Complaint) -> None:
        """Give up for this reason."""
        self.readable = False
        self.complaints.append(complaint)


class Refused(Exception):
    """The reading of a block stops here; caught where the block's reading began."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.message)
        self.complaint = complaint


def unreadable(line: int, column: int, message: str, hint: str) -> Complaint:
    """The complaint that YAML cannot read on at this place."""
    return Complaint(line, column, "frontmatter-unreadable", "error", message, hint)
