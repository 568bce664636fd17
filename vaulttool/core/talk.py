"""One interview note, read on a day: its status in force, whether it took place, what was prepared. No rules here."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from msgspec import Struct

from vaulttool.core import schema
from vaulttool.core.book import Book
from vaulttool.core.calendar import Clock
from vaulttool.core.model import Item, Note
from vaulttool.core.once import once
from vaulttool.core.settings import Settings
from vaulttool.core.values import as_datetime, as_time

DEFAULT_MINUTES = 20
ENOUGH_QUESTIONS = 15
IN_PERSON = frozenset({"in-person", "coffee", "meal", "site-visit", "event"})
_SIGNS_OF_HELD = (
    "thank_you_sent", "thank_you_specific", "actual_minutes", "rapport", "summary", "referrals", "outcome",
)  # fmt: skip


class Talk(Struct, frozen=True, dict=True):
    """An interview. `day` is None without a date that can be read."""

    note: Note
    clock: Clock

    @once
    def day(self) -> date | None:
        return self.note.day("date")

    @once
    def start(self) -> datetime | None:
        """Local date and time, None when no hour is said."""
        return as_datetime(self.note.text("date")) if self.hour else None

    @once
    def hour(self) -> time | None:
        return as_time(self.note.text("date"))

    @once
    def end(self) -> datetime | None:
        """When it ends as asked for."""
        return self.start + timedelta(minutes=self.minutes) if self.start and self.start.year < 9999 else None

    @once
    def minutes(self) -> int:
        """How long it takes as asked for; the usual time where the note says none, or none that can be."""
        spec, asked = schema.FIELD_OF["interview"]["minutes"], self.note.number("minutes")
        return asked if asked is not None and spec.low <= asked <= spec.high else DEFAULT_MINUTES

    @once
    def status(self) -> str:
        """The stored status; without one, what date and notes imply."""
        stored = self.note.word("status")
        if stored:
            return stored
        if not self.day:
            return "idea"
        return "done" if self.clock.over(self.day) and self._has_signs_of_held else "scheduled"

    @once
    def _has_signs_of_held(self) -> bool:
        note = self.note
        return note.has_notes or any(map(note.text, _SIGNS_OF_HELD)) or bool(note.of("advice") or note.of("insight"))

    @once
    def is_held(self) -> bool:
        """It took place: said to be done, on a day that has come."""
        return self.status in ("done", "closed") and self.day is not None and self.clock.reached(self.day)

    @once
    def is_planned(self) -> bool:
        """It is to take place, today or later."""
        return self.status in ("scheduled", "confirmed") and self.day is not None and not self.clock.over(self.day)

    @once
    def is_unsettled(self) -> bool:
        """Its day is past and nobody has said what happened."""
        return self.status in ("scheduled", "confirmed") and self.day is not None and self.clock.over(self.day)

    @once
    def is_in_person(self) -> bool:
        return self.note.word("format") in IN_PERSON

    def thank_you_form(self, settings: Settings) -> str:
        """The form of the thanks: as written, else by the setting."""
        return self.note.word("thank_you_form") or ("email" if settings.thank_you == "fast" else "handwritten")

    @once
    def open_promises(self) -> tuple[Item, ...]:
        """My promises that are neither kept nor released."""
        return tuple(item for item in self.note.of("promise") if item.word == "me" and is_open(item))

    @once
    def questions(self) -> tuple[Item, ...]:
        """Questions still meant to be asked or asked already; skipped ones are left out."""
        return tuple([item for item in self.note.of("question") if item.box != "-"])

    @once
    def missing_categories(self) -> tuple[str, ...]:
        """Required categories without a question."""
        covered = {item.keys.get("cat", "") for item in self.questions}
        return tuple(cat for cat in schema.REQUIRED_CATEGORIES if cat not in covered)

    def missing_steps(self, *steps: str) -> tuple[str, ...]:
        """Those of the steps that are not ticked (or struck) yet."""
        done = {item.block for item in self.note.of("step") if item.box in ("x", "-")}
        return tuple(step for step in steps if step not in done)

    @once
    def ready_steps(self) -> tuple[str, ...]:
        """The steps of the day before that this format needs."""
        if self.is_in_person:
            return ("dress", "route", "brief")
        return ("brief",) if self.note.word("format") in ("phone", "email") else ("dress", "brief")

    @once
    def has_notes(self) -> bool:
        """Whether anything was written down: words, answers, insights, advice, a summary."""
        note = self.note
        if note.has_notes or note.text("summary") or note.of("advice") or note.of("insight"):
            return True
        return any(item.box == "x" or item.answer for item in note.of("question"))


def met_in(talk: Talk, book: Book) -> tuple[Note, ...]:
    """The contacts met in an interview, as far as they have a note."""
    notes = [book.resolve_one(link.target) for link in talk.note.linked("contact")]
    return tuple([note for note in notes if note and note.kind == "contact"])


def is_open(item: Item) -> bool:
    """Whether a promise or a piece of advice still waits: not ticked, not struck, not released, not dropped."""
    return item.box not in ("x", "-") and not ({"done", "released", "dropped"} & item.keys.keys())
