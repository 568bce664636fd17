"""The straight line: ticks -> notes -> picture -> views -> dashboard. Looking at the vault is `reading`'s."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from vaulttool.core.dashboard.region import Refusal, inside, place
from vaulttool.core.dashboard.render import render
from vaulttool.core.dashboard.review import pair_id
from vaulttool.core.dashboard.ticks import Settled, has_ticks, lines_by_id, read_ticks
from vaulttool.core.desk import Desk
from vaulttool.errors import ChangedMeanwhile, WriteRefused
from vaulttool.index import Index
from vaulttool.journal import Journal
from vaulttool.look import Progress, Wish
from vaulttool.reading import Outcome, Reading, reading, refreshed
from vaulttool.vault import read_if_there
from vaulttool.vault.fresh import fresh_for
from vaulttool.vault.write import write as write_file
from vaulttool.views import Views, keep_all

if TYPE_CHECKING:
    from vaulttool.core.settle import Open
    from vaulttool.snapshot import Glance

__all__ = [
    "Outcome",
    "Reading",
    "index_path",
    "open_now",
    "reading",
    "rebuild",
    "sync",
    "verify",
]

_SHOWN = "dashboard"
"""The key of the index under which the text of the last dashboard is kept: what differs from it, a person wrote."""
_TRIES = 3
_SUMMED = ("added", "changed", "removed", "read", "hashed", "parsed", "concluded")


def sync(
    vault: Path,
    today: date,
    *,
    full: bool = False,
    dry_run: bool = False,
    allow_empty: bool = False,
    write: bool = True,
    leave_fresh: float = 0.0,
    cache: Path | None = None,
    progress: Progress | None = None,
    glance: Glance | None = None,
) -> Outcome:
    """Write what was ticked in the dashboard into the notes; bring index and dashboard up to date for `today`.

    `full` looks at every note anew. `dry_run` writes nothing in the vault and gives the difference. `allow_empty` takes
    vanished notes for deleted. Without `write` only the index is refreshed. A file that somebody else changed less than
    `leave_fresh` seconds ago is not written. `progress(doing, done, total)` is called now and then. What was seen at a
    glance, a moment ago, is not looked at again. Raises `VaultToolError` when the tool cannot run.
    """
    said = _finish_interrupted(vault) if write and not dry_run else ()
    wish, how = Wish(full, allow_empty, progress, None if said else glance), _How(dry_run, write, leave_fresh)
    for _ in range(_TRIES):
        try:
            outcome = _run(vault, today, cache, wish, how)
            return replace(outcome, messages=(*said, *outcome.messages)) if said else outcome
        except ChangedMeanwhile as error:
            changed, wish = error, replace(wish, glance=None)
            said += _finish_interrupted(vault) if write and not dry_run else ()
    raise changed


def _finish_interrupted(vault: Path) -> tuple[str, ...]:
    if not Journal(index_path(vault)).is_open:
        return ()
    from vaulttool.ticks import finish_interrupted

    return finish_interrupted(vault)


class _How(Struct, frozen=True):
    """What a run may write."""

    dry_run: bool
    write: bool
    leave_fresh: float


def _run(vault: Path, today: date, cache: Path | None, wish: Wish, how: _How) -> Outcome:
    """One run; another look at the notes after ticks were applied, and after views were written."""
    with ExitStack() as open_:
        found = open_.enter_context(refreshed(vault, today, cache, wish))
        if not how.write:
            return found.outcome
        old = _dashboard(vault, found.desk.settings.dashboard)
        settled = _settle(found, old, how)
        outcome = found.outcome
        if settled.applied and not how.dry_run and not settled.wait:
            open_.close()
            found = open_.enter_context(refreshed(vault, today, cache, Wish()))
            outcome = _added_up(found.outcome, outcome)
        views = _views(found, settled, how)
        if views.written:
            open_.close()
            found = open_.enter_context(refreshed(vault, today, cache, Wish()))
            outcome = _added_up(found.outcome, outcome)
        return _show(found, outcome, old, settled, views, how)


def _dashboard(vault: Path, path: str) -> bytes | None:
    """The dashboard file as it stands, None when there is none. `WriteRefused` when it is no text."""
    old = read_if_there(vault, path)
    try:
        (old or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        why = f"{path} was not written: it is not UTF-8 text, at byte {error.start + 1}"
        raise WriteRefused(why, "save it as UTF-8 in your editor") from error
    return old


def _added_up(found: Outcome, before: Outcome) -> Outcome:
    """What a further look in the same run found, with what the one before it counted and told."""
    counts = {name: getattr(before, name) + getattr(found, name) for name in _SUMMED}
    return replace(found, **counts, messages=(*before.messages, *found.messages))


def _views(found: Reading, settled: Settled, how: _How) -> Views:
    """Bring the views in notes up to date, unless this run waits."""
    if settled.wait:
        return Views()
    return keep_all(found, leave_fresh=how.leave_fresh, dry_run=how.dry_run)


def _settle(found: Reading, old: bytes | None, how: _How) -> Settled:
    """Apply what is ticked in the dashboard as it stands."""
    outcome, text = found.outcome, old.decode("utf-8") if old else ""
    shown = found.index.meta_get(_SHOWN) or ""
    if text not in ("", shown) and (wait := fresh_for(outcome.root / found.desk.settings.dashboard, how.leave_fresh)):
        return Settled(wait=wait)
    if not has_ticks(inside(text)):
        return Settled()
    from vaulttool.ticks import settle

    now = render(outcome.picture)
    ticks = read_ticks(inside(text), lines_by_id(shown), lines_by_id(now))
    return settle(
        outcome.root, found.index, open_now(outcome, found.desk), ticks,
        leave_fresh=how.leave_fresh, dry_run=how.dry_run,
    )  # fmt: skip


def open_now(outcome: Outcome, desk: Desk) -> Open:
    """All that a tick, or an id that was typed, may mean now."""
    from vaulttool.core.settle import Open
    from vaulttool.ticks import settled_here

    return Open(
        desk,
        follow_ups={f.id: f for f in outcome.follow_ups},
        lines={line.id: line for line in outcome.lists.lines},
        twins={pair_id(finding): finding for finding in outcome.picture.alike},
        before=settled_here(outcome.root),
    )


def _show(
    found: Reading, outcome: Outcome, old: bytes | None, settled: Settled, views: Views, how: _How
) -> Outcome:  # fmt: skip
    """Put the picture into the dashboard note, only if a byte differs."""
    path = found.desk.settings.dashboard
    outcome = replace(
        outcome, dashboard_path=path, picture=replace(outcome.picture, kept=settled.kept),
        ticks_applied=settled.applied, kept=settled.kept, again_in=settled.wait or views.wait,
        messages=(*outcome.messages, *views.problems), views_written=views.written,
        views_diff=views.plan.diff() if how.dry_run and views.plan else "",
    )  # fmt: skip
    if settled.wait:
        return outcome
    if settled.diff:
        return replace(outcome, diff=settled.diff)
    text = place(old.decode("utf-8") if old is not None else None, render(outcome.picture))
    if isinstance(text, Refusal):
        raise WriteRefused(f"{path} was not written: {text.message}", text.remedy)
    outcome = replace(outcome, dashboard_text=text)
    new = text.encode("utf-8", "surrogateescape")
    if new == old:
        return outcome
    if how.dry_run:
        return replace(outcome, diff=_diff(path, old, text))
    write_file(outcome.root, path, new, old)
    found.index.meta_set(_SHOWN, text)
    return replace(outcome, dashboard="written")


def _diff(path: str, old: bytes | None, text: str) -> str:
    import difflib

    before = (old or b"").decode("utf-8", "replace").splitlines(keepends=True)
    return "".join(difflib.unified_diff(before, text.splitlines(keepends=True), f"a/{path}", f"b/{path}"))


def index_path(vault: Path) -> Path:
    """Where the index of this vault is kept."""
    return Index.path_of(vault)


def rebuild(vault: Path, today: date, progress: Progress | None = None) -> Outcome:
    """Throw the index away and build it anew. The dashboard is left alone."""
    Index.discard(vault)
    return sync(vault, today, write=False, progress=progress)


def verify(vault: Path, today: date, progress: Progress | None = None) -> tuple[str, ...]:
    """What differs between the index (brought up to date) and one built from nothing; empty when all is well."""
    import tempfile

    sync(vault, today, write=False, progress=progress)
    with tempfile.TemporaryDirectory(prefix="vaulttool-verify-") as folder:
        sync(vault, today, write=False, cache=Path(folder), progress=progress)
        with Index.open(vault) as mine, Index.open(vault, Path(folder)) as fresh:
            ours, theirs = set(mine.dump()), set(fresh.dump())
    return tuple(
        [f"only in the index: {row}" for row in sorted(map(repr, ours - theirs))]
        + [f"missing in the index: {row}" for row in sorted(map(repr, theirs - ours))]
    )
