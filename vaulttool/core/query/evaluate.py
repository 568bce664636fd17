"""A query and the columns of a vault -> the notes that meet it, by algebra of sets. No note is opened for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vaulttool.core.names import plain_words
from vaulttool.core.query.tree import (
    All,
    Anything,
    Choice,
    Comparison,
    Days,
    Either,
    Flag,
    Not,
    Number,
    Order,
    Query,
    Tag,
    Text,
    Value,
    Words,
    has_comparisons,
)
from vaulttool.core.query.view import View
from vaulttool.core.schema import KINDS
from vaulttool.core.values import as_bool, as_date, as_int, fold
from vaulttool.core.written_values import sayings


def evaluate(query: Query, view: View, kinds: Collection[str] = ()) -> frozenset[str]:
    """Paths of the notes (of these kinds, if any is named) that meet the query.

    Words alone look into every note of the vault; with a test of a field, only into notes of ours.
    """
    ours = kinds or (KINDS if has_comparisons(query) else ())
    found = _paths(query, view)
    return frozenset(path for path, kind in view.kinds_of(found).items() if kind in ours) if ours else found


def _paths(query: Query, view: View, among: Collection[str] | None = None) -> frozenset[str]:
    """What meets a query. `among`: words may be looked for in these notes alone."""
    match query:
        case All(parts):
            return _meeting_all(parts, view)
        case Either(parts):
            return frozenset().union(*(_paths(part, view) for part in parts))
        case Not(part):
            return frozenset(view.kind_of.keys() - _paths(part, view))
        case Text(text, phrase):
            return frozenset(view.columns.matching(text, phrase=phrase, among=among))
        case Comparison():
            return _tested(query, view)


def _meeting_all(parts: Sequence[Query], view: View) -> frozenset[str]:
    """Fields are tested first: words are then looked for among few notes."""
    found: frozenset[str] | None = None
    for part in sorted(parts, key=lambda part: isinstance(part, Text)):
        meeting = _paths(part, view, found)
        found = meeting if found is None else found & meeting
    return frozenset(view.kind_of) if found is None else found


def _tested(test: Comparison, view: View) -> frozenset[str]:
    found = view.holding(test.spec.name, lambda text: _fits(text, test.value))
    if test.value == Flag(False):
        found = {path for path, kind in view.kind_of.items() if kind in test.kinds} - found
    for field in reversed(test.through):
        found = {path for path, targets in view.leads(field).items() if not targets.isdisjoint(found)}
    return frozenset(found)


def _fits(text: str, value: Value) -> bool:
    """Whether one written value is what the test wants."""
    match value:
        case Anything():
            return bool(text.strip())
        case Days(order, first, last):
            day = as_date(text)
            return day is not None and _stands(day < first, day > last, order)
        case Number(order, number):
            found = as_int(text)
            return found is not None and _stands(found < number, found > number, order)
        case Flag():
            return as_bool(text) is True
        case Choice(word):
            return fold(text).replace(" ", "-") == word
        case Tag(name):
            tag = fold(text.removeprefix("#"))
            return tag == name or tag.startswith(f"{name}/")
        case Words():
            return any(_says(saying, value) for saying in sayings(text))


def _stands(before: bool, after: bool, order: Order) -> bool:
    """Whether what lies before, after or (neither) within a span meets the order asked for."""
    return {"<": before, "<=": not after, "=": not before and not after, ">": after, ">=": not before}[order]


def _says(text: str, value: Words) -> bool:
    if value.whole:
        return fold(text) == value.text or (bool(value.words) and tuple(plain_words(text)) == value.words)
    if not value.words:
        return value.text in fold(text)
    words = plain_words(text)
    return all(any(word.startswith(wanted) for word in words) for wanted in value.words)
