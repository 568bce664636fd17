"""One pass over the list lines of a note: words and days in them that mean nothing to any rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vaulttool.core import schema
from vaulttool.core.calendar import Clock
from vaulttool.core.checks.problem import Problem, at, did_you_mean, quoted
from vaulttool.core.checks.typed import Named, future
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Severity
from vaulttool.core.followups import RULE_OF
from vaulttool.core.model import Item, Note
from vaulttool.core.similar import one_edit_apart

_HAPPENED = ("used", "told")


def odd_words(note: Note, desk: Desk) -> Iterator[Named]:
    """Everything that is wrong with the keys of a note's items, each by itself."""
    for item in note.items:
        if item.type in ("snooze", "dismiss"):
            if item.word != "all" and item.word not in RULE_OF:
                yield "value-not-allowed", _no_rule(item)
        elif not item.keys:
            continue
        elif item.type == "touch":
            if item.keys.get("for", "other") not in schema.PURPOSES:
                yield "value-not-allowed", _no_word(item, "for", schema.PURPOSES, "error", "warning")
        elif item.type == "question":
            if item.keys.get("cat", "open") not in schema.CATEGORIES:
                yield "value-not-allowed", _no_word(item, "cat", schema.CATEGORIES, "warning", "hint")
        elif item.type == "advice":
            yield from _happened(item, desk.clock)


def _happened(item: Item, clock: Clock) -> Iterator[Named]:
    """Days of advice that are still to come."""
    for key in _HAPPENED:
        day = item.key_day(key) if key in item.keys else None
        if day and not clock.reached(day):
            yield "date-in-future", future(item, key, day.isoformat())


def _no_word(item: Item, key: str, allowed: Collection[str], slip: Severity, other: Severity) -> Problem:
    """An unknown word in an inline key; worse when it is a slip of a known one, since then it was meant to count."""
    word = item.keys[key]
    is_slip = any(one_edit_apart(word, known) for known in allowed)
    message = f"`{key}` is {quoted(word)}, which is not one of its values"
    hint = f"allowed: {', '.join(allowed)}{did_you_mean(word, allowed)}"
    return at(item, message, hint, severity=slip if is_slip else other)


def _no_rule(item: Item) -> Problem:
    message = f"{quoted(item.word)} is no follow-up rule, so this {item.type} does nothing"
    hint = f"name the rule, or `all`{did_you_mean(item.word, RULE_OF)}"
    return at(item, message, hint, severity="warning")
