"""What the shell offers for fields, their values, rules and queries, from the tables and the index. Reads no note.

Nothing here ever fails: a shell that waits for words gets none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from click.shell_completion import CompletionItem

from vaulttool.core.pattern import pattern

if TYPE_CHECKING:
    from vaulttool.core.query import Vocabulary
    from vaulttool.core.schema import FieldSpec
    from vaulttool.core.settings import Settings
    from vaulttool.index import Index

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_MOST = 100
_LAST_WORD = pattern(r"[^\s()]*$")
_TEXT_IN_COMMON = frozenset(
    {"topics", "groups", "schools", "tags", "location", "country", "industry", "locations", "kind", "role"}
)
"""Text fields whose values are the same in many notes."""


def _safely(function: Complete) -> Complete:
    @wraps(function)
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            return function(ctx, param, incomplete)[:_MOST]
        except Exception:
            return []

    return complete


@_safely
def complete_set(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For `set NAME FIELD=VALUE...`: first a name, then fields of notes of that kind, then values."""
    from vaulttool.cli.naming import complete_name, index_at_hand

    name = _name_in(ctx.params.get("words"))
    if not name:
        return complete_name()(ctx, param, incomplete)
    with index_at_hand(ctx) as there:
        return _settings(there, _kinds_of(there, name), incomplete)


@_safely
def complete_unset(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For `unset NAME FIELD`: first a name, then the fields that the note has."""
    from vaulttool.cli.naming import complete_name, find_notes, index_at_hand

    name = _name_in(ctx.params.get("words"))
    if not name:
        return complete_name()(ctx, param, incomplete)
    with index_at_hand(ctx) as there:
        found = find_notes(there[1], name).found if there else ()
        notes = [note for named in found if there and (note := there[1].note(named.path))]
    return _items(sorted({field for note in notes for field in note.fields}), incomplete)


@_safely
def complete_new(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For `new KIND --set FIELD=VALUE`."""
    from vaulttool.cli.naming import index_at_hand

    with index_at_hand(ctx) as there:
        return _settings(there, [_kind_in(ctx)], incomplete)


@_safely
def complete_new_name(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For `new interview NAME`: contacts. The other kinds have names that nobody knows yet."""
    from vaulttool.cli.naming import complete_name

    return complete_name(("contact",))(ctx, param, incomplete) if _kind_in(ctx) == "interview" else []


@_safely
def complete_where(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For `list KIND --where EXPR`: the field, then the value, of the last word."""
    from vaulttool.cli.naming import index_at_hand
    from vaulttool.core.schema import KINDS

    kind = _kind_in(ctx)
    start = _LAST_WORD.search(incomplete)
    before, word = (incomplete[: start.start()], start[0]) if start else ("", incomplete)
    negated = "-" if word.startswith("-") else ""
    with index_at_hand(ctx) as there:
        about = _About(there, [kind] if kind else KINDS)
        field, colon, value = word.removeprefix("-").partition(":")
        if not colon:
            return [_item(f"{before}{negated}{n}:", about.meaning(n)) for n in about.names() if n.startswith(field)]
        begun = f"{before}{negated}{field}:"
        words = (f'"{text}"' if " " in text else text for text in about.values(field, value.strip('"')))
        return [CompletionItem(begun + text) for text in words]


@_safely
def complete_checks(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For `check --select`: names of checks, several with commas between."""
    from vaulttool.core.checks import CHECKS

    before, comma, last = incomplete.rpartition(",")
    names = sorted((check.name, check.severity) for check in CHECKS)
    return [_item(f"{before}{comma}{name}", help_) for name, help_ in names if name.startswith(last)]


@_safely
def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For `--explain RULE`: names of checks and follow-up rules."""
    from vaulttool.report.explain import known

    return _items(known(), incomplete)


class _About(NamedTuple):
    """What is known of the fields of some kinds in a vault, without a vault what the tables say."""

    there: tuple[Path, Index] | None
    kinds: Collection[str]

    def vocabulary(self) -> Vocabulary:
        from vaulttool.core.query import Vocabulary
        from vaulttool.core.settings import Settings

        return Vocabulary(_settings_of(self.there[0]), self.there[1].keys) if self.there else Vocabulary(Settings())

    def names(self) -> list[str]:
        return self.vocabulary().names(self.kinds)

    def meaning(self, name: str) -> str:
        found = self.vocabulary().field(name, self.kinds)
        return found[0].meaning if found else ""

    def values(self, name: str, begun: str) -> list[str]:
        """The values of a field that begin so."""
        found = self.vocabulary().field(name, self.kinds)
        words = self._of(found[0]) if found else ()
        return list(dict.fromkeys(word for word in words if word.lower().startswith(begun.lower())))[:_MOST]

    def _of(self, spec: FieldSpec) -> Iterable[str]:
        from vaulttool.cli.naming import named_notes
        from vaulttool.core.schema import KINDS, Type

        if spec.allowed or spec.type is Type.BOOL:
            return spec.allowed or ("true", "false")
        if spec.type is Type.TIMEZONE:
            from zoneinfo import available_timezones

            return sorted(available_timezones())
        if not self.there:
            return ()
        if spec.type is Type.LINK:
            return sorted(named.name for named in named_notes(self.there[1], spec.to or KINDS))
        return self._written(spec.name) if spec.name in _TEXT_IN_COMMON else ()

    def _written(self, name: str) -> list[str]:
        """What the notes say already."""
        rows = self.there[1].values_of(name) if self.there else []
        return sorted({value for _, values in rows for value in values if value})


def _settings_of(vault: Path) -> Settings:
    from vaulttool.config import load
    from vaulttool.core.checks import CHECK_OF
    from vaulttool.core.followups import RULE_OF

    return load(vault, RULE_OF, CHECK_OF)


def _settings(there: tuple[Path, Index] | None, kinds: Collection[str], incomplete: str) -> list[CompletionItem]:
    """`field=` for fields that begin so, `field=value` behind the sign; behind a comma the next value."""
    from vaulttool.core.query.vocabulary import WORKED_OUT
    from vaulttool.core.schema import FIELD_OF

    about = _About(there, kinds)
    field, sign, value = incomplete.partition("=")
    if sign:
        before, comma, last = value.rpartition(",")
        said = {one.strip() for one in before.split(",")}
        words = (text for text in about.values(field, last.lstrip()) if text not in said)
        return [CompletionItem(f"{field}={before}{comma}{text}") for text in words]
    worked_out = {name for kind in kinds for name in WORKED_OUT[kind] if name not in FIELD_OF[kind]} | {"tag", "type"}
    names = (name for name in about.names() if name not in worked_out and name.startswith(field))
    return [_item(f"{name}=", about.meaning(name)) for name in names]


def _kind_in(ctx: click.Context) -> str:
    """The kind that the line says; click has not read it yet where an option still waits for its value."""
    from vaulttool.core.query import kind_of

    return ctx.params.get("kind") or kind_of(ctx.args[0] if ctx.args else "")


def _name_in(words: tuple[str, ...] | None) -> str:
    """The words before the first `field=value`, as one name."""
    found: list[str] = []
    for word in words or ():
        if "=" in word:
            break
        found.append(word)
    return " ".join(found)


def _kinds_of(there: tuple[Path, Index] | None, name: str) -> Collection[str]:
    """The kinds of the notes that the name may mean; all kinds when it means none."""
    from vaulttool.cli.naming import find_notes
    from vaulttool.core.schema import KINDS

    found = find_notes(there[1], name).found if there else ()
    return sorted({named.kind for named in found}) or KINDS


def _items(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _item(value: str, help_: str) -> CompletionItem:
    return CompletionItem(value, help=help_ or None)
