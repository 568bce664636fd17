"""The notes of one kind as a table of chosen columns, filtered and sorted. How a table looks is not here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from vaulttool.core.query.error import QueryError
from vaulttool.core.query.evaluate import evaluate
from vaulttool.core.query.parser import parse_query
from vaulttool.core.query.view import View
from vaulttool.core.query.vocabulary import Vocabulary
from vaulttool.core.schema import FieldSpec, Type
from vaulttool.core.values import as_int, fold
from vaulttool.core.written_values import spoken

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contact": ("name", "org", "status", "last_contact", "due"),
        "interview": ("date", "contact", "org", "status"),
        "org": ("name", "status", "target", "motivation", "due"),
        "campaign": ("name", "start", "end", "closed_on"),
        "shareable": ("name", "kind", "topics", "url"),
        "question": ("name", "tags"),
    }
)
"""Kind -> the columns shown when none are chosen."""

_SORTS: Mapping[str, str] = MappingProxyType({"interview": "-date"})


class Request(Struct, frozen=True):
    """What to list: a kind, a query (`""`: all), columns and sort fields with commas between (`""`: the usual ones).

    `-last_contact` sorts the latest first. Notes without a value come last either way.
    """

    kind: str
    where: str = ""
    columns: str = ""
    sort: str = ""


class Record(Struct, frozen=True):
    """One note and its values, one tuple for each column, links without brackets."""

    path: str
    kind: str
    name: str
    cells: tuple[tuple[str, ...], ...]


class Listing(Struct, frozen=True):
    """A table: its columns and its records, in order."""

    columns: tuple[FieldSpec, ...]
    records: tuple[Record, ...]


def listing(request: Request, view: View, vocabulary: Vocabulary) -> Listing:
    """The notes of the request's kind that meet its query. Raises `QueryError` for what it cannot mean."""
    kinds = (request.kind,)
    query = parse_query(request.where, vocabulary, view.desk.today(), kinds)
    columns = _fields(request.columns or ",".join(COLUMNS[request.kind]), kinds, vocabulary)
    sort = _fields(request.sort or _SORTS.get(request.kind, "name"), kinds, vocabulary, signed=True)
    paths = _sorted(sorted(evaluate(query, view, kinds)), sort, view)
    specs = tuple(spec for spec, _ in columns)
    return Listing(specs, tuple(record_of(path, specs, view) for path in paths))


def record_of(path: str, columns: Sequence[FieldSpec], view: View) -> Record:
    """One note with its values in these columns."""
    cells = tuple(_cell(path, spec, view) for spec in columns)
    return Record(path, view.kind_of.get(path, ""), view.titles.get(path, path), cells)


def _cell(path: str, spec: FieldSpec, view: View) -> tuple[str, ...]:
    values = view.column(spec.name).get(path, ())
    shown = values[:1] if spec.name == "name" else values
    return tuple(text for value in shown if (text := spoken(value)))


def _fields(
    text: str, kinds: tuple[str, ...], vocabulary: Vocabulary, *, signed: bool = False
) -> list[tuple[FieldSpec, bool]]:
    """The fields named with commas between, and whether each is turned around by a `-`."""
    found: list[tuple[FieldSpec, bool]] = []
    at = 0
    for part in text.split(","):
        name = part.strip()
        turned = signed and name.startswith("-")
        name = name.removeprefix("-") if turned else name
        known = vocabulary.field(name, kinds) if name else None
        if known is None:
            raise _unknown(text, at + part.find(name), name, kinds, vocabulary)
        found.append((known[0], turned))
        at += len(part) + 1
    return found


def _unknown(text: str, at: int, name: str, kinds: tuple[str, ...], vocabulary: Vocabulary) -> QueryError:
    near = vocabulary.nearest(name, kinds)
    meant = f"did you mean `{near}`?" if near else f"there is {', '.join(vocabulary.names(kinds))}"
    return QueryError(text, at, len(name), f"no {kinds[0]} has a field `{name}`; {meant}", unknown=name)


def _sorted(paths: list[str], sort: list[tuple[FieldSpec, bool]], view: View) -> list[str]:
    """The last field first, since sorting keeps the order of equals."""
    for spec, turned in reversed(sort):
        column = view.column(spec.name)
        known = [path for path in paths if column.get(path)]
        known.sort(key=lambda path, column=column, spec=spec: _order(column[path][0], spec), reverse=turned)  # type: ignore[misc]
        paths = known + [path for path in paths if not column.get(path)]
    return paths


def _order(value: str, spec: FieldSpec) -> tuple[int, str]:
    number = as_int(value) if spec.type is Type.INT else None
    return (number if number is not None else 0, fold(spoken(value)))
