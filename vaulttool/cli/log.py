"""`log`: one line of contact in a person's note."""

from __future__ import annotations

from datetime import date

import click

from vaulttool.cli.carry import dry_run_option, finish, planned
from vaulttool.cli.naming import complete_name, pick_note
from vaulttool.cli.options import Day, command
from vaulttool.cli.session import Session
from vaulttool.core.schema import CHANNELS, PURPOSES


@command(
    "log",
    click.Argument(["name"], metavar="NAME", shell_complete=complete_name(("contact",))),
    click.Argument(["text"], nargs=-1, required=True, metavar="TEXT"),
    click.Option(["--channel"], type=click.Choice(CHANNELS), help="How you were in touch."),
    click.Option(["--in", "inward"], is_flag=True, help="They wrote or spoke to you."),
    click.Option(["--out", "outward"], is_flag=True, help="You wrote or spoke to them."),
    click.Option(["--for", "purpose"], type=click.Choice(PURPOSES), help="What it was for."),
    click.Option(["--on", "on"], type=Day(), metavar="DATE", help="When; default: today."),
    dry_run_option(),
)
@click.pass_context
def log(
    ctx: click.Context,
    name: str,
    text: tuple[str, ...],
    channel: str | None,
    inward: bool,
    outward: bool,
    purpose: str | None,
    on: date | None,
    dry_run: bool,
) -> None:
    """Note down that you were in touch: one line in the person's log, among the others by its date.

    A NAME of several words goes in quotes. TEXT may say channel and way itself: "email out: asked for 20 minutes".
    """
    from vaulttool.core.acts import touch_line
    from vaulttool.core.edit import AddLine
    from vaulttool.core.note_change import NoteChange

    session = Session.of(ctx)
    session.ready_to_write()
    way = "both" if inward and outward else "in" if inward else "out" if outward else ""
    with session.reading() as found:
        note = pick_note(found, name, ("contact",))
        said = channel or ("other" if way else "")
        line = touch_line(on or session.today, said, way, " ".join(text), purpose or "")
        made, added = planned(found, [NoteChange(note.path, (AddLine("log", line, order_by_date=True),))])
    session.tell(f"{finding.message}; {finding.hint}" for finding in added if finding.severity == "warning")
    finish(session, made, dry_run=dry_run, nothing=f"nothing changed: {note.path} has that line already")
