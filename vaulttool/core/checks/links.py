"""Checks of where links lead."""

from __future__ import annotations

from collections.abc import Iterator

from vaulttool.core.case import Case
from vaulttool.core.checks.problem import Problem
from vaulttool.core.checks.rule import Check


def link_broken(case: Case) -> Iterator[Problem]:
    """A link to a note that does not exist.

    An error where the answer needs the note (an interview's `contact` and `moved_to`), a warning in other link fields,
    whose name is still used, a hint in the text. A plain name in `org` or `past_orgs` is welcome without a note.

    Example: `contact: "[[Ana Ruz]]"`.
    Remedy: correct the name, or make the note: `vaulttool new contact "Ana Ruz"`.
    """
    return case.found("link-broken")


def link_ambiguous(case: Case) -> Iterator[Problem]:
    """A link that may mean two notes.

    None of them is taken, so a talk may be nobody's. A hint in the text.

    Example: `contact: "[[Ana Ruiz]]"` with `Contacts/Ana Ruiz.md` and `Alumni/Ana Ruiz.md`.
    Remedy: write the path: `contact: "[[Contacts/Ana Ruiz]]"`, or rename one of the two.
    """
    return case.found("link-ambiguous")


def link_wrong_kind(case: Case) -> Iterator[Problem]:
    """A link field that leads to a note of another kind than it takes.

    Example: `contact: "[[Acme]]"`, where Acme is an organisation.
    Remedy: link to the person. If the note is a person after all, write `type: contact` in it.
    """
    return case.found("link-wrong-kind")


def link_by_alias(case: Case) -> Iterator[Problem]:
    """A link that says an alias of a note in place of its file name.

    It is understood here. Obsidian does not follow it, and makes an empty note when you click it.

    Example: `"[[Annie]]"` for `Ana Ruiz.md` with `aliases: [Annie]`.
    Remedy: `"[[Ana Ruiz|Annie]]"`.
    """
    return case.found("link-by-alias")


def self_reference(case: Case) -> Iterator[Problem]:
    """A link field of a note that leads to the note itself.

    Nobody introduces or refers themselves, and a loop of one is never closed.

    Example: `referred_by: "[[Ana Ruiz]]"` in `Ana Ruiz.md`.
    Remedy: name the one who did, or leave the field out.
    """
    return case.found("self-reference")


CHECKS = (
    Check("link-broken", "error", link_broken, passing=True),
    Check("link-ambiguous", "error", link_ambiguous, passing=True),
    Check("link-wrong-kind", "error", link_wrong_kind, passing=True),
    Check("link-by-alias", "hint", link_by_alias, passing=True),
    Check("self-reference", "error", self_reference, passing=True),
)
