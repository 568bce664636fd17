"""`watch`: sync as notes change."""

from __future__ import annotations

import signal
from datetime import datetime
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal

if TYPE_CHECKING:
    from vaulttool.sync import Outcome


@command(
    "watch",
    click.Option(["--poll"], is_flag=True, help="Look at the files instead of waiting for events; for network drives."),
    click.Option(
        ["--until-quiet"], type=click.FloatRange(0, min_open=True), metavar="SECONDS",
        help="End after so long without a change.",
    ),
)  # fmt: skip
@click.pass_context
def watch(ctx: click.Context, poll: bool, until_quiet: float | None) -> None:
    """Sync whenever a note changes, and at midnight, until interrupted with Ctrl-C."""
    from vaulttool.watch import watch as run

    session = Session.of(ctx)
    asked = session.asked.get("today")

    def say(told: Outcome | str) -> None:
        _log(session, told)

    _end_well()
    if not session.is_quiet:
        click.echo(f"Watching {terminal(str(session.vault))}; Ctrl-C ends it.")
    run(session.vault, lambda: asked or session.local_date(), poll=poll, until_quiet=until_quiet, say=say)


def _log(session: Session, told: Outcome | str) -> None:
    """One line a run, with the time of day; problems even when quiet."""
    from vaulttool.report.terminal import summary

    if isinstance(told, str):
        click.echo(f"{_now()}  {terminal(told)}", err=True)
        return
    session.tell(told.messages)
    if not session.is_quiet:
        click.echo(f"{_now()}  {summary(told)}")


def _end_well() -> None:
    """A request to end, by the system or a closed terminal, ends like Ctrl-C: nothing is left half done."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"
