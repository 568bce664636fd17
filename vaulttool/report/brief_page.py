"""The day sheet of a talk as one page of plain Markdown, to print or to have on a phone. No decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from types import MappingProxyType

from vaulttool.core.brief import Brief, Person
from vaulttool.core.dashboard.words import how, listing, near_day
from vaulttool.core.escape import markdown
from vaulttool.core.prose import said_plainly

_ROOM = "________________________________________"
_PURPOSE = MappingProxyType(
    {"career-path": "how one gets there", "industry": "the field", "organisation": "the organisation", "job": "the job"}
)


def page(brief: Brief) -> str:
    """The page, ending with a newline. Text of the notes is escaped, so that it makes no structure of its own."""
    parts = (
        _head(brief), _facts(brief), _each(brief, "What we share", "shared"), _each(brief, "Last time", "last"),
        _section("Still open between us", brief.promised), _research(brief), _questions(brief), _only_if_asked(brief),
        _section("How to go about it", _conduct(brief), escaped=True),
        _section("Before you leave", _closing(brief), escaped=True),
    )  # fmt: skip
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def _head(brief: Brief) -> Iterator[str]:
    yield f"# Talk with {markdown(listing([person.name for person in brief.people]))}"
    yield ""
    for person in brief.people:
        if person.is_barred:
            yield f"**{markdown(person.name)} is marked as not to be contacted.**"
            yield ""


def _facts(brief: Brief) -> Iterator[str]:
    yield f"- **When**: {_when(brief)}"
    where = [part for part in (markdown(how(brief.format)), markdown(brief.place)) if part]
    yield f"- **Where**: {' · '.join(where) or 'not said'}"
    for person in brief.people:
        yield f"- **Who**: {_who(person)}"
    yield from (f"- **Why {_them(brief, p)}**: {_plain(p.curious_about)}" for p in brief.people if p.curious_about)
    if brief.purposes:
        yield f"- **To learn about**: {listing([markdown(_PURPOSE.get(p, p)) for p in brief.purposes])}"
    yield f"- **Wear**: {_dress(brief)}"
    yield ""


def _when(brief: Brief) -> str:
    day = near_day(brief.day) if brief.day else "no day yet"
    hours = brief.hours
    if hours is None:
        return f"{day}, {brief.minutes} minutes{_unconfirmed(brief)}"
    mine = f" ({markdown(hours.my_zone)})" if hours.their_start and hours.my_zone else ""
    text = f"{day}, {_span(hours.start, hours.end)}{mine}"
    if hours.their_start and hours.their_end:
        other_day = f"{near_day(hours.their_start.date())}, " if hours.their_start.date() != hours.start.date() else ""
        text += f"; for them {other_day}{_span(hours.their_start, hours.their_end)} ({markdown(hours.their_zone)})"
    return text + _unconfirmed(brief)


def _unconfirmed(brief: Brief) -> str:
    if brief.status in ("done", "closed", "moved", "cancelled", "no-show", "declined", "dropped"):
        return f" · {brief.status}"
    return "" if brief.is_confirmed else " · not confirmed yet"


def _span(start: datetime, end: datetime) -> str:
    return f"{start:%H:%M}–{end:%H:%M}"


def _who(person: Person) -> str:
    pronouns = f" ({markdown(person.pronouns)})" if person.pronouns else ""
    post = ", ".join(markdown(part) for part in (person.role, person.org) if part)
    reach = "; ".join(f"{what} {markdown(value)}" for what, value in person.reach)
    return " · ".join(part for part in (f"{markdown(person.name)}{pronouns}", post, reach) if part)


def _them(brief: Brief, person: Person) -> str:
    return "them" if len(brief.people) == 1 else markdown(person.name)


def _dress(brief: Brief) -> str:
    if brief.dress:
        return markdown(brief.dress)
    if brief.format in ("phone", "email"):
        return "what you like; you will not be seen"
    return "not decided yet; as for an interview there"


def _each(brief: Brief, title: str, name: str) -> Iterator[str]:
    """A section of what holds for each person, with their name where there are several."""
    several = len(brief.people) > 1
    lines = ((f"{p.name}: {line}" if several else line) for p in brief.people for line in getattr(p, name))
    yield from _section(title, lines)


def _research(brief: Brief) -> Iterator[str]:
    found = [(title, lines) for title, lines in brief.research if lines]
    if found:
        yield from ("## What I read", "")
    for title, lines in found:
        yield f"**{markdown(title)}**"
        yield from ("", *(f"- {_plain(line)}" for line in lines), "")


def _questions(brief: Brief) -> Iterator[str]:
    yield from ("## Questions", "")
    if not (brief.starred or brief.others or brief.carried):
        yield "None yet: `vaulttool questions --for NAME` chooses some."
        yield ""
    number = 0
    for title, texts in (
        ("First", brief.starred), ("Then, if there is time", brief.others), ("Left open last time", brief.carried),
    ):  # fmt: skip
        if texts:
            yield from (f"### {title}", "")
        for text in texts:
            number += 1
            yield from (f"{number}. {_plain(text)}", "", _ROOM, "", _ROOM, "")


def _only_if_asked(brief: Brief) -> Iterator[str]:
    yield from ("## Only if asked", "")
    yield _plain(brief.intro_text) or "Two sentences on who you are: `intro_text` in the note of your campaign."
    yield ""


def _conduct(brief: Brief) -> Iterator[str]:
    if brief.is_in_person:
        yield "Be there ten minutes early, phone off."
    elif brief.format in ("video", "phone"):
        yield "Be ready five minutes early, in a quiet place; try the link or the line beforehand."
    yield "You ask and listen; they talk. Write down what they say."
    yield "This is no job interview: do not ask for a job, and hand over no CV unasked."
    yield "Speak of your own experience only if they ask."
    end = f" at {brief.hours.end:%H:%M}" if brief.hours else f" after {brief.minutes} minutes"
    yield f"They took time out of a busy day: say so{end}, and go on only if they want to."


def _closing(brief: Brief) -> Iterator[str]:
    yield "Thank them for their time."
    wants = [markdown(text) for p in brief.people for text in p.wants]
    can = [markdown(text) for p in brief.people for text in p.can_offer]
    hints = [f"they want {listing(wants)}" if wants else "", f"you could offer {listing(can)}" if can else ""]
    said = "; ".join(hint for hint in hints if hint)
    yield f"Ask what you could do for them{f' ({said})' if said else ''}."
    yield "Ask who else sees this differently, and whether you may use their name."
    if brief.is_in_person:
        yield "If there is a moment, ask to be shown round."
    yield "Say again what you promised, and by when."
    yield "Afterwards, today: write it up, and the one thing to name in your thanks."


def _section(title: str, lines: Iterable[str], *, escaped: bool = False) -> Iterator[str]:
    found = [line if escaped else _plain(line) for line in lines]
    if found:
        yield from (f"## {title}", "", *(f"- {line}" for line in found), "")


def _plain(text: str) -> str:
    """Text of a note as words: links by their name, no emphasis, nothing that acts."""
    return markdown(said_plainly(text))
