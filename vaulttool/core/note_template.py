"""A template's text with its placeholders filled: `{{name}}`, `{{title}}`, `{{date}}`, `{{time}}`, with formats.

Each value is escaped for where it stands, YAML, link or Markdown. Where templates come from is not said here.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import count

from msgspec import Struct

from vaulttool.core.edit import Refusal, SetField, apply_all
from vaulttool.core.escape import markdown
from vaulttool.core.moments import formatted
from vaulttool.core.parse.framing import split
from vaulttool.core.parse.note import parse_note
from vaulttool.core.pattern import pattern
from vaulttool.core.settings import Settings

_PLACEHOLDER = pattern(r"\{\{[ \t]*(name|title|date|time)(?::([^{}\n]*))?[ \t]*\}\}", re.IGNORECASE)
_QUOTED_WHOLE = pattern(r"""(?m)(^|:[ \t]+|-[ \t]+)(["'])(\{\{[^{}"'\n]*\}\})\2(?=[ \t]*\r?$|[ \t]+#)""")
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Filling(Struct, frozen=True):
    """What the placeholders stand for. `aim` is what a link `[[{{name}}]]` is to lead to, without brackets."""

    name: str
    title: str
    aim: str
    now: datetime

    def text(self, placeholder: re.Match[str]) -> str:
        """The plain text of one placeholder."""
        word, form = placeholder[1].lower(), placeholder[2]
        if word in ("name", "title"):
            return self.aim if _in_link(placeholder) and word == "name" else getattr(self, word)
        return formatted(self.now, (form or "").strip() or ("YYYY-MM-DD" if word == "date" else "HH:mm"))


def fill(template: str, filling: Filling, path: str, kind: str, settings: Settings) -> str | Refusal:
    """The text of a new note of this kind at `path`; a refusal where the template's frontmatter cannot be filled.

    A template that does not say the `type`, or another one, is given it.
    """
    start = split(template).body_start
    masked, values = _masked(_QUOTED_WHOLE.sub(r"\1\3", template[:start]), filling)
    filled = masked + _PLACEHOLDER.sub(lambda found: _in_markdown(found, filling), template[start:])
    done = _with_values(filled, values, path, kind, settings)
    if isinstance(done, Refusal):
        return done
    for token, (written, _) in values.items():
        done = done.replace(token, written)
    return done


def _masked(head: str, filling: Filling) -> tuple[str, dict[str, tuple[str, str]]]:
    """The frontmatter with a harmless word for each placeholder, and the placeholder and value behind each word.

    A date needs no mask: it is what YAML takes for a date.
    """
    mark = next(word for number in count() if (word := f"fill{number}x") not in head)
    values: dict[str, tuple[str, str]] = {}

    def mask(found: re.Match[str]) -> str:
        text = filling.text(found)
        if _DAY.fullmatch(text) and found[1].lower() == "date":
            return text
        token = f"{mark}{len(values)}x"
        values[token] = (found[0], text)
        return token

    return _PLACEHOLDER.sub(mask, head), values


def _with_values(
    text: str, values: dict[str, tuple[str, str]], path: str, kind: str, settings: Settings
) -> str | Refusal:
    """The text with the type it needs, and the values in place of their words."""
    note = parse_note(path, text.encode("utf-8"), settings).note
    if note.salvaged:
        first = next((f for f in note.findings if f.severity == "error"), None)
        return Refusal(first.message if first else "it cannot be read", first.hint if first else "")
    changes = [] if note.kind == kind and "type" in note.fields else [SetField("type", kind)]
    for name, field in note.fields.items():
        new = tuple(_unmasked(value, values) for value in field.values)
        if new != field.values:
            changes.append(SetField(name, new if field.shape == "list" else new[0]))
    return apply_all(text, changes, kind, settings)


def _unmasked(text: str, values: dict[str, tuple[str, str]]) -> str:
    for token, (_, value) in values.items():
        text = text.replace(token, value)
    return text


def _in_link(placeholder: re.Match[str]) -> bool:
    """Whether the placeholder is what a wikilink leads to."""
    return placeholder.string[: placeholder.start()].rstrip(" ").endswith("[[")


def _in_markdown(found: re.Match[str], filling: Filling) -> str:
    text = filling.text(found)
    return text if _in_link(found) or found[1].lower() in ("date", "time") else markdown(text)
