"""Ticks: Markdown of the dashboard -> what the person ticked, and what they added. What a tick does is not here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from vaulttool.core.pattern import pattern
from vaulttool.core.values import as_date


class Mark(Enum):
    """What a box says, strongest first."""

    DONE = "done"
    DISMISSED = "dismissed"
    SNOOZED = "snoozed"


class Tick(Struct, frozen=True):
    """One ticked line.

    `id` is the line's, `below` are the ids of its sub-items. `day` is the date that a task plugin noted, or the date
    to wait for. `days` is a distance to wait, `+2w` as 14. `words` is what else was added to the generated text. `raw`
    is the line as it stands, from its box on.
    """

    id: str
    mark: Mark
    raw: str
    below: tuple[str, ...] = ()
    day: date | None = None
    days: int = 0
    words: str = ""


class Kept(Struct, frozen=True):
    """A ticked line that could not be applied: it stays as it stands, and says why."""

    raw: str
    why: str


class Settled(Struct, frozen=True):
    """What became of the ticks. `applied` counts boxes; `diff` is what a dry run would write.

    `wait` is how many seconds a note that somebody is writing in is still left alone: then nothing was done.
    """

    applied: int = 0
    kept: tuple[Kept, ...] = ()
    diff: str = ""
    wait: float = 0.0


_TICKS = ("[x]", "[X]", "[>]", "[-]")
"""What most dashboards have nowhere."""
_TICKED = pattern(r"(?m)^[\s>]*(?:[-*+]|\d{1,9}[.)])\s+\[[xX>-]\]\s")
_BOX = pattern(r"(?P<indent>[\s>]*)(?:[-*+]|\d{1,9}[.)])\s+(?P<rest>\[(?P<box>[ xX>-])\]\s.*)")
_ITEM = pattern(r"(?P<indent>[\s>]*)(?:[-*+]|\d{1,9}[.)])\s+(?P<rest>.*)")
_ID = pattern(r"(?<!\S)\^(?:[a-z]+-)*([0-9a-hjkmnp-tv-z]{8})(?!\S)")
_BROKEN_ID = pattern(r"(?<!\S)\^\S*")
_PLUGIN_DAY = pattern(r"(?:[✅❌]\ufe0f?|[\[(](?:completion|cancelled)::)\s*(\d{4}-\d\d-\d\d)[\])]?")
_PLUGIN_MARK = pattern(r"(?:➕|⏳|🛫|📅)\ufe0f?\s*\d{4}-\d\d-\d\d|[🔺⏫🔼🔽⏬]\ufe0f?|#task(?!\S)")
_DISTANCE = pattern(r"\+(\d{1,4})([dw])")
_MARKS = {"x": Mark.DONE, "X": Mark.DONE, ">": Mark.SNOOZED, "-": Mark.DISMISSED}
MAX_RAW = 2000
"""A longer line is cut when it is kept."""


def read_ticks(text: str, *generated: Mapping[str, str]) -> tuple[Tick, ...]:
    """The ticked lines of a dashboard, each id once, in the order they stand.

    `generated` tell what the lines were like before the person wrote into them (`lines_by_id`), best guess first; what
    is not in there was added. A line that has lost its id is known by its words; by none, its id is `""`. Git's
    conflict markers are passed over, so that both sides count.
    """
    found: dict[str, Tick] = {}
    for rest, box, id_, below in _boxes(text):
        if box in _MARKS:
            name = id_ or _known_by_words(rest, generated)
            said = rest if id_ else _BROKEN_ID.sub("", rest)
            tick = _tick(said, box, name, below, [lines[name] for lines in generated if name in lines])
            tick, key = replace(tick, raw=rest[:MAX_RAW]), name or rest
            found[key] = _stronger(found[key], tick) if key in found else tick
    return tuple(found.values())


def has_ticks(text: str) -> bool:
    """Whether any box in the text is ticked."""
    return any(tick in text for tick in _TICKS) and bool(_TICKED.search(text))


def lines_by_id(text: str) -> dict[str, str]:
    """Id -> line, from its text on, of every line of a dashboard that bears an id; not of ticked ones, which are kept
    as a person wrote them."""
    found = {}
    for line in text.splitlines():
        item = _ITEM.match(line)
        id_ = _id_in(item["rest"]) if item else ""
        if item and id_ and not _TICKED.match(line):
            found[id_] = _unboxed(item["rest"])
    return found


def _boxes(text: str) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """The lines with a box, their ids (`""`: lost), and the ids of the lines indented below."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        box = _BOX.match(line)
        id_ = _id_in(box["rest"]) if box else ""
        if box:
            yield box["rest"].rstrip(), box["box"], id_, tuple(_below(lines[number + 1 :], len(box["indent"])))


def _below(lines: Iterable[str], indent: int) -> Iterator[str]:
    for line in lines:
        item = _ITEM.match(line)
        if not item or len(item["indent"]) <= indent:
            return
        if id_ := _id_in(item["rest"]):
            yield id_


def _known_by_words(rest: str, generated: Iterable[Mapping[str, str]]) -> str:
    """The id of the one line of which all words stand in this one, `""` when there is none or more than one."""
    words = _words(_BROKEN_ID.sub("", _unboxed(rest)))
    ids = {id_ for lines in generated for id_, line in lines.items() if _insertions(_words(line), words) is not None}
    return ids.pop() if len(ids) == 1 else ""


def _id_in(text: str) -> str:
    """The id of a line, the last that stands in it."""
    found = _ID.findall(text)
    return str(found[-1]) if found else ""


def _unboxed(text: str) -> str:
    return text[4:] if re.match(r"\[.\]\s", text) else text


def _tick(rest: str, box: str, id_: str, below: tuple[str, ...], bases: list[str]) -> Tick:
    added = _added(_unboxed(rest), bases)
    plugin = _PLUGIN_DAY.search(added)
    words = _PLUGIN_MARK.sub(" ", _PLUGIN_DAY.sub(" ", added)).split()
    tick = Tick(id_, _MARKS[box], rest[:MAX_RAW], below, as_date(plugin[1]) if plugin else None)
    if tick.mark is Mark.SNOOZED:
        tick = replace(tick, day=None)
        for word in words:
            distance, day = _DISTANCE.fullmatch(word), as_date(word)
            if distance or day:
                days = int(distance[1]) * (7 if distance[2] == "w" else 1) if distance else 0
                words.remove(word)
                tick = replace(tick, day=day, days=days)
                break
    return replace(tick, words=" ".join(words))


def _added(line: str, bases: list[str]) -> str:
    """What was added to a generated line; when the line is none of those known, what stands after its id."""
    for base in bases:
        added = _insertions(_words(base), _words(line))
        if added is not None:
            return " ".join(added)
    last = list(_ID.finditer(line))
    return line[last[-1].end() :].strip() if last else ""


def _words(line: str) -> list[str]:
    """The words of a line, without its id: programs move that about."""
    return [word for word in line.split() if not _ID.fullmatch(word)]


def _insertions(base: list[str], line: list[str]) -> list[str] | None:
    """The words that were put between or after those of `base`; None when one of these is missing."""
    added, at = [], 0
    for word in line:
        if at < len(base) and word == base[at]:
            at += 1
        else:
            added.append(word)
    return added if at == len(base) else None


def _stronger(one: Tick, other: Tick) -> Tick:
    """Of two ticks of one line: done before dismissed before snoozed, then the one that says more."""
    order = list(Mark)
    first = min(one, other, key=lambda tick: (order.index(tick.mark), not tick.words, not (tick.day or tick.days)))
    return replace(first, below=tuple(dict.fromkeys((*one.below, *other.below))))
