"""The user's own time zone: the vault's setting, else the system's. The environment is read here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_LINK = "/etc/localtime"
_TABLE = "/zoneinfo/"


def my_zone(setting: str) -> str:
    """The IANA name, `""` when it cannot be told. `setting` is `timezone` of `vaulttool.toml`."""
    from vaulttool.core.zones import zone

    names = (setting, os.environ.get("TZ", "").lstrip(":"), _linked())
    return next((name for name in names if name and zone(name)), "")


def clock_zone(setting: str) -> ZoneInfo | None:
    """The zone whose clock counts; None for the system's: without a setting, or when it is unknown here.

    Also when it is the system's own by name, as for most people: then no table of zones has to be loaded.
    """
    system = os.environ["TZ"].lstrip(":") if "TZ" in os.environ else _linked()
    if setting in ("", system):
        return None
    from vaulttool.core.zones import zone

    return zone(setting)


def _linked() -> str:
    """The system's zone by its link into the table, `""` where there is no such link."""
    return os.path.realpath(_LINK).partition(_TABLE)[2]
