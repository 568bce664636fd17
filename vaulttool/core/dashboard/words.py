"""Words of the dashboard and the terminal list: days, lateness, counts, and each rule in a few words. No markup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SHORT = MappingProxyType(
    {
        "make-contact": "write for the first time",
        "nudge-introducer": "ask again about an introduction",
        "other-route": "try another way",
        "write-after-introduction": "write after the introduction",
        "second-contact": "write, as a second contact there",
        "follow-up": "follow up once",
        "let-go": "let it rest",
        "try-again": "try again",
        "answer": "answer",
        "offer-times": "offer times",
        "research": "read up",
        "questions": "prepare questions",
        "confirm": "confirm the time",
        "get-ready": "get ready",
        "interview": "the talk",
        "what-happened": "say how the talk went",
        "write-notes": "write up the talk",
        "thank-you": "say thank you",
        "quick-thanks": "send quick thanks",
        "offer-help": "offer help",
        "connect": "connect",
        "apologise": "apologise",
        "keep-promise": "keep your promise",
        "their-promise": "ask about their promise",
        "agreed-date": "get back as agreed",
        "try-advice": "try their advice",
        "tell-advice": "say what their advice did",
        "meet-referral": "approach, as suggested",
        "tell-referrer": "say how it went with their contact",
        "thank-introducer": "thank for the introduction",
        "progress-note": "send news of your progress",
        "tell-everyone": "say how your search ended",
        "first-check-in": "check in",
        "keep-in-touch": "keep in touch",
        "reconnect": "reconnect",
        "name-mentor": "name the mentor",
        "congratulate": "congratulate",
        "birthday": "wish a happy birthday",
        "share": "share something",
        "give-back": "give something back",
        "offer": "offer something",
        "stalled": "move on or let go",
        "org-dead-end": "find another way in",
        "pace": "keep the week's pace",
        "verify": "check the contact data",
    }
)
"""Rule -> what it asks for, to stand beside others after one person's name."""


def short(rule: str) -> str:
    """A rule in a few words."""
    return SHORT.get(rule, rule.replace("-", " "))


HOW = MappingProxyType(
    {
        "in-person": "in person",
        "video": "by video",
        "phone": "by phone",
        "coffee": "over coffee",
        "meal": "over a meal",
        "site-visit": "at their place",
        "email": "by email",
        "event": "at an event",
    }
)
"""Format of an interview -> how one says it."""


def how(format: str) -> str:
    """The format of an interview in words; an unknown one as it is."""
    return HOW.get(format, format)


def weekday(day: date) -> str:
    """`Wednesday 2026-12-02`."""
    return f"{_WEEKDAYS[day.weekday()]} {day}"


def near_day(day: date) -> str:
    """`Wed 2026-12-02`."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day}"


@lru_cache(maxsize=1024)
def due_words(due: date, today: date) -> str:
    """`due today`, `due 2026-12-03`, `due 2026-12-01, 1 day late`."""
    if due == today:
        return "due today"
    late = (today - due).days
    return f"due {due}, {_span(late)} late" if late > 0 else f"due {due}"


def _span(days: int) -> str:
    if days <= 30:
        return count(days, "day")
    return f"{days // 7} weeks" if days <= 120 else f"{days // 30} months"


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 day`, `2 days`; `plural` where an s does not make it."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listing(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
