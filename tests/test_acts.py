"""What `done`, `snooze` and `dismiss` write for each rule, on real files, and that the follow-up is gone afterwards."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from tests.vault_cli import DAY, Tool, changed, tool
from vaulttool.core.acts import ACTS, INSTEAD
from vaulttool.core.followups import RULES

__all__ = ["tool"]


def note(*fields: str, body: str = "", kind: str = "contact") -> str:
    """A note's text."""
    return "".join(f"{line}\n" for line in ("---", f"type: {kind}", *fields, "---", *body.splitlines()))


def talk(*fields: str, body: str = "- it went well\n", day: str = "2026-11-25", status: str = "done") -> str:
    """An interview with Ana."""
    return note('contact: "[[Ana]]"', f"status: {status}", f"date: {day}", *fields, body=body, kind="interview")


TALK = "Interviews/Talk.md"
NEWS = "## Log\n- 2026-11-01 news: x"
ANA = "Contacts/Ana.md"
THANKED = "thank_you_sent: 2026-11-26"
MET = {"Ana": note("status: met"), TALK: talk()}


@dataclass(frozen=True)
class Deed:
    """A rule, notes that raise it, and every line that `done` changes."""

    rule: str
    notes: dict[str, str]
    lines: tuple[str, ...]


DEEDS = (
    Deed("make-contact", {"Ana": note("status: targeted", "decided_on: 2026-11-20",
            body="## Log\n- 2020-01-01 news: x")},
         (f"{ANA} +- {DAY} email out (for:: outreach)",)),
    Deed("nudge-introducer", {
            "Ana": note("status: intro-asked", "intro_asked_on: 2026-11-20", 'intro_via: "[[Ben]]"'),
            "Ben": note(body="## Log\n- 2026-11-20 phone out: asked (for:: intro)"),
        }, (f"Contacts/Ben.md +- {DAY} phone out (for:: intro)",)),
    Deed("write-after-introduction", {"Ana": note("introduced_on: 2026-11-30", body=NEWS)},
         (f"{ANA} +- {DAY} email out (for:: outreach)",)),
    Deed("second-contact", {
            "Ana": note("status: targeted", 'org: "[[Acme]]"', body=NEWS),
            "Ben": note('org: "[[Acme]]"', "contacted_on: 2026-11-25"),
            "Organisations/Acme.md": note("target: true", kind="org"),
        }, (f"{ANA} +- {DAY} email out (for:: outreach)",)),
    Deed("follow-up", {"Ana": note(body="## Log\n- 2026-11-20 linkedin out: hello (for:: outreach)")},
         (f"{ANA} +- {DAY} linkedin out (for:: follow-up)",)),
    Deed("let-go", {"Ana": note("status: contacted",
            body="## Log\n- 2026-11-02 email out (for:: outreach)\n- 2026-11-18 email out (for:: follow-up)")},
         (f"{ANA} -status: contacted", f"{ANA} +status: no-response")),
    Deed("answer", {"Ana": note(body="## Log\n- 2026-11-30 email in: gladly")},
         (f"{ANA} +- {DAY} email out (for:: schedule)",)),
    Deed("offer-times", {"Ana": note(body="## Log\n- 2026-11-02 email out (for:: outreach)\n- 2026-11-03 email in: yes"
                                          "\n- 2026-11-04 email out: when?")},
         (f"{ANA} +- {DAY} email out (for:: schedule)",)),
    Deed("research", {"Ana": note(), TALK: talk(day="2026-12-04", status="scheduled",
            body="## Prepare\n- [ ] Read about her ^research-person\n- [ ] Read about it ^research-org")},
         (f"{TALK} -- [ ] Read about her ^research-person", f"{TALK} -- [ ] Read about it ^research-org",
          f"{TALK} +- [x] Read about her ^research-person", f"{TALK} +- [x] Read about it ^research-org")),
    Deed("get-ready", {"Ana": note(), TALK: talk("format: phone", day="2026-12-03", status="scheduled",
            body="## Prepare\n- [x] Questions ^questions")},
         (f"{TALK} +- [x] Print the day sheet ^brief",)),
    Deed("confirm", {"Ana": note(), TALK: talk(day="2026-12-03", status="scheduled")},
         (f"{TALK} +confirmed_on: {DAY}",)),
    Deed("thank-you", MET, (f"{TALK} +thank_you_sent: {DAY}",)),
    Deed("quick-thanks", {**MET, "Ana": note("status: met", body=NEWS),
                          "vaulttool.toml": 'thank_you = "both"\n'},
         (f"{ANA} +- {DAY} email out (for:: thank-you)",)),
    Deed("offer-help", {**MET, TALK: talk(body="## Debrief\n- [ ] I offered help ^offered-help")},
         (f"{TALK} -- [ ] I offered help ^offered-help", f"{TALK} +- [x] I offered help ^offered-help")),
    Deed("connect", MET, (f"{ANA} +connected_on: {DAY}",)),
    Deed("apologise", {"Ana": note(body=NEWS), TALK: talk("no_show: me", status="no-show")},
         (f"{ANA} +- {DAY} email out (for:: check-in)",)),
    Deed("agreed-date", {"Ana": note(body=NEWS), TALK: talk(THANKED, "follow_up_on: 2026-12-01")},
         (f"{ANA} +- {DAY} email out (for:: check-in)",)),
    Deed("thank-introducer", {"Ana": note('introduced_by: "[[Ben]]"'), TALK: talk(THANKED),
                              "Ben": note(body="## Log\n- 2026-11-01 email in: this is Ana")},
         (f"Contacts/Ben.md +- {DAY} email out (for:: thank-you)",)),
    Deed("keep-promise", {"Ana": note(), TALK: talk(THANKED, body="## Promises\n- [ ] me: send it (by:: 2026-12-01)")},
         (f"{TALK} -- [ ] me: send it (by:: 2026-12-01)",
          f"{TALK} +- [x] me: send it (by:: 2026-12-01) (done:: {DAY})")),
    Deed("their-promise", {"Ana": note(), TALK: talk(THANKED, body="## Promises\n- [ ] them: a name")},
         (f"{TALK} -- [ ] them: a name", f"{TALK} +- [x] them: a name (done:: {DAY})")),
    Deed("try-advice", {"Ana": note(), TALK: talk(THANKED, body="## Advice\n- [ ] Take the course")},
         (f"{TALK} -- [ ] Take the course", f"{TALK} +- [ ] Take the course (used:: {DAY})")),
    Deed("tell-advice", {"Ana": note(), TALK: talk(THANKED, body="## Advice\n- [x] Take it (used:: 2026-11-30)")},
         (f"{TALK} -- [x] Take it (used:: 2026-11-30)",
          f"{TALK} +- [x] Take it (used:: 2026-11-30) (told:: {DAY})")),
    Deed("meet-referral", {"Ana": note(), TALK: talk(THANKED, 'referrals: ["[[Ben]]"]'), "Ben": note()},
         ("Contacts/Ben.md +status: targeted", f"Contacts/Ben.md +decided_on: {DAY}")),
    Deed("tell-referrer", {
            "Ana": note("status: met", body=NEWS), "Ben": note('referred_by: "[[Ana]]"'),
            "Interviews/Talk with Ben.md": talk(THANKED).replace("Ana", "Ben"),
        }, (f"{ANA} +- {DAY} email out (for:: update)",)),
    Deed("progress-note", {"Ana": note(body=NEWS),
                           TALK: talk(THANKED, body="## Advice\n- Take the course")},
         (f"{ANA} +- {DAY} email out (for:: update)",)),
    Deed("tell-everyone", {"Ana": note(body=NEWS), TALK: talk(THANKED),
                           "Search.md": note("start: 2026-11-01", "closed_on: 2026-11-30", kind="campaign")},
         (f"{ANA} +- {DAY} email out (for:: update)",)),
    Deed("first-check-in", {"Ana": note(body=NEWS), TALK: talk(THANKED, "thank_you_specific: x")},
         (f"{ANA} +- {DAY} email out (for:: check-in)",)),
    Deed("keep-in-touch", {"Ana": note("cadence: weekly", body="## Log\n- 2026-11-20 email both: news")},
         (f"{ANA} +- {DAY} email out (for:: check-in)",)),
    Deed("reconnect", {"Ana": note("status: met", body="## Log\n- 2025-11-01 email both: news")},
         (f"{ANA} +- {DAY} email out (for:: check-in)",)),
    Deed("congratulate", {"Ana": note("status: met", body="## Log\n- 2026-11-30 news: now Analyst")},
         (f"{ANA} +- {DAY} email out (for:: congrats)",)),
    Deed("birthday", {"Ana": note("birthday: 1980-12-01", body="## Log\n- 2020-01-01 email in: hello"),
                      "vaulttool.toml": "[rules.birthday]\nenabled = true\n"},
         (f"{ANA} +- {DAY} email out (for:: congrats)",)),
    Deed("share", {"Ana": note("cadence: weekly", "topics: [bogs]", body="## Log\n- 2026-11-20 email both: news"),
                   "Shareables/Bogs.md": note("topics: [bogs]", kind="shareable")},
         (f"{ANA} +- {DAY} email out (for:: share)", 'Shareables/Bogs.md +sent_to: ["[[Ana]]"]')),
    Deed("offer", {"Ana": note("can_offer: a desk",
            body="## Favours\n- got 2020-01-01: tea\n## Log\n- 2026-10-01 email both: hi"),
                   "vaulttool.toml": "[rules.offer]\nenabled = true\n"},
         (f"{ANA} +- offered {DAY}: a desk",)),
    Deed("verify", {"Ana": note("created: 2024-01-01"), "vaulttool.toml": "[rules.verify]\nenabled = true\n"},
         (f"{ANA} +verified_on: {DAY}",)),
    Deed("try-again", {"Ana": note("status: no-response", "retry: true",
            body="## Log\n- 2026-08-01 email out (for:: outreach)"),
                       "vaulttool.toml": "[rules.try-again]\nenabled = true\n"},
         (f"{ANA} +- {DAY} email out (for:: follow-up)",)),
)  # fmt: skip


def test_every_rule_is_written_by_a_tick_or_says_what_to_do_instead() -> None:
    """A tickable rule has its act, another one its command; and each act is tried below."""
    assert set(ACTS) == {rule.name for rule in RULES if rule.tickable}
    assert set(INSTEAD) == {rule.name for rule in RULES if not rule.tickable}
    assert {deed.rule for deed in DEEDS} == set(ACTS)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.rule)
def test_done_writes_one_fact_and_the_follow_up_is_gone(tool: Tool, deed: Deed) -> None:
    """Exactly these lines change, a dry run changes none, and the next reading no longer raises it."""
    tool.notes(deed.notes)
    id_ = tool.id_of(deed.rule)
    before = tool.bytes()
    shown = tool("done", id_, "--dry-run")
    assert (shown.status, tool.bytes()) == (0, before), shown.err
    said = tool("done", id_)
    assert said.status == 0, said.err
    assert tuple(changed(before, tool.bytes())) == deed.lines
    assert id_ not in [reason["id"] for reason in tool.open()]
    differing = [line for line in shown.out.splitlines() if line[:1] in "+-" and line[:4] not in ("+++ ", "--- ")]
    assert differing == [line.split(".md ", 1)[1] for line in deed.lines]


SILENT = {"Ana": note(body="## Log\n- 2026-11-20 email out: hello (for:: outreach)")}
PROMISED = {**MET, TALK: talk(THANKED, body="## Promises\n- [ ] me: send it (by:: 2026-12-01)\n- [ ] me: call him")}


def test_a_snooze_is_one_line_in_the_log_and_moves_the_day(tool: Tool) -> None:
    """It comes back on the day that was asked for; asking for the same again changes nothing."""
    tool.notes(SILENT)
    id_ = tool.id_of("follow-up")
    before = tool.bytes()
    assert tool("snooze", id_, "+2w").status == 0
    assert changed(before, tool.bytes()) == [f"{ANA} +- {DAY} snooze follow-up until 2026-12-16"]
    assert [r["due"] for r in tool.open()] == ["2026-12-16"]
    after = tool.bytes()
    assert "nothing to do" in tool("snooze", id_, "2026-12-16").out
    assert tool.bytes() == after


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("snooze", "ID", "tomorrow"), "snooze follow-up until 2026-12-03"),
        (("snooze", "ID", "+1m"), "snooze follow-up until 2027-01-02"),
        (("done", "ID", "--on", "yesterday"), "email out (for:: follow-up)"),
        (("done", "ID", "--on", "-2d"), "email out (for:: follow-up)"),
        (("dismiss", "--due-before", "today", "--why", "old"), "dismiss follow-up: old"),
        (("log", "Ana", "email in: hello", "--on", "yesterday"), "email in: hello"),
    ],
)
def test_days_may_be_counted_from_today(tool: Tool, words: tuple[str, ...], line: str) -> None:
    """Wherever a command takes a date; the note gets the date."""
    tool.notes(SILENT)
    on = {"yesterday": "2026-12-01", "-2d": "2026-11-30"}.get(words[-1], DAY)
    before = tool.bytes()
    id_ = tool.id_of("follow-up")
    assert tool(*(id_ if word == "ID" else word for word in words)).status == 0
    assert changed(before, tool.bytes()) == [f"{ANA} +- {on} {line}"]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("soon", "'soon' is not a date; write it as 2026-12-01, or as tomorrow, +3d, -2w"),
        ("tomorrow 10:00", "is not a date"),
        ("+99999y", "'+99999y' is too far away"),
    ],
)
def test_a_day_that_is_none_is_refused(tool: Tool, day: str, reason: str) -> None:
    """With the forms that there are."""
    tool.notes(SILENT)
    before = tool.bytes()
    said = tool("snooze", tool.id_of("follow-up"), day)
    assert (said.status, tool.bytes()) == (2, before)
    assert reason in said.err


def test_a_dismissal_is_one_line_in_the_log_with_the_reason(tool: Tool) -> None:
    """The follow-up is gone."""
    tool.notes(SILENT)
    before = tool.bytes()
    assert tool("dismiss", tool.id_of("follow-up"), "--why", "she has\n left").status == 0
    assert changed(before, tool.bytes()) == [f"{ANA} +- {DAY} dismiss follow-up: she has left"]
    assert tool.open() == []


def test_a_line_that_speaks_of_two_is_said_to(tool: Tool) -> None:
    """A log line names a rule and a person; what else it reaches is told."""
    tool.notes(PROMISED)
    one = next(r["id"] for r in tool.open() if "send it" in r["text"])
    said = tool("dismiss", one, "--why", "no")
    assert "the same line speaks of this too: Ana: you promised: call him" in said.err


def test_what_would_not_settle_it_is_not_written(tool: Tool) -> None:
    """Two messages of one day are one attempt, so the second one is still to come."""
    tool.notes({"Ana": SILENT["Ana"].replace("2026-11-20", DAY)})
    before = tool.bytes()
    said = tool("done", tool.id_of("follow-up"))
    assert (said.status, tool.bytes()) == (2, before)
    assert "this would not settle it" in said.err


def test_all_late_ones_are_put_off_at_once(tool: Tool) -> None:
    """After a holiday: one line a person and rule; what is not late stays."""
    tool.notes({**SILENT, "Ben": note("decided_on: 2026-11-02", "status: targeted"), "Eve": note("cadence: weekly")})
    said = tool("snooze", "--late", "+7d")
    assert said.status == 0, said.err
    assert {(r["rule"], r["due"]) for r in tool.open()} == {
        ("follow-up", "2026-12-09"), ("make-contact", "2026-12-09"), ("keep-in-touch", DAY)
    }  # fmt: skip


PLANNED = {"Ana": note("status: met"), TALK: talk("confirmed_on: 2026-11-30", day="2026-12-04", status="scheduled")}


def test_what_belongs_before_a_talk_is_not_put_off_past_it(tool: Tool) -> None:
    """A later day is refused; the day of the talk is the last."""
    tool.notes(PLANNED)
    before = tool.bytes()
    refused = tool("snooze", tool.id_of("research"), "2026-12-05")
    assert (refused.status, tool.bytes()) == (2, before)
    assert "2026-12-05 is after the talk on 2026-12-04: Ana: read up on" in refused.err
    assert "name a day up to that of the talk" in refused.err
    assert tool("snooze", tool.id_of("research"), "2026-12-04").status == 0
    assert f"{ANA} +- {DAY} snooze research until 2026-12-04" in changed(before, tool.bytes())


def test_of_all_that_is_late_what_belongs_before_a_talk_stays(tool: Tool) -> None:
    """It is named; the rest is put off."""
    tool.notes({**PLANNED, "Ben": note("decided_on: 2026-11-02", "status: targeted")})
    before = tool.bytes()
    said = tool("snooze", "--late", "+7d")
    assert said.status == 0
    assert "left as it is, 2026-12-09 is after the talk on 2026-12-04: Ana: read up on" in said.err
    assert f"Contacts/Ben.md +- {DAY} snooze make-contact until 2026-12-09" in changed(before, tool.bytes())
    assert tool.bytes()[ANA] == before[ANA]


def test_all_old_ones_are_dismissed_at_once(tool: Tool) -> None:
    """Those due before the day, with the reason; a dry run shows the lines and writes none."""
    tool.notes({**SILENT, "Ben": note("decided_on: 2026-11-02", "status: targeted")})
    before = tool.bytes()
    shown = tool("dismiss", "--due-before", "2026-11-20", "--why", "old", "--dry-run")
    assert f"+- {DAY} dismiss make-contact: old" in shown.out
    assert tool.bytes() == before
    assert tool("dismiss", "--due-before", "2026-11-20", "--why", "old").status == 0
    assert [r["rule"] for r in tool.open()] == ["follow-up"]


def test_a_rule_that_needs_more_shows_the_command(tool: Tool) -> None:
    """Nothing is written, exit status 2."""
    tool.notes({"Ana": note(), TALK: talk(day="2026-12-01", status="scheduled")})
    before = tool.bytes()
    said = tool("done", tool.id_of("what-happened"))
    assert said.status == 2
    assert 'vaulttool set "Talk" status=done' in said.err
    assert tool.bytes() == before


def test_a_person_without_a_note_is_handled_or_sent_to_make_one(tool: Tool) -> None:
    """Fields of the talk and snoozes are written there; a touch has no log to go to."""
    tool.notes({TALK: talk("no_show: me", status="no-show")})
    said = tool("done", tool.id_of("apologise"))
    assert (said.status, "Contacts/Ana.md" in said.err) == (2, True)
    assert tool("snooze", tool.id_of("apologise"), "+2d").status == 0
    tool.notes({TALK: talk()})
    assert tool("done", tool.id_of("thank-you")).status == 0
    assert b"thank_you_sent: 2026-12-02" in tool.bytes()[TALK]


def test_a_referral_without_a_note_is_sent_to_make_one(tool: Tool) -> None:
    """The one who named them gets no field of theirs."""
    tool.notes({"Ana": note(), TALK: talk(THANKED, 'referrals: ["[[Ben]]"]')})
    said = tool("done", tool.id_of("meet-referral"))
    assert (said.status, "Contacts/Ben.md" in said.err) == (2, True)


def test_each_of_several_people_met_is_thanked_alone(tool: Tool) -> None:
    """Thanks to one do not stand for thanks to the other."""
    both = talk().replace('"[[Ana]]"', '["[[Ana]]", "[[Ben]]"]')
    tool.notes({"Ana": note(), "Ben": note(), TALK: both})
    ana = next(r["id"] for r in tool.open() if r["rule"] == "thank-you" and r["about"] == "Ana")
    assert tool("done", ana).status == 0
    assert [r["about"] for r in tool.open() if r["rule"] == "thank-you"] == ["Ben"]


def test_a_line_with_several_reasons_is_done_as_far_as_one_message_goes(tool: Tool) -> None:
    """The promise has an id of its own; one message to the person needs no check-in beside it."""
    tool.notes({
        "Ana": note("cadence: weekly", body="## Log\n- 2026-11-01 news: x\n- 2026-11-02 email in: hello"),
        TALK: talk(THANKED, day="2026-11-03", body="## Promises\n- [ ] me: send it (by:: 2026-12-01)\n"
                   "## Advice\n- [x] Take it (used:: 2026-11-20)\n"),
    })  # fmt: skip
    line = json.loads(tool("today", "--format", "json").out)[0]
    assert {r["rule"] for r in line["reasons"]} >= {"keep-promise", "tell-advice"}
    before = tool.bytes()
    said = tool("done", str(line["id"])[:5])
    assert said.status == 0, said.err
    lines = changed(before, tool.bytes())
    assert f"{TALK} +- [x] Take it (used:: 2026-11-20) (told:: {DAY})" in lines
    assert "keep-promise" in {r["rule"] for r in tool.open()}
    assert len([entry for entry in lines if entry.startswith(f"{ANA} +")]) == 1


def test_unknown_and_ambiguous_ids_are_told(tool: Tool) -> None:
    """A done one is gone; a beginning that fits several lists them."""
    tool.notes(SILENT)
    id_ = tool.id_of("follow-up")
    assert tool("done", f"^follow-up-{id_.upper()}", "--note", "once more").status == 0
    assert f"- {DAY} email out: once more (for:: follow-up)".encode() in tool.bytes()[ANA]
    assert (tool("done", id_).status, tool("done", "").status) == (1, 1)
