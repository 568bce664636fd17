"""Results -> JSON of the documented, stable shapes: strict, and plain ASCII, which any terminal and pipe can take."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from vaulttool.core.conclusion import FollowUp, State
from vaulttool.core.dashboard.bundle import Line, state_of
from vaulttool.core.diagnostics import Finding
from vaulttool.report.result import Result


def dumps(value: Any, *, indent: int | None = 2) -> str:
    r"""JSON with a final newline; broken Unicode of file names is spelt out (`\udcff`): strict readers refuse it.

    Without `indent` it is one line.
    """
    return json.dumps(_sound(value), indent=indent, allow_nan=False).replace("\x7f", "\\u007f") + "\n"


def findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """`check`: a list of `{rule, severity, path, line, column, message, hint, fixable}`."""
    keys = ("rule", "severity", "path", "line", "column", "message", "hint", "fixable")
    return [{key: getattr(finding, key) for key in keys} for finding in found]


def lines(found: Iterable[Line], today: date) -> list[dict[str, Any]]:
    """`today`: one record per person written to, in the dashboard's order."""
    return [_line(line, today) for line in found]


def counts(result: Result, today: date) -> dict[str, Any]:
    """`sync`: what was looked at, found and written, in numbers."""
    states = [state_of(f.due, today) for f in result.follow_ups]
    severities = [finding.severity for finding in result.findings]
    names = ("notes", "added", "changed", "removed", "unchanged", "read", "hashed", "parsed")
    return {
        **{name: getattr(result, name) for name in names},
        "findings": {severity: severities.count(severity) for severity in ("error", "warning", "hint")},
        "follow_ups": {state.value: states.count(state) for state in State},
        "ticks": {"applied": result.ticks_applied, "kept": result.ticks_kept},
        "dashboard": result.dashboard,
    }


def _line(line: Line, today: date) -> dict[str, Any]:
    return {
        "id": line.id,
        "rule": line.reasons[0].rule,
        "person": line.name if line.person else "",
        "path": line.path,
        "due": line.due.isoformat(),
        "state": line.state.value,
        "weight": line.weight,
        "text": line.text,
        "reasons": [_reason(reason, today) for reason in line.reasons],
        "draft": line.draft,
    }


def _reason(reason: FollowUp, today: date) -> dict[str, Any]:
    return {
        "id": reason.id,
        "rule": reason.rule,
        "about": reason.about_name,
        "due": reason.due.isoformat(),
        "state": state_of(reason.due, today).value,
        "path": reason.path,
        "line": reason.line,
        "text": reason.text,
        "clears": reason.clears,
        "tickable": reason.tickable,
    }


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_sound(key): _sound(content) for key, content in value.items()}
    return [_sound(content) for content in value] if isinstance(value, list | tuple) else value
