"""The report page: its numbers are those of the JSON, it stands on its own, anybody can read it, nothing in it acts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from tests.html_page import Element, read_page, tables
from tests.networks import write_network
from tests.rosters import SortedNotes, contact, roster_of
from tests.vault_cli import Tool, tool
from vaulttool.core.dashboard.bundle import Lists
from vaulttool.core.overview import Overview, overview
from vaulttool.core.roster import Roster
from vaulttool.report.html import MARKER, page
from vaulttool.report.html.palette import DARK, GROUNDS, LIGHT, MARKS, TEXTS

__all__ = ["tool"]

TODAY = "2026-12-02"


def overview_of(texts: dict[str, str], *, private: bool = False) -> Overview:
    """The overview of these notes, with nothing due."""
    roster = roster_of(texts, TODAY)
    return overview(roster, _notes(roster), Lists(), {}, private=private)


def _notes(roster: Roster) -> SortedNotes:
    return SortedNotes({note.path: note for note in roster.notes})


@pytest.fixture(scope="module")
def network_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of thirty people."""
    folder = tmp_path_factory.mktemp("thirty") / "notes"
    write_network(folder, 30)
    return folder


def made(tool: Tool, folder: Path) -> tuple[Element, dict[str, Any], str]:
    """The page of a vault, its JSON, and its text."""
    vault = ("--vault", str(folder))
    file = folder.parent / "page.html"
    assert tool("report", "-o", str(file), *vault).status == 0
    text = file.read_text(encoding="utf-8")
    return read_page(text), json.loads(tool("report", "--format", "json", *vault).out), text


def test_numbers_on_the_page_are_those_of_the_json(tool: Tool, network_folder: Path) -> None:
    """Funnel, statuses, weeks, replies, network, favours and fit: every table says what the data says."""
    root, data, _ = made(tool, network_folder)
    found, stats = tables(root), data["stats"]
    assert [(r["Stage"], int(r["People"])) for r in found["How far people came"]] == [
        (stage["name"], stage["people"]) for stage in data["funnel"]
    ]
    assert [(r["Status"], int(r["People"])) for r in found["People by status"]] == [
        (stage["status"], stage["people"]) for stage in stats["pipeline"]
    ]
    weeks = [(week["name"], week["first_messages"], week["talks"]) for week in stats["weeks"]]
    shown = [(r["Week"], int(r["First messages"]), int(r["Talks"])) for r in found["Week by week"]]
    assert shown == weeks[-len(shown) :]
    assert not any(first or talks for _, first, talks in weeks[: -len(shown)])
    replies = [(r["approach"] or "none noted", r["written"], r["answered"], r["waiting"]) for r in stats["replies"]]
    rows = found["Replies by approach"]
    assert [(r["Approach"], int(r["Sent"]), int(r["Answered"]), int(r["Waiting"])) for r in rows[:-1]] == replies
    assert int(rows[-1]["Sent"]) == sum(written for _, written, *_ in replies)
    noted = [f for f in data["favours"] if f["favours"]]
    assert [(r["Person"], int(r["Balance"])) for r in found["Favours, those first to whom I owe most"]] == [
        (favour["name"], favour["total"]) for favour in noted
    ]
    assert [(r["Organisation"], r["All together"]) for r in found["Marks by organisation"]] == [
        (fit["org"], f"{fit['average']:.1f}") for fit in data["fit"]
    ]


def test_the_network_is_a_picture_and_a_list_of_all_steps(tool: Tool, network_folder: Path) -> None:
    """Everybody with a step is a dot of the picture, with the name; the list has every row of the tree."""
    root, data, _ = made(tool, network_folder)
    chart = next(svg for svg in root.all("svg") if "network" in svg.classes())
    people = {row["who"]["name"] for row in data["tree"]}
    assert {title.text.split(":")[0] for title in chart.all("title")[1:]} == people
    tree = next(ul for ul in root.all("ul") if "tree" in ul.classes())
    assert len(tree.all("li")) == len(data["tree"])


def test_every_person_has_a_timeline_with_all_entries(tool: Tool, network_folder: Path) -> None:
    """A strip that says in words what it shows, and the entries one by one."""
    root, data, _ = made(tool, network_folder)
    lives = [li for li in root.all("li") if (li.attributes.get("id") or "").startswith("person-")]
    assert [life.all("strong")[0].text for life in lives] == [person["who"]["name"] for person in data["people"]]
    assert [len(life.all("details")[0].all("li")) for life in lives] == [len(p["events"]) for p in data["people"]]
    assert all(life.all("svg")[0].attributes["aria-label"] for life in lives)


def test_today_is_the_list_of_today(tool: Tool, network_folder: Path) -> None:
    """The same people in the same order as `vaulttool today`, with the number at the top."""
    root, data, _ = made(tool, network_folder)
    listed = json.loads(tool("today", "--format", "json", "--vault", str(network_folder)).out)
    assert data["today"] == listed
    rows = [li for ol in root.all("ol") if "due" in ol.classes() for li in ol.children]
    assert [row.all("strong")[0].text for row in rows] == [line["person"] for line in listed]
    assert root.all("dd")[0].text.split()[0] == str(len(listed))


def test_the_page_stands_on_its_own(tool: Tool, network_folder: Path) -> None:
    """No script, no address but places in the page; the policy allows its own style sheet and nothing else."""
    root, _, text = made(tool, network_folder)
    assert not root.all("script", "link", "img", "iframe", "object", "form")
    for element in root.all():
        assert not {"src", "style", "srcset", "action"} & element.attributes.keys()
        assert not any(name.startswith("on") for name in element.attributes)
        assert (element.attributes.get("href") or "#").startswith("#")
    assert "url(" not in text
    assert "@import" not in text
    style = root.all("style")[0].text
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(m.attributes["content"] for m in root.all("meta") if "http-equiv" in m.attributes)
    assert policy == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"


def test_anybody_can_find_their_way(tool: Tool, network_folder: Path) -> None:
    """Headings in order, ids once, links that lead somewhere, tables with heads and captions, pictures in words."""
    root, _, _ = made(tool, network_folder)
    levels = [int(heading.tag[1]) for heading in root.all("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert {(a.attributes["href"] or "")[1:] for a in root.all("a")} <= set(ids)
    assert root.all("a")[0].text == "Skip to the content"
    assert root.all("html")[0].attributes["lang"] == "en"
    for table in root.all("table"):
        assert table.all("caption")[0].text
        assert all(cell.attributes["scope"] == "col" for cell in table.all("thead")[0].all("th"))
        assert all(row.children[0].attributes["scope"] == "row" for row in table.all("tbody")[0].all("tr"))
    hidden = {id(svg) for part in root.all() if part.attributes.get("aria-hidden") for svg in [part, *part.all("svg")]}
    for svg in root.all("svg"):
        named = svg.attributes.get("aria-label") or svg.attributes.get("aria-labelledby")
        assert named or id(svg) in hidden
        assert set((svg.attributes.get("aria-labelledby") or "").split()) <= set(ids)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_can_be_told_apart(colours: dict[str, str]) -> None:
    """WCAG 2.2 AA: 4.5 for text, 3 for the marks of charts, on both grounds."""
    for ground in GROUNDS:
        for text in TEXTS:
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for mark in MARKS:
            assert _contrast(colours[mark], colours[ground]) >= 3, (mark, ground)


NOTES = {
    "Ana": contact(
        "org: Acme", body="## Log\n- 2026-11-18 email out: hello (for:: outreach)\n## Favours\n- owed: a map"
    ),
    "Interviews/a.md": '---\ntype: interview\ncontact: "[[Ana]]"\nstatus: done\ndate: 2026-11-20\nfit_role: 4\n'
    'referrals: ["[[Ben]]"]\n---\n## Insights\n- Winter is quiet (topic:: season)\n',
    "Ben": contact(),
}


@examples(60)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_no_text_of_a_note_makes_an_element(text: str) -> None:
    """Whatever stands in a name, a field or a line: the page has the same elements as with a harmless word."""

    def shape(word: str) -> list[tuple[str, list[str]]]:
        quoted = json.dumps(word)
        line = " ".join(word.split()) or "x"
        notes = {
            **NOTES,
            "Ana": contact(
                f"name: {quoted}", f"org: {quoted}", "status: met", body=f"## Log\n- 2026-11-18 email out: {line}"
            ),
        }
        root = read_page(page(overview_of(notes)))
        return [(e.tag, sorted(e.attributes)) for e in root.all() if e.tag != "span"]

    assert shape(text) == shape("word")


@pytest.mark.parametrize(
    "nasty",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>1</script>", "<!--",
     "javascript:1", "&lt;b&gt;", "]]><svg onload=1>", "\u202eevil", "\x1b[31mred", "a\x00b"],
)  # fmt: skip
def test_a_nasty_name_shows_as_it_is(nasty: str) -> None:
    """The letters are there to read, control characters are spelt out, nothing of it is markup."""
    notes = {**NOTES, "Ana": contact(f"name: {json.dumps(nasty)}", body="## Log\n- 2026-11-18 email out: x")}
    root = read_page(page(overview_of(notes)))
    assert not root.all("script", "img")
    shown = nasty.replace("\x1b", "\\x1b").replace("\x00", "\\x00").replace("\u202e", "\\u202e")
    assert shown in root.all("main")[0].text


def test_same_notes_and_day_same_bytes() -> None:
    """Made twice from the notes in any order the page is the same, and begins with the mark of a report."""
    turned = dict(reversed(NOTES.items()))
    assert page(overview_of(NOTES)) == page(overview_of(turned))
    assert page(overview_of(NOTES)).startswith(MARKER)


def test_an_empty_vault_has_a_page_that_says_what_to_do() -> None:
    """No notes: every section stands, and says what would fill it."""
    root = read_page(page(overview_of({})))
    assert len(root.all("section")) == 9
    assert "Nothing is due today." in root.text
    assert "`referrals`" in root.text


def test_a_long_line_of_people_does_not_nest_without_end() -> None:
    """A thousand people in one line are a thousand rows, a dozen lists deep at most: browsers cut deep pages off."""
    line = {f"P{n}": contact(f'referred_by: ["[[P{n - 1}]]"]' if n else "") for n in range(1000)}
    root = read_page(page(overview_of(line)))
    tree = next(ul for ul in root.all("ul") if "tree" in ul.classes())
    assert len(tree.all("li")) == 1000

    def depth(element: Element) -> int:
        return 1 + max(map(depth, element.children), default=0)

    assert depth(tree) < 40


def test_links_and_marks_of_notes_read_as_words() -> None:
    """`[[Ben|him]]` and `**bold**` are read as one would say them."""
    body = "## Log\n- 2026-11-18 email out: about [[Ben|him]] and **soon**"
    root = read_page(page(overview_of({**NOTES, "Ana": contact(body=body)})))
    assert re.search(r"I wrote \(email\): about him and soon", root.text)
