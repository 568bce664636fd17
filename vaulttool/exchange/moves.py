"""Talks that were moved, as chains from the first date to the one in force. What a calendar shows is not said here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from vaulttool.core.book import Book
from vaulttool.core.talk import Talk


def chains(talks: Iterable[Talk], book: Book) -> tuple[tuple[Talk, ...], ...]:
    """Every talk once: those that `moved_to` leads through stand in one chain, in that order; others are alone.

    Of two talks moved to the same one the earlier leads there, and the other ends where it is. A circle is cut before
    its earliest talk. Chains come in the order of their first talks' dates.
    """
    by_path = {talk.note.path: talk for talk in sorted(talks, key=_order)}
    after = _moves(by_path, book)
    led_to = set(after.values())
    seen: set[str] = set()
    starts = [path for path in by_path if path not in led_to]
    found = [_walk(path, after, seen) for path in (*starts, *by_path)]
    made = [tuple(by_path[path] for path in paths) for paths in found if paths]
    return tuple(sorted(made, key=lambda chain: _order(chain[0])))


def _moves(by_path: dict[str, Talk], book: Book) -> dict[str, str]:
    """Path -> path of the talk that takes its place; no two lead to the same one."""
    earlier: dict[str, str] = {}
    for path, talk in by_path.items():
        for link in talk.note.linked("moved_to")[:1]:
            target = book.resolve_one(link.target)
            if target and target.path in by_path:
                earlier.setdefault(target.path, path)
    return {path: target for target, path in earlier.items()}


def _walk(path: str, after: dict[str, str], seen: set[str]) -> list[str]:
    """The paths from here on that no chain has yet."""
    return list(_unseen(path, after, seen))


def _unseen(path: str | None, after: dict[str, str], seen: set[str]) -> Iterator[str]:
    while path is not None and path not in seen:
        seen.add(path)
        yield path
        path = after.get(path)


def _order(talk: Talk) -> tuple[date, str]:
    return talk.day or date.max, talk.note.path
