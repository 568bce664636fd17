"""`stats`: pace, replies, stages, talks, names, thanks."""

from __future__ import annotations

import click

from vaulttool.cli.all_notes import roster_of
from vaulttool.cli.options import command
from vaulttool.cli.session import Session


@command("stats")
@click.pass_context
def stats(ctx: click.Context) -> None:
    """How it goes: first messages and talks by week, replies by approach, stages, names and thanks.

    Then target organisations in the order in which to go on, and what two or more people told you.
    """
    from vaulttool.core.insights import heard, insights_in
    from vaulttool.core.stats import stats_of
    from vaulttool.report import numbers

    session = Session.of(ctx, ("text", "json"))
    with session.reading() as found:
        roster = roster_of(found)
        numbered, said = stats_of(roster), heard(insights_in(roster), least=2)
    if session.format == "json":
        session.show_json(numbers.stats_record(numbered, said))
    else:
        session.show(numbers.stats_rows(numbered, said))
