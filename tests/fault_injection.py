"""The n-th file call of a command fails, or its process is killed there: by strace, on real files.

Which calls a command makes is listed by a first run. What must hold afterwards is the tests' business.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KILL = "KILL"

WRITES = {
    "open": ("ENOSPC", "EIO", "EDQUOT", "EMFILE"),
    "write": ("ENOSPC", "EIO", "EDQUOT", "EINTR"),
    "sync": ("EIO", "ENOSPC"),
    "rename": ("EIO", "EXDEV", "EBUSY", "EPERM"),
    "link": ("EIO", "EPERM"),
    "unlink": ("EIO", "EPERM"),
    "truncate": ("EIO", "ENOSPC"),
    "mkdir": ("ENOSPC", "EROFS"),
    "chmod": ("EPERM", "EROFS"),
    "chown": ("EPERM",),
    "xattr": ("EIO",),
}
"""Calls that change something by a word of their name, and the errors that each shall meet."""

READS = {
    "stat": ("EIO", "EACCES"),
    "getdents": ("EIO",),
    "read": ("EIO", "EINTR"),
    "close": ("EIO",),
    "flock": ("ENOLCK",),
    "fcntl": ("ENOLCK",),
}
"""Calls that change nothing."""

TRACED = ",".join(
    f"?{name}"
    for name in (
        "open", "openat", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat",
        "renameat2", "link", "linkat", "unlink", "unlinkat", "ftruncate", "mkdir", "mkdirat", "chmod", "fchmod",
        "fchmodat", "fchown", "flistxattr", "fgetxattr", "fsetxattr", "stat", "lstat", "fstat", "newfstatat",
        "getdents64", "close", "flock", "fcntl",
    )
)  # fmt: skip


def why_not() -> str:
    """Why no fault can be injected here, `""` if it can."""
    if sys.platform != "linux":
        return "strace is of Linux"
    if not shutil.which("strace"):
        return "strace is not installed (apt-get install strace)"
    try:
        command = ["strace", "-e", "trace=?stat", "-e", "inject=?stat:error=EIO:when=9999", "true"]
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        return f"strace cannot run: {error}"
    return "" if done.returncode == 0 else f"strace may not trace here: {done.stderr.decode()[:200]}"


@dataclass(frozen=True)
class Call:
    """The `number`-th call of the system call `name`, and how the trace shows it."""

    name: str
    number: int
    shown: str

    @property
    def writes(self) -> bool:
        """Whether it may change something on the disk."""
        if self.name.startswith("open"):
            return "O_CREAT" in self.shown or "O_TRUNC" in self.shown
        return any(word in self.name for word in WRITES)

    @property
    def errors(self) -> tuple[str, ...]:
        """The errors that it shall meet."""
        table = WRITES if self.writes or self.name.startswith("open") else READS
        return next(errors for word, errors in table.items() if word in self.name)


@dataclass(frozen=True)
class Ended:
    """How a run ended and what it printed. `status` is below zero for a signal."""

    status: int
    said: str


class Runner:
    """Runs command lines in forks of one process; see `tests.fault_runner`."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self._folder = folder
        self._process = process

    def run(self, args: Sequence[str], *, user: int | None = None, limits: Mapping[str, int] | None = None) -> Ended:
        """Run with the rights of a user, and with limits by their name in `resource` (`FSIZE`)."""
        return self._ended(self._ask(self._job(args, wait=False, user=user, limits=dict(limits or {}))))

    @property
    def memory(self) -> int:
        """The bytes of address space that a run begins with."""
        pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def calls(self, args: Sequence[str]) -> list[Call]:
        """Run, and list the file calls."""
        trace = self._folder / "trace"
        self._traced(args, ["-y", "-s", "0", "-e", f"trace={TRACED}", "-o", str(trace)])
        counts: dict[str, int] = {}
        found = []
        for line in trace.read_text(errors="replace").splitlines():
            if name := re.match(r"\w+(?=\()", line):
                counts[name[0]] = counts.get(name[0], 0) + 1
                found.append(Call(name[0], counts[name[0]], line))
        return found

    def faulted(self, args: Sequence[str], call: Call, fault: str) -> Ended:
        """Run, and have one call fail with an error (`EIO`), or the process killed at it (`KILL`)."""
        what = "signal=KILL" if fault == KILL else f"error={fault}"
        trace = self._folder / "trace"
        inject = ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{what}:when={call.number}", "-o", str(trace)]
        return self._traced(args, inject)

    @property
    def _out(self) -> str:
        return str(self._folder / "out")

    def _traced(self, args: Sequence[str], options: list[str]) -> Ended:
        pid = self._ask(self._job(args, wait=True))
        with subprocess.Popen(["strace", "-p", str(pid), *options], stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr is not None
            attached = strace.stderr.readline()
            assert "attached" in attached, attached
            ended = self._ended(self._ask("go"))
            strace.stderr.read()
        return ended

    def _job(self, args: Sequence[str], *, wait: bool, **how: object) -> dict[str, object]:
        return {"args": list(args), "wait": wait, "out": self._out, "user": None, "limits": {}, **how}

    def _ask(self, question: object) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(question), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def _ended(self, status: int) -> Ended:
        return Ended(status, Path(self._out).read_text(errors="replace"))


@contextmanager
def runner(folder: Path, warm: Iterable[Sequence[str]], cache: Path | None = None) -> Iterator[Runner]:
    """A runner that keeps its own files in `folder` and the index in `cache`, else in `folder/cache`.

    The command lines `warm` are run first, so that all of the tool that they need is loaded.
    """
    environment = {**os.environ, "VAULTTOOL_CACHE": str(cache or folder / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.fault_runner", *map(json.dumps, warm)]
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=root
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Runner(folder, process)
        assert process.stdin is not None
        process.stdin.close()


def in_words(fault: str) -> str:
    """What the system says of an error: `Input/output error` for `EIO`."""
    return os.strerror(getattr(errno, fault))
