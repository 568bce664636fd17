"""`show`, `path`, `tree`, `balance`, `stats`, `brief`, `questions`, `edit` from end to end, on real notes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from vaulttool.cli.command_line import run

NOTES = {
    "Contacts/Ana Ruiz.md": """\
---
type: contact
org: "[[Acme]]"
email: ana@acme.example
topics: [maps]
priority: high
referred_by: ["[[Ben Ode]]"]
---
Wrote the report on crews.
## Log
- 2026-11-18 email in: glad to
## Favours
- owed 2026-11-18: a photo
""",
    "Contacts/Ben Ode.md": '---\ntype: contact\norg: "[[Acme]]"\nrelationship: mentor\n---\n',
    "Contacts/Bar Red.md": "---\ntype: contact\ndo_not_contact: true\n---\n",
    "Contacts/Ana Bell.md": "---\ntype: contact\n---\n",
    "Interviews/2026-11-02 Ben Ode.md": """\
---
type: interview
contact: "[[Ben Ode]]"
status: done
date: 2026-11-02
---
## Questions
- [x] What do you expect of beginners? (cat:: entry-level)
    A count of four people.
- [>] What would surprise me? (cat:: culture)
## Insights
- Crews hear first
""",
    "Interviews/2026-12-03 Ana Ruiz.md": """\
---
type: interview
contact: "[[Ana Ruiz]]"
status: scheduled
date: 2026-12-03T10:00
purpose: [job]
format: video
---
## Prepare
- [ ] Read up on the person ^research-person
- she leads four crews
## Questions
- [ ] * Why crews? (cat:: job)
""",
    "Organisations/Acme.md": "---\ntype: org\ntarget: true\nmotivation: 4\n---\nSixty people.\n",
    "Questions/Path.md": "---\ntype: question\n---\n- * How did you get here? (cat:: path) (purpose:: job) ^path-1\n",
    "Shareables/Map.md": "---\ntype: shareable\ntopics: [maps]\n---\n",
    "vaulttool.toml": 'timezone = "Europe/London"\n',
}

Tool = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of these notes, made once."""
    root = tmp_path_factory.mktemp("look-up")
    for path, text in NOTES.items():
        (root / "vault" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "vault" / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def tool(written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tool:
    """Calls the tool in the vault: exit status, output, errors."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(written / "cache"))
    monkeypatch.chdir(written / "vault")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(["--today", "2026-12-02", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


COMMANDS = (
    ("show", "Ana Ruiz"), ("show", "Acme"), ("show", "Map"), ("path", "Ana Ruiz"), ("tree",), ("tree", "Ben"),
    ("balance",), ("balance", "Ana Ruiz"), ("stats",), ("brief", "Ana Ruiz"), ("questions",),
    ("questions", "--for", "Ana Ruiz"), ("questions", "--open", "--for", "Ben"), ("edit", "Ana Ruiz"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_answers_and_changes_nothing(tool: Tool, written: Path, command: tuple[str, ...]) -> None:
    """Exit 0 with something to read, and no byte or time of the vault is other than before."""
    before = _state(written / "vault")
    status, out, _ = tool(*command)
    assert status == 0
    assert out.strip()
    assert _state(written / "vault") == before


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[0] != "edit"], ids=" ".join)
def test_each_has_json(tool: Tool, command: tuple[str, ...]) -> None:
    """Data that a JSON reader takes, and nothing else on standard output."""
    status, out, _ = tool("--format", "json", *command)
    assert status == 0
    assert json.loads(out)


@pytest.mark.parametrize("command", ["show", "path", "tree", "balance", "brief", "edit"])
def test_no_match_is_1_and_several_are_2_with_the_choices(tool: Tool, command: str) -> None:
    """A name that nobody bears, and one that two people begin with."""
    status, out, err = tool(command, "Zzyzx")
    assert (status, out) == (1, "")
    assert "Zzyzx" in err
    status, out, err = tool(command, "Ana")
    assert (status, out) == (2, "")
    assert "Contacts/Ana Ruiz" in err
    assert "Contacts/Ana Bell" in err


def test_show_says_what_is_due_open_and_who_named_whom(tool: Tool) -> None:
    """The card of a person for reading, with ids of what is due."""
    _, out, _ = tool("show", "Ana Ruiz")
    for words in ("scheduled", "last contact 2026-11-18", "confirm the talk", "you owe: a photo", "named by Ben Ode"):
        assert words in out
    _, out, _ = tool("show", "Acme")
    assert "A count of four people. (Ben Ode, 2026-11-02, to: What do you expect of beginners?)" in out


def test_show_json_is_the_record_with_what_follows_from_it(tool: Tool) -> None:
    """`path`, `kind`, `name`, `fields` as in `list` and `find`, and the derived beside them."""
    shown = json.loads(tool("--format", "json", "show", "Ana Ruiz")[1])
    assert (shown["path"], shown["kind"], shown["name"]) == ("Contacts/Ana Ruiz.md", "contact", "Ana Ruiz")
    assert (shown["fields"]["topics"], shown["fields"]["priority"]) == (["maps"], "high")
    assert (shown["status"], shown["last_contact"]) == ("scheduled", "2026-11-18")
    assert shown["named_by"] == [{"path": "Contacts/Ben Ode.md", "name": "Ben Ode", "day": None}]
    assert (shown["balance"]["total"], shown["balance"]["open"]) == (0, 1)
    assert {f["rule"] for f in shown["follow_ups"]} >= {"confirm", "questions"}
    acme = json.loads(tool("--format", "json", "show", "Acme")[1])
    assert [p["who"]["name"] for p in acme["people"]] == ["Ana Ruiz", "Ben Ode"]


def test_path_gives_evidence_and_refuses_the_barred(tool: Tool) -> None:
    """Every way with `path:line`; for somebody not to be contacted there is none: 1."""
    status, out, _ = tool("path", "Ana Ruiz")
    assert "Ben Ode named Ana Ruiz" in out
    assert "Contacts/Ana Ruiz.md:7" in out
    status, out, err = tool("path", "Bar Red")
    assert (status, out) == (1, "")
    assert "not to be contacted" in err


@pytest.mark.parametrize("query", ["2026-12-03", "2026-12-03 Ana Ruiz", "Ana Ruiz", "ruiz"])
def test_brief_finds_the_talk_by_file_date_or_person(tool: Tool, query: str) -> None:
    """All three name the same talk; what is written freely of person, organisation and talk is on it."""
    _, out, _ = tool("brief", *query.split(" "))
    assert out.startswith("# Talk with Ana Ruiz\n")
    for words in ("she leads four crews", "Wrote the report on crews.", "Sixty people.", "Why crews?"):
        assert words in out
    assert "Read up on the person" not in out


def test_brief_of_a_past_talk_is_by_its_date_not_by_the_person(tool: Tool) -> None:
    """Nothing is planned with Ben, so his name gives nothing; the date of his talk does."""
    assert tool("brief", "Ben Ode")[0] == 1
    assert tool("brief", "2026-11-05")[0] == 1
    assert tool("brief", "2026-11-02")[1].startswith("# Talk with Ben Ode\n")


def test_brief_of_a_day_without_a_talk_names_the_next_one(tool: Tool) -> None:
    """The command for it can be pasted."""
    status, _, err = tool("brief", "2026-12-05")
    assert (status, "the next one: vaulttool brief '2026-12-03 Ana Ruiz'" in err) == (1, True)


def test_questions_for_somebody_are_lines_to_paste(tool: Tool) -> None:
    """Standard output holds the lines alone; what they are for is said beside."""
    status, out, err = tool("questions", "--for", "Ana Ruiz")
    assert (status, out) == (0, "- [ ] * How did you get here? (cat:: path)\n")
    assert "Interviews/2026-12-03 Ana Ruiz.md, which has 1" in err
    assert "What would surprise me? (culture) · carried" in tool("questions")[1]


def test_edit_opens_the_editor_without_a_shell(
    tool: Tool, written: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """$VISUAL goes before $EDITOR, split into words; shell signs in it mean nothing; its failure is a refusal."""
    note = written / "vault" / "Contacts/Ana Ruiz.md"
    recorder = tmp_path / "editor.py"
    recorder.write_text(f"import sys\nopen({str(tmp_path / 'said')!r}, 'w').write('\\n'.join(sys.argv[1:]))\n")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {recorder} '; touch hacked'")
    assert tool("edit", "Ana Ruiz")[:2] == (0, "")
    assert (tmp_path / "said").read_text().split("\n") == ["; touch hacked", os.path.abspath(note)]
    monkeypatch.setenv("VISUAL", "")
    assert tool("edit", "Ana Ruiz")[0] == 2
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    status, _, err = tool("edit", "Ana Ruiz")
    assert status == 2
    assert "cannot start no-such-editor-here" in err


def test_edit_says_the_path_where_no_editor_can_open(
    tool: Tool, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal, and without an editor."""
    monkeypatch.setenv("VISUAL", "false")
    assert tool("edit", "Ana Ruiz")[1] == f"{written / 'vault' / 'Contacts/Ana Ruiz.md'}\n"


def test_notes_cannot_speak_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Control characters in names, fields and items come out spelt, in every command."""
    escape = "\\e[31m"
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault/Ana.md").write_text(
        f'---\ntype: contact\nrole: "{escape}"\nmet_where: "{escape}"\nmutuals: ["{escape}"]\n---\n'
        "## Favours\n- owed 2026-11-18: \x1b[31m\n",
    )
    (tmp_path / "vault/Talk.md").write_text(
        f'---\ntype: interview\ncontact: "[[Ana]]"\ndate: 2026-12-03\nplace: "{escape}"\nreferrals: ["{escape}"]\n---\n'
        "## Questions\n- [ ] \x1b[31m?\n",
    )
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path / "vault")
    for command in (
        "show Ana",
        "path Ana",
        "tree",
        "balance",
        "stats",
        "brief Ana",
        "questions",
        "questions --for Ana",
    ):
        run(["--today", "2026-12-02", *command.split()])
        said = capsys.readouterr()
        assert "\x1b" not in said.out + said.err
    assert "\\x1b[31m" in run_out(capsys, "show", "Ana")


def run_out(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    run(["--today", "2026-12-02", *arguments])
    return capsys.readouterr().out


def _state(vault: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in sorted(vault.rglob("*")) if path.is_file()]
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
