"""Frontmatter entries -> the fields of a note, under our names. Their meaning is `schema`'s to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from vaulttool.core.model import Field
from vaulttool.core.parse.entries import Complaint, Entry

_PLACEHOLDER = re.compile(r"\{\{[^{}\n]*\}\}|<%[^\n]*?%>")


def to_fields(
    entries: Iterable[Entry], first_line: int, known: Mapping[str, object], ours: Mapping[str, str]
) -> dict[str, Field]:
    """Our name -> field. `known` are our names, `ours` maps other names to them; our own name wins over another."""
    entries = list(entries)
    named = {entry.key for entry in entries}
    fields: dict[str, Field] = {}
    for entry in entries:
        name = entry.key
        if name not in known:
            translated = ours.get(name, name)
            name = name if translated in named or translated in fields else translated
        if name not in fields:
            fields[name] = _field(entry, first_line)
    return fields


def _field(entry: Entry, first_line: int) -> Field:
    values = entry.values
    line, column = first_line + entry.line, entry.column + 1
    if len(values) == 1:
        text, _, _, value_line, value_column, quoted = values[0]
        return Field(
            entry.key, (text,), entry.shape, line, column, (first_line + value_line,), (value_column + 1,), (quoted,)
        )
    return Field(
        entry.key,
        tuple([v.text for v in values]),
        entry.shape,
        line,
        column,
        tuple([first_line + v.line for v in values]),
        tuple([v.column + 1 for v in values]),
        tuple([v.quoted for v in values]),
    )


def placeholder(entries: Iterable[Entry]) -> Complaint | None:
    """The first value that still is a template's placeholder, None when all are filled."""
    for entry in entries:
        for value in entry.values:
            if found := _PLACEHOLDER.search(value.text):
                message = f"`{entry.key}` still holds a template's placeholder, {found[0]}"
                hint = "Fill it in, or move the template to a folder that `exclude` names."
                return Complaint(value.line, value.column, "placeholder-unfilled", "warning", message, hint)
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
