"""Changes of several notes: planned against their bytes, shown as a diff, carried out note by note.

What to change is decided elsewhere; each note ends as its old or its new version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vaulttool.core.edit import Change, Refusal, apply_all
from vaulttool.core.model import Note
from vaulttool.core.note_change import NoteChange
from vaulttool.core.parse import parse_note
from vaulttool.core.settings import Settings
from vaulttool.errors import VaultToolError, WriteRefused
from vaulttool.vault import read, write

__all__ = ["Edit", "NoteChange", "Plan", "carry_out", "plan", "plan_possible"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One note that will differ: its bytes as they were read, its bytes to be, and what it will then say."""

    path: str
    old: bytes
    new: bytes
    note: Note


@dataclass(frozen=True, slots=True)
class Plan:
    """The notes that will differ, sorted by path; none when all is said already."""

    root: Path
    edits: tuple[Edit, ...] = ()

    def diff(self) -> str:
        """All differences in the unified form, `""` when there are none."""
        return "".join(line for edit in self.edits for line in _diff(edit))

    @property
    def notes(self) -> dict[str, Note]:
        """The notes as they will be, by path."""
        return {edit.path: edit.note for edit in self.edits}


def plan(vault: Path, settings: Settings, changes: Iterable[NoteChange]) -> Plan:
    """The changes applied to what stands on the disk now. Writes nothing.

    `WriteRefused` names the note and the reason when one change cannot be made; then none is.
    """
    edits = []
    for path, wanted in _by_note(changes).items():
        done = _edit(vault, settings, path, wanted)
        if isinstance(done, Refusal):
            raise WriteRefused(f"{path} is left alone: {done.message}", done.remedy)
        edits.append(done)
    return Plan(vault, tuple(edit for edit in edits if edit.old != edit.new))


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
    return Plan(vault, tuple(edits)), tuple(refused)


def carry_out(plan: Plan) -> tuple[str, ...]:
    """Write the planned notes; the paths that were written.

    A note that has changed since the plan is left alone: `ChangedMeanwhile`. What was written before it stays and is
    named; the same command again does the rest.
    """
    written: list[str] = []
    for edit in plan.edits:
        try:
            if write(plan.root, edit.path, edit.new, edit.old):
                written.append(edit.path)
        except VaultToolError as error:
            if written:
                error.remedy = f"written: {', '.join(written)}; {error.remedy or 'then repeat'}"
            raise
    return tuple(written)


def _by_note(changes: Iterable[NoteChange]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for one in changes:
        wanted = found.setdefault(one.path, [])
        wanted += [change for change in one.changes if change not in wanted]
    return dict(sorted(found.items()))


def _edit(vault: Path, settings: Settings, path: str, changes: list[Change]) -> Edit | Refusal:
    old = read(vault, path)
    try:
        text = old.decode("utf-8")
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


def _diff(edit: Edit) -> Iterator[str]:
    import difflib

    before, after = _lines(edit.old), _lines(edit.new)
    for line in difflib.unified_diff(before, after, f"a/{edit.path}", f"b/{edit.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """The lines with their ends; only a line feed ends one."""
    lines = data.decode("utf-8").split("\n")
    return [*(line + "\n" for line in lines[:-1]), *lines[-1:]] if lines[-1] else [line + "\n" for line in lines[:-1]]
