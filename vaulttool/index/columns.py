"""One field of all notes at once, and full text as a set: what queries ask of the index."""

from __future__ import annotations

from collections.abc import Collection

from vaulttool.core.codec import decode, encode
from vaulttool.index.access import in_good_faith
from vaulttool.index.results import IS_OF_THESE, Results

_TARGETS = (
    "SELECT n.path, t.key FROM link_keys t JOIN notes n ON n.id = t.note WHERE t.field = ? ORDER BY n.path, t.key"
)
_TAGS = """
SELECT n.path, json_extract(f.rest, '$.tags') FROM facts f JOIN notes n ON n.id = f.note
WHERE json_array_length(f.rest, '$.tags') ORDER BY n.path
"""
_KEYS = "SELECT n.kind, f.fields FROM facts f JOIN notes n ON n.id = f.note WHERE n.kind != ''"
_MATCHING = "SELECT n.path FROM fts JOIN notes n ON n.id = fts.rowid WHERE fts MATCH ?"
_HOLDING = """
SELECT n.path FROM fts JOIN notes n ON n.id = fts.rowid
WHERE instr(lower(fts.name || char(10) || fts.fields || char(10) || fts.body), lower(?))
"""
_AMONG = f" AND {IS_OF_THESE}"
_BESIDE = """
SELECT n.path FROM fts JOIN notes n ON n.id = fts.rowid WHERE fts MATCH ? AND instr(fts.body, ?) ORDER BY n.path
"""
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
"""Letters of languages that put no blanks between words: first and last of each range."""


class Columns(Results):
    """`core.query.Columns`."""

    def targets(self, field: str) -> list[tuple[str, str]]:
        """`(path, folded target)` of the links in a frontmatter field, by path."""
        return self._all(_TARGETS, field)

    def tags(self) -> list[tuple[str, str]]:
        """`(path, tag)` of all notes, by path."""
        rows = self._all(_TAGS)
        with in_good_faith():
            return [(path, tag) for path, text in rows for tag in decode(text)]

    def keys(self) -> set[tuple[str, str]]:
        """`(kind, field)` of all fields that stand in notes of ours, ours and the users' own."""
        rows = self._all(_KEYS)
        with in_good_faith():
            return {(kind, key) for kind, text in rows for key in decode(text)}

    def body(self, path: str) -> str:
        """The text of a note below its frontmatter, as kept for full text; `""` when there is no such note."""
        rows = self._all("SELECT t.body FROM fts t JOIN notes n ON n.id = t.rowid WHERE n.path = ?", path)
        return str(rows[0][0]) if rows else ""

    def matching(self, text: str, *, phrase: bool, among: Collection[str] | None = None) -> frozenset[str]:
        """Paths of all notes, or of those among some, that hold a word that begins so, or the phrase.

        Case and accents do not matter. What has no letters, or is of a language without blanks between words, is looked
        for as it stands.
        """
        plain = text.replace("\0", " ")
        if not any(map(str.isalnum, plain)) or _is_unspaced(plain):
            sql, wanted = _HOLDING, plain
        else:
            quoted = plain.replace('"', '""')
            sql, wanted = _MATCHING, f'"{quoted}"' if phrase else f'"{quoted}"*'
        rows = self._all(sql, wanted) if among is None else self._all(sql + _AMONG, wanted, encode(list(among)))
        return frozenset(path for (path,) in rows)

    def beside(self, word: str, sign: str) -> tuple[str, ...]:
        """Paths of all notes whose body holds this word of plain letters, and this sign as it stands; sorted."""
        return tuple(path for (path,) in self._all(_BESIDE, f'body : "{word}"', sign))


def _is_unspaced(text: str) -> bool:
    """Whether a text has letters of a language that puts no blanks between words."""
    return not text.isascii() and any(first <= ord(sign) <= last for sign in text for first, last in _UNSPACED)
