"""`undo`: take back what the last command wrote."""

from __future__ import annotations

import click

from vaulttool.cli.carry import dry_run_option, show_diff
from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal


@command("undo", dry_run_option())
@click.pass_context
def undo(ctx: click.Context, dry_run: bool) -> None:
    """Take back what the last command that wrote notes has written: `set`, `log`, ticks, `rename`, all of them.

    Only the last one, once, and only while its notes are as it left them. Where the vault is kept in git, git can take
    back more.
    """
    from vaulttool.writing import carry_back, take_back

    session = Session.of(ctx)
    command, made = take_back(session.vault)
    if dry_run:
        show_diff(made)
        return
    written = carry_back(made)
    if not session.is_quiet:
        click.echo(terminal(f"taken back: {command} ({', '.join(written) or 'nothing of it was left'})"))
