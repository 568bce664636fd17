"""Printing that suits a terminal: long text goes through the pager, messages break between words. No wording here."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

import click

_LESS = "FRX"
"""Leave at once when it fits, keep colours, and leave the text on the screen."""


def put(text: str, *, colour: bool = False) -> None:
    """Print. `PAGER` names the pager (default: less); `cat`, or an empty value, means none."""
    if not _is_paged(text):
        click.echo(text, nl=False, color=colour)
        return
    os.environ.setdefault("LESS", _LESS)
    click.echo_via_pager(text, color=colour)


def complain(lines: Sequence[str]) -> None:
    """Print to standard error; on a terminal lines break between words."""
    if lines and sys.stderr.isatty():
        from vaulttool.report.layout import Row, plain

        width = shutil.get_terminal_size((80, 24)).columns
        lines = plain((Row(((line, ""),)) for line in lines), width).splitlines()
    for line in lines:
        click.echo(line, err=True)


def _is_paged(text: str) -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return False
    return os.environ.get("PAGER", "less").strip() not in ("", "cat") and text.count("\n") >= _screen_lines()


def _screen_lines() -> int:
    return shutil.get_terminal_size((80, 24)).lines
