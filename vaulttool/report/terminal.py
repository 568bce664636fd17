"""Results -> rows for people at a terminal: the list of today, findings, one line about a run. No escape sequences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from vaulttool.core.conclusion import State
from vaulttool.core.dashboard.idle import idle_words, list_counts
from vaulttool.core.dashboard.words import count, due_words, how, near_day, weekday
from vaulttool.core.escape import terminal
from vaulttool.report.layout import Row, heading

if TYPE_CHECKING:
    from vaulttool.core.conclusion import FollowUp
    from vaulttool.core.dashboard.bundle import Line, Lists
    from vaulttool.core.dashboard.picture import Picture, Planned
    from vaulttool.core.diagnostics import Finding
    from vaulttool.report.layout import Span
    from vaulttool.report.result import Result

_COLOUR = MappingProxyType({"error": "red", "warning": "yellow", "hint": "cyan"})


def today_rows(lines: Sequence[Line], lists: Lists, picture: Picture, *, sources: bool = False) -> Iterator[Row]:
    """The day, the talks of today and tomorrow, and `lines`: those of `lists` that are due first, then later ones.

    With `sources` each reason says where it comes from and what ends it.
    """
    yield Row(((" · ".join([weekday(picture.today), *list_counts(lists), *_error_count(picture)]), "bold"),))
    if not lists.due:
        yield from (Row(((terminal(sentence), ""),)) for sentence in idle_words(picture))
    talks = [planned for planned in picture.meetings if planned.is_within(picture.today, 1)]
    if talks:
        yield from (Row(), heading("Today and tomorrow"), *map(_talk, talks))
    for title, part in _parts(lines, lists):
        if part:
            yield from (Row(), heading(title))
            yield from (row for line in part for row in _entry(line, picture.today, sources=sources))


def finding_rows(findings: Iterable[Finding]) -> Iterator[Row]:
    """`path:line:column: severity rule: message`, and below it what to do."""
    for finding in findings:
        place = f"{terminal(finding.path)}:{finding.line}:{finding.column}: "
        yield Row(((place, "bold"), (finding.severity, _COLOUR[finding.severity]), _said(finding)))
        if finding.hint:
            yield Row(((f"    {terminal(finding.hint)}", "dim"),))


def finding_counts(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning`, `no errors`; hints are left out."""
    numbers = {s: sum(finding.severity == s for finding in findings) for s in ("error", "warning")}
    return ", ".join(count(number, severity) for severity, number in numbers.items() if number) or "no errors"


def found_in(findings: Sequence[Finding], notes: int) -> str:
    """The last line of a check: `2 errors, 1 warning in 2 of 120 notes`."""
    where = len({finding.path for finding in findings})
    within = f" in {where:,} of {count(notes, 'note')}" if findings else f" in {count(notes, 'note')}"
    hints = sum(finding.severity == "hint" for finding in findings)
    return finding_counts(findings) + (f", {count(hints, 'hint')}" if hints else "") + within


def summary(result: Result, *, would_write: bool | None = None) -> str:
    """One line about a run: what changed in the notes, what was found, what is due, what was written.

    `would_write` is for a dry run: whether the dashboard would change.
    """
    changes = ((result.added, "added"), (result.changed, "changed"), (result.removed, "removed"))
    changed = [f"{number:,} {word}" for number, word in changes if number]
    said = [
        ", ".join([count(result.notes, "note"), *(changed or ["nothing changed"])]),
        *_tick_counts(result),
        finding_counts(result.findings),
        ", ".join(list_counts(result.lists)) or "nothing due today",
        f"dashboard {result.dashboard if would_write is None else _WOULD[would_write]}",
    ]
    return " · ".join(said)


def _tick_counts(result: Result) -> Iterator[str]:
    if result.ticks_applied:
        yield f"{count(result.ticks_applied, 'tick')} applied"
    if result.ticks_kept:
        yield f"{count(result.ticks_kept, 'tick')} need{'s' * (result.ticks_kept == 1)} another look"
    if result.views_written:
        yield f"views written in {count(len(result.views_written), 'note')}"


_WOULD = MappingProxyType({True: "would change, nothing was written", False: "would stay as it is"})


def _error_count(picture: Picture) -> list[str]:
    return [f"{count(len(picture.faults), 'note')} with errors, see `vaulttool check`"] if picture.faults else []


def _parts(lines: Sequence[Line], lists: Lists) -> Iterator[tuple[str, Sequence[Line]]]:
    """The due lines under the dashboard's headings, what comes later under its own."""
    begin = 0
    for title, part in (
        ("Do today", lists.today), ("Also due", lists.also), ("Give back", lists.give_back),
        ("Keep in touch", lists.keep_in_touch),
    ):  # fmt: skip
        yield title, lines[begin : begin + len(part)]
        begin += len(part)
    yield "Later", lines[begin:]


def _entry(line: Line, today: date, *, sources: bool) -> Iterator[Row]:
    org = f" ({terminal(line.org)})" if line.org else ""
    due = (due_words(line.due, today), "red" if line.state is State.LATE else "")
    gist = f"{org} · {terminal(line.gist)} · "
    yield Row(((terminal(line.name), "bold"), (gist, ""), due), line.id, hang=True)
    is_single = len(line.reasons) == 1
    for reason in line.reasons:
        if not is_single:
            yield Row((("- " + _words(reason, line, today), ""),), reason.id, hang=True)
        elif reason.detail:
            yield _dim(reason.detail)
        if sources:
            yield _dim(f"from {reason.path}:{reason.line}; ends with: {reason.clears}")


def _dim(text: str) -> Row:
    return Row(((terminal(text), "dim"),), hang=True)


def _words(reason: FollowUp, line: Line, today: date) -> str:
    due = due_words(reason.due, today) if reason.due != line.due else ""
    return " · ".join(part for part in (terminal(reason.text), terminal(reason.detail), due) if part)


def _talk(planned: Planned) -> Row:
    meeting = planned.meeting
    when = ", ".join(part for part in (near_day(meeting.day), terminal(meeting.when)) if part)
    who = ", ".join(terminal(name) for _, name in meeting.people) or "somebody"
    where = ", ".join(terminal(part) for part in (meeting.org, meeting.role) if part)
    theirs = f"{meeting.theirs} for them" if meeting.theirs else ""
    still = f"still to do: {', '.join(meeting.missing)}" if meeting.missing else ""
    said = (f"{who} ({where})" if where else who, how(meeting.format), theirs, meeting.place, still)
    spans: tuple[Span, ...] = ((when, "bold"), *((f" · {terminal(part)}", "") for part in said if part))
    return Row(spans, hang=True)


def _said(finding: Finding) -> Span:
    return f" {finding.rule}: {terminal(finding.message)}", ""
