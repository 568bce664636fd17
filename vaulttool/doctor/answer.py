"""What a check is given, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from vaulttool.config import load
from vaulttool.core.settings import Settings
from vaulttool.errors import ConfigError


class State(Enum):
    """How a thing is; the value is what is shown."""

    FINE = "fine"
    NOTE = "note"
    """Worth knowing; it may be meant so."""
    MEND = "mend"


class Answer(Struct, frozen=True):
    """One thing, how it is, in words, and what to do about it (may be empty)."""

    check: str
    state: State
    message: str
    remedy: str = ""


class Place(Struct, frozen=True, dict=True):
    """Where to look. `vault` is None where there is none, `python` the interpreter, `zone` the system's time zone."""

    vault: Path | None
    environ: Mapping[str, str]
    python: str
    zone: str = ""

    @cached_property
    def root(self) -> Path:
        """The vault's folder, with no link on the way to it."""
        assert self.vault
        return self.vault.resolve()

    @cached_property
    def settings(self) -> Settings:
        """Those of the vault; the defaults where they cannot be read, which a check of its own tells."""
        try:
            return load(self.root) if self.vault else Settings()
        except ConfigError:
            return Settings()


class Check(Struct, frozen=True):
    """One check. `of_vault`: it is left out where there is no vault."""

    look: Callable[[Place], Iterator[Answer]]
    of_vault: bool = True
