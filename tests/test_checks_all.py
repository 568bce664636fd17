"""What holds for all checks together: their names, their pages, the settings, and the days for which they hold."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.checking import TODAY, findings, found, hits
from tests.effort import examples
from tests.support import desk_of, parsed
from vaulttool.core import schema
from vaulttool.core.book import changed_keys
from vaulttool.core.checks import CHECK_OF, CHECKS, Check, findings_of
from vaulttool.core.checks.job_asking import job_asking
from vaulttool.core.conclude import conclude
from vaulttool.core.schema import Type
from vaulttool.core.settings import Settings

ROOT = Path(__file__).parent.parent

CATALOGUE = """
error: frontmatter-unclosed frontmatter-unreadable frontmatter-not-a-mapping date-not-iso date-impossible wrong-type
error: value-not-allowed link-broken link-ambiguous link-wrong-kind conflict-markers not-utf8 alias-or-anchor
error: unreadable-file self-reference timezone-unknown date-in-future contacted-against-wish intro-without-via
error: done-in-future date-missing thanks-before-interview closed-too-early moved-without-target moved-in-circle
error: told-before-used
warning: duplicate-key unquoted-link hash-tag type-missing same-stem sync-conflict-copy too-large referral-cycle
warning: duplicate-person email-invalid url-invalid dates-out-of-order status-behind-facts too-many-attempts
warning: paused-without-date reintroduce-without-when article-without-link crowding asking-too-soon still-scheduled
warning: nonexistent-time thin-questions categories-missing no-notes thanks-not-specific one-thanks-for-many
warning: referral-not-linked overlap double-entry cv-unasked asks-for-a-job item-unreadable promise-without-owner
warning: sent-twice scheduled-without-talk
hint: key-misspelt type-unknown similar-person org-by-domain messages-too-close timezone-missing no-purpose
hint: no-homework-question no-address-for-card over-time told-without-effect
"""
FIXABLE = (
    "unquoted-link hash-tag date-not-iso value-not-allowed key-misspelt type-missing org-by-domain status-behind-facts "
    "referral-not-linked"
)


def test_every_finding_of_the_vocabulary_is_there_with_its_severity() -> None:
    """The names and severities are public: settings, `--select` and `--explain` use them."""
    for line in CATALOGUE.strip().splitlines():
        severity, _, names = line.partition(": ")
        for name in names.split():
            assert (name, CHECK_OF[name].severity) == (name, severity)
    assert sorted(check.name for check in CHECKS if check.fixable) == sorted(FIXABLE.split())


def test_names_are_unique_and_read_as_names() -> None:
    """Kebab-case, once each."""
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|overlap|crowding", name)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_check_has_a_page(check: Check) -> None:
    """What, an example, the remedy: `check --explain` prints it."""
    doc = check.doc
    assert re.fullmatch(r".+[.]", doc.splitlines()[0])
    assert "\nExample: " in doc
    assert "\nRemedy: " in doc


def test_every_name_that_reading_reports_has_a_page() -> None:
    """Rule names in the reader and the scanner are those of the catalogue."""
    sources = [*(ROOT / "vaulttool/core/parse").glob("*.py"), *(ROOT / "vaulttool/vault").glob("*.py")]
    text = "".join(path.read_text() for path in sources)
    names = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)", (?:"(?:error|warning|hint)"|severity)', text))
    assert {"duplicate-key", "item-unreadable"} <= names
    assert names - CHECK_OF.keys() == set()


def test_a_tiny_note_is_a_valid_note() -> None:
    """A type and a file name are enough, for every kind."""
    assert findings({f"{kind}.md": f"---\ntype: {kind}\n---\n" for kind in schema.KINDS}) == []


def test_new_notes_from_the_templates_are_clean() -> None:
    """A template filled with a name and a day has no findings."""
    texts = {
        f"{path.stem}/Ana.md".replace("interview/", "Interviews/2026-12-03 "): path.read_text()
        .replace("{{name}}", "Ana")
        .replace("{{date}}", TODAY)
        for path in (ROOT / "vault_template/Templates").glob("*.md")
    }
    del texts["Interviews/2026-12-03 Ana.md"]
    assert [f for f in findings(texts) if f.rule != "same-stem"] == []


def test_no_question_of_the_bank_asks_for_a_job() -> None:
    """The lint and the bank agree."""
    texts = [path.read_text() for path in (ROOT / "vault_template/Questions").glob("*.md")]
    lines = [line for text in texts for line in text.splitlines()]
    assert len(lines) > 80
    assert [line for line in lines if job_asking(line)] == []


def test_a_setting_changes_the_severity_of_a_check() -> None:
    """Of those that look and of those that the reader reports."""
    text = "---\ntype: contact\nemail: ana@acme\nemail: ana@acme.example\n---\n"
    sterner = Settings(checks={"email-invalid": "error", "duplicate-key": "hint"})
    assert hits("email-invalid", text, TODAY, sterner) == ["Contacts/Ana.md:3 error"]
    assert hits("duplicate-key", text, TODAY, sterner) == ["Contacts/Ana.md:4 hint"]


def test_a_setting_switches_a_check_off() -> None:
    """Nothing is said of it any more; the others still speak."""
    text = "---\ntype: contact\nemail: ana@acme\nemail: x\ntimezone: London\n---\n"
    off = Settings(checks={"email-invalid": "off", "duplicate-key": "off"})
    assert [f.rule for f in findings({"Ana": text}, TODAY, off)] == ["timezone-unknown"]


def test_findings_are_sorted_by_place() -> None:
    """So that an editor can walk through them."""
    text = "---\ntimezone: London\ntype: contact\nstatus: contactd\nemail: ana@acme\n---\n"
    assert [(f.line, f.rule) for f in findings({"Ana": text})] == [
        (2, "timezone-unknown"),
        (4, "value-not-allowed"),
        (5, "email-invalid"),
    ]


def test_a_note_that_cannot_be_read_is_reported_for_that_alone() -> None:
    """What its fields say is not sure before it can be read."""
    text = "---\ntype: contact\nrole: Analyst: wetlands\nemail: ana@acme\n---\n"
    assert [f.rule for f in findings({"Ana": text})] == ["frontmatter-unreadable"]


def test_a_note_that_cannot_be_read_is_still_somebody() -> None:
    """Who may be the same person is said all the same."""
    texts = {"Jon Vik": "---\ntype: contact\n---\n", "Jonathan Vik": "---\ntype: contact\nrole: a: b\n---\n"}
    assert [f.rule for f in findings(texts)] == ["similar-person", "frontmatter-unreadable"]


def test_a_finding_points_at_the_value() -> None:
    """Line and column of the second address of a list."""
    (problem,) = found("email-invalid", "---\ntype: contact\nemail:\n  - ana@acme.example\n  - ana@\n---\n")
    assert (problem.line, problem.column) == (5, 5)


ODD = "9999-12-31|13/11/2023|[[Nobody]]|Ana|true|7|x@y.example|Europe/Pariss|https://x|2026-12-03T25:00|0|-1|met|moved"
LINES = """\
- 2026-11-20 email out: asked
- 2026-11-28 email out: again (for:: follow-up)
- 2026-12-05 email in: yes
- 2026-12-10 phone both: talked
- 2026-11-30 snooze connectt until 2026-12-20
- soon email out: x
"""
LOG = st.lists(st.sampled_from(LINES.splitlines()), max_size=4)
ANY = st.sampled_from(ODD.split("|")) | st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=12
)
NEAR_DAYS = st.dates(date(2026, 11, 10), date(2026, 12, 30))
FITTING: dict[Type, st.SearchStrategy[str]] = {
    Type.DATE: NEAR_DAYS.map(date.isoformat),
    Type.DATETIME: NEAR_DAYS.map(lambda day: f"{day}T10:00"),
    Type.LINK: st.sampled_from(["[[Ana]]", "[[Ben]]", "[[Interviews/Talk]]", "[[Talk]]"]),
}


def fields_of(kind: str) -> st.SearchStrategy[dict[str, str | list[str]]]:
    """Up to eight fields of this kind: mostly values that fit, some that do not, some lists."""
    one = [st.tuples(st.just(spec.name), values_of(spec)) for spec in schema.FIELDS[kind] if spec.name != "type"]
    return st.lists(st.one_of(one), max_size=8).map(dict)


def values_of(spec: schema.FieldSpec) -> st.SearchStrategy[str | list[str]]:
    fitting = st.sampled_from(spec.allowed) if spec.allowed else FITTING.get(spec.type, ANY)
    return st.one_of(fitting, fitting, ANY, st.lists(ANY, max_size=2))


def quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def written(kind: str, fields: dict[str, str | list[str]], log: list[str]) -> str:
    flow = {k: quoted(v) if isinstance(v, str) else "[" + ", ".join(map(quoted, v)) + "]" for k, v in fields.items()}
    lines = [f"{key}: {value}" for key, value in flow.items()]
    return "\n".join(["---", f"type: {kind}", *lines, "---", "", "## Log", "", *log, ""])


def notes_of(kind: str) -> st.SearchStrategy[str]:
    return st.builds(written, st.just(kind), fields_of(kind), LOG)


NOTES = st.fixed_dictionaries(
    {
        "Contacts/Ana.md": notes_of("contact"),
        "Contacts/Ben.md": notes_of("contact"),
        "Interviews/Talk.md": notes_of("interview"),
        "Other/Talk.md": st.one_of([notes_of(kind) for kind in schema.KINDS]),
    }
)


@examples(80)
@given(NOTES, st.integers(0, 30), st.integers(-20, 20))
def test_findings_hold_for_the_days_that_the_clock_says(texts: dict[str, str], start: int, later: int) -> None:
    """Whatever is written: no error, and the same findings on every day from `since` until `until`."""
    day = date(2026, 11, 20) + timedelta(days=start)
    other = day + timedelta(days=later)
    notes = parsed(texts)
    for note in notes.values():
        first, second = desk_of(notes, day.isoformat()), desk_of(notes, other.isoformat())
        said = findings_of(note, first)
        since, until = first.clock.since or date.min, first.clock.until or date.max
        if since <= other < until:
            assert findings_of(note, second) == said


@example({"Contacts/Ana.md": "---\ntype: contact\nreplied_on: 2026-12-09\n---\n"}, 10, 2)
@examples(80)
@given(NOTES, st.integers(0, 30), st.integers(-20, 20))
def test_what_was_found_is_taken_over_on_the_days_for_which_it_holds(
    texts: dict[str, str], start: int, later: int
) -> None:
    """A conclusion from what is known to be wrong in a note equals one for which all was looked for again."""
    day = date(2026, 11, 20) + timedelta(days=start)
    other = day + timedelta(days=later)
    notes = parsed(texts)
    for note in notes.values():
        checked = conclude(note, desk_of(notes, day.isoformat())).checked
        if (checked.since or date.min) <= other < (checked.until or date.max):
            desk = desk_of(notes, other.isoformat())
            assert conclude(note, desk, checked) == conclude(note, desk)


@examples(40)
@given(NOTES, NOTES, st.sampled_from(["Contacts/Ana.md", "Interviews/Talk.md", "Other/Talk.md"]), st.booleans())
def test_findings_rest_on_what_was_looked_up(
    texts: dict[str, str], changed: dict[str, str], path: str, gone: bool
) -> None:
    """When a note is rewritten or deleted, only findings that looked up one of its keys may change."""
    before = parsed(texts)
    rest = {other: note for other, note in before.items() if other != path}
    new = None if gone else parsed(changed)[path]
    after = {**rest, path: new} if new else rest
    stale = set(changed_keys(before[path], new))
    for note in rest.values():
        desk = desk_of(before, TODAY)
        said = findings_of(note, desk)
        if not stale & desk.book.reads:
            assert findings_of(note, desk_of(after, TODAY)) == said


CONTACT = "---\ntype: contact\n{}\n---\n"
TALK = "---\ntype: interview\ncontact: '[[Ana]]'\n{}\n---\n"
ACME = "---\ntype: org\ndomains: [acme.example]\n---\n"
SOON = "date: 2026-12-03T10:00"
DONE = "status: done\ndate: 2026-11-20"
ANA, BEN, ONE, TWO = "Contacts/Ana.md", "Contacts/Ben.md", "Interviews/1.md", "Interviews/2.md"
OUT = "\n---\n## Log\n- 2026-11-{} email out: asked (for:: outreach)\n"
ACROSS: list[tuple[str, dict[str, str], str, str]] = [
    ("link-broken", {ONE: TALK.format("")}, ANA, CONTACT.format("")),
    ("link-ambiguous", {ONE: TALK.format(""), ANA: CONTACT.format("")}, "Alumni/Ana.md", CONTACT.format("")),
    ("link-wrong-kind", {ONE: TALK.format("")}, ANA, "---\ntype: org\n---\n"),
    ("same-stem", {ANA: CONTACT.format("")}, "Alumni/Ana.md", CONTACT.format("")),
    ("duplicate-person", {BEN: CONTACT.format("phone: 1234567")}, ANA, CONTACT.format("phone: 1234567")),
    ("similar-person", {"Jonathan Vik": CONTACT.format("")}, "Contacts/Jon Vik.md", CONTACT.format("")),
    ("org-by-domain", {ANA: CONTACT.format("email: a@acme.example")}, "Acme.md", ACME),
    ("status-behind-facts", {ANA: CONTACT.format("status: replied")}, ONE, TALK.format(DONE)),
    ("referral-cycle", {BEN: CONTACT.format("referred_by: '[[Ana]]'")}, ANA, CONTACT.format("referred_by: '[[Ben]]'")),
    ("timezone-missing", {ONE: TALK.format(f"{SOON}\nformat: video")}, ANA, CONTACT.format("timezone: UTC")),
    ("moved-in-circle", {TWO: TALK.format("moved_to: '[[1]]'")}, ONE, TALK.format("moved_to: '[[2]]'")),
    ("overlap", {TWO: TALK.format("date: 2026-12-03T10:10")}, ONE, TALK.replace("Ana", "Ben").format(SOON)),
    ("double-entry", {TWO: TALK.format("date: 2026-12-03")}, ONE, TALK.format("date: 2026-12-03")),
    (
        "crowding",
        {n: CONTACT.format("org: Acme" + OUT.format(d)) for n, d in (("Cara", "25"), ("Dev", "24"))},
        ANA,
        CONTACT.format("org: Acme" + OUT.format("23")),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "texts", "path", "text"), ACROSS, ids=[case[0] for case in ACROSS])
def test_what_a_finding_learns_from_another_note_makes_it_stale(
    rule: str, texts: dict[str, str], path: str, text: str
) -> None:
    """When that note appears, changes, or goes, the note of the finding is concluded anew."""
    without = parsed(texts)
    plain = {**without, path: parsed({path: CONTACT.format("role: x")})[path]}
    whole = {**without, path: parsed({path: text})[path]}
    changes = [(without, whole), (whole, without), *([(plain, whole), (whole, plain)] if path == ANA else [])]
    differing = 0
    for before, after in changes:
        stale = set(changed_keys(before.get(path), after.get(path)))
        for note in without.values():
            desk = desk_of(before, TODAY)
            said, later = findings_of(note, desk), findings_of(note, desk_of(after, TODAY))
            if [f for f in said if f.rule == rule] != [f for f in later if f.rule == rule]:
                differing += 1
                assert stale & desk.book.reads
    assert differing >= 2
