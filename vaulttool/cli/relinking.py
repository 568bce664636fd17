"""Notes whose links change because another note goes elsewhere: found in the whole vault, worked out, not written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from vaulttool.core.book import names_of
from vaulttool.core.edit import Refusal
from vaulttool.core.note_change import Rewrite
from vaulttool.core.relink import Course, may_name
from vaulttool.core.values import fold
from vaulttool.errors import UnreadableNote, WriteRefused

if TYPE_CHECKING:
    from vaulttool.core.model import Note
    from vaulttool.reading import Reading


class Source(NamedTuple):
    """A note, or the dashboard, that may hold links: its path, its kind, its text. Bytes that are no text are kept."""

    path: str
    kind: str
    text: str


def sources(found: Reading, *notes: Note) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """All in whose text a name of these notes stands, by path; and a sentence on each that cannot be read."""
    keys = {key for note in notes for key in (*names_of(note), fold(note.name)) if key}
    linked = {path for key in keys for path in found.index.linking(key)}
    read_: list[Source] = []
    unread: list[str] = []
    for path in sorted({*found.index.paths(), found.desk.settings.dashboard}):
        try:
            text = _text(found, path)
        except UnreadableNote as error:
            note = found.index.note(path)
            unread += [f"{path} was not looked into: {error.reason}"] if note else []
            continue
        if path in linked or may_name(text, keys):
            note = found.index.note(path)
            read_.append(Source(path, note.kind if note else "", text))
    return tuple(read_), tuple(unread)


def source_of(found: Reading, note: Note) -> Source:
    """One note as it stands on the disk."""
    return Source(note.path, note.kind, _text(found, note.path))


def course_of(found: Reading, moved: dict[str, str], outlook: dict[str, Note | None]) -> Course:
    """Where links lead now, and where they will once the notes are as `outlook` says (None: gone)."""
    from vaulttool.core.afterwards import desk_after

    return Course(found.desk.book, desk_after(found.index, found.desk, outlook).book, moved)


def rewrites(
    among: Collection[Source], change: Callable[[Source], str | Refusal], apart: Collection[str] = ()
) -> Iterator[Rewrite]:
    """The notes that `change` makes differ, those at the paths `apart` left out. `WriteRefused` when it refuses one."""
    for source in among:
        if source.path not in apart:
            new = checked(source, change(source))
            if new != source.text:
                yield Rewrite(source.path, source.text, new)


def checked(source: Source, new: str | Refusal) -> str:
    """The new text; `WriteRefused` when there is none, or when the bytes of the old one were no text."""
    if isinstance(new, Refusal):
        raise WriteRefused(f"{source.path} is in the way: {new.message}", _remedy(new.remedy))
    if new != source.text and not _is_text(source.text):
        raise WriteRefused(f"{source.path} is in the way: it is not UTF-8 text", _remedy("Save it as UTF-8."))
    return new


def _remedy(own: str) -> str:
    return f"{own}\nnothing was written" if own else "nothing was written"


def _text(found: Reading, path: str) -> str:
    from vaulttool.vault import read

    return read(found.root, path).decode("utf-8", "surrogateescape")


def _is_text(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
