"""One file of the vault -> the facts of a note, and what is new in them. What is looked at, and kept, others decide."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaulttool.core.book import changed_keys
from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import Note
from vaulttool.core.settings import Settings
from vaulttool.errors import UnreadableNote
from vaulttool.vault import digest, read

if TYPE_CHECKING:
    from vaulttool.index.lookup import Lookup


def prepare(*, to_read: bool = True) -> None:
    """Load what it takes to conclude a note, and to read it, so that the first one finds it there."""
    import vaulttool.core.conclude

    if to_read:
        import vaulttool.core.parse.note
        import vaulttool.core.view_markers  # noqa: F401


class Taken(NamedTuple):
    """A note as read. `content` is the digest of its bytes, `b""` when they could not be read."""

    note: Note
    body: str
    content: bytes


class News(NamedTuple):
    """What the bytes of a note brought. `stale`: the keys that became so; None: nothing follows from what is new."""

    content: bytes
    stale: Collection[str] | None

    @property
    def is_of_facts(self) -> bool:
        """Whether the note says something else than before, not merely in other words of its body."""
        return self.stale is not None


def news_in(taken: Taken, known: Lookup | None, *, full: bool = False) -> News:
    """What is new in a note as read; `known`: what holds the note as it was known, None when it was not at all.

    In a `full` look all is concluded anew, so nobody asks what became stale.
    """
    content, note = taken.content, taken.note
    if full:
        return News(content, ())
    before = known.before(note) if known else None
    return News(content, None if note == before else tuple(changed_keys(before, note)))


def take(vault: Path, path: str, settings: Settings, known: bytes = b"") -> Taken | None:
    """The note at a path; None when its bytes have the digest `known`, so that it is known already."""
    try:
        raw = read(vault, path)
    except UnreadableNote as error:
        return Taken(_unreadable(path, error), "", b"")
    content = digest(raw)
    if content == known:
        return None
    from vaulttool.core.parse.note import parse_note

    parsed = parse_note(path, raw, settings)
    body = parsed.body
    if "<!--" in body:
        from vaulttool.core.view_markers import own_words

        body = own_words(body)
    return Taken(parsed.note, body, content)


def _unreadable(path: str, error: UnreadableNote) -> Note:
    """What stands for a note that the system does not let us read: its name, and why."""
    message = f"this note cannot be read: {error.reason}"
    hint = "give yourself the right to read it, or exclude it in vaulttool.toml"
    finding = Finding(path, 1, 1, "unreadable-file", "error", message, hint)
    return Note(path, "", path.rsplit("/", 1)[-1].removesuffix(".md"), findings=(finding,), salvaged=True)
