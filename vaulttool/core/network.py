"""A picture of who led to whom as points on a plane: rows for few people, rings around me for many. No drawing here."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import cos, pi, sin, sqrt
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vaulttool.core.escape import clip, visible
from vaulttool.core.lineage import Branch
from vaulttool.core.roster import Who

LETTER = 7.0
"""Width of a letter of a label, in the units of the picture."""
LONGEST = 24
"""Letters of a name that are shown."""

_ROW, _GAP, _MARGIN = 26.0, 46.0, 14.0
_MOST_ROWS, _MOST_LABELS, _WIDEST = 40, 600, 1160.0
_RADIUS, _SIDE, _HEIGHT, _LEAF = 430.0, 130.0, 15.0, 3.6

Form = Literal["rows", "rings"]
Side = Literal["right", "left", "above", "below"]


class Dot(Struct, frozen=True):
    """One person. `led`: how many people they led to themselves; `below`: all who came through them.

    `parent` is the place of who led to them first, None for those nobody led to. `label` is what fits beside the dot,
    `""` when nothing does; `side` says where it stands.
    """

    who: Who
    status: str
    parent: int | None
    led: int
    below: int
    depth: int
    x: float = 0.0
    y: float = 0.0
    label: str = ""
    side: Side = "right"

    @property
    def radius(self) -> float:
        """Bigger for those who led to many: the area grows with the number."""
        return round(_LEAF + 2.2 * sqrt(min(self.led, 30)), 1)


class Network(Struct, frozen=True):
    """The picture. `also`: giver and person, by place, of further steps to somebody. In `rings` I stand at `middle`."""

    form: Form
    width: float
    height: float
    dots: tuple[Dot, ...]
    also: tuple[tuple[int, int], ...]
    middle: tuple[float, float] | None = None


def network(branches: Sequence[Branch]) -> Network:
    """The picture of these trees, as `lineage.tree` lists them. The same rows give the same picture."""
    dots, also = _dots(branches)
    leaves = len(dots) - len({dot.parent for dot in dots} - {None})
    if leaves <= _MOST_ROWS:
        picture = _in_rows(dots, also)
        if picture.width <= _WIDEST:
            return picture
    return _in_rings(dots, also)


def width_of(text: str) -> float:
    """How wide a label is about, in the units of the picture."""
    return sum(_letter(c) for c in text)


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return LETTER * 1.8 if unicodedata.east_asian_width(letter) in "WF" else LETTER


def _dots(branches: Iterable[Branch]) -> tuple[list[Dot], tuple[tuple[int, int], ...]]:
    """Everybody once, and the further steps to people who are there already."""
    places: dict[str, int] = {}
    above: list[int] = []
    dots: list[Dot] = []
    also: list[tuple[int, int]] = []
    for branch in branches:
        del above[branch.depth :]
        parent = above[-1] if above else None
        place = places.setdefault(branch.who.key, len(dots))
        if place == len(dots):
            dots.append(Dot(branch.who, branch.status, parent, 0, 0, branch.depth))
        elif parent is not None:
            also.append((parent, place))
        above.append(place)
    return _counted(dots, also), tuple(also)


def _counted(dots: Sequence[Dot], also: Iterable[tuple[int, int]]) -> list[Dot]:
    """With how many each led to; whoever comes below stands later in the list."""
    led, below = [0] * len(dots), [0] * len(dots)
    for place in reversed(range(len(dots))):
        parent = dots[place].parent
        if parent is not None:
            led[parent] += 1
            below[parent] += 1 + below[place]
    for giver, _ in also:
        led[giver] += 1
    return [replace(dot, led=led[n], below=below[n]) for n, dot in enumerate(dots)]


def _in_rows(dots: Sequence[Dot], also: tuple[tuple[int, int], ...]) -> Network:
    """Roots at the left, a column a step; every name is shown."""
    labels = [_label(dot) for dot in dots]
    depth = max((dot.depth for dot in dots), default=0)
    widths = [max((width_of(t) for t, d in zip(labels, dots, strict=True) if d.depth == n), default=0.0)
              for n in range(depth + 1)]  # fmt: skip
    starts = [_MARGIN + sum(widths[:n]) + n * (_GAP + 10) for n in range(depth + 1)]
    heights = _heights(dots)
    placed = (
        replace(dot, x=round(starts[dot.depth], 1), y=round(_MARGIN + heights[n] * _ROW, 1), label=labels[n])
        for n, dot in enumerate(dots)
    )
    rows = max(heights, default=0.0) + 1
    width = starts[-1] + widths[-1] + _MARGIN * 2 if dots else 0.0
    return Network("rows", round(width, 1), round(rows * _ROW + 4, 1), tuple(placed), also)


def _heights(dots: Sequence[Dot]) -> list[float]:
    """The row of each: one a leaf, a parent in the middle of those below."""
    spans: list[list[float]] = [[] for _ in dots]
    found = [0.0] * len(dots)
    parents = {dot.parent for dot in dots}
    leaves = (n for n in range(len(dots)) if n not in parents)
    for row, place in enumerate(leaves):
        spans[place] = [float(row)]
    for place in reversed(range(len(dots))):
        found[place] = (min(spans[place]) + max(spans[place])) / 2
        parent = dots[place].parent
        if parent is not None:
            spans[parent].append(found[place])
    return found


def _in_rings(dots: Sequence[Dot], also: tuple[tuple[int, int], ...]) -> Network:
    """Those whom nobody led to on the inner ring, a ring a step; names where they fit, those who led to most first."""
    width, height = 2 * (_RADIUS + _SIDE), 2 * (_RADIUS + 2 * _MARGIN)
    heights = _heights(dots)
    turn = 2 * pi / (max(heights, default=0.0) + 1)
    rings = _rings(dots)
    placed = [_on_ring(dot, heights[n] * turn, rings[dot.depth] + _step(dot, heights[n]), width, height)
              for n, dot in enumerate(dots)]  # fmt: skip
    top = min((dot.y - dot.radius for dot in placed), default=0.0) - _MARGIN
    bottom = max((dot.y + dot.radius for dot in placed), default=0.0) + _MARGIN
    shown = (replace(dot, y=round(dot.y - top, 1)) for dot in _labelled(placed, width))
    middle = (width / 2, round(height / 2 - top, 1))
    return Network("rings", width, round(bottom - top, 1), tuple(shown), also, middle)


def _rings(dots: Sequence[Dot]) -> list[float]:
    """The radius of each ring: the more people on it, the more room between it and the one before."""
    numbers = Counter(dot.depth for dot in dots)
    most = max(numbers.values(), default=1)
    gaps = [0.5 + numbers[depth] / most for depth in range(len(numbers))]
    inner = sum(gaps) / 3
    return [_RADIUS * (inner + sum(gaps[: n + 1])) / (inner + sum(gaps)) for n in range(len(gaps))]


def _step(dot: Dot, row: float) -> float:
    """Every other one of those who led to nobody stands a little further in, so that neighbours keep apart."""
    return -2.5 * _LEAF if not dot.led and int(row) % 2 else 0.0


def _on_ring(dot: Dot, angle: float, radius: float, width: float, height: float) -> Dot:
    x, y = width / 2 + radius * sin(angle), height / 2 - radius * cos(angle)
    return replace(dot, x=round(x, 1), y=round(y, 1), side="left" if x < width / 2 - 1 else "right")


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _labelled(dots: Sequence[Dot], width: float) -> Iterator[Dot]:
    """Names that do not cover each other; those of people who led to somebody may cover those who did not."""
    leaders = [_round(dot) for dot in dots if dot.led]
    everybody = [_round(dot) for dot in dots]
    names: list[Box] = []
    shown: dict[int, Dot] = {}
    for place in sorted(range(len(dots)), key=lambda n: (-dots[n].below, dots[n].depth, n))[:_MOST_LABELS]:
        dot, label, own = dots[place], _label(dots[place]), _round(dots[place])
        for candidate in _sides(dot):
            box = _box(candidate, label)
            if _is_free(box, own, (*names, *(leaders if dot.led else everybody)), width):
                names.append(box)
                shown[place] = replace(candidate, label=label)
                break
    return (shown.get(place, dot) for place, dot in enumerate(dots))


def _sides(dot: Dot) -> Iterator[Dot]:
    """The dot with its name outwards, inwards, above, below; those who led to nobody have it at a side."""
    other: Side = "right" if dot.side == "left" else "left"
    sides: tuple[Side, ...] = (dot.side, other, "above", "below") if dot.led else (dot.side, other)
    return (replace(dot, side=side) for side in sides)


def _is_free(box: Box, own: Box, taken: Iterable[Box], width: float) -> bool:
    return box[0] >= 0 and box[2] <= width and not any(_overlap(box, other) for other in taken if other != own)


def _round(dot: Dot) -> Box:
    return dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius


def _box(dot: Dot, label: str) -> Box:
    wide, near = width_of(label), dot.radius + 3
    left = {"right": near, "left": -near - wide}.get(dot.side, -wide / 2)
    top = {"above": -dot.radius - _HEIGHT, "below": dot.radius}.get(dot.side, -_HEIGHT / 2)
    return dot.x + left, dot.y + top, dot.x + left + wide, dot.y + top + _HEIGHT


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _label(dot: Dot) -> str:
    return clip(visible(dot.who.name), LONGEST)
