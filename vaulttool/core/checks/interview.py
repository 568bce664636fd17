"""Checks of an interview by itself: its date, its preparation, its notes. Thanks and other interviews are elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaulttool.core.case import Case
from vaulttool.core.checks.job_asking import job_asking
from vaulttool.core.checks.problem import Problem, Spot, at, quoted, value_spot
from vaulttool.core.checks.rule import Check
from vaulttool.core.followups import RULE_OF
from vaulttool.core.model import Item
from vaulttool.core.talk import DEFAULT_MINUTES, ENOUGH_QUESTIONS, IN_PERSON
from vaulttool.core.values import fold
from vaulttool.core.zones import exists, zone

TO_COME = frozenset({"scheduled", "confirmed"})
_OVER = frozenset({"done", "closed"})
_NEEDS_DATE = TO_COME | _OVER
_WHAT_NOW = "write `status: done`, `moved`, `cancelled` or `no-show`"
_TOLERATED_MINUTES = 5


def done_in_future(case: Case) -> Iterator[Problem]:
    """A talk that is said to be over, on a day that is still to come.

    It counts for nothing until that day, so no thanks come up.

    Example: `status: done` and `date: 2062-12-01T10:00`.
    Remedy: correct the date, or write `status: scheduled`.
    """
    talk = case.talk
    if talk.status in ("done", "closed") and talk.day and not case.desk.clock.reached(talk.day):
        message = f"the talk is {talk.status}, and its date is {talk.day}, in the future"
        yield at(spot_of(case, "date"), message, "correct `date`, or write `status: scheduled`")


def date_missing(case: Case) -> Iterator[Problem]:
    """A talk that is set or over, without a date.

    It stands on no list, and neither preparation nor thanks come up.

    Example: `status: scheduled` and an empty `date:`.
    Remedy: `date: 2026-12-03T10:00`; while there is none, `status: requested`.
    """
    if not case.note.text("date") and case.talk.status in _NEEDS_DATE:
        message = f"the talk is {case.talk.status}, and `date` is missing"
        yield at(spot_of(case, "date", "status"), message, "write `date: YYYY-MM-DDTHH:MM`")


def still_scheduled(case: Case) -> Iterator[Problem]:
    """The day of a talk is over, and its note still says that it is to come.

    Until you say what happened, it does not count as contact and no thanks come up.

    Example: `status: scheduled` the day after.
    Remedy: `status: done`; or `moved`, `cancelled`, `no-show`.
    """
    if case.talk.is_unsettled:
        message = f"the talk was on {case.talk.day}, and nothing says what happened"
        yield at(spot_of(case, "status", "date"), message, _WHAT_NOW)


def nonexistent_time(case: Case) -> Iterator[Problem]:
    """An hour that the clock skips: the night when summer time begins in your `timezone`.

    Example: `date: 2026-03-29T02:30` with `timezone = "Europe/Berlin"`.
    Remedy: correct the hour. `date` is your local time, not theirs.
    """
    mine = case.desk.settings.timezone
    start = case.talk.start if mine else None
    where = zone(mine) if start else None
    if start and where and not exists(start, where):
        message = f"{start:%H:%M} does not exist on {start:%Y-%m-%d} in {mine}: the clocks go forward"
        yield at(spot_of(case, "date"), message, "correct the hour: it is your local time")


def timezone_missing(case: Case) -> Iterator[Problem]:
    """A talk from afar, and no time zone for the one you talk to.

    Their hour cannot be shown, neither in the brief nor in the confirmation.

    Example: `format: video` at 10:00, and no `timezone` in the interview or the contact.
    Remedy: `timezone: America/Halifax` in the contact, once and for all.
    """
    talk, note = case.talk, case.note
    if not talk.is_planned or talk.hour is None or note.word("format") in IN_PERSON | {""}:
        return
    if not note.text("timezone") and not any(person.text("timezone") for person in case.people):
        message = f"a talk by {note.text('format')}, and no `timezone` of theirs"
        yield at(spot_of(case, "date"), message, "write `timezone: Area/City` in their note, or here")


def no_purpose(case: Case) -> Iterator[Problem]:
    """A talk without a purpose.

    Questions are picked by it, and insights sorted.

    Example: `purpose: []`.
    Remedy: one or more of career-path, industry, organisation, job: `purpose: [job, organisation]`.
    """
    if not case.note.texts("purpose") and (case.talk.is_planned or case.talk.is_held):
        hint = "write `purpose: [job]`; also career-path, industry, organisation"
        yield at(spot_of(case, "purpose", "date"), "no `purpose`: what do you want to learn?", hint)


def thin_questions(case: Case) -> Iterator[Problem]:
    """A talk is near, and there are fewer than 15 questions.

    You lead the talk; five to eight starred ones get asked, the rest carry you when it takes a turn. Said from the day
    on which the follow-up `questions` is due, 2 business days before.

    Example: a talk tomorrow, and four lines under Questions.
    Remedy: `vaulttool questions --for NAME` picks from the bank.
    """
    count = len(case.talk.questions)
    if count < ENOUGH_QUESTIONS and _is_near(case):
        message = f"{count} of {ENOUGH_QUESTIONS} questions for the talk on {case.talk.day}"
        hint = "add some under Questions; `vaulttool questions --for NAME` picks from the bank"
        yield at(_questions(case), message, hint)


def categories_missing(case: Case) -> Iterator[Problem]:
    """A talk is near, and no question stands for one of the things you want to know in any case.

    These are how they got there (`path`), what it is like (`culture`), who works there (`people`), who leads
    (`supervisors`), and what beginners are expected to do (`entry-level`). Said from the day on which the follow-up
    `questions` is due.

    Example: no question with `(cat:: entry-level)`.
    Remedy: `- [ ] What should someone be able to do by the end of month three? (cat:: entry-level)`.
    """
    missing = case.talk.missing_categories
    if missing and _is_near(case):
        hint = f"add a question with `(cat:: {missing[0]})`"
        yield at(_questions(case), f"no question on {', '.join(missing)}", hint)


def no_homework_question(case: Case) -> Iterator[Problem]:
    """No question shows that you have read up on them.

    One that only this person can answer tells them that the time is well spent. Said once there are questions.

    Example: fifteen questions from the bank, and none with `(from:: research)`.
    Remedy: `- [ ] * Your crew plan starts in March. What comes before? (cat:: job) (from:: research)`.
    """
    talk = case.talk
    if talk.is_planned and talk.questions and not any(_is_homework(item) for item in talk.questions):
        yield at(_questions(case), "no question is built on research", "mark the one that is: `(from:: research)`")


def no_notes(case: Case) -> Iterator[Problem]:
    """A talk took place, and its note holds nothing of it.

    After two days half of it is gone.

    Example: `status: done`, and only ticked steps below.
    Remedy: a few words under Notes, answers below the questions, or a `summary`.
    """
    talk = case.talk
    if talk.status == "done" and talk.is_held and not talk.has_notes:
        yield at(None, f"nothing is written down of the talk on {talk.day}", "write under Notes, or fill `summary`")


def over_time(case: Case) -> Iterator[Problem]:
    """The talk took longer than you asked for, by more than 5 minutes.

    They gave more than you asked: worth a word in the thanks, and more minutes in the next request.

    Example: `minutes: 20` and `actual_minutes: 45`.
    Remedy: none is needed; ask for what you will use.
    """
    asked, used = case.note.number("minutes") or DEFAULT_MINUTES, case.note.number("actual_minutes")
    if used is not None and used > asked + _TOLERATED_MINUTES:
        message = f"asked for {asked} minutes, used {used}"
        yield at(spot_of(case, "actual_minutes"), message, "thank them for the time; ask for more the next time")


def cv_unasked(case: Case) -> Iterator[Problem]:
    """You showed your CV without being asked for it.

    It turns a talk about their work into an application.

    Example: `cv_shared: unasked`.
    Remedy: let it rest, and ask for nothing in the thanks. Next time bring it and leave it in the bag.
    """
    if fold(case.note.word("cv_shared")) == "unasked":
        hint = "let it rest, and ask for nothing in the thanks"
        yield at(spot_of(case, "cv_shared"), "your CV was shown unasked", hint)


def asks_for_a_job(case: Case) -> Iterator[Problem]:
    """A question that asks for a job, for your CV to be passed on, or about their pay.

    They said yes to a talk about their work; such a question ends it. If they raise a job, answer honestly and note
    `outcome: [job-lead]`.

    Example: `- [ ] Are you hiring?`
    Remedy: ask how people come to the work: "How did the last good beginner you saw come to your notice?"
    """
    for item in case.talk.questions:
        words = job_asking(item.text)
        if words:
            hint = "ask how people come to this work, or take the question out"
            yield at(item, f"the question asks for a job: {quoted(words)}", hint)


def spot_of(case: Case, *names: str) -> Spot | None:
    """Where the first of these fields that is there stands."""
    field = next((case.note.fields[name] for name in names if name in case.note.fields), None)
    return value_spot(field) if field else None


def _questions(case: Case) -> Spot | None:
    return next((Spot(i.line, i.column) for i in case.talk.questions), spot_of(case, "date"))


def _is_homework(question: Item) -> bool:
    return fold(question.keys.get("from", "")) == "research"


def _is_near(case: Case) -> bool:
    """Whether the day has come from which the questions should stand."""
    day: date | None = case.talk.day
    if not case.talk.is_planned or day is None:
        return False
    days = RULE_OF["questions"].days_in(case.desk)
    return case.desk.clock.reached(case.desk.calendar.business_day(day, -days))


_KIND = ("interview",)
_QUESTIONS = frozenset({"question"})
CHECKS = (
    Check("done-in-future", "error", done_in_future, _KIND, states=_OVER),
    Check("date-missing", "error", date_missing, _KIND, states=_NEEDS_DATE),
    Check("still-scheduled", "warning", still_scheduled, _KIND, needs=frozenset({"date"}), states=TO_COME),
    Check("nonexistent-time", "warning", nonexistent_time, _KIND, needs=frozenset({"date"})),
    Check("timezone-missing", "hint", timezone_missing, _KIND, needs=frozenset({"date"}), states=TO_COME),
    Check("no-purpose", "hint", no_purpose, _KIND, states=_NEEDS_DATE),
    Check("thin-questions", "warning", thin_questions, _KIND, states=TO_COME),
    Check("categories-missing", "warning", categories_missing, _KIND, states=TO_COME),
    Check("no-homework-question", "hint", no_homework_question, _KIND, needs=_QUESTIONS, states=TO_COME),
    Check("no-notes", "warning", no_notes, _KIND, states=frozenset({"done"})),
    Check("over-time", "hint", over_time, _KIND, needs=frozenset({"actual_minutes"})),
    Check("cv-unasked", "warning", cv_unasked, _KIND, needs=frozenset({"cv_shared"})),
    Check("asks-for-a-job", "warning", asks_for_a_job, _KIND, needs=_QUESTIONS),
)
