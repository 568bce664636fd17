"""`rename` on real files: the note has its new name, every link leads there, and nothing else is changed."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.vault_cli import Tool, changed, tool
from vaulttool.vault.write import write

__all__ = ["tool"]

ANA = "---\ntype: contact\nname: Ana Ruiz\naliases: [Annie]\n---\n\n# Ana Ruiz\n\n## Log\n\n- 2026-11-01 email in: hi\n"
NOTES = {
    "Ana Ruiz": ANA,
    "Ben Ode": '---\ntype: contact\nreferred_by: ["[[Ana Ruiz]]", "[[Annie]]"]\n---\n',
    "Interviews/2026-11-20 Ana Ruiz.md": '---\ntype: interview\ncontact: "[[Ana Ruiz|Ana]]"\ndate: 2026-11-20\n---\n',
    "Diary.md": "Saw ![[Ana Ruiz#Log]] and `[[Ana Ruiz]]`.\r\n[her](Contacts/Ana%20Ruiz.md)",
    "Dashboard.md": "Mine: [[Ana Ruiz]]\n\n<!-- vaulttool:dashboard -->\n[[Ana Ruiz]]\n<!-- /vaulttool:dashboard -->\n",
}


def test_rename_leads_every_link_there_and_touches_no_other_byte(tool: Tool) -> None:
    """Shown first as one difference; the note, its `name`, its title, notes of any kind, the dashboard's free part."""
    tool.notes(NOTES)
    before = tool.bytes()
    shown = tool("rename", "Ana Ruiz", "Ana Smith", "--dry-run")
    assert (shown.status, tool.bytes()) == (0, before), shown.err
    assert shown.out.startswith(
        "rename from Contacts/Ana Ruiz.md\nrename to Contacts/Ana Smith.md\n--- a/Contacts/Ana Ruiz"
    )
    said = tool("rename", "Ana Ruiz", "Ana Smith")
    assert said.status == 0, said.err
    assert said.out.startswith(
        "Contacts/Ana Ruiz.md is now Contacts/Ana Smith.md\nlinks changed in Contacts/Ben Ode.md, "
    )
    after = tool.bytes()
    assert "Contacts/Ana Ruiz.md" not in after
    assert after.pop("Contacts/Ana Smith.md").decode() == ANA.replace("Ana Ruiz", "Ana Smith")
    del before["Contacts/Ana Ruiz.md"]
    assert changed(before, after) == [
        'Contacts/Ben Ode.md -referred_by: ["[[Ana Ruiz]]", "[[Annie]]"]',
        'Contacts/Ben Ode.md +referred_by: ["[[Ana Smith]]", "[[Annie]]"]',
        "Dashboard.md -Mine: [[Ana Ruiz]]",
        "Dashboard.md +Mine: [[Ana Smith]]",
        "Diary.md -Saw ![[Ana Ruiz#Log]] and `[[Ana Ruiz]]`.\r",
        "Diary.md -[her](Contacts/Ana%20Ruiz.md)",
        "Diary.md +Saw ![[Ana Smith#Log]] and `[[Ana Ruiz]]`.\r",
        "Diary.md +[her](Contacts/Ana%20Smith.md)",
        'Interviews/2026-11-20 Ana Ruiz.md -contact: "[[Ana Ruiz|Ana]]"',
        'Interviews/2026-11-20 Ana Ruiz.md +contact: "[[Ana Smith|Ana]]"',
    ]


def test_rename_and_back_gives_the_same_bytes_and_undo_takes_it_back(tool: Tool) -> None:
    """Two ways to the vault as it was."""
    tool.notes(NOTES)
    before = tool.bytes()
    assert tool("rename", "Ana Ruiz", "Ana Smith").status == 0
    assert tool("rename", "Ana Smith", "Ana Ruiz").status == 0
    assert tool.bytes() == before
    assert tool("rename", "Ana", "Ana Smith").status == 0
    assert tool("undo").status == 0
    assert tool.bytes() == before


def test_what_follows_from_the_notes_is_the_same_after_a_rename(tool: Tool) -> None:
    """Every follow-up is there, under the new name."""
    tool.notes(NOTES)
    before = [(f["rule"], f["due"], f["about"].replace("Ruiz", "Smith")) for f in tool.open()]
    assert before
    tool("rename", "Ana Ruiz", "Ana Smith")
    assert [(f["rule"], f["due"], f["about"]) for f in tool.open()] == before


def test_a_title_that_a_link_leads_to_stays(tool: Tool) -> None:
    """`[[Ana Ruiz#Ana Ruiz]]` keeps its heading, so the heading is kept too."""
    tool.notes({"Ana Ruiz": "# Ana Ruiz\n", "Ben Ode": "[[Ana Ruiz#Ana Ruiz]]\n"})
    assert tool("rename", "Ana Ruiz", "Ana Smith").status == 0
    assert tool.bytes()["Contacts/Ana Smith.md"] == b"# Ana Ruiz\n"
    assert tool.bytes()["Contacts/Ben Ode.md"] == b"[[Ana Smith#Ana Ruiz]]\n"


def test_the_old_name_is_kept_as_an_alias_when_asked(tool: Tool) -> None:
    """Among those that are there."""
    tool.notes({"Ana Ruiz": "---\ntype: contact\naliases: [Annie]\n---\n"})
    assert tool("rename", "Ana", "Ana Smith", "--keep-alias").status == 0
    assert tool.bytes()["Contacts/Ana Smith.md"] == b"---\ntype: contact\naliases: [Annie, Ana Ruiz]\n---\n"


def test_a_note_moves_to_another_folder_only_when_it_stays_what_it_is(tool: Tool) -> None:
    """The kind of a note without `type` comes from its folder."""
    tool.notes(
        {"Ana Ruiz": "hello [[Ben Ode]] [b](./Ben%20Ode.md)\n", "Ben Ode": "[[Contacts/Ana Ruiz]] [[Ana Ruiz]]\n"}
    )
    refused = tool("rename", "Ana Ruiz", "Alumni/Ana Ruiz")
    assert (refused.status, "write `type: contact`" in refused.err) == (2, True)
    tool.notes({"Ana Ruiz": "---\ntype: contact\n---\n[b](./Ben%20Ode.md)\n"})
    assert tool("rename", "Ana Ruiz", "Alumni/Ana Ruiz").status == 0
    assert tool.bytes()["Alumni/Ana Ruiz.md"] == b"---\ntype: contact\n---\n[b](../Contacts/Ben%20Ode.md)\n"
    assert tool.bytes()["Contacts/Ben Ode.md"] == b"[[Alumni/Ana Ruiz]] [[Ana Ruiz]]\n"


def test_a_note_that_is_none_of_ours_is_renamed_too(tool: Tool) -> None:
    """By its file name."""
    tool.notes({"Reading list.md": "x\n", "Ana Ruiz": "See [[reading list]].\n"})
    assert tool("rename", "Reading list", "Books").status == 0
    assert sorted(path for path in tool.bytes() if "/" not in path) == ["Books.md", "vaulttool.toml"]
    assert tool.bytes()["Contacts/Ana Ruiz.md"] == b"See [[Books]].\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("Ana", "Ben Ode"), "Contacts/Ben Ode.md exists already"),
        (("Ana", "a: b?"), "take 'a - b'"),
        (("Ana", "con"), "take 'con_'"),
        (("Ana", "../Ana"), "no name that every system takes"),
        (("Ana", "../Ana"), "name a folder from the top of the vault, `Alumni/NAME`, or none"),
        (("Ana", "/tmp/Ana"), "name a folder from the top of the vault"),
        (("Ana", "a:b/Ana"), "take 'a-b/Ana'"),
        (("Ana", ""), "no name that every system takes"),
        (("Zoe", "Ana"), "there is no"),
        (("Contacts", "x"), "there is no"),
    ],
)
def test_rename_refuses_and_says_why(tool: Tool, arguments: tuple[str, str], reason: str) -> None:
    """Nothing is written."""
    tool.notes({"Ana Ruiz": ANA, "Ben Ode": ""})
    before = tool.bytes()
    said = tool("rename", *arguments)
    assert said.status in (1, 2)
    assert reason in said.err
    assert tool.bytes() == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<<<<<<< a\n[[Ana Ruiz]]\n=======\nb\n>>>>>>> c\n", "an unresolved merge stands in the note (line 1)"),
        ("---\nrole: a\nrole: b\n---\n[[Ana Ruiz]]\n", "`role` stands twice"),
        ("---\nrole: [a\n---\n[[Ana Ruiz]]\n", "the frontmatter cannot be read"),
    ],
)
def test_one_note_that_cannot_be_edited_stops_all_before_the_first_write(tool: Tool, text: str, reason: str) -> None:
    """It is named with the reason; without a link to the note it stops nothing."""
    tool.notes({**NOTES, "Bad": text})
    before = tool.bytes()
    said = tool("rename", "Ana Ruiz", "Ana Smith")
    assert said.status == 2
    assert f"Contacts/Bad.md is in the way: {reason}" in said.err
    assert tool.bytes() == before
    tool.notes({"Bad": text.replace("[[Ana Ruiz]]", "Ana Ruiz")})
    assert tool("rename", "Ana Ruiz", "Ana Smith").status == 0


def test_bytes_that_are_no_text_are_never_rewritten(tool: Tool) -> None:
    """A note in another encoding that links there is named."""
    tool.notes({"Ana Ruiz": ANA})
    (tool.folder / "Latin.md").write_bytes(b"caf\xe9 [[Ana Ruiz]]\n")
    said = tool("rename", "Ana Ruiz", "Ana Smith")
    assert (said.status, "Latin.md is in the way: it is not UTF-8 text" in said.err) == (2, True)


def test_saying_it_twice_changes_nothing(tool: Tool) -> None:
    """The name is there already."""
    tool.notes({"Ana Ruiz": ANA})
    before = tool.bytes()
    said = tool("rename", "Ana Ruiz", "Ana Ruiz")
    assert (said.status, "nothing changed" in said.out, tool.bytes()) == (0, True, before)


def test_a_case_only_and_a_unicode_form_rename(tool: Tool) -> None:
    """Links are spelt the new way, though the old way leads there too."""
    decomposed = unicodedata.normalize("NFD", "José")
    tool.notes({"ana ruiz": "", decomposed: "[[ana ruiz]]\n", "Ben Ode": f"[[{decomposed}]] [[ana ruiz]]\n"})
    assert tool("rename", "ana ruiz", "Ana Ruiz").status == 0
    assert tool("rename", "José", "José").status == 0
    assert sorted(tool.bytes()) == ["Contacts/Ana Ruiz.md", "Contacts/Ben Ode.md", "Contacts/José.md", "vaulttool.toml"]
    assert tool.bytes()["Contacts/Ben Ode.md"].decode() == "[[José]] [[Ana Ruiz]]\n"


def same_name(name: str) -> str:
    """What such file systems compare."""
    return unicodedata.normalize("NFC", name).casefold()


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that finds `ana.md` by `Ana.md` and by any Unicode form, as those of macOS do."""

    def spelt(path: Any, folder: int | None) -> Any:
        head, name = os.path.split(os.fspath(path))
        try:
            names = real_list(folder if folder is not None and not head else head or ".")
        except OSError:
            return path
        found = next((one for one in names if same_name(one) == same_name(name)), name)
        return path if name in names or not name else os.path.join(head, found)

    real_list = os.listdir

    def wrapped(function: Callable[..., Any], *folders: str) -> Callable[..., Any]:
        def call(*paths: Any, **options: Any) -> Any:
            count = len(folders)
            found = [spelt(path, options.get(key)) for path, key in zip(paths[:count], folders, strict=True)]
            return function(*found, *paths[count:], **options)

        return call

    def replace(old: Any, new: Any, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None) -> None:
        """The new spelling counts."""
        there = spelt(new, dst_dir_fd)
        real_replace(spelt(old, src_dir_fd), there, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
        real_replace(there, new, src_dir_fd=dst_dir_fd, dst_dir_fd=dst_dir_fd)

    real_replace = os.replace
    for name, folders in (
        ("open", ("dir_fd",)),
        ("stat", ("dir_fd",)),
        ("lstat", ("dir_fd",)),
        ("unlink", ("dir_fd",)),
    ):
        monkeypatch.setattr(os, name, wrapped(getattr(os, name), *folders))
    monkeypatch.setattr(os, "link", wrapped(os.link, "src_dir_fd", "dst_dir_fd"))
    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize(
    ("old", "new"), [("ana ruiz", "Ana Ruiz"), (unicodedata.normalize("NFD", "José"), "José")], ids=["case", "form"]
)
def test_g02_a_file_system_that_takes_both_names_for_one_loses_nothing(
    tool: Tool, careless: None, old: str, new: str
) -> None:
    """The file gets its new spelling, its new text, and back again by `undo`."""
    text = f"---\ntype: contact\nname: {old}\n---\n\n# {old}\n"
    tool.notes({old: text, "Ben Ode": f"[[{old}]]\n"})
    before = tool.bytes()
    said = tool("rename", old, new)
    assert said.status == 0, said.err
    after = tool.bytes()
    assert sorted(after) == sorted([f"Contacts/{new}.md", "Contacts/Ben Ode.md", "vaulttool.toml"])
    assert after[f"Contacts/{new}.md"].decode() == text.replace(old, new)
    assert tool("undo").status == 0
    assert tool.bytes() == before


def test_g02_another_note_of_that_spelling_is_not_overwritten(tool: Tool, careless: None) -> None:
    """`ben ode` is Ben's note there."""
    tool.notes({"Ana Ruiz": "", "Ben Ode": ""})
    before = tool.bytes()
    said = tool("rename", "Ana Ruiz", "ben ode")
    assert (said.status, "exists already" in said.err, tool.bytes()) == (2, True, before)


def test_a_rename_that_is_killed_half_way_is_finished_by_the_next_command(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each note is its old or its new version; then all are new."""
    tool.notes(NOTES)
    calls: list[str] = []
    real = write

    def dying(root: Path, path: str, new: bytes, old: bytes | None) -> bool:
        calls.append(path)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(root, path, new, old)

    monkeypatch.setattr("vaulttool.writing.carrying.write", dying)
    assert tool("rename", "Ana Ruiz", "Ana Smith").status == 130
    monkeypatch.setattr("vaulttool.writing.carrying.write", real)
    assert "Contacts/Ana Ruiz.md" in tool.bytes()
    said = tool("log", "Ben", "email out: hello")
    assert "finished `vaulttool rename" in said.err
    assert "Contacts/Ana Ruiz.md" not in tool.bytes()
    assert not [
        p for p, text in tool.bytes().items() if b"[[Ana Ruiz]]" in text and p not in ("Dashboard.md", "Diary.md")
    ]
