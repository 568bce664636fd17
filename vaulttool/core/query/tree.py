"""A query as frozen values: words, tests of a field, and how they are joined. What they find is not here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from vaulttool.core.schema import FieldSpec

Order = Literal["<", "<=", "=", ">=", ">"]


class Anything(Struct, frozen=True):
    """The field has a value, whatever it is: `email:*`."""


class Days(Struct, frozen=True):
    """A day against a span of days: before it, within it, after it. One day, month or year as written."""

    order: Order
    first: date
    last: date


class Number(Struct, frozen=True):
    """A whole number against another."""

    order: Order
    number: int


class Flag(Struct, frozen=True):
    """Yes, or anything but yes."""

    yes: bool


class Choice(Struct, frozen=True):
    """One of a closed set of words."""

    word: str


class Words(Struct, frozen=True):
    """Words that begin words of a text, in any order; `whole`: the text itself. `words` are folded and plain."""

    text: str
    words: tuple[str, ...]
    whole: bool = False


class Tag(Struct, frozen=True):
    """A tag, or one nested below it."""

    name: str


Value = Anything | Days | Number | Flag | Choice | Words | Tag


class Comparison(Struct, frozen=True):
    """A field, reached through the link fields `through`, has a value that fits. `kinds` are those that know it."""

    through: tuple[str, ...]
    spec: FieldSpec
    value: Value
    kinds: frozenset[str]


class Text(Struct, frozen=True):
    """A word somewhere in the note (or one that begins with it), or a `phrase` as it stands."""

    text: str
    phrase: bool = False


class Not(Struct, frozen=True):
    """What `part` does not find."""

    part: Query


class All(Struct, frozen=True):
    """What every part finds."""

    parts: tuple[Query, ...]


class Either(Struct, frozen=True):
    """What any part finds."""

    parts: tuple[Query, ...]


Query = Comparison | Text | Not | All | Either


def leaves(query: Query, *, negated: bool = False) -> Iterator[tuple[Comparison | Text, bool]]:
    """Every word and test, and whether it stands behind a `-`."""
    match query:
        case Not(part):
            yield from leaves(part, negated=not negated)
        case All(parts) | Either(parts):
            for part in parts:
                yield from leaves(part, negated=negated)
        case Comparison() | Text():
            yield query, negated


def free_words(query: Query) -> tuple[str, ...]:
    """The words and phrases that a find may be about, as written."""
    return tuple(leaf.text for leaf, negated in leaves(query) if isinstance(leaf, Text) and not negated)


def has_comparisons(query: Query) -> bool:
    """Whether any field is tested."""
    return any(isinstance(leaf, Comparison) for leaf, _ in leaves(query))
