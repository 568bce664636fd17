"""A list in the terminal on which some are chosen, by number or by a word. What they are is not known here."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import click

from vaulttool.core.pattern import pattern
from vaulttool.errors import VaultToolError

SHOWN = 40
"""Lines at once; a word narrows the list."""
_NUMBERS = pattern(r"[0-9]{1,9}(?:\s*-\s*[0-9]{1,9})?(?:[\s,]+[0-9]{1,9}(?:\s*-\s*[0-9]{1,9})?)*")
_ALL = "all"


def pick(lines: Sequence[str], what: str) -> tuple[int, ...]:
    """The places, from 0, of the lines that are chosen, in their order; none when there are no lines.

    `lines` are safe for a terminal. All is asked on standard error. `VaultToolError` without a terminal.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise VaultToolError(f"choosing {what} needs a terminal", "--all takes everybody, --match nobody")
    taken: set[int] = set()
    shown = list(range(len(lines)))
    while lines:
        _show(lines, shown, taken)
        answer = _ask(what)
        if not answer:
            break
        numbers = _chosen(answer, len(lines)) if answer != _ALL else set(shown)
        taken |= numbers
        shown = _fitting(lines, answer) if not numbers else list(range(len(lines)))
    return tuple(sorted(taken))


def numbers_in(text: str, count: int) -> set[int]:
    """The places, from 0, of `1,3-5` among so many lines; what is beyond them is left out."""
    found: set[int] = set()
    for part in re.findall(r"([0-9]+)(?:\s*-\s*([0-9]+))?", text):
        first, last = int(part[0]), min(int(part[1] or part[0]), count)
        found.update(range(first - 1, last))
    return {number for number in found if 0 <= number < count}


def _chosen(answer: str, count: int) -> set[int]:
    return numbers_in(answer, count) if _NUMBERS.fullmatch(answer) else set()


def _fitting(lines: Sequence[str], words: str) -> list[int]:
    """The places of the lines that hold each word; all of them when none does."""
    wanted = words.lower().split()
    found = [number for number, line in enumerate(lines) if all(word in line.lower() for word in wanted)]
    return found or list(range(len(lines)))


def _show(lines: Sequence[str], shown: Sequence[int], taken: set[int]) -> None:
    for number in shown[:SHOWN]:
        click.echo(f"{number + 1:>6} [{'x' if number in taken else ' '}] {lines[number]}", err=True)
    if len(shown) > SHOWN:
        click.echo(f"       and {len(shown) - SHOWN:,} more: type a word to narrow the list", err=True)


def _ask(what: str) -> str:
    prompt = f"{what.capitalize()}: numbers (1,3-5), all of these ({_ALL}), a word to search; Enter ends"
    return str(click.prompt(prompt, default="", show_default=False, err=True)).strip().lower()
