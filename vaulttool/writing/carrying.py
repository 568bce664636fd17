"""Carrying out a plan: file by file, known to the journal before the first write; finishing it, taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from vaulttool.core.values import fold
from vaulttool.errors import UnreadableNote, VaultToolError, WriteRefused
from vaulttool.index import Index
from vaulttool.journal import Entry, Journal, Step
from vaulttool.vault.write import remove, respell, write
from vaulttool.writing.planning import Edit, Plan, in_order, standing


def carry_out(plan: Plan, command: str = "", ticks: Iterable[str] = ()) -> tuple[str, ...]:
    """Write the planned files; the paths that were written. The journal knows them before the first write.

    A note that has changed since the plan is left alone: `ChangedMeanwhile`. What was written before it stays and is
    named; `resume` does the rest. `command` is what was typed, `ticks` the dashboard lines that this settles.
    """
    if not plan.edits:
        return ()
    journal = Journal(Index.path_of(plan.root))
    with journal.turn():
        steps = tuple(Step(edit.path, edit.old, edit.new) for edit in plan.edits)
        with suppress(OSError):
            journal.begin(Entry(command, steps, tuple(ticks)))
        written = _write_all(plan, journal)
        journal.end()
    return written


class Resumed(Struct, frozen=True):
    """A command that was interrupted and is finished now: what was written, and what had changed and was left alone."""

    command: str
    written: tuple[str, ...]
    left: tuple[str, ...]


def interrupted(root: Path) -> str:
    """The command that was interrupted and is not finished, `""` for none; waits for one that is at work."""
    journal = Journal(Index.path_of(root))
    if journal.interrupted() is None:
        return ""
    with journal.turn():
        entry = journal.interrupted()
    return entry.command if entry else ""


def resume(root: Path) -> Resumed | None:
    """Finish the command that was interrupted, if one was: each of its files that is still the old one is written."""
    journal = Journal(Index.path_of(root))
    if journal.interrupted() is None:
        return None
    with journal.turn():
        entry = journal.interrupted()
        if entry is None:
            return None
        now = {step.path: standing(root, step.path) for step in entry.steps}
        ready = [step for step in entry.steps if now[step.path] == step.old]
        left = tuple(step.path for step in entry.steps if now[step.path] not in (step.old, step.new))
        written = _write_all(Plan(root, tuple(Edit(s.path, s.old, s.new, None) for s in ready)), None)
        journal.end()
    return Resumed(entry.command, written, left)


def take_back(root: Path) -> tuple[str, Plan]:
    """The command that wrote last, and the plan that takes it back. `WriteRefused` when a file has changed since."""
    journal = Journal(Index.path_of(root))
    entry = journal.last()
    if entry is None:
        raise VaultToolError("there is nothing to take back", "only the last command that wrote can be taken back")
    now = {step.path: standing(root, step.path) for step in entry.steps}
    changed = [step.path for step in entry.steps if now[step.path] not in (step.old, step.new)]
    if changed:
        message = f"{', '.join(changed)} has changed since `{entry.command}`; nothing was taken back"
        raise WriteRefused(message, "change it back by hand; `git diff` shows how, where the vault is kept in git")
    steps = [step for step in entry.steps if now[step.path] == step.new]
    return entry.command, in_order(root, [Edit(step.path, step.new, step.old, None) for step in steps])


def carry_back(plan: Plan) -> tuple[str, ...]:
    """Carry out what `take_back` planned; the paths that were written. The journal then knows of nothing more."""
    journal = Journal(Index.path_of(plan.root))
    with journal.turn():
        entry = journal.last()
        written = _write_all(plan, None)
        if entry:
            journal.drop(entry)
    return written


def _write_all(plan: Plan, journal: Journal | None) -> tuple[str, ...]:
    """Write file by file. When the first one fails nothing has happened, and the journal forgets it."""
    written: list[str] = []
    going = {fold(edit.path): edit for edit in plan.edits if edit.new is None}
    for edit in plan.edits:
        try:
            if _write(plan.root, edit, going.get(fold(edit.path))):
                written.append(edit.path)
        except VaultToolError as error:
            if written:
                rest = f"written: {', '.join(written)}; the same command again does the rest"
                error.remedy = f"{error.remedy}; {rest}" if error.remedy else rest
            elif journal and not _is_done(plan.root, edit):
                journal.abandon()
            raise
    return tuple(written)


def _is_done(root: Path, edit: Edit) -> bool:
    """Whether a file is what it should be, though its writing failed: the disk did not confirm it."""
    with suppress(UnreadableNote):
        return standing(root, edit.path) == edit.new
    return False


def _write(root: Path, edit: Edit, going: Edit | None) -> bool:
    """One file written or deleted; `going` is one of the same name, spelt otherwise, that goes at the same time."""
    if edit.new is None:
        return edit.old is not None and remove(root, edit.path, edit.old)
    if edit.old is None and going and going.old is not None and respell(root, going.path, edit.path, going.old):
        write(root, edit.path, edit.new, going.old)
        return True
    return write(root, edit.path, edit.new, edit.old)
