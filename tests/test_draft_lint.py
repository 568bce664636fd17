"""The lint of drafts: each rule with what it finds and a near miss that it leaves in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.drafts import KINDS, LINTS, Part
from vaulttool.core.drafts.facts import Facts
from vaulttool.core.drafts.lint import lint

LINKS = ("Acme Wetlands", "field lead", "how a field season is planned")
GOOD = "Dear Ana,\n\nYour work at Acme Wetlands makes me curious. Would you have 20 minutes to tell me about it?"


def rules(text: str, kind: str = "outreach-direct", title: str = "", specific: str = "") -> list[str]:
    """The rules that a text to Ana Ruiz breaks."""
    facts = Facts(KINDS[kind], ("Ana", "Ana Ruiz"), ("Ana Ruiz", "Jonathan Vik"), LINKS, specific)
    return [fault.rule for fault in lint([Part(title, text)], facts)]


def test_a_good_message_has_no_faults() -> None:
    """A link to the person, one ask, the time."""
    assert rules(GOOD) == []


def test_every_rule_has_a_page() -> None:
    """Names are unique, and each rule says what it finds and why that is bad."""
    assert len({rule.name for rule in LINTS}) == len(LINTS) == 8
    assert all(len(rule.doc.split("\n\n")) == 2 or rule.name == "placeholder-left" for rule in LINTS)


@pytest.mark.parametrize(
    "text",
    [
        "Are you hiring at the moment?",
        "Do you have any openings?",
        "Could you hire me?",
        "I am looking for a job in conservation.",
        "I'm looking for a new role.",
        "I am searching for work.",
        "Please find my CV below.",
        "I have attached my résumé.",
        "Is there a job for me?",
        "Could you put in a good word?",
        "I want to apply for the open position.",
        "I'd love to work for you.",
        "I'd like to join your team.",
        "Please consider me for it.",
        "Do you know of job opportunities?",
        "Would you recommend me for\nthe post?",
        "Can you get me an internship?",
    ],
)
def test_s23_asking_for_a_job_is_found(text: str) -> None:
    """However it is put, across line ends too."""
    assert "asks-for-a-job" in rules(f"{GOOD}\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "I would like to learn about your job and about Acme Wetlands.",
        "I am curious about your job as field lead.",
        "How did you come to your current position?",
        "I am not looking for a job; I want to learn.",
        "What would work for you?",
        "Does Tuesday work for you?",
        "It would take me ten minutes to get there.",
        "Could you refer me to somebody who knows about terns?",
        "I am finding out which work suits me.",
        "How is the hiring of seasonal crews done?",
        "What is it like to work at Acme?",
        "Could you recommend me a book?",
        "You said that seasonal crews hear of permanent posts first.",
        "I would love to hear how you got your first job.",
    ],
)
def test_s23_learning_about_jobs_is_not_asking_for_one(text: str) -> None:
    """Curiosity about their work stays free."""
    assert "asks-for-a-job" not in rules(f"{GOOD}\n\n{text}")


@pytest.mark.parametrize(
    ("kind", "title", "words", "expected"),
    [
        ("check-in", "", 100, False), ("check-in", "", 101, True), ("follow-up", "", 70, False),
        ("follow-up", "", 71, True), ("thank-you", "Card", 90, False), ("thank-you", "Card", 91, True),
        ("thank-you", "Email", 91, False),
    ],
)  # fmt: skip
def test_too_long_begins_one_word_beyond(kind: str, title: str, words: int, expected: bool) -> None:
    """100 words, a follow-up 70, a card 90."""
    assert ("too-long" in rules("word " * words, kind, title)) is expected


def test_each_side_of_a_line_counts_alone() -> None:
    """The request and the paragraph to pass on may have 100 words each."""
    assert "too-long" not in rules("word " * 90 + "\n\n---\n\n" + "word " * 90, "ask-introduction")
    assert "too-long" in rules("word " * 90 + "\n\n---\n\n" + "word " * 101, "ask-introduction")


@pytest.mark.parametrize(("length", "expected"), [(300, False), (301, True)])
def test_connect_has_300_characters(length: int, expected: bool) -> None:
    """Counted in characters, as the site counts."""
    assert ("too-long" in rules("é" * length, "connect")) is expected


@pytest.mark.parametrize(
    ("title", "words", "expected"), [("Card", 59, True), ("Card", 60, False), ("card", 59, True), ("Email", 5, False)]
)
def test_card_too_short(title: str, words: int, expected: bool) -> None:
    """A card has 60 words at least; an email may be short."""
    assert ("card-too-short" in rules("word " * words, "thank-you", title)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Ana, I would love 20 minutes of your time?", True),
        ("Dear Ana, would you tell me how a FIELD season is\nplanned? 20 minutes?", False),
        ("Dear Ana, as field lead you know. 20 minutes?", False),
    ],
)
def test_no_link_to_person(text: str, expected: bool) -> None:
    """The name in the greeting is no link; a word about their work is."""
    assert ("no-link-to-person" in rules(text)) is expected


def test_an_apology_needs_no_link() -> None:
    """Time, place and sorry are enough."""
    assert rules("Dear Ana,\n\nI am sorry.", "apology-missed") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Acme Wetlands interests me. Best", ["no-ask-or-time", "no-ask-or-time"]),
        ("Acme Wetlands interests me. Would you tell me about it?", ["no-ask-or-time"]),
        ("Acme Wetlands interests me, for 20 minutes or so.", ["no-ask-or-time"]),
        ("Could we talk about Acme Wetlands for half an hour", []),
        ("I'd like to learn about Acme Wetlands, twenty minutes would do.", []),
        ("Would you have a 20-minute... 15 min call about Acme Wetlands?", []),
    ],
)
def test_no_ask_or_time(text: str, found: list[str]) -> None:
    """One clear ask, and how long it takes: each is missed by itself."""
    assert rules(text) == found


def test_thanks_ask_for_nothing() -> None:
    """Only messages that ask for a talk need an ask."""
    assert "no-ask-or-time" not in rules("Dear Ana, thank you.", "thank-you", specific="x")


@pytest.mark.parametrize(
    ("text", "specific", "expected"),
    [
        ("Thank you for the point about seasonal crews.", "the point about seasonal crews", False),
        ("Thank you for The Point\nabout seasonal crews!", "the point about seasonal crews.", False),
        ("Thank you for your time and advice.", "your time and advice", True),
        ("Thank you for the great conversation.", "the great conversation", True),
        ("Thank you for everything.", "the point about seasonal crews", True),
        ("Thank you.", "", True),
    ],
)
def test_s38_generic_thanks(text: str, specific: str, expected: bool) -> None:
    """The one thing must be named, and must be one that could not be said to anybody."""
    assert ("generic-thanks" in rules(text, "thank-you", "Email", specific)) is expected


@pytest.mark.parametrize(
    "left",
    [
        "{{org}}",
        "{{ org",
        "[your name]",
        "[Company]",
        "XXX",
        "TODO",
        "<name>",
        "____",
        "......",
        "<% tp.date %>",
        "???",
    ],
)
def test_placeholder_left(left: str) -> None:
    """Whatever a template tool or a person leaves open."""
    assert rules(f"{GOOD} {left}") == ["placeholder-left"]


@pytest.mark.parametrize(
    "text", ["see <https://acme.example>", "a [link](https://acme.example)", "Really?", "so ... yes", "XX crews", "a_b"]
)
def test_ordinary_signs_are_no_placeholders(text: str) -> None:
    """Links, one question mark, three dots."""
    assert rules(f"{GOOD} {text}") == []


@pytest.mark.parametrize(
    ("greeting", "expected"),
    [
        ("Dear Ana,", False), ("Dear Ana Ruiz,", False), ("Hi ana!", False), ("Dear Dr Ruiz,", False),
        ("Good morning Ana,", False), ("Dear Anna,", True), ("Hello Ben,", True), ("Dear Dr Ruis,", True),
        ("To whom it may concern,", False),
    ],
)  # fmt: skip
def test_greeting_with_another_name(greeting: str, expected: bool) -> None:
    """First name, whole name, or title and last name."""
    assert ("name-misspelt" in rules(GOOD.replace("Dear Ana,", greeting))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I met Johnathan Vik there.", True),
        ("I met Jonathan Vick there.", True),
        ("I met Jonathan Vik there.", False),
        ("Ruin came over the field.", False),
        ("I came by the Ruin and sat down.", True),
        ("I like the ruin by the sea.", False),
    ],
)
def test_name_one_letter_off(text: str, expected: bool) -> None:
    """Capital letters within a sentence are compared to the names; what begins one is not."""
    assert ("name-misspelt" in rules(f"{GOOD}\n\n{text}")) is expected


def test_the_same_fault_is_said_once() -> None:
    """Two parts with the same mistake give one line."""
    facts = Facts(KINDS["thank-you"], ("Ana",), ("Ana Ruiz",), LINKS, "crews")
    parts = [Part("", "Dear Anna, thank you for the crews at Acme Wetlands.")] * 2
    assert [fault.rule for fault in lint(parts, facts)] == ["name-misspelt"]


@given(st.text(max_size=300), st.sampled_from(sorted(KINDS)), st.text(max_size=20))
def test_lint_takes_any_text(text: str, kind: str, name: str) -> None:
    """No text and no name makes it fail, and every fault says what and what to do."""
    facts = Facts(KINDS[kind], (name,), (name,), (name,), name)
    assert all(fault.message and fault.hint for fault in lint([Part("Card", text)], facts))
