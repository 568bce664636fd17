"""Drafts of messages: every kind filled from notes, what is missing named, nobody's rules broken."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.support import desk_of, parsed
from vaulttool.core.drafts import (
    KINDS,
    Draft,
    DraftRefused,
    FieldsMissing,
    Template,
    Wish,
    mailto,
    read_template,
    saved_note,
    saved_path,
    set_scene,
    write_draft,
)
from vaulttool.core.followups import RULES
from vaulttool.core.settings import Settings

MESSAGES = Path(__file__).parent.parent / "vault_template" / "Templates" / "messages"
TODAY = "2026-12-02"

ANA = """---
type: contact
email: ana@acme.example
org: "[[Acme Wetlands]]"
role: field lead
curious_about: how a field season is planned
status: targeted
---
"""
TALK = """---
type: interview
contact: "[[Ana Ruiz]]"
status: done
date: 2026-11-27T10:00
thank_you_specific: the point about seasonal crews
---
"""


def packaged(kind: str) -> Template:
    """The template that a new vault begins with."""
    return read_template(f"{kind}.md", (MESSAGES / f"{kind}.md").read_bytes(), Settings())


def draft(
    kind: str, name: str, texts: dict[str, str], today: str = TODAY, template: Template | None = None,
    wish: Wish | None = None, settings: Settings | None = None,
) -> Draft:  # fmt: skip
    """A draft of this kind for the contact of this name."""
    notes = parsed(texts, settings)
    desk = desk_of(notes, today, settings)
    person = desk.dossier(notes[f"Contacts/{name}.md"])
    return write_draft(set_scene(KINDS[kind], person, desk, wish or Wish()), template or packaged(kind))


def own(text: str, subject: str = "Hello") -> Template:
    """A template of the user's own."""
    return read_template("Templates/messages/own.md", f'---\nsubject: "{subject}"\n---\n{text}'.encode(), Settings())


# The table


def test_every_kind_has_a_template_that_asks_for_what_the_table_says() -> None:
    """The table of kinds and the packaged templates name the same fields; `always` is among them."""
    assert {path.stem for path in MESSAGES.glob("*.md")} == set(KINDS)
    for kind in KINDS.values():
        assert set(packaged(kind.name).placeholders) == set(kind.needs), kind.name
        assert set(kind.always) <= set(kind.needs)
        assert bool(packaged(kind.name).subject) == kind.subject


def test_every_rule_with_a_draft_is_served_by_that_kind() -> None:
    """A follow-up names a kind that exists, and the kind names the rule back."""
    for rule in RULES:
        if rule.draft:
            assert rule.name in KINDS[rule.draft].rules
    assert {rule for kind in KINDS.values() for rule in kind.rules} <= {rule.name for rule in RULES}


# Outreach: S12 to S15


def test_s15_outreach_says_whom_what_for_and_how_long() -> None:
    """The first message names their work, asks to learn about job and organisation, for 20 minutes, and no job."""
    made = draft("outreach-direct", "Ana Ruiz", {"Ana Ruiz": ANA})
    assert (made.to, made.email, made.subject) == (
        "Ana Ruiz", "ana@acme.example", "A question about your work at Acme Wetlands",
    )  # fmt: skip
    assert made.text.startswith("Dear Ana,\n\nI am finding out which work suits me, and yours as field lead at Acme")
    assert "how a field season is planned" in made.text
    assert "20 minutes" in made.text
    assert "learn about your job and about Acme Wetlands" in made.text
    assert made.findings == ()


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ('introduced_by: "[[Noa Bell]]"', "Noa Bell introduced us, for which I am grateful. I am finding out"),
        ('referred_by: ["[[Flo Hart]]"]', "Flo Hart suggested that I write to you. I am finding out"),
        ('mutuals: ["[[Ben Ode]]", "[[Noa Bell]]"]', "We both know Ben Ode. I am finding out"),
    ],
)
def test_s15_outreach_names_the_link_between_us(field: str, sentence: str) -> None:
    """Who introduced us or named them stands first; without one there is no gap."""
    made = draft("outreach-direct", "Ana Ruiz", {"Ana Ruiz": ANA.replace("status:", f"{field}\nstatus:")})
    assert f"Dear Ana,\n\n{sentence}" in made.text


def test_an_interview_says_who_named_them() -> None:
    """`referrals` in the interview with Flo is as good as `referred_by`."""
    texts = {
        "Ana Ruiz": ANA,
        "Flo Hart": "---\ntype: contact\n---\n",
        "Interviews/t.md": '---\ntype: interview\ncontact: "[[Flo Hart]]"\nstatus: done\ndate: 2026-11-20\n'
        'referrals: ["[[Ana Ruiz]]"]\n---\n',
    }
    assert "Flo Hart suggested that I write to you." in draft("outreach-direct", "Ana Ruiz", texts).text


def test_s12_reintroduce_names_where_and_when_we_met() -> None:
    """The place and the day of the first meeting open the message."""
    note = ANA.replace("status:", "met_where: the Delta seed fair\nmet_on: 2024-05-16\nstatus:")
    made = draft("outreach-reintroduce", "Ana Ruiz", {"Ana Ruiz": note})
    assert "We met at the Delta seed fair (16 May 2024)" in made.text
    assert made.subject == "We met at the Delta seed fair"


def test_s13_introduction_goes_to_the_introducer_with_a_paragraph_to_pass_on() -> None:
    """Written to Noa, about Ana; what stands below the line is for Ana to read."""
    texts = {
        "Ana Ruiz": ANA.replace("status:", 'intro_via: "[[Noa Bell]]"\nstatus:'),
        "Noa Bell": "---\ntype: contact\nemail: noa@bell.example\nrole: potter\ncurious_about: glazes\n---\n",
    }
    made = draft("ask-introduction", "Ana Ruiz", texts)
    request, forward = made.text.split("\n---\n")
    assert (made.to, made.email, made.path) == ("Noa Bell", "noa@bell.example", "Contacts/Noa Bell.md")
    assert request.startswith("Dear Noa,\n\nYou know Ana Ruiz, I believe.")
    assert "20 minutes with Ana Ruiz to learn about the job of field lead and about Acme Wetlands" in forward
    assert "glazes" not in made.text
    assert made.findings == ()


def test_introducer_without_a_note_is_written_to_by_name() -> None:
    """A plain name in `intro_via` is enough; that there is no address is said."""
    made = draft("ask-introduction", "Ana Ruiz", {"Ana Ruiz": ANA.replace("status:", "intro_via: Noa Bell\nstatus:")})
    assert made.text.startswith("Dear Noa,")
    assert any("No email address on file" in hint and "a note for Noa Bell" in hint for hint in made.hints)


def test_introduction_without_introducer_is_refused() -> None:
    """Nobody in `intro_via`: the field, the note, and who might be asked."""
    note = ANA.replace("status:", 'mutuals: ["[[Ben Ode]]"]\nstatus:')
    with pytest.raises(FieldsMissing) as refused:
        draft("ask-introduction", "Ana Ruiz", {"Ana Ruiz": note})
    assert 'intro_via: "[[Name]]"` into Contacts/Ana Ruiz.md' in refused.value.remedy
    assert "Ben Ode" in refused.value.remedy


SHELF = {
    "Shareables/Map.md": '---\ntype: shareable\nurl: https://map.example/a\ntopics: [Wetlands]\nfound_on: 2026-11-01\n'
    "why: It shows the crews.\n---\n",
    "Shareables/Diary.md": "---\ntype: shareable\nurl: https://diary.example\ntopics: [wetlands]\n"
    "found_on: 2026-10-01\nwhy: It is honest\n---\n",
}  # fmt: skip


def test_s14_article_comes_from_the_shelf() -> None:
    """Without `hook_url` the newest thing that fits their topics is offered."""
    note = ANA.replace("status:", "topics: [wetlands]\nstatus:")
    assert "https://map.example/a" in draft("outreach-article", "Ana Ruiz", {"Ana Ruiz": note, **SHELF}).text


def test_s14_article_sent_before_is_never_offered_again() -> None:
    """What names her in `sent_to` is passed over, even when `hook_url` holds its address."""
    note = ANA.replace("status:", "topics: [wetlands]\nhook_url: https://www.map.example/a/\nstatus:")
    sent = {**SHELF, "Shareables/Map.md": SHELF["Shareables/Map.md"].replace("why:", 'sent_to: ["[[Ana Ruiz]]"]\nwhy:')}
    made = draft("outreach-article", "Ana Ruiz", {"Ana Ruiz": note, **sent})
    assert "https://diary.example" in made.text
    assert "map.example" not in made.text


@pytest.mark.parametrize(
    "log",
    [
        "- 2026-11-20 email out: sent https://map.example/a (for:: share)",
        "- 2026-11-20 email out: hello (for:: outreach)",
    ],
)
def test_s14_a_page_that_went_out_with_a_message_counts_as_sent(log: str) -> None:
    """The log names the page, or the first message of the article approach has gone out."""
    note = (
        ANA.replace("status:", "hook_url: https://map.example/a\napproach: article\nstatus:") + f"\n## Log\n\n{log}\n"
    )
    with pytest.raises(FieldsMissing, match="hook_url") as refused:
        draft("outreach-article", "Ana Ruiz", {"Ana Ruiz": note})
    assert "https://map.example/a was sent to them already" in refused.value.remedy


def test_s14_share_brings_the_thing_and_why() -> None:
    """Name, address and reason; nothing that fits is said, with how to fill the shelf."""
    note = ANA.replace("status:", "topics: [wetlands]\nstatus:")
    made = draft("share", "Ana Ruiz", {"Ana Ruiz": note, **SHELF})
    assert "Map, https://map.example/a\n\nIt shows the crews.\n" in made.text
    with pytest.raises(FieldsMissing, match="shareable") as refused:
        draft("share", "Ana Ruiz", {"Ana Ruiz": ANA, **SHELF})
    assert "write their `topics: [...]` into Contacts/Ana Ruiz.md" in refused.value.remedy


# What is missing


def test_all_missing_fields_are_named_at_once_with_the_note_and_the_line_to_write() -> None:
    """Never a blank: a tiny note gives three lines of what to write, and no draft."""
    with pytest.raises(FieldsMissing) as refused:
        draft("outreach-direct", "Ana Ruiz", {"Ana Ruiz": "---\ntype: contact\n---\n"})
    assert [lack.field for lack in refused.value.lacks] == ["org", "role", "curious_about"]
    assert "no outreach-direct draft for Ana Ruiz yet; missing: org, role, curious_about" in refused.value.message
    assert "role: write `role: ...` into Contacts/Ana Ruiz.md (what they do there)" in refused.value.remedy


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_ever_leaves_a_blank(kind: str) -> None:
    """For somebody of whom nothing is known each kind is refused, with what to do."""
    with pytest.raises(DraftRefused) as refused:
        draft(kind, "Ana Ruiz", {"Ana Ruiz": "---\ntype: contact\n---\n"})
    assert refused.value.remedy


def test_a_placeholder_nobody_knows_is_named_with_the_likely_one() -> None:
    """A slip in the user's own template is told, with the name that was meant."""
    with pytest.raises(FieldsMissing) as refused:
        draft("check-in", "Ana Ruiz", {"Ana Ruiz": ANA}, template=own("Dear {{frist_name}},"))
    assert "or is {{first_name}} meant?" in refused.value.remedy


def test_own_fields_and_own_templates_work() -> None:
    """Any field of the note may stand in a template, those that only the user knows too."""
    note = ANA.replace("status:", "first_name: Anita\ndog: Rex\nschools: [Delta College, Reed Hall]\nstatus:")
    made = draft("check-in", "Ana Ruiz", {"Ana Ruiz": note}, template=own("Dear {{first_name}}, {{dog}}, {{schools}}"))
    assert made.text == "Dear Anita, Rex, Delta College and Reed Hall"


def test_do_not_contact_is_a_hard_stop() -> None:
    """Neither to them nor about them."""
    barred = ANA.replace("status:", 'do_not_contact: true\nintro_via: "[[Noa Bell]]"\nstatus:')
    texts = {"Ana Ruiz": barred, "Noa Bell": "---\ntype: contact\n---\n"}
    for kind in ("outreach-direct", "ask-introduction"):
        with pytest.raises(DraftRefused, match="Ana Ruiz is not to be contacted"):
            draft(kind, "Ana Ruiz", texts)


# After the talk: S38, S41, S42


def test_thank_you_names_one_thing_in_card_and_email() -> None:
    """S38: the card comes first when there is an address; it has 60 to 90 words."""
    note = ANA.replace("status:", "address: 12 Ferry Lane\nstatus:")
    made = draft("thank-you", "Ana Ruiz", {"Ana Ruiz": note, "Interviews/t.md": TALK})
    assert [part.title for part in made.parts] == ["Card", "Email"]
    assert made.address == "12 Ferry Lane"
    assert all("the point about seasonal crews" in part.text for part in made.parts)
    assert 60 <= len(made.parts[0].text.split()) <= 90
    assert made.findings == ()


def test_scenario_4_without_an_address_the_email_comes_first() -> None:
    """The card is due and there is no postal address: a hint, and the email form."""
    made = draft("thank-you", "Ana Ruiz", {"Ana Ruiz": ANA, "Interviews/t.md": TALK})
    assert [part.title for part in made.parts] == ["Email", "Card"]
    assert made.address == ""
    assert "No postal address on file: the email comes first." in made.hints[0]
    assert "`address: ...` into Contacts/Ana Ruiz.md" in made.hints[0]


def test_the_form_of_the_interview_comes_first() -> None:
    """By email as the interview says, though there is an address; then no word about addresses."""
    note = ANA.replace("status:", "address: 12 Ferry Lane\nstatus:")
    talk = TALK.replace("status:", "thank_you_form: email\nstatus:")
    made = draft("thank-you", "Ana Ruiz", {"Ana Ruiz": note, "Interviews/t.md": talk})
    assert [part.title for part in made.parts] == ["Email", "Card"]
    assert (made.address, made.hints) == ("", ())


def test_s38_thank_you_without_the_one_thing_is_refused() -> None:
    """`thank_you_specific` belongs in the interview, and the message says so."""
    talk = TALK.replace("thank_you_specific: the point about seasonal crews\n", "")
    with pytest.raises(FieldsMissing) as refused:
        draft("thank-you", "Ana Ruiz", {"Ana Ruiz": ANA, "Interviews/t.md": talk})
    assert "write `thank_you_specific: ...` into Interviews/t.md (the one thing to name)" in refused.value.remedy


def test_thanks_are_for_the_talk_not_thanked_yet() -> None:
    """Of two talks the one without thanks is meant, though it is not the latest."""
    thanked = TALK.replace("2026-11-27", "2026-11-30").replace("seasonal crews", "maps")
    texts = {"Ana Ruiz": ANA, "Interviews/a.md": TALK}
    texts["Interviews/b.md"] = thanked.replace("status: done", "status: closed")
    assert "seasonal crews" in draft("thank-you", "Ana Ruiz", texts).text


def test_late_thanks_are_still_worth_sending() -> None:
    """Two months on the draft says so, kindly."""
    made = draft("thank-you", "Ana Ruiz", {"Ana Ruiz": ANA, "Interviews/t.md": TALK}, today="2027-01-27")
    assert "The talk was on 27 November; a late thank-you is still worth sending." in made.hints


def advice(line: str) -> dict[str, str]:
    return {"Ana Ruiz": ANA, "Interviews/t.md": f"{TALK}\n## Advice\n\n{line}\n"}


def test_s42_update_names_advice_day_and_effect() -> None:
    """They like to learn how they helped."""
    line = "- [x] Take the [[Plants|wetland plant]] course (used:: 2026-11-30) (effect:: got the field post.)"
    made = draft("update-advice", "Ana Ruiz", advice(line))
    assert (
        "You gave me this advice: Take the wetland plant course. I followed it on 30 November, "
        "and this came of it: got the field post.\n" in made.text
    )


@pytest.mark.parametrize("effect", ["", " (effect:: )"])
def test_s42_scenario_6_update_is_refused_until_the_effect_is_written(effect: str) -> None:
    """Advice is used, and what came of it is not said: the line that lacks it is named."""
    with pytest.raises(FieldsMissing) as refused:
        draft("update-advice", "Ana Ruiz", advice(f"- [x] Take the course (used:: 2026-11-30){effect}"))
    assert [lack.field for lack in refused.value.lacks] == ["effect"]
    where = "write `(effect:: what came of it)` at the end of line 11 of Interviews/t.md: Take the course"
    assert where in refused.value.remedy


def test_s42_effect_is_asked_for_whatever_the_template_says() -> None:
    """A template of one's own that leaves the effect out does not get round it."""
    with pytest.raises(FieldsMissing, match="missing: effect"):
        draft(
            "update-advice", "Ana Ruiz", advice("- [x] Take the course (used:: 2026-11-30)"),
            template=own("Dear {{first_name}}, I did it: {{advice}}"),
        )  # fmt: skip


def test_advice_not_used_or_told_already_has_no_update() -> None:
    """There is nothing new to tell."""
    for line in ("- [ ] Take the course", "- [x] Take it (used:: 2026-11-30) (effect:: a post) (told:: 2026-12-01)"):
        with pytest.raises(FieldsMissing, match="advice"):
            draft("update-advice", "Ana Ruiz", advice(line))


def test_advice_with_an_effect_goes_before_an_older_one_without() -> None:
    """What can be told is told; the other waits for its effect."""
    lines = "- [x] Learn Latin (used:: 2026-11-28)\n- [x] Walk the wall (used:: 2026-11-30) (effect:: saw terns)"
    assert "Walk the wall" in draft("update-advice", "Ana Ruiz", advice(lines)).text


REFERRED = {
    "Flo Hart": "---\ntype: contact\n---\n",
    "Ana Ruiz": ANA.replace("status: targeted", 'referred_by: "[[Flo Hart]]"'),
    "Interviews/t.md": TALK.replace("status:", "summary: Crews are chosen for how they walk together\nstatus:"),
}


@pytest.mark.parametrize("name", ["Flo Hart", "Ana Ruiz"])
def test_s41_referrer_hears_of_the_talk(name: str) -> None:
    """Named by either end, the message goes to the one who named the other."""
    made = draft("update-referral", name, REFERRED)
    assert made.to == "Flo Hart"
    assert (
        "talk to Ana Ruiz, and I have. What I took from it: Crews are chosen for how they walk together." in made.text
    )
    assert len(made.parts) == 1
    assert made.findings == ()


def test_s41_referrer_hears_of_silence_and_of_a_no() -> None:
    """No talk came of it: another text, and no summary is asked for."""
    declined = {
        **REFERRED,
        "Ana Ruiz": REFERRED["Ana Ruiz"].replace("type: contact", "type: contact\nstatus: declined"),
    }
    del declined["Interviews/t.md"]
    made = draft("update-referral", "Flo Hart", declined)
    assert "I wrote to them, and it does not suit just now." in made.text
    silent = REFERRED["Ana Ruiz"] + (
        "\n## Log\n\n- 2026-10-01 email out: hello (for:: outreach)\n- 2026-10-15 email out: again (for:: follow-up)\n"
    )
    made = draft("update-referral", "Flo Hart", {**declined, "Ana Ruiz": silent})
    assert "I wrote to them, and I have had no answer so far." in made.text


def test_s41_of_two_referrals_the_untold_one_is_told() -> None:
    """An update since the first talk closes that loop; the second is open. `about` chooses the other one."""
    ben = REFERRED["Ana Ruiz"]
    texts = {
        **REFERRED,
        "Ben Ode": ben,
        "Interviews/u.md": REFERRED["Interviews/t.md"].replace("Ana Ruiz", "Ben Ode").replace("11-27", "12-01"),
        "Flo Hart": "---\ntype: contact\n---\n\n## Log\n\n- 2026-11-28 email out: met Ana (for:: update)\n",
    }
    assert "talk to Ben Ode" in draft("update-referral", "Flo Hart", texts).text
    about = parsed(texts)["Contacts/Ana Ruiz.md"]
    assert "talk to Ana Ruiz" in draft("update-referral", "Flo Hart", texts, wish=Wish(about=about)).text


def test_nobody_named_by_them_has_no_update() -> None:
    """No referral: refused, with how to write one."""
    with pytest.raises(DraftRefused, match="no news of anybody whom Ana Ruiz named") as refused:
        draft("update-referral", "Ana Ruiz", {"Ana Ruiz": ANA})
    assert 'referred_by: "[[Ana Ruiz]]"' in refused.value.remedy


@pytest.mark.parametrize("name", ["Noa Bell", "Ana Ruiz"])
def test_introducer_is_thanked_once_we_talked(name: str) -> None:
    """Written to the introducer, naming what came of it."""
    texts = {
        "Noa Bell": "---\ntype: contact\n---\n",
        "Ana Ruiz": ANA.replace("status: targeted", 'introduced_by: "[[Noa Bell]]"\nintroduced_on: 2026-11-20'),
        "Interviews/t.md": REFERRED["Interviews/t.md"],
    }
    made = draft("thank-introducer", name, texts)
    assert (made.to, made.subject) == ("Noa Bell", "Thank you for introducing me to Ana Ruiz")
    assert made.findings == ()


# The other kinds


def test_confirm_says_the_time_in_both_zones() -> None:
    """The talk that is to come, with place and minutes, on either clock."""
    talk = (
        '---\ntype: interview\ncontact: "[[Ana Ruiz]]"\nstatus: scheduled\ndate: 2026-12-03T01:00\nminutes: 30\n'
        "place: https://meet.example\ntimezone: America/Halifax\n---\n"
    )
    made = draft("confirm", "Ana Ruiz", {"Ana Ruiz": ANA, "Interviews/t.md": talk}, wish=Wish(zone="Europe/London"))
    when = "Thursday 3 December, 01:00 London time (21:00 Halifax time on Wednesday 2 December)"
    assert when in made.subject
    assert f"{when}, https://meet.example. I have planned 30 minutes" in made.text


def test_offer_times_shows_each_time_in_both_zones() -> None:
    """Times given in my time; theirs from the contact's note."""
    note = ANA.replace("status:", "timezone: America/Halifax\nstatus:")
    wish = Wish(times=(datetime(2026, 12, 8, 10, 0),), zone="Europe/London")
    made = draft("offer-times", "Ana Ruiz", {"Ana Ruiz": note}, wish=wish)
    assert "\n- Tuesday 8 December, 10:00 London time (06:00 Halifax time)\n" in made.text
    assert (made.findings, made.hints) == ((), ())


def test_times_without_their_zone_say_so() -> None:
    """One clock only, and which field is missing."""
    wish = Wish(times=(datetime(2026, 12, 8, 10, 0),), zone="Europe/London")
    made = draft("offer-times", "Ana Ruiz", {"Ana Ruiz": ANA}, wish=wish)
    assert "- Tuesday 8 December, 10:00 London time\n" in made.text
    assert any("`timezone: ...` into Contacts/Ana Ruiz.md" in hint for hint in made.hints)


def test_times_left_out_are_asked_for() -> None:
    """No field holds them: the option does."""
    with pytest.raises(FieldsMissing) as refused:
        draft("offer-times", "Ana Ruiz", {"Ana Ruiz": ANA})
    assert "--times; write them as `Tue 10:00, Thu 15:00`" in refused.value.remedy


def test_connect_fits_300_characters() -> None:
    """A longer one thing to name makes it too long, and the draft says so."""
    texts = {"Ana Ruiz": ANA, "Interviews/t.md": TALK}
    assert draft("connect", "Ana Ruiz", texts).findings == ()
    texts["Interviews/t.md"] = TALK.replace("the point about seasonal crews", "the point about crews " * 12)
    found = draft("connect", "Ana Ruiz", texts).findings
    assert [fault.rule for fault in found] == ["too-long"]


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("check-in", "next_touch_why: your exhibition opens", "I was thinking of you: your exhibition opens."),
        ("reconnect", "last_contact: 2025-08-30\ntopics: [terns, salt, maps]",
         "last in touch on 30 August 2025, and I have often thought of what you told me about terns, salt and maps."),
        ("decline-gracefully", "", "nothing against Acme Wetlands;"),
        ("congratulate", "birthday: 12-05", "something to celebrate: your birthday on 5 December."),
    ],
)  # fmt: skip
def test_kinds_that_live_on_the_contact_alone(kind: str, fields: str, words: str) -> None:
    """Filled from the contact's fields, without faults."""
    made = draft(kind, "Ana Ruiz", {"Ana Ruiz": ANA.replace("status:", f"{fields}\nstatus:" if fields else "status:")})
    assert words in made.text
    assert made.findings == ()


def test_check_in_takes_what_was_agreed_in_the_room() -> None:
    """`follow_up_why` of the interview serves when the contact says nothing."""
    talk = TALK.replace("status:", "follow_up_on: 2026-12-02\nfollow_up_why: after your first week\nstatus:")
    texts = {"Ana Ruiz": ANA, "Interviews/t.md": talk}
    assert "after your first week" in draft("check-in", "Ana Ruiz", texts).text


def test_congratulations_are_on_the_latest_news_not_congratulated_yet() -> None:
    """A log line says the news; one that was answered is over."""
    log = (
        "\n## Log\n\n- 2026-10-01 news: a prize\n- 2026-10-02 email out: well done (for:: congrats)\n"
        "- 2026-11-30 news: now Analyst at Marsh\n"
    )
    assert "celebrate: now Analyst at Marsh." in draft("congratulate", "Ana Ruiz", {"Ana Ruiz": ANA + log}).text
    newest_first = "\n## Log\n\n- 2026-11-28 news: now Director\n- 2026-03-01 news: now Analyst\n"
    assert "celebrate: now Director." in draft("congratulate", "Ana Ruiz", {"Ana Ruiz": ANA + newest_first}).text


def test_campaign_closed_says_question_and_answer() -> None:
    """From the campaign; without an outcome the campaign's note is named."""
    campaign = "---\ntype: campaign\nquestion: Which work suits me?\noutcome: fieldwork, from spring on\n---\n"
    note = ANA.replace("status:", 'campaign: "[[Search]]"\nstatus:')
    made = draft("campaign-closed", "Ana Ruiz", {"Ana Ruiz": note, "Campaigns/Search.md": campaign})
    assert "Which work suits me? Now there is an answer: fieldwork, from spring on." in made.text
    unfinished = campaign.replace("outcome: fieldwork, from spring on\n", "")
    with pytest.raises(FieldsMissing, match="outcome") as refused:
        draft("campaign-closed", "Ana Ruiz", {"Ana Ruiz": note, "Campaigns/Search.md": unfinished})
    assert "into Campaigns/Search.md (how it ended)" in refused.value.remedy


def test_apology_is_for_the_talk_i_missed() -> None:
    """Only a no-show of mine counts."""
    talk = '---\ntype: interview\ncontact: "[[Ana Ruiz]]"\nstatus: no-show\nno_show: {}\ndate: 2026-12-01T10:00\n---\n'
    texts = {"Ana Ruiz": ANA, "Interviews/t.md": talk.format("me")}
    assert "I missed our talk on 1 December." in draft("apology-missed", "Ana Ruiz", texts).text
    with pytest.raises(FieldsMissing, match="date"):
        draft("apology-missed", "Ana Ruiz", {**texts, "Interviews/t.md": talk.format("them")})


def test_follow_up_is_shorter_than_the_first_message() -> None:
    """The same thread, fewer words."""
    first, second = (draft(kind, "Ana Ruiz", {"Ana Ruiz": ANA}) for kind in ("outreach-direct", "follow-up"))
    assert len(second.text.split()) < len(first.text.split())
    assert second.subject == f"Re: {first.subject}"


# Hints


def test_s09_an_ask_that_comes_too_soon_or_too_often_is_said() -> None:
    """A message yesterday; two messages without an answer."""
    log = "\n## Log\n\n- 2026-12-01 email out: hello (for:: outreach)\n"
    hints = draft("follow-up", "Ana Ruiz", {"Ana Ruiz": ANA + log}).hints
    assert any("You wrote to them on 1 December; leave 3 days" in hint for hint in hints)
    log = log.replace("12-01", "10-01") + "- 2026-10-20 email out: again (for:: follow-up)\n"
    hints = draft("follow-up", "Ana Ruiz", {"Ana Ruiz": ANA + log}).hints
    assert any("2 times without an answer" in hint for hint in hints)


def test_notes_speak_of_them_and_messages_to_them() -> None:
    """`how he chooses` in a note to him is pointed out; a note about nobody in particular is not."""
    texts = {"Ana Ruiz": ANA, "Interviews/t.md": TALK.replace("the point about seasonal crews", "how she picks crews")}
    assert any("'she'" in hint for hint in draft("thank-you", "Ana Ruiz", texts).hints)
    texts["Interviews/t.md"] = TALK
    assert not any("Your note says" in hint for hint in draft("thank-you", "Ana Ruiz", texts).hints)


def test_s24_who_i_am_is_for_when_they_ask() -> None:
    """No packaged message tells about me; one of my own that does is pointed out."""
    assert not any("intro_text" in (*packaged(kind).placeholders, *packaged(kind).optional) for kind in KINDS)
    texts = {"Ana Ruiz": ANA, "Campaigns/Search.md": "---\ntype: campaign\nintro_text: I count birds.\n---\n"}
    made = draft("outreach-direct", "Ana Ruiz", texts, template=own("Dear {{first_name}}, {{intro_text}}"))
    assert "It says who you are (`intro_text`): keep that for when you are asked." in made.hints


def test_comments_of_a_template_are_not_sent() -> None:
    """What is between `%%` or in an HTML comment is for whoever edits it; Windows line ends are fine."""
    template = own("%% mine %%Dear {{first_name}},\r\n\r\n<!-- note\r\nto self -->Hello\r\n")
    assert draft("check-in", "Ana Ruiz", {"Ana Ruiz": ANA}, template=template).text == "Dear Ana,\n\nHello"


# Where it goes


def test_mailto_link_can_be_read_back() -> None:
    """Address, subject and text survive, line ends are those of mail, and nothing adds another header."""
    from urllib.parse import parse_qs, urlsplit

    note = ANA.replace("ana@acme.example", "ana+x?bcc=eve@acme.example")
    made = draft("thank-you", "Ana Ruiz", {"Ana Ruiz": note, "Interviews/t.md": TALK.replace("crews", "crews & co?")})
    link = urlsplit(mailto(made))
    asked = parse_qs(link.query, strict_parsing=True)
    assert link.path == "ana%2Bx%3Fbcc%3Deve@acme.example"
    assert set(asked) == {"subject", "body"}
    assert asked["body"] == [made.parts[0].text.replace("\n", "\r\n")]
    assert made.parts[0].title == "Email"


def test_mailto_needs_an_email() -> None:
    """A note beside a request to connect is none; a person without address has none."""
    texts = {"Ana Ruiz": ANA, "Interviews/t.md": TALK}
    with pytest.raises(DraftRefused, match="no email"):
        mailto(draft("connect", "Ana Ruiz", texts))
    with pytest.raises(DraftRefused, match="no email address of Ana Ruiz") as refused:
        mailto(draft("thank-you", "Ana Ruiz", {**texts, "Ana Ruiz": ANA.replace("email: ana@acme.example\n", "")}))
    assert "Contacts/Ana Ruiz.md" in refused.value.remedy


def test_a_saved_draft_is_no_note_of_ours() -> None:
    """Read back it has no kind, no findings, and counts for nothing; its name can stand on any disk."""
    note = 'a: "b" [[x]]'
    texts = {"Ana Ruiz": ANA.replace("type: contact", f"type: contact\nname: 'Ana/Ruiz: {note}'")}
    made = draft("outreach-direct", "Ana Ruiz", texts)
    path = saved_path(made, date(2026, 12, 2))
    assert path == "Drafts/2026-12-02 outreach-direct Ana Ruiz a b x.md"
    assert saved_path(made, date(2026, 12, 2), 2) == path.replace(".md", " 2.md")
    read = parsed({path: saved_note(made, date(2026, 12, 2))})[path]
    assert (read.kind, read.findings) == ("", ())
    assert read.text("subject") == made.subject
