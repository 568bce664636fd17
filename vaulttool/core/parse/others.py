"""Markdown files that plugins of Obsidian keep for themselves, such as drawings and boards."""

from __future__ import annotations

from collections.abc import Iterable

PLUGIN_KEYS = frozenset({"excalidraw-plugin", "kanban-plugin"})
"""Frontmatter keys by which a plugin knows a file as its own."""


def is_plugin_file(path: str, keys: Iterable[str]) -> bool:
    """Whether a file is a drawing or a board, by its name or the keys of its frontmatter."""
    return path.lower().endswith(".excalidraw.md") or not PLUGIN_KEYS.isdisjoint(keys)
