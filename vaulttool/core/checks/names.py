"""Checks of notes that may be one and the same: equal file names, equal addresses, names that look alike."""

from __future__ import annotations

from collections.abc import Iterator

from vaulttool.core.book import personal
from vaulttool.core.case import Case
from vaulttool.core.checks.problem import Problem, at, value_spot
from vaulttool.core.checks.rule import Check
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import Note
from vaulttool.core.similar import alike, likeness
from vaulttool.core.values import fold

_ROLES = frozenset(
    {
        "admin", "all", "careers", "contact", "enquiries", "events", "hallo", "hello", "help", "hi", "hr", "info",
        "inquiries", "jobs", "mail", "no-reply", "noreply", "office", "post", "postmaster", "press", "reception",
        "recruiting", "sales", "service", "support", "team", "webmaster",
    }
)  # fmt: skip
"""Mailboxes of a desk, which many people share."""

COMMON_NAME = 12
"""So many people with one last name and initial are a common name, not a slip."""


def same_stem(case: Case) -> Iterator[Problem]:
    """Two notes of yours have the same file name, in different folders or in other capitals.

    A link by name may mean either, so neither is taken.

    Reported at the later path.

    Example: `Contacts/Ana Ruiz.md` and `Alumni/Ana Ruiz.md`.
    Remedy: give one a name that tells them apart, such as `Ana Ruiz (Delta).md`.
    """
    note, book = case.note, case.desk.book
    stem = note.stem
    own = fold(stem)
    for path in book.bearing(stem):
        if path < note.path and fold(path.rsplit("/", 1)[-1].removesuffix(".md")) == own:
            other = book.note(path)
            if other and other.kind:
                message = f"the file name is that of {path} too, so a link [[{stem}]] may mean either"
                yield at(None, message, "rename one of them: `vaulttool rename OLD NEW` keeps every link right")
                return


def duplicate_person(case: Case) -> Iterator[Problem]:
    """Two contacts share a mail address, a phone number or a LinkedIn page. Reported once, at the newer note.

    One person in two notes gets two reminders, and each note knows half the story. Addresses of a desk, such as info@,
    are never compared.

    Example: `email: ana@acme.example` in `Ana Ruiz.md` and in `A Ruiz.md`.
    Remedy: `vaulttool merge-contacts "Ana Ruiz" "A Ruiz"`; or, when they are two people,
    `distinct_from: ["[[Ana Ruiz]]"]`.
    """
    for other, shared in _doubles(case):
        field = case.note.fields.get(shared[0])
        message = _shares(other, shared)
        yield at(value_spot(field) if field else None, message, _one_or_two(case.note, other))


def similar_person(case: Case) -> Iterator[Problem]:
    """Two contacts whose names look like one person's. Reported once, at the newer note.

    Example: `Jon Vik.md` and `Jonathan Vik.md`.
    Remedy: `vaulttool merge-contacts "Jon Vik" "Jonathan Vik"`; or, when they are two people,
    `distinct_from: ["[[Jon Vik]]"]`.
    """
    for other, reason in _look_alikes(case):
        yield at(case.note.fields.get("name"), _looks_like(other, reason), _one_or_two(case.note, other))


def twin_of(finding: Finding, desk: Desk) -> Note | None:
    """The older note that a finding of `duplicate_person` or `similar_person` speaks of, None when it is gone."""
    note = desk.book.note(finding.path)
    if note is None:
        return None
    case = Case(note, desk)
    said = [(other, _shares(other, shared)) for other, shared in _doubles(case)]
    said += [(other, _looks_like(other, reason)) for other, reason in _look_alikes(case)]
    return next((other for other, message in said if message == finding.message), None)


def org_by_domain(case: Case) -> Iterator[Problem]:
    """A contact without an organisation, whose mail domain one of your organisations lists.

    Example: `email: ana@acme.example`, and `domains: [acme.example]` in `Acme.md`.
    Remedy: `org: "[[Acme]]"`. `check --fix` writes it.
    """
    note, book = case.note, case.desk.book
    if note.text("org"):
        return
    for index, mail in enumerate(note.texts("email")):
        domain = mail.rpartition("@")[2].lower()
        orgs = book.sharing("domain", domain) if domain else ()
        if len(orgs) == 1:
            stem = orgs[0].rsplit("/", 1)[-1].removesuffix(".md")
            message = f"no `org`, and {domain} is a mail domain of {orgs[0]}"
            yield at(value_spot(note.fields["email"], index), message, f'write `org: "[[{stem}]]"`', fixable=True)
            return


def _doubles(case: Case) -> Iterator[tuple[Note, list[str]]]:
    """The older contacts that share something personal with this one, with the fields they share."""
    found: dict[str, list[str]] = {}
    for field, value in personal(case.note):
        if field != "email" or not is_role(field, value):
            for path in case.desk.book.sharing(field, value):
                if path != case.note.path and field not in found.setdefault(path, []):
                    found[path].append(field)
    for path in sorted(found):
        other = case.desk.book.note(path)
        if other and _is_newer(case.note, other) and not _told_apart(case.note, other, case):
            yield other, found[path]


def _look_alikes(case: Case) -> Iterator[tuple[Note, str]]:
    """The older contacts whose names look like this one's, with the reason, but for those that share something."""
    note, book = case.note, case.desk.book
    key = likeness(note.name)
    paths = book.sharing("likeness", key) if key else ()
    if not 1 < len(paths) <= COMMON_NAME:
        return
    others = [other for path in paths if (other := book.note(path)) and path != note.path]
    found = [(other, reason) for other in others if _is_newer(note, other) and (reason := alike(note.name, other.name))]
    doubles = {other.path for other, _ in _doubles(case)} if found else ()
    for other, reason in found:
        if other.path not in doubles and not _told_apart(note, other, case):
            yield other, reason


def _shares(other: Note, shared: list[str]) -> str:
    return f"the same {' and '.join(shared)} as {other.path}: one person?"


def _looks_like(other: Note, reason: str) -> str:
    return f"the name looks like {other.name} ({other.path}): {reason}"


def is_role(field: str, value: str) -> bool:
    """Whether a mail address is that of a desk, which says nothing about a person."""
    return field == "email" and value.partition("@")[0] in _ROLES


def _is_newer(note: Note, other: Note) -> bool:
    """Whether `note` is the one to speak of two: made later, else later in the order of paths."""
    mine, theirs = note.day("created"), other.day("created")
    if mine and theirs and mine != theirs:
        return mine > theirs
    return note.path > other.path


def _told_apart(note: Note, other: Note, case: Case) -> bool:
    """Whether either says `distinct_from` of the other."""
    book = case.desk.book
    return any(
        book.resolve(link.target) == (aim.path,)
        for source, aim in ((note, other), (other, note))
        for link in source.linked("distinct_from")
    )


def _one_or_two(note: Note, other: Note) -> str:
    merge = f'one person: `vaulttool merge-contacts "{other.stem}" "{note.stem}"`'
    return f'{merge}; two: write `distinct_from: ["[[{other.stem}]]"]`'


CHECKS = (
    Check("same-stem", "warning", same_stem, salvaged=True),
    Check("duplicate-person", "warning", duplicate_person, kinds=("contact",), salvaged=True),
    Check("similar-person", "hint", similar_person, kinds=("contact",), salvaged=True),
    Check("org-by-domain", "hint", org_by_domain, kinds=("contact",), fixable=True, needs=frozenset({"email"})),
)
