"""First messages and talks week by week, as columns and as a table; searches against their goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from vaulttool.core.stats import WEEKS, Pace, Stats, Week
from vaulttool.report.html.sheet import Sheet, bar, colour_key, later, picture, table, words
from vaulttool.report.html.tags import Child, Html, el, join

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 720.0, 240.0, 34.0, 22.0, 28.0
_LABELS = 7


def pace(sheet: Sheet) -> Html:
    """The last weeks, and the searches under way."""
    stats = sheet.day.stats
    weeks = _shown(stats)
    if not weeks:
        return later("No first message and no talk in the last half year.")
    first, talks = sum(w.first_messages for w in weeks), sum(w.talks for w in weeks)
    title = f"First messages and talks, {weeks[0].name} to {weeks[-1].name}"
    said = f"{first} first messages and {talks} talks in {len(weeks)} weeks. The table below has the numbers."
    chart = picture("pace-chart", title, said, _chart(weeks), size=(_WIDTH, _HEIGHT), look="plot")
    legend = el("ul", colour_key("accent", "first messages"), colour_key("second", "talks"), class_="legend")
    rows = [(w.name, w.first_messages, w.talks) for w in weeks]
    numbers = table("Week by week", ("Week", "First messages", "Talks"), rows, numbers=(1, 2))
    figure = el("figure", legend, chart, el("figcaption", f"{title}. Weeks begin on Monday."))
    return join((figure, el("details", el("summary", "The numbers"), numbers), *_searches(stats.campaigns)))


def _shown(stats: Stats) -> Sequence[Week]:
    """From the first week with anything in it on, `WEEKS` at least; none when nothing happened."""
    busy = list(dropwhile(lambda week: not (week.first_messages or week.talks), stats.weeks))
    return stats.weeks[-max(len(busy), WEEKS) :] if busy else ()


def _chart(weeks: Sequence[Week]) -> Html:
    most = max(max(w.first_messages, w.talks) for w in weeks)
    step = max(1, -(-most // 4))
    top = step * -(-most // step)
    scale = (_HEIGHT - _TOP - _BOTTOM) / top
    return join((*_grid(top, step, scale), *_columns(weeks, scale), *_names(weeks)))


def _grid(top: int, step: int, scale: float) -> Iterator[Html]:
    for value in range(0, top + 1, step):
        y = _HEIGHT - _BOTTOM - value * scale
        yield el("path", d=f"M{_LEFT:g} {y:.1f}H{_WIDTH:g}", class_="s-line")
        yield el("text", value, x=_LEFT - 6, y=y + 4, text_anchor="end", class_="small")


def _columns(weeks: Sequence[Week], scale: float) -> Iterator[Html]:
    room = (_WIDTH - _LEFT) / len(weeks)
    wide = min(room * 0.36, 18.0)
    for place, week in enumerate(weeks):
        middle = _LEFT + room * (place + 0.5)
        yield from _column(middle - wide, wide, week.first_messages, scale, "accent")
        yield from _column(middle, wide, week.talks, scale, "second")


def _column(x: float, wide: float, value: int, scale: float, colour: str) -> Iterator[Html]:
    if value:
        y = _HEIGHT - _BOTTOM - value * scale
        yield el("rect", x=x, y=y, width=wide - 1, height=value * scale, class_=f"f-{colour}")


def _names(weeks: Sequence[Week]) -> Iterator[Html]:
    """Some of the weeks by name, the last one always."""
    room, every = (_WIDTH - _LEFT) / len(weeks), -(-len(weeks) // _LABELS)
    for place, week in enumerate(weeks):
        if (len(weeks) - 1 - place) % every == 0:
            is_last = place == len(weeks) - 1
            x, anchor = (_WIDTH, "end") if is_last else (_LEFT + room * (place + 0.5), "middle")
            yield el("text", week.name.partition("-")[2], x=x, y=_HEIGHT - 8, text_anchor=anchor, class_="small")


def _searches(found: Sequence[Pace]) -> Iterator[Html]:
    if found:
        head = ("Search", "", "Talks", "First messages this week")
        yield el("h3", "Searches")
        yield table("Searches under way, against their goals", head, map(_search, found), numbers=(2, 3))


def _search(search: Pace) -> Sequence[Child]:
    share = min(100.0, 100 * search.talks / search.target) if search.target else 0.0
    done = bar([(0, 100, "line"), (0, share, "second")]) if search.target else None
    return (words(search.name), done, _of(search.talks, search.target), _of(search.week, search.weekly))


def _of(number: int, goal: int | None) -> str:
    return f"{number} of {goal}" if goal else str(number)
