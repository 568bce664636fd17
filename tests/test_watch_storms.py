"""`watch` converges, whatever happens: random steps, lost events, real editors, git, races. Slow."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from tests.storm import Storm
from tests.test_incremental import PATHS, Files, texts
from tests.watching import PERSON, TODAY, Live, Process, assert_converged, differences, shown, until, vault
from vaulttool.watch import Hint, Kind, What, gathering, looking

__all__ = ["vault"]

pytestmark = pytest.mark.slow


class Watched(Files):
    """Files come, change, move and go beside a live watcher; when it has come to rest, all is as if built from nothing.

    Events are lost, the watcher ends and begins anew, days pass, somebody writes in the dashboard.
    """

    @initialize(poll=st.sampled_from([False, False, False, True]), flood=st.sampled_from([2, gathering.FLOOD]))
    def begin(self, poll: bool, flood: int) -> None:
        self.poll = poll
        self.flood, gathering.FLOOD = gathering.FLOOD, flood
        self.root = Path(tempfile.mkdtemp(prefix="vt-live-"))
        self.vault = self.root / "vault"
        self.vault.mkdir()
        (self.vault / "Always.md").write_text(PERSON)
        self.before = os.environ.get("VAULTTOOL_CACHE")
        os.environ["VAULTTOOL_CACHE"] = str(self.root / "cache")
        self.day = date(2026, 11, 20)
        self.live = Live(self.vault, poll=poll, day=self.day)
        self.live.__enter__()

    @rule(path=PATHS, text=texts(), way=st.sampled_from(["in place", "rename", "slowly"]))
    def write(self, path: str, text: str, way: str) -> None:
        target = self.vault / path
        target.parent.mkdir(exist_ok=True)
        if way == "rename":
            target.with_name(".temp").write_text(text)
            target.with_name(".temp").replace(target)
            return
        with open(target, "w") as file:
            if way == "slowly":
                file.flush()
                time.sleep(0.25)
            file.write(text)

    @rule(name=st.sampled_from(["Contacts", "Interviews", "Other", "Moved", "Moved/Deep"]),
          to=st.sampled_from(["Contacts", "Other", "Moved", "Deep"]))  # fmt: skip
    def move_folder(self, name: str, to: str) -> None:
        if (self.vault / name).is_dir() and not (self.vault / to).exists():
            (self.vault / name).rename(self.vault / to)

    @rule(seconds=st.sampled_from([0.05, 0.25, 0.6]))
    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    @rule()
    def lose_events(self) -> None:
        self.live.hints.put(Hint(Kind.LOST))

    @rule(days=st.sampled_from([1, 3, -2]))
    def pass_days(self, days: int) -> None:
        self.live.day += timedelta(days=days)

    @rule()
    def write_in_dashboard(self) -> None:
        file = self.vault / "Dashboard.md"
        if file.exists():
            file.write_text(file.read_text() + "mine\n")

    @rule()
    def restart(self) -> None:
        day = self.live.day
        self.live.__exit__()
        self.live = Live(self.vault, poll=self.poll, day=day)
        self.live.__enter__()

    def teardown(self) -> None:
        if not hasattr(self, "live"):
            return
        gathering.FLOOD = self.flood
        try:
            until(lambda: differences(self.vault, self.live.day) == "", 20)
        except AssertionError:
            raise AssertionError(differences(self.vault, self.live.day)) from None
        finally:
            self.live.__exit__()
            if self.before is not None:
                os.environ["VAULTTOOL_CACHE"] = self.before
            shutil.rmtree(self.root)


@pytest.fixture
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dashboard counts as left alone after half a second, a folder is polled every half second."""
    monkeypatch.setattr(looking, "FRESH_SECONDS", 0.5)
    monkeypatch.setattr("vaulttool.watch.polling.POLL_SECONDS", 0.5)


@pytest.mark.usefixtures("little_patience")
def test_a_live_watcher_ends_where_a_cold_rebuild_would() -> None:
    """Promise 7, K09, F12: after any changes the index equals a cold rebuild, and the dashboard a fresh one."""
    run_state_machine_as_test(
        Watched,
        settings=settings(
            max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck),
            derandomize=True, database=None,
        ),
    )  # fmt: skip


def test_a_random_storm(vault: Path, tmp_path: Path) -> None:
    """Edits, renames, checkouts, ticks, commands, kills: no difference from a cold rebuild, no line lost."""
    storm = Storm(tmp_path / "storm", seed=4)
    storm.run(25)
    assert sum(storm.done.values()) > 50


def test_a_real_overflow_of_the_kernels_queue(vault: Path) -> None:
    """F01: the reader stands still while more happens than the queue holds: what was lost is found.

    It is said once, unless so much was heard before that it stopped listening: then everything is looked at anyway.
    """
    limit = Path("/proc/sys/fs/inotify/max_queued_events")
    if not limit.exists() or int(limit.read_text()) > 70_000:
        pytest.skip("needs Linux with a queue of the usual length")
    a, b = vault / "Contacts/A.md", vault / "Contacts/B.md"
    with Process(vault) as process:
        process.send(signal.SIGSTOP)
        for number in range(int(limit.read_text()) // 4 + 500):
            a.write_text(PERSON + f"{number}\n")
            b.write_text(PERSON + f"{number}\n")
        (vault / "Deep/Deeper").mkdir(parents=True)
        (vault / "Deep/Deeper/Lost Soul.md").write_text(PERSON)
        process.send(signal.SIGCONT)
        until(lambda: "Lost Soul" in shown(vault))
        (vault / "Deep/Deeper/Late Comer.md").write_text(PERSON)
        until(lambda: "Late Comer" in shown(vault))
        assert len(process.of("lost")) <= 1
        assert process.errors == ""
    assert_converged(vault)


def _vim(note: Path, *options: str) -> None:
    command = ["vim", "-u", "NONE", "-i", "NONE", "-n", "-es", *options, "-c", "normal Goedited", "-c", "wq", str(note)]
    subprocess.run(command, check=True, capture_output=True, timeout=30)


def _emacs(note: Path, *options: str) -> None:
    code = '(progn (goto-char (point-max)) (insert "edited\\n") (save-buffer))'
    command = ["emacs", "--batch", "-Q", *options, str(note), "--eval", code]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def _sed(note: Path) -> None:
    subprocess.run(["sed", "-i", "$aedited", str(note)], check=True, timeout=30)


def _rsync(note: Path) -> None:
    (copy := note.parent.parent.parent / "copy").mkdir(exist_ok=True)
    (copy / note.name).write_text(note.read_text() + "edited\n")
    subprocess.run(["rsync", "-a", f"{copy}/", f"{note.parent}/"], check=True, timeout=30)


EDITORS: dict[str, Callable[[Path], None]] = {
    "vim": _vim,
    "vim that renames": lambda note: _vim(note, "-c", "set backup backupcopy=no"),
    "vim in place": lambda note: _vim(note, "-c", "set backup backupcopy=yes"),
    "vim with a swap file": lambda note: _vim(note, "-c", "set swapfile"),
    "emacs": _emacs,
    "emacs that renames": lambda note: _emacs(note, "--eval", "(setq file-precious-flag t)"),
    "sed": _sed,
    "rsync": _rsync,
}


@pytest.mark.parametrize("editor", EDITORS)
def test_real_editors(vault: Path, editor: str) -> None:
    """F03, F04, F05: three saves, three changes; never a person added or gone; it converges."""
    program = editor.split()[0]
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    note = vault / "Contacts/Ana Ruiz.md"
    with Live(vault) as watched:
        for count in (2, 3, 4):
            EDITORS[editor](note)
            until(lambda count=count: len(watched.outcomes) >= count)  # type: ignore[misc]
        watched.settle(0.8)
        assert note.read_text().count("edited") == 3
        assert [(o.added, o.changed, o.removed) for o in watched.outcomes[1:]] == [(0, 1, 0)] * 3
        assert differences(vault) == ""


@pytest.fixture
def repository(vault: Path) -> Callable[..., None]:
    """`git` in the vault, with one commit on `main` and one with 300 notes more on `other`."""

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=vault, check=True, capture_output=True)

    (vault / ".gitignore").write_text("Dashboard.md\n")
    for number in range(300):
        (vault / f"Contacts/Person {number}.md").write_text(PERSON)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "other")
    for number in range(300):
        (vault / f"Contacts/Person {number}.md").write_text(PERSON + f"other {number}\n")
        (vault / f"Contacts/More {number % 100}.md").write_text(PERSON)
    git("add", ".")
    git("commit", "-qm", "many")
    return git


def test_git_checkouts(vault: Path, repository: Callable[..., None]) -> None:
    """F07, F18: to and fro between branches of 300 and 400 notes: it converges, and nothing was taken for vanished."""
    with Live(vault) as watched:
        for branch in ("main", "other", "main", "other", "main"):
            repository("checkout", "-q", branch)
            time.sleep(0.15)
        until(lambda: watched.outcomes[-1].notes == 301 and differences(vault) == "")
        assert watched.told(What.PAUSED) == []
        repository("checkout", "-q", "other")
        until(lambda: watched.outcomes[-1].notes == 401)
        watched.settle(1.0)
        assert differences(vault) == ""


def test_a_thousand_new_folders_each_with_a_note(vault: Path) -> None:
    """F16: folder and note in the same moment, a thousand times: none is missed."""
    with Live(vault) as watched:
        for number in range(1000):
            (vault / f"Folder {number}").mkdir()
            (vault / f"Folder {number}/Person {number}.md").write_text(PERSON)
            if number % 100 == 0:
                time.sleep(0.3)
        until(lambda: watched.outcomes[-1].notes == 1001, 60)
        until(lambda: differences(vault) == "")


def _set_in_rounds(vault: Path, field: str, rounds: int, barrier: Barrier, ends: list[int]) -> None:
    """One of two writers: sets its field anew in every round; how each call ended."""
    from vaulttool.cli.command_line import run

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    for number in range(rounds):
        barrier.wait(60)
        ends[number] = run(["set", "Ana Ruiz", f"{field}={field} {number}", "--vault", str(vault)])
        barrier.wait(60)


def test_two_writers_of_one_note(vault: Path) -> None:
    """D18: 500 times two `set` at once: both survive, or one is refused and told; no update is ever lost."""
    rounds, context = 500, multiprocessing.get_context("spawn")
    note = vault / "Contacts/Ana Ruiz.md"
    with context.Manager() as manager:
        barrier = context.Barrier(3)
        ends = {field: manager.list([-1] * rounds) for field in ("role", "location")}
        writers = [
            context.Process(target=_set_in_rounds, args=(vault, field, rounds, barrier, ended))
            for field, ended in ends.items()
        ]
        for writer in writers:
            writer.start()
        said: dict[str, str] = {}
        refused = 0
        for number in range(rounds):
            barrier.wait(60)
            barrier.wait(60)
            lines = note.read_text().splitlines()
            for field, ended in ends.items():
                assert ended[number] in (0, 2), (number, field, ended[number])
                if ended[number] == 0:
                    said[field] = f"{field}: {field} {number}"
                refused += ended[number] == 2
                assert field not in said or said[field] in lines, (number, lines)
        for writer in writers:
            writer.join(60)
            assert writer.exitcode == 0
    assert refused < rounds


def _sync_on_and_on(vault: Path, stop: threading.Event, ends: list[int]) -> None:
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "vaulttool", "sync", "--vault", str(vault), "--today", TODAY.isoformat(), "-q"]
    while not stop.is_set():
        ends.append(subprocess.run(command, cwd=root, capture_output=True, check=False).returncode)


def test_sync_beside_watch_beside_an_editor(vault: Path) -> None:
    """K04, F11: 500 saves while `watch` and one `sync` after another run: none fails, no save is lost."""
    notes = [vault / f"Contacts/Person {number}.md" for number in range(5)]
    stop, ends = threading.Event(), list[int]()
    syncing = threading.Thread(target=_sync_on_and_on, args=(vault, stop, ends))
    with Process(vault) as process:
        syncing.start()
        for number in range(500):
            note = notes[number % 5]
            text = PERSON + f"## Log\n- 2026-11-20 email out: round {number}\n"
            if number % 2:
                note.write_text(text)
            else:
                note.with_name(".temp").write_text(text)
                note.with_name(".temp").replace(note)
            time.sleep(0.01)
        stop.set()
        syncing.join(60)
        until(lambda: differences(vault) == "")
        assert process.of("problem") == []
    assert set(ends) == {0}
    assert sorted(note.read_text().split("round ")[1] for note in notes) == [f"{n}\n" for n in range(495, 500)]
