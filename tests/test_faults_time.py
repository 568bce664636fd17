"""Days, zones, clocks and languages of the machine: fault group J."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import rules
from tests.vault_cli import Said, Tool, tool
from vaulttool.cli.command_line import run
from vaulttool.cli.local_zone import clock_zone
from vaulttool.core.calendar import Calendar
from vaulttool.core.schema import FIELDS, Type
from vaulttool.core.settings import RuleSetting, Settings
from vaulttool.core.values import iso_week
from vaulttool.core.zones import zone
from vaulttool.sync import sync

__all__ = ["tool"]

NOTES = {
    "Ana": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\ntimezone: Asia/Tokyo\nbirthday: 12-05\n---\n",
    "Interviews/Talk.md": (
        '---\ntype: interview\ncontact: "[[Ana]]"\ndate: 2026-12-03T00:30\nstatus: scheduled\nformat: video\n---\n'
    ),
}


def on(tool: Tool, today: str, *arguments: str) -> Said:
    """The tool on another day."""
    return Said(run((*arguments, "--today", today)), *tool.capture.readouterr())


@pytest.mark.parametrize("system", ["Europe/Amsterdam", ":Europe/Amsterdam", "Asia/Tokyo", "", "nonsense", None])
@pytest.mark.parametrize("setting", ["Europe/Amsterdam", "Etc/GMT+12", "", "Nowhere/Else"])
def test_the_clock_is_that_of_the_settings_zone(
    monkeypatch: pytest.MonkeyPatch, system: str | None, setting: str
) -> None:
    """J01: whether or not the system's zone is the same, in which case no table is asked."""
    monkeypatch.delenv("TZ", raising=False)
    if system is not None:
        monkeypatch.setenv("TZ", system)
    try:
        time.tzset()
        moment = 1796169600.0
        expected = datetime.fromtimestamp(moment, zone(setting)).replace(tzinfo=None)
        assert datetime.fromtimestamp(moment, clock_zone(setting)).replace(tzinfo=None) == expected
        if system and system.lstrip(":") == setting:
            assert clock_zone(setting) is None
    finally:
        monkeypatch.undo()
        time.tzset()


def test_j01_dates_are_the_same_in_every_zone(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """J01, J02: whatever zone the machine is in: on the same day the dashboard is the same to the byte."""
    tool.notes(NOTES)
    (tool.folder / "vaulttool.toml").write_text('timezone = "Europe/Amsterdam"\n')
    boards = set()
    zones = sorted(available_timezones())[::40]
    try:
        for name in ("Pacific/Kiritimati", "Etc/GMT+12", "Pacific/Apia", "Asia/Kathmandu", *zones):
            monkeypatch.setenv("TZ", name)
            time.tzset()
            (tool.folder / "Dashboard.md").unlink(missing_ok=True)
            sync(tool.folder, date(2026, 12, 2), full=True)
            boards.add(tool.bytes()["Dashboard.md"])
    finally:
        monkeypatch.undo()
        time.tzset()
    assert len(boards) == 1
    assert b"Ana" in boards.pop()


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Pacific/Apia", "2011-12-30T10:00"),
        ("Europe/Amsterdam", "2026-03-29T02:30"),
        ("Europe/Amsterdam", "2026-10-25T02:30"),
        ("America/Sao_Paulo", "2018-11-04T00:00"),
        ("Africa/Casablanca", "2027-02-07T02:30"),
        ("Asia/Tehran", "1977-03-21T23:30"),
        ("Etc/GMT+12", "9999-12-31T23:59"),
        ("Pacific/Kiritimati", "0001-01-01T00:00"),
        ("Nowhere/Land", "2026-12-03T10:00"),
    ],
)
def test_j03_hours_and_days_that_do_not_exist(tool: Tool, zone: str, moment: str) -> None:
    """J03: a day that a country skipped, an hour that came twice or not at all: every view of the talk stands."""
    tool.notes(NOTES | {"Interviews/Talk.md": NOTES["Interviews/Talk.md"].replace("2026-12-03T00:30", moment)})
    note = tool.bytes()["Interviews/Talk.md"].replace(b"format:", b"timezone: " + zone.encode() + b"\nformat:")
    (tool.folder / "Interviews/Talk.md").write_bytes(note)
    (tool.folder / "vaulttool.toml").write_text(f'timezone = "{"Europe/Lisbon" if "/La" in zone else zone}"\n')
    for line in ("sync", "check --hints", "today --all", "brief Talk", "show Ana", "export ics", "draft confirm Ana"):
        said = tool(*line.split())
        assert said.status in (0, 1, 2)
        assert "Traceback" not in said.err
        assert said.out or said.err.startswith("vaulttool: ")


DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(1, 400))
def test_j03_days_are_counted_by_the_calendar(day: date, count: int) -> None:
    """J03: no zone and no change of the clocks is in it: so many days on and back is the same day."""
    calendar = Calendar()
    assert calendar.calendar_day(calendar.calendar_day(day, count), -count) == day
    working = calendar.business_day(day, count)
    assert calendar.business_days_between(day, working, count + 1) == count


@pytest.mark.parametrize("born", ["02-29", "2000-02-29"])
@pytest.mark.parametrize(
    ("today", "due"),
    [
        ("2028-02-01", "2028-02-29"),
        ("2028-02-28", "2028-02-29"),
        ("2029-02-01", "2029-02-28"),
        ("2030-02-01", "2030-02-28"),
    ],
)
def test_j04_a_birthday_on_a_leap_day(born: str, today: str, due: str) -> None:
    """J04: the 28th in other years, and the 29th again in a leap year."""
    notes = {"Ana": f"---\ntype: contact\nlast_contact: 2026-12-01\nbirthday: {born}\n---\n"}
    on = Settings(rules={"birthday": RuleSetting(enabled=True)})
    assert [found[0] for found in rules(notes, today, on) if found[1] == "birthday"] == [due]


@pytest.mark.slow
@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])
@pytest.mark.parametrize("status", ["targeted", "met"])
def test_j05_the_first_and_the_last_day(tool: Tool, day: str, status: str) -> None:
    """J05: in every field and line that takes a date; every command answers, no sum of days overflows."""

    def fields(kind: str) -> str:
        dated = (spec.name for spec in FIELDS[kind] if spec.type in (Type.DATE, Type.DATETIME))
        return "".join(f"{name}: {day}\n" for name in dated if name != "date")

    lines = (
        f"## Log\n- {day} email out: x (for:: outreach)\n- {day} email in: y\n- {day} news: z\n"
        f"- {day} snooze all until {day}\n## Favours\n- owed {day}: x\n"
        f"## Promises\n- [ ] me: x (by:: {day})\n- [ ] them: y (by:: {day})\n"
        f"## Advice\n- [x] x (used:: {day})\n- [ ] y (given:: {day})\n"
    )
    tool.notes({
        "Ana": f"---\ntype: contact\nstatus: {status}\ncadence: 99999\n{fields('contact')}---\n{lines}",
        "Bo": f"---\ntype: contact\nstatus: {status}\ndecided_on: {day}\n---\n",
        "Campaigns/C.md": f"---\ntype: campaign\nname: C\nweekly_outreach: 2\n{fields('campaign')}---\n",
        "Shareables/S.md": f"---\ntype: shareable\ntopics: [x]\n{fields('shareable')}---\n",
        "Organisations/O.md": f"---\ntype: org\ntarget: true\n{fields('org')}---\n",
    })  # fmt: skip
    for number, state in enumerate(("requested", "scheduled", "confirmed", "done", "cancelled")):
        head = f"---\ntype: interview\ncontact: '[[Ana]]'\nstatus: {state}\ndate: {day}T23:59\n"
        tool.notes({f"Interviews/{number}.md": f"{head}{fields('interview')}---\n{lines}"})
    (tool.folder / "vaulttool.toml").write_text("[rules.birthday]\nenabled = true\n[rules.verify]\nenabled = true\n")
    for today in ("0001-01-01", "9999-12-31"):
        assert "is not a date" in on(tool, today, "sync").err
    for today in ("2026-12-02", "1000-01-01", "8999-12-31"):
        for line in (
            "sync", "today --all", "today --days 3660", "check --hints", "show Ana", "stats", "tree",
            "balance", "brief 1", "list contact", "list interview", "find date:<2026-01-01", "find last_contact:30d",
            "report -o r.html", "export ics", "export json", "export vcard", "questions", "path Bo", "draft Ana",
            "index --verify",
        ):  # fmt: skip
            said = on(tool, today, *line.split())
            assert said.status in (0, 1, 2), (today, line)
            assert said.out or said.err.startswith("vaulttool: "), (today, line, said)


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "de_DE.UTF-8"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"LANG": "ar_EG", "LC_ALL": ""},
        {"LC_ALL": "ja_JP.SJIS"},
        {"PYTHONIOENCODING": "latin-1"},
        {"TERM": "dumb", "COLUMNS": "20"},
    ],
    ids=lambda given: " ".join(f"{name}={value}" for name, value in given.items()),
)
def test_j08_the_language_of_the_machine(tool: Tool, tmp_path: Path, environment: dict[str, str]) -> None:
    """J08: the dashboard and the data have the same bytes in any locale, whether it is installed or not."""
    tool.notes(NOTES | {"Ñandú İı ß 田中": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n"})
    assert tool("sync").status == 0
    board, listed = tool.bytes()["Dashboard.md"], tool("list", "contact", "--format", "json").out
    (tool.folder / "Dashboard.md").unlink()
    own = {**os.environ, "VAULTTOOL_CACHE": str(tmp_path / "other"), "PYTHONPATH": str(Path(__file__).parent.parent)}
    for line in ("sync", "list contact --format json"):
        command = [sys.executable, "-m", "vaulttool", *line.split(), "--today", "2026-12-02"]
        done = subprocess.run(command, cwd=tool.folder, env=own | environment, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == json.loads(listed)
    assert tool.bytes()["Dashboard.md"] == board


@given(DAYS)
def test_j10_weeks_at_the_turn_of_the_year(day: date) -> None:
    """J10: a week has one name from Monday to Sunday, whatever year its days are in."""
    monday = day - timedelta(days=day.weekday())
    assert {iso_week(monday + timedelta(days=n)) for n in range(7)} == {iso_week(day)}
    assert iso_week(monday - timedelta(days=1)) < iso_week(day) < iso_week(monday + timedelta(days=7))


def test_j10_the_pace_of_the_last_week_of_2026(tool: Tool) -> None:
    """J10: 2026 has a week 53, which ends on 3 January 2027: both days count in it."""
    for number, day in enumerate(("2026-12-28", "2027-01-03", "2027-01-04")):
        tool.notes({f"P{number}": f"---\ntype: contact\n---\n## Log\n- {day} email out: x (for:: outreach)\n"})
    found = json.loads(on(tool, "2027-01-05", "stats", "--format", "json").out)
    weeks = [(week["name"], week["first_messages"]) for week in found["weeks"] if week["first_messages"]]
    assert sorted(weeks) == [("2026-W53", 2), ("2027-W01", 1)]
