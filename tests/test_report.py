"""Reports: JSON of the documented shapes, text for terminals of any width, nothing that a terminal would obey."""

from __future__ import annotations

import json as stdlib_json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vaulttool.core.calendar import Calendar
from vaulttool.core.conclusion import Card, FollowUp, Meeting
from vaulttool.core.dashboard.bundle import Lists, bundle, widen
from vaulttool.core.dashboard.picture import Picture, compose
from vaulttool.core.diagnostics import Finding
from vaulttool.core.settings import Settings
from vaulttool.report import json
from vaulttool.report.github import workflow_commands
from vaulttool.report.layout import Row, cells, coloured, plain
from vaulttool.report.terminal import finding_rows, found_in, summary, today_rows

"""A busy machine is no failure."""

TODAY = date(2026, 12, 2)
BEN = FollowUp(
    id="p0d2m8ra", rule="tell-advice", person="Contacts/Ben Ode.md", about="Contacts/Cara Lim.md",
    person_name="Ben Ode", about_name="Cara Lim", due=date(2026, 12, 1), cause=date(2026, 11, 27),
    text="say what his advice did", path="Interviews/Talk.md", line=12, clears="told", weight=82, draft="update-advice",
    org="Acme",
)  # fmt: skip
LATER = replace(BEN, id="w7h4c1ne", rule="connect", due=date(2026, 12, 5), text="connect", weight=45, draft="")
ERROR = Finding("Contacts/Ben Ode.md", 3, 7, "date-not-iso", "error", "not a date: 3/4", "write 2026-04-03", True)
HINT = replace(ERROR, severity="hint", rule="no-purpose", hint="")
CARDS = {"Contacts/Ben Ode.md": Card("met", org="Acme")}
TALK = Meeting(
    day=TODAY, when="10:00–10:20", theirs="15:00", people=(("Contacts/Ana Ruiz.md", "Ana Ruiz"),), org="Acme",
    role="", format="video", place="https://meet.example/ana", status="scheduled", missing=("confirm the time",),
)  # fmt: skip


def lists(*follow_ups: FollowUp) -> Lists:
    """The lists of `TODAY`."""
    return bundle(follow_ups, TODAY, Calendar(), Settings(), CARDS)


def picture(*follow_ups: FollowUp, talks: Sequence[Meeting] = (), findings: Sequence[Finding] = ()) -> Picture:
    """The picture of `TODAY`."""
    meetings = {f"Interviews/{n}.md": talk for n, talk in enumerate(talks)}
    return compose(follow_ups, TODAY, Calendar(), Settings(), cards=CARDS, meetings=meetings, findings=findings)


NOTHING_DUE = Lists()
NOTHING_TO_SHOW = Picture(TODAY, NOTHING_DUE)


@dataclass(frozen=True)
class Run:
    """A run with a result to report."""

    findings: tuple[Finding, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    lists: Lists = NOTHING_DUE
    picture: Picture = NOTHING_TO_SHOW
    notes: int = 120
    added: int = 1
    changed: int = 2
    removed: int = 0
    unchanged: int = 117
    read: int = 3
    hashed: int = 0
    parsed: int = 3
    dashboard: str = "written"
    ticks_applied: int = 0
    ticks_kept: int = 0
    views_written: tuple[str, ...] = ()


def test_check_as_json() -> None:
    """A list of findings with exactly the documented keys."""
    assert stdlib_json.loads(json.dumps(json.findings([ERROR]))) == [
        {
            "rule": "date-not-iso", "severity": "error", "path": "Contacts/Ben Ode.md", "line": 3, "column": 7,
            "message": "not a date: 3/4", "hint": "write 2026-04-03", "fixable": True,
        }
    ]  # fmt: skip


def test_today_as_json() -> None:
    """One record a person: names, not paths, for people; rule and due of the first reason."""
    lines = widen(lists(BEN), [BEN, LATER], TODAY, date(2026, 12, 9))
    (record,) = stdlib_json.loads(json.dumps(json.lines(lines, TODAY)))
    assert len(record.pop("id")) == 8
    assert record == {
        "rule": "tell-advice", "person": "Ben Ode", "path": "Contacts/Ben Ode.md", "due": "2026-12-01",
        "state": "late", "weight": 84, "text": "say what his advice did; connect", "draft": "update-advice",
        "reasons": [
            {
                "id": "p0d2m8ra", "rule": "tell-advice", "about": "Cara Lim", "due": "2026-12-01", "state": "late",
                "path": "Interviews/Talk.md", "line": 12, "text": "say what his advice did", "clears": "told",
                "tickable": True,
            },
            {
                "id": "w7h4c1ne", "rule": "connect", "about": "Cara Lim", "due": "2026-12-05", "state": "soon",
                "path": "Interviews/Talk.md", "line": 12, "text": "connect", "clears": "told", "tickable": True,
            },
        ],
    }  # fmt: skip


def test_a_campaign_row_has_no_person() -> None:
    """A row about a campaign names no person; its path is the campaign's note."""
    pace = replace(BEN, person="", person_name="", about="Campaigns/Spring.md", about_name="Spring")
    (record,) = json.lines(lists(pace).due, TODAY)
    assert (record["person"], record["path"]) == ("", "Campaigns/Spring.md")


def test_sync_as_json() -> None:
    """Counts of notes, findings, follow-ups and ticks."""
    far = replace(LATER, due=date(2027, 12, 5))
    run = Run(findings=(ERROR, HINT, HINT), follow_ups=(BEN, LATER, LATER, far))
    assert stdlib_json.loads(json.dumps(json.counts(run, TODAY))) == {
        "notes": 120, "added": 1, "changed": 2, "removed": 0, "unchanged": 117, "read": 3, "hashed": 0, "parsed": 3,
        "findings": {"error": 1, "warning": 0, "hint": 2},
        "follow_ups": {"late": 1, "due": 0, "soon": 2, "later": 1},
        "ticks": {"applied": 0, "kept": 0},
        "dashboard": "written",
    }  # fmt: skip


@given(st.text())
def test_json_is_strict_and_harmless(text: str) -> None:
    """Any text comes back from a strict reader; no control character is in what is printed."""
    printed = json.dumps({"path": text})
    assert stdlib_json.loads(printed) == {"path": text}
    assert re.fullmatch(r"[\x20-\x7e\n]*", printed)


def test_json_spells_out_broken_unicode() -> None:
    """A file name that is no Unicode does not make JSON that strict readers refuse."""
    assert stdlib_json.loads(json.dumps(["a\udcff"])) == ["a\\udcff"]


def test_the_list_of_today() -> None:
    """The day and the counts, the talks, then one entry a person under its heading, the id at the left."""
    both = (BEN, replace(LATER, due=TODAY, detail="see her page"))
    rows = today_rows(lists(*both).due, lists(*both), picture(*both, talks=[TALK], findings=[ERROR]))
    shown = plain(rows, 80)
    id = lists(*both).due[0].id
    assert shown == (
        f"""\
Wednesday 2026-12-02 · 1 to do today, 1 of them late · 1 note with errors, see
`vaulttool check`

Today and tomorrow
          Wed 2026-12-02, 10:00–10:20 · Ana Ruiz (Acme) · by video · 15:00 for
          them · https://meet.example/ana · still to do: confirm the time

Do today
{id}  Ben Ode (Acme) · say what their advice did and connect · due
          2026-12-01, 1 day late
p0d2m8ra  - say what his advice did
w7h4c1ne  - connect · see her page · due today
"""
    )


def test_an_empty_list_says_why() -> None:
    """With nothing due the list says what comes next."""
    rows = list(today_rows((), Lists(), picture(LATER)))
    assert "Nothing is due today. Next: Sat 2026-12-05, Ben Ode: connect." in plain(rows, 200)


def test_sources_on_demand() -> None:
    """Each reason can say where it comes from and what ends it."""
    shown = plain(today_rows(lists(BEN).due, lists(BEN), picture(BEN), sources=True), 80)
    assert "          from Interviews/Talk.md:12; ends with: told\n" in shown


def test_later_entries_have_their_own_heading() -> None:
    """What a window adds stands after what is due."""
    other = replace(LATER, person="Contacts/Zoe.md", person_name="Zoe")
    lines = widen(lists(BEN), [BEN, other], TODAY, date(2026, 12, 9))
    shown = plain(today_rows(lines, lists(BEN), picture(BEN)), 80)
    assert shown.index("Do today") < shown.index("Ben Ode") < shown.index("Later") < shown.index("Zoe")


def test_findings_in_lines() -> None:
    """An editor can jump to `path:line:column:`; the remedy stands below, indented."""
    assert plain(finding_rows([ERROR, HINT]), 10_000) == (
        "Contacts/Ben Ode.md:3:7: error date-not-iso: not a date: 3/4\n"
        "    write 2026-04-03\n"
        "Contacts/Ben Ode.md:3:7: hint no-purpose: not a date: 3/4\n"
    )
    assert found_in([ERROR, HINT], 120) == "1 error, 1 hint in 1 of 120 notes"
    assert found_in([], 120) == "no errors in 120 notes"


def test_one_line_about_a_run() -> None:
    """What changed, what was found, what is due, what was written; a dry run says that nothing was."""
    run = Run(findings=(ERROR, HINT), lists=lists(BEN))
    assert summary(run) == (
        "120 notes, 1 added, 2 changed · 1 error · 1 to do today, 1 of them late · dashboard written"
    )
    assert summary(run, would_write=True).endswith("dashboard would change, nothing was written")
    quiet = Run(added=0, changed=0, dashboard="unchanged")
    assert summary(quiet) == "120 notes, nothing changed · no errors · nothing due today · dashboard unchanged"


def test_annotations() -> None:
    """GitHub's workflow commands, their own signs escaped."""
    odd = replace(ERROR, path="a,b:c.md", message="100%\n::error::x", hint="")
    assert workflow_commands([odd, HINT], "notes/") == (
        "::error file=notes/a%2Cb%3Ac.md,line=3,col=7,title=date-not-iso::100%25\\n::error::x\n"
        "::notice file=notes/Contacts/Ben Ode.md,line=3,col=7,title=no-purpose::not a date: 3/4\n"
    )


@pytest.mark.parametrize("width", [80, 40, 24])
def test_rows_keep_to_the_width(width: int) -> None:
    """Text wraps below itself, wide letters counted as two columns."""
    row = Row((("李 " * 30 + "Zoë and others " * 5, ""),), "abcd1234", hang=True)
    lines = plain([row], width).splitlines()
    assert all(cells(line) <= width for line in lines)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured([row], width)).splitlines() == lines
    assert lines[0].startswith("abcd1234  李" if width == 80 else "abcd1234 李")
    assert all(re.match(" {10}[^ ]" if width == 80 else "  [^ ]", line) for line in lines[1:])


@given(st.text("ab -·é", max_size=120), st.integers(1, 40))
def test_lines_are_filled_word_by_word(text: str, width: int) -> None:
    """As many words as fit, a longer one alone: the same whether signs are counted or measured."""
    lines = plain([Row(((f"x{text}", ""),))], width).splitlines()
    filled: list[str] = []
    for word in f"x{text}".split():
        if filled and len(filled[-1]) + 1 + len(word) <= max(width, 16):
            filled[-1] += f" {word}"
        else:
            filled.append(word)
    assert lines == ([f"x{text}".rstrip()] if len(f"x{text}") <= max(width, 16) else filled)


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("李", 2), ("e\u0301", 1), ("\u200d", 0)])
def test_columns_of_a_text(text: str, columns: int) -> None:
    """Wide letters take two columns, accents and joiners none."""
    assert cells(text) == columns


def test_colours_change_no_word() -> None:
    """Without its escape sequences the coloured text is the plain one."""
    both = (BEN, replace(LATER, due=TODAY))
    rows = list(today_rows(lists(*both).due, lists(*both), picture(*both)))
    found = coloured(rows, 60)
    assert "\x1b[1m" in found
    assert re.sub(r"\x1b\[[0-9;]*m", "", found).split() == plain(rows, 60).split()


@given(st.text(st.sampled_from("a \n[bold]\\\x1b\x9b\u202e\t\x07\r:{}"), min_size=1, max_size=20))
def test_no_text_of_a_note_reaches_the_terminal_raw(text: str) -> None:
    """Whatever stands in a note: no control character is printed but our own line ends and styles."""
    odd = replace(BEN, person_name=text, text=text, detail=text, about_name=text)
    talk = replace(TALK, when=text, theirs=text, people=((text, text),), place=text, missing=(text,), format=text)
    day = today_rows(lists(odd).due, lists(odd), picture(odd, talks=[talk]))
    rows = [*day, *finding_rows([replace(ERROR, path=text, message=text, hint=text)])]
    for found in (plain(rows, 80), re.sub(r"\x1b\[[0-9;]*m", "", coloured(rows, 80))):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", found)
