"""From a tick in the dashboard to changes of notes: what it means, and why it cannot be. Nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct, field

from vaulttool.core.acts import BEFORE_A_TALK, CannotAct, Deed, dismissed, done, link_to, served, snoozed, too_late
from vaulttool.core.checks import twin_of
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.dashboard.bundle import Line
from vaulttool.core.dashboard.ticks import Kept, Mark, Tick
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Finding
from vaulttool.core.edit import AddToList
from vaulttool.core.note_change import NoteChange

NO_REASON = "no reason given"
_LOST = "its id at the end is gone, so nobody can tell which line it is: tick that line again, and delete this one"
_GONE = "not open any more: it was settled otherwise, or its note has changed; delete this line when you have seen it"


class Settling(Struct, frozen=True):
    """What one tick settles: deeds of what was done, or the lines that put off or dismiss.

    `until` is the day that something is put off to, None for what shall be gone.
    """

    tick: Tick
    chosen: tuple[FollowUp, ...] = ()
    deeds: tuple[Deed, ...] = ()
    changes: tuple[NoteChange, ...] = ()
    until: date | None = None

    def holds(self, after: Mapping[str, FollowUp]) -> bool:
        """Whether the follow-ups, as they would be afterwards, are as they were meant to be."""
        return all(self._holds(after.get(one.id)) for one in self.chosen)

    def _holds(self, after: FollowUp | None) -> bool:
        return after is None or (self.until is not None and after.due >= self.until)


class Open(Struct, frozen=True):
    """All that a tick may mean: follow-ups and lines by id, pairs that may be one person by id, ids settled before."""

    desk: Desk
    follow_ups: Mapping[str, FollowUp]
    lines: Mapping[str, Line]
    twins: Mapping[str, Finding] = field(default_factory=dict)
    before: Collection[str] = frozenset()

    def meant(self, tick: Tick) -> Settling | Kept | None:
        """What a tick settles, or why it cannot; None when it was settled before, here."""
        if not tick.id:
            return Kept(tick.raw, _LOST)
        if tick.id in self.twins:
            return self._apart(tick)
        try:
            chosen = self._chosen(tick)
            if not chosen:
                was = tick.id in self.before or (tick.below and set(tick.below) <= set(self.before))
                return None if was else Kept(tick.raw, _GONE)
            return self._settling(tick, chosen)
        except CannotAct as reason:
            return Kept(tick.raw, f"{reason.message}: {reason.remedy}" if reason.remedy else reason.message)

    def _chosen(self, tick: Tick) -> tuple[FollowUp, ...]:
        if tick.id in self.follow_ups:
            return (self.follow_ups[tick.id],)
        reasons = self.lines[tick.id].reasons if tick.id in self.lines else self._known(tick.below)
        if tick.mark is not Mark.DONE:
            return reasons
        done_by_it = tuple(one for one in served(reasons, ticks=True) if one.tickable)
        if reasons and not done_by_it:
            raise CannotAct("no single message serves this line", "tick the reasons below it that you have settled")
        return done_by_it

    def _known(self, ids: Iterable[str]) -> tuple[FollowUp, ...]:
        return tuple(self.follow_ups[id_] for id_ in ids if id_ in self.follow_ups)

    def _settling(self, tick: Tick, chosen: tuple[FollowUp, ...]) -> Settling:
        today = self.desk.clock.today
        if tick.mark is Mark.DONE:
            day = tick.day or today
            if day > today:
                raise CannotAct(f"{day} is still to come", "what is done has a past date")
            deeds = tuple(Deed(one, self.desk, day, tick.words) for one in chosen)
            done(deeds)
            return Settling(tick, chosen, deeds)
        if tick.mark is Mark.DISMISSED:
            why = tick.words or NO_REASON
            return Settling(tick, chosen, changes=tuple(dismissed(one, today, why) for one in chosen))
        until = self._until(tick)
        if late := next(filter(None, (too_late(one, until, self.desk) for one in chosen)), ""):
            raise CannotAct(late, BEFORE_A_TALK)
        return Settling(tick, chosen, changes=tuple(snoozed(one, today, until) for one in chosen), until=until)

    def _until(self, tick: Tick) -> date:
        today = self.desk.clock.today
        until = today + timedelta(days=tick.days) if tick.days else tick.day
        if until is None:
            raise CannotAct("until when?", "write a date or a distance at the end of the line: 2026-12-20, +3d, +2w")
        if until <= today:
            raise CannotAct(f"{until} is not in the future", "write a later date, or +3d")
        return until

    def _apart(self, tick: Tick) -> Settling | Kept | None:
        """`[-]` on "same person?" says that they are two."""
        finding = self.twins[tick.id]
        note, other = self.desk.book.note(finding.path), twin_of(finding, self.desk)
        if note is None or other is None:
            return Kept(tick.raw, _GONE)
        if tick.mark is not Mark.DISMISSED:
            return Kept(tick.raw, f'one person? `vaulttool merge-contacts "{other.stem}" "{note.stem}"`; two: `[-]`')
        return Settling(
            tick, changes=(NoteChange(note.path, (AddToList("distinct_from", link_to(other, self.desk)),)),)
        )


def changes_of(settlings: Iterable[Settling]) -> tuple[NoteChange, ...]:
    """The changes of all of them together; one message to a person counts once."""
    every = tuple(settlings)
    deeds = [deed for one in every for deed in one.deeds]
    return (*(change for one in every for change in one.changes), *done(deeds))
