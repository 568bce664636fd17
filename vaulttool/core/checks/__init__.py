"""Checks: what is wrong in a note, with the remedy. All of them stand in one tuple."""

from __future__ import annotations

from msgspec.structs import replace

from vaulttool.core import schema
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
from vaulttool.core.checks.rule import Case, Check
from vaulttool.core.diagnostics import Finding
from vaulttool.core.dossier import Desk, Dossier
from vaulttool.core.model import Note
from vaulttool.core.settings import Settings

__all__ = ["CHECKS", "CHECK_OF", "Case", "Check", "findings_of", "in_force", "twin_of"]

CHECKS: tuple[Check, ...] = (
    *reading.CHECKS, *values.CHECKS, *keys.CHECKS, *links.CHECKS, *names.CHECKS, *contact.CHECKS, *approach.CHECKS,
    *interview.CHECKS, *aftermath.CHECKS, *items.CHECKS,
)  # fmt: skip
CHECK_OF = {check.name: check for check in CHECKS}
_OF_KIND = {
    kind: tuple(check for check in CHECKS if kind in check.kinds and not check.passing) for kind in ("", *schema.KINDS)
}
_OF_SALVAGED = {kind: tuple(check for check in checks if check.salvaged) for kind, checks in _OF_KIND.items()}


def findings_of(note: Note, desk: Desk, dossier: Dossier | None = None) -> tuple[Finding, ...]:
    """All that is wrong in a note, what reading found included; sorted, each once, as severe as the settings say.

    `dossier` is the note's, if it is there already. Of a note that could only be salvaged no field is judged: what is
    missing may only be unreadable.
    """
    found = list(note.findings)
    case = Case(note, desk, dossier)
    if not note.salvaged:
        for name, problems in case.passing.items():
            found += [CHECK_OF[name].finding(note, problem) for problem in problems]
    for check in (_OF_SALVAGED if note.salvaged else _OF_KIND)[note.kind]:
        if not check.needs or not check.needs.isdisjoint(note.fields):
            for problem in check.find(case):
                found.append(check.finding(note, problem))
    return in_force(found, desk.settings) if found else ()


def in_force(findings: list[Finding], settings: Settings) -> tuple[Finding, ...]:
    """The findings as the settings want them: switched off, or with another severity; sorted, each once."""
    if settings.checks:
        wanted = [(finding, settings.checks.get(finding.rule, finding.severity)) for finding in findings]
        findings = [replace(f, severity=severity) for f, severity in wanted if severity != "off"]
    return tuple(sorted(set(findings)))
