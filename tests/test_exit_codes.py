"""The exit status of every command: 0 done, 1 findings or nothing matched, 2 could not run or refused."""

from __future__ import annotations

import os
import subprocess
from types import MappingProxyType

import pytest

from tests.vault_cli import Tool, tool
from vaulttool.cli.catalogue import COMMANDS
from vaulttool.report.json_reference import STATUSES, reference

__all__ = ["tool"]

NOTES = {
    "Ana Ruiz": """\
---
type: contact
email: ana@acme.example
priority: high
next_touch_why: the spring count
---
## Log
- 2026-11-03 email out: asked for 20 minutes (for:: outreach)
""",
    "Bo Lee": """\
---
type: contact
next_touch_why: will you hire me
---
## Log
- 2026-12-01 email in: when shall we talk?
""",
    "Bo Ray": "---\ntype: contact\ndo_not_contact: true\n---\n",
    "Interviews/2026-12-09 Ana Ruiz.md": """\
---
type: interview
contact: "[[Ana Ruiz]]"
date: 2026-12-09T10:00
status: scheduled
purpose: [job]
---
## Questions
- [ ] What is new? (cat:: open)
""",
    "Questions/Path.md": "---\ntype: question\n---\n- How did you get here? (cat:: path) ^path-1\n",
    "Home.md": "<!-- vaulttool: list contact -->\n<!-- /vaulttool -->\n",
    "in.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nZoe,New,,,,,06 Mar 2024\n",
    "base.md": "---\ntype: contact\nrole: a\n---\n",
    "ours.md": "---\ntype: contact\nrole: b\n---\n",
    "theirs.md": "---\ntype: contact\nrole: c\n---\n",
}
NOBODY, SEVERAL = "Zzyzx", "Bo"

CASES: MappingProxyType[str, tuple[tuple[int, str], ...]] = MappingProxyType(
    {
        "today": ((0, "today"), (0, "today --all"), (2, "today --days x"), (2, "today --format tsv")),
        "sync": ((0, "sync"), (2, "sync --vault nowhere")),
        "watch": ((0, "watch --poll --until-quiet 0.1"), (2, "watch --until-quiet 0"), (2, "watch --vault nowhere")),
        "check": ((0, "check Interviews"), (2, "check nothing.md"), (2, "check --select no-rule")),
        "find": ((0, "find ana"), (1, "find wetlands"), (2, "find staus:met"), (2, "find")),
        "list": ((0, "list contact"), (0, "list org"), (2, "list people-of"), (2, "list contact --sort nofield")),
        "show": ((0, "show Ana"), (1, f"show {NOBODY}"), (2, f"show {SEVERAL}"), (2, "show")),
        "path": ((0, "path Ana"), (1, f"path {NOBODY}"), (1, "path Bo Ray"), (2, f"path {SEVERAL}")),
        "tree": ((0, "tree"), (1, f"tree {NOBODY}"), (2, f"tree {SEVERAL}")),
        "balance": ((0, "balance"), (1, f"balance {NOBODY}"), (2, f"balance {SEVERAL}")),
        "stats": ((0, "stats"), (2, "stats much")),
        "report": ((0, "report -o ../r.html"), (2, "report -o r.pdf")),
        "draft": (
            (0, "draft check-in Ana"), (1, "draft check-in Lee --lint"), (1, f"draft check-in {NOBODY}"),
            (2, f"draft check-in {SEVERAL}"), (2, "draft letter Ana"), (2, "draft thank-introducer Ana"),
        ),
        "done": ((1, "done zzzzzzzz"), (2, "done"), (2, "done {id} --on 2027-01-01"), (0, "done {id}")),
        "snooze": ((1, "snooze zzzzzzzz +3d"), (2, "snooze {id} yesterday"), (2, "snooze {id} 2026-01-01"),
                   (0, "snooze {id} +3d")),
        "dismiss": ((1, "dismiss zzzzzzzz --why no"), (2, "dismiss {id}"), (0, "dismiss {id} --why no")),
        "log": ((0, "log Ana email in: hi"), (1, f"log {NOBODY} hi"), (2, f"log {SEVERAL} hi"), (2, "log Ana")),
        "set": ((0, "set Ana role=Lead"), (1, f"set {NOBODY} role=x"), (2, f"set {SEVERAL} role=x"),
                (2, "set Ana met_on=soon"), (2, "set Ana nofield=x")),
        "unset": ((0, "unset Ana priority"), (1, f"unset {NOBODY} role"), (2, f"unset {SEVERAL} role"), (2, "unset")),
        "undo": ((2, "undo --twice"), (0, "log Ana in: x"), (0, "undo")),
        "rename": ((0, "rename Ana Anna --dry-run"), (1, f"rename {NOBODY} X"), (2, f"rename {SEVERAL} X")),
        "merge-contacts": (
            (0, "merge-contacts Ana Lee --dry-run"), (1, f"merge-contacts Ana {NOBODY}"), (2, "merge-contacts Ana Ana"),
        ),
        "forget": ((0, "forget Ana --dry-run"), (1, f"forget {NOBODY} --dry-run"), (2, f"forget {SEVERAL} --dry-run")),
        "new": ((0, "new contact Cy Poe"), (2, "new contact Cy Poe"), (2, "new cat Tom"), (2, "new org")),
        "edit": ((0, "edit Ana"), (1, f"edit {NOBODY}"), (2, f"edit {SEVERAL}")),
        "brief": ((0, "brief Ana"), (1, f"brief {NOBODY}"), (1, "brief Bo Lee"), (2, f"brief {SEVERAL}")),
        "questions": ((0, "questions"), (0, "questions --for Ana"), (1, f"questions --for {NOBODY}"),
                      (2, f"questions --for {SEVERAL}")),
        "view": ((0, "view"), (1, f"view {NOBODY}"), (2, f"view {SEVERAL}")),
        "import": ((0, "import linkedin in.csv --dry-run"), (2, "import linkedin base.md"),
                   (2, "import linkedin gone.csv"), (2, "import linkedin in.csv --all --pick")),
        "export": ((0, "export json"), (2, "export pdf"), (2, "export csv -o Home.md")),
        "init": ((0, "init"), (2, "init in.csv")),
        "demo": ((0, "demo ../new"), (2, "demo ../new")),
        "git": ((0, "git setup --dry-run"), (1, "git merge-driver base.md ours.md theirs.md"), (2, "git setup x")),
        "lsp": ((2, "lsp --vault nowhere"),),
        "mcp": ((2, "mcp --vault nowhere"),),
        "schema": ((0, "schema contact"), (2, "schema cat")),
        "doctor": ((0, "doctor"), (2, "doctor --vault nowhere")),
        "index": ((0, "index --path"), (0, "index --verify"), (2, "index --verify --rebuild")),
    }
)  # fmt: skip
SERVERS = {"lsp", "mcp"}
"""What runs until its client goes away; their own tests see them end."""


@pytest.fixture
def vault(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """A small vault in a repository of git."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    tool.notes(NOTES)
    os.utime(tool.folder / "Home.md", (1, 1))
    subprocess.run(["git", "init", "-q"], cwd=tool.folder, check=True)
    return tool


@pytest.mark.parametrize("command", CASES)
def test_status(command: str, vault: Tool) -> None:
    """One after the other in the same vault. What is refused prints no result, and says why on standard error."""
    for wanted, line in CASES[command]:
        if "{id}" in line:
            line = line.replace("{id}", vault.id_of("answer"))
        said = vault(*line.split())
        assert said.status == wanted, (line, said)
        if wanted == 2:
            assert (said.out, bool(said.err)) == ("", True), (line, said)


@pytest.mark.parametrize("strict", [False, True])
def test_findings_are_1(tool: Tool, strict: bool) -> None:
    """An error always, a warning with `--strict`; a note that says what is wrong is no failure of the run."""
    tool.notes({"Ana": "---\ntype: contact\nmet_on: soon\n---\n"})
    assert tool("check").status == 1
    assert tool("sync", *(["--strict"] if strict else [])).status == int(strict)
    tool.notes({"Ana": '---\ntype: contact\ndistinct_from: "[[Nobody]]"\n---\n'})
    assert tool("check", *(["--strict"] if strict else [])).status == int(strict)


def test_a_view_that_cannot_be_made_is_1(vault: Tool) -> None:
    """The others are made."""
    vault.notes({"Bad.md": "<!-- vaulttool: list cats -->\n<!-- /vaulttool -->\n"})
    assert vault("view").status == 1


def test_a_damaged_setting_is_2_everywhere(vault: Tool) -> None:
    """Nothing is shown and nothing is written with settings that are not what was meant."""
    (vault.folder / "vaulttool.toml").write_text("daily_cap = 'many'\n")
    before = vault.bytes()
    for command in sorted({*CASES} - {"init", "demo", "git", "lsp", "mcp", "doctor", "undo", "schema"}):
        line = next((line for wanted, line in CASES[command] if wanted == 0 and "{id}" not in line), "done abc")
        assert vault(*line.split()).status == 2, line
    assert vault.bytes() == before


def test_every_command_has_its_cases() -> None:
    """Done and refused for each; nothing matched for each that takes a name."""
    assert {*CASES} == {*COMMANDS}
    for command, cases in CASES.items():
        assert {0, 2} - ({0} if command in SERVERS else set()) <= {wanted for wanted, _ in cases}, command
        assert all(line.split()[0] in (command, "log") for _, line in cases)


def test_the_statuses_are_documented() -> None:
    """docs/json.md has them in one table, and every status that is tested here stands in it."""
    assert {status for status, _, _ in STATUSES} >= {str(wanted) for cases in CASES.values() for wanted, _ in cases}
    assert all(f"| {status} | {means} | {of} |" in reference() for status, means, of in STATUSES)
