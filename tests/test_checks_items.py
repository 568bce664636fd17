"""Checks of list lines, and of what was sent to whom."""

from __future__ import annotations

import pytest

from tests.checking import hits


def contact(body: str) -> str:
    return f"---\ntype: contact\n---\n\n{body}\n"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("(used:: 2026-11-20) (effect:: hired) (told:: 2026-11-19)", 1),
        ("(used:: 2026-11-20) (effect:: hired) (told:: 2026-11-20)", 0),
        ("(effect:: hired) (told:: 2026-11-19)", 0),
    ],
)
def test_advice_is_used_before_it_is_told(keys: str, expected: int) -> None:
    """The same day is fine."""
    text = contact(f"## Advice\n\n- [x] Take the course {keys}")
    assert hits("told-before-used", text) == ["Contacts/Ana.md:7 error"] * expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("(used:: 2026-11-20) (told:: 2026-11-21)", 1),
        ("(used:: 2026-11-20) (effect:: hired) (told:: 2026-11-21)", 0),
        ("(used:: 2026-11-20)", 0),
    ],
)
def test_s42_an_update_names_the_effect(keys: str, expected: int) -> None:
    """S42: told without what it did is half an update."""
    text = contact(f"## Advice\n\n- [x] Take the course {keys}")
    assert hits("told-without-effect", text) == ["Contacts/Ana.md:7 hint"] * expected


@pytest.mark.parametrize(
    ("line", "expected"), [("send the script", 1), ("me: send the script", 0), ("them: a name", 0)]
)
def test_a_promise_has_an_owner(line: str, expected: int) -> None:
    """Mine or theirs."""
    text = contact(f"## Promises\n\n- [ ] {line}")
    assert hits("promise-without-owner", text) == ["Contacts/Ana.md:7 warning"] * expected


def test_s14_nothing_is_sent_twice_to_one_person() -> None:
    """S14: by name and by path it is the same person; two people are fine."""
    texts = {
        "Ana": "---\ntype: contact\n---\n",
        "Ben": "---\ntype: contact\n---\n",
        "Shareables/Map.md": '---\ntype: shareable\nsent_to: ["[[Ana]]", "[[Ben]]", "[[Contacts/Ana]]"]\n---\n',
        "Shareables/Tool.md": '---\ntype: shareable\nsent_to: ["[[Ana]]", "[[Ben]]"]\n---\n',
    }
    assert hits("sent-twice", texts) == ["Shareables/Map.md:3 warning"]


def test_a_line_that_cannot_be_read_is_reported_by_the_reader() -> None:
    """No such month."""
    assert hits("item-unreadable", contact("## Log\n\n- 2026-13-01 email out: asked")) == ["Contacts/Ana.md:7 warning"]
    assert hits("item-unreadable", contact("## Log\n\n- 2026-11-01 email out: asked")) == []
