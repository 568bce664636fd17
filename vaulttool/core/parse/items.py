"""What the list lines of our sections mean: one line, one item. Which lines are list lines is found in `body`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from vaulttool.core.model import Item
from vaulttool.core.parse.lines import Line, dated, day_of
from vaulttool.core.parse.touch import read_log
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import FAVOUR_VERBS, STEPS

Read = Item | str | None
"""An item; or why a line that looks like one is none; or None for a line that says nothing to us."""

_STEPS = frozenset(step for steps in STEPS.values() for step in steps)
_STARS = frozenset("*\u2b50\u2605")
_STAR = pattern("(?:\\*|\u2b50|\u2605)\ufe0f?(?:\\s+|$)")
_PROMISER = pattern(r"(?:\*\*|__)?(me|them)(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]*", re.I)
_VERB = pattern(r"([A-Za-z]+)[ \t]*")
_DAYS = ("by", "done", "used", "told", "released")


def _question(line: Line) -> Read:
    text = line.text
    star = _STAR.match(text) if text[:1] in _STARS else None
    text = text[star.end() :] if star else text
    if not text:
        return None
    return Item(
        "question", line.line, text, line.column, line.box, None, "", "", star is not None, line.block,
        line.answer, None, line.keys, line.links, line.section,
    )  # fmt: skip


def _advice(line: Line) -> Read:
    if not line.text or (line.inside and not line.box):
        return None
    return Item(
        "advice", line.line, line.text, line.column, line.box,
        block=line.block, keys=line.keys, links=line.links, section=line.section,
    )  # fmt: skip


def _promise(line: Line) -> Read:
    who = _PROMISER.match(line.text)
    text = line.text[who.end() :] if who else line.text
    if not text or (line.inside and not line.box):
        return None
    return Item(
        "promise", line.line, text, line.column, line.box, word=who[1].lower() if who else "",
        block=line.block, keys=line.keys, links=line.links, section=line.section,
    )  # fmt: skip


def _insight(line: Line) -> Read:
    if not line.text or line.inside:
        return None
    return Item(
        "insight", line.line, line.text, line.column, line.box,
        block=line.block, keys=line.keys, links=line.links, section=line.section,
    )  # fmt: skip


def _step(line: Line) -> Read:
    if line.block not in _STEPS:
        return None
    return Item(
        "step", line.line, line.text, line.column, line.box,
        block=line.block, keys=line.keys, links=line.links, section=line.section,
    )  # fmt: skip


def _favour(line: Line) -> Read:
    """`gave 2026-12-05: what`; the date may also stand first, or be missing."""
    text = line.text
    first = dated(text)
    found = _VERB.match(first.rest if first else text)
    verb = found[1].lower() if found else ""
    if not found or verb not in FAVOUR_VERBS:
        unclear = text and not line.inside
        return f"a favour begins with one of: {', '.join(FAVOUR_VERBS)}" if unclear else None
    rest = found.string[found.end() :]
    day = first or dated(rest)
    if day and day.day is None:
        return f"`{day.written}` is not a date; write it as 2026-12-01"
    rest = day.rest if day and not first else rest
    return Item(
        "favour", line.line, rest.lstrip(": \t"), line.column, line.box, day.day if day else None, verb,
        block=line.block, keys=line.keys, links=line.links, section=line.section,
    )  # fmt: skip


def _log_beside(line: Line) -> Read:
    """The log of a note that is no contact: what is put off or learnt there counts, touches do not."""
    found = read_log(line)
    return found if isinstance(found, Item) and found.type != "touch" else None


_MET = {"advice": _advice, "promises": _promise}
READERS: Mapping[str, Mapping[str, Callable[[Line], Read]]] = MappingProxyType(
    {
        "contact": {"log": read_log, "favours": _favour, **_MET},
        "interview": {
            "log": _log_beside,
            "questions": _question,
            "insights": _insight,
            "prepare": _step,
            "debrief": _step,
            **_MET,
        },
        "org": {"log": _log_beside},
        "campaign": {"log": _log_beside},
        "question": {"": _question},
    }
)
"""Kind -> section -> what its list lines are; `""` is the whole note."""


def no_days(item: Item) -> list[str]:
    """What is wrong with the inline keys of an advice or a promise that should hold a date and do not."""
    if item.type not in ("advice", "promise") or not item.keys:
        return []
    found = [(key, value) for key in _DAYS if (value := item.keys.get(key)) is not None and day_of(value) is None]
    return [f"`({key}:: {value})` is not a date; write it as 2026-12-01" for key, value in found]
