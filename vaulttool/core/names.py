"""Which notes a person means by a few letters of a name. Pure: what to do with several is the caller's to say."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from vaulttool.core.pattern import pattern
from vaulttool.core.short_names import forms
from vaulttool.core.values import fold

_MOST_INITIALS = 4
_SUGGESTIONS = 3
_ALIKE = 0.7
_LONGEST = 200
_LETTERS = pattern("[A-Za-z0-9]+")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "'": None, "’": None}
)


class Named(Struct, frozen=True):
    """What a note can be called: its path, its kind, its name, its aliases."""

    path: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()


class Match(Struct, frozen=True):
    """The notes that a query may mean, by path; several: it is ambiguous.

    `exact`: the query is the path, file name, name or alias itself. `suggestions` are names near to a query that
    matches nothing.
    """

    found: tuple[Named, ...] = ()
    exact: bool = False
    suggestions: tuple[str, ...] = ()


def match_notes(query: str, candidates: Iterable[Named]) -> Match:
    """The candidates that `query` fits best. A better way to fit shuts out all lesser ways (`_WAYS`, best first)."""
    asked = _Asked(query[:_LONGEST])
    if not asked.words:
        return Match()
    known = [_Known(named) for named in candidates]
    for number, way in enumerate(_WAYS):
        found = [one.named for one in known if way(asked, one)]
        if found:
            return Match(tuple(sorted(found, key=lambda named: named.path)), number < _EXACT)
    return Match(suggestions=_suggestions(asked, known))


def holding(query: str, candidates: Iterable[Named]) -> tuple[Named, ...]:
    """The candidates that have all words of `query`, one behind the other, in a name; by path."""
    asked = f" {' '.join(plain_words(query[:_LONGEST]))} "
    found = (one for one in candidates if any(asked in f" {' '.join(words)} " for words in _Known(one).names))
    return tuple(sorted(found, key=lambda named: named.path)) if asked.strip() else ()


class _Asked(Struct, frozen=True, dict=True):
    """A query in the forms that the ways to fit compare. Brackets, label and heading of a link are left off."""

    written: str

    @cached_property
    def text(self) -> str:
        inside = self.written.strip().removeprefix("[[").removesuffix("]]")
        return inside.split("|")[0].split("#")[0].strip() or self.written

    @cached_property
    def key(self) -> str:
        return fold(self.text.removeprefix("./"))

    @cached_property
    def words(self) -> list[str]:
        return plain_words(self.text)

    @cached_property
    def turned(self) -> list[str]:
        """`Ruiz, Ana` as `ana ruiz`; empty without a comma that parts two names."""
        last, _, first = self.text.partition(",")
        return [*plain_words(first), *plain_words(last)] if plain_words(first) and plain_words(last) else []

    @cached_property
    def initials(self) -> str:
        """`AR`, `a.r.` and `A R` as `ar`; `""` for what is longer or is one letter."""
        letters = "".join(self.words)
        is_short = 1 < len(letters) <= _MOST_INITIALS and len(self.words) in (1, len(letters))
        return letters if is_short and letters.isalpha() else ""


class _Known(Struct, frozen=True, dict=True):
    """A candidate in the same forms."""

    named: Named

    @cached_property
    def path(self) -> str:
        return fold(self.named.path.removesuffix(".md"))

    @cached_property
    def stem(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @cached_property
    def keys(self) -> set[str]:
        return {fold(name) for name in (self.named.name, *self.named.aliases)}

    @cached_property
    def names(self) -> tuple[list[str], ...]:
        """The words of each name, alias and file name, each once; what stands before a comma goes last."""
        found = {tuple(in_order(name)) for name in self.keys | {self.stem}}
        return tuple(list(words) for words in sorted(found) if words)


def _is_path(asked: _Asked, known: _Known) -> bool:
    return known.path == asked.key.removesuffix(".md")


def _is_stem(asked: _Asked, known: _Known) -> bool:
    return known.stem == asked.key.removesuffix(".md")


def _is_name(asked: _Asked, known: _Known) -> bool:
    return asked.key in known.keys


def _is_name_without_accents(asked: _Asked, known: _Known) -> bool:
    return asked.words in known.names


def _begins_with_words(asked: _Asked, known: _Known) -> bool:
    return any(words[: len(asked.words)] == asked.words for words in known.names)


def _is_turned(asked: _Asked, known: _Known) -> bool:
    """`Ruiz, A` for Ana Ruiz, whatever stands in between."""
    if not asked.turned:
        return False
    first, last = asked.turned[0], asked.turned[-1]
    return any(len(words) > 1 and words[-1] == last and words[0].startswith(first) for words in known.names)


def _has_capital_initials(asked: _Asked, known: _Known) -> bool:
    return asked.text.isupper() and _has_initials(asked, known)


def _has_initials(asked: _Asked, known: _Known) -> bool:
    if not asked.initials:
        return False
    return any(len(words) > 1 and "".join(word[0] for word in words) == asked.initials for words in known.names)


def _has_short_forms(asked: _Asked, known: _Known) -> bool:
    """Each word asked for is a word of the name or a form of one: `Bob` for Robert, `Elizabeth` for Liz."""
    wanted = [forms(word) for word in asked.words]
    return any(all(any(want & forms(word) for word in words) for want in wanted) for words in known.names)


def _begins_with_letters(asked: _Asked, known: _Known) -> bool:
    text = " ".join(asked.words)
    return any(" ".join(words).startswith(text) for words in known.names)


def _has_beginnings(asked: _Asked, known: _Known) -> bool:
    """Each word asked for begins a word of the name, in any order."""
    return any(all(any(word.startswith(want) for word in words) for want in asked.words) for words in known.names)


_WAYS: tuple[Callable[[_Asked, _Known], bool], ...] = (
    _is_path,
    _is_stem,
    _is_name,
    _is_name_without_accents,
    _begins_with_words,
    _is_turned,
    _has_capital_initials,
    _has_short_forms,
    _begins_with_letters,
    _has_beginnings,
    _has_initials,
)
_EXACT = 4
"""How many of the ways are the name itself."""


def _suggestions(asked: _Asked, known: Sequence[_Known]) -> tuple[str, ...]:
    """Names near to the query, or with a word near to it; nearest first."""
    import difflib

    of: dict[str, str] = {}
    for one in known:
        for words in one.names:
            for text in (" ".join(words), *words):
                of.setdefault(text, one.named.name)
    near = difflib.get_close_matches(" ".join(asked.words), of, n=_SUGGESTIONS * 2, cutoff=_ALIKE)
    return tuple(dict.fromkeys(of[text] for text in near))[:_SUGGESTIONS]


def in_order(name: str) -> list[str]:
    """The plain words of a name, first name to last; what stands before a comma goes last."""
    last, comma, first = name.partition(",")
    return [*plain_words(first), *plain_words(last)] if comma else plain_words(name)


def plain_words(text: str) -> list[str]:
    """The words of a text, folded, without accents, apostrophes and other punctuation."""
    folded = fold(text)
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = folded.translate(_UNDECOMPOSED)
    if plain.isascii():
        return _LETTERS.findall(plain)
    return "".join(c if c.isalnum() else " " for c in plain).split()
