"""What the lint and the hints need to know of a scene, as plain values. What they make of it is not here."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from vaulttool.core.drafts.kinds import Kind
from vaulttool.core.drafts.scene import Scene
from vaulttool.core.drafts.text import clean, first_name

_SHORTEST_LINK = 3
_LINKING_FIELDS = (
    "role", "curious_about", "met_where", "hook_url", "next_touch_why", "topics", "schools", "groups", "location",
)  # fmt: skip
_LINKED_NAMES = ("org", "past_orgs", "intro_via", "introduced_by", "referred_by", "mutuals")


class Facts(Struct, frozen=True):
    """What is true of a message's people.

    `greeted`: the names by which the reader may be greeted. `names`: the full names that may stand in it. `links`: what
    only this person could be told. `specific`: the one thing to thank for.
    """

    kind: Kind
    greeted: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    specific: str = ""


def facts_of(scene: Scene, words: dict[str, str]) -> Facts:
    """The facts of a scene. `words` are those that were put into the message."""
    person, about = scene.to.person, scene.about.person
    full = (clean(scene.to.name), *map(clean, person.aliases))
    own = clean(person.text("first_name"))
    others = (clean(scene.about.name), *map(clean, about.aliases)) if about.path != person.path else ()
    asked = clean(scene.talk.note.text("thank_you_specific")) if scene.talk else ""
    specific = words.get("thank_you_specific") or words.get("summary") or asked
    links = dict.fromkeys(
        text
        for text in (*_links(scene), *(words.get(name, "") for name in _TOLD), *others)
        if len(text) >= _SHORTEST_LINK
    )
    greeted = dict.fromkeys(name for name in (own, *map(first_name, full), *full) if name)
    return Facts(scene.kind, tuple(greeted), (*full, *others), tuple(links), specific)


_TOLD = (
    "thank_you_specific", "summary", "advice", "effect", "news", "shareable", "url", "why", "hook_url", "last_contact",
    "next_touch_why", "outcome", "org",
)  # fmt: skip


def _links(scene: Scene) -> Iterator[str]:
    person = scene.about.person
    for name in _LINKING_FIELDS:
        yield from map(clean, person.texts(name))
    for name in _LINKED_NAMES:
        for link in person.linked(name):
            yield clean(link.said)
