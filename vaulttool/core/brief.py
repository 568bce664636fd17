"""The day sheet of one talk as values: who, why, when, what we share, what was said, what to ask. No page here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from vaulttool.core.bonds import Bonds
from vaulttool.core.dossier import Dossier
from vaulttool.core.hours import Hours, hours_of
from vaulttool.core.model import Item, Note
from vaulttool.core.questions import open_with
from vaulttool.core.roster import Roster, Who
from vaulttool.core.talk import DEFAULT_MINUTES, Talk, is_open, met_in

_MOST_SHARED = 6


class Person(Struct, frozen=True):
    """One of those met. `reach`: how to get hold of them on the day, `(what, value)`."""

    name: str
    pronouns: str = ""
    role: str = ""
    org: str = ""
    curious_about: str = ""
    reach: tuple[tuple[str, str], ...] = ()
    shared: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    can_offer: tuple[str, ...] = ()
    is_barred: bool = False


class Brief(Struct, frozen=True):
    """Everything for the page. `starred` and `others` are questions not asked yet, `carried` those open from earlier
    talks that this note lacks. `research` pairs a heading with lines. Texts are as written in the notes.
    """

    path: str
    day: date | None
    hours: Hours | None
    minutes: int
    status: str
    is_confirmed: bool
    format: str
    is_in_person: bool
    place: str
    dress: str
    purposes: tuple[str, ...]
    people: tuple[Person, ...]
    research: tuple[tuple[str, tuple[str, ...]], ...]
    starred: tuple[str, ...]
    others: tuple[str, ...]
    carried: tuple[str, ...]
    promised: tuple[str, ...]
    intro_text: str


Research = tuple[tuple[str, tuple[str, ...]], ...]
"""What was read up: a heading and its lines, each."""


def brief_of(talk: Talk, roster: Roster, my_zone: str = "", research: Research = ()) -> Brief:
    """The day sheet of this talk. `my_zone` is an IANA name, `""` when unknown."""
    dossiers = tuple(map(roster.dossier, met_in(talk, roster.desk.book))) or (roster.dossier(talk.note),)
    lead, note = dossiers[0], talk.note
    questions = [item for item in talk.questions if item.box != "x" and not item.answer]
    earlier = [t for t in lead.talks if t.note.path != note.path]
    return Brief(
        path=note.path,
        day=talk.day,
        hours=hours_of(talk, "" if lead.is_stranger else lead.person.text("timezone"), my_zone),
        minutes=note.number("minutes") or DEFAULT_MINUTES,
        status=talk.status,
        is_confirmed=talk.status == "confirmed" or note.day("confirmed_on") is not None,
        format=note.word("format"),
        is_in_person=talk.is_in_person,
        place=note.text("place"),
        dress=note.text("dress"),
        purposes=note.texts("purpose"),
        people=tuple(_person(d, talk, roster) for d in dossiers),
        research=research,
        starred=tuple(item.text for item in questions if item.starred),
        others=tuple(item.text for item in questions if not item.starred),
        carried=_carried(lead, earlier, talk),
        promised=tuple(_promised(lead, earlier)),
        intro_text=_intro_text(talk, lead, roster),
    )


def _person(d: Dossier, talk: Talk, roster: Roster) -> Person:
    note = d.person
    org = talk.note.linked("org")[:1]
    org_name = d.org_name if not org else org[0].said
    if d.is_stranger:
        return Person(d.name, org=org_name)
    reach = ((name, note.text(name)) for name in ("phone", "email") if note.text(name))
    return Person(
        d.name,
        note.text("pronouns"),
        note.text("role"),
        org_name,
        note.text("curious_about"),
        tuple(reach),
        tuple(_shared(d, roster)),
        tuple(_last(d, talk)),
        note.texts("wants"),
        note.texts("can_offer"),
        d.is_barred,
    )


def _shared(d: Dossier, roster: Roster) -> Iterator[str]:
    """Where we met, who brought us together, whom we both know and through what."""
    met_on, met_where = d.person.text("met_on"), d.person.text("met_where")
    if met_on or met_where:
        yield f"You met{f' at {met_where}' if met_where else ''}{f' on {met_on}' if met_on else ''}."
    bonds = sorted(Bonds(roster).of(d.person, known_only=True), key=lambda b: (-b.weight, b.text))
    texts = list(dict.fromkeys(bond.text for bond in bonds if bond.who.path != d.person.path))
    dated = [text for text in texts if not any(other.startswith(f"{text} on ") for other in texts)]
    yield from (f"{text}." for text in dated[:_MOST_SHARED])


def _last(d: Dossier, talk: Talk) -> Iterator[str]:
    """What was said last time: the last talk, the last words, their advice and what came of it."""
    before = [t for t in d.held if t.note.path != talk.note.path]
    if before:
        summary = before[-1].note.text("summary")
        yield f"{before[-1].day}, talk{f': {summary}' if summary else ''}"
        if before[-1].note.text("follow_up_why"):
            yield f"agreed then: {before[-1].note.text('follow_up_why')}"
    touches = [t for t in d.touches if t.text and t.path == d.person.path]
    if touches:
        last = touches[-1]
        yield f"{last.day}, {last.channel}{f' {last.way}' if last.way else ''}: {last.text}"
    for note in (d.person, *(t.note for t in before if d.leads(t))):
        yield from (_advice(item) for item in note.of("advice") if item.box != "-" and "dropped" not in item.keys)


def _advice(item: Item) -> str:
    if item.box != "x" and "used" not in item.keys:
        return f'their advice: "{item.text}", not used yet'
    used, effect = item.keys.get("used", ""), item.keys.get("effect", "")
    return f'their advice: "{item.text}", used{f" {used}" if used else ""}{f": {effect}" if effect else ""}'


def _carried(lead: Dossier, earlier: list[Talk], talk: Talk) -> tuple[str, ...]:
    who = Who("" if lead.is_stranger else lead.person.path, lead.name)
    return tuple(q.text for q in open_with(who, (*earlier, talk)) if q.path != talk.note.path)


def _promised(lead: Dossier, earlier: list[Talk]) -> Iterator[str]:
    """Promises still open between us."""
    notes = (*(() if lead.is_stranger else (lead.person,)), *(t.note for t in earlier if t.is_held))
    for item in (item for note in notes for item in note.of("promise") if is_open(item) and item.word):
        by = f", by {item.keys['by']}" if item.keys.get("by") else ""
        yield f"{'you' if item.word == 'me' else 'they'}: {item.text}{by}"


def _intro_text(talk: Talk, lead: Dossier, roster: Roster) -> str:
    """Who I am, from the campaign of the talk or the person; with one campaign only, from that."""
    links = [*talk.note.linked("campaign"), *lead.person.linked("campaign")]
    named: list[Note | None] = [roster.desk.book.resolve_one(link.target) for link in links]
    campaigns = [note for note in named if note and note.kind == "campaign"]
    if not campaigns:
        running = [note for note in roster.of("campaign") if not note.day("closed_on")]
        campaigns = running if len(running) == 1 else []
    return next((text for note in campaigns if (text := note.text("intro_text"))), "")
