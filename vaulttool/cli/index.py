"""`index`: the cache that may be deleted at any time."""

from __future__ import annotations

import click

from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.dashboard.words import count
from vaulttool.core.escape import terminal


@command(
    "index",
    click.Option(["--path"], is_flag=True, help="Print where the index is (default)."),
    click.Option(["--rebuild"], is_flag=True, help="Throw the index away and read every note anew."),
    click.Option(["--verify"], is_flag=True, help="Compare the index with one built anew; exit with 1 if they differ."),
)
@click.pass_context
def index(ctx: click.Context, path: bool, rebuild: bool, verify: bool) -> None:
    """Where the index is; compare it with a fresh one, or build it anew.

    The index remembers what the notes say, so that only changed notes are read. It lies outside the vault and can be
    deleted at any time. It is an SQLite database, up to date once --path has named it; docs/sql.md describes its views.
    """
    session = Session.of(ctx, ("text", "json"))
    if path + rebuild + verify > 1:
        raise click.UsageError("take one of --path, --rebuild and --verify", ctx)
    if rebuild:
        _rebuild(session)
    elif verify:
        ctx.exit(_verify(session))
    else:
        _path(session)


def _path(session: Session) -> None:
    from vaulttool.sync import index_path

    with session.reading():
        where = str(index_path(session.vault))
    if session.format == "json":
        session.show_json({"path": where})
    else:
        click.echo(terminal(where))


def _rebuild(session: Session) -> None:
    from vaulttool.sync import rebuild

    outcome = rebuild(session.vault, session.today, session.progress())
    session.tell(outcome.messages)
    if session.format == "json":
        session.show_json({"notes": outcome.notes, "parsed": outcome.parsed})
    elif not session.is_quiet:
        click.echo(f"Built the index anew from {count(outcome.notes, 'note')}.")


def _verify(session: Session) -> int:
    from vaulttool.sync import verify

    differences = verify(session.vault, session.today, session.progress())
    if session.format == "json":
        session.show_json({"differences": list(differences)})
    elif differences:
        click.echo("".join(f"{terminal(difference)}\n" for difference in differences), nl=False)
        click.echo("The index differs from one built anew: `vaulttool index --rebuild` mends it.")
    elif not session.is_quiet:
        click.echo("The index says what one built anew would say.")
    return int(bool(differences))
