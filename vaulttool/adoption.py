"""A folder of notes that were there before -> settings for them, written as `vaulttool.toml`. No note is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from vaulttool.core.adopt import Sketch
from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.core.parse.body import lines_of, read_body, read_tags
from vaulttool.core.parse.note import Parsed, parse_note
from vaulttool.core.settings import Settings
from vaulttool.errors import UnreadableNote
from vaulttool.vault import read, scan
from vaulttool.vault.write import write

_PLAIN = Settings(folders=MappingProxyType({}))
"""Settings under which only a note's own `type:` says what it is."""


def sketches(root: Path) -> Iterator[Sketch]:
    """What tells the kind of each note in a folder, by path; notes that cannot be read are left out."""
    for path in sorted(scan(root, _PLAIN).stamps):
        try:
            raw = read(root, path)
        except UnreadableNote:
            continue
        yield _sketch(parse_note(path, raw, _PLAIN))


def write_settings(root: Path, text: str) -> None:
    """Write a new `vaulttool.toml`. Raises `ChangedMeanwhile` when there is one by now."""
    write(root, CONFIG_NAME, text.encode("utf-8"), None)


def _sketch(parsed: Parsed) -> Sketch:
    note = parsed.note
    body = read_body(note.path, lines_of(parsed.body), 1)
    tags = dict.fromkeys((*note.tags, *read_tags(body)))
    fields = {field.key: field.values for field in note.fields.values() if field.shape != "other"}
    return Sketch(note.path, note.kind, bool(note.text("type")), fields, tuple(tags))
