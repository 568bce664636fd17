"""Favours both ways between me and one person, and how they balance. When to give back is a follow-up rule's to say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from vaulttool.core.dossier import Dossier
from vaulttool.core.model import Item
from vaulttool.core.schema import FAVOUR_VERBS


class Favour(Struct, frozen=True):
    """One favour line. `verb`: gave, got, asked, offered or owed, all said of me; `is_open`: owed and not settled."""

    verb: str
    text: str
    day: date | None
    path: str
    line: int
    is_open: bool = False


class Help(Struct, frozen=True):
    """What they gave beside favour lines: talks, pieces of advice, names, introductions; `kept`: my promises kept."""

    talks: int = 0
    advice: int = 0
    names: int = 0
    introductions: int = 0
    kept: int = 0


class Balance(Struct, frozen=True):
    """The ledger with one person, oldest line first. `total` is favours given less favours got."""

    path: str
    name: str
    favours: tuple[Favour, ...]
    help: Help

    def count(self, verb: str) -> int:
        """How many lines have this verb."""
        return sum(favour.verb == verb for favour in self.favours)

    @property
    def total(self) -> int:
        return self.count("gave") - self.count("got")

    @property
    def owed(self) -> tuple[Favour, ...]:
        """What I still owe."""
        return tuple(favour for favour in self.favours if favour.is_open)

    @property
    def is_empty(self) -> bool:
        return not self.favours and self.help == Help()


def balance_of(d: Dossier) -> Balance:
    """The balance with this person."""
    lines = favours_of(d)
    favours = (_favour(item, d.person.path, lines) for item in lines)
    ordered = sorted(favours, key=lambda f: (f.day or date.min, f.line))
    return Balance(d.person.path, d.name, tuple(ordered), _help(d))


def favours_of(d: Dossier) -> list[Item]:
    """The favour lines of this person's note, without what is planned for a day to come; what is owed is no plan."""
    reached = d.desk.clock.reached
    lines = (item for item in d.person.of("favour") if item.word in FAVOUR_VERBS)
    return [item for item in lines if item.word == "owed" or item.day is None or reached(item.day)]


def balances(dossiers: Iterable[Dossier]) -> tuple[Balance, ...]:
    """Balances with all people with whom there is anything to count; those to whom most is owed first."""
    found = [balance for balance in map(balance_of, dossiers) if not balance.is_empty]
    return tuple(sorted(found, key=lambda b: (b.total - len(b.owed), b.name.casefold(), b.path)))


def is_open(favour: Item, lines: Iterable[Item]) -> bool:
    """Whether I owe it still: not ticked, not struck, and nothing was given since."""
    if favour.word != "owed" or favour.box in ("x", "-"):
        return False
    return not any(f.word == "gave" and f.day and favour.day and f.day >= favour.day for f in lines)


def _favour(item: Item, path: str, lines: Iterable[Item]) -> Favour:
    return Favour(item.word, item.text, item.day, path, item.line, is_open(item, lines))


def _help(d: Dossier) -> Help:
    led = [talk.note for talk in d.held if d.leads(talk)]
    notes = [d.person, *led]
    return Help(
        talks=len(d.held),
        advice=sum(len(note.of("advice")) for note in notes),
        names=sum(len(note.linked("referrals")) for note in led),
        introductions=len([n for n in d.desk.book.linking(d.person, "introduced_by") if n.day("introduced_on")]),
        kept=sum(p.word == "me" and p.box == "x" for note in notes for p in note.of("promise")),
    )
