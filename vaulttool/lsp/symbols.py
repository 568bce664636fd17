"""The headings of a note as an outline, and the names of all notes to jump to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lsprotocol import types

from vaulttool.core.values import fold
from vaulttool.lsp.vault import OpenVault, View

_MOST = 200
_TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


def outline(view: View) -> list[types.DocumentSymbol]:
    """The headings, each with those below it."""
    top: list[types.DocumentSymbol] = []
    open_ = [(0, top)]
    for level, symbol, below in _headings(view):
        while open_[-1][0] >= level:
            open_.pop()
        open_[-1][1].append(symbol)
        open_.append((level, below))
    return top


def _headings(view: View) -> Iterator[tuple[int, types.DocumentSymbol, list[types.DocumentSymbol]]]:
    """Level and symbol of each heading, and the list that its own headings go into."""
    regions = view.sheet.regions if view.sheet else ()
    starts = view.sheet.starts if view.sheet else ()
    for number, region in enumerate(regions):
        level, below = region.heading.level, list[types.DocumentSymbol]()
        last = next((r.heading.line for r in regions[number + 1 :] if r.heading.level <= level), len(starts) - 1)
        start = starts[region.heading.line]
        line_end = view.places.line_of(start)[1]
        whole = view.places.range(start, max(starts[last], line_end))
        own, title = view.places.range(start, line_end), region.heading.text or "(no title)"
        yield level, types.DocumentSymbol(title, types.SymbolKind.String, whole, own, children=below), below


def notes_named(vault: OpenVault, query: str) -> list[types.WorkspaceSymbol]:
    """The notes whose name or path holds the words, by path."""
    wanted = fold(query)
    found = ((path, name) for path, name in vault.reading().index.titles().items() if wanted in fold(f"{name} {path}"))
    return [
        types.WorkspaceSymbol(types.Location(vault.uri(path), _TOP), name, types.SymbolKind.File)
        for path, name in islice(found, _MOST)
    ]
