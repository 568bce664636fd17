"""The lines of a log: touches, snoozes, dismissals, news. One line, one item, or the reason why it is none."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from vaulttool.core.model import Item
from vaulttool.core.parse.lines import Line, dated, day_of
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import CHANNELS, WAYS

_CHANNELS = frozenset(CHANNELS)
_WAYS = frozenset(WAYS)
_WORD = pattern(r"([A-Za-z][A-Za-z-]*)(:?)(?=\s|$|:)[ \t]*")
_IN_PERSON = pattern(r"^in person\b", re.I)
_USUAL = pattern(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}) ({'|'.join(CHANNELS)}) ({'|'.join(WAYS)}): ")
"""How most touches are written; the other forms are taken apart word by word, with the same result."""
_BEGIN_COMMANDS = frozenset("sSdDnN")
_SEPARATOR = pattern(r"[:\u2013\u2014-]+(?=\s|$)[ \t]*")
_SEPARATES = frozenset(":-\u2013\u2014")
_SNOOZE = pattern(r"snooze(?:[ \t]+(?!until\b)(\S+))?[ \t]+until[ \t]+(\S+)[ \t]*(.*)", re.I)
_DISMISS = pattern(r"dismiss[ \t]+([\w-]+)[ \t]*(?::|$|(?=\s))[ \t]*(.*)", re.I)
_PROSE = frozenset(("the", "a", "an", "my", "his", "her", "their", "our", "this", "that", "town", "reply", "response"))

Way = Literal["", "out", "in", "both"]


def read_log(line: Line) -> Item | str | None:
    """The item of one log line; None for a line that says nothing, a text with the reason for one that is unclear."""
    text = line.text
    if not text or line.box in (" ", "-", ">"):
        return None
    usual = _USUAL.match(text)
    if usual and (day := day_of(usual[1])):
        return _touch(line, day, usual[2], _way(usual[3]), text[usual.end() :].lstrip(": \t"))
    found = dated(text)
    if not found:
        return None if line.inside else _undated(text)
    if found.day is None:
        return f"`{found.written}` is not a date; write it as 2026-12-01"
    rest = found.rest
    if rest[:1] in _SEPARATES and (separator := _SEPARATOR.match(rest)):
        rest = rest[separator.end() :]
    if rest[:1] in _BEGIN_COMMANDS and (command := _command(line, found.day, rest)):
        return command
    return _touch(line, found.day, *said(rest))


def _command(line: Line, day: date, rest: str) -> Item | str | None:
    """A dated line that says what to do, or news; None for one that says what happened."""
    command = rest[:7].lower()
    if command.startswith("snooze"):
        return _snooze(line, day, rest)
    if command.startswith("dismiss"):
        return _dismiss(line, day, rest)
    if command.startswith("news:"):
        return _item(line, "news", day, rest[5:].strip())
    return None


def _undated(text: str) -> str:
    first = _WORD.match(text)
    if first and first[1].lower() in (*CHANNELS, "snooze", "dismiss", "news"):
        return f"`{first[1]}` without a date; begin the line with the day, such as 2026-12-01"
    return "a log line without a date; begin it with the day, such as 2026-12-01"


def _snooze(line: Line, day: date, rest: str) -> Item | str:
    found = _SNOOZE.match(rest)
    if not found:
        return "a snooze without a date; write `snooze RULE until 2026-12-20`"
    until = day_of(found[2].strip(".,;:"))
    if until is None:
        return f"`{found[2]}` is not a date; write `snooze RULE until 2026-12-20`"
    word = (found[1] or "all").lower().rstrip(":")
    return Item(
        "snooze",
        line.line,
        found[3],
        line.column,
        day=day,
        word=word,
        until=until,
        links=line.links,
        section=line.section,
    )


def _dismiss(line: Line, day: date, rest: str) -> Item | str:
    found = _DISMISS.match(rest)
    if not found:
        return "a dismissal without a rule; write `dismiss RULE: why`, or `dismiss all: why`"
    return _item(line, "dismiss", day, found[2].strip(), found[1].lower())


def _item(line: Line, kind: Literal["news", "dismiss"], day: date, text: str, word: str = "") -> Item:
    return Item(kind, line.line, text, line.column, day=day, word=word, links=line.links, section=line.section)


def _touch(line: Line, day: date, channel: str, way: Way, text: str) -> Item:
    return Item(
        "touch", line.line, text, line.column, line.box, day, channel, way, False, line.block, "", None,
        line.keys, line.links, line.section,
    )  # fmt: skip


def said(text: str) -> tuple[str, Way, str]:
    """Channel, way and the rest of `email out: asked`; `other` and no way when the text does not begin so."""
    channel, way = "", ""
    rest = _IN_PERSON.sub("in-person", text) if text[:3] in ("in ", "In ") else text
    closed = False
    while not closed and (found := _WORD.match(rest)):
        word = found[1].lower()
        if word in _CHANNELS and not channel:
            channel = word
        elif word in _WAYS and not way and _is_way(word, bool(channel), found, rest):
            way = word
        else:
            break
        closed = bool(found[2])
        rest = rest[found.end() :]
    if not channel and not way:
        return "other", "", text
    return channel or "other", _way(way), rest.lstrip(": \t")


def _is_way(word: str, after_channel: bool, found: re.Match[str], text: str) -> bool:
    """`email in: yes` says a way, `in town for lunch` and `email in the morning` do not."""
    rest = text[found.end() :]
    if found[2] or not rest:
        return True
    following = re.match(r"[A-Za-z-]*", rest)
    next_word = following[0].lower() if following else ""
    return (after_channel and not (word == "in" and next_word in _PROSE)) or next_word in _CHANNELS


def _way(word: str) -> Way:
    return "out" if word == "out" else "in" if word == "in" else "both" if word == "both" else ""
