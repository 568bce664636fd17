"""Git, called for one repository: where it is, what it says. What for is said in the modules beside this one.

No shell, output as bytes, nothing fetched, and no program that a repository's own settings name is started.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from vaulttool.errors import VaultToolError

_REPOSITORY_VARIABLES = frozenset(
    {
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    }
)  # fmt: skip
"""What git tells its hooks about the repository; for another repository it would be wrong."""

_SAFE = ("--no-pager", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false")


class GitError(VaultToolError):
    """Git could not do what was asked."""


class Repository(Struct, frozen=True):
    """A work tree and the vault in it. `vault` is the folder's path in the work tree, with `/`; `.` for all of it."""

    top: Path
    vault: str
    environ: Mapping[str, str]

    def run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What git prints; raises `GitError` with what it complains about."""
        done = self.ask(*arguments, stdin=stdin)
        if done.returncode:
            raise _refusal(done.stderr, self.top)
        return done.stdout

    def ask(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Git's answer with its exit status, which the caller looks at."""
        return _call(self.top, self.environ, arguments, stdin)

    def path(self, in_vault: str) -> str:
        """The path in the work tree of a file of the vault."""
        return in_vault if self.vault == "." else f"{self.vault}/{in_vault}"


def open_repository(vault: Path, environ: Mapping[str, str]) -> Repository:
    """The repository that the vault is in; raises `GitError` when there is none or git refuses it.

    In a hook it is the one that git called the hook for, with the index of the commit under way.
    """
    if _REPOSITORY_VARIABLES & environ.keys():
        try:
            return _opened(Path.cwd(), vault, environ)
        except GitError:
            pass
    own = {name: value for name, value in environ.items() if name not in _REPOSITORY_VARIABLES}
    return _opened(vault, vault, own)


def _opened(folder: Path, vault: Path, environ: Mapping[str, str]) -> Repository:
    done = _call(folder, environ, ("rev-parse", "--show-toplevel"), b"")
    if done.returncode:
        raise _refusal(done.stderr, folder)
    top = Path(os.path.realpath(os.fsdecode(done.stdout.removesuffix(b"\n"))))
    place = Path(os.path.realpath(vault))
    if not place.is_relative_to(top):
        raise GitError(f"{vault} is not in the repository {top}", "")
    return Repository(top, place.relative_to(top).as_posix(), environ)


def _call(
    folder: Path, environ: Mapping[str, str], arguments: tuple[str, ...], stdin: bytes
) -> subprocess.CompletedProcess[bytes]:
    words = ["git", *_SAFE, *arguments]
    try:
        return subprocess.run(
            words, cwd=folder, env={**environ, "LC_ALL": "C"}, input=stdin, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed", "install git") from error


def _refusal(complaint: bytes, folder: Path) -> GitError:
    """What git complains about, and what to do."""
    text = complaint.decode("utf-8", "replace").strip()
    first = text.split("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in text:
        return GitError(f"{folder} is in no git repository", "run `git init` there, or `vaulttool init --git`")
    if "dubious ownership" in text:
        remedy = f"if you trust it: git config --global --add safe.directory '{folder}'"
        return GitError(f"git does not trust {folder}: it belongs to another user", remedy)
    if "must be run in a work tree" in text:
        return GitError(f"{folder} is a bare repository, without files", "clone it, and work in the clone")
    return GitError(f"git: {first}", "")
