"""`check --fix`: the safe fixes of findings, made or shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from vaulttool.cli.carry import show_diff
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.errors import UnreadableNote

if TYPE_CHECKING:
    from vaulttool.core.book import Notes
    from vaulttool.core.desk import Desk
    from vaulttool.core.fixes import Mended, Wanted
    from vaulttool.core.model import Note
    from vaulttool.reading import Outcome, Reading

_ROUNDS = 3
"""The fixes of one note may uncover what a fix of another one ends."""


def fixed(session: Session, wanted: Wanted, *, dry_run: bool) -> Outcome:
    """Make the safe fixes among the wanted findings, say which, and read the vault again; or show the difference."""
    from vaulttool.core.note_change import Rewrite
    from vaulttool.writing import carry_out, plan

    session.ready_to_write()
    with session.reading() as found:
        notes, unread = _mended(found, wanted)
        notes, left = _writable(found, notes)
        made = plan(found.root, found.desk.settings, [Rewrite(one.note.path, one.old, one.text) for one in notes])
        outcome = found.outcome
    session.tell(dict.fromkeys([*unread, *left, *(reason for one in notes for reason in one.reasons)]))
    if dry_run or not made.edits:
        show_diff(made)
        return outcome
    carry_out(made, session.typed)
    if not session.is_quiet and session.format == "text":
        said = [f"fixed: {one.path}:{one.line}: {one.message}" for note in notes for one in sorted(note.ended)]
        click.echo("".join(f"{terminal(line)}\n" for line in dict.fromkeys(said)), nl=False)
    with session.reading() as found:
        return found.outcome


def _mended(found: Reading, wanted: Wanted) -> tuple[list[Mended], list[str]]:
    """The notes with their fixes; a sentence on each note that cannot be read."""
    from vaulttool.core.afterwards import Overlay
    from vaulttool.core.book import changed_keys
    from vaulttool.core.fixes import mended

    notes: dict[str, Mended] = {}
    unread: list[str] = []
    paths = {finding.path for finding in wanted(found.findings) if finding.fixable}
    for _ in range(_ROUNDS):
        so_far = Overlay(found.index, {path: one.note for path, one in notes.items()})
        stale: set[str] = set()
        for path in sorted(paths):
            try:
                before = notes.get(path) or _as_it_stands(found, path)
            except UnreadableNote as error:
                unread.append(error.message)
                continue
            notes[path] = after = mended(before, wanted, partial(_desk_with, so_far, found.desk))
            stale.update(changed_keys(before.note, after.note) if after.text != before.text else ())
        paths = found.index.stale(stale)
    return list(notes.values()), unread


def _writable(found: Reading, notes: list[Mended]) -> tuple[list[Mended], list[str]]:
    """The notes that may be written over; a sentence on each of the others."""
    from vaulttool.errors import WriteRefused
    from vaulttool.vault.write import refuse_special

    kept: list[Mended] = []
    left: list[str] = []
    for one in notes:
        try:
            if one.text != one.old:
                refuse_special(found.root, one.note.path)
            kept.append(one)
        except WriteRefused as error:
            left.append(f"{error.message}; {error.remedy}")
    return kept, left


def _desk_with(notes: Notes, desk: Desk, note: Note) -> Desk:
    from vaulttool.core.afterwards import desk_after

    return desk_after(notes, desk, {note.path: note})


def _as_it_stands(found: Reading, path: str) -> Mended:
    """A note before its fixes. `UnreadableNote` when its text cannot be had."""
    from vaulttool.core.fixes import Mended
    from vaulttool.core.parse.note import parse_note
    from vaulttool.vault import read

    data = read(found.root, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableNote(path, "it is not UTF-8 text") from error
    return Mended(parse_note(path, data, found.desk.settings).note, text, text)
