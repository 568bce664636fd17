"""Views over the tables for people and programs that read the index: stable names, described in docs/sql.md.

The tables themselves may change with any version; nothing in the tool reads a view.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from msgspec import Struct

from vaulttool.core.conclusion import Card, FollowUp

HAS_ARROW = sqlite3.sqlite_version_info >= (3, 38)
"""Whether this SQLite knows `->>`, which other databases read as well."""


def _at(column: str, path: str) -> str:
    """The text or number at a place in a column of JSON."""
    return f"({column} ->> '{path}')" if HAS_ARROW else f"json_extract({column}, '{path}')"


def _kept(column: str, kind: type[Struct], name: str) -> str:
    """A value of a card or follow-up that is kept as an array."""
    return f"{_at(column, f'$[{kind.__struct_fields__.index(name)}]')} AS {name}"


def _value(field: str) -> str:
    """A field's value as text, the first of several. A field is `[key, [value, ...], ...]`."""
    return _at("f.fields", f"$.{field}[1][0]")


def _first(field: str) -> str:
    return f"{_value(field)} AS {field}"


def _number(field: str) -> str:
    """Null for what is no whole number."""
    value = _value(field)
    return f"CASE WHEN ltrim({value}, '0123456789') = '' THEN CAST(nullif({value}, '') AS INTEGER) END AS {field}"


def _flag(field: str) -> str:
    return f"CASE WHEN lower({_value(field)}) IN ('true', 'yes', 'on') THEN 1 ELSE 0 END AS {field}"


def _every(field: str) -> str:
    """All values of a field as a JSON array."""
    return f"(SELECT json_group_array(value) FROM json_each(f.fields, '$.{field}[1]')) AS {field}"


def _linked(field: str, column: str = "") -> str:
    """The targets of a link field, without brackets and labels, as a JSON array. A link is `[target, field, ...]`."""
    target, said = (_at("value", f"$[{place}]") for place in (0, 1))
    source = f"json_each(f.rest, '$.links') WHERE {said} = '{field}'"
    return f"(SELECT json_group_array({target}) FROM {source}) AS {column or field}"


def _link(field: str) -> str:
    """The target of the first link in a field."""
    target, said = (_at("value", f"$[{place}]") for place in (0, 1))
    return f"(SELECT {target} FROM json_each(f.rest, '$.links') WHERE {said} = '{field}' LIMIT 1) AS {field}"


def _columns(columns: Iterable[str]) -> str:
    return ",\n    ".join(columns)


_FIELDS = """(SELECT json_group_object(
            key, json(CASE json_array_length(value, '$[1]') WHEN 1 THEN json_quote(json_extract(value, '$[1][0]'))
                ELSE json_extract(value, '$[1]') END))
        FROM json_each(f.fields) WHERE key != 'type') AS fields"""
_NOTES = "FROM notes n JOIN facts f ON f.note = n.id"

_CONTACTS = _columns(
    (
        "n.path", "n.name",
        *(_kept("k.text", Card, name) for name in ("status", "org", "role", "relationship", "approach")),
        *map(_first, ("email", "phone", "linkedin", "location", "country", "source", "priority")),
        *map(_every, ("topics", "tags")), _link("campaign"),
        *(
            _kept("k.text", Card, name)
            for name in ("last_contact", "next_due", "attempts", "first_sent", "last_sent", "answered", "private")
        ),
        _FIELDS,
    )
)  # fmt: skip
_INTERVIEWS = _columns(
    (
        "n.path", "n.name", f"substr({_value('date')}, 1, 10) AS day", _first("date"),
        _linked("contact", "contacts"), _link("org"), *map(_first, ("status", "format", "place", "summary")),
        *map(_number, ("minutes", "actual_minutes")), *map(_every, ("purpose", "outcome")), _linked("referrals"),
        *map(_number, ("rapport", "fit_culture", "fit_people", "fit_manager", "fit_role")),
        _first("thank_you_sent"), _link("campaign"), _flag("private"), _FIELDS,
    )
)  # fmt: skip
_TOUCHES = _columns(
    (
        "n.path", "n.name", f"{_at('i.value', '$[5]')} AS day", f"{_at('i.value', '$[6]')} AS channel",
        f"{_at('i.value', '$[7]')} AS way", f"coalesce({_at('i.value', '$[12].for')}, '') AS purpose",
        f"{_at('i.value', '$[2]')} AS text", f"{_at('i.value', '$[1]')} AS line",
    )
)  # fmt: skip
_DUE = _columns(
    _kept("d.text", FollowUp, name)
    for name in (
        "id", "rule", "person", "person_name", "about", "about_name", "due", "text", "path", "line", "clears", "weight",
        "draft", "tickable", "private",
    )
)  # fmt: skip
_LINKS = _columns(
    (
        "n.path", "n.kind", "n.name", "l.field", "l.key AS target",
        """(SELECT CASE count(*) WHEN 1 THEN max(t.path) END FROM names a JOIN notes t ON t.id = a.note
        WHERE a.key = l.key) AS to_path""",
        "(SELECT count(*) FROM names a WHERE a.key = l.key) AS matches",
    )
)  # fmt: skip

VIEWS = {
    "contacts": f"""SELECT
    {_CONTACTS}
{_NOTES} LEFT JOIN conclusions c ON c.path = n.path LEFT JOIN cards k ON k.conclusion = c.id
WHERE n.kind = 'contact'""",
    "interviews": f"SELECT\n    {_INTERVIEWS}\n{_NOTES} WHERE n.kind = 'interview'",
    "touches": f"""SELECT
    {_TOUCHES}
{_NOTES}, json_each(f.items) i
WHERE f.types LIKE '% touch %' AND {_at("i.value", "$[0]")} = 'touch'""",
    "follow_ups": f"SELECT\n    {_DUE}\nFROM due d",
    "links": f"SELECT\n    {_LINKS}\nFROM link_keys l JOIN notes n ON n.id = l.note",
}
"""Name -> the query it stands for."""
