"""What I am hearing: each insight with how many people said it. Counts, never proof."""

from __future__ import annotations

from vaulttool.core.dashboard.words import count
from vaulttool.core.insights import Heard
from vaulttool.report.html.sheet import Sheet, dots, later, words
from vaulttool.report.html.tags import Html, el, join

SHOWN = 30
"""Insights shown at once; the others unfold."""


def insights(sheet: Sheet) -> Html:
    """Most heard first."""
    found = sheet.day.heard
    if not found:
        return later("No insights yet. Write them under `## Insights` of an interview, one a line.")
    several = sum(len(one.people) + len(one.deniers) > 1 for one in found)
    said = f"{count(len(found), 'insight')}, {several} of them from two people or more. A count is no proof."
    rest = found[SHOWN:]
    more = el("details", el("summary", f"{len(rest):,} more"), _list(sheet, rest)) if rest else None
    return join((el("p", said), _list(sheet, found[:SHOWN]), more))


def _list(sheet: Sheet, found: tuple[Heard, ...]) -> Html:
    return el("ol", *(_insight(sheet, one) for one in found), class_="said")


def _insight(sheet: Sheet, one: Heard) -> Html:
    about = dots(
        el("strong", one.count),
        words(one.topic),
        sheet.people(one.people) if one.people else None,
        join(("denied by ", sheet.people(one.deniers))) if one.deniers else None,
        words(f"last {one.last}"),
    )
    return el("li", el("div", words(one.text)), el("div", about, class_="muted"))
