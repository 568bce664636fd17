"""Checks of single values: dates, words from a list, numbers, addresses. They look at one field at a time."""

from __future__ import annotations

from collections.abc import Iterator

from vaulttool.core.case import Case
from vaulttool.core.checks.problem import Problem, at
from vaulttool.core.checks.rule import Check
from vaulttool.core.checks.typed import required_missing


def date_not_iso(case: Case) -> Iterator[Problem]:
    """A date that is not written as YYYY-MM-DD.

    It does not count, so what hangs on it is never due. The order of day and month is never guessed: `05/03/2024` stays
    as it is, while `13/11/2023` can only be 2023-11-13.

    Example: `decided_on: 1 Dec 2026`.
    Remedy: `decided_on: 2026-12-01`; with an hour where one belongs: `date: 2026-12-03T10:00`. A date-time may have a
    blank in place of the `T`, seconds, and an offset, which is left off: the day written is the day meant.
    `check --fix` writes dates that can mean one day only.
    """
    return case.found("date-not-iso")


def date_impossible(case: Case) -> Iterator[Problem]:
    """A date that no calendar has.

    It does not count, so what hangs on it is never due.

    Example: `replied_on: 2026-02-30`, or a year such as 0026 or 9999.
    Remedy: correct it.
    """
    return case.found("date-impossible")


def wrong_type(case: Case) -> Iterator[Problem]:
    """A value of another sort than the field takes: a list, a table, words where a number belongs.

    Only the first value of a list is read, and nothing of a table.

    Example: `org: ["[[Acme]]", "[[Marsh Trust]]"]`, or `minutes: half an hour`.
    Remedy: one value: `org: "[[Acme]]"`, with the other in `past_orgs`; `minutes: 30`.
    """
    return case.found("wrong-type")


def value_not_allowed(case: Case) -> Iterator[Problem]:
    """A word that is not among the values of its field, or a number out of its range.

    An error where an answer hangs on it (`status`, `cadence`), a warning elsewhere, a hint when only capitals or blanks
    differ.

    In list lines these are looked at: what a touch is `for`, the `cat` of a question, the rule that is snoozed.

    Example: `status: contactd`, `(for:: outrech)`.
    Remedy: `status: contacted`; the hint names what is allowed. More values of your own go into vaulttool.toml:
    `[fields.contact.source] allowed = ["choir"]`. `check --fix` corrects what is one letter off.
    """
    return case.found("value-not-allowed")


def required_field_missing(case: Case) -> Iterator[Problem]:
    """A field that your vaulttool.toml requires is empty or not there.

    Example: `[fields.contact.languages] required = true`, and a contact without `languages`.
    Remedy: fill it, or take `required` out.
    """
    for name, allowed in required_missing(case.note, case.desk) if case.desk.settings.fields else ():
        values = f", one of {', '.join(allowed)}" if allowed else ""
        message = f"`{name}` is missing, and vaulttool.toml requires it of every {case.note.kind}"
        yield at(case.note.fields.get(name), message, f"write `{name}: ...`{values}")


def date_in_future(case: Case) -> Iterator[Problem]:
    """A fact dated later than today.

    What has not happened does not count as contact, and nothing follows from it until that day.

    Example: `replied_on: 2062-12-01`, two digits exchanged; `(told:: 2062-12-01)`.
    Remedy: correct the date. A plan goes into `next_touch`, or into an interview with a date.
    """
    return case.found("date-in-future")


def url_invalid(case: Case) -> Iterator[Problem]:
    """A web address that no browser opens.

    Example: `linkedin: linkedin.com/in/ana`, or `[her page](https://...)`.
    Remedy: the whole address and nothing else: `linkedin: https://linkedin.com/in/ana`.
    """
    return case.found("url-invalid")


def timezone_unknown(case: Case) -> Iterator[Problem]:
    """A time zone that the IANA table does not have.

    The hour of a talk cannot be shown on their clock.

    Example: `timezone: Londn`, `timezone: EST/New York`.
    Remedy: `timezone: Europe/London`.
    """
    return case.found("timezone-unknown")


CHECKS = (
    Check("date-not-iso", "error", date_not_iso, fixable=True, passing=True),
    Check("date-impossible", "error", date_impossible, passing=True),
    Check("wrong-type", "error", wrong_type, passing=True),
    Check("value-not-allowed", "error", value_not_allowed, fixable=True, passing=True),
    Check("required-field-missing", "warning", required_field_missing),
    Check("date-in-future", "error", date_in_future, passing=True),
    Check("url-invalid", "warning", url_invalid, passing=True),
    Check("timezone-unknown", "error", timezone_unknown, passing=True),
)
