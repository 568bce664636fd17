"""Person by person: a strip of what happened when, on one scale of time for all, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaulttool.core.dashboard.words import count
from vaulttool.core.life import Event, EventKind, Life
from vaulttool.report.html.sheet import Sheet, dots, later, plain, words
from vaulttool.report.html.tags import Html, el, join

SHOWN = 500
"""People that have a strip."""
YEARS = 3
"""How far back the strips go."""

_WIDTH, _HEIGHT, _MIDDLE, _EDGE = 640.0, 20.0, 10.0, 8.0
_TICKS = 6
_SAID: dict[EventKind, str] = {
    "out": "I wrote", "in": "they wrote", "talk": "talk", "other": "contact", "planned": "talk planned",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from left to right."""

    start: date
    end: date

    def x(self, day: date) -> float:
        """Where a day stands; what was before the start stands at the left edge."""
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return round(_EDGE + max(0.0, share) * (_WIDTH - 2 * _EDGE), 1)

    def ticks(self) -> Iterator[date]:
        """First days of months, at even steps, so many as can be labelled."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        step = next((n for n in (1, 2, 3, 6, 12) if months // n <= _TICKS), 12)
        for month in range(self.start.year * 12 + self.start.month, self.end.year * 12 + self.end.month):
            if month % step == 0:
                yield date(month // 12, month % 12 + 1, 1)


def timeline(sheet: Sheet) -> Html:
    """Everybody with whom something happened, the latest contact first."""
    lives = sheet.day.lives
    if not lives:
        return later("There was no contact with anybody yet.")
    scale = _scale(lives, sheet.day.today)
    more = len(lives) - SHOWN
    rows = (_life(sheet, life, scale) for life in lives[:SHOWN])
    rest = el("p", f"and {count(more, 'person', 'people')} more", class_="muted") if more > 0 else None
    axis = el(
        "li", el("div"), _axis(scale), el("div", "last contact", class_="last"), class_="axis", aria_hidden="true"
    )
    said = el("p", f"{count(len(lives), 'person', 'people')}, the latest contact first, from {scale.start} on. "
              "A name unfolds to what happened, in words.")  # fmt: skip
    return join((said, _legend(), el("ol", axis, *rows, class_="lives", role="list"), rest))


def _scale(lives: Sequence[Life], today: date) -> Scale:
    """From the first thing that happened, or `YEARS` ago, to the last thing planned."""
    days = [event.day for life in lives for event in life.events]
    back = timedelta(days=min(365 * YEARS, today.toordinal() - 1))
    return Scale(max(min(days), today - back), max(today, *days))


def _axis(scale: Scale) -> Html:
    labels = (el("text", f"{day:%Y-%m}", x=scale.x(day), y=16, text_anchor=_anchor(scale.x(day)), class_="small")
              for day in scale.ticks())  # fmt: skip
    return el("svg", *labels, viewBox=f"0 0 {_WIDTH:g} 22")


def _anchor(x: float) -> str:
    return "start" if x < 40 else "end" if x > _WIDTH - 40 else "middle"


def _life(sheet: Sheet, life: Life, scale: Scale) -> Html:
    name = el("strong", words(life.who.name))
    about = el("span", dots(words(life.org), life.status), class_="muted")
    last = f"{life.last}" if life.last else "none yet"
    entries = el("ol", *(el("li", _entry(event)) for event in life.events))
    return el(
        "li",
        el("details", el("summary", name, " ", about), entries),
        _strip(life, scale, sheet.day.today),
        el("div", last, class_="last"),
        id=sheet.anchors[life.who.path],
    )


def _entry(event: Event) -> Html:
    how = ", ".join(part for part in (event.channel if event.channel != "other" else "", event.purpose) if part)
    said = f" {_SAID[event.kind]}{f' ({how})' if how else ''}"
    return join((words(str(event.day)), said, f": {words(event.text)}" if event.text else None))


def _strip(life: Life, scale: Scale, today: date) -> Html:
    marks = (_marks(life.events, scale, kind) for kind in _SAID)
    return el(
        "svg",
        el("path", d=_grid(scale), class_="s-line"),
        el("path", d=f"M{scale.x(today):g} 2V18", class_="s-quiet dash"),
        *marks,
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        role="img",
        aria_label=_in_words(life),
    )


def _grid(scale: Scale) -> str:
    return f"M0 {_MIDDLE:g}H{_WIDTH:g}" + "".join(f"M{scale.x(day):g} 6V14" for day in scale.ticks())


def _in_words(life: Life) -> str:
    numbers = {kind: sum(event.kind == kind for event in life.events) for kind in _SAID}
    said = ", ".join(f"{_SAID[kind]} {number}" for kind, number in numbers.items() if number)
    return f"{plain(life.who.name)}: {said}, {life.events[0].day} to {life.events[-1].day}"


def _marks(events: Sequence[Event], scale: Scale, kind: EventKind) -> Html | None:
    """All marks of one kind: mine go up, theirs down, talks are dots."""
    places = sorted({scale.x(event.day) for event in events if event.kind == kind})
    if not places:
        return None
    if kind in ("talk", "planned"):
        look = "dot met" if kind == "talk" else "dot"
        return join(el("circle", cx=x, cy=_MIDDLE, r=4.5, class_=look) for x in places)
    d = "".join(f"M{x:g} {_STROKE[kind][0]}" for x in places)
    return el("path", d=d, class_=f"{_STROKE[kind][1]} s-bold")


_STROKE: dict[EventKind, tuple[str, str]] = {
    "out": ("10V2", "s-accent"), "in": ("10V18", "s-second"), "other": ("7V13", "s-ink"),
}  # fmt: skip


def _legend() -> Html:
    shown: Sequence[tuple[EventKind, str]] = (
        ("out", "I wrote"), ("in", "they wrote, or we spoke"), ("talk", "talk"), ("planned", "talk planned"),
        ("other", "other contact"),
    )  # fmt: skip
    return el("ul", *(el("li", _sample(kind), meaning) for kind, meaning in shown), class_="legend")


def _sample(kind: EventKind) -> Html:
    day = date(2000, 1, 1)
    marks = _marks([Event(day, kind, "", "", "")], Scale(day, day), kind)
    base = el("path", d="M0 10H16", class_="s-line")
    return el("svg", base, marks, viewBox="0 0 16 20", width=16, height=20, aria_hidden="true")
