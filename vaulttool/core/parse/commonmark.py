"""The lines of a body by kind, as markdown-it-py reads them: for what the line scanner cannot decide."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from vaulttool.core.parse.blocks import CODE, HEADING, HTML, ITEM, QUOTE, TEXT, Blocks, Heading, Mark
from vaulttool.core.parse.signs import columns

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_KINDS = {"fence": CODE, "code_block": CODE, "html_block": HTML, "blockquote_open": QUOTE}


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def read_blocks(lines: list[str]) -> Blocks:
    """The same as `blocks.scan`, for every body; the lines hold no line ends."""
    parser = _parser()
    tokens: list[Token] = []
    parser.block.parse("\n".join(lines), parser, {}, tokens)
    blocks = Blocks(bytearray(TEXT if line.strip(" \t") else 0 for line in lines))
    _colour(blocks, tokens)
    _collect(blocks, tokens, lines)
    return blocks


def _colour(blocks: Blocks, tokens: list[Token]) -> None:
    """Set the kinds of lines; what stands in a quote is of the quote."""
    quote_end = 0
    for token in tokens:
        first, end = token.map or (0, 0)
        if token.type == "inline" and end - first > 1:
            blocks.runs.append((first, end))
        kind = _KINDS.get(token.type, HEADING if token.type == "heading_open" and not token.level else 0)
        if kind and first >= quote_end:
            blocks.kinds[first:end] = bytes([kind]) * (end - first)
            quote_end = end if kind == QUOTE else quote_end


def _collect(blocks: Blocks, tokens: list[Token], lines: list[str]) -> None:
    items = quotes = 0
    last = -1
    for number, token in enumerate(tokens):
        if token.type == "blockquote_open":
            quotes += 1
        elif token.type == "blockquote_close":
            quotes -= 1
        elif token.type == "list_item_open":
            if not quotes and token.map and token.map[0] > last:
                last = token.map[0]
                blocks.marks.append(_mark(lines[last], last, items, token))
                blocks.kinds[last] = ITEM
            items += 1
        elif token.type == "list_item_close":
            items -= 1
        elif token.type == "heading_open" and not token.level and token.map:
            words = " ".join(part.strip() for part in tokens[number + 1].content.split("\n"))
            blocks.headings.append(Heading(token.map[0], int(token.tag[1]), words.strip()))


def _mark(line: str, number: int, depth: int, token: Token) -> Mark:
    start = len(line) - len(line.lstrip(" \t"))
    content = start + len(token.info) + len(token.markup)
    while content < len(line) and line[content] in " \t":
        content += 1
    return Mark(number, columns(line[:start]), depth, content)
