"""`vaulttool report`: where the page goes, what is never written over, what is left out, the browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vault_cli import DAY, Tool, tool

__all__ = ["tool"]

ANA = "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n"


def test_a_page_beside_the_vault_and_no_note_touched(tool: Tool) -> None:
    """Called inside the vault it goes beside it, where it is neither synced nor committed with the notes."""
    tool.notes({"Ana": ANA})
    before = tool.bytes()
    said = tool("report")
    file = tool.folder.parent / "notes-report.html"
    assert (said.status, said.out) == (0, f"{file} written\n")
    assert "Ana" in file.read_text()
    assert tool.bytes() == before


def test_outside_the_vault_it_is_report_html_here(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder is where people look for what they made."""
    tool.notes({"Ana": ANA})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert tool("report", "--vault", str(tool.folder)).status == 0
    assert [file.name for file in elsewhere.iterdir()] == ["report.html"]


def test_written_only_when_the_bytes_differ(tool: Tool) -> None:
    """The second time nothing is written; after a change in the notes it is."""
    tool.notes({"Ana": ANA})
    tool("report", "-o", "p.html")
    stamp = (tool.folder / "p.html").stat().st_mtime_ns
    again = tool("report", "-o", "p.html")
    assert again.out.endswith("p.html is up to date\n")
    assert (tool.folder / "p.html").stat().st_mtime_ns == stamp
    tool.notes({"Ben": ANA})
    assert tool("report", "-o", "p.html").out.endswith("p.html written\n")
    assert "Ben" in (tool.folder / "p.html").read_text()


def test_a_file_that_is_no_report_is_left_alone(tool: Tool) -> None:
    """Somebody else's page stays, byte for byte; the remedy is named."""
    tool.notes({"Ana": ANA, "page.html": "<!DOCTYPE html>\n<p>mine"})
    before = tool.bytes()
    said = tool("report", "-o", "page.html")
    assert said.status == 2
    assert "no report of vaulttool" in said.err
    assert "name another file with -o" in said.err
    assert tool.bytes() == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("-o", "Contacts/Ana.md"), "name it FILE.html"),
        (("-o", "no/such/page.html"), "cannot open the folder"),
        (("--format", "json", "-o", "p.html"), "leave out -o and --open"),
        (("--format", "json", "--open"), "leave out -o and --open"),
        (("--format", "tsv"), "no tsv output"),
    ],
)
def test_what_cannot_be_done_is_said(tool: Tool, arguments: tuple[str, ...], reason: str) -> None:
    """Refused with the reason, and nothing is written."""
    tool.notes({"Ana": ANA})
    before = tool.bytes()
    said = tool("report", *arguments)
    assert said.status == 2
    assert reason in said.err
    assert tool.bytes() == before


PRIVATE = {
    "Ana": ANA,
    "Zed": f"{ANA[:-4]}private: true\n---\n## Log\n- 2026-11-18 email in: between us\n",
    "Bar": "---\ntype: contact\ndo_not_contact: true\n---\n## Log\n- 2026-11-18 email in: no\n",
    "Interviews/2026-12-03 Zed.md": '---\ntype: interview\ncontact: "[[Zed]]"\nstatus: scheduled\n'
    "date: 2026-12-03T10:00\n---\n",
    "Interviews/2026-11-20 Ana.md": '---\ntype: interview\ncontact: "[[Ana]]"\nstatus: done\ndate: 2026-11-20\n'
    'referrals: ["[[Zed]]", "[[Bar]]"]\n---\n## Promises\n- [ ] me: write to her (by:: 2026-12-01)\n',
}


def test_private_notes_are_left_out_unless_asked_for(tool: Tool) -> None:
    """Without `--private` nothing of them is in page or data; people not to be contacted never are."""
    tool.notes(PRIVATE)
    tool("report", "-o", "p.html")
    data = tool("report", "--format", "json").out
    for text in ((tool.folder / "p.html").read_text(), data):
        assert "Ana" in text
        assert "Zed" not in text
        assert "Bar" not in text.replace("aria", "")
    tool("report", "-o", "p.html", "--private")
    page = (tool.folder / "p.html").read_text()
    assert "between us" in page
    assert "Private notes are in it." in page
    assert ">Bar<" not in page
    private = json.loads(tool("report", "--format", "json", "--private").out)
    assert [line["person"] for line in private["today"]] != [line["person"] for line in json.loads(data)["today"]]
    assert [talk["day"] for talk in private["talks"]] == ["2026-12-03"]


def test_open_shows_the_page_in_the_browser(tool: Tool, tmp_path: Path) -> None:
    """The browser is given the address of the file that was written."""
    tool.notes({"Ana": ANA})
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n')
    browser.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "vaulttool", "report", "--open", "-o", "a b.html", "--today", DAY],
        cwd=tool.folder, env={**os.environ, "BROWSER": str(browser)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "opened").read_text().strip() == (tool.folder / "a b.html").as_uri()
