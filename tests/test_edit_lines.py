"""Edits of the body: a line in a section, a box, an inline key; all other lines are as before."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from vaulttool.core.edit import AddLine, Change, Refusal, SetBox, SetKey, apply, apply_all
from vaulttool.core.model import Box
from vaulttool.core.schema import HEADINGS
from vaulttool.core.settings import Settings

DEFAULTS = Settings()


def edited(text: str, change: Change, kind: str = "contact", settings: Settings = DEFAULTS) -> str:
    """The new text; the test fails on a refusal."""
    found = apply(text, change, kind, settings)
    assert isinstance(found, str), found
    return found


def refused(text: str, change: Change, kind: str = "contact") -> str:
    """Why the change is refused."""
    found = apply(text, change, kind, DEFAULTS)
    assert isinstance(found, Refusal), found
    assert found.remedy
    return found.message


NEW = AddLine("log", "2026-12-02 email out: asked", order_by_date=True)
LINE = "2026-12-02 email out: asked"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Log\n\n- 2026-12-01 a\n", f"## Log\n\n- 2026-12-01 a\n- {LINE}\n"),
        ("## Log\n* 2026-12-01 a\n\n## B\n", f"## Log\n* 2026-12-01 a\n* {LINE}\n\n## B\n"),
        ("## Log\n +  2026-12-01 a\n", f"## Log\n +  2026-12-01 a\n +  {LINE}\n"),
        ("## Log\n\n- 2026-12-01 a", f"## Log\n\n- 2026-12-01 a\n- {LINE}"),
        ("## Log\r\n\r\n- 2026-12-01 a\r\nx", f"## Log\r\n\r\n- 2026-12-01 a\r\nx\r\n- {LINE}"),
        ("## Log\r\n- 2026-12-01 a\n- 2026-12-01 b\n", f"## Log\r\n- 2026-12-01 a\n- 2026-12-01 b\n- {LINE}\n"),
        ("## Log\n\n1. 2026-12-01 a\n", f"## Log\n\n1. 2026-12-01 a\n- {LINE}\n"),
        ("## Log\n- 2026-12-01 a\n  b\n\n  - c\n\n## B\n", f"## Log\n- 2026-12-01 a\n  b\n\n  - c\n- {LINE}\n\n## B\n"),
        ("## Log\n- 2026-12-01 a\nlazy\n\nend\n", f"## Log\n- 2026-12-01 a\nlazy\n- {LINE}\n\nend\n"),
        ("# Log\n\n### 2026\n\n- 2026-12-01 a\n", f"# Log\n\n### 2026\n\n- 2026-12-01 a\n- {LINE}\n"),
    ],
)  # fmt: skip
def test_a_line_goes_behind_the_section_s_last(before: str, after: str) -> None:
    """With the list mark, indentation and line end that stand there, behind the whole of the last item."""
    assert edited(before, NEW) == after


@pytest.mark.parametrize(
    ("days", "place"),
    [
        (["2026-11-01", "2026-12-03"], 1),
        (["2026-12-02", "2026-12-03"], 1),
        (["2026-12-03", "2026-12-04"], 0),
        (["2026-11-01", "2026-11-02"], 2),
        (["2026-12-01", "2026-11-01"], 0),
        (["2026-12-04", "2026-11-01"], 1),
        (["2026-12-02", "2026-11-01"], 0),
        (["2026-12-04", "2026-12-03"], 2),
        (["2026-12-04", "2026-11-01", "2026-12-05"], 3),
    ],
)
def test_a_dated_line_keeps_the_order_of_the_log(days: list[str], place: int) -> None:
    """Newest last, or newest first where the lines run so; at the end where they do not run."""
    lines = [f"- {day} a{n}" for n, day in enumerate(days)]
    after = [*lines[:place], f"- {LINE}", *lines[place:]]
    assert edited("\n".join(["## Log", "", *lines, ""]), NEW) == "\n".join(["## Log", "", *after, ""])


def test_without_an_order_a_line_goes_last() -> None:
    """A change that names no order adds at the end, whatever the dates."""
    text = "## Log\n\n- 2026-12-04 a\n- 2026-11-01 b\n"
    assert edited(text, AddLine("log", LINE)) == f"{text}- {LINE}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Log\n", f"## Log\n\n- {LINE}\n"),
        ("## Log", f"## Log\n\n- {LINE}"),
        ("## Log\n\n%% so: - 2026-01-01 a %%\n\n## B\n", f"## Log\n\n%% so: - 2026-01-01 a %%\n\n- {LINE}\n\n## B\n"),
        ("## Log\n## B\n", f"## Log\n\n- {LINE}\n\n## B\n"),
        ("## Log\n\n\n## B\n", f"## Log\n\n- {LINE}\n\n\n## B\n"),
        ("Log\n---\n\nB\n---\n", f"Log\n---\n\n- {LINE}\n\nB\n---\n"),
        ("## Log\n\n- \n", f"## Log\n\n- {LINE}\n"),
        ("## Log\n\n-\n", f"## Log\n\n- {LINE}\n"),
        ("## Log\n-\n  mine\n", f"## Log\n-\n  mine\n- {LINE}\n"),
        ("## Log\n- \n  - mine\n- \n", f"## Log\n- \n  - mine\n- {LINE}\n- \n"),
        ("## Log\n\n```\n- 2026-12-01 a\n```\n", f"## Log\n\n```\n- 2026-12-01 a\n```\n\n- {LINE}\n"),
        ("## Log\n\n> - 2026-12-01 a\n", f"## Log\n\n> - 2026-12-01 a\n\n- {LINE}\n"),
    ],
)  # fmt: skip
def test_the_first_line_of_a_section(before: str, after: str) -> None:
    """A blank line away from the heading and what stands there; an empty list line is filled if nothing is below it."""
    assert edited(before, NEW) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"## Log\n\n- {LINE}\n"),
        ("\ufeff", f"\ufeff## Log\n\n- {LINE}\n"),
        ("# Ana", f"# Ana\n\n## Log\n\n- {LINE}"),
        ("# Ana\r\n", f"# Ana\r\n\r\n## Log\r\n\r\n- {LINE}\r\n"),
        ("# Ana\n\n", f"# Ana\n\n## Log\n\n- {LINE}\n"),
        ("# Ana\n\n\n\n", f"# Ana\n\n\n\n## Log\n\n- {LINE}\n"),
        ("---\ntype: contact\n---\n", f"---\ntype: contact\n---\n\n## Log\n\n- {LINE}\n"),
        ("---\ntype: contact\n---", f"---\ntype: contact\n---\n\n## Log\n\n- {LINE}"),
        ("# Advice\n\n- a\n", f"# Advice\n\n- a\n\n# Log\n\n- {LINE}\n"),
        ("```\n## Log\n```\n", f"```\n## Log\n```\n\n## Log\n\n- {LINE}\n"),
        ("%%\n## Log\n%%\n", f"%%\n## Log\n%%\n\n## Log\n\n- {LINE}\n"),
    ],
)
def test_a_missing_section_is_added_at_the_end(before: str, after: str) -> None:
    """A heading as deep as the note's other sections, a blank line around it; the end of the file stays as it was."""
    assert edited(before, NEW) == after


def test_a_heading_of_the_vault_s_own() -> None:
    """A line goes under the heading that the settings name for the section."""
    own = Settings(headings=MappingProxyType({**HEADINGS, "Protokoll": "log"}))
    assert edited("## Protokoll:\n\n- a\n", NEW, settings=own) == f"## Protokoll:\n\n- a\n- {LINE}\n"
    assert "no heading stands" in refused("", AddLine("diary", "x"))


@pytest.mark.parametrize("line", [LINE, f"- {LINE}", f"  * {LINE} "])
def test_the_same_line_again_changes_nothing(line: str) -> None:
    """A line that the section holds is not added again, with or without its list mark."""
    text = f"## Log\n\n- 2026-12-01 a\n+ {LINE}  \n"
    assert edited(text, AddLine("log", line, order_by_date=True)) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Ana\n\n```\nopen\n", LINE),
        ("# Ana\n\n<!-- open\n", LINE),
        ("## Log\n\n## Advice\n\n- a\n\n%% b %%\n", f"{LINE} %% open"),
    ],
)
def test_a_line_that_would_not_be_read_is_refused(text: str, line: str) -> None:
    """Where code or a comment is left open, or the line would open one, it is refused."""
    assert "would not be read as one" in refused(text, AddLine("log", line))


def test_a_line_without_words_is_refused() -> None:
    """There is nothing to add."""
    assert "without words" in refused("## Log\n", AddLine("log", "- "))


def test_a_comment_that_begins_in_an_item_ends_before_the_new_line() -> None:
    """The lines of a comment that is indented below an item belong to the item."""
    text = "## Log\n\n- 2026-12-01 a %% open\n  more\n  %%\n"
    assert edited(text, NEW) == f"{text}- {LINE}\n"


TODO = "## Advice\n\n- [ ] Take the course ^c1\n* [x]  Read more  \n- Ask Ben\n"


@pytest.mark.parametrize(
    ("line", "words", "box", "before", "after"),
    [
        (3, "Take the course", "x", "- [ ] Take", "- [x] Take"),
        (3, "Take the course", "-", "- [ ] Take", "- [-] Take"),
        (3, "Take the course", "", "- [ ] Take", "- Take"),
        (4, "Read more", " ", "* [x]  Read", "* [ ]  Read"),
        (5, "Ask Ben", ">", "- Ask", "- [>] Ask"),
        (4, "Read more", "x", "", ""),
        (99, "Read more", " ", "* [x]  Read", "* [ ]  Read"),
    ],
)
def test_a_box_is_ticked(line: int, words: str, box: Box, before: str, after: str) -> None:
    """One character changes; the item is found by its words when it has moved."""
    assert edited(TODO, SetBox(line, words, box)) == TODO.replace(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- Go", "- Go (used:: 2026-12-02)"),
        ("- [ ] Go  ", "- [ ] Go (used:: 2026-12-02)  "),
        ("- Go ^a-1", "- Go (used:: 2026-12-02) ^a-1"),
        ("- Go \U0001f4c5 2026-12-01 ^a", "- Go (used:: 2026-12-02) \U0001f4c5 2026-12-01 ^a"),
        ("- Go (used:: 2026) (told:: x)", "- Go (used:: 2026-12-02) (told:: x)"),
        ("- [Used:: 2026] Go", "- [Used:: 2026-12-02] Go"),
        ("- Go (used:: )", "- Go (used:: 2026-12-02)"),
        ("- Go\n  as said", "- Go (used:: 2026-12-02)\n  as said"),
    ],
)
def test_an_inline_key_is_added_or_replaced(before: str, after: str) -> None:
    """It stands before a block id and the dates of the Tasks plugin; a present one gets the new value."""
    text = "---\r\ntype: contact\r\n---\r\n## Advice\r\n\r\n{}\r\n- Other\r\n"
    change = SetKey(6, "Go", "used", "2026-12-02")
    found = edited(text.replace("{}", before), change)
    assert found == text.replace("{}", after)
    assert edited(found, change) == found


def test_a_date_with_a_sign_is_a_key() -> None:
    """A due or done date of the Tasks plugin is replaced where it stands."""
    text = "## Promises\n\n- [ ] me: send it \U0001f4c5 2026-12-01\n"
    change = SetKey(3, "send it", "by", "2026-12-09")
    assert edited(text, change) == text.replace("12-01", "12-09")


def test_two_items_with_the_same_words() -> None:
    """The line tells which one is meant; without it none is."""
    text = "## Advice\n\n- [ ] Go\n- [ ] Go\n"
    assert edited(text, SetBox(4, "Go", "x")) == "## Advice\n\n- [ ] Go\n- [x] Go\n"
    assert "more than once" in refused(text, SetBox(9, "Go", "x"))
    assert "no longer stands" in refused(text, SetBox(3, "Gone", "x"))


@pytest.mark.parametrize(
    ("key", "value"), [("a b", "x"), ("used", ""), ("used", "a)"), ("used", "((a))"), ("used", "a\nb")]
)
def test_d17_an_inline_key_that_cannot_be_read_back_is_refused(key: str, value: str) -> None:
    """A key or value that the line cannot hold is refused."""
    assert refused("## Advice\n\n- Go\n", SetKey(3, "Go", key, value))


def test_d08_items_in_code_comments_and_quotes_are_none() -> None:
    """The same words in a fence, a comment or a quote are left alone."""
    hidden = "```\n- [ ] Go\n```\n\n%%\n- [ ] Go\n%%\n\n> - [ ] Go\n\n"
    text = f"## Advice\n\n{hidden}- [ ] Go\n"
    assert edited(text, SetBox(3, "Go", "x")) == f"## Advice\n\n{hidden}- [x] Go\n"


def test_item_lines_are_changed_before_others_are_added() -> None:
    """Line numbers mean the text as it was given."""
    text = "## Log\n\n## Advice\n\n- [ ] Go\n- [ ] Go\n"
    changes = (AddLine("log", LINE), SetBox(6, "Go", "x"), SetKey(5, "Go", "told", "2026-12-02"))
    found = apply_all(text, changes, "contact", DEFAULTS)
    assert found == f"## Log\n\n- {LINE}\n\n## Advice\n\n- [ ] Go (told:: 2026-12-02)\n- [x] Go\n"


def test_a_question_keeps_its_answer() -> None:
    """A line added behind a question with an answer does not become part of it."""
    text = "## Questions\n\n- [x] * How? (cat:: job)\n\n  So.\n  - and so\n\n## Notes\n"
    added = edited(text, AddLine("questions", "[ ] Why? (cat:: open)"), kind="interview")
    assert added == text.replace("and so\n", "and so\n- [ ] Why? (cat:: open)\n")
    assert edited(text, SetBox(3, "How?", ">"), kind="interview") == text.replace("[x]", "[>]")


def test_a18_a_note_whose_end_is_never_read_is_refused() -> None:
    """A line that nobody would read again is not added."""
    assert "longer than" in refused("\u00e9" * 530_000, NEW)
