"""Another name for a note, as edits of the client: its file, its title, and every link that leads there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol import types
from msgspec.structs import replace

from vaulttool.core.book import names_of
from vaulttool.core.edit import Refusal, SetField, apply
from vaulttool.core.model import Note
from vaulttool.core.portable_names import clean_name, portable_stem
from vaulttool.core.relink import Course, may_name, relink
from vaulttool.core.retitle import retitled, title_of
from vaulttool.core.values import fold
from vaulttool.errors import WriteRefused
from vaulttool.lsp.cursor import field_at, link_at
from vaulttool.lsp.links import subject
from vaulttool.lsp.vault import View
from vaulttool.lsp.workspace_edits import document_changes, text_edit


def prepare(view: View, offset: int) -> types.PrepareRenamePlaceholder | None:
    """What would be renamed: the note that a link leads to, or the open note at its title or name; else None."""
    note, pointed = subject(view, offset), link_at(view, offset)
    if note and pointed:
        return types.PrepareRenamePlaceholder(view.places.range(pointed.start, pointed.end), note.stem)
    start, end = view.places.line_of(offset)
    line = view.text[start:end]
    if note and (line.startswith("# ") or field_at(view, offset) == "name"):
        first = start + (line.index(" ") + 1 if " " in line else 0)
        return types.PrepareRenamePlaceholder(view.places.range(first, end), note.stem)
    return None


def rename(view: View, offset: int, new: str) -> types.WorkspaceEdit:
    """The edits. Raises `WriteRefused` with the reason when there are none."""
    note = subject(view, offset) if prepare(view, offset) else None
    if note is None:
        raise WriteRefused("put the cursor on a link to a note, or on the note's title")
    if not view.vault.client.renames:
        raise WriteRefused(f'your editor does not rename files; in a terminal: vaulttool rename "{note.stem}" "{new}"')
    there = replace(note, path=_new_path(view, note, new))
    after = view.vault.desk({note.path: None, there.path: there})
    course = Course(view.desk.book, after.book, {note.path: there.path})
    edits = _relinked(view, note, there, course)
    return document_changes([*edits, types.RenameFile(view.vault.uri(note.path), view.vault.uri(there.path))])


def _new_path(view: View, note: Note, new: str) -> str:
    stem = clean_name(new.strip().removeprefix("[[").removesuffix("]]").removesuffix(".md"))
    if not stem or portable_stem(stem) != stem:
        raise WriteRefused(f"{new!r} is no name that every system takes; take {portable_stem(stem)!r}")
    folder = note.path.rpartition("/")[0]
    path = f"{folder}/{stem}.md" if folder else f"{stem}.md"
    is_respelt = fold(path) == fold(note.path)
    if path == note.path or (not is_respelt and (view.desk.book.note(path) or (view.vault.root / path).exists())):
        raise WriteRefused(f"{path} exists already; choose another name")
    return path


def _relinked(view: View, note: Note, there: Note, course: Course) -> Iterator[types.TextDocumentEdit]:
    """The notes whose text differs, the renamed one among them, under its old name."""
    texts = _texts(view, note, there)
    for path, text in texts.items():
        holder = view.desk.book.note(path)
        own = _own_text(view, note, there, texts) if path == note.path else text
        kind = holder.kind if holder else ""
        new = own if isinstance(own, Refusal) else relink(own, path, kind, view.settings, course)
        if isinstance(new, Refusal):
            raise WriteRefused(f"{path} is in the way: {new.message}. {new.remedy}")
        if new != text:
            yield text_edit(view.vault, path, text, new)


def _texts(view: View, note: Note, there: Note) -> dict[str, str]:
    """The renamed note, and all in whose text its old or new name stands; by path."""
    vault, keys = view.vault, (*names_of(note), *names_of(there))
    paths = sorted({*vault.reading().index.paths(), *vault.open, note.path, view.settings.dashboard})
    read = ((path, vault.text(path)) for path in paths)
    return {path: text for path, text in read if text is not None and (path == note.path or may_name(text, keys))}


def _own_text(view: View, note: Note, there: Note, texts: Mapping[str, str]) -> str | Refusal:
    """The renamed note with its new name in `name` and, unless a link leads to it, in its title."""
    text, names = texts[note.path], (note.stem, note.name)
    if note.kind and note.text("name"):
        changed = apply(text, SetField("name", there.stem), note.kind, view.settings)
        if isinstance(changed, Refusal):
            return changed
        text = changed
    title = title_of(text, note.kind, view.settings, names)
    if not title or any(may_name(other, (f"#{fold(title)}",)) for other in texts.values()):
        return text
    return retitled(text, note.kind, view.settings, names, there.stem)
