"""Every key of `vaulttool.toml` as data: what it takes, its default, its meaning. Reading the file is `config`'s.

A reader turns a TOML value into the setting's value; None means that it is not allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from msgspec import Struct

from vaulttool.core import schema
from vaulttool.core.settings import DEFAULT_EXCLUDE, Quiet

Reader = Callable[[object], object]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
THANK_YOU = ("seed", "both", "fast")
SEVERITIES = ("error", "warning", "hint", "off")
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class SettingSpec(Struct, frozen=True):
    """One key. `table` is where it stands, `""` for the top; capitals are names of the user's or of ours.

    `default` is TOML text, `""` for none; `allowed` says in words what is taken; `choices` are values to suggest.
    """

    table: str
    key: str
    default: str
    allowed: str
    meaning: str
    read: Reader
    choices: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The names that lead to it, tables first."""
        return (*self.table.split("."), self.key) if self.table else (self.key,)


def _text(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() and value.isprintable() else None


def _texts(value: object) -> tuple[str, ...] | None:
    found = tuple(filter(None, map(_text, value))) if isinstance(value, list) else ()
    return found if isinstance(value, list) and len(found) == len(value) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(low: int, high: int, value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high else None


def _choice(choices: tuple[str, ...], value: object) -> str | None:
    return value if isinstance(value, str) and value in choices else None


def _folder(value: object) -> str | None:
    """A relative path with `/` that stays in the vault; a `/` at its end is left off."""
    text = _text(value)
    if text is None or "\\" in text or text.startswith(("/", "~")) or re.match("[A-Za-z]:", text):
        return None
    parts = text.removeprefix("./").rstrip("/").split("/")
    return None if any(part in ("", ".", "..") for part in parts) else "/".join(parts)


def _note(value: object) -> str | None:
    path = _folder(value)
    return path if path and path.endswith(".md") and not any(p[0] == "." for p in path.split("/")) else None


def _code(value: object) -> str | None:
    text = _text(value)
    return text.upper() if text and re.fullmatch(r"[A-Za-z0-9-]{1,10}", text, re.ASCII) else None


def _weekend(value: object) -> frozenset[int] | None:
    """At most six days: somebody works some time, or no business day would ever come."""
    names = _texts(value)
    days = frozenset(WEEKDAYS.index(name) for name in names or () if name in WEEKDAYS)
    known = all(name in WEEKDAYS for name in names or ()) and len(days) < len(WEEKDAYS)
    return days if names is not None and known else None


def _quiet(value: object) -> tuple[Quiet, ...] | None:
    texts = _texts(value)
    periods = tuple(filter(None, map(_period, texts or ())))
    return periods if texts is not None and len(periods) == len(texts) else None


def _period(text: str) -> Quiet | None:
    found = re.fullmatch(r"(\d\d)-(\d\d) ?\.\. ?(\d\d)-(\d\d)", text, re.ASCII)
    if not found:
        return None
    first_month, first_day, last_month, last_day = map(int, found.groups())
    ends = ((first_month, first_day), (last_month, last_day))
    real = all(1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1] for month, day in ends)
    return Quiet(*ends) if real else None


def _zone(value: object) -> str | None:
    from zoneinfo import ZoneInfo

    text = _text(value)
    try:
        return ZoneInfo(text).key if text else None
    except (KeyError, ValueError, OSError):
        return None


def _bounded(table: str, key: str, default: str, meaning: str, low: int, high: int) -> SettingSpec:
    allowed = f"a whole number from {low} to {high}"
    return SettingSpec(table, key, default, allowed, meaning, partial(_number, low, high))


def _top(
    key: str, default: str, allowed: str, meaning: str, read: Reader, choices: tuple[str, ...] = ()
) -> SettingSpec:
    return SettingSpec("", key, default, allowed, meaning, read, choices)


def _one_of(table: str, key: str, default: str, meaning: str, choices: tuple[str, ...]) -> SettingSpec:
    allowed = ", ".join(f'"{choice}"' for choice in choices)
    return SettingSpec(table, key, default, allowed, meaning, partial(_choice, choices), choices)


def _yes_or_no(table: str, key: str, default: str, meaning: str) -> SettingSpec:
    return SettingSpec(table, key, default, "true or false", meaning, _flag)


_LIST = "a list of texts"
_DEFAULT_EXCLUDE = "[" + ", ".join(f'"{glob}"' for glob in DEFAULT_EXCLUDE) + "]"
_SECTIONS = tuple(dict.fromkeys(schema.HEADINGS.values()))
_TYPES = tuple(kind.value for kind in schema.Type)

SETTINGS: tuple[SettingSpec, ...] = (
    _top("dashboard", '"Dashboard.md"', "a path in the vault that ends with .md", "the dashboard note", _note),
    _top("country", "", 'an ISO 3166 code, such as "US"', "its public holidays are no business days", _code),
    _top("region", "", 'a part of the country, such as "CA"', "where holidays differ within the country", _text),
    _top("weekend", '["sat", "sun"]', f"a list of at most six of {' '.join(WEEKDAYS)}", "days off", _weekend, WEEKDAYS),
    _top("timezone", "", 'an IANA name, such as "Europe/London"', "yours; default: the system's", _zone),
    _one_of("", "thank_you", '"seed"', "one card without rush; a message, then a card; a message at once", THANK_YOU),
    _bounded("", "daily_cap", "7", 'how many people "Do today" lists at most', 1, 1000),
    _bounded("", "min_gap_days", "3", "days between two messages to one person", 0, 365),
    _bounded("", "max_attempts", "2", "messages without a reply before letting go", 1, 20),
    _top("quiet", "[]", 'a list such as ["12-20..01-03"]', "periods without nudges, every year", _quiet),
    _top("exclude", _DEFAULT_EXCLUDE, _LIST, "globs of what is not read, in place of the default", _texts),
    _top("daily_notes", "", "a folder in the vault", "dated notes whose lines count as touches", _folder),
    _one_of("folders", "FOLDER", "", "kind of the notes in a folder, in place of the default folders", schema.KINDS),
    _one_of("tags", "TAG", "", "kind of the notes with a tag", schema.KINDS),
    _yes_or_no("rules.RULE", "enabled", "", "whether the follow-up rule is used"),
    _bounded("rules.RULE", "days", "", "days until it is due", 0, 3650),
    _bounded("rules.RULE", "weight", "", "how much it matters", 0, 1000),
    _one_of("checks.CHECK", "severity", "", "how bad the finding is, or that it is not looked for", SEVERITIES),
    _bounded("cadence", "RELATIONSHIP", "", "days from contact to contact, 0 for off", 0, 3650),
    SettingSpec("synonyms.KIND", "THEIR_FIELD", "", "a field of the kind", "read their field as this one", _text),
    _one_of("fields.KIND.FIELD", "type", '"text"', "what a field of your own holds", _TYPES),
    _yes_or_no("fields.KIND.FIELD", "required", "false", "whether every note of the kind must have it"),
    SettingSpec("fields.KIND.FIELD", "allowed", "[]", _LIST, "its values; for a field of ours, more values", _texts),
    _one_of("headings", "HEADING", "", "section that a heading begins, beside the default headings", _SECTIONS),
)
"""In the order of the documentation. Hidden folders and `node_modules` are never read, whatever `exclude` says."""
