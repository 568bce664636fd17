"""Changes of several notes, planned against their bytes and shown as a diff. Nothing is written here.

What to change is decided elsewhere; each note ends as its old or its new version.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from vaulttool.core.edit import Change, Refusal, apply_all
from vaulttool.core.file_diff import file_diff
from vaulttool.core.model import Note
from vaulttool.core.note_change import Intent, Move, NewNote, NoteChange, Removal, Rewrite
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings
from vaulttool.core.values import fold
from vaulttool.errors import ChangedMeanwhile, VaultToolError, WriteRefused
from vaulttool.vault import read, read_if_there
from vaulttool.vault.write import is_spelt


class Edit(Struct, frozen=True):
    """One file that will differ: its bytes as they were read (None: it is new), its bytes to be (None: it will go),
    and the note that it will then be."""

    path: str
    old: bytes | None
    new: bytes | None
    note: Note | None
    moved_from: str = ""
    """Of a new file: the path of the one that goes in its favour."""


class Plan(Struct, frozen=True):
    """The files that will differ, in the order of writing: new ones, changed ones, those that go; each by path.

    None when all is said already.
    """

    root: Path
    edits: tuple[Edit, ...] = ()

    def diff(self) -> str:
        """All differences in the unified form, `""` when there are none."""
        gone = {edit.path: edit.old for edit in self.edits if edit.new is None}
        moved = {edit.moved_from for edit in self.edits} & set(gone)
        return "".join(
            line
            for edit in self.edits
            if edit.path not in moved
            for line in file_diff(edit.path, gone.get(edit.moved_from, edit.old), edit.new, edit.moved_from)
        )

    @property
    def notes(self) -> dict[str, Note]:
        """The new and the changed notes as they will be, by path."""
        return {edit.path: edit.note for edit in self.edits if edit.note}

    @property
    def outlook(self) -> dict[str, Note | None]:
        """What will stand at each path that differs, None where nothing will."""
        return {edit.path: edit.note for edit in self.edits}


def plan(vault: Path, settings: Settings, changes: Iterable[Intent]) -> Plan:
    """The changes applied to what stands on the disk now. Writes nothing.

    `WriteRefused` names the note and the reason when one change cannot be made; then none is.
    """
    intents = list(changes)
    moves = {one.path: one.to for one in intents if isinstance(one, Move)}
    rewrites = {one.path: one for one in intents if isinstance(one, Rewrite)}
    edits: list[Edit] = []
    for path, wanted in _by_note(intents).items():
        done = _edit(vault, settings, path, wanted, rewrites.get(path))
        if isinstance(done, Refusal):
            raise WriteRefused(f"{path} is left alone: {done.message}", done.remedy)
        edits += _moved(vault, settings, done, moves[path]) if path in moves else [done]
    for one in intents:
        if isinstance(one, NewNote):
            edits.append(_new(vault, settings, one.path, one.text.encode("utf-8")))
        elif isinstance(one, Removal):
            edits.append(Edit(one.path, read(vault, one.path), None, None))
    return in_order(vault, edits)


def in_order(vault: Path, edits: Iterable[Edit]) -> Plan:
    def order(edit: Edit) -> tuple[bool, bool, str]:
        return edit.new is None, edit.old is not None, edit.path

    return Plan(vault, tuple(sorted((edit for edit in edits if edit.old != edit.new), key=order)))


def _moved(vault: Path, settings: Settings, edit: Edit, to: str) -> list[Edit]:
    return [_new(vault, settings, to, edit.new or b"", edit.path), Edit(edit.path, edit.old, None, None)]


def _new(vault: Path, settings: Settings, path: str, new: bytes, moved_from: str = "") -> Edit:
    """A note where none stands; no difference where it stands already.

    One that stands there in another spelling is only in the way when it is not the one that is moved.
    """
    old = standing(vault, path)
    respelt = moved_from and fold(path) == fold(moved_from)
    if old not in (None, new) or (old is None and not respelt and os.path.lexists(vault / path)):
        raise WriteRefused(f"{path} exists already", "choose another name, or look at that note first")
    return Edit(path, old, new, parse_note(path, new, settings).note, moved_from)


def plan_possible(vault: Path, settings: Settings, changes: Iterable[NoteChange]) -> tuple[Plan, tuple[str, ...]]:
    """As `plan`, leaving out what cannot be made; with a sentence on each of these."""
    edits, refused = [], []
    for path, wanted in _by_note(changes).items():
        try:
            edit, reasons = _possible(vault, settings, path, wanted)
        except VaultToolError as error:
            refused.append(error.message)
            continue
        refused += [f"{path} is left alone: {reason.message}" for reason in reasons]
        edits += [edit] if edit and edit.old != edit.new else []
    return in_order(vault, edits), tuple(refused)


def standing(root: Path, path: str) -> bytes | None:
    """What stands at the path, in just this spelling; None for nothing."""
    data = read_if_there(root, path)
    return data if data is not None and is_spelt(root, path) else None


def _by_note(changes: Iterable[Intent]) -> dict[str, list[Change]]:
    """The notes to change or to move, with their changes, each once."""
    found: dict[str, list[Change]] = {}
    for one in changes:
        if isinstance(one, NoteChange | Move | Rewrite):
            wanted = found.setdefault(one.path, [])
            if isinstance(one, NoteChange):
                wanted += [change for change in one.changes if change not in wanted]
    return dict(sorted(found.items()))


def _edit(
    vault: Path, settings: Settings, path: str, changes: list[Change], rewrite: Rewrite | None = None
) -> Edit | Refusal:
    old = read(vault, path)
    if rewrite and rewrite.old.encode("utf-8") != old:
        raise ChangedMeanwhile(f"{path} was changed by another program", "repeat the command")
    try:
        text = rewrite.new if rewrite else old.decode("utf-8")
    except UnicodeDecodeError:
        return Refusal("it is not UTF-8 text", "Save it as UTF-8 in your editor.")
    kind = parse_note(path, old, settings).note.kind
    changed = apply_all(text, changes, kind, settings)
    if isinstance(changed, Refusal):
        return changed
    new = changed.encode("utf-8")
    return Edit(path, old, new, parse_note(path, new, settings).note)


def _possible(vault: Path, settings: Settings, path: str, changes: list[Change]) -> tuple[Edit | None, list[Refusal]]:
    """All changes of a note, or as many of them as can be made together."""
    whole = _edit(vault, settings, path, changes)
    if isinstance(whole, Edit):
        return whole, []
    made: list[Change] = []
    reasons, best = [], None
    for change in changes:
        tried = _edit(vault, settings, path, [*made, change])
        if isinstance(tried, Refusal):
            reasons.append(tried)
        else:
            made.append(change)
            best = tried
    return best, reasons
