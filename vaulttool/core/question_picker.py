"""The question bank, and a choice from it for one talk: covered categories, stars, what is open first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from vaulttool.core.dossier import Dossier
from vaulttool.core.model import Item, Note
from vaulttool.core.questions import OpenQuestion, answered, is_homework, open_with, placeholders, question_key
from vaulttool.core.roster import Who, who_is
from vaulttool.core.schema import REQUIRED_CATEGORIES
from vaulttool.core.talk import ENOUGH_QUESTIONS, Talk
from vaulttool.core.values import as_int

FEWEST_STARS, MOST_STARS = 5, 8
_PHASES = ("open", "middle", "close")
_FACT = "[fact from research]"
_SHOW_ROUND = "close-6"
_ALWAYS = ("open", "close", "close")
"""Categories of which every choice holds one, or two, beside the required ones."""
_NO_FILL: Mapping[str, str] = MappingProxyType({})


class BankQuestion(Struct, frozen=True):
    """One question of the bank. `purposes` it serves; `starred`: a good default for the starred list."""

    id: str
    text: str
    cat: str
    phase: str = "middle"
    purposes: frozenset[str] = frozenset()
    minutes: int = 2
    starred: bool = False
    is_research: bool = False


class Picked(Struct, frozen=True):
    """A question chosen for a talk. `id` is the bank's, `""` for one carried over."""

    text: str
    cat: str
    phase: str
    starred: bool = False
    is_research: bool = False
    is_carried: bool = False
    id: str = ""
    minutes: int = 2


class Occasion(Struct, frozen=True):
    """What a choice is made for.

    `there` are the questions that its note has already, `carried` those open from earlier talks, `answered` the keys
    of what they answered before. `fill` says what stands for a placeholder (`[mutual]`, `[advice]`). `is_later`: not
    the first talk with them.
    """

    purposes: Collection[str] = ()
    there: Sequence[Item] = ()
    carried: Sequence[OpenQuestion] = ()
    answered: Collection[str] = frozenset()
    fill: Mapping[str, str] = field(default_factory=lambda: _NO_FILL)
    is_in_person: bool = False
    is_later: bool = False


def bank(notes: Iterable[Note]) -> tuple[BankQuestion, ...]:
    """The questions of the notes of kind `question`, in the order they stand; each text once."""
    found: dict[str, BankQuestion] = {}
    for note in notes:
        for item in note.of("question") if note.kind == "question" else ():
            if item.box != "-":
                found.setdefault(question_key(item.text), _of_bank(item))
    return tuple(found.values())


def pick(questions: Iterable[BankQuestion], occasion: Occasion, *, count: int = ENOUGH_QUESTIONS) -> tuple[Picked, ...]:
    """A choice that brings the talk's note to `count` questions, in the order to ask them.

    What is open from earlier talks comes first, all of it. Then each required category without a question gets one,
    one question is built on research, and the rest serve the purpose, spread over the categories. 5 to 8 are starred,
    with those that the note has. Never one they answered, nor one that the note has.
    """
    choice = _Choice(tuple(_usable(questions, occasion)), occasion, count)
    choice.carry()
    choice.cover(REQUIRED_CATEGORIES)
    choice.add_homework()
    choice.cover((*_ALWAYS, "second") if occasion.is_later else _ALWAYS)
    choice.fill_up()
    return choice.starred()


def pick_for(
    d: Dossier,
    talk: Talk | None,
    bank_notes: Iterable[Note],
    purposes: Collection[str] = (),
    *,
    in_person: bool = False,
    others: Sequence[OpenQuestion] = (),
) -> tuple[Picked, ...]:
    """A choice for a talk with this person. `talk` is its note, None while there is none.

    `purposes` and `in_person` say what the note does not. `others` are open questions of talks with other people,
    asked after those that are open with this one.
    """
    earlier = [t for t in d.talks if talk is None or t.note.path != talk.note.path]
    here = [talk] if talk else []
    who = Who("" if d.is_stranger else d.person.path, d.name)
    carried = [q for q in open_with(who, (*earlier, *here)) if not talk or q.path != talk.note.path]
    occasion = Occasion(
        purposes=(talk.note.texts("purpose") if talk else ()) or purposes,
        there=talk.note.of("question") if talk else (),
        carried=[*(q for q in carried if q.state != "planned"), *others],
        answered=answered(d.talks),
        fill=dict(_fill(d)),
        is_in_person=talk.is_in_person if talk else in_person,
        is_later=bool(d.held),
    )
    return pick(bank(bank_notes), occasion)


def _fill(d: Dossier) -> Iterator[tuple[str, str]]:
    """What the notes have for the placeholders of the bank."""
    known = [*d.person.linked("mutuals"), *d.person.linked("referred_by")]
    if known:
        yield "[mutual]", who_is(known[0], d.desk).name
    given = [item.text for talk in d.held for item in talk.note.of("advice") if "dropped" not in item.keys]
    if given:
        yield "[advice]", f'"{given[-1].rstrip(".")}"'


def as_line(question: Picked) -> str:
    """The Markdown line to paste under `## Questions`."""
    star = "* " if question.starred else ""
    cat = f" (cat:: {question.cat})" if question.cat else ""
    return f"- [ ] {star}{question.text}{cat}{' (from:: research)' if question.is_research else ''}"


class _Choice:
    """A choice under way."""

    def __init__(self, questions: tuple[BankQuestion, ...], occasion: Occasion, count: int) -> None:
        self.questions = questions
        self.occasion = occasion
        self.room = count - len(occasion.there)
        self.picked: list[Picked] = []
        self.used = {question_key(item.text) for item in occasion.there}
        self.cats = Counter(item.keys.get("cat", "") for item in occasion.there)

    def carry(self) -> None:
        """What is open from before, whether or not there is room for more."""
        for q in sorted(self.occasion.carried, key=lambda q: not q.starred):
            if question_key(q.text) not in self.used:
                self._take(Picked(q.text, q.cat, "middle", q.starred, q.is_research, is_carried=True))

    def cover(self, categories: Iterable[str]) -> None:
        """One question for each category as often as it is named here, past the room if need be."""
        for cat, wanted in Counter(categories).items():
            for q in self._ordered(q for q in self.questions if q.cat == cat and not q.is_research):
                if self.cats[cat] >= wanted:
                    break
                self._take(_picked(q))

    def add_homework(self) -> None:
        """One question built on research, unless there is one with its fact filled in, or one to fill."""
        if any(is_homework(item) for item in self.occasion.there) or any(p.is_research for p in self.picked):
            return
        for q in list(self._ordered(q for q in self.questions if q.is_research))[:1]:
            self._take(_picked(q))

    def fill_up(self) -> None:
        """The rest: for the purpose first, from the category that has fewest so far."""
        while len(self.picked) < self.room:
            rest = self._ordered(q for q in self.questions if not q.is_research)
            best = min(rest, key=lambda q: (not self._serves(q), self.cats[q.cat]), default=None)
            if best is None:
                return
            self._take(_picked(best))

    def starred(self) -> tuple[Picked, ...]:
        """The choice in the order to ask it, with 5 to 8 stars counting those the note has."""
        ordered = sorted(self.picked, key=lambda p: (not p.is_carried, _PHASES.index(p.phase)))
        left = MOST_STARS - sum(item.starred for item in self.occasion.there)
        stars = sorted((p for p in ordered if p.starred), key=self._worth)[: max(left, 0)]
        plain = sorted((p for p in ordered if p not in stars), key=self._worth)
        missing = FEWEST_STARS - (MOST_STARS - left) - len(stars)
        chosen = {*stars, *plain[: max(missing, 0)]}
        return tuple(replace(p, starred=p in chosen) for p in ordered)

    def _worth(self, p: Picked) -> tuple[bool, bool, bool]:
        """What to star first: carried over, then the required categories, then research."""
        return (not p.is_carried, p.cat not in REQUIRED_CATEGORIES, not p.is_research)

    def _ordered(self, questions: Iterable[BankQuestion]) -> Iterator[BankQuestion]:
        """Those not chosen yet, the ones that serve the purpose and the bank's favourites first."""
        fresh = (q for q in questions if question_key(q.text) not in self.used)
        return iter(sorted(fresh, key=lambda q: (not self._serves(q), not q.starred)))

    def _serves(self, q: BankQuestion) -> bool:
        purposes = self.occasion.purposes
        return not purposes or bool(q.purposes & set(purposes)) or (q.cat == "second" and self.occasion.is_later)

    def _take(self, p: Picked) -> None:
        self.picked.append(p)
        self.used.add(question_key(p.text))
        self.cats[p.cat] += 1


def _usable(questions: Iterable[BankQuestion], occasion: Occasion) -> Iterator[BankQuestion]:
    """The questions that fit the occasion, with their placeholders filled; `[fact from research]` is left to fill."""
    for q in questions:
        text = q.text
        for place in placeholders(text):
            text = text.replace(place, occasion.fill.get(place, place))
        filled = replace(q, text=text)
        open_places = set(placeholders(text)) - ({_FACT} if q.is_research else set())
        is_fit = (q.cat != "second" or occasion.is_later) and (q.id != _SHOW_ROUND or occasion.is_in_person)
        keys = {question_key(q.text), question_key(text)}
        if is_fit and not open_places and not keys & set(occasion.answered):
            yield filled


def _of_bank(item: Item) -> BankQuestion:
    keys = item.keys
    phase = keys.get("phase", "")
    return BankQuestion(
        item.block,
        item.text,
        keys.get("cat", ""),
        phase if phase in _PHASES else "middle",
        frozenset(keys.get("purpose", "").replace(",", " ").split()),
        as_int(keys.get("minutes", "")) or 2,
        item.starred,
        keys.get("from", "") == "research",
    )


def _picked(q: BankQuestion) -> Picked:
    return Picked(q.text, q.cat, q.phase, q.starred, q.is_research, id=q.id, minutes=q.minutes)
