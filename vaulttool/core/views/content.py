"""A listing -> the Markdown of a view, with links where the notes have them. Which notes it holds is not decided here.

A note that is private is named only in a note that is private itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from vaulttool.core.escape import markdown, prose, visible, wikilink
from vaulttool.core.link_text import links_in
from vaulttool.core.parse.body import folder_of
from vaulttool.core.privacy import SOMEBODY
from vaulttool.core.query import Listing, Record, View
from vaulttool.core.schema import FieldSpec, Type
from vaulttool.core.values import as_bool, fold
from vaulttool.core.views.ask import Ask
from vaulttool.errors import VaultToolError

MOST_ROWS = 1000
"""Notes that one view shows."""

_LABELLED = frozenset({Type.DATE, Type.DATETIME, Type.INT, Type.BOOL})
"""Values of these types say little without the name of their field."""


def private_paths(view: View) -> frozenset[str]:
    """The notes that say `private: true`, and the interviews with such a person."""
    secret = {path for path, values in view.columns.values_of("private") if values and as_bool(values[0])}
    met = view.leads("contact") if secret else {}
    talks = {path for path in view.columns.paths("interview") if secret & met.get(path, frozenset())}
    return frozenset(secret | talks)


def without_an_answer(error: VaultToolError) -> str:
    """What stands in a view that cannot be made: why, and what to do."""
    lines = error.remedy.splitlines()
    remedy = [f"    {visible(line)}" for line in lines] if len(lines) > 1 else [prose(line) for line in lines]
    return _framed([f"**This list cannot be made:** {prose(error.message)}", *(["", *remedy] if remedy else [])])


class Content(Struct, frozen=True, dict=True):
    """What views show of one vault. `hidden` are the paths of notes to leave out."""

    view: View
    hidden: frozenset[str] = frozenset()

    def of(self, ask: Ask, listed: Listing) -> str:
        """The lines of a view, blank ones around them."""
        records = [record for record in listed.records if record.path not in self.hidden]
        if not records:
            return _framed([f"No {ask.request.kind} {'fits' if ask.request.where else 'yet'}."])
        made = self._table if ask.format == "table" else self._list
        left = len(records) - MOST_ROWS
        more = ["", f"and {left:,} more"] if left > 0 else []
        return _framed([*made(records[:MOST_ROWS], listed.columns), *more])

    def _table(self, records: Sequence[Record], columns: Sequence[FieldSpec]) -> Iterator[str]:
        yield f"| {' | '.join(markdown(spec.name) for spec in columns)} |"
        yield f"|{' --- |' * len(columns)}"
        linked = _linked_column(columns)
        for record in records:
            cells = [self._cell(record, n, spec, linked, cell=True) for n, spec in enumerate(columns)]
            yield f"| {' | '.join(cells)} |"

    def _list(self, records: Sequence[Record], columns: Sequence[FieldSpec]) -> Iterator[str]:
        for record in records:
            said = [self._link(record.path, record.name, cell=False)]
            for n, spec in enumerate(columns):
                text = self._cell(record, n, spec, -1, cell=False) if spec.name != "name" else ""
                label = f"{markdown(spec.name.replace('_', ' '))} " if spec.type in _LABELLED else ""
                said += [f"{label}{text}"] if text else []
            yield f"- {' · '.join(said)}"

    def _cell(self, record: Record, number: int, spec: FieldSpec, linked: int, *, cell: bool) -> str:
        """The values of one column; of the column numbered `linked`, a link to the note itself."""
        if number == linked:
            said = ", ".join(record.cells[number]) or record.name
            return self._link(record.path, said, cell=cell)
        values = self.view.column(spec.name).get(record.path, ())
        shown = values[:1] if spec.name == "name" else values
        return ", ".join(text for value in shown for text in self._said(value, spec, record.path, cell=cell))

    def _said(self, value: str, spec: FieldSpec, path: str, *, cell: bool) -> Iterator[str]:
        """One value as it was written, its links leading where they led."""
        links = links_in(value, folder_of(path))
        if links:
            yield from (self._leading(target, label, cell=cell) for _, target, label in links)
        elif value.strip():
            is_name = spec.type is Type.LINK
            yield self._leading(value.strip(), "", cell=cell) if is_name else markdown(value.strip())

    def _leading(self, target: str, label: str, *, cell: bool) -> str:
        """A link to what a target means; its name alone where that is no note, or more than one."""
        found = self.view.desk.book.resolve(target)
        if not self.hidden.isdisjoint(found):
            return SOMEBODY
        if len(found) == 1:
            return self._link(found[0], label or self.view.titles.get(found[0], target), cell=cell)
        return markdown(label or target.rsplit("/", 1)[-1])

    def _link(self, path: str, name: str, *, cell: bool) -> str:
        return wikilink(path, name, shared=_stem(path) in self._shared, cell=cell)

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Folded file names that more than one note bears."""
        return frozenset(stem for stem, number in Counter(map(_stem, self.view.kind_of)).items() if number > 1)


def _linked_column(columns: Sequence[FieldSpec]) -> int:
    """The column that leads to the note itself: its name, else the first that holds no links of its own; -1: none."""
    names = [spec.name for spec in columns]
    free = (n for n, spec in enumerate(columns) if spec.type is not Type.LINK)
    return names.index("name") if "name" in names else next(free, -1)


def _stem(path: str) -> str:
    return fold(path.rsplit("/", 1)[-1].removesuffix(".md"))


def _framed(lines: Sequence[str]) -> str:
    """Blank lines around, or some readers would take the markers for part of the table."""
    return "".join(f"{line}\n" for line in ("", *lines, ""))
