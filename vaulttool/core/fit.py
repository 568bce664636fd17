"""How well places would suit me: the marks given after talks, organisation by organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from vaulttool.core.cards import FITS, talk_line
from vaulttool.core.roster import Roster, said
from vaulttool.core.talk import Talk, met_in
from vaulttool.core.values import fold


class Mark(Struct, frozen=True):
    """One question of fit: the average of the marks given, 1 to 5, and how many there are."""

    field: str
    average: float
    count: int


class Fit(Struct, frozen=True):
    """An organisation (`""`: none said), how many talks gave marks, the marks in the order of `FITS`, their average."""

    org: str
    talks: int
    marks: tuple[Mark, ...]
    average: float


def fits(roster: Roster) -> tuple[Fit, ...]:
    """Every organisation that was given marks, the best first."""
    groups: dict[str, tuple[str, list[dict[str, int]]]] = {}
    for talk in roster.held:
        marks = dict(talk_line(talk, roster.desk).fits)
        if marks:
            key, name = _org(talk, roster)
            groups.setdefault(key, (name, []))[1].append(marks)
    found = (_fit(name, given) for name, given in groups.values())
    return tuple(sorted(found, key=lambda fit: (-fit.average, -fit.talks, fit.org.casefold())))


def _fit(name: str, given: list[dict[str, int]]) -> Fit:
    every = [mark for marks in given for mark in marks.values()]
    return Fit(name, len(given), tuple(_marks(given)), _average(every))


def _marks(given: list[dict[str, int]]) -> Iterator[Mark]:
    for field in FITS:
        values = [marks[field] for marks in given if field in marks]
        if values:
            yield Mark(field, _average(values), len(values))


def _average(values: Iterable[int]) -> float:
    found = list(values)
    return round(sum(found) / len(found), 1)


def _org(talk: Talk, roster: Roster) -> tuple[str, str]:
    """What tells the organisation of a talk from others, and its name; the talk's own, else that of who was met."""
    for note in (talk.note, *met_in(talk, roster.desk.book)):
        for link in note.linked("org"):
            org = roster.desk.book.resolve_one(link.target)
            return (org.path, org.name) if org else (fold(said(link)), said(link))
    return "", ""
