"""What holds for every text in the editor, however broken: no question fails, and edits make the text they are for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from tests.lsp_client import edited
from vaulttool.lsp import actions, completion, findings, hover, links, renaming, symbols
from vaulttool.lsp.client import Client
from vaulttool.lsp.places import Places, text_edits
from vaulttool.lsp.vault import OpenText, OpenVault, View

PARTS = (
    "---\n", "---\r\n", "type: contact\n", "type: interview\n", "status: ", "mutuals: ", "  - ", "org: [[Ana", "[[",
    "]]", '"', "'", "[", "]", "{", ":", "(for:: ", "(", ")", "## Log\n", "# Ana\n", "- 2026-12-01 ", "email out: ",
    "```\n", "%%", "<!-- ", "-->", "\t", " ", "\n", "\r\n", "\r", "\ufeff", "\0", "🙂", "é", "|", "#", "^", "&a", "*a",
    "!x", "?", "snooze ", "- [ ] me: ", "(by:: ", "thank_you_sent: 2026-12-01\n", "date: 2026-11-27\n",
    "contact: Ana\n",    "\ud800", "\u2028", "\x0b",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)
ASKED: tuple[Callable[[View, int], Any], ...] = (
    completion.complete, hover.hover, links.definition, links.references, renaming.prepare,
    lambda view, offset: actions.actions(view, offset, offset),
    lambda view, offset: actions.actions(view, offset, offset, [actions.FIX_ALL]),
    lambda view, offset: findings.diagnostics(view),
    lambda view, offset: symbols.outline(view),
)  # fmt: skip


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVault]:
    """A vault with one person, in this process."""
    folder = tmp_path_factory.mktemp("laws")
    (folder / "notes/Contacts").mkdir(parents=True)
    (folder / "notes/Contacts/Ana.md").write_text("---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        vault = OpenVault(folder / "notes", lambda zone: date(2026, 12, 2), Client("utf-16", True, True, True))
        vault.reading()
        yield vault
    vault.close()


@examples(150)
@given(text=TEXTS, where=st.integers(0, 80), path=st.sampled_from(["Contacts/Ana.md", "Interviews/T.md", "Own.md"]))
def test_no_text_breaks_an_answer(vault: OpenVault, text: str, where: int, path: str) -> None:
    """Frontmatter that is no YAML, half a character, bytes of nothing: every question has an answer at every place."""
    vault.open = {path: OpenText(vault.uri(path), text, 1)}
    view = vault.view(path)
    assert view is not None
    offset = min(where, len(text))
    for ask in ASKED:
        ask(view, offset)
    for item in completion.complete(view, offset).items:
        assert item.text_edit is not None
    for shown in findings.diagnostics(view):
        assert (shown.range.start.line, shown.range.start.character) <= (
            shown.range.end.line,
            shown.range.end.character,
        )


LINES = st.lists(st.sampled_from(["a\n", "b\r\n", "🙂 x\n", "é", "\n", "\r\n", "c d\n", "a"]), max_size=10).map("".join)


@examples(300)
@given(old=LINES, new=LINES)
def test_edits_make_the_new_text(old: str, new: str) -> None:
    """Made by a client of its own, the edits lead from the old to the new text; none where nothing differs."""
    edits = text_edits(old, new, "utf-16")
    plain = [
        {
            "range": {
                "start": {"line": e.range.start.line, "character": e.range.start.character},
                "end": {"line": e.range.end.line, "character": e.range.end.character},
            },
            "newText": e.new_text,
        }
        for e in edits
    ]
    assert edited(old, plain) == new
    assert (edits == []) == (old == new)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@examples(100)
@given(text=LINES, where=st.integers(0, 60))
def test_a_position_leads_back_to_its_offset(encoding: str, text: str, where: int) -> None:
    """In each encoding, for every place but one between the two signs of a line end."""
    places, offset = Places(text, encoding), min(where, len(text))
    if text[offset - 1 : offset + 1] != "\r\n" or offset == 0:
        assert places.offset(places.position(offset)) == offset


def test_a_position_outside_is_the_nearest_end() -> None:
    """Clients may say a character behind the end of its line, or a line that was deleted since."""
    from lsprotocol import types

    places = Places("ab\r\ncd", "utf-16")
    assert places.offset(types.Position(0, 99)) == 2
    assert places.offset(types.Position(9, 0)) == 6


def test_a_damaged_index_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the server runs: at the next look at the vault all is there again."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "notes/Contacts").mkdir(parents=True)
    (tmp_path / "notes/Contacts/Ana.md").write_text("---\ntype: contact\n---\n")
    vault = OpenVault(tmp_path / "notes", lambda zone: date(2026, 12, 2), Client())
    vault.reading()
    (file,) = (tmp_path / "cache").rglob("*.sqlite3")
    file.write_bytes(b"no database" * 1000)
    vault.look_again()
    assert vault.reading().index.paths() == ("Contacts/Ana.md",)
    vault.close()
