"""Findings -> the workflow commands with which GitHub shows them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from vaulttool.core.diagnostics import Finding
from vaulttool.core.escape import terminal

_LEVEL = MappingProxyType({"error": "error", "warning": "warning", "hint": "notice"})


def workflow_commands(findings: Iterable[Finding], prefix: str = "") -> str:
    """One line a finding. `prefix` leads from the repository to the vault: `""`, or a folder with a final `/`."""
    return "".join(_annotation(finding, prefix) for finding in findings)


def _annotation(finding: Finding, prefix: str) -> str:
    file, rule = _property(prefix + finding.path), _property(finding.rule)
    said = f"{finding.message} ({finding.hint})" if finding.hint else finding.message
    place = f"file={file},line={finding.line},col={finding.column},title={rule}"
    return f"::{_LEVEL[finding.severity]} {place}::{_value(said)}\n"


def _value(text: str) -> str:
    return terminal(text).replace("%", "%25")


def _property(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")
