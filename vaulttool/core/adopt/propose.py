"""Notes in sketch -> which folder or tag holds which kind, and which of their keys are fields of ours.

What is not sure is suggested and not put in force: a wrong kind would ask people to thank everybody they met at work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from vaulttool.core.adopt.signs import DOUBTFUL, PASSING, TELLING, kind_by_word, known, ours
from vaulttool.core.checks.dates import good_birthday, good_date
from vaulttool.core.schema import FIELD_OF, FOLDERS, FieldSpec, Type
from vaulttool.core.values import as_int, fold

LEAST_NOTES = 3
"""So many notes make a folder or tag without a telling name worth proposing."""
_SHARE = 0.6
_MOST_VALUES = 12
_TEMPLATES = frozenset({"templates", "template"})


class Sketch(Struct, frozen=True):
    """What tells a note's kind: `kind` when its `type:` says one of ours, `is_typed` when it says any.

    `fields` are the values by key as written, `tags` those of frontmatter and body without `#`.
    """

    path: str
    kind: str
    is_typed: bool
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


class Suggestion(Struct, frozen=True):
    """One line of the settings: `name` in a table gets `value`, since `why`. Not in force unless `is_sure`."""

    name: str
    value: str | tuple[str, ...]
    why: str
    is_sure: bool = True


class Proposal(Struct, frozen=True):
    """Settings for notes that were there before. `synonyms` and `allowed` go by kind; `exclude` are globs to add."""

    folders: tuple[Suggestion, ...] = ()
    tags: tuple[Suggestion, ...] = ()
    synonyms: tuple[tuple[str, tuple[Suggestion, ...]], ...] = ()
    allowed: tuple[tuple[str, tuple[Suggestion, ...]], ...] = ()
    exclude: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.folders or self.tags or self.synonyms or self.allowed)


def propose(sketches: Iterable[Sketch]) -> Proposal:
    """The settings under which notes like these are read as what they are."""
    every = list(sketches)
    templates = sorted({folder for note in every if (folder := _template_folder(note.path))})
    notes = [note for note in every if not _template_folder(note.path)]
    free = [note for note in notes if not note.is_typed]
    named = tuple(_folders(free, (), _by_name))
    tags = tuple(_tags(_outside(free, named)))
    rest = [note for note in _outside(free, named) if not any(_has(note, one.name) for one in tags)]
    folders = (*named, *_folders(rest, named, _by_fields))
    of_kind = _by_kind(notes, folders, tags)
    return Proposal(
        folders, tags, _for_each(of_kind, _synonyms), _for_each(of_kind, _allowed), tuple(f"{f}/**" for f in templates)
    )  # fmt: skip


def _template_folder(path: str) -> str:
    """The folder of templates that a note stands in, however it is numbered; `""` for none."""
    parts = path.split("/")[:-1]
    depth = next((n for n, part in enumerate(parts) if _TEMPLATES & set(fold(part).replace("_", " ").split())), -1)
    return "/".join(parts[: depth + 1])


def _folders(
    notes: Sequence[Sketch],
    besides: Sequence[Suggestion],
    look: Callable[[str, Sequence[Sketch]], Suggestion | None],
) -> Iterator[Suggestion]:
    """Folders that hold notes of one kind; of nested ones the outer. Those that are read so anyway are left out."""
    taken = {*FOLDERS, *(one.name for one in besides)}
    for folder, inside in sorted(_gathered((up, note) for note in notes for up in _ups(note.path)).items()):
        if any(f"{folder}/".startswith(f"{one}/") or one.startswith(f"{folder}/") for one in taken):
            continue
        here = [note for note in inside if note.path.rpartition("/")[0] == folder]
        found = look(folder, inside) if look is _by_name or look(folder, here) else None
        if found:
            taken.add(folder)
            passing = look is _by_fields and kind_by_word(folder, PASSING)
            yield replace(found, is_sure=False) if passing else found


def _tags(notes: Sequence[Sketch]) -> Iterator[Suggestion]:
    """Tags that mark notes of one kind. A telling name goes first and is not enough: people tag what they read."""
    taken: set[str] = set()
    marked = _gathered((up, note) for note in notes for up in {up for tag in note.tags for up in _ups(f"{fold(tag)}/")})
    for look in (_by_name, _by_fields):
        for tag, inside in sorted(marked.items()):
            found = look(tag, inside)
            if found and not any(f"{tag}/".startswith(f"{one}/") or one.startswith(f"{tag}/") for one in taken):
                taken.add(tag)
                like = sum(_is_like(note, str(found.value)) for note in inside)
                yield replace(found, is_sure=found.is_sure and like >= _SHARE * len(inside))


def _gathered(pairs: Iterable[tuple[str, Sketch]]) -> dict[str, list[Sketch]]:
    found: dict[str, list[Sketch]] = {}
    for name, note in pairs:
        found.setdefault(name, []).append(note)
    return found


def _by_name(name: str, notes: Sequence[Sketch]) -> Suggestion | None:
    """What a folder or tag stands for, as it is called."""
    kind, doubtful = kind_by_word(name), kind_by_word(name, DOUBTFUL)
    if kind:
        return Suggestion(name, kind, _many(len(notes)))
    why = f"{_many(len(notes))}; yes, if they are what you learn from people"
    return Suggestion(name, doubtful, why, is_sure=False) if doubtful else None


def _by_fields(name: str, notes: Sequence[Sketch]) -> Suggestion | None:
    """What a folder or tag stands for, as its notes have fields for it."""
    fitting = {kind: [note for note in notes if _is_like(note, kind)] for kind in TELLING}
    kind = max(fitting, key=lambda one: len(fitting[one]))
    if len(fitting[kind]) < max(LEAST_NOTES, _SHARE * len(notes)):
        return None
    said = Counter(key for note in fitting[kind] for key in _told(note, kind))
    keys = ", ".join(key for key, _ in said.most_common(3))
    return Suggestion(name, kind, f"{_many(len(notes))}, {len(fitting[kind])} with {keys}", is_sure=kind != "interview")


def _is_like(note: Sketch, kind: str) -> bool:
    """Whether a note has two telling fields of a kind, a strong one among them."""
    fields = {ours(kind, key) for key in note.fields}
    strong, weak = TELLING[kind]
    return bool(fields & strong) and len(fields & (strong | weak)) > 1


def _told(note: Sketch, kind: str) -> list[str]:
    """The note's keys that are telling fields of a kind, as they are written."""
    return [key for key in note.fields if ours(kind, key) in TELLING[kind].strong | TELLING[kind].weak]


def _by_kind(
    notes: Sequence[Sketch], folders: Sequence[Suggestion], tags: Sequence[Suggestion]
) -> dict[str, list[Sketch]]:
    """The notes that will be of each kind."""
    found: dict[str, list[Sketch]] = {}
    sure = {one.name: str(one.value) for one in folders if one.is_sure}
    marked = {one.name: str(one.value) for one in tags if one.is_sure}
    for note in notes:
        by_folder = (kind for name, kind in {**FOLDERS, **sure}.items() if _inside(note, name))
        by_tag = (kind for name, kind in marked.items() if _has(note, name))
        kind = note.kind if note.is_typed else next(chain(by_folder, by_tag), "")
        if kind:
            found.setdefault(kind, []).append(note)
    return found


def _for_each(
    of_kind: dict[str, list[Sketch]], suggest: Callable[[str, list[Sketch]], Iterator[Suggestion]]
) -> tuple[tuple[str, tuple[Suggestion, ...]], ...]:
    found = ((kind, tuple(suggest(kind, of_kind[kind]))) for kind in FIELD_OF if kind in of_kind)
    return tuple((kind, suggestions) for kind, suggestions in found if suggestions)


def _synonyms(kind: str, notes: list[Sketch]) -> Iterator[Suggestion]:
    """Keys of theirs that are fields of ours by another name, as far as their values fit."""
    keys = Counter(key for note in notes for key in note.fields)
    for key, number in sorted(keys.items(), key=lambda pair: (-pair[1], pair[0])):
        name = ours(kind, key)
        if not name or known(kind, key):
            continue
        values = [value for note in notes for value in note.fields.get(key, ()) if value.strip()]
        if all(_fits(kind, name, value) for value in values):
            yield Suggestion(key, name, _many(number))


def _fits(kind: str, name: str, value: str) -> bool:
    type_ = FIELD_OF[kind][name].type
    if type_ is Type.BIRTHDAY:
        return good_birthday(value.strip())
    if type_ in (Type.DATE, Type.DATETIME):
        return good_date(value.strip()) is not None
    if type_ is Type.URL:
        return value.strip().startswith(("https://", "http://"))
    return type_ in (Type.TEXT, Type.LINK)


def _allowed(kind: str, notes: list[Sketch]) -> Iterator[Suggestion]:
    """Values of theirs for fields of ours that take a few words only."""
    for name, spec in FIELD_OF[kind].items():
        if spec.type in (Type.ENUM, Type.CADENCE):
            values = {value.strip() for note in notes for key in note.fields if known(kind, key) == name
                      for value in note.fields[key]}  # fmt: skip
            own = sorted(value for value in values if value and not _is_allowed(value, spec))
            if own and len(own) <= _MOST_VALUES:
                yield Suggestion(name, tuple(own), "words of your own, which count for nothing else")


def _is_allowed(value: str, spec: FieldSpec) -> bool:
    is_days = spec.type is Type.CADENCE and as_int(value.removesuffix(" days")) is not None
    return is_days or fold(value).replace(" ", "-").replace("_", "-") in spec.allowed


def _ups(path: str) -> Iterator[str]:
    """The folders that a path stands in, all of them."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _outside(notes: Sequence[Sketch], folders: Sequence[Suggestion]) -> list[Sketch]:
    return [note for note in notes if not any(_inside(note, one.name) for one in folders)]


def _has(note: Sketch, tag: str) -> bool:
    """Whether a note has the tag, which is folded, or one below it."""
    return any(f"{fold(own)}/".startswith(f"{tag}/") for own in note.tags)


def _inside(note: Sketch, folder: str) -> bool:
    return note.path.startswith(f"{folder}/")


def _many(number: int) -> str:
    return f"{number} note{'s' * (number != 1)}"
