"""Rules from the decision for a person to a date for the talk, on notes as people write them."""

from __future__ import annotations

from tests.support import concluded, rules, us_holidays
from vaulttool.core.settings import Quiet, RuleSetting, Settings

ANA = "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-25\n---\n"


def only(texts: dict[str, str], today: str, settings: Settings | None = None) -> list[tuple[str, str, str]]:
    return rules(texts, today, settings, us_holidays)


def test_worked_example_of_outreach_before_thanksgiving() -> None:
    """Outreach on Wed 2026-11-25: the second contact is due Tue 2026-12-01, the follow-up Mon 2026-12-07."""
    texts = {
        "Acme.md": "---\ntype: org\ntarget: true\n---\n",
        "Ana Ruiz": '---\ntype: contact\norg: "[[Acme]]"\n---\n## Log\n- 2026-11-25 email out: hi (for:: outreach)\n',
        "Ben Ode": '---\ntype: contact\norg: "[[Acme]]"\nstatus: targeted\ndecided_on: 2026-11-20\n---\n',
    }
    assert only(texts, "2026-11-25") == [
        ("2026-12-01", "second-contact", "Ben Ode"),
        ("2026-12-07", "follow-up", "Ana Ruiz"),
    ]


def test_s10_decided_person_is_written_to_within_three_business_days() -> None:
    """S10: from `decided_on` the clock runs, over the weekend and the holiday."""
    assert only({"Ana Ruiz": ANA}, "2026-11-25") == [("2026-12-01", "make-contact", "Ana Ruiz")]


def test_targeted_without_a_date_is_due_today() -> None:
    """A status typed without a date is a decision all the same."""
    assert only({"Ana Ruiz": "---\ntype: contact\nstatus: targeted\n---\n"}, "2026-11-24") == [
        ("2026-11-24", "make-contact", "Ana Ruiz")
    ]


def test_a_first_message_ends_make_contact_and_begins_the_wait() -> None:
    """A frontmatter date and a log line of the same day are one fact."""
    field = ANA.replace("---\n", "", 1).replace("---\n", "contacted_on: 2026-11-27\n---\n")
    for text in ("---\n" + field, ANA + "## Log\n- 2026-11-27 email out: hello\n"):
        assert only({"Ana Ruiz": text}, "2026-11-27") == [("2026-12-08", "follow-up", "Ana Ruiz")]


def test_identified_people_make_no_noise() -> None:
    """Nothing nags until a person is opted in."""
    assert only({f"P{n}": "---\ntype: contact\nemail: a@b.example\n---\n" for n in range(20)}, "2026-11-24") == []


def test_two_messages_without_answer_are_let_go() -> None:
    """After the second message comes `let-go`; the status in force is no-response once that day is over."""
    text = ANA + "## Log\n- 2026-11-02 email out: hello\n- 2026-11-11 email out: again (for:: follow-up)\n"
    assert only({"Ana Ruiz": text}, "2026-11-12") == [("2026-11-20", "let-go", "Ana Ruiz")]
    statuses = [concluded({"A": text}, day)["Contacts/A.md"].card for day in ("2026-11-20", "2026-11-21")]
    assert [card.status for card in statuses if card] == ["contacted", "no-response"]
    stored = text.replace("status: targeted", "status: no-response")
    assert only({"Ana Ruiz": stored}, "2026-11-24") == []


def test_an_answer_is_answered_and_then_times_are_offered() -> None:
    """Their message is due the next business day; after mine, times are offered again in four."""
    text = ANA + "## Log\n- 2026-11-02 email out: hello\n- 2026-11-06 email in: gladly\n"
    assert only({"Ana Ruiz": text}, "2026-11-06") == [("2026-11-09", "answer", "Ana Ruiz")]
    answered = text + "- 2026-11-09 email out: Tuesday or Thursday? (for:: schedule)\n"
    assert only({"Ana Ruiz": answered}, "2026-11-09") == [("2026-11-13", "offer-times", "Ana Ruiz")]


def test_answering_on_the_same_day_clears() -> None:
    """Clearing includes the same day."""
    text = ANA + "## Log\n- 2026-11-02 email out: hi\n- 2026-11-06 email in: yes\n- 2026-11-06 email out: when?\n"
    assert [rule for _, rule, _ in only({"Ana Ruiz": text}, "2026-11-06")] == ["offer-times"]


def test_s13_introduction_asked_nudged_and_given_up() -> None:
    """S13: the nudge stands under the introducer, once; then another way is suggested."""
    texts = {
        "Ida Moe": '---\ntype: contact\nintro_via: "[[Hana Ito]]"\nintro_asked_on: 2026-11-02\n---\n',
        "Hana Ito": "---\ntype: contact\n---\n",
    }
    assert only(texts, "2026-11-02") == [
        ("2026-11-09", "nudge-introducer", "Hana Ito"),
        ("2026-11-16", "other-route", "Ida Moe"),
    ]
    texts["Hana Ito"] += "## Log\n- 2026-11-10 email out: any news of Ida? (for:: intro)\n"
    assert only(texts, "2026-11-10") == [("2026-11-17", "other-route", "Ida Moe")]
    texts["Ida Moe"] = texts["Ida Moe"].replace("intro_asked", "introduced_on: 2026-11-12\nintro_asked")
    assert only(texts, "2026-11-12") == [("2026-11-13", "write-after-introduction", "Ida Moe")]


def test_do_not_contact_is_a_hard_stop() -> None:
    """Nothing at all for a person who does not want it."""
    text = ANA.replace("status:", "do_not_contact: true\nstatus:")
    assert only({"Ana Ruiz": text}, "2026-12-24") == []


def test_snooze_and_dismiss_lines_act_on_their_rule_and_cycle_only() -> None:
    """A snooze moves the day, a dismissal ends this cycle; a later cycle is not affected."""
    text = ANA + "## Log\n- 2026-11-26 snooze make-contact until 2026-12-20\n"
    assert only({"Ana Ruiz": text}, "2026-11-27") == [("2026-12-21", "make-contact", "Ana Ruiz")]
    gone = ANA + "## Log\n- 2026-11-26 dismiss make-contact: changed my mind\n"
    assert only({"Ana Ruiz": gone}, "2026-11-27") == []
    again = gone.replace("2026-11-25", "2026-12-01")
    assert only({"Ana Ruiz": again}, "2026-12-01") == [("2026-12-04", "make-contact", "Ana Ruiz")]


def test_quiet_periods_and_settings_move_days() -> None:
    """A quiet period over the year's end and another number of days come from the settings."""
    quiet = Settings(quiet=(Quiet((12, 20), (1, 3)),), rules={"make-contact": RuleSetting(days=20)})
    assert only({"Ana Ruiz": ANA}, "2026-11-25", quiet) == [("2027-01-04", "make-contact", "Ana Ruiz")]
    off = Settings(rules={"make-contact": RuleSetting(enabled=False)})
    assert only({"Ana Ruiz": ANA}, "2026-11-25", off) == []


def test_gap_between_messages_is_kept() -> None:
    """A check-in that falls due the day after another message waits until three days have gone by."""
    text = "---\ntype: contact\nstatus: nurturing\nnext_touch: 2026-11-17\n---\n## Log\n- 2026-11-16 email out: news\n"
    assert only({"Ana Ruiz": text}, "2026-11-16") == [("2026-11-19", "keep-in-touch", "Ana Ruiz")]
