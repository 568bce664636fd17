"""What each row of the benchmarks rests on, as counts: files opened, notes parsed, modules loaded, people concluded,
rows written. Seconds live in `benchmarks/`.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from benchmarks.generate import Shape, files
from benchmarks.rows import ROWS
from benchmarks.world import TODAY as MADE_FOR
from vaulttool.cli.catalogue import COMMANDS
from vaulttool.cli.command_line import run
from vaulttool.core.book import changed_keys
from vaulttool.core.codec import decode_all, text_note
from vaulttool.core.conclusion import Card
from vaulttool.core.dashboard.picture import compose
from vaulttool.core.dashboard.render import render
from vaulttool.core.model import Note
from vaulttool.core.query import View, Vocabulary
from vaulttool.core.query.few import view_of
from vaulttool.core.query.listing import record_of
from vaulttool.index.tables import OF_NOTE
from vaulttool.reading import Outcome, reading
from vaulttool.sync import index_path, sync

TODAY = date(2026, 12, 2)
OLD = 1_700_000_000
LIBRARIES = frozenset(
    {"yaml", "frontmatter", "markdown_it", "watchdog", "holidays", "rich", "icalendar", "vobject", "pygls", "mcp"}
)
"""What takes longer to load than a look at ten thousand files."""

SLOW = LIBRARIES | {
    "dataclasses",
    "json",
    "tomllib",
    "zoneinfo",
    "calendar",
    "shutil",
    "tempfile",
    "subprocess",
    "difflib",
}
"""And the modules of Python that cost a millisecond or more, of which an everyday command needs none."""
ELSEWHERE = frozenset(
    {"sync", "views", "writing", "ticks", "journal", "cli.completion", "core.parse", "core.edit", "core.conclude",
     "core.checks", "core.followups", "core.settings_table", "core.toml_lines", "report.as_data", "report.records",
     "core.insights", "intake", "vault.write", "index.views"}
)  # fmt: skip
"""What no command that looks things up needs while nothing has changed."""

_OBSERVE = """
import os, sys
os._exit = sys.exit
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event in ("open", "sqlite3.connect") else None)
from vaulttool.__main__ import main
report, sys.argv = sys.argv[1], ["vaulttool", *sys.argv[2:]]
try:
    main()
except SystemExit as end:
    status = end.code
modules = sorted(sys.modules)
import json
with open(report, "w") as file:
    names = [name if isinstance(name, str) else "" for name in opened]
    json.dump({"status": status or 0, "opened": names, "modules": modules}, file)
"""


@dataclass(frozen=True)
class Seen:
    """What a command did in a process of its own: notes it opened, by path in the vault, and modules it loaded."""

    status: int
    notes: list[str]
    modules: frozenset[str]

    @property
    def libraries(self) -> frozenset[str]:
        """The packages that the modules belong to."""
        return frozenset(name.split(".")[0] for name in self.modules)

    @property
    def own(self) -> frozenset[str]:
        """Our modules, without the name of the whole."""
        return frozenset(name.removeprefix("vaulttool.") for name in self.modules if name.startswith("vaulttool."))


@dataclass(frozen=True)
class Vault:
    """A folder of notes old enough to be trusted, with an index of its own."""

    folder: Path

    def put(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        os.utime(file, (OLD, OLD))

    def people(self, count: int) -> None:
        """So many contacts, each with a talk held and a touch since: something to say of everyone."""
        for n in range(count):
            self.put(f"Contacts/P{n:03}.md", _contact(f"- 2026-11-{n % 28 + 1:02} email out: hello\n"))
            talk = f'contact: "[[P{n:03}]]"\ndate: 2026-10-{n % 28 + 1:02}\nstatus: closed\nthank_you_form: none'
            self.put(f"Interviews/T{n:03}.md", f"---\ntype: interview\n{talk}\n---\nWe spoke of maps.\n")

    def sync(self, today: date = TODAY, *, write: bool = True) -> Outcome:
        return sync(self.folder, today, write=write)

    def see(self, *arguments: str) -> Seen:
        """Run a command in a process of its own."""
        report = self.folder.parent / "seen.json"
        command = [sys.executable, "-c", _OBSERVE, str(report), *arguments]
        where = ("--vault", str(self.folder), "--today", str(TODAY)) if "--help" not in arguments else ()
        subprocess.run([*command, *where], check=True, capture_output=True, timeout=60)
        seen = json.loads(report.read_text())
        inside = [name.removeprefix(f"{self.folder}/") for name in seen["opened"] if name.startswith(str(self.folder))]
        notes = [path for path in inside if path.endswith(".md") and path != "Dashboard.md"]
        return Seen(seen["status"], sorted(notes), frozenset(seen["modules"]))

    def rows(self) -> Counter[tuple[Any, ...]]:
        """Every row of the index, with its table."""
        found: Counter[tuple[Any, ...]] = Counter()
        with sqlite3.connect(index_path(self.folder)) as db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                if not table.startswith(("fts_", "sqlite_", "meta")):
                    found.update((table, *row) for row in db.execute(f'SELECT * FROM "{table}"'))
        return found


def _contact(log: str) -> str:
    return f"---\ntype: contact\nrelationship: peer\nconnected_on: 2026-10-30\n---\n\n## Log\n{log}"


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Vault]:
    """A vault of so many people that has been synced, so that nothing is left to do."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)

    def made(count: int) -> Vault:
        vault = Vault(tmp_path / f"vault{count}")
        vault.put("vaulttool.toml", 'timezone = "Europe/London"\ndaily_cap = 5\n')
        vault.people(count)
        vault.sync()
        return vault

    return made


def test_help_loads_no_library_and_opens_no_note(make: Callable[[int], Vault]) -> None:
    """Row `help`: click, the catalogue and what prints it are all that is loaded."""
    seen = make(1).see("--help")
    printing = {"cli", "cli.main", "cli.catalogue", "cli.options", "cli.paging", "core.escape", "core.pattern"}
    known = {"__main__", "shortcut", "snapshot", "cache_place", "core", "errors", "cli.command_line", "cli.everyday"}
    assert seen.own == known | printing
    assert not seen.libraries & (SLOW | {"msgspec", "sqlite3", "pathlib"})
    assert seen.notes == []


@pytest.mark.parametrize("arguments", [["--version"], ["tdoay"]], ids=" ".join)
def test_an_answer_without_a_vault_loads_no_library(make: Callable[[int], Vault], arguments: list[str]) -> None:
    """The version and a misspelt command: as for `--help`, no command is loaded."""
    seen = make(1).see(*arguments)
    assert not seen.own & {"config", "vault", "reading", *(f"cli.{entry.module}" for entry in COMMANDS.values())}
    assert not seen.libraries & (SLOW - {"difflib"} | {"msgspec", "sqlite3", "pathlib"})


def test_a_sync_with_nothing_to_do_loads_no_library_and_opens_no_note(make: Callable[[int], Vault]) -> None:
    """Row `no-op`: neither YAML nor Markdown nor the watcher is loaded, no note is opened, no row is written."""
    vault = make(20)
    before = vault.rows()
    seen = vault.see("sync")
    assert seen.status == 0
    assert not seen.libraries & LIBRARIES
    assert seen.notes == []
    assert vault.rows() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["today"],
        ["check"],
        ["find", "status:nurturing"],
        ["list", "contact"],
        ["show", "P003"],
        ["stats"],
        ["--color", "always", "today"],
    ],
    ids=" ".join,
)
def test_looking_up_loads_no_reader_and_opens_no_note(make: Callable[[int], Vault], arguments: list[str]) -> None:
    """Rows `today`, `check`, `find`, `show`: answered from the index alone, in colours too."""
    seen = make(10).see(*arguments)
    assert seen.status == 0
    assert not seen.libraries & LIBRARIES
    assert seen.notes == []


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["today"], {"core.query", "core.cards", "core.dossier", "core.dashboard.ticks", "core.dashboard.review"}),
        (["check"], {"core.query", "core.cards", "core.dossier", "core.dashboard.bundle", "core.dashboard.picture"}),
        (["show", "P003"], {"core.query", "report.card_records", "report.terminal", "core.dashboard.bundle"}),
        (["find", "hello"], {"core.cards", "core.dossier", "cli.naming", "report.terminal", "core.dashboard"}),
    ],
    ids=["today", "check", "show", "find"],
)
def test_a_command_loads_nothing_of_the_others(
    make: Callable[[int], Vault], arguments: list[str], parts: set[str]
) -> None:
    """Rows `today`, `check`, `show`, `find`: no rule, no reader of settings, no list or card that it does not show."""
    seen = make(10).see(*arguments)
    assert seen.status == 0
    assert not seen.own & (ELSEWHERE | parts)
    assert not seen.libraries & SLOW


def test_today_and_check_decode_no_note(make: Callable[[int], Vault], monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows `today`, `check`: answered from what was concluded; the facts of no note are read."""
    vault = make(20)
    vault.put("Contacts/Wait.md", "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-01\nemail: no\n---\n")
    vault.sync()
    decoded: list[str] = []
    monkeypatch.setattr("vaulttool.index.lookup.text_note", lambda *row: decoded.append(row[0]))
    with reading(vault.folder, TODAY) as found:
        assert found.outcome.lists.due
        assert found.findings
    assert decoded == []


def test_the_picture_reads_the_cards_of_those_with_something_to_show(
    make: Callable[[int], Vault], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows `new-day`, `one-changed`: of people at rest only their number is asked for; whose line is due has it all."""
    vault = make(5)
    for n in range(30):
        vault.put(f"Contacts/Rest {n:02}.md", "---\ntype: contact\nstatus: identified\n---\n")
    vault.put("Contacts/P000.md", _contact("- 2026-12-01 email out: hello\n"))
    vault.put(
        "Contacts/Next.md", '---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\norg: "[[Acme]]"\n---\n'
    )
    vault.sync()
    read: list[object] = []

    def counted(texts: Iterable[str], kind: type[Any]) -> list[Any]:
        found = decode_all(texts, kind)
        read.extend(found if kind is Card else ())
        return found

    monkeypatch.setattr("vaulttool.index.results.decode_all", counted)
    outcome = vault.sync(write=False)
    assert outcome.picture.people == 36
    assert [(line.name, line.org) for line in outcome.lists.due] == [("Next", "Acme")]
    assert len(read) == 1


def test_the_dashboard_of_some_cards_is_that_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cards that are left out show nowhere, and names looked up one by one are those of the whole table."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    vault = Vault(tmp_path / "vault")
    for path, text in files(Shape(200)):
        vault.put(path, text)
    with reading(vault.folder, MADE_FOR) as found:
        picture = found.outcome.picture
        cards = {path: card for path, _, card in found.index.cards()}
        whole = compose(
            found.follow_ups, MADE_FOR, found.desk.calendar, found.desk.settings,
            cards=cards, meetings=found.index.meetings(), findings=found.findings, names=found.index.titles(),
            heard=picture.heard, searches=picture.searches,
        )  # fmt: skip
        assert len(picture.lively) < len(cards)
        assert render(picture) == render(whole)


def test_a_find_reads_the_notes_that_it_shows(make: Callable[[int], Vault], monkeypatch: pytest.MonkeyPatch) -> None:
    """Row `find`: of forty notes that are looked through, two are decoded to be shown, and whom the talk was with."""
    vault = make(20)
    vault.put("Contacts/Seldom.md", "---\ntype: contact\n---\nOnce a beekeeper.\n")
    vault.put("Interviews/Bees.md", '---\ntype: interview\ncontact: "[[P003]]"\n---\nOf a beekeeper.\n')
    vault.sync()
    decoded: list[str] = []

    def counted(fields: str, items: str, rest: str) -> Note:
        note = text_note(fields, items, rest)
        decoded.append(note.path)
        return note

    monkeypatch.setattr("vaulttool.index.lookup.text_note", counted)
    assert run(["--vault", str(vault.folder), "--today", str(TODAY), "find", "beekeeper"]) == 0
    assert sorted(decoded) == ["Contacts/P003.md", "Contacts/Seldom.md", "Interviews/Bees.md"]


def test_the_columns_of_few_notes_are_those_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a note shows does not depend on how many notes are shown with it."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    vault = Vault(tmp_path / "vault")
    for path, text in files(Shape(200)):
        vault.put(path, text)
    vault.put("Contacts/Bee.md", '---\ntype: contact\norg: "[[Tern Trust]]"\naliases: [Bea]\n---\n#bees\n')
    vault.put("Interviews/Of Bee.md", '---\ntype: interview\ncontact: "[[Bea]]"\n---\n')
    with reading(vault.folder, MADE_FOR) as found:
        whole, words = View(found.index, found.desk), Vocabulary(found.desk.settings, found.index.keys)
        columns = [known[0] for name in words.names() if (known := words.field(name))]
        for path in found.index.paths():
            assert record_of(path, columns, view_of([path], whole, found.index)) == record_of(path, columns, whole)


def test_a_new_day_loads_no_reader_of_notes(make: Callable[[int], Vault]) -> None:
    """Row `new-day`: what follows is worked out from the index; neither YAML nor Markdown is loaded."""
    vault = make(10)
    vault.sync(date(2026, 12, 1))
    seen = vault.see("sync")
    assert not seen.libraries & LIBRARIES
    assert seen.notes == []


def test_a_new_day_looks_for_no_fault_again(make: Callable[[int], Vault]) -> None:
    """Row `new-day`: what is wrong in a note seldom hangs on the day; the checks are not even loaded."""
    vault = make(10)
    vault.put("Contacts/Wait.md", "---\ntype: contact\nsnooze_until: 2026-12-02\nstatus: targeted\nemail: no\n---\n")
    found = vault.sync(date(2026, 12, 1)).findings
    with sqlite3.connect(index_path(vault.folder)) as db:
        assert db.execute("SELECT count(*) FROM conclusions WHERE until <= '2026-12-02'").fetchone()[0] >= 1
    own = vault.see("sync").own
    assert "core.conclude" in own
    assert not {name for name in own if name.startswith("core.checks")}
    assert "email-invalid" in {finding.rule for finding in found}
    assert vault.sync().findings == found


def test_a_note_that_changes_on_its_day_is_looked_at_for_faults(make: Callable[[int], Vault]) -> None:
    """What was found in it does not hold, though it would for that day."""
    vault = make(10)
    note = "---\ntype: contact\nsnooze_until: 2026-12-02\nstatus: targeted\n---\n"
    vault.put("Contacts/Wait.md", note)
    vault.sync(date(2026, 12, 1))
    vault.put("Contacts/Wait.md", note.replace("status", "email: no\nstatus"))
    assert "email-invalid" in {finding.rule for finding in vault.sync(date(2026, 12, 2)).findings}


def test_one_changed_note_is_the_only_one_opened(make: Callable[[int], Vault]) -> None:
    """Row `one-changed`: one note is opened, whatever the size of the vault."""
    vault = make(20)
    vault.put("Contacts/P007.md", _contact("- 2026-12-01 email out: hello again\n"))
    assert vault.see("sync").notes == ["Contacts/P007.md"]


@pytest.mark.parametrize("path", ["Contacts/P007.md", "Interviews/T007.md"])
def test_one_changed_note_costs_the_same_in_a_vault_of_any_size(make: Callable[[int], Vault], path: str) -> None:
    """Row `one-changed`: notes parsed, people concluded and rows written do not grow with the vault."""
    costs = []
    for count in (15, 60):
        vault = make(count)
        before = vault.rows()
        vault.put(path, (vault.folder / path).read_text() + "- 2026-12-01 email out: one line more\n")
        outcome = vault.sync()
        costs.append((outcome.read, outcome.parsed, outcome.concluded, (vault.rows() - before).total()))
    assert costs[0] == costs[1]
    assert costs[0][:2] == (1, 1)
    assert costs[0][2] <= 3


def test_a_touched_note_writes_its_stamp_and_nothing_else(make: Callable[[int], Vault]) -> None:
    """The same bytes at another time: read once, and one row is written."""
    vault = make(10)
    before = vault.rows()
    os.utime(vault.folder / "Contacts/P003.md", (OLD + 60, OLD + 60))
    outcome = vault.sync()
    assert (outcome.read, outcome.parsed, outcome.concluded) == (1, 0, 0)
    assert [row[0] for row in (vault.rows() - before).elements()] == ["notes"]


def test_a_new_day_opens_no_note_and_concludes_only_whose_day_has_come(make: Callable[[int], Vault]) -> None:
    """Row `new-day`: of sixty people only those are concluded for whom the day makes a difference."""
    vault = make(60)
    vault.put("Contacts/Waits.md", "---\ntype: contact\nsnooze_until: 2026-12-03\nstatus: targeted\n---\n")
    vault.sync()
    before = vault.rows()
    outcome = vault.sync(date(2026, 12, 3))
    written = vault.rows() - before
    assert (outcome.read, outcome.hashed, outcome.parsed) == (0, 0, 0)
    assert outcome.concluded <= 1 + 60 // 28 * 2
    assert not {row[0] for row in written} & {"notes", "fts", *OF_NOTE}
    assert vault.sync(date(2026, 12, 3)).concluded == 0


def test_a_pull_costs_the_notes_that_it_changed(make: Callable[[int], Vault]) -> None:
    """Row `pull`: of 120 notes ten differ; ten are read and parsed, and only their people concluded."""
    vault = make(60)
    for n in range(10):
        vault.put(f"Contacts/P{n:03}.md", _contact("- 2026-12-01 email out: from elsewhere\n"))
    outcome = vault.sync()
    assert (outcome.read, outcome.parsed, outcome.changed) == (10, 10, 10)
    assert outcome.concluded <= 20


def test_where_all_is_concluded_nobody_works_out_what_became_stale(
    make: Callable[[int], Vault], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row `cold`: it is worked out for a note that joins others, not for those of a first run."""
    asked: list[str] = []

    def counted(old: Note | None, new: Note | None) -> Iterable[str]:
        asked.append(new.path if new else "")
        return changed_keys(old, new)

    monkeypatch.setattr("vaulttool.intake.changed_keys", counted)
    vault = make(10)
    assert asked == []
    vault.put("Contacts/New.md", _contact("- 2026-12-01 email out: hello\n"))
    vault.sync()
    assert asked == ["Contacts/New.md"]


def test_of_a_note_with_other_words_nothing_is_decoded(
    make: Callable[[int], Vault], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row `pull`: what the index keeps of it is compared as it stands there."""
    vault = make(10)
    for n in range(10):
        vault.put(f"Interviews/T{n:03}.md", (vault.folder / f"Interviews/T{n:03}.md").read_text() + "And of letters.\n")
    decoded: list[str] = []
    monkeypatch.setattr("vaulttool.index.lookup.text_note", lambda *row: decoded.append(row[0]))
    outcome = vault.sync()
    assert (outcome.parsed, outcome.concluded, decoded) == (10, 0, [])


def test_an_org_of_many_concludes_one_for_a_touch_of_one(make: Callable[[int], Vault]) -> None:
    """Row `large-org-touched`: a touch for one of forty colleagues does not conclude the other thirty-nine."""
    vault = make(1)
    _ministry(vault, 40)
    vault.sync()
    vault.put("Contacts/Clerk 07.md", _clerk(7) + "\n## Log\n- 2026-12-01 email in: hello\n")
    assert vault.sync().concluded <= 3


@pytest.mark.parametrize("grow", ["touches", "colleagues", "notes"])
def test_twice_as_many_cost_twice_as_much(make: Callable[[int], Vault], grow: str) -> None:
    """Rows `long-log`, `large-org`, `cold-growth`: function calls of a first sync grow in a straight line."""
    calls = []
    for count in (20, 40, 80):
        vault = make(1)
        _GROWTH[grow](vault, count)
        calls.append(_calls(vault.sync))
        for file in (*vault.folder.rglob("*.md"), *index_path(vault.folder).parent.iterdir()):
            file.unlink()
    first, second = calls[1] - calls[0], calls[2] - calls[1]
    assert second <= first * 2.3


def _touches(vault: Vault, count: int) -> None:
    days = (f"2026-{n // 28 % 10 + 1:02}-{n % 28 + 1:02}" for n in range(count))
    vault.put("Contacts/Old Friend.md", _contact("".join(f"- {day} email out: a word\n" for day in days)))


def _ministry(vault: Vault, count: int) -> None:
    vault.put("Organisations/Ministry.md", "---\ntype: org\ntarget: true\n---\n")
    for n in range(count):
        vault.put(f"Contacts/Clerk {n:02}.md", _clerk(n))


def _clerk(number: int) -> str:
    return f'---\ntype: contact\norg: "[[Ministry]]"\nemail: clerk{number}@ministry.example\nstatus: identified\n---\n'


_GROWTH: dict[str, Callable[[Vault, int], None]] = {
    "touches": _touches,
    "colleagues": _ministry,
    "notes": Vault.people,
}


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called, those of C among them."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def test_a_made_up_vault_is_always_the_same_and_says_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The benchmarks' vault: same bytes each time, half contacts and half interviews, few faults, something to do."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    made = dict(files(Shape(200)))
    assert made == dict(files(Shape(200)))
    assert len(made) == 200
    vault = Vault(tmp_path / "vault")
    for path, text in made.items():
        vault.put(path, text)
    outcome = sync(vault.folder, MADE_FOR)
    faults = [finding for finding in outcome.findings if finding.severity != "hint"]
    assert outcome.notes == 200
    assert len({f.path for f in faults}) <= 10
    assert 20 <= len({f.person for f in outcome.follow_ups}) <= 60


def test_the_page_on_speed_names_every_row() -> None:
    """`docs/speed.md` says what each row of the benchmarks measures."""
    page = (Path(__file__).parent.parent / "docs/speed.md").read_text()
    assert [row.name for row in ROWS if f"`{row.name}`" not in page] == []
