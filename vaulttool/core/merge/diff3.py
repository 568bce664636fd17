"""Three versions of a sequence -> where they agree and where they differ. What becomes of a difference is not here."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

_MAX_PAIRS = 20_000
"""Up to so many equal pairs a stretch without landmarks is compared closely; beyond, it counts as replaced."""

_Spot = tuple[int, int]


class Region(NamedTuple):
    """A stretch of the three sequences, as slices. `stable`: it is the same in all of them."""

    stable: bool
    base: slice
    ours: slice
    theirs: slice


def regions(base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> Iterator[Region]:
    """The three sequences cut into stretches, in order and without gaps; stable and other ones take turns."""
    to_ours, to_theirs = dict(matches(base, ours)), dict(matches(base, theirs))
    at = (0, 0, 0)
    run: tuple[int, int, int] | None = None
    for n in range(len(base) + 1):
        both = n in to_ours and n in to_theirs
        spot = (n, to_ours[n], to_theirs[n]) if both else None
        if run and spot != (n, run[1] + n - run[0], run[2] + n - run[0]):
            end = (n, run[1] + n - run[0], run[2] + n - run[0])
            yield _region(run, end, stable=True)
            at, run = end, None
        if spot and run is None:
            if spot != at:
                yield _region(at, spot, stable=False)
            run = spot
    end = (len(base), len(ours), len(theirs))
    if at != end:
        yield _region(at, end, stable=False)


def _region(start: tuple[int, int, int], end: tuple[int, int, int], *, stable: bool) -> Region:
    base, ours, theirs = (slice(*ends) for ends in zip(start, end, strict=True))
    return Region(stable, base, ours, theirs)


def matches(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[_Spot]:
    """Pairs of places with equal elements, both rising: what stands once in each is a landmark (patience diff)."""
    todo = [(0, len(one), 0, len(other))]
    while todo:
        low, high, start, stop = todo.pop()
        while low < high and start < stop and one[low] == other[start]:
            yield low, start
            low, start = low + 1, start + 1
        tail: list[_Spot] = []
        while low < high and start < stop and one[high - 1] == other[stop - 1]:
            high, stop = high - 1, stop - 1
            tail.append((high, stop))
        if low < high and start < stop:
            marks = _landmarks(one, other, low, high, start, stop)
            yield from marks or _closely(one, other, low, high, start, stop)
            todo += _between(marks, (low, start), (high, stop)) if marks else []
        yield from tail


def _between(marks: list[_Spot], start: _Spot, end: _Spot) -> Iterator[tuple[int, int, int, int]]:
    """The stretches before, between and behind landmarks: `low, high` in one, `start, stop` in the other."""
    for (low, first), (high, stop) in pairwise([(start[0] - 1, start[1] - 1), *marks, end]):
        yield low + 1, high, first + 1, stop


def _landmarks(
    one: Sequence[Hashable], other: Sequence[Hashable], low: int, high: int, start: int, stop: int
) -> list[_Spot]:
    """Elements that stand once in each stretch: the longest row of them that rises in both."""
    mine, others = Counter(one[low:high]), Counter(other[start:stop])
    place = {other[n]: n for n in range(start, stop) if others[other[n]] == 1}
    spots = [(n, place[one[n]]) for n in range(low, high) if mine[one[n]] == 1 and one[n] in place]
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(spots):
        at = bisect_left(ends, there)
        before.append(tops[at - 1] if at else -1)
        ends[at : at + 1], tops[at : at + 1] = [there], [number]
    row: list[_Spot] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        row.append(spots[number])
        number = before[number]
    return row[::-1]


def _closely(
    one: Sequence[Hashable], other: Sequence[Hashable], low: int, high: int, start: int, stop: int
) -> Iterator[_Spot]:
    mine, others = Counter(one[low:high]), Counter(other[start:stop])
    if sum(count * others[element] for element, count in mine.items()) > _MAX_PAIRS:
        return
    matcher = SequenceMatcher(None, one[low:high], other[start:stop], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        yield from ((low + a + n, start + b + n) for n in range(size))
