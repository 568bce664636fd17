"""Target organisations in the order in which to work on them: motivation, advocacy, posting, each descending."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from msgspec import Struct

from vaulttool.core.desk import Desk
from vaulttool.core.dossier import Dossier
from vaulttool.core.model import Note

TIE = MappingProxyType({"mentor": 5, "supporter": 4, "peer": 3, "contact": 2})
"""Relationship -> how much a person weighs; other people in touch count 2, a bare name 1, barred people nothing."""


class Target(Struct, frozen=True):
    """An organisation of the target list. `advocacy` is the sum of the ties of the `people` there now or before."""

    path: str
    name: str
    status: str
    motivation: int
    advocacy: int
    posting: int
    people: int


def target_list(orgs: Iterable[Note], desk: Desk) -> tuple[Target, ...]:
    """The organisations marked `target` and not closed, the one to work on first at the head."""
    found = [_target(org, desk) for org in orgs if org.flag("target") and org.text("status") != "closed"]
    return tuple(sorted(found, key=lambda t: (-t.motivation, -t.advocacy, -t.posting, t.name.casefold(), t.path)))


def people_at(org: Note, desk: Desk) -> tuple[tuple[Note, bool], ...]:
    """The contacts of an organisation, and whether they work there now; those of before last."""
    now = [n for n in desk.book.linking(org, "org") if n.kind == "contact"]
    here = {note.path for note in now}
    before = [n for n in desk.book.linking(org, "past_orgs") if n.kind == "contact" and n.path not in here]
    return (*((note, True) for note in now), *((note, False) for note in before))


def tie(d: Dossier) -> int:
    """How near a person is, 0 to 5: see `TIE`."""
    if d.status in ("do-not-contact", "declined"):
        return 0
    return TIE.get(d.person.word("relationship"), 2 if d.contact_days else 1)


def advocacy(org: Note, desk: Desk) -> int:
    """The ties of all people there, added up; one who has left counts 1 at most."""
    ties = ((tie(desk.dossier(note)), now) for note, now in people_at(org, desk))
    return sum(near if now else min(near, 1) for near, now in ties)


def _target(org: Note, desk: Desk) -> Target:
    return Target(
        org.path,
        org.name,
        org.text("status"),
        org.number("motivation") or 0,
        advocacy(org, desk),
        org.number("posting") or 0,
        len(people_at(org, desk)),
    )
