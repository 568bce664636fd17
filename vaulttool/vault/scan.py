"""Which notes there are, and a stamp of each that tells whether it changed. No note is opened.

Looks at every file of the vault on every run, so it imports next to nothing and does little for each entry.
"""

from __future__ import annotations

import os
from contextlib import nullcontext
from stat import S_ISREG

from vaulttool.vault.exclude import Exclude

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from vaulttool.core.diagnostics import Finding, Severity
    from vaulttool.core.settings import Settings
    from vaulttool.snapshot import Folder, Glance

_SKIPPED_FOLDERS = frozenset({"node_modules"})
_INODE = (1 << 63) - 1


class Stamp(tuple[int, int, int, int]):
    """`(size, mtime_ns, inode, ctime_ns)` of a file, the inode cut to 63 bits. Equal: very likely unchanged."""

    __slots__ = ()

    @property
    def size(self) -> int:
        """In bytes."""
        return self[0]

    @property
    def mtime_ns(self) -> int:
        """When the bytes last changed, nanoseconds since 1970; anyone may set it."""
        return self[1]

    @property
    def inode(self) -> int:
        """Which file it is; another one after a save by rename."""
        return self[2]

    @property
    def ctime_ns(self) -> int:
        """When bytes or attributes last changed, nanoseconds since 1970; the system's word."""
        return self[3]


class Scan:
    """What a look at the whole vault found.

    `folders`: path (ends with `/`, `""` for the vault) -> every name in it but those of notes -> whether it is a
    folder's. `stamps`: path -> stamp of every note in them, in no order; `alike`: those of these notes that are as the
    snapshot has them. `same`: the folders that were known from a glance, as the snapshot has them. `problems`: what
    could not be looked at, sorted. `unseen`: paths that are there but not looked at; folders end with `/` (`""`: the
    whole vault). `temps`: leftover temporary files of this tool. `dashboard`: the dashboard's stamp, None when there
    is none.
    """

    __slots__ = ("alike", "dashboard", "folders", "problems", "same", "stamps", "temps", "unseen")

    def __init__(self) -> None:
        self.folders: dict[str, dict[str, bool]] = {}
        self.stamps: dict[str, Stamp] = {}
        self.alike: set[str] = set()
        self.same: dict[str, Folder] = {}
        self.problems: tuple[Finding, ...] = ()
        self.unseen: tuple[str, ...] = ()
        self.temps: tuple[str, ...] = ()
        self.dashboard: Stamp | None = None

    @property
    def unlike(self) -> set[str]:
        """The notes that are not as the snapshot has them."""
        return self.stamps.keys() - self.alike

    @property
    def alike_notes(self) -> int:
        """How many are as the snapshot has them."""
        return len(self.alike) + sum(count for count, _ in self.same.values())

    @property
    def notes(self) -> int:
        """How many notes there are."""
        return len(self.stamps) - len(self.alike) + self.alike_notes

    def is_gone(self, path: str) -> bool:
        """Whether a note that was there once is there no more; False when one could not look. Not for `same`."""
        return path not in self.stamps and not any(map(path.startswith, self.unseen))


def scan(root: Path, settings: Settings, glance: Glance | None = None) -> Scan:
    """Every regular `.md` file below `root` that the settings do not exclude, except the dashboard.

    Symbolic links are not followed. Hidden folders, templates, `node_modules` and linked git worktrees are left out.
    Never raises for what is in the vault: an unreadable folder is a finding `unreadable-file`. The folders that are the
    same at a glance are not looked at again.
    """
    return _Walk(os.fspath(root), settings, glance).run()


def is_note_path(path: str, settings: Settings) -> bool:
    """Whether `scan` would look at a file of this path (relative to the vault, with `/`), by its name alone."""
    *folders, name = path.split("/")
    return (
        name[-3:].lower() == ".md"
        and not name.startswith((".", "~$"))
        and not any(map(is_skipped, folders))
        and path != settings.dashboard
        and not Exclude(settings.exclude).covers(path)
    )


def is_skipped(folder: str) -> bool:
    """Whether a folder of this name is left out wherever it stands: hidden, or of templates (also `09 Templates`)."""
    if folder[:1] == "." or folder in _SKIPPED_FOLDERS:
        return True
    return folder[-9:].lower() == "templates" and not any(map(str.isalpha, folder[:-9]))


def stamp_of(root: str, path: str) -> Stamp | None:
    """The stamp of one regular file of the vault, None when there is none."""
    try:
        stat = os.lstat(f"{root}/{path}")
    except (OSError, ValueError):
        return None
    if not S_ISREG(stat.st_mode):
        return None
    return Stamp((stat.st_size, stat.st_mtime_ns, stat.st_ino & _INODE, stat.st_ctime_ns))


class _Walk:
    """One scan under way; keeps its own stack of folders, so that no depth is too deep."""

    def __init__(self, root: str, settings: Settings, glance: Glance | None) -> None:
        self.root = root
        self.glance = glance
        self.dashboard = settings.dashboard
        self.excluded = Exclude(settings.exclude)
        self.all_wanted = self.excluded.folders_only
        self.found = Scan()
        self.problems: list[Finding] = []
        self.unseen: list[str] = []
        self.temps: list[str] = []

    def run(self) -> Scan:
        below = self.known_below()
        folders = [""]
        while folders:
            prefix = folders.pop()
            if self.glance and prefix in self.glance.same:
                self.found.same[prefix] = self.glance.snapshot.folders[prefix]
                folders += below.get(prefix, ())
            else:
                folders += self.folder(prefix)
        if self.found.stamps.pop(self.dashboard, None):
            folder, slash, name = self.dashboard.rpartition("/")
            self.found.folders[folder + slash][name] = False
        self.found.dashboard = stamp_of(self.root, self.dashboard)
        self.found.problems = tuple(sorted(self.problems))
        self.found.unseen = tuple(sorted(self.unseen))
        self.found.temps = tuple(sorted(self.temps))
        return self.found

    def known_below(self) -> dict[str, list[str]]:
        """Folder -> the folders in it that the snapshot knows, for those that are the same."""
        below: dict[str, list[str]] = {}
        for path in self.glance.snapshot.folders if self.glance else ():
            if path:
                below.setdefault(path[: path.rfind("/", 0, -1) + 1], []).append(path)
        return below

    def folder(self, prefix: str) -> list[str]:
        """Take the notes of one folder; the folders in it come back, each with a `/` at its end."""
        below: list[str] = []
        notes: dict[str, Stamp] = {}
        alike: list[str] = []
        names = self.found.folders[prefix] = {}
        known = self.glance.snapshot.names(prefix) if self.glance else {}
        try:
            with self.listed(prefix) as entries:
                for entry in entries:
                    name = entry.name
                    if name[-3:] == ".md" or name[-3:].lower() == ".md":
                        if stamp := self.note(entry, prefix + name):
                            notes[prefix + name] = stamp
                            if known.get(name) == stamp:
                                alike.append(prefix + name)
                        else:
                            names[name] = entry.is_dir(follow_symlinks=False)
                        continue
                    names[name] = False
                    if entry.is_dir(follow_symlinks=False):
                        names[name] = True
                        if self.enters(name, prefix):
                            below.append(f"{prefix}{name}/")
                    elif name[:1] == "." or entry.is_symlink():
                        if name == ".git" and prefix and self.is_worktree(entry.path):
                            return []
                        self.oddity(entry, prefix)
        except OSError as error:
            self.blind(prefix, error)
        self.found.stamps.update(notes)
        self.found.alike.update(alike)
        return below

    def listed(self, prefix: str) -> AbstractContextManager[Iterable[os.DirEntry[str]]]:
        """What lies in a folder, from the glance if it looked."""
        seen = self.glance.entries.pop(prefix, None) if self.glance else None
        return os.scandir(f"{self.root}/{prefix}") if seen is None else nullcontext(seen)

    def note(self, entry: os.DirEntry[str], path: str) -> Stamp | None:
        """The stamp of one file that is named like a note, None when it is none."""
        try:
            stat = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.unseen.append(path)
            self.problem(path, "error", f"cannot be looked at: {error.strerror}", "see to the file's folder and disk")
            return None
        usual = S_ISREG(stat.st_mode) and self.all_wanted and path.isascii() and "onfli" not in path
        if (usual and entry.name[0] not in ".~") or self.counts(entry, path, regular=S_ISREG(stat.st_mode)):
            return Stamp((stat.st_size, stat.st_mtime_ns, stat.st_ino & _INODE, stat.st_ctime_ns))
        return None

    def counts(self, entry: os.DirEntry[str], path: str, *, regular: bool) -> bool:
        """Whether a file named like a note is one, by kind of file and name."""
        if entry.name.startswith((".", "~$")) or self.excluded(path):
            return False
        if not regular:
            if entry.is_symlink():
                self.link(entry, path)
            return False
        if not _is_text(path):
            self.problem(_shown(path), "error", "the file's name is not UTF-8 text", "give the file another name")
            return False
        return self.is_original(path)

    def enters(self, name: str, prefix: str) -> bool:
        """Whether a folder is to be looked into."""
        if is_skipped(name) or self.excluded(prefix + name):
            return False
        if name.isascii() or _is_text(name):
            return True
        self.problem(_shown(prefix + name), "error", "the folder's name is not UTF-8 text", "give it another name")
        return False

    def oddity(self, entry: os.DirEntry[str], prefix: str) -> None:
        """A hidden file or a link to a folder: says little, but must not be passed over in silence."""
        from vaulttool.core.file_names import TEMP_PREFIX, waiting_in_cloud

        if entry.name.startswith(TEMP_PREFIX):
            self.temps.append(prefix + entry.name)
        elif note := waiting_in_cloud(entry.name):
            self.unseen.append(prefix + note)
            hint = "download the file, or keep the folder on this computer"
            self.problem(prefix + note, "warning", "is in iCloud only, so it was not read", hint)
        elif entry.name[0] != "." and not self.excluded(prefix + entry.name) and entry.is_symlink():
            self.link(entry, prefix + entry.name)

    def link(self, entry: os.DirEntry[str], path: str) -> None:
        """A symbolic link: one that stays inside leads to what is seen anyway, any other is told of."""
        top = os.path.realpath(self.root)
        target = os.path.realpath(entry.path)
        leads_to_notes = entry.name[-3:].lower() == ".md" or os.path.isdir(target)
        if leads_to_notes and not (os.path.exists(target) and f"{target}/".startswith(f"{top}/")):
            what = "is a link that leads out of the vault or nowhere, so it was not read"
            self.problem(_shown(path), "warning", what, "move what it leads to into the vault, or exclude the link")

    def is_worktree(self, git: str) -> bool:
        """Whether a `.git` file makes its folder a second check-out, which would show every person twice."""
        try:
            with open(git, "rb") as file:
                return b"/worktrees/" in file.read(4096)
        except OSError:
            return False

    def is_original(self, path: str) -> bool:
        """Whether a name with a word for conflict is no conflict copy after all; a copy is told of."""
        from vaulttool.core.conflict_names import conflict_copy_of

        original = conflict_copy_of(path)
        if original is None:
            return True
        what = f"a second version of {original} that a sync program left" if original else "a list of sync conflicts"
        self.problem(path, "warning", what, "keep what is right in one, delete the other", "sync-conflict-copy")
        return False

    def blind(self, prefix: str, error: OSError) -> None:
        """A folder that cannot be read: its notes are unseen, not gone."""
        if prefix and isinstance(error, FileNotFoundError | NotADirectoryError):
            return
        self.unseen.append(prefix)
        where = prefix.rstrip("/") or "."
        self.problem(where, "error", f"the folder cannot be read: {error.strerror}", "its notes stand as last read")

    def problem(self, path: str, severity: Severity, message: str, hint: str, rule: str = "unreadable-file") -> None:
        from vaulttool.core.diagnostics import Finding

        self.problems.append(Finding(path, 1, 1, rule, severity, message, hint))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: str) -> str:
    """A path as text that can be printed: bytes that are no UTF-8 as `\\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
