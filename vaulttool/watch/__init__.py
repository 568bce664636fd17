"""File events -> "look again" -> wait for quiet -> `sync`. An event is never truth, only a reason to look.

Nothing here knows what a note is. The clock comes in as functions, so that a new day is noticed.
"""

from vaulttool.watch.hints import Hint, Hints, Kind
from vaulttool.watch.lock import only_watcher
from vaulttool.watch.loop import Manner, watch
from vaulttool.watch.told import Told, What

__all__ = ["Hint", "Hints", "Kind", "Manner", "Told", "What", "only_watcher", "watch"]
