"""Cards of people, organisations and other notes -> rows for a terminal. No decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from types import MappingProxyType

from vaulttool.core.cards import FITS, Answer, Colleague, OpenItem, OrgCard, PersonCard, TalkLine
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.dashboard.words import count, due_words, listing
from vaulttool.core.escape import terminal
from vaulttool.core.favours import Balance
from vaulttool.core.model import Note
from vaulttool.core.roster import Who
from vaulttool.report.layout import Row, heading

_REACH = ("email", "phone", "linkedin", "links", "address")
_ABOUT = ("location", "timezone", "topics", "schools", "groups", "past_orgs", "wants", "can_offer", "birthday")
_ORG_ABOUT = ("industry", "size", "locations", "website", "researched_on")
_FIT = MappingProxyType({name: name.removeprefix("fit_") for name in FITS})


def person_rows(card: PersonCard, today: date) -> Iterator[Row]:
    """All of a contact, what to do first."""
    note = card.note
    yield from _head(note, [note.text("role"), card.org_name])
    yield _line(_status(card))
    if note.flag("do_not_contact") or card.status == "do-not-contact":
        yield Row((("Not to be contacted.", "red"),))
    yield from _said("Why them", note.text("curious_about"))
    yield from _said("Reach", " · ".join(value for name in _REACH for value in note.texts(name)))
    yield from _fields(note, _ABOUT)
    yield from _to_do(card.follow_ups, today, note.path)
    yield from _part("Open between you", map(_open_item, card.open_items))
    yield from _part("Talks", map(_talk, card.talks))
    yield from _part("Open questions", (f"{q.text} ({q.state}, {q.path}:{q.line})" for q in card.questions))
    yield from _part("Names", _names(card))
    if not card.balance.is_empty:
        yield from _part("Favours", _favours(card.balance))


def org_rows(card: OrgCard, today: date) -> Iterator[Row]:
    """All of an organisation."""
    note = card.note
    yield from _head(note, [note.text("status")])
    if note.flag("target"):
        marks = (f"{name} {note.text(name) or 'not said'}" for name in ("motivation", "posting"))
        yield _line(" · ".join(["target", *marks, f"advocacy {card.advocacy}"]))
    yield from _fields(note, _ORG_ABOUT)
    yield from _to_do(card.follow_ups, today, "")
    yield from _part("People", map(_colleague, card.people))
    yield from _part("What beginners are expected to do", _answers(card.answers, "entry-level"))
    yield from _part("What it is like there", _answers(card.answers, "culture"))
    fits = (f"{_FIT[name]} {average:g} of 5 ({count(number, 'talk')})" for name, average, number in card.fits)
    yield from _part("Fit", fits)
    yield from _part("Talks", map(_talk, card.talks))


def note_rows(note: Note) -> Iterator[Row]:
    """Any other note: its fields and its items."""
    yield from _head(note, [note.kind])
    yield from _fields(note, [name for name in note.fields if name not in ("type", "name", "aliases")])
    items = (f"{item.text}{f' -> {item.answer}' if item.answer else ''}" for item in note.items if item.text)
    yield from _part("Items", items)


def _head(note: Note, parts: Iterable[str]) -> Iterator[Row]:
    pronouns = f" ({terminal(note.text('pronouns'))})" if note.text("pronouns") else ""
    rest = ", ".join(terminal(part) for part in parts if part)
    yield Row(((terminal(note.name), "bold"), (f"{pronouns}{f' · {rest}' if rest else ''}", "")))
    yield Row(((terminal(note.path), "dim"),))


def _status(card: PersonCard) -> str:
    stored = card.note.text("status")
    parts = [card.status + (f" (the note says {stored})" if stored and stored != card.status else "")]
    parts += [card.note.text("relationship")] if card.note.text("relationship") else []
    if card.last_contact:
        words = f", {card.last.channel} {card.last.way}: {card.last.text}" if card.last and card.last.text else ""
        parts.append(f"last contact {card.last_contact}{words}")
    parts += [f"written to {count(len(card.attempts), 'time')}, first {card.attempts[0]}"] if card.attempts else []
    return " · ".join([*parts, *([f"next word due {card.next_due}"] if card.next_due else [])])


def _to_do(follow_ups: Iterable[FollowUp], today: date, person: str) -> Iterator[Row]:
    found = list(follow_ups)
    if found:
        yield from (Row(), heading("To do"))
    for f in found:
        who = f"{f.person_name}: " if f.person != person else ""
        text = (f"{terminal(who)}{terminal(f.text)} · ", "")
        late = "red" if f.due < today else ""
        yield Row((text, (due_words(f.due, today), late)), f.id, hang=True)


def _open_item(item: OpenItem) -> str:
    return f"{item.what}: {item.text}{f', by {item.by}' if item.by else ''} ({item.path}:{item.line})"


def _talk(talk: TalkLine) -> str:
    day = str(talk.day) if talk.day else "no date"
    people = listing([who.name for who in talk.people])
    minutes = f"{talk.actual_minutes} of {talk.minutes} minutes" if talk.actual_minutes and talk.minutes else ""
    fits = ", ".join(f"{_FIT[name]} {mark}" for name, mark in talk.fits)
    return " · ".join(part for part in (f"{day} {talk.status}", people, talk.summary, minutes, fits, talk.path) if part)


def _names(card: PersonCard) -> Iterator[str]:
    for giver, day in card.named_by:
        yield f"named by {giver.name}{f' on {day}' if day else ''}"
    if card.named:
        yield f"named {listing([_name(who) for who in card.named])}"


def _name(who: Who) -> str:
    return who.name if who.path else f"{who.name} (no note yet)"


def _favours(balance: Balance) -> Iterator[str]:
    yield balance_words(balance)
    yield from (f"you owe: {favour.text} ({favour.path}:{favour.line})" for favour in balance.owed)


def balance_words(balance: Balance) -> str:
    """`gave 2, got 3: 1 more from them · beside that they gave 1 talk`."""
    gave, got = balance.count("gave"), balance.count("got")
    if not gave and not got:
        return " · ".join(["no favours noted", *_beside(balance)])
    more = f"{abs(balance.total)} more from {'you' if balance.total > 0 else 'them'}" if balance.total else "even"
    return " · ".join([f"gave {gave}, got {got}: {more}", *_beside(balance)])


def _beside(balance: Balance) -> Iterator[str]:
    help = balance.help
    given = [
        count(number, word, plural)
        for number, word, plural in (
            (help.talks, "talk", ""), (help.advice, "piece of advice", "pieces of advice"), (help.names, "name", ""),
            (help.introductions, "introduction", ""),
        )
        if number
    ]  # fmt: skip
    if given:
        yield f"beside that they gave {listing(given)}"
    if help.kept:
        yield f"you kept {count(help.kept, 'promise')}"
    for verb, words in (("asked", "asked of them"), ("offered", "offered by you")):
        if balance.count(verb):
            yield f"{words}: {balance.count(verb)}"


def _colleague(one: Colleague) -> str:
    last = f"last contact {one.last_contact}" if one.last_contact else ""
    before = "" if one.is_there else "before"
    return " · ".join(part for part in (one.who.name, one.role, before, one.status, last) if part)


def _answers(answers: Iterable[Answer], cat: str) -> Iterator[str]:
    for a in answers:
        if a.cat == cat:
            when = f", {a.day}" if a.day else ""
            yield f"{a.answer} ({a.who.name}{when}, to: {a.question})"


def _fields(note: Note, names: Iterable[str]) -> Iterator[Row]:
    for name in names:
        links = note.linked(name)
        values = [link.said for link in links] or list(note.texts(name))
        yield from _said(name.replace("_", " "), ", ".join(values))


def _said(what: str, text: str) -> Iterator[Row]:
    if text:
        yield Row(((f"{terminal(what)}: ", "dim"), (terminal(text), "")))


def _line(text: str) -> Row:
    return Row(((terminal(text), ""),))


def _part(title: str, lines: Iterable[str]) -> Iterator[Row]:
    """A heading and its lines; nothing without lines."""
    found = list(lines)
    if found:
        yield from (Row(), heading(title), *(Row(((f"- {terminal(line)}", ""),)) for line in found))
