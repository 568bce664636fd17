"""The bodies of three versions -> segments: lines by diff3, list items one by one, new sections beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from vaulttool.core.merge.diff3 import regions
from vaulttool.core.merge.items import Direction, Scene, direction_of, merge_items
from vaulttool.core.merge.segments import Lines, Segment, alike, pick, settle
from vaulttool.core.merge.units import Unit, What, lines_of_units
from vaulttool.core.values import fold

Units = Sequence[Unit]


class _Part(NamedTuple):
    """A stretch that is not the same in all versions, and where ours of it begins and ends in the whole."""

    base: Units
    ours: Units
    theirs: Units
    where: slice

    @property
    def keys(self) -> list[list[Lines]]:
        """The lines of each version's units, blank ones before them left out."""
        return [[unit.lines for unit in units] for units in (self.base, self.ours, self.theirs)]

    @property
    def taken(self) -> Units | None:
        """The version of the side that changed it; None when both did, differently."""
        base, ours, theirs = self.keys
        return self.ours if theirs in (ours, base) else self.theirs if ours == base else None


def merge_units(base: Units, ours: Units, theirs: Units) -> Iterator[Segment]:
    """The units with the changes of both sides."""
    keys = [[unit.lines for unit in units] for units in (base, ours, theirs)]
    found = [
        (region.stable, _Part(base[region.base], ours[region.ours], theirs[region.theirs], region.ours))
        for region in regions(*keys)
    ]
    twins = Counter(key for stable, part in found if not stable for key in _ours_alone(part, ours))
    for stable, part in found:
        if stable:
            yield from _the_same(part)
        elif part.taken is None:
            yield from _disputed(part, ours, theirs)
        elif part.taken is part.ours:
            yield Segment(lines_of_units(part.ours))
        else:
            yield from _without_twins(part, ours, twins)


def _the_same(part: _Part) -> Iterator[Segment]:
    """Units that nobody changed; blank lines before them may have come or gone."""
    for base, ours, theirs in zip(part.base, part.ours, part.theirs, strict=True):
        space = pick(base.space, ours.space, theirs.space)
        yield Segment(ours.space if space is None else space)
        yield Segment(ours.lines)


def _ours_alone(part: _Part, ours: Units) -> Iterator[tuple[str, Lines]]:
    """The items that only we added in this stretch, with their heading."""
    base, _, theirs = part.keys
    if theirs == base:
        yield from ((_heading(ours, part.where), unit.lines) for unit in part.ours if unit.what is What.ITEM)


def _without_twins(part: _Part, ours: Units, twins: Counter[tuple[str, Lines]]) -> Iterator[Segment]:
    """A stretch that only they changed, without the items that we added word for word elsewhere under the heading."""
    heading = _heading(ours, part.where)
    known = {unit.lines for unit in part.base}
    for unit in part.theirs:
        key = (heading, unit.lines)
        if unit.what is What.ITEM and unit.lines not in known and twins[key] > 0:
            twins[key] -= 1
        else:
            yield Segment(lines_of_units([unit]))


def _heading(units: Units, where: slice) -> str:
    """The heading that a stretch stands under, folded; `""` for none."""
    heads = (unit.head for unit in reversed(units[: where.start]) if unit.what is What.HEADING)
    return fold(next(heads, ""))


def _disputed(part: _Part, ours: Units, theirs: Units) -> Iterator[Segment]:
    """A stretch that both sides changed; what they have in common at its ends is taken out of it."""
    _, mine, yours = part.keys
    head, tail = alike(mine, yours)
    end = len(part.ours) - tail
    inner = part._replace(ours=part.ours[head:end], theirs=part.theirs[head : len(part.theirs) - tail])
    inner = inner._replace(where=slice(part.where.start + head, part.where.start + end))
    yield Segment(lines_of_units(part.ours[:head]))
    if inner.taken is not None:
        yield Segment(lines_of_units(inner.taken))
    elif all(_is_list_then_sections(units) for units in inner[:3]) and _items(inner.base) == list(inner.base):
        yield from merge_items(_scene(inner, ours, theirs), merge_units)
        yield from _side_by_side(*(units[len(_items(units)) :] for units in (inner.ours, inner.theirs)))
    else:
        yield from settle(*(lines_of_units(units) for units in inner[:3]))
    yield Segment(lines_of_units(part.ours[end:]))


def _items(units: Units) -> list[Unit]:
    """The list items at the beginning."""
    return list(takewhile(lambda unit: unit.what is What.ITEM, units))


def _is_list_then_sections(units: Units) -> bool:
    """Whether nothing but a heading follows the list items at the beginning."""
    count = len(_items(units))
    return count == len(units) or units[count].what is What.HEADING


def _scene(part: _Part, ours: Units, theirs: Units) -> Scene:
    start = part.where.start
    is_first = start == 0 or ours[start - 1].what is not What.ITEM
    base, mine, yours = (_items(units) for units in part[:3])
    return Scene(base, mine, yours, _direction(ours, theirs, part.where), is_first)


def _direction(ours: Units, theirs: Units, where: slice) -> Direction:
    """How the dated items run in the section that a stretch of ours lies in."""
    heading = _heading(ours, where)
    return direction_of(_below(ours, heading)) or direction_of(_below(theirs, heading)) or 1


def _below(units: Units, heading: str) -> list[Unit]:
    """The units under the heading of this name, or before the first one."""
    return [unit for name, unit in _with_heading(units) if name == heading]


def _with_heading(units: Units) -> Iterator[tuple[str, Unit]]:
    heading = ""
    for unit in units:
        heading = fold(unit.head) if unit.what is What.HEADING else heading
        yield heading, unit


def _side_by_side(ours: Units, theirs: Units) -> Iterator[Segment]:
    """Our new sections, each merged with theirs of the same heading, then those that only they have.

    The heading stays as we wrote it.
    """
    mine, yours = _sections(ours), _sections(theirs)
    for name, units in mine.items():
        yield Segment(lines_of_units(units[:1]))
        yield from merge_units((), units[1:], yours.pop(name, units)[1:])
    for units in yours.values():
        yield Segment(lines_of_units(units))


def _sections(units: Units) -> dict[str, list[Unit]]:
    """Folded heading -> its units, itself included; the first unit is a heading."""
    found: dict[str, list[Unit]] = {}
    for name, unit in _with_heading(units):
        found.setdefault(name, []).append(unit)
    return found
