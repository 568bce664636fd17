"""Escaping: text of a note stays readable and makes no structure, in Markdown and in a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.effort import examples
from vaulttool.core.escape import _SPECIAL, _may_act, clip, markdown, prose, terminal, visible, wikilink

"""A busy machine is no failure."""

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])

TROUBLE = st.text(st.sampled_from("ab1 \\`*_[]()<>#|^~$%={}:/!&;-+.@\"'\n\t\x1b\u202e\u2028é"), max_size=30)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | TROUBLE


def shown(text: str) -> tuple[str, set[str]]:
    """The text that a rendered line shows, and the kinds of inline tokens in it."""
    inline = [token for token in GFM.parse(text) if token.type == "inline"]
    children: list[Token] = [child for token in inline for child in token.children or []]
    return "".join(child.content for child in children), {child.type for child in children}


@given(ANY)
@example("<https://evil.example>")
@example("https://a.example/b_c?d=e&f=g. And www.b.example")
@example("&copy; &#35; AT&T")
@example("a\\|b\\\\|c")
@example(":tada: 10:30:15 key:: value")
@example("**x** ~~y~~ ==z== %%c%% $d$ `e` [f](g) ![[h]] <!-- i -->")
def test_markdown_renders_as_itself(text: str) -> None:
    """In the middle of a line any text shows as itself; nothing but a plain web address becomes anything else."""
    line, kinds = shown(f"x {markdown(text)} y")
    assert " ".join(line.split()) == " ".join(f"x {visible(text)} y".split())
    assert kinds <= {"text", "text_special", "link_open", "link_close"}
    if "link_open" in kinds:
        assert "http://" in text or "https://" in text


@given(ANY)
@example("- [ ] task")
@example("1. one")
@example("> quote")
@example("---")
@example("# heading")
@example("    code")
def test_markdown_may_begin_a_list_item(text: str) -> None:
    """A value that opens a list item, blanks around it stripped, begins no block of its own."""
    blocks = [token.type for token in GFM.parse(f"- {markdown(text).strip()} ^id")]
    assert blocks[:3] == ["bullet_list_open", "list_item_open", "paragraph_open"]
    assert len(blocks) == 7


@given(ANY)
def test_markdown_holds_nothing_that_programs_look_for(text: str) -> None:
    """No link, block id, comment, template, inline field, inline query, tag or marker is left for plain text search."""
    found = markdown(text)
    for sign in ("[[", "^", "%%", "{{", "::", "<!--", "<%", "\n", "==", "$=", "`="):
        assert all(found[at - 1 : at] == "\\" for at in range(len(found)) if found.startswith(sign, at)), sign
    assert not any(unicodedata.category(char) == "Cc" for char in found)


@given(ANY)
def test_a_table_cell_stays_one_cell(text: str) -> None:
    """Bars and line breaks in a value neither end the cell nor the row."""
    html = GFM.render(f"| a | b |\n|---|---|\n| {markdown(text)} | end |\n")
    assert html.count("<td>") == 2
    assert html.count("<tr>") == 2


@given(ANY)
def test_terminal_text_is_one_line_without_controls(text: str) -> None:
    """No control character and no change of writing direction reaches a terminal."""
    assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") or "\u202a" <= c <= "\u202e" for c in terminal(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("a\nb\r\nc", r"a\nb\nc"),
        ("\u202eevil", r"\u202eevil"),
        ("bad \udcff name", r"bad \udcff name"),
        ("Zoë 李 👩\u200d🔬", "Zoë 李 👩\u200d🔬"),
    ],
)
def test_terminal_spells_out_what_it_would_obey(text: str, expected: str) -> None:
    """Escape sequences, breaks and broken Unicode can be seen; accents, wide letters and joined emoji are kept."""
    assert terminal(text) == expected


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("Contacts/Ana Ruiz.md", "Ana Ruiz", "[[Ana Ruiz]]"),
        ("Contacts/ana-ruiz.md", "Ana Ruiz", "[[ana-ruiz|Ana Ruiz]]"),
        ("Contacts/ana_ruiz.md", "ana_ruiz", "[[ana_ruiz]]"),
        ("Contacts/A]]B.md", "A]]B", r"A\]\]B"),
        ("Contacts/C# dev.md", "C# dev", r"C\# dev"),
        ("Contacts/ana.md", "A|B", r"A\|B ([[ana]])"),
        ("Contacts/<script>.md", "<script>", r"\<script>"),
        ("Contacts/a\nb.md", "a\nb", "a b"),
    ],
)
def test_wikilink_or_plain_text(path: str, name: str, expected: str) -> None:
    """A link where the file name permits one, else the name as text."""
    assert wikilink(path, name) == expected


def test_wikilink_of_a_shared_file_name() -> None:
    """Where two notes have one file name the link says the folder; in a table the bar is escaped."""
    assert wikilink("Old/Ana Ruiz.md", "Ana Ruiz", shared=True) == "[[Old/Ana Ruiz|Ana Ruiz]]"
    assert wikilink("Old/Ana Ruiz.md", "Ana Ruiz", shared=True, cell=True) == r"[[Old/Ana Ruiz\|Ana Ruiz]]"


@given(st.text(max_size=20), ANY, st.booleans(), st.booleans())
def test_a_wikilink_is_one_link_or_none(stem: str, name: str, shared: bool, cell: bool) -> None:
    """Whatever file and name are called, at most one link opens, and it closes."""
    found = wikilink(f"Contacts/{stem}.md", name, shared=shared, cell=cell)
    opened = found.replace("\\[", "").count("[[")
    assert opened == found.replace("\\]", "").count("]]") <= 1
    assert "\n" not in found


def test_prose_keeps_harmless_code() -> None:
    """Code in our own words stays code unless something in it could act."""
    assert prose('write `contact: ["[[Ana]]"]`, not *this*') == 'write `contact: ["[[Ana]]"]`, not \\*this\\*'
    assert prose("`= 1 + 1` and `$= x` and `a:: b` and `<!-- x -->`").count("\\`") == 8


@given(ANY)
def test_prose_renders_as_itself(text: str) -> None:
    """Words of ours that quote a note show what they say and nothing more."""
    line, kinds = shown(f"x {prose(text)} y")
    assert kinds <= {"text", "text_special", "link_open", "link_close", "code_inline"}
    assert line.replace("`", "").split() == f"x {visible(text)} y".replace("`", "").split()


@examples(100)
@given(
    st.lists(st.sampled_from([*"\\`*[]<#|^~${_!%=:/&a1 ", "%%", "==", "::", "://", ":a:", "&amp;"]), max_size=2).map(
        "".join
    )
)
def test_what_acts_is_never_taken_for_harmless(text: str) -> None:
    """The quick look misses nothing that is escaped."""
    assert _may_act(text) or not _SPECIAL.search(text)


def test_clip_shows_that_something_was_cut() -> None:
    """Text of the length stays; longer text ends in an ellipsis within the length."""
    assert clip("abcd", 4) == "abcd"
    assert clip("abcde", 4) == "abc…"
