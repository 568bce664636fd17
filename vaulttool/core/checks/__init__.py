"""Checks: what is wrong in a note, with the remedy. All of them stand in one tuple."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from vaulttool.core import schema
from vaulttool.core.case import Case
from vaulttool.core.checks import (
    aftermath,
    approach,
    contact,
    interview,
    items,
    keys,
    links,
    names,
    reading,
    values,
)
from vaulttool.core.checks.names import twin_of
from vaulttool.core.checks.rule import Check
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import Note
from vaulttool.core.settings import Settings

__all__ = ["CHECKS", "CHECK_OF", "Case", "Check", "asked", "findings_in", "findings_of", "in_force", "twin_of"]

CHECKS: tuple[Check, ...] = (
    *reading.CHECKS, *values.CHECKS, *keys.CHECKS, *links.CHECKS, *names.CHECKS, *contact.CHECKS, *approach.CHECKS,
    *interview.CHECKS, *aftermath.CHECKS, *items.CHECKS,
)  # fmt: skip
CHECK_OF = {check.name: check for check in CHECKS}
_OF_KIND = {
    kind: tuple(check for check in CHECKS if kind in check.kinds and not check.passing) for kind in ("", *schema.KINDS)
}


def findings_of(note: Note, desk: Desk) -> tuple[Finding, ...]:
    """All that is wrong in a note, what reading found included; sorted, each once, as severe as the settings say.

    Of a note that could only be salvaged no field is judged: what is missing may only be unreadable.
    """
    return findings_in(Case(note, desk))


def findings_in(case: Case) -> tuple[Finding, ...]:
    """The same, of what is known of the note already."""
    note = case.note
    found = list(note.findings)
    if not note.salvaged:
        for name, problems in case.passing.items():
            found += [CHECK_OF[name].finding(note, problem) for problem in problems]
    for check in asked(case):
        for problem in check.find(case):
            found.append(check.finding(note, problem))
    return in_force(found, case.desk.settings) if found else ()


def asked(case: Case) -> list[Check]:
    """The checks that may have something to say of this note, but for those that the passes answer for."""
    note, has = case.note, {*case.note.fields, *[item.type for item in case.note.items]}
    checks = _fitting(note.kind, case.talk.status if note.kind == "interview" else "", note.salvaged)
    return [check for check in checks if not check.needs or not check.needs.isdisjoint(has)]


@lru_cache(maxsize=256)
def _fitting(kind: str, state: str, salvaged: bool) -> tuple[Check, ...]:
    """Those for such a kind, and for an interview of such a status; few look at a note that was salvaged."""
    checks = (check for check in _OF_KIND[kind] if check.salvaged or not salvaged)
    return tuple(check for check in checks if not check.states or state in check.states)


def in_force(findings: list[Finding], settings: Settings) -> tuple[Finding, ...]:
    """The findings as the settings want them: switched off, or with another severity; sorted, each once."""
    if settings.checks:
        wanted = [(finding, settings.checks.get(finding.rule, finding.severity)) for finding in findings]
        findings = [replace(f, severity=severity) for f, severity in wanted if severity != "off"]
    return tuple(sorted(set(findings)))
