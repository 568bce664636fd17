"""The `.base` views that `init` lays out, evaluated against the sample vault: who and what each of them shows."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.bases import File, base_of, file_of, shown
from vaulttool import starter
from vaulttool.core.parse.note import parse_note
from vaulttool.core.schema import FIELDS
from vaulttool.core.settings import Settings

TUESDAY = date(2026, 12, 1)
TEMPLATE = {
    path: raw.decode()
    for path, raw in starter.plan(lambda _: False, sample=True, git=False, today=TUESDAY).items()
}  # fmt: skip
TYPES = json.loads(TEMPLATE[".obsidian/types.json"])["types"]
BASES = {path.removeprefix("Views/").removesuffix(".base"): text for path, text in TEMPLATE.items() if ".base" in path}
KINDS = {"Contacts": "contact", "Interviews": "interview", "Organisations": "org"}
BROKEN = "Contacts/Jonathan Vik.md"
FILES = [file_of(path, text, TYPES) for path, text in TEMPLATE.items() if path != BROKEN]
VIEWS = [(base, view["name"]) for base, text in BASES.items() for view in base_of(text)["views"]]
ODD = {
    "Contacts/Typed otherwise.md": "---\ntype: book\n---\n",
    "Contacts/Untyped.md": "Met at the fair.\n",
    "Contacts/photo.png": "",
    "Contacts/map.canvas": "{}",
    "Contacts/Sketch.md": "---\nexcalidraw-plugin: parsed\n---\n",
    "Contacts/Board.md": "---\nkanban-plugin: board\n---\n",
    "People/Person.md": "---\ntype: person\n---\n",
    "Firms/Firm.md": "---\ntype: company\n---\n",
    "Organisations/Untyped org.md": "Digs drains.\n",
    "Interviews/2026-01-01 Untyped.md": "We spoke.\n",
    "Templates/contact.md": "---\ntype: contact\n---\n",
}


@pytest.mark.parametrize(
    ("base", "view", "names"),
    [
        ("Contacts", "On my list", ["Ida Moe", "Kai Noor"]),
        ("Contacts", "Waiting for an introduction", ["Ida Moe"]),
        ("Contacts", "In touch next", ["Noa Bell"]),
        ("Interviews", "To come", ["2026-12-02 Ana Ruiz", "2026-12-09 Gil Tan"]),
        ("Interviews", "Done, without a thank-you date", ["2026-10-27 Ben Ode", "2026-11-30 Cara Lim"]),
        ("Organisations", "Target list", ["Acme Wetlands", "Blue Delta Lab", "Marsh Trust"]),
        ("Organisations", "To read up on", ["Acme Wetlands", "Blue Delta Lab"]),
    ],
)
def test_a_view_shows_these_of_the_sample(base: str, view: str, names: list[str]) -> None:
    """On a Tuesday, by name."""
    assert shown(BASES[base], view, FILES, TUESDAY) == names


@pytest.mark.parametrize("base", KINDS)
def test_a_base_shows_what_vaulttool_reads_as_that_kind(base: str) -> None:
    """By type, else by folder; no drawings, boards, attachments and templates."""
    files = [*FILES, *(file_of(path, text, TYPES) for path, text in ODD.items())]
    texts = {path: text for path, text in (TEMPLATE | ODD).items() if path != BROKEN}
    notes = [path for path in texts if path.endswith(".md") and not path.startswith("Templates/")]
    ours = [
        n.stem for path in notes if (n := parse_note(path, texts[path].encode(), Settings()).note).kind == KINDS[base]
    ]
    assert shown(BASES[base], "", files, TUESDAY) == sorted(ours)
    assert len(ours) > 3


@pytest.mark.parametrize(("base", "view"), VIEWS)
def test_a_note_without_dates_does_no_harm(base: str, view: str) -> None:
    """Whatever else it says: no view compares a date that is not there."""
    kind = KINDS[base]
    words = {spec.name: word for spec in FIELDS[kind] for word in spec.allowed[:1]}
    statuses = next((spec.allowed for spec in FIELDS[kind] if spec.name == "status"), ())
    for status in (None, *statuses):
        said = {**words, "type": kind, "status": status, "target": True}
        shown(BASES[base], view, [File("a.md", said), File("b.md", {"type": kind})], TUESDAY)


@pytest.mark.parametrize(("base", "view"), VIEWS)
def test_a_view_names_fields_of_ours(base: str, view: str) -> None:
    """Its columns, its order, and a displayed name for each column that needs one."""
    read = base_of(BASES[base])
    ours = {spec.name for spec in FIELDS[KINDS[base]]} | {"file.name"}
    asked = next(one for one in read["views"] if one["name"] == view)
    assert {*asked["order"], *(one["property"] for one in asked.get("sort", ()))} <= ours
    assert set(read["properties"]) <= ours
