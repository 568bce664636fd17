"""Asking before something that is hard to take back. Without a terminal nobody can answer, so it is refused."""

from __future__ import annotations

import sys

import click

from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError


def yes_option() -> click.Option:
    """`--yes`, as every command that asks has it."""
    return click.Option(["-y", "--yes"], is_flag=True, help="Do not ask.")


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the user wants it: `--yes`, or yes on the terminal. Raises `VaultToolError` where nobody can be asked."""
    if yes:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise VaultToolError("nothing was done: nobody is here to ask", "see it with --dry-run, then add --yes")
    wanted = click.confirm(terminal(question), default=False, err=True)
    if not wanted:
        click.echo("nothing was done", err=True)
    return wanted
