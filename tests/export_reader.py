"""A strict reader of the line format that iCalendar and vCard share (RFC 5545 3.1, RFC 2426 2.6), for tests."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.DOTALL)
_ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


@dataclass(frozen=True)
class Line:
    """One property. `value` is as written, `text` without escapes, `parts` what stands between bare semicolons."""

    name: str
    params: tuple[str, ...]
    value: str

    @property
    def text(self) -> str:
        """The value as a text; an escape that is none of the format's fails."""
        return _unescaped(self.value)

    @property
    def parts(self) -> list[str]:
        cut = [found.start() for found in re.finditer(r"\\.|;", self.value) if found[0] == ";"]
        edges = pairwise([-1, *cut, len(self.value)])
        return [_unescaped(self.value[start + 1 : end]) for start, end in edges]


def lines_of(data: bytes) -> list[Line]:
    """All properties of a file; fails for anything that the format does not allow."""
    assert not data or data.endswith(b"\r\n")
    found: list[str] = []
    for raw in data.split(b"\r\n")[:-1]:
        assert len(raw) <= 75, raw
        text = raw.decode("utf-8")
        assert not [c for c in text if unicodedata.category(c) == "Cc"], repr(text)
        if text.startswith(" "):
            found[-1] += text[1:]
        else:
            found.append(text)
    return [_line(text) for text in found]


def blocks(lines: list[Line], name: str) -> list[dict[str, Line]]:
    """The properties of each component of this name, by their names; those of components inside it are left out."""
    found: list[dict[str, Line]] = []
    open_: list[str] = []
    for line in lines:
        if line.name == "BEGIN":
            open_.append(line.value)
            found += [{}] if line.value == name else []
        elif line.name == "END":
            assert open_.pop() == line.value
        elif open_[-1] == name:
            found[-1][line.name] = line
    assert not open_
    return found


def _line(text: str) -> Line:
    found = _LINE.fullmatch(text)
    assert found, repr(text)
    return Line(found[1], tuple(found[2].split(";")[1:]), found[3])


def _unescaped(text: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])", text), text
    return re.sub(r"\\[\\;,nN]", lambda m: _ESCAPES[m[0]], text)
