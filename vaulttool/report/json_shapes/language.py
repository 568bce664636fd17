"""Words to write JSON Schema with, each with its meaning. Which shape a command has is not said here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

ANY_VALUE: Schema = {"type": ["string", "integer", "boolean", "null", "array"]}


def text(meaning: str = "") -> Schema:
    """A text."""
    return _of("string", meaning)


def number(meaning: str = "") -> Schema:
    """A whole number."""
    return _of("integer", meaning)


def decimal(meaning: str = "") -> Schema:
    """A number, whole or not."""
    return _of("number", meaning)


def flag(meaning: str = "") -> Schema:
    """True or false."""
    return _of("boolean", meaning)


def day(meaning: str = "") -> Schema:
    """A date, `2026-12-01`."""
    return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$", **_said(meaning)}


def moment(meaning: str = "") -> Schema:
    """A local date-time, `2026-12-01T10:00`."""
    return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", **_said(meaning)}


def word(meaning: str, *allowed: str) -> Schema:
    """One of a few words."""
    return {"enum": list(allowed), **_said(meaning)}


def only(value: Any, meaning: str = "") -> Schema:
    """Always this value."""
    return {"const": value, **_said(meaning)}


def maybe(schema: Schema) -> Schema:
    """This, or null."""
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    said = _said(schema.get("description", ""))
    return {"anyOf": [{key: value for key, value in schema.items() if key != "description"}, {"type": "null"}], **said}


def listed(of: Schema, meaning: str = "") -> Schema:
    """A list of such values."""
    return {"type": "array", "items": dict(of), **_said(meaning)}


def pair(first: Schema, second: Schema, meaning: str = "") -> Schema:
    """A list of two."""
    both = {"prefixItems": [dict(first), dict(second)], "minItems": 2, "maxItems": 2}
    return {"type": "array", **both, **_said(meaning)}


def mapping(of: Schema, meaning: str = "") -> Schema:
    """Names of the notes' own choosing, each with such a value."""
    return {"type": "object", "additionalProperties": dict(of), **_said(meaning)}


def record(meaning: str = "", optional: tuple[str, ...] = (), /, **keys: Schema) -> Schema:
    """A mapping with these keys; those in `optional` may be missing."""
    required = [key for key in keys if key not in optional]
    return {"type": "object", "properties": keys, "required": required, **_said(meaning)}


def also(base: Schema, meaning: str = "", optional: tuple[str, ...] = (), /, **keys: Schema) -> Schema:
    """A record with more keys than another."""
    missing = [key for key in base["properties"] if key not in base["required"]]
    return record(meaning, (*missing, *optional), **{**base["properties"], **keys})


def part(name: str, meaning: str = "") -> Schema:
    """A shape that is described once, under its own name."""
    return {"$ref": f"#/$defs/{name}", **_said(meaning)}


def either(meaning: str, *schemas: Schema) -> Schema:
    """One of several shapes."""
    return {"oneOf": [dict(schema) for schema in schemas], **_said(meaning)}


def _of(name: str, meaning: str) -> Schema:
    return {"type": name, **_said(meaning)}


def _said(meaning: str) -> dict[str, str]:
    return {"description": meaning} if meaning else {}
