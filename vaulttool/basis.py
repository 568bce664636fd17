"""What a refresh may take as known and leaves for the next one: which folders are as the index has them."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from vaulttool import __version__, snapshot
from vaulttool.config import settings_key

if TYPE_CHECKING:
    from pathlib import Path

    from vaulttool.core.settings import Settings
    from vaulttool.index import Index
    from vaulttool.index.changes import Known
    from vaulttool.snapshot import Glance, Names, Snapshot
    from vaulttool.vault import Scan


class Basis:
    """The index of a vault, and, once `look` was called, which folders are as the index has them."""

    def __init__(self, vault: Path, index: Index, settings: Settings) -> None:
        self.vault = vault
        self.index = index
        self.glance: Glance | None = None
        self._settings = settings
        self._made_by = f"{__version__}|{settings_key(settings)}"
        self._file = snapshot.beside(os.fspath(index.file)) if index.file else ""

    def look(self, glance: Glance | None) -> None:
        """Look which folders are as the index has them, unless that was just done: `glance`."""
        known = glance.snapshot if glance else snapshot.load(os.fspath(self.vault), self._file)
        if known and self._tells(known):
            self.glance = glance or snapshot.glance(os.fspath(self.vault), known)

    def holds(self) -> bool:
        """Whether the index is still what the glance was compared with; if not, the glance is dropped."""
        if self.glance is None or self._tells(self.glance.snapshot):
            return True
        self.glance = None
        return False

    def is_of_now(self) -> bool:
        """Whether the index was made by this version with these settings."""
        return self.index.meta_get("made by") == self._made_by

    def renew(self) -> None:
        """Note that it was."""
        self.index.meta_set("made by", self._made_by)

    def known(self, seen: Scan) -> dict[str, Known]:
        """What is known of all notes but those that are as the snapshot has them."""
        if not self.glance:
            return self.index.stamps()
        known = self.glance.snapshot
        looked = known.folders.keys() - seen.same.keys()
        named = {path: known.names(path) for path in looked}
        notes = [
            path
            for folder, names in named.items()
            for name, was in names.items()
            if not isinstance(was, bool) and (path := folder + name) not in seen.alike
        ]
        return self.index.stamps([path for path in looked if not named[path]]) | self.index.stamps_of(notes)

    def keep(self, seen: Scan) -> str:
        """Leave a snapshot of what the scan saw and the index now has, unless there is one.

        Its id, `""` when something may change that it would not tell.
        """
        if not self._file:
            return ""
        if seen.unseen:
            with suppress(OSError):
                os.unlink(self._file)
            return ""
        if self.glance and self.glance.sees_no_change:
            return self.glance.snapshot.id
        odd = snapshot.folders_of([*self.index.fresh(), *(problem.path for problem in seen.problems), *seen.temps])
        if self.glance and self._tells(self.glance.snapshot) and seen.folders.keys() <= odd:
            return ""
        with suppress(OSError):
            made = snapshot.save(os.fspath(self.vault), self._file, self.index.mark, seen.same, self._looked(seen), odd)
            return made.id if made.is_sure else ""
        return ""

    def _looked(self, seen: Scan) -> dict[str, Names]:
        """What lies in the folders that the scan looked at. The dashboard, if it is not there, will be."""
        looked: dict[str, Names] = {path: {**names} for path, names in seen.folders.items()}
        for path, stamp in seen.stamps.items():
            folder, slash, name = path.rpartition("/")
            size, mtime_ns, inode, ctime_ns = stamp
            looked[folder + slash][name] = size, mtime_ns, inode, ctime_ns
        folder, slash, name = self._settings.dashboard.rpartition("/")
        if folder + slash in looked:
            looked[folder + slash][name] = False
        return looked

    def _tells(self, known: Snapshot) -> bool:
        """Whether a snapshot is of what the index has now, by the rules of now."""
        return known.mark == self.index.mark != "" and self.is_of_now()
