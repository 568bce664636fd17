"""JSON Schema (draft 7) of a note's frontmatter, as YAML 1.2 gives it, made from the tables and the vault's settings.

What only the whole vault can tell, and which days and time zones there are, is for `check` to say; what this refuses,
`check` finds too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from vaulttool.core.pattern import pattern
from vaulttool.core.schema import KIND_SYNONYMS, KINDS, FieldSpec, Type
from vaulttool.core.settings import Settings
from vaulttool.core.vault_fields import NO_BOUND, fields_of, takes

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

_BLANK: Schema = {"type": ["string", "null"], "pattern": r"^\s*$"}
_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_ZONE = r"^\s*[A-Z0-9][A-Za-z0-9_+-]*(/[A-Z0-9][A-Za-z0-9_+-]*)*\s*$"
_DATE = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?\s*$"
_BIRTHDAY = rf"{_DATE}|^\s*(--)?[0-9]{{2}}-[0-9]{{2}}\s*$"
_URL = r"^\s*[Hh][Tt][Tt][Pp][Ss]?://\S+\s*$"
_WHOLE = r"^\s*[+-]?[0-9]{1,9}\s*$"
_DAYS = r"^\s*\+?0*[1-9][0-9]{0,8}( days)?\s*$"
_YES_OR_NO = ("true", "false", "yes", "no", "on", "off")
_AROUND = r"""[ \t#\[\]"']*"""
_SIGNS = pattern(r"[\\^$.*+?()\[\]{}|/]")
_NUMBER = pattern(r"[+-]?(0|[1-9][0-9]*)", re.ASCII)


def note_schema(kind: str, settings: Settings) -> Schema:
    """The schema of one kind. Keys of the user's own are welcome; their other names for our fields are read as ours."""
    return {"$schema": DRAFT, "title": f"vaulttool {kind}", **_of_kind(kind, settings)}


def any_note_schema(settings: Settings) -> Schema:
    """One schema for all notes: which kind holds is said by `type`; without one nothing is asked."""
    return {
        "$schema": DRAFT,
        "title": "vaulttool notes",
        "type": ["object", "null"],
        "properties": {"type": {"description": "the kind of note", "examples": list(KINDS)}},
        "allOf": [_if_kind(kind) for kind in KINDS],
        "definitions": {kind: _of_kind(kind, settings) for kind in KINDS},
    }


def _if_kind(kind: str) -> Schema:
    says_so: Schema = {"type": "object", "required": ["type"], "properties": {"type": _kind_words(kind)}}
    return {"if": says_so, "then": {"$ref": f"#/definitions/{kind}"}}


def _of_kind(kind: str, settings: Settings) -> Schema:
    specs = fields_of(kind, settings)
    properties = {name: _property(spec) for name, spec in specs.items()}
    properties["type"] = {
        "description": "the kind of note",
        "anyOf": [{"enum": [kind]}, _kind_words(kind), _BLANK, _NOTHING],
    }
    synonyms = settings.synonyms.get(kind, {})
    for theirs, ours in synonyms.items():
        if theirs not in properties and ours in specs:
            properties[theirs] = {**_property(specs[ours]), "description": f"read as `{ours}`"}
    required = [name for name, own in settings.fields.get(kind, {}).items() if own.required]
    found: Schema = {"type": ["object", "null"], "properties": properties}
    if required:
        found["allOf"] = [_present(name, synonyms) for name in required]
        found["type"] = "object"
    return found


def _present(name: str, synonyms: Mapping[str, str]) -> Schema:
    """The field is there under our name or another."""
    names = (name, *(theirs for theirs, ours in synonyms.items() if ours == name))
    return {"anyOf": [{"required": [one]} for one in names]}


def _kind_words(kind: str) -> Schema:
    """Every writing of `type` that means the kind: other words for it, capitals, a tag, a link."""
    words = (kind, *(word for word, meant in KIND_SYNONYMS.items() if meant == kind))
    either = "|".join(map(_any_case, words))
    return _text(f"^{_AROUND}({either}){_AROUND}$")


def _any_case(word: str) -> str:
    return "".join(f"[{c.upper()}{c}]" if c.isalpha() else _escaped(c) for c in word)


def _escaped(text: str) -> str:
    """A text as a pattern; a sign that needs no backslash gets none, which JavaScript refuses."""
    return _SIGNS.sub(r"\\\g<0>", text)


_NOTHING: Schema = {"type": "array", "maxItems": 0}


def _property(spec: FieldSpec) -> Schema:
    one = _FORMS[spec.type](spec)
    extra = () if spec.type in (Type.ENUM, Type.CADENCE) else spec.allowed
    value: Schema = {"anyOf": [*one, *(_words(extra) if extra else []), _BLANK]}
    several: Schema = {"type": "array", "items": value} if spec.many else _NOTHING
    return {"description": f"{spec.meaning} ({takes(spec).replace('`', '')})", "anyOf": [*value["anyOf"], several]}


def _words(allowed: Iterable[str]) -> list[Schema]:
    """Words, with those that YAML takes for numbers or truth also as such, and with blanks around."""
    words = tuple(allowed)
    either = "|".join(map(_escaped, words))
    return [{"enum": [form for word in words for form in _as_yaml(word)]}, _text(rf"^\s*({either})\s*$")]


def _as_yaml(word: str) -> tuple[object, ...]:
    if word in ("true", "false"):
        return (word, word == "true")
    return (word, int(word)) if _NUMBER.fullmatch(word) else (word,)


def _bool(spec: FieldSpec) -> list[Schema]:
    return [{"type": "boolean"}, _text(rf"^\s*({'|'.join(map(_any_case, _YES_OR_NO))})\s*$")]


def _int(spec: FieldSpec) -> list[Schema]:
    bounded = {"minimum": spec.low, "maximum": spec.high} if spec.high < NO_BOUND else {}
    return [{"type": "integer", **bounded}, _text(_WHOLE)]


def _cadence(spec: FieldSpec) -> list[Schema]:
    return [*_words(spec.allowed), {"type": "integer", "minimum": 1}, _text(_DAYS)]


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _matching(pattern: str) -> Callable[[FieldSpec], list[Schema]]:
    return lambda spec: [_text(pattern)]


_FORMS: Mapping[Type, Callable[[FieldSpec], list[Schema]]] = MappingProxyType(
    {
        Type.TEXT: lambda spec: [_SCALAR],
        Type.LINK: lambda spec: [_SCALAR],
        Type.DATE: _matching(_DATE),
        Type.DATETIME: _matching(_DATE),
        Type.ENUM: lambda spec: _words(spec.allowed),
        Type.BOOL: _bool,
        Type.INT: _int,
        Type.URL: _matching(_URL),
        Type.TIMEZONE: _matching(_ZONE),
        Type.BIRTHDAY: _matching(_BIRTHDAY),
        Type.CADENCE: _cadence,
    }
)
"""Type -> the forms of one value that are read."""
