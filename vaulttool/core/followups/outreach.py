"""Rules from the decision for a person to a date for the talk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaulttool.core.calendar import ONE_DAY
from vaulttool.core.desk import Desk
from vaulttool.core.dossier import STOPPED, Dossier
from vaulttool.core.followups.rule import Due, Rule
from vaulttool.core.model import Note
from vaulttool.core.privacy import SOMEBODY, public_name
from vaulttool.core.touches import Touch
from vaulttool.core.values import fold


def make_contact(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You decided on this person and have not written yet.

    Due 3 business days after `decided_on`; at once when that date is missing. Cleared by a first message, by one of
    theirs since, or by asking for an introduction. A `second-contact` takes its place while a colleague of theirs is
    silent.
    """
    decided = d.person.day("decided_on")
    if not (d.status == "targeted" or _has_left_route(d)) or d.attempts or d.expected:
        return
    if _last_word_is_theirs(d) or (decided and d.replied and d.replied >= decided) or _is_second(d, desk):
        return
    due = desk.calendar.business_day(decided, rule.days_in(desk)) if decided else desk.today()
    since = f", decided on {decided}" if decided else ""
    why = d.person.text("curious_about")
    yield Due(
        d.person, due, decided or date.min, f"write to them for the first time{since}",
        d.person.path, d.person.line_of("decided_on" if decided else "status"),
        detail=f"why them: {why}" if why else "", draft=_OUTREACH_DRAFT.get(d.person.word("approach"), ""),
    )  # fmt: skip


def _has_left_route(d: Dossier) -> bool:
    """Whether an introduction was asked for and another approach chosen since, with nothing sent yet."""
    approach = d.person.word("approach")
    return d.status == "intro-asked" and approach not in ("", "introduction") and not d.person.day("introduced_on")


_OUTREACH_DRAFT = {
    "reintroduce": "outreach-reintroduce",
    "introduction": "ask-introduction",
    "article": "outreach-article",
}


def nudge_introducer(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You asked somebody for an introduction and it has not come.

    Due 5 business days after `intro_asked_on`, once. Cleared by `introduced_on`, by a message to the introducer
    (`for:: intro`), or by writing to the person yourself. It stands under the introducer.
    """
    asked = _waits_for_introduction(d)
    introducer = d.linked_person("intro_via")
    if asked is None or (introducer and desk.dossier(introducer).sent_since(asked + ONE_DAY, "intro")):
        return
    via = introducer.name if introducer else via_words(d) or _THE_ONE_ASKED
    yield Due(
        introducer or d.person, desk.calendar.business_day(asked, rule.days_in(desk)), asked,
        f"ask once more about the introduction to {d.name}, asked on {asked}" if introducer
        else f"remind {via} of the introduction, asked on {asked}",
        d.person.path, d.person.line_of("intro_asked_on"), about=d.person,
    )  # fmt: skip


def other_route(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """The introduction has not come, nudge and all: try another way.

    Due 5 business days after the nudge (or after the day it was due). Cleared by another `approach`, by a first
    message, or by the introduction after all.
    """
    asked = _waits_for_introduction(d)
    if asked is None:
        return
    introducer = d.linked_person("intro_via")
    nudged = _first_nudge(desk.dossier(introducer), asked) if introducer else None
    from_day = nudged or desk.calendar.business_day(asked, 5)
    yield Due(
        d.person, desk.calendar.business_day(from_day, rule.days_in(desk)), asked,
        f"try another way: no introduction by {via_words(d) or _THE_ONE_ASKED} since {asked}",
        d.person.path, d.person.line_of("intro_asked_on"),
    )  # fmt: skip


def write_after_introduction(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Somebody introduced you: write while it is fresh.

    Due 1 business day after `introduced_on`. Cleared by a message of yours, or by a talk.
    """
    introduced = d.person.day("introduced_on")
    if not introduced or not desk.clock.reached(introduced) or d.sent_since(introduced) or d.expected:
        return
    if d.status in STOPPED:
        return
    by = d.linked_person("introduced_by") or d.linked_person("intro_via")
    yield Due(
        d.person, desk.calendar.business_day(introduced, rule.days_in(desk)), introduced,
        f"write to them: introduced{f' by {public_name(by)}' if by else ''} on {introduced}",
        d.person.path, d.person.line_of("introduced_on"), draft="outreach-direct",
    )  # fmt: skip


def second_contact(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """A colleague at the same target organisation has not answered: write to this person as well.

    Due 3 business days after the first message to the colleague. Cleared when the colleague answers, or when you write
    to this person. It stands under the second person, in place of `make-contact`; one second person at a time.
    """
    first = _silent_colleague(d, desk)
    if first is None or not _is_next_in_line(d, desk):
        return
    sent = first.open_attempts[0]
    yield Due(
        d.person, desk.calendar.business_day(sent, rule.days_in(desk)), sent,
        f"write to them too: no answer from {first.name} at {d.org_name} since {sent}",
        first.person.path, first.person.line_of("contacted_on"), about=first.person,
        draft=_OUTREACH_DRAFT.get(d.person.word("approach"), ""),
    )  # fmt: skip


def follow_up(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You wrote and had no answer: write once more, kindly, in the same thread.

    Due 7 business days after the message, once; more often with a larger `max_attempts`. Cleared by an answer or by the
    next message.
    """
    if not 1 <= len(d.open_attempts) < desk.settings.max_attempts or _is_settled(d):
        return
    sent = d.open_attempts[-1]
    days, once = rule.days_in(desk), "once" if len(d.open_attempts) == 1 else "once more"
    yield Due(
        d.person, desk.calendar.business_day(sent, days), sent,
        f"follow up {once}, {days} business days after your note of {sent}",
        d.person.path, _line_of_day(d, sent),
    )  # fmt: skip


def let_go(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Two messages and no answer: let it go, without hard feelings.

    Due 7 business days after the second message. Cleared by `status: no-response` (a tick writes it), or by an answer.
    """
    if len(d.open_attempts) < desk.settings.max_attempts or _is_settled(d):
        return
    last = d.open_attempts[-1]
    yield Due(
        d.person, desk.calendar.business_day(last, rule.days_in(desk)), last,
        f"let it go for now: {len(d.open_attempts)} notes, the last on {last}, no answer",
        d.person.path, _line_of_day(d, last),
    )  # fmt: skip


def answer(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """The latest word is theirs: answer it.

    Due 1 business day after their message. Cleared by a message of yours on that day or later, or by a talk.
    """
    theirs = _last_word_is_theirs(d)
    if d.is_stranger or d.expected or not theirs or d.status in STOPPED:
        return
    last_day = theirs[-1].day
    words = f": {theirs[-1].text}" if theirs[-1].text else ""
    yield Due(
        d.person, desk.calendar.business_day(last_day, rule.days_in(desk)), last_day,
        f"answer their message of {last_day}{words}", theirs[-1].path, theirs[-1].line,
    )  # fmt: skip


def _last_word_is_theirs(d: Dossier) -> list[Touch]:
    """Their messages of the last day on which anything was said, none when any of that day was mine or a talk."""
    spoken = [t for t in d.touches if t.way]
    of_last_day = [t for t in spoken if t.day == spoken[-1].day]
    return of_last_day if all(t.way == "in" for t in of_last_day) else []


def offer_times(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """They said yes, you wrote back, and there is still no date: offer times again.

    Due 4 business days after your latest message. Cleared by an interview with a date.
    """
    if d.status != "replied" or d.held or d.expected or d.last_sent is None or d.replied is None:
        return
    if d.last_sent < d.replied or any(t.status == "requested" for t in d.talks if t.day):
        return
    yield Due(
        d.person, desk.calendar.business_day(d.last_sent, rule.days_in(desk)), d.last_sent,
        f"offer times again: they answered on {d.replied}, no date yet", d.person.path, _line_of_day(d, d.last_sent),
    )  # fmt: skip


def _is_settled(d: Dossier) -> bool:
    return d.is_stranger or d.status in STOPPED or d.stored_status == "no-response"


def _waits_for_introduction(d: Dossier) -> date | None:
    asked = d.person.day("intro_asked_on")
    approach = d.person.word("approach")
    if not asked or d.person.day("introduced_on") or approach not in ("", "introduction") or d.status in STOPPED:
        return None
    return None if d.sent_since(asked) or d.expected or d.replied else asked


def _first_nudge(introducer: Dossier, asked: date) -> date | None:
    return min(
        (t.day for t in introducer.touches if t.day > asked and t.purpose == "intro" and t.way == "out"), default=None
    )


def via_words(d: Dossier) -> str:
    """Who was asked for the introduction, in words that everybody may read; `""` for nobody named."""
    links, known = d.person.linked("intro_via"), d.linked_person("intro_via")
    if known and known.flag("private"):
        return SOMEBODY
    return links[0].said if links else ""


def _line_of_day(d: Dossier, day: date) -> int:
    return next((t.line for t in d.touches if t.day == day and t.path == d.person.path), 1)


def _colleagues(d: Dossier, desk: Desk, what: str) -> Iterator[Note]:
    """Other contacts at the person's organisation, when that is a target, who are `approached`, or `targeted`."""
    if d.org and d.org.flag("target"):
        yield from (note for note in desk.book.colleagues(d.org, what) if note.path != d.person.path)


def _silent_colleague(d: Dossier, desk: Desk) -> Dossier | None:
    if d.is_stranger or d.status != "targeted" or d.attempts or d.expected:
        return None
    for note in _colleagues(d, desk, "approached"):
        first = desk.dossier(note)
        if len(first.open_attempts) == 1 and not _is_settled(first):
            return first
    return None


def _is_second(d: Dossier, desk: Desk) -> bool:
    return _silent_colleague(d, desk) is not None and _is_next_in_line(d, desk)


def _is_next_in_line(d: Dossier, desk: Desk) -> bool:
    """Whether nobody else targeted at the organisation goes before: its `contact_order`, then priority, then name."""
    return all(_place(d, d, desk) < _place(other, d, desk) for other in _waiting_colleagues(d, desk))


def _waiting_colleagues(d: Dossier, desk: Desk) -> Iterator[Dossier]:
    for note in _colleagues(d, desk, "targeted"):
        other = desk.dossier(note)
        if other.status == "targeted" and not other.attempts:
            yield other


def _place(of: Dossier, d: Dossier, desk: Desk) -> tuple[int, int, str]:
    order = [fold(link.target) for link in d.org.linked("contact_order")] if d.org else []
    names = {fold(of.person.stem), *map(fold, of.person.aliases)}
    position = next((n for n, name in enumerate(order) if name in names), len(order))
    return position, _PRIORITY.get(fold(of.person.text("priority")), 1), of.person.path


_THE_ONE_ASKED = "the one you asked"
_PRIORITY = {"high": 0, "low": 2}
_ASKED = frozenset({"intro_asked_on"})

RULES = (
    Rule(
        "make-contact", 40, make_contact, "a first message", days=3, draft="outreach-direct",
        statuses=frozenset({"targeted", "intro-asked"}),
    ),
    Rule("nudge-introducer", 55, nudge_introducer, "introduced_on", days=5, needs=_ASKED),
    Rule("other-route", 45, other_route, "another approach, or a first message", days=5, tickable=False, needs=_ASKED),
    Rule(
        "write-after-introduction", 85, write_after_introduction, "a message of yours", days=1,
        needs=frozenset({"introduced_on"}),
    ),
    Rule(
        "second-contact", 60, second_contact, "an answer, or a message to the second person", days=3,
        draft="outreach-direct", statuses=frozenset({"targeted"}),
    ),
    Rule("follow-up", 65, follow_up, "an answer, or a second message", days=7, draft="follow-up"),
    Rule("let-go", 35, let_go, "status: no-response", days=7, outbound=False),
    Rule("answer", 90, answer, "a message of yours", days=1, draft="offer-times", urgent=True),
    Rule(
        "offer-times", 60, offer_times, "an interview with a date", days=4, draft="offer-times",
        statuses=frozenset({"replied"}),
    ),
)  # fmt: skip
