"""All there is to know of one person or organisation, as one value. How it looks is not said here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from vaulttool.core.cadence import keep_in_touch_due
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.favours import Balance, balance_of
from vaulttool.core.lamp import advocacy, people_at
from vaulttool.core.model import Item, Note
from vaulttool.core.questions import OpenQuestion, answers, open_with
from vaulttool.core.roster import Who, who_is
from vaulttool.core.talk import Talk, is_open, met_in
from vaulttool.core.touches import Touch

FITS = ("rapport", "fit_culture", "fit_people", "fit_manager", "fit_role")


class TalkLine(Struct, frozen=True):
    """One interview in a line. `people` are those met, `fits` the marks given, `(field, 1 to 5)`."""

    path: str
    day: date | None
    status: str
    summary: str
    people: tuple[Who, ...]
    minutes: int | None = None
    actual_minutes: int | None = None
    fits: tuple[tuple[str, int], ...] = ()


class OpenItem(Struct, frozen=True):
    """A promise or a piece of advice that waits. `what`: I promised, they promised, advice to try, advice to tell."""

    what: str
    text: str
    by: date | None
    path: str
    line: int


class PersonCard(Struct, frozen=True):
    """One contact. `org_path` is `""` without a note; `named`: people they named, `named_by`: those who named them."""

    note: Note
    status: str
    org_name: str
    org_path: str
    last: Touch | None
    last_contact: date | None
    attempts: tuple[date, ...]
    next_due: date | None
    open_items: tuple[OpenItem, ...]
    questions: tuple[OpenQuestion, ...]
    follow_ups: tuple[FollowUp, ...]
    talks: tuple[TalkLine, ...]
    named_by: tuple[tuple[Who, date | None], ...]
    named: tuple[Who, ...]
    balance: Balance


class Colleague(Struct, frozen=True):
    """A contact at an organisation. `is_there`: now, not before."""

    who: Who
    role: str
    status: str
    is_there: bool
    last_contact: date | None


class Answer(Struct, frozen=True):
    """What somebody answered to a question."""

    cat: str
    question: str
    answer: str
    who: Who
    day: date | None
    path: str
    line: int


class OrgCard(Struct, frozen=True):
    """One organisation. `fits`: field, average and number of marks. `answers` are those on entry level and culture."""

    note: Note
    advocacy: int
    people: tuple[Colleague, ...]
    talks: tuple[TalkLine, ...]
    answers: tuple[Answer, ...]
    fits: tuple[tuple[str, float, int], ...]
    follow_ups: tuple[FollowUp, ...]


def person_card(d: Dossier, follow_ups: Iterable[FollowUp]) -> PersonCard:
    """The card of a contact; of `follow_ups` it takes those under this person or about them."""
    note, path = d.person, d.person.path
    who = Who(path, d.name)
    return PersonCard(
        note=note,
        status=d.status,
        org_name=d.org_name,
        org_path=d.org.path if d.org else "",
        last=_last(d),
        last_contact=d.last_contact,
        attempts=d.attempts,
        next_due=None if d.is_barred else keep_in_touch_due(d, d.desk),
        open_items=tuple(_open_items(d)),
        questions=open_with(who, d.talks),
        follow_ups=tuple(f for f in follow_ups if path in (f.person, f.about)),
        talks=tuple(talk_line(talk, d.desk) for talk in d.talks),
        named_by=tuple((Who(giver.path, giver.name), day) for giver, day in d.referrers),
        named=tuple(_named(d)),
        balance=balance_of(d),
    )


def org_card(note: Note, desk: Desk, follow_ups: Iterable[FollowUp]) -> OrgCard:
    """The card of an organisation, with the talks held there or with those who work there now."""
    people = people_at(note, desk)
    here = {person.path for person, now in people if now}
    talks = _org_talks(note, people, desk)
    held = [talk for talk in talks if talk.is_held]
    return OrgCard(
        note=note,
        advocacy=advocacy(note, desk),
        people=tuple(_colleague(desk.dossier(person), is_there=now) for person, now in people),
        talks=tuple(talk_line(talk, desk) for talk in talks),
        answers=tuple(_answer(talk, item, desk) for talk, item in answers(held, "entry-level", "culture")),
        fits=tuple(_averages(held)),
        follow_ups=tuple(f for f in follow_ups if f.person in here or note.path in (f.person, f.about)),
    )


def talk_line(talk: Talk, desk: Desk) -> TalkLine:
    """An interview in a line."""
    note = talk.note
    people = tuple(who_is(link, desk) for link in note.linked("contact"))
    asked, used = note.number("minutes"), note.number("actual_minutes")
    return TalkLine(note.path, talk.day, talk.status, note.text("summary"), people, asked, used, tuple(_fits(note)))


def _last(d: Dossier) -> Touch | None:
    """What the last day of contact brought, the touch with words first."""
    last = [touch for touch in d.touches if touch.day == d.last_contact and touch.channel != "social"]
    return next((touch for touch in reversed(last) if touch.text), last[-1] if last else None)


def _open_items(d: Dossier) -> Iterator[OpenItem]:
    notes = (d.person, *(talk.note for talk in d.held if d.leads(talk)))
    for note in notes:
        for item in note.of("promise"):
            if is_open(item) and item.word:
                what = "I promised" if item.word == "me" else "they promised"
                yield OpenItem(what, item.text, item.key_day("by"), note.path, item.line)
        for item in note.of("advice"):
            what = _advice_state(item)
            if what:
                yield OpenItem(what, item.text, None, note.path, item.line)


def _advice_state(item: Item) -> str:
    """Whether a piece of advice is still to be tried or told of, `""` when it is settled."""
    if item.box == "-" or "dropped" in item.keys or "told" in item.keys:
        return ""
    return "advice to tell of" if item.box == "x" or "used" in item.keys else "advice to try"


def _named(d: Dossier) -> Iterator[Who]:
    """The people this person named: in talks that took place, and in the notes of those people."""
    found = [who_is(link, d.desk) for talk in d.held if d.leads(talk) for link in talk.note.linked("referrals")]
    found += [Who(n.path, n.name) for n in d.desk.book.linking(d.person, "referred_by") if n.kind == "contact"]
    yield from {who.key: who for who in found if who.path != d.person.path}.values()


def _org_talks(note: Note, people: Iterable[tuple[Note, bool]], desk: Desk) -> list[Talk]:
    """The talks whose note names the organisation, and those without one with people who are there now."""
    found = {n.path: n for n in desk.book.linking(note, "org") if n.kind == "interview"}
    for person, now in people:
        for talk in desk.dossier(person).talks if now else ():
            if not talk.note.linked("org"):
                found[talk.note.path] = talk.note
    return sorted(map(desk.talk, found.values()), key=lambda t: (t.day or date.max, t.note.path))


def _colleague(d: Dossier, *, is_there: bool) -> Colleague:
    return Colleague(Who(d.person.path, d.name), d.person.text("role"), d.status, is_there, d.last_contact)


def _answer(talk: Talk, item: Item, desk: Desk) -> Answer:
    met = met_in(talk, desk.book)
    who = Who(met[0].path, met[0].name) if met else Who("", desk.dossier(talk.note).name)
    return Answer(item.keys.get("cat", ""), item.text, item.answer, who, talk.day, talk.note.path, item.line)


def _fits(note: Note) -> Iterator[tuple[str, int]]:
    for name in FITS:
        mark = note.number(name)
        if mark is not None and 1 <= mark <= 5:
            yield name, mark


def _averages(talks: Iterable[Talk]) -> Iterator[tuple[str, float, int]]:
    marks = [pair for talk in talks for pair in _fits(talk.note)]
    for name in FITS:
        given = [mark for field, mark in marks if field == name]
        if given:
            yield name, round(sum(given) / len(given), 1), len(given)
