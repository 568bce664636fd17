"""Values of the core -> what JSON can hold, of stable shape: mappings by field, notes as their records."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from vaulttool.core.conclusion import FollowUp
from vaulttool.core.model import Note
from vaulttool.report.records import record

_FOLLOW_UP = ("id", "rule", "person", "about", "due", "text", "path", "line", "clears", "tickable")


def as_data(value: Any, leave_out: Collection[str] = ()) -> Any:
    """A value of the core: structs and named tuples as mappings by field, days as ISO text, the rest as it is."""
    if isinstance(value, FollowUp):
        return {name: as_data(getattr(value, name)) for name in _FOLLOW_UP}
    if isinstance(value, Note):
        return record(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Struct):
        return {name: as_data(inner) for name, inner in asdict(value).items() if name not in leave_out}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: as_data(getattr(value, name)) for name in value._fields}
    return [as_data(part) for part in value] if isinstance(value, tuple | list) else value
