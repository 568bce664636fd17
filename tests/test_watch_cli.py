"""`vaulttool watch` as a process: signals, the lock, what scripts see, the limits of the system, `--install`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.vault_cli import Tool, tool
from tests.watching import PERSON, TODAY, Process, assert_converged, shown, until, vault
from vaulttool.cli.session import Session
from vaulttool.cli.watch import calendar
from vaulttool.index import Index

pytestmark = pytest.mark.slow  # real processes, a second or more each

__all__ = ["tool", "vault"]


@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 0), ("SIGHUP", 0)])
def test_it_leaves_cleanly(vault: Path, name: str, status: int) -> None:
    """E15: asked to end, it ends at once: 130 after Ctrl-C, 0 else; nothing is left half done, and the lock is free."""
    with Process(vault) as process:
        process.send(signal.Signals[name])
        began = time.monotonic()
        assert process.end() == status, process.errors
        assert time.monotonic() - began < 5
        assert process.errors == ""
    assert [told["reason"] for told in process.of("ended")] == ([] if name == "SIGHUP" else [name])
    assert not list(vault.rglob(".vaulttool-*"))
    assert_converged(vault)


def test_a_signal_during_a_run_ends_it(vault: Path) -> None:
    """E15: in the middle of its first run it finishes the note it is at, not the rest; the next run begins anew."""
    for number in range(1500):
        (vault / f"Contacts/Person {number}.md").write_text(PERSON)
    with Process(vault, wait=False) as process:
        until(lambda: process.of("watching"))
        process.send(signal.SIGTERM)
        assert process.end() == 0, process.errors
    assert [told["event"] for told in process.events] == ["watching", "ended"]
    assert shown(vault) == ""
    with Process(vault, "--until-quiet", "0.2") as process:
        assert process.end() == 0, process.errors
    assert [told["notes"] for told in process.of("synced")] == [1501]
    assert_converged(vault)


def test_scripts_get_one_object_a_line(vault: Path) -> None:
    """`--format json`: where it watches, each run with its reason and numbers, each trouble, the end."""
    with Process(vault, "--until-quiet", "1.0") as process:
        (vault / "vaulttool.toml").write_text("daily_cap = true\n")
        until(lambda: process.of("problem"))
        (vault / "vaulttool.toml").unlink()
        assert process.end() == 0
    assert [told["event"] for told in process.events] == ["watching", "synced", "problem", "resumed", "synced", "ended"]
    watching, synced, problem, *_ = process.events
    assert (watching["vault"], watching["by"]) == (str(vault), "events")
    assert (synced["reason"], synced["notes"], synced["added"], synced["dashboard"]) == ("start", 1, 1, "written")
    assert problem["message"].startswith("vaulttool.toml:1: daily_cap: ")
    assert problem["remedy"]
    assert all(len(told["at"]) == len("2026-12-02T09:14:03+01:00") for told in process.events)


def test_ending_while_something_is_wrong_is_said_by_the_status(vault: Path) -> None:
    """`--until-quiet` ends with 2 when the last run was not possible."""
    (vault / "vaulttool.toml").write_text("daily_cap = true\n")
    with Process(vault, "--until-quiet", "0.5") as process:
        assert process.end() == 2
    assert [told["event"] for told in process.events] == ["watching", "problem", "ended"]


def test_a_second_watcher_is_refused_until_the_first_is_dead(vault: Path) -> None:
    """F24: exit 2 and the other's process id; after kill -9 the lock is free."""
    with Process(vault) as first:
        with Process(vault) as second:
            assert second.end() == 2
        assert f"by process {first.pid}" in second.errors
        first.send(signal.SIGKILL)
        first.end()
    with Process(vault, "--until-quiet", "0.2") as third:
        assert third.end() == 0, third.errors


def _own_limits(limit: str) -> tuple[str, ...]:
    """A command in front of another that gives it its own limit of inotify, in a user namespace of its own."""
    return ("unshare", "-Ur", "sh", "-c", f'echo {limit} && exec "$@"', "sh")


def _has_own_limits() -> bool:
    try:
        return subprocess.run([*_own_limits("1 > /proc/sys/user/max_inotify_watches"), "true"], capture_output=True,
                              check=False).returncode == 0  # fmt: skip
    except OSError:
        return False


@pytest.mark.skipif(not _has_own_limits(), reason="needs Linux and user namespaces with limits of their own")
@pytest.mark.parametrize(
    ("limit", "word"),
    [
        pytest.param("0 > /proc/sys/user/max_inotify_instances", "max_user_instances", marks=pytest.mark.slow),
        pytest.param("0 > /proc/sys/user/max_inotify_watches", "max_user_watches", marks=pytest.mark.slow),
        ("3 > /proc/sys/user/max_inotify_watches", "max_user_watches"),
    ],
    ids=["no watcher", "no folder", "some folders only"],
)
def test_the_systems_limits(vault: Path, limit: str, word: str) -> None:
    """F02: the real limits, reached at once or on the way down: polling, one warning, and every change is seen."""
    for name in ("A", "B", "C", "D"):
        (vault / "Contacts" / name).mkdir()
    with Process(vault, before=_own_limits(limit)) as process:
        (told,) = process.of("polling")
        assert word in told["message"]
        assert process.of("watching")[0]["by"] == "polling"
        for name in ("A", "B", "C", "D"):
            (vault / "Contacts" / name / f"Person {name}.md").write_text(PERSON)
        until(lambda: "Person D" in shown(vault))
        assert "Traceback" not in process.errors
    assert_converged(vault)


@pytest.mark.slow
def test_idle_costs_next_to_nothing(vault: Path) -> None:
    """Three seconds without a change cost less than 60 ms of processor time."""
    if not os.path.exists("/proc/self/stat"):
        pytest.skip("processor time of another process is read from /proc")
    with Process(vault) as process:
        time.sleep(0.5)
        before = _ticks(process.pid)
        time.sleep(3)
        spent = _ticks(process.pid) - before
        assert spent <= 6


def _ticks(pid: int) -> int:
    """Processor time of a process, in hundredths of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def test_text_tells_where_it_watches_and_each_run(vault: Path) -> None:
    """For people: one line each, trouble with its remedy on standard error."""
    (vault / "Dashboard.md").write_text("my own text, no markers\n")
    os.utime(vault / "Dashboard.md", (1e9, 1e9))
    done = subprocess.run(
        [sys.executable, "-m", "vaulttool", "--vault", str(vault), "watch", "--until-quiet", "0.3"],
        cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == f"Watching {vault}; Ctrl-C ends it.\n"
    first, second = done.stderr.splitlines()
    assert first[8:] == "  Dashboard.md was not written: the dashboard file has text but no place for the dashboard"
    assert second.startswith("          To keep your text, put the two lines")


@pytest.mark.skipif(sys.platform != "linux", reason="the file for systemd is written on Linux")
def test_install_shows_the_file_and_writes_it_once(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--dry-run` writes nothing; twice is once; a file that says something else is not replaced."""
    home = tool.folder.parent / "home"
    monkeypatch.setenv("HOME", str(home))
    shown_only = tool("watch", "--install", "--dry-run")
    assert shown_only.status == 0
    assert "Nothing was written." in shown_only.out
    assert not home.exists()
    for _ in range(2):
        said = tool("watch", "--install")
        assert said.status == 0, said.err
        assert "Turn it on:   systemctl --user daemon-reload" in said.out
    (unit,) = (home / ".config/systemd/user").iterdir()
    assert f'"--vault" "{tool.folder}"' in unit.read_text()
    unit.write_text("mine\n")
    refused = tool("watch", "--install")
    assert refused.status == 2
    assert "says something else" in refused.err
    assert unit.read_text() == "mine\n"
    assert tool("watch", "--dry-run").status == 2
    assert not Index.path_of(tool.folder).with_suffix(".watch.lock").exists()


def test_the_system_moves_to_another_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """J02, J09: the date is that of the zone the system is in now, not of the one it was in at the start."""
    zones = ("Pacific/Kiritimati", "Etc/GMT+12")
    try:
        days = []
        for zone in zones:
            monkeypatch.setenv("TZ", zone)
            days.append(calendar(Session({}))(""))
        assert days[0] > days[1]
        assert calendar(Session({"today": TODAY}))("") == TODAY
        assert calendar(Session({}))(zones[0]) > calendar(Session({}))(zones[1])
    finally:
        monkeypatch.undo()
        time.tzset()
