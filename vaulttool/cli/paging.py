"""Printing that suits a terminal: long text goes through the pager, messages break between words. No wording here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

_LESS = "FRX"
"""Leave at once when it fits, keep colours, and leave the text on the screen."""


def columns(unknown: int = 80) -> int:
    """The width of the terminal, or of `COLUMNS`; `unknown` where neither says it, as in a pipe."""
    return _size("COLUMNS", 0, unknown)


def help_columns() -> int:
    """The width at which click breaks the lines of its help."""
    return max(min(columns(), 80) - 2, 50)


def echo(text: str, stream: TextIO | None = None) -> None:
    """Print at once, on the standard output or another stream."""
    out = stream or sys.stdout
    out.write(text)
    out.flush()


def put(text: str, *, colour: bool = False, paged: bool = True) -> None:
    """Print. `PAGER` names the pager (default: less); `cat`, or an empty value, means none."""
    if not (paged and _is_paged(text)):
        echo(text)
        return
    import click

    os.environ.setdefault("LESS", _LESS)
    click.echo_via_pager(text, color=colour)


def say(text: str) -> None:
    """Print a message; on a terminal its lines break between words."""
    echo(_folded(text, sys.stdout) + "\n")


def complain(lines: Sequence[str]) -> None:
    """The same on standard error."""
    if lines:
        echo(_folded("\n".join(lines), sys.stderr) + "\n", sys.stderr)


def put_page(text: str) -> None:
    """Print a page of text; on a terminal its lines break between words, and a long one goes through the pager."""
    put(_folded(text.rstrip("\n"), sys.stdout) + "\n")


def _folded(text: str, stream: TextIO) -> str:
    if not stream.isatty():
        return text
    from vaulttool.report.layout import Row, plain

    return plain((Row(((line, ""),)) for line in text.split("\n")), columns())[:-1]


def _is_paged(text: str) -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return False
    return os.environ.get("PAGER", "less").strip() not in ("", "cat") and text.count("\n") >= _size("LINES", 1, 24)


def _size(variable: str, number: int, unknown: int) -> int:
    """What the environment says, else the terminal behind the standard output."""
    given = os.environ.get(variable, "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno())[number] or unknown if sys.__stdout__ else unknown
    except (OSError, ValueError):
        return unknown
