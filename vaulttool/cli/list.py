"""`list`: the notes of one kind as a table."""

from __future__ import annotations

import builtins
from typing import Any

import click
from click.shell_completion import CompletionItem

from vaulttool.cli import paging
from vaulttool.cli.completion import complete_where
from vaulttool.cli.options import command
from vaulttool.cli.session import ENDLESS, Session


class Kind(click.ParamType[str]):
    """A kind of note, as people say it."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Our word for the kind; a usage error that lists them when it is none."""
        from vaulttool.core.query import kind_of
        from vaulttool.core.schema import KINDS

        kind = kind_of(str(value))
        if not kind:
            self.fail(f"{value!r} is no kind of note; there is {', '.join(KINDS)}", param, ctx)
        return kind

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> builtins.list[CompletionItem]:
        """The kinds that begin so."""
        from vaulttool.core.schema import KINDS

        return [CompletionItem(kind) for kind in KINDS if kind.startswith(incomplete)]


@command(
    "list",
    click.Argument(["kind"], type=Kind(), metavar="KIND"),
    click.Option(
        ["--where"], default="", metavar="EXPR", shell_complete=complete_where,
        help="Only those that fit, in the language of find.",
    ),
    click.Option(["--sort"], default="", metavar="FIELD,...", help="By these fields; -FIELD from last to first."),
    click.Option(["--columns"], default="", metavar="FIELD,...", help="Show these fields."),
)  # fmt: skip
@click.pass_context
def list(ctx: click.Context, kind: str, where: str, sort: str, columns: str) -> None:
    """The notes of one kind: contact, interview, org, campaign, shareable or question.

    Status, last contact, attempts and due dates are what follows from the notes. `--format tsv` gives whole values
    for other programs; on a terminal long ones are cut to fit.
    """
    from vaulttool.core.query import Request, View, Vocabulary, listing
    from vaulttool.report import found as report
    from vaulttool.report import table

    session = Session.of(ctx, ("text", "json", "tsv"))
    with session.reading() as found:
        vocabulary = Vocabulary(found.desk.settings, found.index.keys)
        listed = listing(Request(kind, where, columns, sort), View(found.index, found.desk), vocabulary)
        heads, texts = [spec.name for spec in listed.columns], report.cell_texts(listed.records)
        if session.format == "json":
            notes = ((found.index.note(record.path), record) for record in listed.records)
            session.show_json([report.found_json(n, record, listed.columns) for n, record in notes if n])
        elif session.format == "tsv":
            click.echo(table.tsv(heads, texts), nl=False)
        elif texts:
            session.show(table.table_rows(heads, texts, paging.columns(ENDLESS)), wrap=False)
        else:
            session.tell([f"no {kind} {'fits' if where else 'yet'}"])
