"""Cells -> an aligned table that fits a width, or one block a record where it cannot. What they say is not here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaulttool.core.escape import visible
from vaulttool.report.layout import Row, cells, heading

_GAP = "  "
_NARROWEST = 4
_LEAST = 6
"""What a column of longer values keeps at least."""
_SHORT = 10
"""Values up to this width, such as dates, are never cut; their heading may be."""


def table_rows(heads: Sequence[str], records: Sequence[Sequence[str]], width: int) -> Iterator[Row]:
    """A line of heads, then one line a record in at most `width` columns; longer values are cut and end in `…`."""
    shown = [[visible(cell) for cell in record] for record in records]
    widths = _widths([heads, *shown], width)
    if sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        yield from _blocks(heads, shown)
        return
    yield heading(_line(heads, widths))
    yield from (Row(((_line(record, widths), ""),)) for record in shown)


def tsv(heads: Sequence[str], records: Sequence[Sequence[str]]) -> str:
    """Values with tabs between, a line of heads first; tabs and line breaks inside a value are blanks."""
    return "".join("\t".join(map(visible, line)) + "\n" for line in (heads, *records))


def _widths(lines: Sequence[Sequence[str]], width: int) -> list[int]:
    """What each column needs; until all fit, the widest of those that may be cut gives way."""
    columns = [[cells(text) for text in column] for column in zip(*lines, strict=True)]
    found = [min(max(column), width) for column in columns]
    content = [max(column[1:], default=0) for column in columns]
    floors = [need if need <= _SHORT else _LEAST for need in content]
    while sum(found) + len(_GAP) * (len(found) - 1) > width:
        free = [number for number, floor in enumerate(floors) if found[number] > max(floor, _NARROWEST)]
        if not free:
            break
        found[max(free, key=found.__getitem__)] -= 1
    return found


def _line(record: Sequence[str], widths: Sequence[int]) -> str:
    fitted = (_cut(text, width) for text, width in zip(record, widths, strict=True))
    return _GAP.join(text + " " * (width - cells(text)) for text, width in zip(fitted, widths, strict=True)).rstrip()


def _cut(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    kept = ""
    for char in text:
        if cells(kept + char) > width - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def _blocks(heads: Sequence[str], records: Sequence[Sequence[str]]) -> Iterator[Row]:
    for number, record in enumerate(records):
        if number:
            yield Row()
        for head, text in zip(heads, record, strict=True):
            if text:
                yield Row(((f"{head}: ", "bold"), (text, "")))
