"""Where each link stands in the text of a note, embeds included, and how it is spelt. No note is looked up here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

from vaulttool.core.edit.page import Page
from vaulttool.core.edit.sheet import Sheet
from vaulttool.core.link_text import target_of
from vaulttool.core.parse.blocks import CODE, HIDDEN, HTML
from vaulttool.core.parse.entries import Entry, Value
from vaulttool.core.parse.inline import inside
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import Type

_WIKI = pattern(r"!?\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]*))?\]\]")
_MARKDOWN = pattern(
    r"!?\[([^\[\]\n]*)\]\([ \t]*(<?)((?:[^()<>\n]|\([^()<>\n]*\)){1,500}?)(?:#[^()<>\n]{0,500}?)?>?"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]+:")
_ENCODED = pattern("%[89A-Fa-f][0-9A-Fa-f]")
_PLAIN_SIGNS = "/!$&'*+,;=:@~-._"
_NO_LINKS = frozenset({CODE, HTML, HIDDEN})


class Spot(NamedTuple):
    """One link. `start` to `end` is its target as written, without heading, block and `.md`; `first` to `last` is all.

    `target` is the path or name that it means; `""` for a relative link to a file that is no note. `angled`: the target
    of a Markdown link stands in `<>`.
    """

    start: int
    end: int
    first: int
    last: int
    form: Literal["wiki", "markdown", "plain"]
    written: str
    target: str
    label: str = ""
    angled: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether it is told from the folder of the note that it stands in."""
        return self.written.startswith(("./", "../"))

    @property
    def is_rooted(self) -> bool:
        """Whether it begins with a `/`, so that only a path can follow."""
        return self.written.startswith("/")

    def moved(self, by: int) -> Spot:
        """The same link in a text that has `by` more characters before it."""
        return self._replace(
            start=self.start + by, end=self.end + by, first=self.first + by, last=self.last + by
        )  # fmt: skip

    def spelt(self, target: str, folder: str) -> str:
        """How this link writes another target (a path or a name without `.md`) in a note of that folder."""
        if self.is_relative:
            return self._seen_from(folder, target)
        if self.is_rooted:
            target = f"/{target}"
        return self._signs(target)

    def _seen_from(self, folder: str, target: str) -> str:
        """A relative target; the way to its folder stays as it is written where it leads there."""
        way, name = self.written.rpartition("/")[0], target.rpartition("/")[2]
        plain = unquote(way) if self.form == "markdown" else way
        stays = target_of(f"{plain}/{name}.md", folder) == target
        return f"{way}/{self._signs(name)}" if stays else self._signs(_relative(target, folder))

    def _signs(self, target: str) -> str:
        return _encoded(target, self.written, angled=self.angled) if self.form == "markdown" else target


def spots_in(text: str, folder: str) -> list[Spot]:
    """The links of a text without regard to code and comments, in order."""
    found = [spot for m in _WIKI.finditer(text) if (spot := _wiki(m, folder))] if "[[" in text else []
    if "](" in text:
        found += [spot for m in _MARKDOWN.finditer(text) if (spot := _markdown(m, folder))]
        found.sort()
    return found


def body_spots(sheet: Sheet, folder: str) -> Iterator[Spot]:
    """The links of a body outside code and comments, by their place in the note's text."""
    body = sheet.body
    for n, line in enumerate(body.lines):
        if ("[[" in line or "](" in line) and body.blocks.kinds[n] not in _NO_LINKS:
            code = body.spans.get(n, [])
            for spot in spots_in(line, folder):
                if not inside(code, spot.first):
                    yield spot.moved(sheet.starts[n])


def value_spots(page: Page, entry: Entry, text: str, folder: str) -> list[Spot]:
    """The links in one value of the frontmatter: bracketed ones, or in a link field all of it as a name."""
    found = spots_in(text, folder)
    if found or page.type_of(page.name_of(entry.key)) is not Type.LINK or not text.strip():
        return found
    name = text.strip()
    start = text.index(name)
    end = start + len(name)
    return [Spot(start, end, start, end, "plain", name, name)]


def written_spots(page: Page, entry: Entry, value: Value, folder: str) -> list[Spot]:
    """The links of a value where they stand in the note's text; none where escapes keep them from being found."""
    raw = page.written(value)
    quotes = int(value.quoted and raw[:1] in ("'", '"'))
    inner = raw[quotes : len(raw) - quotes]
    found = value_spots(page, entry, inner, folder)
    same = [spot.target for spot in found] == [spot.target for spot in value_spots(page, entry, value.text, folder)]
    return [spot.moved(page.at(value.start) + quotes) for spot in found] if same else []


def _wiki(m: re.Match[str], folder: str) -> Spot | None:
    target = target_of(m[1], folder)
    written = m[1].partition("#")[0].partition("^")[0].rstrip("\\ ")
    start = m.start(1) + len(written) - len(written.lstrip())
    written = _no_suffix(written.lstrip())
    spot = Spot(start, start + len(written), *m.span(), "wiki", written, target, (m[2] or "").strip())
    return spot if target else None


def _markdown(m: re.Match[str], folder: str) -> Spot | None:
    written = m[3].rstrip()
    plain = unquote(written)
    if _SCHEME.match(written) or "#" in plain or "^" in plain:
        return None
    is_note = plain[-3:].lower() == ".md"
    written = _no_suffix(written)
    start = m.start(3)
    target = target_of(plain, folder) if is_note else ""
    spot = Spot(start, start + len(written), *m.span(), "markdown", written, target, m[1].strip(), bool(m[2]))
    return spot if target or spot.is_relative else None


def _no_suffix(written: str) -> str:
    return written[:-3] if written[-3:].lower() == ".md" else written


def _relative(path: str, folder: str) -> str:
    """A path from the vault's top as seen from a folder: `./Ana Ruiz`, `../Contacts/Ana Ruiz`."""
    there, here = path.split("/"), folder.split("/") if folder else []
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    up = [".."] * (len(here) - shared)
    return "/".join([*(up or ["."]), *there[shared:]])


def _encoded(target: str, like: str, *, angled: bool) -> str:
    """A target with percent signs, in the way that the present one is written."""
    keeps_blanks = (angled or " " in like) and "%20" not in like
    keeps_letters = not _ENCODED.search(like)
    return "".join(_sign(c, keeps_blanks=keeps_blanks, keeps_letters=keeps_letters) for c in target)


def _sign(char: str, *, keeps_blanks: bool, keeps_letters: bool) -> str:
    if char == " ":
        return " " if keeps_blanks else "%20"
    return char if not char.isascii() and keeps_letters else quote(char, safe=_PLAIN_SIGNS)
