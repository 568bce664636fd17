"""The straight line: what `refresh` found -> the picture -> the dashboard. Only here do disk, index and core meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from vaulttool.config import load
from vaulttool.core.book import Book
from vaulttool.core.calendar import Calendar, Clock
from vaulttool.core.checks import CHECKS
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.dashboard import Lists, Picture, Refusal, bundle, compose, place, render
from vaulttool.core.dashboard.picture import Search
from vaulttool.core.diagnostics import Finding
from vaulttool.core.dossier import Desk, met_in
from vaulttool.core.followups import RULES
from vaulttool.core.insights import Heard, heard
from vaulttool.core.roster import Roster
from vaulttool.core.settings import Settings
from vaulttool.core.values import as_date, fold
from vaulttool.errors import IndexDamaged, UnreadableNote, WriteRefused
from vaulttool.holiday_table import problem, public_holidays
from vaulttool.index import Index
from vaulttool.refresh import Counts, Progress, Wish, refresh
from vaulttool.vault import read
from vaulttool.vault import write as write_file

RULE_NAMES = frozenset(rule.name for rule in RULES)
CHECK_NAMES = frozenset(check.name for check in CHECKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Counts):
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
    ticks_kept: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """An up-to-date vault to look things up in: the run's outcome, the index, and a desk over it."""

    outcome: Outcome
    index: Index
    desk: Desk


def sync(
    vault: Path,
    today: date,
    *,
    full: bool = False,
    dry_run: bool = False,
    allow_empty: bool = False,
    write: bool = True,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Bring index and dashboard up to date for `today`.

    `full` looks at every note anew. `dry_run` writes nothing in the vault and gives the difference. `allow_empty` takes
    vanished notes for deleted. Without `write` only the index is refreshed. `progress(done, total)` is called
    as notes are read. Raises `VaultToolError` when the tool cannot run.
    """
    with _refreshed(vault, today, cache, Wish(full, allow_empty, progress)) as found:
        outcome = found.outcome
        settings = found.desk.settings
    return _write_dashboard(outcome, settings, dry_run=dry_run) if write else outcome


@contextmanager
def reading(
    vault: Path, today: date, *, cache: Path | None = None, progress: Progress | None = None
) -> Iterator[Reading]:
    """Refresh the index and keep it open, for commands that look things up. Changes nothing in the vault."""
    with _refreshed(vault, today, cache, Wish(progress=progress)) as found:
        yield found


@contextmanager
def _refreshed(vault: Path, today: date, cache: Path | None, wish: Wish) -> Iterator[Reading]:
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
    settings = load(vault, RULE_NAMES, CHECK_NAMES)
    index = Index.open(vault, cache)
    try:
        messages += _said_of(index)
        if settings.country:
            load(vault, RULE_NAMES, CHECK_NAMES, partial(problem, store=index))
        calendar = Calendar(settings.weekend, public_holidays(settings, index))
        desk = Desk(Book(index), Clock(today), calendar, settings)
        counts, problems = refresh(vault, index, desk, wish)
        return Reading(_outcome(vault, index, desk, counts, problems, tuple(messages)), index, desk)
    except BaseException:
        index.close()
        raise


def _said_of(index: Index) -> Iterator[str]:
    if index.rebuilt_because:
        yield f"index built anew: {index.rebuilt_because}"
    if index.in_memory_because:
        yield f"the index is kept in memory for this run: {index.in_memory_because}"


def _outcome(
    vault: Path, index: Index, desk: Desk, counts: Counts, problems: Iterable[Finding], messages: tuple[str, ...]
) -> Outcome:
    follow_ups = tuple(index.follow_ups())
    cards = {path: card for path, _, card in index.cards()}
    findings = tuple(sorted([*problems, *index.findings()]))
    today, calendar, settings = desk.clock.today, desk.calendar, desk.settings
    picture = compose(
        follow_ups, today, calendar, settings,
        cards=cards, meetings=dict(index.meetings()), findings=findings,
        names=index.titles(), shared=_shared(index.paths()),
        heard=_heard(index, desk), searches=_searches(index, desk),
    )  # fmt: skip
    has_private = any(f.private for f in follow_ups)
    lists = bundle(follow_ups, today, calendar, settings, cards) if has_private else picture.lists
    return Outcome(
        **asdict(counts), root=vault, findings=findings, follow_ups=follow_ups, lists=lists, picture=picture,
        messages=messages,
    )  # fmt: skip


def _heard(index: Index, desk: Desk) -> tuple[Heard, ...]:
    """Insights of two people or more, from talks that are not private."""
    paths = dict.fromkeys(path for path, _ in index.items("insight"))
    notes = tuple(note for path in paths if (note := index.note(path)) and not note.flag("private"))
    open_ = tuple(n for n in notes if not any(p.flag("private") for p in met_in(desk.talk(n), desk.book)))
    return heard(Roster(desk, open_), least=2)


def _searches(index: Index, desk: Desk) -> Iterator[Search]:
    """Campaigns that have begun and are not closed, with the talks held since."""
    campaigns = [note for path in index.paths("campaign") if (note := index.note(path))]
    held = _days_of_talks(index) if campaigns else ()
    for note in campaigns:
        start = note.day("start") or date.min
        if not note.day("closed_on") and start <= desk.clock.today and not note.flag("private"):
            talks = sum(start <= day <= desk.clock.today for day in held)
            yield Search(note.path, note.number("weekly_outreach"), note.number("target_interviews"), talks)


def _days_of_talks(index: Index) -> tuple[date, ...]:
    """The days of the interviews that say that they took place."""
    done = {
        path
        for path, values in index.values_of("status", "interview")
        if values and fold(values[0]) in ("done", "closed")
    }
    days = (as_date(values[0]) for path, values in index.values_of("date", "interview") if path in done and values)
    return tuple(filter(None, days))


def _shared(paths: Iterable[str]) -> frozenset[str]:
    """Folded file names that more than one note bears."""
    return frozenset(stem for stem, count in Counter(map(_stem, paths)).items() if count > 1)


def _stem(path: str) -> str:
    return fold(path.rsplit("/", 1)[-1].removesuffix(".md"))


def _write_dashboard(outcome: Outcome, settings: Settings, *, dry_run: bool) -> Outcome:
    """Put the picture into the dashboard note, only if a byte differs."""
    old = _old_dashboard(outcome.root, settings.dashboard)
    text = place(old.decode("utf-8") if old is not None else None, render(outcome.picture))
    if isinstance(text, Refusal):
        raise WriteRefused(f"{settings.dashboard} was not written: {text.message}", text.remedy)
    outcome = replace(outcome, dashboard_path=settings.dashboard, dashboard_text=text)
    new = text.encode("utf-8", "surrogateescape")
    if new == old:
        return outcome
    if dry_run:
        return replace(outcome, diff=_diff(settings.dashboard, old, text))
    write_file(outcome.root, settings.dashboard, new, old)
    return replace(outcome, dashboard="written")


def _old_dashboard(vault: Path, path: str) -> bytes | None:
    try:
        return read(vault, path)
    except UnreadableNote:
        if (vault / path).exists() or (vault / path).is_symlink():
            raise
        return None


def _diff(path: str, old: bytes | None, text: str) -> str:
    import difflib

    before = (old or b"").decode("utf-8", "replace").splitlines(keepends=True)
    return "".join(difflib.unified_diff(before, text.splitlines(keepends=True), f"a/{path}", f"b/{path}"))


def index_path(vault: Path) -> Path:
    """Where the index of this vault is kept."""
    return Index.path_of(vault)


def rebuild(vault: Path, today: date) -> Outcome:
    """Throw the index away and build it anew. The dashboard is left alone."""
    Index.discard(vault)
    return sync(vault, today, write=False)


def verify(vault: Path, today: date) -> tuple[str, ...]:
    """What differs between the index (brought up to date) and one built from nothing; empty when all is well."""
    import tempfile

    sync(vault, today, write=False)
    with tempfile.TemporaryDirectory(prefix="vaulttool-verify-") as folder:
        sync(vault, today, write=False, cache=Path(folder))
        with Index.open(vault) as mine, Index.open(vault, Path(folder)) as fresh:
            ours, theirs = set(mine.dump()), set(fresh.dump())
    return tuple(
        [f"only in the index: {row}" for row in sorted(map(repr, ours - theirs))]
        + [f"missing in the index: {row}" for row in sorted(map(repr, theirs - ours))]
    )
