"""A frontmatter block -> its entries: the short way for plain lines, python-frontmatter's handler for all others."""

from __future__ import annotations

from vaulttool.core.parse.entries import Reading
from vaulttool.core.parse.plain import read_plain

MAX_BLOCK = 64 * 1024
"""Characters of frontmatter that are read; a longer one is salvaged."""


def read_block(block: str) -> Reading:
    """The entries of a block, and what is wrong with it; never raises on what stands in it."""
    reading = Reading()
    return reading if read_plain(block, reading) else read_fully(block)


def read_fully(block: str) -> Reading:
    """The same by YAML, for a block that is not plain."""
    from vaulttool.core.parse.frontmatter import HANDLER

    return HANDLER.load(block)


def can_be_seen(block: str) -> bool:
    """Whether all characters are ones that a font shows, or line ends: YAML takes each of them."""
    return block.replace("\n", "").isprintable()
