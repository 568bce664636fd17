"""The group `vaulttool`: finds a command when it is called, groups the help, turns every ending into an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from vaulttool.cli.catalogue import COMMANDS
from vaulttool.cli.options import global_options
from vaulttool.cli.paging import complain, help_columns
from vaulttool.core.escape import terminal
from vaulttool.errors import IndexDamaged, VaultToolError

if TYPE_CHECKING:
    from vaulttool.shortcut import Glance

REFUSED = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
COMPLETE = "_VAULTTOOL_COMPLETE"
"""The variable by which a shell asks for words."""


class Commands(click.Group):
    """A group that imports a command's module only when that command is called or asked for help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the catalogue."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"vaulttool.cli.{COMMANDS[cmd_name].module}"), cmd_name)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and its arguments; a misspelt one is told which was meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by use, each with an example."""
        widest = max(map(len, COMMANDS))
        for group in dict.fromkeys(entry.group for entry in COMMANDS.values()):
            found = [(name.ljust(widest), entry) for name, entry in COMMANDS.items() if entry.group == group]
            with formatter.section(group):
                formatter.write_dl([r for name, e in found for r in ((name, e.summary), ("", f"e.g. {e.example}"))])

    def invoke(self, ctx: click.Context) -> Any:
        """Run; a reader that went away (`| head`) is no mistake."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.exceptions.Exit(PIPE_CLOSED) from None


@click.command(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    params=global_options(),
)
@click.pass_context
def vaulttool(ctx: click.Context) -> None:
    """Whom do I write to today, and why?

    Reads a folder of Markdown notes about people and talks, and keeps a list of what to do in its Dashboard.md.
    Without a command it shows today's list.
    """
    if ctx.invoked_subcommand is None:
        from vaulttool.cli.today import bare

        bare(ctx)


def run(args: Sequence[str], glance: Glance | None = None) -> int:
    """Run one command line; the exit status: 0 clean, 1 findings, 2 could not run or refused.

    `glance` is what was seen of the vault a moment ago.
    """
    _prepare_output()
    if COMPLETE in os.environ:
        from vaulttool.cli.bash_completion import install

        install()
    try:
        status = _call({"typed": tuple(args), "glance": glance})
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except VaultToolError as error:
        _complain(error.message, error.remedy)
        return error.exit_status
    except BrokenPipeError:
        status = PIPE_CLOSED
    except OSError as error:
        _complain(_in_words(error))
        status = REFUSED
    if status in (REFUSED, PIPE_CLOSED):
        _give_up_output()
    return int(status or 0)


def _call(asked: dict[str, Any]) -> int | None:
    """The command; once more when its index turned out to be damaged, which is then built anew from the notes."""
    try:
        return _main(asked)
    except IndexDamaged as damage:
        from vaulttool.cli.session import Session
        from vaulttool.index import Index

        Index.discard(Session(asked).vault)
        _complain(f"the index was damaged ({damage.message}) and has been built anew")
        return _main(asked)


def _main(asked: dict[str, Any]) -> int | None:
    status: int | None = vaulttool.main(
        list(asked["typed"]), prog_name="vaulttool", standalone_mode=False, obj=asked, terminal_width=help_columns()
    )
    return status


def _prepare_output() -> None:
    """Any text can be printed: what the terminal's encoding lacks is spelt out; plain ASCII is taken as UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            is_ascii = stream.encoding.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968", "646")
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="backslashreplace")


def _give_up_output() -> None:
    """Nobody reads on, or the disk is full: keep the interpreter from trying once more while it ends."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _complain(message: str, remedy: str = "") -> None:
    lines = [f"vaulttool: {terminal(line)}" for line in message.splitlines()]
    lines += [f"  {terminal(line)}" for line in remedy.splitlines()]
    complain(lines)


def _in_words(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else "cannot write the output: " if error.errno else ""
    return f"{where}{error.strerror or error}"
