"""What the writing commands share: checking a plan before it is carried out, showing it, saying what was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.diagnostics import Finding
    from vaulttool.core.note_change import Intent
    from vaulttool.reading import Reading
    from vaulttool.writing import Plan


def dry_run_option() -> click.Option:
    """`--dry-run`, as every writing command has it."""
    return click.Option(["--dry-run"], is_flag=True, help="Show what would change; write nothing.")


def planned(found: Reading, changes: Iterable[Intent], *, strict: bool = True) -> tuple[Plan, tuple[Finding, ...]]:
    """The plan for the vault that was read, and the findings it would add.

    When `strict`, one that is an error is refused with what is allowed.
    """
    from vaulttool.core.afterwards import desk_after, new_findings
    from vaulttool.writing import plan

    made = plan(found.root, found.desk.settings, changes)
    after = desk_after(found.index, found.desk, made.outlook)
    added = tuple(
        f
        for path, note in made.notes.items()
        for f in new_findings(found.index.note(path), note, found.desk, after)
    )  # fmt: skip
    errors = [f for f in added if f.severity == "error"]
    if strict and errors:
        raise VaultToolError(f"{errors[0].path} is left alone: {errors[0].message}", errors[0].hint)
    return made, added


def carried_out(session: Session, made: Plan, *, dry_run: bool) -> bool:
    """Carry the plan out, or show it in a dry run; whether it was carried out."""
    if dry_run:
        show_diff(made)
        return False
    from vaulttool.writing import carry_out

    carry_out(made, session.typed)
    return True


def finish(
    session: Session, made: Plan, *, dry_run: bool, nothing: str = "nothing changed: it says so already"
) -> None:
    """Show the plan, or carry it out and say which lines are new; of a note that only has fewer, which these were."""
    if not carried_out(session, made, dry_run=dry_run) or session.is_quiet:
        return
    for edit in made.edits:
        said = _changed_lines(made, edit.path, "+") or f"removed {_changed_lines(made, edit.path, '-')}".rstrip()
        click.echo(terminal(f"{edit.path}: {said}"))
    if not made.edits:
        click.echo(terminal(nothing))


def show_diff(made: Plan) -> None:
    """The difference, as a terminal may show it."""
    click.echo("".join(f"{terminal(line)}\n" for line in made.diff().split("\n") if line), nl=False)


def _changed_lines(made: Plan, path: str, sign: str) -> str:
    """The lines of a note that are new (`+`) or gone (`-`), in one line."""
    from vaulttool.writing import Plan

    edits = tuple(edit for edit in made.edits if edit.path == path)
    lines = Plan(made.root, edits).diff().split("\n")[2:]
    return "; ".join(filter(None, (line[1:].strip() for line in lines if line.startswith(sign))))
