"""The command `vaulttool`, also as `python -m vaulttool`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    _read_file_names_as_utf8()
    from vaulttool.cli.main import run

    sys.exit(run(sys.argv[1:]))


def _read_file_names_as_utf8() -> None:
    """In a locale that knows ASCII only, file names would be garbled: Python starts once more in its UTF-8 mode."""
    if sys.getfilesystemencoding() == "ascii":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


if __name__ == "__main__":
    main()
