"""Options that every command takes, before or after its name, and the types of their values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from vaulttool import __version__
from vaulttool.cli.catalogue import COMMANDS


class Day(click.ParamType[date]):
    """A date, `2026-12-01`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error that shows the form when it is none."""
        if isinstance(value, date):
            return value
        from vaulttool.core.values import typed_day

        day = typed_day(str(value))
        if day is None:
            self.fail(f"{value!r} is not a date; write it as 2026-12-01", param, ctx)
        return day


def global_options() -> list[click.Parameter]:
    """New options for one command; what they say is kept in the context's dictionary, not given to the function."""
    return [
        _option("--vault", type=click.Path(), callback=_keep_path, metavar="DIR", help="The folder of the notes."),
        _option("--today", type=Day(), metavar="DATE", help="Take this as today's date."),
        _option("--format", type=click.Choice(["text", "json", "tsv", "github"]), help="Text, or data where there is."),
        _option("--color", type=click.Choice(["auto", "always", "never"]), help="Default: auto, on a terminal."),
        _option("-q", "--quiet", is_flag=True, default=None, help="Say only what matters."),
        _option("-v", "--verbose", is_flag=True, default=None, help="Say more."),
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
            help="Show the version.",
        ),
    ]  # fmt: skip


def command(
    name: str, *parameters: click.Parameter, cls: type[click.Command] = click.Command
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command of the catalogue: its own parameters, its summary and example, and the global options."""
    entry = COMMANDS[name]

    def decorate(function: Callable[..., Any]) -> click.Command:
        made = click.command(name, cls, short_help=entry.summary, epilog=f"Example: {entry.example}")(function)
        made.params += [*parameters, *global_options()]
        return made

    return decorate


def _option(*names: str, **settings: Any) -> click.Option:
    return click.Option(names, **{"expose_value": False, "callback": _keep, **settings})


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """The value nearest to the end of the line wins, since the group is read before its command."""
    asked = ctx.ensure_object(dict)
    if value is not None and param.name:
        asked[param.name] = value


def _keep_path(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        from pathlib import Path

        _keep(ctx, param, Path(value))


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"vaulttool {__version__}")
        ctx.exit()
