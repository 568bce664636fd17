"""One vault as its editor shows it: the index, and over it the texts that are open. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from pygls import uris

from vaulttool.core.afterwards import desk_after
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Finding
from vaulttool.core.edit.change import Refused
from vaulttool.core.edit.page import open_page
from vaulttool.core.edit.sheet import Sheet, open_sheet
from vaulttool.core.model import Note
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings
from vaulttool.errors import UnreadableNote, VaultToolError
from vaulttool.lsp.client import Client
from vaulttool.lsp.places import Places
from vaulttool.sync import Reading, reading
from vaulttool.vault import is_note_path, read

TodayIn = Callable[[str], date]
"""The date now in an IANA time zone, in the system's for `""`."""


class OpenText(Struct, frozen=True):
    """What an editor shows of one file."""

    uri: str
    text: str
    version: int | None = None


class View(Struct, frozen=True, dict=True):
    """One note as its editor shows it. `desk` has all open texts in place of what is on the disk."""

    vault: OpenVault
    path: str
    open: OpenText
    note: Note
    desk: Desk

    @property
    def text(self) -> str:
        return self.open.text

    @property
    def settings(self) -> Settings:
        return self.desk.settings

    @cached_property
    def places(self) -> Places:
        """Offsets in the text as the client counts them."""
        return self.vault.places(self.text)

    @cached_property
    def sheet(self) -> Sheet | None:
        """The body taken apart; None while the note is in a state that nobody may edit."""
        try:
            return open_sheet(open_page(self.text, self.note.kind, self.settings))
        except Refused:
            return None


class OpenVault:
    """A vault of which at least one file is open."""

    def __init__(self, root: Path, today_in: TodayIn, client: Client) -> None:
        self.root = root
        self.client = client
        self.open: dict[str, OpenText] = {}
        self.trouble: VaultToolError | None = None
        """Why the last look at the vault failed; what was known before it holds on."""
        self._today_in = today_in
        self._stack = ExitStack()
        self._found: Reading | None = None
        self._beside: dict[str, tuple[Finding, ...]] = {}
        self._stale = True
        self._parsed: dict[str, tuple[str, Settings, Note]] = {}

    def look_again(self) -> None:
        """Something on the disk may have changed: read the vault anew before the next answer."""
        self._stale = True

    def reading(self) -> Reading:
        """The vault as it is on the disk. Raises `VaultToolError` when it could never be read."""
        found = self._found
        if found and self._today_in(found.desk.settings.timezone) != found.desk.clock.today:
            self._stale = True
        if self._stale or found is None:
            self._refresh()
        if self._found is None:
            raise self.trouble or VaultToolError("the vault cannot be read")
        return self._found

    def _refresh(self) -> None:
        self._stale = False
        stack = ExitStack()
        try:
            zone = self._found.desk.settings.timezone if self._found else ""
            found = stack.enter_context(reading(self.root, self._today_in(zone)))
            if (own := found.desk.settings.timezone) != zone and self._today_in(own) != found.desk.clock.today:
                stack.close()
                found = stack.enter_context(reading(self.root, self._today_in(own)))
        except VaultToolError as error:
            stack.close()
            self.trouble = error
            return
        self._stack.close()
        self._stack, self._found, self.trouble = stack, found, None
        self._beside = _beside_notes(found)

    def findings_beside(self, path: str) -> tuple[Finding, ...]:
        """What was found about the file itself, not in its text."""
        return self._beside.get(path, ())

    def desk(self, also: Mapping[str, Note | None] = MappingProxyType({})) -> Desk:
        """The desk over the vault with every open text in place of the file; and with notes as they would be."""
        found = self.reading()
        shown = {path: self.note(path) for path in self.open if is_note_path(path, found.desk.settings)}
        return desk_after(found.index, found.desk, {**shown, **also})

    def note(self, path: str) -> Note:
        """What an open text says."""
        settings, text = self.reading().desk.settings, self.open[path].text
        known = self._parsed.get(path)
        if known is None or known[0] != text or known[1] is not settings:
            known = (text, settings, note_of(path, text, settings))
            self._parsed[path] = known
        return known[2]

    def view(self, path: str) -> View | None:
        """An open note; None for a file that is no note of the vault, as a template, or the dashboard."""
        shown = self.open.get(path)
        if shown is None or not is_note_path(path, self.reading().desk.settings):
            return None
        return View(self, path, shown, self.note(path), self.desk())

    def text(self, path: str) -> str | None:
        """The text of any file of the vault, as shown or else as it is on the disk; None when it is no text."""
        if path in self.open:
            return self.open[path].text
        try:
            return read(self.root, path).decode("utf-8")
        except (UnreadableNote, UnicodeDecodeError):
            return None

    def places(self, text: str) -> Places:
        """Offsets in a text as the client counts them."""
        return Places(text, self.client.encoding)

    def uri(self, path: str) -> str:
        """The address of a file, as the client spells it when it has it open."""
        shown = self.open.get(path)
        return shown.uri if shown else str(uris.from_fs_path(str(self.root / path)))

    def close(self) -> None:
        """Let go of the index."""
        self._stack.close()


def note_of(path: str, text: str, settings: Settings) -> Note:
    """What a text says that nobody has saved yet."""
    return parse_note(path, text.encode("utf-8", "replace"), settings).note


def _beside_notes(found: Reading) -> dict[str, tuple[Finding, ...]]:
    """Findings of the look at the folder, by path."""
    of_notes = set(found.index.findings())
    beside: dict[str, tuple[Finding, ...]] = {}
    for finding in found.findings:
        if finding not in of_notes:
            beside[finding.path] = (*beside.get(finding.path, ()), finding)
    return beside
