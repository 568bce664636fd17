"""Interviews on the dashboard: today's and tomorrow's in full, a later one in brief. Their follow-ups are not here."""

from __future__ import annotations

from collections.abc import Iterable

from vaulttool.core.conclusion import Meeting
from vaulttool.core.dashboard.lines import TEXT_LENGTH, link
from vaulttool.core.dashboard.picture import Picture, Planned
from vaulttool.core.dashboard.words import how, near_day
from vaulttool.core.escape import clip, markdown


def talk(picture: Picture, planned: Planned) -> list[str]:
    """One talk: when, with whom, how, where; below it what is not ready and what to start with."""
    meeting = planned.meeting
    where = ", ".join(part for part in (meeting.org, meeting.role) if part)
    said = [
        f"**{near_day(meeting.day)}{_hours(meeting)} · {people(picture, meeting)}**{_aside(where)}",
        markdown(how(meeting.format)),
        f"{markdown(meeting.theirs)} for them" if meeting.theirs else "",
        markdown(clip(meeting.place, TEXT_LENGTH)),
        link(picture, planned.path, "notes"),
    ]
    rows = ["- " + " · ".join(part for part in said if part)]
    if meeting.missing:
        rows.append(f"  - still to do: {_joined(meeting.missing)}")
    if meeting.starred:
        rows.append(f"  - start with: {_joined(meeting.starred)}")
    return rows


def people(picture: Picture, meeting: Meeting) -> str:
    """Links to who is met."""
    return ", ".join(link(picture, path, name) for path, name in meeting.people) or "somebody"


def later_talk(picture: Picture, planned: Planned) -> str:
    """A talk in a few words: hours, how, what is not ready."""
    meeting = planned.meeting
    said = f"{link(picture, planned.path, 'talk')}{_hours(meeting)}"
    form = f" {markdown(how(meeting.format))}" if meeting.format else ""
    return f"{said}{form}{'; still to do: ' + _joined(meeting.missing) if meeting.missing else ''}"


def _hours(meeting: Meeting) -> str:
    return f", {markdown(meeting.when)}" if meeting.when else ""


def _aside(text: str) -> str:
    return f" ({markdown(clip(text, TEXT_LENGTH))})" if text else ""


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(markdown(clip(text, TEXT_LENGTH)) for text in texts)
