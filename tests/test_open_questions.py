"""Which questions are open across interviews, and which are not any more."""

from __future__ import annotations

import pytest

from tests.rosters import contact, roster_of
from vaulttool.core.questions import next_talk, open_questions, placeholders


def opened(*talks: str) -> list[tuple[str, str]]:
    """Text and state of what is open with Ana on 2026-12-02."""
    head = '---\ntype: interview\ncontact: "[[Ana]]"\n'
    texts = {"Ana": contact()} | {f"Interviews/{n}.md": head + text for n, text in enumerate(talks)}
    return [(q.text, q.state) for q in open_questions(roster_of(texts, "2026-12-02"))]


DONE = "status: done\ndate: 2026-11-02\n---\n## Questions\n"
NEXT = "status: scheduled\ndate: 2026-12-09\n---\n## Questions\n"


def test_s25_each_question_is_planned_answered_skipped_or_carried() -> None:
    """S25: open are the planned ones of a talk to come, and of one that is over those marked `[>]` or left open."""
    lines = "- [ ] Left?\n- [x] Answered?\n- [-] Skipped?\n- [>] Carried?\n- [ ] Told?\n    Yes, they said.\n"
    assert opened(DONE + lines) == [("Left?", "unasked"), ("Carried?", "carried")]
    assert opened(NEXT + lines) == [("Left?", "planned"), ("Carried?", "carried")]


def test_s04_open_until_answered() -> None:
    """S04: carried over into the next note it is open there; answered there, it is open nowhere."""
    carried = DONE + "- [>] * How is work judged? (cat:: job)\n"
    assert opened(carried, NEXT + "- [ ] how is work judged\n") == [("how is work judged", "planned")]
    later = "status: done\ndate: 2026-11-20\n---\n## Questions\n"
    assert opened(carried, later + "- [x] How is work judged?\n") == []
    assert opened(carried, later + "- [-] How is work judged?\n") == []


def test_starred_first_by_person() -> None:
    """People by name, with their starred questions at the head; the place is that of the line."""
    head = '---\ntype: interview\ncontact: "[[{}]]"\n'
    texts = {
        "Zoe": contact(),
        "Interviews/1.md": head.format("Zoe") + NEXT + "- [ ] One?\n- [ ] * Two?\n",
        "Interviews/2.md": head.format("Abe Without Note") + NEXT + "- [ ] Three?\n",
    }
    found = open_questions(roster_of(texts, "2026-12-02"))
    assert [(q.who.name, q.text) for q in found] == [("Abe Without Note", "Three?"), ("Zoe", "Two?"), ("Zoe", "One?")]
    assert (found[1].path, found[1].line) == ("Interviews/1.md", 9)


@pytest.mark.parametrize("status", ["moved", "declined", "dropped"])
def test_a_note_given_up_leaves_nothing_open(status: str) -> None:
    """What stands in a moved, declined or dropped talk is planned elsewhere or nowhere; a no-show leaves it open."""
    text = "status: {}\ndate: 2026-11-02\n---\n## Questions\n- [ ] One?\n"
    assert opened(text.format(status)) == []
    assert opened(text.format("no-show")) == [("One?", "unasked")]


def test_the_next_talk() -> None:
    """The soonest to come; a requested one only when no day is set for another."""
    head = '---\ntype: interview\ncontact: "[[Ana]]"\n'
    texts = {
        "Ana": contact(),
        "Interviews/idea.md": head + "status: idea\n---\n",
        "Interviews/late.md": head + "date: 2026-12-20\n---\n",
        "Interviews/soon.md": head + "date: 2026-12-09\n---\n",
        "Interviews/done.md": head + "status: done\ndate: 2026-11-09\n---\n",
    }
    roster = roster_of(texts, "2026-12-02")
    found = next_talk(roster.dossier(roster.contacts[0]).talks)
    assert found
    assert found.note.stem == "soon"
    only = roster_of({key: texts[key] for key in ("Ana", "Interviews/idea.md", "Interviews/done.md")}, "2026-12-02")
    found = next_talk(only.talks)
    assert found
    assert found.note.stem == "idea"


def test_placeholders_are_no_links() -> None:
    """`[fact from research]` is to be filled in; links are not."""
    assert placeholders("What of [fact from research]?") == ("[fact from research]",)
    assert placeholders("What of [[Marsh Trust]] and [this](https://a.example)?") == ()
