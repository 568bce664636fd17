"""One list line in three versions: its box, its words, each inline key and its block id are merged on their own."""

from __future__ import annotations

import re

from vaulttool.core.merge.segments import pick
from vaulttool.core.pattern import pattern

_MARK = pattern(r"[ \t]*[-+*](?:[ \t]+|$)")
_BOX = pattern(r"\[.\](?:[ \t]+|$)")
_PART = pattern(
    r"[ \t]*(?:"
    r"\((?P<paren>[A-Za-z][\w-]*)::[^()]*(?:\([^()]*\)[^()]*)*\)"
    r"|\[(?P<bracket>[A-Za-z][\w-]*)::[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*\]"
    "|(?P<sign>[\U0001f4c5\U0001f4c6\U0001f5d3\u2705\u2795\u23f3\u231b\u274c\U0001f6eb])\ufe0f?\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|(?<=\s)(?P<block>\^)[A-Za-z0-9-]+(?=[ \t]*$))"
)
_OPEN = "[ ]"
_MARK_SLOT, _BOX_SLOT, _BLOCK_SLOT = "mark", "box", "block"
_FIRST_WORDS = 2
"""The place of the first words: behind mark and box."""

Slots = dict[str, str]
"""Slot -> its text as written, in order; put together they are the line."""


def slots(line: str) -> Slots:
    """A list line taken apart: `mark`, `box`, words (`words 0`, ...), keys (`key used`), `block`."""
    mark = _MARK.match(line)
    at = mark.end() if mark else 0
    box = _BOX.match(line, at)
    found = {_MARK_SLOT: line[:at], _BOX_SLOT: box[0] if box else ""}
    at = box.end() if box else at
    for part in _PART.finditer(line, at):
        _add(found, "words", line[at : part.start()])
        _add(found, _name(part), part[0])
        at = part.end()
    _add(found, "words", line[at:])
    return {name: text for name, text in found.items() if text or name in (_MARK_SLOT, _BOX_SLOT)}


def _add(found: Slots, name: str, text: str) -> None:
    """Put in a slot; words, and keys that stand twice, are numbered."""
    if name == "words" or name in found:
        name = f"{name} {sum(other.startswith(name) for other in found)}"
    found[name] = text


def _name(part: re.Match[str]) -> str:
    if part["block"]:
        return _BLOCK_SLOT
    return f"key {(part['paren'] or part['bracket'] or part['sign']).lower()}"


def words(line: str) -> str:
    """What a list line says without mark, box, keys and block id."""
    found = slots(line)
    return " ".join(" ".join(text for name, text in found.items() if name.startswith("words")).split())


def block_id(line: str) -> str:
    """The block id of a list line with its `^`, `""` for none."""
    return slots(line).get(_BLOCK_SLOT, "").strip()


def merge_line(base: str | None, ours: str, theirs: str) -> str | None:
    """The line with the changes of both sides, None when one part was changed both ways.

    Without a base both sides wrote the line: in other words, it is a conflict; a box that one of them ticked is ticked.
    """
    if ours == theirs:
        return ours
    if base is None and words(ours) != words(theirs):
        return None
    b, o, t = slots(base) if base is not None else {}, slots(ours), slots(theirs)
    merged = [_part(name, b.get(name, ""), o.get(name, ""), t.get(name, ""), base is None) for name in _order(o, t)]
    line = "".join(part for part in merged if part is not None)
    return line if None not in merged and words(line) in (words(ours), words(theirs)) else None


def _part(name: str, base: str, ours: str, theirs: str, is_new: bool) -> str | None:
    if is_new and name == _BOX_SLOT and (ours.startswith(_OPEN) or theirs.startswith(_OPEN)):
        return theirs if ours.startswith(_OPEN) else ours
    if is_new and (name.startswith("words") or not (ours and theirs)):
        return ours or theirs
    found = pick((base,), (ours,), (theirs,))
    return found[0] if found else None


def _order(ours: Slots, theirs: Slots) -> list[str]:
    """The slots of both: those that only they have behind our keys, before the block id."""
    names = list(ours)
    fixed = [n for n, name in enumerate(names) if n <= _FIRST_WORDS or not name.startswith("words")]
    at = max((n + 1 for n in fixed if names[n] != _BLOCK_SLOT), default=0)
    names[at:at] = [name for name in theirs if name not in ours and name != _BLOCK_SLOT]
    return names if _BLOCK_SLOT in ours or _BLOCK_SLOT not in theirs else [*names, _BLOCK_SLOT]
