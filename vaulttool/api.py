"""vaulttool from Python: a vault to look things up in, over the same core as the commands. Only `sync` writes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path

from vaulttool.config import load
from vaulttool.core.conclusion import Card, FollowUp, State
from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import Field, Item, Link, Note
from vaulttool.core.names import Named, match_notes
from vaulttool.core.query import Record, Request, View, Vocabulary, listing
from vaulttool.core.schema import KINDS
from vaulttool.core.zones import zone
from vaulttool.errors import VaultToolError
from vaulttool.reading import Outcome, Reading, reading
from vaulttool.sync import sync
from vaulttool.vault import find_vault

__all__ = [
    "Card",
    "Field",
    "Finding",
    "FollowUp",
    "Item",
    "Link",
    "Note",
    "Outcome",
    "Record",
    "State",
    "Vault",
    "VaultToolError",
    "open_vault",
]


@contextmanager
def open_vault(path: str | os.PathLike[str] | None = None, *, today: date | None = None) -> Iterator[Vault]:
    """A vault to read, as it is now; use it in a `with` statement. Nothing in its folder is changed.

    `path`: its folder, else as the commands find it (`VAULTTOOL_VAULT`, a folder with `vaulttool.toml`, the current
    one). `today`: the day to reckon with, else the date in the vault's time zone. Raises `VaultToolError` when it
    cannot be read: its `message` says why, its `remedy` what to do.
    """
    root = find_vault(Path(path) if path is not None else None, os.environ, Path.cwd())
    day = today or _date_in(load(root).timezone)
    vault = Vault(root, day)
    vault._open()
    try:
        yield vault
    finally:
        vault._close()


class Vault:
    """An open vault. Its answers are of the moment when it was opened, or of the last `sync`; private notes are in."""

    def __init__(self, root: Path, today: date) -> None:
        self.root = root
        self.today = today
        self._found: Reading | None = None
        self._stack = ExitStack()

    def follow_ups(self, due_by: date | None = None) -> tuple[FollowUp, ...]:
        """What there is to do, earliest first: all of it, or what is due on that day or before."""
        found = self._reading.follow_ups
        return tuple(f for f in found if due_by is None or f.due <= due_by)

    def findings(self) -> tuple[Finding, ...]:
        """What is wrong in the notes, as `check --hints` lists it."""
        return self._reading.findings

    def notes(self, kind: str) -> tuple[Note, ...]:
        """The notes of one kind, by path: contact, interview, org, campaign, shareable or question."""
        if kind not in KINDS:
            raise VaultToolError(f"{kind!r} is no kind of note", f"there is {', '.join(KINDS)}")
        index = self._reading.index
        return tuple(note for path in index.paths(kind) if (note := index.note(path)))

    def contacts(self) -> tuple[Note, ...]:
        """The people, by path."""
        return self.notes("contact")

    def interviews(self) -> tuple[Note, ...]:
        """The talks, by path."""
        return self.notes("interview")

    def note(self, name: str, kind: str = "") -> Note | None:
        """The one note (of this kind) that is meant: by path, file name or alias, else by a part of its name.

        None when there is none. Raises `VaultToolError`, which lists them, when there are several.
        """
        index = self._reading.index
        exact = (index.note(path) for path in self._reading.desk.book.resolve(name.removesuffix(".md")))
        found = [note.path for note in exact if note and kind in ("", note.kind)] or self._named(name, kind)
        if len(found) > 1:
            raise VaultToolError(f"{name!r} may be any of {len(found)} notes", ", ".join(found))
        return index.note(found[0]) if found else None

    def card(self, contact: Note) -> Card | None:
        """What follows from the notes on a person: status in force, last contact, attempts, next date."""
        return self._reading.index.card(contact.path)

    def list(self, kind: str, where: str = "", *, columns: str = "", sort: str = "") -> tuple[Record, ...]:
        """The notes of a kind that fit a query, with the values of some columns, as the command `list` shows them.

        Raises `VaultToolError` for a query that cannot be read.
        """
        found = self._reading
        vocabulary = Vocabulary(found.desk.settings, found.index.keys)
        return listing(Request(kind, where, columns, sort), View(found.index, found.desk), vocabulary).records

    def sync(self) -> Outcome:
        """As the command: ticks into the notes, views and the dashboard brought up to date; then read anew."""
        self._close()
        try:
            return sync(self.root, self.today)
        finally:
            self._open()

    @property
    def _reading(self) -> Reading:
        if self._found is None:
            raise VaultToolError("this vault is closed", "ask it inside the `with` statement")
        return self._found

    def _named(self, name: str, kind: str) -> Sequence[str]:
        """The notes that a part of a name fits best."""
        index = self._reading.index
        titles, aliases = index.titles(), dict(index.values_of("aliases"))
        kinds = (kind,) if kind else KINDS
        named = (Named(p, one, titles[p], aliases.get(p, ())) for one in kinds for p in index.paths(one))
        return [one.path for one in match_notes(name, named).found]

    def _open(self) -> None:
        self._found = self._stack.enter_context(reading(self.root, self.today))

    def _close(self) -> None:
        self._found = None
        self._stack.close()


def _date_in(timezone: str) -> date:
    """The date now in an IANA time zone, in the system's when it is empty."""
    return datetime.now(zone(timezone)).date()
