"""Three versions of a note become one: the laws, attacked with made-up notes, and what people would expect to see."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from vaulttool.core.edit import AddLine, AddToList, Change, SetField, SetKey, apply
from vaulttool.core.merge import merge
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings

BASE = """---
type: contact
# where they are now
status: targeted
topics: [bogs, "fens"]
org: "[[Acme]]"
---

# Ana Ruiz

Met at the fair.

## Log

- 2026-11-01 email out: hello (for:: outreach)
- 2026-11-20 email in: yes

## Advice

- [ ] Take the plant course
  She did it herself.
- [ ] Read the field guide
"""


CONFLICT = "<<<<<<< ours\nstatus: met\n=======\nstatus: contacted\n>>>>>>> theirs\n"


def merged(ours: tuple[str, str], theirs: tuple[str, str], base: str = BASE) -> str:
    """The merge of the base with one replacement on each side, which must be clean."""
    assert ours[0] in base
    assert theirs[0] in base
    result = merge(base, base.replace(*ours, 1), base.replace(*theirs, 1))
    assert not result.has_conflicts, result.text
    return result.text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("targeted", "met"), ('"[[Acme]]"', '"[[Marsh]]"')),
        (("status: targeted\n", "status: targeted\nrole: Lead\n"), ("type: contact\n", "type: contact\nname: Ana\n")),
        (("status: targeted\n", ""), ("[[Acme]]", "[[Marsh]]")),
        (("# where they are now\nstatus: targeted\n", ""), ("[bogs", "[mires")),
        (("# where they are now\n", ""), ("targeted", "met")),
        (("[ ] Take", "[x] Take"), ("course\n", "course (used:: 2026-11-11)\n")),
        (("course\n", "course (effect:: work)\n"), ("  She did it herself.\n", "  She did it herself, in 2019.\n")),
        (("[ ] Read", "[-] Read"), ("[ ] Take", "[x] Take")),
        (("Met at the fair.", "Met at the Delta fair."), ("- [ ] Read the field guide\n", "")),
        (("email in: yes\n", "email in: yes, gladly\n"), ("- 2026-11-01 email out: hello (for:: outreach)\n", "")),
        (("## Advice", "## What they said"), ("[ ] Take", "[x] Take")),
    ],
)
def test_changes_at_different_places_are_both_taken(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    """As if one had been made after the other, whoever merges."""
    both = BASE.replace(*ours, 1).replace(*theirs, 1)
    assert merged(ours, theirs) == merged(theirs, ours) == both


@pytest.mark.parametrize(
    ("log", "ours", "theirs", "expected"),
    [
        ("- 2026-11-01 a\n", "- 2026-11-09 b\n", "- 2026-11-05 c\n",
         "- 2026-11-01 a\n- 2026-11-05 c\n- 2026-11-09 b\n"),
        ("", "- 2026-11-09 b\n", "- 2026-11-05 c\n", "- 2026-11-05 c\n- 2026-11-09 b\n"),
        ("- 2026-11-01 a\n", "- 2026-11-09 b\n", "- 2026-11-09 b\n- 2026-11-12 c\n",
         "- 2026-11-01 a\n- 2026-11-09 b\n- 2026-11-12 c\n"),
        ("- gave 2026-11-01: a\n", "- got 2026-11-09: b\n", "- asked 2026-11-05: c\n",
         "- gave 2026-11-01: a\n- asked 2026-11-05: c\n- got 2026-11-09: b\n"),
        ("- them: a\n", "- them: b\n", "- me: c\n", "- them: a\n- them: b\n- me: c\n"),
        ("- a\n", "- b\n  more of b\n", "- c\n  - part of c\n", "- a\n- b\n  more of b\n- c\n  - part of c\n"),
        ("- a\n", "- [ ] b\n", "- [x] b (used:: 2026-11-11)\n", "- a\n- [x] b (used:: 2026-11-11)\n"),
    ],
)  # fmt: skip
def test_lines_added_by_both_are_both_kept(log: str, ours: str, theirs: str, expected: str) -> None:
    """In date order where they have dates; what both wrote stands once."""
    head, tail = "# Ana\n\n## Log\n\n", "\n## Advice\n"
    result = merge(head + log + tail, head + log + ours + tail, head + log + theirs + tail)
    assert (result.text, result.has_conflicts) == (head + expected + tail, False)


def test_a_line_of_each_with_one_block_id_is_a_conflict_where_the_words_differ() -> None:
    """Both answered the same question of the preparation, each in other words; what belongs to the line is merged."""
    base = "---\ntype: interview\n---\n## Prepare\n"
    ours = f"{base}- [x] Read up on Ana: she led the 2019 survey ^research-person\n  - a\n"
    theirs = f"{base}- [x] Read her paper on wetlands, ask about plot 7 ^research-person\n  - a\n"
    result = merge(base, ours, theirs)
    assert result.has_conflicts
    assert (side(result.text, "ours"), side(result.text, "theirs")) == (ours, theirs)
    assert result.text.endswith(">>>>>>> theirs\n  - a\n")
    ticked = ours.replace("survey", "survey (used:: 2026-11-11)")
    assert merge(base, ours.replace("[x]", "[ ]"), ticked).text == ticked


def test_a_log_with_the_newest_first_stays_so() -> None:
    """The order is the one that the log has."""
    head = "## Log\n\n"
    result = merge(
        f"{head}- 2026-11-03 a\n- 2026-11-01 b\n",
        f"{head}- 2026-11-05 c\n- 2026-11-03 a\n- 2026-11-01 b\n",
        f"{head}- 2026-11-09 d\n- 2026-11-03 a\n- 2026-11-01 b\n",
    )
    assert result.text == f"{head}- 2026-11-09 d\n- 2026-11-05 c\n- 2026-11-03 a\n- 2026-11-01 b\n"


def test_the_same_line_added_at_two_places_stands_once() -> None:
    """One put it first, the other last."""
    old, new = "- 2026-11-01 a\n", "- 2026-11-09 b\n"
    assert merge(f"## Log\n\n{old}", f"## Log\n\n{new}{old}", f"## Log\n\n{old}{new}").text == f"## Log\n\n{new}{old}"


def test_a_first_line_under_a_new_heading_by_both() -> None:
    """The heading stands once when it is the same, and both when they are two."""
    note = "---\ntype: contact\n---\n"
    log = f"{note}\n## Log\n\n- 2026-11-09 a\n"
    assert merge(note, log, f"{note}\n## Log\n\n- 2026-11-05 b\n").text == (
        f"{note}\n## Log\n\n- 2026-11-05 b\n- 2026-11-09 a\n"
    )
    favours = merge(note, log, f"{note}\n## Favours\n\n- gave 2026-11-05: b\n")
    assert (favours.text, favours.has_conflicts) == (f"{log}\n## Favours\n\n- gave 2026-11-05: b\n", False)


@pytest.mark.parametrize("heading", ["## log", "## Log ", "##  Log"])
def test_a_new_heading_that_each_wrote_a_little_differently(heading: str) -> None:
    """It is one heading, as we wrote it, with the lines of both."""
    result = merge("# Ana\n", "# Ana\n\n## Log\n- 2026-11-09 a\n", f"# Ana\n\n{heading}\n- 2026-11-05 b\n")
    assert (result.text, result.has_conflicts) == ("# Ana\n\n## Log\n- 2026-11-05 b\n- 2026-11-09 a\n", False)
    twice = merge("", f"## Log\n- a\n{heading}\n", f"{heading}\n- b\n## Log\n")
    assert twice.text == f"## Log\n- a\n- b\n{heading}\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("[a, b]", "[a, b, c]", '[b, "d"]', 'topics: [b, c, "d"]\n'),
        ("\n  - a\n  - b # best", "\n  - b # best", "\n  - a\n  - b # best\n  - c", "topics:\n  - b # best\n  - c\n"),
        ("a", "[a, b]", "[a, c]", "topics: [a, b, c]\n"),
        ("[]", "[a]", "[a]", "topics: [a]\n"),
        ('["[[Ana]]"]', '["[[Ana]]", "[[Ben]]"]', '\n  - "[[Ana]]"\n  - "[[Cara, Lim]]"',
         'topics: ["[[Ana]]", "[[Ben]]", "[[Cara, Lim]]"]\n'),
    ],
)  # fmt: skip
def test_lists_are_merged_by_what_was_added_and_taken_out(base: str, ours: str, theirs: str, expected: str) -> None:
    """Each value as its writer wrote it; comments stay."""
    was, mine, yours = (
        f"---\ntype: contact\ntopics: {value}\n---\n".replace(": \n", ":\n") for value in (base, ours, theirs)
    )
    result = merge(was, mine, yours)
    assert (result.text, result.has_conflicts) == (f"---\ntype: contact\n{expected}---\n", False)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("t: [a]", "t: [a, b]", "t:\n  - a\n  - c # important remark"),
        ("t:\n  - a", "t:\n  - a\n  - b", "t:\n  - a # important remark"),
        ("t:\n  - a", "t:\n  - a\n  - b", "t:\n  # important remark\n  - a\n  - c"),
        ("t: [a]", "t: [a, b]", "t: [a, c] # important remark"),
        ("t:\n  - a", "t:\n  - a # important remark\n  - b", "t:\n  - c"),
        ("t:\n  - X # c", "t:\n  - Z\n  - X # c", "t:\n  - Y"),
        ("t: 2026-11-01", "t: # we never met", "t: # not sure"),
        ("t: a", "t: b # one", "t: b # two"),
        ("u: 1", "t: b # one\nu: 1", "t: b # two\nu: 1"),
        ("t: a", "t: {a: 1}", "t: {a: 2}"),
        ("u: 1", "t:\n  a: 1\nu: 1", "t:\n  a: 2\nu: 1"),
    ],
)
def test_what_has_no_place_in_the_merged_value_is_a_conflict(base: str, ours: str, theirs: str) -> None:
    """Comments that would be lost or come to stand at another value, and what is neither a value nor a list of them."""
    was, mine, yours = (f"---\ntype: contact\n{block}\n---\n" for block in (base, ours, theirs))
    result = merge(was, mine, yours)
    assert result.has_conflicts, result.text
    assert (side(result.text, "ours"), side(result.text, "theirs")) == (mine, yours)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("t: [a] # c", "t: [a, b] # c", "t: [a, d] # c", "t: [a, b, d] # c"),
        ("t: # c\n  - a # a", "t: # c\n  - a # a\n  - b # b", "t: # c\n  - d", "t: # c\n  - b # b\n  - d"),
        ("t: a", "t: b", "t: b # theirs", "t: b # theirs"),
        ("t: a # c", "t: b # ours", "t: 'b' # c", "t: b # ours"),
        ("t: a", "t: '#b'", 't: "#b"', "t: '#b'"),
    ],
)
def test_comments_go_where_their_values_go(base: str, ours: str, theirs: str, expected: str) -> None:
    """What one side wrote stays, what stood at a value that one side took out goes with it."""
    was, mine, yours, both = (f"---\ntype: contact\n{block}\n---\n" for block in (base, ours, theirs, expected))
    result = merge(was, mine, yours)
    assert (result.text, result.has_conflicts) == (both, False)


def test_a_field_changed_both_ways_is_a_conflict_in_that_field_only() -> None:
    """The YAML around stays valid, and the reader says what is left to decide."""
    ours = BASE.replace("targeted", "met").replace("- 2026-11-20", "- 2026-11-19 phone out: tried\n- 2026-11-20")
    theirs = BASE.replace("targeted", "contacted").replace("[[Acme]]", "[[Marsh]]")
    result = merge(BASE, ours, theirs)
    assert result.has_conflicts
    assert result.text == ours.replace("status: met\n", CONFLICT).replace("[[Acme]]", "[[Marsh]]")
    note = parse_note("Contacts/Ana.md", result.text.encode(), Settings()).note
    assert "conflict-markers" in [f.rule for f in note.findings]
    assert (note.text("org"), len(note.of("touch"))) == ("[[Marsh]]", 3)


@pytest.mark.parametrize(
    "changed", ["status: met\n---\n", "status: targeted\nrole: Lead\n---\n", "status: targeted\n---  \n"]
)
def test_a_frontmatter_that_one_took_out_and_the_other_changed_is_a_conflict(changed: str) -> None:
    """Its lines never stand without the `---` lines around them."""
    base, without = "---\nstatus: targeted\n---\nbody\n", "body\n"
    theirs = f"---\n{changed}body\n"
    for ours, other in ((without, theirs), (theirs, without)):
        result = merge(base, ours, other)
        assert result.has_conflicts, result.text
        assert (side(result.text, "ours"), side(result.text, "theirs")) == (ours, other)
    assert merge(base, without, base.replace("body", "more")).text == "more\n"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("hello", "hello there"), ("hello", "hello again")),
        (("[ ] Take", "[x] Take"), ("[ ] Take", "[-] Take")),
        (("course\n", "course (used:: 2026-11-11)\n"), ("course\n", "course (used:: 2026-11-12)\n")),
        (("fair.", "fair in May."), ("fair.", "fair in June.")),
        (("- [ ] Read the field guide\n", ""), ("[ ] Read", "[x] Read")),
        (("targeted", "met"), ("status: targeted\n", "")),
    ],
)
def test_what_both_changed_is_a_conflict_on_its_lines_only(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    """Deciding for one side gives that side's text, all else as it was."""
    mine, yours = BASE.replace(*ours, 1), BASE.replace(*theirs, 1)
    result = merge(BASE, mine, yours)
    assert result.has_conflicts
    assert (side(result.text, "ours"), side(result.text, "theirs")) == (mine, yours)
    assert len(result.text.split("\n")) <= len(BASE.split("\n")) + 4


def side(text: str, which: str) -> str:
    """The text with every conflict decided for one side."""
    keep = r"\1" if which == "ours" else r"\2"
    return re.sub(r"<{7} ours\n(.*?)={7}\n(.*?)>{7} theirs\n", keep, text, flags=re.S)


def test_bytes_that_nobody_touched_stay() -> None:
    """Byte order mark, Windows line ends, trailing blanks, odd quotes, and a last line without an end."""
    base = "\ufeff---\r\ntype:   contact\r\nnote: 'a \"b\"'   # mine\r\n---   \r\n\r\n## Log  \r\n- 2026-11-01 a"
    ours = base.replace("contact", '"contact"') + "\r\n- 2026-11-09 b"
    result = merge(base, ours, base + "\r\n- 2026-11-05 c")
    assert result.text == ours.replace("- 2026-11-09", "- 2026-11-05 c\r\n- 2026-11-09")


def test_new_line_ends_on_one_side_are_taken_along() -> None:
    """One side's editor rewrote the note with LF; the other added a line."""
    base = "## Log\r\n\r\n- 2026-11-01 a\r\n"
    result = merge(base, f"{base}- 2026-11-09 b\r\n", base.replace("\r\n", "\n"))
    assert result.text == "## Log\n\n- 2026-11-01 a\n- 2026-11-09 b\n"


def test_code_quotes_and_comments_are_no_lists() -> None:
    """Lines there are merged as text, so the same place changed twice is a conflict."""
    for opener, closer in (("```\n", "```\n"), ("%%\n", "%%\n"), ("<!--\n", "-->\n")):
        head, tail = f"## Log\n\n{opener}- a\n", closer
        assert merge(head + tail, f"{head}- b\n{tail}", f"{head}- c\n{tail}").has_conflicts, opener


def test_a_common_past_that_was_undecided() -> None:
    """Git merges two pasts that crossed and gives the outcome, markers included; only what is undecided is asked."""
    past = BASE.replace("status: targeted\n", CONFLICT.replace("<<<<<<<", "<" * 9).replace(">>>>>>>", ">" * 9))
    ours = BASE.replace("targeted", "met").replace("## Advice", "- 2026-11-25 phone out: b\n\n## Advice")
    theirs = BASE.replace("targeted", "contacted").replace("[[Acme]]", "[[Marsh]]")
    result = merge(past, ours, theirs)
    assert result.text == ours.replace("status: met\n", CONFLICT).replace("[[Acme]]", "[[Marsh]]")


def test_numbered_lines_are_text() -> None:
    """Two third steps are for a person to sort out."""
    base = "1. a\n2. b\n"
    assert merge(base, f"{base}3. c\n", f"{base}3. d\n").has_conflicts


# Laws

_LINES = st.sampled_from(
    [
        "---", "type: contact", "status: met", "status: 'x", "topics: [a, b]", "topics:", "  - a", "# c",
        "{a: b}", "a: &x 1", "", " ", "## Log", "## log ", "## Advice", "# Ana", "Text.",
        "- 2026-11-01 a", "- 2026-11-09 email out: b", "- [ ] c (used:: 2026-11-01)", "- [x] c", "  below",
        "  - nested", "\t- tab", "- ", "```", "%%", "<!--", "-->", "> q", "1. one",
        "<<<<<<< ours", "=======", ">>>>>>> theirs", "\ufeff", "\0", "\r", "===", "- d ^ab-c",
        "<!-- vaulttool:dashboard -->", "<!-- /vaulttool:dashboard -->", "- [x] p · q ^c2xxfx0r", "\u2028", "\ud800",
    ]
)  # fmt: skip
_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
NASTY = st.lists(st.tuples(_LINES, _ENDS), max_size=12).map(lambda parts: "".join(a + b for a, b in parts)) | st.text()


@given(base=NASTY, one=NASTY)
def test_a_side_that_changed_nothing_changes_nothing(base: str, one: str) -> None:
    """merge(b, b, t) = t, merge(b, o, b) = o, merge(b, o, o) = o, for any text."""
    for texts in ((base, base, one), (base, one, base), (base, one, one)):
        result = merge(*texts)
        assert (result.text, result.has_conflicts) == (one, False)


@examples(300)
@given(base=NASTY, ours=NASTY, theirs=NASTY)
def test_any_text_is_merged_without_a_crash_and_keeps_what_is_new(base: str, ours: str, theirs: str) -> None:
    """Every line that a side added and the base lacks stands in the result, in one piece or in its parts."""
    text = merge(base, ours, theirs).text
    have = set(re.findall(r"\w+", text))
    for new in (ours, theirs):
        assert set(re.findall(r"\w+", new)) - set(re.findall(r"\w+", base)) <= have


_DAY = st.integers(1, 28).map(lambda day: f"2026-11-{day:02}")
_WORD = st.sampled_from(["asked", "called", "wrote", "read", "met", "sent the list"])
_CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(lambda day, word: AddLine("log", f"{day} email out: {word}", order_by_date=True), _DAY, _WORD),
    st.builds(lambda word: AddLine("advice", f"[ ] {word} more"), _WORD),
    st.builds(lambda day, word: AddLine("favours", f"gave {day}: {word}", order_by_date=True), _DAY, _WORD),
    st.builds(SetField, st.sampled_from(["status", "role", "org", "email", "next_touch"]), _WORD),
    st.builds(AddToList, st.just("topics"), _WORD),
    st.builds(
        lambda key, day: SetKey(22, "Take the plant course", key, day), st.sampled_from(["used", "told"]), _DAY
    ),
)  # fmt: skip
EDITS = st.lists(_CHANGES, max_size=4)


def edited(text: str, changes: list[Change]) -> str:
    """The base with all changes made."""
    for change in changes:
        found = apply(text, change, "contact", Settings())
        assert isinstance(found, str)
        text = found
    return text


@examples(200)
@given(ours=EDITS, theirs=EDITS)
def test_two_people_who_use_the_commands(ours: list[Change], theirs: list[Change]) -> None:
    """Whoever merges gets the same lines; what each wrote is there; merging once more changes nothing."""
    mine, yours = edited(BASE, ours), edited(BASE, theirs)
    result, other_way = merge(BASE, mine, yours), merge(BASE, yours, mine)
    assert result.has_conflicts == other_way.has_conflicts
    lines = Counter(result.text.split("\n"))
    if not result.has_conflicts:
        assert _parts(result.text) == _parts(other_way.text)
        again = merge(BASE, result.text, yours)
        assert (again.text, again.has_conflicts) == (result.text, False)
        assert merge(mine, result.text, mine).text == result.text
    for text in (mine, yours):
        for line in set(text.split("\n")) - set(BASE.split("\n")):
            assert lines[line] or re.match(r"topics:|- \[ \] Take|<<<|>>>|===", line), line
    days = [t.day for t in parse_note("a.md", result.text.encode(), Settings()).note.of("touch")]
    assert days == sorted(days, key=str)


def _parts(text: str) -> Counter[str]:
    """The words of a text, however its lines and lists are ordered."""
    return Counter(re.findall(r"[^\s,\[\]]+", text))


@given(ours=EDITS, theirs=EDITS)
def test_a_conflict_decided_for_a_side_reads_well(ours: list[Change], theirs: list[Change]) -> None:
    """Whichever side one takes, the frontmatter is one that can be read, with each key once."""
    text = merge(BASE, edited(BASE, ours), edited(BASE, theirs)).text
    for which in ("ours", "theirs"):
        note = parse_note("Contacts/Ana.md", side(text, which).encode(), Settings()).note
        assert not [f for f in note.findings if f.severity == "error" or f.rule == "duplicate-key"]


_REMARK = st.sampled_from(["", "", " # one", " # two", " # three"])
_VALUES = st.lists(st.tuples(st.sampled_from("abcd"), _REMARK), max_size=3, unique_by=lambda pair: pair[0])
_DASHES = st.builds(
    lambda remark, values: f"t:{remark}\n" + "".join(f"  - {value}{one}\n" for value, one in values), _REMARK, _VALUES
)
_BRACKETS = st.builds(
    lambda remark, values: f"t: [{', '.join(value for value, _ in values)}]{remark}\n", _REMARK, _VALUES
)
_SCALARS = st.tuples(st.sampled_from(["t:", "t: a"]), _REMARK, st.just("\n")).map("".join)
FIELDS = st.one_of(st.just(""), _DASHES, _DASHES, _BRACKETS, _SCALARS)


@examples(400)
@given(base=FIELDS, ours=FIELDS, theirs=FIELDS)
def test_no_comment_is_lost_or_moved_without_a_conflict(base: str, ours: str, theirs: str) -> None:
    """Every comment that a side wrote is there, and stands where that side wrote it."""
    one, two, three = (f"---\ntype: contact\n{field}---\n" for field in (base, ours, theirs))
    result = merge(one, two, three)
    there, was, mine, yours = map(_remarks, (result.text, base, ours, theirs))
    assert (mine | yours) - was <= there
    assert mine & yours <= there
    assert there <= mine | yours


def _remarks(text: str) -> set[tuple[str, str]]:
    """The comments of a field, each with the value of its line, if that is one of several."""
    return {(value, remark) for value, remark in re.findall(r"(?:- (\w)|: .*|:) # (\w+)$", text, flags=re.M)}


def test_a_long_note_of_alike_lines_is_merged_at_once() -> None:
    """Thousands of lines without a landmark are no burden."""
    base = "\n".join(["a", "", "b", ""] * 3000)
    result = merge(base, f"x\n{base}\ny", base.replace("b", "c", 40))
    assert "x" in result.text
    assert result.text.count("c") >= 40
