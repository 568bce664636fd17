"""Rules for what goes back to people: favours, things worth sending, congratulations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vaulttool.core.cadence import keep_in_touch_due
from vaulttool.core.desk import Desk
from vaulttool.core.dossier import STOPPED, Dossier
from vaulttool.core.favours import favours_of, is_open
from vaulttool.core.followups.rule import Due, Rule
from vaulttool.core.model import Item, Note
from vaulttool.core.values import as_birthday, birthday_in, fold

_SHARE_WINDOW = 14


def give_back(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You owe them a favour, or they told you what would help them (`wants`) and nothing has come of it.

    Due by its `(by:: DATE)`, else 30 calendar days after it was noted (for `wants`: after the last contact). Cleared by
    a `gave` line under Favours since; for `wants`, one that shares a word with it.
    """
    if d.is_stranger or d.status in STOPPED - {"declined"}:
        return
    favours = favours_of(d)
    for owed in favours:
        if is_open(owed, favours):
            made = owed.day or d.last_contact
            due = owed.key_day("by") or (desk.calendar.calendar_day(made, rule.days_in(desk)) if made else None)
            if due:
                yield Due(
                    d.person, due, made or due, f"give back: {owed.text}", d.person.path, owed.line, mark=owed.text
                )
    yield from _wanted(d, [f for f in favours if f.word == "gave"], rule, desk)


def _wanted(d: Dossier, gave: list[Item], rule: Rule, desk: Desk) -> Iterator[Due]:
    met = d.held[-1].day if d.held else d.last_contact
    for want in d.person.texts("wants") if met else ():
        if met and not any(_share_a_word(want, g.text) for g in gave):
            due = desk.calendar.calendar_day(met, rule.days_in(desk))
            text = f"something that would help them: {want}"
            yield Due(d.person, due, met, text, d.person.path, d.person.line_of("wants"), mark=want)


def _share_a_word(one: str, other: str) -> bool:
    words = [{word for word in fold(text).replace(",", " ").split() if len(word) > 3} for text in (one, other)]
    return bool(words[0] & words[1]) or fold(one) in fold(other)


def share(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Something on the shelf fits their topics and they have not had it: a reason to be in touch.

    Speaks when a word to them is due within 14 days, so that the two go together. Cleared by naming them in its
    `sent_to`.
    """
    due = keep_in_touch_due(d, desk)
    if due is None or not desk.clock.reached(due - timedelta(days=_SHARE_WINDOW)):
        return
    for shareable in fitting_shareables(d, desk)[:1]:
        why = shareable.text("why")
        text = f'a reason: "{shareable.name}" fits their topics{f": {why}" if why else ""}'
        yield Due(d.person, due, due, text, shareable.path, 1, mark=shareable.stem)


def fitting_shareables(d: Dossier, desk: Desk) -> tuple[Note, ...]:
    """Things worth sending that match a topic of this person and were never sent to them, newest find first."""
    paths = {path for topic in d.person.texts("topics") for path in desk.book.sharing("topic", fold(topic))}
    notes = [note for path in sorted(paths) if (note := desk.book.note(path))]
    unsent = [note for note in notes if not _was_sent(note, d, desk)]
    return tuple(sorted(unsent, key=lambda n: (-(n.day("found_on") or date.min).toordinal(), n.path)))


def _was_sent(shareable: Note, d: Dossier, desk: Desk) -> bool:
    return any(desk.book.resolve(link.target) == (d.person.path,) for link in shareable.linked("sent_to"))


def congratulate(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """There is news of them: a new post, a prize, a child.

    Raised by a log line `- DATE news: ...`, which a repeated import writes too. Due 3 business days after. Cleared by a
    touch `for:: congrats` since. Of people who are only `identified`, never in touch, it is not asked.
    """
    if d.status == "identified" and not d.contact_days:
        return
    for item in d.person.of("news"):
        if item.day and desk.clock.reached(item.day) and not d.sent_since(item.day, "congrats"):
            due = desk.calendar.business_day(item.day, rule.days_in(desk))
            yield Due(
                d.person, due, item.day, f"congratulate them: {item.text}", d.person.path, item.line, mark=item.text
            )


def birthday(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """Their birthday. Off unless turned on.

    Due on the day; it stays for a week. Cleared by a touch that day or later.
    """
    born = as_birthday(d.person.text("birthday")) if not d.is_stranger else None
    if born is None:
        return
    day = _next_birthday(born, desk)
    if not d.sent_since(day):
        yield Due(d.person, day, day, f"their birthday is on {day}", d.person.path, d.person.line_of("birthday"))


def _next_birthday(born: tuple[int, int], desk: Desk) -> date:
    """The birthday of this year, of the last one while its week is not over, or of the next one."""
    this = desk.clock.today.year
    days = [birthday_in(year, *born) for year in (this - 1, this, this + 1) if date.min.year <= year <= date.max.year]
    return next((day for day in days if not desk.clock.over(desk.calendar.calendar_day(day, 7))), days[-1])


def offer(d: Dossier, rule: Rule, desk: Desk) -> Iterator[Due]:
    """You noted what you could do for them (`can_offer`) and never offered it. Off unless turned on.

    Due 30 calendar days after the last talk or contact. Cleared by an `offered` or `gave` line since.
    """
    known = (d.held[-1].day if d.held else d.last_contact) if not d.is_stranger else None
    for thing in d.person.texts("can_offer")[:1] if known else ():
        favours = (f for f in d.person.of("favour") if f.word in ("offered", "gave"))
        if known and not any(f.day and f.day >= known for f in favours):
            due = desk.calendar.calendar_day(known, rule.days_in(desk))
            yield Due(d.person, due, known, f"you could offer: {thing}", d.person.path, d.person.line_of("can_offer"))


RULES = (
    Rule(
        "congratulate", 46, congratulate, "a congrats touch", days=3, draft="congratulate", needs=frozenset({"news"})
    ),
    Rule(
        "birthday", 12, birthday, "a touch", draft="congratulate", enabled=False, needs=frozenset({"birthday"})
    ),
    Rule("share", 34, share, "sent_to", draft="share"),
    Rule(
        "give-back", 52, give_back, "a gave line", days=30, tickable=False, act=True,
        needs=frozenset({"favour", "wants"}),
    ),
    Rule(
        "offer", 14, offer, "an offered line", days=30, draft="share", enabled=False, act=True,
        needs=frozenset({"can_offer"}),
    ),
)  # fmt: skip
