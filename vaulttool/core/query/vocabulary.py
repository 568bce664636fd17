"""Which fields a query may name in which kinds, own and worked-out ones among them. Their values are not here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from vaulttool.core.schema import FIELD_OF, KIND_SYNONYMS, KINDS, FieldSpec, Type
from vaulttool.core.settings import Settings
from vaulttool.core.similar import nearest
from vaulttool.core.values import fold

_PLURALS = MappingProxyType({f"{kind}s": kind for kind in KINDS} | {"companies": "org", "organisations": "org"})

_EVERY = {
    "type": FieldSpec("type", Type.ENUM, "the kind of note", allowed=KINDS),
    "name": FieldSpec("name", Type.TEXT, "what the note is called"),
    "path": FieldSpec("path", Type.TEXT, "where the note is"),
    "due": FieldSpec("due", Type.DATE, "when something is next to be done"),
}
_CONTACT = {
    "last_contact": FieldSpec("last_contact", Type.DATE, "the latest contact of any kind"),
    "attempts": FieldSpec("attempts", Type.INT, "messages that asked for a first talk"),
}
WORKED_OUT: Mapping[str, Mapping[str, FieldSpec]] = MappingProxyType(
    {kind: MappingProxyType(_EVERY | (_CONTACT if kind == "contact" else {})) for kind in KINDS}
)
"""Kind -> fields that follow from the notes, in place of or beside the written ones."""

_OURS = MappingProxyType({"tag": "tags", "kind": "type"})


def kind_of(word: str) -> str:
    """The kind that a word means, `contacts` and `person` among them; `""` for none."""
    folded = fold(word)
    singular = _PLURALS.get(folded, folded)
    return singular if singular in KINDS else KIND_SYNONYMS.get(folded, KIND_SYNONYMS.get(folded.removesuffix("s"), ""))


class Vocabulary(Struct, frozen=True):
    """The fields of a vault. `keys` gives all `(kind, key)` in its notes, and is asked when a name is none of ours."""

    settings: Settings
    keys: Callable[[], Collection[tuple[str, str]]] = frozenset

    def field(self, name: str, kinds: Collection[str] = KINDS) -> tuple[FieldSpec, frozenset[str]] | None:
        """What a field of this name is in notes of these kinds, and which of them have it; None when none has."""
        ours = self._ours(name, kinds)
        found = {kind: spec for kind in kinds if (spec := self._in_kind(kind).get(ours))}
        if found:
            return _merged(ours, found), frozenset(found)
        own = [(kind, key) for kind, key in sorted(self.keys()) if kind in kinds and key.lower() == name.lower()]
        return (FieldSpec(own[0][1], Type.TEXT, "your own"), frozenset(kind for kind, _ in own)) if own else None

    def names(self, kinds: Collection[str] = KINDS) -> list[str]:
        """All names of fields in notes of these kinds, sorted."""
        own = {key for kind, key in self.keys() if kind in kinds}
        return sorted({name for kind in kinds for name in self._in_kind(kind)} | own | _OURS.keys())

    def nearest(self, name: str, kinds: Collection[str] = KINDS) -> str:
        """The field most like this one, `""` when none is."""
        return nearest(name.lower(), self.names(kinds))

    def links(self, kinds: Collection[str]) -> list[str]:
        """The link fields of these kinds, sorted."""
        return sorted({n for kind in kinds for n, spec in self._in_kind(kind).items() if spec.type is Type.LINK})

    def _ours(self, name: str, kinds: Collection[str]) -> str:
        """Our name for a field: in any case, or as other people call it."""
        folded = name.lower()
        if folded in _OURS and not (folded == "kind" and tuple(kinds) == ("shareable",)):
            return _OURS[folded]
        if any(folded in self._in_kind(kind) for kind in kinds):
            return folded
        return next(self._translated(name, kinds), name)

    def _translated(self, name: str, kinds: Collection[str]) -> Iterator[str]:
        for kind in kinds:
            table = self.settings.synonyms.get(kind, {})
            yield from (ours for theirs, ours in table.items() if theirs.lower() == name.lower())

    def _in_kind(self, kind: str) -> Mapping[str, FieldSpec]:
        own = self.settings.fields.get(kind, {})
        ours = {**FIELD_OF[kind], **WORKED_OUT[kind]}
        for name, declared in own.items():
            spec = ours.get(name) or FieldSpec(name, Type(declared.type), "your own")
            ours[name] = replace(spec, allowed=(*spec.allowed, *declared.allowed))
        return ours


def _merged(name: str, found: Mapping[str, FieldSpec]) -> FieldSpec:
    """One description of a field that several kinds have; plain text where they do not agree."""
    specs = list(found.values())
    if len({spec.type for spec in specs}) > 1:
        return FieldSpec(name, Type.TEXT, specs[0].meaning, many=True)
    allowed = tuple(dict.fromkeys(word for spec in specs for word in spec.allowed))
    to = tuple(dict.fromkeys(kind for spec in specs for kind in spec.to))
    return replace(specs[0], allowed=allowed, to=to, many=any(spec.many for spec in specs))
