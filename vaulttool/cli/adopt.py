"""`init` in a folder that holds notes already: the settings under which they are read, proposed and written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.consent import agreed
from vaulttool.cli.session import Session
from vaulttool.core.dashboard.words import count, listing
from vaulttool.core.escape import terminal
from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.adopt import Proposal


def proposal_for(place: Path, *, asked: bool) -> Proposal | None:
    """What to propose for the notes in a folder; None when `init` shall lay out a vault there instead.

    That is so where there are settings already, or nothing to propose, unless it was `asked` for.
    """
    has_settings = (place / CONFIG_NAME).exists()
    if not place.is_dir() or (has_settings and not asked):
        return None
    from vaulttool.adoption import sketches
    from vaulttool.core.adopt import propose

    found = propose(sketches(place))
    return found if found or asked else None


def adopt(session: Session, place: Path, proposal: Proposal, *, dry_run: bool) -> None:
    """Show the settings that are proposed, and write them: nothing else, and never over settings that are there."""
    from vaulttool.adoption import write_settings
    from vaulttool.core.adopt import settings_text
    from vaulttool.starter import settings_template

    if (place / CONFIG_NAME).exists() and not dry_run:
        raise VaultToolError(f"{place / CONFIG_NAME} is there already", "see what would be proposed with --dry-run")
    _show(session, place, proposal)
    if dry_run:
        click.echo("Nothing was written.")
        return
    from vaulttool.cli.local_zone import my_zone

    if not agreed(f"Write {CONFIG_NAME}? No note is changed.", yes=not _is_watched()):
        click.echo("Nothing was written.")
        return
    write_settings(place, settings_text(settings_template(my_zone("")), proposal))
    if not session.is_quiet:
        _say_what_it_means(session, place)


def _is_watched() -> bool:
    """Whether somebody is at a terminal, who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _show(session: Session, place: Path, proposal: Proposal) -> None:
    from vaulttool.core.adopt import proposed_lines

    if session.is_quiet:
        return
    lines = proposed_lines(proposal)
    where = terminal(str(place))
    if not lines:
        click.echo(f"The notes in {where} ask for no settings of their own: a commented {CONFIG_NAME} will do.")
        return
    click.echo(f"For the notes in {where}, {CONFIG_NAME} would say:\n")
    click.echo("".join(f"    {terminal(line)}".rstrip() + "\n" for line in lines))


def _say_what_it_means(session: Session, place: Path) -> None:
    """How many notes are ours now, and what is found in them."""
    from vaulttool.core.schema import KINDS
    from vaulttool.reading import reading
    from vaulttool.report.terminal import finding_counts

    session.asked["vault"] = place
    with reading(place, session.today, progress=session.progress()) as found:
        numbers = [count(len(paths), kind) for kind in KINDS if (paths := found.index.paths(kind))]
        faults = finding_counts(found.findings)
    where = terminal(str(place))
    click.echo(f"Wrote {CONFIG_NAME}; no note was changed. Read as ours: {listing(numbers) or 'no note yet'}.")
    click.echo(f"Found in them: {faults}; `vaulttool --vault '{where}' check` lists them.")
    click.echo(
        f"Next: `vaulttool --vault '{where}' sync` writes Dashboard.md; `vaulttool init` once more adds templates."
    )
