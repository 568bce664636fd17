"""What the checks say of notes given as text, without files: for the tests of `core.checks`."""

from __future__ import annotations

from tests.support import desk_of, parsed
from vaulttool.core.checks import findings_of
from vaulttool.core.diagnostics import Finding
from vaulttool.core.settings import Settings

TODAY = "2026-12-01"


def findings(texts: dict[str, str], today: str = TODAY, settings: Settings | None = None) -> list[Finding]:
    """All findings of these notes on this day, in order."""
    notes = parsed(texts, settings)
    desk = desk_of(notes, today, settings)
    return sorted(finding for note in notes.values() for finding in findings_of(note, desk))


def found(
    rule: str, texts: dict[str, str] | str, today: str = TODAY, settings: Settings | None = None
) -> list[Finding]:
    """The findings of one check; a text alone is the contact `Ana`."""
    notes = {"Ana": texts} if isinstance(texts, str) else texts
    return [finding for finding in findings(notes, today, settings) if finding.rule == rule]


def hits(rule: str, texts: dict[str, str] | str, today: str = TODAY, settings: Settings | None = None) -> list[str]:
    """The findings of one check as `path:line severity`."""
    return [f"{f.path}:{f.line} {f.severity}" for f in found(rule, texts, today, settings)]
