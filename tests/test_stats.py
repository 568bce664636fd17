"""Numbers over a vault: what is counted, for which week or approach, and what is not."""

from __future__ import annotations

from tests.rosters import contact, roster_of
from vaulttool.core.stats import Stats, rate_of, stats_of

TODAY = "2026-12-02"


def stats(texts: dict[str, str]) -> Stats:
    return stats_of(roster_of(texts, TODAY))


def log(*lines: str) -> str:
    return "## Log\n" + "\n".join(f"- {line}" for line in lines)


def test_replies_by_approach_count_people_who_could_have_answered() -> None:
    """Answered means wrote back, met, or agreed on a talk; whoever may still answer is in no rate."""
    out = "2026-{} email out: hello (for:: outreach)"
    found = stats(
        {
            "Yes": contact("approach: direct", body=log(out.format("11-02"), "2026-11-04 email in: sure")),
            "No": contact(
                "approach: direct", body=log(out.format("10-02"), "2026-10-14 email out: again (for:: follow-up)")
            ),
            "Maybe": contact("approach: direct", body=log(out.format("11-30"))),
            "Set": contact("approach: article", body=log(out.format("11-02"))),
            "Never": contact("approach: article"),
            "Interviews/t.md": '---\ntype: interview\ncontact: "[[Set]]"\nstatus: scheduled\ndate: 2026-12-09\n---\n',
        }
    )
    direct, article = found.replies
    assert (direct.approach, direct.written, direct.answered, direct.waiting, direct.rate) == ("direct", 3, 1, 1, 0.5)
    assert (article.approach, article.written, article.answered) == ("article", 1, 1)
    assert (rate_of(found.replies).answered, rate_of(found.replies).written) == (2, 4)


def test_pace_by_week_counts_first_messages_and_talks() -> None:
    """Eight weeks up to this one; a follow-up is no first message; ISO weeks by name."""
    texts = {
        "Ana": contact(
            body=log("2026-11-24 email out: hi (for:: outreach)", "2026-12-01 email out: hm (for:: follow-up)")
        ),
        "Interviews/a.md": '---\ntype: interview\ncontact: "[[Ana]]"\nstatus: done\ndate: 2026-12-01\n---\n',
    }
    weeks = stats(texts).weeks
    assert len(weeks) == 8
    assert [(w.name, w.first_messages, w.talks) for w in weeks[-2:]] == [("2026-W48", 1, 0), ("2026-W49", 0, 1)]


def test_a_campaign_is_held_against_its_goals() -> None:
    """Messages of this week and talks that belong to it; a closed one is left out."""
    texts = {
        "Ana": contact('campaign: "[[Search]]"', body=log("2026-12-01 email out: hi (for:: outreach)")),
        "Ben": contact('campaign: "[[Other]]"', body=log("2026-12-01 email out: hi (for:: outreach)")),
        "Search.md": "---\ntype: campaign\nstart: 2026-11-01\nweekly_outreach: 2\ntarget_interviews: 12\n---\n",
        "Other.md": "---\ntype: campaign\nclosed_on: 2026-11-30\n---\n",
        "Interviews/old.md": "---\ntype: interview\ncontact: Zed\nstatus: done\ndate: 2026-10-01\n---\n",
        "Interviews/new.md": "---\ntype: interview\ncontact: Zed\nstatus: done\ndate: 2026-11-10\n---\n",
    }
    found = stats(texts).campaigns
    assert [(p.name, p.week, p.weekly, p.talks, p.target) for p in found] == [("Search", 1, 2, 1, 12)]


def talk(name: str, day: str, *fields: str) -> str:
    return "\n".join(
        ["---", "type: interview", f'contact: "[[{name}]]"', "status: done", f"date: {day}", *fields, "---", ""]
    )


def test_names_thanks_minutes_and_months() -> None:
    """S07 names a talk; thanks within three business days, by letter or in the log; S34 minutes; talks by month."""
    texts = {
        "Ana": contact(body=log("2026-11-10 letter out: card (for:: thank-you)")),
        "Interviews/1.md": talk("Ana", "2026-11-06", "minutes: 20", "actual_minutes: 35", "referrals: [A, B]"),
        "Interviews/2.md": talk("Ben", "2026-11-20", "thank_you_sent: 2026-11-30"),
        "Interviews/3.md": talk("Cy", "2026-12-01"),
        "Interviews/4.md": talk("Di", "2026-12-01", "thank_you_form: none"),
    }
    found = stats(texts)
    assert (found.talks, found.referrals, found.thanks, found.minutes) == (4, 2, (1, 1, 1), (20, 35))
    assert found.months == (("2026-11", 2), ("2026-12", 2))


def test_the_pipeline_counts_the_status_in_force() -> None:
    """Stages in their order, by what the facts imply."""
    texts = {
        "Ana": contact("status: targeted", body=log("2026-11-30 email out: hi (for:: outreach)")),
        "Ben": contact(),
    }
    assert stats(texts).pipeline == (("identified", 1), ("contacted", 1))


def test_an_empty_vault_has_numbers_too() -> None:
    """Nothing is divided by nothing."""
    found = stats({})
    assert (found.people, found.talks, found.replies, found.thanks) == (0, 0, (), (0, 0, 0))
