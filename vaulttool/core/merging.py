"""Two notes of one person -> what makes one note of both, and what only the user can settle. No files here.

The note that stays keeps its values, lines and order; what it lacks comes from the other one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct

from vaulttool.core.body_merging import body_changes
from vaulttool.core.book import personal
from vaulttool.core.edit import AddText, AddToList, Change, Refusal, RemoveFromList, SetField, apply_all
from vaulttool.core.edit.change import Refused
from vaulttool.core.edit.page import Page, open_page
from vaulttool.core.escape import markdown
from vaulttool.core.link_text import links_in
from vaulttool.core.model import Item, Note
from vaulttool.core.parse.entries import Entry
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import FieldSpec, Type
from vaulttool.core.settings import Settings
from vaulttool.core.values import as_bool, as_date, as_datetime, fold

TO_SETTLE = "To settle"
"""The heading of the values that only the user can choose between. It names no section, so nothing is read below it."""

Place = Callable[[str], str]
"""Where a link target leads: a path, `""` when that is not clear."""

_LATER, _EARLIER = ("last_contact", "verified_on"), ("created",)
_STRICTER = ("do_not_contact", "private", "social_declined")
_APART = frozenset({"type", "name", "aliases"})
_LINK = pattern(r"\[\[[^\[\]\n]+\]\]")


class Side(Struct, frozen=True):
    """One of the two notes: its text, and what it says."""

    text: str
    note: Note


class Merged(Struct, frozen=True):
    """The text of the note that stays. `questions` are the fields that say two things, with both values."""

    text: str
    questions: tuple[str, ...]


def merged(keep: Side, other: Side, settings: Settings, place: Place) -> Merged | Refusal:
    """One note of both. A refusal, which names the note, when one of them cannot be taken apart or changed."""
    pair = []
    for side in (keep, other):
        try:
            pair.append(_opened(side, settings))
        except Refused as refused:
            return Refusal(f"{side.note.path}: {refused.refusal.message}", refused.refusal.remedy)
    ours, theirs = pair
    fields = _Fields(keep.note, other.note, ours, theirs, place)
    found = [fields.taken(entry) for entry in theirs.reading.entries]
    questions = tuple(question for _, question in found if question)
    changes = [
        *fields.to_itself(),
        *(change for some, _ in found for change in some),
        *_hard_stop(keep.note, other.note),
    ]
    changes += [*_aliases(keep.note, other.note), *body_changes(ours, theirs, _titles(keep.note, other.note))]
    if questions:
        changes.append(AddText(TO_SETTLE, tuple(f"- [ ] {question}" for question in questions)))
    text = apply_all(keep.text, changes, keep.note.kind, settings)
    if isinstance(text, Refusal):
        return Refusal(f"{keep.note.path}: {text.message}", text.remedy)
    return Merged(text, questions)


def lost_items(keep: Note, other: Note, together: Note) -> tuple[Item, ...]:
    """List lines of either note that the merged one does not hold."""
    held = Counter(map(_said, together.items))
    return tuple(item for note in (keep, other) for item in note.items if not held[_said(item)])


def gained_items(keep: Note, other: Note, together: Note) -> tuple[Item, ...]:
    """List lines of the merged note that were plain text in both."""
    known = set(map(_said, (*keep.items, *other.items)))
    return tuple(item for item in together.items if _said(item) not in known)


def _said(item: Item) -> tuple[object, ...]:
    """What a list line says, links aside: those may lead elsewhere now."""
    words = _LINK.sub("[[]]", item.text)
    return (item.type, item.day, item.word, item.way, item.box, item.until, words, *sorted(item.keys.items()))


def _opened(side: Side, settings: Settings) -> Page:
    page = open_page(side.text, side.note.kind, settings)
    twice = next((one for one in page.reading.complaints if one.rule == "duplicate-key"), None)
    if twice:
        raise Refused(twice.message, twice.hint)
    return page


def _titles(keep: Note, other: Note) -> frozenset[str]:
    """What a heading says that is only the name of the person, folded."""
    return frozenset(fold(name) for note in (keep, other) for name in (note.stem, note.name, *note.aliases))


def _aliases(keep: Note, other: Note) -> Iterator[Change]:
    known = {fold(name) for name in (keep.stem, keep.name, *keep.aliases)}
    for name in (other.stem, other.name, *other.aliases):
        if name.strip() and fold(name) not in known:
            known.add(fold(name))
            yield AddToList("aliases", name)


def _hard_stop(keep: Note, other: Note) -> Iterator[Change]:
    """A wish not to be written to outlives the note that says it as a status."""
    if other.word("status") == "do-not-contact" and not keep.flag("do_not_contact"):
        yield SetField("do_not_contact", "true")


class _Fields(Struct, frozen=True):
    """The frontmatter of both."""

    keep: Note
    other: Note
    ours: Page
    theirs: Page
    place: Place

    def to_itself(self) -> Iterator[Change]:
        """The note that stays leads to itself nowhere."""
        for entry in self.ours.reading.entries:
            name = self.ours.name_of(entry.key)
            for value in entry.values:
                if self._is_self(name, value.text):
                    yield RemoveFromList(name, value.text)

    def taken(self, entry: Entry) -> tuple[tuple[Change, ...], str]:
        """What one key of the other note brings: changes, or a question."""
        name = self.theirs.name_of(entry.key)
        if name in _APART or entry.shape == "null":
            return (), ""
        if entry.shape == "other":
            return (), f"{name}: more than a value; it stands only in the note that went to the trash"
        present = self.ours.find(name)
        mine = _values(name, present) if present else ()
        texts = tuple(text for text in _values(name, entry) if not self._is_self(name, text))
        new = tuple(text for text in texts if not any(self._same(name, text, one) for one in mine))
        if not new:
            return (), ""
        if not mine:
            return (SetField(name, new[0] if len(new) == 1 and entry.shape == "scalar" else new),), ""
        if self._is_list(name, entry, present):
            return tuple(AddToList(name, text) for text in new), ""
        return self._choice(name, mine, new)

    def _choice(self, name: str, mine: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[Change, ...], str]:
        """One of two values: by what the field means, else a question; the present value stays meanwhile."""
        if name in _STRICTER:
            return ((SetField(name, "true"),) if as_bool(new[0]) else ()), ""
        old_day, new_day = as_date(mine[0]), as_date(new[0])
        if name in (*_LATER, *_EARLIER) and old_day and new_day:
            is_better = new_day > old_day if name in _LATER else new_day < old_day
            return ((SetField(name, new[0]),) if is_better else ()), ""
        return (), f"{name}: {_shown(mine)} (kept) or {_shown(new)}?"

    def _is_list(self, name: str, entry: Entry, present: Entry | None) -> bool:
        spec = self.ours.spec(name)
        if isinstance(spec, FieldSpec):
            return spec.many
        return entry.shape == "list" or bool(present and present.shape == "list")

    def _is_self(self, name: str, text: str) -> bool:
        if self.ours.type_of(name) is not Type.LINK:
            return False
        return self.place(_target(text)) in (self.keep.path, self.other.path)

    def _same(self, name: str, one: str, other: str) -> bool:
        """Whether two values of a field say the same."""
        match self.ours.type_of(name):
            case Type.LINK:
                here, there = self.place(_target(one)), self.place(_target(other))
                return here == there if here or there else fold(_target(one)) == fold(_target(other))
            case Type.DATE | Type.DATETIME if as_datetime(one) and as_datetime(other):
                return as_datetime(one) == as_datetime(other)
            case Type.BOOL:
                return as_bool(one) == as_bool(other)
            case Type.ENUM | Type.CADENCE:
                return _word(one) == _word(other)
        if name == "linkedin":
            return _profile(self.keep) == _profile(self.other)
        return fold(one) == fold(other)


def _values(name: str, entry: Entry) -> tuple[str, ...]:
    """The values of a key, empty ones left out; tags in one text are several."""
    texts = tuple(value.text for value in entry.values if value.text.strip())
    return tuple(" ".join(texts).replace(",", " ").split()) if name == "tags" and entry.shape == "scalar" else texts


def _target(text: str) -> str:
    return next((target for _, target, _ in links_in(text)), text.strip())


def _word(text: str) -> str:
    return fold(text).replace(" ", "-").replace("_", "-")


def _profile(note: Note) -> list[str]:
    return [value for field, value in personal(note) if field == "linkedin"]


def _shown(texts: tuple[str, ...]) -> str:
    """Values in the middle of a line: a link is one, all else is text that does nothing."""
    return ", ".join(text if _LINK.fullmatch(text) else markdown(" ".join(text.split())) for text in texts)
