"""The language server as an editor meets it: the real process, asked over standard input and output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp_client import Editor, Refusal, edited
from tests.vault_cli import Tool, tool

pytestmark = pytest.mark.slow  # real processes, a second or more each

__all__ = ["tool"]

ANA = """---
type: contact
org: "[[Acme]]"
role: Field lead
---
# Ana Ruiz

## Log
- 2026-11-18 email out: asked for 20 minutes (for:: outreach)
- 2026-11-19 email in: gladly
"""
BEN = """---
type: contact
referred_by: "[[Ana Ruiz]]"
mutuals: ["[[Ana Ruiz|Ana]]"]
---
See [[Ana Ruiz]] and `[[Ana Ruiz]]`.
"""
BEN_OF_SMITH = """---
type: contact
referred_by: "[[Ana Smith]]"
mutuals: ["[[Ana Smith|Ana]]"]
---
See [[Ana Smith]] and `[[Ana Ruiz]]`.
"""
TALK = """---
type: interview
contact: "[[Ana Ruiz]]"
date: 2026-11-27T10:00
status: done
thank_you_form: email
---
## Notes
It was good.
"""
NOTES = {
    "Contacts/Ana Ruiz.md": ANA,
    "Contacts/Ben Ode.md": BEN,
    "Interviews/2026-11-27 Ana Ruiz.md": TALK,
    "Organisations/Acme.md": "---\ntype: org\naliases: [Acme Wetlands]\n---\n",
    "Ideas.md": "Not of ours: [[Ana Ruiz]]\n",
    "Templates/contact.md": "---\ntype: contact\nstatus: {{nothing}}\n---\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a person, a talk, an organisation, and who knows whom."""
    folder = tmp_path_factory.mktemp("lsp") / "notes"
    for path, text in {**NOTES, "vaulttool.toml": ""}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    """One editor for all tests that leave the vault as it is; it ends well, and without a fault in its log."""
    editor = Editor(folder, folder.parent / "cache")
    yield editor
    assert editor.end() == 0
    assert editor.log == []


def contact(*lines: str) -> str:
    """A contact's note with these lines of frontmatter."""
    return "\n".join(["---", "type: contact", *lines, "---", ""])


def test_findings_come_as_one_types(editor: Editor) -> None:
    """Of the text on the screen, each over what it is about; and they go when it is put right. Nothing is written."""
    path = "Contacts/New One.md"
    editor.type(path, contact("status: contactd", "emial: a@b.example"))
    found = editor.findings(path)
    shown = [(one["code"], editor.text_at(path, one["range"]), one["severity"]) for one in found]
    assert shown == [("value-not-allowed", "contactd", 1), ("key-misspelt", "emial", 4)]
    assert "did you mean 'contacted'?" in found[0]["message"]
    editor.type(path, contact("status: contacted", "contacted_on: 2026-12-01"))
    assert editor.findings(path) == []
    assert not (editor.folder / path).exists()


def test_ranges_are_counted_as_the_client_counts(editor: Editor) -> None:
    """In UTF-16 by default: a face of two units stands before the link that leads nowhere."""
    path = "Contacts/Wide.md"
    editor.type(path, contact("role: 🙂") + "🙂🙂 é [[Nobody]] 🙂\n")
    (finding,) = editor.findings(path)
    assert finding["range"]["start"] == {"line": 4, "character": 7}
    assert editor.text_at(path, finding["range"]) == "[[Nobody]]"


def test_findings_know_the_other_open_notes(editor: Editor) -> None:
    """A link to a note that is only on the screen is not broken."""
    editor.type("Contacts/Cara Lim.md", contact())
    editor.type("Contacts/Dev Roy.md", contact('referred_by: "[[Cara Lim]]"'))
    assert editor.rules("Contacts/Dev Roy.md") == []
    editor.close("Contacts/Cara Lim.md")
    assert editor.rules("Contacts/Dev Roy.md") == ["link-broken"]


@pytest.mark.parametrize("path", ["Templates/contact.md", "Dashboard.md", "../outside.md", "Ideas.md"])
def test_what_is_no_note_of_the_vault_has_no_findings(editor: Editor, path: str) -> None:
    """Templates, the dashboard, notes of the user's own, and files outside of any vault are left in peace."""
    editor.type("Contacts/Eve.md", contact("status: x"))
    place = editor.type(path, "---\ntype: book\nstatus: nonsense¦\n---\n[[Nobody\n")
    editor.type("Contacts/Eve.md", contact("status: y"))
    assert editor.rules("Contacts/Eve.md") == ["value-not-allowed"]
    assert editor.ask("textDocument/codeAction", {**place, "range": _point(place), "context": {"diagnostics": []}}) in (
        None,
        [],
    )
    editor.close(path)


def _point(place: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    return {"start": place["position"], "end": place["position"]}


@pytest.mark.parametrize(
    ("typed", "label", "line"),
    [
        ("sta¦", "status", "status: "),
        ("sta¦: met", "status", "status: met"),
        ("status: no¦", "no-response", "status: no-response"),
        ("status:¦", "met", "status: met"),
        ("private: ¦", "true", "private: true"),
        ("met_on: ¦", "2026-12-01", "met_on: 2026-12-01"),
        ("next_touch: 2026¦", "2026-12-09", "next_touch: 2026-12-09"),
        ("timezone: Lond¦", "Europe/London", "timezone: Europe/London"),
        ("org: Ac¦", "Acme", 'org: "[[Acme]]"'),
        ("org: [[Ac¦", "Acme", 'org: "[[Acme]]"'),
        ("org: [[Ac¦]]", "Acme", 'org: "[[Acme]]"'),
        ('org: "[[¦]]"', "Acme", 'org: "[[Acme]]"'),
        ('org: "[[¦', "Acme", 'org: "[[Acme]]"'),
        ('org: "[[Wet¦]]"', "Acme|Acme Wetlands", 'org: "[[Acme|Acme Wetlands]]"'),
        ('mutuals: ["[[Ben Ode]]", Ana¦]', "Ana Ruiz", 'mutuals: ["[[Ben Ode]]", "[[Ana Ruiz]]"]'),
        ("mutuals:\n  - Ana¦", "Ana Ruiz", '  - "[[Ana Ruiz]]"'),
        ("company: Ac¦", "Acme", 'company: "[[Acme]]"'),
    ],
)
def test_frontmatter_is_completed(editor: Editor, typed: str, label: str, line: str) -> None:
    """Keys that are missing, values of the field's type, days in words, names of the kind that a link field takes."""
    offered = editor.complete("Contacts/Typing.md", contact(typed))
    assert label in offered, list(offered)[:20]
    assert line in offered[label].split("\n")


def test_a_note_that_is_only_begun_is_completed(editor: Editor) -> None:
    """Before the closing line is there, and before the kind is known."""
    assert "interview" in editor.complete("Begun.md", "---\ntype: ¦")
    assert "cadence" in editor.complete("Contacts/Begun.md", "---\ntype: contact\ncad¦")
    assert set(editor.complete("Contacts/Begun.md", contact("status: met", "¦"))).isdisjoint({"status", "type"})


def test_a_link_field_offers_its_kind_only(editor: Editor) -> None:
    """`org` leads to organisations, `mutuals` to people; in the text every note is offered."""
    assert set(editor.complete("Contacts/Typing.md", contact("org: ¦"))) == {"Acme", "Acme|Acme Wetlands"}
    assert {"Ana Ruiz", "Ben Ode"} == set(editor.complete("Contacts/Typing.md", contact("mutuals: ¦")))
    assert {"Acme", "Ana Ruiz", "Ideas"} <= set(editor.complete("Contacts/Typing.md", contact() + "see [[¦"))


@pytest.mark.parametrize(
    ("typed", "label", "line"),
    [
        ("- ¦", "2026-12-02", "- 2026-12-02"),
        ("- 2026-12-01 em¦", "email", "- 2026-12-01 email"),
        ("- 2026-12-01 email ¦", "out:", "- 2026-12-01 email out:"),
        ("- 2026-12-01 email out: hi (¦", "for", "- 2026-12-01 email out: hi (for:: "),
        ("- 2026-12-01 email out: hi (for:: th¦)", "thank-you", "- 2026-12-01 email out: hi (for:: thank-you)"),
        ("- 2026-12-01 email out: hi (for::¦", "outreach", "- 2026-12-01 email out: hi (for:: outreach"),
        ("- 2026-12-01 snooze conn¦", "connect", "- 2026-12-01 snooze connect"),
        ("- 2026-12-01 snooze connect until ¦", "2026-12-09", "- 2026-12-01 snooze connect until 2026-12-09"),
        ("- 2026-12-01 met [[Ben¦", "Ben Ode", "- 2026-12-01 met [[Ben Ode]]"),
    ],
)
def test_log_lines_are_completed(editor: Editor, typed: str, label: str, line: str) -> None:
    """Word by word: the day, the channel, the way, what it was for; rules and days of a snooze; links."""
    offered = editor.complete("Contacts/Typing.md", contact() + f"## Log\n{typed}\n")
    assert label in offered, list(offered)[:20]
    assert line in offered[label].split("\n")


def test_inline_keys_are_those_of_the_section(editor: Editor) -> None:
    """Advice is used and told; questions have a category; nothing is offered in code."""
    talk = "---\ntype: interview\n---\n## Advice\n- [ ] Take the course (¦\n"
    assert set(editor.complete("Interviews/T.md", talk)) == {"used", "effect", "told", "dropped"}
    question = "---\ntype: interview\n---\n## Questions\n- [ ] Why? (cat:: en¦)\n"
    assert set(editor.complete("Interviews/T.md", question)) >= {"entry-level"}
    assert editor.complete("Interviews/T.md", "---\ntype: interview\n---\n## Advice\n```\n- (¦\n```\n") == {}


def test_hover_shows_the_card_of_a_link(editor: Editor) -> None:
    """Who it is, and what is due, as the notes stand on the screen."""
    place = editor.type("Contacts/Typing.md", contact('mutuals: "[[Ana R¦uiz]]"'))
    text = editor.ask("textDocument/hover", place)["contents"]["value"]
    assert text.startswith("**Ana Ruiz** · Field lead, Acme")
    assert "thank them by email" in text
    assert "**mutuals**: people you both know" in text


def test_hover_shows_the_notes_own_card_and_the_page_of_a_finding(editor: Editor) -> None:
    """At the title the card; at a finding why it is one, and the remedy; in plain text nothing."""
    title = editor.show("Contacts/Ana Ruiz.md", ANA.replace("# Ana", "# A¦na"))
    assert "written to 1 time" in editor.ask("textDocument/hover", title)["contents"]["value"]
    wrong = editor.type("Contacts/Ana Ruiz.md", ANA.replace("role: F", "private: may¦be\nrole: F"))
    assert "Remedy:" in editor.ask("textDocument/hover", wrong)["contents"]["value"]
    assert editor.ask("textDocument/hover", editor.type("Contacts/Ana Ruiz.md", f"{ANA}\nplain ¦text\n")) is None
    editor.type("Contacts/Ana Ruiz.md", ANA)


def test_a_link_leads_to_its_note(editor: Editor) -> None:
    """By name, by alias, as a plain name in a link field; one that leads nowhere gives nothing."""
    for typed in ('org: "[[Ac¦me]]"', "org: Acme¦ Wetlands", 'org: "[[Acme Wet¦lands]]"'):
        (found,) = editor.ask("textDocument/definition", editor.type("Contacts/Typing.md", contact(typed)))
        assert found["uri"] == editor.uri("Organisations/Acme.md")
    assert editor.ask("textDocument/definition", editor.type("Contacts/Typing.md", contact("org: Zz¦z"))) == []


def test_references_are_found_everywhere(editor: Editor) -> None:
    """In fields and text, in notes of ours or not, in what is on the screen; not in code."""
    editor.show("Contacts/Ana Ruiz.md")
    place = editor.type("Contacts/Typing.md", contact("mutuals: Ana R¦uiz"))
    found = editor.ask("textDocument/references", {**place, "context": {"includeDeclaration": True}})
    editor.close("Contacts/Typing.md")
    where = sorted((one["uri"].rsplit("/", 1)[-1], one["range"]["start"]["line"]) for one in found)
    assert where == [
        ("2026-11-27%20Ana%20Ruiz.md", 2), ("Ben%20Ode.md", 2), ("Ben%20Ode.md", 3), ("Ben%20Ode.md", 5),
        ("Ideas.md", 0), ("Typing.md", 2),
    ]  # fmt: skip


def test_rename_leads_every_link_to_the_new_name(editor: Editor) -> None:
    """The file, the title and the links, as edits that the editor makes; text that is not saved is kept."""
    editor.type("Contacts/Ben Ode.md", BEN + "unsaved\n")
    place = editor.show("Contacts/Ana Ruiz.md", ANA.replace("# Ana", "# A¦na"))
    assert editor.ask("textDocument/prepareRename", place)["placeholder"] == "Ana Ruiz"
    made = editor.made(editor.ask("textDocument/rename", {**place, "newName": "Ana Smith"}))
    assert made == {
        "Contacts/Ana Ruiz.md": "",
        "Contacts/Ana Smith.md": ANA.replace("# Ana Ruiz", "# Ana Smith"),
        "Contacts/Ben Ode.md": BEN_OF_SMITH + "unsaved\n",
        "Ideas.md": "Not of ours: [[Ana Smith]]\n",
        "Interviews/2026-11-27 Ana Ruiz.md": TALK.replace("Ana Ruiz", "Ana Smith"),
    }
    assert (editor.folder / "Contacts/Ana Ruiz.md").read_text() == ANA


@pytest.mark.parametrize(("new", "why"), [("Ben Ode", "exists already"), ("a/b:c", "no name"), ("", "no name")])
def test_rename_is_refused_with_the_reason(editor: Editor, new: str, why: str) -> None:
    """A name that is taken, or that not every system can write."""
    place = editor.show("Contacts/Ana Ruiz.md", ANA.replace("# Ana", "# A¦na"))
    with pytest.raises(Refusal, match=why):
        editor.ask("textDocument/rename", {**place, "newName": new})


def test_a_safe_fix_is_one_small_edit(editor: Editor) -> None:
    """The letter that is missing, in the version that is open."""
    text = contact("status: contac¦td", "contacted_on: 2026-12-01")
    action = editor.actions("Contacts/Typing.md", text)["Fix: status: contacted"]
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"]["version"] == editor.version
    assert [edit["newText"] for edit in change["edits"]] == ["e"]
    assert action["kind"] == "quickfix"
    assert edited(editor.texts["Contacts/Typing.md"], change["edits"]) == contact(
        "status: contacted", "contacted_on: 2026-12-01"
    )


def test_all_safe_fixes_at_once(editor: Editor) -> None:
    """When the editor asks for them, as before a save; the rest of the note stays."""
    text = contact("status: contactd", "mutuals: [[Ben Ode]]", "emial: a@b.example  # mine")
    (action,) = editor.actions("Contacts/Typing.md", text, "source.fixAll").values()
    made = editor.made(action["edit"])["Contacts/Typing.md"]
    assert made == contact("status: contacted", 'mutuals: "[[Ben Ode]]"', "email: a@b.example  # mine")


def test_a_note_is_made_for_a_link_that_leads_nowhere(editor: Editor) -> None:
    """Of the kind that the field takes."""
    text = contact('campaign: "[[Wetland¦ work]]"', 'mutuals: "[[Nobody Yet]]"')
    action = editor.actions("Contacts/Typing.md", text)["Make the note Campaigns/Wetland work.md"]
    assert editor.made(action["edit"]) == {"Campaigns/Wetland work.md": "---\ntype: campaign\n---\n"}


def test_mark_thanked_from_the_persons_note(editor: Editor) -> None:
    """The fact goes into the talk's note, which is not even open; a week's rest goes into the log on the screen."""
    offered = editor.actions("Contacts/Ana Ruiz.md", ANA.replace("role: F", "role: ¦F"))
    made = editor.made(offered["Done: say thank you (Ana Ruiz)"]["edit"])
    assert made == {
        "Interviews/2026-11-27 Ana Ruiz.md": TALK.replace("email\n---", "email\nthank_you_sent: 2026-12-02\n---")
    }
    snoozed = editor.made(offered["Snooze 1 week: say thank you (Ana Ruiz)"]["edit"])
    assert snoozed == {"Contacts/Ana Ruiz.md": f"{ANA}- 2026-12-02 snooze thank-you until 2026-12-09\n"}


def test_follow_ups_are_those_of_the_screen(editor: Editor) -> None:
    """Once the open talk says that thanks were sent, nobody is asked to thank."""
    path = "Interviews/2026-11-27 Ana Ruiz.md"
    thanks = "Done: say thank you (Ana Ruiz)"
    assert thanks in editor.actions(path, TALK.replace("It was", "It ¦was"))
    assert thanks not in editor.actions(path, TALK.replace("email\n---", "email¦\nthank_you_sent: 2026-12-01\n---"))
    editor.close(path)


def test_outline_and_names(editor: Editor) -> None:
    """The headings of a note, one inside the other; every note by a part of its name."""
    (top,) = editor.ask("textDocument/documentSymbol", editor.show("Contacts/Ana Ruiz.md", ANA))
    assert (top["name"], [one["name"] for one in top["children"]]) == ("Ana Ruiz", ["Log"])
    found = editor.ask("workspace/symbol", {"query": "ana"})
    assert {one["name"] for one in found} == {"Ana Ruiz", "2026-11-27 Ana Ruiz"}


def test_the_vault_is_read_anew_when_files_change(tmp_path: Path) -> None:
    """After a save, and when the editor says that other files changed; faults of the settings stand in their file."""
    (tmp_path / "notes/Contacts").mkdir(parents=True)
    (tmp_path / "notes/vaulttool.toml").write_text("")
    editor = Editor(tmp_path / "notes", tmp_path / "cache")
    editor.type("Contacts/A.md", contact('mutuals: "[[B]]"'))
    assert editor.rules("Contacts/A.md") == ["link-broken"]
    (editor.folder / "Contacts/B.md").write_text(contact())
    editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": editor.uri("Contacts/B.md"), "type": 1}]})
    assert editor.rules("Contacts/A.md") == []
    (editor.folder / "vaulttool.toml").write_text("\ndaily_cap = 0\n")
    editor.save("Contacts/A.md")
    (wrong,) = editor.findings("vaulttool.toml")
    assert (wrong["range"]["start"]["line"], "allowed: a whole number" in wrong["message"]) == (1, True)
    assert editor.rules("Contacts/A.md") == []
    (editor.folder / "vaulttool.toml").write_text("")
    editor.save("Contacts/A.md")
    assert editor.findings("vaulttool.toml") == []
    assert editor.end() == 0


def test_an_editor_that_can_do_little(tmp_path: Path) -> None:
    """No settings, no versions, characters counted in bytes: plain edits, and a word on how to rename elsewhere."""
    (tmp_path / "notes/Contacts").mkdir(parents=True)
    (tmp_path / "notes/Contacts/é.md").write_text(contact())
    little = {"general": {"positionEncodings": ["utf-8"]}, "workspace": {}, "textDocument": {}}
    editor = Editor(tmp_path / "notes", tmp_path / "cache", little)
    assert editor.can["positionEncoding"] == "utf-8"
    place = editor.type("Contacts/é.md", contact("status: contac¦td") + "é [[Nobody]]\n")
    wrong, broken = editor.findings("Contacts/é.md")
    assert (wrong["code"], broken["range"]["start"]["character"]) == ("value-not-allowed", len("é ".encode()))
    wish = {**place, "range": _point(place), "context": {"diagnostics": []}}
    (action,) = editor.ask("textDocument/codeAction", wish)
    assert list(action["edit"]["changes"]) == [editor.uri("Contacts/é.md")]
    title = editor.type("Contacts/é.md", contact() + "# ¦é\n")
    with pytest.raises(Refusal, match="in a terminal: vaulttool rename"):
        editor.ask("textDocument/rename", {**title, "newName": "e"})
    assert editor.end() == 0


def test_without_the_library_it_says_what_to_install(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and the exit status of what could not run."""
    monkeypatch.setitem(sys.modules, "pygls", None)
    said = tool("lsp")
    assert (said.status, "pip install 'vaulttool[lsp]'" in said.err) == (2, True)
