"""From the name that a person typed to one note, with the choices when it is not clear; and names for the shell."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttool.core.names import Match, Named, match_notes, plain_words
from vaulttool.core.schema import KINDS
from vaulttool.core.values import fold
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from vaulttool.core.model import Note
    from vaulttool.index import Index
    from vaulttool.reading import Reading

_MOST_CHOICES = 20
_MOST_COMPLETIONS = 100
_ELSEWHERE = "`vaulttool find WORDS` looks into every note, `vaulttool list contact` names all people"


class AmbiguousName(VaultToolError):
    """Several notes fit the name. The remedy lists them."""


class NothingMatched(VaultToolError):
    """No note fits what was asked for."""

    exit_status = 1


def pick_note(reading: Reading, query: str, kinds: Collection[str] = KINDS) -> Note:
    """The one note of these kinds that `query` means. `AmbiguousName` for several, `NothingMatched` for none."""
    match = find_notes(reading.index, query, kinds)
    if len(match.found) > 1:
        raise AmbiguousName(f"{query!r} may be any of {len(match.found)} notes:", _choices(match.found))
    note = reading.index.note(match.found[0].path) if match.found else None
    if note is None:
        near = f"did you mean {' or '.join(match.suggestions)}?" if match.suggestions else _ELSEWHERE
        raise NothingMatched(f"there is no {_either(kinds)} called {query!r}", near)
    return note


def find_notes(index: Index, query: str, kinds: Collection[str] = KINDS) -> Match:
    """The notes of these kinds that `query` fits best; the one at exactly this path, if there is one."""
    for path in (query, f"{query}.md" if "/" in query else ""):
        if (note := index.note(path)) and note.kind in kinds:
            return Match((Named(path, note.kind, note.name, note.aliases),), True)
    at_once = [named for named in _of_that_file(index, query) if named.kind in kinds]
    return match_notes(query, at_once or named_notes(index, kinds))


def named_notes(index: Index, kinds: Collection[str] = KINDS) -> Iterator[Named]:
    """What every note of these kinds is called."""
    titles = index.titles()
    aliases = dict(index.values_of("aliases"))
    for kind in kinds:
        for path in index.paths(kind):
            yield Named(path, kind, titles[path], aliases.get(path, ()))


def complete_name(
    kinds: Collection[str] = KINDS,
) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """A `shell_complete` that offers the names of notes of these kinds, as the index knows them; it reads no note."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            return _completions(ctx, incomplete, kinds)
        except Exception:
            return []

    return complete


@contextmanager
def index_at_hand(ctx: click.Context) -> Iterator[tuple[Path, Index] | None]:
    """The vault and its index as it is, for completing words; None when there is none yet. Reads no note."""
    from vaulttool.cli.session import current_folder
    from vaulttool.index import Index
    from vaulttool.vault import find_vault

    asked = ctx.obj.get("vault") if isinstance(ctx.obj, dict) else None
    vault = find_vault(asked, os.environ, current_folder())
    if not Index.path_of(vault).exists():
        yield None
        return
    with Index.open(vault) as index:
        yield vault, index


def _completions(ctx: click.Context, incomplete: str, kinds: Collection[str]) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    typed = f" {' '.join(plain_words(incomplete))}"
    with index_at_hand(ctx) as there:
        names = named_notes(there[1], kinds) if there else ()
        found = [named for named in names if typed in f" {' '.join(plain_words(named.name))}"]
    begins = sorted(found, key=lambda named: (not fold(named.name).startswith(fold(incomplete)), fold(named.name)))
    return [CompletionItem(named.name, help=named.kind) for named in begins[:_MOST_COMPLETIONS]]


def _of_that_file(index: Index, query: str) -> Iterator[Named]:
    """The notes whose path or file name is the query: nothing fits better, so the others need no look."""
    key = fold(query.strip().removesuffix(".md"))
    for path in index.named(key):
        if key in (whole := fold(path.removesuffix(".md")), whole.rsplit("/", 1)[-1]):
            note = index.note(path)
            if note:
                yield Named(path, note.kind, note.name, note.aliases)


def _choices(found: Collection[Named]) -> str:
    shown = list(found)[:_MOST_CHOICES]
    lines = [f"{named.path.removesuffix('.md')} ({named.kind}{_also(named)})" for named in shown]
    lines += [f"and {len(found) - len(shown)} more"] if len(found) > len(shown) else []
    return "\n".join([*lines, "write more of the name, or one of these paths"])


def _also(named: Named) -> str:
    stem = named.path.rsplit("/", 1)[-1].removesuffix(".md")
    return f", {named.name}" if fold(stem) != fold(named.name) else ""


def _either(kinds: Collection[str]) -> str:
    words = sorted(kinds, key=KINDS.index)
    return "note" if set(words) == set(KINDS) else " or ".join(words)
