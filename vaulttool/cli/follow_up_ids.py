"""From the id that a person typed to follow-ups. What is done with them is not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaulttool.cli.naming import AmbiguousName, NothingMatched
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.conclusion import FollowUp
    from vaulttool.reading import Outcome


def pick(outcome: Outcome, written: str, *, ticks: bool = False) -> tuple[FollowUp, ...]:
    """The follow-ups that an id, the beginning of one, or `^rule-id` means.

    Of a line with several reasons those that one message serves; with `ticks` only those that a tick can settle.
    `NothingMatched` for none, `AmbiguousName` for several.
    """
    key = written.strip().lstrip("^").rsplit("-", 1)[-1].lower()
    found = _matching(outcome, key) if key else {}
    if len(found) > 1 and key not in found:
        choices = [terminal(f"{id_} {_gist(reasons)}") for id_, reasons in sorted(found.items())]
        raise AmbiguousName(f"{written!r} may be any of {len(found)} follow-ups:", "\n".join(choices))
    if not found:
        raise _nothing_matched(outcome, written, key)
    return _served(found[key] if key in found else next(iter(found.values())), ticks=ticks)


def _nothing_matched(outcome: Outcome, written: str, key: str) -> NothingMatched:
    from vaulttool.core.dashboard.review import pair_id

    for finding in outcome.picture.alike if key else ():
        if pair_id(finding).startswith(key):
            asks = f"{written} asks whether two notes are one person: {terminal(finding.message)}"
            return NothingMatched(asks, terminal(finding.hint))
    remedy = "it may be done already; `vaulttool today` shows what is due, with ids"
    return NothingMatched(f"there is no follow-up {written!r}", remedy)


def _gist(reasons: tuple[FollowUp, ...]) -> str:
    return f"{reasons[0].person_name or reasons[0].about_name}: {'; '.join(one.text for one in reasons)}"


def _served(reasons: tuple[FollowUp, ...], *, ticks: bool) -> tuple[FollowUp, ...]:
    from vaulttool.core.acts import served

    found = served(reasons, ticks=ticks)
    if not found:
        own = "\n".join(terminal(f"{f.id} {f.text}") for f in reasons)
        raise VaultToolError("no single message serves this line; each of its reasons has its own id:", own)
    return found


def _matching(outcome: Outcome, key: str) -> dict[str, tuple[FollowUp, ...]]:
    found: dict[str, tuple[FollowUp, ...]] = {f.id: (f,) for f in outcome.follow_ups if f.id.startswith(key)}
    found.update({line.id: line.reasons for line in outcome.lists.lines if line.id.startswith(key)})
    return found or next(filter(None, (_widened(outcome, key, n) for n in _widths(outcome))), {})


def _widths(outcome: Outcome) -> list[int]:
    """How many days ahead `today --days` may have shown a line of several reasons."""
    today = outcome.picture.today
    return sorted({(f.due - today).days for f in outcome.follow_ups if f.due > today})


def _widened(outcome: Outcome, key: str, days: int) -> dict[str, tuple[FollowUp, ...]]:
    from datetime import timedelta

    from vaulttool.core.dashboard.bundle import widen

    today = outcome.picture.today
    lines = widen(outcome.lists, outcome.follow_ups, today, today + timedelta(days=days))
    return {line.id: line.reasons for line in lines if line.id.startswith(key)}
