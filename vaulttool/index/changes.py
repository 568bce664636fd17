"""What a refresh asks of the index: what is known of each file, and which conclusions no longer hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from vaulttool.core.book import read_key, stem_key
from vaulttool.core.codec import decode, encode, text_findings
from vaulttool.core.conclusion import Checked
from vaulttool.index.access import in_good_faith
from vaulttool.index.columns import Columns
from vaulttool.vault import Stamp

Known = tuple[Stamp, bytes, bool]
"""Stamp and digest of a note as last read, and whether it was too fresh to trust the stamp."""

UNCONCLUDED = "unconcluded"
"""The key under which the paths of `unconcluded` are kept."""
_AT_ONCE = 500
_ROWS_FOR_A_QUERY = 100
"""Asking for what lies in one folder takes as long as reading so many rows in their order."""
_STAMPS = "SELECT path, size, mtime_ns, inode, ctime_ns, digest, fresh FROM notes"
_STAMPS_IN = f"{_STAMPS} WHERE path > ?1 AND path < ?2 AND instr(substr(path, length(?1) + 1), '/') = 0"
_STAMPS_OF = f"{_STAMPS} WHERE path IN (SELECT value FROM json_each(?))"
_STAMPS_AT_TOP = f"{_STAMPS} WHERE instr(path, '/') = 0"
_WHOM = """
SELECT n.path, min(l.key) FROM json_each(?) p JOIN notes n ON n.path = p.value JOIN link_keys l ON l.note = n.id
WHERE l.field = 'contact' GROUP BY n.id
"""
_CHECKED = "SELECT id, findings, checked_since, checked_until FROM conclusions WHERE path = ?"


class Changes(Columns):
    """The questions of a refresh, before it writes and while it does."""

    def stamps(self, folders: Collection[str] | None = None) -> dict[str, Known]:
        """Path -> what is known of its file, for every note, or for those right in these folders (`""`, `Jobs/`)."""
        if folders is None:
            rows = self._all(_STAMPS)
        elif len(folders) * _ROWS_FOR_A_QUERY > self._highest("notes"):
            rows = [row for row in self._all(_STAMPS) if row[0][: row[0].rfind("/") + 1] in folders]
        else:
            rows = [row for folder in folders for row in self._stamps_in(folder)]
        return _known(rows)

    def stamps_of(self, paths: Collection[str]) -> dict[str, Known]:
        """The same, of those of these notes that there are."""
        return _known(self._all(_STAMPS_OF, encode(list(paths)))) if paths else {}

    def _stamps_in(self, folder: str) -> list[Any]:
        if not folder:
            return self._all(_STAMPS_AT_TOP)
        return self._all(_STAMPS_IN, folder, f"{folder[:-1]}0")  # `0` is the sign after the slash

    @property
    def is_empty(self) -> bool:
        """Whether it knows of no note."""
        return not self._all("SELECT 1 FROM notes LIMIT 1")

    def fresh(self) -> list[str]:
        """Paths of the notes that were too fresh to trust their stamps when they were looked at."""
        return [row[0] for row in self._all("SELECT path FROM notes WHERE fresh")]

    def unconcluded(self) -> list[str]:
        """The paths that `hand_over` was told, until `all_concluded`: a run that did not end left them."""
        text = self.meta_get(UNCONCLUDED)
        with in_good_faith():
            return decode(text, list[str]) if text else []

    def stale(self, keys: Iterable[str]) -> set[str]:
        """Paths whose conclusion looked at one of these keys."""
        self.store()
        wanted = list(set(map(read_key, keys)))
        found: set[str] = set()
        for start in range(0, len(wanted), _AT_ONCE):
            part = tuple(wanted[start : start + _AT_ONCE])
            marks = ", ".join("?" * len(part))
            sql = f"SELECT c.path FROM reads r JOIN conclusions c ON c.id = r.conclusion WHERE r.key IN ({marks})"
            found.update(row[0] for row in self._access.rows(sql, part))
        return found

    def expired(self, today: date) -> set[str]:
        """Paths whose conclusion does not hold on this day."""
        sql = "SELECT path FROM conclusions WHERE since > ?1 OR until <= ?1"
        return {row[0] for row in self._all(sql, today.isoformat())}

    def checked(self, path: str, today: date) -> Checked | None:
        """What is known to be wrong in a note, None when it was not concluded, or that does not hold on this day."""
        rows = self._all(_CHECKED, path)
        with in_good_faith():
            for number, findings, *days in rows:
                since, until = [date.fromisoformat(day) if day else None for day in days]
                if (since is None or since <= today) and (until is None or today < until):
                    keys = self._all("SELECT key FROM reads WHERE conclusion = ? AND checked", number)
                    return Checked(text_findings(findings), since, until, frozenset(key for (key,) in keys))
        return None

    def in_company(self, paths: Collection[str]) -> list[str]:
        """The paths of notes in an order in which those about one person follow each other."""
        whom = dict(self._all(_WHOM, encode(list(paths)))) if len(paths) > _AT_ONCE else {}
        return sorted(paths, key=lambda path: (whom.get(path) or stem_key(path), path))

    def _highest(self, table: str) -> int:
        return int(self._access.rows(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0])


def _known(rows: Iterable[Any]) -> dict[str, Known]:
    return {row[0]: (Stamp(row[1:5]), row[5], bool(row[6])) for row in rows}
