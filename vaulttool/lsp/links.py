"""Where links lead and where they come from, in the texts as they are shown. Changing them is `renaming`'s."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from vaulttool.core.book import names_of
from vaulttool.core.edit.change import Refused
from vaulttool.core.edit.page import open_page
from vaulttool.core.edit.sheet import open_sheet
from vaulttool.core.model import Note
from vaulttool.core.parse.body import folder_of
from vaulttool.core.relink import may_name
from vaulttool.core.settings import Settings
from vaulttool.core.written_links import Spot, body_spots, spots_in
from vaulttool.lsp.cursor import link_at
from vaulttool.lsp.vault import View

_TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


def definition(view: View, offset: int) -> list[types.Location]:
    """The notes that the link at an offset may mean."""
    pointed = link_at(view, offset)
    found = view.desk.book.resolve(pointed.target) if pointed else ()
    return [types.Location(view.vault.uri(path), _TOP) for path in found]


def subject(view: View, offset: int) -> Note | None:
    """The note that the link at an offset leads to, else the open note itself."""
    pointed = link_at(view, offset)
    return view.desk.book.resolve_one(pointed.target) if pointed else view.note


def references(view: View, offset: int) -> list[types.Location]:
    """Every link to the note that the link at the offset leads to, else to the open note; by path and place."""
    note = subject(view, offset)
    if note is None:
        return []
    return [place for path in _candidates(view, note) for place in _links_to(view, note, path)]


def _candidates(view: View, note: Note) -> list[str]:
    """Notes that may hold a link to it. Of notes that are none of ours the index keeps no links: they are all."""
    index = view.vault.reading().index
    linking = {path for key in names_of(note) for path in (*index.mentions(key), *index.linking(key))}
    foreign = {path for path in index.paths() if not (found := index.note(path)) or not found.kind}
    return sorted(linking | foreign | set(view.vault.open))


def _links_to(view: View, note: Note, path: str) -> Iterator[types.Location]:
    text = view.vault.text(path)
    if text is None or not may_name(text, names_of(note)):
        return
    places, uri, folder = view.vault.places(text), view.vault.uri(path), folder_of(path)
    holder = view.desk.book.note(path)
    found = _spots(text, holder.kind if holder else "", folder, view.settings)
    spans = {(spot.first, spot.last) for spot in found if _leads(view, spot.target, note)}
    for link in holder.links if holder else ():
        if link.plain and _leads(view, link.target, note):
            start = places.at(link.line, link.column)
            spans.add((start, start + len(link.target)))
    yield from (types.Location(uri, places.range(start, end)) for start, end in sorted(spans))


def _spots(text: str, kind: str, folder: str, settings: Settings) -> list[Spot]:
    """The bracketed links of a note, those in code and comments left out where the note can be taken apart."""
    try:
        sheet = open_sheet(open_page(text, kind, settings))
    except Refused:
        return spots_in(text, folder)
    return [*spots_in(text[: sheet.starts[0]], folder), *body_spots(sheet, folder)]


def _leads(view: View, target: str, note: Note) -> bool:
    return bool(target) and view.desk.book.resolve(target) == (note.path,)
