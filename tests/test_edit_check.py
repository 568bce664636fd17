"""What stands between a wrong edit and the note: the result is read again, and must say the change and nothing else."""

from __future__ import annotations

import pytest

from vaulttool.core.edit.change import AddLine, Refused, SetBox
from vaulttool.core.edit.check import check_fields, check_item, check_line
from vaulttool.core.edit.insertion import Plan
from vaulttool.core.edit.page import Page, open_page
from vaulttool.core.edit.sheet import Sheet, open_sheet
from vaulttool.core.settings import Settings

BODY = "## Log\n\n- 2026-11-01 a\n\n## Advice\n\n- [ ] Go\n- [ ] Ask\n"


def page(text: str) -> Page:
    """A contact's text, taken apart."""
    return open_page(text, "contact", Settings())


def sheet(text: str) -> Sheet:
    """The body of a contact's text, taken apart."""
    return open_sheet(page(text))


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ("---\nrole: b\norg: x\n---\nbody\n", ""),
        ("---\nrole: b\norg: x\n---\nbody", "below the frontmatter"),
        ("---\nrole: b\norg: y\n---\nbody\n", "another key"),
        ("---\nrole: b\norg: 'x'\n---\nbody\n", "another key"),
        ("---\nrole: b\n---\nbody\n", "another key"),
        ("---\nrole: c\norg: x\n---\nbody\n", "read back as written"),
        ("---\norg: x\n---\nbody\n", "read back as written"),
        ("---\nrole: b\nrole: b\norg: x\n---\nbody\n", "read back as written"),
        ("---\nrole: b #tag\norg: x\n---\nbody\n", "unclear (hash-tag)"),
    ],
)
def test_an_edit_of_a_field_that_does_anything_else_is_refused(after: str, words: str) -> None:
    """Only the key that was meant differs, and it says what was meant."""
    before, plan = page("---\nrole: a\norg: x\n---\nbody\n"), Plan((), "role", ("b",))
    if not words:
        check_fields(before, page(after), plan)
        return
    with pytest.raises(Refused) as caught:
        check_fields(before, page(after), plan)
    assert words in caught.value.refusal.message


@pytest.mark.parametrize(
    "after",
    [
        BODY,
        BODY.replace("a\n", "a\n- 2026-11-02 b\n").replace("[ ] Go", "[x] Go"),
        BODY.replace("a\n", "a\n- 2026-11-02 b\n- 2026-11-02 b\n"),
        BODY.replace("## Advice", "- 2026-11-02 b\n\nAdvice"),
        f"---\nrole: a\n---\n{BODY}".replace("a\n\n", "a\n- 2026-11-02 b\n\n"),
    ],
)
def test_an_added_line_that_does_anything_else_is_refused(after: str) -> None:
    """One line more in its section, and every heading and item as before."""
    change = AddLine("log", "2026-11-02 b")
    check_line(sheet(BODY), sheet(BODY.replace("a\n", "a\n- 2026-11-02 b\n")), change)
    with pytest.raises(Refused):
        check_line(sheet(BODY), sheet(after), change)


@pytest.mark.parametrize(
    "after", [BODY, BODY.replace("[ ]", "[x]"), BODY.replace("[ ] Go", "[x] Goes"), BODY.replace("## Log", "## Lag")]
)
def test_a_tick_that_does_anything_else_is_refused(after: str) -> None:
    """The box of one item, and nothing else."""
    change, number = SetBox(7, "Go", "x"), 1
    check_item(sheet(BODY), sheet(BODY.replace("[ ] Go", "[x] Go")), number, change)
    with pytest.raises(Refused):
        check_item(sheet(BODY), sheet(after), number, change)
