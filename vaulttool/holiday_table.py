"""Public holidays of a place, worked out once a year and remembered. Business days are `core.calendar`'s.

The `holidays` library takes longer to load than a whole run, so it is loaded only for what is not remembered yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Protocol

from vaulttool.core.calendar import Holidays, no_holidays
from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.core.settings import Settings
from vaulttool.errors import ConfigError


class Store(Protocol):
    """A small memory that outlives the run: the index."""

    def meta_get(self, key: str) -> str | None:
        """What was put under this key."""

    def meta_set(self, key: str, value: str) -> None:
        """Remember."""


def public_holidays(settings: Settings, store: Store) -> Holidays:
    """Year -> the public holidays of the settings' country and region, substitute days included.

    A year that the library does not know has none. The result raises `ConfigError` for a place that it does not know.
    """
    country, region = settings.country, settings.region
    if not country:
        return no_holidays
    known: dict[int, frozenset[date]] = {}
    place = f"holidays {_library()} {country} {region}"

    def of_year(year: int) -> frozenset[date]:
        if year not in known:
            known[year] = _year(place, country, region, year, store)
        return known[year]

    return of_year


def problem(country: str, region: str, store: Store) -> tuple[str, str]:
    """Which setting is wrong, `country` or `region`, and what is allowed; `("", "")` when the place is known.

    What `config.load` asks.
    """
    key = f"holidays {_library()} {country} {region} known"
    if not country or store.meta_get(key):
        return "", ""
    found = _asked(country, region)
    if not any(found):
        store.meta_set(key, "yes")
    return found


def _asked(country: str, region: str) -> tuple[str, str]:
    import holidays

    with _quiet():
        places = holidays.list_supported_countries(include_aliases=True)
        if country not in places:
            return "country", _listed(sorted(code for code in places if len(code) == 2))
        aliases = getattr(holidays, country).get_subdivision_aliases().values()
    regions = {*places[country], *(alias for many in aliases for alias in many)}
    return ("", "") if not region or region in regions else ("region", _listed(sorted(places[country])))


def _listed(codes: list[str]) -> str:
    return ", ".join(codes) or "none: the library knows no regions of this country"


def _year(place: str, country: str, region: str, year: int, store: Store) -> frozenset[date]:
    key = f"{place} {year}"
    kept = store.meta_get(key)
    if kept is None:
        kept = " ".join(sorted(day.isoformat() for day in _worked_out(country, region, year)))
        store.meta_set(key, kept)
    return frozenset(map(date.fromisoformat, kept.split()))


def _worked_out(country: str, region: str, year: int) -> list[date]:
    import holidays

    with _quiet():
        try:
            return list(holidays.country_holidays(country, subdiv=region or None, years=year))
        except NotImplementedError as error:
            raise ConfigError((f"{CONFIG_NAME}: country: {error}",)) from error


def _library() -> str:
    """Which version of the library there is, told without loading it: another one may know other holidays."""
    from importlib.util import find_spec
    from pathlib import Path

    found = find_spec("holidays")
    site = Path(found.origin).parents[1] if found and found.origin else None
    return " ".join(sorted(info.name for info in site.glob("holidays-*.dist-info"))) if site else "none"


@contextmanager
def _quiet() -> Iterator[None]:
    """The library warns of years it knows only in part, which nobody here can act on."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
