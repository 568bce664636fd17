"""How one value is written in YAML so that every reader reads back exactly its text. Where it goes is not here.

Quotes are put only where a YAML 1.1 reader (PyYAML) or a 1.2 reader would take the text for something else.
"""

from __future__ import annotations

import re
import unicodedata

from vaulttool.core.edit.change import Refused
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import Type
from vaulttool.core.values import as_date, as_datetime

_WORDS = pattern(r"true|false|yes|no|on|off", re.I)
_SIGNS = pattern(r"~|null|=|<<", re.I)
_NUMBER = pattern(
    r"[-+]?(?:[0-9_]+|0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+"
    r"|(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9_]+|[0-9][0-9_]*(?=e))(?:e[-+]?[0-9]+)?"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\.inf)|\.nan",
    re.I,
)
_MOMENT = pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?",
    re.I,
)
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
_WHOLE = pattern(r"-?(?:0|[1-9][0-9]{0,8})")
_ESCAPED = pattern("[\t\u2028\u2029\ufeff\ufffe\uffff]")
_INDICATORS = frozenset(",[]{}#&*!|>'\"%@`?:")
_FLOW_SIGNS = frozenset(",[]{}?")


def written(text: str, type_: Type, present: str = "", present_text: str = "", *, flow: bool = False) -> str:
    """The YAML for a value of a field of this type; `flow` when it stands between brackets.

    `present` is how the value before it, `present_text`, is written: quotes that it would not need are the user's
    habit and stay. Raises `Refused` for text that no line can hold.
    """
    check_text(text)
    return _kept(text, type_, present, present_text, flow) or _from_scratch(text, type_, flow)


def looks_like(text: str) -> str:
    """What YAML takes an unquoted text for: `number`, `date`, `word` (yes or no), `sign` (null, merge).

    `""` for text.
    """
    if _WORDS.fullmatch(text):
        return "word"
    if _SIGNS.fullmatch(text):
        return "sign"
    if _NUMBER.fullmatch(text):
        return "number"
    return "date" if _MOMENT.fullmatch(text) else ""


def check_text(text: str) -> None:
    """Raise `Refused` for a text that one line cannot hold: line breaks, control characters, lone surrogates."""
    for char in text:
        if char != "\t" and unicodedata.category(char) in ("Cc", "Cs"):
            what = "a line break" if char in "\r\n\x85" else f"a character (U+{ord(char):04X}) that is no text"
            raise Refused(f"the value holds {what}", "Write it in one line of plain text.")


def _fits(text: str, *, flow: bool) -> bool:
    """Whether YAML reads the text without quotes as one scalar."""
    if not text or text.strip(" ") != text or _ESCAPED.search(text):
        return False
    if text[0] in _INDICATORS or text[:2] in ("-", "- ") or text[-1] == ":":
        return False
    if ": " in text or " #" in text:
        return False
    return not flow or not (_FLOW_SIGNS & set(text) or text.startswith("-"))


def _meant(text: str, type_: Type) -> bool:
    """Whether a field of this type means the date, number or yes-or-no that YAML reads in the text."""
    if type_ in (Type.DATE, Type.BIRTHDAY):
        return bool(_DAY.fullmatch(text)) and as_date(text) is not None
    if type_ is Type.DATETIME:
        return bool(_HOUR.fullmatch(text)) and as_datetime(text) is not None
    if type_ in (Type.INT, Type.CADENCE):
        return bool(_WHOLE.fullmatch(text)) and text != "-0"
    return type_ is Type.BOOL and text in ("true", "false")


def _kept(text: str, type_: Type, present: str, present_text: str, flow: bool) -> str:
    """The text in the quotes of the present value, `""` where those are no habit or cannot hold it."""
    if present[:1] not in ("'", '"') or text.startswith("[[") or present == _from_scratch(present_text, type_, flow):
        return ""
    return _double(text) if present[0] == '"' else "" if _ESCAPED.search(text) else _single(text)


def _from_scratch(text: str, type_: Type, flow: bool) -> str:
    """Without quotes where that is safe, else in single quotes, as YAML's own writers do.

    Links have double quotes, as editors write them, and so has what single quotes would have to double or cannot hold.
    """
    if _fits(text, flow=flow) and (not looks_like(text) or _meant(text, type_)):
        return text
    double = not text or text.startswith("[[") or "'" in text or _ESCAPED.search(text)
    return _double(text) if double else _single(text)


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return '"' + _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", escaped) + '"'
