"""Checks of an interview: its date, its preparation, its thanks, and other interviews beside it."""

from __future__ import annotations

import pytest

from tests.checking import TODAY, found, hits
from vaulttool.core.settings import RuleSetting, Settings

TALK = "Interviews/Talk.md"
ANA = "---\ntype: contact\naddress: 1 Mill Lane\ntimezone: Europe/London\n---\n"
FIFTEEN = "\n".join(
    f"- [ ] Question {n}? (cat:: {cat})"
    for n in range(3)
    for cat in ("path", "culture", "people", "supervisors", "entry-level")
)


def interview(*lines: str, body: str = "") -> str:
    return "\n".join(("---", "type: interview", 'contact: "[[Ana]]"', *lines, "---", body, ""))


def talk(*lines: str, body: str = "", ana: str = ANA) -> dict[str, str]:
    return {"Ana": ana, TALK: interview(*lines, body=body)}


PLANNED = ("status: scheduled", "date: 2026-12-03T10:00")
HELD = ("status: done", "date: 2026-11-27T10:00")


@pytest.mark.parametrize(
    ("status", "day", "expected"), [("done", "2026-12-02", 1), ("closed", "2026-12-02", 1), ("done", TODAY, 0)]
)
def test_a_talk_that_is_over_lies_in_the_past(status: str, day: str, expected: int) -> None:
    """Today is over enough."""
    assert hits("done-in-future", talk(f"status: {status}", f"date: {day}")) == [f"{TALK}:5 error"] * expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("status: scheduled",), 1),
        (("status: confirmed", "date:"), 1),
        (("status: done",), 1),
        (("status: requested",), 0),
        (("status: cancelled",), 0),
        ((), 0),
        (("status: scheduled", "date: 2026/12/03"), 0),
    ],
)
def test_a_talk_that_is_set_or_over_has_a_date(lines: tuple[str, ...], expected: int) -> None:
    """An idea, a request or a cancelled talk needs none; one that is written otherwise is another finding."""
    assert len(hits("date-missing", talk(*lines))) == expected


def test_the_day_is_over_and_nothing_says_what_happened() -> None:
    """The day after; not on the day itself, not when it was moved."""
    lines = ("status: confirmed", "date: 2026-11-30T10:00")
    assert hits("still-scheduled", talk(*lines)) == [f"{TALK}:4 warning"]
    assert hits("still-scheduled", talk(*lines), "2026-11-30") == []
    assert hits("still-scheduled", talk("status: moved", "date: 2026-11-30T10:00")) == []


def test_an_hour_that_the_clock_skips() -> None:
    """Half past two on the night when summer time begins, at home; elsewhere and an hour later it is fine."""
    berlin = Settings(timezone="Europe/Berlin")
    skipped = talk("date: 2027-03-28T02:30")
    assert hits("nonexistent-time", skipped, TODAY, berlin) == [f"{TALK}:4 warning"]
    assert hits("nonexistent-time", skipped, TODAY, Settings(timezone="America/Halifax")) == []
    assert hits("nonexistent-time", talk("date: 2027-03-28T03:30"), TODAY, berlin) == []
    assert hits("nonexistent-time", skipped) == []


def test_a_talk_from_afar_needs_their_time_zone() -> None:
    """In the interview or in the contact; a talk in person needs none."""
    nowhere = "---\ntype: contact\n---\n"
    assert hits("timezone-missing", talk(*PLANNED, "format: video", ana=nowhere)) == [f"{TALK}:5 hint"]
    assert hits("timezone-missing", talk(*PLANNED, "format: video")) == []
    assert hits("timezone-missing", talk(*PLANNED, "format: phone", "timezone: Asia/Tokyo", ana=nowhere)) == []
    assert hits("timezone-missing", talk(*PLANNED, "format: coffee", ana=nowhere)) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(PLANNED, 1), ((*PLANNED, "purpose: []"), 1), ((*PLANNED, "purpose: [job]"), 0), (("status: idea",), 0)],
)
def test_a_talk_has_a_purpose(lines: tuple[str, ...], expected: int) -> None:
    """S01: once it is set, it says what you want to learn."""
    assert len(hits("no-purpose", talk(*lines))) == expected


def test_s19_questions_are_ready_two_business_days_before() -> None:
    """S19: the talk is on Thursday, so fifteen questions stand from Tuesday on."""
    few = talk(*PLANNED, body="## Questions\n\n- [ ] One? (cat:: path)\n- [-] Two? (cat:: culture)")
    assert hits("thin-questions", few, "2026-11-30") == []
    assert hits("thin-questions", few, "2026-12-01") == [f"{TALK}:9 warning"]
    assert "1 of 15" in found("thin-questions", few, "2026-12-01")[0].message
    assert hits("thin-questions", talk(*PLANNED, body=f"## Questions\n\n{FIFTEEN}")) == []


def test_the_lead_time_is_that_of_the_follow_up() -> None:
    """`[rules.questions] days` moves both."""
    settings = Settings(rules={"questions": RuleSetting(days=4)})
    assert hits("thin-questions", talk(*PLANNED), "2026-11-27", settings) == [f"{TALK}:5 warning"]


def test_s26_required_categories_each_have_a_question() -> None:
    """S26, S27, S28: culture, people, supervisors, path and entry-level."""
    (problem,) = found("categories-missing", talk(*PLANNED, body="## Questions\n\n- [ ] One? (cat:: path)"))
    assert "culture, people, supervisors, entry-level" in problem.message
    assert hits("categories-missing", talk(*PLANNED, body=f"## Questions\n\n{FIFTEEN}")) == []
    assert hits("categories-missing", talk(*HELD)) == []


def test_s18_one_question_is_built_on_research() -> None:
    """S18: marked `(from:: research)`; said once there are questions."""
    assert hits("no-homework-question", talk(*PLANNED, body="## Questions\n\n- [ ] One? (cat:: path)")) == [
        f"{TALK}:9 hint"
    ]
    researched = "## Questions\n\n- [ ] One? (from:: research)"
    assert hits("no-homework-question", talk(*PLANNED, body=researched)) == []
    assert hits("no-homework-question", talk(*PLANNED)) == []


@pytest.mark.parametrize(
    ("lines", "body", "expected"),
    [
        (HELD, "## Debrief\n\n- [x] I thanked them ^thanked", 1),
        (HELD, "She likes the new crews.", 0),
        (HELD, "## Questions\n\n- [x] One?\n  Yes.", 0),
        ((*HELD, "summary: crews"), "", 0),
        (PLANNED, "", 0),
    ],
)
def test_s30_a_talk_leaves_notes(lines: tuple[str, ...], body: str, expected: int) -> None:
    """S30: words, answers or a summary; ticked steps are none."""
    assert hits("no-notes", talk(*lines, body=body)) == [f"{TALK}:1 warning"] * expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("minutes: 20", "actual_minutes: 45"), 1),
        (("minutes: 20", "actual_minutes: 24"), 0),
        (("minutes: 60", "actual_minutes: 45"), 0),
        (("minutes: 60",), 0),
    ],
)
def test_s34_minutes_asked_against_used(lines: tuple[str, ...], expected: int) -> None:
    """S34: more than five minutes over is worth a word."""
    assert len(hits("over-time", talk(*HELD, *lines))) == expected


def test_s24_a_cv_shown_unasked() -> None:
    """S24: on request is fine."""
    assert hits("cv-unasked", talk(*HELD, "cv_shared: unasked")) == [f"{TALK}:6 warning"]
    assert hits("cv-unasked", talk(*HELD, "cv_shared: on-request")) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Are you hiring?", 1),
        ("Do you know of any openings?", 1),
        ("Could you pass on my CV?", 1),
        ("What do you earn?", 1),
        ("Could I work here one day?", 1),
        ("Is Acme hiring?", 1),
        ("Is anybody still hiring?", 1),
        ("How hard is volunteer recruiting?", 0),
        ("What is seasonal hiring like here?", 0),
        ("How are new people hired here?", 0),
        ("Did you have any jobs before this one?", 0),
        ("What should someone in their first post be able to do?", 0),
    ],
)
def test_s23_no_question_asks_for_a_job(question: str, expected: int) -> None:
    """S23, S02: an opening, a job, a CV passed on, their pay; how others came to the work may be asked."""
    notes = talk(*PLANNED, body=f"## Questions\n\n- [ ] {question}")
    assert hits("asks-for-a-job", notes) == [f"{TALK}:9 warning"] * expected


def test_a_skipped_question_asks_nothing() -> None:
    """`[-]` takes it out."""
    assert hits("asks-for-a-job", talk(*PLANNED, body="## Questions\n\n- [-] Are you hiring?")) == []


def test_thanks_come_after_the_talk() -> None:
    """The same day is fine."""
    assert hits("thanks-before-interview", talk(*HELD, "thank_you_sent: 2026-11-26")) == [f"{TALK}:6 error"]
    assert hits("thanks-before-interview", talk(*HELD, "thank_you_sent: 2026-11-27")) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (HELD, 1),
        ((*HELD, "thank_you_sent: 2026-11-29"), 1),
        ((*HELD, "thank_you_specific: the point about crews"), 0),
        ((*HELD, "thank_you_form: none"), 0),
        (PLANNED, 0),
    ],
)
def test_s38_thanks_are_specific(lines: tuple[str, ...], expected: int) -> None:
    """S38: the one thing to name is on file."""
    assert len(hits("thanks-not-specific", talk(*lines))) == expected


def test_s37_a_card_needs_an_address() -> None:
    """S37: handwritten is the default; an email needs none, nor does a card that is posted."""
    homeless = "---\ntype: contact\n---\n"
    assert hits("no-address-for-card", talk(*HELD, ana=homeless)) == [f"{TALK}:3 hint"]
    assert hits("no-address-for-card", talk(*HELD)) == []
    assert hits("no-address-for-card", talk(*HELD, "thank_you_form: email", ana=homeless)) == []
    assert hits("no-address-for-card", talk(*HELD, "thank_you_sent: 2026-11-29", ana=homeless)) == []
    assert hits("no-address-for-card", talk(*HELD, ana=homeless), TODAY, Settings(thank_you="fast")) == []


def test_s36_each_person_met_is_thanked() -> None:
    """S36: one date for two people is too few; a line in the log of one of them makes it right."""
    notes = {
        "Ana": ANA,
        "Ben": ANA,
        TALK: interview(*HELD, "thank_you_sent: 2026-11-29").replace('"[[Ana]]"', '["[[Ana]]", "[[Ben]]"]'),
    }
    assert hits("one-thanks-for-many", notes) == [f"{TALK}:6 warning"]
    thanked = ANA + "\n## Log\n\n- 2026-11-29 letter out: thanks (for:: thank-you)\n"
    assert hits("one-thanks-for-many", {**notes, "Ben": thanked}) == []
    assert hits("one-thanks-for-many", talk(*HELD, "thank_you_sent: 2026-11-29")) == []


def test_a_referral_is_a_link() -> None:
    """A plain name gets its brackets by a fix, and is not also a broken link."""
    notes = talk(*HELD, "referrals: [Ben Ode]")
    (problem,) = found("referral-not-linked", notes)
    assert (problem.line, problem.severity, problem.fixable) == (6, "warning", True)
    assert '"[[Ben Ode]]"' in problem.hint
    assert hits("link-broken", notes) == []
    assert hits("referral-not-linked", talk(*HELD, 'referrals: ["[[Ben Ode]]"]')) == []


@pytest.mark.parametrize(
    ("lines", "body", "expected"),
    [
        ((), "", [f"{TALK}:4 error"]),
        (("thank_you_sent: 2026-11-29",), "## Promises\n\n- [ ] me: send the script", [f"{TALK}:10 error"]),
        (("thank_you_sent: 2026-11-29",), "## Promises\n\n- [x] me: send the script\n- [ ] them: a name", []),
        (("thank_you_sent: 2026-11-29",), "## Promises\n\n- [ ] me: send it (released:: 2026-11-30)", []),
        (("thank_you_form: none",), "", []),
    ],
)
def test_closed_means_thanked_and_kept(lines: tuple[str, ...], body: str, expected: list[str]) -> None:
    """My promises kept or released, thanks sent or none owed; theirs may stay open."""
    closed = ("status: closed", "date: 2026-11-27T10:00", *lines)
    assert hits("closed-too-early", talk(*closed, body=body)) == expected


def test_thanks_in_the_log_count_for_closing() -> None:
    """A line `for:: thank-you` since the talk."""
    thanked = ANA + "\n## Log\n\n- 2026-11-29 letter out: thanks (for:: thank-you)\n"
    assert hits("closed-too-early", talk("status: closed", "date: 2026-11-27", ana=thanked)) == []


def test_a_moved_talk_says_where_to() -> None:
    """`moved_to` names the one that takes its place."""
    assert hits("moved-without-target", talk("status: moved", "date: 2026-11-27")) == [f"{TALK}:4 error"]
    assert hits("moved-without-target", talk("status: moved", 'moved_to: "[[Next]]"')) == []


def test_a_chain_of_moves_has_an_end() -> None:
    """A circle is reported once, at its last note by path; one that leads to itself as well."""
    circle = {
        "Interviews/A.md": interview("status: moved", 'moved_to: "[[B]]"'),
        "Interviews/B.md": interview("status: moved", 'moved_to: "[[A]]"'),
        "Interviews/C.md": interview("status: moved", 'moved_to: "[[A]]"'),
        "Interviews/D.md": interview("status: moved", 'moved_to: "[[D]]"'),
    }
    assert hits("moved-in-circle", circle) == ["Interviews/B.md:5 error", "Interviews/D.md:5 error"]
    chain = {**circle, "Interviews/B.md": interview(*PLANNED)}
    assert hits("moved-in-circle", chain) == ["Interviews/D.md:5 error"]


def two(first: str, second: str, *, other: str = "Ben") -> dict[str, str]:
    """Two planned talks of 20 minutes, with Ana and with another person."""
    return {
        "Ana": ANA,
        "Ben": ANA,
        "Interviews/A.md": interview("status: scheduled", f"date: {first}"),
        "Interviews/B.md": interview("status: scheduled", f"date: {second}").replace("[[Ana]]", f"[[{other}]]"),
    }


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2026-12-03T10:00", "2026-12-03T10:15", ["Interviews/B.md:5 warning"]),
        ("2026-12-03T10:15", "2026-12-03T10:00", ["Interviews/A.md:5 warning"]),
        ("2026-12-03T10:00", "2026-12-03T10:00", ["Interviews/B.md:5 warning"]),
        ("2026-12-03T10:00", "2026-12-03T10:20", []),
        ("2026-12-03T10:00", "2026-12-04T10:00", []),
        ("2026-12-03", "2026-12-03", []),
    ],
)
def test_two_talks_at_the_same_time(first: str, second: str, expected: list[str]) -> None:
    """Reported at the one that begins later; one that begins as the other ends is fine."""
    assert hits("overlap", two(first, second)) == expected


def test_a_talk_that_is_off_overlaps_nothing() -> None:
    """A cancelled talk leaves the time free, and talks of the past are no clash."""
    notes = two("2026-12-03T10:00", "2026-12-03T10:00")
    notes["Interviews/A.md"] = notes["Interviews/A.md"].replace("scheduled", "cancelled")
    assert hits("overlap", notes) == []
    assert hits("overlap", two("2026-12-03T10:00", "2026-12-03T10:00"), "2026-12-04") == []


def test_two_notes_of_one_talk() -> None:
    """Same person and day: once, at the later path, and no overlap beside it; another person, a moved talk is fine."""
    same = two("2026-12-03T10:00", "2026-12-03T10:10", other="Contacts/Ana")
    assert hits("double-entry", same) == ["Interviews/B.md:5 warning"]
    assert hits("overlap", same) == []
    assert hits("double-entry", two("2026-12-03T10:00", "2026-12-03T10:10")) == []
    moved = {**same, "Interviews/A.md": same["Interviews/A.md"].replace("scheduled", "moved")}
    assert hits("double-entry", moved) == []
