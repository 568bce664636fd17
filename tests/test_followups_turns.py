"""Lives that take an odd turn: late answers, pauses that end, several people in one talk, old acquaintances."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from tests.support import concluded, follow_ups, rules
from vaulttool.core.settings import Settings

TODAY = "2026-12-01"


def contact(fields: str = "", body: str = "") -> str:
    return f"---\ntype: contact\n{fields}---\n{body}"


def log(*lines: str) -> str:
    return "\n".join(["", "## Log", *(f"- {line}" for line in lines), ""])


def talk(day: str, *people: str, fields: str = "", body: str = "") -> str:
    who = ", ".join(f'"[[{name}]]"' for name in people)
    return f"---\ntype: interview\ncontact: [{who}]\ndate: {day}\n{fields}---\n{body}"


def status(texts: dict[str, str], path: str) -> str:
    card = concluded(texts, TODAY)[path].card
    assert card
    return card.status


def names_of(texts: dict[str, str], today: str = TODAY) -> set[str]:
    return {rule for _, rule, _ in rules(texts, today)}


def test_an_answer_after_no_response_counts() -> None:
    """Nor is whoever named them told that there was none."""
    gus = contact(body=log("2026-09-01 phone both: spoke"))
    nora = contact(
        'status: no-response\nreferred_by: "[[Gus]]"\n',
        log(
            "2026-10-01 email out: hi (for:: outreach)", "2026-10-12 email out: again (for:: follow-up)",
            "2026-11-20 email in: happy to talk", "2026-11-23 email out: when? (for:: schedule)",
        ),
    )  # fmt: skip
    texts = {"Contacts/Gus.md": gus, "Contacts/Nora.md": nora}
    assert status(texts, "Contacts/Nora.md") == "replied"
    assert ("2026-11-27", "offer-times", "Nora") in rules(texts, TODAY)
    assert "tell-referrer" not in names_of(texts)


@pytest.mark.parametrize(
    "lines",
    [
        ("2026-11-20 email out: could we talk?", "2026-11-20 email in: yes", "2026-11-23 email out: Tue or Thu?"),
        ("2026-11-20 linkedin in: hello", "2026-11-23 linkedin out: Tue or Thu? (for:: schedule)"),
    ],
)
def test_an_answer_on_the_same_day_or_first_is_an_answer(lines: tuple[str, ...]) -> None:
    """Nobody is to be written to for the first time who has spoken to me already."""
    texts = {"Contacts/A.md": contact("status: targeted\ndecided_on: 2026-11-10\n", log(*lines))}
    assert rules(texts, TODAY) == [("2026-11-27", "offer-times", "A")]
    texts = {"Contacts/A.md": contact(body=log(*lines))}
    assert status(texts, "Contacts/A.md") == "replied"


def test_whom_i_met_before_i_wrote_was_not_asked_for_a_first_talk() -> None:
    """On the same day neither: the message follows the meeting."""
    texts = {"Contacts/A.md": contact(body=log("2026-11-20 phone both: spoke", "2026-11-20 email out: thanks"))}
    assert status(texts, "Contacts/A.md") == "identified"
    assert rules(texts, TODAY) == []


def test_an_answer_noted_by_its_day_alone_is_answered_and_no_more() -> None:
    """`replied_on` says that somebody answered, whatever was not noted before."""
    texts = {"Contacts/A.md": contact("status: targeted\ndecided_on: 2026-11-20\nreplied_on: 2026-11-25\n")}
    assert names_of(texts) == {"answer"}


@pytest.mark.parametrize("stop", ["status: archived\n", "do_not_contact: true\n", "status: paused\n"])
def test_of_several_met_the_first_who_may_be_written_to_carries_it(stop: str) -> None:
    """A talk is prepared, promises are kept and the dashboard shows it, whoever else is named first."""
    texts = {
        "Contacts/Al.md": contact(stop),
        "Contacts/Bea.md": contact(),
        "Interviews/Next.md": talk("2026-12-02T10:00", "Al", "Bea", fields="status: scheduled\n"),
        "Interviews/Last.md": talk(
            "2026-11-20",
            "Al",
            "Bea",
            fields="status: done\n",
            body="## Promises\n- [ ] me: send it (by:: 2026-11-27)\n",
        ),
    }
    found = {(rule, name) for _, rule, name in rules(texts, TODAY)}
    assert {("research", "Bea"), ("confirm", "Bea"), ("keep-promise", "Bea"), ("offer-help", "Bea")} <= found
    assert {name for _, name in found} == {"Bea"} or stop == "status: paused\n"
    meeting = concluded(texts, TODAY)["Interviews/Next.md"].meeting
    assert meeting
    assert ("Contacts/Al.md", "Al") in meeting.people or "do_not" in stop
    assert ("Contacts/Bea.md", "Bea") in meeting.people


def test_a_pause_ends_on_its_day() -> None:
    """Until then nothing is said about the person, afterwards all."""
    fields = "status: paused\nlast_contact: 2026-03-01\ncadence: monthly\nsnooze_until: "
    over, going = (contact(f"{fields}{day}\n") for day in ("2026-11-01", "2026-12-24"))
    assert names_of({"Contacts/A.md": over}) == {"keep-in-touch"}
    assert names_of({"Contacts/A.md": going}) == set()
    assert concluded({"Contacts/A.md": going}, TODAY)["Contacts/A.md"].until == date(2026, 12, 24)


def test_thanks_and_news_on_the_phone_count() -> None:
    """A call is two-way; what it was for is mine."""
    texts = {
        "Contacts/A.md": contact("connected_on: 2026-11-26\n", log("2026-11-28 phone both: (for:: thank-you)")),
        "Interviews/T.md": talk("2026-11-25", "A", fields="status: done\n", body="\nShe spoke of maps.\n"),
        "Contacts/B.md": contact(
            body=log("2026-11-27 phone both: told her what it did (for:: update)")
            + "## Advice\n- [x] Read it (given:: 2026-10-01) (used:: 2026-11-20) (effect:: it helped)\n"
        ),
    }
    assert not {"thank-you", "tell-advice"} & names_of(texts)


def test_a_day_to_come_is_no_thanks_yet() -> None:
    """A slip of a year does not clear what is owed."""
    held = talk("2026-11-22", "A", fields="status: done\nthank_you_sent: 2062-11-25\n")
    assert "thank-you" in names_of({"Contacts/A.md": contact(), "Interviews/T.md": held})


def test_after_a_cancelled_talk_times_are_offered_again() -> None:
    """Whether or not its note still has the old day."""
    lines = log(
        "2026-11-02 email out: could we talk?", "2026-11-04 email in: yes", "2026-11-05 email out: (for:: schedule)",
        "2026-11-10 email in: must cancel", "2026-11-11 email out: another day? (for:: schedule)",
    )  # fmt: skip
    cancelled = talk("2026-11-12T10:00", "A", fields="status: cancelled\ncancelled_by: them\n")
    texts = {"Contacts/A.md": contact(body=lines), "Interviews/T.md": cancelled}
    assert rules(texts, TODAY) == [("2026-11-17", "offer-times", "A")]


def test_a_talk_before_the_introduction_or_the_naming_is_no_news_of_it() -> None:
    """An old acquaintance is named anew, or introduced anew: what was before is not what came of it."""
    texts = {
        "Contacts/Old.md": contact(
            'introduced_on: 2026-11-25\nintroduced_by: "[[Int]]"\n', log("2026-11-26 email out: hi")
        ),
        "Interviews/Old talk.md": talk("2024-05-01", "Old", fields="status: closed\nthank_you_form: none\n"),
        "Contacts/Int.md": contact(),
        "Contacts/Ben.md": contact(),
        "Interviews/Talk with Ben.md": talk(
            "2026-11-24", "Ben", fields='status: closed\nthank_you_form: none\nreferrals: ["[[Old]]"]\n'
        ),
    }
    assert not {"tell-referrer", "thank-introducer"} & names_of(texts)
    texts["Interviews/New talk.md"] = talk("2026-11-27", "Old", fields="status: closed\nthank_you_form: none\n")
    found = {
        (due, rule, name) for due, rule, name in rules(texts, TODAY) if rule in ("tell-referrer", "thank-introducer")
    }
    assert found == {("2026-12-01", "tell-referrer", "Ben"), ("2026-12-01", "thank-introducer", "Int")}


def test_with_three_attempts_the_second_is_followed_up_too() -> None:
    """Each message but the last is followed up; what is theirs to do says the same day."""
    settings = replace(Settings(), max_attempts=3)
    sent = ("2026-11-02 email out: hi (for:: outreach)", "2026-11-13 email out: again (for:: follow-up)")
    texts = {"Contacts/A.md": contact(body=log(*sent))}
    (found,) = follow_ups(texts, TODAY, settings)
    assert (found.rule, found.due, found.text) == (
        "follow-up", date(2026, 11, 24), "follow up once more, 7 business days after your note of 2026-11-13"
    )  # fmt: skip
    card = concluded(texts, TODAY, settings)["Contacts/A.md"].card
    assert card
    assert [waiting.until for waiting in card.waiting] == [found.due]
    texts["Contacts/A.md"] = contact(body=log(*sent, "2026-11-20 email out: last (for:: follow-up)"))
    assert [f.rule for f in follow_ups(texts, TODAY, settings)] == ["let-go"]


def test_an_agreed_date_can_be_dismissed_at_once() -> None:
    """It was agreed on in the talk, so its cycle begins there, however far off the date is."""
    held = talk("2026-11-24", "A", fields="status: closed\nthank_you_form: none\nfollow_up_on: 2027-02-01\n")
    dismissed = contact(body=log("2026-11-30 dismiss agreed-date: she moved abroad"))
    assert "agreed-date" in names_of({"Contacts/A.md": contact(), "Interviews/T.md": held})
    assert "agreed-date" not in names_of({"Contacts/A.md": dismissed, "Interviews/T.md": held})


def test_the_safe_fix_of_a_status_changes_no_number() -> None:
    """An attempt is one whether or not the status says what came of it."""
    lines = log("2026-11-20 email out: could we talk?", "2026-11-22 email in: yes")
    counts = []
    for fields in ("status: contacted\n", "status: replied\n"):
        card = concluded({"Contacts/A.md": contact(fields, lines)}, TODAY)["Contacts/A.md"].card
        assert card
        counts.append((card.status, card.attempts, card.answered))
    assert counts == [("replied", 1, True)] * 2


@pytest.mark.parametrize(
    "lines",
    [
        ("2024-05-01 in-person both: met at a fair",),
        ("2024-05-01 email in: congratulated me", "2024-05-02 email out: thanked him (for:: other)"),
    ],
)
def test_whom_i_once_met_is_brought_up_when_targeted(lines: tuple[str, ...]) -> None:
    """What was long before the decision is no first message, whether or not the day of the decision is noted."""
    texts = {"Contacts/A.md": contact("status: targeted\napproach: reintroduce\n", log(*lines))}
    assert "make-contact" in names_of(texts)


def test_who_wrote_last_is_answered_and_not_written_to_for_the_first_time() -> None:
    """One message serves."""
    texts = {"Contacts/A.md": contact("status: targeted\n", log("2026-11-30 email in: hello"))}
    assert names_of(texts) == {"answer"}


def test_hello_back_on_the_same_day_asks_for_no_talk() -> None:
    """They began; in the log of that day their line stands above mine."""
    lines = log("2026-11-10 email in: hello from a friend", "2026-11-10 email out: hello back")
    texts = {"Contacts/A.md": contact(body=lines)}
    assert status(texts, "Contacts/A.md") == "identified"
    assert rules(texts, TODAY) == []


def test_whose_pause_is_over_leads_again() -> None:
    """The first of those met, though the note still says paused."""
    texts = {
        "Contacts/Pia.md": contact("status: paused\nsnooze_until: 2026-11-10\n"),
        "Contacts/Quin.md": contact(),
        "Interviews/T.md": talk("2026-11-20", "Pia", "Quin", fields="status: done\nfollow_up_on: 2026-12-01\n"),
    }
    assert ("2026-12-01", "agreed-date", "Pia") in rules(texts, TODAY)
