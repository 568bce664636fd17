"""What can be done at once: safe fixes of findings, a note that is missing, follow-ups that are done or put off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from lsprotocol import types

from vaulttool.core.acts import CannotAct, Deed, done, snoozed, too_late
from vaulttool.core.afterwards import open_after
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.dashboard.words import SHORT
from vaulttool.core.diagnostics import Finding
from vaulttool.core.edit import Refusal
from vaulttool.core.escape import clip, visible
from vaulttool.core.fixes import Mended, fix_of, mended
from vaulttool.core.new_note import Wanted, new_note, note_path
from vaulttool.core.note_change import NoteChange
from vaulttool.core.schema import FIELD_OF
from vaulttool.lsp.cursor import link_at
from vaulttool.lsp.findings import diagnostics, findings_in, span_of
from vaulttool.lsp.people import follow_ups_of, people_at
from vaulttool.lsp.vault import View, note_of
from vaulttool.lsp.workspace_edits import document_changes, texts_after, workspace_edit

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.vaulttool"
FOLLOW_UP = f"{types.CodeActionKind.Refactor.value}.followUp"
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL, FOLLOW_UP)

_MOST = 8
_SOON = timedelta(days=14)
_WEEK = timedelta(days=7)


def actions(view: View, start: int, end: int, only: Sequence[str] | None = None) -> list[types.CodeAction]:
    """All that can be done from one offset to another; of the kinds in `only`, if the client asks for some."""
    found = []
    if _wants(only, types.CodeActionKind.QuickFix.value):
        found += [*_fixes(view, start, end), *_stubs(view, start)]
    if _wants(only, FOLLOW_UP):
        found += _follow_ups(view, start)
    if only and _wants(only, FIX_ALL):
        found += _fix_all(view)
    return found


def _wants(only: Sequence[str] | None, kind: str) -> bool:
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)


def _fixes(view: View, start: int, end: int) -> Iterator[types.CodeAction]:
    for finding, shown in zip(findings_in(view), diagnostics(view), strict=True):
        first, last = span_of(finding, view)
        if first <= end and start <= last and (texts := _fixed(view, finding)):
            yield types.CodeAction(
                f"Fix: {_first_change(*texts[view.path])}", types.CodeActionKind.QuickFix, [shown],
                is_preferred=True, edit=workspace_edit(view.vault, texts),
            )  # fmt: skip


def _first_change(old: str, new: str) -> str:
    """The first line that is new."""
    before = set(old.splitlines())
    return clip(visible(next((line for line in new.splitlines() if line not in before), "").strip()), 80)


def _fixed(view: View, finding: Finding) -> dict[str, tuple[str, str]] | None:
    """The text without the finding; None when there is no safe fix."""
    change = fix_of(finding, view.note, view.desk) if finding.fixable else None
    return texts_after(view, [NoteChange(view.path, (change,))]) if change else None


def _fix_all(view: View) -> Iterator[types.CodeAction]:
    """All safe fixes, as `check --fix` makes them."""
    as_it_is = Mended(view.note, view.text, view.text)
    made = mended(as_it_is, list, lambda note: view.vault.desk({view.path: note}))
    if made.text != view.text:
        edit = workspace_edit(view.vault, {view.path: (view.text, made.text)})
        yield types.CodeAction("Make all safe fixes of this note", FIX_ALL, edit=edit)


def _stubs(view: View, offset: int) -> Iterator[types.CodeAction]:
    """A note for a link that leads nowhere."""
    pointed = link_at(view, offset)
    if not pointed or not view.vault.client.creates or view.desk.book.resolve(pointed.target):
        return
    name = pointed.target.rsplit("/", 1)[-1]
    kind = _kind_meant(view, pointed.target)
    path = note_path(kind, name, view.settings, view.vault.reading().index.paths(kind))
    today = datetime.combine(view.desk.clock.today, time())
    made = new_note("", Wanted(kind, name, path), today, view.settings)
    if not isinstance(made, Refusal) and not (view.vault.root / path).exists():
        uri, top = view.vault.uri(path), types.Range(types.Position(0, 0), types.Position(0, 0))
        document = types.OptionalVersionedTextDocumentIdentifier(uri)
        edit = document_changes(
            [types.CreateFile(uri), types.TextDocumentEdit(document, [types.TextEdit(top, made.text)])]
        )
        yield types.CodeAction(f"Make the note {path}", types.CodeActionKind.QuickFix, edit=edit)


def _kind_meant(view: View, target: str) -> str:
    """The kind that the field of the link takes; a contact elsewhere."""
    fields = (link.field for link in view.note.links if link.target == target and link.field)
    specs = (FIELD_OF[view.note.kind].get(name) for name in fields if view.note.kind)
    kind = next((spec.to[0] for spec in specs if spec and spec.to), "contact")
    return kind if kind in ("contact", "org", "campaign") else "contact"


def _follow_ups(view: View, offset: int) -> Iterator[types.CodeAction]:
    """What is due or soon about the person here: done today, or put off for a week."""
    today = view.desk.clock.today
    found = {f.id: f for note in people_at(view, offset) for f in follow_ups_of(note, view)}
    near = [f for f in found.values() if f.due <= today + _SOON][:_MOST]
    for follow_up in near:
        yield from _done(view, follow_up)
    for follow_up in near:
        if too_late(follow_up, today + _WEEK, view.desk):
            continue
        later = snoozed(follow_up, today, today + _WEEK)
        yield from _action(view, f"Snooze 1 week: {_words(follow_up)}", follow_up, [later], snooze=True)


def _done(view: View, follow_up: FollowUp) -> Iterator[types.CodeAction]:
    try:
        changes = done([Deed(follow_up, view.desk, view.desk.clock.today)]) if follow_up.tickable else ()
    except CannotAct:
        return
    yield from _action(view, f"Done: {_words(follow_up)}", follow_up, changes, snooze=False)


def _action(
    view: View, title: str, follow_up: FollowUp, changes: Sequence[NoteChange], *, snooze: bool
) -> Iterator[types.CodeAction]:
    """The action, if its edits come out as meant."""
    texts = texts_after(view, changes)
    if texts and _settles(view, follow_up, texts, snooze=snooze):
        yield types.CodeAction(title, FOLLOW_UP, edit=workspace_edit(view.vault, texts))


def _settles(view: View, follow_up: FollowUp, texts: dict[str, tuple[str, str]], *, snooze: bool) -> bool:
    notes = {path: note_of(path, new, view.settings) for path, (_, new) in texts.items()}
    left = open_after(view.vault.desk(notes), [follow_up]).get(follow_up.id)
    return left is None or (snooze and left.due >= view.desk.clock.today + _WEEK)


def _words(follow_up: FollowUp) -> str:
    return f"{SHORT[follow_up.rule]} ({follow_up.person_name or follow_up.about_name})"
