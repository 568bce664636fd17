"""The language server: what editors ask about a note while it is typed. Unsaved text is never written.

pygls and lsprotocol live here alone. What is true of notes is worked out by `core` and `reading`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path


def serve(today_in: Callable[[str], date], named: Path | None = None, usual: Path | None = None) -> None:
    """Answer one client over standard input and output, until it ends.

    `today_in` gives the date in an IANA time zone, in the system's for `""`. With `named` only files of that vault are
    looked at; `usual` is the vault to try when no other holds a file. `VaultToolError` when pygls is not installed.
    """
    try:
        import pygls  # noqa: F401 - looks for it
    except ImportError as error:
        from vaulttool.exchange.extras import missing

        raise missing("pygls", "lsp") from error
    from vaulttool.lsp.server import run

    run(today_in, named, usual)
