"""The Python API: a vault is opened, asked and synced by typed calls, with the answers that the commands give."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.vault_cli import DAY, Tool, tool
from vaulttool import api, open_vault
from vaulttool.api import Note, VaultToolError

__all__ = ["tool"]

TODAY = date.fromisoformat(DAY)
DOC = Path(__file__).parent.parent / "docs/python-api.md"
NOTES = {
    "Ana Ruiz": "---\ntype: contact\naliases: [Annie]\norg: Acme\nstatus: targeted\ndecided_on: 2026-11-20\n---\n",
    "Ben Ode": "---\ntype: contact\nprivate: true\n---\n## Log\n- 2026-11-30 email in: when?\n",
    "Anna Lim": "---\ntype: contact\nstatus: metx\n---\n",
    "Interviews/2026-11-30 Ana Ruiz.md": """\
---
type: interview
contact: "[[Ana Ruiz]]"
date: 2026-11-30
status: done
---
""",
}


@pytest.fixture
def vault(tool: Tool) -> Tool:
    """A vault of these notes."""
    tool.notes(NOTES)
    return tool


def test_answers_are_those_of_the_commands(vault: Tool) -> None:
    """Follow-ups, findings and lists: the same as the JSON of `today`, `check` and `list`."""
    with open_vault(vault.folder, today=TODAY) as opened:
        ids = {one.id for one in opened.follow_ups()}
        found = [(one.rule, one.path, one.line) for one in opened.findings()]
        rows = [(one.name, *one.cells) for one in opened.list("contact", "org:acme", columns="org,status")]
        due = opened.follow_ups(due_by=TODAY)
    assert ids == {one["id"] for one in vault.open()}
    assert all(one.due <= TODAY for one in due)
    assert {one.rule for one in due} >= {"answer"}
    checked = json.loads(vault("check", "--hints", "--format", "json").out)
    assert sorted(found) == sorted((one["rule"], one["path"], one["line"]) for one in checked)
    assert rows == [("Ana Ruiz", ("Acme",), ("met",))]


def test_notes_are_found_by_name(vault: Tool) -> None:
    """By path, file name, alias or a part of a name; None for nobody; several are an error that lists them."""
    with open_vault(vault.folder, today=TODAY) as opened:
        for name, kind in (("Contacts/Ana Ruiz.md", ""), ("ana ruiz", ""), ("Annie", ""), ("Ruiz", "contact")):
            note = opened.note(name, kind)
            assert isinstance(note, Note)
            assert (note.path, note.text("org")) == ("Contacts/Ana Ruiz.md", "Acme")
            card = opened.card(note)
            assert card
            assert card.status == "met"
        assert opened.note("Nobody") is None
        assert opened.note("Ana Ruiz", "org") is None
        assert [note.name for note in opened.contacts()] == ["Ana Ruiz", "Anna Lim", "Ben Ode"]
        assert [note.day("date") for note in opened.interviews()] == [date(2026, 11, 30)]
        with pytest.raises(VaultToolError) as refused:
            opened.note("An")
        assert "Contacts/Anna Lim.md" in refused.value.remedy
        with pytest.raises(VaultToolError, match="no kind of note"):
            opened.notes("persons")


def test_reading_changes_nothing_and_sync_writes_the_dashboard(vault: Tool) -> None:
    """Only `sync` writes; afterwards the answers are new."""
    before = vault.bytes()
    with open_vault(vault.folder, today=TODAY) as opened:
        opened.follow_ups(), opened.contacts(), opened.findings(), opened.note("Ana Ruiz"), opened.list("org")
        assert vault.bytes() == before
        vault.notes({"Eve Fox": "---\ntype: contact\n---\n"})
        assert opened.note("Eve Fox") is None
        assert opened.sync().dashboard == "written"
        assert opened.note("Eve Fox")
    assert vault.bytes().keys() - before.keys() == {"Contacts/Eve Fox.md", "Dashboard.md"}


def test_what_cannot_be_is_said(vault: Tool, tmp_path: Path) -> None:
    """No vault, a wrong query, a vault that is closed: an exception with a remedy."""
    with pytest.raises(VaultToolError) as nowhere, open_vault(tmp_path / "nowhere"):
        pass
    assert nowhere.value.remedy
    with open_vault(vault.folder, today=TODAY) as opened, pytest.raises(VaultToolError, match="did you mean `status`"):
        opened.list("contact", "stauts:met")
    with pytest.raises(VaultToolError, match="closed"):
        opened.contacts()


def test_the_day_is_that_of_the_vaults_time_zone(vault: Tool) -> None:
    """Without `today` the date is the one of the zone in the settings."""
    days = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        (vault.folder / "vaulttool.toml").write_text(f'timezone = "{zone}"\n')
        with open_vault(vault.folder) as opened:
            days.add(opened.today)
    assert len(days) == 2


def test_the_package_alone_is_light() -> None:
    """`import vaulttool` loads none of the tool; a name that is not there is an AttributeError."""
    code = (
        "import sys, vaulttool; assert vaulttool.__version__; "
        "loaded = [name for name in sys.modules if name.startswith('vaulttool.')]; assert not loaded, loaded; "
        "assert not hasattr(vaulttool, 'close_vault'); vaulttool.open_vault; assert 'vaulttool.api' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_page_shows_what_there_is_and_its_examples_run(vault: Tool, capsys: pytest.CaptureFixture[str]) -> None:
    """Every public method stands in the docs, and their Python runs as written."""
    page = DOC.read_text(encoding="utf-8")
    methods = [name for name in vars(api.Vault) if not name.startswith("_")]
    assert [name for name in methods if f"`{name}(" not in page] == []
    examples = re.findall(r"```python\n(.*?)```", page, re.S)
    assert examples
    for example in examples:
        exec(compile(example.replace("my-network", str(vault.folder)), str(DOC), "exec"), {})
    assert "Ana Ruiz" in capsys.readouterr().out
