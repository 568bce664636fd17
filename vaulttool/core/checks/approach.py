"""Checks of how you come to a person: the route, the pace, and who led to whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from vaulttool.core.asks import asks, too_soon
from vaulttool.core.case import Case
from vaulttool.core.checks.contact import touch_spot
from vaulttool.core.checks.problem import Problem, Spot, at, value_spot
from vaulttool.core.checks.rule import Check
from vaulttool.core.model import Note

_MOST_STEPS = 30
_CROWD = 3


def reintroduce_without_when(case: Case) -> Iterator[Problem]:
    """`approach: reintroduce` without the day you met.

    A message that says "we met" and not when reads like a trick. Not looked at once you have talked.

    Example: `approach: reintroduce` and no `met_on`.
    Remedy: `met_on: 2026-05-03`, and `met_where: the Delta seed fair`.
    """
    if _goes_by(case, "reintroduce") and not case.note.text("met_on"):
        hint = "write `met_on: YYYY-MM-DD`, and `met_where:` with the place"
        yield at(_approach(case), "to be reintroduced, and `met_on` does not say when you met", hint)


def article_without_link(case: Case) -> Iterator[Problem]:
    """`approach: article` without the article.

    Not looked at once you have talked.

    Example: `approach: article` and no `hook_url`.
    Remedy: `hook_url: https://example.org/the-article`.
    """
    if _goes_by(case, "article") and not case.note.text("hook_url"):
        yield at(
            _approach(case), "to be sent an article, and `hook_url` does not say which", "write `hook_url: https://...`"
        )


def intro_without_via(case: Case) -> Iterator[Problem]:
    """An introduction without the one who could make it.

    Nobody can be asked, reminded or thanked. Not looked at once you have talked.

    Example: `approach: introduction`, or `intro_asked_on`, and no `intro_via`.
    Remedy: `intro_via: "[[Ben Ode]]"`; or another `approach`.
    """
    note = case.note
    asked = note.fields.get("intro_asked_on")
    asked = asked if asked and asked.first else None
    if not asked and note.word("approach") != "introduction":
        return
    if not (note.text("intro_via") or note.text("introduced_by")) and not case.dossier.held:
        message = "to be introduced, and `intro_via` does not say by whom"
        yield at(value_spot(asked) if asked else _approach(case), message, 'write `intro_via: "[[Their Name]]"`')


def crowding(case: Case) -> Iterator[Problem]:
    """Three people at one organisation have a message of yours at once, and none has answered.

    Colleagues talk, and three same letters look like a mailing. Reported at the one you wrote to last.

    Example: Ana, Ben and Cara at Acme, all written to this week.
    Remedy: wait for an answer, or for the follow-ups, before the next one.
    """
    if not case.has_written or not case.dossier.open_attempts or not case.dossier.org_link:
        return
    d = case.dossier
    mine = (d.open_attempts[0], d.person.path)
    others: list[str] = []
    for colleague in case.desk.book.colleagues(d.org or d.org_link, "approached", backwards=True):
        if colleague.path == d.person.path:
            continue
        other = case.desk.dossier(colleague)
        if other.open_attempts and other.stored_status != "no-response":
            if (other.open_attempts[0], colleague.path) > mine:
                return
            others.append(other.name)
    if len(others) >= _CROWD - 1:
        names = ", ".join(reversed(others))
        message = f"{len(others) + 1} people at {d.org_name} have not answered yet: {names} and {d.name}"
        yield at(touch_spot(case, mine[0]), message, "wait for one of them before you write to the next")


def asking_too_soon(case: Case) -> Iterator[Problem]:
    """A favour asked of somebody whom you hardly know, or asked again so soon: relationship first, favours second.

    It is too soon when you had not talked and said thanks by then, and had known each other for less than 30 days; and
    when you asked less than 30 days before and gave nothing since. People you call `supporter`, `peer` or `mentor` are
    close enough. What counts is `asked` under Favours, and a touch of yours `(for:: favour)`.

    Example: first message on 2026-11-18, and `- asked 2026-11-25: to pass on my CV` under Favours.
    Remedy: give something first, and ask after the talk and the thanks.
    """
    for day, item in asks(case.dossier):
        reason = too_soon(case.dossier, day)
        if reason:
            hint = "give something first; ask after the talk and the thanks"
            yield at(item, f"asked for a favour on {day}: {reason}", hint)


def messages_too_close(case: Case) -> Iterator[Problem]:
    """Two messages of yours within `min_gap_days` (3 by default), and no answer between or since.

    It presses. Messages of one day count as one; thanks, times and confirmations never count.

    Example: `- 2026-11-18 email out: ...` and `- 2026-11-19 linkedin out: ...`.
    Remedy: wait for the answer; the follow-up comes up by itself.
    """
    if not case.has_written:
        return
    d, gap = case.dossier, case.desk.settings.min_gap_days
    since = d.replied or date.min
    days = sorted({t.day for t in d.touches if t.way == "out" and t.day > since and t.purpose not in _NEVER_TOO_CLOSE})
    for earlier, later in list(pairwise(days))[-1:]:
        if (later - earlier).days < gap:
            message = f"messages on {earlier} and {later}, less than {gap} days apart, and no answer yet"
            yield at(touch_spot(case, later), message, "wait for the answer; the follow-up comes up by itself")


_NEVER_TOO_CLOSE = frozenset({"thank-you", "schedule", "confirm"})


def referral_cycle(case: Case) -> Iterator[Problem]:
    """People who are said to have named each other in a circle.

    Who led to whom has a beginning, so one of the links is wrong. Reported once, at the last of them by path.

    Example: `referred_by: "[[Ben Ode]]"` in `Ana Ruiz.md`, and `referred_by: "[[Ana Ruiz]]"` in `Ben Ode.md`.
    Remedy: take out the one that is not so.
    """
    if not case.note.linked("referred_by"):
        return
    circle = _circle(case, case.note.path, [case.note])
    if circle and case.note.path == max(note.path for note in circle):
        names = " <- ".join([*(note.name for note in circle), case.note.name])
        message = f"`referred_by` goes round in a circle: {names}"
        yield at(value_spot(case.note.fields["referred_by"]), message, "take out the link that is not so")


def _circle(case: Case, start: str, way: list[Note]) -> list[Note]:
    """A way along `referred_by` back to its start, empty when there is none; each note is looked at once."""
    seen = {start}
    stack = [way]
    while stack and len(seen) <= _MOST_STEPS:
        way = stack.pop()
        for link in way[-1].linked("referred_by"):
            giver = case.desk.book.resolve_one(link.target)
            if giver and giver.path == start and len(way) > 1:
                return way
            if giver and giver.path not in seen:
                seen.add(giver.path)
                stack.append([*way, giver])
    return []


def _goes_by(case: Case, approach: str) -> bool:
    return case.note.word("approach") == approach and not case.dossier.held


def _approach(case: Case) -> Spot | None:
    field = case.note.fields.get("approach")
    return value_spot(field) if field else None


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days) if day.year < date.max.year else day


CHECKS = (
    Check(
        "reintroduce-without-when",
        "warning",
        reintroduce_without_when,
        kinds=("contact",),
        needs=frozenset({"approach"}),
    ),
    Check("article-without-link", "warning", article_without_link, kinds=("contact",), needs=frozenset({"approach"})),
    Check(
        "intro-without-via",
        "error",
        intro_without_via,
        kinds=("contact",),
        needs=frozenset({"approach", "intro_asked_on"}),
    ),
    Check("crowding", "warning", crowding, kinds=("contact",)),
    Check("asking-too-soon", "warning", asking_too_soon, kinds=("contact",), needs=frozenset({"favour", "touch"})),
    Check("messages-too-close", "hint", messages_too_close, kinds=("contact",)),
    Check("referral-cycle", "warning", referral_cycle, kinds=("contact",), needs=frozenset({"referred_by"})),
)
