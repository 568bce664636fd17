"""Views: lists between two markers in a note, kept right by `sync` and `view`, everything beside them untouched."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.vault_cli import Tool, changed, tool
from vaulttool.core.merge import merge
from vaulttool.core.view_markers import CLOSING, Markers, find_markers, own_words, with_views
from vaulttool.core.views import ViewError, read_ask
from vaulttool.core.views.ask import OPTIONS
from vaulttool.index import Index
from vaulttool.reading import reading
from vaulttool.sync import sync
from vaulttool.views import keep_all, paths_with_views

__all__ = ["tool"]

TODAY = date(2026, 12, 2)
ANA = '---\ntype: contact\norg: "[[Acme|the Acme]]"\ntopics: [maps]\n---\n## Log\n- 2026-11-20 email in: a | b\n'
BEN = '---\ntype: contact\norg: Marsh Trust\nreferred_by: "[[Ana Ruiz]]"\n---\n'
CARA = "---\ntype: contact\nprivate: true\norg: Acme\n---\n"
ACME = "---\ntype: org\ntarget: true\ncontact_order: ['[[Cara Lim]]', '[[Ana Ruiz]]']\n---\n"
PEOPLE = {"Ana Ruiz": ANA, "Ben Ode": BEN, "Cara Lim": CARA, "Organisations/Acme.md": ACME}


def asking(words: str, inside: str = "") -> str:
    return f"<!-- vaulttool: {words} -->\n{inside}{CLOSING}\n"


def shown(tool: Tool, words: str, note: str = "Home.md", front: str = "") -> str:
    """What stands between the markers after a `sync`."""
    tool.notes({note: front + asking(words)})
    assert tool("sync").status == 0
    text = (tool.folder / note).read_text(encoding="utf-8")
    return text.removeprefix(front + asking(words).splitlines()[0] + "\n\n").removesuffix(f"\n{CLOSING}\n")


def test_sync_fills_a_view_and_nothing_else(tool: Tool) -> None:
    """The list stands between the markers, with links; other bytes stay, and so do notes without a marker."""
    above, below = "\ufeff# Lists\r\n\r\nBefore <b>\r\n", "<!-- /vaulttool -->\r\nAfter  \r\n\ttab"
    home = f"{above}<!-- vaulttool: list contact -->\r\nold\r\n{below}"
    tool.notes({**PEOPLE, "Home.md": home})
    before = tool.bytes()
    said = tool("sync")
    assert "views written in 1 note" in said.out
    after = tool.bytes()
    assert {path for path in after if before.get(path) != after[path]} == {"Dashboard.md", "Home.md"}
    table = (
        "\r\n| name | org | status | last_contact | due |\r\n| --- | --- | --- | --- | --- |\r\n"
        "| [[Ana Ruiz]] | [[Acme\\|the Acme]] | identified | 2026-11-20 | 2026-11-23 |\r\n"
        "| [[Ben Ode]] | Marsh Trust | identified |  |  |\r\n\r\n"
    )
    assert after["Home.md"].decode() == home.replace("old\r\n", table)


def test_a_second_sync_writes_nothing(tool: Tool) -> None:
    """Byte-stable: the same notes and day, the same bytes and no writing; the next day only what then differs."""
    tool.notes({**PEOPLE, "Home.md": asking("list contact --where 'due<=today' --columns name,due")})
    tool("sync")
    before = {path: ((tool.folder / path).stat().st_mtime_ns, text) for path, text in tool.bytes().items()}
    assert "views written" not in tool("sync").out
    assert {path: ((tool.folder / path).stat().st_mtime_ns, text) for path, text in tool.bytes().items()} == before


def test_a_changed_fact_reaches_the_view_in_the_same_run(tool: Tool) -> None:
    """A tick in the dashboard is written into a note first, and the view shows what follows from it."""
    tool.notes({**PEOPLE, "Home.md": asking("list contact --where 'attempts>0' --columns name,attempts")})
    tool.notes({"Eve Fox": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n"})
    tool("sync")
    assert "No contact fits." in (tool.folder / "Home.md").read_text()
    dashboard = tool.folder / "Dashboard.md"
    line = next(line for line in dashboard.read_text().splitlines() if "Eve Fox" in line and "- [ ]" in line)
    dashboard.write_text(dashboard.read_text().replace(line, line.replace("- [ ]", "- [x]")))
    assert "1 tick applied" in tool("sync").out
    assert "| [[Eve Fox]] | 1 |" in (tool.folder / "Home.md").read_text()


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("list contact --format list --columns name,org,last_contact", [
            "- [[Ana Ruiz]] · [[Acme|the Acme]] · last contact 2026-11-20", "- [[Ben Ode]] · Marsh Trust",
        ]),
        ("list people --where=org:marsh --columns=referred_by,org", ["| referred_by | org |", "| --- | --- |",
            "| [[Ana Ruiz]] | Marsh Trust |"]),
        ("list contact --sort -last_contact,name --columns last_contact", ["| last_contact |", "| --- |",
            "| [[Ana Ruiz\\|2026-11-20]] |", "| [[Ben Ode]] |"]),
        ("list campaign", ["No campaign yet."]),
        ("list contact --where org:nobody", ["No contact fits."]),
        ("list contact --where “topics:maps” --columns name", ["| name |", "| --- |", "| [[Ana Ruiz]] |"]),
    ],
)  # fmt: skip
def test_what_a_view_shows(tool: Tool, words: str, lines: list[str]) -> None:
    """The options of `list`; a table or a list; each row leads to its note."""
    tool.notes(PEOPLE)
    assert shown(tool, words).splitlines() == lines


def test_a_private_note_appears_only_in_a_private_note(tool: Tool) -> None:
    """Neither as a row, nor by a link in another row, nor as the talk with that person; a private note shows all."""
    talk = '---\ntype: interview\ncontact: "[[Cara Lim]]"\ndate: 2026-11-30\nstatus: done\n---\n'
    tool.notes({**PEOPLE, "Interviews/2026-11-30 Cara Lim.md": talk})
    for words in ("list contact", "list interview", "list org --columns name,contact_order"):
        open_, private = shown(tool, words), shown(tool, words, "Mine.md", "---\nprivate: true\n---\n")
        assert "Cara" not in open_
        assert "Cara" in private
    assert "somebody, [[Ana Ruiz]]" in open_


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("list contact --where stauts:met", "no contact has a field `stauts`; did you mean `status`?"),
        ("list contact --srt name", "did you mean `--sort`?"),
        ("list persns", "'persns' is no kind of note"),
        ("list", "the kind of note is missing"),
        ("table contact", "a view begins with `list`, not with `table`"),
        ("list contact --where 'org:acme", "a quote is opened and not closed"),
        ("list contact --columns", "`--columns` needs a value"),
        ("list contact met", "`met` belongs to no option"),
        ("list contact --format csv", "'csv' is no format of a view"),
    ],
)
def test_a_bad_query_is_shown_in_place(tool: Tool, words: str, message: str) -> None:
    """The reason and the remedy stand where the list would; `view` says so too, with its line, and ends with 1."""
    tool.notes(PEOPLE)
    text = shown(tool, words)
    assert text.startswith("**This list cannot be made:** ")
    assert message in text
    said = tool("view")
    assert said.status == 1
    assert "Home.md:1: " in said.err
    assert tool("sync").out.count("views written") == 0


def test_no_text_of_a_note_makes_structure_in_a_view(tool: Tool) -> None:
    """Markers, table bars, breaks, links and comments in values are shown as text; the view still ends where it did."""
    evil = "<!-- /vaulttool --> | [x](y) %% `code` ## #tag ^id {{x}}"
    tool.notes({"Ana Ruiz": f"---\ntype: contact\nrole: '{evil}'\n---\n"})
    shown(tool, "list contact --columns name,role")
    first = (tool.folder / "Home.md").read_bytes()
    assert len(find_markers(first.decode()).views) == 1
    assert first.decode().count(CLOSING) == 1
    tool("sync", "--full")
    assert (tool.folder / "Home.md").read_bytes() == first


def test_a_view_counts_for_nothing(tool: Tool) -> None:
    """What a view shows in a person's note is no log line, no link and no word that a search finds."""
    listed = asking("list contact --where acme --columns name,org,topics --format list")
    tool.notes({**PEOPLE, "Ben Ode": BEN + "## Log\n- 2026-11-10 email out: hello\n\n" + listed})
    before = json.loads(tool("show", "Ben Ode", "--format", "json").out)
    tool("sync")
    assert "- [[Ana Ruiz]] · [[Acme|the Acme]] · maps" in (tool.folder / "Contacts/Ben Ode.md").read_text()
    assert "views written" not in tool("sync").out
    assert json.loads(tool("show", "Ben Ode", "--format", "json").out) == before
    assert [found["name"] for found in json.loads(tool("find", "maps", "--format", "json").out)] == ["Ana Ruiz"]


CASES = {
    "in a fence": "```\n<!-- vaulttool: list org -->\n<!-- /vaulttool -->\n```\n",
    "indented code": "text\n\n    <!-- vaulttool: list org -->\n    <!-- /vaulttool -->\n",
    "in a quote": "> <!-- vaulttool: list org -->\n> <!-- /vaulttool -->\n",
    "in words": "see `<!-- vaulttool: list org -->` and `<!-- /vaulttool -->`\n",
    "the dashboard's": "<!-- vaulttool:dashboard -->\nx\n<!-- /vaulttool:dashboard -->\n",
    "in a comment": "<!--\n<!-- vaulttool: list org -->\n",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_what_is_no_marker(text: str) -> None:
    """Examples in code and quotes, and the dashboard's own markers, ask for nothing."""
    assert find_markers(text) == Markers()


@pytest.mark.parametrize(
    ("text", "faults", "views"),
    [
        ("<!-- vaulttool: list org -->\n", [(1, "this view has no end")], 0),
        ("<!-- /vaulttool -->\n", [(1, "no view begins above this end")], 0),
        (
            asking("list org", asking("list contact")),
            [(1, "this view has no end before another one begins in line 2")], 0,
        ),
        (
            "<!-- vaulttool: list org -->\n\nmine\n\n" + asking("list contact") + "\n" + asking("list campaign"),
            [(1, "this view has no end before another one begins in line 5")], 1,
        ),
        ("<!-- vaulttool: list org --> words\n", [(1, "this marker is not alone on its line")], 0),
        ("<!-- vaulttool: list\norg -->\n", [(1, "this marker is not alone on its line")], 0),
    ],
)  # fmt: skip
def test_unclosed_and_nested_markers_are_refused(
    tool: Tool, text: str, faults: list[tuple[int, str]], views: int
) -> None:
    """They are told of with line and remedy; what they might hold is left alone, a good view beside them is kept."""
    found = find_markers(text)
    assert [(fault.line, fault.message) for fault in found.faults] == faults
    assert len(found.views) == views
    tool.notes({"Home.md": text})
    said = tool("sync")
    assert all(f"Home.md:{line}: {message}. " in said.err for line, message in faults)
    assert (tool.folder / "Home.md").read_text().startswith(text.split("list campaign")[0])


def test_a_note_that_cannot_be_read_rightly_is_left_alone(tool: Tool) -> None:
    """Conflict markers, broken frontmatter, bytes that are no UTF-8: not a byte differs, and it is said."""
    bad = {
        "Conflict.md": b"<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n" + asking("list org").encode(),
        "Latin.md": asking("list org").encode() + b"caf\xe9\n",
        "Broken.md": b"---\ntype: contact\nrole: [a\n---\n" + asking("list org").encode(),
    }
    for name, raw in bad.items():
        (tool.folder / name).write_bytes(raw)
    said = tool("sync")
    assert said.status == 0
    for name, raw in bad.items():
        assert (tool.folder / name).read_bytes() == raw
        assert f"the views in {name} are left alone: " in said.err


def test_a_dry_run_shows_and_writes_nothing(tool: Tool) -> None:
    """`sync --dry-run` and `view --dry-run` show the difference."""
    tool.notes({**PEOPLE, "Home.md": asking("list org --columns name")})
    tool("sync")
    tool.notes({"Organisations/Marsh.md": "---\ntype: org\n---\n"})
    before = tool.bytes()
    for command in ("sync", "view"):
        assert "+| [[Marsh]] |" in tool(command, "--dry-run").out.splitlines()
        assert tool.bytes() == before


def test_view_looks_at_the_notes_that_are_named(tool: Tool) -> None:
    """By file name, path or person; the others wait. It says what it wrote, and is no command to undo."""
    notes = {"Home.md": asking("list org"), "Lists/More.md": asking("list org"), "Ben Ode": BEN + asking("list org")}
    tool.notes({**PEOPLE, **notes})
    tool("set", "Ana Ruiz", "role=Ecologist")
    before = tool.bytes()
    said = tool("view", "Lists/More.md", "ben")
    assert "Contacts/Ben Ode.md: written\n" in said.out
    assert "2 views in 2 notes, 2 written anew.\n" in said.out
    assert {line.split(" ")[0] for line in changed(before, tool.bytes())} == {"Lists/More.md", "Contacts/Ben"}
    assert tool("view").out == "Home.md: written\n3 views in 3 notes, 1 written anew.\n"
    assert tool("view").out == "3 views in 3 notes, nothing changed.\n"
    assert tool("view", "Ana Ruiz").out.startswith("No note asks for a view: ")
    assert "Ecologist" in tool("undo", "--dry-run").out


def test_links_say_the_folder_where_two_notes_share_a_name(tool: Tool) -> None:
    """A link of a view leads to the note it is about."""
    tool.notes({"Ana Ruiz": ANA, "Old/Ana Ruiz.md": "---\ntype: contact\n---\n"})
    rows = shown(tool, "list contact --columns name --sort path").splitlines()[2:]
    assert rows == ["| [[Contacts/Ana Ruiz\\|Ana Ruiz]] |", "| [[Old/Ana Ruiz\\|Ana Ruiz]] |"]


def test_someone_at_work_in_the_note_is_not_disturbed(tool: Tool) -> None:
    """The watcher leaves a note alone that was changed this moment, and comes again; the dashboard is written."""
    tool.notes({**PEOPLE, "Home.md": asking("list org")})
    outcome = sync(tool.folder, TODAY, leave_fresh=60)
    assert (outcome.views_written, outcome.dashboard) == ((), "written")
    assert 0 < outcome.again_in <= 60
    assert (tool.folder / "Home.md").read_text() == asking("list org")


def test_without_markers_no_note_is_opened(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vault without markers costs one question to the full text; one whose views are right costs no look at them."""
    tool.notes({**PEOPLE, "Talk.md": "vaulttool is a tool\n"})
    with reading(tool.folder, TODAY) as found:
        assert paths_with_views(found) == ()
    tool.notes({"Home.md": asking("list org")})
    sync(tool.folder, TODAY)
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)
    for _ in range(2):
        sync(tool.folder, TODAY)
    with reading(tool.folder, TODAY) as found:
        assert paths_with_views(found) == ("Home.md",)
        assert keep_all(found).count == 0
    with reading(tool.folder, date(2026, 12, 3)) as found:
        assert keep_all(found).count == 1


def test_the_index_is_the_same_when_built_anew(tool: Tool) -> None:
    """What views put into notes is not in the index, so an index built anew says the same."""
    tool.notes({**PEOPLE, "Home.md": asking("list contact")})
    tool("sync")
    assert tool("index", "--verify").status == 0
    with Index.open(tool.folder) as index:
        assert not [row for row in index.dump() if row[:2] == ("text", "Home.md") and "Ruiz" in str(row)]


def test_a_view_is_never_in_conflict() -> None:
    """Two people whose views differ merge without conflict; their own words are merged, the next `sync` fills it."""
    base, ours, theirs = (f"# {title}\n\n{asking('list org', row)}\nend\n" for title, row in VERSIONS)
    merged = merge(base, ours, theirs)
    assert not merged.has_conflicts
    assert merged.text == f"# Ours\n\n{asking('list org')}\nend\n"
    assert merge(base, ours, base).text == ours


VERSIONS = (("Lists", "\n- a\n\n"), ("Ours", "\n- b\n\n"), ("Lists", "\n- c\n\n"))


def test_read_ask_takes_the_options_of_list() -> None:
    """The words are those of the command, so what is tried in the terminal can be copied into a note."""
    asked = read_ask(
        "list interview --where 'status:done fit_role>3' --sort -date --columns date,contact --format list"
    )
    assert (asked.request.kind, asked.request.where) == ("interview", "status:done fit_role>3")
    assert (asked.request.sort, asked.request.columns, asked.format) == ("-date", "date,contact", "list")
    with pytest.raises(ViewError):
        read_ask("")


def test_the_page_shows_markers_that_work() -> None:
    """Each example of docs/views.md is read, and each option stands in it."""
    page = (Path(__file__).parent.parent / "docs/views.md").read_text(encoding="utf-8")
    words = re.findall(r"^<!-- vaulttool: (.*) -->$", page, re.M)
    assert len(words) == 4
    assert all(read_ask(one).request.kind for one in words)
    assert all(f"| `--{option}` |" in page for option in OPTIONS)


LINES = st.sampled_from(
    ["", "text", "- item", "```", "~~~", "> q", "    code", "<div>", "<!-- x", "-->", "---", "%%", "é\r", "| a | b |",
     "<!-- vaulttool: list org -->", "  <!-- vaulttool: list contact -->", CLOSING, f"  {CLOSING}\r",
     "<!-- vaulttool:dashboard -->", "<!-- /vaulttool:dashboard -->"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14), st.sampled_from(["\nx\n\n", "\n| a |\n| --- |\n\n", ""]))
@example(["---", "type: contact", "---", "<!-- vaulttool: list org -->", CLOSING], "\nx\n\n")
def test_only_what_stands_between_markers_differs(lines: list[str], content: str) -> None:
    """Law: all lines outside the views stay, in order; filling twice is filling once; emptied, the words are equal."""
    text = "\n".join(lines)
    found = find_markers(text).views
    filled = with_views(text, {marker.line: content for marker in found})
    raw = text.split("\n")
    inside = {n for marker in found for n in range(marker.first, marker.end)}
    again = find_markers(filled)
    assert [marker.words for marker in again.views] == [marker.words for marker in found]
    new = {n for marker in again.views for n in range(marker.first, marker.end)}
    outside = [line for n, line in enumerate(filled.split("\n")) if n not in new]
    assert outside == [line for n, line in enumerate(raw) if n not in inside]
    assert with_views(filled, {marker.line: content for marker in again.views}) == filled
    if not text.startswith("---"):
        assert own_words(filled) == own_words(text)


def test_a_relative_link_leads_to_the_same_note(tool: Tool) -> None:
    """A relative link in another folder's note leads to the same note from the view."""
    tool.notes(
        {
            "Ana Ruiz": ANA,
            "Deep/Down/Eve Fox.md": "---\ntype: contact\nmutuals: '[Ana](../../Contacts/Ana%20Ruiz.md)'\n---\n",
        }
    )
    assert "| [[Eve Fox]] | [[Ana Ruiz\\|Ana]] |" in shown(tool, "list contact --columns name,mutuals")
