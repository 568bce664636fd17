"""Checks of a contact: what its fields say together, and how it goes with what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaulttool.core.case import Case
from vaulttool.core.checks.problem import Problem, Spot, at, quoted, value_spot
from vaulttool.core.checks.rule import Check
from vaulttool.core.dossier import PIPELINE
from vaulttool.core.model import Item
from vaulttool.core.pattern import pattern

_EMAIL = pattern(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\".]+(?:\.[^\s@<>()\[\],;:\".]+)+")
_INSIDE = pattern(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.\w+")
_ORDER = {
    "contact": (
        ("decided_on", "contacted_on"), ("contacted_on", "followed_up_on"), ("contacted_on", "replied_on"),
        ("intro_asked_on", "introduced_on"),
    ),
    "interview": (("requested_on", "confirmed_on"), ("requested_on", "date"), ("confirmed_on", "date"),
                  ("date", "follow_up_on")),
    "campaign": (("start", "end"), ("start", "closed_on")),
}  # fmt: skip
"""Kind -> pairs of fields, the first never later than the second."""

_FACTS_BEAT = (*PIPELINE, "declined")


def email_invalid(case: Case) -> Iterator[Problem]:
    """A mail address that no mail program takes.

    Example: `email: Ana Ruiz <ana@acme.example>`, or `ana@acme`.
    Remedy: the address alone: `email: ana@acme.example`; several are a list.
    """
    field = case.note.fields.get("email")
    for index, text in enumerate(field.values if field else ()):
        if field and text.strip() and not _EMAIL.fullmatch(text.strip()):
            inside = _INSIDE.findall(text)
            literal = inside[0] if len(inside) == 1 else f"[{', '.join(inside)}]" if inside else "name@example.org"
            message = f"`{field.key}` holds {quoted(text)}, which is no mail address"
            yield at(value_spot(field, index), message, f"write the address alone: `{field.key}: {literal}`")


def dates_out_of_order(case: Case) -> Iterator[Problem]:
    """Two dates of which the later should be the earlier.

    Answers count from these dates, so one of them makes a reminder come on the wrong day. Looked at: deciding, writing,
    writing again, their answer; asking for an introduction and getting it; asking for a talk, confirming and holding
    it; the days of a campaign.

    Example: `contacted_on: 2026-11-20` and `followed_up_on: 2026-11-02`.
    Remedy: correct the one that is wrong. Somebody who wrote to you first has `approach: inbound`, and somebody whom
    you approach anew has `retry: true`; their dates may stand either way.
    """
    note = case.note
    pairs = [pair for pair in _ORDER[note.kind] if pair[0] in note.fields and pair[1] in note.fields]
    if not pairs or (note.kind == "contact" and (note.word("approach") == "inbound" or note.flag("retry"))):
        return
    for first, second in pairs:
        early, late = note.day(first), note.day(second)
        if early and late and early > late:
            message = f"`{second}` is {late}, before `{first}`, {early}"
            yield at(value_spot(note.fields[second]), message, "correct the one that is wrong")


def status_behind_facts(case: Case) -> Iterator[Problem]:
    """The `status` says less than the dates, log lines and talks do.

    The facts count, so no answer is wrong; but who reads the note is misled.

    Example: `status: contacted`, and a log line `email in` after your message.
    Remedy: write the status in the hint, or take `status` out: it is worked out. `check --fix` writes it.
    """
    stored = case.note.text("status")
    if not stored:
        return
    d = case.dossier
    if d.stored_status in _FACTS_BEAT and d.status not in (d.stored_status, "do-not-contact"):
        field = case.note.fields["status"]
        hint = f"write `{field.key}: {d.status}`, or leave `{field.key}` out: it is worked out"
        yield at(value_spot(field), f"`{field.key}` is {quoted(stored)}; the facts say {d.status}", hint, fixable=True)


def contacted_against_wish(case: Case) -> Iterator[Problem]:
    """Somebody who is not to be contacted, and a message or a talk that goes against it.

    It is reported when a talk or a message lies ahead, and when you wrote after their last word. One answer within 3
    days is taken for a courtesy, unless it asks again (`for:: outreach`, `for:: follow-up`). Messages of yours before
    their last word are no fault.

    Example: `do_not_contact: true`, and an interview with them next week.
    Remedy: call it off, and write no more. If they agreed since, take `do_not_contact` out.
    """
    note = case.note
    if not (note.flag("do_not_contact") or note.text("status")) or not case.dossier.is_barred:
        return
    d, clock = case.dossier, case.desk.clock
    hint = "call it off; if they agreed since, take `do_not_contact` out"
    for talk in d.planned:
        yield at(_wish(case), f"not to be contacted, and a talk is set for {talk.day} ({talk.note.path})", hint)
    for item in note.of("touch"):
        if item.day and item.way == "out" and not clock.reached(item.day):
            yield at(item, f"not to be contacted, and a message is planned for {item.day}", hint)
    for item, last_word in _written_after(case):
        message = f"not to be contacted, and you wrote on {item.day}, after their last word of {last_word}"
        yield at(item, message, "write no more; if they agreed since, take `do_not_contact` out")


_COURTESY_DAYS = 3


def _written_after(case: Case) -> Iterator[tuple[Item, date]]:
    """Messages of mine after their last word, without a first courtesy."""
    last_word, clock = case.dossier.replied, case.desk.clock
    if last_word is None:
        return
    sent = [(i.day, i) for i in case.note.of("touch") if i.way == "out" and i.day and clock.reached(i.day)]
    later = sorted(((day, item) for day, item in sent if day > last_word), key=lambda pair: pair[0])
    for number, (day, item) in enumerate(later):
        asks_again = item.purpose in ("outreach", "follow-up")
        if number or asks_again or (day - last_word).days > _COURTESY_DAYS:
            yield item, last_word


def _wish(case: Case) -> Spot | None:
    name = "do_not_contact" if case.note.flag("do_not_contact") else "status"
    field = case.note.fields.get(name)
    return value_spot(field) if field else None


def too_many_attempts(case: Case) -> Iterator[Problem]:
    """More messages without an answer than you set out to write (`max_attempts`, 2 unless the settings say otherwise).

    A third message to a silent person costs goodwill and rarely brings an answer.

    Example: three log lines `email out ... (for:: outreach)` or `(for:: follow-up)`, and nothing from them.
    Remedy: `status: no-response`; if they wrote back, log it: `- 2026-12-01 email in: ...`.
    """
    if not case.has_written:
        return
    days, most = case.dossier.open_attempts, case.desk.settings.max_attempts
    if len(days) > most and case.dossier.stored_status != "no-response":
        message = f"{len(days)} messages without an answer, the last on {days[-1]}; the most is {most}"
        yield at(touch_spot(case, days[-1]), message, "write `status: no-response`, or log their answer")


def paused_without_date(case: Case) -> Iterator[Problem]:
    """`status: paused` without a day on which it ends.

    Nothing will ever come up about this person again.

    Example: `status: paused` and no `snooze_until`.
    Remedy: `snooze_until: 2027-03-01`; or `status: archived` when you are done.
    """
    if case.note.word("status") == "paused" and not case.note.text("snooze_until"):
        hint = "write `snooze_until: YYYY-MM-DD`, or `status: archived`"
        yield at(value_spot(case.note.fields["status"]), "paused, without a day on which it ends", hint)


def scheduled_without_talk(case: Case) -> Iterator[Problem]:
    """`status: scheduled`, and no interview note says when.

    Nothing is prepared for it, and nothing will come up about this person.

    Example: `status: scheduled`, and no interview note that names them under `contact`.
    Remedy: `vaulttool new interview "Ana Ruiz" 2026-12-03T10:00`; or take `status` out: it is worked out.
    """
    if case.note.word("status") != "scheduled" or case.dossier.status != "scheduled" or case.dossier.expected:
        return
    hint = f'`vaulttool new interview "{case.note.stem}" DATE` makes its note; or leave `status` out: it is worked out'
    yield at(value_spot(case.note.fields["status"]), "scheduled, and no interview note says when", hint)


def touch_spot(case: Case, day: date) -> Spot:
    """Where this contact's note speaks of that day; its start when it does not."""
    return Spot(next((t.line for t in case.dossier.touches if t.day == day and t.path == case.note.path), 1))


CHECKS = (
    Check("email-invalid", "warning", email_invalid, kinds=("contact",), needs=frozenset({"email"})),
    Check("dates-out-of-order", "warning", dates_out_of_order, kinds=tuple(_ORDER)),
    Check(
        "status-behind-facts",
        "warning",
        status_behind_facts,
        kinds=("contact",),
        fixable=True,
        needs=frozenset({"status"}),
    ),
    Check(
        "contacted-against-wish",
        "error",
        contacted_against_wish,
        kinds=("contact",),
        needs=frozenset({"do_not_contact", "status"}),
    ),
    Check("too-many-attempts", "warning", too_many_attempts, kinds=("contact",)),
    Check("paused-without-date", "warning", paused_without_date, kinds=("contact",), needs=frozenset({"status"})),
    Check("scheduled-without-talk", "warning", scheduled_without_talk, kinds=("contact",), needs=frozenset({"status"})),
)
