"""The dashboard note: follow-ups -> lines -> sections -> Markdown between two markers; and its boxes -> ticks."""

from vaulttool.core.dashboard.bundle import Line, Lists, bundle, widen
from vaulttool.core.dashboard.picture import Picture, compose
from vaulttool.core.dashboard.region import Refusal, inside, place
from vaulttool.core.dashboard.render import render
from vaulttool.core.dashboard.ticks import Kept, Mark, Settled, Tick, has_ticks, lines_by_id, read_ticks

__all__ = [
    "Kept",
    "Line",
    "Lists",
    "Mark",
    "Picture",
    "Refusal",
    "Settled",
    "Tick",
    "bundle",
    "compose",
    "has_ticks",
    "inside",
    "lines_by_id",
    "place",
    "read_ticks",
    "render",
    "widen",
]
