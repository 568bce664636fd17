"""The shapes of the commands' JSON, as data: JSON Schema (2020-12). docs/json.md is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vaulttool.report.json_shapes.commands import SHAPES, Shape
from vaulttool.report.json_shapes.common import PARTS
from vaulttool.report.json_shapes.language import Schema

__all__ = ["DIALECT", "PARTS", "SHAPES", "VERSION", "Schema", "Shape", "schema_of"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSION = 1
"""Of all shapes together. Within a version keys and words may come, and none goes or changes its type or meaning."""


def schema_of(command: str, *, strict: bool = False) -> dict[str, Any]:
    """The whole JSON Schema of one command's output. `strict` refuses keys that are not described."""
    definitions = {name: dict(schema) for name, schema in PARTS.items()}
    name = {"$schema": DIALECT, "$id": f"urn:vaulttool:{VERSION}:{command}"}
    whole = {**name, **SHAPES[command].schema, "$defs": definitions}
    closed: dict[str, Any] = _closed(whole) if strict else whole
    return closed


def _closed(value: Any) -> Any:
    if isinstance(value, Mapping):
        found = {key: _closed(content) for key, content in value.items()}
        return {"additionalProperties": False, **found} if "properties" in found and "required" in found else found
    return [_closed(content) for content in value] if isinstance(value, list) else value
