"""One look after another: run `sync`, say what came of it, remember what the next look has to know."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from pathlib import Path

from vaulttool import snapshot
from vaulttool.config import load
from vaulttool.core.settings import Settings
from vaulttool.errors import NotesVanished, VaultToolError
from vaulttool.look import Progress
from vaulttool.sync import Outcome, sync
from vaulttool.vault import scan, stamp_of
from vaulttool.watch.git_state import git_operation
from vaulttool.watch.pulse import BEAT_SECONDS, Pulse
from vaulttool.watch.source import place_of
from vaulttool.watch.told import Told, What

FRESH_SECONDS = 5.0
"""A file that somebody else changed so recently is not written: an editor may still have it open."""
_RETRY_SECONDS = 5.0

Say = Callable[[Told], None]
TodayIn = Callable[[str], date]
"""IANA name of a time zone (`""`: the system's) -> the date there."""


class Ended(Exception):
    """Somebody asks to end while notes are looked at. What was found so far is let go: the next run finds it again."""


class Looking:
    """What is known from the looks so far.

    `trouble` is what keeps it from its work, as told last; `is_waiting`: something is put off for a busy editor;
    `operation` is what git is in the middle of. After each look the pulse knows when the next one is due.
    """

    def __init__(self, vault: Path, today_in: TodayIn, say: Say, pulse: Pulse, progress: Progress | None) -> None:
        self._vault = vault
        self._today_in = today_in
        self._say = say
        self._pulse = pulse
        self._progress = progress
        self._failures = 0
        self._notes = 0
        self._home = place_of(vault)
        self._written: bytes | None = None
        self._is_certain = False
        """Whether the last look went well, so that only what happened since can be unknown."""
        self.settings = Settings()
        self.trouble = ""
        self.operation = ""
        self.is_waiting = False
        self.learn_settings()

    def today(self) -> date:
        """The date in the vault's time zone."""
        return self._today_in(self.settings.timezone)

    def learn_settings(self) -> None:
        """Those of the file; as before while it cannot be read, which `sync` complains of."""
        with suppress(VaultToolError):
            self.settings = load(self._vault)

    def look(self, reason: str, saved: Collection[str] = ()) -> bool:
        """One run of `sync` if the vault is there; whether it brought something new.

        `saved`: the files that were saved since the last look, when nothing else happened. If that one went well, a
        look at their folders will do.
        """
        is_certain, self._is_certain = self._is_certain, False
        if not self.is_there():
            return False
        if self._is_bare():
            self._pause("the vault holds no notes any more: nothing is changed until they are back")
            return False
        self.learn_settings()
        operation, today = git_operation(self._vault), self.today()
        glance = self._glance_at(saved) if saved and is_certain else None
        try:
            outcome = sync(
                self._vault, today, write=not operation, leave_fresh=FRESH_SECONDS, progress=self._progress,
                glance=glance,
            )  # fmt: skip
        except Ended:
            return False
        except NotesVanished as error:
            self._pause(error.message, error.remedy)
        except (VaultToolError, OSError) as error:
            self._fail(error)
        else:
            self._is_certain = True
            self._tell_of_git(operation)
            return self._conclude(outcome, reason, today, everywhere=glance is None)
        return False

    def _glance_at(self, saved: Collection[str]) -> snapshot.Glance | None:
        """A glance where these files are; None when one of them is there no more, or in a folder that is new."""
        vault = os.fspath(self._vault)
        if not all(stamp_of(vault, path) for path in saved):
            return None
        known = snapshot.load(vault, snapshot.file_of(vault))
        return snapshot.but_for(known, snapshot.folders_of(saved)) if known else None

    def is_there(self) -> bool:
        """Whether there is a folder where the vault was; says so when there is none."""
        if place_of(self._vault) is None:
            self._pause("the vault is not there: nothing is changed until it is back")
            return False
        return True

    def is_echo(self) -> bool:
        """Whether the dashboard holds what was written last: then its events are those of our own writing."""
        with suppress(OSError):
            return (self._vault / self.settings.dashboard).read_bytes() == self._written
        return False

    def _is_bare(self) -> bool:
        """Whether another, empty folder has taken the vault's place: it was unmounted, perhaps."""
        is_home = place_of(self._vault) == self._home
        if is_home or not self._notes or (self._vault / self.settings.dashboard).exists():
            return False
        return not scan(self._vault, self.settings).stamps

    def _conclude(self, outcome: Outcome, reason: str, today: date, *, everywhere: bool) -> bool:
        """Remember what was found, say it if it is news, and set the time of the next look."""
        self._notes, self._home = outcome.notes, place_of(self._vault)
        if outcome.dashboard_text:
            self._written = outcome.dashboard_text.encode("utf-8", "surrogateescape")
        if outcome.again_in and not self.is_waiting:
            self._say(Told(What.WAITING, "somebody is writing in the dashboard, or in a ticked note"))
        self.is_waiting = bool(outcome.again_in)
        self._pulse.rest(today, outcome.again_in or None, everywhere=everywhere)
        had_trouble, self.trouble, self._failures = self.trouble, "", 0
        if had_trouble:
            self._say(Told(What.RESUMED))
        is_news = reason == "start" or bool(had_trouble) or _brought_something(outcome)
        if is_news:
            self._say(Told(What.SYNCED, reason=reason, outcome=outcome))
        return is_news

    def _tell_of_git(self, operation: str) -> None:
        """Say it when git begins something in the middle of which nothing is written, and when it is over."""
        if operation and operation != self.operation:
            remedy = "it is written when that is over; `vaulttool sync` writes it now"
            self._say(Told(What.PAUSED, f"git is in the middle of a {operation}: the dashboard is left alone", remedy))
        elif self.operation and not operation:
            self._say(Told(What.RESUMED))
        self.operation = operation

    def _pause(self, message: str, remedy: str = "") -> None:
        """Change nothing until things are better."""
        self._pulse.rest(self.today())
        self._complain(What.PAUSED, message, remedy)

    def _fail(self, error: VaultToolError | OSError) -> None:
        """Say why a run was not possible; try again, after ever longer times."""
        self._pulse.rest(self.today(), min(BEAT_SECONDS, _RETRY_SECONDS * 2**self._failures))
        self._failures += 1
        if isinstance(error, VaultToolError):
            self._complain(What.PROBLEM, error.message, error.remedy)
        else:
            where = f"{error.filename}: " if error.filename else ""
            self._complain(What.PROBLEM, f"{where}{error.strerror or error}")

    def _complain(self, what: What, message: str, remedy: str = "") -> None:
        """Say it once, however often it is met."""
        self.is_waiting = False
        if message != self.trouble:
            self.trouble = message
            self._say(Told(what, message, remedy))


def _brought_something(outcome: Outcome) -> bool:
    return bool(
        outcome.added or outcome.changed or outcome.removed or outcome.ticks_applied or outcome.dashboard == "written"
    )
