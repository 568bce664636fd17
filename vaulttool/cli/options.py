"""Options that every command takes, before or after its name, and the types of their values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from vaulttool import __version__
from vaulttool.cli.catalogue import COMMANDS


class Day(click.ParamType[date | str]):
    """A date, or a day counted from today: `2026-12-01`, `tomorrow`, `-2w`. Counted ones stay words, see `day_from`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | str:
        """The day, or the words; a usage error that shows the forms when it is neither."""
        if isinstance(value, date):
            return value
        from vaulttool.core.relative_days import is_relative_day
        from vaulttool.core.values import typed_day

        text = str(value).strip()
        day = typed_day(text)
        if day is None and not is_relative_day(text):
            self.fail(f"{value!r} is not a date; write it as 2026-12-01, or as tomorrow, +3d, -2w", param, ctx)
        return day or text


def day_from(today: date, when: date | str) -> date:
    """The day that a date, or words counted from today, mean; a usage error when that is too far away to count on."""
    if isinstance(when, date):
        return when
    from vaulttool.core.relative_days import absolute
    from vaulttool.core.values import typed_day

    day = typed_day(absolute(when, today))
    if day is None:
        raise click.UsageError(f"{when!r} is too far away; write a date, such as 2026-12-01")
    return day


def global_options() -> list[click.Parameter]:
    """New options for one command; what they say is kept in the context's dictionary, not given to the function."""
    return [
        _option("--vault", type=click.Path(), callback=_keep_path, metavar="DIR", help="The folder of the notes."),
        _option("--today", type=Day(), callback=_keep_day, metavar="DATE", help="Take this as today's date."),
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


def _keep_day(ctx: click.Context, param: click.Parameter, value: date | str | None) -> None:
    """Words are counted from the system's date: which vault it is, and its time zone, is not known yet."""
    if value is not None:
        _keep(ctx, param, day_from(date.today(), value))


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"vaulttool {__version__}")
        ctx.exit()
