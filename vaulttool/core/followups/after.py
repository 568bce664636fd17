"""Rules for the days after a talk: notes, thanks, help, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaulttool.core.desk import Desk
from vaulttool.core.dossier import STOPPED, Dossier
from vaulttool.core.followups.rule import Due, Rule
from vaulttool.core.talk import Talk
from vaulttool.core.values import fold


def write_notes(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A talk took place and its note holds nothing of it: write it down while you remember.

    Due on the day. Cleared by words under any heading, answers, insights, advice or a `summary`.
    """
    for talk, day in _held(d):
        if d.leads(talk) and not talk.has_notes and talk.status != "closed":
            yield _due(d, talk, day, day, f"write down what you heard on {day}")


def thank_you(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A talk took place: thank the person, and name one thing.

    By hand is the default and there is no rush: due 3 business days after the talk; 1 for an email, message or call.
    Each person met is thanked. Cleared by `thank_you_sent`, or a touch `for:: thank-you`.
    A late one is still worth sending.
    """
    for talk, day in _held(d):
        if d.is_thanked(talk):
            continue
        form = talk.thank_you_form(desk.settings)
        by_hand = form == "handwritten"
        due = desk.calendar.business_day(day, rule.days_in(desk) if by_hand else min(1, rule.days_in(desk)))
        specific = talk.note.text("thank_you_specific")
        how = "by hand" if by_hand else f"by {form}"
        name = f'"{specific}"' if specific else f"for the talk on {day}"
        yield _due(d, talk, day, due, f"thank them {how}: {name}", detail=_address_words(d, by_hand), draft="thank-you")


def _address_words(d: Dossier, by_hand: bool) -> str:
    if not by_hand or d.is_stranger:
        return ""
    return "address on file" if d.person.text("address") else "no address on file: an email will do"


def quick_thanks(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A short thank-you at once, before the card arrives. Off unless `thank_you = "both"`.

    Due 1 business day after the talk, when the form is handwritten. Cleared by any thank-you.
    """
    for talk, day in _held(d):
        if not d.is_thanked(talk) and talk.thank_you_form(desk.settings) == "handwritten":
            due = desk.calendar.business_day(day, rule.days_in(desk))
            yield _due(d, talk, day, due, f"send a quick thank-you for {day}; the card follows")


def offer_help(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A talk took place and you did not ask what you could do for them.

    Asked of the latest talk only. Due 1 business day after; it goes well with the thanks. Cleared by the debrief step
    `^offered-help`, or a favour you offered or gave since.
    """
    for talk, day in _held(d)[-1:]:
        if not d.leads(talk) or talk.status == "closed" or not talk.missing_steps("offered-help"):
            continue
        if any(f.word in ("offered", "gave") and f.day and f.day >= day for f in d.person.of("favour")):
            continue
        due = desk.calendar.business_day(day, rule.days_in(desk))
        yield _due(d, talk, day, due, "you did not ask what you could do for them: ask it in the note")


def connect(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You met and are not connected on social media yet. Asked once.

    Due 2 business days after the first talk. Cleared by `connected_on` or `social_declined`.
    """
    if d.is_stranger or not d.held or d.person.day("connected_on") or d.person.flag("social_declined"):
        return
    talk = d.held[0]
    if talk.day:
        due = desk.calendar.business_day(talk.day, rule.days_in(desk))
        yield _due(d, talk, talk.day, due, "connect with them on social media, with a line of your own")


def apologise(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You missed a talk: say sorry.

    Due the same day. Cleared by a message of yours since.
    """
    for talk in d.talks:
        missed = talk.status == "no-show" and talk.note.word("no_show") == "me"
        if missed and talk.day and desk.clock.reached(talk.day) and not d.sent_since(talk.day):
            yield _due(d, talk, talk.day, talk.day, f"say sorry for missing the talk on {talk.day}")


def agreed_date(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A date that you agreed on in the room (`follow_up_on`).

    Due on that day. Cleared by contact on that day or later.
    """
    for talk, day in _held(d):
        agreed = talk.note.day("follow_up_on")
        if agreed and d.leads(talk) and not d.touched_since(agreed):
            why = talk.note.text("follow_up_why")
            text = f"be in touch as agreed on {day}{f': {why}' if why else ''}"
            yield Due(
                d.person, agreed, agreed, text, talk.note.path, talk.note.line_of("follow_up_on"), mark=talk.note.stem,
                begins=day,
            )  # fmt: skip


def thank_introducer(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Somebody introduced you and the talk took place: tell them, and thank them.

    Due 2 business days after the talk. Cleared by contact with the introducer on that day or later. It stands under the
    introducer.
    """
    by = d.linked_person("introduced_by") or (d.linked_person("intro_via") if d.person.day("introduced_on") else None)
    talk = d.first_held(d.person.day("introduced_on"))
    if by is None or talk is None or by.path == d.person.path:
        return
    if talk.day and not desk.dossier(by).touched_since(talk.day):
        due = desk.calendar.business_day(talk.day, rule.days_in(desk))
        text = f"thank them for introducing {d.name}: you talked on {talk.day}"
        yield Due(by, due, talk.day, text, talk.note.path, talk.note.line_of("date"), about=d.person)


def _held(d: Dossier) -> list[tuple[Talk, date]]:
    return [(talk, talk.day) for talk in d.held if talk.day] if d.status not in _SILENT else []


def _due(d: Dossier, talk: Talk, cause: date, due: date, text: str, detail: str = "", draft: str = "") -> Due:
    mark = fold(talk.note.stem)
    return Due(
        d.person, due, cause, text, talk.note.path, talk.note.line_of("date"), mark=mark, detail=detail, draft=draft
    )


_SILENT = STOPPED - {"declined"}
RULES = (
    Rule(
        "write-notes", 95, write_notes, "notes",
        tickable=False, outbound=False, act=True, urgent=True, talks="held",
    ),
    Rule(
        "thank-you", 96, thank_you, "thank_you_sent, or a thank-you touch", days=3, draft="thank-you",
        urgent=True, talks="held",
    ),
    Rule(
        "quick-thanks", 94, quick_thanks, "thank_you_sent, or a thank-you touch", days=1, draft="thank-you",
        enabled=False, urgent=True, talks="held",
    ),
    Rule("offer-help", 50, offer_help, "the debrief step, or an offered favour", days=1, act=True, talks="held"),
    Rule(
        "connect", 45, connect, "connected_on, or social_declined", days=2, draft="connect", act=True, talks="held"
    ),
    Rule("apologise", 100, apologise, "a message of yours", draft="apology-missed", urgent=True, talks="any"),
    Rule("agreed-date", 86, agreed_date, "contact since", draft="check-in", talks="held", quotes=True),
    Rule(
        "thank-introducer", 80, thank_introducer, "contact since", days=2, draft="thank-introducer",
        needs=frozenset({"introduced_by", "introduced_on"}),
    ),
)  # fmt: skip
