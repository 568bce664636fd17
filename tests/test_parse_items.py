"""Bodies: sections, items, links, tags, comments, and whether there are notes; one line, one item."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.codec import note_texts, text_note
from vaulttool.core.model import Item, Note
from vaulttool.core.parse.inline import code_spans
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings

SETTINGS = Settings()


def read(body: str, kind: str = "contact", settings: Settings = SETTINGS) -> Note:
    return parse_note("Notes/x.md", f"---\ntype: {kind}\n---\n{body}".encode(), settings).note


def log(line: str) -> Note:
    return read(f"## Log\n- {line}\n")


def only(note: Note) -> Item:
    assert (len(note.items), note.findings) == (1, ())
    return note.items[0]


DAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("line", "channel", "way", "text"),
    [
        ("2026-11-18 email out: asked for time", "email", "out", "asked for time"),
        ("2026-11-18 email out asked for time", "email", "out", "asked for time"),
        ("2026-11-18 out email: asked", "email", "out", "asked"),
        ("2026-11-18 Email In: yes", "email", "in", "yes"),
        ("2026-11-18 email: asked", "email", "", "asked"),
        ("2026-11-18 out: asked", "other", "out", "asked"),
        ("2026-11-18 both: spoke", "other", "both", "spoke"),
        ("2026-11-18 in-person both: coffee", "in-person", "both", "coffee"),
        ("2026-11-18 in person: coffee", "in-person", "", "coffee"),
        ("2026-11-18 video both", "video", "both", ""),
        ("2026-11-18: phone in: called", "phone", "in", "called"),
        ("2026-11-18 - met for coffee", "other", "", "met for coffee"),
        ("2026-11-18 in town for lunch", "other", "", "in town for lunch"),
        ("2026-11-18 email in the morning", "email", "", "in the morning"),
        ("2026-11-18", "other", "", ""),
        ("**2026-11-18** email out: x", "email", "out", "x"),
        ("[[2026-11-18]] email out: x", "email", "out", "x"),
        ("2026-11-18 10:30 email out: x", "email", "out", "x"),
        ("2026-11-18T10:30 email out: x", "email", "out", "x"),
        ("[x] 2026-11-18 email out: x", "email", "out", "x"),
        ("2026-11-18 lunch: with her", "other", "", "lunch: with her"),
    ],
)
def test_touch_in_all_its_forms(line: str, channel: str, way: str, text: str) -> None:
    """Channel and way in either order, both optional, the colon too; a dated line that says neither is contact."""
    item = only(log(line))
    assert (item.type, item.day, item.word, item.way, item.text) == ("touch", DAY, channel, way, text)


@pytest.mark.parametrize("way", ["out", "in", "both"])
@pytest.mark.parametrize("channel", ["email", "in-person", "social", "other"])
@pytest.mark.parametrize("text", ["", "asked", ": x", "out: y", "snooze a until 2026-12-01", "in town"])
def test_the_usual_form_of_a_touch_says_what_the_others_say(channel: str, way: str, text: str) -> None:
    """With a bold date and capitals the line is taken apart word by word, and comes out the same."""
    usual, other = (
        only(log(f"2026-11-18 {channel} {way}: {text}")),
        only(log(f"**2026-11-18** {channel.title()} {way}: {text}")),
    )
    assert usual == other
    assert (usual.word, usual.way, usual.day) == (channel, way, DAY)


def test_touch_keys_and_place() -> None:
    """Inline keys are taken out of the text; line and column are those of the file."""
    item = only(read("## Log\n\n  * 2026-11-18 email out: asked (for:: outreach) twice [via:: [[Ben]]] ^t1\n"))
    assert (item.purpose, item.keys["via"], item.text, item.block) == ("outreach", "[[Ben]]", "asked twice", "t1")
    assert (item.line, item.column, item.section, item.links) == (6, 3, "log", ("Ben",))


@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "2)"])
def test_every_list_mark_will_do(mark: str) -> None:
    """Bullets and numbers."""
    assert only(read(f"## Log\n{mark} 2026-11-18 email out: x\n")).word == "email"


@pytest.mark.parametrize(
    "line", ["[ ] 2026-12-30 call her", "[-] 2026-12-30 call her", "[>] 2026-12-30 call", "", "[ ] "]
)
def test_planned_and_empty_lines_are_no_touch(line: str) -> None:
    """What is still to do has not happened."""
    note = log(line)
    assert (note.items, note.findings) == ((), ())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2026-02-30 email out: x", "`2026-02-30` is not a date"),
        ("2026-1-5 email out: x", "`2026-1-5` is not a date"),
        ("18.11.2026 email out: x", "`18.11.2026` is not a date"),
        ("11/18/26 call", "`11/18/26` is not a date"),
        ("email out: asked", "`email` without a date"),
        ("had coffee", "a log line without a date"),
        ("2026-11-18 snooze connect", "a snooze without a date"),
        ("2026-11-18 snooze connect until soon", "`soon` is not a date"),
        ("2026-11-18 dismiss", "a dismissal without a rule"),
    ],
)
def test_b07_unclear_log_line_is_a_finding(line: str, message: str) -> None:
    """An item line of ours that cannot be understood is named, never dropped in silence."""
    note = log(line)
    assert [(f.rule, f.line, f.column, f.message) for f in note.findings] == [("item-unreadable", 5, 1, message)]
    assert (note.items, bool(note.findings[0].hint)) == ((), True)


def test_snooze_dismiss_and_news() -> None:
    """Three lines of a log that are no touches."""
    note = read(
        "## Log\n- 2026-11-18 snooze connect until 2026-12-20: away\n- 2026-11-18 snooze until 2026-12-20\n"
        "- 2026-11-18 dismiss connect: she has no account\n- 2026-11-18 news: now at [[Marsh]]\n"
    )
    first, second, third, fourth = note.items
    assert (first.type, first.day, first.word, first.until) == ("snooze", DAY, "connect", date(2026, 12, 20))
    assert (second.type, second.word, second.until) == ("snooze", "all", date(2026, 12, 20))
    assert (third.type, third.word, third.text) == ("dismiss", "connect", "she has no account")
    assert (fourth.type, fourth.text, fourth.links) == ("news", "now at [[Marsh]]", ("Marsh",))


@pytest.mark.parametrize(
    ("kind", "types"), [("contact", ["touch", "snooze"]), ("interview", ["snooze"]), ("org", ["snooze"])]
)
def test_touches_stand_with_contacts_only(kind: str, types: list[str]) -> None:
    """In the log of another kind snoozes count, touches and unclear lines do not."""
    note = read("## Log\n- 2026-11-18 email out: x\n- 2026-11-18 snooze all until 2026-12-01\n- nothing\n", kind)
    assert [item.type for item in note.items] == types
    assert len(note.findings) == (kind == "contact")


def test_questions_with_answers() -> None:
    """Box, star, category, and as answer the indented lines, lists and code included."""
    note = read(
        "## Questions\n- [x] * What is a week like? (cat:: job)\n  Varied.\n\n  - mornings: field\n      indented\n"
        "- [ ] ⭐ Who else?\nnot an answer\n- [-] Skipped\n- [>] Later ^close-1\n- [/] Half\n- plain\n",
        "interview",
    )
    assert [(q.box, q.starred, q.text) for q in note.items] == [
        ("x", True, "What is a week like?"), (" ", True, "Who else?"), ("-", False, "Skipped"),
        (">", False, "Later"), (" ", False, "Half"), ("", False, "plain"),
    ]  # fmt: skip
    assert [q.answer for q in note.items[:2]] == ["Varied.\n- mornings: field\nindented", ""]
    assert (note.items[0].keys, note.items[3].block) == ({"cat": "job"}, "close-1")


def test_boxes_within_a_question_are_its_answer() -> None:
    """A nested list answers; a line that only groups boxes is no question."""
    note = read("## Questions\n- [x] Q?\n  - [ ] sub\n- On culture\n  - [ ] Inner?\n", "interview")
    assert [(q.text, q.answer) for q in note.items] == [("Q?", "- [ ] sub"), ("Inner?", "")]


def test_question_bank_takes_every_list_line() -> None:
    """In a question note headings mean nothing, numbers are fine, `*` is the star."""
    note = read("# path\n1. * How did you come here? (cat:: path) ^path-1\n2. Which step?\n\nText\n", "question")
    assert [(q.text, q.starred, q.block) for q in note.items] == [
        ("How did you come here?", True, "path-1"), ("Which step?", False, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["contact", "interview"])
def test_advice_and_promises(kind: str) -> None:
    """Both kinds hold them; details below are of the line above."""
    note = read(
        "## Advice\n- [x] Take the course (used:: 2026-12-10) (effect:: got the post (Marsh)) (told:: 2026-12-12)\n"
        "  - by bus\n## Promises\n- [ ] me: send it (by:: 2026-12-05)\n"
        "- [x] **Them**: meet [[Ben]] 📅 2026-12-09 ✅ 2026-12-08\n- [ ] nobody's\n- [ ] me:\n",
        kind,
    )
    advice, mine, theirs, nobody = note.items
    assert (advice.box, advice.text, advice.keys["effect"]) == ("x", "Take the course", "got the post (Marsh)")
    assert (advice.key_day("used"), advice.key_day("told")) == (date(2026, 12, 10), date(2026, 12, 12))
    assert (mine.word, mine.text, mine.keys) == ("me", "send it", {"by": "2026-12-05"})
    assert (theirs.word, theirs.text, theirs.keys) == (
        "them",
        "meet [[Ben]]",
        {"by": "2026-12-09", "done": "2026-12-08"},
    )
    assert (nobody.word, nobody.text, note.findings) == ("", "nobody's", ())


def test_key_that_should_be_a_date_is_named() -> None:
    """The item counts, the word in place of a date does not."""
    note = read("## Advice\n- [x] Do it (used:: soon)\n")
    assert [(f.rule, f.message) for f in note.findings] == [("item-unreadable", "`(used:: soon)` is not a date")]
    assert (note.items[0].text, note.items[0].key_day("used")) == ("Do it", None)


def test_favours() -> None:
    """Verb and date in either order, the date may be missing; another verb is named."""
    note = read(
        "## Favors\n- gave 2026-11-18: a survey\n- 2026-11-18 got: a book\n- [ ] owed: lunch\n"
        "- lent: a pen\n- gave 2026-13-01: x\n"
    )
    assert [(f.word, f.day, f.text) for f in note.items] == [
        ("gave", DAY, "a survey"), ("got", DAY, "a book"), ("owed", None, "lunch"),
    ]  # fmt: skip
    assert [f.line for f in note.findings] == [8, 9]
    assert "gave, got, asked, offered, owed" in note.findings[0].message


def test_insights_and_steps() -> None:
    """An insight has a topic; a step is known by its block id, in both checklists."""
    note = read(
        "## Insights\n- Crews hear first (topic:: hiring)\n  - detail\n"
        "## Prepare\n- [x] Read up ^research-org\n- [ ] Own\n## Debrief\n- [ ] Thanked them ^thanked\n",
        "interview",
    )
    assert [(i.type, i.text, i.box, i.block) for i in note.items] == [
        ("insight", "Crews hear first", "", ""),
        ("step", "Read up", "x", "research-org"),
        ("step", "Thanked them", " ", "thanked"),
    ]
    assert note.items[0].keys == {"topic": "hiring"}


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("## LOG\n- 2026-11-18 x\n", [5]),
        ("Log\n---\n- 2026-11-18 x\n", [6]),
        ("###### **Log:**\n- 2026-11-18 x\n", [5]),
        ("## Log\n### 2026\n- 2026-11-18 x\n", [6]),
        ("## Log\n# Other\n- 2026-11-18 x\n", []),
        ("## Log\n## Other\n- 2026-11-18 x\n", []),
        ("# Notes\n### Log\n- 2026-11-18 x\n### Other\n- 2026-11-19 x\n", [6]),
        ("## Other\n- 2026-11-18 x\n", []),
        ("- 2026-11-18 x\n", []),
        ("    ## Log\n- 2026-11-18 x\n", []),
    ],
)
def test_section_lasts_until_a_heading_of_its_rank(body: str, lines: list[int]) -> None:
    """Any level, any case; a deeper heading stays inside, an equal or higher one ends it."""
    assert [item.line for item in read(body).items] == lines


def test_headings_are_a_setting() -> None:
    """Another word for a section."""
    note = read("## Journal\n- 2026-11-18 x\n## Log\n- 2026-11-18 y\n", settings=Settings(headings={"Journal": "log"}))
    assert [item.text for item in note.items] == ["x"]


@pytest.mark.parametrize(
    "hidden",
    [
        "```\n- 2026-11-18 x\n```\n",
        "~~~~\n```\n- 2026-11-18 x\n~~~~\n",
        "Text\n\n    - 2026-11-18 x\n",
        "> - 2026-11-18 x\n",
        "%%\n- 2026-11-18 x\n%%\n",
        "%% a\n- 2026-11-18 x\nb %%\n",
        "<!--\n- 2026-11-18 x\n-->\n",
        "<!-- vaulttool: list contact -->\n- 2026-11-18 x\n<!-- /vaulttool -->\n",
        "<div>\n- 2026-11-18 x\n</div>\n",
        "```\n- 2026-11-18 x\n",
    ],
)
def test_hidden_lines_hold_no_items(hidden: str) -> None:
    """Fences, indented code, quotes, comments, regions that vaulttool writes, HTML."""
    note = read(f"## Log\n- 2026-11-19 seen\n\n{hidden}")
    assert [item.text for item in note.items] == ["seen"]


def test_items_after_hidden_lines_count_again() -> None:
    """What is opened is closed."""
    opened = ["```\na\n```", "%%\nx\n%%", "<!-- x -->", "> q"]
    text = "".join(f"{part}\n- 2026-11-18 {name}\n" for part, name in zip(opened, "abcd", strict=True))
    assert [item.text for item in read("## Log\n" + text).items] == ["a", "b", "c", "d"]


def test_comments_within_a_line_are_left_out() -> None:
    """Both kinds; in a code span they are text."""
    assert only(log("2026-11-18 email out: a %% b %% c <!-- d -->e")).text == "a c e"
    assert only(log("2026-11-18 email out: `%% b %%` c")).text == "`%% b %%` c"


def test_comment_sign_that_is_never_closed_is_text() -> None:
    """A lone `%%` or region marker hides nothing."""
    note = read("50%% off\n<!-- vaulttool: list -->\n\n## Log\n- 2026-11-18 x\n")
    assert only(note).text == "x"


def test_links_of_the_body() -> None:
    """Wikilinks and Markdown links to notes with their place; no code, no embed, no web page."""
    note = read(
        "See [[Ana|A]] and [b](Ben%20Ode.md).\n`[[no]]` ``a ` [[no]]`` ![[pic.png]] [w](https://x.y/a.md)\n\n"
        "a `b\n[[no]]` [[Cid#Log]]\n| [[Dev\\|D]] |\n"
    )
    assert [(link.target, link.line, link.column, link.label) for link in note.links] == [
        ("Ana", 4, 5, "A"), ("Ben Ode", 4, 19, "b"), ("Cid", 8, 9, ""), ("Dev", 9, 3, "D"),
    ]  # fmt: skip


def test_tags_of_the_body() -> None:
    """`#tag` after a blank; no number, no heading, no code, no fragment."""
    note = read("#one and #two/b #3 x#no `#no` [a](#no)\n# Head\n\n    #no\n")
    assert note.tags == ("one", "two/b")


def test_headings_are_listed() -> None:
    """Those at the left edge, underlined ones too."""
    assert read("# One #\nTwo\nmore\n===\n- # no\n> # no\n").headings == ("One", "Two more")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", False),
        ("# Heading\n", False),
        ("She knows wetlands.\n", True),
        ("> a quote of hers\n", True),
        ("<!-- write here -->\n%% or here %%\n---\n", False),
        ("<!--\nwrite here\n-->\n", False),
        ("<details>\nwords\n</details>\n", True),
        ("```dataview\nlist\n```\n", False),
        ("## Questions\n- [ ] Q?\n", False),
        ("## Questions\n- [x] Q?\n  Answer\n", True),
        ("## Prepare\n- [ ] Read up ^research-org\n- [ ] my own step\n", False),
        ("## Debrief\n- the pay is low\n", True),
        ("## Advice\n- [ ] \n## Promises\n- [ ] me: \n", False),
        ("## Advice\n- [ ] Take the course\n", True),
        ("## Insights\n- \n", False),
        ("Notes\n-\n", False),
    ],
)
def test_has_notes_means_words_of_the_users_own(body: str, expected: bool) -> None:
    """Beyond headings, steps, questions without answers, comments and empty lines of a template."""
    assert read(body, "interview").has_notes is expected


def test_daily_note_mentions() -> None:
    """In the folder of daily notes a line that names somebody counts for that day; an open to-do does not."""
    text = "# Day\n- coffee with [[Ana]] (for:: update)\n- [ ] call [[Ben]]\n- [x] wrote to [[Cid]]\n"
    text += "Met [[Dev]].\n> [[no]]\n"
    settings = Settings(daily_notes="Daily")
    note = parse_note("Daily/2026/2026-11-18.md", text.encode(), settings).note
    assert [(i.type, i.day, i.line, i.links) for i in note.items] == [
        ("mention", DAY, 2, ("Ana",)), ("mention", DAY, 4, ("Cid",)), ("mention", DAY, 5, ("Dev",)),
    ]  # fmt: skip
    assert note.items[0].purpose == "update"
    assert parse_note("Daily/ideas.md", text.encode(), settings).note.items == ()
    assert parse_note("2026-11-18.md", text.encode(), settings).note.items == ()


WORDS = st.sampled_from(
    [
        "- ", "2026-11-18 ", "email ", "out", ": ", "(for:: update)", "[[A]]", "[x] ", "[ ] ", "  ", "* ", "`", "%%",
        "me: ", "gave ", "## Log\n", "## Questions\n", "## Promises\n", "## Favours\n", "> ", "```", *["\n"] * 3,
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map("".join), st.sampled_from(["contact", "interview", "question"]))
def test_every_item_stands_where_it_says(body: str, kind: str) -> None:
    """Lines and columns of items, links and findings are within the note; JSON and CRLF change nothing."""
    note = read(body, kind)
    lines = f"---\ntype: {kind}\n---\n{body}".split("\n")
    for item in note.items:
        assert lines[item.line - 1][item.column - 1] in "-*+0123456789"
    for link in note.links:
        assert lines[link.line - 1][link.column - 1] == "["
    assert all(0 < f.line <= len(lines) and f.column > 0 for f in note.findings)
    assert text_note(*note_texts(note)) == note
    assert read(body.replace("\n", "\r\n"), kind) == note


@given(st.lists(WORDS, max_size=25).map("".join), st.integers(1, 4))
def test_lines_below_move_items_down_only(body: str, count: int) -> None:
    """Blank lines above the body change line numbers and nothing else."""
    moved = read("\n" * count + body)
    assert [(i.line - count, i.text, i.answer) for i in moved.items] == [
        (i.line, i.text, i.answer) for i in read(body).items
    ]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a `b` c", [(2, 5)]),
        ("``a ` b``", [(0, 9)]),
        ("\\`a` b`", [(3, 7)]),
        ("`a", []),
        ("``a`", []),
        ('<a href="`">`', []),
        ("`<a`b>`", [(0, 4)]),
    ],
)
def test_code_spans_follow_commonmark(text: str, spans: list[tuple[int, int]]) -> None:
    """A run closes with the next run of its length; escapes and tags come first."""
    assert code_spans(text)[0] == spans
