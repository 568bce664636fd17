"""`find`: notes by words and fields."""

from __future__ import annotations

import click

from vaulttool.cli.everyday.find import find as run
from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.pattern import pattern

_NEGATED = pattern(r"""-(?:[^\W\d_][\w.-]*(?::|[<>!]?=|[<>])|["'(])""")


class Find(click.Command):
    """Takes `-status:archived` for a part of the query, not for options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Say `not` for the `-` of such a part, which the language reads as the same."""
        return super().parse_args(ctx, [f"not {arg[1:]}" if _NEGATED.match(arg) else arg for arg in args])


@command("find", click.Argument(["query"], nargs=-1, required=True, metavar="QUERY"), cls=Find)
@click.pass_context
def find(ctx: click.Context, query: tuple[str, ...]) -> None:
    """The notes that hold these words, or whose fields are as asked for. Exit status 1 when there are none.

    \b
    wetlands "seasonal crews"      words and phrases, anywhere in a note
    status:met org:acme            a field; several must all fit
    role="Field Ecologist"         a field with exactly this text
    last_contact<-90d  date>=2026-12  fit_role>=4
    email:*   -email:*             with and without
    contact.org:acme status:done   through a link to another note
    (status:met or status:nurturing) -private:yes

    Status, last contact, attempts and due dates are what follows from the notes, as on the dashboard. Words begin
    words: `wet` finds wetlands. A query that begins with `-` and a plain word goes after `--`.
    """
    ctx.exit(run(Session.of(ctx, ("text", "json")), " ".join(query)))
