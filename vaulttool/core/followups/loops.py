"""Rules that close loops: promises kept, advice used and told, referrals met and told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaulttool.core.desk import Desk
from vaulttool.core.dossier import STOPPED, Dossier
from vaulttool.core.followups.rule import Due, Rule
from vaulttool.core.model import Item, ItemType, Note
from vaulttool.core.privacy import public_name
from vaulttool.core.talk import is_open
from vaulttool.core.values import as_date


def keep_promise(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You promised something: keep it.

    Due by its `(by:: DATE)`, else 3 business days after it was made. Cleared by its tick, or `(released:: DATE)`.
    """
    for note, item, made in _items(d, "promise"):
        if item.word != "me" or not is_open(item):
            continue
        by = item.key_day("by")
        due = by or (desk.calendar.business_day(made, rule.days_in(desk)) if made else desk.today())
        yield _due(d, note, item, due, made, f"you promised: {item.text}{f', by {by}' if by else ''}")


def their_promise(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """They promised something and it has not come: ask, lightly.

    Due 2 business days after its `(by:: DATE)`, else 10 after it was made. Cleared by its tick, or `(released:: DATE)`.
    """
    for note, item, made in _items(d, "promise"):
        if item.word != "them" or not is_open(item):
            continue
        by = item.key_day("by")
        due = ask_on(by, made, rule, desk)
        if due:
            yield _due(d, note, item, due, made or by, f"ask about what they promised: {item.text}")


def ask_on(by: date | None, made: date | None, rule: Rule, desk: Desk) -> date | None:
    """The day to ask about a promise of theirs, due `by` a day or `made` on one; None when neither is known."""
    since, days = (by, rule.days_in(desk)) if by else (made, 10)
    return desk.calendar.business_day(since, days) if since else None


def try_advice(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """They gave advice that you have not used yet: use it or drop it.

    Due 21 calendar days after it was given. Cleared by `(used:: DATE)` or `(dropped:: DATE)`.
    """
    for note, item, given in _items(d, "advice"):
        if is_open(item) and "used" not in item.keys and given:
            due = desk.calendar.calendar_day(given, rule.days_in(desk))
            yield _due(d, note, item, due, given, f'try their advice: "{item.text}"')


def tell_advice(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You used their advice: tell them what it did. They like to learn how they helped.

    Due 2 business days after `(used:: DATE)`. Cleared by `(told:: DATE)`, or a touch `for:: update` since. The message
    names the effect, so write `(effect:: ...)` first.
    """
    for note, item, given in _items(d, "advice"):
        used = item.key_day("used") or (given if item.box == "x" else None)
        if not used or "told" in item.keys or "dropped" in item.keys or not desk.clock.reached(used):
            continue
        if d.sent_since(used, "update"):
            continue
        effect = item.keys.get("effect", "")
        words = f": {effect}" if effect else " (write what came of it first)"
        due = desk.calendar.business_day(used, rule.days_in(desk))
        yield _due(d, note, item, due, used, f'they said "{item.text}"; you did on {used}{words}')


def meet_referral(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Somebody named this person to you and you have not approached them.

    Due 5 business days after the interview. Cleared by a first message, or by deciding on them (`status: targeted`). It
    stands under the referral; under the one who named them while they have no note.
    """
    yield from _unknown_referrals(d, rule, desk)
    if d.is_stranger or d.status != "identified" or d.touches or d.expected or d.person.day("decided_on"):
        return
    for giver, named in d.referrers:
        day = named or _last_talk(giver, desk)
        if day:
            due = desk.calendar.business_day(day, rule.days_in(desk))
            text = f"decide on them: {public_name(giver)} named them on {day}"
            yield Due(d.person, due, day, text, d.person.path, d.person.line_of("referred_by"), about=d.person)
            return


def _unknown_referrals(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    for talk in d.held:
        for link in talk.note.linked("referrals") if talk.day and d.leads(talk) else ():
            if not desk.book.resolve(link.target) and talk.day:
                name = link.said
                due = desk.calendar.business_day(talk.day, rule.days_in(desk))
                text = f"they named {name} on {talk.day}: make a note for {name} and decide"
                yield Due(d.person, due, talk.day, text, talk.note.path, link.line, mark=name, name=name)


def tell_referrer(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Somebody named a person to you and there is news of it: you met, they declined, or they stayed silent. Tell them.

    Due 2 business days after the event. Cleared by a touch `for:: update` to the one who named them, since the event.
    It stands under the one who named them.
    """
    for giver, named in d.referrers:
        event = event_of(d, desk, named)
        if event and not desk.dossier(giver).sent_since(event[0], "update"):
            day, words = event
            due = desk.calendar.business_day(day, rule.days_in(desk))
            text = f"they named {d.name}; {words}"
            yield Due(giver, due, day, text, d.person.path, d.person.line_of("referred_by"), about=d.person)


def event_of(d: Dossier, desk: Desk, named: date | None) -> tuple[date, str] | None:
    """What became of a referral, and when; None while nothing has. They were `named` on a day, None: nobody knows."""
    met = d.first_held(named)
    if met and met.day:
        return met.day, f"you met on {met.day}"
    if d.status == "declined" and (d.replied or d.last_contact):
        day = d.replied or d.last_contact or date.min
        return day, "they declined"
    if d.status == "no-response" and d.attempts:
        day = desk.calendar.business_day(d.attempts[-1], 7)
        return day, f"no answer since {d.attempts[-1]}"
    return None


def _last_talk(giver: Note, desk: Desk) -> date | None:
    held = desk.dossier(giver).held
    return held[-1].day if held else None


def _items(d: Dossier, kind: ItemType) -> list[tuple[Note, Item, date | None]]:
    """Items of one type in the person's note and in the talks that took place, with the day they were made."""
    if kind not in d.kept:
        d.kept[kind] = _found_items(d, kind)
    items: list[tuple[Note, Item, date | None]] = d.kept[kind]
    return items


def _found_items(d: Dossier, kind: ItemType) -> list[tuple[Note, Item, date | None]]:
    if d.status in _SILENT:
        return []
    mine = () if d.is_stranger else d.person.of(kind)
    found = [(d.person, item, _made(item) or d.last_contact or d.person.day("created")) for item in mine]
    for talk in d.held:
        if d.leads(talk):
            found += [(talk.note, item, _made(item) or talk.day) for item in talk.note.of(kind)]
    return found


def _made(item: Item) -> date | None:
    if item.day or not item.keys:
        return item.day
    return next((day for key in ("given", "made", "on") if (day := as_date(item.keys.get(key, "")))), None)


def _due(d: Dossier, note: Note, item: Item, due: date, cause: date | None, text: str) -> Due:
    return Due(d.person, due, cause or date.min, text, note.path, item.line, mark=f"{note.stem}|{item.text}")


_SILENT = STOPPED - {"declined"}
RULES = (
    Rule(
        "keep-promise", 92, keep_promise, "the tick, or (released:: DATE)", days=3, act=True, urgent=True, quotes=True
    ),
    Rule("their-promise", 38, their_promise, "the tick, or (released:: DATE)", days=2, act=True, quotes=True),
    Rule(
        "try-advice", 30, try_advice, "(used:: DATE) or (dropped:: DATE)",
        days=21, outbound=False, act=True, quotes=True,
    ),
    Rule(
        "tell-advice", 82, tell_advice, "(told:: DATE), or an update touch", days=2, draft="update-advice", quotes=True
    ),
    Rule("meet-referral", 68, meet_referral, "a first message, or status: targeted", days=5, outbound=False),
    Rule("tell-referrer", 84, tell_referrer, "an update touch", days=2, draft="update-referral"),
)  # fmt: skip
