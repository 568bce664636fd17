"""What a merge comes to: lines that are settled and conflicts, in order; and the text that git users expect of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from vaulttool.core.merge.diff3 import regions

OURS, THEIRS = "ours", "theirs"
MARKER_SIZE = 7

Lines = tuple[str, ...]
"""Lines without line ends; a text that ends with a line end has an empty last one."""


class Segment(Struct, frozen=True):
    """Lines that are settled (`theirs` is None), or what stands on either side of a conflict."""

    ours: Lines
    theirs: Lines | None = None


def pick(base: Lines, ours: Lines, theirs: Lines) -> Lines | None:
    """The lines of the side that changed them; None when both did, differently."""
    if ours == theirs or theirs == base:
        return ours
    return theirs if ours == base else None


def settle(base: Lines, ours: Lines, theirs: Lines) -> list[Segment]:
    """Line by line, as diff3 does it: changes at different places are taken, at the same place they are a conflict."""
    whole = pick(base, ours, theirs)
    return [Segment(whole)] if whole is not None else list(_by_line(base, ours, theirs))


def _by_line(base: Lines, ours: Lines, theirs: Lines) -> Iterator[Segment]:
    for region in regions(base, ours, theirs):
        mine, yours = ours[region.ours], theirs[region.theirs]
        found = pick(base[region.base], mine, yours)
        if found is not None:
            yield Segment(found)
        else:
            yield from disputed(mine, yours)


def disputed(ours: Lines, theirs: Lines) -> Iterator[Segment]:
    """A conflict; what both sides have at its beginning and end is taken out of it."""
    head, tail = alike(ours, theirs)
    yield Segment(ours[:head])
    yield Segment(ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])
    yield Segment(ours[len(ours) - tail :])


def alike(ours: Sequence[object], theirs: Sequence[object]) -> tuple[int, int]:
    """How many elements are the same at the beginning, and how many of the others at the end."""
    shorter = min(len(ours), len(theirs))
    head = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
    left = shorter - head
    tail = next((n for n in range(left) if ours[-1 - n] != theirs[-1 - n]), left)
    return head, tail


def is_conflict(segments: Iterable[Segment]) -> bool:
    """Whether anything is left to decide."""
    return any(segment.theirs is not None for segment in segments)


def lines_of_side(segments: Iterable[Segment], side: str) -> Lines:
    """All lines, every conflict decided for one side."""
    return tuple(
        line for s in segments for line in (s.ours if side == OURS or s.theirs is None else s.theirs)
    )  # fmt: skip


def text_of(segments: Sequence[Segment], marker_size: int = MARKER_SIZE) -> str:
    """The text, with git's markers around each conflict."""
    lines: list[str] = []
    last_is_marker = False
    for segment in segments:
        if segment.theirs is None:
            lines += segment.ours
            last_is_marker = last_is_marker and not segment.ours
            continue
        lines += [f"{'<' * marker_size} {OURS}", *segment.ours, "=" * marker_size, *segment.theirs]
        lines.append(f"{'>' * marker_size} {THEIRS}")
        last_is_marker = True
    return "\n".join([*lines, ""] if last_is_marker else lines)
