"""Which inline keys the list lines of a section have, and what their values are: one table, for completion."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vaulttool.core.schema import CATEGORIES, PURPOSES

DAY = ("a date",)
"""Stands for the values of a key that takes a day."""

WORDS: tuple[str, ...] = ()
"""Stands for the values of a key that takes words of the user's own."""

INLINE_KEYS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "log": {"for": PURPOSES},
        "questions": {"cat": CATEGORIES, "from": ("research",)},
        "advice": {"used": DAY, "effect": WORDS, "told": DAY, "dropped": DAY},
        "promises": {"by": DAY, "done": DAY, "released": DAY},
        "favours": {"by": DAY},
        "insights": {"topic": WORDS},
    }
)
"""Section -> key -> its values."""

PAST = frozenset({"used", "told", "done", "released", "dropped"})
"""Keys whose day is never later than today."""
