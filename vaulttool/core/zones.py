"""Names of time zones, as the system's table of them knows them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name, None when there is none. Upper and lower case count, on every file system."""
    if not all(part[:1].isupper() or part[:1].isdigit() for part in name.split("/")):
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """All names, sorted. Slow the first time: it looks through the whole table."""
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones()))


def suggested_zone(text: str) -> str:
    """The name most like a text that is none: `europe/london`, `London`, `Europe/Londn`; `""` when none is."""
    wanted = "_".join(text.split()).casefold()
    by_fold = {name.casefold(): name for name in zone_names()}
    if wanted in by_fold:
        return by_fold[wanted]
    cities = [name for name in zone_names() if name.rsplit("/", 1)[-1].casefold() == wanted and "/" in name]
    if cities:
        return cities[0]
    import difflib

    near = difflib.get_close_matches(wanted[:80], list(by_fold), n=1, cutoff=0.75)
    return by_fold[near[0]] if near else ""


def exists(moment: datetime, where: ZoneInfo) -> bool:
    """Whether a local time is ever shown by a clock there; it is not when the clocks jump over it."""
    local = moment.replace(tzinfo=where)
    try:
        return local.astimezone(UTC).astimezone(where).replace(tzinfo=None) == moment
    except OverflowError:
        return True
