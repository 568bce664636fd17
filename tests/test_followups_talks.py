"""Rules around a talk: preparing it, the day itself, and the days after, on notes as people write them."""

from __future__ import annotations

import pytest

from tests.support import concluded, follow_ups, rules, us_holidays
from vaulttool.core.settings import Settings

ANA = "---\ntype: contact\n---\n"
TALK = '---\ntype: interview\ncontact: "[[Ana Ruiz]]"\nstatus: scheduled\ndate: 2026-12-03T10:00\n---\n'
DONE = TALK.replace("scheduled", "done")
PATH = "Interviews/talk.md"


def only(talk: str, today: str, contact: str = ANA, settings: Settings | None = None) -> list[tuple[str, str]]:
    texts = {"Ana Ruiz": contact, PATH: talk}
    return [(due, rule) for due, rule, _ in rules(texts, today, settings, us_holidays)]


def test_s16_a_planned_talk_is_prepared_step_by_step() -> None:
    """S16: research three business days before, questions two, confirm one, get ready the calendar day before."""
    assert only(TALK, "2026-11-20") == [
        ("2026-11-30", "research"),
        ("2026-12-01", "questions"),
        ("2026-12-02", "confirm"),
        ("2026-12-02", "get-ready"),
        ("2026-12-03", "interview"),
    ]


def test_s17_research_needs_both_steps() -> None:
    """S17: the person and the organisation are two steps."""
    half = TALK + "## Prepare\n- [x] Read up on the person ^research-person\n- [ ] Organisation ^research-org\n"
    research = [f for f in follow_ups({"Ana Ruiz": ANA, PATH: half}, "2026-11-20") if f.rule == "research"]
    assert [f.text for f in research] == ["read up on the organisation before the talk on 2026-12-03"]
    both = half.replace("[ ]", "[x]")
    assert "research" not in {rule for _, rule in only(both, "2026-11-20")}


def test_s26_questions_need_number_and_categories() -> None:
    """S26, S27, S28: fifteen questions, and path, culture, people, supervisors and entry-level among them."""
    cats = ["path", "culture", "people", "supervisors", "entry-level"] * 3
    enough = TALK + "## Questions\n" + "".join(f"- [ ] What of {n}? (cat:: {cat})\n" for n, cat in enumerate(cats))
    assert "questions" not in {rule for _, rule in only(enough, "2026-11-20")}
    lacking = enough.replace("(cat:: path)", "(cat:: job)")
    found = [f for f in follow_ups({"Ana Ruiz": ANA, PATH: lacking}, "2026-11-20") if f.rule == "questions"]
    assert [f.text for f in found] == ["prepare questions for 2026-12-03: 15 of 15, none on path"]


@pytest.mark.parametrize("change", ["status: confirmed", "confirmed_on: 2026-12-01\nstatus: scheduled"])
def test_a_confirmed_talk_is_not_confirmed_again(change: str) -> None:
    """Status or date: two ways to say one thing."""
    assert "confirm" not in {rule for _, rule in only(TALK.replace("status: scheduled", change), "2026-12-02")}


def test_a_past_talk_that_still_says_scheduled_asks_what_happened() -> None:
    """The day after, only that question is left; it counts neither as contact nor as a plan."""
    assert only(TALK, "2026-12-04") == [("2026-12-03", "what-happened")]
    card = concluded({"Ana Ruiz": ANA, PATH: TALK}, "2026-12-04")["Contacts/Ana Ruiz.md"].card
    assert card is not None
    assert (card.status, card.last_contact) == ("identified", None)


def test_s36_s37_a_talk_that_took_place_is_thanked_by_hand_without_rush() -> None:
    """S30, S32, S36, S37, S40: notes, thanks by hand in three business days, an offer, a connection."""
    assert only(DONE, "2026-12-04") == [
        ("2026-12-03", "write-notes"),
        ("2026-12-04", "offer-help"),
        ("2026-12-07", "connect"),
        ("2026-12-08", "thank-you"),
        ("2027-04-02", "keep-in-touch"),
    ]


def test_thanks_by_email_are_due_the_next_business_day() -> None:
    """The form decides; the setting `fast` makes email the default; `both` adds a quick word."""
    email = DONE.replace("---\n", "---\nthank_you_form: email\n", 1)
    assert ("2026-12-04", "thank-you") in only(email, "2026-12-04")
    assert ("2026-12-04", "thank-you") in only(DONE, "2026-12-04", settings=Settings(thank_you="fast"))
    both = only(DONE, "2026-12-04", settings=Settings(thank_you="both"))
    assert {("2026-12-04", "quick-thanks"), ("2026-12-08", "thank-you")} <= set(both)


@pytest.mark.parametrize("contact", [ANA + "## Log\n- 2026-12-04 letter out: card (for:: thank-you)\n", ANA])
def test_thanks_are_cleared_by_field_or_log_line(contact: str) -> None:
    """Two ways to say a thing, one meaning."""
    talk = DONE if contact != ANA else DONE.replace("---\n", "---\nthank_you_sent: 2026-12-04\n", 1)
    assert "thank-you" not in {rule for _, rule in only(talk, "2026-12-05", contact)}


def test_each_person_met_is_thanked() -> None:
    """S36: two people met, two thank-yous; what is done once is asked once."""
    both = DONE.replace('"[[Ana Ruiz]]"', '["[[Ana Ruiz]]", "[[Ben Ode]]"]')
    found = rules({"Ana Ruiz": ANA, "Ben Ode": ANA, PATH: both}, "2026-12-04")
    assert [who for _, rule, who in found if rule == "thank-you"] == ["Ana Ruiz", "Ben Ode"]
    assert [who for _, rule, who in found if rule == "write-notes"] == ["Ana Ruiz"]


def test_a_talk_with_somebody_who_has_no_note_still_counts() -> None:
    """A name without a note is a person all the same."""
    found = rules({PATH: DONE}, "2026-12-04")
    assert ("2026-12-08", "thank-you", "Ana Ruiz") in found


def test_a_missed_talk_is_apologised_for_the_same_day() -> None:
    """No-show of mine; cleared by a message."""
    missed = DONE.replace("status: done", "status: no-show\nno_show: me")
    assert ("2026-12-03", "apologise") in only(missed, "2026-12-03")
    sorry = ANA + "## Log\n- 2026-12-03 email out: so sorry\n"
    assert "apologise" not in {rule for _, rule in only(missed, "2026-12-03", sorry)}


def test_an_agreed_date_is_kept() -> None:
    """A date agreed in the room, until contact on that day or later."""
    agreed = DONE.replace("---\n", "---\nfollow_up_on: 2026-12-17\nfollow_up_why: her launch\n", 1)
    found = [f for f in follow_ups({"Ana Ruiz": ANA, PATH: agreed}, "2026-12-04") if f.rule == "agreed-date"]
    assert [(f.due.isoformat(), f.text) for f in found] == [
        ("2026-12-17", "be in touch as agreed on 2026-12-03: her launch")
    ]


def test_cancelled_and_moved_talks_are_silent() -> None:
    """They are neither plans nor contact."""
    for status in ("cancelled", "moved", "dropped", "declined", "idea", "requested"):
        assert only(TALK.replace("scheduled", status), "2026-12-04") == []


def test_the_first_check_in_comes_before_the_cadence() -> None:
    """Thirty days after the thanks; any contact clears it, then the cadence runs from there."""
    thanked = DONE.replace("---\n", "---\nthank_you_sent: 2026-12-07\nsummary: field work\n", 1)
    contact = "---\ntype: contact\nsocial_declined: true\nrelationship: peer\n---\n"
    thanked += "## Debrief\n- [x] Asked ^offered-help\n"
    assert only(thanked, "2026-12-08", contact) == [("2027-01-06", "first-check-in")]
    later = contact + "## Log\n- 2027-01-06 email out: hello (for:: check-in)\n"
    assert only(thanked, "2027-01-06", later) == [("2027-03-08", "keep-in-touch")]


@pytest.mark.parametrize(
    ("field", "due"),
    [("relationship: mentor", "2026-12-01"), ("cadence: weekly", "2026-11-09"), ("cadence: 10", "2026-11-11"),
     ("next_touch: 2026-11-19", "2026-11-19")],
)  # fmt: skip
def test_s39_keep_in_touch_counts_from_real_contact(field: str, due: str) -> None:
    """S39: by relationship, by cadence, by days, or by hand; `social` touches are no contact."""
    text = f"---\ntype: contact\nstatus: nurturing\n{field}\nlast_contact: 2026-11-01\n---\n"
    text += "## Log\n- 2026-11-03 social both: liked a post\n"
    assert rules({"Eve": text}, "2026-11-03") == [(due, "keep-in-touch", "Eve")]


def test_cadence_none_and_people_never_met_are_left_alone() -> None:
    """A cadence runs only for people met, nurtured or given one."""
    assert (
        rules({"Eve": "---\ntype: contact\nstatus: met\ncadence: none\nlast_contact: 2020-01-01\n---\n"}, "2026-11-03")
        == []
    )
    assert rules({"Eve": "---\ntype: contact\nlast_contact: 2020-01-01\n---\n"}, "2026-11-03") == []


def test_words_count_in_any_letters() -> None:
    """`In Person`, `Email`, `Done`: the tables' words, however they are typed."""
    loud = DONE.replace("status: done", "status: Done\nthank_you_form: Email\nformat: In Person")
    assert ("2026-12-04", "thank-you") in only(loud, "2026-12-04")
    planned = TALK.replace("---\n", "---\nformat: In Person\n", 1)
    ready = [f for f in follow_ups({"Ana Ruiz": ANA, PATH: planned}, "2026-12-02") if f.rule == "get-ready"]
    assert "the way there" in ready[0].text


def test_what_comes_before_a_talk_is_snoozed_and_dismissed_too() -> None:
    """Its cause lies ahead; a line of the last two weeks before it is due is meant for it, an older one is not."""
    marks = ANA + "## Log\n- 2026-11-20 snooze research until 2026-12-01\n- 2026-11-20 dismiss questions: I know her\n"
    assert only(TALK, "2026-11-21", marks)[0] == ("2026-12-01", "research")
    assert "questions" not in {rule for _, rule in only(TALK, "2026-11-21", marks)}
    old = marks.replace("- 2026-11-20", "- 2026-10-20")
    assert [rule for _, rule in only(TALK, "2026-11-21", old)][:2] == ["research", "questions"]


def test_help_is_offered_once_a_person_not_once_a_talk() -> None:
    """Two talks without an offer: it is asked of the latest."""
    texts = {"Ana Ruiz": ANA, PATH: DONE, "Interviews/older.md": DONE.replace("12-03", "11-03")}
    found = [f for f in follow_ups(texts, "2026-12-04") if f.rule == "offer-help"]
    assert [(f.path, f.due.isoformat()) for f in found] == [(PATH, "2026-12-04")]
