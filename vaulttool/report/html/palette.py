"""The colours of the report, light and dark: text has a contrast of 4.5 to each ground, marks of charts one of 3."""

from __future__ import annotations

from types import MappingProxyType

GROUNDS = ("ground", "panel")
TEXTS = ("ink", "muted", "accent", "late")
MARKS = ("accent", "second", "quiet")

LIGHT = MappingProxyType(
    {
        "ground": "#ffffff",
        "panel": "#f5f6f4",
        "line": "#d5d9d3",
        "ink": "#1c211d",
        "muted": "#566059",
        "accent": "#0f6a5b",
        "second": "#b4571b",
        "quiet": "#7f8a83",
        "late": "#ab2a20",
    }
)
DARK = MappingProxyType(
    {
        "ground": "#141815",
        "panel": "#1d231f",
        "line": "#3a433d",
        "ink": "#e7ebe7",
        "muted": "#a6b1a9",
        "accent": "#62c8b3",
        "second": "#eb9a5c",
        "quiet": "#7d8a82",
        "late": "#ff9a8d",
    }
)


def variables(colours: MappingProxyType[str, str]) -> str:
    """The colours as CSS custom properties."""
    return "".join(f"--{name}:{value};" for name, value in colours.items())
