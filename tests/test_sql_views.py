"""The views of the index, read with SQLite itself as a user would: docs/sql.md says what they are."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.vault_cli import Tool, tool
from vaulttool.cli.command_line import run
from vaulttool.index import Index
from vaulttool.index.views import VIEWS
from vaulttool.starter import lay_out

__all__ = ["tool"]

DOCS = (Path(__file__).parent.parent / "docs/sql.md").read_text()
SECTIONS = {part.partition("\n")[0]: part for part in DOCS.split("\n## ")[1:]}

ANA = """\
---
type: contact
org: "[[Acme]]"
email: [ana@acme.example, ana@home.example]
topics: maps
shoe_size: 40
private: yes
campaign:
tags: []
---
## Log
- 2026-11-18 email out: asked, [[Ben Ode]] said so (for:: outreach)
- 2026-11-20 phone in: "glad to"
- 2026-11-21 snooze connect until 2027-01-20
```
- 2026-11-22 email out: in a code block
```
"""
TALK = """\
---
type: interview
contact: ["[[Ana]]", "[[Contacts/Ben Ode|Ben]]"]
date: 2026-11-27 10:00
minutes: half an hour
rapport: 4
status: done
referrals: Cy Poe
---
"""


def rows(file: Path | str, sql: str) -> list[dict[str, Any]]:
    """What a query gives in the database, opened for reading only."""
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in database.execute(sql)]
    finally:
        database.close()


def path_of(tool: Tool) -> str:
    return tool("index", "--path").out.strip()


@pytest.fixture
def index(tool: Tool) -> str:
    """The index of a small vault, as `index --path` names it."""
    tool.notes({"Ana": ANA, "Ben Ode": "---\ntype: contact\n---\n", "Interviews/Talk.md": TALK})
    return path_of(tool)


def test_every_view_and_column_is_documented_with_a_query_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """docs/sql.md has a section for each view, names its columns and no others; its query finds something."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    lay_out(tmp_path / "vault", sample=True, git=False, today=date.today())
    assert run(["index", "--path", "--vault", str(tmp_path / "vault")]) == 0
    file = capsys.readouterr().out.strip()
    assert set(SECTIONS) == set(VIEWS)
    for name, section in SECTIONS.items():
        table = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
        columns = list(rows(file, f"SELECT * FROM {name} LIMIT 1")[0])
        assert sorted(re.findall(r"`(\w+)`", "".join(table))) == sorted(columns)
        (query,) = re.findall(r"```sql\n(.*?)```", section, re.S)
        assert f"FROM {name}" in query
        assert rows(file, query)


def test_contacts_hold_what_is_written_and_what_follows(index: str) -> None:
    """First values, lists as JSON, own fields, and the status in force; nothing where nothing is said."""
    ana, ben = rows(index, "SELECT * FROM contacts ORDER BY name")
    assert (ana["path"], ana["email"], ana["org"], ana["status"]) == (
        "Contacts/Ana.md", "ana@acme.example", "Acme", "met",
    )  # fmt: skip
    assert (ana["last_contact"], ana["attempts"], ana["first_sent"]) == ("2026-11-27", 1, "2026-11-18")
    assert (json.loads(ana["topics"]), ana["tags"], ana["private"], ana["campaign"]) == (["maps"], "[]", 1, None)
    fields = json.loads(ana["fields"])
    assert (fields["shoe_size"], fields["email"]) == ("40", ["ana@acme.example", "ana@home.example"])
    assert (ben["email"], ben["topics"], ben["fields"], ben["private"]) == (None, "[]", "{}", 0)


def test_interviews_name_people_and_take_no_word_for_a_number(index: str) -> None:
    """Links without brackets and labels, plain names too; a number that is none is null."""
    (talk,) = rows(index, "SELECT * FROM interviews")
    assert (talk["day"], talk["date"]) == ("2026-11-27", "2026-11-27 10:00")
    assert json.loads(talk["contacts"]) == ["Ana", "Contacts/Ben Ode"]
    assert json.loads(talk["referrals"]) == ["Cy Poe"]
    assert (talk["minutes"], talk["rapport"], talk["fit_role"], talk["private"]) == (None, 4, None, 0)


def test_touches_are_the_lines_of_contact_alone(index: str) -> None:
    """No snooze, nothing in code; channel, way, purpose and line as the log says."""
    found = rows(index, "SELECT day, channel, way, purpose, text, line, name FROM touches ORDER BY line")
    assert [tuple(row.values()) for row in found] == [
        ("2026-11-18", "email", "out", "outreach", "asked, [[Ben Ode]] said so", 12, "Ana"),
        ("2026-11-20", "phone", "in", "", '"glad to"', 13, "Ana"),
    ]


def test_follow_ups_are_those_of_today(tool: Tool, index: str) -> None:
    """The same ids, days and words as `today --all` shows."""
    said = {(f["id"], f["due"], f["text"]) for f in tool.open()}
    found = rows(index, "SELECT id, due, text, person_name, private FROM follow_ups")
    assert {(row["id"], row["due"], row["text"]) for row in found} == said
    assert {row["private"] for row in found if row["person_name"] == "Ana"} == {1}


def test_links_lead_to_the_note_they_mean(tool: Tool, index: str) -> None:
    """By name or path; no note, or two of one name: no path, and how many there are."""
    found = {
        (row["field"], row["target"]): (row["to_path"], row["matches"])
        for row in rows(index, "SELECT * FROM links WHERE path IN ('Interviews/Talk.md', 'Contacts/Ana.md')")
    }
    assert found["contact", "ana"] == ("Contacts/Ana.md", 1)
    assert found["contact", "contacts/ben ode"] == ("Contacts/Ben Ode.md", 1)
    assert found["", "ben ode"] == ("Contacts/Ben Ode.md", 1)
    assert found["org", "acme"] == (None, 0)
    tool.notes({"Old/Ana.md": "---\ntype: contact\n---\n"})
    assert rows(path_of(tool), "SELECT to_path, matches FROM links WHERE target = 'ana'") == [
        {"to_path": None, "matches": 2}
    ]


def test_reading_goes_on_while_the_tool_writes(tool: Tool, index: str) -> None:
    """A reader sees the last whole state and holds nobody up; it cannot write."""
    reader = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    try:
        with Index.open(tool.folder) as writer, writer.transaction():
            writer.remove("Contacts/Ana.md")
            writer.store()
            assert reader.execute("SELECT count(*) FROM contacts").fetchone() == (2,)
        assert reader.execute("SELECT count(*) FROM contacts").fetchone() == (1,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.execute("DELETE FROM notes")
    finally:
        reader.close()


def test_an_index_without_the_views_is_built_anew(tool: Tool, index: str) -> None:
    """One of an older version has tables of the views' names: it is rebuilt, said once, and has the views."""
    old = sqlite3.connect(index)
    for name in VIEWS:
        old.execute(f"DROP VIEW {name}")
    old.execute("CREATE TABLE links (note INTEGER, field TEXT, key TEXT)")
    old.execute("CREATE TABLE follow_ups (conclusion INTEGER, n INTEGER)")
    old.execute("PRAGMA user_version = 2")
    old.commit()
    old.close()
    assert "another version" in tool("index", "--path").err
    assert len(rows(index, "SELECT * FROM contacts, links LIMIT 1")) == 1
    assert tool("index", "--path").err == ""
    assert json.loads(tool("index", "--verify", "--format", "json").out) == {"differences": []}
