"""Checks of list lines in the body: advice, promises, touches, questions, and what was sent to whom."""

from __future__ import annotations

from collections.abc import Iterator

from vaulttool.core import schema
from vaulttool.core.case import Case
from vaulttool.core.checks.problem import Problem, at, quoted
from vaulttool.core.checks.rule import Check
from vaulttool.core.values import fold


def told_before_used(case: Case) -> Iterator[Problem]:
    """Advice that you reported on before you used it.

    The loop counts as closed, so nobody hears what came of it.

    Example: `(used:: 2026-12-10) (told:: 2026-12-01)`.
    Remedy: correct one of the dates.
    """
    for item in case.note.of("advice"):
        used, told = item.key_day("used"), item.key_day("told")
        if used and told and told < used:
            yield at(item, f"told on {told}, before it was used on {used}", "correct one of the two dates")


def told_without_effect(case: Case) -> Iterator[Problem]:
    """Advice that you reported on, without a word on what it did.

    They like to learn how they helped; "I did it" is half of that.

    Example: `(used:: 2026-12-10) (told:: 2026-12-12)`.
    Remedy: `(effect:: got the field post)`.
    """
    for item in case.note.of("advice"):
        if "told" in item.keys and not item.keys.get("effect"):
            yield at(item, f"told, and not what it did: {quoted(item.text)}", "write `(effect:: what came of it)`")


def promise_without_owner(case: Case) -> Iterator[Problem]:
    """A promise that does not say whose it is.

    Neither you nor they are reminded of it.

    Example: `- [ ] send the script`.
    Remedy: `- [ ] me: send the script (by:: 2026-12-05)`, or `- [ ] them: ...`.
    """
    for item in case.note.of("promise"):
        if item.word not in schema.PROMISERS:
            hint = f"write `me: {item.text}` or `them: {item.text}`"
            yield at(item, f"whose promise is it? {quoted(item.text)}", hint)


def sent_twice(case: Case) -> Iterator[Problem]:
    """Somebody has had the same thing twice.

    Example: `sent_to: ["[[Ana Ruiz]]", "[[Ana Ruiz]]"]`, or once by name and once by alias.
    Remedy: take one out. If it did go out twice, a short word of excuse with the next one does no harm.
    """
    seen: set[str] = set()
    for link in case.note.linked("sent_to"):
        who = (*case.desk.book.resolve(link.target), fold(link.target))[0]
        if who in seen:
            yield at(link, f"sent to {quoted(link.target)} twice", "take one of the two out")
        seen.add(who)


_OF_PEOPLE = ("contact", "interview")
CHECKS = (
    Check("told-before-used", "error", told_before_used, _OF_PEOPLE, needs=frozenset({"advice"})),
    Check("told-without-effect", "hint", told_without_effect, _OF_PEOPLE, needs=frozenset({"advice"})),
    Check("promise-without-owner", "warning", promise_without_owner, _OF_PEOPLE, needs=frozenset({"promise"})),
    Check("sent-twice", "warning", sent_twice, ("shareable",), needs=frozenset({"sent_to"})),
)
