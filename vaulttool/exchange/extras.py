"""What is said when a library that only few need is not installed."""

from __future__ import annotations

from vaulttool.errors import VaultToolError


def missing(library: str, extra: str) -> VaultToolError:
    """The refusal of what needs `library`, with what to install; `extra` is the group of `pyproject.toml`."""
    return VaultToolError(
        f"this needs the library {library}, which is not installed", f"pip install 'vaulttool[{extra}]'"
    )
