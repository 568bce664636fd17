"""A value as it was written -> what it says to a person, links without their brackets."""

from __future__ import annotations

from vaulttool.core.link_text import links_in


def sayings(text: str) -> tuple[str, ...]:
    """All that a value may be called: the text, or for a link its label, its target and the target's file name."""
    links = _links(text)
    if not links:
        return (text,)
    found = [name for target, label in links for name in (label, target, target.rsplit("/", 1)[-1]) if name]
    return tuple(dict.fromkeys(found))


def spoken(text: str) -> str:
    """A value for people: links by their label, else by the target's file name."""
    links = _links(text)
    return ", ".join(label or target.rsplit("/", 1)[-1] for target, label in links) if links else text.strip()


def named(text: str) -> str:
    """A value for programs: a link by its target, which names one note."""
    links = _links(text)
    return ", ".join(target for target, _ in links) if links else text.strip()


def _links(text: str) -> list[tuple[str, str]]:
    """`(target, label)` of the links in brackets."""
    if "[" not in text:
        return []
    return [(target, label) for _, target, label in links_in(text)]
