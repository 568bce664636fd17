"""`sync`: read what changed, write the dashboard, say what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal

if TYPE_CHECKING:
    from vaulttool.core.diagnostics import Finding
    from vaulttool.sync import Outcome

_SHOWN = 20


@command(
    "sync",
    click.Option(["--full"], is_flag=True, help="Read every note anew, whatever the index remembers."),
    click.Option(["--dry-run"], is_flag=True, help="Show what would change in the dashboard; write nothing."),
    click.Option(["--allow-empty"], is_flag=True, help="Believe that the missing notes are gone for good."),
    click.Option(["--strict"], is_flag=True, help="Exit with 1 when there are errors or warnings."),
)
@click.pass_context
def sync(ctx: click.Context, full: bool, dry_run: bool, allow_empty: bool, strict: bool) -> None:
    """Read what changed in the notes and write the dashboard.

    Prints one line about the run, then errors and warnings. Nothing is written when nothing changed.
    """
    from vaulttool.sync import sync as run

    session = Session.of(ctx, ("text", "json"))
    outcome = run(
        session.vault, session.today, full=full, dry_run=dry_run, allow_empty=allow_empty, progress=session.progress()
    )
    session.tell(outcome.messages)
    if session.format == "json":
        from vaulttool.report import json

        session.show_json(json.counts(outcome, session.today))
    else:
        _print(session, outcome, dry_run=dry_run)
    ctx.exit(int(strict and any(finding.severity != "hint" for finding in outcome.findings)))


def _print(session: Session, outcome: Outcome, *, dry_run: bool) -> None:
    from vaulttool.report.terminal import finding_rows, summary

    if dry_run:
        click.echo("".join(f"{terminal(line)}\n" for line in outcome.diff.split("\n") if line), nl=False)
    if not session.is_quiet:
        click.echo(summary(outcome, would_write=bool(outcome.diff) if dry_run else None))
    found = [finding for finding in outcome.findings if _is_told(session, finding)]
    shown = found if session.is_verbose else found[:_SHOWN]
    session.show(finding_rows(shown), wrap=False)
    if len(found) > len(shown):
        click.echo(f"and {len(found) - len(shown)} more: `vaulttool check` lists them all")


def _is_told(session: Session, finding: Finding) -> bool:
    if session.is_quiet:
        return finding.severity == "error"
    return session.is_verbose or finding.severity != "hint"
