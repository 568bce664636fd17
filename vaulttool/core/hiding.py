"""Whether private notes are hidden from whoever is looking now. How they are hidden is `without_private`'s."""

from __future__ import annotations

from contextvars import ContextVar

from msgspec import Struct, field


class HiddenNames(Struct):
    """The folded names of the notes that the readings so far have hidden, as links may say them."""

    names: set[str] = field(default_factory=set)


HIDING: ContextVar[HiddenNames | None] = ContextVar("hiding", default=None)
"""None: nothing is hidden."""
