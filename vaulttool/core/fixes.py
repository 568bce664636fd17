"""A fixable finding -> the change of the note that ends it, and a note with all of them made; nothing is written here.

A fix names its change in the terms of `edit`, which refuses what it cannot do without touching anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from vaulttool.core import schema
from vaulttool.core.afterwards import new_findings
from vaulttool.core.checks import findings_of
from vaulttool.core.checks.keys import meant
from vaulttool.core.checks.odd_dates import read_odd_date
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Finding
from vaulttool.core.edit import Change, Refusal, RenameKey, Requote, SetField, apply
from vaulttool.core.model import Field, Note
from vaulttool.core.parse.note import parse_note
from vaulttool.core.schema import Type
from vaulttool.core.similar import sure_match
from vaulttool.core.values import fold

Fixer = Callable[[Finding, Note, Desk], Change | None]
Wanted = Callable[[Sequence[Finding]], list[Finding]]
"""Of findings those that are asked for."""


class Mended(Struct, frozen=True):
    """A note with safe fixes made: its text before and after, the findings that are gone, why others are not made."""

    note: Note
    old: str
    text: str
    ended: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()


def fix_of(finding: Finding, note: Note, desk: Desk) -> Change | None:
    """The change that ends a finding of this note; None when there is no safe one."""
    fixer = FIXERS.get(finding.rule) if finding.fixable else None
    return fixer(finding, note, desk) if fixer else None


def mended(note: Mended, wanted: Wanted, desk_with: Callable[[Note], Desk]) -> Mended:
    """The note with the wanted safe fixes made, each on what those before it leave; but none that brings an error.

    The last line goes first, so that a line more leaves the places of the others as they are.
    """
    tried: set[Change] = set()
    while fix := next(_untried(note.note, wanted, desk_with(note.note), tried), None):
        tried.add(fix[1])
        note = _with(note, *fix, desk_with)
    return note


def _untried(note: Note, wanted: Wanted, desk: Desk, tried: Collection[Change]) -> Iterator[tuple[Finding, Change]]:
    for finding in reversed(wanted(findings_of(note, desk))):
        change = fix_of(finding, note, desk)
        if change and change not in tried:
            yield finding, change


def _with(note: Mended, finding: Finding, change: Change, desk_with: Callable[[Note], Desk]) -> Mended:
    """With one fix more, or the reason against it."""
    before, desk = note.note, desk_with(note.note)
    text = apply(note.text, change, before.kind, desk.settings)
    if isinstance(text, Refusal):
        return replace(note, reasons=(*note.reasons, f"{before.path} is left alone: {text.message}"))
    after = parse_note(before.path, text.encode("utf-8", "replace"), desk.settings).note
    errors = [one for one in new_findings(before, after, desk, desk_with(after)) if one.severity == "error"]
    if errors:
        reason = f"{before.path}:{finding.line} is left alone: its fix would bring an error: {errors[0].message}"
        return replace(note, reasons=(*note.reasons, reason))
    return replace(note, note=after, text=text, ended=(*note.ended, finding))


def _unquoted_link(finding: Finding, note: Note, desk: Desk) -> Change | None:
    name = _name_at(finding, note)
    return Requote(name) if name else None


def _hash_tag(finding: Finding, note: Note, desk: Desk) -> Change | None:
    """`tags: #x` is an empty key to YAML: the word of the message is put where it was lost from."""
    name = _name_at(finding, note)
    lost = finding.message.partition("takes `#")[2].rpartition("` for a comment")[0]
    words = tuple(lost.replace(" #", " ").split())
    return SetField(name, words) if name and words and not note.fields[name].values else None


def _type_missing(finding: Finding, note: Note, desk: Desk) -> Change | None:
    return SetField("type", note.kind) if note.kind else None


def _status_behind(finding: Finding, note: Note, desk: Desk) -> Change | None:
    return SetField("status", desk.dossier(note).status)


def _date(finding: Finding, note: Note, desk: Desk) -> Change | None:
    name = _name_at(finding, note)
    spec = schema.FIELD_OF[note.kind].get(name or "")
    iso = read_odd_date(note.text(name)).iso if name and spec else ""
    if not name or not spec or not iso:
        return None
    return SetField(name, iso if spec.type is Type.DATETIME else iso[:10])


def _value(finding: Finding, note: Note, desk: Desk) -> Change | None:
    """The allowed value one slip away, in place of the one at the finding."""
    name = _name_at(finding, note)
    spec = schema.FIELD_OF[note.kind].get(name or "")
    if not name or not spec:
        return None
    own = desk.settings.fields.get(note.kind, {}).get(name)
    allowed = (*spec.allowed, *(own.allowed if own else ()))
    field = note.fields[name]
    values = tuple(_corrected(value, allowed, is_meant=_stands_at(field, n, finding)) for n, value in _values(field))
    return SetField(name, values if field.shape == "list" else values[0]) if values != field.values else None


def _values(field: Field) -> list[tuple[int, str]]:
    return list(enumerate(field.values))


def _corrected(value: str, allowed: tuple[str, ...], *, is_meant: bool) -> str:
    plain = fold(value).replace(" ", "-").replace("_", "-")
    return (plain if plain in allowed else sure_match(plain, allowed) or value) if is_meant else value


def _stands_at(field: Field, number: int, finding: Finding) -> bool:
    """Whether the value stands where the finding points; a field without places has one value."""
    if number >= len(field.lines) or number >= len(field.columns):
        return len(field.values) == 1
    return (field.lines[number], field.columns[number]) == (finding.line, finding.column)


def _misspelt(finding: Finding, note: Note, desk: Desk) -> Change | None:
    name = _name_at(finding, note)
    return RenameKey(note.fields[name].key, meant(note.kind, name)) if name else None


def _org(finding: Finding, note: Note, desk: Desk) -> Change | None:
    """The link that the hint says."""
    link = finding.hint.partition('"')[2].rpartition('"')[0]
    return SetField("org", link) if link.startswith("[[") and not note.text("org") else None


def _referral(finding: Finding, note: Note, desk: Desk) -> Change | None:
    found = [link for link in note.linked("referrals") if link.plain]
    named = {link.target for link in found if (link.line, link.column) == (finding.line, finding.column)}
    field = note.fields.get("referrals")
    if not named or not field:
        return None
    values = tuple(f"[[{value.strip()}]]" if value.strip() in named else value for value in field.values)
    return SetField("referrals", values if field.shape == "list" else values[0])


def _name_at(finding: Finding, note: Note) -> str | None:
    """Our name of the field that stands where the finding points."""
    for name, field in note.fields.items():
        if finding.line in (field.line, *field.lines):
            return name
    return None


FIXERS: Mapping[str, Fixer] = MappingProxyType(
    {
        "unquoted-link": _unquoted_link,
        "hash-tag": _hash_tag,
        "type-missing": _type_missing,
        "status-behind-facts": _status_behind,
        "date-not-iso": _date,
        "value-not-allowed": _value,
        "key-misspelt": _misspelt,
        "org-by-domain": _org,
        "referral-not-linked": _referral,
    }
)
"""Rule -> its safe fix. `checks.CHECKS` says of the same rules that they are fixable."""
