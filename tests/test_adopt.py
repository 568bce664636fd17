"""`init` in a folder that holds notes: settings that fit them are proposed and written, and no note is changed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault_cli import Tool, tool
from vaulttool.cli import adopt as adopting
from vaulttool.core.adopt import Proposal, Sketch, Suggestion, propose, settings_text

__all__ = ["tool"]

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
TEMPLATE = '# exclude = ["Templates/**"]\ntimezone = "Europe/London"\n# [folders]\n# Contacts = "contact"\n'


def note(path: str, *tags: str, kind: str = "", **fields: str) -> Sketch:
    return Sketch(path, kind, bool(kind), {key: (value,) for key, value in fields.items()}, tags)


def people(folder: str, number: int = 4, *tags: str, **fields: str) -> list[Sketch]:
    fields = fields or {"email": "a@b.example", "company": "Acme"}
    return [note(f"{folder}/Person {n}.md", *tags, **fields) for n in range(number)]


def said(suggestions: tuple[Suggestion, ...]) -> dict[str, tuple[Any, bool]]:
    return {one.name: (one.value, one.is_sure) for one in suggestions}


@pytest.mark.parametrize(
    ("folder", "kind", "is_sure"),
    [
        ("People", "contact", True), ("02 - People", "contact", True), ("📇 Contacts", "contact", True),
        ("Work/Companies", "org", True), ("Interviews 2026", "interview", True), ("Meetings", "interview", False),
        ("Books", "", True), ("Networking", "", True), ("Organization", "", True),
    ],
)  # fmt: skip
def test_a_folder_by_its_name(folder: str, kind: str, is_sure: bool) -> None:
    """Numbers and signs around a telling word do not matter; a word that may mean something else is not sure."""
    found = said(propose([note(f"{folder}/A.md"), note(f"{folder}/deep/B.md")]).folders)
    assert found == ({folder: (kind, is_sure)} if kind else {})


def test_a_folder_by_what_its_notes_say() -> None:
    """Mail addresses, phones, dates of contact make a contact; a company, a title and a place alone do not."""
    jobs = [note(f"Jobs/{n}.md", company="Acme", title="Analyst", location="Rome") for n in range(5)]
    books = [note(f"Books/{n}.md", title="x", author="y", email="") for n in range(2)]
    firms = [note(f"Leads/{n}.md", website="https://a.example", industry="maps") for n in range(3)]
    found = propose([*people("Crew/Close"), *jobs, *books, *firms, *people("Inbox"), *people("Few", 2)])
    assert said(found.folders) == {
        "Crew/Close": ("contact", True), "Leads": ("org", True), "Inbox": ("contact", False),
    }  # fmt: skip
    assert "4 notes, 4 with email, company" in [one.why for one in found.folders]


def test_a_folder_of_mixed_notes_is_not_taken_for_its_largest_part() -> None:
    """A folder above people and other things is left alone; the one with the people in it is proposed."""
    found = propose([*people("Work/Crew", 9), *(note(f"Work/Plan {n}.md", due="x") for n in range(4))])
    assert said(found.folders) == {"Work/Crew": ("contact", True)}


def test_tags_need_more_than_a_name() -> None:
    """A tag on notes that look like people is sure; on notes that only speak of people it is a comment."""
    mixed = [*people("Zettel", 3, "type/person"), note("Zettel/Essay.md", "people"), note("Zettel/Plan.md")]
    found = propose([*mixed, *(note(f"Zettel/More {n}.md") for n in range(9))])
    assert said(found.tags) == {"type/person": ("contact", True), "people": ("contact", False)}
    assert found.folders == ()


def test_what_vaulttool_knows_already_needs_no_settings() -> None:
    """The usual folders, and notes that say their type, ours or another, propose nothing."""
    ours = [note(f"Anywhere/{n}.md", kind="contact", email="a@b.example") for n in range(4)]
    other = [Sketch(f"People/{n}.md", "", True, {"type": ("book",)}) for n in range(4)]
    assert not propose([*people("Contacts"), *ours, *other])


def test_keys_of_theirs_are_read_as_ours_where_their_values_fit() -> None:
    """Other letters and other names; a date that is none, and what is known anyway, are left out."""
    fields = {"E-Mail": "a@b.example", "last_met": "2026-11-20", "Birthday": "soon", "company": "Acme", "mood": "good"}
    found = dict(propose(people("People", 3, **fields)).synonyms)
    assert said(found["contact"]) == {"E-Mail": ("email", True), "last_met": ("last_contact", True)}


def test_words_of_theirs_are_allowed() -> None:
    """A status or cadence of their own is no mistake; ours in other letters need no setting."""
    notes = [note(f"People/{n}.md", status=word, frequency="often") for n, word in enumerate(["active", "Met", "cold"])]
    found = dict(propose(notes).allowed)
    assert said(found["contact"]) == {"status": (("active", "cold"), True), "cadence": (("often",), True)}


def test_template_folders_are_left_out() -> None:
    """Wherever they stand and however they are numbered, their notes are not looked at and not read later."""
    found = propose([*people("99 Templates"), *people("Meta/templates/deep"), *people("People")])
    assert said(found.folders) == {"People": ("contact", True)}
    assert found.exclude == ("99 Templates/**", "Meta/templates/**")
    text = settings_text(TEMPLATE, found)
    assert tomllib.loads(text)["exclude"][-2:] == ["99 Templates/**", "Meta/templates/**"]


names = st.text(min_size=1, max_size=12)
suggestions = st.lists(
    st.builds(Suggestion, names, names | st.lists(names, max_size=3).map(tuple), st.text(max_size=20), st.booleans()),
    max_size=4,
    unique_by=lambda one: one.name,
).map(tuple)


@given(st.builds(Proposal, folders=suggestions, tags=suggestions, exclude=st.lists(names, max_size=2).map(tuple)))
def test_the_settings_are_always_toml(proposal: Proposal) -> None:
    """Law: whatever folders and tags are called, the file can be read, and says what is sure and nothing else."""
    try:
        "".join(map(str, [proposal])).encode()
    except UnicodeEncodeError:
        return
    read = tomllib.loads(settings_text(TEMPLATE, proposal))
    for table, found in (("folders", proposal.folders), ("tags", proposal.tags)):
        sure = {
            one.name: list(one.value) if isinstance(one.value, tuple) else one.value for one in found if one.is_sure
        }
        assert {k: v for k, v in read.get(table, {}).items() if k not in {"Contacts", "Interviews", "Organisations",
                "Shareables"} or k in sure} == sure  # fmt: skip
    assert read["timezone"] == "Europe/London"


PERSON = "---\nCompany: Acme\nE-mail: a{}@x.example\nstatus: active\nlast_met: 2026-11-0{}\ncolour: red\n---\n"
VAULT = {
    **{f"02 People/Person {n}.md": PERSON.format(n, n + 1) for n in range(4)},
    "Meetings/Standup.md": '---\ndate: 2026-11-01\nattendees: ["[[Person 1]]"]\n---\n',
    "99 Templates/Person.md": "---\nE-mail: {{mail}}\n---\n",
    "Journal/Day.md": "#people are odd\n",
}


@pytest.fixture
def old(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """The tool in a folder of notes that somebody has kept for years."""
    folder = tmp_path / "old"
    folder.mkdir()
    monkeypatch.chdir(folder)
    made = Tool(folder, tool.capture)
    made.notes(VAULT)
    return made


def test_init_writes_settings_and_nothing_else(old: Tool) -> None:
    """Only `vaulttool.toml` is new; the notes are read by it, without an error or a warning."""
    before = old.bytes()
    shown = old("init")
    after = old.bytes()
    assert (shown.status, after.keys() - before.keys()) == (0, {"vaulttool.toml"})
    assert before.items() <= after.items()
    settings = tomllib.loads(after["vaulttool.toml"].decode())
    assert settings["folders"]["02 People"] == "contact"
    assert "Meetings" not in settings["folders"]
    assert b'\n# Meetings = "interview"  # 1 note; yes, if ' in after["vaulttool.toml"]
    assert "Read as ours: 4 contacts." in shown.out
    assert old("check", "--hints", "--strict").status == 0
    row = old("list", "contact", "--columns", "email,org,last_contact", "--format", "tsv").out.splitlines()[1]
    assert row == "a0@x.example\tAcme\t2026-11-01"


def test_a_dry_run_shows_the_settings(old: Tool) -> None:
    """Nothing is written, here and where a vault would be laid out."""
    before = old.bytes()
    shown = old("init", "--dry-run")
    assert '    "02 People" = "contact"  # 4 notes' in shown.out.splitlines()
    assert shown.out.endswith("Nothing was written.\n")
    assert "vaulttool.toml\n" in old("init", "new", "--dry-run").out
    assert old.bytes() == before
    assert not (old.folder / "new").exists()


def test_once_more_it_lays_out_the_vault(old: Tool) -> None:
    """With settings there, `init` adds folders and templates as ever; `--adopt` never writes over them."""
    old("init")
    settings = (old.folder / "vaulttool.toml").read_bytes()
    refused = old("init", "--adopt")
    assert (refused.status, "is there already" in refused.err) == (2, True)
    assert old("init", "--adopt", "--dry-run").status == 0
    assert old("init").out.startswith("Added ")
    assert (old.folder / "Home.md").exists()
    assert (old.folder / "vaulttool.toml").read_bytes() == settings


def test_on_a_terminal_it_asks(old: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be written is shown first; no means no."""
    monkeypatch.setattr(adopting, "_is_watched", lambda: True)
    monkeypatch.setattr(adopting, "agreed", lambda question, yes: yes)
    shown = old("init")
    assert '"02 People" = "contact"' in shown.out
    assert shown.out.endswith("Nothing was written.\n")
    assert not (old.folder / "vaulttool.toml").exists()


def test_where_there_is_nothing_to_adopt_a_vault_is_laid_out(tool: Tool) -> None:
    """Notes about other things stay beside the new folders; asked with `--adopt`, plain settings are written."""
    (tool.folder / "vaulttool.toml").unlink()
    tool.notes({"mine/Recipes/Soup.md": "---\ncuisine: thai\n---\n"})
    assert tool("init", "mine", "--adopt").out.startswith("The notes in ")
    assert {path for path in tool.bytes() if path.startswith("mine/")} == {
        "mine/Recipes/Soup.md",
        "mine/vaulttool.toml",
    }
    (tool.folder / "mine/vaulttool.toml").unlink()
    assert tool("init", "mine").out.startswith("Added ")
    assert tool("init", "mine", "--adopt", "--sample").status == 2


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
@pytest.mark.parametrize("name", ["lifeos-demo", "obsidian-dataview", "mdbase-spec-notes", "mdbase-spec-examples"])
def test_notes_of_others_are_read_without_complaint(tool: Tool, tmp_path: Path, name: str) -> None:
    """Vaults that no one here wrote: nothing about their own fields is complained of."""
    (tool.folder / "vaulttool.toml").unlink()
    for file in (CORPORA / name).rglob("*.md"):
        tool.notes({f"{name}/{file.relative_to(CORPORA / name).as_posix()}": file.read_text("utf-8", "replace")})
    place = str(tool.folder / name)
    assert tool("init", place, "--adopt").status == 0
    checked = tool("check", "--hints", "--vault", place)
    assert checked.out.startswith("no errors in "), checked.out
