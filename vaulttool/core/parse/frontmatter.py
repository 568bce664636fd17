"""A frontmatter block -> its entries and what is wrong with it: python-frontmatter's handler, with our own reading.

Nothing is typed here, and nothing written. What YAML's events mean is said in `events`.
"""

from __future__ import annotations

import re

from frontmatter.default_handlers import BaseHandler

from vaulttool.core.diagnostics import Finding
from vaulttool.core.parse.block import MAX_BLOCK, can_be_seen, read_block
from vaulttool.core.parse.complaints import of_error, place, too_large
from vaulttool.core.parse.entries import Entry, Reading, Refused, unreadable
from vaulttool.core.parse.events import FORBIDDEN, UNREADABLE, read_events
from vaulttool.core.parse.framing import split


class NoteHandler(BaseHandler):
    """python-frontmatter's extension point with our rules for framing and reading.

    Not for `frontmatter.dump`, which sorts keys and drops comments.
    """

    FM_BOUNDARY = re.compile(r"^---[ \t]*\r?$", re.M)
    START_DELIMITER = END_DELIMITER = "---"

    def split(self, text: str) -> tuple[str, str]:
        """The block and the body; ValueError when there is no frontmatter, as python-frontmatter expects."""
        frame = split(text)
        if frame.state != "block":
            raise ValueError("no frontmatter")
        return text[frame.block_start : frame.block_end], text[frame.body_start :]

    def load(self, fm: str) -> Reading:
        """The entries of a block; never raises on what stands in it."""
        reading = Reading()
        try:
            _refuse(fm)
            read_events(fm, reading)
        except Refused as refused:
            reading.stop(refused.complaint)
        except UNREADABLE as error:
            reading.stop(of_error(error, fm))
        return reading


HANDLER = NoteHandler()


def read_frontmatter(text: str, path: str = "") -> tuple[list[Entry], list[Finding]]:
    """The entries of a note's frontmatter, with spans in its block, and what is wrong with it.

    Empty without a closed frontmatter. A block that YAML cannot read gives the entries before the fault.
    """
    frame = split(text)
    if frame.state != "block":
        return [], []
    reading = read_block(text[frame.block_start : frame.block_end])
    return reading.entries, [complaint.finding(path, frame.block_line) for complaint in reading.complaints]


def _refuse(block: str) -> None:
    """Refuse a block that is too long, or has characters that YAML knows no use for."""
    if len(block) > MAX_BLOCK:
        raise too_large(f"the frontmatter has {len(block):,} characters; at most {MAX_BLOCK:,} are read")
    odd = None if can_be_seen(block) else FORBIDDEN.search(block)
    if odd:
        line, column = place(block, odd.start())
        raise Refused(unreadable(line, column, _words(odd[0]), "Delete it, and type the line again."))


def _words(char: str) -> str:
    if char == "\r":
        return "a lone carriage return (old Mac line end) stands here"
    return f"a control character (U+{ord(char):04X}) stands here"
