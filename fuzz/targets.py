"""What is fuzzed: for each parser a function of bytes that raises where a promise breaks.

No promise breaks when an input is refused in words. The first inputs are in `seeds`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from vaulttool.config import load, settings_key
from vaulttool.core.codec import note_texts, text_note
from vaulttool.core.dashboard.region import Refusal as NoRoom
from vaulttool.core.dashboard.region import inside, place
from vaulttool.core.dashboard.ticks import lines_by_id, read_ticks
from vaulttool.core.edit import Refusal, SetField, apply
from vaulttool.core.merge import merge
from vaulttool.core.model import Note
from vaulttool.core.parse.blocks import scan
from vaulttool.core.parse.body import lines_of
from vaulttool.core.parse.commonmark import read_blocks
from vaulttool.core.parse.framing import split
from vaulttool.core.parse.note import parse_note
from vaulttool.core.query import QueryError, Vocabulary, parse_query
from vaulttool.core.settings import Settings
from vaulttool.errors import VaultToolError
from vaulttool.exchange.google import read_google
from vaulttool.exchange.linkedin import read_linkedin
from vaulttool.exchange.vcard_in import read_vcards

SETTINGS = Settings()
TODAY = date(2026, 12, 2)
VOCABULARY = Vocabulary(SETTINGS)
NOTE = "Contacts/Ana.md"


def _read(raw: bytes) -> Note:
    """The note, which must be whole: places inside of the file, and the same after it was kept."""
    note = parse_note(NOTE, raw, SETTINGS).note
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    places = [f.line for f in note.findings] + [i.line for i in note.items] + [f.line for f in note.fields.values()]
    assert all(1 <= line <= lines for line in places), (places, lines)
    assert text_note(*note_texts(note)) == note
    return note


def _frontmatter(data: bytes) -> None:
    """A block is read or its fault is named, and the key below it counts in any case."""
    _read(b"---\ntype: contact\n" + data + b"\n---\nbody\n")


def _framing(data: bytes) -> None:
    """The parts of any text join to the text."""
    _read(data)
    text = data.decode("utf-8", "replace")
    frame = split(text)
    assert 0 <= frame.body_start <= len(text)


def _body(data: bytes) -> None:
    """Where the scanner decides, headings and items are those of markdown-it-py."""
    text = data.decode("utf-8", "replace")
    _read(b"---\ntype: contact\n---\n" + data)
    lines = lines_of(text)
    ours = scan(lines)
    if ours.decided and len(text) < 2000:
        theirs = read_blocks(lines)
        assert (ours.headings, ours.marks) == (theirs.headings, theirs.marks), text


def _log(data: bytes) -> None:
    """One line of a log is one item at most, or a finding."""
    line = data.replace(b"\n", b" ").replace(b"\r", b" ")
    note = _read(b"---\ntype: contact\n---\n## Log\n- 2026-11-18 " + line + b"\n")
    assert len([item for item in note.items if item.line == 5]) <= 1


def _settings(data: bytes) -> None:
    """Settings, or every problem with its line."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "vaulttool.toml").write_bytes(data)
        with suppress(VaultToolError):
            assert settings_key(load(Path(folder), ("thank-you", "answer"), ("link-broken",)))


def _query(data: bytes) -> None:
    """A query, or a mistake whose place lies in the text."""
    text = data.decode("utf-8", "replace")
    place = 1
    try:
        parse_query(text, VOCABULARY, TODAY)
    except QueryError as error:
        place = error.position
    assert 1 <= place <= len(text) + 1


def _ticks(data: bytes) -> None:
    """Each id once; what is put between the markers is found there, and text around them is kept."""
    text = data.decode("utf-8", "replace")
    ticks = read_ticks(text, lines_by_id(text))
    assert len({tick.id for tick in ticks}) == len(ticks)
    made = place(text, "generated\n")
    if not isinstance(made, NoRoom):
        assert inside(made).replace("\r\n", "\n") == "generated\n"
        assert place(made, "generated\n") == made


def _edit(data: bytes) -> None:
    """A value is in the note as it was given, and every other field as it was; or it is refused."""
    head, _, value = data.partition(b"\xff")
    text, new = head.decode("utf-8", "replace"), value.decode("utf-8", "replace")
    before = parse_note(NOTE, text.encode(), SETTINGS).note
    changed = apply(text, SetField("role", new), "contact", SETTINGS)
    if isinstance(changed, Refusal):
        return
    after = parse_note(NOTE, changed.encode(), SETTINGS).note
    others = {name: field.values for name, field in before.fields.items() if name != "role"}
    assert {name: field.values for name, field in after.fields.items() if name != "role"} == others
    assert after.text("role").strip() == new.strip() or not new.strip()


def _merge(data: bytes) -> None:
    """A side that changed nothing changes nothing, and any three texts are merged."""
    base, ours, theirs = [*data.decode("utf-8", "replace").split("\0", 2), "", ""][:3]
    merge(base, ours, theirs)
    assert merge(base, base, theirs).text == theirs
    assert merge(base, ours, base).text == ours


def _file(read: Callable[[Path], object]) -> Callable[[bytes], None]:
    """A reader of files from elsewhere: people, or one refusal in words."""

    def check(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "in")
            file.write_bytes(data)
            with suppress(VaultToolError):
                read(file)

    return check


TARGETS: dict[str, Callable[[bytes], None]] = {
    "frontmatter": _frontmatter,
    "framing": _framing,
    "body": _body,
    "log": _log,
    "settings": _settings,
    "query": _query,
    "ticks": _ticks,
    "edit": _edit,
    "merge": _merge,
    "linkedin": _file(read_linkedin),
    "google": _file(read_google),
    "vcard": _file(read_vcards),
}
"""By name; each is called with any bytes."""
