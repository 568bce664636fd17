"""The vault as it is now: what `refresh` found, joined to one outcome, with the index open to look things up in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from vaulttool.config import kept, load
from vaulttool.core.book import Book, names_of
from vaulttool.core.calendar import ONE_DAY, Calendar, Clock
from vaulttool.core.desk import Desk
from vaulttool.core.hiding import HIDING
from vaulttool.errors import IndexDamaged
from vaulttool.holiday_table import problem, public_holidays
from vaulttool.index import Index
from vaulttool.look import Counts, Look, Progress, Wish
from vaulttool.refresh import refresh

if TYPE_CHECKING:
    from typing import Literal

    from vaulttool.core.conclusion import Card, FollowUp
    from vaulttool.core.dashboard.bundle import Lists
    from vaulttool.core.dashboard.picture import Picture, Search
    from vaulttool.core.dashboard.ticks import Kept
    from vaulttool.core.diagnostics import Finding
    from vaulttool.core.model import Note

__all__ = ["Outcome", "Reading", "reading", "refreshed"]


class Outcome(Counts, frozen=True, kw_only=True):
    """What one run found and did. `follow_ups` and `lists` hold the private ones too; `picture` does not."""

    root: Path
    findings: tuple[Finding, ...]
    follow_ups: tuple[FollowUp, ...]
    lists: Lists
    picture: Picture
    dashboard: Literal["written", "unchanged"] = "unchanged"
    dashboard_path: str = ""
    dashboard_text: str = ""
    diff: str = ""
    messages: tuple[str, ...] = ()
    ticks_applied: int = 0
    kept: tuple[Kept, ...] = ()
    again_in: float = 0.0
    """Seconds after which to run again: somebody is writing in a file that this run left alone for that."""
    views_written: tuple[str, ...] = ()
    """The notes in which a list between markers was written anew."""
    views_diff: str = ""
    """In a dry run: what would change in such notes; `diff` is the rest."""
    snapshot: str = ""
    """The id of the snapshot that says how the vault was; `""` when something may change unnoticed."""

    @property
    def ticks_kept(self) -> int:
        return len(self.kept)


class Reading(Struct, frozen=True, dict=True):
    """An up-to-date vault to look things up in, as long as its index is open. What follows is worked out when asked."""

    root: Path
    index: Index
    desk: Desk
    look: Look
    messages: tuple[str, ...] = ()
    """What to tell of the index itself."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong in the notes, by path, line and column."""
        return tuple(sorted([*self.look.problems, *self.index.findings()]))

    @cached_property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """All that is to be done, by due date; the private too."""
        return tuple(self.index.follow_ups())

    @cached_property
    def outcome(self) -> Outcome:
        """All of it, with the dashboard's picture."""
        return self._all_of_it(_told_on_the_dashboard_alone(self))

    def until(self, last: date) -> Outcome:
        """What a list of what is due up to and with a day needs of it; more when nothing is due today."""
        found = _outcome(self, self.index.follow_ups(last), lively={}, stages={})
        return found if found.lists.due else self._all_of_it({})

    def _all_of_it(self, told: Mapping[str, Any]) -> Outcome:
        from vaulttool.core.dashboard.picture import LATELY_DAYS

        lately = _days_before(self.desk.clock.today, LATELY_DAYS)
        return _outcome(self, self.follow_ups, lively=self.index.lively(lately), stages=self.index.stages(), **told)


@contextmanager
def reading(
    vault: Path, today: date, *, cache: Path | None = None, progress: Progress | None = None
) -> Iterator[Reading]:
    """Refresh the index and keep it open, for commands that look things up. Changes nothing in the vault."""
    with refreshed(vault, today, cache, Wish(progress=progress)) as found:
        yield found


@contextmanager
def refreshed(vault: Path, today: date, cache: Path | None, wish: Wish) -> Iterator[Reading]:
    """The vault looked at; an index that turns out to be damaged is built anew, and that is said."""
    messages: list[str] = []
    try:
        reading = _open(vault, today, cache, wish, messages)
    except IndexDamaged as damage:
        Index.discard(vault, cache)
        messages.append(f"the index was damaged ({damage.message}) and has been built anew")
        reading = _open(vault, today, cache, wish, messages)
    with reading.index:
        yield reading


def _open(vault: Path, today: date, cache: Path | None, wish: Wish, messages: list[str]) -> Reading:
    known = kept(vault, cache)
    settings = known or load(vault, cache=cache)
    index = Index.open(vault, cache)
    try:
        messages += _said_of(index)
        if not known:
            load(vault, place_problem=partial(problem, store=index), cache=cache)
        calendar = Calendar(settings.weekend, public_holidays(settings, index))
        desk = Desk(Book(index), Clock(today), calendar, settings)
        look = refresh(vault, index, desk, wish)
        if HIDING.get():
            from vaulttool.without_private import as_seen

            index, desk = as_seen(index, desk)
        return Reading(vault, index, desk, look, tuple(messages))
    except BaseException:
        index.close()
        raise


def _said_of(index: Index) -> Iterator[str]:
    if index.rebuilt_because:
        yield f"index built anew: {index.rebuilt_because}"
    if index.in_memory_because:
        yield f"the index is kept in memory for this run: {index.in_memory_because}"


def _outcome(found: Reading, follow_ups: Sequence[FollowUp], *, lively: dict[str, Card], **told: Any) -> Outcome:
    """What follows from these follow-ups."""
    from vaulttool.core.dashboard.bundle import approached, bundle
    from vaulttool.core.dashboard.picture import compose
    from vaulttool.index.by_path import ByPath

    index, desk = found.index, found.desk
    today, calendar, settings, hidden = desk.clock.today, desk.calendar, desk.settings, index.private_paths()

    def of_approached() -> dict[str, Card]:
        return lively | index.cards_of(approached(follow_ups, today) - lively.keys())

    cards = ByPath(index.card, lambda: {path: card for path, _, card in index.cards()}, of_approached)

    def of_sources() -> dict[str, str]:
        return index.titles({f.path for f in follow_ups if f.due <= today and f.path not in (f.person, f.about)})

    picture = compose(
        follow_ups, today, calendar, settings,
        cards=cards, lively=lively, meetings=index.meetings(), findings=found.findings,
        hidden=hidden, veil=partial(_veiled, desk.book, hidden), names=ByPath(index.title, index.titles, of_sources),
        **told,
    )  # fmt: skip
    is_veiled = bool(hidden) and any(f.private or "[[" in f.text for f in follow_ups)
    lists = bundle(follow_ups, today, calendar, settings, cards) if is_veiled else picture.lists
    return Outcome(
        **asdict(found.look.counts), root=found.root, findings=found.findings, follow_ups=tuple(follow_ups),
        lists=lists, picture=picture, messages=found.messages, snapshot=found.look.snapshot,
    )  # fmt: skip


def _veiled(book: Book, hidden: frozenset[str], text: str) -> str:
    """A text without links to hidden notes."""
    from vaulttool.core.veil import Veil

    return Veil(book, hidden).text(text) if hidden else text


def _told_on_the_dashboard_alone(found: Reading) -> Mapping[str, Any]:
    from vaulttool.core.insights import heard

    index = found.index
    said, searches = heard(index.insights(), least=2), _searches(index, found.desk)
    return {"shared": index.shared_names(), "heard": said, "searches": searches}


def _days_before(day: date, days: int) -> date:
    """So many days earlier; the calendar's first day when it begins later."""
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return date.min


def _searches(index: Index, desk: Desk) -> Iterator[Search]:
    """Campaigns that have begun and are not closed, with the talks held in them."""
    from vaulttool.core.dashboard.picture import Search

    today = desk.clock.today
    campaigns = [note for note in map(index.note, index.paths("campaign")) if note]
    named = {note.path: _naming(note, index) for note in campaigns}
    for note in campaigns:
        start = note.day("start") or date.min
        if not note.day("closed_on") and start <= today and not note.flag("private"):
            mine = named[note.path]
            others = frozenset(path for paths in named.values() for path in paths) - mine
            talks = index.held(start, today) - index.held(start, today, others) + _held_before(start, mine, index)
            yield Search(note.path, note.number("weekly_outreach"), note.number("target_interviews"), talks, others)


def _naming(campaign: Note, index: Index) -> set[str]:
    """The paths of the notes that name a campaign as theirs."""
    return {path for key in names_of(campaign) for path in index.linking(key, "campaign")}


def _held_before(start: date, talks: Collection[str], index: Index) -> int:
    """How many of these talks took place before a day."""
    return index.held(date.min, start - ONE_DAY, talks) if start > date.min else 0
