"""One command line from beginning to end, which becomes an exit status: 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from vaulttool.cli.everyday import plain
from vaulttool.cli.paging import complain
from vaulttool.core.escape import terminal
from vaulttool.errors import IndexDamaged, VaultToolError

if TYPE_CHECKING:
    from vaulttool.snapshot import Glance

REFUSED = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
COMPLETE = "_VAULTTOOL_COMPLETE"
"""The variable by which a shell asks for words."""


def run(args: Sequence[str], glance: Glance | None = None) -> int:
    """Run one command line; the exit status. `glance` is what was seen of the vault a moment ago."""
    _prepare_output()
    asked: dict[str, Any] = {"typed": tuple(args), "glance": glance}
    try:
        status = _twice(_chosen(asked), asked)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except VaultToolError as error:
        _complain(error.message, error.remedy)
        return error.exit_status
    except BrokenPipeError:
        status = PIPE_CLOSED
    except OSError as error:
        _complain(_in_words(error))
        status = REFUSED
    if status in (REFUSED, PIPE_CLOSED):
        _give_up_output()
    return status


def _chosen(asked: dict[str, Any]) -> Callable[[], int]:
    """What to call: the plain form of an everyday command, else click."""
    if COMPLETE in os.environ:
        from vaulttool.cli.bash_completion import install

        install()
    elif found := plain(asked):
        return found
    from vaulttool.cli.main import call

    return lambda: call(asked)


def _twice(call: Callable[[], int], asked: dict[str, Any]) -> int:
    """The command; once more when its index turned out to be damaged, which is then built anew from the notes."""
    try:
        return call()
    except IndexDamaged as damage:
        from vaulttool.cli.session import Session
        from vaulttool.index import Index

        Index.discard(Session(asked).vault)
        _complain(f"the index was damaged ({damage.message}) and has been built anew")
        return call()


def _prepare_output() -> None:
    """Any text can be printed: what the terminal's encoding lacks is spelt out; plain ASCII is taken as UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            is_ascii = stream.encoding.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968", "646")
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="backslashreplace")


def _give_up_output() -> None:
    """Nobody reads on, or the disk is full: keep the interpreter from trying once more while it ends."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _complain(message: str, remedy: str = "") -> None:
    lines = [f"vaulttool: {terminal(line)}" for line in message.splitlines()]
    lines += [f"  {terminal(line)}" for line in remedy.splitlines()]
    complain(lines)


def _in_words(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else "cannot write the output: " if error.errno else ""
    return f"{where}{error.strerror or error}"
