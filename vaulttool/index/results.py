"""What the index answers to those who show things: conclusions, names, full text, and all of it for comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from vaulttool.core.book import stem_key
from vaulttool.core.codec import decode, decode_all, encode, text_findings, text_items
from vaulttool.core.conclusion import Card, FollowUp, Insight, Meeting
from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import Item, ItemType
from vaulttool.index.access import in_good_faith
from vaulttool.index.lookup import Lookup

T = TypeVar("T")

_FOLLOW_UPS = "SELECT text FROM due WHERE due <= ? ORDER BY due, id, path, text"
_FOLLOW_UPS_ABOUT = """
WITH these AS (SELECT value FROM json_each(?))
SELECT text FROM due WHERE person IN these OR about IN these OR path IN these
ORDER BY due, id, path, text
"""
_INSIGHTS = """
SELECT text FROM insights WHERE key IN (SELECT key FROM insights GROUP BY key HAVING count(*) > 1)
"""
_CARDS = """
SELECT k.path, coalesce(n.name, k.path), k.text FROM cards k LEFT JOIN notes n ON n.path = k.path ORDER BY k.path
"""
_CARDS_OF = """
SELECT c.path, k.text FROM conclusions c JOIN cards k ON k.conclusion = c.id
WHERE c.path IN (SELECT value FROM json_each(?))
"""
_LIVELY = """
SELECT path, text FROM cards
WHERE private = 0 AND (attempts OR waiting OR last_contact >= ?1 OR first_sent >= ?1)
"""
SHARED_NAMES = "shared names"
"""The key under which they are kept when a transaction changed a name: counting takes a look at all."""
_WITH_STATUS = """
SELECT path FROM cards WHERE status IN (SELECT value FROM json_each(?1))
UNION ALL
SELECT path FROM conclusions WHERE status != '' AND status IN (SELECT value FROM json_each(?2))
"""
_KINDS = "SELECT path, kind FROM notes WHERE path IN (SELECT value FROM json_each(?))"
_TITLES = "SELECT path, name FROM notes WHERE path IN (SELECT value FROM json_each(?)) ORDER BY path"
_SHARED = """
SELECT k.key, n.path FROM names k JOIN notes n ON n.id = k.note
WHERE k.key IN (SELECT key FROM names GROUP BY key HAVING count(*) > 1)
"""
_VALUES = """
SELECT n.path, json_extract(f.fields, ?1) FROM notes n CROSS JOIN facts f ON f.note = n.id
WHERE instr(f.fields, ?2) AND json_extract(f.fields, ?1) IS NOT NULL AND {} ORDER BY n.path
"""
IS_OF_THESE = "+fts.rowid IN (SELECT id FROM notes WHERE path IN (SELECT value FROM json_each(?)))"
"""Whether a row of the full text is of one of these notes; `+`: the words are looked for first, not note by note."""
_BEST_FIRST = f"""
SELECT n.path FROM fts JOIN notes n ON n.id = fts.rowid
WHERE fts MATCH ? AND {IS_OF_THESE} ORDER BY bm25(fts, 10.0, 4.0, 1.0), n.path
"""
_AROUND = _BEST_FIRST.replace("n.path", "n.path, snippet(fts, 2, '', '', ' ... ', 12)", 1)
_DUMP = (
    "SELECT 'note', path, kind, name, hex(digest) FROM notes",
    "SELECT 'facts', n.path, t.types, t.fields, t.items, t.rest FROM facts t JOIN notes n ON n.id = t.note",
    "SELECT 'name', n.path, t.key FROM names t JOIN notes n ON n.id = t.note",
    "SELECT 'link', n.path, t.field, t.key FROM link_keys t JOIN notes n ON n.id = t.note",
    "SELECT 'identity', n.path, t.field, t.value FROM identities t JOIN notes n ON n.id = t.note",
    "SELECT 'text', n.path, t.name, t.fields, t.body FROM fts t JOIN notes n ON n.id = t.rowid",
    """SELECT 'conclusion', path, since, until, checked_since, checked_until, findings, held, status, private
        FROM conclusions""",
    "SELECT 'card', path, status, private, attempts, waiting, last_contact, first_sent, text FROM cards",
    "SELECT 'meeting', path, text FROM meetings",
    "SELECT 'insight', key, text FROM insights",
    """SELECT 'follow-up', c.path, t.n, t.due, t.person, t.about, t.path, t.id, t.text
        FROM due t JOIN conclusions c ON c.id = t.conclusion""",
    "SELECT 'read', c.path, t.key, t.checked FROM reads t JOIN conclusions c ON c.id = t.conclusion",
)


class Results(Lookup):
    """Questions about everything at once. All answers come in an order that depends on their content alone."""

    def kinds(self, paths: Collection[str] | None = None) -> dict[str, str]:
        """Path -> kind of every note, or of those of these that there are, in no order; `""`: not one of ours."""
        if paths is None:
            return dict(self._all("SELECT path, kind FROM notes"))
        return dict(self._all(_KINDS, encode(list(paths))))

    def paths(self, kind: str = "") -> tuple[str, ...]:
        """Paths of the notes of one kind, or of all notes, ours or not; sorted."""
        of_kind = "kind = ?" if kind else "?1 = ''"
        return tuple(row[0] for row in self._all(f"SELECT path FROM notes WHERE {of_kind} ORDER BY path", kind))

    def titles(self, paths: Collection[str] | None = None) -> dict[str, str]:
        """Path -> name of every note, or of those of these that there are."""
        if paths is None:
            return dict(self._all("SELECT path, name FROM notes ORDER BY path"))
        return dict(self._all(_TITLES, encode(sorted(paths))))

    def title(self, path: str) -> str | None:
        """The name of one note, None when there is none."""
        rows = self._all("SELECT name FROM notes WHERE path = ?", path)
        return str(rows[0][0]) if rows else None

    def shared_names(self) -> frozenset[str]:
        """Folded file names that more than one note bears."""
        known = None if "names" in self._facts.changed else self.meta_get(SHARED_NAMES)
        with in_good_faith():
            return frozenset(decode(known, list[str]) if known else self._found_shared())

    def _found_shared(self) -> list[str]:
        stems = Counter(key for key, path in self._all(_SHARED) if key == stem_key(path))
        return sorted(key for key, count in stems.items() if count > 1)

    def meta_get(self, key: str) -> str | None:
        """What `meta_set` kept under this key."""
        found = self._access.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    def findings(self) -> list[Finding]:
        """All findings, by path, line and column."""
        rows = self._all("SELECT findings FROM conclusions WHERE findings != ''")
        with in_good_faith():
            return sorted(finding for (text,) in rows for finding in text_findings(text))

    def private_paths(self) -> frozenset[str]:
        """Paths of the notes that are kept from others."""
        return frozenset(path for (path,) in self._all("SELECT path FROM conclusions WHERE private"))

    def follow_ups(self, due_by: date | None = None) -> list[FollowUp]:
        """All follow-ups, or those due on that day or before; by due date, then id."""
        rows = self._all(_FOLLOW_UPS, (due_by or date.max).isoformat())
        return _last_column(rows, FollowUp)

    def follow_ups_about(self, paths: Collection[str]) -> list[FollowUp]:
        """The follow-ups for these people, about them, or because of these notes; by due date, then id."""
        rows = self._all(_FOLLOW_UPS_ABOUT, encode(list(paths)))
        return _last_column(rows, FollowUp)

    def statuses(self, paths: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
        """Path -> the status in force of each contact; of each talk that written, else in force. All, or of these."""
        among = "path IN (SELECT value FROM json_each(?))" if paths is not None else "?1"
        wanted = encode(list(paths)) if paths is not None else True
        found = {path: (status,) for path, status in self._all(f"SELECT path, status FROM cards WHERE {among}", wanted)}
        rows = self._all(f"SELECT path, status FROM conclusions WHERE status != '' AND {among}", wanted)
        return found | _by_path(rows, tuple[str, ...])

    def with_status(self, is_meant: Callable[[str], bool]) -> set[str]:
        """Paths of the contacts and talks of which a status, as `statuses` tells it, is meant."""
        stages = [status for (status,) in self._all("SELECT DISTINCT status FROM cards") if is_meant(status)]
        rows = self._all("SELECT DISTINCT status FROM conclusions WHERE status != ''")
        texts = [
            text for (text,), said in zip(rows, _last_column(rows, list[str]), strict=True) if any(map(is_meant, said))
        ]
        found = self._all(_WITH_STATUS, encode(stages), encode(texts))
        return {path for (path,) in found}

    def cards(self) -> list[tuple[str, str, Card]]:
        """Path, name and card of each contact, by path."""
        rows = self._all(_CARDS)
        return [(path, name, card) for (path, name, _), card in zip(rows, _last_column(rows, Card), strict=True)]

    def cards_of(self, paths: Collection[str]) -> dict[str, Card]:
        """Path -> card of those of these notes that are contacts, in no order."""
        return _by_path(self._all(_CARDS_OF, encode(list(paths))), Card) if paths else {}

    def card(self, path: str) -> Card | None:
        """The card of one contact."""
        return self.cards_of([path]).get(path)

    def lively(self, since: date) -> dict[str, Card]:
        """Path -> card of the contacts that are not private and have more to show than a status, in no order.

        They were ever approached, were in touch on `since` or later, or have something that is theirs to do.
        """
        return _by_path(self._all(_LIVELY, since.isoformat()), Card)

    def stages(self) -> dict[str, int]:
        """Status -> how many contacts that are not private have it."""
        return dict(self._all("SELECT status, count(*) FROM cards WHERE private = 0 GROUP BY status ORDER BY status"))

    def meetings(self) -> dict[str, Meeting]:
        """Path -> content of each planned interview, by path."""
        return _by_path(self._all("SELECT path, text FROM meetings ORDER BY path"), Meeting)

    def insights(self) -> list[Insight]:
        """The lines of all insights that were written down more than once, in no order."""
        rows = self._all(_INSIGHTS)
        return _last_column(rows, Insight)

    def held(self, first: date, last: date, paths: Collection[str] | None = None) -> int:
        """How many talks took place from `first` to `last`, both included: of all, or of those at these paths."""
        if paths is not None and not paths:
            return 0
        among = "" if paths is None else "AND path IN (SELECT value FROM json_each(?3))"
        sql = f"SELECT count(*) FROM conclusions WHERE held BETWEEN ?1 AND ?2 {among}"
        days = first.isoformat(), last.isoformat()
        return int(self._all(sql, *days, *([] if paths is None else [encode(sorted(paths))]))[0][0])

    def items(self, *types: ItemType) -> list[tuple[str, Item]]:
        """`(path, item)` of all items of these types, by path and place."""
        either = " OR ".join(["f.types LIKE ?"] * len(types))
        sql = f"SELECT n.path, f.items FROM facts f JOIN notes n ON n.id = f.note WHERE {either} ORDER BY n.path"
        rows = self._all(sql, *(f"% {name} %" for name in types))
        with in_good_faith():
            return [(path, item) for path, text in rows for item in text_items(text) if item.type in types]

    def values_of(self, field: str, kind: str = "") -> list[tuple[str, tuple[str, ...]]]:
        """`(path, values)` of a field in those notes of a kind, or of any, that have the field; by path."""
        hint = f"{encode(field)}:" if field.isascii() else ""
        sql = _VALUES.format("n.kind = ?3" if kind else "?3 = ''")
        rows = self._all(sql, f'$."{field}"[1]', hint, kind) if '"' not in field else []
        return list(_by_path(rows, tuple[str, ...]).items())

    def mentions(self, key: str) -> tuple[str, ...]:
        """Paths of all notes, ours or not, that link to this folded target, in frontmatter or body; sorted."""
        sql = "SELECT DISTINCT n.path FROM link_keys k JOIN notes n ON n.id = k.note WHERE k.key = ? ORDER BY n.path"
        return tuple(row[0] for row in self._all(sql, key))

    def best_first(self, words: Iterable[str], paths: Collection[str]) -> list[str]:
        """Those of these notes that hold all these words or phrases, best first.

        A word finds those that begin with it, whatever their case and accents. No words find nothing.
        """
        wanted = _wanted(words)
        return [path for (path,) in self._all(_BEST_FIRST, wanted, encode(list(paths)))] if wanted else []

    def around(self, word: str, paths: Collection[str]) -> dict[str, str]:
        """Path -> the words around the find, for those of these notes that hold the word or phrase; best first."""
        wanted = _wanted([word])
        return dict(self._all(_AROUND, wanted, encode(list(paths)))) if wanted else {}

    def dump(self) -> list[tuple[Any, ...]]:
        """All content in one order, without numbers and stamps: the same for the same notes, however it came about."""
        rows = [row for sql in _DUMP for row in self._all(sql)]
        return sorted(rows, key=repr)

    def _all(self, sql: str, *values: object) -> list[Any]:
        """All rows, after what waits has been stored."""
        self.store()
        return self._access.rows(sql, values)

    def store(self) -> None:
        """Put into the database what waits to be put there."""
        self._facts.store()


def _last_column(rows: Sequence[Sequence[str]], kind: type[T]) -> list[T]:
    """What the texts at the ends of these rows say."""
    with in_good_faith():
        return decode_all((row[-1] for row in rows), kind)


def _by_path(rows: Sequence[Sequence[str]], kind: type[T]) -> dict[str, T]:
    """Path -> what the text beside it says."""
    return {row[0]: value for row, value in zip(rows, _last_column(rows, kind), strict=True)}


def _wanted(words: Iterable[str]) -> str:
    """What full text is asked for; `""` for nothing."""
    plain = (word.replace("\0", " ").replace('"', '""') for word in words if any(map(str.isalnum, word)))
    return " ".join(f'"{word}"*' for word in plain)
