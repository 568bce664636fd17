"""The user's own time zone: the vault's setting, else the system's. The environment is read here."""

from __future__ import annotations

import os

_LINK = "/etc/localtime"
_TABLE = "/zoneinfo/"


def my_zone(setting: str) -> str:
    """The IANA name, `""` when it cannot be told. `setting` is `timezone` of `vaulttool.toml`."""
    from vaulttool.core.zones import zone

    names = (setting, os.environ.get("TZ", "").lstrip(":"), os.path.realpath(_LINK).partition(_TABLE)[2])
    return next((name for name in names if name and zone(name)), "")
