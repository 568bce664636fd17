"""One new note under way: what was asked for, the template, and the note made of both. No kind is special here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.cli.fields import Tell
    from vaulttool.core.edit import Change
    from vaulttool.core.model import Note
    from vaulttool.core.new_note import Wanted
    from vaulttool.core.note_change import NewNote
    from vaulttool.reading import Reading


@dataclass(frozen=True)
class Making:
    """A note of `kind` called `name`, with field values as they were typed. `template_path` is `""` for a packaged one.

    `now` is the day of the session with the local time, `tell` takes what is to be said beside the result.
    """

    found: Reading
    kind: str
    name: str
    values: Mapping[str, list[str]]
    template: str
    template_path: str
    now: datetime
    tell: Tell

    def note(self, wanted: Wanted, changes: Sequence[Change] = ()) -> NewNote:
        """The note; `VaultToolError` when it cannot be made."""
        from vaulttool.core.edit import Refusal
        from vaulttool.core.new_note import new_note

        made = new_note(self.template, wanted, self.now, self.found.desk.settings, changes)
        if isinstance(made, Refusal):
            source = f"; its template is {self.template_path}" if self.template_path else ""
            raise VaultToolError(f"{wanted.path} is not made: {made.message}{source}", made.remedy)
        return made

    def parsed(self, note: NewNote) -> Note:
        """What the note says."""
        from vaulttool.core.parse.note import parse_note

        return parse_note(note.path, note.text.encode("utf-8"), self.found.desk.settings).note

    def fields(self, wanted: Wanted) -> list[Change]:
        """The changes that set the fields asked for, as `set` would."""
        from vaulttool.cli.fields import field_changes

        return field_changes(self.found, self.parsed(self.note(wanted)), self.values, self.tell)

    def bearing(self, stem: str) -> list[str]:
        """The notes that have this file name, in any folder."""
        from vaulttool.core.values import fold

        paths = self.found.desk.book.bearing(stem)
        return [path for path in paths if fold(path.rsplit("/", 1)[-1].removesuffix(".md")) == fold(stem)]
