"""One pass over the fields of a note: every value that its type does not allow, under the name of its check."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from vaulttool.core import schema
from vaulttool.core.checks.dates import good_birthday, good_date
from vaulttool.core.checks.problem import Place, Problem, Spot, at, did_you_mean, listed, quoted, value_spot
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Severity
from vaulttool.core.model import Field, Note
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import FieldSpec, Type
from vaulttool.core.settings import OwnField
from vaulttool.core.similar import sure_match
from vaulttool.core.values import as_bool, as_int, fold
from vaulttool.core.zones import suggested_zone, zone

Named = tuple[str, Problem]
"""The name of a check, and what it found."""

Fits = Callable[[str, FieldSpec], bool]
Judged = tuple[FieldSpec, Fits | None]

_URL = pattern(r"https?://[^\s/?#.]+(?:\.[^\s/?#.]+)+\.?(?::\d+)?(?:[/?#]\S*)?|https?://localhost\S*", re.IGNORECASE)


class Misfit(Struct, frozen=True):
    """One value that does not fit. `allowed` holds the vault's own values too."""

    spec: FieldSpec
    key: str
    text: str
    spot: Spot
    allowed: tuple[str, ...]


def misfits(note: Note, desk: Desk) -> Iterator[Named]:
    """Everything that is wrong with the values of a note's fields, each by itself."""
    judged = _JUDGED.get(note.kind, {})
    own: Mapping[str, OwnField] = desk.settings.fields.get(note.kind, {})
    for name, field in note.fields.items():
        found = judged.get(name) or (_own_spec(name, own[name]) if name in own else None)
        if found is None or field.shape == "null":
            continue
        spec, fits = found
        if field.shape == "other" or (field.shape == "list" and not spec.many and field.values):
            yield "wrong-type", _wrong_shape(field, spec)
        elif fits and (spec.past or len(field.values) != 1 or not fits(field.values[0], spec)):
            yield from _in_values(field, spec, fits, own[name].allowed if name in own else (), desk)


def _in_values(field: Field, spec: FieldSpec, fits: Fits, extra: tuple[str, ...], desk: Desk) -> Iterator[Named]:
    for index, written in enumerate(field.values):
        text = written.strip()
        if not text or text in extra:
            continue
        if not fits(text, spec):
            misfit = Misfit(spec, field.key, text, value_spot(field, index), (*spec.allowed, *extra))
            yield _EXPLAIN[spec.type](misfit)
        elif spec.past and (day := good_date(text)) and not desk.clock.reached(day):
            yield "date-in-future", future(value_spot(field, index), field.key, text)


def future(spot: Place, key: str, text: str) -> Problem:
    """A fact that is dated later than today."""
    hint = "it says what happened, so it is never later than today; correct the date, or leave it out until then"
    return at(spot, f"`{key}` is {quoted(text)}, which is in the future", hint)


@lru_cache(maxsize=256)
def _own_spec(name: str, own: OwnField) -> Judged:
    kind = Type.ENUM if own.allowed else next((t for t in Type if t.value == own.type), Type.TEXT)
    spec = FieldSpec(name, kind, "a field of your own", many=True, allowed=own.allowed, high=_NO_BOUND, low=-_NO_BOUND)
    return spec, _FITS.get(kind)


_NO_BOUND = 10**9


def _wrong_shape(field: Field, spec: FieldSpec) -> Problem:
    if field.shape == "other":
        hint = f"write one value{', or a list of values' if spec.many else ''}: `{field.key}: ...`"
        return at(field, f"`{field.key}` holds a table or a list of lists; it takes {spec.type.value}", hint)
    count = len(field.values)
    one = f'"{field.first}"' if "[[" in field.first else field.first
    hint = f"write the one that counts: `{field.key}: {one}`"
    return at(field, f"`{field.key}` is a list of {count}; it takes one value ({spec.type.value})", hint)


def _fits_int(text: str, spec: FieldSpec) -> bool:
    number = as_int(text)
    return number is not None and spec.low <= number <= spec.high


def _fits_cadence(text: str, spec: FieldSpec) -> bool:
    return text in spec.allowed or (as_int(text.removesuffix(" days")) or 0) > 0


_FITS: Mapping[Type, Fits] = {
    Type.DATE: lambda text, spec: good_date(text) is not None,
    Type.DATETIME: lambda text, spec: good_date(text) is not None,
    Type.BIRTHDAY: lambda text, spec: good_birthday(text),
    Type.ENUM: lambda text, spec: text in spec.allowed,
    Type.BOOL: lambda text, spec: as_bool(text) is not None,
    Type.INT: _fits_int,
    Type.URL: lambda text, spec: bool(_URL.fullmatch(text)),
    Type.TIMEZONE: lambda text, spec: zone(text) is not None,
    Type.CADENCE: _fits_cadence,
}
_JUDGED: Mapping[str, Mapping[str, Judged]] = {
    kind: {name: (spec, _FITS.get(spec.type)) for name, spec in specs.items()}
    for kind, specs in schema.FIELD_OF.items()
}
"""Kind -> field -> what it takes, and the test of one value; None where any text is right."""


def _odd_date(misfit: Misfit) -> Named:
    spot, key, text, timed = misfit.spot, misfit.key, misfit.text, misfit.spec.type is Type.DATETIME
    from vaulttool.core.checks.odd_dates import read_odd_date

    odd = read_odd_date(text)
    why = f" ({odd.why})" if odd.why else ""
    if odd.impossible:
        message = f"`{key}` is {quoted(text)}, and there is no such day{why}"
        return "date-impossible", at(spot, message, f"correct it; {_date_forms(timed)}")
    message = f"`{key}` is {quoted(text)}, which is not written as YYYY-MM-DD{why}"
    if odd.iso:
        iso = odd.iso if timed else odd.iso[:10]
        return "date-not-iso", at(spot, message, f"write `{key}: {iso}`; {_date_forms(timed)}", fixable=True)
    if odd.readings:
        return "date-not-iso", at(spot, message, f"write the day you mean: {listed(odd.readings)}")
    return "date-not-iso", at(spot, message, _date_forms(timed))


def _date_forms(timed: bool) -> str:
    return f"a date is written 2026-12-01{', with an hour 2026-12-01T10:30' if timed else ''}"


def _odd_birthday(misfit: Misfit) -> Named:
    name, problem = _odd_date(misfit)
    hint = f'{problem.hint}; without a year `{misfit.key}: "12-01"`'
    return name, at(misfit.spot, problem.message, hint, fixable=problem.fixable)


def _not_allowed(misfit: Misfit) -> Named:
    """A word that is not one of the field's: nearly one (a slip), one in other letters, several at once, or none."""
    allowed, text = misfit.allowed, misfit.text
    plain = fold(text).replace(" ", "-").replace("_", "-")
    message = f"`{misfit.key}` is {quoted(text)}, which is not one of its values"
    if plain in allowed:
        hint = f"write `{misfit.key}: {plain}`"
        return "value-not-allowed", at(misfit.spot, message, hint, fixable=True, severity="hint")
    parts = [part.strip() for part in text.split(",")]
    if misfit.spec.many and len(parts) > 1 and all(part in allowed for part in parts):
        hint = f"several values are a list: `{misfit.key}: [{', '.join(parts)}]`"
    else:
        hint = f"allowed: {', '.join(allowed)}{did_you_mean(plain, allowed)}"
    severity: Severity = "error" if misfit.spec.decides else "warning"
    sure = bool(sure_match(plain, allowed))
    return "value-not-allowed", at(misfit.spot, message, hint, fixable=sure, severity=severity)


def _no_bool(misfit: Misfit) -> Named:
    message = f"`{misfit.key}` is {quoted(misfit.text)}, which is neither yes nor no"
    return "wrong-type", at(misfit.spot, message, f"write `{misfit.key}: true` or `{misfit.key}: false`")


def _no_int(misfit: Misfit) -> Named:
    spec = misfit.spec
    bounds = "" if spec.high == _NO_BOUND else f" from {spec.low} to {spec.high}"
    if as_int(misfit.text) is None:
        message = f"`{misfit.key}` is {quoted(misfit.text)}, which is no whole number"
        return "wrong-type", at(misfit.spot, message, f"write a whole number{bounds}")
    message = f"`{misfit.key}` is {misfit.text}, which is out of range"
    return "value-not-allowed", at(misfit.spot, message, f"write a whole number{bounds}", severity="warning")


def _no_url(misfit: Misfit) -> Named:
    message = f"`{misfit.key}` is {quoted(misfit.text)}, which is no web address"
    found = re.search(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,}(?:[/?#][^\s)>\]]*)?)", misfit.text, re.IGNORECASE)
    example = f"https://{found[1]}" if found else "https://example.org/page"
    return "url-invalid", at(misfit.spot, message, f"write the whole address, alone: `{misfit.key}: {example}`")


def _no_zone(misfit: Misfit) -> Named:
    message = f"`{misfit.key}` is {quoted(misfit.text)}, which is no time zone"
    near = suggested_zone(misfit.text)
    hint = f"write `{misfit.key}: {near}`" if near else "write the IANA name, such as Europe/London or America/New_York"
    return "timezone-unknown", at(misfit.spot, message, hint)


def _no_cadence(misfit: Misfit) -> Named:
    name, problem = _not_allowed(misfit)
    return name, at(misfit.spot, problem.message, f"{problem.hint}; or a number of days", fixable=problem.fixable,
                    severity=problem.severity)  # fmt: skip


_EXPLAIN: Mapping[Type, Callable[[Misfit], Named]] = {
    Type.DATE: _odd_date,
    Type.DATETIME: _odd_date,
    Type.BIRTHDAY: _odd_birthday,
    Type.ENUM: _not_allowed,
    Type.BOOL: _no_bool,
    Type.INT: _no_int,
    Type.URL: _no_url,
    Type.TIMEZONE: _no_zone,
    Type.CADENCE: _no_cadence,
}


def required_missing(note: Note, desk: Desk) -> Iterator[tuple[str, Collection[str]]]:
    """The vault's own required fields that a note does not fill, with the values they take."""
    for name, own in desk.settings.fields.get(note.kind, {}).items():
        if own.required and not note.texts(name):
            yield name, own.allowed
