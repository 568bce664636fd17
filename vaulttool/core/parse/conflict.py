"""Git's conflict markers in a note: found, and taken out for reading, so that what both sides say counts."""

from __future__ import annotations

import re
from itertools import pairwise

from vaulttool.core.diagnostics import Finding
from vaulttool.core.parse.blocks import CODE
from vaulttool.core.parse.body import lines_of, read_blocks
from vaulttool.core.parse.framing import split
from vaulttool.core.pattern import pattern

_SIGN = pattern(r"(<{7}|\|{7}|={7}|>{7})(?: |\r?$)", re.M)


def settle(path: str, text: str) -> tuple[str, list[Finding]]:
    """The text with marker lines (and the common base of diff3) blanked, and a finding at each conflict.

    A conflict is `<<<<<<<`, `=======` and `>>>>>>>` at the left edge, in this order, outside of code fences.
    """
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return text, []
    lines = text.split("\n")
    signs = [(n, found[1][0]) for n, line in enumerate(lines) if (found := _SIGN.match(line.removeprefix("\ufeff")))]
    code = _code_lines(text) if signs else set()
    starts: list[int] = []
    drop: set[int] = set()
    opened: list[tuple[int, str]] = []
    for n, sign in signs:
        if n in code:
            continue
        if sign == "<":
            opened = [(n, sign)]
        elif opened and sign == ">":
            if any(s == "=" for _, s in opened):
                starts.append(opened[0][0])
                drop |= _dropped([*opened, (n, sign)])
            opened = []
        elif opened:
            opened.append((n, sign))
    for n in drop:
        lines[n] = "\r" if lines[n].endswith("\r") else ""
    return "\n".join(lines), [_finding(path, n + 1) for n in starts]


def _dropped(signs: list[tuple[int, str]]) -> set[int]:
    """The marker lines of one conflict, and the lines of its common base."""
    found = {n for n, _ in signs}
    for (n, sign), (end, _) in pairwise(signs):
        if sign == "|":
            found.update(range(n, end))
    return found


def _code_lines(text: str) -> set[int]:
    frame = split(text)
    blocks, _ = read_blocks(lines_of(text[frame.body_start :]))
    return {n + frame.body_line - 1 for n, kind in enumerate(blocks.kinds) if kind == CODE}


def _finding(path: str, line: int) -> Finding:
    hint = "Keep one side, or both, and delete the marker lines; until then both sides are read and nothing is written."
    return Finding(path, line, 1, "conflict-markers", "error", "an unresolved merge: git's conflict markers", hint)
