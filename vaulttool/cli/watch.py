"""`watch`: sync as notes change. What happens is told here, one line each, as text or as JSON."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from vaulttool.cli.options import command
from vaulttool.cli.session import Session, date_in
from vaulttool.core.escape import terminal

if TYPE_CHECKING:
    from vaulttool.watch import Hints, Told

REFUSED = 2
INTERRUPTED = 130


@command(
    "watch",
    click.Option(["--poll"], is_flag=True, help="Look at the files instead of waiting for events; for network drives."),
    click.Option(
        ["--until-quiet"], type=click.FloatRange(0, min_open=True), metavar="SECONDS",
        help="End after so long without a change.",
    ),
    click.Option(["--install"], is_flag=True, help="Have the system run it whenever you are logged in."),
    click.Option(["--dry-run"], is_flag=True, help="With --install: show what would be written; write nothing."),
)  # fmt: skip
@click.pass_context
def watch(ctx: click.Context, poll: bool, until_quiet: float | None, install: bool, dry_run: bool) -> None:
    """Sync whenever a note changes, and at midnight, until interrupted with Ctrl-C.

    Prints one line for each thing that happens. Nothing is written to a file that somebody else changed in the last
    five seconds. With --format json each line is an object; docs/watching.md describes them.
    """
    if dry_run and not install:
        raise click.UsageError("--dry-run goes with --install", ctx)
    session = Session.of(ctx, ("text", "json"))
    if install:
        from vaulttool.cli.install import install_watcher

        install_watcher(session, dry_run=dry_run)
    else:
        ctx.exit(_watch(session, poll=poll, until_quiet=until_quiet))


def _watch(session: Session, *, poll: bool, until_quiet: float | None) -> int:
    """Watch until it ends; the exit status: 0, 130 after Ctrl-C, 2 when the last run was not possible."""
    from vaulttool.watch import Hints, Manner, Told, What, only_watcher
    from vaulttool.watch import watch as run

    hints, say = Hints(), _Say(session)
    manner = Manner(poll=poll, until_quiet=until_quiet, progress=session.progress())
    with _ending_by_signal(hints) as signals, only_watcher(session.vault):
        is_well = run(session.vault, calendar(session), say, manner, hints=hints)
        if not signals:
            say(Told(What.ENDED, "quiet"))
            return 0 if is_well else REFUSED
        if signals[0] != getattr(signal, "SIGHUP", None):
            say(Told(What.ENDED, signal.Signals(signals[0]).name))
    return INTERRUPTED if signals[0] == signal.SIGINT else 0


@contextmanager
def _ending_by_signal(hints: Hints) -> Iterator[list[int]]:
    """Requests to end, by Ctrl-C, the system or a closed terminal, become a hint; a second one ends at once.

    Gives the signals that came.
    """
    from vaulttool.watch import Hint, Kind

    came: list[int] = []
    before: dict[int, Any] = {}

    def note(number: int, frame: object) -> None:
        came.append(number)
        hints.put(Hint(Kind.END))
        for each, handler in before.items():
            signal.signal(each, handler)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            before[getattr(signal, name)] = signal.signal(getattr(signal, name), note)
    try:
        yield came
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def calendar(session: Session) -> Callable[[str], date]:
    """Time zone -> the date there: the one asked for, else the one now, also after the system moved to another zone."""
    asked: date | None = session.asked.get("today")

    def today_in(zone: str) -> date:
        if hasattr(time, "tzset"):
            time.tzset()
        return asked or date_in(zone)

    return today_in


class _Say:
    """Prints what happens, with the time of day."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __call__(self, told: Told) -> None:
        if self.session.format == "json":
            self.as_line_of_json(told)
        else:
            self.as_text(told)

    def as_text(self, told: Told) -> None:
        """Trouble goes to standard error, also when quiet; what passes by itself is for those who want to know more."""
        from vaulttool.watch import What

        if told.what in (What.PROBLEM, What.PAUSED, What.POLLING):
            lines = [*told.message.split("\n"), *filter(None, told.remedy.split("\n"))]
            click.echo(f"\n{'':10}".join([_now(), *map(terminal, lines)]).replace(f"\n{'':10}", "  ", 1), err=True)
        elif told.outcome:
            self.session.tell(told.outcome.messages)
        words = self.words(told)
        if words and not self.session.is_quiet:
            click.echo(words)

    def words(self, told: Told) -> str:
        from vaulttool.report.terminal import summary
        from vaulttool.watch import What

        if told.what is What.WATCHING:
            how = " by looking at the files every few seconds" if told.message == "polling" else ""
            return f"Watching {terminal(str(self.session.vault))}{how}; Ctrl-C ends it."
        if told.outcome:
            return f"{_now()}  {summary(told.outcome)}"
        if told.what is What.RESUMED:
            return f"{_now()}  going on"
        is_shown = told.what is What.LOST or (told.what is What.WAITING and self.session.is_verbose)
        return f"{_now()}  {terminal(told.message)}" if is_shown else ""

    def as_line_of_json(self, told: Told) -> None:
        from vaulttool.report import json

        record = {"event": told.what.value, "at": datetime.now().astimezone().isoformat(timespec="seconds")}
        click.echo(json.dumps({**record, **self.fields(told)}, indent=None), nl=False)

    def fields(self, told: Told) -> dict[str, Any]:
        from vaulttool.report import json
        from vaulttool.watch import What

        if told.outcome:
            day = told.outcome.picture.today
            return {"reason": told.reason, **json.counts(told.outcome, day), "messages": list(told.outcome.messages)}
        if told.what is What.WATCHING:
            return {"vault": str(self.session.vault), "by": told.message, "pid": os.getpid()}
        if told.what is What.ENDED:
            return {"reason": told.message}
        return {"message": told.message, "remedy": told.remedy}


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"
