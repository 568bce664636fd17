"""`watch` with real events: it syncs on start, after a change, not after its own writes, and it converges."""

from __future__ import annotations

import gc
import os
import shutil
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.watching import PERSON, TODAY, Live, assert_converged, differences, shown, until, vault
from vaulttool.sync import Outcome, sync
from vaulttool.watch import Hint, Hints, Kind, Manner, What, gathering, hints, looking, watch
from vaulttool.watch.observer import Observer

__all__ = ["vault"]


def test_a_saved_note_reaches_the_dashboard(vault: Path) -> None:
    """A full look on start; then a change, in a new folder too, is on the dashboard; then it is quiet and ends."""
    with Live(vault, quiet=0.8) as watched:
        assert "Ana Ruiz" in shown(vault)
        (vault / "New/Deep").mkdir(parents=True)
        (vault / "New/Deep/Ben Ode.md").write_text(PERSON)
        watched.join()
        assert [outcome.notes for outcome in watched.outcomes] == [1, 2]
    assert "Ben Ode" in shown(vault)
    assert_converged(vault)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many notes each run of `sync` found, also of those that nothing is said of."""
    counts: list[int] = []

    def counted(*arguments: Any, **options: Any) -> Outcome:
        outcome = sync(*arguments, **options)
        counts.append(outcome.notes)
        return outcome

    monkeypatch.setattr(looking, "sync", counted)
    return counts


def test_its_own_writes_do_not_wake_it(vault: Path, runs: list[int]) -> None:
    """F11, F12: one change, one run: the dashboard's own events are recognised by its content."""
    with Live(vault, quiet=1.0) as watched:
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)
        watched.join()
        assert runs == [1, 2]


def test_what_does_not_matter_does_not_wake_it(vault: Path, runs: list[int]) -> None:
    """F05, F08, G11: git's files, editors' temporary files and locks, and other files lead to no run."""
    with Live(vault) as watched:
        (vault / ".git/objects/ab").mkdir(parents=True)
        (vault / ".git/objects/ab/cdef").write_text("x")
        for name in (".#Ana Ruiz.md", "Ana Ruiz.md~", ".Ana Ruiz.md.swp", "4913", "photo.png", "#Ana Ruiz.md#"):
            (vault / "Contacts" / name).write_text("x")
        (vault / "Contacts/.#Ben.md").symlink_to("nobody@nowhere.1234")
        (vault / "Contacts/Ana Ruiz.md").read_text()
        watched.settle(0.6)
        assert runs == [1]


def test_the_same_bytes_again_are_no_news(vault: Path, runs: list[int]) -> None:
    """F19: a save that changes nothing but the time stamp: a look, but not a word and no new dashboard."""
    with Live(vault) as watched:
        before = (vault / "Dashboard.md").stat().st_mtime_ns
        (vault / "Contacts/Ana Ruiz.md").write_text(PERSON)
        until(lambda: runs == [1, 1])
        watched.settle(0.3)
        assert [told.what for told in watched.said] == [What.WATCHING, What.SYNCED]
        assert (vault / "Dashboard.md").stat().st_mtime_ns == before


def test_saves_as_editors_make_them_are_one_change_each(vault: Path) -> None:
    """F03, F04: rename away and write anew, rename over, in place: one run each, nothing added and nothing removed."""
    note = vault / "Contacts/Ana Ruiz.md"

    def as_vim() -> None:
        note.rename(f"{note}~")
        note.write_text(PERSON + "vim\n")
        Path(f"{note}~").unlink()

    def as_sed() -> None:
        (temp := note.with_name("sedX1y2z3")).write_text(PERSON + "sed\n")
        temp.replace(note)

    def as_jetbrains() -> None:
        (temp := Path(f"{note}___jb_tmp___")).write_text(PERSON + "jetbrains\n")
        note.rename(f"{note}___jb_old___")
        temp.rename(note)
        Path(f"{note}___jb_old___").unlink()

    def in_place() -> None:
        note.write_text(PERSON + "in place\n")

    with Live(vault) as watched:
        for count, save in enumerate((as_vim, as_sed, as_jetbrains, in_place), 2):
            save()
            until(lambda count=count: len(watched.outcomes) >= count)  # type: ignore[misc]
        watched.settle(0.8)
        changes = [(o.added, o.changed, o.removed) for o in watched.outcomes[1:]]
        assert changes == [(0, 1, 0)] * 4


def test_a_note_that_is_being_written_is_waited_for(vault: Path) -> None:
    """F06: emptied first and filled a moment later: nobody ever sees the person gone from the dashboard."""
    note = vault / "Contacts/Ana Ruiz.md"
    with Live(vault) as watched:
        with open(note, "w") as file:
            file.flush()
            time.sleep(0.7)
            file.write(PERSON + "## Log\n- 2026-12-01 email out: hello (for:: outreach)\n")
        until(lambda: len(watched.outcomes) == 2)
        watched.settle(0.6)
        assert [outcome.changed for outcome in watched.outcomes] == [0, 1]


def test_folders_that_move(vault: Path) -> None:
    """F14: a folder of notes moved in, renamed and moved out: the rows follow, and its new place is listened to."""
    outside = vault.parent / "outside"
    outside.mkdir()
    for number in range(30):
        (outside / f"Person {number}.md").write_text(PERSON)
    with Live(vault) as watched:
        outside.rename(vault / "Contacts/Event")
        until(lambda: watched.outcomes[-1].notes == 31)
        (vault / "Contacts/Event").rename(vault / "Contacts/Fair")
        until(lambda: watched.outcomes[-1].removed == 30)
        (vault / "Contacts/Fair/Zoe Zee.md").write_text(PERSON)
        until(lambda: watched.outcomes[-1].notes == 32)
        (vault / "Contacts/Fair").rename(outside)
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)
        for number in range(40):
            (vault / f"Contacts/Other {number}.md").write_text(PERSON)
        until(lambda: watched.outcomes[-1].notes == 42)
    assert_converged(vault)


def test_asked_to_end_it_gives_up_the_run_after_the_note_it_is_at(vault: Path) -> None:
    """E15: of thirty notes three are read, the rest is left; nothing of it is kept, and the next watcher has it all."""
    for number in range(29):
        (vault / f"Contacts/Person {number}.md").write_text(PERSON)
    hints, steps = Hints(), list[tuple[str, int, int]]()

    def note(doing: str, done: int, total: int) -> None:
        steps.append((doing, done, total))
        if done == 2:
            hints.put(Hint(Kind.END))

    said: list[What] = []
    watch(vault, lambda zone: TODAY, lambda told: said.append(told.what), Manner(progress=note), hints=hints)
    assert steps == [("reading", 0, 30), ("reading", 1, 30), ("reading", 2, 30), ("reading", 30, 30)]
    assert said == [What.WATCHING]
    assert shown(vault) == ""
    with Live(vault) as watched:
        assert [outcome.added for outcome in watched.outcomes] == [30]
    assert_converged(vault)


def test_a_vault_that_vanishes_is_waited_for(vault: Path) -> None:
    """F17: renamed away, and another folder in its place: nothing is written or purged; it goes on when it is back."""
    away = vault.with_name("away")
    with Live(vault) as watched:
        vault.rename(away)
        until(lambda: watched.told(What.PAUSED))
        vault.mkdir()
        time.sleep(1.2)
        assert list(vault.iterdir()) == []
        vault.rmdir()
        away.rename(vault)
        until(lambda: watched.told(What.RESUMED))
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)
        until(lambda: "Ben Ode" in shown(vault))
        assert all(outcome.removed == 0 for outcome in watched.outcomes)
    assert_converged(vault)


def test_an_overflow_becomes_a_look_at_everything(vault: Path) -> None:
    """F01: events were lost: it is said once, listening begins anew, what nobody told of is found."""
    with Live(vault) as watched:
        observer = next(o for o in _observers(watched))
        observer.stop()
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)
        for _ in range(3):
            watched.hints.put(Hint(Kind.LOST))
        until(lambda: "Ben Ode" in shown(vault))
        assert len(watched.told(What.LOST)) == 1
        (vault / "Contacts/Cara Lim.md").write_text(PERSON)
        until(lambda: "Cara Lim" in shown(vault))
    assert_converged(vault)


def test_watchdogs_word_of_an_overflow_is_heard(vault: Path) -> None:
    """F01: watchdog tells of an overflow in its log only; the kernel's event, put into its reader, becomes a hint."""
    from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, InotifyFD, WatchDescriptor

    with Live(vault) as watched:
        reader = next(t for t in _threads() if isinstance(t, InotifyFD))
        reader.handle_event(InotifyEvent(WatchDescriptor(-1), InotifyConstants.IN_Q_OVERFLOW, 0, b""))
        until(lambda: watched.told(What.LOST))
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)
        until(lambda: "Ben Ode" in shown(vault))


def test_a_listener_that_died_is_begun_anew(vault: Path) -> None:
    """F23: a thread of the listener ends: the watcher notices, and hears of the next change."""
    with Live(vault) as watched:
        next(o for o in _observers(watched)).stop()
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)
        until(lambda: "Ben Ode" in shown(vault))
        (vault / "Contacts/Cara Lim.md").write_text(PERSON)
        until(lambda: "Cara Lim" in shown(vault))


def test_a_new_day_is_noticed_without_an_event(vault: Path) -> None:
    """J09: when the day changes, what was due becomes late."""
    with Live(vault) as watched:
        watched.day = TODAY + timedelta(days=1)
        until(lambda: [told.reason for told in watched.told(What.SYNCED)] == ["start", "day"])
    assert "2026-12-03" in shown(vault)


def test_a_new_folder_and_a_note_in_it_at_once(vault: Path) -> None:
    """F16: a note made in the same moment as its folder, time and again: none is missed."""
    with Live(vault) as watched:
        for number in range(60):
            (vault / f"Folder {number}/Deep").mkdir(parents=True)
            (vault / f"Folder {number}/Deep/Person {number}.md").write_text(PERSON)
        until(lambda: watched.outcomes[-1].notes == 61)
        shutil.rmtree(vault / "Folder 7")
        until(lambda: watched.outcomes[-1].notes == 60)
    assert_converged(vault)


def test_threads_and_handles_are_given_back(vault: Path) -> None:
    """Nothing is left of a watcher that ended: no thread, no open file."""
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    threads = len(_threads())
    for _ in range(3):
        with Live(vault):
            pass
    assert len(_threads()) == threads
    assert not before or len(os.listdir("/proc/self/fd")) <= before


def _threads() -> list[object]:
    return list(threading.enumerate())


def _observers(watched: Live) -> list[Observer]:
    """The observer of the one live watcher, found by what it holds."""
    return [o for o in gc.get_objects() if isinstance(o, Observer) and o._hints is watched.hints]


@pytest.mark.parametrize("while_it_looks", [False, True])
def test_a_flood_of_saves_is_sat_out(vault: Path, monkeypatch: pytest.MonkeyPatch, while_it_looks: bool) -> None:
    """So many at once: it hears no more of them, finds all when they are over, and hears again afterwards."""
    monkeypatch.setattr(gathering, "FLOOD", 10_000 if while_it_looks else 5)
    monkeypatch.setattr(hints, "MOST", 5)
    told: list[str] = []
    for kind, name in ((Observer, "start"), (Observer, "_go_deaf"), (looking.Looking, "look")):
        monkeypatch.setattr(kind, name, _telling(told, name, getattr(kind, name)))
    with Live(vault) as live:
        if while_it_looks:
            (vault / "Contacts/First.md").write_text(PERSON)
            until(lambda: told.count("look") == 2)
        for number in range(60):
            file = vault / f"Contacts/P{number}.md"
            file.with_name(".temp").write_text(PERSON)
            file.with_name(".temp").replace(file)
            time.sleep(0.005)
        until(lambda: differences(vault) == "")
        live.settle(0.5)
        assert told.count("start") > 1
        assert ("_go_deaf" in told) == while_it_looks
        (vault / "Contacts/Last.md").write_text(PERSON)
        until(lambda: "[[Last]]" in shown(vault))
        assert not live.told(What.LOST)
        assert not live.told(What.POLLING)


def _telling(told: list[str], name: str, do: Callable[..., Any]) -> Callable[..., Any]:
    """The same, and that it was begun; a look takes its time."""

    def doing(*given: Any) -> Any:
        told.append(name)
        time.sleep(0.5 if name == "look" else 0)
        return do(*given)

    return doing
