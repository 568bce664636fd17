"""A message template: its subject, its parts, its placeholders, and how words are put in. Which words is not here.

`{{name}}` is a placeholder. `{{name?}}` may stay empty, and then leaves no gap. A heading of the second level begins a
part, such as the card beside the email. Comments (`%% %%`, `<!-- -->`) are for whoever edits the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from vaulttool.core.drafts.refused import DraftRefused
from vaulttool.core.parse.note import parse_note
from vaulttool.core.pattern import pattern
from vaulttool.core.settings import Settings

_SALVAGED = "frontmatter-unreadable"
"""What a subject with braces and without quotes gives; it can be read all the same."""
_HOLE = pattern(r"\{\{\s*([^\W\d][\w-]*)\s*(\?)?\s*\}\}(\.(?!\.))?")
_COMMENT = pattern(r"%%.*?%%|<!--.*?-->", re.DOTALL)
_HEADING = pattern(r"^## +(.+?) *$", re.MULTILINE)
_END = (".", "!", "?", "…")
_GAPS = ((pattern(r"[ \t]+\n"), "\n"), (pattern(r"\n[ \t]+"), "\n"), (pattern(r"\n{3,}"), "\n\n"))


class Part(Struct, frozen=True):
    """One text of a message. `title` is `""` where it is the only one."""

    title: str
    text: str


class Template(Struct, frozen=True):
    """A message with its placeholders. `path` says where it comes from."""

    path: str
    subject: str
    parts: tuple[Part, ...]

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names that must have a word, each once, in order."""
        return tuple(name for name, optional in self._holes() if not optional)

    @property
    def optional(self) -> tuple[str, ...]:
        """The names that may stay empty, each once, in order."""
        return tuple(name for name, optional in self._holes() if optional)

    def _holes(self) -> Iterable[tuple[str, bool]]:
        text = "\n".join([self.subject, *(part.text for part in self.parts)])
        return dict.fromkeys((found[1], bool(found[2])) for found in _HOLE.finditer(text))

    def filled(self, words: Mapping[str, str]) -> Template:
        """The same with the words put in; a placeholder without a word stays empty."""
        parts = tuple(replace(part, text=fill(part.text, words)) for part in self.parts)
        return replace(self, subject=" ".join(fill(self.subject, words).split()), parts=parts)


def read_template(path: str, raw: bytes, settings: Settings) -> Template:
    """The template of these bytes: `subject` from the frontmatter, the text from the body.

    `DraftRefused` for bytes that are no text, and for one with conflict markers.
    """
    parsed = parse_note(path, raw, settings)
    for found in parsed.note.findings:
        if found.severity == "error" and found.rule != _SALVAGED:
            raise DraftRefused(f"{path}:{found.line}: {found.message}", found.hint)
    body = _COMMENT.sub("", parsed.body.replace("\r\n", "\n"))
    return Template(path, parsed.note.text("subject"), tuple(_parts(body)))


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with every placeholder replaced once: what a word holds is never a placeholder.

    A full stop of the template falls away behind a word that ends a sentence itself.
    """

    def put(found: re.Match[str]) -> str:
        word, stop = words.get(found[1], ""), found[3] or ""
        return word if word.endswith(_END) or not word else word + stop

    filled = _HOLE.sub(put, text)
    return _tidy(filled) if any(found[2] for found in _HOLE.finditer(text)) else filled


def _tidy(text: str) -> str:
    """Without the gaps that empty words leave."""
    for gap, instead in _GAPS:
        text = gap.sub(instead, text)
    return text.strip()


def _parts(body: str) -> Iterable[Part]:
    before, *rest = _HEADING.split(body)
    if before.strip() or not rest:
        yield Part("", before.strip())
    for title, text in zip(rest[::2], rest[1::2], strict=True):
        yield Part(title, text.strip())
