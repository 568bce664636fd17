"""`find` and `list` from end to end: which notes come, in which order, in which form."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vaulttool.cli.command_line import run
from vaulttool.core.escape import visible
from vaulttool.core.query import View, Vocabulary, evaluate, parse_query
from vaulttool.report.layout import cells, plain
from vaulttool.report.table import table_rows
from vaulttool.sync import reading

DAY = ("--today", "2026-12-02")

NOTES = {
    "Contacts/Ana Ruiz.md": """\
---
type: contact
aliases: [Annie]
org: "[[Acme Wetlands|Acme]]"
role: Field Ecologist
email: [ana@acme.example, ana@home.example]
tags: [water/fresh]
priority: high
Shoe: red
---
## Log
- 2026-11-18 email out: asked about wetlands (for:: outreach)
- 2026-11-20 email in: the seasonal crews start in May
""",
    "Contacts/Ben Ode.md": "---\ntype: contact\norg: Marsh Trust\nprivate: true\nlast_contact: 2026-01-05\n---\n",
    "Contacts/José Díaz.md": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-30\n---\nA #birds person.\n",
    "Interviews/2026-11-24 Ana Ruiz.md": """\
---
type: interview
contact: "[[Ana Ruiz]]"
date: 2026-11-24T10:00
status: done
fit_role: 4
thank_you_sent: 2026-11-25
---
Notes of the day: mud.
""",
    "Interviews/2026-12-09 Ben Ode.md": '---\ntype: interview\ncontact: "[[Ben Ode]]"\ndate: 2026-12-09\n---\n',
    "Organisations/Acme Wetlands.md": "---\ntype: org\ntarget: true\nmotivation: 5\n---\n",
    "Organisations/Marsh Trust.md": "---\ntype: org\nmotivation: 3\n---\n",
    "Thoughts.md": "Seasonal work, wetlands, 東京の湿地.\n",
}

Tool = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of these notes, made once."""
    root = tmp_path_factory.mktemp("find")
    for path, text in NOTES.items():
        (root / "vault" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "vault" / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def tool(written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tool:
    """Calls the tool in the vault: exit status, output, errors."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(written / "cache"))
    monkeypatch.chdir(written / "vault")

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run([*DAY, *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def names(tool: Tool, *arguments: str) -> list[str]:
    status, out, _ = tool("--format", "json", *arguments)
    found = [record["name"] for record in json.loads(out)]
    assert status == (0 if found or arguments[0] == "list" else 1)
    return found


ANA, BEN, JOSE = "Ana Ruiz", "Ben Ode", "José Díaz"
TALK, PLAN = "2026-11-24 Ana Ruiz", "2026-12-09 Ben Ode"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mud", [TALK]),
        ("wetl", [ANA, "Acme Wetlands", "Thoughts"]),
        ("wetl kind:contact", [ANA]),
        ('"seasonal crews"', [ANA]),
        ('"crews seasonal"', []),
        ("crews seasonal", [ANA]),
        ("jose diaz", [JOSE]),
        ("湿地", ["Thoughts"]),
        ("湿地 wetl", ["Thoughts"]),
        ("mud 湿地 status:done", []),
        ("wetl status:nurturing", [ANA]),
        ("status:nurturing wetl", [ANA]),
        ("wetl -status:nurturing", ["Acme Wetlands"]),
        ("status:met", []),
        ("status:nurturing", [ANA]),
        ("status:scheduled", [BEN, PLAN]),
        ("status:targeted or status:done", [JOSE, TALK]),
        ("type:contact -org:*", [JOSE]),
        ("org:acme", [ANA, TALK]),
        ("org:marsh", [BEN, PLAN]),
        ('org="Acme Wetlands"', [ANA, TALK]),
        ("org=wetlands", []),
        ("contact.org:acme status:done", [TALK]),
        ("contact.email:home.example", [TALK]),
        ("contact.org.motivation>3", [TALK]),
        ("org.target:yes", [ANA, TALK]),
        ("org.motivation<=3", [BEN, PLAN]),
        ("contact.attempts=1", [TALK]),
        ("email:*", [ANA]),
        ("-email:* type:contact", [BEN, JOSE]),
        ("private:yes", [BEN]),
        ("private:no type:contact", [ANA, JOSE]),
        ("fit_role>=4", [TALK]),
        ("fit_role!=4 type:interview", [PLAN]),
        ("last_contact<-90d", [BEN]),
        ("last_contact>=2026-11", [ANA]),
        ("attempts:1", [ANA]),
        ("date:2026-11", [TALK]),
        ("date>today", [PLAN]),
        ("due<today type:contact", [ANA]),
        ("due:tomorrow type:contact", [JOSE]),
        ("name:annie", [ANA]),
        ("path:interviews/2026-11", [TALK]),
        ("tag:water", [ANA]),
        ("tag:wat", []),
        ("tag:birds", [JOSE]),
        ("shoe:red", [ANA]),
        ("priority:high or priority:low", [ANA]),
    ],
)
def test_find_gives_the_notes_that_fit(tool: Tool, query: str, expected: list[str]) -> None:
    """By words, fields as written, what follows from the notes, and through links."""
    assert names(tool, "find", "--", query) == expected


def test_a_part_may_begin_with_a_dash(tool: Tool) -> None:
    """What has a field or a bracket behind its dash is no option."""
    assert names(tool, "find", "-email:*", "type:contact") == [BEN, JOSE]
    assert names(tool, "find", "type:contact", "-(email:* or private:yes)", "-q") == [JOSE]


def test_find_tells_people_what_and_where(tool: Tool) -> None:
    """Name, organisation, status, last contact, path, and the words around the find."""
    status, out, _ = tool("find", "seasonal crews")
    assert status == 0
    assert out.startswith("Ana Ruiz (Acme) · contact, nurturing · last contact 2026-11-25")
    assert "Contacts/Ana Ruiz.md" in out
    assert "seasonal crews start in May" in out


def test_find_with_nothing_to_show_says_so(tool: Tool) -> None:
    """Exit status 1, and data all the same where data was asked for."""
    assert tool("find", "xyzzy") == (1, "", "vaulttool: nothing matches xyzzy\n")
    assert tool("find", "xyzzy", "--format", "json") == (1, "[]\n", "")


def test_a_query_that_cannot_be_read_is_refused(tool: Tool) -> None:
    """Exit status 2, the place, the nearest field."""
    status, out, err = tool("find", "wet", "statsu:met")
    assert (status, out) == (2, "")
    assert "position 5: there is no field `statsu`; did you mean `status`?" in err
    assert "\n      ^^^^^^\n" in err


def test_find_changes_nothing_in_the_vault(tool: Tool, written: Path) -> None:
    """Not even a modification time."""
    before = {path: path.stat().st_mtime_ns for path in sorted((written / "vault").rglob("*"))}
    tool("find", "wetlands")
    tool("list", "contact")
    assert {path: path.stat().st_mtime_ns for path in sorted((written / "vault").rglob("*"))} == before


def test_list_shows_the_usual_columns(tool: Tool) -> None:
    """One line a note, aligned, with the status in force."""
    status, out, _ = tool("list", "contacts")
    assert status == 0
    assert out.splitlines() == [
        "name       org          status     last_contact  due",
        "Ana Ruiz   Acme         nurturing  2026-11-25    2026-11-30",
        "Ben Ode    Marsh Trust  scheduled  2026-01-05    2026-12-04",
        "José Díaz               targeted                 2026-12-03",
    ]


def test_list_filters_sorts_and_chooses(tool: Tool) -> None:
    """`--where` is the language of find, `-` sorts from last to first, notes without a value come last."""
    listed = tool("list", "contact", "--sort", "-last_contact,name", "--columns", "name,attempts", "--format", "tsv")
    assert listed == (0, "name\tattempts\nAna Ruiz\t1\nBen Ode\t0\nJosé Díaz\t0\n", "")
    assert names(tool, "list", "org", "--sort", "motivation") == ["Marsh Trust", "Acme Wetlands"]
    assert names(tool, "list", "org", "--where", "motivation>3") == ["Acme Wetlands"]
    assert names(tool, "list", "interview") == [PLAN, TALK]


def test_an_empty_list_is_no_failure(tool: Tool) -> None:
    """Exit status 0; what is missing is said beside the output."""
    assert tool("list", "contact", "--where", "status:archived") == (0, "", "vaulttool: no contact fits\n")
    assert tool("list", "campaign", "--format", "tsv")[:2] == (0, "name\tstart\tend\tclosed_on\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "book"), "is no kind of note; there is contact, interview"),
        (
            ("list", "org", "--columns", "name, motivaton"),
            "position 7: no org has a field `motivaton`; did you mean `motivation`?",
        ),
        (("list", "org", "--sort", "-fit_role"), "position 2: no org has a field `fit_role`"),
        (("list", "org", "--where", "fit_role>3"), "position 1: no org has a field `fit_role`"),
        (("list", "org", "--columns", "name,"), "no org has a field ``"),
    ],
)
def test_a_wrong_request_names_what_there_is(tool: Tool, arguments: tuple[str, ...], said: str) -> None:
    """Exit status 2 and the nearest name."""
    status, out, err = tool(*arguments)
    assert (status, out) == (2, "")
    assert said in err.replace("\n", " ")


def test_records_hold_what_is_written_and_what_follows(tool: Tool) -> None:
    """Numbers are numbers, lists are lists, links are names, and the status is the one in force."""
    _, out, _ = tool("list", "contact", "--where", "name:ana", "--columns", "status,attempts,due", "--format", "json")
    (ana,) = json.loads(out)
    assert (ana["path"], ana["kind"], ana["name"]) == ("Contacts/Ana Ruiz.md", "contact", "Ana Ruiz")
    assert ana["fields"] == {
        "aliases": ["Annie"],
        "org": "Acme Wetlands",
        "role": "Field Ecologist",
        "email": ["ana@acme.example", "ana@home.example"],
        "tags": ["water/fresh"],
        "priority": "high",
        "Shoe": "red",
        "status": "nurturing",
        "attempts": 1,
        "due": "2026-11-30",
    }


@pytest.mark.parametrize("width", [80, 60, 40, 24])
def test_tables_fit_the_terminal(width: int) -> None:
    """Wide letters count double; long values are cut, dates never; where it cannot fit, each note is a block."""
    records = [
        ["東京の湿地を守る会の山田太郎", "2026-12-02", "Analyst of everything that grows"],
        ["Ana", "", "x" * 200],
    ]
    lines = plain(table_rows(["name", "last_contact", "role"], records, width), 1000).splitlines()
    if "name: " not in lines[0]:
        assert max(map(cells, lines)) <= width
        starts = {cells(line[: line.index(mark)]) for line, mark in zip(lines, ("last", "2026-12-02"), strict=False)}
        assert len(starts) == 1
    assert any("2026-12-02" in line for line in lines)


def test_output_obeys_nothing_that_notes_say(tool: Tool, written: Path) -> None:
    """An escape sequence or a tab in a value is spelt out."""
    note = written / "vault" / "Contacts" / "Evil.md"
    note.write_text('---\ntype: contact\nrole: "a\\e[31mb\\tc"\n---\n', encoding="utf-8")
    try:
        for form in ("text", "tsv"):
            _, out, _ = tool("list", "contact", "--where", "role:*", "--columns", "role", "--format", form)
            assert "\x1b" not in out
            assert visible("a\x1b[31mb\tc") in out
    finally:
        note.unlink()


def test_a_simple_question_opens_no_note(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand notes cost columns of the index, not ten thousand dossiers."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(written / "cache"))
    with reading(written / "vault", date(2026, 12, 2)) as found:
        opened: list[str] = []
        monkeypatch.setattr(found.index, "note", opened.append)
        words = Vocabulary(found.desk.settings)
        query = parse_query("wetl status:nurturing last_contact>-30d or contact.org:acme", words, date(2026, 12, 2))
        assert len(evaluate(query, View(found.index, found.desk))) == 2
        assert opened == []
