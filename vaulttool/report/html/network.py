"""Who led to whom: the picture, who led to most, and the same as a list of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaulttool.core.dashboard.words import count
from vaulttool.core.lineage import Branch
from vaulttool.core.network import Dot, Network, width_of
from vaulttool.core.network import network as layout
from vaulttool.report.html.sheet import Sheet, dots, later, picture, table, words
from vaulttool.report.html.tags import Html, el, join

MOST = 10
"""How many of those who led to most are named."""
DEEPEST = 12
"""Steps that are shown as indentation; a longer line goes on at that depth."""

_MET = frozenset({"met", "nurturing"})
_LATER = frozenset({"identified", "targeted", "paused", "archived"})
_LOOKS = (
    ("met", "talked with"), ("", "written to, or in touch"), ("later", "not approached yet"),
    ("unknown", "no note yet"),
)  # fmt: skip


def network(sheet: Sheet) -> Html:
    """Everybody who was led to somebody, or led to somebody."""
    branches = sheet.day.branches
    if not branches:
        return later("Nobody led you to anybody yet. Names given in a talk (`referrals`) and introductions show here.")
    found = layout(branches)
    roots, steps = sum(not b.depth for b in branches), sum(b.step is not None for b in branches)
    said = (
        f"{count(len(found.dots), 'person', 'people')} in {count(roots, 'tree')}: {count(steps, 'step')} from one "
        "person to the next. The list below says the same in words."
    )
    drawing = join((_edges(found), *map(_dot, found.dots), *map(_name, found.dots)))
    chart = picture("network-chart", "Who led to whom", said, drawing, size=(found.width, found.height), look="network")
    frame = el("div", chart, class_=f"picture {found.form}", tabindex=0, role="group", aria_label="Picture, may scroll")
    legend = el("ul", *(_key(look, meaning) for look, meaning in _LOOKS), class_="legend")
    figure = el("figure", frame, legend, el("figcaption", f"{said} {_how_to_read(found)}"))
    return join((figure, *_leaders(sheet, found), el("h3", "As a list"), _tree(sheet, branches)))


def _how_to_read(found: Network) -> str:
    if found.form == "rows":
        return "Read it from left to right."
    return "You are in the middle, each ring is one step further. The bigger a dot, the more people they led to."


def _edges(found: Network) -> Html:
    """Lines from giver to person, as one path each for the steps shown first, the others, and mine."""
    pairs = [(dot.parent, place) for place, dot in enumerate(found.dots) if dot.parent is not None]
    line = _curve if found.form == "rows" else _straight
    first = " ".join(line(found.dots[a], found.dots[b]) for a, b in pairs)
    also = " ".join(line(found.dots[a], found.dots[b]) for a, b in found.also)
    return join(
        (
            *(_me(found, *found.middle) if found.middle else ()),
            el("path", d=first, class_="s-quiet"),
            el("path", d=also, class_="s-quiet dash") if also else None,
        )
    )


def _me(found: Network, x: float, y: float) -> Iterator[Html]:
    roots = " ".join(f"M{x:g} {y:g}L{dot.x:g} {dot.y:g}" for dot in found.dots if dot.parent is None)
    yield el("path", d=roots, class_="s-line")
    yield el("circle", cx=x, cy=y, r=5, class_="f-second")
    yield el("text", "me", x=x, y=y - 10, text_anchor="middle", class_="halo")


def _curve(giver: Dot, person: Dot) -> str:
    start = giver.x + giver.radius + width_of(giver.label) + 10
    end = person.x - person.radius
    if end < start:
        start = giver.x
    middle = (start + end) / 2
    return f"M{start:.1f} {giver.y:g}C{middle:.1f} {giver.y:g} {middle:.1f} {person.y:g} {end:.1f} {person.y:g}"


def _straight(giver: Dot, person: Dot) -> str:
    return f"M{giver.x:g} {giver.y:g}L{person.x:g} {person.y:g}"


def _dot(dot: Dot) -> Html:
    look = _look(dot.status, "dot")
    return el("circle", el("title", _about(dot)), cx=dot.x, cy=dot.y, r=dot.radius, class_=look)


def _name(dot: Dot) -> Html | None:
    if not dot.label:
        return None
    near = dot.radius + 3
    x = dot.x + {"right": near, "left": -near}.get(dot.side, 0.0)
    y = dot.y + {"above": -near - 1, "below": near + 9}.get(dot.side, 4.0)
    anchor = {"right": None, "left": "end"}.get(dot.side, "middle")
    return el("text", dot.label, x=x, y=y, text_anchor=anchor, class_="halo")


def _about(dot: Dot) -> str:
    led = f", led to {dot.led}" if dot.led else ""
    return f"{dot.who.name}: {dot.status or 'no note yet'}{led}"


def _look(status: str, base: str) -> str:
    look = "unknown" if not status else "met" if status in _MET else "later" if status in _LATER else ""
    return f"{base} {look}".strip()


def _key(look: str, meaning: str) -> Html:
    circle = el("circle", cx=8, cy=8, r=5, class_=f"dot {look}".strip())
    return el("li", el("svg", circle, width=16, height=16, aria_hidden="true"), meaning)


def _leaders(sheet: Sheet, found: Network) -> Iterator[Html]:
    """Those through whom most people came."""
    most = sorted((dot for dot in found.dots if dot.led), key=lambda d: (-d.below, -d.led, d.who.name.casefold()))
    rows = [(sheet.person(dot.who.path, dot.who.name), dot.led, dot.below) for dot in most[:MOST]]
    yield el("h3", "Who led to most")
    yield table("People they led to", ("Person", "Themselves", "In all, step by step"), rows, numbers=(1, 2))


def _tree(sheet: Sheet, branches: Sequence[Branch]) -> Html:
    """The rows as lists in lists."""
    parts: list[str] = []
    depth = -1
    for branch in branches:
        level = min(branch.depth, DEEPEST)
        parts.append("<ul>" if level > depth >= 0 else "</li>" + "</ul></li>" * (depth - level) if depth >= 0 else "")
        parts.append(f"<li>{_row(sheet, branch)}")
        depth = level
    parts.append("</li>" + "</ul></li>" * depth)
    return el("ul", Html("".join(parts)), class_="tree")


def _row(sheet: Sheet, branch: Branch) -> Html:
    name = sheet.person(branch.who.path, branch.who.name)
    step = branch.step
    how = words(f"{step.how} {step.day or ''}") if step else None
    aside = el("span", dots(branch.status or "no note yet", how, "see above" if branch.again else ""), class_="muted")
    return el("div", name if branch.depth else el("b", name), " ", aside, class_="about")
