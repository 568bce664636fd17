"""The straight line: scan, diff, read, parse, store, conclude, render, write. Only here do disk and core meet."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from vaulttool import __version__
from vaulttool.config import load, settings_key
from vaulttool.core.book import Book, changed_keys
from vaulttool.core.calendar import Calendar, Clock
from vaulttool.core.checks import CHECKS
from vaulttool.core.conclude import conclude
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.dashboard import Lists, Picture, Refusal, bundle, compose, place, render
from vaulttool.core.diagnostics import Finding
from vaulttool.core.dossier import Desk
from vaulttool.core.followups import RULES
from vaulttool.core.model import Note
from vaulttool.core.parse import parse_note
from vaulttool.core.settings import Settings
from vaulttool.core.values import fold
from vaulttool.errors import IndexDamaged, UnreadableNote, VaultToolError, WriteRefused
from vaulttool.holiday_table import public_holidays
from vaulttool.index import Index
from vaulttool.vault import Scan, Stamp, digest, read, scan, sweep_temps
from vaulttool.vault import write as write_file

RULE_NAMES = frozenset(rule.name for rule in RULES)
CHECK_NAMES = frozenset(check.name for check in CHECKS)
FRESH_NS = 2_000_000_000
"""A file changed this shortly before the scan may change again within the same tick of its clock."""

_FEW = 20
"""From this many notes on, more than half of them gone at once is not taken for deletion."""

Progress = Callable[[int, int], None]


class NotesVanished(VaultToolError):
    """So many notes are gone at once that it looks like a folder that is not there, not like deletion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a look at the disk brought. `read`: notes whose stamp differed; `hashed`: those too fresh to trust."""

    notes: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    read: int = 0
    hashed: int = 0
    parsed: int = 0
    concluded: int = 0

    @property
    def unchanged(self) -> int:
        return self.notes - self.added - self.changed


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
    settings = load(vault, RULE_NAMES, CHECK_NAMES)
    messages: list[str] = []
    try:
        run = _Run(vault, settings, today, cache, full=full, allow_empty=allow_empty, progress=progress)
        outcome = run.refresh(messages)
    except IndexDamaged as damage:
        Index.discard(vault, cache)
        messages.append(f"the index was damaged ({damage.message}) and has been built anew")
        run = _Run(vault, settings, today, cache, full=False, allow_empty=allow_empty, progress=progress)
        outcome = run.refresh(messages)
    if write:
        outcome = _write_dashboard(outcome, settings, dry_run=dry_run)
    return replace(outcome, messages=tuple(messages))


@dataclass(frozen=True, slots=True)
class Reading:
    """An up-to-date vault to look things up in: the run's outcome, the index, and a desk over it."""

    outcome: Outcome
    index: Index
    desk: Desk


@contextmanager
def reading(
    vault: Path, today: date, *, cache: Path | None = None, progress: Progress | None = None
) -> Iterator[Reading]:
    """Refresh the index and keep it open, for commands that look things up. Changes nothing in the vault."""
    outcome = sync(vault, today, write=False, cache=cache, progress=progress)
    settings = load(vault, RULE_NAMES, CHECK_NAMES)
    with Index.open(vault, cache) as index:
        calendar = Calendar(settings.weekend, public_holidays(settings, index))
        yield Reading(outcome, index, Desk(Book(index), Clock(today), calendar, settings))


class _Run:
    """One run over one index: looks at the disk, stores facts and conclusions in one transaction, reads the result."""

    def __init__(
        self,
        vault: Path,
        settings: Settings,
        today: date,
        cache: Path | None,
        *,
        full: bool,
        allow_empty: bool,
        progress: Progress | None,
    ) -> None:
        self.vault = vault
        self.settings = settings
        self.today = today
        self.cache = cache
        self.full = full
        self.allow_empty = allow_empty
        self.progress = progress
        self.problems: list[Finding] = []

    def refresh(self, messages: list[str]) -> Outcome:
        """The whole line up to the picture."""
        seen = scan(self.vault, self.settings)
        sweep_temps(self.vault, seen.temps, time.time())
        with Index.open(self.vault, self.cache) as index:
            if index.rebuilt_because:
                messages.append(f"index built anew: {index.rebuilt_because}")
            calendar = Calendar(self.settings.weekend, public_holidays(self.settings, index))
            with index.transaction():
                counts = self._update(index, seen, calendar)
            self.problems += seen.problems
            return self._outcome(index, counts, calendar)

    def _update(self, index: Index, seen: Scan, calendar: Calendar) -> Counts:
        key = f"{__version__}|{settings_key(self.settings)}"
        self.full = self.full or index.meta_get("made by") != key
        known = index.stamps()
        gone = [path for path in known if seen.is_gone(path)]
        self._guard(gone, len(known), seen)
        tally = self._read(index, seen, known, gone)
        if self.full:
            index.drop_conclusions()
            index.meta_set("made by", key)
            dirty = set(index.paths())
        else:
            dirty = tally.touched | index.stale(tally.stale) | index.expired(self.today)
        self._conclude(index, dirty - set(gone), calendar)
        return replace(tally.counts(), concluded=len(dirty))

    def _guard(self, gone: Collection[str], before: int, seen: Scan) -> None:
        if self.allow_empty or not gone:
            return
        if not seen.stamps or (before >= _FEW and len(gone) * 2 > before):
            raise NotesVanished(
                f"{len(gone)} of {before} notes are gone since the last run; nothing was changed",
                "is the folder mounted and complete? If they are really deleted: vaulttool sync --allow-empty",
            )

    def _read(
        self, index: Index, seen: Scan, known: dict[str, tuple[Stamp, bytes, bool]], gone: Iterable[str]
    ) -> _Tally:
        """Store what changed on disk."""
        tally = _Tally(notes=len(seen.stamps))
        for path in gone:
            tally.stale.update(changed_keys(index.note(path), None))
            index.remove(path)
            tally.removed += 1
        now = time.time_ns()
        suspects = [p for p, stamp in seen.stamps.items() if self.full or p not in known or _suspect(stamp, known[p])]
        for done, path in enumerate(sorted(suspects)):
            if self.progress:
                self.progress(done, len(suspects))
            self._take(index, path, seen.stamps[path], known.get(path), now, tally)
        return tally

    def _take(
        self, index: Index, path: str, stamp: Stamp, old: tuple[Stamp, bytes, bool] | None, now: int, tally: _Tally
    ) -> None:
        """Look at one note whose stamp differs or cannot be trusted yet."""
        tally.hashed += bool(old and old[0] == stamp)
        tally.read += not (old and old[0] == stamp)
        fresh = now - max(stamp.mtime_ns, stamp.ctime_ns) < FRESH_NS
        try:
            raw = read(self.vault, path)
            content = digest(raw)
        except UnreadableNote as error:
            raw, content, fresh = None, b"", True
            note, body = _unreadable(path, error), ""
        if old and old[1] == content and not self.full:
            index.touch(path, stamp, fresh)
            return
        if raw is not None:
            parsed = parse_note(path, raw, self.settings)
            note, body = parsed.note, parsed.body
        tally.take(index.note(path), note, is_new=old is None, is_other=bool(old and old[1] != content))
        index.put(note, body, stamp, content, fresh)

    def _conclude(self, index: Index, dirty: Iterable[str], calendar: Calendar) -> None:
        desk = Desk(Book(index), Clock(self.today), calendar, self.settings)
        for path in sorted(dirty):
            note = index.note(path)
            if note:
                index.put_conclusion(conclude(note, desk))

    def _outcome(self, index: Index, counts: Counts, calendar: Calendar) -> Outcome:
        follow_ups = tuple(index.follow_ups())
        cards = {path: card for path, _, card in index.cards()}
        findings = tuple(sorted([*self.problems, *index.findings()]))
        picture = compose(
            follow_ups, self.today, calendar, self.settings,
            cards=cards, meetings=dict(index.meetings()), findings=findings,
            names=index.titles(), shared=_shared(index.paths()),
        )  # fmt: skip
        lists = bundle(follow_ups, self.today, calendar, self.settings, cards)
        return Outcome(
            **asdict(counts), root=self.vault, findings=findings, follow_ups=follow_ups, lists=lists, picture=picture
        )


def _suspect(stamp: Stamp, known: tuple[Stamp, bytes, bool]) -> bool:
    """Whether a note may have changed: another stamp, or one too fresh to tell."""
    return known[0] != stamp or known[2]


def _unreadable(path: str, error: UnreadableNote) -> Note:
    """What stands for a note that the system does not let us read: its name, and why."""
    message = f"this note cannot be read: {error.reason}"
    finding = Finding(path, 1, 1, "unreadable-file", "error", message, _PERMISSIONS)
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    return Note(path, "", name, findings=(finding,), salvaged=True)


_PERMISSIONS = "give yourself the right to read it, or exclude it in vaulttool.toml"


@dataclass(slots=True)
class _Tally:
    """Counts under way, and what the changes made stale."""

    notes: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    read: int = 0
    hashed: int = 0
    parsed: int = 0
    stale: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def take(self, before: Note | None, note: Note, *, is_new: bool, is_other: bool) -> None:
        """Count a note that was looked into, and keep what its change makes stale."""
        self.stale.update(changed_keys(before, note))
        self.touched.add(note.path)
        self.parsed += 1
        self.added += is_new
        self.changed += is_other

    def counts(self) -> Counts:
        return Counts(**{name: getattr(self, name) for name in _COUNTED})


_COUNTED = ("notes", "added", "changed", "removed", "read", "hashed", "parsed")


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
