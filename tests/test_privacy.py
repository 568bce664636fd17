"""What private notes say, and who they are about, stands nowhere but in the terminal of their owner."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault_cli import Tool, own_folder

SECRET = "zzsecret"
NOTES = {
    "vaulttool.toml": 'country = "US"\ntimezone = "Europe/London"\n',
    "Sam Zzsecret": "---\ntype: contact\nprivate: true\nemail: pub@a.example\nstatus: contacted\n---\n"
    "## Log\n- 2026-11-30 email out: about zzsecret things (for:: outreach)\n",
    # a private talk with a public person: its summary, its promises, its errors
    "Pub Mentor": "---\ntype: contact\nrelationship: mentor\ncreated: 2026-10-01\nemail: pub@a.example\n---\n",
    "Interviews/2026-10-01 Pub Mentor.md": '---\ntype: interview\ncontact: "[[Pub Mentor]]"\ndate: 2026-10-01\n'
    "status: done\nprivate: true\nsummary: her zzsecret story\nthank_you_sent: 2026-10-01\n---\n"
    "## Promises\n- [ ] them: send the zzsecret dossier (by:: 2026-12-20)\n",
    "Interviews/2026-11-20 Closed.md": '---\ntype: interview\ncontact: "[[Pub Mentor]]"\ndate: 2026-11-20\n'
    "status: closed\nprivate: true\n---\n## Promises\n- [ ] me: pay the zzsecret bill\n",
    # a talk with a private person and a public one
    "Pub Late": "---\ntype: contact\nconnected_on: 2026-11-29\n---\n",
    "Interviews/2026-11-28 Two.md": '---\ntype: interview\ncontact: ["[[Pub Late]]", "[[Sam Zzsecret]]"]\n'
    "date: 2026-11-28\nstatus: closed\nsummary: both told a zzsecret\n---\n## Promises\n- [ ] me: the zzsecret sum\n",
    # a private person who introduced, was asked for an introduction, and named somebody
    "Pub Introduced": "---\ntype: contact\nstatus: targeted\nintro_asked_on: 2026-11-16\nintroduced_on: 2026-11-24\n"
    'intro_via: "[[Sam Zzsecret]]"\nintroduced_by: "[[Sam Zzsecret]]"\n---\nI know [[Sam Zzsecret]] through them.\n',
    "Pub Asked": '---\ntype: contact\nintro_asked_on: 2026-11-10\nintro_via: "[[Sam Zzsecret]]"\n---\n',
    "Pub Named": '---\ntype: contact\nreferred_by: "[[Sam Zzsecret]]"\n---\n',
    "Interviews/2026-11-10 Sam.md": '---\ntype: interview\ncontact: "[[Sam Zzsecret]]"\ndate: 2026-11-10\n'
    'status: closed\nthank_you_form: none\nreferrals: ["[[Pub Named]]"]\n---\n',
    # a public person thanked for a talk with a private one, whose title names both; a note that two names may mean
    "Pub Thanked": "---\ntype: contact\n---\n",
    "Interviews/2026-11-27 Pub Thanked and Zzsecret.md": "---\ntype: interview\ndate: 2026-11-27\nstatus: done\n"
    'contact: ["[[Pub Thanked]]", "[[Sam Zzsecret]]"]\n---\nWe spoke.\n',
    "Zzsecret/Pub Twin.md": "---\ntype: contact\nprivate: true\n---\n",
    "Pub Twin": "---\ntype: contact\n---\n",
    "Interviews/2026-11-29 Twin.md": '---\ntype: interview\ndate: 2026-11-29\ncontact: "[[Pub Twin]]"\n---\n',
    "Pub Hired": '---\ntype: contact\nstatus: targeted\norg: "[[Zzsecret Works]]"\n---\n',
    "Organisations/Zzsecret Works.md": "---\ntype: org\nprivate: true\n---\n",
    # a promise to a public person that names the private one
    "Pub Promised": "---\ntype: contact\n---\n## Promises\n- [ ] me: send [[Sam Zzsecret]] the plan (by:: 2026-11-20)\n"
    "- [ ] them: ask [[Sam Zzsecret|Sam]] (by:: 2026-12-24)\n",
    "Journal/2026-11-30.md": "---\nprivate: true\n---\n- 2026-11-30 heard a zzsecret of [[Pub Late]]\n",
    "Campaigns/Search.md": "---\ntype: campaign\nstart: 2026-11-01\nweekly_outreach: 5\n---\n",
}


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tool:
    made = Tool(own_folder(tmp_path, monkeypatch), capsys)
    made.notes(NOTES)
    return made


def test_the_dashboard_says_nothing_of_them(tool: Tool) -> None:
    """Nor who they are: what they have to do with others is there, and they are somebody."""
    assert tool("sync").status in (0, 1)
    shown = (tool.folder / "Dashboard.md").read_text()
    assert SECRET not in shown.lower()
    assert "write to them: introduced by somebody on 2026-11-24" in shown
    assert "no introduction by somebody since 2026-11-10" in shown
    assert "decide on them: somebody named them on 2026-11-10" in shown
    assert "same person" not in shown
    assert "[[Pub Thanked]]** · say thank you" in shown
    assert "Contacts/Pub Twin.md or somebody" in shown
    assert "**[[Pub Hired]]** · write to them" in shown
    assert "you promised: send somebody the plan" in shown
    assert "ask somebody, promised by 2026-12-24" in shown
    assert "[[Search]]: 0 of 5 first messages this week" in shown


@pytest.mark.parametrize("form", ["ics", "vcard", "csv", "json"])
def test_no_export_says_anything_of_them(tool: Tool, form: str) -> None:
    """In no field of others either; what is written freely about others has the names of the hidden taken out."""
    said = tool("export", form, *(["--notes"] if form == "vcard" else []))
    assert said.status == 0
    assert SECRET not in said.out.replace("\r\n ", "").lower()
    assert "Pub Introduced" in said.out
    if form in ("csv", "vcard"):
        assert "somebody" in said.out


def test_the_report_says_nothing_of_them_unless_asked(tool: Tool) -> None:
    """`--private` shows all of it."""
    page = tool.folder.parent / "report.html"
    assert tool("report", "-o", str(page)).status == 0
    assert SECRET not in page.read_text().lower()
    assert "Pub Introduced" in page.read_text()
    assert tool("report", "--private", "-o", str(page)).status == 0
    assert SECRET in page.read_text().lower()


def test_the_terminal_shows_them_to_their_owner(tool: Tool) -> None:
    """`show`, `check` and `today` hide nothing."""
    assert "her zzsecret story" in tool("show", "Pub Mentor").out
    assert "zzsecret bill" in tool("check").out
    assert "Sam Zzsecret" in tool("today", "--all", "--days", "30").out
