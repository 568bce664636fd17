"""Laws of editing, attacked with made-up notes: only what was meant changes, back is back, twice is once."""

from __future__ import annotations

import io
from datetime import date

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.effort import examples
from vaulttool.core.edit import (
    AddLine,
    AddToList,
    Change,
    Refusal,
    RemoveFromList,
    SetBox,
    SetField,
    SetKey,
    Unset,
    apply,
)
from vaulttool.core.edit.scalars import looks_like, written
from vaulttool.core.parse.note import parse_note
from vaulttool.core.schema import Type
from vaulttool.core.settings import Settings

DEFAULTS = Settings()
ODD = (
    "no", "12:30", "0123", "1e3", "- x", "a: b", "x #y", "[[x]]", " x ", "@x", "`x", "%x", "!x", "&x", "*x", "| x",
    "> x", "{{date}}", "\U0001f33f", "\\n", "'", '"', "it's \"so\"", "~", "null", "true", "=", "<<", "2026-12-01",
    "a, b", "a?b",
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(ODD),
    st.text(st.sampled_from("abz 01:#-,[]{}'\"?\\|>\u00e9"), max_size=8),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=6),
)
PLAIN = VALUES.filter(lambda text: written(text, Type.TEXT) == text)
EOLS = st.sampled_from(("\n", "\r\n"))
LISTS = st.lists(VALUES, min_size=1, max_size=4).map(tuple)
ABOVE = (
    "", "# a comment", "type: contact", "mine: |\n  role: x\n\n  # no comment", "mine:\n  - role: x\n  # c", "name:",
    "aliases: [a,\n  b]  # c", "email:\n- a\n- b # c", "'quoted key': \"x\"", "mine: a\n  role b", "  \nname: Ana",
    "twice: 1\ntwice: 2", "location: |+\n  a\n\n",
)  # fmt: skip
BELOW = (
    "", "# role: x", "status:   met   # c", "topics:\n  # c\n  - a  # d\n  - 'b'\n", "mine2: {a: [b, c]}", "role2: x",
    "wants: >-\n  a\n  b\n\n", "referred_by: [[Ana]]", "private: true\n\n", "zebra: 0123",
)  # fmt: skip
BODIES = (
    "",
    "\n# Ana\n\nrole: x\n",
    "---\nrole: x\n---\n",
    "\n## Log\n\n- 2026-11-01 email out: a\n  b\n\n## Advice\n\n- [ ] Go ^x",
    "\n```\n## Log\n```\n\n## Log\n%% c %%\n",
    "text  \n\n\n",
    "\n## Log\n* 2026-12-03 b\n* 2026-11-01 a\n\n> ## Log\n\nNext\n===\n",
    "\n- a\n\n      ## Log\n1. b\n   ## Log\n<!-- x\n## Log\n-->\n%%\n## Log\n%%",
    "\n## Log\n### 2026\n- 2026-11-01 a\n# B\n- x\n",
)


@st.composite
def notes(draw: st.DrawFn, line: str = "") -> tuple[str, str]:
    """A note around a line of its frontmatter, as the text before the line and the text from there on."""
    above, below = (
        draw(st.lists(st.sampled_from(ABOVE), max_size=3)),
        draw(st.lists(st.sampled_from(BELOW), max_size=3)),
    )
    keys = [part.split(":")[0] for part in above + below if ":" in part]
    assume(len(keys) == len(set(keys)))
    bom = draw(st.sampled_from(("", "\ufeff")))
    head = bom + "".join(f"{part}\n" for part in ("---", *above))
    tail = "".join(f"{part}\n" for part in (*below, "---")) + draw(st.sampled_from(BODIES))
    eol = draw(EOLS)
    return head.replace("\n", eol), f"{line}{eol if line else ''}" + tail.replace("\n", eol)


def edited(text: str, change: Change, kind: str = "contact") -> str:
    """The new text; the test fails on a refusal."""
    found = apply(text, change, kind, DEFAULTS)
    assert isinstance(found, str), found
    return found


def quoted_by_habit(text: str) -> list[str]:
    """Ways a user may write a text, the one with no or the needed quotes first."""
    ways = [written(text, Type.TEXT)]
    if (
        "\u2028" not in text
        and "\u2029" not in text
        and "\ufeff" not in text
        and "\uffff" not in text
        and "\ufffe" not in text
    ):
        ways += ["'" + text.replace("'", "''") + "'", '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"']
    return ways


WAYS = VALUES.flatmap(lambda text: st.tuples(st.just(text), st.sampled_from(quoted_by_habit(text))))


@examples(60)
@given(notes(), WAYS, VALUES, st.sampled_from(("", " ", "  # why")))
def test_d01_d02_set_changes_exactly_the_value(
    note: tuple[str, str], present: tuple[str, str], value: str, end: str
) -> None:
    """Before and behind the value every byte is as it was, and all readers read the new value."""
    head, rest = note
    tail = end + ("\r\n" if "\r\n" in head else "\n") + rest
    found = edited(f"{head}role: {present[1]}{tail}", SetField("role", value))
    assert found.startswith(f"{head}role: ")
    assert found.endswith(tail)
    new = found[len(head) + len("role: ") : len(found) - len(tail)]
    assert read_by_all(f"role: {new}\n") == [value] * 3


def read_by_all(block: str) -> list[object]:
    """The only value of a block as PyYAML, ruamel.yaml (YAML 1.2) and vaulttool read it."""
    ours = parse_note("Contacts/A.md", f"---\n{block}---\n".encode(), DEFAULTS).note
    (field,) = ours.fields.values()
    (one,) = yaml.safe_load(block).values()
    (other,) = YAML(typ="rt").load(io.StringIO(block)).values()
    return [one, other, field.values[0]]


@examples(60)
@given(notes(), WAYS, VALUES)
def test_d10_set_and_set_back_gives_the_same_bytes(note: tuple[str, str], present: tuple[str, str], value: str) -> None:
    """Whatever stands in between, the text is as it was.

    Two habits are not kept: quotes without need, when the value in between needs the same ones, and `'[[link]]'`.
    """
    text, way = present
    assume(not (text.startswith("[[") and way.startswith("'")))
    between = written(value, Type.TEXT, way, text)
    assume(way == written(text, Type.TEXT) or between != written(value, Type.TEXT))
    before = f"{note[0]}role: {way}\n{note[1]}"
    assert edited(edited(before, SetField("role", value)), SetField("role", text)) == before


@examples(60)
@given(notes(), VALUES)
def test_d05_a_new_key_moves_nothing_and_goes_without_a_trace(note: tuple[str, str], value: str) -> None:
    """One line more, with the file's line end; unset gives the same bytes."""
    before = "".join(note)
    found = edited(before, SetField("role", value))
    assert edited(found, SetField("role", value)) == found
    assert edited(found, Unset("role")) == before
    lines = found.splitlines(keepends=True) if value.isascii() else found.split("\n")
    assert len(lines) == len(before.splitlines(keepends=True) if value.isascii() else before.split("\n")) + 1
    eol = "\r\n" if "\r\n" in before else "\n"
    assert f"{eol}role: {written(value, Type.TEXT)}{eol}" in found


@examples(60)
@given(st.sampled_from(BODIES), EOLS, VALUES)
def test_d06_a_new_block_leaves_the_body_as_it_is(body: str, eol: str, value: str) -> None:
    """Whatever the body is, it stands below the new block to the byte."""
    text = "# Ana\n" + body
    found = edited(text.replace("\n", eol), SetField("role", value))
    assert found == f"---{eol}role: {written(value, Type.TEXT)}{eol}---{eol}" + text.replace("\n", eol)


@examples(60)
@given(notes(), WAYS)
def test_d09_the_present_value_writes_nothing(note: tuple[str, str], present: tuple[str, str]) -> None:
    """However the value is written, saying it again gives the same text."""
    text = f"{note[0]}role: {present[1]}\n{note[1]}"
    assert edited(text, SetField("role", present[0])) == text
    assert edited(text, AddToList("role", present[0])) == text


@examples(60)
@given(notes(), LISTS, LISTS, st.booleans())
def test_d10_a_list_set_and_set_back(
    note: tuple[str, str], values: tuple[str, ...], others: tuple[str, ...], dashes: bool
) -> None:
    """In brackets or with dashes, all readers read the new values, and back is back."""
    if dashes:
        block = "schools:\n" + "".join(f"  - {written(value, Type.TEXT)}\n" for value in values)
    else:
        block = f"schools: [{', '.join(written(value, Type.TEXT, flow=True) for value in values)}]\n"
    before = f"{note[0]}{block}{note[1]}"
    found = edited(before, SetField("schools", others))
    assert found.startswith(f"{note[0]}schools:")
    assert found.endswith(note[1])
    new = found[len(note[0]) : len(found) - len(note[1])]
    assert yaml.safe_load(new) == {"schools": list(others)}
    assert YAML(typ="rt").load(io.StringIO(new)) == {"schools": list(others)}
    assert edited(found, SetField("schools", values)) == before


@examples(60)
@given(notes(), LISTS, VALUES)
def test_add_and_remove_gives_the_same_bytes(note: tuple[str, str], values: tuple[str, ...], value: str) -> None:
    """An entry that is added and removed leaves the list as it was."""
    assume(value not in values)
    before = f"{note[0]}schools:\n{''.join(f'- {written(one, Type.TEXT)} # c{chr(10)}' for one in values)}{note[1]}"
    found = edited(before, AddToList("schools", value))
    assert edited(found, AddToList("schools", value)) == found
    assert edited(found, RemoveFromList("schools", value)) == before


LINES = st.text(st.sampled_from("ab :#-*[]x(^`%!<>\u00e9"), min_size=1, max_size=8).map(
    lambda text: f"2026-11-20 {text}"
)


@examples(60)
@given(notes(), st.sampled_from(("log", "advice", "favours")), LINES, st.booleans())
def test_a_line_is_added_once_and_nothing_else_moves(
    note: tuple[str, str], section: str, line: str, by_date: bool
) -> None:
    """The old text is what is left without the new line, its heading and blank lines; the same line again: the same."""
    text = "".join(note)
    change = AddLine(section, line, by_date)
    found = apply(text, change, "contact", DEFAULTS)
    if isinstance(found, Refusal):
        assert any(sign in line for sign in "`%<*-"), found
        return
    assert apply(found, change, "contact", DEFAULTS) == found
    before, after = text.split("\n"), found.split("\n")
    rest = iter(after)
    assert all(one in rest for one in before[:-1]), "a line of the note is lost or moved"
    new = len(after) - len(before)
    assert 1 <= new <= 5
    old = parse_note("Contacts/A.md", text.encode(), DEFAULTS).note
    now = parse_note("Contacts/A.md", found.encode(), DEFAULTS).note
    assert len(now.items) - len(old.items) in (0, 1)
    assert now.fields == old.fields


@examples(60)
@given(
    notes(),
    st.sampled_from(("", "[ ] ", "[x] ", "[?] ")),
    st.sampled_from(("", " ^id", " (told:: x) ^id", " \U0001f4c5 2026-12-01", "  ")),
)
def test_a_box_and_a_key_change_one_line(note: tuple[str, str], box: str, end: str) -> None:
    """Ticked and with a key, the item line is another; all other lines are the same."""
    text = "".join(note) + f"\n\n## Promises\n\n- {box}me: send it{end}\n- [ ] me: call\n"
    line = text.count("\n") - 1
    found = edited(edited(text, SetBox(line, "send it", "x")), SetKey(line, "send it", "told", "2026-12-02"))
    before, after = text.split("\n"), found.split("\n")
    assert [n for n, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1]] == [line]
    item = parse_note("Contacts/A.md", found.encode(), DEFAULTS).note.of("promise")[-2]
    assert (item.box, item.key_day("told"), item.text) == ("x", date(2026, 12, 2), "send it")


CHANGES: tuple[Change, ...] = (
    SetField("role", "x"), SetField("topics", ("a", "b")), AddToList("topics", "x"), RemoveFromList("topics", "a"),
    Unset("role"), AddLine("log", "2026-12-01 x"), SetBox(1, "Go", "x"), SetKey(1, "Go", "used", "2026-12-01"),
)  # fmt: skip
BROKEN = (
    "role: a: b",
    "role: [a",
    "role: 'a",
    "role: &a b",
    "\tx: y",
    "- a: [",
    "role: @x",
    "<<: a",
    "role: !x y",
    "%YAML 1.2",
)


@examples(60)
@given(notes(), st.sampled_from(BROKEN), st.sampled_from(CHANGES))
def test_d15_unreadable_frontmatter_forbids_every_edit(note: tuple[str, str], line: str, change: Change) -> None:
    """Where YAML cannot read the frontmatter, nothing is written."""
    eol = "\r\n" if "\r\n" in note[0] else "\n"
    assert isinstance(apply(f"{note[0]}{line}{eol}{note[1]}", change, "contact", DEFAULTS), Refusal)


@examples(60)
@given(notes(), st.sampled_from(CHANGES), st.booleans())
def test_d15_conflict_markers_forbid_every_edit(note: tuple[str, str], change: Change, above: bool) -> None:
    """An unresolved merge in the frontmatter or at the end forbids every edit."""
    marks = "<<<<<<< ours\nrole: a\n=======\nrole: b\n>>>>>>> theirs\n"
    text = f"{note[0]}{marks}{note[1]}" if above else "".join(note).removesuffix("%%") + f"\n{marks}"
    assert isinstance(apply(text, change, "contact", DEFAULTS), Refusal)


@examples(60)
@given(
    notes("role: a"),
    st.sampled_from((SetField("role", "x"), SetField("role", "a"), AddToList("role", "x"), Unset("role"))),
)
def test_d07_a_doubled_key_is_never_written(note: tuple[str, str], change: Change) -> None:
    """A key that stands twice is refused, even for the value that it has."""
    assert isinstance(apply(f"{note[0]}role: b\n{note[1]}", change, "contact", DEFAULTS), Refusal)


@examples(60)
@given(st.text(st.sampled_from("-:a \n\r'\"[]{}#|>&*!?,\t\\\u2028x"), max_size=30), st.sampled_from(CHANGES))
def test_c10_no_text_raises_and_what_is_written_is_meant(inner: str, change: Change) -> None:
    """Any frontmatter is edited with all other fields as they were, or refused."""
    text = f"---\n{inner}\n---\n\n## Advice\n\n- Go\n"
    found = apply(text, change, "contact", DEFAULTS)
    if isinstance(found, Refusal):
        assert found.message
        return
    old = parse_note("Contacts/A.md", text.encode(), DEFAULTS).note
    now = parse_note("Contacts/A.md", found.encode(), DEFAULTS).note
    said = [{name: (f.values, f.shape) for name, f in one.fields.items()} for one in (old, now)]
    for name in ("role", "topics"):
        said[0].pop(name, None)
        said[1].pop(name, None)
    assert said[0] == said[1]


PARTS = (
    "", "## Log", "# Log", "### x", "## Advice", "Log", "- 2026-11-01 email out: a", "* 2026-12-09 b", "1. x", "-",
    "  - 2026-11-02 c", "- [ ] Go", "\t- t", "- a %% b", "- `x", "- ```", "text", "  more", "    code", "> q", "[a]: b",
    "`", "$$", "```", "~~~", "%%", "%% c %%", "<!--", "-->", "<!-- c -->", "<div>", "</div>", "---", "===", "***",
)  # fmt: skip


@examples(60)
@given(
    st.lists(st.sampled_from(PARTS), max_size=9),
    EOLS,
    st.sampled_from((AddLine("log", "2026-11-20 email in: x", True), SetBox(1, "Go", "x"))),
)
def test_c10_any_body_is_edited_as_meant_or_refused(lines: list[str], eol: str, change: Change) -> None:
    """One more touch, or one more ticked box, and all other items as they were, as the whole note is read."""
    text = eol.join(lines)
    found = apply(text, change, "contact", DEFAULTS)
    if isinstance(found, Refusal) or found == text:
        return
    old, now = (parse_note("Contacts/A.md", one.encode(), DEFAULTS).note for one in (text, found))
    before, after = ([(item.type, item.text, item.box, item.section) for item in note.items] for note in (old, now))
    more = [item for item in after if item not in before or after.count(item) > before.count(item)]
    assert more[:1] in ([("touch", "x", "", "log")], [("advice", "Go", "x", "advice")])
    assert len(after) - len(before) == isinstance(change, AddLine)


@pytest.mark.parametrize("text", [text for text in ODD if looks_like(text) or written(text, Type.TEXT) != text])
def test_d04_a_note_that_is_edited_is_read_the_same_everywhere(text: str) -> None:
    """A text that needs care, set in a note, in a list, and as a list of one."""
    block = edited("---\n---\n", SetField("role", text)).removeprefix("---\n").removesuffix("---\n")
    assert read_by_all(block) == [text] * 3
