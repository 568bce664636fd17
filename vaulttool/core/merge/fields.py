"""The frontmatter of three versions -> segments, key by key; lists by what was added and taken out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from vaulttool.core.edit.change import Refused, spliced
from vaulttool.core.edit.lists import relist
from vaulttool.core.edit.page import Page, open_page
from vaulttool.core.edit.scalars import written
from vaulttool.core.merge.segments import Lines, Segment, pick, settle
from vaulttool.core.parse.entries import Entry
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import Type

_COMMENT = pattern(r"(?<!\S)#.*")
_END = ""
"""Stands for the closing line, which is below all keys."""


class _Block(Struct):
    """One version: key -> its lines, its entry, and what stands above it: comments, blanks; above `_END`, the rest."""

    page: Page
    lines: dict[str, Lines] = field(default_factory=dict)
    above: dict[str, Lines] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)


def merge_fields(base: Page, ours: Page, theirs: Page) -> Iterator[Segment]:
    """The lines between the `---` lines with the changes of both sides; a key changed both ways is a conflict.

    Raises `Refused` for a frontmatter that is not one `key: value` a line, or has a key twice.
    """
    b, o, t = (_block(page) for page in (base, ours, theirs))
    for side in (o, t):
        _put_back(b, side)
    for key in _order(b, o, t):
        yield from _above(key, b, o, t)
        yield from _entry(key, b, o, t)
    yield from _above(_END, b, o, t)


def _block(page: Page) -> _Block:
    found = _Block(page)
    at = page.frame.block_start
    for entry in page.reading.entries:
        key = unicodedata.normalize("NFC", entry.key)
        if key in found.lines or key == _END:
            raise Refused(f"`{key}` stands twice")
        start, end = page.key_line(entry), page.behind(entry)
        found.above[key] = _lines(page.text[at:start])
        found.lines[key] = _lines(page.text[start:end])
        found.entries[key] = entry
        at = end
    found.above[_END] = _lines(page.text[at : page.frame.block_end])
    return found


def _put_back(base: _Block, side: _Block) -> None:
    """A comment whose key is gone on one side stands above the next key there: it is still that of its own key."""
    keys = [*base.lines, _END]
    for n, key in enumerate(keys):
        comment = base.above[key]
        if key in side.above or not comment:
            continue
        following = next(other for other in keys[n:] if other in side.above)
        if side.above[following][: len(comment)] == comment:
            side.above[key] = comment
            side.above[following] = side.above[following][len(comment) :]


def _lines(text: str) -> Lines:
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def _order(base: _Block, ours: _Block, theirs: _Block) -> list[str]:
    """All keys: in our order unless only they changed it; new ones of the other side behind what they follow there."""
    common = [key for key in base.lines if key in ours.lines and key in theirs.lines]
    turned = common == [key for key in ours.lines if key in common] != [key for key in theirs.lines if key in common]
    first, other = (list(theirs.lines), list(ours.lines)) if turned else (list(ours.lines), list(theirs.lines))
    order = list(first)
    for n, key in enumerate(other):
        if key not in order:
            at = order.index(other[n - 1]) + 1 if n else 0
            while at < len(order) and order[at] not in other:
                at += 1
            order.insert(at, key)
    return order


def _above(key: str, b: _Block, o: _Block, t: _Block) -> Iterator[Segment]:
    """What stands above a key."""
    base, ours, theirs = (side.above.get(key) for side in (b, o, t))
    if base is None and (ours is None or theirs is None):
        yield Segment(ours or theirs or ())
    else:
        yield from settle(base or (), ours or (), theirs or ())


def _entry(key: str, b: _Block, o: _Block, t: _Block) -> Iterator[Segment]:
    base, ours, theirs = b.lines.get(key, ()), o.lines.get(key, ()), t.lines.get(key, ())
    found = pick(base, ours, theirs)
    if found is None:
        found = _list(key, b, o, t)
    yield Segment(ours, theirs) if found is None else Segment(found)


def _list(key: str, b: _Block, o: _Block, t: _Block) -> Lines | None:
    """A list that both sides changed: our values without those that they took out, then those that they added.

    None when a comment of either side would have no place in it.
    """
    base, ours, theirs = (_said(side, key) for side in (b, o, t))
    if base is None or ours is None or theirs is None:
        return None
    if ours == theirs:
        found = [o, t]
    elif _is_list(o, key) and _is_list(t, key):
        gone = [value for value in base if value not in theirs]
        new = [value for value in theirs if value not in base and value not in ours]
        found = [_relisted(key, [value for value in ours if value not in gone or value not in base] + new, o, t)]
    else:
        return None
    old, mine, yours = (_comments(side, key) for side in (b, o, t))
    wanted = mine - (old - yours) | (yours - old)
    return next((side.lines.get(key, ()) for side in found if _comments(side, key) == wanted), None)


def _comments(side: _Block, key: str) -> frozenset[tuple[str, str]]:
    """The comments in the lines of a key, each with the value of the `- value` line that it ends, else with `""`."""
    entry = side.entries.get(key)
    return frozenset(_placed_comments(side.page, entry)) if entry else frozenset()


def _placed_comments(page: Page, entry: Entry) -> Iterator[tuple[str, str]]:
    has_dashes = entry.shape == "list" and not page.bracketed(entry)
    texts = ["", *(value.text if has_dashes else "" for value in entry.values)]
    ends = [page.at(entry.key_end), *(page.at(value.end) for value in entry.values)]
    starts = [*(page.at(value.start) for value in entry.values), page.behind(entry)]
    for text, end, start in zip(texts, ends, starts, strict=True):
        for comment in _COMMENT.finditer(page.text, end, start):
            yield "" if "\n" in page.text[end : comment.start()] else text, comment[0].rstrip()


def _said(side: _Block, key: str) -> tuple[str, ...] | None:
    """The values of a key, none for one that is not there; None for what is no value or list."""
    entry = side.entries.get(key)
    if entry is None or entry.shape == "null":
        return ()
    return None if entry.shape == "other" else tuple(value.text for value in entry.values)


def _is_list(side: _Block, key: str) -> bool:
    return key in side.entries and side.entries[key].shape == "list"


def _relisted(key: str, values: Sequence[str], o: _Block, t: _Block) -> _Block:
    """Our list with these values; those that come from them are written as they wrote them."""
    page, entry = o.page, o.entries[key]
    theirs = {value.text: t.page.written(value) for value in t.entries[key].values}
    same_form = page.bracketed(entry) == t.page.bracketed(t.entries[key])

    def write(text: str, present: str, present_text: str, flow: bool) -> str:
        raw = theirs.get(text, "") if same_form else ""
        return raw if raw and "\n" not in raw else written(text, Type.TEXT, present, present_text, flow=flow)

    return _block(open_page(spliced(page.text, relist(page, entry, values, write)), page.kind, page.settings))
