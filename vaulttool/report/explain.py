"""The user's page of a rule, check or follow-up, as its function documents it."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches


def explain(name: str) -> str | None:
    """The page of a check or a follow-up rule; both when they share the name, None when there is none."""
    from vaulttool.core.checks import CHECKS
    from vaulttool.core.followups import RULES

    pages = [_page(c.name, f"check, {c.severity}", c.doc) for c in CHECKS if c.name == name]
    pages += [_page(r.name, f"follow-up, weight {r.weight}", r.doc) for r in RULES if r.name == name]
    return "\n".join(pages) or None


def similar(name: str, among: Collection[str]) -> str:
    """The one of these rules whose name comes nearest, `""` when none does."""
    return next(iter(get_close_matches(name, sorted(among), 1)), "")


def known() -> list[str]:
    """The names of all checks and follow-up rules, sorted."""
    from vaulttool.core.checks import CHECKS
    from vaulttool.core.followups import RULES

    return sorted({*(c.name for c in CHECKS), *(r.name for r in RULES)})


def _page(name: str, kind: str, doc: str) -> str:
    return f"{name} ({kind})\n\n{doc.strip()}\n"
