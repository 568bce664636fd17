"""Three versions of a note -> one: fields and list items each on their own, the rest by the line. No git here."""

from __future__ import annotations

from msgspec import Struct

from vaulttool.core.edit.change import Refused
from vaulttool.core.edit.page import Page, open_page
from vaulttool.core.edit.sheet import open_sheet
from vaulttool.core.merge.body import merge_units
from vaulttool.core.merge.fields import merge_fields
from vaulttool.core.merge.segments import (
    MARKER_SIZE,
    OURS,
    THEIRS,
    Lines,
    Segment,
    is_conflict,
    lines_of_side,
    pick,
    settle,
    text_of,
)
from vaulttool.core.merge.units import END, Unit, units_of
from vaulttool.core.parse.framing import BOM
from vaulttool.core.settings import Settings
from vaulttool.core.view_markers import emptied

__all__ = ["Merged", "merge"]

_HINT = "vaulttool:dashboard"
"""A text without it is no dashboard."""

_VIEW = "<!-- /vaulttool"
"""A text without it has no views."""

_LF, _CRLF, _MIXED = "\n", "\r\n", ""


class Merged(Struct, frozen=True):
    """The merged text; `has_conflicts`: git's markers stand in it."""

    text: str
    has_conflicts: bool


def merge(base: str, ours: str, theirs: str, marker_size: int = MARKER_SIZE) -> Merged:
    """The text of a note or dashboard with the changes of both sides; what nobody touched stays as it is in ours.

    Never raises: a text that cannot be taken apart is merged by the line. What stands in views is made anew by the next
    `sync`, so they come out empty before they come out in conflict.
    """
    merged = _merge(base, ours, theirs, marker_size)
    if not merged.has_conflicts or _VIEW not in ours or _VIEW not in theirs:
        return merged
    return _merge(emptied(base), emptied(ours), emptied(theirs), marker_size)


def _merge(base: str, ours: str, theirs: str, marker_size: int) -> Merged:
    whole = pick((base,), (ours,), (theirs,))
    if whole is not None:
        return Merged(whole[0], has_conflicts=False)
    marks = [(BOM if text.startswith(BOM) else "",) for text in (base, ours, theirs)]
    bom = pick(*marks) or ("",)
    base, ours, theirs = (text.removeprefix(BOM) for text in (base, ours, theirs))
    eol = _line_end(base, ours, theirs)
    if eol == _MIXED:
        segments = settle(*(tuple(text.split("\n")) for text in (base, ours, theirs)))
    else:
        segments = _merged(*(text.replace("\r\n", "\n") for text in (base, ours, theirs)))
    text = text_of(segments, marker_size)
    return Merged(bom[0] + (text.replace("\n", "\r\n") if eol == _CRLF else text), is_conflict(segments))


def _line_end(base: str, ours: str, theirs: str) -> str:
    """The line end of the result; `_MIXED` when one of the texts has more than one kind."""
    kinds = [_kind(text) for text in (base, ours, theirs)]
    if _MIXED in kinds:
        return _MIXED
    known = [kind for kind in kinds if kind] or [_LF]
    b, o, t = (kind or known[-1] for kind in kinds)
    return t if o == b else o


def _kind(text: str) -> str | None:
    """The line end of a text, None when it has none."""
    breaks, windows, returns = text.count("\n"), text.count("\r\n"), text.count("\r")
    if not breaks and not returns:
        return None
    if windows == returns and windows in (0, breaks):
        return _CRLF if windows else _LF
    return _MIXED


def _merged(base: str, ours: str, theirs: str) -> list[Segment]:
    """The merge of three texts with LF line ends."""
    lines = tuple(tuple(text.split("\n")) for text in (base, ours, theirs))
    dashboard = _dashboard(*lines) if _HINT in ours and _HINT in theirs else None
    if dashboard is not None:
        return dashboard
    try:
        pages = [open_page(text, "", Settings()) for text in (_decided(base), ours, theirs)]
        segments = [*_head(*pages), *merge_units(*(_units(page) for page in pages))]
        if _is_sound(segments):
            return segments
    except Refused:
        pass
    return settle(*lines)


def _decided(past: str) -> str:
    """The common past without the conflicts that git leaves in it where two pasts crossed: those lines have no past."""
    if "<<<<<<< " not in past:
        return past
    lines: list[str] = []
    start = -1
    for line in past.split("\n"):
        if line.startswith("<<<<<<<") and start < 0:
            start = len(lines)
        lines.append(line)
        if line.startswith(">>>>>>>") and start >= 0:
            del lines[start:]
            start = -1
    return "\n".join(lines)


def _dashboard(base: Lines, ours: Lines, theirs: Lines) -> list[Segment] | None:
    from vaulttool.core.merge.dashboard import merge_dashboard

    return merge_dashboard(base, ours, theirs)


def _head(base: Page, ours: Page, theirs: Page) -> list[Segment]:
    """The frontmatter with its two `---` lines, by the line where only one side has it."""
    if ours.frame.state != theirs.frame.state:
        return settle(*(_head_lines(page) for page in (base, ours, theirs)))
    openers, closers = zip(*(_fence(page) for page in (base, ours, theirs)), strict=True)
    return [
        Segment(pick(*openers) or openers[1]),
        *merge_fields(base, ours, theirs),
        Segment(pick(*closers) or closers[1]),
    ]


def _head_lines(page: Page) -> Lines:
    head = page.text[page.frame.start : page.frame.body_start]
    return tuple(head.removesuffix("\n").split("\n")) if head else ()


def _fence(page: Page) -> tuple[Lines, Lines]:
    """The two `---` lines as they are written."""
    lines = _head_lines(page)
    return lines[:1], lines[-1:]


def _units(page: Page) -> tuple[Unit, ...]:
    """The body; none at all where the text ends with the closing line."""
    frame = page.frame
    ends = frame.state == "block" and not page.text[: frame.body_start].endswith("\n")
    return (END,) if ends else units_of(open_sheet(page))


def _is_sound(segments: list[Segment]) -> bool:
    """Whether the frontmatter can be read, and has each key once, whichever side conflicts are decided for."""
    for side in (OURS, THEIRS):
        page = open_page("\n".join(lines_of_side(segments, side)), "", Settings())
        keys = [entry.key for entry in page.reading.entries]
        if len(keys) != len(set(keys)):
            return False
    return True
