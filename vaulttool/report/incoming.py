"""What an import makes of the people of a file, as lines of text and as data. What to do is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vaulttool.core.escape import visible
from vaulttool.core.incoming import Batch, Outcome, Proposal
from vaulttool.core.note_change import NewNote
from vaulttool.report.layout import Row

SHOWN = 20
"""Lines of one kind; `-v` shows all."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that is planned or done. `added` are the notes to make, for `chosen`, in the same order.

    `refused` are sentences on notes that are left alone.
    """

    file: str
    batch: Batch
    proposals: tuple[Proposal, ...]
    chosen: tuple[Proposal, ...] = ()
    added: tuple[NewNote, ...] = ()
    refused: tuple[str, ...] = ()
    dry_run: bool = False

    def of(self, *outcomes: Outcome) -> tuple[Proposal, ...]:
        """The proposals with one of these outcomes."""
        return tuple(one for one in self.proposals if one.outcome in outcomes)


def rows(done: Imported, *, verbose: bool) -> Iterator[Row]:
    """What changes, line by line, and what became of the others, in numbers."""
    most = len(done.proposals) if verbose else SHOWN
    yield from _listed([_enriched(one) for one in done.of(Outcome.ENRICHED)], most)
    yield from _listed([f"{visible(note.path)}: new" for note in done.added], most)
    if verbose or done.dry_run:
        asked = [_asked(one) for one in done.of(Outcome.UNCLEAR, Outcome.ALIKE)]
        yield from _listed(asked, most)
    yield from map(_row, summary(done))


def summary(done: Imported) -> Iterator[str]:
    """What was read, what was found, what can be done next: one to four lines."""
    left = done.batch.without_name
    yield f"{_people(len(done.batch.people))} in {visible(done.file)}" + (f", {left:,} without a name" if left else "")
    yield _numbers(done)
    waiting = sum(one.may_be_added for one in done.proposals) - len(done.chosen)
    if waiting:
        yield f"{_people(waiting)} not in your notes: --pick chooses whom to add, --all adds all"
    asked = done.of(Outcome.UNCLEAR, Outcome.ALIKE)
    if asked:
        yield f"{len(asked):,} may be somebody you have: {_next(done)}"
    if done.dry_run:
        yield "nothing was written"


def data(done: Imported) -> dict[str, Any]:
    """Counts by outcome, and a record for each person who is not `same` or `repeated`."""
    paths = {one: note.path for one, note in zip(done.chosen, done.added, strict=True)}
    told = [one for one in done.proposals if one.outcome not in (Outcome.SAME, Outcome.REPEATED)]
    return {
        "file": done.file,
        "people": len(done.batch.people),
        "without_name": done.batch.without_name,
        **{outcome.value: len(done.of(outcome)) for outcome in Outcome},
        "news": sum(bool(one.gain.news) for one in done.proposals),
        "added": len(done.added),
        "left_alone": list(done.refused),
        "dry_run": done.dry_run,
        "records": [_record(one, paths.get(one, "")) for one in told],
    }


def choice(one: Proposal) -> str:
    """`Ana Ruiz (Analyst, Acme)`, with whom it may be."""
    known = ", ".join(part for part in (one.person.role, one.person.org) if part)
    twin = f", like {one.paths[0]}: {one.reason}" if one.paths else ""
    return visible(f"{one.person.name} ({known})" if known else one.person.name) + visible(twin)


def _numbers(done: Imported) -> str:
    news = sum(bool(one.gain.news) for one in done.proposals)
    same = len(done.of(Outcome.SAME, Outcome.REPEATED))
    parts = [
        f"{len(done.of(Outcome.ENRICHED)):,} enriched" + (f" ({news:,} with news)" if news else ""),
        f"{len(done.added):,} new",
        f"{same:,} as they were",
    ]
    return ", ".join([*parts, *([f"{len(done.refused):,} left alone"] if done.refused else [])])


def _next(done: Imported) -> str:
    if done.chosen:
        return "`vaulttool check --hints --select similar-person,duplicate-person` names them, once each"
    return "see above" if done.dry_run else "--dry-run shows whom"


def _listed(lines: Sequence[str], most: int) -> Iterator[Row]:
    yield from map(_row, lines[:most])
    if len(lines) > most:
        yield _row(f"and {len(lines) - most:,} more: -v shows them all")


def _enriched(one: Proposal) -> str:
    news = [f"news: {one.gain.news}"] if one.gain.news else []
    return visible(f"{one.paths[0]}: {', '.join([*one.gain.fields, *news])} ({one.reason})")


def _asked(one: Proposal) -> str:
    who = f"{choice(Proposal(one.person, Outcome.NEW))}, {one.person.place}"
    paths = " or ".join(map(visible, one.paths[:3]))
    if one.outcome is Outcome.UNCLEAR:
        return f"{who}: is {paths} ({one.reason}); not clear which"
    page = visible(f"; if so, write `linkedin: {one.person.linkedin}` there") if one.person.linkedin else ""
    return f"{who}: may be {paths} ({visible(one.reason)}){page}"


def _record(one: Proposal, path: str) -> dict[str, Any]:
    is_known = one.outcome is Outcome.ENRICHED
    return {
        "outcome": one.outcome.value,
        "name": one.person.name,
        "place": one.person.place,
        "path": one.paths[0] if is_known else path,
        "reason": one.reason,
        "fields": list(one.gain.fields),
        "news": one.gain.news,
        "may_be": [] if is_known else list(one.paths),
    }


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _row(text: str) -> Row:
    return Row(((text, ""),))
