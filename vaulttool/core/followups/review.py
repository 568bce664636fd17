"""Rules of the long run: what has stood still, what ended, what to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vaulttool.core.cadence import reconnect_due
from vaulttool.core.desk import Desk
from vaulttool.core.dossier import STOPPED, Dossier
from vaulttool.core.followups.loops import event_of, tell_advice
from vaulttool.core.followups.rule import Due, Rule
from vaulttool.core.model import Note
from vaulttool.core.values import fold, iso_week


def try_again(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """They never answered, and you meant to try again later (`retry: true`). Off unless turned on.

    Due 90 calendar days after the last message. Cleared by a message, or by archiving.
    """
    if d.status == "no-response" and d.person.flag("retry") and d.attempts and not d.expected:
        last = d.attempts[-1]
        due = desk.calendar.calendar_day(last, rule.days_in(desk))
        yield Due(d.person, due, last, f"try again: no answer since {last}", d.person.path, d.person.line_of("retry"))


def progress_note(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """They gave you advice or names and have not heard from you how it goes.

    Due 14 calendar days after the talk. Cleared by a touch `for:: update`, by telling them about the advice, or while
    one of those two messages is open already.
    """
    if d.status in STOPPED - {"declined"} or next(tell_advice(d, rule, desk), None) or _has_news_of_referral(d, desk):
        return
    for talk in reversed(d.held):
        advice = [item for item in talk.note.of("advice") if "dropped" not in item.keys]
        if not talk.day or not (advice or talk.note.linked("referrals")):
            continue
        if not d.sent_since(talk.day, "update") and not any("told" in item.keys for item in advice):
            due = desk.calendar.calendar_day(talk.day, rule.days_in(desk))
            text = f"tell them how it goes with what they gave you on {talk.day}"
            yield Due(d.person, due, talk.day, text, talk.note.path, talk.note.line_of("date"))
        return


def _has_news_of_referral(d: Dossier, desk: Desk) -> bool:
    """Whether `tell-referrer` speaks, or has spoken, to this person."""
    for talk in d.held:
        for link in talk.note.linked("referrals"):
            named = desk.book.resolve_one(link.target)
            is_other = named and named.kind == "contact" and named.path != d.person.path
            if named and is_other and event_of(desk.dossier(named), desk, talk.day):
                return True
    return False


def tell_everyone(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Your search has ended: tell the people who helped, and thank them once more.

    Due 5 business days after the campaign's `closed_on`. For those you talked to in it. Cleared by a touch
    `for:: update` since.
    """
    for campaign, closed in _closed_campaigns(d, desk) if d.held and d.status not in STOPPED - {"declined"} else ():
        if not d.sent_since(closed, "update"):
            due = desk.calendar.business_day(closed, rule.days_in(desk))
            outcome = campaign.text("outcome")
            text = f"tell them how it ended{f': {outcome}' if outcome else ''}"
            yield Due(d.person, due, closed, text, campaign.path, campaign.line_of("closed_on"), mark=campaign.stem)


def _closed_campaigns(d: Dossier, desk: Desk) -> Iterator[tuple[Note, date]]:
    """Ended campaigns that this person was part of: by link, or by a talk while one ran."""
    linked = {link.target for note in (d.person, *(t.note for t in d.held)) for link in note.linked("campaign")}
    paths = {path for target in linked for path in desk.book.resolve(target)} or set(
        desk.book.sharing("kind", "campaign")
    )
    for campaign in filter(None, map(desk.book.note, sorted(paths))):
        closed = campaign.day("closed_on")
        start = campaign.day("start") or date.min
        if closed and desk.clock.reached(closed) and any(t.day and start <= t.day <= closed for t in d.held):
            yield campaign, closed


def reconnect(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You have not been in touch for a year: a word to pick the thread up, or archive them.

    Due 365 calendar days after the last contact; from then on it takes the place of `keep-in-touch`. Cleared by any
    contact, or by archiving.
    """
    due, last = reconnect_due(d, rule.days_in(desk), desk), d.last_contact
    if due and last and desk.clock.reached(due):
        text = f"pick the thread up: last in touch {last}"
        yield Due(d.person, due, last, text, d.person.path, 1, cadence=365)


def name_mentor(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """This may be a mentor: rapport of 4 or more twice, or they offered. Off unless turned on.

    Due 7 calendar days after the latest talk. Cleared by setting `relationship`.
    """
    if d.is_stranger or d.person.word("relationship") in ("mentor", "supporter", "peer") or not d.held:
        return
    warm = [t for t in d.held if (t.note.number("rapport") or 0) >= 4]
    offered = [t for t in d.held if "mentor-offer" in t.note.texts("outcome")]
    latest = d.held[-1].day
    if latest and (len(warm) >= 2 or offered):
        why = "they offered" if offered else f"{len(warm)} talks went very well"
        due = desk.calendar.calendar_day(latest, rule.days_in(desk))
        yield Due(d.person, due, latest, f"a mentor? {why}: set relationship", d.person.path, 1)


def stalled(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Nothing has moved: targeted or replied for 10 business days. Off unless turned on.

    Due then. Cleared by another status.
    """
    since = {"targeted": d.person.day("decided_on"), "replied": d.replied}.get(d.status)
    if since and not d.expected:
        due = desk.calendar.business_day(since, rule.days_in(desk))
        yield Due(d.person, due, since, f"{d.status} since {since}: move it on, or let it be", d.person.path, 1)


def org_dead_end(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Everybody you tried at a target organisation is silent: find another person, or close it. Off unless turned on.

    Due at once. Cleared by a new targeted contact, or `status: closed`.
    """
    if not d.person.flag("target") or fold(d.person.text("status")) == "closed":
        return
    contacts = [desk.dossier(n) for n in desk.book.linking(d.person, "org") if n.kind == "contact"]
    days = [c.attempts[-1] for c in contacts if c.attempts]
    if days and all(c.status in ("no-response", "declined", "archived", "do-not-contact") for c in contacts):
        due = desk.calendar.business_day(max(days), 7)
        text = f"all {len(contacts)} people you know there are silent: find another one, or close it"
        yield Due(d.person, due, max(days), text, d.person.path, d.person.line_of("target"))


def pace(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Fewer first messages this week than the campaign means to send (`weekly_outreach`). Off unless turned on.

    Due on Friday. Cleared when the week is over, or the number reached.
    """
    goal, today = d.person.number("weekly_outreach"), desk.clock.today
    if not goal or d.person.day("closed_on") or not desk.clock.reached(d.person.day("start") or date.min):
        return
    monday = today - timedelta(days=today.weekday())
    desk.clock.reached(monday)
    desk.clock.reached(monday + timedelta(days=7))
    sent = len(desk.book.sharing("outreach-week", iso_week(today)))
    if sent < goal:
        friday = monday + timedelta(days=4)
        text = f"{sent} of {goal} first messages this week"
        yield Due(d.person, friday, monday, text, d.person.path, d.person.line_of("weekly_outreach"))


def verify(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Their data has not been looked at for a year. Off unless turned on.

    Due 365 calendar days after `verified_on` (or `created`). Cleared by `verified_on`.
    """
    seen = d.person.day("verified_on") or d.person.day("created")
    if seen and not d.is_stranger:
        due = desk.calendar.calendar_day(seen, rule.days_in(desk))
        yield Due(
            d.person, due, seen, f"check their data, last seen {seen}", d.person.path, d.person.line_of("verified_on")
        )


RULES = (
    Rule("try-again", 10, try_again, "a message, or archiving", days=90, draft="follow-up", enabled=False),
    Rule("progress-note", 48, progress_note, "an update touch", days=14, draft="update-advice", talks="held"),
    Rule("tell-everyone", 78, tell_everyone, "an update touch", days=5, draft="campaign-closed", talks="held"),
    Rule(
        "reconnect", 15, reconnect, "contact, or archiving", days=365, draft="reconnect",
        statuses=frozenset({"replied", "met", "nurturing"}),
    ),
    Rule(
        "name-mentor", 20, name_mentor, "relationship set", days=7,
        enabled=False, tickable=False, outbound=False, act=True,
    ),
    Rule("stalled", 22, stalled, "another status", days=10, enabled=False, tickable=False, outbound=False, act=True),
    Rule(
        "org-dead-end", 18, org_dead_end, "a new contact, or status: closed",
        enabled=False, tickable=False, outbound=False, kind="org",
    ),
    Rule("pace", 16, pace, "the week over", enabled=False, tickable=False, outbound=False, kind="campaign"),
    Rule("verify", 5, verify, "verified_on", days=365, enabled=False, outbound=False, act=True),
)  # fmt: skip
