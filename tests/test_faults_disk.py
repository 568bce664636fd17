"""Disks that are full or may not be written, rights that are missing, limits that are reached: fault group E, as the
system itself brings them about."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fault_injection import Ended, Runner, runner

DAY = "2026-12-02"
NOBODY = 65534

ANA = "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\nrole: Old\n---\n"
BEN = "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-23\n---\n"

as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount and setuid")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="mounts and limits are tried on Linux")

pytestmark = [on_linux, pytest.mark.slow]


class Tool:
    """The tool in a vault of two notes that it knows already."""

    def __init__(self, vault: Path, run: Runner) -> None:
        self.vault, self.runner = vault, run
        self.user: int | None = None
        self.limits: dict[str, int] = {}

    def __call__(self, *args: str) -> Ended:
        line = [*args, "--vault", str(self.vault), "--today", DAY]
        return self.runner.run(line, user=self.user, limits=self.limits)

    def notes(self) -> dict[str, str]:
        """What stands in every file that is no temporary one; those too, by their name, which nobody expects."""
        return {file.name: file.read_text() for file in sorted(self.vault.rglob("*")) if file.is_file()}


def lay_out(vault: Path) -> None:
    (vault / "Contacts").mkdir(parents=True, exist_ok=True)
    (vault / "Contacts/Ana.md").write_text(ANA)
    (vault / "Contacts/Ben.md").write_text(BEN)
    (vault / "vaulttool.toml").touch()


@contextmanager
def tool_in(folder: Path, vault: Path, cache: Path | None = None) -> Iterator[Tool]:
    """A tool that has done each kind of thing once, so that all of it is loaded, in a vault as new."""
    lay_out(vault)
    common = ["--vault", str(vault), "--today", DAY]
    lines = (
        ["sync"],
        ["set", "Ana", "role=New"],
        ["check"],
        ["list", "contact"],
        ["set", "Nobody", "role=x"],
        ["index", "--verify"],
    )
    with runner(folder, [[*line, *common] for line in lines], cache) as run:
        lay_out(vault)
        (vault / "Dashboard.md").unlink()
        yield Tool(vault, run)


@pytest.fixture
def tool(tmp_path: Path) -> Iterator[Tool]:
    with tool_in(tmp_path, tmp_path / "vault") as made:
        yield made


@contextmanager
def mounted(*command: str, on: Path) -> Iterator[None]:
    """Something mounted for a while; the test is skipped where that is not allowed."""
    on.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *command, str(on)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"cannot mount here: {done.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(on)], check=True)


def fill(folder: Path, *, files: bool) -> list[Path]:
    """Use up all room, or all that may have a name; what was made for it."""
    made = []
    try:
        for number in range(10_000):
            made.append(folder / f"filler {number}")
            made[-1].write_bytes(b"" if files else bytes(4096))
    except OSError:
        pass
    return made


@as_root
@pytest.mark.parametrize("files", [False, True], ids=["no room", "no names"])
def test_e04_a_full_disk(tmp_path: Path, files: bool) -> None:
    """E04: on a small full disk nothing is written and the reason is said; reading goes on; with room all is well."""
    vault = tmp_path / "small"
    with mounted("-t", "tmpfs", "-o", "size=64k,nr_inodes=20", "tmpfs", on=vault), tool_in(tmp_path, vault) as tool:
        fillers = fill(vault, files=files)
        before = tool.notes()
        for args in (("set", "Ana", "role=New"), ("sync",)):
            said = tool(*args)
            assert (said.status, "No space left on device" in said.said) == (2, True)
            assert tool.notes() == before
        assert (tool("today").status, tool("check").status) == (0, 0)
        for filler in fillers:
            filler.unlink(missing_ok=True)
        assert tool("set", "Ana", "role=New").status == 0
        assert tool("sync").status == 0
        assert tool.notes()["Ana.md"] == ANA.replace("Old", "New")
        assert tool("index", "--verify").status == 0


@as_root
@pytest.mark.parametrize("files", [False, True], ids=["no room", "no names"])
def test_e04_a_full_disk_below_the_index(tmp_path: Path, files: bool) -> None:
    """E04: the index does without a file, or the command says what to do; no note suffers."""
    cache, vault = tmp_path / "small", tmp_path / "vault"
    small = mounted("-t", "tmpfs", "-o", "size=1m,nr_inodes=20", "tmpfs", on=cache)
    with small, tool_in(tmp_path, vault, cache) as tool:
        for file in cache.iterdir():
            file.unlink()
        fillers = fill(cache, files=files)
        for args in (("today",), ("check",), ("set", "Ana", "role=New"), ("sync",)):
            said = tool(*args)
            assert (said.status, "index is kept in memory" in said.said) in ((0, True), (2, False)), said
            assert said.status == 0 or "make room on the disk" in said.said
        assert tool.notes()["Ana.md"] in (ANA, ANA.replace("Old", "New"))
        for filler in fillers:
            filler.unlink(missing_ok=True)
        assert tool("set", "Ana", "role=New").status == 0
        assert tool.notes()["Ana.md"] == ANA.replace("Old", "New")
        assert tool("index", "--verify").status == 0


@as_root
def test_e07_a_vault_that_may_only_be_read(tmp_path: Path) -> None:
    """E07: reading commands work; those that write refuse with the system's reason."""
    vault, seen = tmp_path / "vault", tmp_path / "seen"
    lay_out(vault)
    with mounted("--bind", str(vault), on=seen), tool_in(tmp_path, seen) as tool:
        done = subprocess.run(["mount", "-o", "remount,ro,bind", str(seen)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip(f"cannot mount read-only here: {done.stderr.decode().strip()}")
        before = tool.notes()
        for line in ("check", "list contact", "today", "sync --dry-run", "index --verify"):
            assert tool(*line.split()).status == 0
        writing: list[tuple[str, ...]] = [("sync",), ("set", "Ana", "role=New"), ("new", "contact", "Cy")]
        for args in writing:
            said = tool(*args)
            assert (said.status, "Read-only file system" in said.said) == (2, True), said
        assert tool.notes() == before


@contextmanager
def a_place_for_all() -> Iterator[Path]:
    """A folder that any user can reach; those of pytest are for their owner."""
    folder = Path(tempfile.mkdtemp(prefix="vaulttool-rights-"))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        for path in folder.rglob("*"):
            if not path.is_symlink():
                path.chmod(stat.S_IMODE(path.stat().st_mode) | 0o700)
        shutil.rmtree(folder)


@pytest.fixture
def nobody() -> Iterator[Tool]:
    """The tool with the rights of a user to whom notes and cache belong: root may do everything."""
    with a_place_for_all() as folder:
        cache = folder / "cache"
        with tool_in(folder, folder / "vault", cache) as tool:
            shutil.rmtree(cache)
            cache.mkdir()
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            tool.user = NOBODY
            assert tool("sync").status == 0
            yield tool


@as_root
def test_e08_one_note_that_may_not_be_read(nobody: Tool) -> None:
    """E08: it is named with the system's reason, on the dashboard too; everybody else is there."""
    (nobody.vault / "Contacts/Ana.md").chmod(0)
    said = nobody("check")
    assert said.status == 1
    assert "Contacts/Ana.md:1:1: error unreadable-file: this note cannot be read: Permission denied" in said.said
    assert nobody("sync").status == 0
    board = nobody.notes()["Dashboard.md"]
    assert "Ana" in board.split("Do today")[0]
    assert "**[[Ben]]**" in board
    said = nobody("set", "Contacts/Ana.md", "role=New")
    assert said.status in (1, 2)
    assert nobody.notes()["Ana.md"] == ANA
    (nobody.vault / "Contacts/Ana.md").chmod(0o600)
    assert nobody("check").status == 0


@as_root
@pytest.mark.parametrize("which", ["Contacts", "."])
def test_e08_a_folder_that_may_not_be_read(nobody: Tool, which: str) -> None:
    """E08, F17: nothing of it counts as deleted: what was known stands, and it is said."""
    before = nobody.notes()["Dashboard.md"]
    (nobody.vault / which).chmod(0)
    said = nobody("sync")
    assert "Permission denied" in said.said or "is not readable" in said.said
    assert said.status == (2 if which == "." else 0)
    assert "Ana · write to them" in nobody("today").said or which == "."
    (nobody.vault / which).chmod(0o755)
    assert nobody("sync").status == 0
    assert nobody.notes()["Dashboard.md"] == before
    assert nobody("index", "--verify").status == 0


@as_root
def test_e08_a_folder_that_may_not_be_written(nobody: Tool) -> None:
    """E08: the note in it is left as it is; what can be written elsewhere still is."""
    (nobody.vault / "Contacts").chmod(0o555)
    said = nobody("set", "Ana", "role=New")
    assert (said.status, "Permission denied" in said.said) == (2, True)
    assert nobody.notes()["Ana.md"] == ANA
    assert nobody("sync").status == 0


def test_e05_files_may_not_grow(tool: Tool) -> None:
    """E05: a limit on the size of files (SIGXFSZ) leaves the note as it was, with a reason."""
    long = ANA + "Her own words, at length.\n" * 4000
    (tool.vault / "Contacts/Ana.md").write_text(long)
    assert tool("today").status == 0
    tool.limits = {"FSIZE": 50_000}
    said = tool("set", "Ana", "role=New")
    assert said.status == 2
    assert "File too large" in said.said or "the index cannot be used" in said.said
    assert tool.notes() == {"Ana.md": long, "Ben.md": BEN, "vaulttool.toml": ""}
    tool.limits = {}
    assert tool("set", "Ana", "role=New").status == 0


def test_e09_few_files_may_be_open(tool: Tool) -> None:
    """E09: with too few handles it fails or tells; nobody is taken for deleted, and afterwards all is well."""
    assert tool("sync").status == 0
    before = tool.notes()
    statuses = set()
    for most in range(6, 18):
        tool.limits = {"NOFILE": most}
        for args in (("sync",), ("set", "Ana", "role=New")):
            said = tool(*args)
            statuses.add(said.status)
            assert "Traceback" not in said.said
        assert tool.notes()["Ana.md"] in (ANA, ANA.replace("Old", "New"))
        tool.limits = {}
        assert tool("set", "Ana", "role=Old").status == 0
        assert tool("sync").status == 0
        assert tool.notes() == before
    assert {0, 2} <= statuses <= {0, 1, 2}
    assert tool("index", "--verify").status == 0


def test_e16_memory_runs_out(tool: Tool) -> None:
    """E16: as after a kill: each note is old or new, and the next run is right."""
    rest = "Her own words, at length.\n" * 40_000
    (tool.vault / "Contacts/Ana.md").write_text(ANA + rest)
    statuses = set()
    for kilobytes in (0, 200, 1000, 2000, 4000, 8000):
        tool.limits = {"AS": tool.runner.memory + kilobytes * 1000}
        for args in (("set", "Ana", "role=New"), ("sync",)):
            statuses.add(tool(*args).status)
            assert tool.notes()["Ana.md"] in (ANA + rest, ANA.replace("Old", "New") + rest)
    tool.limits = {}
    assert statuses - {0}
    assert tool("sync").status == 0
    assert tool("index", "--verify").status == 0


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&- <&-"])
def test_e17_closed_streams(tmp_path: Path, closed: str) -> None:
    """E17: input or output that was closed beforehand is no mistake, and no file takes its number."""
    vault = tmp_path / "vault"
    lay_out(vault)
    command = f'"{sys.executable}" -m vaulttool sync --vault "{vault}" --today {DAY} {closed}'
    environment = {**os.environ, "VAULTTOOL_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (vault / "Dashboard.md").read_text().startswith("<!-- vaulttool:dashboard -->")
    assert (vault / "Contacts/Ana.md").read_text() == ANA


@pytest.mark.parametrize(
    ("setting", "make", "why"),
    [
        ("Dashboard.md", "mkdir {vault}/Dashboard.md", "it is not a regular file"),
        ("Dashboard.md", "ln -s {outside}/there.md {vault}/Dashboard.md", "it is a symbolic link"),
        ("Dashboard.md", "mkfifo {vault}/Dashboard.md", "it is not a regular file"),
        ("Sub/Dash.md", "ln -s {outside} {vault}/Sub", "leads through a link"),
        ("Sub/Dash.md", "touch {vault}/Sub", "is not a folder"),
    ],
)
def test_e18_a_dashboard_that_cannot_be_one(tool: Tool, tmp_path: Path, setting: str, make: str, why: str) -> None:
    """E18: a folder, a link, a pipe in its place: refused with the reason, and nothing is written anywhere."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "there.md").touch()
    (tool.vault / "vaulttool.toml").write_text(f'dashboard = "{setting}"\n')
    subprocess.run(["sh", "-c", make.format(vault=tool.vault, outside=outside)], check=True)
    said = tool("sync")
    assert (said.status, why in said.said) == (2, True), said
    assert [(file.name, file.read_bytes()) for file in outside.iterdir()] == [("there.md", b"")]


def test_e18_the_folder_of_the_dashboard_is_made(tool: Tool) -> None:
    """E18: a folder that the settings name and that is not there yet is the user's wish."""
    (tool.vault / "vaulttool.toml").write_text('dashboard = "Sub/Folder/Dash.md"\n')
    assert tool("sync").status == 0
    assert "Dash.md" in tool.notes()
