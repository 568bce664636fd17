"""`today`, and what the bare command does."""

from __future__ import annotations

from datetime import date, timedelta

import click

from vaulttool.cli.everyday.today import today as show
from vaulttool.cli.explain import explain_option
from vaulttool.cli.options import command
from vaulttool.cli.session import Session

_MOST_DAYS = 100_000


@command(
    "today",
    click.Option(["--days"], type=click.IntRange(0, _MOST_DAYS), metavar="N", help="Also what is due within N days."),
    click.Option(["--all", "every"], is_flag=True, help="Also everything that has a date, however far."),
    explain_option(),
)
@click.pass_context
def today(ctx: click.Context, days: int | None, every: bool) -> None:
    """Whom to write to today, and why.

    One entry a person, with all that is late or due for them, most urgent first, as on the dashboard. Private notes
    are shown here and on no dashboard. The letters at the left name an entry.
    """
    session = Session.of(ctx, ("text", "json"))
    show(session, _until(session.today, days, every))


def _until(today: date, days: int | None, every: bool) -> date:
    if every:
        return date.max
    return today + timedelta(days=min(days or 0, (date.max - today).days))
