"""Choosing questions for a talk: coverage, number, stars, what is left out, on the vault's own bank."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from tests.rosters import contact, roster_of
from tests.support import parsed
from vaulttool.core.question_picker import Occasion, Picked, as_line, bank, pick, pick_for
from vaulttool.core.questions import is_homework, next_talk, question_key
from vaulttool.core.schema import CATEGORIES, REQUIRED_CATEGORIES

FOLDER = Path(__file__).parent.parent / "vault_template" / "Questions"
NOTES = tuple(parsed({f"Questions/{f.name}": f.read_text() for f in sorted(FOLDER.glob("*.md"))}).values())
BANK = bank(NOTES)
PURPOSES = ("career-path", "industry", "organisation", "job")


def choose(talk: str = "", *earlier: str, person: str = contact()) -> tuple[Picked, ...]:
    """For Ana, with a talk on 2026-12-03 of this text, and earlier ones on 2026-11-02 and so on."""
    head = '---\ntype: interview\ncontact: "[[Ana]]"\n'
    texts = {"Ana": person} | {
        f"Interviews/{n}.md": f"{head}status: done\ndate: 2026-11-0{n + 2}\n---\n{text}"
        for n, text in enumerate(earlier)
    }
    if talk:
        texts["Interviews/next.md"] = f"{head}date: 2026-12-03T10:00\n{talk}"
    roster = roster_of(texts, "2026-12-02")
    d = roster.dossier(roster.contacts[0])
    return pick_for(d, next_talk(d.talks), NOTES)


def test_s19_the_bank_of_the_template_is_read_whole() -> None:
    """S19: every category of the vocabulary has questions, each with its id, phase and purpose."""
    assert {q.cat for q in BANK} == set(CATEGORIES)
    assert all(q.id and q.purposes <= set(PURPOSES) and q.purposes for q in BANK)
    assert len({q.id for q in BANK}) == len(BANK)
    assert min(Counter(q.cat for q in BANK).values()) >= 5


@pytest.mark.parametrize("purpose", ["", *PURPOSES])
def test_s19_fifteen_with_every_required_category_and_five_to_eight_stars(purpose: str) -> None:
    """S19, S26, S27, S28: for every purpose and for none."""
    chosen = choose(f"purpose: [{purpose}]\n---\n")
    assert len(chosen) == 15
    assert set(REQUIRED_CATEGORIES) <= {p.cat for p in chosen}
    assert 5 <= sum(p.starred for p in chosen) <= 8
    assert [p.phase for p in chosen] == sorted((p.phase for p in chosen), key=("open", "middle", "close").index)


def test_s01_the_purpose_decides_what_fills_the_rest() -> None:
    """S01: a talk about the field gets more questions that serve it than a talk about the job."""
    serves = {q.text: q.purposes for q in BANK}
    count = Counter(
        purpose for purpose in ("industry", "job") for p in choose(f"purpose: [{purpose}]\n---\n")
        if "industry" in serves.get(p.text, ())
    )  # fmt: skip
    assert count["industry"] > count["job"]


def test_s18_one_question_is_built_on_research_and_has_its_fact_to_fill_in() -> None:
    """S18: exactly one is proposed; it proves no homework until its fact is filled in."""
    research = [p for p in choose("purpose: [organisation]\n---\n") if p.is_research]
    assert len(research) == 1
    line = as_line(research[0])
    for text, proves in ((line, False), (line.replace("[fact from research]", "the grant"), True)):
        note = parsed({"Interviews/t.md": f"---\ntype: interview\n---\n## Questions\n{text}\n"})["Interviews/t.md"]
        assert is_homework(note.of("question")[0]) is proves


def test_s04_open_questions_come_first_and_answered_ones_never() -> None:
    """S04: carried over and unasked ones head the list; what they answered, in any talk, is not asked again."""
    earlier = (
        "## Questions\n- [>] What would you do *first*? (cat:: advice)\n"
        "- [ ] Left over? (cat:: fit)\n- [x] Who do you turn to when you are stuck? (cat:: people)\n    My deputy.\n"
    )
    chosen = choose("purpose: [job]\n---\n", earlier)
    assert [(p.text, p.is_carried) for p in chosen[:2]] == [("What would you do *first*?", True), ("Left over?", True)]
    assert question_key("Who do you turn to when you are stuck?") not in {question_key(p.text) for p in chosen}
    assert "people" in {p.cat for p in chosen}
    assert len(chosen) == 15


def test_what_the_note_has_counts_and_is_not_proposed_again() -> None:
    """Only what is missing to 15, to the categories and to the stars is proposed."""
    there = "---\n## Questions\n" + "".join(
        f"- [ ] * {q.text} (cat:: {q.cat})\n" for q in BANK if q.cat in ("path", "culture") and q.id[-1] in "123"
    )
    chosen = choose(there)
    assert len(chosen) == 9
    assert not {p.cat for p in chosen} & {"path"}
    assert sum(p.starred for p in chosen) == 2
    assert {"people", "supervisors", "entry-level"} <= {p.cat for p in chosen}


def test_a_full_note_gets_nothing_more() -> None:
    """Fifteen questions with all categories, built on research: nothing is proposed."""
    lines = [as_line(p).replace("[fact from research]", "the grant") for p in choose("purpose: [job]\n---\n")]
    assert choose("purpose: [job]\n---\n## Questions\n" + "\n".join(lines)) == ()


def test_second_talks_get_their_own_questions_with_the_advice_filled_in() -> None:
    """`second` questions come from the second talk on; `[advice]` and `[mutual]` are filled or left out."""
    assert "second" not in {p.cat for p in choose("---\n")}
    chosen = choose("---\n", "## Advice\n- [ ] Take the plant course.\n")
    assert any('"Take the plant course"' in p.text for p in chosen)
    everything = [p.text for p in choose("---\n", person=contact('mutuals: ["[[Noa]]"]'))]
    assert not [text for text in everything if "[mutual]" in text or "[advice]" in text]


def test_s29_to_be_shown_round_is_for_talks_in_person() -> None:
    """S29: a quick tour is asked for where one can be given."""
    tour = "If there is a moment, could you show me round?"
    assert tour in {p.text for p in choose("purpose: [organisation]\nformat: in-person\n---\n")}
    assert tour not in {p.text for p in choose("purpose: [organisation]\nformat: phone\n---\n")}


def test_s02_the_bank_asks_for_no_job() -> None:
    """S02: nothing in it asks for an opening or to be hired."""
    words = ("vacanc", "hiring", "opening", "hire me", "my cv", "job for me", "salary")
    assert not [q.text for q in BANK if any(word in q.text.lower() for word in words)]


def test_s25_carried_questions_have_no_cap() -> None:
    """S25: twenty left open are twenty proposed, and the required ones beside them."""
    many = "## Questions\n" + "".join(f"- [>] Left open number {n}?\n" for n in range(20))
    chosen = choose("---\n", many)
    assert sum(p.is_carried for p in chosen) == 20
    assert set(REQUIRED_CATEGORIES) <= {p.cat for p in chosen}


@examples(30)
@given(st.sets(st.sampled_from([q.id for q in BANK])), st.sets(st.sampled_from(PURPOSES)), st.booleans())
def test_laws_of_a_choice(known: set[str], purposes: set[str], is_later: bool) -> None:
    """Whatever was answered: nothing twice, nothing answered, no more than 8 stars, the same choice every time."""
    done = frozenset(question_key(q.text) for q in BANK if q.id in known)
    occasion = Occasion(purposes=sorted(purposes), answered=done, is_later=is_later)
    chosen = pick(BANK, occasion)
    keys = [question_key(p.text) for p in chosen]
    assert len(set(keys)) == len(keys) <= 15
    assert not set(keys) & done
    assert sum(p.starred for p in chosen) <= 8
    assert pick(BANK, occasion) == chosen


def test_a_bank_of_ones_own_is_used() -> None:
    """Any note of kind question counts, with a struck line left out; a line without keys is a question too."""
    text = "---\ntype: question\n---\n- Why? ^q-1\n- [-] Not this\n- * And how? (cat:: job)\n"
    assert [(q.id, q.text, q.cat, q.starred) for q in bank(parsed({"Mine.md": text}).values())] == [
        ("q-1", "Why?", "", False), ("", "And how?", "job", True),
    ]  # fmt: skip
