"""`today`, and what the bare command does."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from vaulttool.cli.explain import explain_option
from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.errors import NoVault

if TYPE_CHECKING:
    from vaulttool.core.dashboard.bundle import Line
    from vaulttool.reading import Outcome

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
    with session.reading() as found:
        _show(session, found.day, _until(session.today, days, every))


def bare(ctx: click.Context) -> None:
    """Inside a vault today's list, elsewhere how to begin."""
    session = Session.of(ctx, ("text", "json"))
    try:
        session.vault  # noqa: B018 - looks for it
    except NoVault:
        if "vault" in session.asked:
            raise
        from vaulttool.report.layout import Row

        session.show(Row(((line, ""),)) for line in _HOW_TO_BEGIN.splitlines())
        return
    with session.reading() as found:
        _show(session, found.day, session.today, what_next=sys.stdout.isatty() and not session.is_quiet)


def lines_until(outcome: Outcome, today: date, until: date) -> tuple[Line, ...]:
    """What is due, and what comes up to and with `until`."""
    from vaulttool.core.dashboard.bundle import widen

    if until <= today:
        return outcome.lists.due
    return widen(outcome.lists, outcome.follow_ups, today, until, outcome.picture.cards)


def _show(session: Session, outcome: Outcome, until: date, *, what_next: bool = False) -> None:
    lines = lines_until(outcome, session.today, until)
    if session.format == "json":
        from vaulttool.report import json

        session.show_json(json.lines(lines, session.today))
        return
    from vaulttool.report.layout import Row
    from vaulttool.report.terminal import today_rows

    rows = list(today_rows(lines, outcome.lists, outcome.picture, sources=session.is_verbose))
    session.show([*rows, Row(), Row(((_WHAT_NEXT, "dim"),))] if what_next and lines else rows)


def _until(today: date, days: int | None, every: bool) -> date:
    if every:
        return date.max
    return today + timedelta(days=min(days or 0, (date.max - today).days))


_HOW_TO_BEGIN = """\
vaulttool keeps track of whom to write to, and why, in a folder of Markdown notes.

There is no vault here. To begin:

- vaulttool demo
    a sample vault, to look around
- vaulttool init my-network --sample
    a vault of your own, with example notes
- vaulttool init .
    for the notes in this folder: adds what is missing, changes nothing
- vaulttool --vault DIR
    notes that lie elsewhere

`vaulttool --help` lists all commands.
"""
_WHAT_NEXT = (
    "`vaulttool done ID`, `snooze ID +3d` and `dismiss ID --why WORDS` settle a line by the letters before it. "
    "`vaulttool draft NAME` writes the message."
)
