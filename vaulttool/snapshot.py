"""The vault as the index knows it, folder by folder, in a file beside the index.

For every folder that holds notes the file has each name in it, and the stamp of each note. It is loaded by every
command, before most of the tool is, and imports next to nothing.
"""

from __future__ import annotations

import marshal
import os

from vaulttool import __version__, cache_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    Entries = dict[str, list[os.DirEntry[str]]]
    """Folder -> what lies in it. What was asked of an entry, as its stamp, it keeps."""

    Stamp = tuple[int, int, int, int]
    """Size, mtime_ns, inode (63 bits) and ctime_ns."""

    Names = dict[str, bool | Stamp]
    """What lies in a folder: name -> the stamp of a note, True for a folder, False for anything else."""

    Folder = tuple[int, bytes]
    """How many notes lie in a folder, and its `Names`, packed; no bytes when it has to be looked into at every run."""

_MAGIC = b"vaulttool snapshot 3\n"
_INODE = (1 << 63) - 1
_MOST_HELD = 10_000
"""A list of more files takes longer to make than to read the folder once more."""
SETTINGS = "vaulttool.toml"
"""The file by which a vault is known. Beside what lies in the folders, it decides which notes are looked at."""


class Snapshot:
    """What the index knew when it had the mark `mark`.

    `id`: another one for every snapshot. `folders`: path (ends with `/`, `""` for the vault) -> what lies in it, for
    all folders that are looked into.
    """

    __slots__ = ("folders", "id", "mark")

    def __init__(self, id_: str, mark: str, folders: dict[str, Folder]) -> None:
        self.id = id_
        self.mark = mark
        self.folders = folders

    def names(self, folder: str) -> Names:
        """What lies in a folder; nothing when it is not known, or has to be looked into at every run."""
        packed = self.folders.get(folder, (0, b""))[1]
        names: Names = marshal.loads(packed) if packed else {}
        return names

    @property
    def is_sure(self) -> bool:
        """Whether no folder has to be looked into at every run."""
        return all(packed for _, packed in self.folders.values())


class Glance:
    """A snapshot, and which of its folders hold now just what it says. Good for one look right afterwards.

    `entries`: what lies in others of them, for who looks into these next.
    """

    __slots__ = ("entries", "same", "snapshot")

    def __init__(self, snapshot: Snapshot, same: Collection[str], entries: Entries | None = None) -> None:
        self.snapshot = snapshot
        self.same = same
        self.entries = entries or {}

    @property
    def sees_no_change(self) -> bool:
        """Whether all is as it was."""
        return len(self.same) == len(self.snapshot.folders)


def load(vault: str, file: str) -> Snapshot | None:
    """The snapshot in a file; None when there is none, or it was made by other rules than those of now."""
    try:
        id_, mark, version, settings, folders = cache_place.get(file, _MAGIC)
    except (ValueError, TypeError):
        return None
    is_ours = version == __version__ and settings == _stamp(os.path.join(vault, SETTINGS))
    return Snapshot(id_, mark, folders) if is_ours else None


def glance(vault: str, snapshot: Snapshot) -> Glance:
    """Look which folders of the vault hold what the snapshot says."""
    same: set[str] = set()
    entries: Entries = {}
    for path, (_, packed) in snapshot.folders.items():
        try:
            found = _unless_same(f"{vault}/{path}", marshal.loads(packed)) if packed else []
        except OSError:
            found = []
        if found is None:
            same.add(path)
        elif found:
            entries[path] = found
    return Glance(snapshot, same, entries)


def but_for(snapshot: Snapshot, folders: Collection[str]) -> Glance | None:
    """A glance at these folders alone, for who was told of every change: the others are as the snapshot says.

    None when the snapshot does not know them all.
    """
    if not snapshot.folders.keys() >= set(folders):
        return None
    return Glance(snapshot, {path for path, (_, packed) in snapshot.folders.items() if packed and path not in folders})


def save(
    vault: str,
    file: str,
    mark: str,
    same: Mapping[str, Folder],
    looked: Mapping[str, Names],
    odd: Collection[str],
) -> Snapshot:
    """Keep in a file what the index knows at this mark. `OSError` when that cannot be.

    `same`: folders as the last snapshot has them. `looked`: what lies in the others. `odd`: folders that have to be
    looked into at every run.
    """
    folders = dict(same)
    for path, names in looked.items():
        count = sum(was is not True and was is not False for was in names.values())
        folders[path] = count, b"" if path in odd else marshal.dumps(names)
    snapshot = Snapshot(os.urandom(8).hex(), mark, folders)
    cache_place.put(file, _MAGIC, (snapshot.id, mark, __version__, _stamp(os.path.join(vault, SETTINGS)), folders))
    return snapshot


def file_of(vault: str) -> str:
    """The file of the snapshot of this vault, beside its index."""
    return cache_place.file_of(vault, "snapshot")


def beside(index: str) -> str:
    """The file of the snapshot that belongs to the index in this file."""
    return f"{os.path.splitext(index)[0]}.snapshot"


def folders_of(paths: Collection[str]) -> set[str]:
    """The folders in which these files lie, as `Snapshot` names them."""
    return {path[: path.rfind("/") + 1] for path in paths}


def _stamp(file: str) -> Stamp | None:
    """The stamp of a file, None when there is none."""
    try:
        stat = os.lstat(file)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ino & _INODE, stat.st_ctime_ns


def _unless_same(folder: str, names: Names) -> list[os.DirEntry[str]] | None:
    """What lies in a folder, nothing when it is too much to hold; None when it is just what these names say."""
    with os.scandir(folder) as listed:
        if len(names) > _MOST_HELD:
            return None if _are(listed, names) else []
        entries = list(listed)
    return None if _are(entries, names) else entries


def _are(entries: Iterable[os.DirEntry[str]], names: Names) -> bool:
    """Whether these have just these names, and the notes among them just these stamps."""
    count = 0
    for entry in entries:
        count += 1
        was = names.get(entry.name)
        if was is True or was is False:
            if was is not entry.is_dir(follow_symlinks=False):
                return False
            continue
        stat = entry.stat(follow_symlinks=False)
        if was != (stat.st_size, stat.st_mtime_ns, stat.st_ino & _INODE, stat.st_ctime_ns):
            return False
    return count == len(names)
