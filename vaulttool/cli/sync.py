"""`sync`: read what changed, write the dashboard, say what was found."""

from __future__ import annotations

import click

from vaulttool.cli.everyday.sync import sync as run
from vaulttool.cli.options import command
from vaulttool.cli.session import Session


@command(
    "sync",
    click.Option(["--full"], is_flag=True, help="Read every note anew, whatever the index remembers."),
    click.Option(["--dry-run"], is_flag=True, help="Show what would change; write nothing."),
    click.Option(["--allow-empty"], is_flag=True, help="Believe that the missing notes are gone for good."),
    click.Option(["--strict"], is_flag=True, help="Exit with 1 when there are errors or warnings."),
)
@click.pass_context
def sync(ctx: click.Context, full: bool, dry_run: bool, allow_empty: bool, strict: bool) -> None:
    """Read what changed in the notes and write the dashboard.

    Prints one line about the run, then errors and warnings. Nothing is written when nothing changed.
    """
    outcome = run(Session.of(ctx, ("text", "json")), full=full, dry_run=dry_run, allow_empty=allow_empty)
    ctx.exit(int(strict and any(finding.severity != "hint" for finding in outcome.findings)))
