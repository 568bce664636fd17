"""Many colleagues at one organisation: what each of them rests on does not grow with their number. Counts only."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vaulttool.reading import Outcome
from vaulttool.sync import index_path, sync

TODAY = date(2026, 12, 2)
OLD = 1_700_000_000
LETTER = "- 2026-11-30 email out: hello (for:: outreach)\n"


class Vault:
    """A folder of notes old enough to be trusted: a target, and contacts who work there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        os.utime(file, (OLD, OLD))

    def clerk(self, number: int, status: str, log: str = "", org: str = '"[[Ministry]]"') -> None:
        head = f"type: contact\norg: {org}\nstatus: {status}\ndecided_on: 2026-11-27"
        self.put(f"Contacts/Clerk {number:03}.md", f"---\n{head}\n---\n\n## Log\n{log}")

    def sync(self) -> Outcome:
        return sync(self.folder, TODAY)

    def most_read(self) -> int:
        """The most look-ups that a conclusion rests on; those numbered below 10, one of whom is next, left out."""
        sql = """
            SELECT max(n) FROM (SELECT count(*) AS n FROM reads r JOIN conclusions c ON c.id = r.conclusion
                WHERE c.path NOT LIKE '%Clerk 00_.md' GROUP BY c.path)
            """
        with sqlite3.connect(index_path(self.folder)) as database:
            return int(database.execute(sql).fetchone()[0])


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Vault]:
    """A vault of its own, with an organisation that is a target."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)

    def made(name: str) -> Vault:
        vault = Vault(tmp_path / name)
        vault.put("Organisations/Ministry.md", "---\ntype: org\ntarget: true\n---\n")
        return vault

    return made


def at_rest(vault: Vault, count: int) -> None:
    """Nobody was written to."""
    for number in range(count):
        vault.clerk(number, "identified")


def in_line(vault: Vault, count: int) -> None:
    """One was written to, all others wait for their turn."""
    vault.clerk(0, "contacted", LETTER)
    for number in range(1, count):
        vault.clerk(number, "targeted")


def waiting(vault: Vault, count: int) -> None:
    """All wait for their turn, and nobody was written to yet."""
    for number in range(count):
        vault.clerk(number, "targeted")


def written_to_at_once(vault: Vault, count: int) -> None:
    """The same letter to everyone on one day. Who comes last by path is told of the crowd."""
    for number in range(count, 0, -1):
        vault.clerk(number, "contacted", LETTER)
    vault.clerk(999, "identified")


def written_to_without_a_note_of_the_organisation(vault: Vault, count: int) -> None:
    """The same, where the organisation is a word only."""
    for number in range(count):
        vault.clerk(number, "contacted", LETTER, org="Acme")


GATHERINGS = [at_rest, in_line, waiting]
CROWDS = [written_to_at_once, written_to_without_a_note_of_the_organisation]


@pytest.mark.parametrize("gather", GATHERINGS, ids=lambda gather: gather.__name__)
def test_what_a_colleague_rests_on_does_not_grow_with_their_number(
    make: Callable[[str], Vault], gather: Callable[[Vault, int], None]
) -> None:
    """Four times as many people at one organisation: each conclusion looks up as much as before."""
    most = []
    for count in (20, 80):
        vault = make(f"vault{count}")
        gather(vault, count)
        assert vault.sync().concluded == count + 1
        most.append(vault.most_read())
    assert most[0] == most[1] > 0


@pytest.mark.parametrize("gather", CROWDS, ids=lambda gather: gather.__name__)
def test_a_crowd_is_told_at_one_of_them_who_alone_asks_everyone(
    make: Callable[[str], Vault], gather: Callable[[Vault, int], None]
) -> None:
    """Letters to all on one day: four times as many people are four times as many look-ups, not sixteen times."""
    rows = []
    for count in (20, 80):
        vault = make(f"vault{count}")
        gather(vault, count)
        outcome = vault.sync()
        assert len([finding for finding in outcome.findings if finding.rule == "crowding"]) == 1
        with sqlite3.connect(index_path(vault.folder)) as database:
            rows.append(database.execute("SELECT count(*) FROM reads").fetchone()[0])
    assert rows[1] < rows[0] * 5


@pytest.mark.parametrize("count", [20, 80])
def test_a_touch_concludes_one_of_many_colleagues(make: Callable[[str], Vault], count: int) -> None:
    """Those who link to the same organisation do not rest on what stands in each other's logs."""
    vault = make("vault")
    at_rest(vault, count)
    vault.sync()
    vault.clerk(7, "identified", "- 2026-11-30 email in: hello\n")
    assert vault.sync().concluded == 1


def test_a_new_colleague_and_one_who_leaves_are_noticed(make: Callable[[str], Vault]) -> None:
    """Whoever asked who is there is concluded anew: the next in line is another one."""
    vault = make("vault")
    in_line(vault, 4)
    assert vault.sync().concluded == 5
    (before,) = [f for f in vault.sync().follow_ups if f.rule == "second-contact"]
    vault.clerk(1, "targeted", org="Elsewhere")
    (after,) = [f for f in vault.sync().follow_ups if f.rule == "second-contact"]
    assert (before.person, after.person) == ("Contacts/Clerk 001.md", "Contacts/Clerk 002.md")
    vault.clerk(1, "targeted")
    assert [f.person for f in vault.sync().follow_ups if f.rule == "second-contact"] == [before.person]
