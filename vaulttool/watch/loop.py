"""The watcher itself: wait for a hint or for the time, wait for quiet, look. What a look does is in `looking`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import inf
from pathlib import Path

from vaulttool.intake import prepare
from vaulttool.look import Progress
from vaulttool.vault import scan
from vaulttool.watch.gathering import CEILING_SECONDS, QUIET_SECONDS, Gathered, gather
from vaulttool.watch.git_state import git_operation
from vaulttool.watch.hints import Hints
from vaulttool.watch.looking import Ended, Looking, Say, TodayIn
from vaulttool.watch.memory import give_back
from vaulttool.watch.pulse import Clock, Pulse
from vaulttool.watch.source import Filter, Source
from vaulttool.watch.told import Told, What

TURN_SECONDS = 1.0
_CALM_SECONDS = 60.0
"""Losses that follow each other faster are told once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How to watch: by looking only (`poll`), until so many seconds passed without a change, whom to show progress."""

    poll: bool = False
    until_quiet: float | None = None
    progress: Progress | None = None


def watch(
    vault: Path,
    today_in: TodayIn,
    say: Say,
    manner: Manner,
    *,
    hints: Hints | None = None,
    clock: Clock | None = None,
) -> bool:
    """Run `sync` now, when notes change, on a new day, after sleep and every ten minutes, until a hint says to end.

    A run under way is given up after the note it is at. True when the last run went well. `say` gets one value for each
    thing that happens; what it raises ends the watcher. What cannot be done now is said and tried again, never raised.
    """
    watcher = _Watcher(vault, today_in, say, manner, hints or Hints(), clock or Clock())
    try:
        watcher.begin()
        while watcher.turn():
            pass
    finally:
        watcher.source.close()
    return not watcher.looking.trouble


class _Watcher:
    """One watcher at work, turn by turn."""

    def __init__(self, vault: Path, today_in: TodayIn, say: Say, manner: Manner, hints: Hints, clock: Clock) -> None:
        self.vault = vault
        self.say = say
        self.manner = manner
        self.hints = hints
        self.clock = clock
        self.pulse = Pulse(clock)
        self.looking = Looking(vault, today_in, say, self.pulse, self.go_on)
        self.filter = Filter(self.looking.settings)
        self.source = Source(vault, hints, self.filter, clock, say, poll=manner.poll)
        self.changed_at = clock.monotonic()
        self.lost_at = -inf

    def begin(self) -> None:
        """Listen first, then look, so that nothing falls between."""
        self.source.open()
        self.say(Told(What.WATCHING, "polling" if self.source.is_polling else "events"))
        self.look("start")
        prepare()
        self.changed_at = self.clock.monotonic()

    def go_on(self, doing: str, done: int, total: int) -> None:
        """Called at every note of a run: show how far it is; raise `Ended` once somebody asks to end."""
        is_ending = self.hints.is_ending
        if self.manner.progress:
            self.manner.progress(doing, total if is_ending else done, total)
        if is_ending:
            raise Ended

    def turn(self) -> bool:
        """Wait for a hint or the time, do what follows; False when it is time to end."""
        self.source.check()
        hint = self.hints.next(self.patience())
        found = gather(self.vault, hint, self.hints, self.clock) if hint else None
        if found and found.is_flood and not self.source.is_polling:
            self.sit_out()
        if (found and found.is_end) or self.hints.is_ending:
            return False
        reason = self.reason_in(found) if found else ""
        if not self.looking.is_there():
            self.source.close()
        elif reason := self.reason_of_place() or reason or self.reason_of_time():
            self.look(reason, self.saved_in(found) if found and reason == "change" else ())
        return not self.has_been_quiet()

    def sit_out(self) -> None:
        """Hear nothing until the files stand still, or as long as one waits for quiet; then listen again."""
        self.source.close()
        end = self.clock.monotonic() + CEILING_SECONDS
        before: object = None
        while not self.hints.is_ending and self.clock.monotonic() < end:
            self.hints.drop()
            now = scan(self.vault, self.looking.settings).stamps
            if now == before:
                break
            before = now
            self.hints.next(QUIET_SECONDS)
        self.source.open()

    def patience(self) -> float:
        """Seconds to wait for a hint."""
        limit = self.manner.until_quiet
        quiet_at = inf if limit is None or self.looking.is_waiting else self.changed_at + limit
        quiet_left = quiet_at - self.clock.monotonic()
        return max(0.0, min(TURN_SECONDS, quiet_left, self.pulse.left(), self.source.patience))

    def has_been_quiet(self) -> bool:
        """Whether nothing happened for as long as was asked for, and nothing is put off."""
        limit = self.manner.until_quiet
        is_over = limit is not None and self.clock.monotonic() - self.changed_at >= limit
        return is_over and not self.looking.is_waiting

    def reason_in(self, found: Gathered) -> str:
        """Why these hints are a reason to look; `""` when they only tell of our own dashboard."""
        if found.is_lost:
            self.begin_anew_after_loss()
        elif found.touched == {self.looking.settings.dashboard} and self.looking.is_echo():
            return ""
        self.changed_at = self.clock.monotonic()
        return "lost" if found.is_lost else "change"

    def saved_in(self, found: Gathered) -> Collection[str]:
        """The files that these hints tell of; none when something else may have happened."""
        return () if found.is_flood or not self.source.tells_all else found.touched

    def begin_anew_after_loss(self) -> None:
        """Listen from a fresh start, so that the look that follows misses nothing."""
        before, self.lost_at = self.lost_at, self.clock.monotonic()
        if self.lost_at - before > _CALM_SECONDS:
            self.say(Told(What.LOST, "more happened at once than the system can tell: every file is looked at"))
        self.source.open()

    def reason_of_place(self) -> str:
        """`back` when the vault is another folder than before, or listening had ended; then it is begun anew."""
        if self.source.is_well():
            return ""
        self.source.open()
        return "back"

    def reason_of_time(self) -> str:
        """Why to look without a hint: the pulse says so, or git has ended what it was in the middle of."""
        reason = self.pulse.due(self.looking.today())
        if reason == "beat":
            self.source.renew()
        is_git_done = self.looking.operation and not git_operation(self.vault)
        return reason or ("again" if is_git_done else "")

    def look(self, reason: str, saved: Collection[str] = ()) -> None:
        """Look, and go by the settings as they are then."""
        if self.looking.look(reason, saved):
            self.changed_at = self.clock.monotonic()
        self.filter.learn(self.looking.settings)
        give_back()
