"""Putting a text on the system's clipboard, with the program that does it there. No shell."""

from __future__ import annotations

import shutil
import subprocess

_COMMANDS = (
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
)
_SECONDS = 5
NO_CLIPBOARD = "no clipboard here: none of pbcopy, wl-copy, xclip and xsel works; copy the text from above"


def copy(text: str) -> bool:
    """Whether one of the programs took the text. Some stay behind to serve it, so their output goes nowhere."""
    return any(_run(command, text) for command in _COMMANDS if shutil.which(command[0]))


def _run(command: tuple[str, ...], text: str) -> bool:
    try:
        done = subprocess.run(
            command,
            input=text.encode("utf-8", "backslashreplace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
