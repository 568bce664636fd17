"""What is shown beside the cursor: a person's card, the page of a field, the page of a finding. All in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from vaulttool.core.cards import org_card, person_card
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.escape import markdown
from vaulttool.core.model import Note
from vaulttool.core.vault_fields import fields_of, takes
from vaulttool.lsp.cursor import field_at, link_at
from vaulttool.lsp.findings import findings_in, span_of
from vaulttool.lsp.people import follow_ups_of
from vaulttool.lsp.vault import View
from vaulttool.report.cards import note_rows, org_rows, person_rows
from vaulttool.report.explain import explain
from vaulttool.report.layout import Row

_OWN_CARD = frozenset({"type", "name"})


def hover(view: View, offset: int) -> types.Hover | None:
    """All there is to say about what stands at an offset, None when there is nothing."""
    parts = [*_of_link(view, offset), *_of_findings(view, offset), *_of_field(view, offset), *_of_note(view, offset)]
    if not parts:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts)))


def _of_link(view: View, offset: int) -> Iterator[str]:
    pointed = link_at(view, offset)
    for path in view.desk.book.resolve(pointed.target) if pointed else ():
        note = view.desk.book.note(path)
        if note:
            yield _card(view, note)


def _of_findings(view: View, offset: int) -> Iterator[str]:
    """What is wrong here is the client's to show; its page tells why, and what to do."""
    for finding in findings_in(view):
        start, end = span_of(finding, view)
        if start <= offset <= end and (page := explain(finding.rule)):
            yield page.strip()


def _of_field(view: View, offset: int) -> Iterator[str]:
    name = field_at(view, offset)
    spec = fields_of(view.note.kind, view.settings).get(name) if view.note.kind else None
    if spec:
        yield f"**{markdown(name)}**: {markdown(spec.meaning)}\n\nTakes {takes(spec)}."


def _of_note(view: View, offset: int) -> Iterator[str]:
    """The note's own card, at its title, its name and its kind."""
    start, end = view.places.line_of(offset)
    if view.note.kind and (field_at(view, offset) in _OWN_CARD or view.text[start:end].startswith("# ")):
        yield _card(view, view.note)


def _card(view: View, note: Note) -> str:
    found = follow_ups_of(note, view)
    return "\n".join(_lines(_rows(view, note, found)))


def _rows(view: View, note: Note, found: Iterable[FollowUp]) -> Iterable[Row]:
    today = view.desk.clock.today
    if note.kind == "contact":
        return person_rows(person_card(view.desk.dossier(note), found), today)
    if note.kind == "org":
        return org_rows(org_card(note, view.desk, found), today)
    return note_rows(note)


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    """The rows of a card as Markdown: what is bold stays bold, an entry with an id is a list line."""
    for row in rows:
        text = "".join(f"**{markdown(part)}**" if style == "bold" else markdown(part) for part, style in row.spans)
        if row.margin:
            yield f"- {text} `{row.margin}`"
        elif row.text.startswith("- "):
            yield f"- {markdown(row.text.removeprefix('- '))}"
        else:
            yield f"{text}\n" if text else ""
