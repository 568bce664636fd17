"""The command `vaulttool`, also as `python -m vaulttool`."""

from __future__ import annotations

import atexit
import gc
import os
import sys

_SELDOM = 200_000
"""After so many new objects more than were given up the interpreter looks for circles among them; usual are 700."""


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(_SELDOM)
    _read_file_names_as_utf8()
    _open_what_is_closed()
    from vaulttool import shortcut

    status, glance = shortcut.answer(sys.argv[1:])
    if status is None:
        from vaulttool.cli.command_line import run

        status = run(sys.argv[1:], glance)
    _leave(status)


def _leave(status: int) -> None:
    """End at once: giving back memory piece by piece takes longer than some commands. The system takes it as it is.

    Who has other threads, or is being profiled, ends the usual way.
    """
    threads = sys.modules.get("threading")
    if _is_watched() or (threads and threads.active_count() > 1):
        sys.exit(status)
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _is_watched() -> bool:
    """Whether a debugger, a profiler or the like looks on, which has something left to do in the end."""
    if sys.version_info >= (3, 12) and any(map(sys.monitoring.get_tool, range(6))):
        return True
    return bool(sys.getprofile() or sys.gettrace())


def _read_file_names_as_utf8() -> None:
    """In a locale that knows ASCII only, file names would be garbled: Python starts once more in its UTF-8 mode."""
    if sys.getfilesystemencoding() == "ascii":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _open_what_is_closed() -> None:
    """A stream that was closed beforehand (`>&-`) becomes the null device: no file gets its number, no print fails."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None and os.open(os.devnull, os.O_RDWR) == number:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))


if __name__ == "__main__":
    main()
