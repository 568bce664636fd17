"""The line scanner against markdown-it-py over hostile bodies: where it decides, it never differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.effort import examples
from vaulttool.core.parse.blocks import BLANK, CODE, HEADING, HTML, Blocks, Heading, Mark, scan
from vaulttool.core.parse.body import lines_of, read_blocks
from vaulttool.core.parse.commonmark import read_blocks as read_exactly
from vaulttool.core.parse.inline import code_spans

PARTS = st.sampled_from(
    [
        "- ", "* ", "+ ", "1. ", "2. ", "10) ", "-", "1.", "  ", "    ", "\t", " ", "> ", ">", "# ", "## ", "#", "```",
        "~~~", "~~~~", "``` py", "---", "===", "***", "_ _ _", "* * *", "=", "text", "foo bar", "<!--", "-->", "<div>",
        "</b>", "<https://x.y>", "[x]: /u", "[ ] ", "[x] ", "[a]", "[[b]]", "`", "\\", "%%", "2026-01-02", "\r",
        "\u00a0", "\x0c", *["\n"] * 14,
    ]
)  # fmt: skip
BODIES = st.lists(PARTS, max_size=35).map("".join)
Seen = tuple[list[Heading], list[Mark], dict[int, list[int]]]


def seen(blocks: Blocks, lines: list[str]) -> Seen:
    """Headings, list items with depth and place, and the lines of each kind that is not plain text."""
    written = [n for n, line in enumerate(lines) if line.strip(" \t")]
    kinds = {kind: [n for n in written if blocks.kinds[n] == kind] for kind in (BLANK, HEADING, CODE, HTML)}
    return blocks.headings, blocks.marks, kinds


@examples(500)
@given(BODIES)
def test_scanner_equals_markdown_it(body: str) -> None:
    """Headings, items, fences, indented code and HTML comments stand on the same lines."""
    lines = lines_of(body)
    blocks = scan(lines)
    if blocks.decided:
        assert seen(blocks, lines) == seen(read_exactly(lines), lines)


@examples(200)
@given(BODIES)
def test_reading_always_equals_markdown_it(body: str) -> None:
    """With the fallback every body is read as markdown-it-py reads it."""
    lines = lines_of(body)
    blocks, _ = read_blocks(lines)
    assert seen(blocks, lines) == seen(read_exactly(lines), lines)


@pytest.mark.parametrize(
    "body",
    [
        "- a\n- [x] * b\n  c\n\n  d\n1. x\n   - y\n\t- z\n",
        "# H\n\ntext\ntext\n---\n\n***\n- [ ] a [[b]] `c`\n",
        "```py\n- a\n```\n~~~\n# b\n",
        "> - q\n\n- a\n\n      code\n",
        "- a\n - b\n  - c\n   - d\n",
        "text\n2. no item\n1. item\n",
        "<!-- x -->\n- a\n<!--\n- b\n-->\n- c\n",
        "- 2026-11-18 email out: x (for:: y)\n-\n\n  not inside\n",
        "| a | b |\n|---|---|\n| - x | y |\n",
        "[[link]]: text\n[text](url): more\n- [ ] [a](b.md)\n",
        "---\n- * * *\n- - a\n* + b\n",
    ],
)
def test_common_bodies_are_decided_by_the_scanner(body: str) -> None:
    """What people write does not need the slow reader, and is read alike."""
    lines = lines_of(body)
    blocks = scan(lines)
    assert blocks.decided
    assert seen(blocks, lines) == seen(read_exactly(lines), lines)


@pytest.mark.parametrize(
    "body", ["<div>\n- a\n</div>\n", "[a]: /url\n- b\n", "a `b\nc` d\n", "- <!-- a\n- b -->\n", "> a\n    - b\n"]
)
def test_what_cannot_be_decided_is_said(body: str) -> None:
    """HTML blocks, definitions, open code spans, comments in lists, lazy quotes."""
    lines = lines_of(body)
    blocks, _ = read_blocks(lines)
    assert blocks.runs or not scan(lines).decided


@given(st.lists(st.sampled_from(["`", "``", "a", " ", "\\", "<b>", "\n"]), max_size=25).map("".join))
def test_code_spans_equal_markdown_it(text: str) -> None:
    """The same texts are code, for one paragraph of any lines."""
    text = "\n".join(f"x{line.strip()}x" for line in text.split("\n"))
    parser = MarkdownIt("commonmark")
    tokens = [t for block in parser.parse(text) for t in block.children or [] if t.type == "code_inline"]
    ours = [text[a:b].strip("`").replace("\n", " ") for a, b in code_spans(text)[0]]
    assert [found.strip() for found in ours] == [t.content.strip() for t in tokens]
