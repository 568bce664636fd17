"""How far people came, from a name on the list to somebody who led further. Each stage is a part of the one before."""

from __future__ import annotations

from msgspec import Struct

from vaulttool.core.dossier import Dossier
from vaulttool.core.lineage import steps
from vaulttool.core.roster import Roster
from vaulttool.core.stats import has_answered

STAGES = ("on the list", "chosen", "approached", "answered", "met", "led to somebody")

_NOT_CHOSEN = frozenset({"identified", "archived", "paused"})


class Stage(Struct, frozen=True):
    """How many people came at least so far."""

    name: str
    people: int


def funnel(roster: Roster) -> tuple[Stage, ...]:
    """All stages, the widest first."""
    givers = {step.giver.path for step in steps(roster)}
    reached = [_reached(roster.dossier(note), givers) for note in roster.contacts]
    return tuple(Stage(name, sum(last >= place for last in reached)) for place, name in enumerate(STAGES))


def _reached(d: Dossier, givers: set[str]) -> int:
    """The last stage a person came to, by its place in `STAGES`."""
    if d.held:
        return 5 if d.person.path in givers else 4
    if d.replied or has_answered(d):
        return 3
    if d.attempts or d.person.day("intro_asked_on"):
        return 2
    return int(d.status not in _NOT_CHOSEN)
