"""The JSON Schema of notes and Obsidian's property types: made from the tables, judged by other libraries."""

from __future__ import annotations

import io
import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from tests.effort import examples
from tests.support import desk_of, parsed
from tests.vault_cli import Tool, tool
from vaulttool import starter
from vaulttool.core.checks import findings_of
from vaulttool.core.json_schema import any_note_schema, note_schema
from vaulttool.core.obsidian_types import property_types, types_json
from vaulttool.core.schema import FIELDS, KINDS
from vaulttool.core.settings import OwnField, Settings

__all__ = ["tool"]

OWN = Settings(
    fields=MappingProxyType(
        {
            "contact": MappingProxyType(
                {
                    "languages": OwnField(required=True),
                    "since": OwnField(type="date"),
                    "stars": OwnField(allowed=("1", "2", "true")),
                    "source": OwnField(allowed=("choir",)),
                }
            ),
            "org": MappingProxyType({"since": OwnField(type="date-time"), "stars": OwnField(type="whole number")}),
        }
    )
)


@lru_cache
def validator(kind: str = "", *, own: bool = False) -> Any:
    """A judge of frontmatter by our schema, which is a schema indeed; with fields of one's own if asked for."""
    settings = OWN if own else Settings()
    schema = note_schema(kind, settings) if kind else any_note_schema(settings)
    schema = json.loads(json.dumps(schema))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


class _NoDates(SafeConstructor):
    """YAML 1.2 has no dates: they are texts."""


_NoDates.add_constructor("tag:yaml.org,2002:timestamp", lambda reader, node: node.value)


def loaded(block: str) -> Any:
    """The frontmatter as a YAML 1.2 reader gives it, as editors' helpers do."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _NoDates
    return yaml.load(io.StringIO(block))


def frontmatter(text: str) -> Any:
    return loaded(text.split("---\n")[1])


def test_every_note_of_the_sample_fits() -> None:
    """Also those that are wrong on purpose in another way than a value of a field."""
    plan = starter.plan(lambda path: False, sample=True, git=False, today=date(2026, 12, 2))
    judge = validator()
    notes = {
        path: raw.decode()
        for path, raw in plan.items()
        if path.endswith(".md") and raw.startswith(b"---\n") and not path.startswith("Templates/")
    }
    assert len(notes) > 30
    for path, text in notes.items():
        if path != "Contacts/Jonathan Vik.md":
            assert list(judge.iter_errors(frontmatter(text))) == [], path


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("status: met", True), ("status: metz", False), ("status:", True), ("status: []", True),
        ("status: [met]", False),
        ("tags: one", True), ("tags: [one, 2, true, null]", True), ("tags: {a: b}", False),
        ("phone: 0123", True), ("phone: [0123, '+1 2']", True), ("role: no", True), ("role: [a, b]", False),
        ("org: '[[Acme]]'", True), ("org: [[Acme]]", False), ("org: 3", True),
        ("met_on: 2026-12-01", True), ("met_on: 2026-12-01 10:30", True), ("met_on: 1.12.2026", False),
        ("private: true", True), ("private: Yes", True), ("private: maybe", False), ("private: 1", False),
        ("birthday: 05-17", True), ("birthday: --05-17", True), ("birthday: May 17", False),
        ("cadence: weekly", True), ("cadence: 30", True), ("cadence: 30 days", True), ("cadence: 0", False),
        ("linkedin: https://linkedin.example/in/ana", True), ("linkedin: linkedin.example/in/ana", False),
        ("timezone: America/Argentina/Buenos_Aires", True), ("timezone: somewhere else", False),
        ("company: Acme", True), ("frequency: sometimes", False), ("a key of mine: {b: [1]}", True),
        ("type: Person", True), ("type: [contact]", False),
    ],
)  # fmt: skip
def test_a_line_of_a_contact(line: str, fits: bool) -> None:
    """Every form that is read fits; what `check` finds in a value does not. Keys of one's own are welcome."""
    block = line if line.startswith("type:") else f"type: contact\n{line}"
    assert validator("contact").is_valid(loaded(block)) is fits
    if not fits:
        (note,) = parsed({"Ana": f"---\n{block}\n---\n"}).values()
        assert findings_of(note, desk_of({note.path: note}, "2026-12-02"))


@pytest.mark.parametrize(
    ("line", "fits"), [("rapport: 5", True), ('rapport: "5"', True), ("rapport: 6", False), ("rapport: high", False),
                       ("purpose: [job, industry]", True), ("purpose: job", True), ("purpose: [jobs]", False)]
)  # fmt: skip
def test_a_line_of_an_interview(line: str, fits: bool) -> None:
    """Numbers have bounds, lists of words hold those words."""
    assert validator("interview").is_valid(loaded(f"type: interview\n{line}")) is fits


def test_fields_of_ones_own_are_in_it() -> None:
    """Their type, their values, more values for ours, and those that must be there, under another name too."""
    judge = validator("contact", own=True)
    assert judge.is_valid(loaded("languages: [en, de]\nsince: 2026-12-01\nstars: 2\nsource: choir"))
    assert judge.is_valid(loaded("languages: en\nstars: true"))
    for wrong in (
        "languages: en\nstars: 3",
        "languages: en\nsince: soon",
        "languages: en\nsource: chor",
        "since: 2026-12-01",
    ):
        assert not judge.is_valid(loaded(wrong)), wrong


def test_the_kind_decides_in_the_schema_of_all() -> None:
    """By `type` in any of its writings; a note without one, or of another type, is not judged."""
    judge = validator()
    for written in ("contact", "Person", '"#contact"', '"[[contact]]"'):
        assert not judge.is_valid(loaded(f"type: {written}\nstatus: watching")), written
    assert judge.is_valid(loaded("type: organisation\nstatus: watching"))
    assert judge.is_valid(loaded("type: book\nstatus: [1, {a: b}]"))
    assert judge.is_valid(loaded("status: anything"))


NAMES = {kind: [spec.name for spec in specs] for kind, specs in FIELDS.items()}
VALUES = st.sampled_from(
    ("", "x", "met", "Met", "no", "true", "3", "-1", "0x1F", "1e3", "2026-12-01", "2026-13-45", "05-17", "weekly",
     "10:30", "https://a.example", "Europe/London", "[[Ana]]", "'[[Ana]]'", "[a, b]", "[]", "[1, no]", "{a: b}", "~",
     "'5'", "me")
)  # fmt: skip


@examples(400)
@given(data=st.data(), kind=st.sampled_from(KINDS))
def test_what_the_schema_refuses_check_finds(data: st.DataObject, kind: str) -> None:
    """Whoever follows one never offends the other: no value is refused that `check` has nothing to say of."""
    name = data.draw(st.sampled_from([name for name in NAMES[kind] if name != "type"]))
    block = f"type: {kind}\n{name}: {data.draw(VALUES)}\n"
    if not validator(kind).is_valid(loaded(block)):
        (note,) = parsed({"Some.md": f"---\n{block}---\n"}).values()
        found = {finding.rule for finding in findings_of(note, desk_of({note.path: note}, "2026-12-02"))}
        assert found & {
            "wrong-type", "value-not-allowed", "date-not-iso", "date-impossible", "url-invalid", "timezone-unknown",
            "unquoted-link",
        }, (block, found)  # fmt: skip


def test_the_templates_types_are_made_from_the_tables() -> None:
    """What `init` lays out is what `schema --obsidian` prints."""
    shipped = starter.template_root().joinpath(".obsidian/types.json").read_text()
    assert types_json(property_types(Settings())) == shipped


def test_a_type_holds_every_form_of_every_kind() -> None:
    """A type is the vault's, by name: a name that two kinds share gets what holds both."""
    types = property_types(OWN)
    assert types["languages"] == "multitext"
    assert types["since"] == "datetime"
    assert types["stars"] == "multitext"
    assert types["outcome"] == "multitext"
    assert set(property_types(Settings())) <= set(types)


def test_types_that_are_there_stay() -> None:
    """In any case of the name, with everything else of the file; nothing to add: not a byte differs."""
    present = '{\n\t"types": {\n\t\t"Status": "multitext",\n\t\t"mine": "date"\n\t},\n\t"more": 1\n}'
    merged = types_json({"status": "text", "email": "multitext"}, present)
    assert json.loads(merged) == {"types": {"Status": "multitext", "mine": "date", "email": "multitext"}, "more": 1}
    assert merged.startswith('{\n\t"types": {\n\t\t"Status"')
    assert not merged.endswith("\n")
    assert types_json({"status": "text"}, present) is present


def test_schema_is_printed_and_written(tool: Tool) -> None:
    """With the vault's own fields; `-o` writes a file, never a note."""
    (tool.folder / "vaulttool.toml").write_text('[fields.contact.mood]\nallowed = ["good"]\n')
    printed = json.loads(tool("schema", "contact").out)
    assert printed["properties"]["mood"]["anyOf"][0] == {"enum": ["good"]}
    assert tool("schema", "-o", "notes.schema.json").out == "notes.schema.json: written\n"
    assert set(json.loads((tool.folder / "notes.schema.json").read_text())["definitions"]) == set(KINDS)
    assert tool("schema", "-o", "notes.schema.json").out == "notes.schema.json: unchanged\n"
    tool.notes({"Ana": "mine"})
    assert tool("schema", "-o", "Contacts/Ana.md").status == 2
    assert tool.bytes()["Contacts/Ana.md"] == b"mine"


def test_schema_needs_no_vault(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere it is that of the defaults; a vault that was asked for must be there."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert json.loads(tool("schema").out) == any_note_schema(Settings())
    assert tool("schema", "--vault", "nowhere").status == 2


def test_obsidians_types_are_merged(tool: Tool) -> None:
    """What is missing is added to `.obsidian/types.json`, and nothing else is written; any other file is kept."""
    file = tool.folder / ".obsidian/types.json"
    file.parent.mkdir()
    assert json.loads(tool("schema", "--obsidian").out)["types"] == property_types(Settings())
    assert tool("schema", "--obsidian", "-o", ".obsidian/types.json").out == ".obsidian/types.json: written\n"
    assert json.loads(file.read_text())["types"]["email"] == "multitext"
    file.write_text('{"types": {"email": "text"}}')
    tool("schema", "--obsidian", "-o", ".obsidian/types.json")
    assert json.loads(file.read_text())["types"]["email"] == "text"
    for broken in ("[]", "{", '{"types": []}', "\xff"):
        file.write_bytes(broken.encode("latin-1"))
        refused = tool("schema", "--obsidian", "-o", ".obsidian/types.json")
        assert (refused.status, "left alone" in refused.err) == (2, True), broken
        assert file.read_bytes() == broken.encode("latin-1")
    assert tool("schema", "--obsidian", "-o", "other.json").status == 2
    assert tool("schema", "contact", "--obsidian").status == 2
