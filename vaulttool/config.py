"""`vaulttool.toml` -> settings, or every problem of it at once. Which keys there are is `core.settings_table`'s."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from vaulttool import kept_settings
from vaulttool.core import schema
from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.core.rule_names import CHECK_NAMES, RULE_NAMES
from vaulttool.core.settings import OwnField, RuleSetting, Settings
from vaulttool.errors import ConfigError

if TYPE_CHECKING:
    from vaulttool.core.settings_table import SettingSpec

_MOST_BYTES = 1 << 20
_LISTED = 8
"""More names than these are not told beside a suggestion."""

Key = tuple[str, ...]


PlaceProblem = Callable[[str, str], tuple[str, str]]
"""Country and region -> which of the two settings is wrong, and what is allowed; `("", "")` for none."""


def load(
    vault: Path,
    rule_names: Collection[str] = RULE_NAMES,
    check_names: Collection[str] = CHECK_NAMES,
    place_problem: PlaceProblem | None = None,
    cache: Path | None = None,
) -> Settings:
    """The settings of a vault; the defaults when it has no `vaulttool.toml`.

    `rule_names`, `check_names` are what `[rules.NAME]` and `[checks.NAME]` may name; `place_problem` knows
    the countries: settings that it was asked of are `kept` until the file changes. `ConfigError` lists every problem
    as `vaulttool.toml:line: key: what was found, what is allowed`.
    """
    if known := kept(vault, cache):
        return known
    text = _text(vault / CONFIG_NAME) or ""
    from vaulttool.core.settings_table import SETTINGS

    names = {
        "RULE": rule_names,
        "CHECK": check_names,
        "KIND": schema.KINDS,
        "RELATIONSHIP": tuple(schema.RELATIONSHIP_DAYS),
    }
    parsed = _parsed(text)
    reading = _Reading(text, names)
    reading.walk((), parsed, SETTINGS)
    reading.cross_check(place_problem)
    if reading.problems:
        raise ConfigError(tuple(problem for _, problem in sorted(reading.problems)))
    settings = _settings(reading.found)
    if place_problem:
        kept_settings.keep(vault, cache, text, settings)
    return settings


def kept(vault: Path, cache: Path | None = None) -> Settings | None:
    """What `load` gives without reading it anew: it was kept, or there is no file. `cache` as `Index.open` takes it."""
    text = _text(vault / CONFIG_NAME)
    return Settings() if text is None else kept_settings.found(vault, cache, text)


def settings_key(settings: Settings) -> str:
    """32 letters that are the same for equal settings, on every machine, and differ otherwise."""
    from vaulttool.core.hashing import blake2b

    return blake2b(repr(_canonical(settings)).encode(), digest_size=16).hexdigest()


def _text(file: Path) -> str | None:
    try:
        if file.exists() and not file.is_file():
            raise ConfigError((f"{CONFIG_NAME}:1: is not a regular file",))
        data = file.read_bytes() if file.stat().st_size <= _MOST_BYTES else b"\xff"
    except FileNotFoundError:
        if os.path.islink(file):
            raise ConfigError((f"{CONFIG_NAME}:1: is a link that leads nowhere",)) from None
        return None
    except OSError as error:
        raise ConfigError((f"{CONFIG_NAME}:1: cannot be read: {error.strerror}",)) from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError((f"{CONFIG_NAME}:{line}: is not UTF-8 text, or over 1 MB; save it as UTF-8",)) from error


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).rpartition(" (at ")
        line = place.removeprefix("line ").partition(",")[0]
        number = line if line.isdigit() else str(text.count("\n") + 1)
        raise ConfigError((f"{CONFIG_NAME}:{number}: not TOML: {message or error}",)) from error
    except RecursionError:
        raise ConfigError((f"{CONFIG_NAME}:1: nested too deep",)) from None


class _Reading:
    """One file under way: what was found under which key, and what is wrong with it, by line."""

    def __init__(self, text: str, names: Mapping[str, Collection[str]]) -> None:
        self.text = text
        self.names = names
        self.found: dict[Key, Any] = {}
        self.problems: list[tuple[int, str]] = []

    @cached_property
    def lines(self) -> dict[Key, int]:
        """Where each key stands; asked for when something is wrong."""
        from vaulttool.core.toml_lines import key_lines

        return key_lines(self.text)

    def walk(self, key: Key, value: object, specs: tuple[SettingSpec, ...]) -> None:
        """Take what stands under `key`; `specs` are the settings whose names begin so."""
        depth = len(key)
        if len(specs[0].path) == depth:
            self.take(key, value, specs[0])
        elif not isinstance(value, dict):
            self.problem(key, f"found {_shown(value)}, allowed: a table [{_dotted(key)}]")
        else:
            for name, inner in value.items():
                fits = tuple(spec for spec in specs if self.fits(name, spec.path[depth]))
                if fits:
                    self.walk((*key, name), inner, fits)
                else:
                    self.unknown((*key, name), [n for spec in specs for n in self.allowed(spec.path[depth])])

    def allowed(self, part: str) -> Collection[str]:
        return self.names.get(part, () if part.isupper() else (part,))

    def fits(self, name: str, part: str) -> bool:
        return name in self.allowed(part) or (part.isupper() and part not in self.names and bool(name.strip()))

    def take(self, key: Key, value: object, spec: SettingSpec) -> None:
        """Read one value."""
        found = spec.read(value)
        if found is None:
            self.problem(key, f"found {_shown(value)}{_nearest(value, spec.choices)}, allowed: {spec.allowed}")
        else:
            self.found[key] = found

    def unknown(self, key: Key, allowed: list[str]) -> None:
        near = _nearest(key[-1], allowed)
        names = sorted(set(allowed))
        known = f", allowed: {', '.join(names)}" if names and (not near or len(names) <= _LISTED) else ""
        self.problem(key, f"found no such name{near}{known}")

    def problem(self, key: Key, message: str) -> None:
        from vaulttool.core.toml_lines import line_of

        line = line_of(self.lines, key)
        self.problems.append((line, f"{CONFIG_NAME}:{line}: {_dotted(key)}: {message}"))

    def cross_check(self, place_problem: PlaceProblem | None) -> None:
        """What one value alone does not show."""
        country, region = self.found.get(("country",), ""), self.found.get(("region",), "")
        if region and not country and not self.problems:
            self.problem(("region",), f"found {_shown(region)} without a country, allowed: with country only")
        wrong, allowed = place_problem(country, region) if country and place_problem else ("", "")
        if wrong:
            self.problem((wrong,), f"found {_shown(self.found[wrong,])}, allowed: {allowed}")
        for key, value in self.found.items():
            if key[0] == "synonyms":
                self.check_synonym(key, value)
            elif key[0] == "fields" and key[-1] == "type":
                self.check_type(key, value)

    def check_synonym(self, key: Key, ours: str) -> None:
        own = {k[2] for k in self.found if k[:2] == ("fields", key[1])}
        fields = {*schema.FIELD_OF[key[1]], *own}
        if ours not in fields:
            self.problem(key, f"found {_shown(ours)}{_nearest(ours, fields)}, allowed: a field of {key[1]}")

    def check_type(self, key: Key, kind: str) -> None:
        ours = schema.FIELD_OF[key[1]].get(key[2])
        if ours and ours.type.value != kind:
            self.problem(key, f'found {_shown(kind)}, allowed: "{ours.type.value}", since {key[2]} is a field of ours')
        if not ours and kind == schema.Type.ENUM.value and not self.found.get((*key[:-1], "allowed")):
            self.problem(key, 'found "enum" without values, allowed: with a list `allowed` beside it')


def _settings(found: Mapping[Key, Any]) -> Settings:
    plain = {key[0]: value for key, value in found.items() if len(key) == 1}
    folders = {name.strip("/"): kind for name, kind in _table(found, "folders").items()}
    return replace(
        Settings(),
        **plain,
        folders=_fixed(folders or schema.FOLDERS),
        tags=_fixed({name.lstrip("#"): kind for name, kind in _table(found, "tags").items()}),
        rules=_fixed({name: RuleSetting(**table) for name, table in _table(found, "rules").items()}),
        checks=_fixed({name: table["severity"] for name, table in _table(found, "checks").items()}),
        cadence=_fixed({**schema.RELATIONSHIP_DAYS, **_table(found, "cadence")}),
        synonyms=_synonyms(_table(found, "synonyms")),
        fields=_fixed({kind: _own(table) for kind, table in _table(found, "fields").items()}),
        headings=_fixed({**schema.HEADINGS, **_table(found, "headings")}),
    )


def _synonyms(theirs: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    return _fixed({kind: _fixed({**ours, **theirs.get(kind, {})}) for kind, ours in schema.SYNONYMS.items()})


def _own(table: Mapping[str, Mapping[str, Any]]) -> Mapping[str, OwnField]:
    return _fixed({name: OwnField(**values) for name, values in table.items()})


def _table(found: Mapping[Key, Any], name: str) -> dict[str, Any]:
    """What was found below one table, nested again."""
    table: dict[str, Any] = {}
    for key, value in found.items():
        if key[0] == name and len(key) > 1:
            inner = table
            for part in key[1:-1]:
                inner = inner.setdefault(part, {})
            inner[key[-1]] = value
    return table


def _fixed(table: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(table))


def _canonical(value: Any) -> Any:
    """Plain nested tuples, the same for equal values."""
    if isinstance(value, Struct):
        return tuple((name, _canonical(inner)) for name, inner in asdict(value).items())
    if isinstance(value, Mapping):
        return tuple(sorted((key, _canonical(inner)) for key, inner in value.items()))
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    return tuple(map(_canonical, value)) if isinstance(value, tuple | list) else value


def _shown(value: object) -> str:
    """A value as TOML writes it, cut when long, control characters escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, default=str)
    text = text if text.isprintable() else ascii(text)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _dotted(key: Key) -> str:
    return ".".join(part if part.replace("-", "").replace("_", "").isalnum() else _shown(part) for part in key)


def _nearest(value: object, known: Collection[str]) -> str:
    """`; did you mean X?`, or nothing."""
    from difflib import get_close_matches

    wrong = value if isinstance(value, list) else [value]
    texts = [text for text in wrong if isinstance(text, str) and text not in known]
    near = [match for text in texts for match in get_close_matches(text, known, n=1)]
    return f" (did you mean {near[0]}?)" if near else ""
