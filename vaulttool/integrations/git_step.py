"""One step of `git setup`, and where a clone keeps the vaults that it was done for."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

VAULTS = "vaulttool.vault"
"""The key in the clone's configuration that lists the folders of its vaults, relative to the work tree."""


class Step(Struct, frozen=True):
    """Something to do in a clone: what it is, in words, and the doing. `is_shared`: it changes what is committed."""

    says: str
    do: Callable[[], None]
    is_shared: bool = False
