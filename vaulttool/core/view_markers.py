"""Where a text asks for views: pairs of marker lines; and the text with other lines between them, all else kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from vaulttool.core.parse.blocks import HTML
from vaulttool.core.parse.body import lines_of, read_blocks
from vaulttool.core.parse.framing import split
from vaulttool.core.pattern import pattern

CLOSING = "<!-- /vaulttool -->"

_SIGN = pattern(r"<!--[ \t]*/?vaulttool\b")
_DASHBOARD = pattern(r"[ \t]*<!--[ \t]*/?vaulttool:dashboard[ \t]*-->")
_BEGINS = pattern(r"[ \t]*<!--[ \t]*(/?)vaulttool\b")
_OPENS = pattern(r"([ \t]*)<!--[ \t]*vaulttool[ \t]*:[ \t]*(.*?)[ \t]*-->[ \t]*")
_CLOSES = pattern(r"[ \t]*<!--[ \t]*/vaulttool[ \t]*-->[ \t]*")
_ALONE = f"A marker is one line with nothing beside it: `<!-- vaulttool: list contact -->`, and `{CLOSING}` below."


class Marker(NamedTuple):
    """One view: `words` say what is asked for, `line` is where (from 1), `indent` what stands before the marker.

    `first` to `end` are the lines between its two markers, from 0 in the text.
    """

    words: str
    line: int
    indent: str
    first: int
    end: int


class Fault(NamedTuple):
    """Why what a marker begins or ends is left alone, and what to do; `line` from 1."""

    line: int
    message: str
    remedy: str


class Markers(Struct, frozen=True):
    """The views of a text, and the markers that make none, both in order."""

    views: tuple[Marker, ...] = ()
    faults: tuple[Fault, ...] = ()


def find_markers(text: str) -> Markers:
    """The markers of a note's whole text. The dashboard's, and what stands in code or a quote, are none of them."""
    if not _SIGN.search(text):
        return Markers()
    start = split(text).body_start
    return _paired(lines_of(text[start:]), text.count("\n", 0, start))


def with_views(text: str, contents: Mapping[int, str]) -> str:
    """The text with new lines in the views that begin in these lines (from 1); every other byte as it was.

    Each content ends with a line break. It takes the line end and the indentation of its opening marker.
    """
    return _filled(
        text, {marker: contents[marker.line] for marker in find_markers(text).views if marker.line in contents}
    )


def emptied(text: str) -> str:
    """The whole text of a note with nothing in its views: what two versions of it can be compared by."""
    return _filled(text, dict.fromkeys(find_markers(text).views, ""))


def own_words(body: str) -> str:
    """A body without what views have put into it: what a search may find. The markers themselves stay."""
    if not _SIGN.search(body):
        return body
    return _filled(body, dict.fromkeys(_paired(lines_of(body), 0).views, ""))


def _filled(text: str, contents: Mapping[Marker, str]) -> str:
    """The text with these lines in these views, which come in order."""
    lines = text.split("\n")
    parts, done = [], 0
    for marker, content in contents.items():
        parts += [_joined(lines[done : marker.first]), _fitted(content, marker, lines)]
        done = marker.end
    return "".join([*parts, "\n".join(lines[done:])])


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _fitted(content: str, marker: Marker, lines: list[str]) -> str:
    end = "\r\n" if lines[marker.first - 1].endswith("\r") else "\n"
    return "".join(f"{marker.indent if line else ''}{line}{end}" for line in content.split("\n")[:-1])


def _paired(lines: list[str], before: int) -> Markers:
    """The pairs in a body; `before` lines stand above it."""
    pairing = _Pairing()
    for number in _candidates(lines):
        line, text = before + number + 1, lines[number]
        if opens := _OPENS.fullmatch(text):
            pairing.open(Marker(opens[2], line, opens[1], line, line))
        elif _CLOSES.fullmatch(text):
            pairing.close(line)
        else:
            pairing.faults.append(Fault(line, "this marker is not alone on its line", _ALONE))
    return pairing.ended()


def _candidates(lines: list[str]) -> Iterator[int]:
    """The lines that begin a comment of ours, by their number."""
    kinds = read_blocks(lines)[0].kinds
    inside = False
    for number, line in enumerate(lines):
        if kinds[number] != HTML or inside:
            inside = kinds[number] == HTML and "-->" not in line
            continue
        inside = "<!--" in line and "-->" not in line
        if _BEGINS.match(line) and not _DASHBOARD.match(line):
            yield number


class _Pairing:
    """Markers being paired. A view in which another begins is none, nor is that other; `owed` ends are passed over."""

    def __init__(self) -> None:
        self.views: list[Marker] = []
        self.faults: list[Fault] = []
        self.opened: Marker | None = None
        self.is_inside = False
        self.owed = 0

    def open(self, marker: Marker) -> None:
        if self.opened:
            message = f"this view has no end before another one begins in line {marker.line}"
            self.faults.append(Fault(self.opened.line, message, f"Write `{CLOSING}` where it ends; views do not nest."))
            self.owed += 1
        self.is_inside = self.opened is not None
        self.opened = marker

    def close(self, line: int) -> None:
        if self.opened is None:
            if not self.owed:
                self.faults.append(Fault(line, "no view begins above this end", "Delete the line."))
            self.owed = max(0, self.owed - 1)
            return
        if not self.is_inside:
            self.views.append(self.opened._replace(end=line - 1))
            self.owed = 0
        self.opened, self.is_inside = None, False

    def ended(self) -> Markers:
        if self.opened:
            remedy = f"Write `{CLOSING}` on a line of its own below it."
            self.faults.append(Fault(self.opened.line, "this view has no end", remedy))
        return Markers(tuple(self.views), tuple(sorted(self.faults)))
