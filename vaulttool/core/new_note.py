"""A note to be made: where it goes and its text, from a template, a name and fields. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from types import MappingProxyType

from msgspec import Struct

from vaulttool.core.book import names_of
from vaulttool.core.edit import AddToList, Change, Refusal, SetField, apply_all
from vaulttool.core.model import Note
from vaulttool.core.note_change import NewNote
from vaulttool.core.note_template import Filling, fill
from vaulttool.core.parse.note import parse_note
from vaulttool.core.portable_names import clean_name, portable_stem
from vaulttool.core.schema import FIELD_OF, FOLDERS
from vaulttool.core.settings import Settings
from vaulttool.core.values import fold

MOST_LETTERS = 500
"""Of a name; the file name is shorter still."""

_HOMES = MappingProxyType({**{kind: folder for folder, kind in FOLDERS.items()}, "campaign": "Campaigns"})


class Wanted(Struct, frozen=True):
    """A note to make. `name` is what it is called; of an interview, whom it is with.

    `path` is where it goes (`note_path`, `talk_path`). `aim` is what a link to `name` says: the file name of the note
    itself when it is `""`.
    """

    kind: str
    name: str
    path: str
    aim: str = ""

    @property
    def stem(self) -> str:
        return self.path.rsplit("/", 1)[-1].removesuffix(".md")


def new_note(
    template: str, wanted: Wanted, now: datetime, settings: Settings, changes: Sequence[Change] = ()
) -> NewNote | Refusal:
    """The note with the template's placeholders filled and the changes made; or why it cannot be.

    It is of the wanted kind and bears the wanted name, whatever the template says: where the file name had to differ,
    in `name` and among the `aliases`. `now` is local time.
    """
    name, fault = clean_name(wanted.name), name_fault(wanted.name)
    if fault:
        return fault
    filling = Filling(name, wanted.stem, wanted.aim or wanted.stem, now)
    text = fill(template, filling, wanted.path, wanted.kind, settings)
    if isinstance(text, Refusal):
        return text
    note = parse_note(wanted.path, text.encode("utf-8"), settings).note
    done = apply_all(text, [*_identity(note, wanted, name), *changes], wanted.kind, settings)
    return done if isinstance(done, Refusal) else NewNote(wanted.path, done)


def name_fault(name: str) -> Refusal | None:
    """Why no note can be called so, None when one can."""
    letters = len(clean_name(name))
    if letters > MOST_LETTERS:
        return Refusal(f"a name of {letters} letters", f"make it {MOST_LETTERS} at most; the rest belongs in the note")
    return None if letters else Refusal("a note needs a name", "say what it is to be called")


def note_path(kind: str, name: str, settings: Settings, paths: Collection[str] = ()) -> str:
    """Where a note of this kind and name goes, by its file name. `paths` are the notes of the kind that there are."""
    return _in_folder(_home(kind, settings, paths), portable_stem(name))


def talk_path(name: str, day: date, settings: Settings, paths: Collection[str] = (), *, number: int = 1) -> str:
    """Where the interview with this person on this day goes; the second of that day ends with ` 2`."""
    again = f" {number}" if number > 1 else ""
    return _in_folder(_home("interview", settings, paths), f"{day} {portable_stem(name)}{again}")


def _home(kind: str, settings: Settings, paths: Collection[str]) -> str:
    """The folder of a kind: of those that the settings name the one in use, else where most of its notes are.

    Without notes it is the first that the settings name, else the default one.
    """
    named = [folder.strip("/") for folder, its_kind in settings.folders.items() if its_kind == kind]
    parents = Counter(path.rpartition("/")[0] for path in sorted(paths))
    used = [parent for parent, _ in parents.most_common()]
    ours = [parent for parent in used if fold(parent) in map(fold, named)]
    return next(iter([*ours, *named, *used]), _HOMES[kind])


def _in_folder(folder: str, stem: str) -> str:
    return f"{folder}/{stem}.md" if folder else f"{stem}.md"


def _identity(note: Note, wanted: Wanted, name: str) -> Iterator[Change]:
    """What the note does not say yet of who or what it is about."""
    if wanted.kind == "interview":
        if wanted.aim and fold(wanted.aim) not in {fold(link.target) for link in note.linked("contact")}:
            yield SetField("contact", f"[[{wanted.aim}]]")
    elif note.name != name and "name" in FIELD_OF[wanted.kind]:
        yield SetField("name", name)
    is_for_the_name = "aliases" in FIELD_OF[wanted.kind] and portable_stem(name) == wanted.stem
    if is_for_the_name and fold(name) not in names_of(note):
        yield AddToList("aliases", name)
