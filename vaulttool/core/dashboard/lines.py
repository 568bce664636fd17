"""One line of the dashboard: box, person, reasons, dates, source and id, escaped so that it can be read back."""

from __future__ import annotations

from vaulttool.core.conclusion import FollowUp
from vaulttool.core.dashboard.bundle import Line
from vaulttool.core.dashboard.picture import Picture
from vaulttool.core.dashboard.words import due_words
from vaulttool.core.escape import clip, markdown, wikilink

TEXT_LENGTH = 240


def link(picture: Picture, path: str, name: str = "", *, cell: bool = False) -> str:
    """A link to a note, or the name alone when there is no such note."""
    name = clip(name.strip() or picture.name(path), TEXT_LENGTH)
    return wikilink(path, name, shared=picture.is_shared(path), cell=cell) if path else markdown(name)


def task(picture: Picture, line: Line) -> list[str]:
    """The line of a person; several reasons stand below it, each with its own box and id."""
    head = f"**{link(picture, line.path, line.name)}**{_aside(line.org)}"
    due = due_words(line.due, picture.today)
    if len(line.reasons) == 1:
        reason = line.reasons[0]
        said = [head, reason_words(picture, reason), *_details(reason), due, *_source(picture, reason)]
        return [f"- {_box(reason.tickable)}{_row(said)} ^{line.id}"]
    box = _box(any(reason.tickable and not reason.act for reason in line.reasons))
    common = _common_source(picture, line)
    first = _row([head, markdown(clip(line.gist, TEXT_LENGTH)), due, *common])
    return [f"- {box}{first} ^{line.id}", *(_sub_item(picture, r, line, common) for r in line.reasons)]


def reason_words(picture: Picture, reason: FollowUp) -> str:
    """A reason in words; the person it is about is a link."""
    text = clip(reason.text, TEXT_LENGTH)
    place = _mention(text, reason)
    if place < 0:
        return markdown(text)
    about = link(picture, reason.about, reason.about_name)
    return f"{markdown(text[:place])}{about}{markdown(text[place + len(reason.about_name) :])}"


def _mention(text: str, reason: FollowUp) -> int:
    """Where the name of another person stands as whole words, -1 for nowhere; not after `!`, which would embed it."""
    name = reason.about_name
    if not reason.about or reason.about == reason.person or not name:
        return -1
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if not _goes_on(text[place - 1 : place], "!") and not _goes_on(text[end : end + 1]):
            break
        place = text.find(name, place + 1)
    return place


def _goes_on(sign: str, more: str = "") -> bool:
    """Whether a word goes on with this sign, or it is one of these."""
    return sign.isalnum() or (sign != "" and sign in f"_{more}")


def _sub_item(picture: Picture, reason: FollowUp, line: Line, common: list[str]) -> str:
    """One reason; its date and source only where they are not the line's."""
    due = due_words(reason.due, picture.today) if reason.due != line.due else ""
    source = [] if common else _source(picture, reason)
    said = [reason_words(picture, reason), *_details(reason), due, *source]
    return f"  - {_box(reason.tickable)}{_row(said)} ^{reason.id}"


def _common_source(picture: Picture, line: Line) -> list[str]:
    """The note that all reasons come from, when it is one and not the person's own."""
    paths = {_source_of(picture, reason) for reason in line.reasons}
    return _source(picture, line.reasons[0]) if len(paths) == 1 else []


def _box(tickable: bool) -> str:
    return "[ ] " if tickable else ""


def _row(parts: list[str]) -> str:
    return " · ".join(filter(None, map(str.strip, parts)))


def _aside(org: str) -> str:
    return f" ({markdown(clip(org, TEXT_LENGTH))})" if org else ""


def _details(reason: FollowUp) -> list[str]:
    return [markdown(clip(reason.detail, TEXT_LENGTH))] if reason.detail else []


def _source(picture: Picture, reason: FollowUp) -> list[str]:
    path = _source_of(picture, reason)
    return [link(picture, path)] if path else []


def _source_of(picture: Picture, reason: FollowUp) -> str:
    """The note it comes from, `""` when that is private, or the one the line names already."""
    return "" if reason.path in (reason.person, reason.about) or reason.path in picture.hidden else reason.path
