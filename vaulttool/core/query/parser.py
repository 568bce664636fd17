"""The text of a query -> its tree.

Parts side by side must all fit; `or` joins two, `-` (or `not`) turns one around, brackets group. A part is a word, a
"phrase", or a field with a value: `status:met`, `org="Acme"`, `fit_role>=4`, `email:*`, `contact.org:acme`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from vaulttool.core.pattern import pattern
from vaulttool.core.query.error import QueryError
from vaulttool.core.query.literals import literal
from vaulttool.core.query.tree import All, Anything, Comparison, Either, Not, Query, Text
from vaulttool.core.query.vocabulary import Vocabulary
from vaulttool.core.schema import KINDS, FieldSpec, Type

MOST_LETTERS = 2000
MOST_BRACKETS = 40

_NAME = r"[^\W\d][\w-]*"
_FIELD = pattern(rf"({_NAME}(?:\.{_NAME})*)(?::|\s*(?:!=|<=|>=|<|>|=))\s*")
_OPERATOR = pattern(r"(:|!=|<=|>=|<|>|=)\s*\Z")
_BLANKS = pattern(r"\s+")
_JOIN = pattern(r"(or|and|not)(?=[\s()]|\Z)", re.I)
_BARE = pattern(r"[^\s()]+")
_QUOTED = pattern(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'(?=[\s)]|\Z)', re.S)


def parse_query(text: str, vocabulary: Vocabulary, today: date, kinds: Collection[str] = KINDS) -> Query:
    """The tree of a query about notes of these kinds; dates such as `-90d` count from `today`. Raises `QueryError`.

    An empty query fits everything.
    """
    if len(text) > MOST_LETTERS:
        raise QueryError(text[:60], 0, 60, f"the query has {len(text):,} letters; at most {MOST_LETTERS:,} are read")
    return _Parser(text, vocabulary, today, kinds).whole()


class _Parser:
    """A place in the text that moves on as parts are read."""

    def __init__(self, text: str, vocabulary: Vocabulary, today: date, kinds: Collection[str]) -> None:
        self.text, self.vocabulary, self.today, self.kinds = text, vocabulary, today, kinds
        self.at = 0
        self.depth = 0

    def whole(self) -> Query:
        self._skip()
        query = self._either() if self.at < len(self.text) else All(())
        if self.at < len(self.text):
            raise self._wrong(self.at, 1, "this `)` closes nothing")
        return query

    def _either(self) -> Query:
        parts = [self._all()]
        while self._word("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self) -> Query:
        parts = [self._part()]
        while not self._at_end():
            self._word("and")
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self) -> Query:
        begin = self.at
        if self._at_end() or self._word("and"):
            raise self._wrong(begin, 1, "something is missing here: a word, or a field with a value")
        is_dash = self.text.startswith("-", begin) and self.text[begin + 1 : begin + 2].strip() != ""
        if not is_dash and not self._word("not"):
            return self._atom()
        self.at += is_dash
        self._deeper(begin)
        part = Not(self._part())
        self.depth -= 1
        return part

    def _atom(self) -> Query:
        if self.text.startswith("(", self.at):
            return self._group()
        field = _FIELD.match(self.text, self.at)
        if field:
            return self._test(field)
        quoted = self._take(_QUOTED)
        if quoted:
            return Text(_unquoted(quoted), phrase=True)
        if self.text.startswith('"', self.at):
            raise self._wrong(self.at, 1, 'this `"` is not closed')
        word = self._take(_BARE)
        assert word
        return Text(word[0])

    def _group(self) -> Query:
        begin = self.at
        self._deeper(begin)
        self.at += 1
        self._skip()
        query = self._either()
        if not self.text.startswith(")", self.at):
            raise self._wrong(begin, 1, "this `(` is not closed")
        self.at += 1
        self._skip()
        self.depth -= 1
        return query

    def _test(self, found: re.Match[str]) -> Query:
        begin = self.at
        operator = _OPERATOR.search(found[0])
        assert operator
        self.at = found.end()
        through, spec, kinds = self._field(found[1], begin)
        value_at = self.at
        quoted = self._take(_QUOTED)
        bare = None if quoted else self._take(_BARE)
        text = _unquoted(quoted) if quoted else bare[0] if bare else ""
        if not text.strip() or (bare and text.startswith('"')):
            message = f"say what `{spec.name}` shall be, or `{spec.name}:*` for anything"
            raise self._wrong(value_at, 1, message if not text.strip() else 'this `"` is not closed')
        if bare and text == "*" and operator[1] in (":", "=", "!="):
            test = Comparison(through, spec, Anything(), kinds)
        else:
            test = self._typed(through, spec, kinds, operator[1], text, value_at)
        return Not(test) if operator[1] == "!=" else test

    def _typed(
        self, through: tuple[str, ...], spec: FieldSpec, kinds: frozenset[str], operator: str, text: str, at: int
    ) -> Comparison:
        try:
            return Comparison(through, spec, literal(spec, operator.removeprefix("!"), text, self.today), kinds)
        except ValueError as error:
            raise self._wrong(at, len(text), str(error)) from None

    def _field(self, dotted: str, begin: int) -> tuple[tuple[str, ...], FieldSpec, frozenset[str]]:
        """The link fields that lead to the field, the field, the kinds that have it."""
        through: list[str] = []
        kinds: Collection[str] = self.kinds
        *steps, last = dotted.split(".")
        for name in steps:
            spec, _ = self._known(name, kinds, begin)
            if spec.type is not Type.LINK:
                links = ", ".join(self.vocabulary.links(kinds))
                raise self._wrong(begin, len(name), f"`{name}` leads to no note; these do: {links}")
            through.append(spec.name)
            kinds = spec.to or KINDS
            begin += len(name) + 1
        return tuple(through), *self._known(last, kinds, begin)

    def _known(self, name: str, kinds: Collection[str], begin: int) -> tuple[FieldSpec, frozenset[str]]:
        found = self.vocabulary.field(name, kinds)
        if found:
            return found
        near = self.vocabulary.nearest(name, kinds)
        where = f"no {' or '.join(kinds)} has" if len(kinds) < len(KINDS) else "there is"
        message = f"{where} {'a' if len(kinds) < len(KINDS) else 'no'} field `{name}`"
        meant = f"; did you mean `{near}`?" if near else ""
        hint = 'to look for it as words, put it in "quotes"'
        raise QueryError(self.text, begin, len(name), f"{message}{meant}", hint=hint, unknown=name)

    def _word(self, word: str) -> bool:
        found = _JOIN.match(self.text, self.at)
        if not found or found[1].lower() != word:
            return False
        self.at = found.end()
        self._skip()
        return True

    def _at_end(self) -> bool:
        join = _JOIN.match(self.text, self.at)
        return self.at >= len(self.text) or self.text[self.at] == ")" or bool(join and join[1].lower() == "or")

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
            self._skip()
        return found

    def _skip(self) -> None:
        blanks = _BLANKS.match(self.text, self.at)
        self.at = blanks.end() if blanks else self.at

    def _deeper(self, at: int) -> None:
        self.depth += 1
        if self.depth > MOST_BRACKETS:
            raise self._wrong(at, 1, f"more than {MOST_BRACKETS} brackets inside each other")

    def _wrong(self, start: int, length: int, message: str) -> QueryError:
        return QueryError(self.text, start, length, message)


def _unquoted(found: re.Match[str]) -> str:
    return re.sub(r"\\(.)", r"\1", found[1], flags=re.S) if found[1] is not None else found[2]
