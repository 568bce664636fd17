"""HTML and SVG elements from Python values: text is escaped unless it is markup. What a page says is not here."""

from __future__ import annotations

from collections.abc import Iterable

from vaulttool.core import escape

Attribute = str | int | float | bool | None

_VOID = frozenset({"br", "meta"})


class Html(str):
    """Markup, safe to put into a page as it is."""

    __slots__ = ()


Child = str | int | None
"""`Html` goes in as it is, other text is escaped, None is left out."""


def el(tag: str, *children: Child, **attributes: Attribute) -> Html:
    """One element. `class_` is written `class`, `aria_label` `aria-label`; None and False leave an attribute out."""
    head = f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    return Html(head if tag in _VOID else f"{head}{join(children)}</{tag}>")


def join(children: Iterable[Child]) -> Html:
    """Several children, one after the other."""
    return Html("".join(map(_child, children)))


def number(value: float) -> str:
    """A length or coordinate, one decimal at most: `3`, `2.5`."""
    return f"{value:.1f}".removesuffix(".0")


def _child(child: Child) -> str:
    if child is None:
        return ""
    return child if isinstance(child, Html) else escape.html(str(child))


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    key = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {key}"
    return f' {key}="{number(value) if isinstance(value, float) else escape.html(str(value))}"'
