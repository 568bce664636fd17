"""The types that Obsidian is told of our fields and the vault's own. In Obsidian a type holds for the whole vault.

So a name that several kinds or several forms share gets the type that holds them all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from vaulttool.core.pattern import pattern
from vaulttool.core.schema import KINDS, FieldSpec, Type
from vaulttool.core.settings import Settings
from vaulttool.core.vault_fields import fields_of

_OF_TYPE = MappingProxyType(
    {Type.DATE: "date", Type.DATETIME: "datetime", Type.BOOL: "checkbox", Type.INT: "number"}
)  # fmt: skip
_OBSIDIANS_OWN = MappingProxyType({"tags": "tags", "aliases": "aliases"})
_INDENT = pattern(r'\n([ \t]+)"')


def property_types(settings: Settings) -> dict[str, str]:
    """Name -> Obsidian's type, sorted by name."""
    found: dict[str, set[str]] = {}
    for kind in KINDS:
        for spec in fields_of(kind, settings).values():
            found.setdefault(spec.name, set()).add(_type(spec))
    return {name: _holding(types) for name, types in sorted(found.items())}


def types_json(types: Mapping[str, str], present: str = "") -> str:
    """The text of `types.json` with these types; one that `present` gives already stays, in any case of its name.

    `present` is the file's text, `""` for none; it comes back as it is when it lacks nothing. ValueError when it is not
    of the form `{"types": {...}}`.
    """
    if not present.strip():
        return json.dumps({"types": dict(types)}, indent=2, ensure_ascii=False) + "\n"
    whole = _read(present)
    known = whole.get("types", {})
    names = {name.casefold() for name in known}
    missing = {name: kind for name, kind in types.items() if name.casefold() not in names}
    if not missing:
        return present
    indent = _INDENT.search(present)
    text = json.dumps({**whole, "types": {**known, **missing}}, indent=indent[1] if indent else 2, ensure_ascii=False)
    return text + present[len(present.rstrip()) :]


def _read(text: str) -> dict[str, Any]:
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("types", {}), dict):
        raise ValueError('it is not of the form {"types": {...}}')
    return whole


def _type(spec: FieldSpec) -> str:
    """A list holds one value as well, so it goes for every text that may be several."""
    if spec.name in _OBSIDIANS_OWN:
        return _OBSIDIANS_OWN[spec.name]
    return _OF_TYPE.get(spec.type) or ("multitext" if spec.many else "text")


def _holding(types: set[str]) -> str:
    """The one type that holds the values of all these."""
    if len(types) == 1:
        return next(iter(types))
    if types == {"date", "datetime"}:
        return "datetime"
    return "multitext" if "multitext" in types else "text"
