"""A dashboard in three versions: the user's text by diff3, our generated text with the ticks of both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaulttool.core.dashboard.region import BEGIN, END
from vaulttool.core.merge.segments import Lines, Segment, settle
from vaulttool.core.pattern import pattern

_BOX = pattern(r"(?P<before>[\s>]*(?:[-*+]|\d{1,9}[.)])\s+\[)(?P<sign>.)\]\s")
_ITEM = pattern(r"(?P<indent>[\s>]*)(?:[-*+]|\d{1,9}[.)])\s")
_ID = pattern(r"(?<!\S)\^(?:[a-z]+-)*([0-9a-z]{8})(?!\S)")
_TICKS = frozenset("xX>-")


class _Split(NamedTuple):
    """A dashboard: the user's text, first marker included; the generated lines; the user's text from the other on."""

    before: Lines
    inside: Lines
    after: Lines


def merge_dashboard(base: Lines, ours: Lines, theirs: Lines) -> list[Segment] | None:
    """The dashboard with all ticks, which the next `sync` applies before it writes it anew.

    None when either side is no dashboard: one marker line each, in order.
    """
    mine, yours = _split(ours), _split(theirs)
    if mine is None or yours is None:
        return None
    old = _split(base) or _Split((BEGIN,), (), (END,))
    inside = Segment(tuple(_united(old.inside, mine.inside, yours.inside)))
    return [
        *settle(old.before, mine.before, yours.before),
        inside,
        *settle(old.after, mine.after, yours.after),
    ]  # fmt: skip


def _split(lines: Lines) -> _Split | None:
    begins, ends = _at(lines, BEGIN), _at(lines, END)
    if len(begins) != 1 or len(ends) != 1 or begins > ends:
        return None
    first, last = begins[0] + 1, ends[0]
    return _Split(lines[:first], lines[first:last], lines[last:])


def _at(lines: Lines, marker: str) -> list[int]:
    return [n for n, line in enumerate(lines) if line.strip(" \t\ufeff") == marker]


class _Line(NamedTuple):
    """A line with box and id: its place, `x`, `>`, `-` or a blank, and all of it."""

    number: int
    sign: str
    text: str

    @property
    def is_ticked(self) -> bool:
        return self.sign in _TICKS


def _boxes(lines: Lines) -> dict[str, _Line]:
    """Id -> its line; a ticked one before others."""
    found: dict[str, _Line] = {}
    for number, text in enumerate(lines):
        box, ids = _BOX.match(text), _ID.findall(text)
        if box and ids:
            line = _Line(number, box["sign"].lower(), text)
            if ids[-1] not in found or (line.is_ticked and not found[ids[-1]].is_ticked):
                found[ids[-1]] = line
    return found


def _united(base: Lines, ours: Lines, theirs: Lines) -> Iterator[str]:
    """Our lines, ticked where they are ticked on either side; ticked lines that we lack stand last."""
    old, mine, yours = _boxes(base), _boxes(ours), _boxes(theirs)
    standing = set(ours)
    news = {id_: line for id_, line in yours.items() if line.text not in standing}
    lines = {line.number: [*_both(old.get(id_), line, yours.get(id_), news.get(id_))] for id_, line in mine.items()}
    for number, text in enumerate(ours):
        yield from lines.get(number, (text,))
    for id_, line in news.items():
        if id_ not in mine and line.is_ticked and not _same_tick(old.get(id_), line):
            yield from _with_below(theirs, line.number)


def _both(old: _Line | None, mine: _Line, yours: _Line | None, new: _Line | None) -> Iterator[str]:
    """Our line as the ticks of both sides want it; two different ticks stand below each other.

    `new` is their line when it is not one of ours already.
    """
    if mine.is_ticked and _same_tick(old, mine) and not (yours and yours.is_ticked):
        yield _BOX.sub(lambda m: f"{m['before']} ] ", mine.text, count=1)
    elif new is None or not new.is_ticked or _same_tick(old, new):
        yield mine.text
    elif not mine.is_ticked or _same_tick(old, mine) or (mine.sign == new.sign and _holds(new.text, mine.text)):
        yield new.text
    elif mine.sign == new.sign and _holds(mine.text, new.text):
        yield mine.text
    else:
        yield from (mine.text, new.text)


def _same_tick(old: _Line | None, line: _Line) -> bool:
    return old is not None and (old.sign, old.text) == (line.sign, line.text)


def _holds(longer: str, shorter: str) -> bool:
    """Whether all words of a line stand in the other, in this order."""
    words = iter(longer.split())
    return all(word in words for word in shorter.split())


def _with_below(lines: Sequence[str], number: int) -> Iterator[str]:
    """A line and the list lines indented below it."""
    head = _ITEM.match(lines[number])
    yield lines[number]
    for line in lines[number + 1 :]:
        item = _ITEM.match(line)
        if not (head and item and len(item["indent"]) > len(head["indent"])):
            return
        yield line
