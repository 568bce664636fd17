"""What I am hearing: insights of talks that took place, counted by people. A count is never called a confirmation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from vaulttool.core.conclusion import Insight
from vaulttool.core.desk import Desk
from vaulttool.core.model import Item
from vaulttool.core.pattern import pattern
from vaulttool.core.roster import Roster, Who, who_is
from vaulttool.core.talk import Talk
from vaulttool.core.values import fold

_NO_WORD = pattern(r"[\W_]+")


class Heard(Struct, frozen=True):
    """One insight. `people` said it, `deniers` said the contrary; `path`, `line`: where it was written last."""

    text: str
    topic: str
    people: tuple[Who, ...]
    deniers: tuple[Who, ...]
    last: date
    path: str
    line: int

    @property
    def count(self) -> str:
        """`heard from 3, denied by 1`."""
        denied = f", denied by {len(self.deniers)}" if self.deniers else ""
        return f"heard from {len(self.people)}{denied}"


def insights_of(talk: Talk, desk: Desk) -> Iterator[Insight]:
    """The insights of a talk, none unless it took place. Two people met in one talk are one voice: the first."""
    lines = [(key, item) for item in talk.note.of("insight") if (key := _key(item.text))] if talk.is_held else []
    if not lines or talk.day is None:
        return
    met = talk.note.linked("contact")
    voice = who_is(met[0], desk) if met else Who(talk.note.path, talk.note.name)
    for key, item in lines:
        yield Insight(
            key, item.text, item.keys.get("topic", ""), voice.key, voice.path, voice.name, denies(item),
            talk.day, talk.note.path, item.line,
        )  # fmt: skip


def insights_in(roster: Roster) -> tuple[Insight, ...]:
    """The insights of all talks."""
    return tuple(found for talk in roster.held for found in insights_of(talk, roster.desk))


def heard(insights: Iterable[Insight], *, least: int = 1) -> tuple[Heard, ...]:
    """What at least `least` people said (for or against), most heard first.

    Lines of the same words are one insight, whatever their case and punctuation. A line with the box `[-]`, or with the
    key `(denied:: ...)`, denies. What a person said last is what they say.
    """
    groups: dict[str, list[Insight]] = {}
    for one in sorted(insights, key=lambda i: (i.day, i.path, i.line)):
        groups.setdefault(one.key, []).append(one)
    found = map(_heard, groups.values())
    enough = (one for one in found if len(one.people) + len(one.deniers) >= least)
    return tuple(sorted(enough, key=lambda h: (-len(h.people), -len(h.deniers), fold(h.text))))


def denies(item: Item) -> bool:
    """Whether an insight line says that the thing is not so."""
    return item.box == "-" or "denied" in item.keys


def _heard(lines: list[Insight]) -> Heard:
    last = lines[-1]
    said = {one.voice: one for one in lines}
    topic = next((one.topic for one in lines if one.topic), "")
    people, deniers = (
        tuple(Who(one.speaker, one.speaker_name) for one in said.values() if one.denied is no) for no in (False, True)
    )
    return Heard(lines[0].text, topic, people, deniers, last.day, last.path, last.line)


def _key(text: str) -> str:
    return _NO_WORD.sub(" ", fold(text)).strip()
