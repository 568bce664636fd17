"""Changes of notes -> edits that the client makes, in its own buffers. Nothing is written by the server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lsprotocol import types

from vaulttool.core.edit import Change, Refusal, apply_all
from vaulttool.core.note_change import NoteChange
from vaulttool.lsp.places import text_edits
from vaulttool.lsp.vault import OpenVault, View

FileChange = types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile


def texts_after(view: View, changes: Iterable[NoteChange]) -> dict[str, tuple[str, str]] | None:
    """Path -> old and new text of every note that differs; None when one of the changes cannot be made."""
    wanted: dict[str, list[Change]] = {}
    for one in changes:
        wanted.setdefault(one.path, []).extend(one.changes)
    found: dict[str, tuple[str, str]] = {}
    for path, of_note in wanted.items():
        old = view.text if path == view.path else view.vault.text(path)
        note = view.desk.book.note(path)
        new = apply_all(old, of_note, note.kind, view.settings) if old is not None and note else None
        if old is None or new is None or isinstance(new, Refusal):
            return None
        if new != old:
            found[path] = (old, new)
    return found


def workspace_edit(vault: OpenVault, texts: Mapping[str, tuple[str, str]]) -> types.WorkspaceEdit:
    """The edits that change these texts, old into new."""
    if vault.client.versioned:
        return document_changes([text_edit(vault, path, *pair) for path, pair in sorted(texts.items())])
    edits = {vault.uri(path): text_edits(*pair, vault.client.encoding) for path, pair in sorted(texts.items())}
    return types.WorkspaceEdit(changes=edits)


def document_changes(changes: Sequence[FileChange]) -> types.WorkspaceEdit:
    """Edits and renamings of files, in this order."""
    return types.WorkspaceEdit(document_changes=list(changes))


def text_edit(vault: OpenVault, path: str, old: str, new: str) -> types.TextDocumentEdit:
    """The smallest edits of one file, for the version that is open."""
    shown = vault.open.get(path)
    document = types.OptionalVersionedTextDocumentIdentifier(vault.uri(path), shown.version if shown else None)
    return types.TextDocumentEdit(document, [*text_edits(old, new, vault.client.encoding)])
