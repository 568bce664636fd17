"""vaulttool: whom to write to today, and why, from a folder of Markdown notes.

`from vaulttool import open_vault` reads such a folder from Python; docs/python-api.md shows how.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from vaulttool.api import open_vault

__version__ = "0.1.0"

__all__ = ["__version__", "open_vault"]


def __getattr__(name: str) -> Any:
    """`open_vault`, loaded when it is asked for, since every start of the command line loads this module."""
    if name == "open_vault":
        from importlib import import_module

        return import_module("vaulttool.api").open_vault
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
