"""Everything the dashboard shows on one day, chosen and put in order, without the private. Its wording is not here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from vaulttool.core.calendar import Calendar
from vaulttool.core.conclusion import Card, FollowUp, Meeting, Waiting
from vaulttool.core.dashboard.bundle import Line, Lists, bundle, widen
from vaulttool.core.diagnostics import Finding
from vaulttool.core.privacy import SOMEBODY
from vaulttool.core.schema import CONTACT_STATUS
from vaulttool.core.settings import Settings
from vaulttool.core.values import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from vaulttool.core.dashboard.ticks import Kept
    from vaulttool.core.insights import Heard

    Said = TypeVar("Said", FollowUp, Waiting)

LATELY_DAYS = 14
ALIKE = frozenset({"duplicate-person", "similar-person"})
"""Findings that ask whether two notes are one person."""

_NOBODY_CHOSEN = frozenset({"identified", "archived", "do-not-contact"})
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Planned(Struct, frozen=True):
    """A meeting to come and the path of its interview note."""

    path: str
    meeting: Meeting

    def is_within(self, today: date, days: int) -> bool:
        """Whether it takes place today or within `days` days; it is not past."""
        return self.meeting.day - today <= timedelta(days=days)


class Fault(Struct, frozen=True):
    """A note with errors: the first one, and how many more it has."""

    finding: Finding
    more: int


class Search(Struct, frozen=True):
    """A campaign under way: what it planned (None: nothing), and the talks held in it.

    `others` are the paths of the people and talks that name another campaign.
    """

    path: str
    weekly: int | None
    target: int | None
    talks: int
    others: frozenset[str] = frozenset()


class Picture(Struct, frozen=True):
    """What the dashboard of `today` says.

    `meetings` are today's and later ones by time; `faults` come in the order to mend them; `waiting` pairs the path of
    a contact with what is theirs to do; `pipeline` counts contacts by status in the order of the stages. `next_line`
    is the first thing that comes when nothing is due. `kept` are ticks of the last dashboard that could not be applied.
    `cards` has the card of any contact, `lively` those to go through: of everybody who was approached, owes something
    or was in touch lately; others may be left out. `names` maps a path to a name (default: the file name),
    `shared` holds the folded file names that several notes bear, `hidden` the paths of private notes.
    """

    today: date
    lists: Lists
    meetings: tuple[Planned, ...] = ()
    faults: tuple[Fault, ...] = ()
    waiting: tuple[tuple[str, Waiting], ...] = ()
    pipeline: tuple[tuple[str, int], ...] = ()
    next_line: Line | None = None
    cards: Mapping[str, Card] = field(default_factory=dict)
    lively: Mapping[str, Card] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    shared: Collection[str] = frozenset()
    heard: tuple[Heard, ...] = ()
    searches: tuple[Search, ...] = ()
    alike: tuple[Finding, ...] = ()
    hidden: Collection[str] = frozenset()
    kept: tuple[Kept, ...] = ()

    @property
    def people(self) -> int:
        """How many contacts there are."""
        return sum(number for _, number in self.pipeline)

    @property
    def is_anybody_chosen(self) -> bool:
        """Whether some contact is more than a name on a list."""
        return any(status not in _NOBODY_CHOSEN for status, _ in self.pipeline)

    def name(self, path: str) -> str:
        """The name of a note."""
        return self.names.get(path) or _stem(path)

    def is_shared(self, path: str) -> bool:
        """Whether another note has the same file name."""
        return bool(self.shared) and fold(_stem(path)) in self.shared


def compose(
    follow_ups: Iterable[FollowUp],
    today: date,
    calendar: Calendar,
    settings: Settings,
    *,
    cards: Mapping[str, Card],
    meetings: Mapping[str, Meeting],
    findings: Iterable[Finding],
    hidden: Collection[str] = frozenset(),
    veil: Callable[[str], str] = str,
    names: Mapping[str, str] = _NO_NAMES,
    shared: Collection[str] = frozenset(),
    heard: Iterable[Heard] = (),
    searches: Iterable[Search] = (),
    lively: Mapping[str, Card] | None = None,
    stages: Mapping[str, int] | None = None,
) -> Picture:
    """The picture of `today`. `cards`, `meetings` and `names` go by the path of the note; private ones are left out.

    `hidden` are the paths of all private notes, `veil` takes the links to them out of a text.

    `lively` as in `Picture`, else all cards; `stages` is how many public contacts have each status, else counted.
    """
    public = [_veiled(f, veil) for f in follow_ups if not f.private]
    lively = cards if lively is None else lively
    telling = (f for f in findings if f.severity == "error" or f.rule in ALIKE)
    found = [_without(hidden, f) for f in telling if f.path not in hidden]
    lists = bundle(public, today, calendar, settings, cards)
    return Picture(
        today=today,
        lists=lists,
        meetings=_planned(meetings, today),
        faults=_faults(found, public),
        waiting=tuple((path, _veiled(waiting, veil)) for path, waiting in _waiting(lively)),
        pipeline=_pipeline(_stages(cards) if stages is None else stages),
        next_line=_next(lists, public, today),
        cards=cards,
        lively=lively,
        names=names,
        shared=shared,
        hidden=hidden,
        heard=tuple(heard),
        searches=tuple(searches),
        alike=tuple(f for f in found if f.rule in ALIKE and SOMEBODY not in f.message),
    )


def _veiled(said: Said, veil: Callable[[str], str]) -> Said:
    """A follow-up, or what is waited for, without links to private notes."""
    return replace(said, text=veil(said.text)) if "[[" in said.text else said


def _without(hidden: Collection[str], finding: Finding) -> Finding:
    """The finding without the paths of private notes."""
    for path in hidden:
        if path in finding.message:
            finding = replace(finding, message=finding.message.replace(path, SOMEBODY))
    return finding


def _planned(meetings: Mapping[str, Meeting], today: date) -> tuple[Planned, ...]:
    coming = [Planned(path, m) for path, m in meetings.items() if m.day >= today and not m.private]
    return tuple(sorted(coming, key=lambda planned: (planned.meeting.day, planned.meeting.when, planned.path)))


def _faults(findings: Iterable[Finding], follow_ups: Iterable[FollowUp]) -> tuple[Fault, ...]:
    """Notes with errors, first those of people with something to do, then by path."""
    by_note: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity == "error":
            by_note.setdefault(finding.path, []).append(finding)
    open_notes = {path for f in follow_ups for path in (f.person, f.about, f.path)} if by_note else set()
    faults = [Fault(min(found), len(found) - 1) for found in by_note.values()]
    return tuple(sorted(faults, key=lambda fault: (fault.finding.path not in open_notes, fault.finding)))


def _waiting(cards: Mapping[str, Card]) -> tuple[tuple[str, Waiting], ...]:
    def order(pair: tuple[str, Waiting]) -> tuple[date, date, str, str]:
        path, waiting = pair
        return waiting.until or date.max, waiting.since, path, waiting.text

    return tuple(sorted(_waits(cards), key=order))


def _waits(cards: Mapping[str, Card]) -> Iterator[tuple[str, Waiting]]:
    for path, card in cards.items():
        if card.waiting and not card.private:
            yield from ((path, waiting) for waiting in card.waiting)


def _stages(cards: Mapping[str, Card]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for card in cards.values():
        if not card.private:
            counts[card.status] = counts.get(card.status, 0) + 1
    return counts


def _pipeline(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    known = [status for status in CONTACT_STATUS if status in counts]
    return tuple((status, counts[status]) for status in (*known, *sorted(counts.keys() - set(known))))


def _next(lists: Lists, follow_ups: list[FollowUp], today: date) -> Line | None:
    if lists.due:
        return None
    ahead = min((f.due for f in follow_ups if f.due > today), default=None)
    return widen(Lists(), follow_ups, today, ahead)[0] if ahead else None


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".md")
