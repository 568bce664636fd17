"""What a note says, as frozen values: each knows its line and column. No conclusions here.

Everything in a `Note` follows from the note's bytes and the settings alone, and survives a round trip
through JSON (`codec`), which is how the index keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeVar

from msgspec import Struct, field

from vaulttool.core.diagnostics import Finding
from vaulttool.core.once import once
from vaulttool.core.values import as_bool, as_date, as_int, fold

T = TypeVar("T")
ItemType = Literal[
    "touch", "question", "advice", "promise", "favour", "insight", "step", "snooze", "dismiss", "news", "mention"
]
Way = Literal["", "out", "in", "both"]
Box = Literal["", " ", "x", "-", ">"]
"""The box of a list line: `""` none, `" "` open, `"x"` done, `"-"` dropped, `">"` carried over."""


class Link(Struct, frozen=True, array_like=True):
    """One link as written: `[[target#heading|label]]`, `[label](target.md)`, or a plain name in a link field.

    `target` has no alias, heading, block or percent-encoding. `field` is the frontmatter field it stands in,
    `""` in the body.
    """

    target: str
    field: str = ""
    line: int = 1
    column: int = 1
    label: str = ""
    plain: bool = False
    """True for a name without brackets in a link field."""

    @property
    def name(self) -> str:
        """Whom or what it names: a plain name as it is, else the name of the note without folders."""
        return self.target if self.plain else self.target.rsplit("/", 1)[-1]

    @property
    def said(self) -> str:
        """What it shows: its label, else the name."""
        return self.label or self.name


class Field(Struct, frozen=True, array_like=True):
    """One frontmatter entry. `values` are the scalars as text; their meaning is `schema`'s to say.

    `shape`: `scalar`, `list`, `null` (`key:`), or `other` (a mapping or a nested list, kept but not read).
    `key` is the key as written, `lines` the line of each value.
    """

    key: str
    values: tuple[str, ...]
    shape: Literal["scalar", "list", "null", "other"] = "scalar"
    line: int = 1
    column: int = 1
    lines: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    quoted: tuple[bool, ...] = ()

    @property
    def first(self) -> str:
        """The first value, or `""`."""
        return self.values[0] if self.values else ""


class Item(Struct, frozen=True, array_like=True):
    """One list line of the body that says something.

    By `type`:

    - `touch`: `day`, `word` = channel, `way` = `out`, `in`, `both` or `""` (unknown), `purpose` = the `for` key
    - `question`: `box`, `starred`, `keys["cat"]`, `answer` = the indented lines below
    - `advice`: `box`, `keys["used" | "effect" | "told" | "dropped"]`
    - `promise`: `box`, `word` = `me` or `them`, `keys["by" | "done" | "released"]`
    - `favour`: `word` = gave, got, asked, offered or owed; `day`
    - `insight`: `keys["topic"]`
    - `step`: `box`, `block` = which step
    - `snooze`, `dismiss`: `day`, `word` = the rule or `all`, `until` (snooze), `text` = the reason (dismiss)
    - `news`: `day`, `text`
    - `mention`: a dated line of a daily note that names somebody
    """

    type: ItemType
    line: int
    text: str
    column: int = 1
    box: Box = ""
    day: date | None = None
    word: str = ""
    way: Way = ""
    starred: bool = False
    block: str = ""
    answer: str = ""
    until: date | None = None
    keys: dict[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    section: str = ""

    @property
    def purpose(self) -> str:
        """What a touch was `for`, or `""`."""
        return self.keys.get("for", "")

    def key_day(self, key: str) -> date | None:
        """The date of an inline key such as `(told:: 2026-12-12)`, None when absent or not a date."""
        return as_date(self.keys.get(key, ""))


class Note(Struct, frozen=True, dict=True):
    """Facts of one note. `kind` is `""` for a note that is not ours.

    `fields` maps our field names (synonyms already translated) to what was written; keys that are the user's own
    are there under their own name. `body` is the text below the frontmatter, for full text only.
    """

    path: str
    kind: str
    name: str
    fields: dict[str, Field] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    items: tuple[Item, ...] = ()
    headings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    salvaged: bool = False
    has_notes: bool = False
    """True when the body holds words of the user's own beyond headings, steps and questions without an answer."""
    body_line: int = 1

    @property
    def stem(self) -> str:
        """The file name without folder and `.md`."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".md")

    @property
    def aliases(self) -> tuple[str, ...]:
        found = self.fields.get("aliases")
        return found.values if found else ()

    def text(self, name: str) -> str:
        """The first value of a field as text, `""` when absent."""
        found = self.fields.get(name)
        return found.values[0].strip() if found and found.values else ""

    def word(self, name: str) -> str:
        """The first value of a field that takes only a few words, spelt as in the tables: `In person`: `in-person`."""
        return fold(self.text(name)).replace(" ", "-").replace("_", "-") if name in self.fields else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a field as text, empty ones left out."""
        found = self.fields.get(name)
        return tuple(v.strip() for v in found.values if v.strip()) if found else ()

    def day(self, name: str) -> date | None:
        """A date field (or the day of a date-time field); None when absent or not a date."""
        found = self.fields.get(name)
        return as_date(found.values[0].strip()) if found and found.values else None

    def flag(self, name: str) -> bool:
        """A yes-or-no field; False when absent or unclear."""
        return name in self.fields and bool(as_bool(self.text(name)))

    def number(self, name: str) -> int | None:
        """A whole-number field; None when absent or not a number."""
        return as_int(self.text(name)) if name in self.fields else None

    def linked(self, name: str) -> tuple[Link, ...]:
        """The links of one link field, in order."""
        return self._links_of.get(name, ())

    def of(self, *types: ItemType) -> tuple[Item, ...]:
        """The items of these types, in the order they stand."""
        if len(types) == 1:
            return self._items_of.get(types[0], ())
        return tuple([item for item in self.items if item.type in types])

    @once
    def _links_of(self) -> dict[str, tuple[Link, ...]]:
        """Field -> the links in it."""
        return _grouped(self.links, [link.field for link in self.links])

    @once
    def _items_of(self) -> dict[str, tuple[Item, ...]]:
        """Type -> the items of it."""
        return _grouped(self.items, [item.type for item in self.items])

    def line_of(self, name: str) -> int:
        """The line of a field, 1 when it is not there."""
        found = self.fields.get(name)
        return found.line if found else 1


def _grouped(values: Iterable[T], keys: Iterable[str]) -> dict[str, tuple[T, ...]]:
    """Key -> its values, in order."""
    found: dict[str, list[T]] = {}
    for key, value in zip(keys, values, strict=True):
        found.setdefault(key, []).append(value)
    return {key: tuple(group) for key, group in found.items()}
