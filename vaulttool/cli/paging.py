"""Printing that suits a terminal: long text goes through the pager, messages break between words. No wording here."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import TextIO

import click

_LESS = "FRX"
"""Leave at once when it fits, keep colours, and leave the text on the screen."""


def put(text: str, *, colour: bool = False, paged: bool = True) -> None:
    """Print. `PAGER` names the pager (default: less); `cat`, or an empty value, means none."""
    if not (paged and _is_paged(text)):
        click.echo(text, nl=False, color=colour)
        return
    os.environ.setdefault("LESS", _LESS)
    click.echo_via_pager(text, color=colour)


def say(text: str) -> None:
    """Print a message; on a terminal its lines break between words."""
    click.echo(_folded(text, sys.stdout))


def complain(lines: Sequence[str]) -> None:
    """The same on standard error."""
    if lines:
        click.echo(_folded("\n".join(lines), sys.stderr), err=True)


def put_page(text: str) -> None:
    """Print a page of text; on a terminal its lines break between words, and a long one goes through the pager."""
    put(_folded(text.rstrip("\n"), sys.stdout) + "\n")


def _folded(text: str, stream: TextIO) -> str:
    if not stream.isatty():
        return text
    from vaulttool.report.layout import Row, plain

    width = shutil.get_terminal_size((80, 24)).columns
    return plain((Row(((line, ""),)) for line in text.split("\n")), width)[:-1]


def _is_paged(text: str) -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return False
    return os.environ.get("PAGER", "less").strip() not in ("", "cat") and text.count("\n") >= _screen_lines()


def _screen_lines() -> int:
    return shutil.get_terminal_size((80, 24)).lines
