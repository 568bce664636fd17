"""Public holidays: the right days, worked out once."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from vaulttool.core.calendar import Calendar
from vaulttool.core.settings import Settings
from vaulttool.errors import ConfigError
from vaulttool.holiday_table import problem, public_holidays


class Memory(dict[str, str]):
    """A store that notes what it was asked."""

    def meta_get(self, key: str) -> str | None:
        return self.get(key)

    def meta_set(self, key: str, value: str) -> None:
        self[key] = value


def test_the_worked_example_of_the_domain() -> None:
    """Outreach on Wed 2026-11-25 in the US: third business day Tue 12-01, seventh Mon 12-07; Thanksgiving is none."""
    calendar = Calendar(holidays=public_holidays(Settings(country="US"), Memory()))
    assert calendar.business_day(date(2026, 11, 25), 3) == date(2026, 12, 1)
    assert calendar.business_day(date(2026, 11, 25), 7) == date(2026, 12, 7)


def test_regions_and_substitute_days_count() -> None:
    """Scotland has St Andrew's Day, in 2025 on the Monday after; England has not."""
    scotland = public_holidays(Settings(country="GB", region="SCT"), Memory())
    england = public_holidays(Settings(country="GB", region="ENG"), Memory())
    assert date(2025, 12, 1) in scotland(2025)
    assert date(2025, 12, 1) not in england(2025)


def test_no_country_has_no_holidays() -> None:
    """Without a country only weekends count."""
    assert list(public_holidays(Settings(), Memory())(2026)) == []


@pytest.mark.parametrize("year", [1, 1500, 2100, 9999])
def test_years_far_away_are_answered(year: int) -> None:
    """A wrong date in a note ends in no error and no warning."""
    assert all(day.year == year for day in public_holidays(Settings(country="IN"), Memory())(year))


def test_what_is_remembered_does_not_load_the_library() -> None:
    """The second run knows the year and the place without the library, which takes longer to load than a run."""
    store = Memory()
    first = public_holidays(Settings(country="US", region="CA"), store)(2026)
    assert problem("US", "CA", store) == ("", "")
    script = (
        "import sys\n"
        "from vaulttool.core.settings import Settings\n"
        "from vaulttool.holiday_table import problem, public_holidays\n"
        f"kept = {dict(store)!r}\n"
        "class Store:\n"
        "    meta_get = staticmethod(kept.get)\n"
        "    meta_set = None\n"
        "print(len(public_holidays(Settings(country='US', region='CA'), Store())(2026)))\n"
        "assert problem('US', 'CA', Store()) == ('', '')\n"
        "print('holidays' in sys.modules)\n"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert out.split() == [str(len(first)), "False"]


def test_unknown_places_are_told_with_what_is_allowed() -> None:
    """A misspelt country or region names the ones there are, and is not remembered as known."""
    store = Memory()
    assert problem("", "", store) == ("", "")
    assert problem("UK", "Scotland", store) == ("", "")
    setting, allowed = problem("XX", "", store)
    assert setting == "country"
    assert "US" in allowed.split(", ")
    setting, allowed = problem("US", "ZZ", store)
    assert setting == "region"
    assert "CA" in allowed.split(", ")
    assert len(store) == 1
    with pytest.raises(ConfigError, match="XX"):
        public_holidays(Settings(country="XX"), store)(2026)
