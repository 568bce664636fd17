"""`doctor`: is the installation right, one line a thing."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from vaulttool.cli.local_zone import my_zone
from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.dashboard.words import count
from vaulttool.core.escape import terminal
from vaulttool.errors import NoVault

if TYPE_CHECKING:
    from vaulttool.doctor import Answer
    from vaulttool.report.layout import Row

_COLOUR: Mapping[str, str] = MappingProxyType({"fine": "", "note": "cyan", "mend": "red"})


@command("doctor")
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Is the installation right? Libraries, the watcher's limits, settings, index, git, the folder the vault lies in.

    One line a thing: `fine`, `note` (worth knowing, it may be meant so) or `mend`, with what to do. Exit status 0 when
    there is nothing to mend, else 1, so that cron can tell you: `vaulttool doctor -q` prints only what is to be mended.
    """
    from vaulttool.doctor import Place, State, examine

    session = Session.of(ctx, ("text", "json"))
    answers = examine(Place(_vault(session), os.environ, sys.executable, my_zone("")))
    mend = [answer for answer in answers if answer.state is State.MEND]
    if session.format == "json":
        session.show_json([_data(answer) for answer in answers])
    else:
        session.show(map(_row, mend if session.is_quiet else answers), wrap=False)
        if not session.is_quiet:
            click.echo(f"{count(len(mend), 'thing')} to mend." if mend else "Nothing to mend.")
    ctx.exit(int(bool(mend)))


def _vault(session: Session) -> Path | None:
    """The vault; None where there is none and none was named."""
    try:
        return session.vault
    except NoVault as error:
        if session.asked.get("vault") or os.environ.get("VAULTTOOL_VAULT"):
            raise
        session.tell([error.message])
        return None


def _row(answer: Answer) -> Row:
    from vaulttool.report.layout import Row

    remedy = f"; {terminal(answer.remedy)}" if answer.remedy else ""
    said = f"  {terminal(answer.check)}: {terminal(answer.message)}{remedy}"
    return Row(((answer.state.value, _COLOUR[answer.state.value]), (said, "")))


def _data(answer: Answer) -> dict[str, str]:
    return {"check": answer.check, "state": answer.state.value, "message": answer.message, "remedy": answer.remedy}
