"""The JSON of every command has the shape that docs/json.md describes: real output, held against the schema."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator, ValidationError

from tests.vault_cli import Tool, tool
from vaulttool.cli.catalogue import COMMANDS
from vaulttool.cli.command_line import run
from vaulttool.report.json_reference import reference
from vaulttool.report.json_shapes import PARTS, SHAPES, schema_of
from vaulttool.starter import lay_out
from vaulttool.watch import What

__all__ = ["tool"]

DOCS = Path(__file__).parent.parent / "docs/json.md"
TODAY = "2026-12-02"

LINKEDIN = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Acme Wetlands,Head of field work,05 Mar 2024
Zoe,New,https://www.linkedin.com/in/zoe-new,zoe@new.example,New Co,Boss,06 Mar 2024
"""

SAMPLE = (
    "today", "today --all", "check --hints", "sync --dry-run", "list contact", "list interview", "list org",
    "list campaign", "list shareable", "list question", "list contact --columns email,topics,due", "find type:contact",
    "find wetlands", "show Ana", "show Acme", "show Eelgrass", "show 2026-12-01", "path Ida", "tree", "tree Ben",
    "balance", "balance Eve", "stats", "report", "report --private", "brief Ana", "brief 2026-10-28", "questions",
    "questions --for Ana", "questions --for Cara --open", "draft Ana", "draft thank-you Cara --mailto",
    "index --path", "index --rebuild", "index --verify", "import linkedin in.csv",
    "import linkedin in.csv --all --dry-run", "doctor",
)  # fmt: skip

NASTY = {
    "Empty": "",
    "Bare": "---\ntype: contact\n---\n",
    "Odd": """\
---
type: contact
name: "Ödd \\"Name\\" <b>"
email: [a, ]
org: {a: {b: c}}
topics:
priority: very
met_on: yesterday
private: perhaps
cadence: 99999999999999999999
mine: [1, [2, 3]]
referred_by: ["[[Nobody]]", "[[Empty]]", Plain Name]
---
## Log
- 2026-99-99 email out
- 2026-11-01
- 2026-11-02 out
- 9999-12-31 email in: far
## Favours
- owed: no day
- gave 2026-02-30: nothing
## Promises
- [ ] them
- [ ] me: x (by:: never)
""",
    "Broken": '---\ntype: contact\norg: "[[Acme]\n  - [\n---\n## Log\n- 2026-11-20 email in: hello\n',
    "Conflict": "---\ntype: contact\n<<<<<<< ours\nrole: a\n=======\nrole: b\n>>>>>>> theirs\n---\n",
    "Interviews/None.md": "---\ntype: interview\n---\n## Questions\n- [ ]\n- [x] What? (cat:: no)\n    an answer\n",
    "Interviews/Soon.md": """\
---
type: interview
contact: ["[[Bare]]", "[[Nobody]]", "[[Odd]]"]
date: 2026-12-03T25:99
status: scheduled
rapport: 9
fit_role: -1
---
""",
    "Interviews/Held.md": """\
---
type: interview
contact: "[[Bare]]"
date: 2026-11-03T10:00
timezone: Nowhere/At_all
status: done
actual_minutes: 12
minutes: many
rapport: 3
referrals: ["[[Odd]]", Somebody Else]
---
## Insights
- Same words
- [-] Other words (topic:: x)
## Questions
- [>] * Why? (from:: research)
""",
    "Organisations/Org.md": "---\ntype: org\ntarget: yes\nmotivation: lots\n---\n",
    "Campaigns/C.md": "---\ntype: campaign\nstart: 2026-01-01\nweekly_outreach: 2\n---\n",
    "Shareables/S.md": "---\ntype: shareable\ntopics: 5\n---\n",
    "Loose.md": "no frontmatter at all, but [[Bare]]\n",
}

ON_NASTY = (
    "today", "today --all", "check --hints", "sync", "list contact", "list interview", "list org", "list campaign",
    "list shareable", "list contact --columns mine,email,org", "find type:contact", "find hello",
    "find nothing-at-all",
    "show Bare", "show Contacts/Odd", "show Broken", "show Conflict", "show Held", "show None", "show Org", "show C",
    "show S", "path Bare", "path Broken", "tree", "tree Bare", "balance", "balance Contacts/Odd", "stats", "report",
    "report --private", "brief Held", "brief Soon", "brief None", "questions", "questions --open --for Bare",
    "questions --for Bare", "draft check-in Bare", "index --verify",
)  # fmt: skip


def judge(command: str, value: Any) -> None:
    """Fails for anything in the output that the schema does not describe."""
    Draft202012Validator(schema_of(command, strict=True)).validate(value)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example notes, and a file to import."""
    root = tmp_path_factory.mktemp("shapes")
    lay_out(root / "vault", sample=True, git=False, today=date.fromisoformat(TODAY))
    (root / "in.csv").write_text(LINKEDIN)
    return root


@pytest.mark.parametrize("line", SAMPLE)
def test_the_example_notes(
    line: str, sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command, with the options that change its shape."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(sample / "cache"))
    monkeypatch.chdir(sample)
    status = run([*line.split(), "--format", "json", "--vault", "vault", "--today", TODAY])
    out, err = capsys.readouterr()
    assert status in (0, 1), err
    found = json.loads(out)
    assert found
    judge(line.split()[0], found)


def test_nasty_notes(tool: Tool) -> None:
    """Whatever is in a note, the shape stays."""
    tool.notes(NASTY)
    (tool.folder / "Contacts/Latin.md").write_bytes(b"---\ntype: contact\nrole: caf\xe9\n---\n")
    for line in ON_NASTY:
        said = tool(*line.split(), "--format", "json")
        assert said.status in (0, 1) or not said.out, (line, said)
        if said.out:
            judge(line.split()[0], json.loads(said.out))
        else:
            assert said.err.startswith("vaulttool: "), (line, said)


def test_a_vault_without_notes(tool: Tool) -> None:
    """Nothing is a shape too."""
    for line in ("today", "check", "sync", "list contact", "find x", "tree", "balance", "stats", "report", "questions"):
        judge(line.split()[0], json.loads(tool(*line.split(), "--format", "json").out))


def test_watch_line_by_line(tool: Tool) -> None:
    """Every line is an object of its own; every event there is has a shape."""
    tool.notes({"Ana": "---\ntype: contact\n---\n"})
    lines = tool("watch", "--poll", "--until-quiet", "0.2", "--format", "json").out.splitlines()
    for line in lines:
        judge("watch", json.loads(line))
    assert [json.loads(line)["event"] for line in lines] == ["watching", "synced", "ended"]
    events = [shape["properties"]["event"] for shape in SHAPES["watch"].schema["oneOf"]]
    assert {word for event in events for word in event.get("enum", [event.get("const")])} == {w.value for w in What}


def _commands_with_json() -> Iterator[str]:
    for name, entry in COMMANDS.items():
        command = getattr(import_module(f"vaulttool.cli.{entry.module}"), name)
        if isinstance(command, click.Group) or command.callback is None:
            continue
        if re.search(r'Session\.of\(ctx, \([^)]*"json"', inspect.getsource(command.callback)):
            yield name


def test_every_command_with_json_has_a_shape() -> None:
    """`schema` prints JSON Schema itself."""
    assert {*_commands_with_json()} - {"schema"} == {*SHAPES}


@pytest.mark.parametrize("command", SHAPES)
def test_every_schema_is_one(command: str) -> None:
    """The schemas follow the rules of schemas, and name no part that is not there."""
    schema = schema_of(command)
    assert schema.pop("$defs") == PARTS
    Draft202012Validator.check_schema(schema)
    assert {*re.findall(r"#/\$defs/(\w+)", json.dumps(schema))} <= {*PARTS}


def test_every_part_is_a_schema() -> None:
    """What all commands share as well."""
    parts = {"$defs": schema_of("check")["$defs"]}
    Draft202012Validator.check_schema(parts)
    assert {*re.findall(r"#/\$defs/(\w+)", json.dumps(parts))} <= {*PARTS}


def test_a_key_too_many_or_too_few_is_noticed() -> None:
    """The judge is strict where it should be, and the published schema lets new keys come."""
    finding = {key: "error" if key == "severity" else "x" for key in PARTS["finding"]["properties"]}
    finding |= {"line": 1, "column": 1, "fixable": True}  # type: ignore[dict-item]
    judge("check", [finding])
    Draft202012Validator(schema_of("check")).validate([{**finding, "later": 1}])
    for wrong in ({**finding, "later": 1}, {"rule": "x"}, {**finding, "line": "1"}):
        with pytest.raises(ValidationError):
            judge("check", [wrong])


def test_the_page_is_current_and_its_schema_works() -> None:
    """`make docs` writes docs/json.md; the schema in it is one document that judges output by `$ref`."""
    assert DOCS.read_text() == reference()
    (text,) = re.findall(r"```json\n(.*?)```", DOCS.read_text(), re.S)
    whole = {**json.loads(text), "$ref": "#/$defs/output-tree"}
    Draft202012Validator(whole).validate({"above": [], "rows": []})
    with pytest.raises(ValidationError):
        Draft202012Validator(whole).validate({"above": []})
