"""Rules that close loops: promises, advice, referrals, on notes as people write them."""

from __future__ import annotations

from tests.support import follow_ups
from tests.support import rules as all_rules
from vaulttool.core.settings import RuleSetting, Settings

NO_PROGRESS = Settings(rules={"progress-note": RuleSetting(enabled=False)})

ANA = "---\ntype: contact\nsocial_declined: true\ncadence: none\n---\n"
TALK = (
    '---\ntype: interview\ncontact: "[[Ana Ruiz]]"\nstatus: closed\ndate: 2026-11-02\nthank_you_sent: 2026-11-03\n---\n'
    "## Debrief\n- [x] Offered ^offered-help\n"
)
PATH = "Interviews/talk.md"


def rules(texts: dict[str, str], today: str) -> list[tuple[str, str, str]]:
    return all_rules(texts, today, NO_PROGRESS)


def only(items: str, today: str, contact: str = ANA) -> list[tuple[str, str]]:
    return [(due, rule) for due, rule, _ in rules({"Ana Ruiz": contact, PATH: TALK + items}, today)]


def test_promises_of_mine_and_theirs() -> None:
    """Mine by its date or three business days on; theirs two after its date or ten on; a tick or a release clears."""
    items = (
        "## Promises\n- [ ] me: send the script (by:: 2026-11-12)\n- [ ] me: the photo\n"
        "- [ ] them: the survey form (by:: 2026-11-10)\n- [ ] them: introduction to [[Ben]]\n"
        "- [x] me: kept (by:: 2026-11-04)\n- [ ] me: let off (released:: 2026-11-05)\n"
    )
    assert only(items, "2026-11-04") == [
        ("2026-11-05", "keep-promise"),
        ("2026-11-12", "keep-promise"),
        ("2026-11-12", "their-promise"),
        ("2026-11-16", "their-promise"),
    ]


def test_s41_advice_given_used_told() -> None:
    """S41: try it in three weeks; once used, tell the giver within two business days; told or dropped is the end."""
    advice = "## Advice\n- [ ] Take the plant course"
    assert only(advice + "\n", "2026-11-04") == [("2026-11-23", "try-advice")]
    used = advice.replace("[ ]", "[x]") + " (used:: 2026-11-19) (effect:: got the field post)"
    assert only(used + "\n", "2026-11-19") == [("2026-11-23", "tell-advice")]
    for end in (used + " (told:: 2026-11-20)\n", advice + " (dropped:: 2026-11-20)\n"):
        assert only(end, "2026-11-20") == []
    update = ANA + "## Log\n- 2026-11-20 email out: it worked! (for:: update)\n"
    assert only(used + "\n", "2026-11-20", update) == []


def test_s42_the_reason_names_the_effect_or_asks_for_it() -> None:
    """S42: they like to learn how they helped."""
    used = "## Advice\n- [x] Take the plant course (used:: 2026-11-19)"
    for effect, words in (("", "(write what came of it first)"), (" (effect:: got the post)", "got the post")):
        found = follow_ups({"Ana Ruiz": ANA, PATH: TALK + used + effect + "\n"}, "2026-11-19")
        assert words in found[0].text


def test_s41_a_referral_is_met_and_the_referrer_told() -> None:
    """S41: decide on the person named; once met, tell the one who named them; an update touch clears."""
    talk = TALK.replace("status: closed", 'status: closed\nreferrals: ["[[Ben Ode]]"]')
    texts = {"Ana Ruiz": ANA, "Ben Ode": ANA, PATH: talk}
    assert rules(texts, "2026-11-04") == [("2026-11-09", "meet-referral", "Ben Ode")]
    texts["Interviews/ben.md"] = TALK.replace("Ana Ruiz", "Ben Ode").replace("11-02", "11-12").replace("11-03", "11-13")
    assert rules(texts, "2026-11-13") == [("2026-11-16", "tell-referrer", "Ana Ruiz")]
    texts["Ana Ruiz"] += "## Log\n- 2026-11-13 email out: I met Ben! (for:: update)\n"
    assert rules(texts, "2026-11-13") == []


def test_a_referral_without_a_note_stands_under_the_one_who_named_them() -> None:
    """A name is enough to be reminded of."""
    talk = TALK.replace("status: closed", 'status: closed\nreferrals: ["[[Ben Ode]]"]')
    found = follow_ups({"Ana Ruiz": ANA, PATH: talk}, "2026-11-04", NO_PROGRESS)
    assert [(f.rule, f.person_name, f.about_name) for f in found] == [("meet-referral", "Ana Ruiz", "Ben Ode")]


def test_a_referral_who_stays_silent_is_news_too() -> None:
    """No answer after two messages: the one who named them hears of it."""
    talk = TALK.replace("status: closed", 'status: closed\nreferrals: ["[[Ben Ode]]"]')
    ben = ANA.replace("type: contact", "type: contact\nstatus: no-response")
    ben += "## Log\n- 2026-11-04 email out: hi\n- 2026-11-13 email out: again\n"
    found = rules({"Ana Ruiz": ANA, "Ben Ode": ben, PATH: talk}, "2026-11-25")
    assert found == [("2026-11-26", "tell-referrer", "Ana Ruiz")]


def test_ids_stay_with_their_cycle() -> None:
    """The id is a function of rule, note, cause and item: it outlives the day, and a new cycle has another."""
    used = "## Advice\n- [x] Take the plant course (used:: 2026-11-19)\n"
    texts = {"Ana Ruiz": ANA, PATH: TALK + used}
    first, same = (follow_ups(texts, day)[0].id for day in ("2026-11-19", "2026-12-19"))
    texts[PATH] = texts[PATH].replace("2026-11-19", "2026-11-20")
    assert first == same != follow_ups(texts, "2026-12-19")[0].id
    assert len(first) == 8


def test_advice_and_names_are_followed_by_a_word_on_progress() -> None:
    """Fourteen days after the talk; an update clears it, and so does a closed loop; an open loop takes its place."""
    talk = TALK + "## Advice\n- [ ] Take the plant course\n"
    texts = {"Ana Ruiz": ANA, PATH: talk}
    assert ("2026-11-16", "progress-note", "Ana Ruiz") in all_rules(texts, "2026-11-04")
    told = talk.replace("course", "course (used:: 2026-11-05) (told:: 2026-11-06)")
    used = talk.replace("course", "course (used:: 2026-11-05)")
    met = TALK.replace("status: closed", 'status: closed\nreferrals: ["[[Ben Ode]]"]')
    ben = TALK.replace("Ana Ruiz", "Ben Ode").replace("11-02", "11-12").replace("11-03", "11-13")
    update = ANA + "## Log\n- 2026-11-06 email out: so far so good (for:: update)\n"
    for changed in (
        texts | {PATH: told},
        texts | {PATH: used},
        texts | {"Ana Ruiz": update},
        {"Ana Ruiz": ANA, "Ben Ode": ANA, PATH: met, "Interviews/ben.md": ben},
    ):
        assert "progress-note" not in {rule for _, rule, who in all_rules(changed, "2026-11-20") if who == "Ana Ruiz"}
