"""`git setup` as data: the steps that make a clone merge notes well, those already done left out; and the way back."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from functools import partial

from vaulttool.errors import UnreadableNote
from vaulttool.integrations import git_hooks
from vaulttool.integrations.git import Repository
from vaulttool.integrations.git_step import VAULTS, Step
from vaulttool.vault import read
from vaulttool.vault.write import write

NAME = "vaulttool"
"""The merge driver's name in `.gitattributes`."""

ATTRIBUTES, IGNORE = ".gitattributes", ".gitignore"
_CONFIG = (f"merge.{NAME}.name", f"merge.{NAME}.driver")
_LEFT = 75
"""How the driver says that conflicts are left. 1 would also be said by a Python that does not find it."""


def driver(python: str) -> str:
    """The merge driver as a command of the shell; where it cannot do its work, git's own merge does."""
    call = f"{shlex.quote(python)} -P -m vaulttool git merge-driver --conflicts-exit {_LEFT}".replace("%", "%%")
    return (
        f"{call} -- %O %A %B %P %L; case $? in 0) exit 0;; {_LEFT}) exit 1;; esac; "
        "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
    )


def setup(repository: Repository, python: str, dashboard: str = "") -> Iterator[Step]:
    """What is still to do in this clone. `dashboard`, when given, is a path in the vault that git shall not hold."""
    wanted = dict(zip(_CONFIG, ("notes field by field, list line by list line", driver(python)), strict=True))
    for key, value in wanted.items():
        if _configured(repository, key) != [value]:
            yield Step(f"{key} = {value}", partial(_configure, repository, key, value))
    if repository.vault not in _configured(repository, VAULTS):
        add = ("config", "--local", "--add", VAULTS, repository.vault)
        yield Step(f"{VAULTS} = {repository.vault}", partial(_run, repository, *add))
    if _attribute(repository) != NAME:
        line = f"*.md merge={NAME}"
        yield Step(f"{repository.path(ATTRIBUTES)}: {line}", partial(_append, repository, ATTRIBUTES, line), True)
    yield from git_hooks.install(repository, python)
    if dashboard:
        yield from _left_out(repository, dashboard)


def removal(repository: Repository) -> Iterator[Step]:
    """What takes the setup out of this clone. Lines in `.gitattributes` stay: they are everybody's, and do no harm."""
    vaults = _configured(repository, VAULTS)
    if repository.vault in vaults:
        unset = ("config", "--local", "--unset-all", "--fixed-value", VAULTS, repository.vault)
        yield Step(f"{VAULTS} = {repository.vault} is taken out", partial(_run, repository, *unset))
    if set(vaults) <= {repository.vault}:
        if any(_configured(repository, key) for key in _CONFIG):
            section = ("config", "--local", "--remove-section", f"merge.{NAME}")
            yield Step(f"merge.{NAME} is taken out", partial(_run, repository, *section))
        yield from git_hooks.remove(repository)


def _configured(repository: Repository, key: str) -> list[str]:
    """The values of a key in the clone's own configuration."""
    found = repository.ask("config", "--local", "-z", "--get-all", key).stdout
    return [value.decode("utf-8", "surrogateescape") for value in found.split(b"\0")[:-1]]


def _configure(repository: Repository, key: str, value: str) -> None:
    repository.run("config", "--local", "--replace-all", key, value)


def _run(repository: Repository, *arguments: str) -> None:
    repository.run(*arguments)


def _attribute(repository: Repository) -> str:
    """The merge driver that a note of the vault has."""
    said = repository.run("check-attr", "-z", "merge", "--", repository.path("a note.md"))
    return said.split(b"\0")[2].decode("utf-8", "replace")


def _append(repository: Repository, path: str, line: str) -> None:
    """One more line at the end of a file of the vault."""
    root = repository.top / repository.vault
    try:
        old = read(root, path)
    except UnreadableNote:
        if (root / path).exists():
            raise
        old = None
    before = old or b""
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    write(root, path, before + gap + line.encode() + b"\n", old)


def _left_out(repository: Repository, dashboard: str) -> Iterator[Step]:
    """The dashboard is made anew on each machine: git passes it over, and holds it no more."""
    path = repository.path(dashboard)
    if not _is_ignored(repository, path):
        line = "/" + _escaped(dashboard)
        yield Step(f"{repository.path(IGNORE)}: {line}", partial(_append, repository, IGNORE, line), True)
    if repository.run("ls-files", "-z", "--", path):
        forget = ("rm", "--cached", "--quiet", "--", path)
        yield Step(f"git forgets {path}; the file stays", partial(_run, repository, *forget), True)


def _is_ignored(repository: Repository, path: str) -> bool:
    """Whether git passes a path over; the command takes no paths for literal ones, so that is turned off for it."""
    words = ("--no-literal-pathspecs", "check-ignore", "-z", "--stdin", "--no-index")
    return repository.ask(*words, stdin=os.fsencode(path)).returncode == 0


def _escaped(path: str) -> str:
    """A path that `.gitignore` takes word for word."""
    text = "".join(f"\\{char}" if char in "\\*?[" else char for char in path)
    return text[:-1] + "\\ " if text.endswith(" ") else text
