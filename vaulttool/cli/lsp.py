"""`lsp`: the language server, for an editor to start."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from vaulttool.cli.options import command
from vaulttool.cli.session import Session, date_in


@command(
    "lsp",
    click.Option(["--stdio"], is_flag=True, help="Speak over standard input and output; it always does."),
)  # fmt: skip
@click.pass_context
def lsp(ctx: click.Context, stdio: bool) -> None:
    """The language server: your editor starts it, and shows findings as you type, completes fields, values and links.

    docs/editors.md shows how to set up VS Code, Neovim, Helix and Emacs. Needs the extra: pip install 'vaulttool[lsp]'.
    """
    from vaulttool.vault.find import VARIABLE

    session = Session.of(ctx)
    from vaulttool.lsp import serve

    if sys.stdin.isatty():
        session.tell(["an editor starts this one and speaks to it; docs/editors.md shows how. Ctrl-C ends it"])
    asked: date | None = session.asked.get("today")
    usual = os.environ.get(VARIABLE)
    serve(
        lambda zone: asked or date_in(zone),
        session.vault if session.asked.get("vault") else None,
        Path(os.path.abspath(os.path.expanduser(usual))) if usual else None,
    )
