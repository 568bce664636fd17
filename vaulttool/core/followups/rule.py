"""What a follow-up rule is: a row of settings and one function. The rules themselves are in the modules beside this."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.model import Note


class Due(Struct, frozen=True):
    """What a rule finds: something is to be done, from `due` on, because of `cause` at `path:line`.

    `person` is the note of whom I write to, `about` of whom it is about, None when it is the same person. `cause` is
    the day that started this cycle (`date.min` when the notes do not say), `mark` tells several of one rule and day
    apart. `text` reads on after the person's name. `name` is for an `about` that has no note.
    """

    person: Note
    due: date
    cause: date
    text: str
    path: str
    line: int
    about: Note | None = None
    mark: str = ""
    name: str = ""
    cadence: int = 0
    detail: str = ""
    draft: str = ""
    begins: date | None = None
    """From this day on a line that puts it off or dismisses it is about this cycle; None: as `engine` works it out."""


Find = Callable[[Dossier, "Rule", Desk], Iterator[Due]]


class Rule(Struct, frozen=True):
    """One follow-up rule.

    `days` is the default number of days, business or calendar as the rule says, 0 where it has none. `outbound`: it
    is a message, so it falls on a business day and keeps the gap. `urgent`: no snooze of the person, no quiet period
    and no gap holds it up. `kind`: what kind of note it watches. `act`: one message to the person does not settle it;
    it has a box of its own.

    Where these are given, it is asked only about people of these `statuses`, with a talk that was `held`, is `planned`,
    or of `any` state, and whose note has one of these fields or kinds of list lines (`needs`).
    """

    name: str
    weight: int
    find: Find
    clears: str
    days: int = 0
    draft: str = ""
    enabled: bool = True
    tickable: bool = True
    outbound: bool = True
    urgent: bool = False
    act: bool = False
    quotes: bool = False
    """Its text repeats words of the note that it comes from."""
    kind: str = "contact"
    statuses: frozenset[str] = frozenset()
    talks: Literal["", "any", "held", "planned"] = ""
    needs: frozenset[str] = frozenset()

    @property
    def doc(self) -> str:
        """The user's page of this rule."""
        from inspect import cleandoc

        return cleandoc(self.find.__doc__ or "")

    def days_in(self, desk: Desk) -> int:
        """The number of days in force."""
        setting = desk.settings.rules.get(self.name)
        return self.days if setting is None or setting.days is None else setting.days

    def weight_in(self, desk: Desk) -> int:
        """The weight in force."""
        setting = desk.settings.rules.get(self.name)
        return self.weight if setting is None or setting.weight is None else setting.weight

    def fits(self, d: Dossier) -> bool:
        """Whether it may have something to say of somebody of this status, with these talks."""
        if self.statuses and d.status not in self.statuses:
            return False
        return bool({"": True, "any": d.talks, "held": d.held, "planned": d.planned}[self.talks])

    def is_on(self, desk: Desk) -> bool:
        """Whether the settings let it speak."""
        setting = desk.settings.rules.get(self.name)
        if setting and setting.enabled is not None:
            return setting.enabled
        return self.enabled or (self.name == "quick-thanks" and desk.settings.thank_you == "both")
