"""How far people came, where they stand, and how many answered by which approach: tables with bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaulttool.core.dashboard.words import count
from vaulttool.core.funnel import Stage
from vaulttool.core.stats import Replies, rate_of
from vaulttool.report.html.sheet import Sheet, bar, colour_key, later, percent, table
from vaulttool.report.html.tags import Child, Html, el, join


def pipeline(sheet: Sheet) -> Html:
    """The funnel, and the status in force of everybody."""
    day = sheet.day
    if not day.stats.people:
        return later("There is no contact yet.")
    stages = table("How far people came", ("Stage", "", "People", "Of the stage before"), _stages(day.funnel),
                   numbers=(2, 3))  # fmt: skip
    widest = max(number for _, number in day.stats.pipeline)
    rows = [
        (status, bar([(0, 100 * number / widest, "accent")]), f"{number:,}") for status, number in day.stats.pipeline
    ]
    return join(
        (stages, el("h3", "Where they stand"), table("People by status", ("Status", "", "People"), rows, numbers=(2,)))
    )


def _stages(stages: Sequence[Stage]) -> Iterator[Sequence[Child]]:
    """A bar for each stage in the middle of its cell, so that they make a funnel."""
    for place, stage in enumerate(stages):
        width = 100 * stage.people / max(1, stages[0].people)
        share = percent(stage.people, stages[place - 1].people) if place else ""
        yield stage.name, bar([(50 - width / 2, width, "accent")]), f"{stage.people:,}", share


def replies(sheet: Sheet) -> Html:
    """Counts first; a rate only of those who had the time to answer."""
    found = sheet.day.stats.replies
    if not found:
        return later("Nobody was written to yet.")
    widest = max(r.written for r in found)
    head = ("Approach", "", "Sent", "Answered", "Silent", "Waiting", "Rate")
    rows = [_row(r.approach or "none noted", r, widest) for r in found]
    rows += [_row("all together", rate_of(found), widest)] if len(found) > 1 else []
    legend = (
        colour_key("accent", "answered"),
        colour_key("quiet", "silent"),
        colour_key("open", "waiting: they may still answer"),
    )
    said = el("p", f"{count(rate_of(found).written, 'person was', 'people were')} written to for the first time. The "
              "rate leaves out those who may still answer.")  # fmt: skip
    numbers = table("Replies by approach", head, rows, numbers=range(2, 7))
    return join((said, el("ul", *legend, class_="legend"), numbers))


def _row(name: str, r: Replies, widest: int) -> Sequence[Child]:
    silent = r.written - r.answered - r.waiting
    rate = f"{r.rate:.0%}" if r.rate is not None else "-"
    scale = 100 / max(widest, r.written)
    parts = ((r.answered, "accent"), (silent, "quiet"), (r.waiting, "open"))
    return (
        name,
        bar(_stacked(parts, scale)),
        f"{r.written:,}",
        f"{r.answered:,}",
        f"{silent:,}",
        f"{r.waiting:,}",
        rate,
    )


def _stacked(parts: Sequence[tuple[int, str]], scale: float) -> Iterator[tuple[float, float, str]]:
    start = 0.0
    for number, colour in parts:
        yield start, number * scale, colour
        start += number * scale
