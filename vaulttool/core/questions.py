"""Questions: which are open across interviews, and what was asked already. Choosing new ones is `question_picker`'s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from vaulttool.core.model import Item, Note
from vaulttool.core.pattern import pattern
from vaulttool.core.roster import Roster, Who
from vaulttool.core.talk import Talk
from vaulttool.core.values import fold

OpenState = Literal["planned", "carried", "unasked"]
_TO_COME = frozenset({"idea", "requested"})
OFF = frozenset({"moved", "cancelled", "no-show", "declined", "dropped", "done", "closed"})
_NEVER = frozenset({"moved", "declined", "dropped"})
_PLACEHOLDER = pattern(r"\[[^\]\[()]+\](?!\()")


class OpenQuestion(Struct, frozen=True):
    """A question that waits for an answer of `who`.

    `planned`: in the note of a talk to come; `carried`: marked `[>]`; `unasked`: left open in a talk that is over.
    """

    who: Who
    text: str
    cat: str
    starred: bool
    is_research: bool
    state: OpenState
    day: date | None
    path: str
    line: int


def open_questions(roster: Roster) -> tuple[OpenQuestion, ...]:
    """All open questions, by person, the starred first; one that was answered or struck later is open no more."""
    people = {who.key: who for talk in roster.talks for who in roster.met(talk)[:1]}
    found = [q for who in people.values() for q in open_with(who, _talks_with(who, roster))]
    return tuple(sorted(found, key=lambda q: (q.who.name.casefold(), q.who.path, not q.starred)))


def open_with(who: Who, talks: Iterable[Talk]) -> tuple[OpenQuestion, ...]:
    """The open questions of these talks with one person (oldest first); each once, where it stands last."""
    found: dict[str, OpenQuestion] = {}
    for talk in talks:
        for item in talk.note.of("question") if talk.status not in _NEVER else ():
            key = question_key(item.text)
            if item.box in ("x", "-") or item.answer:
                found.pop(key, None)
            elif item.text.strip():
                found[key] = _open(who, talk, item, found.get(key))
    return tuple(found.values())


def answered(talks: Iterable[Talk]) -> frozenset[str]:
    """The keys of the questions that were answered in these talks."""
    return frozenset(
        question_key(item.text) for talk in talks for item in talk.note.of("question") if item.box == "x" or item.answer
    )


def answers(talks: Iterable[Talk], *cats: str) -> Iterator[tuple[Talk, Item]]:
    """The questions of these categories that have an answer, with their talk."""
    for talk in talks:
        for item in talk.note.of("question"):
            if item.answer and item.keys.get("cat", "") in cats:
                yield talk, item


def question_key(text: str) -> str:
    """What makes two writings of a question one: case, blanks and punctuation do not count."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def placeholders(text: str) -> tuple[str, ...]:
    """The unfilled `[...]` of a question; a Markdown link is none."""
    return tuple(_PLACEHOLDER.findall(text.replace("[[", "").replace("]]", "")))


def is_homework(item: Item) -> bool:
    """Whether a question proves research: marked `(from:: research)`, with nothing left to fill in."""
    return item.keys.get("from", "") == "research" and not placeholders(item.text)


def is_to_come(talk: Talk) -> bool:
    """Whether a talk is planned, requested or thought of."""
    return talk.is_planned or talk.status in _TO_COME or (talk.day is None and talk.status not in OFF)


def next_talk(talks: Iterable[Talk]) -> Talk | None:
    """The next of these talks (oldest first) to come; without a day for one, the first that is thought of."""
    coming = [talk for talk in talks if is_to_come(talk)]
    return next((talk for talk in coming if talk.is_planned), coming[0] if coming else None)


def _open(who: Who, talk: Talk, item: Item, before: OpenQuestion | None) -> OpenQuestion:
    state: OpenState = "carried" if item.box == ">" else "planned" if is_to_come(talk) else "unasked"
    return OpenQuestion(
        who,
        item.text,
        item.keys.get("cat", "") or (before.cat if before else ""),
        item.starred,
        item.keys.get("from", "") == "research",
        state,
        talk.day,
        talk.note.path,
        item.line,
    )


def _talks_with(who: Who, roster: Roster) -> tuple[Talk, ...]:
    note: Note | None = roster.desk.book.note(who.path) if who.path else None
    if note:
        return roster.dossier(note).talks
    return tuple(talk for talk in roster.talks if who in roster.met(talk))
