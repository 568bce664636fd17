"""Notes that other people wrote: none crashes, none is hidden, and the scanner reads each as markdown-it-py does."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaulttool.core.codec import note_texts, text_note
from vaulttool.core.parse.blocks import CODE, scan
from vaulttool.core.parse.body import lines_of
from vaulttool.core.parse.commonmark import read_blocks
from vaulttool.core.parse.framing import split
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
SETTINGS = Settings()


def notes() -> list[Path]:
    return sorted(CORPORA.rglob("*.md"))


def test_every_note_is_read() -> None:
    """Also as a contact: no error, places within the note, and the same after JSON."""
    for path in notes():
        raw = path.read_bytes()
        for where in (path.name, f"Contacts/{path.name}"):
            note = parse_note(where, raw, SETTINGS).note
            assert text_note(*note_texts(note)) == note or note.items
            assert all(1 <= f.line <= raw.count(b"\n") + 1 for f in note.findings), path


def test_scanner_equals_markdown_it_on_every_body() -> None:
    """Where the scanner decides, headings, items and code are those of markdown-it-py."""
    decided = 0
    for path in notes():
        text = path.read_bytes().decode("utf-8", "replace")
        lines = lines_of(text[split(text).body_start :])
        ours, theirs = scan(lines), read_blocks(lines)
        if ours.decided:
            decided += 1
            assert (ours.headings, ours.marks) == (theirs.headings, theirs.marks), path
            code = [[n for n, k in enumerate(b.kinds) if k == CODE and lines[n].strip()] for b in (ours, theirs)]
            assert code[0] == code[1], path
    assert decided > len(notes()) * 0.6


def test_naughty_strings_everywhere() -> None:
    """Each as value, key, list line and whole note."""
    for line in (CORPORA / "blns.txt").read_bytes().splitlines():
        text = line.decode("utf-8", "replace")
        whole = f"---\ntype: contact\nrole: {text}\n{text}: x\nname: Ana\n---\n## Log\n- 2026-11-18 email out: {text}\n"
        note = parse_note("x.md", whole.encode(), SETTINGS).note
        assert (note.kind, note.text("name")) == ("contact", "Ana"), text
        assert parse_note("x.md", line, SETTINGS).note.path == "x.md"
