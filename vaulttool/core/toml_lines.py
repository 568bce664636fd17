"""On which line of a TOML text a key stands: `tomllib` gives values without places. Reads valid TOML only."""

from __future__ import annotations

import re

from vaulttool.core.pattern import pattern

Path = tuple[str, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_TABLE = pattern(rf"[ \t]*\[\[?[ \t]*({_KEY})[ \t]*\]\]?")
_ENTRY = pattern(rf"[ \t]*({_KEY})[ \t]*=(.*)", re.DOTALL)
_LONG_QUOTES = pattern(r'"""|\'\'\'')


def key_lines(text: str) -> dict[Path, int]:
    """Path of every table and key -> the line where it first stands, from 1. Keys of inline tables are left out."""
    found: dict[Path, int] = {}
    table: Path = ()
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if inside:
            inside = "" if line.count(inside) % 2 else inside
            continue
        if header := _TABLE.match(line):
            table = _parts(header[1])
            found.setdefault(table, number)
        elif entry := _ENTRY.match(line):
            _note(found, table + _parts(entry[1]), number)
            inside = _left_open(entry[2])
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of a key, else of the table it is in, else 1."""
    return next((lines[path[:size]] for size in range(len(path), 0, -1) if path[:size] in lines), 1)


def _note(found: dict[Path, int], path: Path, number: int) -> None:
    for size in range(1, len(path) + 1):
        found.setdefault(path[:size], number)


def _left_open(value: str) -> str:
    """The kind of long quotes that a value opens and does not close on its line, `""` for none."""
    signs = _LONG_QUOTES.findall(value)
    return signs[0] if signs and signs.count(signs[0]) % 2 else ""


def _parts(key: str) -> Path:
    return tuple(map(_plain, re.findall(_PART, key)))


def _plain(part: str) -> str:
    import tomllib

    return next(iter(tomllib.loads(f"{part} = 0")))
