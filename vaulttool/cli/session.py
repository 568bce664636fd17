"""One call of the tool: which vault, which day, which format, and how to print. The clock is read here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaulttool.cli.paging import columns, complain, echo, put
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError
from vaulttool.shortcut import wants_colour

if TYPE_CHECKING:
    import click

    from vaulttool.reading import Reading
    from vaulttool.report.layout import Row

ENDLESS = 1_000_000
"""A width at which nothing wraps."""
_PROGRESS_FROM = 500
_BAR = 10


class Session:
    """What the global options ask for, and what follows from it."""

    def __init__(self, asked: dict[str, Any]) -> None:
        self.asked = asked

    @classmethod
    def of(cls, ctx: click.Context, formats: tuple[str, ...] = ("text",)) -> Session:
        """The session of a command that can answer in `formats`; a usage error when another one is asked for."""
        session = cls(ctx.ensure_object(dict))
        if session.format not in formats:
            import click

            raise click.UsageError(f"this command has no {session.format} output; it has {', '.join(formats)}", ctx)
        return session

    @property
    def format(self) -> str:
        return str(self.asked.get("format", "text"))

    @property
    def is_quiet(self) -> bool:
        return bool(self.asked.get("quiet"))

    @property
    def is_verbose(self) -> bool:
        return bool(self.asked.get("verbose"))

    @cached_property
    def vault(self) -> Path:
        """The folder of the notes; raises `VaultToolError` when there is none."""
        from vaulttool.vault import find_vault

        named = self.asked.get("vault")
        return find_vault(named, os.environ, named if named and named.is_absolute() else current_folder())

    @cached_property
    def today(self) -> date:
        """The date asked for, else the date in the vault's time zone."""
        return self.asked.get("today") or self.local_date()

    def local_date(self) -> date:
        """The date now in the vault's time zone, the system's when it has none."""
        from vaulttool.config import load

        return date_in(load(self.vault).timezone)

    def hours_of_today(self) -> tuple[float, float]:
        """The seconds since 1970 from and until which `today` is today in the vault's time zone.

        Of a day that was asked for none.
        """
        if self.asked.get("today"):
            return 0.0, 0.0
        from vaulttool.cli.local_zone import clock_zone
        from vaulttool.config import load

        here = clock_zone(load(self.vault).timezone)
        first, last = (datetime.combine(self.today + timedelta(days=n), time(), here).timestamp() for n in (0, 1))
        return first, last

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """The vault as it is now, to look things up in; no note and no dashboard is written."""
        vault = self.vault
        from vaulttool.reading import reading

        with reading(vault, self.today, progress=self.progress()) as found:
            self.tell(found.messages)
            yield found

    def ready_to_write(self) -> None:
        """Finish what an interrupted command left half written, and say so: the first thing a writing command does."""
        from vaulttool.writing import resume

        resumed = resume(self.vault)
        if resumed:
            written = f"written now: {', '.join(resumed.written) or 'nothing was missing'}"
            left = f"; changed since, and left alone: {', '.join(resumed.left)}" if resumed.left else ""
            self.tell([f"finished `{resumed.command}`, which was interrupted; {written}{left}"])

    @property
    def typed(self) -> str:
        """The command line."""
        import shlex

        return shlex.join(["vaulttool", *self.asked.get("typed", ())])

    def progress(self) -> Callable[[str, int, int], None] | None:
        """What shows how far the reading is; None when nobody would see it, or nobody wants to."""
        if self.is_quiet or not sys.stderr.isatty():
            return None
        return _show_progress

    @cached_property
    def has_colour(self) -> bool:
        """Whether to colour: as asked, else on a terminal, unless `NO_COLOR` is set."""
        return wants_colour(self.asked.get("color", "auto"))

    def show(self, rows: Iterable[Row], *, wrap: bool = True, paged: bool = True) -> None:
        """Print rows, wrapped to the terminal's width unless one line shall be one record; long ones in the pager."""
        from vaulttool.report import layout

        render = layout.coloured if self.has_colour else layout.plain
        put(render(rows, columns() if wrap else ENDLESS), colour=self.has_colour, paged=paged)

    def show_json(self, value: Any) -> None:
        """Print data."""
        from vaulttool.report.json import dumps

        echo(dumps(value))

    def tell(self, messages: Iterable[str]) -> None:
        """Say things beside the result, on standard error."""
        complain([f"vaulttool: {terminal(message)}" for message in messages])


def current_folder() -> Path:
    """The current folder; raises `VaultToolError` when it was deleted."""
    try:
        return Path.cwd()
    except OSError as error:
        raise VaultToolError("the current folder is gone", "cd to another folder, or name one with --vault") from error


def date_in(timezone: str) -> date:
    """The date now in an IANA time zone, in the system's when it is empty or unknown here."""
    from vaulttool.cli.local_zone import clock_zone

    return datetime.now(clock_zone(timezone)).date()


def _show_progress(doing: str, done: int, total: int) -> None:
    """One line that is written over and in the end taken away, for runs that may take a second."""
    if total < _PROGRESS_FROM or (done % 50 and done < total):
        return
    filled = _BAR * done // total
    bar = f"{doing.ljust(12)}[{'#' * filled}{'.' * (_BAR - filled)}] {done:,} of {total:,}"
    echo("\r\x1b[K" if done >= total else f"\r{bar}", sys.stderr)
