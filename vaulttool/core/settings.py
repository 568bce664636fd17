"""The settings of a vault, as one frozen value with its defaults. `config.py` reads them from `vaulttool.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from vaulttool.core import schema
from vaulttool.core.diagnostics import Severity

_NONE: Mapping[str, str] = MappingProxyType({})


class RuleSetting(Struct, frozen=True):
    """What a vault says about one follow-up rule; None leaves the default."""

    enabled: bool | None = None
    days: int | None = None
    weight: int | None = None


class OwnField(Struct, frozen=True):
    """A field, or extra values for one of ours, that the vault declares."""

    type: str = "text"
    required: bool = False
    allowed: tuple[str, ...] = ()


class Quiet(Struct, frozen=True):
    """A yearly period without nudges: first and last `(month, day)`, both included; it may cross the year's end."""

    first: tuple[int, int]
    last: tuple[int, int]


DEFAULT_EXCLUDE = (
    "Templates/**", "templates/**", "_templates/**", ".obsidian/**", ".trash/**", ".git/**", "node_modules/**",
)  # fmt: skip


class Settings(Struct, frozen=True):
    """Every setting of `vaulttool.toml`. Weekday numbers: Monday 0."""

    dashboard: str = "Dashboard.md"
    country: str = ""
    region: str = ""
    weekend: frozenset[int] = frozenset({5, 6})
    timezone: str = ""
    thank_you: str = "seed"
    daily_cap: int = 7
    min_gap_days: int = 3
    max_attempts: int = 2
    quiet: tuple[Quiet, ...] = ()
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    daily_notes: str = ""
    folders: Mapping[str, str] = field(default_factory=lambda: schema.FOLDERS)
    tags: Mapping[str, str] = field(default_factory=lambda: _NONE)
    rules: Mapping[str, RuleSetting] = field(default_factory=lambda: MappingProxyType({}))
    checks: Mapping[str, Severity | str] = field(default_factory=lambda: _NONE)
    cadence: Mapping[str, int] = field(default_factory=lambda: schema.RELATIONSHIP_DAYS)
    synonyms: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: schema.SYNONYMS)
    fields: Mapping[str, Mapping[str, OwnField]] = field(default_factory=lambda: MappingProxyType({}))
    headings: Mapping[str, str] = field(default_factory=lambda: schema.HEADINGS)
