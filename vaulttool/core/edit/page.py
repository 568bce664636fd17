"""A note's text taken apart for editing: frontmatter entries by name, and what forbids any edit. Nothing is changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from msgspec import Struct

from vaulttool.core.edit.change import Refused, line_end, line_start
from vaulttool.core.parse.complaints import place
from vaulttool.core.parse.conflict import settle
from vaulttool.core.parse.entries import Entry, Reading, Value
from vaulttool.core.parse.framing import BOM, Frame, foreign, misplaced, split
from vaulttool.core.schema import FIELD_OF, FieldSpec, Type
from vaulttool.core.settings import OwnField, Settings

_NONE: Mapping[str, str] = {}


class Page(Struct, frozen=True):
    """The text of a note of this kind (`""` for none of ours) and the entries of its frontmatter.

    Offsets in an `Entry` count within the frontmatter block; `at` gives them in `text`.
    """

    text: str
    kind: str
    settings: Settings
    frame: Frame
    reading: Reading

    @property
    def block(self) -> str:
        """What stands between the two `---` lines."""
        return self.text[self.frame.block_start : self.frame.block_end]

    def at(self, offset: int) -> int:
        """An offset in the block as an offset in the text."""
        return self.frame.block_start + offset

    def name_of(self, key: str) -> str:
        """Our name for a key; a key that is none of ours is its own name."""
        if key in FIELD_OF.get(self.kind, {}):
            return key
        return self.settings.synonyms.get(self.kind, _NONE).get(key, key)

    def find(self, name: str) -> Entry | None:
        """The entry that is read as the field `name`. Raises `Refused` when its key stands twice."""
        same = [entry for entry in self.reading.entries if _form(entry.key) == _form(name)]
        if not same:
            first = next((e for e in self.reading.entries if self.name_of(e.key) == name), None)
            same = [e for e in self.reading.entries if first and _form(e.key) == _form(first.key)]
        if len(same) > 1:
            lines = " and ".join(str(self.frame.block_line + entry.line) for entry in same)
            raise Refused(f"`{same[0].key}` stands twice, on lines {lines}", "Delete one of the two.")
        return same[0] if same else None

    def spec(self, name: str) -> FieldSpec | OwnField | None:
        """What is known of a field, ours or declared in the settings; None for the user's own."""
        ours = FIELD_OF.get(self.kind)
        own = self.settings.fields.get(self.kind)
        return (ours.get(name) if ours else None) or (own.get(name) if own else None)

    def type_of(self, name: str) -> Type | None:
        """How a field is read, None when nobody said."""
        spec = self.spec(name)
        return spec.type if isinstance(spec, FieldSpec) else Type(spec.type) if spec else None

    def key_line(self, entry: Entry) -> int:
        """Where the line begins (in the text) on which a key stands alone.

        Raises `Refused` where other things stand on that line, so that lines are no measure.
        """
        start = line_start(self.text, self.at(entry.key_start))
        if entry.flow or self.text[start : self.at(entry.key_start)].strip(" "):
            message = f"the frontmatter is not one `key: value` a line (`{entry.key}`, line {self.line(entry)})"
            raise Refused(message, "Write each key at the beginning of a line of its own.")
        return start

    def line(self, entry: Entry) -> int:
        """The line of a key, from 1 in the note."""
        return self.frame.block_line + entry.line

    def written(self, value: Value) -> str:
        """A value as it is written, quotes included."""
        return self.block[value.start : value.end]

    def bracketed(self, entry: Entry) -> bool:
        """Whether an entry is a list `[a, b]`; a list of `- ` lines may begin with a bare `[[link]]`."""
        opened = entry.shape == "list" and self.block[entry.start] == "["
        return opened and (not entry.values or entry.values[0].start > entry.start)

    def behind_colon(self, entry: Entry) -> int:
        """Where the `key:` ends, in the text."""
        return self.at(self.block.index(":", entry.key_end) + 1)

    def behind(self, entry: Entry) -> int:
        """Where the line after an entry begins, in the text; comments indented below it are part of it."""
        last = entry.end if entry.shape != "other" else entry.key_end + _solid(self.block[entry.key_end : entry.end])
        end = line_end(self.text, self.at(last))
        keeps_blanks = self.block[entry.start : entry.start + 1] in ("|", ">") and "+" in self.block[entry.start :][:4]
        while end < self.frame.block_end:
            line = self.text[end : line_end(self.text, end)]
            words = line.lstrip(" ")
            blank = keeps_blanks and not words.strip()
            if not blank and not (words.startswith("#") and len(line) - len(words) > entry.column):
                break
            end += len(line)
        return end


def open_page(text: str, kind: str, settings: Settings) -> Page:
    """The text taken apart. Raises `Refused` for a note that must not be edited."""
    _check_whole(text)
    frame = split(text)
    if frame.state == "unclosed":
        message = "the frontmatter that opens the note has no closing --- line"
        raise Refused(message, "Write --- on a line of its own below the last property.")
    reading = Reading()
    if frame.state == "block":
        from vaulttool.core.parse.block import read_block

        reading = read_block(text[frame.block_start : frame.block_end])
        if not reading.readable:
            complaint = reading.complaints[-1]
            line = frame.block_line + complaint.line
            raise Refused(f"the frontmatter cannot be read (line {line}): {complaint.message}", complaint.hint)
    return Page(text, kind, settings, frame, reading)


def _check_whole(text: str) -> None:
    conflicts = settle("", text)[1]
    if conflicts:
        message = f"an unresolved merge stands in the note (line {conflicts[0].line})"
        raise Refused(message, "Keep one side, or both, and delete the marker lines.")
    if "\0" in text:
        line, _ = place(text, text.index("\0"))
        raise Refused(f"the note is damaged: NUL bytes on line {line + 1}", "Restore it from git or a backup.")
    if "\r" in text and "\n" not in text:
        raise Refused("the lines end as on an old Mac (carriage return alone)", "Save the note with LF line ends.")
    if misplaced(text):
        message = "blank lines stand before the frontmatter, so it is none"
        raise Refused(message, "Delete the blank lines: --- must be the first line of the note.")
    language = foreign(text)
    if language and split(text).state != "block":
        message = f"the frontmatter is in {language}; notes have YAML"
        raise Refused(message, "Write `key: value` lines between two --- lines.")


def bom_end(text: str) -> int:
    """Where a text begins behind its byte order mark."""
    return len(BOM) if text.startswith(BOM) else 0


def _form(key: str) -> str:
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def _solid(text: str) -> int:
    """The length of a text without the blank and comment lines at its end."""
    lines = text.split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return len("\n".join(lines))
