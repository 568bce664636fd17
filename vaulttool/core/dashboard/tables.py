"""The dashboard's overviews: approaches under way, next 14 days, what others owe, pipeline. No boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import itemgetter

from vaulttool.core.conclusion import Waiting
from vaulttool.core.dashboard.bundle import SOON_DAYS, Line
from vaulttool.core.dashboard.lines import TEXT_LENGTH, link, reason_words
from vaulttool.core.dashboard.picture import Picture, Planned
from vaulttool.core.dashboard.talks import later_talk, people
from vaulttool.core.dashboard.words import count, near_day, short
from vaulttool.core.escape import clip, markdown
from vaulttool.core.schema import CONTACT_STATUS

ROWS_SHOWN = 40

_CHART_STYLE = (
    '%%{init: {"xyChart": {"height": HEIGHT, "yAxis": {"showLabel": false, "showTick": false, "showAxisLine": false}}, '
    '"themeVariables": {"xyChart": {"backgroundColor": "transparent", "plotColorPalette": "#3f7fbf"}}}}%%'
)
"""One colour that reads on light and dark; no axis, since the numbers stand beside the names."""


def outreach(picture: Picture) -> list[str]:
    """Everyone who was approached and has not answered: the next step, and when."""
    lines = picture.lists.outreach
    rows = [_outreach_row(picture, line) for line in lines[:ROWS_SHOWN]]
    table = _table(("person", "next step", "date", "organisation", "attempt", "sent"), rows)
    left = len(lines) - len(rows)
    return [*table, "", f"and {left} more: `vaulttool today --all`"] if left else table


def coming(picture: Picture) -> list[str]:
    """What is due in the next 14 days, and talks after tomorrow: one line a person and day."""
    rows = [
        (planned.meeting.day, "", partial(_talk_row, picture, planned))
        for planned in picture.meetings
        if planned.is_within(picture.today, SOON_DAYS) and not planned.is_within(picture.today, 1)
    ]
    rows += [(line.due, line.name, partial(_coming_row, picture, line)) for line in picture.lists.coming]
    shown = [row() for *_, row in sorted(rows, key=itemgetter(0, 1))[:ROWS_SHOWN]]
    left = len(rows) - len(shown)
    return [*shown, f"- and {left} more: `vaulttool today --days {SOON_DAYS}`"] if left else shown


def waiting(picture: Picture) -> list[str]:
    """What others have to do."""
    rows = [f"- {link(picture, path)} · {_waiting_words(w)}" for path, w in picture.waiting[:ROWS_SHOWN]]
    more = len(picture.waiting) - ROWS_SHOWN
    return [*rows, f"- and {more} more"] if more > 0 else rows


def pipeline(picture: Picture) -> list[str]:
    """How many people stand where, in words and as a chart."""
    if not picture.pipeline:
        return []
    stages = " · ".join(f"{markdown(clip(status, TEXT_LENGTH))} {number}" for status, number in picture.pipeline)
    words = f"{count(picture.people, 'person', 'people')}: {stages}"
    known = [(status, number) for status, number in picture.pipeline if status in CONTACT_STATUS]
    return [words, "", *_chart(known)] if len(known) > 1 else [words]


def _outreach_row(picture: Picture, line: Line) -> tuple[str, ...]:
    reason = line.reasons[0]
    path, name = (reason.about, reason.about_name) if reason.about else (line.person, line.name)
    card = picture.cards.get(path)
    step = markdown(short(reason.rule))
    if path != line.person:
        step = f"{link(picture, line.person, line.name, cell=True)}: {step}"
    return (
        link(picture, path, name, cell=True),
        step,
        near_day(line.due),
        markdown(clip(card.org, TEXT_LENGTH)) if card else "",
        str(card.attempts or "") if card else "",
        str(card.last_sent or "") if card else "",
    )


def _coming_row(picture: Picture, line: Line) -> str:
    if len(line.reasons) == 1:
        what = reason_words(picture, line.reasons[0])
    else:
        what = markdown(clip(line.gist, TEXT_LENGTH))
    return f"- {near_day(line.due)} · **{link(picture, line.path, line.name)}** · {what}"


def _talk_row(picture: Picture, planned: Planned) -> str:
    who = people(picture, planned.meeting)
    return f"- {near_day(planned.meeting.day)} · **{who}** · {later_talk(picture, planned)}"


def _chart(stages: Sequence[tuple[str, int]]) -> list[str]:
    """Bars in the order of the stages, for Mermaid."""
    names = ", ".join(f'"{status} {number}"' for status, number in stages)
    numbers = [number for _, number in stages]
    return [
        "```mermaid",
        _CHART_STYLE.replace("HEIGHT", str(40 + 30 * len(stages))),
        "xychart-beta horizontal",
        f"    x-axis [{names}]",
        f"    y-axis 0 --> {max(numbers)}",
        f"    bar [{', '.join(map(str, numbers))}]",
        "```",
    ]


def _waiting_words(waiting: Waiting) -> str:
    nudge = f", nudge {waiting.until}" if waiting.until else ""
    return f"{markdown(clip(waiting.text, TEXT_LENGTH))} · since {waiting.since}{nudge}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table, none without rows."""
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)] if rows else []
