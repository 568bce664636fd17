"""A vault as columns: field -> path -> its values as text, written or worked out. Each column is made once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

from msgspec import Struct, field

from vaulttool.core.conclusion import Card, FollowUp
from vaulttool.core.desk import Desk
from vaulttool.core.schema import KINDS

Column = Mapping[str, tuple[str, ...]]


class Columns(Protocol):
    """What is known of all notes, one question a column. The index answers."""

    def kinds(self, paths: Collection[str] | None = None) -> dict[str, str]:
        """Path -> kind of every note, or of those of these that there are; `""` for one that is not ours."""

    def paths(self, kind: str = "") -> tuple[str, ...]:
        """Paths of the notes of one kind, or of all notes."""

    def titles(self) -> dict[str, str]:
        """Path -> name of every note."""

    def cards(self) -> list[tuple[str, str, Card]]:
        """Path, name and card of each contact."""

    def statuses(self) -> dict[str, tuple[str, ...]]:
        """Path -> the status in force of each contact; of each talk what is written, else what is in force."""

    def with_status(self, is_meant: Callable[[str], bool]) -> set[str]:
        """Paths of the contacts and talks of which a status is meant."""

    def follow_ups(self, due_by: date | None = None) -> list[FollowUp]:
        """All follow-ups, earliest first."""

    def values_of(self, field: str, kind: str = "") -> list[tuple[str, tuple[str, ...]]]:
        """`(path, values)` of a field in the notes that have it, declared or not."""

    def targets(self, field: str) -> list[tuple[str, str]]:
        """`(path, target)` of the links in a field, folded and without brackets."""

    def tags(self) -> list[tuple[str, str]]:
        """`(path, tag)` of all notes, tags in the body among them."""

    def matching(self, text: str, *, phrase: bool, among: Collection[str] | None = None) -> Collection[str]:
        """Paths of the notes, or of those among some, that hold a word that begins so, or a phrase."""


class View(Struct, frozen=True, dict=True):
    """The columns of one vault on the desk's day."""

    columns: Columns
    desk: Desk
    _made: dict[str, Column] = field(default_factory=dict)

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """Path -> kind, `""` for a note that is not ours."""
        return self.columns.kinds()

    def kinds_of(self, paths: Collection[str]) -> dict[str, str]:
        """The same for these notes; the kinds of all are not asked for if nothing else needs them."""
        if "kind_of" in self.__dict__:
            return {path: self.kind_of[path] for path in paths}
        return self.columns.kinds(paths)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Path -> name."""
        return self.columns.titles()

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Path -> card, for contacts."""
        return {path: card for path, _, card in self.columns.cards()}

    def column(self, name: str) -> Column:
        """The values of a field in all notes that have it; names as `Vocabulary.field` gives them."""
        if name not in self._made:
            make = WORKED_OUT_COLUMNS.get(name)
            self._made[name] = make(self) if make else self.as_written(name)
        return self._made[name]

    def holding(self, name: str, is_meant: Callable[[str], bool]) -> set[str]:
        """Paths of the notes that have a value which is meant in a field; each value is asked about once."""
        if name == "status":
            return _holding(_other_status(self), is_meant) | self.columns.with_status(is_meant)
        return _holding(self.column(name), is_meant)

    def as_written(self, name: str) -> Column:
        """The values of a field as they stand in the notes."""
        return {path: values for path, values in self.columns.values_of(name) if self.kind_of.get(path)}

    def leads(self, name: str) -> Mapping[str, frozenset[str]]:
        """Path -> paths of the notes that a link field leads to; several where a name is ambiguous."""
        written = _gathered(self.columns.targets(name))
        meant = {target: self.desk.book.resolve(target) for target in set().union(*written.values())}
        found = {path: frozenset().union(*map(meant.__getitem__, targets)) for path, targets in written.items()}
        if name == "org":
            contacts = self.leads("contact")
            for path in self.columns.paths("interview"):
                if path not in found:
                    found[path] = frozenset().union(*(found.get(who, ()) for who in contacts.get(path, ())))
        return found


def _holding(column: Column, is_meant: Callable[[str], bool]) -> set[str]:
    meant = set(filter(is_meant, set().union(*column.values())))
    return {path for path, values in column.items() if not meant.isdisjoint(values)}


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for path, value in pairs:
        found[path] = (*found.get(path, ()), value)
    return found


def _type(view: View) -> Column:
    return {path: (kind,) for path, kind in view.kind_of.items() if kind}


def _path(view: View) -> Column:
    return {path: (path,) for path in view.kind_of}


def _name(view: View) -> Column:
    """The name first, then the aliases."""
    aliases = view.as_written("aliases")
    return {path: (title, *aliases.get(path, ())) for path, title in view.titles.items()}


def _tags(view: View) -> Column:
    return _gathered(view.columns.tags())


def _status(view: View) -> Column:
    """The status in force: a contact's by the facts, an interview's by its date where none is written."""
    return _other_status(view) | view.columns.statuses()


def _other_status(view: View) -> dict[str, tuple[str, ...]]:
    """The status of what is neither a contact nor a talk."""
    others = (kind for kind in KINDS if kind not in ("contact", "interview"))
    return {path: values for kind in others for path, values in view.columns.values_of("status", kind)}


def _last_contact(view: View) -> Column:
    return {path: (card.last_contact.isoformat(),) for path, card in view.cards.items() if card.last_contact}


def _attempts(view: View) -> Column:
    return {path: (str(card.attempts),) for path, card in view.cards.items()}


def _org(view: View) -> Column:
    """Where somebody works, whom a talk was with or at; a talk without its own takes its people's."""
    found = dict(view.as_written("org"))
    talks = [path for path in view.columns.paths("interview") if path not in found]
    contacts = view.leads("contact") if talks else {}
    for path in talks:
        orgs = [org for who in sorted(contacts.get(path, ())) for org in found.get(who, ())]
        found |= {path: tuple(dict.fromkeys(orgs))} if orgs else {}
    return found


def _due(view: View) -> Column:
    """The first day on which something is to be done: for a contact to write, else because of this note."""
    found: dict[str, tuple[str, ...]] = {}
    for follow_up in view.columns.follow_ups():
        source = follow_up.path if view.kind_of.get(follow_up.path) != "contact" else ""
        for path in {follow_up.person, source} - {""}:
            found.setdefault(path, (follow_up.due.isoformat(),))
    return found


WORKED_OUT_COLUMNS: Mapping[str, Callable[[View], Column]] = MappingProxyType(
    {
        "type": _type,
        "path": _path,
        "name": _name,
        "tags": _tags,
        "status": _status,
        "last_contact": _last_contact,
        "attempts": _attempts,
        "org": _org,
        "due": _due,
    }
)
"""Column -> how it follows from the notes; every other is as written."""
