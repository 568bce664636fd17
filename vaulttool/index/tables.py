"""The tables of the index: what they are, how they are made. Nothing is in them that the notes do not say."""

from __future__ import annotations

VERSION = 15
"""Another number in the file means that it was made by another version; it is then built anew."""

# What is asked of many notes at once stands in rows of its own or in narrow tables; what is asked of one note is JSON
# text in `facts`. `types` there names the types of the items, each between blanks. What a conclusion holds is JSON in
# `text`, beside what it is chosen by. A key in `reads` is a number that nearly every key has for itself: two that share
# one cost a conclusion too much, never one too few.
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE notes (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, inode INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    digest BLOB NOT NULL, fresh INTEGER NOT NULL
);
CREATE TABLE facts (
    note INTEGER PRIMARY KEY, types TEXT NOT NULL, fields TEXT NOT NULL, items TEXT NOT NULL, rest TEXT NOT NULL
);
CREATE TABLE names (note INTEGER, key TEXT, PRIMARY KEY (note, key)) WITHOUT ROWID;
CREATE TABLE link_keys (note INTEGER, field TEXT, key TEXT, PRIMARY KEY (note, field, key)) WITHOUT ROWID;
CREATE TABLE identities (note INTEGER, field TEXT, value TEXT, PRIMARY KEY (note, field, value)) WITHOUT ROWID;
CREATE VIRTUAL TABLE fts USING fts5 (name, fields, body, tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE conclusions (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, since TEXT, until TEXT, checked_since TEXT, checked_until TEXT,
    findings TEXT NOT NULL, held TEXT, status TEXT NOT NULL, private INTEGER NOT NULL
);
CREATE TABLE cards (
    conclusion INTEGER PRIMARY KEY, path TEXT NOT NULL, status TEXT NOT NULL, private INTEGER NOT NULL,
    attempts INTEGER NOT NULL, waiting INTEGER NOT NULL, last_contact TEXT, first_sent TEXT, text TEXT NOT NULL
);
CREATE TABLE meetings (conclusion INTEGER PRIMARY KEY, path TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE due (
    conclusion INTEGER, n INTEGER, due TEXT NOT NULL, person TEXT NOT NULL, about TEXT NOT NULL, path TEXT NOT NULL,
    id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (conclusion, n)
) WITHOUT ROWID;
CREATE TABLE insights (
    conclusion INTEGER, n INTEGER, key TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (conclusion, n)
) WITHOUT ROWID;
CREATE TABLE reads (
    conclusion INTEGER, key INTEGER, checked INTEGER NOT NULL, PRIMARY KEY (conclusion, key)
) WITHOUT ROWID;
"""

_INDEXES_OF_NOTES = """
CREATE INDEX IF NOT EXISTS notes_kind ON notes (kind, path);
CREATE INDEX IF NOT EXISTS names_key ON names (key);
CREATE INDEX IF NOT EXISTS link_keys_key ON link_keys (key, field);
CREATE INDEX IF NOT EXISTS identities_value ON identities (field, value);
"""
_INDEXES_OF_CONCLUSIONS = """
CREATE INDEX IF NOT EXISTS reads_key ON reads (key);
CREATE INDEX IF NOT EXISTS conclusions_since ON conclusions (since) WHERE since IS NOT NULL;
CREATE INDEX IF NOT EXISTS conclusions_until ON conclusions (until) WHERE until IS NOT NULL;
CREATE INDEX IF NOT EXISTS conclusions_held ON conclusions (held) WHERE held IS NOT NULL;
CREATE INDEX IF NOT EXISTS conclusions_findings ON conclusions (path) WHERE findings != '';
CREATE INDEX IF NOT EXISTS conclusions_private ON conclusions (path) WHERE private;
CREATE INDEX IF NOT EXISTS conclusions_status ON conclusions (status) WHERE status != '';
CREATE INDEX IF NOT EXISTS cards_stage ON cards (private, status);
CREATE INDEX IF NOT EXISTS insights_key ON insights (key);
"""


def _statements(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(";"))))


TABLES = _statements(_TABLES)
"""Statements that make the tables."""

INDEXES_OF_NOTES = _statements(_INDEXES_OF_NOTES)
INDEXES = (*INDEXES_OF_NOTES, *_statements(_INDEXES_OF_CONCLUSIONS))
"""Statements that make them quick to search: run after a large load, since filling indexes row by row takes longer."""

KEYS = {
    "names": ("note", "key"),
    "link_keys": ("note", "field", "key"),
    "identities": ("note", "field", "value"),
    "cards": ("conclusion",),
    "meetings": ("conclusion",),
    "due": ("conclusion", "n"),
    "insights": ("conclusion", "n"),
    "reads": ("conclusion", "key"),
}
"""The tables in which a note or a conclusion has any number of rows: their first columns, which tell rows apart."""

OF_NOTE = ("facts", *(table for table, key in KEYS.items() if key[0] == "note"))
"""The tables whose rows belong to a note, by its id in the column `note`."""

OF_CONCLUSION = tuple(table for table, key in KEYS.items() if key[0] == "conclusion")
"""The tables whose rows belong to a conclusion, by its id in the column `conclusion`."""
