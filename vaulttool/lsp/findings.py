"""Findings of an open note as the client shows them, each over what it is about. Finding them is `core`'s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from vaulttool.core.checks import findings_of
from vaulttool.core.diagnostics import Finding
from vaulttool.core.parse.block import read_block
from vaulttool.core.parse.framing import split
from vaulttool.core.pattern import pattern
from vaulttool.errors import ConfigError
from vaulttool.lsp.vault import View

SOURCE = "vaulttool"

_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "hint": types.DiagnosticSeverity.Hint,
}
_LINK = pattern(r"\[\[[^\[\]\n]*\]\]")


def findings_in(view: View) -> tuple[Finding, ...]:
    """All that is wrong in the note as it is shown."""
    return (*findings_of(view.note, view.desk), *view.vault.findings_beside(view.path))


def diagnostics(view: View) -> list[types.Diagnostic]:
    """The findings, each with its range."""
    spans = _spans(view.text)
    return [_diagnostic(finding, view, spans) for finding in findings_in(view)]


def span_of(finding: Finding, view: View, spans: dict[int, int] | None = None) -> tuple[int, int]:
    """What a finding is about: the key, value or link that begins there, else the rest of the line."""
    start = view.places.at(finding.line, finding.column)
    link = _LINK.match(view.text, start)
    end = (_spans(view.text) if spans is None else spans).get(start) or (link.end() if link else 0)
    if not end:
        first, last = view.places.line_of(start)
        end = first + len(view.text[first:last].rstrip())
    return (start, end) if end > start else (view.places.line_of(start)[0], max(start, end))


def settings_diagnostics(error: ConfigError) -> list[types.Diagnostic]:
    """What is wrong in `vaulttool.toml`."""
    return list(_of_settings(error.problems))


def _diagnostic(finding: Finding, view: View, spans: dict[int, int]) -> types.Diagnostic:
    return types.Diagnostic(
        range=view.places.range(*span_of(finding, view, spans)),
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        source=SOURCE,
        message=f"{finding.message}\n{finding.hint}" if finding.hint else finding.message,
    )


def _spans(text: str) -> dict[int, int]:
    """Start -> end of every key and value of the frontmatter."""
    frame = split(text)
    if frame.state != "block":
        return {}
    base, found = frame.block_start, {}
    for entry in read_block(text[frame.block_start : frame.block_end]).entries:
        found[base + entry.key_start] = base + entry.key_end
        found.update({base + value.start: base + value.end for value in entry.values if value.end > value.start})
    return found


def _of_settings(problems: Iterable[str]) -> Iterator[types.Diagnostic]:
    for problem in problems:
        _, _, rest = problem.partition(":")
        number, _, message = rest.partition(": ")
        line = int(number) - 1 if number.isdigit() else 0
        end = types.Position(line, 1000)
        yield types.Diagnostic(
            types.Range(types.Position(line, 0), end), message or problem, types.DiagnosticSeverity.Error, source=SOURCE
        )
