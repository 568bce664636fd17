"""A note -> its JSON record: what is written in it, typed as its fields are. Nothing is worked out here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vaulttool.core.model import Field, Note
from vaulttool.core.schema import FIELD_OF, FieldSpec, Type
from vaulttool.core.values import as_bool, as_int
from vaulttool.core.written_values import named

_NONE: Mapping[str, FieldSpec] = {}


def record(note: Note) -> dict[str, Any]:
    """`{path, kind, name, fields}`: field -> text, number, true or false, or a list of them; null without a value.

    Links are names without brackets; dates are text. A value that is not of its field's type stays text.
    """
    specs = FIELD_OF.get(note.kind, _NONE)
    fields = {name: _written(field, specs.get(name)) for name, field in note.fields.items() if field.shape != "other"}
    fields.pop("type", None)
    return {"path": note.path, "kind": note.kind, "name": note.name, "fields": fields}


def typed(spec: FieldSpec, values: Sequence[str]) -> Any:
    """A list for a field that takes one, else the first value, null for none."""
    found = [_value(spec, value) for value in values if value.strip()]
    return found if spec.many else next(iter(found), None)


def _written(field: Field, spec: FieldSpec | None) -> Any:
    if spec:
        return typed(spec, field.values)
    return list(field.values) if field.shape == "list" else next(iter(field.values), None)


def _value(spec: FieldSpec, text: str) -> str | int | bool:
    if spec.type is Type.LINK:
        return named(text)
    value = as_int(text) if spec.type is Type.INT else as_bool(text) if spec.type is Type.BOOL else None
    return text.strip() if value is None else value
