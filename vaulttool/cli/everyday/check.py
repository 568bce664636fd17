"""What `check` shows: findings, chosen by path and rule."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from vaulttool.cli.paging import echo
from vaulttool.cli.session import Session, current_folder

if TYPE_CHECKING:
    from pathlib import Path

    from vaulttool.core.diagnostics import Finding

    Found = tuple[Sequence[Finding], int]
    """Findings, and how many notes were looked at."""


class Choice(NamedTuple):
    """Which findings are asked for: of these checks (all when there are none), not of those, below these paths."""

    rules: Collection[str]
    barred: Collection[str]
    below: Sequence[str]

    def of(self, findings: Sequence[Finding]) -> list[Finding]:
        """Those asked for, hints among them."""
        named = (f for f in findings if (not self.rules or f.rule in self.rules) and f.rule not in self.barred)
        return [finding for finding in named if _is_below(finding.path, self.below)]


def read(session: Session, below: Sequence[str] = ()) -> Found:
    """All findings in the notes as they are, and how many notes are below these paths (all when there are none)."""
    with session.reading() as found:
        asked = sum(_is_below(path, below) for path in found.index.paths()) if below else found.look.counts.notes
        return found.findings, asked


def check(session: Session, found: Found, choice: Choice, *, hints: bool = False, strict: bool = False) -> int:
    """Show the findings asked for; the exit status, 1 when an error is among them, or, if `strict`, a warning."""
    findings, notes = found
    shown = [f for f in choice.of(findings) if hints or f.severity != "hint" or f.rule in choice.rules]
    _print(session, shown, notes)
    return int(any(f.severity == "error" or (strict and f.severity == "warning") for f in shown))


def _print(session: Session, found: Sequence[Finding], notes: int) -> None:
    from vaulttool.report import terminal

    if session.format == "json":
        from vaulttool.report import json

        session.show_json(json.findings(found))
    elif session.format == "github":
        from vaulttool.report.github import workflow_commands

        echo(workflow_commands(found, _from_here(session.vault)))
    else:
        session.show(terminal.finding_rows(found), wrap=sys.stdout.isatty())
        if not session.is_quiet:
            echo(f"{terminal.found_in(found, notes)}\n")


def _is_below(note: str, paths: Sequence[str]) -> bool:
    return not paths or any(path in (".", note) or note.startswith(f"{path}/") for path in paths)


def _from_here(vault: Path) -> str:
    """What leads from the current folder, where GitHub's runner has the repository, to the vault."""
    here = current_folder()
    if vault == here or not vault.is_relative_to(here):
        return ""
    return f"{vault.relative_to(here).as_posix()}/"
