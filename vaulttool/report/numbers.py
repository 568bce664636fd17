"""`stats` -> rows for a terminal and a record for JSON. No decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vaulttool.core.dashboard.words import count
from vaulttool.core.escape import terminal
from vaulttool.core.insights import Heard
from vaulttool.core.stats import THANKS_DAYS, Pace, Replies, Stats, rate_of
from vaulttool.report.as_data import as_data
from vaulttool.report.layout import Row, heading

_WIDEST_BAR = 30


def stats_rows(stats: Stats, heard: tuple[Heard, ...]) -> Iterator[Row]:
    """All numbers under headings; what has no numbers yet is left out."""
    yield Row(((f"{count(stats.people, 'person', 'people')} · {count(stats.talks, 'talk')}", "bold"),))
    yield from _part("Pipeline", (" · ".join(f"{status} {number}" for status, number in stats.pipeline),))
    yield from _part("Searches", tuple(map(_pace, stats.campaigns)))
    if any(week.first_messages or week.talks for week in stats.weeks):
        weeks = (f"{w.name}  first messages {w.first_messages}, talks {w.talks}" for w in stats.weeks)
        yield from _part("Pace", tuple(weeks))
    if stats.replies:
        rows = (*stats.replies, *((rate_of(stats.replies),) if len(stats.replies) > 1 else ()))
        yield from _part("Replies by approach", tuple(map(_replies, rows)))
    yield from _part("Talks by month", tuple(_months(stats)))
    yield from _part("What came of them", tuple(_outcomes(stats)))
    yield from _part("Target organisations, where to go on first", tuple(_targets(stats)))
    yield from _part("What I am hearing", tuple(f"{h.text}: {h.count}" for h in heard))


def stats_record(stats: Stats, heard: tuple[Heard, ...]) -> dict[str, Any]:
    """`stats`: every number by name; lists of mappings for weeks, campaigns, replies, pipeline, months, targets."""
    return {
        **as_data(stats),
        "replies": [{**as_data(r), "rate": r.rate} for r in stats.replies],
        "pipeline": [{"status": status, "people": number} for status, number in stats.pipeline],
        "months": [{"month": month, "talks": number} for month, number in stats.months],
        "thanks": dict(zip(("in_time", "late", "open"), stats.thanks, strict=True)),
        "minutes": dict(zip(("asked", "used"), stats.minutes, strict=True)),
        "insights": [{**as_data(h), "count": h.count} for h in heard],
    }


def _pace(pace: Pace) -> str:
    weekly = f" of {pace.weekly}" if pace.weekly else ""
    target = f" of {pace.target}" if pace.target else ""
    return f"{pace.name}: first messages this week {pace.week}{weekly}, talks {pace.talks}{target}"


def _replies(replies: Replies) -> str:
    name = replies.approach or "no approach said"
    if replies.rate is None:
        return f"{name}: {replies.waiting} may still answer"
    waiting = f", {replies.waiting} more may still answer" if replies.waiting else ""
    return f"{name}: {replies.answered} of {replies.written - replies.waiting} answered ({replies.rate:.0%}){waiting}"


def _months(stats: Stats) -> Iterator[str]:
    widest = max((number for _, number in stats.months), default=0)
    for month, number in stats.months:
        bar = "#" * (number if widest <= _WIDEST_BAR else max(1, number * _WIDEST_BAR // widest))
        yield f"{month}  {bar} {number}"


def _outcomes(stats: Stats) -> Iterator[str]:
    if not stats.talks:
        return
    each = stats.referrals / stats.talks
    yield f"{count(stats.referrals, 'name')} from {count(stats.talks, 'talk')}, {each:.1f} a talk"
    if stats.advice:
        yield f"{count(stats.advice, 'piece of advice', 'pieces of advice')}, {stats.advice_used} used"
    in_time, late, open_ = stats.thanks
    good = f"{in_time} of {in_time + late + open_}"
    yield f"thanks within {THANKS_DAYS} business days: {good}; {late} later, {open_} to send"
    asked, used = stats.minutes
    if asked:
        yield f"minutes asked for {asked}, used {used}"


def _targets(stats: Stats) -> Iterator[str]:
    for place, t in enumerate(stats.targets, 1):
        marks = f"motivation {t.motivation or '-'}, advocacy {t.advocacy}, posting {t.posting or '-'}"
        yield f"{place}. {t.name}: {marks} ({count(t.people, 'person', 'people')} there)"


def _part(title: str, lines: tuple[str, ...]) -> Iterator[Row]:
    found = [line for line in lines if line]
    if found:
        yield from (Row(), heading(title), *(Row(((terminal(line), ""),)) for line in found))
