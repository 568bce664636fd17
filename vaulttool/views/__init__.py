"""The views in notes, kept right: which notes have some, when to look, writing what differs.

Nothing is kept in the journal: what stands in a view follows from the notes, and can be made anew at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from vaulttool import __version__
from vaulttool.vault.fresh import fresh_for

if TYPE_CHECKING:
    from vaulttool.reading import Reading
    from vaulttool.writing import Plan

_KEPT = "views"
"""The key of the index under which the state of notes and day is kept for which all views were right."""


class Views(Struct, frozen=True):
    """What became of the views. `count` of them were looked at, in the notes at `paths`; `plan` holds what differs.

    `written` are the notes that were written. `problems` are sentences on what could not be made or written, with their
    places. `wait` is how many seconds a note that somebody is writing in is still left alone.
    """

    plan: Plan | None = None
    count: int = 0
    paths: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    wait: float = 0.0


def paths_with_views(found: Reading) -> tuple[str, ...]:
    """The notes that may hold a marker. The full text knows: it costs next to nothing where none does."""
    return found.index.beside("vaulttool", "<!--")


def keep_all(found: Reading, *, leave_fresh: float = 0.0, dry_run: bool = False) -> Views:
    """As `keep_views` in all notes; without a look where they were right for the same notes and day."""
    paths = paths_with_views(found)
    state = f"{__version__} {found.index.generation} {found.desk.clock.today}"
    if not paths or found.index.meta_get(_KEPT) == state:
        return Views()
    views = keep_views(found, paths, leave_fresh=leave_fresh, dry_run=dry_run)
    if not views.problems and not (views.plan and views.plan.edits):
        found.index.meta_set(_KEPT, state)
    return views


def keep_views(found: Reading, paths: Iterable[str], *, leave_fresh: float = 0.0, dry_run: bool = False) -> Views:
    """Bring the views in these notes up to date with what was read.

    `dry_run` writes nothing. A note that somebody changed less than `leave_fresh` seconds ago is not written. Raises
    `ChangedMeanwhile` for one that changes at this moment.
    """
    from vaulttool.views.keeper import Keeper
    from vaulttool.writing import Plan

    keeper = Keeper(found)
    for path in paths:
        keeper.look(path)
    root, edits = found.root, tuple(keeper.edits)
    waits = {edit.path: fresh_for(root / edit.path, leave_fresh) for edit in edits}
    written = [] if dry_run else [edit.path for edit in edits if not waits[edit.path] and keeper.writes(edit)]
    return Views(
        Plan(root, edits), keeper.count, tuple(keeper.paths), tuple(written), tuple(keeper.problems),
        max(waits.values(), default=0.0),
    )  # fmt: skip
