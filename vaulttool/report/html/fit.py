"""Would I fit: the marks given after talks, a row an organisation, the best first."""

from __future__ import annotations

from collections.abc import Iterator

from vaulttool.core.cards import FITS
from vaulttool.core.fit import Fit
from vaulttool.report.html.sheet import Sheet, bar, later, table, words
from vaulttool.report.html.tags import Child, Html, el, join

_TITLES = {"rapport": "Rapport", "fit_culture": "Culture", "fit_people": "People", "fit_manager": "Manager",
           "fit_role": "Role"}  # fmt: skip


def fit(sheet: Sheet) -> Html:
    """Averages from 1 to 5, each with how many marks it rests on."""
    found = sheet.day.fits
    if not found:
        return later(
            "No marks yet. After a talk, give 1 to 5 in `fit_culture`, `fit_people`, `fit_manager`, `fit_role`."
        )
    head = ("Organisation", *(_TITLES[name] for name in FITS), "All together", "Talks")
    said = "Averages of the marks given after talks, from 1 (no) to 5 (very much); in brackets, how many marks."
    rows = table("Marks by organisation", head, (tuple(_row(one)) for one in found), numbers=(len(head) - 1,))
    return join((el("p", said), rows))


def _row(one: Fit) -> Iterator[Child]:
    given = {mark.field: mark for mark in one.marks}
    yield words(one.org) or "no organisation noted"
    for name in FITS:
        mark = given.get(name)
        yield _mark(mark.average, f" ({mark.count})") if mark else "-"
    yield _mark(one.average, "")
    yield one.talks


def _mark(average: float, aside: str) -> Html:
    share = bar([(0, 100, "line"), (0, average * 20, "accent")])
    number = el("span", f"{average:.1f}")
    return join(
        (
            number,
            el("span", aside, class_="muted") if aside else None,
            el("div", share, class_="mark", aria_hidden="true"),
        )
    )
