"""The fields of a kind in one vault: ours with the vault's own values, then its own; and what one takes, in words."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from vaulttool.core.schema import FIELDS, FieldSpec, Type
from vaulttool.core.settings import OwnField, Settings

NO_BOUND = 10**9
"""The bound of a whole number that has none; what is larger is no number to us."""


def fields_of(kind: str, settings: Settings) -> dict[str, FieldSpec]:
    """Name -> field, in the order a new note shows them. A field of the vault's own takes a list too."""
    own = settings.fields.get(kind, {})
    found = {spec.name: _with_own_values(spec, own) for spec in FIELDS[kind]}
    return found | {name: _own(name, declared) for name, declared in own.items() if name not in found}


def takes(spec: FieldSpec) -> str:
    """What a field takes, in Markdown."""
    if spec.allowed:
        words = " ".join(f"`{value}`" for value in spec.allowed)
        words += " or days" if spec.type is Type.CADENCE else ""
    elif spec.type is Type.INT:
        words = f"{spec.low} to {spec.high}" if spec.high < NO_BOUND else spec.type.value
    elif spec.type is Type.LINK:
        words = f"link to {' or '.join(spec.to) or 'a note'}, or a name"
    else:
        words = spec.type.value
    return f"list: {words}" if spec.many else words


def _with_own_values(spec: FieldSpec, own: Mapping[str, OwnField]) -> FieldSpec:
    extra = own[spec.name].allowed if spec.name in own else ()
    return replace(spec, allowed=(*spec.allowed, *extra)) if extra else spec


def _own(name: str, declared: OwnField) -> FieldSpec:
    type_ = Type.ENUM if declared.allowed else Type(declared.type)
    return FieldSpec(
        name, type_, "a field of your own", many=True, allowed=declared.allowed, low=-NO_BOUND, high=NO_BOUND
    )
