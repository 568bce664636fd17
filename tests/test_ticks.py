"""Ticks in the dashboard, on real files: what each writes, what stays and why, and that none is lost."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault_cli import Tool, changed, tool
from vaulttool.core.dashboard.ticks import Mark, has_ticks, lines_by_id, read_ticks
from vaulttool.vault.write import write

__all__ = ["tool"]

BOARD = "Dashboard.md"
ANA = "Contacts/Ana Ruiz.md"
TALK = "Interviews/2026-11-27 Ana Ruiz.md"
PEOPLE = {
    "Ana Ruiz": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n\n## Log\n\n"
    "- 2026-06-01 letter out: a card (for:: congrats)\n",
    "Ben Ode": "---\ntype: contact\nstatus: replied\n---\n\n## Log\n\n- 2026-11-20 email out: hello (for:: outreach)\n"
    "- 2026-11-30 email in: gladly\n",
}
MET = {
    "Ana Ruiz": "---\ntype: contact\nstatus: met\n---\n\n## Log\n\n- 2026-11-01 email out: hello (for:: outreach)\n",
    TALK: '---\ntype: interview\ncontact: "[[Ana Ruiz]]"\ndate: 2026-11-27\nstatus: done\nsummary: bogs\n---\n\n'
    "## Advice\n\n- [x] take the course (used:: 2026-11-29) (effect:: passed)\n\n## Debrief\n\n"
    "- [ ] I asked what I could do for them ^offered-help\n",
}


def board(tool: Tool) -> str:
    """The dashboard as it stands."""
    return (tool.folder / BOARD).read_text(encoding="utf-8")


def mark(tool: Tool, words: str, box: str, added: str = "") -> str:
    """Set the box of the first line that holds these words, and write something after it; the line as it was."""
    text = board(tool)
    old = next(line for line in text.split("\n") if words in line and "- [" in line)
    (tool.folder / BOARD).write_text(text.replace(old, old.replace("[ ]", f"[{box}]", 1) + added), encoding="utf-8")
    return old


def sync(tool: Tool) -> dict[str, int]:
    """One sync; how many ticks it applied and kept."""
    said = tool("sync", "--format", "json")
    assert said.status == 0, said.err
    ticks: dict[str, int] = json.loads(said.out)["ticks"]
    return ticks


def notes_only(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """What differs in the notes."""
    return sorted(line for line in changed(before, after) if not line.startswith(BOARD))


@pytest.mark.parametrize(
    ("box", "added", "line"),
    [
        ("x", "", "+- 2026-12-02 letter out (for:: outreach)"),
        ("X", "", "+- 2026-12-02 letter out (for:: outreach)"),
        ("x", " ✅ 2026-12-01", "+- 2026-12-01 letter out (for:: outreach)"),
        ("x", " [completion:: 2026-12-01]", "+- 2026-12-01 letter out (for:: outreach)"),
        ("x", " asked for 20 minutes", "+- 2026-12-02 letter out: asked for 20 minutes (for:: outreach)"),
        ("x", " asked her ✅ 2026-11-30", "+- 2026-11-30 letter out: asked her (for:: outreach)"),
        (">", " 2026-12-20", "+- 2026-12-02 snooze make-contact until 2026-12-20"),
        (">", " +3d", "+- 2026-12-02 snooze make-contact until 2026-12-05"),
        (">", " +2w ", "+- 2026-12-02 snooze make-contact until 2026-12-16"),
        ("-", " she moved away", "+- 2026-12-02 dismiss make-contact: she moved away"),
        ("-", "", "+- 2026-12-02 dismiss make-contact: no reason given"),
        ("-", " ❌ 2026-12-02", "+- 2026-12-02 dismiss make-contact: no reason given"),
    ],
)
def test_a_tick_writes_one_line_into_the_note(tool: Tool, box: str, added: str, line: str) -> None:
    """Done today or on the day a plugin noted, put off, dismissed with what was added as the reason; no byte more."""
    tool.notes(PEOPLE)
    assert sync(tool) == {"applied": 0, "kept": 0}
    before = tool.bytes()
    mark(tool, "[[Ana Ruiz]]", box, added)
    assert sync(tool) == {"applied": 1, "kept": 0}
    assert notes_only(before, tool.bytes()) == [f"{ANA} {line}"]
    after = tool.bytes()
    assert sync(tool) == {"applied": 0, "kept": 0}
    assert tool.bytes() == after


@pytest.mark.parametrize("put", ["- [>] 2026-12-20 {rest}", "* [>] {rest} 2026-12-20", "\t- [>]  {rest}  2026-12-20  "])
def test_the_words_may_be_added_anywhere_in_the_line(tool: Tool, put: str) -> None:
    """Before the text, after the id, with another bullet or indent; dates of the generated text are never taken."""
    tool.notes(PEOPLE)
    sync(tool)
    text = board(tool)
    old = next(line for line in text.split("\n") if "- [ ] **[[Ana Ruiz]]" in line)
    assert "2026-11-25" in old
    new = put.format(rest=old.removeprefix("- [ ] "))
    (tool.folder / BOARD).write_text(text.replace(old, new), encoding="utf-8")
    assert sync(tool) == {"applied": 1, "kept": 0}
    assert "- 2026-12-02 snooze make-contact until 2026-12-20" in tool.bytes()[ANA].decode()


@pytest.mark.parametrize(
    ("box", "added", "why"),
    [
        (">", "", "until when?"),
        (">", " 2026-12-01", "2026-12-01 is not in the future"),
        (">", " soon", "until when?"),
        ("x", " ✅ 2026-12-24", "2026-12-24 is still to come"),
    ],
)
def test_a_tick_that_cannot_be_applied_stays_and_says_why(tool: Tool, box: str, added: str, why: str) -> None:
    """No note is touched, the line stands on top with the reason, and the same run again changes nothing."""
    tool.notes(PEOPLE)
    sync(tool)
    before = tool.bytes()
    old = mark(tool, "[[Ana Ruiz]]", box, added)
    assert sync(tool) == {"applied": 0, "kept": 1}
    assert notes_only(before, tool.bytes()) == []
    kept = board(tool).split("## Ticks that need another look\n\n")[1].split("\n\n")[0]
    assert old.replace("[ ]", f"[{box}]") + added in kept
    assert why in kept
    after = tool.bytes()
    assert (sync(tool), tool.bytes()) == ({"applied": 0, "kept": 1}, after)


def test_a_kept_tick_is_applied_once_it_says_what_it_needs(tool: Tool) -> None:
    """The missing date is added where the line stands now."""
    tool.notes(PEOPLE)
    sync(tool)
    mark(tool, "[[Ana Ruiz]]", ">")
    sync(tool)
    text = board(tool)
    kept = next(line for line in text.split("\n") if line.startswith("- [>]"))
    (tool.folder / BOARD).write_text(text.replace(kept, f"{kept} +1w"), encoding="utf-8")
    assert sync(tool) == {"applied": 1, "kept": 0}
    assert "snooze make-contact until 2026-12-09" in tool.bytes()[ANA].decode()
    assert "another look" not in board(tool)


def test_a_kept_tick_goes_when_its_line_is_deleted(tool: Tool) -> None:
    """Or when its box is emptied: nothing is asked twice."""
    tool.notes(PEOPLE)
    sync(tool)
    clean = board(tool)
    mark(tool, "[[Ana Ruiz]]", ">")
    sync(tool)
    (tool.folder / BOARD).write_text(board(tool).replace("- [>] ", "- [ ] "), encoding="utf-8")
    assert sync(tool) == {"applied": 0, "kept": 0}
    assert board(tool) == clean


def test_the_line_of_several_reasons_ticks_those_that_one_message_serves(tool: Tool) -> None:
    """The thank-you and the advice told go together; the help to be offered has its own box and stays."""
    tool.notes(MET)
    sync(tool)
    rules = {reason["rule"] for reason in tool.open()}
    assert {"thank-you", "offer-help", "tell-advice"} <= rules
    before = tool.bytes()
    mark(tool, "- [ ] **[[Ana Ruiz]]", "x")
    assert sync(tool) == {"applied": 1, "kept": 0}
    assert notes_only(before, tool.bytes()) == [
        f"{TALK} +- [x] take the course (used:: 2026-11-29) (effect:: passed) (told:: 2026-12-02)",
        f"{TALK} +thank_you_sent: 2026-12-02",
        f"{TALK} -- [x] take the course (used:: 2026-11-29) (effect:: passed)",
    ]
    left = {reason["rule"] for reason in tool.open()}
    assert "offer-help" in left
    assert not {"thank-you", "tell-advice"} & left


def test_sub_items_are_ticked_one_by_one(tool: Tool) -> None:
    """Three boxes of one person, three different marks, each on its own."""
    tool.notes(MET)
    sync(tool)
    before = tool.bytes()
    mark(tool, "  - [ ] thank", "x")
    mark(tool, "  - [ ] you did not ask", "-", " I did by phone")
    mark(tool, "  - [ ] they said", ">", " +1w")
    assert sync(tool) == {"applied": 3, "kept": 0}
    assert notes_only(before, tool.bytes()) == [
        f"{ANA} +- 2026-12-02 dismiss offer-help: I did by phone",
        f"{ANA} +- 2026-12-02 snooze tell-advice until 2026-12-09",
        f"{TALK} +thank_you_sent: 2026-12-02",
    ]


def test_ticking_twice_says_it_once(tool: Tool) -> None:
    """An editor that still holds the old text saves its ticked line again: it was settled here, and goes quietly."""
    tool.notes(PEOPLE)
    sync(tool)
    mark(tool, "[[Ana Ruiz]]", "x")
    stale = board(tool)
    assert sync(tool) == {"applied": 1, "kept": 0}
    after = tool.bytes()
    (tool.folder / BOARD).write_text(stale, encoding="utf-8")
    assert sync(tool) == {"applied": 0, "kept": 0}
    assert tool.bytes() == after


def test_a_tick_whose_cause_is_gone_stays_until_it_was_seen(tool: Tool) -> None:
    """It was settled in the note meanwhile: nothing is written twice, and the tick is not lost without a word."""
    tool.notes(PEOPLE)
    sync(tool)
    mark(tool, "[[Ana Ruiz]]", "x")
    assert tool("log", "Ana Ruiz", "email out: hello", "--for", "outreach").status == 0
    before = tool.bytes()
    assert sync(tool) == {"applied": 0, "kept": 1}
    assert notes_only(before, tool.bytes()) == []
    assert "not open any more" in board(tool)


def test_an_old_tick_never_acts_on_a_new_cycle(tool: Tool) -> None:
    """A slow device brings last month's tick: the same person is due again, for another cause, and stays due."""
    log = "---\ntype: contact\nstatus: nurturing\n---\n\n## Log\n\n- 2026-05-01 email out: hello\n"
    tool.notes({"Ana Ruiz": log})
    sync(tool)
    mark(tool, "[[Ana Ruiz]]", "x")
    old = board(tool)
    tool.notes({"Ana Ruiz": log + "- 2026-06-01 email out: again\n"})
    assert [reason["rule"] for reason in tool.open()] == ["keep-in-touch"]
    (tool.folder / BOARD).write_text(old, encoding="utf-8")
    before = tool.bytes()
    assert sync(tool) == {"applied": 0, "kept": 1}
    assert notes_only(before, tool.bytes()) == []
    assert [reason["rule"] for reason in tool.open()] == ["keep-in-touch"]


def test_rules_that_need_more_show_the_command(tool: Tool) -> None:
    """Their line has no box; one that was drawn by hand stays and says which command does it."""
    tool.notes({"Ana Ruiz": PEOPLE["Ana Ruiz"], TALK: MET[TALK].replace("status: done", "status: scheduled")})
    sync(tool)
    text = board(tool)
    line = next(line for line in text.split("\n") if "**[[Ana Ruiz]]" in line and "how" in line)
    assert line.startswith("- **")
    (tool.folder / BOARD).write_text(text.replace(line, line.replace("- **", "- [x] **")), encoding="utf-8")
    before = tool.bytes()
    assert sync(tool) == {"applied": 0, "kept": 1}
    assert notes_only(before, tool.bytes()) == []
    assert "vaulttool set" in board(tool)


def test_a_line_edited_or_deleted_by_hand_comes_back(tool: Tool) -> None:
    """Without a tick the generated text is the tool's: only what stands outside of the markers is the user's."""
    tool.notes(PEOPLE)
    sync(tool)
    clean = board(tool)
    lines = clean.split("\n")
    edited = [line.replace("write to them", "WRITE") for line in lines if "**[[Ben Ode]]" not in line]
    (tool.folder / BOARD).write_text("My own words.\n" + "\n".join(edited), encoding="utf-8")
    assert sync(tool) == {"applied": 0, "kept": 0}
    assert board(tool) == "My own words.\n" + clean


def test_a_merge_of_two_peoples_ticks_gives_both(tool: Tool) -> None:
    """Git left conflict markers in the dashboard: the ticks of either side are applied, then it is made anew."""
    tool.notes(PEOPLE)
    sync(tool)
    text = board(tool)
    ana, ben = (next(x for x in text.split("\n") if f"- [ ] **[[{name}]]" in x) for name in ("Ana Ruiz", "Ben Ode"))
    sides = "<<<<<<< ours\n{0}\n{1}\n=======\n{2}\n{3}\n>>>>>>> theirs"
    merged = sides.format(ana.replace("[ ]", "[x]"), ben, ana, ben.replace("[ ]", "[x]"))
    body = text.replace(f"{ana}\n", "").replace(ben, merged)
    (tool.folder / BOARD).write_text(body, encoding="utf-8")
    assert sync(tool) == {"applied": 2, "kept": 0}
    assert "<<<<<<<" not in board(tool)
    assert "(for:: outreach)" in tool.bytes()[ANA].decode()
    assert "(for:: schedule)" in tool.bytes()["Contacts/Ben Ode.md"].decode()


def test_one_bad_note_keeps_its_tick_and_costs_only_that(tool: Tool) -> None:
    """A note with conflict markers is not written; the other tick is applied."""
    tool.notes(PEOPLE)
    sync(tool)
    bad = PEOPLE["Ben Ode"] + "<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n"
    mark(tool, "**[[Ana Ruiz]]", "x")
    mark(tool, "**[[Ben Ode]]", "x")
    tool.notes({"Ben Ode": bad})
    assert sync(tool) == {"applied": 1, "kept": 1}
    assert tool.bytes()["Contacts/Ben Ode.md"] == bad.encode()
    assert "unresolved merge" in board(tool).split("another look")[1].split("##")[0]


def test_boxes_of_ones_own_outside_the_markers_are_not_ticks(tool: Tool) -> None:
    """Even with a block id of the same look."""
    tool.notes(PEOPLE)
    sync(tool)
    mine = "- [x] water the plants ^k3v9q2xt\n"
    (tool.folder / BOARD).write_text(mine + board(tool), encoding="utf-8")
    assert sync(tool) == {"applied": 0, "kept": 0}
    assert board(tool).startswith(mine)


def test_not_the_same_person_is_said_with_a_tick(tool: Tool) -> None:
    """`[-]` writes `distinct_from` into the newer note, and nothing is asked again; `[x]` names the command."""
    tool.notes({"Jon Vik": "---\ntype: contact\n---\n", "Jonathan Vik": "---\ntype: contact\n---\n"})
    sync(tool)
    before = tool.bytes()
    mark(tool, "same person?", "x")
    assert sync(tool) == {"applied": 0, "kept": 1}
    assert "vaulttool merge-contacts" in board(tool)
    (tool.folder / BOARD).write_text(board(tool).replace("- [x]", "- [-]"), encoding="utf-8")
    assert sync(tool) == {"applied": 1, "kept": 0}
    assert notes_only(before, tool.bytes()) == ['Contacts/Jonathan Vik.md +distinct_from: ["[[Jon Vik]]"]']
    assert "same person?" not in board(tool)


def test_the_id_of_that_question_is_told_from_an_old_one(tool: Tool) -> None:
    """`done` and `dismiss` say what the line asks, and how to answer it."""
    tool.notes({"Jon Vik": "---\ntype: contact\n---\n", "Jonathan Vik": "---\ntype: contact\n---\n"})
    sync(tool)
    (asked,) = re.findall(r"same person\? .*\^(\w{8})", board(tool))
    for command in (("done", asked[:5]), ("dismiss", asked, "--why", "two")):
        said = tool(*command)
        assert said.status == 1
        assert "asks whether two notes are one person" in said.err
        assert "vaulttool merge-contacts" in said.err


def test_a_dry_run_applies_nothing_and_shows_the_lines(tool: Tool) -> None:
    """The notes' differences, not the dashboard's."""
    tool.notes(PEOPLE)
    sync(tool)
    mark(tool, "**[[Ana Ruiz]]", "x")
    before = tool.bytes()
    said = tool("sync", "--dry-run")
    assert "+- 2026-12-02 letter out (for:: outreach)" in said.out.split("\n")
    assert tool.bytes() == before


def test_ticks_are_undone_like_a_command(tool: Tool) -> None:
    """All of one run together; the same lines are due again, and can be ticked again."""
    tool.notes(PEOPLE)
    sync(tool)
    clean = tool.bytes()
    mark(tool, "**[[Ana Ruiz]]", "x")
    mark(tool, "**[[Ben Ode]]", "x")
    ticked = board(tool)
    assert sync(tool) == {"applied": 2, "kept": 0}
    assert "ticks in the dashboard" in tool("undo").out
    assert sync(tool) == {"applied": 0, "kept": 0}
    assert tool.bytes() == clean
    (tool.folder / BOARD).write_text(ticked, encoding="utf-8")
    assert sync(tool) == {"applied": 2, "kept": 0}


GENERATED = "- [ ] **[[Ana Ruiz]]** (Acme) · write, due 2026-11-25 ^k3v9q2xt\n"


@given(words=st.lists(st.text("abcxyz0123456789-+:.✅", min_size=1, max_size=12), max_size=6), at=st.integers(0, 9))
def test_what_was_added_is_told_from_what_was_generated(words: list[str], at: int) -> None:
    """Wherever the words stand: none of the generated text is taken for the person's, and none of theirs is lost."""
    parts = GENERATED.strip().removeprefix("- [ ] ").split(" ")
    at = min(at, len(parts))
    line = f"- [-] {' '.join([*parts[:at], *words, *parts[at:]])}"
    (tick,) = read_ticks(line, lines_by_id(GENERATED))
    said = re.sub(r"✅\s*\d{4}-\d\d-\d\d", " ", " ".join(words))
    assert (tick.id, tick.mark) == ("k3v9q2xt", Mark.DISMISSED)
    assert sorted(tick.words.split()) == sorted(said.split())


@given(st.text(alphabet=st.sampled_from("-*+[]xX> ^k3v9qt2\n\t1.<=|"), max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    """Whatever stands between the markers; what has no ticked box has no tick."""
    ticks = read_ticks(text, {})
    assert not ticks or has_ticks(text)
    assert len({tick.id for tick in ticks}) == len(ticks)


def test_a_crash_between_two_notes_is_finished_by_the_next_sync(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two notes to write, the machine stops after the first: each is old or new, and the next run writes the other."""
    tool.notes(PEOPLE)
    sync(tool)
    mark(tool, "**[[Ana Ruiz]]", "x")
    mark(tool, "**[[Ben Ode]]", "x")
    before = tool.bytes()
    calls: list[str] = []

    def stops(root: Path, path: str, new: bytes, expected: bytes | None) -> bool:
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(root, path, new, expected)

    with monkeypatch.context() as patched:
        patched.setattr("vaulttool.writing.carrying.write", stops)
        assert tool("sync").status == 130
    between = tool.bytes()
    assert [path for path in PATHS if between[path] != before[path]] == [PATHS[0]]
    assert sync(tool) == {"applied": 0, "kept": 0}
    after = tool.bytes()
    assert [after[path].decode().count("2026-12-02") for path in PATHS] == [1, 1]
    assert "another look" not in board(tool)


PATHS = (ANA, "Contacts/Ben Ode.md")


def test_git_shows_one_line_after_one_tick(tool: Tool) -> None:
    """In a real repository, the dashboard aside: one line more in one note, none less."""

    def git(*words: str) -> str:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
        done = subprocess.run(["git", *identity, *words], cwd=tool.folder, capture_output=True, text=True, check=True)
        return done.stdout

    tool.notes(PEOPLE)
    sync(tool)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "before")
    mark(tool, "**[[Ben Ode]]", "x")
    sync(tool)
    assert git("diff", "--numstat", "--", ":!Dashboard.md") == "1\t0\tContacts/Ben Ode.md\n"


def test_a_tick_of_one_of_two_people_of_one_name_is_written_into_their_note(tool: Tool) -> None:
    """Their lines bear two ids, whatever their file names are."""
    tom = "---\ntype: contact\nstatus: targeted\n---\n"
    tool.notes({"Twin Tom": tom, "Alumni/Twin Tom.md": tom, "Twin Tom.md": tom})
    sync(tool)
    ids = set(re.findall(r"Twin Tom.* for the first time .*\^(\w{8})$", board(tool), re.M))
    assert len(ids) == 3
    before = tool.bytes()
    mark(tool, "[[Alumni/Twin Tom", "x")
    assert sync(tool) == {"applied": 1, "kept": 0}
    (said,) = [line for line in notes_only(before, tool.bytes()) if "email" in line]
    assert said == "Alumni/Twin Tom.md +- 2026-12-02 email out (for:: outreach)"


PROMISES = "---\ntype: contact\n---\n\n## Log\n\n- 2026-11-20 phone both: talked\n\n## Promises\n\n"
TWO_PROMISES = f"{PROMISES}- [ ] me: send the book (by:: 2026-11-27)\n- [ ] me: name him to Bo (by:: 2026-11-30)\n"


def test_what_a_tick_would_dismiss_beside_is_not_dismissed_unsaid(tool: Tool) -> None:
    """Two promises share one line in the log: the tick of one is kept and says so, ticks of both are applied."""
    tool.notes({"Ana Ruiz": TWO_PROMISES})
    sync(tool)
    before = tool.bytes()
    mark(tool, "name him to Bo", "-", " Bo has moved")
    assert sync(tool) == {"applied": 0, "kept": 1}
    assert notes_only(before, tool.bytes()) == []
    kept = board(tool).split("## Ticks that need another look\n\n")[1].split("\n\n")[0]
    assert "would speak of this too: you promised: send the book" in kept
    assert "write into the note what became of the one (the tick, or (released" in kept
    mark(tool, "- [ ] you promised: send the book", "-", " so has the book")
    assert sync(tool)["kept"] == 0
    assert "dismiss keep-promise" in tool.bytes()[ANA].decode()


def test_putting_off_what_is_due_later_anyway_is_no_matter(tool: Tool) -> None:
    """Only what would come out otherwise keeps a tick back."""
    later = TWO_PROMISES.replace("by:: 2026-11-30", "by:: 2027-03-30")
    tool.notes({"Ana Ruiz": later})
    sync(tool)
    mark(tool, "send the book", ">", " +3d")
    assert sync(tool) == {"applied": 1, "kept": 0}


def test_words_of_a_kept_tick_are_written_when_it_can_be(tool: Tool) -> None:
    """The note was empty for a moment, while an editor saved it: what the person added is added afterwards."""
    tool.notes(PEOPLE)
    sync(tool)
    whole = (tool.folder / "Contacts/Ben Ode.md").read_bytes()
    mark(tool, "[[Ben Ode]]", "x", " asked for Tuesday")
    (tool.folder / "Contacts/Ben Ode.md").write_bytes(b"")
    assert sync(tool) == {"applied": 0, "kept": 1}
    (tool.folder / "Contacts/Ben Ode.md").write_bytes(whole)
    assert sync(tool) == {"applied": 1, "kept": 0}
    said = tool.bytes()["Contacts/Ben Ode.md"].decode()
    assert "- 2026-12-02 email out: asked for Tuesday (for:: schedule)" in said


@pytest.mark.parametrize("spoil", [r" \^\w{8}", r"(?<= \^\w{7})\w"])
def test_a_tick_that_lost_its_id_is_known_by_its_words(tool: Tool, spoil: str) -> None:
    """The id deleted, or a letter of it; words that were added count as ever."""
    tool.notes(PEOPLE)
    sync(tool)
    text = board(tool)
    old = next(line for line in text.split("\n") if "[[Ana Ruiz]]" in line and "- [ ]" in line)
    new = re.sub(spoil, "", old, count=1).replace("[ ]", "[x]") + " asked her"
    (tool.folder / BOARD).write_text(text.replace(old, new))
    assert sync(tool) == {"applied": 1, "kept": 0}
    assert "- 2026-12-02 letter out: asked her (for:: outreach)" in tool.bytes()[ANA].decode()


def test_a_tick_that_nobody_knows_stays_and_says_why(tool: Tool) -> None:
    """Neither id nor words are of any line: it is not lost without a word."""
    tool.notes(PEOPLE)
    sync(tool)
    text = board(tool)
    (tool.folder / BOARD).write_text(text.replace("## Do today\n", "## Do today\n\n- [x] call the\n", 1))
    for _ in range(2):
        assert sync(tool) == {"applied": 0, "kept": 1}
        assert "- [x] call the\n  - its id at the end is gone" in board(tool)


def test_a_note_that_may_not_be_written_keeps_its_tick_and_no_other(tool: Tool) -> None:
    """The others are applied, and the dashboard is written."""
    tool.notes(PEOPLE)
    sync(tool)
    (tool.folder / ANA).chmod(0o444)
    mark(tool, "[[Ana Ruiz]]", "x")
    mark(tool, "[[Ben Ode]]", "x")
    assert sync(tool) == {"applied": 1, "kept": 1}
    assert "it is read-only: make it writable" in board(tool)
    (tool.folder / ANA).chmod(0o644)
    assert sync(tool) == {"applied": 1, "kept": 0}


def test_a_dashboard_that_is_no_text_is_left_alone_and_no_tick_is_applied(tool: Tool) -> None:
    """One byte of another encoding in the user's own part: said, with the remedy, before anything is written."""
    tool.notes(PEOPLE)
    sync(tool)
    mark(tool, "[[Ana Ruiz]]", "x")
    with (tool.folder / BOARD).open("ab") as file:
        file.write(b"caf\xe9 mine\n")
    before = tool.bytes()
    said = tool("sync")
    assert (said.status, tool.bytes()) == (2, before)
    assert "Dashboard.md was not written: it is not UTF-8 text" in said.err
    assert "save it as UTF-8" in said.err


def test_a_note_that_changes_while_ticks_are_written_costs_none(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written before is finished first; then the other tick is applied to the note as it is now."""
    tool.notes(PEOPLE)
    sync(tool)
    ben = tool.folder / "Contacts/Ben Ode.md"
    met: list[str] = []

    def meanwhile(root: Path, path: str, new: bytes, expected: bytes | None) -> bool:
        if path == "Contacts/Ben Ode.md" and not met:
            met.append(path)
            ben.write_bytes(ben.read_bytes() + b"- 2026-12-01 saw him from afar\n")
        return write(root, path, new, expected)

    monkeypatch.setattr("vaulttool.writing.carrying.write", meanwhile)
    mark(tool, "[[Ana Ruiz]]", "x")
    mark(tool, "[[Ben Ode]]", "x")
    assert sync(tool)["kept"] == 0
    assert met
    assert "letter out (for:: outreach)" in tool.bytes()[ANA].decode()
    said = tool.bytes()["Contacts/Ben Ode.md"].decode()
    assert "saw him from afar" in said
    assert said.count("email out (for:: schedule)") == 1
    assert "another look" not in board(tool)


def test_what_belongs_before_a_talk_is_not_put_off_past_it(tool: Tool) -> None:
    """As by `snooze`: the tick stays and says so; up to the day of the talk it may be put off."""
    talk = 'contact: "[[Ana Ruiz]]"\ndate: 2026-12-07T10:00\nstatus: confirmed\nconfirmed_on: 2026-12-01'
    tool.notes({"Ana Ruiz": "---\ntype: contact\n---\n", "Interviews/T.md": f"---\ntype: interview\n{talk}\n---\n"})
    sync(tool)
    line = mark(tool, "read up on", ">", " 2026-12-10")
    assert sync(tool) == {"applied": 0, "kept": 1}
    assert "2026-12-10 is after the talk on 2026-12-07" in board(tool)
    text = board(tool).replace(f"{line.replace('[ ]', '[>]')} 2026-12-10", f"{line.replace('[ ]', '[>]')} 2026-12-04")
    (tool.folder / BOARD).write_text(text)
    assert sync(tool) == {"applied": 1, "kept": 0}


def test_what_is_private_is_not_named_by_a_tick_that_is_kept(tool: Tool) -> None:
    """The reason says that there is something, and which command does both."""
    talk = '---\ntype: interview\nprivate: true\ncontact: "[[Ana Ruiz]]"\ndate: 2026-11-20\nstatus: closed\n---\n'
    tool.notes({
        "Ana Ruiz": f"{PROMISES}- [ ] me: send the book (by:: 2026-11-25)\n",
        "Interviews/T.md": f"{talk}## Promises\n- [ ] me: keep quiet about it (by:: 2026-11-26)\n",
    })  # fmt: skip
    sync(tool)
    mark(tool, "send the book", "-", " no")
    assert sync(tool) == {"applied": 0, "kept": 1}
    assert "keep quiet" not in board(tool)
    assert "would speak of this too: a private one; `vaulttool dismiss " in board(tool)
