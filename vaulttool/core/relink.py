"""The links of a note led elsewhere, or turned into plain words; every other byte stays. No files here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct

from vaulttool.core.book import Book
from vaulttool.core.edit import Change, Refusal, RemoveFromList, SetField, Unset, apply, apply_all
from vaulttool.core.edit.change import Refused, Splice, spliced
from vaulttool.core.edit.page import Page, open_page
from vaulttool.core.edit.sheet import Sheet, open_sheet
from vaulttool.core.escape import markdown
from vaulttool.core.link_text import target_of
from vaulttool.core.parse.body import folder_of
from vaulttool.core.parse.entries import Entry
from vaulttool.core.schema import Type
from vaulttool.core.settings import Settings
from vaulttool.core.values import fold
from vaulttool.core.written_links import Spot, body_spots, spots_in, value_spots, written_spots

Rewritten = Callable[[Spot], str | None]
"""What takes the place of a link's target; None: it stays."""


class Course(Struct, frozen=True):
    """Where links lead before and after some notes take other paths: `moved` is old path -> new path.

    A link goes on to lead to the note that it leads to now, in the same form (name, path, alias) where that is clear.
    """

    before: Book
    after: Book
    moved: Mapping[str, str]

    def lead(self, spot: Spot) -> str | None:
        """The target that the link must say from now on; None: it may stay. `Refused` when no target is clear."""
        old, new = self.place(spot)
        if not new:
            return None
        forms = self._forms(spot, old, new)
        found = next((form for form in forms if self.after.resolve(form) == (new,)), None)
        if forms and found is None:
            raise Refused(f"no link could tell {new} from another note", "Choose another name.")
        return found

    def place(self, spot: Spot) -> tuple[str, str]:
        """The path of the note that a link leads to, and its path from now on; `""` when that is not clear."""
        old = self.before.resolve(spot.target)
        return (old[0], self.moved.get(old[0], old[0])) if len(old) == 1 else ("", "")

    def _forms(self, spot: Spot, old: str, new: str) -> tuple[str, ...]:
        """Targets to try, the best first."""
        stem, path = new.removesuffix(".md").rsplit("/", 1)[-1], new.removesuffix(".md")
        old_path = fold(old.removesuffix(".md"))
        says_file = fold(spot.target) in (old_path, old_path.rsplit("/", 1)[-1])
        if (new == old or not says_file) and self.after.resolve(spot.target) == (new,):
            return ()
        by_path = spot.is_relative or spot.is_rooted or ("/" in old_path and fold(spot.target) == old_path)
        return (path,) if by_path else (stem, path)


def relink(text: str, path: str, kind: str, settings: Settings, course: Course) -> str | Refusal:
    """The text of the note at `path` with its links as `course` leads them, and as its own new folder needs them.

    The same text when nothing is to be changed, whatever state it is in.
    """
    folder, new_folder = folder_of(path), folder_of(course.moved.get(path, path))

    def rewritten(spot: Spot) -> str | None:
        target = course.lead(spot) if spot.target else None
        if target is None and spot.is_relative and folder != new_folder:
            target = spot.target or target_of(unquote(spot.written), folder)
        return None if target is None else spot.spelt(target, new_folder)

    return _changed(text, kind, settings, _Wish(folder, rewritten))


def unlink(
    text: str, path: str, kind: str, settings: Settings, leads_there: Callable[[str], bool], words: str = ""
) -> str | Refusal:
    """The text without links whose target `leads_there`.

    In a link field the value goes. Elsewhere plain words take its place: `words`, else what the link showed.
    """
    folder = folder_of(path)

    def rewritten(spot: Spot) -> str | None:
        if not spot.target or not leads_there(spot.target):
            return None
        return words or spot.label or spot.target.rsplit("/", 1)[-1]

    wish = _Wish(folder, rewritten, whole=True)
    try:
        gone = tuple(_removals(open_page(text, kind, settings), wish))
    except Refused:
        gone = ()
    left = apply_all(text, gone, kind, settings)
    return left if isinstance(left, Refusal) else _changed(left, kind, settings, wish)


def may_name(text: str, keys: Collection[str]) -> bool:
    """Whether one of these folded names stands anywhere in the text, so that it may hold a link to it."""
    folded = fold(unquote(text) if "%" in text else text)
    return any(key in folded for key in keys)


def twins(text: str, path: str, kind: str, settings: Settings, course: Course) -> tuple[Change, ...]:
    """What takes values out of lists of links that would name one note twice once `course` has led them there.

    Nothing for a note that cannot be taken apart.
    """
    try:
        page = open_page(text, kind, settings)
    except Refused:
        return ()
    folder = folder_of(path)
    return tuple(change for entry in page.reading.entries for change in _twins(page, entry, folder, course))


def _twins(page: Page, entry: Entry, folder: str, course: Course) -> Iterator[Change]:
    said = [(value.text, value_spots(page, entry, value.text, folder)) for value in entry.values]
    places = {text: course.place(spots[0]) for text, spots in said if len(spots) == 1}
    staying = {new for old, new in places.values() if old == new}
    for text, (old, new) in places.items():
        if new in staying and old != new:
            yield RemoveFromList(page.name_of(entry.key), text)
        staying.add(new)


class _Wish(Struct, frozen=True):
    """`whole`: the words take the place of the whole link, not of its target."""

    folder: str
    rewritten: Rewritten
    whole: bool = False

    def splice(self, spot: Spot, *, in_body: bool) -> Splice | None:
        """The change of one link, None when it stays."""
        new = self.rewritten(spot)
        if new is None:
            return None
        if not self.whole:
            return Splice(spot.start, spot.end, new) if new != spot.written else None
        return Splice(spot.first, spot.last, markdown(new) if in_body and spot.form == "wiki" else new)

    def in_value(self, spot: Spot) -> Splice | None:
        """The change of one link in the frontmatter."""
        return self.splice(spot, in_body=False)


def _changed(text: str, kind: str, settings: Settings, wish: _Wish) -> str | Refusal:
    """A note that cannot be taken apart is refused only when something in it looks like a link to be changed."""
    try:
        try:
            page = open_page(text, kind, settings)
        except Refused:
            if not _any(text, wish):
                return text
            raise
        return _made(page, wish)
    except Refused as refused:
        return refused.refusal


def _any(text: str, wish: _Wish) -> bool:
    return any(wish.rewritten(spot) is not None for spot in spots_in(text, wish.folder))


def _made(page: Page, wish: _Wish) -> str:
    """The text with all links changed, read again: it says what was meant and the rest as before."""
    sheet, entries = open_sheet(page), page.reading.entries
    wanted = [_values(page, entry, wish) for entry in entries]
    differing = [n for n, entry in enumerate(entries) if wanted[n] != _texts(entry)]
    body = [splice for spot in body_spots(sheet, wish.folder) if (splice := wish.splice(spot, in_body=True))]
    nested = [splice for entry in entries if entry.shape == "other" for splice in _nested(page, entry, wish)]
    if not (differing or body or nested):
        return page.text
    _check_keys(page)
    direct = {n: list(_direct(page, entries[n], wish)) for n in differing}
    fitting = [n for n in differing if _says(spliced(page.text, direct[n]), page, {n: wanted[n]})]
    text = spliced(page.text, [*body, *nested, *(splice for n in fitting for splice in direct[n])])
    text = _set(text, page, [(entries[n], wanted[n]) for n in differing if n not in fitting])
    if not _says(text, page, dict(enumerate(wanted))):
        raise Refused("a link in the frontmatter would not be read back as meant", "Change it by hand.")
    _check_body(sheet, open_sheet(open_page(text, page.kind, page.settings)), wish)
    return text


def _values(page: Page, entry: Entry, wish: _Wish) -> tuple[str, ...]:
    """The values of a key as they are to be read."""
    return tuple(
        spliced(v.text, [s for spot in value_spots(page, entry, v.text, wish.folder) if (s := wish.in_value(spot))])
        for v in entry.values
    )


def _texts(entry: Entry) -> tuple[str, ...]:
    return tuple(value.text for value in entry.values)


def _direct(page: Page, entry: Entry, wish: _Wish) -> Iterator[Splice]:
    """The changes of the values of a key as they are written."""
    for value in entry.values:
        for spot in written_spots(page, entry, value, wish.folder):
            if splice := wish.in_value(spot):
                yield splice


def _nested(page: Page, entry: Entry, wish: _Wish) -> Iterator[Splice]:
    """The changes within a key that holds more than values."""
    for spot in spots_in(page.block[entry.start : entry.end], wish.folder):
        if splice := wish.in_value(spot.moved(page.at(entry.start))):
            yield splice


def _check_keys(page: Page) -> None:
    twice = next((one for one in page.reading.complaints if one.rule == "duplicate-key"), None)
    if twice:
        raise Refused(f"{twice.message}", twice.hint)


def _says(text: str, before: Page, wanted: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether the keys of the frontmatter are the same, and those with these numbers have these values."""
    try:
        page = open_page(text, before.kind, before.settings)
    except Refused:
        return False
    old, new = before.reading.entries, page.reading.entries
    same_keys = [(entry.key, entry.shape) for entry in old] == [(entry.key, entry.shape) for entry in new]
    return same_keys and all(_texts(new[n]) == texts for n, texts in wanted.items())


def _set(text: str, page: Page, changes: Iterable[tuple[Entry, tuple[str, ...]]]) -> str:
    """The values written anew, where a change within their quotes would not be read as meant."""
    for entry, values in changes:
        made = apply(
            text, SetField(entry.key, values if entry.shape == "list" else values[0]), page.kind, page.settings
        )
        if isinstance(made, Refusal):
            raise Refused(made.message, made.remedy)
        text = made
    return text


def _check_body(before: Sheet, after: Sheet, wish: _Wish) -> None:
    """Raise `Refused` unless the lines are of the same kinds as before, and their links say what was meant."""
    expected = []
    for spot in body_spots(before, wish.folder):
        new = wish.rewritten(spot)
        if new is None or not wish.whole:
            expected.append(spot.written if new is None else new)
    found = [spot.written for spot in body_spots(after, wish.folder)]
    if found != expected or before.body.blocks.kinds != after.body.blocks.kinds:
        raise Refused("a link in the text would not be read back as meant", "Change it by hand.")


def _removals(page: Page, wish: _Wish) -> Iterator[Change]:
    """What takes the values out of link fields that hold nothing but links to be changed."""
    for entry in page.reading.entries:
        name = page.name_of(entry.key)
        if page.type_of(name) is Type.LINK:
            said = [value_spots(page, entry, value.text, wish.folder) for value in entry.values]
            gone = [bool(spots) and all(wish.rewritten(spot) is not None for spot in spots) for spots in said]
            if gone and all(gone):
                yield Unset(name)
            else:
                yield from (RemoveFromList(name, v.text) for v, goes in zip(entry.values, gone, strict=True) if goes)
