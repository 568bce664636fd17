"""`find`: notes by words and fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import command
from vaulttool.cli.session import Session

_NEGATED = re.compile(r"""-(?:[^\W\d_][\w.-]*(?::|[<>!]?=|[<>])|["'(])""")

if TYPE_CHECKING:
    from vaulttool.core.query import Query, View, Vocabulary
    from vaulttool.reading import Reading


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
    from vaulttool.core.query import View, Vocabulary, evaluate, parse_query

    session = Session.of(ctx, ("text", "json"))
    text = " ".join(query)
    with session.reading() as found:
        view, vocabulary = View(found.index, found.desk), Vocabulary(found.desk.settings, found.index.keys)
        tree = parse_query(text, vocabulary, session.today)
        paths = sorted(evaluate(tree, view))
        if session.format == "json":
            session.show_json(_json(paths, found, view, vocabulary))
        else:
            _show(session, paths, tree, found, view, vocabulary)
    if not paths:
        _say_none(ctx, text, session.format)


def _say_none(ctx: click.Context, text: str, format_: str) -> None:
    from vaulttool.cli.naming import NothingMatched

    if format_ == "json":
        ctx.exit(NothingMatched.exit_status)
    raise NothingMatched(f"nothing matches {text}")


def _show(session: Session, paths: list[str], tree: Query, found: Reading, view: View, words: Vocabulary) -> None:
    """The best finds first, with the words around them."""
    from vaulttool.core.query import free_words
    from vaulttool.core.query.few import view_of
    from vaulttool.core.query.listing import record_of
    from vaulttool.report.found import FOUND, around_find, found_rows

    columns = [known[0] for name in FOUND if (known := words.field(name))]
    texts = free_words(tree)
    said = {path: text for word in texts for path, text in found.index.around(word, paths).items()}
    order = {path: number for number, path in enumerate(found.index.search(texts))}
    paths.sort(key=lambda path: order.get(path, len(order)))
    shown = view_of(paths, view, found.index)
    records = (record_of(path, columns, shown) for path in paths)
    session.show(row for record in records for row in found_rows(record, around_find(said.get(record.path, ""), texts)))


def _json(paths: list[str], found: Reading, view: View, words: Vocabulary) -> list[dict[str, object]]:
    from vaulttool.core.query.few import view_of
    from vaulttool.core.query.listing import COLUMNS, record_of
    from vaulttool.report.found import found_json

    records = []
    shown = view_of(paths, view, found.index)
    for path in paths:
        note = found.index.note(path)
        kinds = (note.kind,) if note and note.kind else ()
        names = COLUMNS[note.kind] if note and note.kind else ()
        columns = [known[0] for name in names if (known := words.field(name, kinds))]
        records += [found_json(note, record_of(path, columns, shown), columns)] if note else []
    return records
