"""`mcp` through the SDK's own client: over standard input and output as an assistant starts it, and in this process."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from tests.vault_cli import DAY, Tool, changed, tool
from vaulttool.cli.command_line import run
from vaulttool.report.json_shapes import schema_of

if TYPE_CHECKING:  # a second to import, in runs too that leave these tests out
    from mcp import Client

pytestmark = pytest.mark.slow  # real processes, a second or more each

__all__ = ["tool"]

NOTES = {
    "Ana Ruiz": """\
---
type: contact
email: ana@acme.example # work
referred_by: ["[[Sam Secret]]"]
mutuals: [Sam Secret]
---
Met through [[Sam Secret|a friend]], that is Sam Secret; about [[Ben Ode]].
""",
    "Kim Aas": "---\ntype: contact\n---\n## Log\n- 2026-12-01 email in: when shall we talk?\n",
    "Ben Ode": "---\ntype: contact\n---\n",
    "Sam Secret": """\
---
type: contact
private: true
email: ana@acme.example
---
The wombat story.
## Log
- 2026-12-01 email in: the wombat asks for an answer
""",
    "Interviews/2026-12-09 Sam.md": """\
---
type: interview
contact: ["[[Sam Secret]]", "[[Ben Ode]]"]
date: 2026-12-09T10:00
status: scheduled
place: wombat cafe
---
""",
    "Interviews/2026-12-10 Ana.md": """\
---
type: interview
contact: "[[Ana Ruiz]]"
date: 2026-12-10T10:00
status: scheduled
---
## Questions
- [ ] What is new? (cat:: open)
""",
}
READING = {"today", "check", "find", "list", "show", "read_note", "brief", "questions", "draft", "path", "stats"}
WRITING = {"done", "snooze", "dismiss", "log", "set", "new"}

Call = Callable[..., tuple[bool, str]]
"""Calls a tool with these arguments: whether it refused, and the text it gave."""


def caller(client: Client, portal: Any) -> Call:
    def call(name: str, /, **arguments: Any) -> tuple[bool, str]:
        result = portal.call(client.call_tool, name, arguments)
        return result.is_error, "\n".join(block.text for block in result.content)

    return call


@pytest.fixture
def vault(tool: Tool) -> Tool:
    """A small vault with a private person and a talk with them."""
    tool.notes(NOTES)
    return tool


@pytest.fixture
def ask(vault: Tool) -> Iterator[Callable[..., Call]]:
    """A server in this process, as `mcp` with these options makes it."""
    from anyio.from_thread import start_blocking_portal
    from mcp import Client

    from vaulttool.mcp_server import make_server
    from vaulttool.mcp_server.commands import Commands

    with start_blocking_portal() as portal:

        def start(*, private: bool = False, read_only: bool = False) -> Call:
            commands = Commands(run, vault.folder, (f"--today={DAY}",), private)
            context = portal.wrap_async_context_manager(Client(make_server(commands, read_only=read_only)))
            contexts.append(context)
            return caller(context.__enter__(), portal)

        contexts: list[Any] = []
        yield start
        for context in contexts:
            context.__exit__(None, None, None)


def test_over_standard_input_and_output(vault: Tool, tmp_path: Path) -> None:
    """An assistant starts it, is told what there is, reads, writes one line, and ends it."""
    from anyio.from_thread import start_blocking_portal
    from mcp import Client, StdioServerParameters, stdio_client

    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    arguments = ["-m", "vaulttool", "--vault", str(vault.folder), "--today", DAY, "mcp"]
    server = StdioServerParameters(command=sys.executable, args=arguments, env=environment)
    before = vault.bytes()
    with (
        (tmp_path / "complaints").open("w") as complaints,
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(stdio_client(server, errlog=complaints))) as client,
    ):
        tools = {one.name: one for one in portal.call(client.list_tools).tools}
        assert set(tools) == READING | WRITING
        for name, one in tools.items():
            assert one.description
            assert one.annotations
            assert one.annotations.read_only_hint == (name in READING)
            assert one.annotations.open_world_hint is False
            assert ("dry_run" in one.input_schema["properties"]) == (name in WRITING)
            assert one.annotations.destructive_hint is ({"set": True}.get(name, False) if name in WRITING else None)
        call = caller(client, portal)
        refused, text = call("today")
        assert not refused
        assert [line["person"] for line in json.loads(text)] == ["Kim Aas"]
        assert vault.bytes() == before
        refused, text = call("log", name="Ana", text="email out: on Friday")
        assert (refused, text.split("\n")[-2]) == (False, "Written.")
    lines = changed(before, vault.bytes())
    assert all(line.startswith("Contacts/Ana Ruiz.md +") for line in lines)
    assert "Contacts/Ana Ruiz.md +- 2026-12-02 email out: on Friday" in lines


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("today", {"everything": True}), ("check", {"hints": True}), ("find", {"query": "email:*"}),
        ("list", {"kind": "contact", "where": "not status:met", "sort": "-due", "columns": "email"}),
        ("show", {"name": "Ana"}), ("brief", {"interview": "Ana"}), ("questions", {}), ("path", {"name": "Ben"}),
        ("questions", {"person": "Ana"}), ("draft", {"name": "Ana", "kind": "offer-times", "times": "Fri 10:00"}),
        ("stats", {}),
    ],
)  # fmt: skip
def test_reading_gives_the_documented_json_and_changes_nothing(
    ask: Callable[..., Call], vault: Tool, name: str, arguments: dict[str, Any]
) -> None:
    """The same shapes as the commands."""
    before = vault.bytes()
    refused, text = ask()(name, **arguments)
    assert not refused, text
    value, _ = json.JSONDecoder().raw_decode(text)
    Draft202012Validator(schema_of(name, strict=True)).validate(value)
    assert value
    assert vault.bytes() == before


def test_private_notes_are_not_there(ask: Callable[..., Call], vault: Tool) -> None:
    """No tool tells of them: not what they say, not by name, not by what follows from them, and none writes there."""
    call, before = ask(), vault.bytes()
    calls: list[tuple[str, dict[str, Any]]] = [
        ("today", {"everything": True}), ("check", {"hints": True}), ("find", {"query": "wombat"}),
        ("find", {"query": "type:contact or type:interview"}), ("list", {"kind": "contact"}),
        ("list", {"kind": "interview", "columns": "contact,place"}), ("show", {"name": "Ana"}),
        ("show", {"name": "Ben"}),
        ("show", {"name": "Secret"}), ("show", {"name": "Contacts/Sam Secret"}), ("read_note", {"name": "Ana Ruiz"}),
        ("read_note", {"name": "Contacts/Sam Secret.md"}), ("brief", {"interview": "2026-12-09"}),
        ("brief", {"interview": "Ben"}), ("path", {"name": "Ana"}), ("questions", {}), ("stats", {}),
        ("draft", {"name": "Sam"}), ("log", {"name": "Sam Secret", "text": "in: x"}),
        ("set", {"name": "Sam Secret", "fields": {"role": "x"}}),
        ("log", {"name": "Ana", "text": "in", "dry_run": True}),
        ("new", {"kind": "interview", "name": "Sam 2026-12-20", "dry_run": True}),
    ]  # fmt: skip
    ids = [reason["id"] for reason in vault.open() if "Sam" in reason["about"] + reason["path"]]
    assert ids
    calls += [(name, {"ids": [one], **more}) for one in ids for name, more in (
        ("done", {}), ("snooze", {"until": "+3d"}), ("dismiss", {"why": "no"}),
    )]  # fmt: skip
    for name, arguments in calls:
        _, text = call(name, **arguments)
        asked = json.dumps(arguments)
        for word in ("wombat", "Secret", "Sam"):
            assert word not in text or word in asked, (name, arguments, text)
    assert vault.bytes() == before
    assert json.loads(call("stats")[1])["people"] == 3
    assert "about [[Ben Ode]]" in call("read_note", name="Ana Ruiz")[1]
    assert "somebody" in call("read_note", name="Ana Ruiz")[1]


def test_private_notes_are_there_when_asked_for(ask: Callable[..., Call]) -> None:
    """With `--private`."""
    call = ask(private=True)
    assert json.loads(call("stats")[1])["people"] == 4
    assert "The wombat story." in call("read_note", name="Sam")[1]


def test_read_only_offers_no_tool_that_writes(ask: Callable[..., Call], vault: Tool) -> None:
    """Not even one that is known by name."""
    call, before = ask(read_only=True), vault.bytes()
    assert call("today")[0] is False
    refused, text = call("log", name="Ana", text="in: x")
    assert refused
    assert "log" in text
    assert vault.bytes() == before


def test_dry_run_shows_the_diff_and_writes_nothing(ask: Callable[..., Call], vault: Tool) -> None:
    """The same diff as the write that follows it."""
    call, before, follow_up = ask(), vault.bytes(), vault.open()
    answer = next(r["id"] for r in follow_up if r["rule"] == "answer" and r["about"] == "Kim Aas")
    writes: list[tuple[str, dict[str, Any], str]] = [
        ("set", {"name": "Ana", "fields": {"topics": ["a, b", "c"], "role": "-x"}}, "role: -x"),
        ("log", {"name": "Ben", "text": "hello: there", "on": "2026-11-30", "purpose": "update"}, "2026-11-30"),
        ("snooze", {"ids": [answer], "until": "+3d"}, "snooze answer until 2026-12-05"),
        ("new", {"kind": "contact", "name": "Cy Poe", "fields": {"org": "Acme"}}, "+org: Acme"),
        ("new", {"kind": "interview", "name": "Cy Poe 2026-12-20T09:00"}, "+date: 2026-12-20T09:00"),
    ]
    for name, arguments, line in writes:
        _, shown = call(name, **arguments, dry_run=True)
        assert line in shown
        assert vault.bytes() == before, name
        refused, written = call(name, **arguments)
        assert not refused
        assert written.startswith(shown.split("\nvaulttool: ")[0])
        assert vault.bytes() != before, name
        before = vault.bytes()
    refused, text = call("set", name="Ana", fields={"role": "-x"})
    assert (refused, "say so already" in text, vault.bytes() == before) == (False, True, True)


def test_done_and_dismiss_settle_what_they_name(ask: Callable[..., Call], vault: Tool) -> None:
    """By the id that `today` gave; afterwards it is not there."""
    call = ask()
    rules = {r["rule"]: r["id"] for r in vault.open() if r["about"] in ("Ana Ruiz", "Kim Aas")}
    assert call("done", ids=[rules["answer"]], note="on the phone")[0] is False
    assert call("dismiss", ids=[rules["research"]], why="I know them")[0] is False
    left = {r["rule"] for r in vault.open() if r["about"] in ("Ana Ruiz", "Kim Aas")}
    assert not left & {"answer", "research"}


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("show", {"name": "Zzyzx"}, "there is no note called"),
        ("set", {"name": "Ana", "fields": {"met_on": "soon"}}, "not written as YYYY-MM-DD"),
        ("set", {"name": "Ana", "fields": {}}, "what it shall be"),
        (
            "new",
            {"kind": "contact", "name": "Anne", "fields": {"email": "ana@acme.example"}},
            "may be somebody you have",
        ),
        ("new", {"kind": "contact", "name": "Ben Ode"}, "Ben Ode"),
        ("done", {"ids": ["zzzzzzzz"]}, "there is no follow-up"),
        ("done", {"ids": []}, "at least 1"),
        ("log", {"name": "Ana", "text": "x", "on": "--vault=/etc"}, "pattern"),
        ("log", {"name": "--help", "text": "--help"}, "there is no contact called '--help'"),
        ("list", {"kind": "cat"}, "contact"),
        ("find", {"query": "staus:met"}, "staus"),
        ("draft", {"name": "Ana", "kind": "letter"}, "no message kind"),
    ],
)
def test_refusals_say_the_reason_and_write_nothing(
    ask: Callable[..., Call], vault: Tool, name: str, arguments: dict[str, Any], reason: str
) -> None:
    """As the command says them; what an assistant sends is never taken for an option."""
    before = vault.bytes()
    refused, text = ask()(name, **arguments)
    assert refused
    assert reason in text
    assert vault.bytes() == before


def test_without_the_library_it_says_what_to_install(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, exit status 2."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.delitem(sys.modules, "vaulttool.cli.mcp", raising=False)
    said = tool("mcp")
    assert said.status == 2
    assert "pip install 'vaulttool[mcp]'" in said.err
