"""The parts of the dashboard in their order, one function each: a picture -> Markdown lines, maybe none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vaulttool.core.dashboard.bundle import Line
from vaulttool.core.dashboard.idle import idle_words, list_counts
from vaulttool.core.dashboard.lines import TEXT_LENGTH, link, task
from vaulttool.core.dashboard.picture import Fault, Picture
from vaulttool.core.dashboard.review import hearing, lately, pace, review
from vaulttool.core.dashboard.tables import coming, outreach, pipeline, waiting
from vaulttool.core.dashboard.talks import talk
from vaulttool.core.dashboard.words import count, weekday
from vaulttool.core.escape import clip, prose

Part = Callable[[Picture], list[str]]

FAULTS_SHOWN = 5


def headline(picture: Picture) -> list[str]:
    """The day and the numbers."""
    soon = sum(planned.is_within(picture.today, 6) for planned in picture.meetings)
    people = len({path for path, _ in picture.waiting})
    said = [
        f"**{weekday(picture.today)}**",
        f"{count(soon, 'talk')} in the next 7 days" if soon else "",
        *list_counts(picture.lists),
        f"waiting for {count(people, 'person', 'people')}" if people else "",
        f"{count(len(picture.faults), 'note')} with errors" if picture.faults else "",
    ]
    return [" · ".join(part for part in said if part)]


def faults(picture: Picture) -> list[str]:
    """Notes with errors: a hidden person is worse than a late one."""
    if not picture.faults:
        return []
    more = len(picture.faults) - FAULTS_SHOWN
    they = "it says" if len(picture.faults) == 1 else "they say"
    return [
        "> [!WARNING]",
        f"> **{count(len(picture.faults), 'note')} with errors.** What {they} may be missing or wrong below.",
        ">",
        *(f"> - {_fault(picture, fault)}" for fault in picture.faults[:FAULTS_SHOWN]),
        *([f"> - and {count(more, 'note')} more: `vaulttool check` names them all"] if more > 0 else []),
    ]


def kept(picture: Picture) -> list[str]:
    """Ticks that could not be applied, as they stand, and why."""
    return [row for tick in picture.kept for row in (f"- {tick.raw}", f"  - {prose(clip(tick.why, TEXT_LENGTH))}")]


def idle(picture: Picture) -> list[str]:
    """Why there is nothing to do, and what to do about it."""
    return [prose(sentence) for sentence in idle_words(picture)]


def talks(picture: Picture) -> list[str]:
    """Interviews of today and tomorrow."""
    return [row for p in picture.meetings if p.is_within(picture.today, 1) for row in talk(picture, p)]


def do_today(picture: Picture) -> list[str]:
    """What is due, most urgent first, up to the daily cap."""
    return _tasks(picture, picture.lists.today)


def also_due(picture: Picture) -> list[str]:
    """What is due beyond the daily cap."""
    return _tasks(picture, picture.lists.also)


def loops(picture: Picture) -> list[str]:
    """Advice and referrals whose giver should hear of them soon."""
    return _tasks(picture, picture.lists.loops)


def give_back(picture: Picture) -> list[str]:
    """Favours to return."""
    return _tasks(picture, picture.lists.give_back)


def keep_in_touch(picture: Picture) -> list[str]:
    """People it is time to hear from."""
    return _tasks(picture, picture.lists.keep_in_touch)


PARTS: tuple[tuple[str, Part], ...] = (
    ("", headline),
    ("", faults),
    ("Ticks that need another look", kept),
    ("", idle),
    ("Today and tomorrow", talks),
    ("Do today", do_today),
    ("Also due", also_due),
    ("Loops to close", loops),
    ("Outreach", outreach),
    ("Give back", give_back),
    ("Keep in touch", keep_in_touch),
    ("Next 14 days", coming),
    ("Waiting for them", waiting),
    ("Pipeline", pipeline),
    ("Pace and replies", pace),
    ("What I am hearing", hearing),
    ("Weekly review", review),
    ("Lately", lately),
)
"""Heading (none for the first lines) and part, in the order they stand."""


def _tasks(picture: Picture, lines: Iterable[Line]) -> list[str]:
    return [row for line in lines for row in task(picture, line)]


def _fault(picture: Picture, fault: Fault) -> str:
    found = fault.finding
    message = clip(found.message, TEXT_LENGTH)
    stop = "" if message.endswith((".", "?", "!")) else "."
    hint = f" {prose(clip(found.hint, TEXT_LENGTH))}" if found.hint else ""
    more = f" ({count(fault.more, 'more error')} in it)" if fault.more else ""
    return f"{link(picture, found.path)}, line {found.line}: {prose(message)}{stop}{hint}{more}"
