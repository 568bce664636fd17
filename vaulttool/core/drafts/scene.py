"""Who is written to, whom it concerns, and after which talk, for each kind of message. No wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from msgspec import Struct

from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.drafts.kinds import Kind
from vaulttool.core.drafts.refused import DraftRefused, FieldsMissing, Lack
from vaulttool.core.model import Note
from vaulttool.core.talk import Talk


class Wish(Struct, frozen=True):
    """What is asked for beside kind and person.

    `about`: the note of the one it concerns, None to choose. `times` are in the time zone `zone`, which is `""` when
    the user's own is not known.
    """

    about: Note | None = None
    talk: Talk | None = None
    times: tuple[datetime, ...] = ()
    zone: str = ""


class Scene(Struct, frozen=True):
    """One message to be. `about` is `to` where it concerns nobody else."""

    kind: Kind
    to: Dossier
    about: Dossier
    talk: Talk | None
    wish: Wish
    desk: Desk

    @property
    def today(self) -> date:
        return self.desk.clock.today


def set_scene(kind: Kind, named: Dossier, desk: Desk, wish: Wish) -> Scene:
    """The scene of a message of this kind for the person named.

    The one named is written to; for `ask-introduction` it is the person to meet. `DraftRefused` when there is nobody
    to write to, or they are not to be contacted.
    """
    to, about = _PEOPLE[kind.name](named, desk, wish) if kind.name in _PEOPLE else (named, named)
    for dossier in (to, about):
        if dossier.is_barred:
            raise DraftRefused(
                f"{dossier.name} is not to be contacted",
                f"{dossier.person.path} says so: do_not_contact, or the status",
            )
    talk = wish.talk or _TALKS.get(kind.name, _latest_held)(about)
    return Scene(kind, to, about, talk, wish, desk)


def outcome_of(d: Dossier) -> tuple[date, str] | None:
    """What became of a person who was named to me: the day, and a clause that says it; None while nothing."""
    met = d.first_held(min([day or date.min for _, day in d.referrers], default=None))
    if met and met.day:
        return met.day, "we have talked"
    if d.status == "declined":
        return d.replied or d.last_contact or date.min, "it does not suit just now"
    if d.status == "no-response" and d.attempts:
        return d.attempts[-1], "I have had no answer so far"
    return None


def _introduction(named: Dossier, desk: Desk, wish: Wish) -> tuple[Dossier, Dossier]:
    """The introducer, and the person to meet: `intro_via` of the one named, else whoever names them there."""
    via = named.linked_person("intro_via")
    if via:
        return desk.dossier(via), named
    links = named.person.linked("intro_via")
    if links and not desk.book.resolve(links[0].target):
        stranger = Note("", "contact", links[0].said)
        return desk.dossier(stranger), named
    waiting = [n for n in _linking(named, desk, "intro_via") if not n.day("introduced_on")]
    if waiting:
        return named, desk.dossier(_chosen(wish, waiting))
    mutuals = [link.label or link.target for link in named.person.linked("mutuals")]
    known = f" (you both know {', '.join(mutuals)})" if mutuals else ""
    remedy = f'write `intro_via: "[[Name]]"` into {named.person.path}: who could introduce you{known}'
    raise FieldsMissing("ask-introduction", named.name, [Lack("intro_via", remedy)])


def _referral(named: Dossier, desk: Desk, wish: Wish) -> tuple[Dossier, Dossier]:
    """The one who named somebody, and that somebody: news not told yet first, else the latest."""
    people = [desk.dossier(note) for note in _named_by(named, desk)]
    told = [(outcome[0], d) for d in people if (outcome := outcome_of(d))]
    if told:
        return named, _first_untold(named, told, desk, wish, "update")
    if outcome_of(named) and named.referrers:
        givers = [desk.dossier(giver) for giver, _ in named.referrers]
        return (next((g for g in givers if not g.sent_since(_day(named), "update")), givers[0]), named)
    raise DraftRefused(
        f"there is no news of anybody whom {named.name} named to you",
        f'`referred_by: "[[{named.person.stem}]]"` in a note, or `referrals` in the interview, says who named whom; '
        "news is a talk, a no, or silence after two messages",
    )


def _thanks(named: Dossier, desk: Desk, wish: Wish) -> tuple[Dossier, Dossier]:
    """The introducer, and the person introduced, with whom the talk took place."""
    notes = [*_linking(named, desk, "introduced_by")]
    notes += [n for n in _linking(named, desk, "intro_via") if n.day("introduced_on") and n not in notes]
    met = [(d.held[0].day, d) for d in map(desk.dossier, notes) if d.held]
    if met:
        return named, _first_untold(named, [(day or date.min, d) for day, d in met], desk, wish)
    by = named.linked_person("introduced_by") or named.linked_person("intro_via")
    if by and named.held:
        return desk.dossier(by), named
    raise DraftRefused(
        f"no talk came of an introduction by {named.name} yet",
        f'`introduced_by: "[[{named.person.stem}]]"` in a contact says who introduced you; then log the interview',
    )


def _first_untold(
    to: Dossier, events: Iterable[tuple[date, Dossier]], desk: Desk, wish: Wish, *purposes: str
) -> Dossier:
    """The person whose news is oldest among those not told yet; when all are told, the latest."""
    ordered = sorted(events, key=lambda event: (event[0], event[1].person.path))
    if wish.about:
        wanted = [d for _, d in ordered if d.person.path == wish.about.path]
        return wanted[0] if wanted else desk.dossier(wish.about)
    untold = [d for day, d in ordered if not to.sent_since(day, *purposes)]
    return untold[0] if untold else ordered[-1][1]


def _day(d: Dossier) -> date:
    outcome = outcome_of(d)
    return outcome[0] if outcome else date.min


def _named_by(giver: Dossier, desk: Desk) -> list[Note]:
    """The contacts whom this person named to me."""
    found = {note.path: note for note in _linking(giver, desk, "referred_by")}
    for talk in giver.held:
        for link in talk.note.linked("referrals"):
            note = desk.book.resolve_one(link.target)
            if note and note.kind == "contact" and note.path != giver.person.path:
                found.setdefault(note.path, note)
    return [found[path] for path in sorted(found)]


def _linking(d: Dossier, desk: Desk, field: str) -> list[Note]:
    return [n for n in desk.book.linking(d.person, field) if n.kind == "contact" and n.path != d.person.path]


def _chosen(wish: Wish, notes: list[Note]) -> Note:
    wanted = [note for note in notes if wish.about and note.path == wish.about.path]
    return (wanted or notes)[0]


_People = Callable[[Dossier, Desk, Wish], tuple[Dossier, Dossier]]
_PEOPLE: Mapping[str, _People] = MappingProxyType(
    {"ask-introduction": _introduction, "update-referral": _referral, "thank-introducer": _thanks}
)
"""Kinds that concern two people -> how they are found: `(to, about)`."""


def _latest_held(d: Dossier) -> Talk | None:
    return d.held[-1] if d.held else None


def _unthanked(d: Dossier) -> Talk | None:
    return next((talk for talk in reversed(d.held) if not d.is_thanked(talk)), _latest_held(d))


def _next_planned(d: Dossier) -> Talk | None:
    return d.planned[0] if d.planned else None


def _to_be(d: Dossier) -> Talk | None:
    """The talk that still wants a date: for its minutes and their time zone."""
    return next((t for t in d.talks if t.status in ("idea", "requested")), None)


def _missed(d: Dossier) -> Talk | None:
    return next((t for t in reversed(d.talks) if t.status == "no-show" and t.note.word("no_show") == "me"), None)


def _agreed(d: Dossier) -> Talk | None:
    return next((t for t in reversed(d.held) if t.note.text("follow_up_why")), None)


def _first_with_summary(d: Dossier) -> Talk | None:
    return next((t for t in d.held if t.note.text("summary")), d.held[0] if d.held else None)


def _none(d: Dossier) -> Talk | None:
    return None


_TALKS: Mapping[str, Callable[[Dossier], Talk | None]] = MappingProxyType(
    {
        **{f"outreach-{how}": _none for how in ("direct", "reintroduce", "article")},
        "ask-introduction": _none,
        "follow-up": _to_be,
        "offer-times": _to_be,
        "confirm": _next_planned,
        "thank-you": _unthanked,
        "check-in": _agreed,
        "update-referral": _first_with_summary,
        "thank-introducer": _first_with_summary,
        "apology-missed": _missed,
    }
)
"""Kind -> which talk with the one it concerns counts; the latest that took place for the others."""
