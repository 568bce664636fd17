"""Checks of one vault: its settings, whether it can be written to, its index, sync programs, git, private notes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from msgspec import Struct

from vaulttool.config import load
from vaulttool.core.dashboard.words import count
from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.core.values import as_bool
from vaulttool.doctor.answer import Answer, Check, Place, State
from vaulttool.errors import ConfigError, VaultToolError
from vaulttool.index import Index
from vaulttool.integrations import git_setup
from vaulttool.integrations.git import GitError, Repository, open_repository


class SyncProgram(Struct, frozen=True):
    """How a program that copies folders to other machines is known: parts of the path, or files it leaves."""

    name: str
    parts: tuple[str, ...]
    files: tuple[str, ...] = ()


SYNC_PROGRAMS = (
    SyncProgram("iCloud Drive", ("Mobile Documents", "com~apple~CloudDocs", "iCloud Drive", "iCloudDrive")),
    SyncProgram("Dropbox", ("Dropbox",), (".dropbox", ".dropbox.cache")),
    SyncProgram("OneDrive", ("OneDrive",), (".849C9593-D756-4E56-8D6E-42412F2A707B",)),
    SyncProgram("Google Drive", ("GoogleDrive", "Google Drive", "My Drive"), (".tmp.driveupload",)),
    SyncProgram("Syncthing", (), (".stfolder",)),
    SyncProgram("Nextcloud", ("Nextcloud", "ownCloud"), (".nextcloudsync.log", ".owncloudsync.log")),
)


def config(place: Place) -> Iterator[Answer]:
    """Whether the settings can be used."""
    try:
        load(place.root)
    except ConfigError as error:
        yield from (Answer("config", State.MEND, problem, error.remedy) for problem in error.problems)
        return
    there = (place.root / CONFIG_NAME).exists()
    yield Answer("config", State.FINE, f"{CONFIG_NAME} is right" if there else f"no {CONFIG_NAME}: all as by default")


def writing(place: Place) -> Iterator[Answer]:
    """Whether notes can be written: in the vault's folder and in those right below it."""
    below = sorted(entry for entry in place.root.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    barred = [folder for folder in (place.root, *below) if not os.access(folder, os.W_OK | os.X_OK)]
    if not barred:
        yield Answer("writing", State.FINE, "notes can be written")
    for folder in barred:
        remedy = f"chmod u+w {quote(str(folder))}, as its owner"
        yield Answer("writing", State.MEND, f"{folder} may not be written to", remedy)


def index(place: Place) -> Iterator[Answer]:
    """Where the cache is, how large, and whether it is whole."""
    path = Index.path_of(place.root)
    if path.is_relative_to(place.root):
        remedy = "let VAULTTOOL_CACHE name a folder elsewhere: sync programs tear databases"
        yield Answer("index", State.MEND, f"it is inside the vault: {path}", remedy)
    if not path.exists():
        yield Answer("index", State.FINE, f"none yet; the first sync makes {path}")
        return
    size = path.stat().st_size
    try:
        with Index.open(place.root) as opened:
            trouble = opened.in_memory_because or opened.rebuilt_because or opened.fault()
    except VaultToolError as error:
        trouble = error.message
    if trouble:
        yield Answer("index", State.MEND, f"{path}: {trouble}", "vaulttool index --rebuild")
    else:
        yield Answer("index", State.FINE, f"{path}, {size / 1e6:.1f} MB, whole")


def synced_folder(place: Place) -> Iterator[Answer]:
    """Whether a program copies the vault to other machines by itself."""
    found = [program.name for program in SYNC_PROGRAMS if _is_synced(place.root, program)]
    if not found:
        yield Answer("synced folder", State.FINE, "no sync program is seen at work here")
    for name in found:
        remedy = "run `vaulttool watch` on one machine only; `check` names the second versions that it may leave"
        yield Answer("synced folder", State.NOTE, f"{name} syncs this folder", remedy)


def git(place: Place) -> Iterator[Answer]:
    """Whether git merges notes well here."""
    if not _has_git(place.root):
        yield Answer("git", State.NOTE, "the vault is not kept in git", "for a history: vaulttool init --git")
        return
    try:
        repository = open_repository(place.root, place.environ)
        steps = [step.says for step in git_setup.setup(repository, place.python)]
    except VaultToolError as error:
        yield Answer("git", State.MEND, error.message, error.remedy)
        return
    begun = repository.ask("config", "--get", f"merge.{git_setup.NAME}.driver").returncode == 0
    if not steps:
        yield Answer("git", State.FINE, "the merge driver, the hooks and the attributes are set up")
    elif begun:
        yield from (Answer("git", State.MEND, f"not as it should be: {says}", "vaulttool git setup") for says in steps)
    else:
        remedy = "`vaulttool git setup --dry-run` shows what merges them field by field"
        yield Answer("git", State.NOTE, "git merges these notes by the line", remedy)


def private_notes(place: Place) -> Iterator[Answer]:
    """Whether private notes may leave the machine by git. They are those of the last sync."""
    private = _private(place.root)
    if not private:
        yield Answer("private notes", State.FINE, "none")
        return
    many = count(len(private), "private note")
    tracked, remotes = _tracked(place), _remotes(place)
    if private & tracked and remotes:
        remedy = "keep them out: a line each in .gitignore, `git rm --cached`; what was pushed stays in the history"
        where = f"{len(private & tracked)} of {many} in git, which has {count(len(remotes), 'remote')}"
        yield Answer("private notes", State.NOTE, f"{where}: {', '.join(remotes)}", remedy)
    else:
        yield Answer("private notes", State.FINE, f"{many}, none of them in git with a remote")


CHECKS = (Check(config), Check(writing), Check(index), Check(synced_folder), Check(git), Check(private_notes))


def _is_synced(root: Path, program: SyncProgram) -> bool:
    """By a folder on the way to the vault that is named so (also `Dropbox (Work)`, `OneDrive-Acme`), or by a file."""
    by_name = (
        part == name or part.startswith((f"{name} ", f"{name}-")) for part in root.parts for name in program.parts
    )
    return any(by_name) or any(os.path.lexists(up / file) for up in (root, *root.parents) for file in program.files)


def _has_git(root: Path) -> bool:
    return any(os.path.lexists(folder / ".git") for folder in (root, *root.parents))


def _private(root: Path) -> frozenset[str]:
    """The notes that say so, as the index knows them; it is not made for that."""
    if not Index.path_of(root).exists():
        return frozenset()
    try:
        with Index.open(root) as opened:
            rows = opened.values_of("private")
    except VaultToolError:
        return frozenset()
    return frozenset(path for path, values in rows if values and as_bool(values[0]))


def _repository(place: Place) -> Repository | None:
    try:
        return open_repository(place.root, place.environ)
    except GitError:
        return None


def _tracked(place: Place) -> frozenset[str]:
    """The paths in the vault of the files that git holds."""
    repository = _repository(place)
    names = repository.run("ls-files", "-z", "--", repository.vault).split(b"\0") if repository else []
    top = f"{repository.vault}/" if repository and repository.vault != "." else ""
    return frozenset(os.fsdecode(name).removeprefix(top) for name in names if name)


def _remotes(place: Place) -> list[str]:
    """Their names only: an address may hold a password."""
    repository = _repository(place)
    return repository.run("remote").decode("utf-8", "replace").split() if repository else []
