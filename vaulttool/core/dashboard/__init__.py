"""The dashboard note: follow-ups -> lines -> sections -> Markdown between two markers. Reading ticks is not here."""

from vaulttool.core.dashboard.bundle import Line, Lists, bundle, widen
from vaulttool.core.dashboard.picture import Picture, compose
from vaulttool.core.dashboard.region import Refusal, place
from vaulttool.core.dashboard.render import render

__all__ = ["Line", "Lists", "Picture", "Refusal", "bundle", "compose", "place", "render", "widen"]
