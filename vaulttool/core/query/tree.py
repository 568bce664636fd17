"""A query as frozen values: words, tests of a field, and how they are joined. What they find is not here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vaulttool.core.schema import FieldSpec

Order = Literal["<", "<=", "=", ">=", ">"]


@dataclass(frozen=True, slots=True)
class Anything:
    """The field has a value, whatever it is: `email:*`."""


@dataclass(frozen=True, slots=True)
class Days:
    """A day against a span of days: before it, within it, after it. One day, month or year as written."""

    order: Order
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number against another."""

    order: Order
    number: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes, or anything but yes."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed set of words."""

    word: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words that begin words of a text, in any order; `whole`: the text itself. `words` are folded and plain."""

    text: str
    words: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, or one nested below it."""

    name: str


Value = Anything | Days | Number | Flag | Choice | Words | Tag


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field, reached through the link fields `through`, has a value that fits. `kinds` are those that know it."""

    through: tuple[str, ...]
    spec: FieldSpec
    value: Value
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Text:
    """A word somewhere in the note (or one that begins with it), or a `phrase` as it stands."""

    text: str
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """What `part` does not find."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """What every part finds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
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
