"""How pure code looks up notes: by path, by name, by who links where. The index answers; tests answer from memory.

Every look-up leaves a key in `reads`; a change of that key makes the conclusion stale. The keys:
`path:P` the note at P, `name:K` which notes bear the folded name K, `links:K` which notes link to the folded name K,
`value:F:V` which notes share a value by which they are looked up (`identities`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol
from zlib import crc32

from vaulttool.core.model import Note
from vaulttool.core.pattern import pattern
from vaulttool.core.similar import likeness
from vaulttool.core.values import fold, iso_week

_NO_DIGITS = pattern("[^0-9]+")


class Notes(Protocol):
    """What holds the facts of all notes. Paths come sorted."""

    def note(self, path: str) -> Note | None:
        """The facts of the note at this path, None when there is none of ours or any."""

    def named(self, key: str) -> tuple[str, ...]:
        """Paths of the notes that bear this folded name, as path without `.md`, as stem, or as alias."""

    def linking(self, key: str, field: str = "") -> tuple[str, ...]:
        """Paths of the notes of ours with a frontmatter link whose folded target is `key`, and of daily notes.

        With a field, only those whose link stands in it.
        """

    def sharing(self, field: str, value: str) -> tuple[str, ...]:
        """Paths of the notes that share this value, as `identities` gives it."""


class Book:
    """`Notes`, with a memory of what was looked at since `restart`; they must not change meanwhile."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self.reads: set[str] = set()
        self._resolved: dict[str, tuple[str, ...]] = {}
        """What `resolve` found since `restart`."""

    def restart(self) -> None:
        """Forget what was looked at: the next conclusion begins."""
        self.reads = set()
        self._resolved = {}

    def new_reads(self) -> frozenset[int]:
        """The numbers of the keys of what was looked at since `restart`, or since this was asked last."""
        reads, self.reads = self.reads, set()
        return frozenset(map(read_key, reads))

    def note(self, path: str) -> Note | None:
        """The note at this path."""
        self.reads.add(f"path:{path}")
        return self._notes.note(path)

    def resolve(self, target: str) -> tuple[str, ...]:
        """Paths a link target may mean: the path if it is one, else file names, else aliases; several: ambiguous."""
        found = self._resolved.get(target)
        if found is None:
            found, key = (), fold(target)
            if key:
                self.reads.add(f"name:{key}")
                found = self._notes.named(key)
            if len(found) > 1:
                found = _nearest(found, key)
            self._resolved[target] = found
        return found

    def resolve_one(self, target: str) -> Note | None:
        """The note a link target means, None when there is none or more than one."""
        found = self.resolve(target)
        return self.note(found[0]) if len(found) == 1 else None

    def own_name(self, note: Note) -> str:
        """What names this note and no other: its file name, its path where a link by the file name would not do."""
        return note.stem if self.resolve(note.stem) == (note.path,) else note.path.removesuffix(".md")

    def linking(self, note: Note, field: str) -> tuple[Note, ...]:
        """The notes whose link field `field` leads to `note`."""
        found: set[str] = set()
        for key in names_of(note):
            self.reads.add(f"links:{key}")
            found.update(self._notes.linking(key, field))
        return tuple([other for other in map(self.note, sorted(found)) if other and self._leads(other, field, note)])

    def linking_name(self, name: str, field: str) -> tuple[Note, ...]:
        """The notes whose link field `field` says this name, whether or not there is a note of that name."""
        key = fold(name)
        self.reads.add(f"links:{key}")
        notes = map(self.note, self._notes.linking(key, field))
        return tuple(n for n in notes if n and any(fold(link.target) == key for link in n.linked(field)))

    def colleagues(self, org: Note | str, what: str, *, backwards: bool = False) -> Iterator[Note]:
        """The contacts at an organisation (its note, or what its links say) who are `approached`, or `targeted`.

        By path, and one after the other: who stops early has looked at few, however many work there.
        """
        keys = names_of(org) if isinstance(org, Note) else (fold(org),)
        found = [some for key in keys if (some := self.sharing(what, key))]
        paths = found[0] if len(found) == 1 else tuple(sorted({path for some in found for path in some}))
        for path in reversed(paths) if backwards else paths:
            note = self.note(path)
            if note and (isinstance(org, str) or self._leads(note, "org", org)):
                yield note

    def sharing(self, field: str, value: str) -> tuple[str, ...]:
        """Paths of the notes that share this value, as `identities` gives it."""
        self.reads.add(f"value:{field}:{value}")
        return self._notes.sharing(field, value)

    def bearing(self, name: str) -> tuple[str, ...]:
        """Paths of all notes that bear this name, as path, file name or alias."""
        key = fold(name)
        self.reads.add(f"name:{key}")
        return self._notes.named(key)

    def on_day(self, day: date) -> tuple[str, ...]:
        """Paths of the interviews dated on this day."""
        return self.sharing("day", day.isoformat())

    def _leads(self, source: Note, field: str, note: Note) -> bool:
        return (note.path,) in map(self.resolve, [link.target for link in source.linked(field)])


def read_key(key: str) -> int:
    """The number that stands for a key of `reads`."""
    return crc32(key.encode("utf-8", "surrogatepass"))


def _nearest(paths: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Of several notes that bear a folded name: those whose path it is, else whose file name, else all."""
    for matches in (_path_key, stem_key):
        exact = tuple(path for path in paths if matches(path) == key)
        if exact:
            return exact
    return paths


def _path_key(path: str) -> str:
    return fold(path.removesuffix(".md"))


def stem_key(path: str) -> str:
    """The folded file name of a note, without `.md`."""
    return fold(path.rsplit("/", 1)[-1].removesuffix(".md"))


def names_of(note: Note) -> tuple[str, ...]:
    """The folded names a link may use for this note: path, file name, aliases; sorted, each once."""
    path = note.path.removesuffix(".md")
    return tuple(sorted({fold(path), fold(path.rpartition("/")[2]), *map(fold, note.aliases)} - {""}))


def link_keys(note: Note) -> tuple[tuple[str, str], ...]:
    """`(folded target, field)` of the note's frontmatter links; sorted, each once."""
    return tuple(sorted({(key, link.field) for link in note.links if link.field and (key := fold(link.target))}))


def links_to(note: Note, key: str, field: str = "") -> bool:
    """Whether a frontmatter link of the note, in this field if one is named, has this folded target."""
    return any(key == target and field in ("", its) for target, its in link_keys(note))


def changed_keys(old: Note | None, new: Note | None) -> Iterable[str]:
    """The keys that a change from `old` to `new` makes stale (None: there was or is no such note).

    A look-up gives paths, so it is stale when a path joins or leaves it; what a note says is asked for by its path.
    """
    before, after = (_found_by(note) if note else set() for note in (old, new))
    return {key for key, _ in before ^ after} | {f"path:{note.path}" for note in (old, new) if note}


def _found_by(note: Note) -> set[tuple[str, str]]:
    """The look-ups that find this note, and what must stay as it is for that."""
    return {
        *((f"name:{key}", "") for key in names_of(note)),
        *((f"links:{key}", f"{field} {note.kind}") for key, field in link_keys(note)),
        *((f"value:{field}:{value}", "") for field, value in identities(note)),
    }


def identities(note: Note) -> tuple[tuple[str, str], ...]:
    """`(field, value)` pairs by which a note is looked up, normalised.

    A contact: mail addresses, phone numbers and profile, which belong to one person only; `outreach-week`, the weeks of
    first messages; `likeness`, what writings of one name share; `approached` and `targeted`, the organisation's name
    in its link, for those you wrote to and those whose status it is. An interview: its `day`, and `talk`, day and
    person. An organisation: its mail domains. A shareable: its topics. A campaign: its kind.
    """
    if note.kind == "interview":
        return _of_interview(note)
    if note.kind == "org":
        return tuple(dict.fromkeys(("domain", domain.lower().lstrip("@")) for domain in note.texts("domains")))
    if note.kind == "shareable":
        return tuple(dict.fromkeys(("topic", fold(topic)) for topic in note.texts("topics")))
    if note.kind == "campaign":
        return (("kind", "campaign"),)
    if note.kind != "contact":
        return ()
    found = personal(note)
    found += [("outreach-week", iso_week(i.day)) for i in note.of("touch") if i.purpose == "outreach" and i.day]
    contacted = note.day("contacted_on")
    found += [("outreach-week", iso_week(contacted))] if contacted else []
    found += [(what, fold(link.target)) for what in _standing(note) for link in note.linked("org")]
    found += [("likeness", shared)] if (shared := likeness(note.name)) else []
    return tuple(dict.fromkeys(found))


def has_written(note: Note) -> bool:
    """Whether there can be a message of mine at all: cheaper than the dossier's answer."""
    return "contacted_on" in note.fields or "followed_up_on" in note.fields or "out" in [i.way for i in note.items]


def _standing(contact: Note) -> Iterator[str]:
    if has_written(contact):
        yield "approached"
    if fold(contact.text("status")) == "targeted":
        yield "targeted"


def personal(contact: Note) -> list[tuple[str, str]]:
    """Those of a contact's `identities` that belong to one person only."""
    found = [("email", v.lower()) for v in contact.texts("email") if "@" in v]
    found += [("phone", digits) for v in contact.texts("phone") if len(digits := _NO_DIGITS.sub("", v)) >= 7]
    return found + [("linkedin", profile) for v in contact.texts("linkedin") if (profile := _profile(v))]


def _of_interview(note: Note) -> tuple[tuple[str, str], ...]:
    day = note.day("date")
    if day is None:
        return ()
    people = dict.fromkeys([fold(link.target.rsplit("/", 1)[-1]) for link in note.linked("contact")])
    return (("day", day.isoformat()), *[("talk", f"{day} {person}") for person in people])


def _profile(url: str) -> str:
    return url.lower().split("?")[0].rstrip("/").removeprefix("https://").removeprefix("http://").removeprefix("www.")
