"""The report in a real browser: nothing in a note runs, nothing is complained about, the numbers are the data's."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.html_page import read_page, tables
from tests.networks import write_network
from tests.vault_cli import Tool, tool

__all__ = ["tool"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")]

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--dump-dom",
)
NASTY = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "'><svg onload=document.title='owned'>",
    "</title></style><script>document.title='owned'</script>",
    "<a href=javascript:document.title='owned'>x</a>",
    "<iframe src=https://example.org></iframe>",
    "{{constructor.constructor('document.title=1')()}}",
)


def shown(file: Path, profile: Path) -> tuple[str, str]:
    """The page as the browser has built it, and what the browser said of it."""
    assert CHROMIUM
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", file.as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


def _nasty_notes() -> dict[str, str]:
    notes = {}
    for number, text in enumerate(NASTY):
        quoted, line = json.dumps(text), text.replace("\n", " ")
        log = f"## Log\n- 2026-11-18 email out: {line}\n## Favours\n- owed 2026-11-20: {line}\n"
        fields = f"name: {quoted}\norg: {quoted}\nrole: {quoted}\ncurious_about: {quoted}\nstatus: targeted"
        notes[f"N{number}"] = f"---\ntype: contact\n{fields}\ndecided_on: 2026-11-20\n---\n{log}"
        head = (
            f'type: interview\ncontact: "[[N{number}]]"\nstatus: done\ndate: 2026-11-20\nfit_role: 3\nsummary: {quoted}'
        )
        body = f"## Insights\n- {line} (topic:: {line})\n## Advice\n- [ ] {line}\n"
        notes[f"Interviews/{number}.md"] = f"---\n{head}\nreferrals: [{quoted}]\n---\n{body}"
        plan = f'type: interview\ncontact: "[[N{number}]]"\nstatus: scheduled\ndate: 2026-12-09T10:00\nplace: {quoted}'
        notes[f"Interviews/plan {number}.md"] = f"---\n{plan}\n---\n"
    return notes


def test_nothing_in_a_note_runs(tool: Tool, tmp_path: Path) -> None:
    """Names, fields and lines that would be script elsewhere: the title stays, no console error, no element."""
    tool.notes(_nasty_notes())
    tool("report", "-o", "p.html")
    dom, said = shown(tool.folder / "p.html", tmp_path / "profile")
    assert said == ""
    root = read_page(dom.replace("<!-- vaulttool report -->", ""))
    assert root.all("title")[0].text == "My network on 2026-12-02"
    assert not root.all("script", "img", "iframe")
    for text in NASTY:
        assert text in root.all("main")[0].text


def test_the_policy_stops_what_would_slip_in(tool: Tool, tmp_path: Path) -> None:
    """A script and an image put into the page by hand are refused by the browser, which says so."""
    tool.notes({"Ana": "---\ntype: contact\n---\n"})
    tool("report", "-o", "p.html")
    file = tool.folder / "p.html"
    slipped = "<script>document.title='owned'</script><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
    file.write_text(file.read_text().replace("</main>", f"{slipped}</main>"))
    dom, said = shown(file, tmp_path / "profile")
    assert "<title>My network on 2026-12-02</title>" in dom
    assert "script" in said
    assert "image" in said


@pytest.mark.parametrize("people", [10, 500])
def test_numbers_in_the_browser_are_those_of_the_json(tool: Tool, tmp_path: Path, people: int) -> None:
    """What the browser shows of ten and of five hundred people is what the data says."""
    write_network(tool.folder, people)
    tool("report", "-o", "p.html")
    data = json.loads(tool("report", "--format", "json").out)
    dom, said = shown(tool.folder / "p.html", tmp_path / "profile")
    assert said == ""
    root = read_page(dom)
    found = tables(root)
    assert [int(row["People"].replace(",", "")) for row in found["How far people came"]] == [
        stage["people"] for stage in data["funnel"]
    ]
    assert [(int(r["Sent"]), int(r["Answered"])) for r in found["Replies by approach"]][
        : len(data["stats"]["replies"])
    ] == [(r["written"], r["answered"]) for r in data["stats"]["replies"]]
    chart = next(svg for svg in root.all("svg") if "network" in svg.classes())
    dots = [circle for circle in chart.all("circle") if "dot" in circle.classes()]
    assert len(dots) == len({row["who"]["path"] or row["who"]["name"] for row in data["tree"]})
    lives = [li for li in root.all("li") if (li.attributes.get("id") or "").startswith("person-")]
    assert len(lives) == len(data["people"])
