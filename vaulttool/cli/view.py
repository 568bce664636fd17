"""`view`: the tables and lists that notes ask for between two markers, brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.carry import dry_run_option, show_diff
from vaulttool.cli.naming import complete_name, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.dashboard.words import count
from vaulttool.core.escape import terminal

if TYPE_CHECKING:
    from vaulttool.reading import Reading
    from vaulttool.views import Views

_HOW = "write `<!-- vaulttool: list contact -->` and below it `<!-- /vaulttool -->` where one shall stand"


@command(
    "view", click.Argument(["notes"], nargs=-1, metavar="[NOTE]...", shell_complete=complete_name()), dry_run_option()
)
@click.pass_context
def view(ctx: click.Context, notes: Sequence[str], dry_run: bool) -> None:
    """Bring the tables and lists inside notes up to date: all of them, or those of the notes that you name.

    A note asks for one with a line `<!-- vaulttool: list contact --where status:met -->`; it ends at the line
    `<!-- /vaulttool -->`. The words are those of the command `list`; `--format list` makes it a list, not a table.
    Nothing outside these lines is touched. `sync` does this too. Exit status 1 when one of them cannot be made.
    """
    from vaulttool.views import keep_views, paths_with_views

    session = Session.of(ctx)
    session.ready_to_write()
    with session.reading() as found:
        paths = [_path(found, note) for note in notes] if notes else paths_with_views(found)
        views = keep_views(found, paths, dry_run=dry_run)
    session.tell(views.problems)
    if dry_run:
        if views.plan:
            show_diff(views.plan)
    elif not session.is_quiet:
        click.echo("".join(f"{terminal(line)}\n" for line in _said(views)), nl=False)
    ctx.exit(int(bool(views.problems)))


def _path(found: Reading, name: str) -> str:
    """The note that is meant, of any kind: by its path or file name, else as people of ours are named."""
    paths = found.desk.book.resolve(Path(name).as_posix().removesuffix(".md"))
    return paths[0] if len(paths) == 1 else pick_note(found, name).path


def _said(views: Views) -> Iterable[str]:
    yield from (f"{path}: written" for path in views.written)
    if not views.count:
        yield f"No note asks for a view: {_HOW}."
        return
    what = f"{count(views.count, 'view')} in {count(len(views.paths), 'note')}"
    yield f"{what}, {len(views.written)} written anew." if views.written else f"{what}, nothing changed."
