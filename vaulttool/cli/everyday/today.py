"""What `today` and the bare command show."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from vaulttool.cli.session import Session
from vaulttool.errors import NoVault

if TYPE_CHECKING:
    from vaulttool.core.dashboard.bundle import Line
    from vaulttool.reading import Outcome


def today(session: Session, until: date) -> None:
    """What is due, and what comes up to and with `until`."""
    with session.reading() as found:
        _show(session, found.until(max(until, session.today)), until)


def bare(session: Session) -> None:
    """Inside a vault today's list, elsewhere how to begin."""
    try:
        session.vault  # noqa: B018 - looks for it
    except NoVault:
        if "vault" in session.asked:
            raise
        from vaulttool.report.layout import Row

        session.show(Row(((line, ""),)) for line in _HOW_TO_BEGIN.splitlines())
        return
    with session.reading() as found:
        _show(
            session, found.until(session.today), session.today, what_next=sys.stdout.isatty() and not session.is_quiet
        )


def lines_until(outcome: Outcome, today: date, until: date) -> tuple[Line, ...]:
    """What is due, and what comes up to and with `until`."""
    from vaulttool.core.dashboard.bundle import widen

    if until <= today:
        return outcome.lists.due
    return widen(outcome.lists, outcome.follow_ups, today, until)


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
