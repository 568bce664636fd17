"""Views looked at note by note: what each shall show, what differs, writing that. When is decided beside this."""

from __future__ import annotations

from functools import cached_property

from msgspec.structs import replace

from vaulttool.core.model import Note
from vaulttool.core.note_change import Rewrite
from vaulttool.core.parse.note import parse_note
from vaulttool.core.query import View, Vocabulary, listing
from vaulttool.core.view_markers import Marker, Markers, find_markers, with_views
from vaulttool.core.views import Content, private_paths, read_ask, without_an_answer
from vaulttool.errors import ChangedMeanwhile, VaultToolError, WriteRefused
from vaulttool.reading import Reading
from vaulttool.vault import read
from vaulttool.vault.write import write
from vaulttool.writing import Edit, plan


class Keeper:
    """Views being looked at, note by note; one that cannot be kept right does not hinder the others.

    `count` is the number of views, `paths` the notes that hold them, `edits` what differs. `problems` are sentences on
    what cannot be made or written, with their places.
    """

    def __init__(self, found: Reading) -> None:
        self.found = found
        self.count = 0
        self.paths: list[str] = []
        self.edits: list[Edit] = []
        self.problems: list[str] = []

    def look(self, path: str) -> None:
        """Plan what differs in one note."""
        try:
            text = read(self.found.root, path).decode("utf-8")
            markers = find_markers(text)
            if markers.views or markers.faults:
                self.paths.append(path)
                self._take(path, text, markers)
        except ChangedMeanwhile:
            raise
        except (VaultToolError, UnicodeDecodeError) as error:
            reason = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.message
            self.problems.append(f"the views in {path} are left alone: {reason}")

    def writes(self, edit: Edit) -> bool:
        """Write one note; False when it is refused, which is said."""
        try:
            return write(self.found.root, edit.path, edit.new or b"", edit.old)
        except ChangedMeanwhile:
            raise
        except VaultToolError as error:
            self.problems.append(f"the views in {edit.path} are left alone: {error.message}")
            return False

    def _take(self, path: str, text: str, markers: Markers) -> None:
        self.count += len(markers.views)
        note = self.found.index.note(path)
        if note is None or note.salvaged:
            raise WriteRefused("the note cannot be read as it is meant; `vaulttool check` says why")
        made = [self._made(note, marker) for marker in markers.views]
        new = with_views(text, {marker.line: content for marker, (content, _) in zip(markers.views, made, strict=True)})
        self.edits += self._planned(path, text, new)
        then = find_markers(new)
        self.problems += [f"{path}:{fault.line}: {fault.message}. {fault.remedy}" for fault in then.faults]
        self.problems += [f"{path}:{m.line}: {why}" for m, (_, why) in zip(then.views, made, strict=True) if why]

    def _planned(self, path: str, text: str, new: str) -> tuple[Edit, ...]:
        root, settings = self.found.root, self.found.desk.settings
        edits = plan(root, settings, [Rewrite(path, text, new)]).edits
        for edit in edits:
            before = parse_note(path, edit.old or b"", settings).note
            if edit.note and _facts(edit.note) != _facts(before):
                raise WriteRefused("they would change what the note says beside them; write its markers anew")
        return edits

    def _made(self, note: Note, marker: Marker) -> tuple[str, str]:
        """What the view shows, and why it cannot be made, `""` when it can."""
        try:
            ask = read_ask(marker.words)
            listed = listing(ask.request, self._view, self._vocabulary)
        except VaultToolError as error:
            return without_an_answer(error), error.message
        return (self._open if note.flag("private") else self._discreet).of(ask, listed), ""

    @cached_property
    def _view(self) -> View:
        return View(self.found.index, self.found.desk)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.found.desk.settings, self.found.index.keys)

    @cached_property
    def _open(self) -> Content:
        """What a private note shows."""
        return Content(self._view)

    @cached_property
    def _discreet(self) -> Content:
        """What any other note shows."""
        return Content(self._view, private_paths(self._view))


def _facts(note: Note) -> Note:
    """What a note says, wherever it stands."""
    return replace(
        note, findings=(), body_line=1,
        items=tuple(replace(item, line=0) for item in note.items),
        links=tuple(replace(link, line=0) for link in note.links),
    )  # fmt: skip
