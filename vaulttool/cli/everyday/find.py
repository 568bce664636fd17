"""What `find` finds and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaulttool.cli.session import Session

if TYPE_CHECKING:
    from vaulttool.core.query import Query, View, Vocabulary
    from vaulttool.reading import Reading


def find(session: Session, text: str) -> int:
    """The notes that a query means; the exit status, 1 when there are none."""
    from vaulttool.core.query import View, Vocabulary, evaluate, parse_query

    with session.reading() as found:
        view, vocabulary = View(found.index, found.desk), Vocabulary(found.desk.settings, found.index.keys)
        tree = parse_query(text, vocabulary, session.today)
        paths = sorted(evaluate(tree, view))
        if session.format == "json":
            session.show_json(_json(paths, found, view, vocabulary))
        else:
            _show(session, paths, tree, found, view, vocabulary)
    return 0 if paths else _none(text, session.format)


def _none(text: str, format_: str) -> int:
    from vaulttool.cli.naming import NothingMatched

    if format_ == "json":
        return NothingMatched.exit_status
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
    best_first = said if len(texts) == 1 else found.index.best_first(texts, paths)
    order = {path: number for number, path in enumerate(best_first)}
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
