"""The same people and talks as `generate` makes, in the dialect of orbit-crm, which reads no other."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import texts
from benchmarks.world import Meeting, Person, World, org_name

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def files(notes: int) -> Iterator[tuple[str, str]]:
    """`(path, text)` of every note: as many as a vault of ours has, with the same bodies."""
    world = World(notes)
    for person in world.people():
        yield f"01_People/{person.name}.md", _person(person, world)
    for meeting in world.meetings():
        yield f"03_Interactions/{meeting.title}.md", _interaction(meeting, world)
    for number in range(world.org_count):
        yield f"02_Organizations/{org_name(number)}.md", _org(number)
    for number in range(world.shareable_count):
        head = f"type: topic\nid: {_id('top', number)}\nname: Reading {number}\nstatus: active"
        yield f"05_Topics/Reading {number}.md", f"---\n{head}\n{_DATED}---\n## Notes\n"


_DATED = "created: 2026-11-02\nupdated: 2026-11-02\n"


def _person(person: Person, world: World) -> str:
    address = f"{person.name.lower().replace(' ', '.')}@{person.org.lower().replace(' ', '')}.example"
    head = (
        f"type: person\nid: {_id('per', person.number)}\nname: {person.name}\nemails:\n  - {address}\n"
        f'org: "[[{person.org}]]"\njob_title: Analyst\ncontext: professional\nlanguages:\n  - en\nlocation: Leeds\n'
        f"last_contact: 2026-10-01\nnext_followup: 2026-12-20\nreview_status: confirmed\n{_DATED}"
    )
    return f"---\n{head}---\n## Notes\n{_body(texts.contact(person, world))}"


def _interaction(meeting: Meeting, world: World) -> str:
    head = (
        f"type: interaction\nid: {_id('int', meeting.number)}\nkind: meeting\ndate: {meeting.day}T10:00:00+00:00\n"
        f'direction: outbound\nsubject: talk\nparticipants:\n  - "[[{meeting.person.name}]]"\n'
        f'orgs:\n  - "[[{meeting.person.org}]]"\nlanguage: en\ncreated: {meeting.day}\n'
    )
    return f"---\n{head}---\n## Summary\n{_body(texts.interview(meeting, world))}"


def _org(number: int) -> str:
    name = org_name(number)
    head = f"type: organization\nid: {_id('org', number)}\nname: {name}\nindustry: soil\nlocation: Leeds\n{_DATED}"
    return f"---\n{head}---\n## Notes\nWhat they do, and for whom.\n"


def _body(text: str) -> str:
    return text.split("---\n", 2)[2]


def _id(prefix: str, number: int) -> str:
    """A valid id that nobody else has."""
    return f"{prefix}_01M83269" + "".join(_LETTERS[number >> shift & 31] for shift in range(85, -1, -5))
