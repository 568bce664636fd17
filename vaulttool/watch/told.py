"""What a watcher has to tell, one value for each thing that happened. How it is shown is not decided here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from vaulttool.sync import Outcome


class What(Enum):
    """The kinds of things that happen; the values are what scripts see."""

    WATCHING = "watching"
    SYNCED = "synced"
    WAITING = "waiting"
    POLLING = "polling"
    LOST = "lost"
    PAUSED = "paused"
    RESUMED = "resumed"
    PROBLEM = "problem"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened. `outcome` comes with `SYNCED`; `reason` is then why there was a look: `start`, `change`,
    `lost`, `day`, `clock`, `again`, `beat`, `back`.
    """

    what: What
    message: str = ""
    remedy: str = ""
    reason: str = ""
    outcome: Outcome | None = None
