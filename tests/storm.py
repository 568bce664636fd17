"""A random storm over a vault that is being watched: edits, renames, checkouts, ticks, commands, kills.

`python -m tests.storm --minutes 10 --seed 1` runs one; the tests run a short one. At the end, when all is quiet, the
index equals one built from nothing, the dashboard equals a fresh one, and every line that was written is still there.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.watching import PERSON, Process, differences, until

NAMES = tuple(f"{first} {last}" for first in ("Ana", "Ben", "Cara", "Dev") for last in ("Ruiz", "Ode", "Lim", "Roy"))
FOLDERS = ("Contacts", "Contacts/Event", "Other")


class Storm:
    """One storm. `lines` is what each note must hold: the lines that were written into it and not taken out again."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.vault = folder / "vault"
        self.count = 0
        self.done: Counter[str] = Counter()
        self.lines: dict[Path, set[str]] = {}
        for name in FOLDERS:
            (self.vault / name).mkdir(parents=True)
        (self.vault / "vaulttool.toml").write_text("")
        (self.vault / ".gitignore").write_text("Dashboard.md\n")
        for name in NAMES[:6]:
            self.create(self.vault / "Contacts" / f"{name}.md")
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "x")
        self.git("config", "user.email", "x@example.com")
        self.commit()

    def run(self, seconds: float) -> None:
        """Blow for so long, then see that all is well. `AssertionError` when it is not."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with Process(self.vault) as watcher:
                self.blow(watcher, min(end, time.monotonic() + self.random.uniform(5, 20)))
                if time.monotonic() < end:
                    watcher.send(signal.SIGKILL)
                    self.done["kill"] += 1
                else:
                    self.calm(watcher)

    def blow(self, watcher: Process, end: float) -> None:
        """One thing after another."""
        ways: dict[Callable[[], object], int] = {
            self.edit: 12, self.in_place: 4, self.slowly: 1, self.new: 4, self.rename: 3, self.remove: 2, self.flood: 1,
            self.move_folder: 1, self.checkout: 2, self.commit: 2, self.command: 2, self.tick: 2, self.sync: 1,
            self.write_in_dashboard: 1, lambda: self.freeze(watcher): 1, lambda: time.sleep(self.random.random()): 3,
        }  # fmt: skip
        while time.monotonic() < end:
            way = self.random.choices(list(ways), list(ways.values()))[0]
            way()
            self.done[getattr(way, "__name__", "")] += 1
            time.sleep(self.random.choice((0, 0, 0.01, 0.1, 0.3)))

    def calm(self, watcher: Process) -> None:
        """Wait for the watcher to come to rest; then nothing may differ and nothing may be missing."""
        if watcher.of("paused"):
            self.tool("sync", "--allow-empty")
        until(self.is_right, 60)
        assert "Traceback" not in watcher.errors, watcher.errors
        for path, lines in self.lines.items():
            missing = lines - set(path.read_text().splitlines())
            assert not missing, f"{path}: lost {missing}"
        found = {path for path in self.vault.rglob("*.md") if path.name != "Dashboard.md"}
        assert found == set(self.lines), found ^ set(self.lines)
        watcher.send(signal.SIGTERM)
        assert watcher.end() == 0, watcher.errors

    def is_right(self) -> bool:
        time.sleep(0.5)
        return differences(self.vault) == ""

    def note(self) -> Path:
        return self.random.choice(sorted(self.lines))

    def line(self) -> str:
        self.count += 1
        return f"- 2026-11-{self.random.randint(1, 28):02} email out: word {self.count}"

    def create(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PERSON + "\n## Log\n")
        self.lines[path] = set()

    def new(self) -> None:
        path = self.vault / self.random.choice(FOLDERS) / f"{self.random.choice(NAMES)}.md"
        if path not in self.lines:
            self.create(path)

    def edit(self) -> None:
        """A save as most editors make it: read, write beside it, rename."""
        path, line = self.note(), self.line()
        temp = path.with_name(f".{path.name}.swp")
        temp.write_text(path.read_text() + line + "\n")
        temp.replace(path)
        self.lines[path].add(line)

    def in_place(self) -> None:
        path, line = self.note(), self.line()
        with open(path, "a") as file:
            file.write(line + "\n")
        self.lines[path].add(line)

    def slowly(self) -> None:
        """Emptied, then written in two parts."""
        path, line = self.note(), self.line()
        text = path.read_text() + line + "\n"
        with open(path, "w") as file:
            time.sleep(0.1)
            file.write(text[:20])
            file.flush()
            time.sleep(0.3)
            file.write(text[20:])
        self.lines[path].add(line)

    def rename(self) -> None:
        path = self.note()
        to = self.vault / self.random.choice(FOLDERS) / f"{self.random.choice(NAMES)}.md"
        if to not in self.lines:
            to.parent.mkdir(parents=True, exist_ok=True)
            path.rename(to)
            self.lines[to] = self.lines.pop(path)

    def remove(self) -> None:
        if len(self.lines) > 4:
            path = self.note()
            path.unlink()
            del self.lines[path]

    def flood(self) -> None:
        """Many saves at once."""
        for _ in range(100):
            self.in_place()

    def move_folder(self) -> None:
        folder, away = self.vault / "Contacts/Event", self.vault / "Other/Event"
        if folder.exists() and not away.exists():
            folder.rename(away)
        elif away.exists() and not folder.exists():
            away.rename(folder)
        self.take_stock()

    def take_stock(self) -> None:
        """What the notes hold now is what they must hold: git or a renamed folder has changed many at once."""
        notes = (path for path in self.vault.rglob("*.md") if path.name != "Dashboard.md")
        self.lines = {path: {x for x in path.read_text().splitlines() if "word " in x} for path in notes}

    def git(self, *arguments: str) -> None:
        command = ("git", "-c", "commit.gpgsign=false", "-c", "gc.auto=0", *arguments)
        done = subprocess.run(command, cwd=self.vault, capture_output=True, text=True)
        assert not done.returncode, f"git {arguments}: {done.stderr}"

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")

    def checkout(self) -> None:
        """Onto an older state, a few more lines there, and back or not."""
        self.commit()
        self.git("checkout", "-q", "-B", self.random.choice(("main", "other")), f"HEAD~{self.random.randint(0, 1)}")
        self.take_stock()

    def command(self) -> None:
        """`vaulttool set`: it may refuse, it may not lose a line."""
        note = self.note().relative_to(self.vault).as_posix()
        self.tool("set", note, f"role=Analyst {self.count}")

    def sync(self) -> None:
        self.tool("sync")

    def tool(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "vaulttool", *arguments, "--vault", str(self.vault), "--today", "2026-12-02"],
            capture_output=True, check=False, cwd=Path(__file__).parent.parent,
        )  # fmt: skip

    def tick(self) -> None:
        """Tick a line of the dashboard, in place, as Obsidian does."""
        file = self.vault / "Dashboard.md"
        with contextlib.suppress(FileNotFoundError):
            text = file.read_text()
            at = [index for index in range(len(text)) if text.startswith("- [ ] ", index)]
            if at:
                index = self.random.choice(at)
                file.write_text(text[:index] + "- [x] " + text[index + 6 :])

    def write_in_dashboard(self) -> None:
        file = self.vault / "Dashboard.md"
        with contextlib.suppress(FileNotFoundError):
            file.write_text(f"{self.line()}\n{file.read_text()}")

    def freeze(self, watcher: Process) -> None:
        """The watcher stands still while things happen."""
        watcher.send(signal.SIGSTOP)
        for _ in range(5):
            self.edit()
        watcher.send(signal.SIGCONT)


def main() -> None:
    """Run one storm, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="vt-storm-"))
    os.environ["VAULTTOOL_CACHE"] = str(folder / "cache")
    print(f"seed {asked.seed}, vault {folder}/vault, {asked.minutes:g} minutes", flush=True)
    storm = Storm(folder, asked.seed)
    storm.run(asked.minutes * 60)
    print(", ".join(f"{name} {count}" for name, count in sorted(storm.done.items()) if name[0] != "<"))
    print("No difference from a cold rebuild, no line lost.")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
