"""The long view at the dashboard's end: pace, replies, what is heard, the weekly review, what was lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vaulttool.core.conclusion import Card
from vaulttool.core.dashboard.lines import TEXT_LENGTH, link
from vaulttool.core.dashboard.picture import LATELY_DAYS, Picture
from vaulttool.core.dashboard.words import count
from vaulttool.core.diagnostics import Finding
from vaulttool.core.escape import clip, markdown
from vaulttool.core.ids import identify
from vaulttool.core.values import iso_week

HEARD_SHOWN = 7
ALIKE_SHOWN = 5
LATELY_SHOWN = 7
_ABSENT = frozenset({"do-not-contact", "archived"})
"""People in these statuses are nowhere on the dashboard."""


def pace(picture: Picture) -> list[str]:
    """How the searches go, and how many answer by each approach: counts first."""
    return [*_campaigns(picture), *_replies(picture)]


def _campaigns(picture: Picture) -> Iterator[str]:
    week = iso_week(picture.today)
    for search in picture.searches:
        mine = [c for path, c in picture.lively.items() if not c.private and path not in search.others]
        sent = sum(iso_week(c.first_sent) == week for c in mine if c.first_sent)
        wrote = f"{sent} of {search.weekly} first messages" if search.weekly else count(sent, "first message")
        talks = f"{search.talks} of {search.target} talks" if search.target else count(search.talks, "talk")
        yield f"- {link(picture, search.path)}: {wrote} this week · {talks}"


def _replies(picture: Picture) -> Iterator[str]:
    """`direct: 3 of 7 answered, 2 may still`; private people are left out."""
    tried: dict[str, list[Card]] = {}
    for card in picture.lively.values():
        if card.attempts and not card.private:
            tried.setdefault(card.approach, []).append(card)
    for approach, cards in sorted(tried.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        open_ = sum(card.status == "contacted" and not card.answered for card in cards)
        still = f", {open_} may still" if open_ else ""
        name = markdown(clip(approach, TEXT_LENGTH)) if approach else "no approach noted"
        yield f"- {name}: {sum(card.answered for card in cards)} of {len(cards)} answered{still}"


def hearing(picture: Picture) -> list[str]:
    """Insights of two people or more, and the starred questions that wait for the talks to come."""
    rows = [
        f"- {markdown(clip(said.text, TEXT_LENGTH))} · {said.count}, last {said.last}, {link(picture, said.path)}"
        for said in picture.heard[:HEARD_SHOWN]
    ]
    more = len(picture.heard) - HEARD_SHOWN
    asked = dict.fromkeys(text for planned in picture.meetings for text in planned.meeting.starred)
    rows += [f"- and {more} more: `vaulttool stats`"] if more > 0 else []
    return [*rows, *(f"- still to ask: {markdown(clip(text, TEXT_LENGTH))}" for text in list(asked)[:HEARD_SHOWN])]


def review(picture: Picture) -> list[str]:
    """What to look at once a week: who may be one person twice, and whether anybody is chosen next."""
    return [*_alike(picture), *_choices(picture)]


def _alike(picture: Picture) -> Iterator[str]:
    for finding in picture.alike[:ALIKE_SHOWN]:
        words = markdown(clip(finding.message, TEXT_LENGTH))
        yield f"- [ ] same person? {link(picture, finding.path)}: {words} ^{pair_id(finding)}"
    more = len(picture.alike) - ALIKE_SHOWN
    if more > 0:
        yield f"- and {count(more, 'pair')} more: `vaulttool check --hints --select similar-person`"


def pair_id(finding: Finding) -> str:
    """The id of the line that asks whether two notes are one person."""
    return identify("same-person", finding.path, finding.message)


def _choices(picture: Picture) -> Iterator[str]:
    numbers = dict(picture.pipeline)
    if picture.is_anybody_chosen and numbers.get("identified") and not numbers.get("targeted"):
        people = count(numbers["identified"], "person", "people")
        yield f"- nobody is targeted, {people} identified: choose the next one"
    silent = numbers.get("no-response", 0)
    if silent:
        yield f"- {count(silent, 'person', 'people')} never answered: archive them, or set `retry: true`"


def lately(picture: Picture) -> list[str]:
    """The latest contact, newest first."""
    since = picture.today - timedelta(days=LATELY_DAYS)
    spoken = [(c.last_contact, p, c) for p, c in picture.lively.items() if _is_lately(c, since, picture.today)]
    newest = sorted(spoken, key=lambda row: (-(row[0] or since).toordinal(), row[1]))[:LATELY_SHOWN]
    return [f"- {day} {link(picture, path)}{_words(card)}" for day, path, card in newest]


def _is_lately(card: Card, since: date, today: date) -> bool:
    if card.private or card.status in _ABSENT or card.last_contact is None:
        return False
    return since <= card.last_contact <= today


def _words(card: Card) -> str:
    return f" · {markdown(clip(card.last_words, TEXT_LENGTH))}" if card.last_words else ""
