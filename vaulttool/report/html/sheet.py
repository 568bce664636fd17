"""What all sections of the report share: the day shown, links to people, tables, figures, bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from vaulttool.core import escape
from vaulttool.core.escape import clip
from vaulttool.core.overview import Overview
from vaulttool.core.pattern import pattern
from vaulttool.core.prose import said_plainly
from vaulttool.core.roster import Who
from vaulttool.report.html.tags import Child, Html, el, join

_DATE = pattern(r"\d{4}-\d\d-\d\d", re.ASCII)

LONGEST = 400
"""Letters of a text from a note that are shown."""


@dataclass(frozen=True)
class Sheet:
    """The day to show, and where on the page each person has a line of their own."""

    day: Overview

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Path of a contact -> id of the element with what happened with them."""
        return {life.who.path: f"person-{place}" for place, life in enumerate(self.day.lives, 1)}

    def person(self, path: str, name: str) -> Html:
        """A name; a link where the page tells more of that person."""
        anchor = self.anchors.get(path)
        shown = words(name) or "somebody"
        return el("a", shown, href=f"#{anchor}") if anchor else el("span", shown)

    def people(self, found: Iterable[Who]) -> Html:
        """Several names."""
        return commas([self.person(who.path, who.name) for who in found])


def words(text: str) -> Html:
    """Text of a note as one would say it: no brackets, no endless lines; a date is not broken."""
    return Html(_DATE.sub(r'<span class="d">\g<0></span>', escape.html(plain(text))))


def plain(text: str) -> str:
    """The same without markup, for an attribute."""
    return clip(said_plainly(text), LONGEST)


def commas(parts: Sequence[Child]) -> Html:
    """`a, b, c`."""
    return join(part for place, item in enumerate(parts) for part in ((", ", item) if place else (item,)))


def dots(*parts: Child) -> Html:
    """`a · b · c`, empty ones left out."""
    found = [part for part in parts if part not in (None, "")]
    return join(part for place, item in enumerate(found) for part in ((" · ", item) if place else (item,)))


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Child]], *, numbers: Sequence[int] = ()) -> Html:
    """A table whose first column names the row. `numbers`: columns set to the right. An empty heading is for a bar."""
    titles = (el("th", title or None, scope="col", class_=_class(place, title, numbers), aria_hidden=_hides(title))
              for place, title in enumerate(head))  # fmt: skip
    body = (el("tr", *(_cell(place, cell, head, numbers) for place, cell in enumerate(row))) for row in rows)
    parts = (el("caption", caption), el("thead", el("tr", *titles)), el("tbody", *body))
    return el("div", el("table", *parts, class_=_look(head)), class_="scroll")


def _look(head: Sequence[str]) -> str | None:
    """`wide` with bars; `many` when a phone has no room for them."""
    if "" not in head:
        return None
    return "wide many" if len(head) > 4 else "wide"


def _cell(place: int, cell: Child, head: Sequence[str], numbers: Sequence[int]) -> Html:
    if place == 0:
        return el("th", cell, scope="row")
    return el("td", cell, class_=_class(place, head[place], numbers), aria_hidden=_hides(head[place]))


def _class(place: int, title: str, numbers: Sequence[int]) -> str | None:
    if not title:
        return "bar"
    return "n" if place in numbers else None


def _hides(title: str) -> str | None:
    """A bar repeats the numbers beside it, so it is not read aloud."""
    return None if title else "true"


def bar(parts: Iterable[tuple[float, float, str]]) -> Html:
    """A bar of a table row: `(start, width, colour)` in hundredths of the cell."""
    found = (el("rect", x=start, y=0, width=width, height=10, class_=f"f-{colour}") for start, width, colour in parts)
    return el("svg", *found, viewBox="0 0 100 10", preserveAspectRatio="none")


def colour_key(colour: str, meaning: str) -> Html:
    """One entry of a legend."""
    square = el("rect", width=12, height=12, class_=f"f-{colour}")
    return el("li", el("svg", square, width=12, height=12, aria_hidden="true"), meaning)


def picture(name: str, title: str, description: str, drawing: Html, *, size: tuple[float, float], look: str) -> Html:
    """A chart with what it shows in words, for those who hear the page. `size`: width and height in its own units."""
    width, height = size
    said = (el("title", title, id=f"{name}-title"), el("desc", description, id=f"{name}-desc"))
    return el(
        "svg", *said, drawing, viewBox=f"0 0 {width:g} {height:g}", width=float(width), height=float(height),
        role="img", aria_labelledby=f"{name}-title {name}-desc", class_=look,
    )  # fmt: skip


def percent(part: int, whole: int) -> str:
    """`50%`; a dash of nothing."""
    return f"{part / whole:.0%}" if whole else "-"


def later(text: str) -> Html:
    """What stands in a section that has nothing to show yet."""
    return el("p", text, class_="muted")
