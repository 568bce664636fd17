"""All that a report shows on one day, as one value: list, numbers, who led to whom, lives, favours. No wording here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from vaulttool.core.book import Notes
from vaulttool.core.conclusion import Meeting
from vaulttool.core.dashboard.bundle import SOON_DAYS, Line, Lists
from vaulttool.core.dashboard.picture import Planned
from vaulttool.core.favours import Balance, balances
from vaulttool.core.fit import Fit, fits
from vaulttool.core.funnel import Stage, funnel
from vaulttool.core.insights import Heard, heard, insights_in
from vaulttool.core.life import Life, lives
from vaulttool.core.lineage import Branch, tree
from vaulttool.core.roster import Roster
from vaulttool.core.stats import Stats, stats_of
from vaulttool.core.veil import hidden, veiled

WEEKS = 26
"""How many weeks of pace a report shows at most."""


class Overview(Struct, frozen=True):
    """One day of a vault. `due` is in the dashboard's order; `meetings` are those of the next 14 days, by time.

    `heard` holds every insight, also of one person. `branches` are the rows of the trees of who led to whom.
    """

    today: date
    is_private: bool
    due: tuple[Line, ...]
    meetings: tuple[Planned, ...]
    stats: Stats
    funnel: tuple[Stage, ...]
    branches: tuple[Branch, ...]
    lives: tuple[Life, ...]
    balances: tuple[Balance, ...]
    heard: tuple[Heard, ...]
    fits: tuple[Fit, ...]


def overview(roster: Roster, notes: Notes, lists: Lists, meetings: Mapping[str, Meeting], *, private: bool) -> Overview:
    """The day of the roster, which like `notes` holds every note. `meetings` go by the path of the interview.

    Without `private` private notes count nowhere; people who must not be contacted never do.
    """
    today = roster.desk.clock.today
    paths = hidden(roster, private=private)
    shown = veiled(roster, notes, paths)
    return Overview(
        today=today,
        is_private=private,
        due=tuple(line for line in lists.due if not _paths(line) & paths),
        meetings=tuple(_soon(meetings, paths, today)),
        stats=stats_of(shown, weeks=WEEKS),
        funnel=funnel(shown),
        branches=tree(shown),
        lives=lives(shown),
        balances=balances(map(shown.dossier, shown.contacts)),
        heard=heard(insights_in(shown)),
        fits=fits(shown),
    )


def _soon(meetings: Mapping[str, Meeting], hidden_paths: frozenset[str], today: date) -> Iterator[Planned]:
    found = (Planned(path, meeting) for path, meeting in meetings.items() if path not in hidden_paths)
    shown = (p for p in found if not hidden_paths.intersection(path for path, _ in p.meeting.people))
    near = (p for p in shown if timedelta(0) <= p.meeting.day - today <= timedelta(days=SOON_DAYS))
    yield from sorted(near, key=lambda p: (p.meeting.day, p.meeting.when, p.path))


def _paths(line: Line) -> set[str]:
    return {line.person, *(path for reason in line.reasons for path in (reason.about, reason.path))}
