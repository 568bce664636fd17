"""The vault template and how it is laid out: nothing overwritten, and every word of it valid."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from vaulttool import starter
from vaulttool.core import schema
from vaulttool.core.settings import Settings

TUESDAY = date(2026, 12, 1)
WEEK = [date(2026, 11, 30) + timedelta(days=n) for n in range(7)]
MESSAGES = {
    "outreach-direct", "outreach-reintroduce", "outreach-article", "ask-introduction", "follow-up", "offer-times",
    "confirm", "thank-you", "connect", "update-advice", "update-referral", "thank-introducer", "check-in", "share",
    "congratulate", "reconnect", "decline-gracefully", "campaign-closed", "apology-missed",
}  # fmt: skip


def nothing(_path: str) -> bool:
    return False


def everything(today: date = TUESDAY) -> dict[str, str]:
    """The whole plan of an empty folder, as text."""
    return {path: raw.decode() for path, raw in starter.plan(nothing, sample=True, git=True, today=today).items()}


def frontmatter(text: str) -> dict[str, object]:
    """The properties of a note, every scalar as text."""
    loaded = yaml.load(text.split("---\n")[1], Loader=yaml.CBaseLoader)  # noqa: S506 (builds text, lists and mappings only)
    return dict(loaded or {})


def body(text: str) -> str:
    return text.split("---\n", 2)[2]


TEMPLATE = everything()
NOTES = {
    path: text
    for path, text in TEMPLATE.items()
    if path.split("/")[0] in {"Contacts", "Interviews", "Organisations", "Shareables", "Campaigns"}
    and path.endswith(".md")
}
NOTE_TEMPLATES = {path: text for path, text in TEMPLATE.items() if re.fullmatch(r"Templates/[^/]+\.md", path)}
DRAFTS = {Path(path).stem: text for path, text in TEMPLATE.items() if path.startswith("Templates/messages/")}
WRONG_ON_PURPOSE = "Contacts/Jonathan Vik.md"


@pytest.mark.parametrize(
    ("text", "today", "filled"),
    [
        ("{today}", TUESDAY, "2026-12-01"),
        ("{today+3} and {today-7}", TUESDAY, "2026-12-04 and 2026-11-24"),
        ("{today-1b}", TUESDAY, "2026-11-30"),
        ("{today-3b}", TUESDAY, "2026-11-26"),
        ("{today+4b}", TUESDAY, "2026-12-07"),
        ("{today+1b}", date(2026, 12, 5), "2026-12-07"),
        ("{today-1b}", date(2026, 12, 6), "2026-12-04"),
        ("{today+0b}", date(2026, 12, 6), "2026-12-06"),
        ("{today+1}T10:00", date(2026, 12, 31), "2027-01-01T10:00"),
        ("{{date}} {name} {todayish} {today+x}", TUESDAY, "{{date}} {name} {todayish} {today+x}"),
    ],
)
def test_dates_are_filled_in_and_nothing_else(text: str, today: date, filled: str) -> None:
    """Calendar days, business days strictly before or after, and no other braces."""
    assert starter.fill_dates(text, today) == filled


@pytest.mark.parametrize("today", WEEK)
def test_a_business_day_is_never_on_a_weekend(today: date) -> None:
    """Whatever the day, a shift by business days ends on Monday to Friday."""
    for n in range(1, 12):
        for sign in "+-":
            assert date.fromisoformat(starter.fill_dates(f"{{today{sign}{n}b}}", today)).weekday() < 5


def test_the_template_is_found() -> None:
    """From a source tree and from an installed package alike."""
    assert starter.template_root().joinpath("Home.md").is_file()


def test_a_plain_vault_has_no_examples_and_no_git_files() -> None:
    """`init` alone gives templates, questions, views, settings and empty folders."""
    paths = set(starter.plan(nothing, sample=False, git=False, today=TUESDAY))
    assert {"Home.md", "AGENTS.md", "vaulttool.toml", "Contacts/.gitkeep", ".obsidian/types.json"} <= paths
    assert not any("Ana Ruiz" in path or "_sample" in path for path in paths)
    assert paths.isdisjoint({".gitignore", ".gitattributes", "Dashboard.md"})


def test_git_adds_the_ignore_and_attribute_files() -> None:
    """`--git` adds two files and nothing else."""
    plain = starter.plan(nothing, sample=False, git=False, today=TUESDAY)
    assert starter.plan(nothing, sample=False, git=True, today=TUESDAY).keys() - plain.keys() == starter.GIT_FILES


def test_a_folder_with_notes_needs_no_placeholder_file() -> None:
    """An empty folder is kept by `.gitkeep`; one that is there, or gets examples, is not."""
    plain = starter.plan(lambda path: path == "Contacts", sample=False, git=False, today=TUESDAY)
    assert [path for path in plain if path.endswith(".gitkeep")] == [
        "Interviews/.gitkeep",
        "Organisations/.gitkeep",
        "Shareables/.gitkeep",
    ]
    assert not any(path.endswith(".gitkeep") for path in TEMPLATE)


def test_laying_out_writes_the_plan_and_says_so(tmp_path: Path) -> None:
    """The folder is made, and what was added is what is there."""
    vault = tmp_path / "deep" / "my network"
    added = starter.lay_out(vault, sample=True, git=True, today=TUESDAY)
    there = {path.relative_to(vault).as_posix(): path.read_text("utf-8") for path in vault.rglob("*") if path.is_file()}
    assert there == TEMPLATE
    assert sorted(added) == sorted(there)
    assert "Interviews/2026-12-02 Ana Ruiz.md" in there


def test_nothing_is_overwritten_and_the_second_time_adds_nothing(tmp_path: Path) -> None:
    """A user's own file keeps its bytes and its time; only what is missing comes."""
    own = tmp_path / "Home.md"
    own.write_bytes(b"mine\r\n")
    before = own.stat()
    added = starter.lay_out(tmp_path, sample=False, git=False, today=TUESDAY)
    assert "Home.md" not in added
    assert "AGENTS.md" in added
    assert own.read_bytes() == b"mine\r\n"
    assert own.stat().st_mtime_ns == before.st_mtime_ns
    assert starter.lay_out(tmp_path, sample=False, git=False, today=TUESDAY) == []


def test_what_was_deleted_comes_back_alone(tmp_path: Path) -> None:
    """A missing file is added again, the others stay."""
    starter.lay_out(tmp_path, sample=False, git=False, today=TUESDAY)
    (tmp_path / "Templates" / "org.md").unlink()
    assert starter.lay_out(tmp_path, sample=False, git=False, today=TUESDAY) == ["Templates/org.md"]


def test_examples_of_another_day_are_not_added_twice(tmp_path: Path) -> None:
    """`init --sample` a week later finds the examples there and adds no second set of interviews."""
    starter.lay_out(tmp_path, sample=True, git=False, today=TUESDAY)
    assert starter.lay_out(tmp_path, sample=True, git=False, today=TUESDAY + timedelta(days=7)) == []


def test_an_interrupted_start_is_completed(tmp_path: Path) -> None:
    """When laying out the examples broke off, the same command the same day adds the rest."""

    def full_after_interviews(path: Path, content: bytes) -> None:
        if path.name == "Ana Ruiz.md":
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    with pytest.raises(OSError, match="No space left"):
        starter.lay_out(tmp_path, sample=True, git=False, today=TUESDAY, create=full_after_interviews)
    starter.lay_out(tmp_path, sample=True, git=False, today=TUESDAY)
    assert len(list((tmp_path / "Interviews").iterdir())) == sum(path.startswith("Interviews/") for path in TEMPLATE)
    assert (tmp_path / "Contacts" / "Ana Ruiz.md").read_text("utf-8") == TEMPLATE["Contacts/Ana Ruiz.md"]


def test_names_in_another_case_are_taken(tmp_path: Path) -> None:
    """`home.md` is the home note, and `templates/` gets what it lacks instead of a second folder."""
    (tmp_path / "home.md").write_text("mine\n")
    (tmp_path / "templates").mkdir()
    added = starter.lay_out(tmp_path, sample=False, git=False, today=TUESDAY)
    assert "Home.md" not in added
    assert "templates/contact.md" in added
    assert [path.name for path in tmp_path.iterdir() if path.name.lower() == "templates"] == ["templates"]


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    """A folder that leads out of the vault, or a file where a folder should be, is left alone."""
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    vault.mkdir()
    outside.mkdir()
    (vault / "Templates").symlink_to(outside)
    (vault / "Views").write_text("a file\n")
    added = starter.lay_out(vault, sample=False, git=False, today=TUESDAY)
    assert list(outside.iterdir()) == []
    assert (vault / "Views").read_text() == "a file\n"
    assert not any(path.startswith(("Templates/", "Views/")) for path in added)


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    """Files are made exclusively: whoever comes first stays."""

    def raced(path: Path, content: bytes) -> None:
        if path.name == "Home.md":
            path.write_text("theirs\n")
        with path.open("xb") as file:
            file.write(content)

    added = starter.lay_out(tmp_path, sample=False, git=False, today=TUESDAY, create=raced)
    assert "Home.md" not in added
    assert "AGENTS.md" in added
    assert (tmp_path / "Home.md").read_text() == "theirs\n"


@pytest.mark.parametrize("today", WEEK)
def test_no_placeholder_is_left_in_the_examples(today: date) -> None:
    """On any day of the week every date is filled in, and no two files fall together."""
    filled = everything(today)
    assert len(filled) == len(TEMPLATE)
    assert not [path for path, text in filled.items() if "{today" in path + text]


@pytest.mark.parametrize("path", sorted({**NOTES, **NOTE_TEMPLATES}.keys() - {WRONG_ON_PURPOSE}))
def test_note_speaks_the_vocabulary(path: str) -> None:
    """Every field is known for its kind, every fixed value allowed, every date a date."""
    fields = frontmatter(TEMPLATE[path].replace("{{date}}", "2026-12-01"))
    specs = schema.FIELD_OF[str(fields["type"])]
    for name, value in fields.items():
        assert name in specs, f"{path}: {name}"
        values = [str(one) for one in (value if isinstance(value, list) else [value]) if one]
        assert len(values) <= 1 or specs[name].many, f"{path}: {name}"
        for one in values:
            assert not specs[name].allowed or one in specs[name].allowed or specs[name].type is schema.Type.CADENCE
            assert specs[name].type is not schema.Type.DATE or date.fromisoformat(one).isoformat() == one
    headings = re.findall(r"^## (.+)$", TEMPLATE[path], re.MULTILINE)
    assert set(headings) <= set(schema.HEADINGS)


@pytest.mark.parametrize("path", sorted(path for path in {**NOTES, **NOTE_TEMPLATES} if "nterview" in path))
def test_interview_uses_known_steps_and_categories(path: str) -> None:
    """Block ids and categories are those of the vocabulary, each step once."""
    steps = re.findall(r"^- \[.\].* \^(\S+)$", TEMPLATE[path], re.MULTILINE)
    known = schema.STEPS["prepare"] + schema.STEPS["debrief"]
    assert len(steps) == len(set(steps))
    assert set(steps) <= set(known)
    assert set(re.findall(r"\(cat:: ([^)]+)\)", TEMPLATE[path])) <= set(schema.CATEGORIES)


def test_interview_template_has_every_step() -> None:
    """A new interview carries the whole checklist, before and after."""
    steps = re.findall(r"\^(\S+)$", TEMPLATE["Templates/interview.md"], re.MULTILINE)
    assert tuple(steps) == schema.STEPS["prepare"] + schema.STEPS["debrief"]


def test_every_touch_of_the_examples_is_one() -> None:
    """Log lines are touches, news, snoozes or dismissals, in order of time."""
    touch = re.compile(
        rf"- (\d{{4}}-\d\d-\d\d) (?:(?:{'|'.join(schema.CHANNELS)}) (?:{'|'.join(schema.WAYS)}): .+"
        r"|news: .+|snooze \S+ until \d{4}-\d\d-\d\d|dismiss \S+: .+)"
    )
    for path, text in NOTES.items():
        log = text.partition("## Log\n")[2].partition("\n## ")[0]
        matches = [touch.fullmatch(line) for line in log.splitlines() if line]
        assert all(matches), path
        dates = [match[1] for match in matches if match]
        assert dates == sorted(dates), path
        assert set(re.findall(r"\(for:: ([^)]+)\)", log)) <= set(schema.PURPOSES)


@pytest.mark.parametrize("today", WEEK)
def test_the_facts_of_the_examples_are_in_order(today: date) -> None:
    """On any day of the week logs run forward in time, and only to-come fields lie in the future."""
    to_come = {spec.name for specs in schema.FIELDS.values() for spec in specs if not spec.past}
    for path, text in everything(today).items():
        if not path.startswith(("Contacts/", "Interviews/")) or path == WRONG_ON_PURPOSE:
            continue
        log = re.findall(r"^- (\d{4}-\d\d-\d\d) ", text.partition("## Log\n")[2].partition("\n## ")[0], re.MULTILINE)
        assert log == sorted(log), path
        assert all(day <= today.isoformat() for day in log), path
        for name, value in frontmatter(text).items():
            if name not in to_come:
                assert str(value) <= today.isoformat(), f"{path}: {name}"


def test_every_link_of_the_examples_leads_to_a_note() -> None:
    """No example shows a broken link, bar the dashboard that `sync` writes."""
    names = {Path(path).stem for path in TEMPLATE if path.endswith(".md")} | {"Dashboard"}
    for path, text in {**NOTES, "About the examples.md": TEMPLATE["About the examples.md"]}.items():
        assert set(re.findall(r"\[\[([^\]|#]+)", text)) <= names, path


def test_one_example_is_wrong_on_purpose() -> None:
    """The dashboard's list of notes it could not read is shown by exactly one note."""
    unreadable = []
    for path, text in NOTES.items():
        try:
            frontmatter(text)
        except yaml.YAMLError:
            unreadable.append(path)
    assert unreadable == [WRONG_ON_PURPOSE]


def test_the_examples_show_nearly_every_field() -> None:
    """What the examples leave out would hide a person, stop a talk, or have no use among them."""
    shown = {name for path, text in NOTES.items() if path != WRONG_ON_PURPOSE for name in frontmatter(text)}
    fields = {spec.name for kind, specs in schema.FIELDS.items() if kind != "question" for spec in specs}
    assert fields - shown == {
        "name", "private", "do_not_contact", "distinct_from", "cancelled_by", "no_show", "closed_on",
    }  # fmt: skip


def test_question_bank_covers_every_category() -> None:
    """Ids are category and number without gaps; each question has a phase and a purpose; each category a star."""
    bank = "\n".join(text for path, text in TEMPLATE.items() if path.startswith("Questions/"))
    line = re.compile(
        r"^- (\* )?[^\n]+ \(cat:: ([a-z-]+)\) \(phase:: (?:open|middle|close)\)"
        r" \(purpose:: (?:career-path|industry|organisation|job)\)(?: \(minutes:: \d+\))?(?: \(from:: research\))?"
        r" \^([a-z-]+)-(\d+)$",
        re.MULTILINE,
    )
    questions = [match.groups() for match in line.finditer(bank)]
    assert len(questions) == len(re.findall(r"^- ", bank, re.MULTILINE)) == 92
    assert all(cat == prefix for _, cat, prefix, _ in questions)
    assert {cat for star, cat, _, _ in questions if star} == set(schema.CATEGORIES)
    for category in schema.CATEGORIES:
        numbers = [int(number) for _, cat, _, number in questions if cat == category]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_message_kind_has_a_template() -> None:
    """One file a kind, named after it."""
    assert set(DRAFTS) == MESSAGES


@pytest.mark.parametrize("kind", sorted(MESSAGES))
def test_message_lists_what_it_needs(kind: str) -> None:
    """The comment names exactly the placeholders that the text holds."""
    text = DRAFTS[kind]
    needs = re.search(r"^# Needs: (.+)$", text, re.MULTILINE)
    assert needs
    assert {need.split()[0] for need in needs[1].split(", ")} == set(re.findall(r"\{\{(\w+)\}\}", text))


@pytest.mark.parametrize("kind", sorted(MESSAGES - {"thank-you", "ask-introduction"}))
def test_message_is_short(kind: str) -> None:
    """At most 100 words."""
    assert len(body(DRAFTS[kind]).split()) <= 100


def test_thank_you_and_introduction_have_their_two_parts() -> None:
    """A card of 60 to 90 words beside the email; a paragraph to pass on below the request."""
    email, card = body(DRAFTS["thank-you"]).split("## Card\n")
    assert 60 <= len(card.split()) <= 90
    assert len(email.split()) <= 100
    request, forward = body(DRAFTS["ask-introduction"]).split("\n---\n")
    assert max(len(request.split()), len(forward.split())) <= 100


def test_message_lengths_that_matter() -> None:
    """A note beside a request to connect fits 300 characters; a follow-up is shorter than any first message."""
    assert len(body(DRAFTS["connect"])) <= 220
    first = [text for kind, text in DRAFTS.items() if kind.startswith("outreach-")]
    assert all(len(body(DRAFTS["follow-up"]).split()) < len(body(text).split()) for text in first)


@pytest.mark.parametrize("kind", sorted(MESSAGES))
def test_message_asks_for_no_job(kind: str) -> None:
    """No opening, no CV, no being hired; the word job stands only where one wants to learn about theirs."""
    text = DRAFTS[kind].lower()
    assert not re.search(r"\b(hire|hiring|opening|vacanc|position|cv|résumé|resume|referral|opportunit)", text)
    assert not re.search(r"(?<!about your )(?<!about the )\bjobs?\b", text)


@pytest.mark.parametrize("kind", ["outreach-direct", "outreach-reintroduce", "outreach-article", "ask-introduction"])
def test_first_message_says_what_it_is_for(kind: str) -> None:
    """To learn about the job and the organisation, from this person, in a short time."""
    text = body(DRAFTS[kind])
    assert "learn about" in text or "tell me about" in text
    assert {"{{minutes}}", "{{org}}", "{{curious_about}}"} <= set(re.findall(r"\{\{\w+\}\}", text))


def test_property_types_hold_every_form_of_a_field() -> None:
    """Obsidian's types cover all fields; a field that may be a list is one, dates are dates."""
    types = json.loads(TEMPLATE[".obsidian/types.json"])["types"]
    by_type = {
        schema.Type.DATE: "date",
        schema.Type.DATETIME: "datetime",
        schema.Type.BOOL: "checkbox",
        schema.Type.INT: "number",
    }
    specs = [spec for kind in schema.KINDS for spec in schema.FIELDS[kind]]
    wanted = {spec.name: by_type.get(spec.type, "text") for spec in specs}
    wanted |= {spec.name: "multitext" for spec in specs if spec.many}
    assert types == wanted | {"tags": "tags", "aliases": "aliases"}


@pytest.mark.parametrize("path", [path for path in TEMPLATE if path.endswith((".json", ".base"))])
def test_obsidian_files_are_readable(path: str) -> None:
    """Settings are JSON; a base is YAML with views that bear names."""
    if path.endswith(".json"):
        assert json.loads(TEMPLATE[path])
    else:
        views = yaml.safe_load(TEMPLATE[path])["views"]
        assert len({view["name"] for view in views}) == len(views) >= 3


def test_settings_file_is_all_comments_and_shows_the_defaults() -> None:
    """As it stands it sets nothing; uncommented it is valid, and its plain values are the defaults."""
    text = TEMPLATE["vaulttool.toml"]
    assert tomllib.loads(text) == {}
    shown = tomllib.loads(re.sub(r"^# (?=\[|[\w-]+ = )", "", text, flags=re.MULTILINE))
    defaults = Settings()
    for name in ("dashboard", "thank_you", "daily_cap", "min_gap_days", "max_attempts"):
        assert shown[name] == getattr(defaults, name)
    assert tuple(shown["exclude"]) == defaults.exclude
    assert shown["folders"] == dict(defaults.folders)
    assert shown["headings"] == dict(defaults.headings)
    assert shown["cadence"] == {name: days for name, days in defaults.cadence.items() if days}
    assert set(shown) == set(Settings.__struct_fields__)


def test_a_time_zone_is_written_into_new_settings(tmp_path: Path) -> None:
    """Every machine then reckons with the same one; settings that are there already stay as they are."""
    starter.lay_out(tmp_path / "new", sample=False, git=False, today=date(2026, 12, 2), timezone="Asia/Tokyo")
    lines = (tmp_path / "new/vaulttool.toml").read_text().splitlines()
    assert [line.split("#")[0].strip() for line in lines if "timezone" in line] == ['timezone = "Asia/Tokyo"']
    (tmp_path / "old").mkdir()
    (tmp_path / "old/vaulttool.toml").write_text("")
    starter.lay_out(tmp_path / "old", sample=False, git=False, today=date(2026, 12, 2), timezone="Asia/Tokyo")
    assert (tmp_path / "old/vaulttool.toml").read_text() == ""
