"""`watch` in made-up time, on real files: new days, sleep, the slow beat, what is put off, what went wrong."""

from __future__ import annotations

import os
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.watching import PERSON, TODAY, Script, assert_converged, played, reasons, shown, vault
from vaulttool.sync import sync
from vaulttool.watch import Hint, Hints, Kind, What, gathering
from vaulttool.watch.gathering import gather
from vaulttool.watch.hints import MOST

__all__ = ["vault"]


def test_nothing_happens_nothing_is_said(vault: Path) -> None:
    """An hour without a change: one line at the start, and the dashboard keeps its time stamp."""
    sync(vault, TODAY)
    before = (vault / "Dashboard.md").stat().st_mtime_ns
    assert reasons(played(vault, Script(), last=3600)) == [(0, "start")]
    assert (vault / "Dashboard.md").stat().st_mtime_ns == before


def test_what_no_event_told_of_is_found_within_ten_minutes(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F01: a change of which nothing is heard is found by the slow beat."""
    monkeypatch.setattr("vaulttool.watch.polling.POLL_SECONDS", 1e6)
    script = Script()
    script.at(30, lambda: (vault / "Ben Ode.md").write_text(PERSON.replace("contact\n", "contact\nname: Ben\n")))
    assert reasons(played(vault, script, last=700)) == [(0, "start"), (600, "beat")]
    assert_converged(vault)


def test_sleep_is_followed_by_a_look(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F23: the machine slept: the two clocks went apart, so the notes are looked at."""
    monkeypatch.setattr("vaulttool.watch.polling.POLL_SECONDS", 1e6)
    script = Script()

    def sleep() -> None:
        script.slept += 3600
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)

    script.at(100, sleep)
    assert reasons(played(vault, script, last=110)) == [(0, "start"), (100, "clock")]


@pytest.mark.parametrize("seconds", [-7200.0, 40.0])
def test_a_clock_that_was_set_is_noticed_and_does_no_harm(
    vault: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """F21: back or forth: one look, then all goes on."""
    monkeypatch.setattr("vaulttool.watch.polling.POLL_SECONDS", 1e6)
    script = Script()

    def turn() -> None:
        script.slept += seconds
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)

    script.at(10, turn)
    assert reasons(played(vault, script, last=20)) == [(0, "start"), (10, "clock")]


def test_a_machine_that_stood_still_is_noticed(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F23: the process was stopped for long, though both clocks ran on: the notes are looked at."""
    monkeypatch.setattr("vaulttool.watch.polling.POLL_SECONDS", 1e6)
    script = Script()

    def stop() -> None:
        script.now += 300
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)

    script.at(10, stop)
    assert reasons(played(vault, script, last=320)) == [(0, "start"), (310, "clock")]


def test_midnight(vault: Path) -> None:
    """J09: the day changes: the dashboard is written once for the new day."""
    days = [TODAY]
    script = Script()
    script.at(50, lambda: days.append(TODAY + timedelta(days=1)))
    said = played(vault, script, last=120, day=lambda: days[-1])
    assert reasons(said) == [(0, "start"), (50, "day")]
    assert "2026-12-03" in shown(vault)


def test_another_time_zone_in_the_settings(vault: Path) -> None:
    """J02: the date is asked for in the zone that the settings name, from the moment they name it."""
    script, zones = Script(), set[str]()
    (vault / "vaulttool.toml").write_text('timezone = "Pacific/Kiritimati"\n')

    def today_in(zone: str) -> date:
        zones.add(zone)
        return TODAY + timedelta(days=zone == "Etc/GMT+12")

    from vaulttool.watch import Manner, watch

    script.at(5, lambda: (vault / "vaulttool.toml").write_text('timezone = "Etc/GMT+12"\n'))
    script.at(20, lambda: None)
    watch(vault, today_in, lambda told: None, Manner(poll=True), hints=script, clock=script.clock)
    assert zones == {"Pacific/Kiritimati", "Etc/GMT+12"}
    assert "2026-12-03" in shown(vault)


def test_a_dashboard_that_somebody_writes_in_is_left_alone_for_five_seconds(vault: Path) -> None:
    """D19: while another program's change is fresh nothing is written to it; what is due is done after that."""
    script, dashboard = Script(), vault / "Dashboard.md"

    def write_in_it() -> None:
        dashboard.write_text("My own words.\n" + dashboard.read_text())
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)

    def grow_old() -> None:
        assert "Ben Ode" not in shown(vault)
        os.utime(dashboard, (time.time() - 6, time.time() - 6))

    script.at(10, write_in_it, "Dashboard.md", "Contacts/Ben Ode.md")
    script.at(14.9, grow_old)
    said = reasons(played(vault, script, last=30))
    assert [what for _, what in said] == ["start", "waiting", "change", "again"], said
    assert said[-1][0] in (15, 16)
    assert shown(vault).startswith("My own words.\n")
    assert "Ben Ode" in shown(vault)


def test_until_quiet_does_not_end_before_what_was_put_off_is_done(vault: Path) -> None:
    """A fresh dashboard is waited for, though one second of quiet was asked for."""
    script, dashboard = Script(), vault / "Dashboard.md"
    sync(vault, TODAY)
    dashboard.write_text(dashboard.read_text() + "mine\n")
    (vault / "Contacts/Ben Ode.md").write_text(PERSON)
    script.at(4, lambda: os.utime(dashboard, (1e9, 1e9)))
    script.at(100, lambda: None)
    from vaulttool.watch import Manner, watch

    assert watch(vault, lambda zone: TODAY, lambda told: None, Manner(poll=True, until_quiet=1.0),
                 hints=script, clock=script.clock)  # fmt: skip
    assert 4 < script.now < 10
    assert "Ben Ode" in shown(vault)


def test_a_problem_is_said_once_and_the_watch_goes_on(vault: Path) -> None:
    """A wrong setting is told in words, once, however long it stands; once mended, the watch works."""
    script, settings = Script(), vault / "vaulttool.toml"
    script.at(5, lambda: settings.write_text("daily_cap = true\n"))
    script.at(100, lambda: (vault / "Contacts/Ben Ode.md").write_text(PERSON))
    script.at(200, lambda: settings.write_text("daily_cap = 1\n"))
    said = played(vault, script, last=1500)
    assert [what for _, what in reasons(said)] == ["start", "problem", "resumed", "change"]
    (problem,) = [told for _, told in said if told.what is What.PROBLEM]
    assert "vaulttool.toml:1: daily_cap" in problem.message
    assert_converged(vault)


def test_what_was_not_possible_is_tried_again(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system passes: the run is made up for without an event, after 5 seconds, then 10, 20, ..."""
    from vaulttool.watch import looking

    script, tries = Script(), list[float]()

    def failing(*arguments: object, **options: object) -> object:
        tries.append(script.now)
        if 0 < script.now < 30:
            raise OSError(5, "Input/output error", "/vault/Contacts")
        return sync(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "sync", failing)
    script.at(1, lambda: None, "Contacts/Ana Ruiz.md")
    said = played(vault, script, last=60)
    assert [round(second) for second in tries] == [0, 1, 6, 16, 36]
    assert [what for _, what in reasons(said)] == ["start", "problem", "resumed", "again"]
    assert said[2][1].message == "/vault/Contacts: Input/output error"


def test_vanished_notes_pause_it_and_nothing_is_purged(vault: Path) -> None:
    """E20, F17: all notes gone at once is no deletion; when they are back, all is as before."""
    script, notes, away = Script(), vault / "Contacts", vault.parent / "away"
    sync(vault, TODAY)
    before = shown(vault)
    script.at(10, lambda: notes.rename(away))
    script.at(1300, lambda: away.rename(notes))
    said = played(vault, script, last=1320)
    assert [what for _, what in reasons(said)] == ["start", "paused", "resumed", "change"]
    assert shown(vault) == before


def test_an_empty_mount_point_is_no_vault_even_without_an_index_on_disk(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F17, K05: with the index in memory nothing remembers the notes but the watcher; it writes no empty dashboard."""
    monkeypatch.setenv("VAULTTOOL_CACHE", "/dev/null/none")
    script, away = Script(), vault.with_name("away")

    def unmount() -> None:
        vault.rename(away)
        vault.mkdir()

    def mount() -> None:
        assert list(vault.iterdir()) == []
        vault.rmdir()
        away.rename(vault)
        os.utime(vault / "Dashboard.md", (1e9, 1e9))

    script.at(10, unmount)
    script.at(700, mount)
    said = played(vault, script, last=720)
    assert [what for _, what in reasons(said)] == ["start", "paused", "resumed", "back"]


def test_git_in_the_middle_of_something_is_left_in_peace(vault: Path) -> None:
    """I04: during a merge or rebase the dashboard is not written; when that is over, it is."""
    script, head = Script(), vault / ".git/MERGE_HEAD"
    head.parent.mkdir()
    script.at(10, lambda: (head.write_text("x"), (vault / "Contacts/Ben Ode.md").write_text(PERSON)))

    def finish() -> None:
        assert "Ben Ode" not in shown(vault)
        head.unlink()

    script.at(60, finish)
    said = played(vault, script, last=70)
    assert [what for _, what in reasons(said)] == ["start", "paused", "change", "resumed", "again"]
    assert "Ben Ode" in shown(vault)


def test_polling_sees_what_events_would(vault: Path) -> None:
    """F22: new, changed, moved and deleted notes, and the dashboard deleted by hand, each within a few seconds."""
    script, contacts = Script(), vault / "Contacts"
    script.at(10, lambda: (contacts / "Ben Ode.md").write_text(PERSON))
    script.at(20, lambda: (contacts / "Ben Ode.md").write_text(PERSON + "more\n"))
    script.at(30, lambda: (contacts / "Ben Ode.md").rename(vault / "Ben Ode.md"))
    script.at(40, lambda: (contacts / "Ana Ruiz.md").write_text(PERSON + "## Log\n- 2026-12-01 email out: hi\n"))
    script.at(50, (vault / "Dashboard.md").unlink)
    said = reasons(played(vault, script, last=60))
    assert [what for _, what in said] == ["start"] + ["change"] * 5
    assert all(at // 10 == number for number, (at, _) in enumerate(said)), said
    assert_converged(vault)


def test_polling_takes_a_twentieth_of_the_time_at_most(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that takes two seconds to look at is looked at every forty."""
    from vaulttool.core.settings import Settings
    from vaulttool.vault import scan
    from vaulttool.watch import polling

    script = Script()

    def slow(root: Path, settings: Settings) -> object:
        script.now += 2
        return scan(root, settings)

    monkeypatch.setattr(polling, "scan", slow)
    poller = polling.Poller(vault, script, Settings, script.clock)
    poller.start()
    assert poller.patience == 40


def test_gathering_waits_for_quiet_but_not_for_ever(vault: Path) -> None:
    """200 ms after the last hint, 2 s after the first; at once when asked to end."""

    def gathered(times: list[float], kind: Kind = Kind.TOUCHED) -> float:
        script = Script()
        for second in times:
            script.at(second, lambda: None, "Contacts/Ana Ruiz.md", kind=kind)
        script.at(100, lambda: None)
        gather(vault, Hint(Kind.TOUCHED, "x.md"), script, script.clock)
        return round(script.now, 2)

    assert gathered([]) == 0.2
    assert gathered([0.1, 0.25]) == 0.45
    assert gathered([number / 10 for number in range(1, 100)]) == 2.0
    assert gathered([0.1], Kind.END) == 0.1
    assert gathered([0.1], Kind.WRITING) == 2.0


def test_gathering_ends_in_a_flood(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many files at once, or hints that had to be left out: one looks at all, and need not hear of each."""
    monkeypatch.setattr(gathering, "FLOOD", 4)
    script = Script()
    for number in range(9):
        script.at(number / 10, lambda: None, f"Contacts/{number}.md")
    assert gather(vault, Hint(Kind.TOUCHED, "x.md"), script, script.clock).is_flood
    assert round(script.now, 2) == 0.2
    assert gather(vault, Hint(Kind.TOUCHED), script, script.clock).is_flood
    assert round(script.now, 2) == 0.2


def test_an_emptied_note_is_given_time(vault: Path) -> None:
    """F06: size 0 may be the first half of a save; a note that stays empty is taken as it is after two seconds."""
    script, note = Script(), vault / "Contacts/Ana Ruiz.md"
    note.write_text("")
    script.at(0.7, lambda: note.write_text(PERSON))
    script.at(9, lambda: None)
    gather(vault, Hint(Kind.TOUCHED, "Contacts/Ana Ruiz.md"), script, script.clock)
    assert 0.7 <= script.now < 1.0
    note.write_text("")
    began = script.now
    gather(vault, Hint(Kind.TOUCHED, "Contacts/Ana Ruiz.md"), script, script.clock)
    assert round(script.now - began, 2) == 2.0


def test_a_flood_of_hints_is_bounded_and_not_forgotten() -> None:
    """F18: past a thousand waiting hints only that there were more is kept; a request to end always is."""
    hints = Hints()
    for number in range(MOST + 500):
        hints.put(Hint(Kind.TOUCHED, f"{number}.md"))
    hints.put(Hint(Kind.END))
    came = []
    while hint := hints.next(0):
        came.append(hint)
    assert came[MOST:] == [Hint(Kind.END), Hint(Kind.TOUCHED)]
