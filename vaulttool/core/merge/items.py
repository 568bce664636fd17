"""List items of one stretch in three versions: which are the same, which are new, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct, field

from vaulttool.core.merge.item_line import merge_line
from vaulttool.core.merge.segments import Lines, Segment
from vaulttool.core.merge.units import Unit, What

Direction = Literal[-1, 0, 1]
"""1: newest last, -1: newest first, 0: not known."""
Key = str | Lines
"""What items that are the same have in common; empty: nothing."""
MergeUnits = Callable[[Sequence[Unit], Sequence[Unit], Sequence[Unit]], Iterator[Segment]]

_ALIKE = 0.6
"""How much of the letters of two items must be the same for one to be a new wording of the other."""
_MAX_COMPARED = 40


class Scene(Struct, frozen=True):
    """A stretch of items in three versions, and how dated items run where it stands.

    `is_first`: the list begins here, so that blank lines before its first item are no part of it.
    """

    base: Sequence[Unit]
    ours: Sequence[Unit]
    theirs: Sequence[Unit]
    direction: Direction
    is_first: bool


def direction_of(units: Sequence[Unit]) -> Direction:
    """How the dated items of a section run; 0 when they say nothing or contradict themselves."""
    days = [day for unit in units if unit.what is What.ITEM and (day := unit.day)]
    steps = list(pairwise(days))
    if all(one == other for one, other in steps):
        return 0
    if all(one <= other for one, other in steps):
        return 1
    return -1 if all(one >= other for one, other in steps) else 0


class _Out(Struct):
    """An item of the result. `day` orders it; `anchor` is the item of theirs that it comes from.

    `led`: it was the first item of its side.
    """

    unit: Unit
    segments: list[Segment]
    anchor: int | None
    led: bool
    is_ours_alone: bool = False

    @property
    def day(self) -> date | None:
        return self.unit.day


class _Side(Struct):
    """One version: its items, and for each of them which of the base it was."""

    items: Sequence[Unit]
    was: dict[int, int] = field(default_factory=dict)

    @property
    def new(self) -> list[int]:
        return [n for n in range(len(self.items)) if n not in self.was]


def merge_items(scene: Scene, merge_units: MergeUnits) -> Iterator[Segment]:
    """The items with the changes of both sides: new ones of both are kept, dated ones by their date."""
    base, ours, theirs = _Side(scene.base), _Side(scene.ours), _Side(scene.theirs)
    for side in (ours, theirs):
        _find_same(base, side)
    twins = _twins(ours, theirs)
    out = list(_ours(base, ours, theirs, twins, merge_units))
    placed = set(twins.values()) | {one.anchor for one in out}
    for n in range(len(theirs.items)):
        if n not in placed:
            one = _theirs(base, theirs, n)
            if one.segments:
                out.insert(_place(out, one, n, scene.direction), one)
    for one, space in zip(out, _spaces(scene, out), strict=True):
        yield Segment(space)
        yield from one.segments


def _spaces(scene: Scene, out: list[_Out]) -> Iterator[Lines]:
    """The blank lines before each item: those above a list stay above it, whichever item comes first."""
    above = max((units[0].space for units in (scene.ours, scene.theirs) if units), key=len, default=())
    for n, one in enumerate(out):
        space = () if one.led else one.unit.space
        yield one.unit.space if not scene.is_first else above if n == 0 else space


def _find_same(base: _Side, side: _Side) -> None:
    """Which items are the base's: word for word, by identity, or in a new wording at the same place."""
    for key in (_exact, _identity):
        side.was.update(_pairs(side, base, side.new, _unused(base, side), key))
    mine, olds = side.new, _unused(base, side)
    if len(mine) * len(olds) <= _MAX_COMPARED**2:
        for n in mine:
            old = next((old for old in _unused(base, side) if _is_reworded(base, side, old, n)), None)
            if old is not None:
                side.was[n] = old


def _unused(base: _Side, side: _Side) -> list[int]:
    taken = set(side.was.values())
    return [n for n in range(len(base.items)) if n not in taken]


def _pairs(
    one: _Side, other: _Side, mine: Sequence[int], others: Sequence[int], key: Callable[[Unit], Key]
) -> dict[int, int]:
    """Places in one -> places in the other with the same key, each used once, in order."""
    free: dict[Key, list[int]] = {}
    for n in reversed(others):
        free.setdefault(key(other.items[n]), []).append(n)
    keys = ((n, key(one.items[n])) for n in mine)
    return {n: free[k].pop() for n, k in keys if k and free.get(k)}


def _exact(unit: Unit) -> Key:
    return unit.lines


def _identity(unit: Unit) -> Key:
    return unit.identity


def _is_reworded(base: _Side, side: _Side, old: int, new: int) -> bool:
    """Whether a new item is an old one in other words, between the same neighbours."""
    from difflib import SequenceMatcher

    before = max((side.was[n] for n in side.was if n < new), default=-1)
    after = min((side.was[n] for n in side.was if n > new), default=len(base.items))
    if not before < old < after:
        return False
    one, other = base.items[old].identity, side.items[new].identity
    return bool(one and other) and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _twins(ours: _Side, theirs: _Side) -> dict[int, int]:
    """New items of ours -> new items of theirs that say the same."""
    return _pairs(ours, theirs, ours.new, theirs.new, _identity)


def _ours(base: _Side, ours: _Side, theirs: _Side, twins: dict[int, int], merge_units: MergeUnits) -> Iterator[_Out]:
    """Our items, with what they changed in them, without what they took out."""
    now = {old: n for n, old in theirs.was.items()}
    for n, mine in enumerate(ours.items):
        old = ours.was.get(n)
        was = base.items[old] if old is not None else None
        there = now.get(old) if old is not None else twins.get(n)
        yours = theirs.items[there] if there is not None else None
        segments = list(_one(was, mine, yours, merge_units))
        if segments:
            yield _Out(mine, segments, there, n == 0, old is None and there is None)


def _one(base: Unit | None, ours: Unit, theirs: Unit | None, merge_units: MergeUnits) -> Iterator[Segment]:
    """One item: as it is, merged, gone (nothing), or in dispute."""
    if theirs is None:
        if base is None:
            yield Segment(ours.lines)
        elif ours.lines != base.lines:
            yield Segment(ours.lines, ())
    elif base is not None and base.lines == ours.lines:
        yield Segment(theirs.lines)
    elif ours.lines == theirs.lines or (base is not None and base.lines == theirs.lines):
        yield Segment(ours.lines)
    else:
        head = merge_line(base.head if base else None, ours.head, theirs.head)
        yield Segment((ours.head,), (theirs.head,)) if head is None else Segment((head,))
        yield from merge_units(base.below if base else (), ours.below, theirs.below)


def _theirs(base: _Side, theirs: _Side, n: int) -> _Out:
    """An item that only they have: new, or taken out by us; then it is gone, unless they changed it."""
    old, yours = theirs.was.get(n), theirs.items[n]
    is_gone = old is not None and base.items[old].lines == yours.lines
    said = Segment(yours.lines) if old is None else Segment((), yours.lines)
    return _Out(yours, [] if is_gone else [said], n, n == 0)


def _place(out: list[_Out], one: _Out, n: int, direction: Direction) -> int:
    """Where an item of theirs goes: by its date, else behind what it follows there and what we put there."""
    if one.day and direction:
        later = (at for at, other in enumerate(out) if other.day and (other.day > one.day) == (direction > 0))
        at = next((a for a in later if out[a].day != one.day), None)
        if at is not None or _runs(out, direction):
            return len(out) if at is None else at
    before = [at for at, other in enumerate(out) if other.anchor is not None and other.anchor < n]
    at = max(before, default=-1) + 1
    while at < len(out) and out[at].is_ours_alone:
        at += 1
    return at


def _runs(out: list[_Out], direction: Direction) -> bool:
    days = [other.day for other in out if other.day]
    return bool(days) and all((one <= two) if direction > 0 else (one >= two) for one, two in pairwise(days))
