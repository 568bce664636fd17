"""What `sync` does and says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaulttool.cli.paging import echo
from vaulttool.cli.session import ENDLESS, Session
from vaulttool.core.escape import terminal

if TYPE_CHECKING:
    from vaulttool.core.diagnostics import Finding
    from vaulttool.reading import Outcome

_SHOWN = 20


def sync(session: Session, *, full: bool = False, dry_run: bool = False, allow_empty: bool = False) -> Outcome:
    """Run, say what was found, and leave an answer for the short way."""
    from vaulttool.sync import sync as run

    outcome = run(
        session.vault, session.today, full=full, dry_run=dry_run, allow_empty=allow_empty, progress=session.progress(),
        glance=session.asked.pop("glance", None),
    )  # fmt: skip
    session.tell(outcome.messages)
    if dry_run and session.format == "text":
        diff = outcome.views_diff + outcome.diff
        echo("".join(f"{terminal(line)}\n" for line in diff.split("\n") if line))
    echo(_said(session, outcome, dry_run=dry_run))
    if not dry_run:
        _remember(session, outcome)
    return outcome


def _said(session: Session, outcome: Outcome, *, dry_run: bool = False) -> str:
    """One line about the run, then errors and warnings; or all of it in numbers."""
    if session.format == "json":
        from vaulttool.report import json

        return json.dumps(json.counts(outcome, session.today))
    from vaulttool.report import layout
    from vaulttool.report.terminal import finding_rows, summary
    from vaulttool.shortcut import width

    found = [finding for finding in outcome.findings if _is_told(session, finding)]
    shown = found if session.is_verbose else found[:_SHOWN]
    head = "" if session.is_quiet else f"{summary(outcome, would_write=bool(outcome.diff) if dry_run else None)}\n"
    more = f"and {len(found) - len(shown)} more: `vaulttool check` lists them all\n" if len(found) > len(shown) else ""
    render = layout.coloured if session.has_colour else layout.plain
    return head + render(finding_rows(shown), width() or ENDLESS) + more


def _remember(session: Session, outcome: Outcome) -> None:
    """Leave the answer that the next `sync` gives at once if nothing changes; none where that is not sure."""
    from contextlib import suppress

    from vaulttool import shortcut
    from vaulttool.sync import index_path

    vault = str(session.vault)
    is_said_once = session.is_verbose or outcome.messages or outcome.again_in
    if is_said_once or not outcome.snapshot or not outcome.dashboard_path:
        shortcut.forget(vault)
        return
    with suppress(OSError, ValueError):
        shortcut.save(
            vault, snapshot_id=outcome.snapshot, day=str(session.today), hours=session.hours_of_today(),
            index=str(index_path(session.vault)), said=_answers(session, outcome),
            dashboard=(outcome.dashboard_path, outcome.dashboard_text.encode("utf-8", "surrogateescape")),
        )  # fmt: skip


def _answers(session: Session, outcome: Outcome) -> dict[str, str]:
    """What the next run will say if nothing changes, as text and in the form asked for now."""
    from msgspec.structs import replace

    from vaulttool.shortcut import form_of

    nothing = replace(
        outcome, added=0, changed=0, removed=0, read=0, hashed=0, parsed=0, dashboard="unchanged", ticks_applied=0,
        views_written=(),
    )  # fmt: skip
    forms = [("text", False), ("text", True)]
    if session.format == "json":
        forms.append(("json", False))
    said = {}
    for format_, quiet in forms:
        asked = {**session.asked, "format": format_, "quiet": quiet}
        said[form_of(format_, quiet=quiet, colour=session.has_colour)] = _said(Session(asked), nothing)
    return said


def _is_told(session: Session, finding: Finding) -> bool:
    if session.is_quiet:
        return finding.severity == "error"
    return session.is_verbose or finding.severity != "hint"
