"""The group `vaulttool`: finds a command when it is called, groups the help."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from vaulttool.cli.catalogue import COMMANDS
from vaulttool.cli.command_line import INTERRUPTED, PIPE_CLOSED, REFUSED
from vaulttool.cli.options import global_options
from vaulttool.cli.paging import help_columns


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
        from vaulttool.cli.everyday.today import bare
        from vaulttool.cli.session import Session

        bare(Session.of(ctx, ("text", "json")))


def call(asked: dict[str, Any]) -> int:
    """Run the command line `typed` of `asked`, where the options are put; the exit status."""
    try:
        status = vaulttool.main(
            list(asked["typed"]), prog_name="vaulttool", standalone_mode=False, obj=asked, terminal_width=help_columns()
        )
    except click.ClickException as error:
        error.show()
        return REFUSED
    except click.Abort:
        return INTERRUPTED
    return int(status or 0)
