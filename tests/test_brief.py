"""The day sheet: what stands on it, in which order, and that no note can break the page."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from tests.rosters import contact, roster_of
from vaulttool.core.brief import Research, brief_of
from vaulttool.core.prose import own_words
from vaulttool.core.schema import HEADINGS
from vaulttool.report.brief_page import page

ANA = contact(
    "pronouns: she/her", 'org: "[[Acme]]"', "role: Field lead", "phone: 555 0100", "timezone: America/Halifax",
    "curious_about: how a season is planned", 'mutuals: ["[[Noa]]"]', "wants: [a proof-reader]", "can_offer: [maps]",
    body="## Log\n- 2026-11-18 email in: glad to, bring boots",
)  # fmt: skip
TALK = """---
type: interview
contact: "[[Ana Ruiz]]"
date: 2026-12-03T10:00
minutes: 30
format: {format}
place: https://meet.example/ana
purpose: [job]
campaign: "[[Search]]"
---
## Questions
- [ ] Plain one?
- [ ] * Starred one?
- [x] * Asked already?
- [-] Struck?
"""
EARLIER = """---
type: interview
contact: "[[Ana Ruiz]]"
status: done
date: 2026-11-02
summary: seasons begin in March
---
## Questions
- [>] Left from November?
## Advice
- [x] Take the course (used:: 2026-11-10) (effect:: got the post)
## Promises
- [ ] me: send the script (by:: 2026-12-05)
"""
NOTES = {
    "Ana Ruiz": ANA,
    "Noa": contact("relationship: peer"),
    "Interviews/now.md": TALK.format(format="video"),
    "Interviews/before.md": EARLIER,
    "Search.md": "---\ntype: campaign\nintro_text: I keep books and count birds.\n---\n",
}


def sheet(texts: dict[str, str] = NOTES, zone: str = "Europe/London", research: Research = ()) -> str:
    roster = roster_of(texts, "2026-12-02")
    talk = next(talk for talk in roster.talks if talk.note.stem == "now")
    return page(brief_of(talk, roster, zone, research))


def test_s21_who_where_when_in_both_zones_until_when() -> None:
    """S21: the hour on both clocks with its end, the place, the person and the telephone."""
    text = sheet()
    assert text.startswith("# Talk with Ana Ruiz\n")
    assert "Thu 2026-12-03, 10:00–10:30 (Europe/London); for them 06:00–06:30 (America/Halifax)" in text
    assert "by video · <https://meet.example/ana>" in text
    assert "Ana Ruiz (she/her) · Field lead, Acme · phone 555 0100" in text
    assert "say so at 10:30" in text


def test_hours_without_a_zone_to_compare_and_with_another_day() -> None:
    """One clock where theirs is unknown or equal; the weekday where theirs differs."""
    assert "10:00–10:30 · not confirmed yet" in sheet(zone="")
    assert "10:00–10:30 · not confirmed yet" in sheet(zone="America/Halifax")
    texts = NOTES | {"Ana Ruiz": ANA.replace("America/Halifax", "Pacific/Auckland").replace("10:00", "20:00")}
    texts["Interviews/now.md"] = texts["Interviews/now.md"].replace("T10:00", "T20:00")
    assert "for them Fri 2026-12-04, 09:00–09:30 (Pacific/Auckland)" in sheet(texts)


def test_s03_why_this_person_what_we_share_what_was_said() -> None:
    """S03: why them; whom we both know; the last talk, the last words, their advice and what came of it, promises."""
    text = sheet()
    for line in (
        "- **Why them**: how a season is planned",
        "- Noa and Ana Ruiz know each other.",
        "- 2026-11-02, talk: seasons begin in March",
        "- 2026-11-18, email in: glad to, bring boots",
        '- their advice: "Take the course", used 2026-11-10: got the post',
        "- you: send the script, by 2026-12-05",
    ):
        assert f"\n{line}\n" in text


def test_s22_starred_questions_first_with_room_below_each() -> None:
    """S22: starred, then the rest, then what was left open; each with lines to write on; none that is settled."""
    text = sheet()
    asked = re.findall(r"^\d+\. (.+)$", text, re.M)
    assert asked == ["Starred one?", "Plain one?", "Left from November?"]
    assert all(re.search(rf"{re.escape(q)}\n\n_{{20,}}\n\n_{{20,}}\n", text) for q in asked)


def test_s24_who_i_am_only_if_asked() -> None:
    """S24: the campaign's words stand under their own heading; with none, it says where to write them."""
    assert "## Only if asked\n\nI keep books and count birds.\n" in sheet()
    assert "`intro_text`" in sheet({key: text for key, text in NOTES.items() if key != "Search.md"})


def test_s02_s23_no_job_asking() -> None:
    """S02, S23: the page says what this talk is not."""
    assert "do not ask for a job" in sheet()


def test_s20_dress_is_said_or_asked_for() -> None:
    """S20: what to wear as noted; in person and on video a reminder while nothing is; none by phone."""
    texts = {"Ana Ruiz": ANA, "Interviews/now.md": TALK.format(format="in-person\ndress: boots, tidy")}
    assert "- **Wear**: boots, tidy\n" in sheet(texts)
    assert "- **Wear**: not decided yet" in sheet()
    texts["Interviews/now.md"] = TALK.format(format="phone")
    assert "you will not be seen" in sheet(texts)


def test_s29_s31_s32_closing_steps() -> None:
    """S29, S31, S32: thanks, what I could do with their wants and my offers, the tour in person only."""
    text = sheet()
    assert "Thank them for their time." in text
    assert "Ask what you could do for them (they want a proof-reader; you could offer maps)." in text
    assert "shown round" not in text
    assert "shown round" in sheet({"Ana Ruiz": ANA, "Interviews/now.md": TALK.format(format="in-person")})


def test_s17_research_on_person_and_organisation_is_shown() -> None:
    """S17: what was read up stands under the name of the note it comes from."""
    text = sheet(research=(("Ana Ruiz", ("wrote on crews",)), ("Acme", ("sixty people",)), ("Empty", ())))
    assert "**Ana Ruiz**\n\n- wrote on crews\n\n**Acme**\n\n- sixty people\n" in text
    assert "Empty" not in text


def test_research_is_what_was_written_freely() -> None:
    """Words outside our sections, without tasks, comments, code and markup; those of one section when asked."""
    body = (
        "# Acme\n\nDigs out **old** drains, see [[Marsh Trust|the trust]].\n%% hidden\nstill %%\n"
        "- a * b\n> quoted\n- [ ] a task\n```\ncode\n```\n## Log\n- 2026-11-18 email out: hello\n"
        "## Prepare\n- read the report\n"
    )
    assert own_words(body, HEADINGS, "") == ("Digs out old drains, see the trust.", "a * b", "quoted")
    assert own_words(body, HEADINGS, "prepare") == ("read the report",)


def test_two_people_are_both_on_the_sheet() -> None:
    """Each of those met has a line; what is shared and said is told apart by name."""
    texts = NOTES | {
        "Bo": contact("curious_about: the budget", "met_where: a fair"),
        "Interviews/now.md": TALK.format(format="video").replace('"[[Ana Ruiz]]"', '["[[Ana Ruiz]]", "[[Bo]]"]'),
    }
    text = sheet(texts)
    assert "# Talk with Ana Ruiz and Bo\n" in text
    assert "- Bo: You met at a fair.\n" in text
    assert "- **Why Bo**: the budget\n" in text


def test_somebody_without_a_note_and_an_empty_note() -> None:
    """A talk with a bare name still has a sheet, and says where questions come from."""
    text = sheet({"Interviews/now.md": "---\ntype: interview\ncontact: Zed\ndate: 2026-12-03\n---\n"})
    assert text.startswith("# Talk with Zed\n")
    assert "Thu 2026-12-03, 20 minutes" in text
    assert "`vaulttool questions --for NAME`" in text


def test_do_not_contact_is_said_first() -> None:
    """A sheet for somebody barred begins by saying so."""
    text = sheet(NOTES | {"Ana Ruiz": ANA.replace("type: contact", "type: contact\ndo_not_contact: true")})
    assert text.split("\n")[2] == "**Ana Ruiz is marked as not to be contacted.**"


_HOSTILE = st.text(st.sampled_from("#-*[]()<>|`>!x 1.\\\n_~^%=:&;{}$"), max_size=30)


@examples(60)
@given(_HOSTILE, _HOSTILE)
def test_no_note_makes_structure_of_its_own(place: str, question: str) -> None:
    """Whatever stands in fields and questions, headings and list items stay the page's own; no task appears."""
    quoted = place.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    talk = TALK.format(format="video").replace("https://meet.example/ana", f'"{quoted}"')
    words = question.replace("\n", " ")
    plain = sheet()
    text = sheet(NOTES | {"Interviews/now.md": talk.replace("Plain one?", f"Q {words} Q")})
    for mark in (r"^#+ .*$", r"^(?!#)[-*+>] ?\[.\]", r"^```", r"^\s*<[!/a-zA-Z](?!ttp)"):
        assert len(re.findall(mark, text, re.M)) == len(re.findall(mark, plain, re.M))
