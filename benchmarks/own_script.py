"""The script that a user would write for themselves: every note into SQLite with full text, each time from the start.

`python own_script.py VAULT DATABASE` reads bodies with markdown-it-py, `--regex` with regular expressions. It knows no
follow-ups and checks nothing. It shares no code with vaulttool.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from pathlib import Path
from typing import Any

import frontmatter

_LINK = re.compile(r"\[\[([^\]|#]+)")
_TASK = re.compile(r"^\s*[-*] \[(.)\] (.*)$", re.MULTILINE)

Found = list[tuple[str, str]]


def by_regex(body: str) -> tuple[list[str], Found]:
    """Links and tasks of a body, those in code blocks too."""
    return _LINK.findall(body), _TASK.findall(body)


def by_parser(body: str) -> tuple[list[str], Found]:
    """Links and tasks of a body, those in code blocks left out."""
    links: list[str] = []
    tasks: Found = []
    for token in _parser().parse(body):
        if token.type == "inline":
            links += _LINK.findall(token.content)
            tasks += [(t[1], t[4:]) for t in token.content.split("\n") if t[:1] == "[" and t[2:3] == "]"]
    return links, tasks


def main() -> None:
    """Build the database anew."""
    arguments = [a for a in sys.argv[1:] if a != "--regex"]
    vault, database = Path(arguments[0]), Path(arguments[1])
    read = by_regex if "--regex" in sys.argv else by_parser
    database.unlink(missing_ok=True)
    with sqlite3.connect(database) as db:
        db.executescript(
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, path TEXT, fields TEXT);"
            "CREATE TABLE links (note INTEGER, target TEXT); CREATE TABLE tasks (note INTEGER, box TEXT, text TEXT);"
            "CREATE VIRTUAL TABLE words USING fts5 (body);"
        )
        for number, path in enumerate(vault.rglob("*.md")):
            post = frontmatter.loads(path.read_text(encoding="utf-8"))
            links, tasks = read(post.content)
            fields = json.dumps(post.metadata, default=str)
            db.execute("INSERT INTO notes VALUES (?, ?, ?)", (number, str(path), fields))
            db.executemany("INSERT INTO links VALUES (?, ?)", [(number, target) for target in links])
            db.executemany("INSERT INTO tasks VALUES (?, ?, ?)", [(number, *task) for task in tasks])
            db.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (number, post.content))
        db.execute("CREATE INDEX links_target ON links (target)")


def _parser(kept: list[Any] = []) -> Any:  # noqa: B006 - made once
    if not kept:
        from markdown_it import MarkdownIt

        kept.append(MarkdownIt())
    return kept[0]


if __name__ == "__main__":
    main()
