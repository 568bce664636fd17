"""What can be changed in a note, as frozen values, and the refusal to change it. How it is done is not here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from vaulttool.core.model import Box


class SetField(Struct, frozen=True):
    """The field `name` says `value`: one text, or a list of texts.

    One text for a field that stands as a list makes a list of one, where the field may be a list.
    """

    name: str
    value: str | tuple[str, ...]


class AddToList(Struct, frozen=True):
    """The field has this value among its values; of a link field, by what it leads to."""

    name: str
    value: str


class RemoveFromList(Struct, frozen=True):
    """The field has this value no more; a single value that is it goes with its key."""

    name: str
    value: str


class Unset(Struct, frozen=True):
    """The field and its key are gone, with the comment on its line."""

    name: str


class Requote(Struct, frozen=True):
    """The same values, with quotes where YAML needs them: `[[Ana Ruiz]]` becomes `"[[Ana Ruiz]]"`."""

    name: str


class RenameKey(Struct, frozen=True):
    """The key written as `key` is written as `to`; its value stays."""

    key: str
    to: str


class AddLine(Struct, frozen=True):
    """One more list line in a section (`log`, `advice`, ..., as `settings.headings` names them).

    `line` is what stands behind the list mark, box and block id included; one mark before it is left out.
    `order_by_date` puts it among the dated lines by its own date, newest last, or newest first where the lines there
    run so; else it goes last.
    `below` are the lines that belong to it, indented as seen from its words.
    """

    section: str
    line: str
    order_by_date: bool = False
    below: tuple[str, ...] = ()


class AddText(Struct, frozen=True):
    """Lines of Markdown at the end of what stands below a heading, which is added to the note's end if it lacks it.

    `heading` is its text, `""` the note's introduction: above all headings, or below a title. Nothing to do when the
    lines stand there already, one after the other; without lines it is the heading that is to be there.
    The lines come into no section of ours, unless the heading is that of one.
    `level` is that of a new heading, 0 for that of the note's sections; it is never deeper than those.
    """

    heading: str
    lines: tuple[str, ...]
    level: int = 0


class SetBox(Struct, frozen=True):
    """The item on line `line` (from 1 in the note) with the words `text` has this box.

    The item is found by its words when it stands on another line, as long as there is only one.
    """

    line: int
    text: str
    box: Box


class SetKey(Struct, frozen=True):
    """The item, found as by `SetBox`, has the inline key `(key:: value)`, added or in place of its present value."""

    line: int
    text: str
    key: str
    value: str


FieldChange = SetField | AddToList | RemoveFromList | Unset | Requote | RenameKey
Change = FieldChange | AddLine | AddText | SetBox | SetKey


class Refusal(Struct, frozen=True):
    """Nothing was changed. `message` says why, `remedy` what to do."""

    message: str
    remedy: str = ""


class Refused(Exception):
    """A change stops here; caught in `apply`."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.refusal = Refusal(message, remedy)


class Splice(NamedTuple):
    """`text` takes the place of what stands from offset `start` to `end` of the note's text."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text with all splices made; they do not overlap."""
    parts: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda s: (s.start, s.end)):
        parts += (text[done : splice.start], splice.text)
        done = splice.end
    return "".join((*parts, text[done:]))


def line_start(text: str, offset: int) -> int:
    """Where the line begins that an offset lies in."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line ends that an offset lies in, its line end included."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def eol_before(text: str, offset: int) -> str:
    """The line end that stands right before an offset, `""` for none."""
    if text[max(offset - 2, 0) : offset] == "\r\n":
        return "\r\n"
    return "\n" if text[max(offset - 1, 0) : offset] == "\n" else ""
