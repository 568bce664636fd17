"""Whatever stands in fields, lines and file names: nothing of it acts where it is shown. Fault group H, end to end.

How a single value is escaped is tested where the escaping is.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from tests.naughty import CONTROLS, TEXTS, file_name, quoted
from tests.vault_cli import DAY, Said, Tool, tool
from vaulttool.cli.command_line import run
from vaulttool.core.dashboard.region import BEGIN, END
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings

__all__ = ["tool"]

OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal or a renderer obeys; line feeds and tabs are ours."""

ID = re.compile(r" \^[a-z0-9]{8,}$")

READING = (
    "today --all -v", "check --hints", "check --hints --format github", "list contact --sort name", "list interview",
    "list org", "find type:contact", "find wetlands", "show 'Ana Ruiz'", "tree", "balance", "stats", "questions",
    "questions --open", "sync --dry-run -v", "index --verify", "doctor", "export csv",
)  # fmt: skip
AS_JSON = (
    "today --all", "check --hints", "list contact", "list interview", "find type:contact", "tree", "balance", "stats",
    "report",
)  # fmt: skip


def contact(text: str) -> str:
    """A contact that says the text wherever a contact can, and is due."""
    value, line = quoted(text), " ".join(text.replace("\0", "").split("\n")).encode("utf-8", "replace").decode()
    fields = (
        "name", "role", "org", "curious_about", "location", "address", "email", "phone", "linkedin", "hook_url",
        "met_where", "next_touch_why", "pronouns", "country",
    )  # fmt: skip
    lists = ("aliases", "tags", "topics", "wants", "can_offer", "schools", "past_orgs", "mutuals", "referred_by")
    head = [f"{field}: {value}" for field in fields] + [f"{field}: [{value}]" for field in lists]
    body = (
        f"# {line}\n\n## Log\n- 2026-11-20 email in: {line}\n- 2026-11-21 news: {line}\n- 2026-11-22 {line}\n"
        f"## Favours\n- owed 2026-11-01: {line}\n## Promises\n- [ ] me: {line} (by:: 2026-11-25)\n"
        f"- [ ] them: {line}\n## Advice\n- [x] {line} (used:: 2026-11-20)\n"
    )
    return "\n".join(["---", "type: contact", "status: targeted", "decided_on: 2026-11-20", *head, "---", body])


def talk(text: str, person: str) -> str:
    """A talk that is over, with the text wherever a talk can have one."""
    value, line = quoted(text), text.replace("\n", " ").replace("\0", "").encode("utf-8", "replace").decode()
    head = [
        f"{field}: {value}" for field in ("place", "dress", "summary", "thank_you_specific", "follow_up_why", "org")
    ]
    body = f"## Questions\n- [x] * {line}\n    {line}\n## Insights\n- {line}\n"
    head += [f"contact: {quoted(f'[[{person}]]')}", "date: 2026-11-27T10:00", "status: done"]
    return "\n".join(["---", "type: interview", *head, "---", body])


@pytest.fixture(scope="module")
def naughty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault in which every text stands everywhere, file names included."""
    folder = tmp_path_factory.mktemp("naughty")
    for part in ("Contacts", "Interviews", "Organisations"):
        (folder / part).mkdir()
    (folder / "vaulttool.toml").touch()
    (folder / "Contacts/Ana Ruiz.md").write_text("---\ntype: contact\nreferred_by: [Nobody]\n---\n")
    for number, text in enumerate(TEXTS):
        name = file_name(text, number)
        (folder / "Contacts" / name).write_text(contact(text), encoding="utf-8", newline="")
        stem = name.removesuffix(".md")
        (folder / "Interviews" / f"{number} talk.md").write_text(talk(text, stem), encoding="utf-8", newline="")
    return folder


@pytest.fixture
def ask(naughty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tool:
    """The tool in that vault. Its index is kept from test to test."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(naughty.with_name("naughty-cache")))
    monkeypatch.setenv("XDG_CACHE_HOME", str(naughty.with_name("naughty-cache")))
    monkeypatch.chdir(naughty)
    return Tool(naughty, capsys)


def words(line: str) -> list[str]:
    return [word.strip("'") for word in re.findall(r"'[^']*'|\S+", line)]


@pytest.mark.parametrize("line", READING)
def test_h07_no_command_prints_what_a_terminal_obeys(ask: Tool, line: str) -> None:
    """H07, H08: on a vault full of escape sequences, every command ends as documented and prints none of them."""
    said = ask(*words(line))
    assert said.status in (0, 1), said.err[-2000:]
    assert not OBEYED.search(said.out.replace("\r\n", "\n"))
    assert not OBEYED.search(said.err)
    assert "Traceback" not in said.err


@pytest.mark.parametrize("line", AS_JSON)
def test_h12_json_is_strict(ask: Tool, line: str) -> None:
    """H12: no lone surrogate, no NaN, no raw control character; any reader takes it."""
    said = ask(*words(line), "--format", "json")
    assert said.status in (0, 1), said.err[-2000:]

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    assert json.loads(said.out, parse_constant=refuse)
    assert not OBEYED.search(said.out)
    said.out.encode("utf-8")


def test_h03_h04_h05_the_dashboard(ask: Tool) -> None:
    """H03, H04, H05: one region, every task ours with an id, no HTML but our markers; a second run changes nothing."""
    assert ask("sync").status == 0
    raw = (ask.folder / "Dashboard.md").read_bytes()
    text = raw.decode("utf-8")
    assert (text.count(BEGIN), text.count(END)) == (1, 1)
    assert not OBEYED.search(text)
    tasks = [line for line in text.split("\n") if re.match(r"\s*- \[.\]", line)]
    assert len(tasks) > 200
    assert [line for line in tasks if not ID.search(line)] == []
    assert not re.search(r"(?<!\\)<(?!https?://|!-- /?vaulttool:dashboard -->)[a-zA-Z/!]", text)
    assert "dashboard unchanged" in ask("sync").out
    assert (ask.folder / "Dashboard.md").read_bytes() == raw


def test_h09_h10_a_table_stays_a_table(ask: Tool) -> None:
    """H09, H10: each contact is one row of as many cells, and no cell begins as a formula."""
    rows = list(csv.reader(io.StringIO(ask("export", "csv").out)))
    assert len(rows) > len(TEXTS) - 40
    assert {len(row) for row in rows} == {len(rows[0])}
    formulas = [cell for row in rows for cell in row if cell[:1] in ("=", "@", "\t", "\r")]
    assert formulas == []


@pytest.mark.parametrize("kind", ["ics", "vcard"])
def test_h11_lines_of_exports_are_ours(ask: Tool, kind: str) -> None:
    """H11: every unfolded line is a property of ours: no value begins a line of its own."""
    said = ask("export", kind)
    assert said.status == 0, said.err
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", said.out)
    lines = re.sub(r"\r?\n[ \t]", "", said.out).splitlines()
    assert [line for line in lines if line and not re.match(r"[A-Z][A-Z0-9-]*[;:]", line)] == []
    assert not [line for line in lines if line.startswith(("BCC", "DTSTART:20260101"))]


def test_h14_one_line_a_record(ask: Tool) -> None:
    """H14: a name with a line break cannot forge a line of output."""
    listed = ask("list", "contact", "--format", "tsv").out.splitlines()
    notes = json.loads(ask("list", "contact", "--format", "json").out)
    assert len(listed) == len(notes) + 1
    found = [line for line in ask("check").out.split("\n") if line and not line.startswith(" ")]
    assert [line for line in found[:-1] if not re.match(r".+:\d+:\d+: (error|warning) [a-z-]+: ", line)] == []


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_d17_h07_any_value_is_written_as_it_is_or_refused(tool: Tool, text: str) -> None:
    """D17: `set` and `log` store exactly the text, or say why not and change nothing; nothing is obeyed on the way."""
    before = "---\ntype: contact\n---\n"
    tool.notes({"Ana": before})
    for field, args in (("role", ("set", "Ana", f"role={text}")), ("", ("log", "Ana", f"email out: {text}"))):
        said = tool(*args)
        assert not OBEYED.search(said.out + said.err)
        assert "Traceback" not in said.err
        raw = tool.bytes()["Contacts/Ana.md"]
        if said.status == 0:
            before = raw.decode("utf-8")
            note = parse_note("Contacts/Ana.md", raw, Settings()).note
            assert not field or note.text(field) == text.strip() or text == ""
            assert [f for f in note.findings if f.severity == "error"] == []
        else:
            assert (said.status, bool(said.err)) == (2, True)
            assert raw.decode("utf-8") == before


@pytest.mark.slow
def test_g03_h01_any_name_makes_a_portable_file_or_none(tool: Tool) -> None:
    """G03, G05, H01: `new contact` stays in its folder, with a name that every system takes, or says why not."""
    made = 0
    for text in TEXTS:
        before = set(tool.bytes())
        status = run(("--today", DAY, "new", "contact", "--anyway", "--", text))
        said = Said(status, *tool.capture.readouterr())
        new = set(tool.bytes()) - before
        assert not OBEYED.search(said.out + said.err), repr(text)
        assert (said.status, len(new)) in ((0, 1), (2, 0)), (text, said)
        made += len(new)
        for path in new:
            assert re.fullmatch(r'Contacts/[^/\\:*?"<>|\[\]#^\x00-\x1f]+\.md', path), path
            assert len(path.encode()) < 200
    assert made > len(TEXTS) / 2
    assert not [path for path in tool.folder.parent.iterdir() if path.name not in ("notes", "cache")]
    assert tool("check").status in (0, 1)


def test_h13_names_and_values_reach_programs_as_words(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """H13: a name full of shell goes to the editor as one argument; nothing of it is run."""
    name = "$(touch pwned) `touch pwned`; touch pwned -rf"
    tool.notes({f"Contacts/{name}.md": "---\ntype: contact\n---\n"})
    seen = tmp_path / "seen"
    editor = tmp_path / "an editor"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" > "{seen}"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{editor}'")
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    assert run(("edit", name, "--today", DAY)) == 0
    assert seen.read_text() == f"1\n{tool.folder}/Contacts/{name}.md\n"
    assert not list(tmp_path.rglob("pwned*"))


def test_h07_controls_in_arguments_are_not_echoed(tool: Tool) -> None:
    """H07: what was typed comes back in complaints without what a terminal obeys."""
    tool.notes({"Ana": "---\ntype: contact\n---\n"})
    for text in CONTROLS:
        if "\0" in text:
            continue
        for args in (
            ("show", text), ("find", f"{text}:x"), ("set", text, "role=x"), ("set", "Ana", f"{text}=x"), (text,),
            ("check", text), ("check", "--explain", text), ("list", text), ("list", "org", "--where", f"a:({text}"),
            ("log", text, "email out"), ("done", text), ("brief", text), ("draft", text, "Ana"), ("export", text),
            ("sync", "--vault", text), ("snooze", "abc", text), (f"--{text}",),
        ):  # fmt: skip
            said = tool(*args)
            assert not OBEYED.search(said.out + said.err), (args, said)
            assert said.status in (0, 1, 2)
    assert set(os.listdir(tool.folder)) == {"vaulttool.toml", "Contacts"}
