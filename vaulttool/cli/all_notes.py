"""All notes of ours at hand, for commands that look at the whole vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaulttool.core.roster import Roster
    from vaulttool.reading import Reading


def roster_of(reading: Reading) -> Roster:
    """Every note that has a kind, on the day of the reading."""
    from vaulttool.core.roster import Roster
    from vaulttool.core.schema import KINDS

    index = reading.index
    paths = sorted(path for kind in KINDS for path in index.paths(kind))
    return Roster(reading.desk, tuple(note for path in paths if (note := index.note(path))))
