"""Frontmatter entries -> the fields of a note, under our names. Their meaning is `schema`'s to say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import Field
from vaulttool.core.parse.entries import Entry, Reading
from vaulttool.core.pattern import pattern

_PLACEHOLDER = pattern(r"\{\{[^{}\n]*\}\}|<%[^\n]*?%>")


def fields_of(reading: Reading, first_line: int) -> dict[str, Field]:
    """Key -> field of a block that begins in line `first_line` of its note; of a key that stands twice, the first."""
    return {entry.key: _field(entry, first_line) for entry in reading.values()}


def _field(entry: Entry, first_line: int) -> Field:
    values = entry.values
    return Field(
        entry.key,
        tuple([v.text for v in values]),
        entry.shape,
        first_line + entry.line,
        entry.column + 1,
        tuple([first_line + v.line for v in values]),
        tuple([v.column + 1 for v in values]),
        tuple([v.quoted for v in values]),
    )


def under_our_names(fields: dict[str, Field], known: Mapping[str, object], ours: Mapping[str, str]) -> dict[str, Field]:
    """Our name -> field. `known` are our names, `ours` maps other names to them.

    Our own name wins over another, and the first over those below it, but none that is left empty.
    """
    if fields.keys() <= known.keys():
        return fields
    found: dict[str, Field] = {}
    for key, field in fields.items():
        name = key if key in known else ours.get(key, key)
        if name != key and any(map(_says_something, (fields.get(name), found.get(name)))):
            name = key
        if name not in found or (name != key and not _says_something(found[name])):
            found[name] = field
    return found


def _says_something(field: Field | None) -> bool:
    return field is not None and any(map(str.strip, field.values))


def placeholder(path: str, fields: Mapping[str, Field]) -> Finding | None:
    """A finding at the first value that still is a template's placeholder, None when all are filled."""
    for field in fields.values():
        for text, line, column in zip(field.values, field.lines, field.columns, strict=True):
            if found := _PLACEHOLDER.search(text):
                message = f"`{field.key}` still holds a template's placeholder, {found[0]}"
                hint = "Fill it in, or move the template to a folder that `exclude` names."
                return Finding(path, line, column, "placeholder-unfilled", "warning", message, hint)
    return None


def tags_of(fields: Mapping[str, Field]) -> list[str]:
    """The tags of the frontmatter without `#`: a list, or one text with commas or blanks between them."""
    found: list[str] = []
    for name in ("tags", "tag"):
        field = fields.get(name)
        if field is None:
            continue
        for value in field.values:
            parts = re.split(r"[,\s]+", value) if field.shape == "scalar" else (value.strip(),)
            found += [tag for part in parts if (tag := part.lstrip("#"))]
    return found
