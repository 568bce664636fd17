"""`mcp`: the commands as tools for an assistant, which starts it and speaks to it."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import click

from vaulttool.cli.options import command
from vaulttool.cli.session import Session


@command(
    "mcp",
    click.Option(["--read-only"], is_flag=True, help="Offer no tool that writes."),
    click.Option(["--private"], is_flag=True, help="Show private notes too."),
)
@click.pass_context
def mcp(ctx: click.Context, read_only: bool, private: bool) -> None:
    """A server of the Model Context Protocol: an assistant starts it, reads the notes and, if you let it, writes.

    It speaks over standard input and output and uses no network; what the assistant reads goes where the assistant
    runs. docs/assistants.md shows how to set it up. Needs the extra: pip install 'vaulttool[mcp]'.
    """
    from vaulttool.cli.command_line import run

    session = Session.of(ctx)
    vault = session.vault.absolute()
    if sys.stdin.isatty():
        session.tell(["an assistant starts this one and speaks to it; docs/assistants.md shows how. Ctrl-C ends it."])
    if not find_spec("mcp"):
        from vaulttool.exchange.extras import missing

        raise missing("mcp", "mcp")
    from vaulttool.mcp_server import make_server
    from vaulttool.mcp_server.commands import Commands

    day = session.asked.get("today")
    commands = Commands(run, vault, (f"--today={day}",) if day else (), private)
    make_server(commands, read_only=read_only).run("stdio")
