"""The settings of a vault as they were read last, kept beside the index: reading them anew takes ten times as long."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec import Struct, convert
from msgspec.structs import asdict

from vaulttool import __version__, cache_place
from vaulttool.core.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"vaulttool settings 1\n"


def found(vault: Path, cache: Path | None, text: str) -> Settings | None:
    """What was read from this text of `vaulttool.toml`; None when it was another text, or read by other rules.

    `cache`: as `Index.open` takes it.
    """
    content = cache_place.get(_file(vault, cache), _MAGIC)
    try:
        was, rules, settings = content
        return convert(settings, Settings) if was == text and rules == _rules() else None
    except (TypeError, ValueError):
        return None


def keep(vault: Path, cache: Path | None, text: str, settings: Settings) -> None:
    """Keep what was read from a text and found to be right, if that can be."""
    with suppress(OSError, ValueError):
        cache_place.put(_file(vault, cache), _MAGIC, (text, _rules(), _plain(settings)))


def _file(vault: Path, cache: Path | None) -> str:
    return cache_place.file_of(os.fspath(vault), "settings", os.fspath(cache) if cache else "")


def _rules() -> tuple[str, Any]:
    """What settings depend on beside the text: another version, or other defaults, may read it otherwise."""
    return __version__, _plain(Settings())


def _plain(value: Any) -> Any:
    """Values that can be kept, the same for equal settings."""
    if isinstance(value, Struct):
        return {name: _plain(inner) for name, inner in asdict(value).items()}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return list(map(_plain, value)) if isinstance(value, tuple) else value
