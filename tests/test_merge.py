"""`merge-contacts` and what it is made of: one note says all that two said, and nothing gets lost."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from tests.support import parsed
from tests.vault_cli import Tool, tool
from vaulttool.core.edit import AddLine, AddText, Refusal, apply
from vaulttool.core.merging import Merged, Side, gained_items, lost_items, merged
from vaulttool.core.settings import Settings

__all__ = ["tool"]

DEFAULTS = Settings()
KEEP, OTHER = "Contacts/Ana Ruiz.md", "Contacts/A. Ruiz.md"


def joined(keep: str, other: str) -> Merged | Refusal:
    """One note of two texts; a link leads where its target says."""
    notes = parsed({KEEP: keep, OTHER: other})
    paths = {"Ana Ruiz": KEEP, "A. Ruiz": OTHER, "Acme": "Acme.md", "Organisations/Acme": "Acme.md"}
    return merged(Side(keep, notes[KEEP]), Side(other, notes[OTHER]), DEFAULTS, lambda target: paths.get(target, ""))


def text_of(keep: str, other: str) -> str:
    """The merged text; the test fails on a refusal."""
    found = joined(keep, other)
    assert isinstance(found, Merged), found
    return found.text


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("", "role: Warden", "role: Warden"),
        ("role:", "role: Warden", "role: Warden"),
        ("role: Warden  # c", "role: warden", "role: Warden  # c"),
        ("email: a@x.org", "email: [b@x.org, a@x.org]", "email: [a@x.org, b@x.org]"),
        ("topics: [bogs]  # c", "interests: fens", "topics: [bogs, fens]  # c"),
        ('company: "[[Acme]]"', "org: '[[Organisations/Acme]]'", 'company: "[[Acme]]"'),
        ("last_contact: 2026-11-01", "last_contact: 2026-11-20", "last_contact: 2026-11-20"),
        ("created: 2026-11-01", "created: 2026-11-20", "created: 2026-11-01"),
        ("private: false", "private: true", "private: true"),
        ("do_not_contact: true", "do_not_contact: false", "do_not_contact: true"),
        ("", "status: do-not-contact", "status: do-not-contact\ndo_not_contact: true"),
        ("linkedin: https://www.linkedin.com/in/ana/", "linkedin: linkedin.com/in/ana", "linkedin: https://www.linkedin.com/in/ana/"),
        ('mutuals: ["[[Ben Ode]]", "[[A. Ruiz]]"]', 'mutuals: "[[Ana Ruiz]]"', 'mutuals: ["[[Ben Ode]]"]'),
        ("shoes: [a]", "shoes: b", "shoes: [a, b]"),
    ],
)  # fmt: skip
def test_fields_are_united_filled_or_left(ours: str, theirs: str, expected: str) -> None:
    """Lists hold the values of both; what is missing is filled; what says the same stays as it is written."""
    keep = f"---\ntype: contact\n{ours}\n---\n".replace("\n\n", "\n")
    found = joined(keep, f"---\ntype: contact\n{theirs}\n---\n")
    assert isinstance(found, Merged), found
    assert found.text == f"---\ntype: contact\naliases: [A. Ruiz]\n{expected}\n---\n"
    assert found.questions == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "question"),
    [
        ('org: "[[Acme]]"', 'org: "[[Blue Delta]]"', "org: [[Acme]] (kept) or [[Blue Delta]]?"),
        ("role: Warden", "title: Head *of* field", r"role: Warden (kept) or Head \*of\* field?"),
        ("status: met", "status: targeted", "status: met (kept) or targeted?"),
        ("birthday: 05-17", "birthday: 05-18", "birthday: 05-17 (kept) or 05-18?"),
        ("retry: true", "retry: false", "retry: true (kept) or false?"),
        ("", "mine: {a: b}", "mine: more than a value; it stands only in the note that went to the trash"),
    ],
)
def test_two_values_become_a_question_that_only_the_user_answers(ours: str, theirs: str, question: str) -> None:
    """The value that stands stays; the line is of no section, so nothing is concluded from it."""
    keep = f"---\ntype: contact\n{ours}\n---\n\n# Advice\n\n- [ ] go\n".replace("\n\n---", "\n---")
    found = joined(keep, f"---\ntype: contact\n{theirs}\n---\n")
    assert isinstance(found, Merged), found
    assert found.questions == (question,)
    assert found.text.endswith(f"\n\n# To settle\n\n- [ ] {question}\n")
    note = parsed({KEEP: found.text})[KEEP]
    assert [item.text for item in note.items] == ["go"]
    assert [finding for finding in note.findings if finding.severity != "hint"] == []


def test_the_log_of_both_stands_in_the_order_of_its_dates() -> None:
    """With what is indented below a line; the same line once; other text below its heading."""
    keep = "# Ana Ruiz\n\n## Log\n\n* 2026-11-01 email out: a\n* 2026-11-03 email in: b\n\n## Advice\n\n- [ ] x"
    other = (
        "# A. Ruiz\n\nMet at the fair.\n\n## Log\n\nMy words.\n\n- 2026-11-02 phone in: c\n  - and more\n    still\n"
        "- 2026-11-03 email in: b\n- 2026-11-04 video both: d\n\n## Ideas\n\nOne.\n\n### Two\n- x\n"
        "## Advice\n- [x] y (used:: 2026-11-05)\n"
    ).replace("\n", "\r\n")
    assert text_of(keep, other) == (
        "---\naliases: [A. Ruiz]\n---\n# Ana Ruiz\n\nMet at the fair.\n\n## Log\n\n* 2026-11-01 email out: a\n"
        "* 2026-11-02 phone in: c\n  - and more\n    still\n* 2026-11-03 email in: b\n* 2026-11-04 video both: d\n\n"
        "My words.\n\n## Advice\n\n- [ ] x\n- [x] y (used:: 2026-11-05)\n\n## Ideas\n\nOne.\n\n### Two\n- x"
    )


@pytest.mark.parametrize("line", ["- + plus", "- - 2026-11-02 b", "- * - c", "- -", "- [ ] - d"])
def test_a_list_mark_within_a_line_stays(line: str) -> None:
    """Only the first one is that of the line."""
    assert text_of("## Log\n- 2026-11-01 a\n", f"## Log\n{line}\n").endswith(f"## Log\n- 2026-11-01 a\n{line}\n")


def test_a_log_that_runs_newest_first_goes_on_so() -> None:
    """Where the note that stays has it so."""
    keep, other = "## Log\n- 2026-11-03 b\n- 2026-11-01 a\n", "## Log\n- 2026-11-02 c\n- 2026-11-04 d\n"
    assert text_of(keep, other).endswith("## Log\n- 2026-11-04 d\n- 2026-11-03 b\n- 2026-11-02 c\n- 2026-11-01 a\n")


def test_text_is_put_in_no_section_of_ours() -> None:
    """A list below the user's own heading is no advice, wherever the sections stand in the note that stays."""
    mine, advice = "# Background\nmine\n", "## Advice\n- [ ] Take the course\n"
    background = "# Background\n\n- grew up in Oslo\n- [ ] look up her thesis\n"
    assert text_of(mine, f"{advice}\n{background}").endswith(
        "# Background\nmine\n\n- grew up in Oslo\n- [ ] look up her thesis\n\n## Advice\n\n- [ ] Take the course\n"
    )
    below = f"{advice}\n##{mine}"
    assert text_of(below, background).endswith(f"{below}\n{background}")


def test_text_that_both_have_from_the_template_stands_once() -> None:
    """The same lines below the same headings."""
    text = "# {}\n\n%% Leave empty. %%\n\n## Log\n\n%% One line each. %%\n\n- {}\n"
    found = text_of(text.format("Ana Ruiz", "2026-11-01 a"), text.format("A. Ruiz", "2026-11-02 b"))
    assert found.count("%%") == 4
    assert found.endswith("%% One line each. %%\n\n- 2026-11-01 a\n- 2026-11-02 b\n")


@pytest.mark.parametrize(
    ("keep", "other", "reason"),
    [
        ("---\nrole: a\nrole: b\n---\n", "", f"{KEEP}: `role` stands twice"),
        ("", "---\nrole: a\nrole: b\n---\n", f"{OTHER}: `role` stands twice"),
        ("", "---\nrole: [a\n---\n", f"{OTHER}: the frontmatter cannot be read"),
        ("<<<<<<< a\n=======\n>>>>>>> b\n", "", f"{KEEP}: an unresolved merge"),
        ("```\nopen", "Words.\n\n## Ideas\n\nx\n", f"{KEEP}: the added text would not be read"),
    ],
)
def test_a_note_that_cannot_be_taken_apart_is_named(keep: str, other: str, reason: str) -> None:
    """Nothing is half merged."""
    found = joined(keep, other)
    assert isinstance(found, Refusal)
    assert found.message.startswith(reason)


LINES = st.sampled_from(
    (
        "- 2026-11-0{} email out: a", "- 2026-11-0{} news: b", "- [ ] take course {}", "  - below {}", "words {}",
        "- [x] me: send {} (by:: 2026-11-20)", "- gave 2026-11-0{}: help", "> quote {}", "## Log", "## Advice",
        "### Sub {}", "## Ideas", "# Ideas", "## Promises", "# Log", "## Favours", "", "",
        "* 2026-11-0{} b", "1. 2026-11-0{} c", "%% x {} %%", "    code {}", "Title {}\n===",
        "- 2026-11-0{} snooze all until 2026-12-01", "- + plus {}",
    )
)  # fmt: skip
BODIES = st.lists(st.tuples(LINES, st.integers(1, 6)).map(lambda pair: pair[0].format(pair[1])), max_size=12)


def _words(line: str) -> str:
    """A line without the signs around its words."""
    return line.strip(" -*>").removeprefix("1. ")


@examples(60)
@given(BODIES, BODIES)
def test_no_line_of_either_note_is_lost(ours: list[str], theirs: list[str]) -> None:
    """The merged note has their list lines and no others, and every line of text; merging again adds nothing."""
    keep, other = ("\n".join(("# Ana Ruiz", "", "## Log", "", *lines, "")) for lines in (ours, theirs))
    found = joined(keep, other)
    if isinstance(found, Refusal):
        assert "would not be read" in found.message or "change" in found.message, found
        return
    notes = parsed({KEEP: keep, OTHER: other})
    after = parsed({KEEP: found.text})[KEEP]
    assert lost_items(notes[KEEP], notes[OTHER], after) == ()
    assert gained_items(notes[KEEP], notes[OTHER], after) == ()
    told = " ".join(found.text.split())
    lines = [line for text in (keep, other) for line in text.split("\n") if not line.startswith(("#", "="))]
    assert [line for line in lines if _words(line) not in told] == []
    again = text_of(found.text, other)
    assert again == found.text


def test_added_text_goes_below_its_heading_or_a_new_one() -> None:
    """At the end of what stands there, a blank line away; nothing when it stands there already."""

    def added(text: str, heading: str, *lines: str) -> str | Refusal:
        return apply(text, AddText(heading, lines), "contact", DEFAULTS)

    assert added("# A\n\n## B\nx\n\n## C\n", "B", "y") == "# A\n\n## B\nx\n\ny\n\n## C\n"
    assert added("# A\n\n## B\nx", "", "y") == "# A\n\ny\n\n## B\nx"
    assert added("x\n## B\n", "", "y") == "x\n\ny\n\n## B\n"
    assert added("", "B", "y") == "## B\n\ny\n"
    assert added("## B\nx\n\ny\nz\n", "B", "y") == "## B\nx\n\ny\nz\n"
    assert added("# A\n\n## Log\n", "A", "y") == "# A\n\ny\n\n## Log\n"
    assert added("## Log\n### B\n", "B", "y") == "## Log\n### B\n\n## B\n\ny\n"
    assert added("## B\n", "C") == "## B\n\n## C\n"
    assert isinstance(added("```\nx\n", "B", "y"), Refusal)


def test_an_added_line_takes_along_what_is_below_it() -> None:
    """As far in as the words of the list that it goes into begin."""
    line = AddLine("log", "2026-11-02 b", order_by_date=True, below=("- c", "", "  d"))
    text = "## Log\n-   2026-11-01 a\n-   2026-11-03 z\n"
    expected = "## Log\n-   2026-11-01 a\n-   2026-11-02 b\n    - c\n\n      d\n-   2026-11-03 z\n"
    assert apply(text, line, "contact", DEFAULTS) == expected
    assert apply(expected, line, "contact", DEFAULTS) == expected


NOTES = {
    "Ana Ruiz": "---\ntype: contact\nstatus: met\n---\n\n## Log\n\n- 2026-11-03 email in: yes\n",
    OTHER: "---\ntype: contact\nemail: a@x.org\nstatus: targeted\n---\n\n## Log\n\n"
    "- 2026-11-01 email out: hi (for:: outreach)\n",
    "Ben Ode": '---\ntype: contact\nmutuals: ["[[A. Ruiz]]", "[[Ana Ruiz]]"]\n---\nSee [[A. Ruiz|her]].\n',
    "Interviews/2026-11-20 A. Ruiz.md": '---\ntype: interview\ncontact: "[[A. Ruiz]]"\ndate: 2026-11-20\n'
    "status: done\n---\n",
}  # fmt: skip


def test_merge_contacts_makes_one_note_and_leads_every_link_there(tool: Tool) -> None:
    """The other note lies in the trash as it was; undo brings both back."""
    tool.notes(NOTES)
    before = tool.bytes()
    shown = tool("merge-contacts", "Ana Ruiz", "A. Ruiz", "--dry-run")
    assert (shown.status, tool.bytes()) == (0, before), shown.err
    assert "rename to .trash/A. Ruiz.md" in shown.out
    said = tool("merge-contacts", "Ana Ruiz", "A. Ruiz", "--yes")
    assert said.status == 0, said.err
    assert "status: met (kept) or targeted?" in said.out
    after = tool.bytes()
    assert after[".trash/A. Ruiz.md"].decode() == NOTES[OTHER]
    assert after["Contacts/Ana Ruiz.md"].decode() == (
        "---\ntype: contact\naliases: [A. Ruiz]\nemail: a@x.org\nstatus: met\n---\n\n## Log\n\n"
        "- 2026-11-01 email out: hi (for:: outreach)\n- 2026-11-03 email in: yes\n\n"
        "## To settle\n\n- [ ] status: met (kept) or targeted?\n"
    )
    assert after["Contacts/Ben Ode.md"].decode() == (
        '---\ntype: contact\nmutuals: ["[[Ana Ruiz]]"]\n---\nSee [[Ana Ruiz|her]].\n'
    )
    assert b'contact: "[[Ana Ruiz]]"' in after["Interviews/2026-11-20 A. Ruiz.md"]
    assert tool("undo").status == 0
    assert tool.bytes() == before


def test_without_a_terminal_merging_needs_a_yes(tool: Tool) -> None:
    """Nobody is there to ask."""
    tool.notes(NOTES)
    before = tool.bytes()
    said = tool("merge-contacts", "Ana Ruiz", "A. Ruiz")
    assert (said.status, tool.bytes()) == (2, before)
    assert "--yes" in said.err


@pytest.mark.parametrize(("answer", "does_merge"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_merging_asks(tool: Tool, monkeypatch: pytest.MonkeyPatch, answer: str, does_merge: bool) -> None:
    """What will happen is said in one line; only a yes does it."""
    tool.notes(NOTES)
    before = tool.bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    said = tool("merge-contacts", "Ana Ruiz", "A. Ruiz")
    assert "Contacts/A. Ruiz.md becomes part of Contacts/Ana Ruiz.md; 3 notes change. Go on?" in said.err
    assert (said.status, tool.bytes() != before) == (0, does_merge)


def test_the_trash_keeps_what_is_in_it(tool: Tool) -> None:
    """A second note of that name gets a number."""
    tool.notes({**NOTES, ".trash/A. Ruiz.md": "old\n"})
    assert tool("merge-contacts", "Ana Ruiz", "A. Ruiz", "--yes").status == 0
    assert tool.bytes()[".trash/A. Ruiz.md"] == b"old\n"
    assert tool.bytes()[".trash/A. Ruiz 2.md"].decode() == NOTES[OTHER]


DISTINCT = {OTHER: '---\ntype: contact\ndistinct_from: "[[Ana Ruiz]]"\n---\n'}
UNREADABLE = {OTHER: "---\ntype: contact\nrole: [a\n---\n"}


@pytest.mark.parametrize(
    ("texts", "names", "reason"),
    [
        ({}, ("Ana Ruiz", "ana ruiz"), "both names mean Contacts/Ana Ruiz.md"),
        ({}, ("Ana Ruiz", "Zoe"), "there is no contact called 'Zoe'"),
        (DISTINCT, ("Ana Ruiz", "A. Ruiz"), "is somebody else"),
        (UNREADABLE, ("Ana Ruiz", "A. Ruiz"), "A. Ruiz.md: the frontmatter cannot be read"),
        ({"Bad": "---\nrole: [a\n---\n[[A. Ruiz]]\n"}, ("Ana Ruiz", "A. Ruiz"), "Contacts/Bad.md is in the way"),
    ],
)
def test_merge_contacts_refuses_and_says_why(
    tool: Tool, texts: dict[str, str], names: tuple[str, str], reason: str
) -> None:
    """Nothing is written."""
    tool.notes({**NOTES, **texts})
    before = tool.bytes()
    said = tool("merge-contacts", *names, "--yes")
    assert said.status in (1, 2)
    assert reason in said.err
    assert tool.bytes() == before


@pytest.mark.parametrize(
    ("status", "expected"), [("identified", ""), ("contacted", ""), ("nurturing", "status: nurturing\n")]
)
def test_a_status_behind_the_facts_of_both_is_not_taken_over(tool: Tool, status: str, expected: str) -> None:
    """The note that stays has none and needs none: the talk, whose link says the path of the other note, implies it."""
    talk = NOTES["Interviews/2026-11-20 A. Ruiz.md"].replace("[[A. Ruiz]]", "[[Contacts/A. Ruiz]]")
    tool.notes({
        "Ana Ruiz": "---\ntype: contact\n---\n",
        OTHER: f"---\ntype: contact\nrole: Warden\nstatus: {status}\n---\n",
        "Interviews/2026-11-20 A. Ruiz.md": talk,
    })  # fmt: skip
    assert tool("merge-contacts", "Ana Ruiz", "A. Ruiz", "--yes").status == 0
    head = "---\ntype: contact\naliases: [A. Ruiz]\nrole: Warden\n"
    assert tool.bytes()[KEEP].decode() == f"{head}{expected}---\n"
    assert "status-behind-facts" not in tool("check").out


def test_a_merged_note_that_says_more_than_both_is_refused(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should text ever come to be read as a list line of ours, nothing is written."""
    tool.notes(NOTES)
    before, made = tool.bytes(), Merged(text_of(NOTES["Ana Ruiz"], NOTES[OTHER]) + "\n## Advice\n- [ ] go\n", ())
    monkeypatch.setattr("vaulttool.core.merging.merged", lambda *_: made)
    said = tool("merge-contacts", "Ana Ruiz", "A. Ruiz", "--yes")
    assert (said.status, tool.bytes()) == (2, before)
    assert "the line 'go' would be read as advice in Contacts/Ana Ruiz.md" in said.err


def test_what_both_notes_gave_rise_to_follows_from_one(tool: Tool) -> None:
    """The talk that the other note had is hers now: she is thanked, and nobody writes to her for the first time."""
    tool.notes(NOTES)
    assert tool("merge-contacts", "Ana Ruiz", "A. Ruiz", "--yes").status == 0
    rules = {(reason["rule"], reason["about"]) for reason in tool.open()}
    assert ("thank-you", "Ana Ruiz") in rules
    assert not {rule for rule, about in rules if about == "A. Ruiz"}
    assert tool("check").status == 0
