"""Links led elsewhere in the text of a note: only their targets change, and back is back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.effort import examples
from tests.support import MemoryNotes, parsed
from vaulttool.core.book import Book
from vaulttool.core.edit import Refusal
from vaulttool.core.model import Note
from vaulttool.core.relink import Course, relink, unlink
from vaulttool.core.settings import Settings

DEFAULTS = Settings()
OLD, NEW = "Contacts/Ana Ruiz.md", "Contacts/Ana Smith-Ruiz.md"
VAULT = {
    "Ana Ruiz": "---\ntype: contact\naliases: [Annie]\n---\n",
    "Ben Ode": "---\ntype: contact\n---\n",
    "Alumni/Cara Lim.md": "---\ntype: contact\n---\n",
}


def course(old: str = OLD, new: str = NEW, vault: dict[str, str] | None = None) -> Course:
    """From where links lead now to where they lead once the note at `old` stands at `new`."""
    before = parsed(vault or VAULT)
    after: dict[str, Note] = {path: note for path, note in before.items() if path != old}
    after[new] = replace(before[old], path=new)
    return Course(Book(MemoryNotes(before)), Book(MemoryNotes(after)), {old: new})


def back(there: Course) -> Course:
    """The way back."""
    return Course(there.after, there.before, {new: old for old, new in there.moved.items()})


def led(text: str, there: Course | None = None, path: str = "Interviews/Talk.md", kind: str = "interview") -> str:
    """The new text; the test fails on a refusal."""
    found = relink(text, path, kind, DEFAULTS, there or course())
    assert isinstance(found, str), found
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[Ana Ruiz]]", "[[Ana Smith-Ruiz]]"),
        ("[[ana ruiz|Ana]]", "[[Ana Smith-Ruiz|Ana]]"),
        ("[[Ana Ruiz#The log|her log]]", "[[Ana Smith-Ruiz#The log|her log]]"),
        ("![[Ana Ruiz#^x1]]", "![[Ana Smith-Ruiz#^x1]]"),
        ("[[Ana Ruiz^x1]]", "[[Ana Smith-Ruiz^x1]]"),
        ("[[Contacts/Ana Ruiz]]", "[[Contacts/Ana Smith-Ruiz]]"),
        ("[[/Contacts/Ana Ruiz.md]]", "[[/Contacts/Ana Smith-Ruiz.md]]"),
        ("[[../Contacts/Ana Ruiz]]", "[[../Contacts/Ana Smith-Ruiz]]"),
        ("[her](Ana%20Ruiz.md#The%20log)", "[her](Ana%20Smith-Ruiz.md#The%20log)"),
        ("[her](<../Contacts/Ana Ruiz.md>)", "[her](<../Contacts/Ana Smith-Ruiz.md>)"),
        ('![her](../Contacts/Ana%20Ruiz.md "t")', '![her](../Contacts/Ana%20Smith-Ruiz.md "t")'),
        ("| [[Ana Ruiz\\|A]] | x |\n|-|-|", "| [[Ana Smith-Ruiz\\|A]] | x |\n|-|-|"),
        ("# With [[Ana Ruiz]]", "# With [[Ana Smith-Ruiz]]"),
        ("> [!note] [[Ana Ruiz]]", "> [!note] [[Ana Smith-Ruiz]]"),
        (
            "- [ ] them: meet [[Ana Ruiz]] (by:: 2026-12-05) ^x",
            "- [ ] them: meet [[Ana Smith-Ruiz]] (by:: 2026-12-05) ^x",
        ),
    ],
)
def test_every_form_of_a_link_keeps_its_form(before: str, after: str) -> None:
    """Name, path, relative path, embed, Markdown link; label, heading and block stay as they are."""
    text = f"---\ntype: interview\n---\nA {before} B.\r\nC"
    text = text.replace("A ", "").replace(" B.", "") if before[0] in "#>-|" else text
    assert led(text) == text.replace(before, after)


@pytest.mark.parametrize(
    "text",
    [
        "[[Annie]] and [[Annie|her]]",
        "`[[Ana Ruiz]]`",
        "```\n[[Ana Ruiz]]\n```",
        "    [[Ana Ruiz]]",
        "%% [[Ana Ruiz]] %%",
        "<!-- [[Ana Ruiz]] -->",
        "%%\n[[Ana Ruiz]]\n%%",
        "<!-- vaulttool: list contact -->\n[[Ana Ruiz]]\n<!-- /vaulttool -->",
        "[[Ana Ruizx]] [[Ben Ode]] Ana Ruiz [x](https://a.example/Ana%20Ruiz.md) [[#Ana Ruiz]] [i](../Ana%20Ruiz.png)",
    ],
)
def test_what_is_no_link_there_stays(text: str) -> None:
    """Aliases that still hold, code, comments, lists that vaulttool writes, other targets, plain words."""
    assert led(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('contact: "[[Ana Ruiz]]"  # c', 'contact: "[[Ana Smith-Ruiz]]"  # c'),
        ("contact: [[Ana Ruiz]]", "contact: [[Ana Smith-Ruiz]]"),
        ("people: Ana Ruiz", "people: Ana Smith-Ruiz"),
        ("contact: ['[[Ana Ruiz|Ana]]', \"[[Ben Ode]]\"]", "contact: ['[[Ana Smith-Ruiz|Ana]]', \"[[Ben Ode]]\"]"),
        ("contact:\n- Ana Ruiz # c\n- '[[Ben Ode]]'", "contact:\n- Ana Smith-Ruiz # c\n- '[[Ben Ode]]'"),
        ('contact: "[Ana](../Contacts/Ana%20Ruiz.md)"', 'contact: "[Ana](../Contacts/Ana%20Smith-Ruiz.md)"'),
        ("aliases: ['[[Ana Ruiz]] and I']", "aliases: ['[[Ana Smith-Ruiz]] and I']"),
        ("mine: {a: ['[[Ana Ruiz]]']}", "mine: {a: ['[[Ana Smith-Ruiz]]']}"),
        ("summary: |\n  from [[Ana Ruiz]]\n  x", "summary: |\n  from [[Ana Smith-Ruiz]]\n  x"),
        ('summary: "\\u00e9 [[Ana Ruiz]]"', 'summary: "\\u00e9 [[Ana Smith-Ruiz]]"'),
        ('contact: "[[An\\u0061 Ruiz]]"', 'contact: "[[Ana Smith-Ruiz]]"'),
        ("summary: Ana Ruiz", "summary: Ana Ruiz"),
    ],
)
def test_properties_keep_quotes_comments_and_style(before: str, after: str) -> None:
    """In any field, ours or the user's own; a plain name where the field is one of links."""
    text = "---\ntype: interview\n{}\ndate: 2026-12-01\n---\nx\n"
    assert led(text.format(before)) == text.format(after).replace("{}", "")


def test_a_name_that_yaml_would_misread_gets_quotes() -> None:
    """The value is read back as the new name."""
    there = course(new="Contacts/O'Neil, Ana.md")
    assert led("---\ncontact: ['x', Ana Ruiz]\n---\n", there) == "---\ncontact: ['x', \"O'Neil, Ana\"]\n---\n"
    assert led("---\ncontact: ['[[Ana Ruiz]]']\n---\n", there) == '---\ncontact: ["[[O\'Neil, Ana]]"]\n---\n'


def test_a_name_that_another_note_bears_is_told_by_its_folder() -> None:
    """The moved note's links say the path, and so do those of the other one, whose name was clear before."""
    there = course(new="Contacts/Cara Lim.md")
    text = "[[Ana Ruiz]] [[Cara Lim|C]] [Cara](Cara%20Lim.md) [[Alumni/Cara Lim]]"
    assert led(text, there) == (
        "[[Contacts/Cara Lim]] [[Alumni/Cara Lim|C]] [Cara](Alumni/Cara%20Lim.md) [[Alumni/Cara Lim]]"
    )


def test_a_name_that_is_an_alias_of_another_is_taken_from_nobody() -> None:
    """Links by that alias go on to lead to whom they led to."""
    vault = {**VAULT, "Ben Ode": "---\ntype: contact\naliases: [Bo]\n---\n"}
    assert led("[[Bo]] [[Ana Ruiz]]", course(new="Contacts/Bo.md", vault=vault)) == "[[Ben Ode]] [[Bo]]"


def test_a_note_that_moves_takes_its_relative_links_along() -> None:
    """To notes and to pictures alike."""
    there = course(new="Alumni/Old/Ana Ruiz.md")
    text = "[Ben](./Ben%20Ode.md) ![](../img/a%20b.png) [[../Alumni/Cara Lim]] [[Ana Ruiz]] [x](Ben%20Ode.md)"
    assert led(text, there, OLD, "contact") == (
        "[Ben](../../Contacts/Ben%20Ode.md) ![](../../img/a%20b.png) [[../Cara Lim]] [[Ana Ruiz]] [x](Ben%20Ode.md)"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ncontact: a\ncontact: b\n---\n[[Ana Ruiz]]\n", "`contact` stands twice"),
        ("---\ncontact: [a\n---\n[[Ana Ruiz]]\n", "the frontmatter cannot be read"),
        ("<<<<<<< a\n[[Ana Ruiz]]\n=======\n>>>>>>> b\n", "an unresolved merge"),
        ("---\ncontact: [[Ana Ruiz]]\n", "has no closing ---"),
    ],
)
def test_a_note_that_cannot_be_edited_is_refused_only_when_it_links_there(text: str, reason: str) -> None:
    """Otherwise it is left as it is, and stops nothing."""
    found = relink(text, "Interviews/T.md", "interview", DEFAULTS, course())
    assert isinstance(found, Refusal)
    assert reason in found.message
    other = text.replace("Ana Ruiz", "Ben Ode")
    assert led(other) == other


PIECES = st.sampled_from(
    (
        "[[Ana Ruiz]]", "[[Contacts/Ana Ruiz|Ana]]", "![[Ana Ruiz#Log]]", "[a](Ana%20Ruiz.md)", "[[Annie]]",
        "[[Ben Ode]]", "[a](<../Contacts/Ana Ruiz.md>)", "[[Ana Ruiz\\|x]]", "\n", "\r\n", "\n\n", "`", "```\n",
        "~~~\n", "%%", "<!--", "-->", "- ", "# ", "> ", "    ", "| ", "Ana Ruiz ", "[[", "]]", "](", "(", ")", "\\",
        "é ", "## Log\n", "- [ ] ",
        "<div>", "<!-- vaulttool: x -->\n", "<!-- /vaulttool -->\n", "(for:: [[Ana Ruiz]])", "^x", "[[Cara Lim]]",
        "\t", "1. ",
    )
)  # fmt: skip
HEADS = st.sampled_from(
    (
        "", "---\ntype: contact\n---\n", '---\nreferred_by: ["[[Ana Ruiz]]", Ana Ruiz]\nmine: [[Ana Ruiz|x]]\n---\n',
        "\ufeff---\r\nnote: >-\r\n  a [[Ana Ruiz]]\r\n  b\r\nintro_via: 'Ana Ruiz' # c\r\n---\r\n", "---\n---",
    )
)  # fmt: skip
PLAIN = ("Contacts/Ana Smith.md", "Contacts/Bo.md", "Contacts/Ánà Ruíz.md", "Contacts/ana ruiz.md")
"""New names after which no link has to say more than before."""

NAMES = st.sampled_from(
    (*PLAIN, "Alumni/Ana Ruiz.md", "Ana.md", "Contacts/O'Neil, Ana & Co.md", "Contacts/Cara Lim.md")
)
TARGET = re.compile(r"(?<=\[\[)[^\[\]|#]*|(?<=\]\()[^()]*|(?:intro_via|referred_by|mine): .*")


@examples(100)
@given(HEADS, st.lists(PIECES, max_size=14).map("".join), NAMES)
def test_there_and_back_gives_the_same_bytes(head: str, body: str, new: str) -> None:
    """Whatever stands around the links; and on the way nothing but targets differs."""
    text, there = head + body, course(new=new)
    found = relink(text, "Contacts/Dan.md", "contact", DEFAULTS, there)
    if isinstance(found, Refusal):
        return
    assert TARGET.sub("", found) == TARGET.sub("", text)
    assert relink(found, "Contacts/Dan.md", "contact", DEFAULTS, Course(there.after, there.after, {})) == found
    if new in PLAIN:
        assert relink(found, "Contacts/Dan.md", "contact", DEFAULTS, back(there)) == text


@examples(40)
@given(st.lists(PIECES, max_size=8).map("".join), st.sampled_from(("```", "~~~~")))
def test_a_code_block_stays_to_the_byte(body: str, fence: str) -> None:
    """Even when it holds nothing but links."""
    code = "".join(line for line in body.splitlines(keepends=True) if not line.lstrip().startswith((fence[:3], ">")))
    text = f"[[Ana Ruiz]]\n\n{fence}\n{code}\n{fence}\n\n[[Ana Ruiz]]\n"
    assert led(text) == f"[[Ana Smith-Ruiz]]\n\n{fence}\n{code}\n{fence}\n\n[[Ana Smith-Ruiz]]\n"


def unlinked(text: str, words: str = "") -> str:
    """The text without links to Ana; the test fails on a refusal."""
    book = Book(MemoryNotes(parsed(VAULT)))
    found = unlink(text, "Interviews/T.md", "interview", DEFAULTS, lambda to: book.resolve(to) == (OLD,), words)
    assert isinstance(found, str), found
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Asked [[Ana Ruiz]] and [[Ben Ode]].", "Asked Ana Ruiz and [[Ben Ode]]."),
        ("[[Contacts/Ana Ruiz|Ana]] [[Annie]] [A. R.](Ana%20Ruiz.md) ![[Ana Ruiz#Log]]", "Ana Annie A. R. Ana Ruiz"),
        ("`[[Ana Ruiz]]`", "`[[Ana Ruiz]]`"),
        ("---\ncontact: ['[[Ana Ruiz]]', '[[Ben Ode]]']\n---\n", "---\ncontact: ['[[Ben Ode]]']\n---\n"),
        ("---\ncontact: Ana Ruiz\norg: Acme\n---\n", "---\norg: Acme\n---\n"),
        ('---\nmine: "with [[Ana Ruiz|Ana]]"\n---\n', '---\nmine: "with Ana"\n---\n'),
    ],
)
def test_unlinking_leaves_words_in_text_and_nothing_in_link_fields(before: str, after: str) -> None:
    """The words are those that the link showed."""
    assert unlinked(before) == after


def test_unlinking_writes_other_words_when_asked() -> None:
    """In the text; code stays."""
    assert unlinked("[[Ana Ruiz|Ana]] `[[Ana Ruiz]]`", "a friend") == "a friend `[[Ana Ruiz]]`"
