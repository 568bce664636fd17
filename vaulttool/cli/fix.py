"""`check --fix`: the safe fixes of findings, made or shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from vaulttool.cli.carry import show_diff
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal

if TYPE_CHECKING:
    from vaulttool.core.diagnostics import Finding
    from vaulttool.core.edit import Change
    from vaulttool.reading import Outcome, Reading
    from vaulttool.writing import Plan

_ROUNDS = 3
"""One fix may uncover what another one ends."""

Wanted = Callable[[Sequence["Finding"]], list["Finding"]]


def fixed(session: Session, wanted: Wanted, *, dry_run: bool) -> Outcome:
    """Make the safe fixes among the wanted findings, say which, and read the vault again; or show the difference."""
    from vaulttool.writing import carry_out

    said: list[str] = []
    session.ready_to_write()
    for _ in range(_ROUNDS):
        outcome, chosen, made, refused = _round(session, wanted)
        if dry_run:
            show_diff(made)
            session.tell(refused)
            return outcome
        if not made.edits:
            break
        carry_out(made, session.typed)
        said += [f"fixed: {one.path}:{one.line}: {one.message}" for one in chosen]
    session.tell(refused)
    if not session.is_quiet and session.format == "text":
        click.echo("".join(f"{terminal(line)}\n" for line in dict.fromkeys(said)), nl=False)
    return outcome


def _round(session: Session, wanted: Wanted) -> tuple[Outcome, list[Finding], Plan, tuple[str, ...]]:
    from vaulttool.core.note_change import NoteChange
    from vaulttool.writing import plan_possible

    with session.reading() as found:
        fixes = [(one, change) for one in wanted(found.findings) if (change := _fix(found, one))]
        changes = [NoteChange(one.path, (change,)) for one, change in fixes]
        made, refused = plan_possible(session.vault, found.desk.settings, changes)
        gone = _gone(found, made)
        return found.outcome, [one for one, _ in fixes if gone(one)], made, refused


def _fix(found: Reading, finding: Finding) -> Change | None:
    from vaulttool.core.fixes import fix_of

    note = found.index.note(finding.path) if finding.fixable else None
    return fix_of(finding, note, found.desk) if note else None


def _gone(found: Reading, made: Plan) -> Callable[[Finding], bool]:
    """Whether the plan ends a finding."""
    from vaulttool.core.afterwards import desk_after
    from vaulttool.core.checks import findings_of

    after = desk_after(found.index, found.desk, made.outlook)
    left = {(f.path, f.rule, f.message) for note in made.notes.values() for f in findings_of(note, after)}
    return lambda one: one.path in made.notes and (one.path, one.rule, one.message) not in left
