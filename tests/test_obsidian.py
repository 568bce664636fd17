"""What people write in Obsidian and with its plugins: tasks, inline fields, callouts, embeds, drawings, templates."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault_cli import Tool, changed, tool
from vaulttool import starter
from vaulttool.core.edit import SetKey, apply
from vaulttool.core.model import Item, Note
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings

__all__ = ["tool"]

DAY = "2026-12-01"
DRAWING = (
    "---\nexcalidraw-plugin: parsed\ntags: [excalidraw]\n---\n==Switch to EXCALIDRAW VIEW==\n\n# Excalidraw Data\n\n"
    "## Text Elements\nHello ^abc\n%%\n## Drawing\n```compressed-json\nN4KA\n```\n%%\n"
)
BOARD = "---\n\nkanban-plugin: board\n\n---\n\n## To do\n\n- [ ] call [[Ana Ruiz]]\n"
TEMPLATER = (
    '---\ntype: contact\ncreated: <% tp.date.now("YYYY-MM-DD") %>\nstatus: {{VALUE:status}}\n---\n<%* await x() %>\n'
)


def read(body: str, kind: str = "interview", settings: Settings | None = None) -> Note:
    return parse_note("Notes/x.md", f"---\ntype: {kind}\n---\n{body}".encode(), settings or Settings()).note


def promise(line: str, below: str = "") -> Item:
    note = read(f"## Promises\n{line}\n{below}")
    assert (len(note.items), note.findings) == (1, ()), note
    return note.items[0]


@pytest.mark.parametrize(
    "signs",
    [
        "📅 2026-12-01",
        "📅2026-12-01",
        "📅️ 2026-12-01",
        "📆 2026-12-01",
        "🗓️ 2026-12-01",
        "➕ 2026-11-01 🛫 2026-11-02 ⏳ 2026-11-03 📅 2026-12-01",
        "⌛ 2026-11-03 🔺 📅 2026-12-01 ^send-it",
        "🔁 every week on Monday 📅 2026-12-01",
        "🔁 every day when done 🏁 delete 📅 2026-12-01",
        "🆔 abc1 ⛔ def2,ghi3 ⏫ 📅 2026-12-01",
        "[due:: 2026-12-01] [scheduled:: 2026-11-03] [priority:: high]",
        "[by:: 2026-12-01]",
        "[by::2026-12-01]",
        "(by:: 2026-12-01)",
        "(By:: [[2026-12-01]])",
        "(by:: [[2026-12-01|Tuesday]])",
        "by:: 2026-12-01",
        "due:: 2026-12-01 📅 2026-12-01",
    ],
)
def test_a_due_date_is_by_and_no_text(signs: str) -> None:
    """The Tasks plugin's signs in all its forms, its Dataview form, and inline fields in and without brackets."""
    item = promise(f"- [ ] me: send the report {signs}")
    assert (item.word, item.text, item.keys["by"]) == ("me", "send the report", DAY)


@pytest.mark.parametrize(
    "done", ["✅ 2026-11-30", "[completion:: 2026-11-30]", "(done:: 2026-11-30)", "done:: 2026-11-30"]
)
def test_a_done_date_is_done(done: str) -> None:
    """However it is written, beside a due date."""
    item = promise(f"- [x] me: send it 📅 2026-12-01 {done}")
    assert (item.text, item.keys) == ("send it", {"by": DAY, "done": "2026-11-30"})


@pytest.mark.parametrize(
    "below",
    ["  by:: 2026-12-01\n", "  [by:: 2026-12-01]\n", "  - by:: 2026-12-01\n", "\t- (done:: x) (by:: 2026-12-01)\n",
     "  effect:: a post\n  by:: 2026-12-01\n"],
)  # fmt: skip
def test_a_field_on_a_line_of_its_own_belongs_to_the_item_above(below: str) -> None:
    """As a line of the item or a list line inside it."""
    note = read(f"## Promises\n- [ ] me: send it\n{below}- [ ] me: other\n")
    assert [(item.text, item.keys.get("by")) for item in note.items] == [("send it", DAY), ("other", None)]


@pytest.mark.parametrize(
    "below", ["by:: 2026-12-01\n", "  as said, by:: 2026-12-01\n", "  - [ ] by:: 2026-12-01\n", "\n  by:: 2026-12-01\n",
              "  ```\n  by:: 2026-12-01\n  ```\n", "  %% by:: 2026-12-01 %%\n"],
)  # fmt: skip
def test_other_lines_say_nothing_of_the_item_above(below: str) -> None:
    """Lines that are not indented, that say more, that stand apart, and comments."""
    assert "by" not in read(f"## Promises\n- [ ] me: send it\n{below}").items[0].keys


def test_the_line_itself_wins() -> None:
    """Over the line below; brackets over a field without them."""
    assert promise("- [ ] me: a (by:: 2026-12-01)", "  by:: 2026-12-09\n").keys == {"by": DAY}
    assert promise("- [ ] me: a by:: 2026-12-09 (by:: 2026-12-01)").keys == {"by": DAY}


def test_words_with_colons_stay_words() -> None:
    """Only known keys are read without brackets."""
    assert promise("- [ ] me: send std::vector notes:: all").text == "send std::vector notes:: all"


@given(
    st.lists(
        st.sampled_from(["📅 2026-12-01", "⏳ 2026-11-03", "🔁 every week", "🔼", "🆔 a1", "🏁 keep", "➕ 2026-11-01"])
    )
)
def test_a_new_key_stands_before_the_signs(signs: list[str]) -> None:
    """The Tasks plugin reads its signs from the end of the line, so nothing may come between them."""
    tail = "".join(f" {sign}" for sign in signs)
    text = f"## Promises\n\n- [x] me: send it{tail} ^b1\n"
    made = apply(text, SetKey(3, "send it", "done", "2026-12-02"), "contact", Settings())
    assert made == text.replace("send it", "send it (done:: 2026-12-02)")


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("- [ ] me: a [due:: 2026-12-01]", "- [ ] me: a [due:: 2026-12-09]"),
        ("- [ ] me: a 🗓️ 2026-12-01 🔁 every week", "- [ ] me: a 🗓️ 2026-12-09 🔁 every week"),
        ("- [ ] me: a by:: 2026-12-01 ^b", "- [ ] me: a by:: 2026-12-09 ^b"),
    ],
)
def test_a_date_is_changed_where_it_stands(line: str, new: str) -> None:
    """In the form that the person chose."""
    text = f"## Promises\n\n{line}\n"
    assert apply(text, SetKey(3, "a", "by", "2026-12-09"), "contact", Settings()) == text.replace(line, new)


def test_callouts_are_words_and_hold_no_items() -> None:
    """A promise in a callout is a quotation; what follows the callout counts."""
    note = read("## Promises\n> [!todo]- Mine\n> - [ ] me: quoted\n\n- [ ] me: real\n")
    assert ([item.text for item in note.items], note.has_notes) == (["real"], True)


def test_embeds_are_no_links_and_count_as_notes() -> None:
    """A photo of handwritten notes is notes; the embedded note is not linked."""
    note = read("![[Ana Ruiz]]\n![[page 1.png|300]]\n![x](scan.pdf)\n")
    assert (note.links, note.has_notes) == ((), True)


def test_block_links_comments_and_labels() -> None:
    """A link to a heading or block leads to its note; comments and the block id are no words."""
    item = promise("- [ ] me: see [[Ana Ruiz#^log-1|Ana]] %%not sure%% ![[p.png]] ^b1")
    assert (item.text, item.links, item.block) == ("see [[Ana Ruiz#^log-1|Ana]] ![[p.png]]", ("Ana Ruiz",), "b1")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("---\ntags: [vault/contact]\n---\n", "contact"),
        ("---\ntags: vault/contact/mentor\n---\n", "contact"),
        ('---\ntags:\n  - "#Vault/Contact"\n---\n', "contact"),
        ("Met her. #vault/contact\n", "contact"),
        ("#vault/contacts\n", ""),
        ("---\ntags: [vault]\n---\n", ""),
        ("`#vault/contact` %%\n#vault/contact\n%%\n", ""),
    ],
)
def test_a_nested_tag_may_stand_for_a_kind(text: str, kind: str) -> None:
    """The tag and those below it, in the properties or in the text; not the tag above."""
    settings = Settings(tags={"vault/contact": "contact"})
    assert parse_note("x.md", text.encode(), settings).note.kind == kind


@pytest.mark.parametrize(
    ("path", "text"), [("Contacts/A.excalidraw.md", ""), ("Contacts/B.md", DRAWING), ("Contacts/C.md", BOARD)]
)
def test_drawings_and_boards_are_nobody(path: str, text: str) -> None:
    """Though they stand in a folder of contacts; a type makes one a note all the same."""
    text = text or DRAWING.replace("excalidraw-plugin", "own")
    note = parse_note(path, text.encode(), Settings()).note
    assert (note.kind, note.findings) == ("", ())
    typed = "---\ntype: contact\n" + text.removeprefix("---\n")
    assert parse_note(path, typed.encode(), Settings()).note.kind == "contact"


@pytest.mark.parametrize(
    "folder",
    ["Templates", "templates", "_templates", "Extras/Templates", "09 Templates", "Contacts/99 - templates/deep"],
)
def test_templates_are_never_reported(tool: Tool, folder: str) -> None:
    """Wherever the folder stands and however it is numbered, whatever Templater or QuickAdd want there."""
    tool.notes(
        {"Ana Ruiz": "---\ntype: contact\n---\n", f"{folder}/person.md": TEMPLATER, f"{folder}/b.md": "---\n{{x}}"}
    )
    said = tool("check", "--hints", "--strict")
    assert (said.status, said.out) == (0, "no errors in 1 note\n")


@pytest.mark.parametrize("folder", ["Contacts/Templatesmith", "My templates", "Contacts/Template"])
def test_other_folders_are_read(tool: Tool, folder: str) -> None:
    """A name that only sounds like it hides nobody."""
    tool.notes({f"{folder}/Ana Ruiz.md": "---\ntype: contact\n---\n"})
    assert "Ana Ruiz" in tool("list", "contact").out


def test_files_of_obsidian_are_left_alone(tool: Tool) -> None:
    """Attachments, canvases, bases, drawings and boards: no note, no finding, no byte changed."""
    files = {
        "Contacts/photo.png": "x", "Contacts/map.canvas": '{"nodes": [{"text": "[[Ana Ruiz]]"}]}',
        "Contacts/People.base": "views: []\n", "Contacts/Sketch.excalidraw.md": DRAWING, "Contacts/Board.md": BOARD,
        "Contacts/Sketch 2.excalidraw": "{}", ".obsidian/plugins/x/data.md": TEMPLATER, ".trash/Old.md": TEMPLATER,
    }  # fmt: skip
    tool.notes({"Ana Ruiz": "---\ntype: contact\n---\n", **files})
    before = tool.bytes()
    tool("sync")
    assert [note["path"] for note in json.loads(tool("list", "contact", "--format", "json").out)] == [
        "Contacts/Ana Ruiz.md"
    ]
    assert "findings" not in tool("check", "--hints").err
    assert [path for path in changed(before, tool.bytes()) if not path.startswith("Dashboard.md")] == []


def test_bookmarks_lead_to_what_the_template_lays_out() -> None:
    """Home, the dashboard and every base, each once; the plugin that shows them is on."""
    files = starter.plan(lambda _: False, sample=False, git=False, today=date(2026, 12, 1))
    items = json.loads(files[".obsidian/bookmarks.json"])["items"]
    [group] = [item for item in items if item["type"] == "group"]
    paths = [item["path"] for item in (*items, *group["items"]) if item["type"] == "file"]
    bases = sorted(path for path in files if path.endswith(".base"))
    assert paths == ["Home.md", Settings().dashboard, *bases]
    times = [item["ctime"] for item in (*items, *group["items"])]
    assert len({*times}) == len(times)
    assert json.loads(files[".obsidian/core-plugins.json"])["bookmarks"] is True


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("decided_on=today",), "+decided_on: 2026-12-02"),
        (("decided_on=Yesterday",), "+decided_on: 2026-12-01"),
        (("next_touch=tomorrow",), "+next_touch: 2026-12-03"),
        (("next_touch=+3d",), "+next_touch: 2026-12-05"),
        (("snooze_until=+2w",), "+snooze_until: 2026-12-16"),
        (("next_touch=+1m",), "+next_touch: 2027-01-02"),
        (("contacted_on=-2d",), "+contacted_on: 2026-11-30"),
        (("seen=today",), "+seen: 2026-12-02"),
        (("role=today",), "+role: today"),
    ],
)
def test_set_takes_days_from_today(tool: Tool, words: tuple[str, ...], line: str) -> None:
    """In date fields, own ones too, and written as the date; elsewhere they are words."""
    (tool.folder / "vaulttool.toml").write_text('[fields.contact.seen]\ntype = "date"\n')
    tool.notes({"Ana": "---\ntype: contact\n---\n"})
    before = tool.bytes()
    assert tool("set", "Ana", *words).status == 0
    assert changed(before, tool.bytes()) == [f"Contacts/Ana.md {line}"]


def test_a_day_from_today_that_is_none_is_refused(tool: Tool) -> None:
    """As any other word; a day that is still to come is no day on which something happened."""
    tool.notes({"Ana": "---\ntype: contact\n---\n"})
    before = tool.bytes()
    assert [tool("set", "Ana", word).status for word in ("next_touch=soon", "next_touch=+d", "contacted_on=+3d")] == [
        2
    ] * 3
    assert tool.bytes() == before


def test_new_takes_days_from_today(tool: Tool) -> None:
    """`--set`, and the day behind the name of a talk; the file bears the date."""
    assert tool("new", "contact", "Ana", "--set", "status=targeted", "--set", "decided_on=today").status == 0
    assert b"decided_on: 2026-12-02\n" in tool.bytes()["Contacts/Ana.md"]
    assert tool("new", "interview", "Ana", "--set", "date=tomorrow 10:30").status == 0
    assert b"date: 2026-12-03T10:30\n" in tool.bytes()["Interviews/2026-12-03 Ana.md"]
    assert tool("new", "interview", "Ana", "+1w").status == 0
    assert b"date: 2026-12-09\n" in tool.bytes()["Interviews/2026-12-09 Ana.md"]
