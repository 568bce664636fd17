"""Where the measuring takes place: vaults that are made once, the command that is measured, what stands beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks import generate, orbit_vault
from benchmarks.generate import Shape
from benchmarks.measure import Contender, run
from benchmarks.world import TODAY

HERE = Path(__file__).parent
_SETTLED_SECONDS = 2.2
"""Later than this a note is old enough for its stamp to be trusted."""


@dataclass(frozen=True)
class Lab:
    """`work`: where vaults and caches are kept; `tool`: the installed `vaulttool`; `peers`: where others are."""

    work: Path
    tool: Path
    peers: Path

    def vault(self, shape: Shape) -> Path:
        """The vault of this shape as it was made."""
        folder = self.work / "vaults" / shape.name
        folder.parent.mkdir(parents=True, exist_ok=True)
        generate.generate(folder, shape)
        return folder

    def settled(self, shape: Shape) -> Path:
        """The same, indexed, and quiet long enough."""
        folder = self.vault(shape)
        self.settle(folder)
        return folder

    def settle(self, folder: Path) -> None:
        """Bring index and dashboard up to date, and let all stamps be trusted."""
        self.call(folder, "sync")
        time.sleep(_SETTLED_SECONDS)
        self.call(folder, "sync")

    def call(self, folder: Path, *arguments: str) -> None:
        """Run the tool, untimed."""
        run(self.command(folder, *arguments), self.env(folder))

    def command(self, folder: Path, *arguments: str, today: date = TODAY) -> list[str]:
        """The tool on this vault, on one day."""
        return [os.fspath(self.tool), *arguments, "--vault", os.fspath(folder), "--today", str(today)]

    def env(self, folder: Path) -> dict[str, str]:
        """A cache of its own for each vault."""
        return {"VAULTTOOL_CACHE": os.fspath(self.work / "caches" / folder.name)}

    def forget(self, folder: Path) -> None:
        """As if the tool had never been here."""
        shutil.rmtree(self.env(folder)["VAULTTOOL_CACHE"], ignore_errors=True)
        (folder / "Dashboard.md").unlink(missing_ok=True)

    def vaulttool(self, name: str, folder: Path, *arguments: str) -> Contender:
        """A command of the tool that finds everything as it is."""
        return Contender(name, lambda turn: self.command(folder, *arguments), env=self.env(folder))

    def cold(self, name: str, folder: Path) -> Contender:
        """A first `sync`."""
        return Contender(
            name, lambda turn: self.command(folder, "sync"), lambda turn: self.forget(folder), self.env(folder)
        )

    def floor(self, folder: Path) -> Contender:
        """F."""
        command = [sys.executable, "-I", os.fspath(HERE / "floor.py"), os.fspath(folder)]
        return Contender("floor", lambda turn: command)

    def own_script(self, folder: Path, *options: str) -> Contender:
        """P; with `--regex` Q."""
        name = "own script, regex" if options else "own script"
        made = os.fspath(self.work / f"{name}.sqlite3")
        command = [sys.executable, os.fspath(HERE / "own_script.py"), os.fspath(folder), made, *options]
        return Contender(name, lambda turn: command)

    def git_status(self, folder: Path) -> Contender:
        """What git needs to see that nothing changed."""
        return Contender("git status", lambda turn: ["git", "-C", os.fspath(folder), "status", "--porcelain"])

    def orbit(self, notes: int, *arguments: str) -> Sequence[Contender]:
        """orbit-crm on as many notes of its own dialect; none when it is not installed."""
        program = self.peers / "orbit-crm/bin/orbit"
        if not program.exists():
            return ()
        folder = self.work / "vaults" / f"orbit-{notes}"
        if not folder.exists():
            command = [os.fspath(program), "init", os.fspath(folder), "--name", "X", "--email", "x@example.com"]
            subprocess.run(command, check=True, capture_output=True)
            _write(folder, notes)
            run([os.fspath(program), "reindex", os.fspath(folder)], {})
        return [Contender("orbit-crm", lambda turn: [os.fspath(program), *arguments, os.fspath(folder)])]

    def headless_vault_kit(self, folder: Path, *arguments: str, cold: bool = False) -> Sequence[Contender]:
        """headless-vault-kit on our vault; none when it is not installed."""
        program = self.peers / "headless-vault-kit/bin/hvk"
        if not program.exists():
            return ()
        index = self.work / "caches" / f"hvk-{folder.name}"
        command = [os.fspath(program), "--vault", os.fspath(folder), "--index", os.fspath(index)]
        if not cold:
            run([*command, "scan"], {})

        def before(turn: int) -> None:
            if cold:
                shutil.rmtree(index, ignore_errors=True)

        return [Contender("headless-vault-kit", lambda turn: [*command, *arguments], before)]

    def mdbase(self, shape: Shape, what: str) -> Sequence[Contender]:
        """mdbase on a copy of our vault with its own settings; none when it is not installed."""
        library = self.peers / "mdbase/node_modules/@callumalpass/mdbase/dist/index.js"
        node = shutil.which("node")
        if not library.exists() or not node:
            return ()
        folder = self.work / "vaults" / f"mdbase-{shape.name}"
        if not folder.exists():
            shutil.copytree(self.vault(shape), folder, ignore=shutil.ignore_patterns(".git"))
            (folder / "mdbase.yaml").write_text('spec_version: "0.2.0"\n')
            (folder / "_types").mkdir()
            (folder / "_types/contact.md").write_text("---\nname: contact\nfields:\n  role:\n    type: string\n---\n")
        command = [node, os.fspath(HERE / "mdbase.mjs"), os.fspath(library), os.fspath(folder), what]
        return [Contender("mdbase", lambda turn: command)]


def day_after(turn: int) -> date:
    """A new day for each round."""
    return TODAY + timedelta(days=turn + 1)


def append(file: Path, text: str) -> None:
    """A save by hand: the note as it was, with something more at its end."""
    file.write_bytes(file.read_bytes() + text.encode())


def _write(folder: Path, notes: int) -> None:
    for path, text in orbit_vault.files(notes):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
