"""Checks of a contact, of the way to a person and of the pace, against notes as they are written."""

from __future__ import annotations

import pytest

from tests.checking import TODAY, found, hits
from vaulttool.core.settings import Settings

TALK = "Interviews/Talk.md"
HELD = '---\ntype: interview\ncontact: "[[Ana]]"\nstatus: done\ndate: 2026-11-20\n---\n\nNotes.\n'


def contact(*lines: str, log: tuple[str, ...] = (), favours: tuple[str, ...] = ()) -> str:
    parts = ["---", "type: contact", *lines, "---", ""]
    parts += ["## Log", *log] if log else []
    parts += ["## Favours", *favours] if favours else []
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ana@acme.example", 0),
        ("[ana@acme.example, 'ana.ruiz+x@mail.acme.example']", 0),
        ("josé@español.example", 0),
        ("ana@acme", 1),
        ("Ana Ruiz <ana@acme.example>", 1),
        ("ana at acme.example", 1),
        ("[ana@acme.example, ana@]", 1),
    ],
)
def test_a_mail_address_stands_alone(written: str, expected: int) -> None:
    """A name before it, a missing domain or a blank is no address."""
    assert hits("email-invalid", contact(f"email: {written}")) == ["Contacts/Ana.md:3 warning"] * expected


def test_the_address_inside_is_offered() -> None:
    """What is around it is taken off."""
    (problem,) = found("email-invalid", contact("email: Ana Ruiz <ana@acme.example>"))
    assert "`email: ana@acme.example`" in problem.hint


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("decided_on: 2026-11-10", "contacted_on: 2026-11-09"), 1),
        (("contacted_on: 2026-11-10", "followed_up_on: 2026-11-09"), 1),
        (("contacted_on: 2026-11-10", "replied_on: 2026-11-09"), 1),
        (("intro_asked_on: 2026-11-10", "introduced_on: 2026-11-09"), 1),
        (("decided_on: 2026-11-10", "contacted_on: 2026-11-10", "replied_on: 2026-11-10"), 0),
        (("contacted_on: 2026-11-10", "replied_on: 2026-11-09", "approach: inbound"), 0),
        (("decided_on: 2026-11-10", "contacted_on: 2025-11-09", "retry: true"), 0),
    ],
)
def test_dates_of_a_contact_stand_in_order(lines: tuple[str, ...], expected: int) -> None:
    """The same day is fine; who wrote first or is approached anew may have it the other way."""
    assert hits("dates-out-of-order", contact(*lines)) == ["Contacts/Ana.md:4 warning"] * expected


def test_dates_of_interviews_and_campaigns_stand_in_order() -> None:
    """A talk is asked for before it takes place, a search begins before it ends."""
    texts = {
        TALK: "---\ntype: interview\nrequested_on: 2026-11-10\ndate: 2026-11-09\n---\n",
        "Search.md": "---\ntype: campaign\nstart: 2026-11-10\nend: 2026-11-09\n---\n",
        "Next.md": "---\ntype: campaign\nstart: 2026-11-09\nend: 2026-11-10\n---\n",
    }
    assert hits("dates-out-of-order", texts) == [f"{TALK}:4 warning", "Search.md:4 warning"]


@pytest.mark.parametrize(
    ("status", "log", "meant"),
    [
        ("identified", ("- 2026-11-27 email out: asked (for:: outreach)",), "contacted"),
        ("contacted", ("- 2026-11-26 email out: asked", "- 2026-11-27 email in: yes"), "replied"),
        ("contacted", ("- 2026-11-27 email out: asked",), ""),
        ("nurturing", ("- 2026-11-27 email out: asked",), ""),
        ("paused", ("- 2026-11-26 email out: asked", "- 2026-11-27 email in: yes"), ""),
        ("declined", ("- 2026-11-26 email out: asked", "- 2026-11-27 email in: no"), ""),
    ],
)
def test_a_status_that_the_facts_have_overtaken(status: str, log: tuple[str, ...], meant: str) -> None:
    """The status in force is offered; one that is ahead of the facts, or a word of the user's, stays."""
    problems = found("status-behind-facts", contact(f"status: {status}", log=log))
    assert [(p.line, p.severity, p.fixable) for p in problems] == ([(3, "warning", True)] if meant else [])
    assert all(f"`status: {meant}`" in p.hint for p in problems)


def test_a_talk_overtakes_a_status() -> None:
    """A held talk means that you met."""
    texts = {"Ana": contact("status: replied"), TALK: HELD}
    assert hits("status-behind-facts", texts) == ["Contacts/Ana.md:3 warning"]


def test_a_talk_with_somebody_who_is_not_to_be_contacted() -> None:
    """A planned talk goes against the wish, a past one does not."""
    plan = HELD.replace("done", "scheduled").replace("2026-11-20", "2026-12-03")
    assert hits("contacted-against-wish", {"Ana": contact("do_not_contact: true"), TALK: plan}) == [
        "Contacts/Ana.md:3 error"
    ]
    assert hits("contacted-against-wish", {"Ana": contact("do_not_contact: true"), TALK: HELD}) == []
    assert hits("contacted-against-wish", {"Ana": contact(), TALK: plan}) == []


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (
            ("- 2026-11-01 email in: please do not write", "- 2026-11-20 email out: hello again"),
            ["Contacts/Ana.md:8 error"],
        ),
        (
            ("- 2026-11-01 email in: please stop", "- 2026-11-02 email out: once more (for:: follow-up)"),
            ["Contacts/Ana.md:8 error"],
        ),
        (("- 2026-11-01 email in: please stop", "- 2026-11-02 email out: of course"), []),
        (("- 2026-10-01 email out: hello", "- 2026-11-01 email in: please stop"), []),
        (("- 2026-12-20 email out: season's greetings", "- 2026-10-01 email out: hello"), ["Contacts/Ana.md:7 error"]),
    ],
)
def test_a_message_against_the_wish(log: tuple[str, ...], expected: list[str]) -> None:
    """One written or planned after their last word; one answer as a courtesy and what came before are no fault."""
    assert hits("contacted-against-wish", contact("status: do-not-contact", log=log)) == expected


ATTEMPTS = (
    "- 2026-10-01 email out: asked (for:: outreach)",
    "- 2026-10-15 email out: asked again (for:: follow-up)",
    "- 2026-11-15 email out: and again (for:: follow-up)",
)


def test_more_messages_than_set_out() -> None:
    """Three without an answer are one too many; an answer, the status or a setting makes it right."""
    assert hits("too-many-attempts", contact(log=ATTEMPTS)) == ["Contacts/Ana.md:8 warning"]
    assert hits("too-many-attempts", contact(log=ATTEMPTS[:2])) == []
    assert hits("too-many-attempts", contact(log=(*ATTEMPTS, "- 2026-11-20 email in: sorry, yes"))) == []
    assert hits("too-many-attempts", contact("status: no-response", log=ATTEMPTS)) == []
    assert hits("too-many-attempts", contact(log=ATTEMPTS), TODAY, Settings(max_attempts=3)) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("status: paused",), 1),
        (("status: Paused",), 1),
        (("status: paused", "snooze_until: 2027-03-01"), 0),
        (("status: archived",), 0),
    ],
)
def test_a_pause_has_an_end(lines: tuple[str, ...], expected: int) -> None:
    """Without `snooze_until` nothing would ever come up again."""
    assert hits("paused-without-date", contact(*lines)) == ["Contacts/Ana.md:3 warning"] * expected


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        ("", 1),
        ("status: scheduled\ndate: 2027-01-11T10:00\n", 0),
        ("status: scheduled\ndate: 2026-11-20T10:00\n", 0),
        ("status: cancelled\ndate: 2026-11-20T10:00\n", 1),
        ("status: done\ndate: 2026-11-20T10:00\n", 0),
    ],
)
def test_who_is_scheduled_has_a_talk(talk: str, expected: int) -> None:
    """To come, or past while nobody said what happened; nothing else would ever bring them up again."""
    notes = {"Ana": contact("status: scheduled")}
    notes |= {TALK: f'---\ntype: interview\ncontact: "[[Ana]]"\n{talk}---\n'} if talk else {}
    assert hits("scheduled-without-talk", notes) == ["Contacts/Ana.md:3 warning"] * expected


@pytest.mark.parametrize(
    ("rule", "severity", "lines", "remedy"),
    [
        ("reintroduce-without-when", "warning", ("approach: reintroduce",), "met_on: 2026-05-03"),
        ("article-without-link", "warning", ("approach: article",), "hook_url: https://acme.example/a"),
        ("intro-without-via", "error", ("approach: introduction",), 'intro_via: "[[Ben]]"'),
        ("intro-without-via", "error", ("intro_asked_on: 2026-11-20",), 'intro_via: "[[Ben]]"'),
    ],
)
def test_an_approach_has_what_it_needs(rule: str, severity: str, lines: tuple[str, ...], remedy: str) -> None:
    """Missing while you have not talked; with it, or after a talk, there is nothing to say."""
    assert hits(rule, contact(*lines)) == [f"Contacts/Ana.md:3 {severity}"]
    assert hits(rule, contact(*lines, remedy)) == []
    assert hits(rule, {"Ana": contact(*lines), TALK: HELD}) == []


def crowd(*days: str, org: str = '"[[Acme]]"') -> dict[str, str]:
    names = ("Ana", "Ben", "Cara", "Dev")
    return {
        name: contact(f"org: {org}", log=(f"- 2026-11-{day} email out: asked (for:: outreach)",))
        for name, day in zip(names, days, strict=False)
    }


def test_three_people_of_one_organisation_at_once() -> None:
    """Reported once, at the one written to last; two are no crowd, nor are three of whom one has answered."""
    org = {"Acme.md": "---\ntype: org\n---\n"}
    assert hits("crowding", {**org, **crowd("23", "25", "24")}) == ["Contacts/Ben.md:7 warning"]
    assert hits("crowding", crowd("23", "25", "24", org="Acme")) == ["Contacts/Ben.md:7 warning"]
    assert hits("crowding", {**org, **crowd("23", "25")}) == []
    answered = {**org, **crowd("23", "25", "24")}
    answered["Ana"] += "- 2026-11-26 email in: yes\n"
    assert hits("crowding", answered) == []


FIRST = ("- 2026-11-18 email out: asked for 20 minutes", "- 2026-11-19 email in: yes")
ASKED = ("- asked 2026-11-25: to pass on a note",)


def test_a_favour_asked_of_a_stranger() -> None:
    """A week after the first message, without a talk, is too soon."""
    assert hits("asking-too-soon", contact(log=FIRST, favours=ASKED)) == ["Contacts/Ana.md:9 warning"]
    assert hits("asking-too-soon", contact(favours=ASKED)) == ["Contacts/Ana.md:6 warning"]


@pytest.mark.parametrize(
    ("line", "log", "talk"),
    [
        ("met_on: 2026-05-03", FIRST, False),
        ("relationship: peer", FIRST, False),
        ("role: Analyst", ("- 2026-10-01 email both: first talked", *FIRST), False),
        ("role: Analyst", (*FIRST, "- 2026-11-23 letter out: thanks (for:: thank-you)"), True),
    ],
)
def test_a_favour_asked_in_good_time(line: str, log: tuple[str, ...], talk: bool) -> None:
    """Known for 30 days, close by your own word, or after the talk and the thanks."""
    texts = {"Ana": contact(line, log=log, favours=ASKED)}
    assert hits("asking-too-soon", {**texts, TALK: HELD} if talk else texts) == []


OLD = ("- 2026-06-01 email both: first talked",)


@pytest.mark.parametrize(
    ("favours", "log", "expected"),
    [
        ((*ASKED, "- asked 2026-12-01: for one more name"), OLD, ["Contacts/Ana.md:9 warning"]),
        ((*ASKED, "- gave 2026-11-28: a lift", "- asked 2026-12-01: for one more name"), OLD, []),
        (("- asked 2026-10-01: to read my CV", *ASKED), OLD, []),
        (ASKED, (*OLD, "- 2026-12-01 email out: one more name? (for:: favour)"), ["Contacts/Ana.md:7 warning"]),
        ((), ("- 2026-12-01 email out: may I ask (for:: favour)",), ["Contacts/Ana.md:6 warning"]),
        ((), ("- 2026-12-01 email in: may I ask (for:: favour)",), []),
    ],
)
def test_favours_asked_again_so_soon(favours: tuple[str, ...], log: tuple[str, ...], expected: list[str]) -> None:
    """Within 30 days, and nothing given between; a touch for a favour is an ask as well."""
    assert hits("asking-too-soon", contact(log=log, favours=favours)) == expected


def test_favours_given_are_never_too_soon() -> None:
    """Only asking is."""
    assert hits("asking-too-soon", contact(log=FIRST, favours=("- gave 2026-11-19: her a lift",))) == []


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (("- 2026-11-18 email out: asked", "- 2026-11-19 linkedin out: asked"), ["Contacts/Ana.md:7 hint"]),
        (("- 2026-11-18 email out: asked", "- 2026-11-21 email out: asked"), []),
        (("- 2026-11-18 email out: asked", "- 2026-11-18 linkedin out: asked"), []),
        (("- 2026-11-18 email out: asked", "- 2026-11-19 email out: times (for:: schedule)"), []),
        (("- 2026-11-18 email out: asked", "- 2026-11-19 email in: yes", "- 2026-11-19 email out: great"), []),
    ],
)
def test_two_messages_close_together(log: tuple[str, ...], expected: list[str]) -> None:
    """Within three days and unanswered; one day counts as one message, and thanks and times never count."""
    assert hits("messages-too-close", contact(log=log)) == expected


def test_people_who_named_each_other_in_a_circle() -> None:
    """Reported once, at the last by path; a chain with a beginning is fine."""
    texts = {
        "Ana": contact('referred_by: "[[Ben]]"'),
        "Ben": contact('referred_by: ["[[Dev]]", "[[Cara]]"]'),
        "Cara": contact('referred_by: "[[Ana]]"'),
        "Dev": contact(),
    }
    assert hits("referral-cycle", texts) == ["Contacts/Cara.md:3 warning"]
    assert hits("referral-cycle", {**texts, "Cara": contact('referred_by: "[[Dev]]"')}) == []
