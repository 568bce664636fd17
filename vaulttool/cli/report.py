"""`report`: one page of it all, to look at and to print."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.all_notes import roster_of
from vaulttool.cli.options import command
from vaulttool.cli.session import Session, current_folder
from vaulttool.errors import WriteFailed, WriteRefused

if TYPE_CHECKING:
    from vaulttool.core.overview import Overview

_ENDINGS = (".html", ".htm")


@command(
    "report",
    click.Option(
        ["-o", "--output"],
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Where to write it. Default: report.html here; beside the vault when here is inside it.",
    ),
    click.Option(["--open", "open_it"], is_flag=True, help="Show it in the browser."),
    click.Option(["--private"], is_flag=True, help="With the private notes."),
)
@click.pass_context
def report(ctx: click.Context, output: Path | None, open_it: bool, private: bool) -> None:
    """One web page of it all: today's list, pipeline, pace, replies, who led to whom, each person, favours, fit.

    The page is one file that loads nothing and runs nothing. Private notes are left out, and people who must not be
    contacted. Only an earlier report is written over. With --format json the numbers of the page are printed instead.
    """
    session = Session.of(ctx, ("text", "json"))
    if session.format == "json" and (output or open_it):
        raise click.UsageError("--format json prints the numbers and writes no page: leave out -o and --open", ctx)
    if output and output.suffix.lower() not in _ENDINGS:
        raise click.BadParameter("a report is a web page: name it FILE.html", param_hint="-o")
    day = _overview(session, private=private)
    if session.format == "json":
        from vaulttool.report.html import overview_record

        session.show_json(overview_record(day))
        return
    file = current_folder() / output if output else _default(session.vault)
    _tell(session, file, is_new=_save(file, day))
    if open_it:
        _open(session, file)


def _overview(session: Session, *, private: bool) -> Overview:
    from vaulttool.core.overview import overview
    from vaulttool.without_private import private_hidden

    with nullcontext() if private else private_hidden(), session.reading() as found:
        return overview(roster_of(found), found.index, found.outcome.lists, found.index.meetings(), private=private)


def _default(vault: Path) -> Path:
    """A file in the current folder, but never among the notes: there it would be synced and committed with them."""
    here, notes = current_folder().resolve(), vault.resolve()
    return notes.parent / f"{notes.name}-report.html" if here.is_relative_to(notes) else here / "report.html"


def _save(file: Path, day: Overview) -> bool:
    """Write the page if its bytes differ from those of the file; whether it was written.

    `WriteRefused` when the file is something else than a report, `WriteFailed` when the system cannot.
    """
    from vaulttool.report.html import MARKER, page
    from vaulttool.vault.write import write

    try:
        old = file.read_bytes()
    except FileNotFoundError:
        old = None
    except OSError as error:
        raise WriteFailed(f"cannot read {file}: {error.strerror}", "name another file with -o") from error
    if old is not None and not old.startswith(MARKER.encode()):
        raise WriteRefused(f"{file} is no report of vaulttool; it was left as it is", "name another file with -o")
    return write(file.parent, file.name, page(day).encode(), old)


def _tell(session: Session, file: Path, *, is_new: bool) -> None:
    from vaulttool.core.escape import terminal

    if not session.is_quiet:
        click.echo(f"{terminal(str(file))} {'written' if is_new else 'is up to date'}")


def _open(session: Session, file: Path) -> None:
    import webbrowser

    if not webbrowser.open(file.absolute().as_uri()):
        session.tell([f"no browser was found; open {file} in one"])
