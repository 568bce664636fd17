"""What I am hearing: insights of talks that took place, counted by people. A count is never called a confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from vaulttool.core.model import Item
from vaulttool.core.roster import Roster, Who
from vaulttool.core.talk import Talk
from vaulttool.core.values import fold


@dataclass(frozen=True, slots=True)
class Heard:
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


def heard(roster: Roster, *, least: int = 1) -> tuple[Heard, ...]:
    """Insights with at least `least` people behind them (for or against), most heard first.

    Lines of the same words are one insight, whatever their case and punctuation. A line with the box `[-]`, or with the
    key `(denied:: ...)`, denies. Two people met in one talk count as one voice: the first.
    """
    groups: dict[str, _Group] = {}
    for talk in roster.held:
        voice = next(iter(roster.met(talk)), Who(talk.note.path, talk.note.name))
        for item in talk.note.of("insight"):
            groups.setdefault(_key(item.text), _Group()).add(item, talk, voice)
    found = [group.heard() for key, group in groups.items() if key]
    enough = (one for one in found if len(one.people) + len(one.deniers) >= least)
    return tuple(sorted(enough, key=lambda h: (-len(h.people), -len(h.deniers), fold(h.text))))


def denies(item: Item) -> bool:
    """Whether an insight line says that the thing is not so."""
    return item.box == "-" or "denied" in item.keys


@dataclass
class _Group:
    lines: list[tuple[Item, Talk]] = field(default_factory=list)
    voices: dict[str, tuple[Who, bool]] = field(default_factory=dict)

    def add(self, item: Item, talk: Talk, voice: Who) -> None:
        """Count one line; what a person said last is what they say."""
        self.lines.append((item, talk))
        self.voices[voice.key] = (voice, denies(item))

    def heard(self) -> Heard:
        first, (item, talk) = self.lines[0][0], self.lines[-1]
        topic = next((i.keys["topic"] for i, _ in self.lines if i.keys.get("topic")), "")
        return Heard(
            first.text, topic, tuple(self._said(denied=False)), tuple(self._said(denied=True)),
            talk.day or date.min, talk.note.path, item.line,
        )  # fmt: skip

    def _said(self, *, denied: bool) -> Iterator[Who]:
        return (who for who, no in self.voices.values() if no is denied)


def _key(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
