"""Every way to reach a person: through whom, on what grounds, by which approach. Personal links come first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from vaulttool.core.bonds import Bond, Bonds, Place
from vaulttool.core.dossier import Dossier
from vaulttool.core.followups.giving import fitting_shareables
from vaulttool.core.lamp import tie
from vaulttool.core.model import Note
from vaulttool.core.roster import Roster, Who

_IN_TOUCH, _MET, _HOOK, _SHELF, _DIRECT = 120, 88, 30, 25, 5
_REACH = ("email", "phone", "linkedin", "links", "address")


class Way(Struct, frozen=True):
    """One way. `approach` is a value of the field: reintroduce, introduction, article or direct.

    `grounds` say why it may work, each with the places in the notes that say so. `via` are the people between, first
    the one to write to; empty when you write yourself. `advice` is what to do.
    """

    approach: str
    grounds: tuple[str, ...]
    places: tuple[Place, ...]
    advice: str
    via: tuple[Who, ...] = ()
    weight: int = 0


def ways_to(target: Note, roster: Roster) -> tuple[Way, ...]:
    """All ways to this contact, the best first; none for somebody who must not be contacted.

    One way for each person who could introduce you, with all that links the two. A way over two people is listed
    when you do not know the second one yourself.
    """
    d = roster.dossier(target)
    if d.is_barred:
        return ()
    found = [*_own(d), *_introductions(d, Bonds(roster)), *_articles(d), _directly(d)]
    return tuple(sorted(found, key=lambda way: (-way.weight, [who.name.casefold() for who in way.via], way.grounds)))


def _own(d: Dossier) -> Iterator[Way]:
    """What links you to them without anybody between."""
    name, note = d.name, d.person
    if d.replied:
        text, place = f"you are in touch; they last spoke to you on {d.replied}", _last_place(d)
        yield Way("direct", (text,), (place,), f"write to {name}", weight=_IN_TOUCH)
    elif note.text("met_on") or note.text("met_where"):
        where = f" at {note.text('met_where')}" if note.text("met_where") else ""
        when = f" on {note.text('met_on')}" if note.text("met_on") else ""
        places = tuple(Place(note.path, note.line_of(f)) for f in ("met_on", "met_where") if note.text(f))
        advice = f"remind {name} where you met, and ask for a short talk"
        yield Way("reintroduce", (f"you met{where}{when}",), places, advice, weight=_MET)


def _last_place(d: Dossier) -> Place:
    last = [touch for touch in d.touches if touch.way in ("in", "both")][-1]
    return Place(last.path, last.line)


def _introductions(d: Dossier, bonds: Bonds) -> Iterator[Way]:
    roster, direct = bonds.roster, _by_person(d.person, bonds.of(d.person))
    for found in direct.values():
        who = found[0].who
        note = roster.desk.book.note(who.path) if who.path else None
        if note is None or roster.knows(note) or _is_given(found, d, roster, note):
            yield _through(d, found, note, roster)
        elif roster.may_ask(note):
            way = _over_two(d, found, note, bonds, direct)
            if way:
                yield way


def _is_given(found: Iterable[Bond], d: Dossier, roster: Roster, note: Note) -> bool:
    """Whether the target's own note names the person as a link of yours."""
    return roster.may_ask(note) and any(
        bond.weight >= _GIVEN and place.path == d.person.path for bond in found for place in bond.places
    )


_GIVEN = 75
"""From this weight on a bond is one you wrote down as a way to the person."""


def _through(d: Dossier, found: list[Bond], note: Note | None, roster: Roster) -> Way:
    who = found[0].who
    near = roster.dossier(note) if note else None
    weight = found[0].weight + (tie(near) if near else 0) + min(len(found) - 1, 3)
    grounds = [bond.text for bond in found if not _is_dated(bond.text, found)]
    if near and near.last_contact:
        grounds.append(f"last contact with {who.name} {near.last_contact}")
    places = dict.fromkeys(place for bond in found for place in bond.places)
    return Way("introduction", tuple(dict.fromkeys(grounds)), tuple(places), _ask(d, who, found), (who,), weight)


def _is_dated(text: str, found: Iterable[Bond]) -> bool:
    """Whether another bond says the same with its date."""
    return any(bond.text.startswith(f"{text} on ") for bond in found)


def _ask(d: Dossier, who: Who, found: list[Bond]) -> str:
    texts = {bond.weight for bond in found}
    if 95 in texts and d.person.day("introduced_on"):
        return f"write to {d.name} and name {who.name}, who introduced you"
    if 90 in texts and d.person.day("intro_asked_on"):
        return f"ask {who.name} once more for the introduction, or write to {d.name} yourself"
    if texts & {85, 86}:
        return f"write to {d.name} and name {who.name}, or ask {who.name} for an introduction"
    return f"ask {who.name} for an introduction"


def _over_two(d: Dossier, found: list[Bond], middle: Note, bonds: Bonds, direct: dict[str, list[Bond]]) -> Way | None:
    """Somebody you know who knows `middle`, who knows the target; None without such a one."""
    known = _by_person(middle, bonds.of(middle, known_only=True))
    best = [group for key, group in known.items() if _is_new(group[0].who, d, direct, bonds.roster)]
    if not best:
        return None
    first = max(best, key=lambda group: (group[0].weight, -len(group[0].who.name), group[0].who.name))
    who, between = first[0].who, found[0].who
    places = dict.fromkeys(place for bond in (first[0], found[0]) for place in bond.places)
    advice = f"ask {who.name} about {between.name}, who may introduce you to {d.name}"
    weight = (first[0].weight + found[0].weight) // 4
    return Way("introduction", (first[0].text, found[0].text), tuple(places), advice, (who, between), weight)


def _is_new(who: Who, d: Dossier, direct: dict[str, list[Bond]], roster: Roster) -> bool:
    """Whether this is somebody I know who has no link to the target of their own."""
    note = roster.desk.book.note(who.path) if who.path else None
    return bool(note and who.path != d.person.path and who.key not in direct and roster.knows(note))


def _by_person(target: Note, bonds: Iterable[Bond]) -> dict[str, list[Bond]]:
    """The bonds of each person, heaviest first, each text once."""
    found: dict[str, dict[str, Bond]] = {}
    for bond in bonds:
        if bond.who.path != target.path:
            found.setdefault(bond.who.key, {}).setdefault(bond.text, bond)
    return {key: sorted(group.values(), key=lambda b: (-b.weight, b.text)) for key, group in found.items()}


def _articles(d: Dossier) -> Iterator[Way]:
    note = d.person
    if note.text("hook_url"):
        text = f"you found something for them: {note.text('hook_url')}"
        place = Place(note.path, note.line_of("hook_url"))
        yield Way("article", (text,), (place,), f"send it to {d.name} with a line on why", weight=_HOOK)
    for number, shareable in enumerate(fitting_shareables(d, d.desk)):
        why = f": {shareable.text('why')}" if shareable.text("why") else ""
        text = f'"{shareable.name}" fits their topics{why}'
        places = (Place(shareable.path, shareable.line_of("topics")), Place(note.path, note.line_of("topics")))
        advice = f"send it to {d.name} with a line on why"
        yield Way("article", (text,), places, advice, weight=_SHELF - min(number, 15))


def _directly(d: Dossier) -> Way:
    reach = [name for name in _REACH if d.person.text(name)]
    grounds = [f"no link needed: {', '.join(reach)} on file" if reach else "no address on file yet"]
    if d.open_attempts:
        grounds.append(f"you wrote on {d.open_attempts[-1]}, and there is no answer yet")
    places = tuple(Place(d.person.path, d.person.line_of(name)) for name in reach)
    advice = f"write to {d.name}: say why them, and ask for a short talk"
    return Way(
        "direct", tuple(grounds), places, advice if reach else f"find an address of {d.name} first", weight=_DIRECT
    )
