"""`sync` from end to end on real files: counts, what is written, what is refused, one bad note among good ones."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from vaulttool.core.settings import Settings
from vaulttool.errors import VaultToolError
from vaulttool.index import Index
from vaulttool.sync import Outcome, index_path, rebuild, sync, verify
from vaulttool.vault import scan

TODAY = date(2026, 12, 2)
OLD = 1_700_000_000


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with a cache folder of its own."""
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


def put(vault: Path, path: str, text: str | bytes, when: int = OLD) -> Path:
    """A note, dated long ago so that its stamp is trusted at once."""
    file = vault / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    os.utime(file, (when, when))
    return file


def counts(outcome: Outcome) -> dict[str, int]:
    names = ("notes", "added", "changed", "removed", "unchanged", "read", "parsed")
    return {name: getattr(outcome, name) for name in names}


def by_hand(vault: Path) -> None:
    """What somebody types in two minutes."""
    put(vault, "Contacts/Ana Ruiz.md", "---\ntype: contact\nstatus: targeted\n---\n")
    put(vault, "Contacts/Ben Ode.md", "---\ntype: contact\ncontacted_on: 2026-11-20\n---\n")
    put(vault, "Contacts/Cara Lim.md", "---\ntype: contact\n---\nmet her at the fair\n")
    talk = '---\ntype: interview\ncontact: "[[Cara Lim]]"\ndate: 2026-12-01\nstatus: done\n---\nWe spoke of maps.\n'
    put(vault, "Interviews/2026-12-01 Cara Lim.md", talk)


def wait_out_freshness(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the notes be old: ctime cannot be set, so the limit is."""
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)


def test_a_vault_typed_by_hand_gives_a_right_dashboard(vault: Path) -> None:
    """Three contacts and one talk, no configuration: who is due, and why, is right on the first run."""
    by_hand(vault)
    outcome = sync(vault, TODAY)
    text = (vault / "Dashboard.md").read_text()
    due = {(line.name, reason.rule) for line in outcome.lists.due for reason in line.reasons}
    assert due == {("Ana Ruiz", "make-contact"), ("Ben Ode", "follow-up"), ("Cara Lim", "offer-help")}
    coming = {(f.person_name, f.rule, f.due.isoformat()) for f in outcome.follow_ups if f.due > TODAY}
    assert coming == {
        ("Cara Lim", "thank-you", "2026-12-04"),
        ("Cara Lim", "connect", "2026-12-03"),
        ("Cara Lim", "keep-in-touch", "2027-03-31"),
    }
    for name in ("Ana Ruiz", "Ben Ode", "Cara Lim"):
        assert f"[[{name}]]" in text
    assert not [f for f in outcome.findings if f.severity == "error"]


def test_nothing_changed_reads_and_writes_nothing(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run opens no note, concludes nothing, and leaves the dashboard's bytes and time alone."""
    by_hand(vault)
    wait_out_freshness(vault, monkeypatch)
    assert sync(vault, TODAY).dashboard == "written"
    before = (vault / "Dashboard.md").stat().st_mtime_ns
    second = sync(vault, TODAY)
    assert counts(second) == {
        "notes": 4,
        "added": 0,
        "changed": 0,
        "removed": 0,
        "unchanged": 4,
        "read": 0,
        "parsed": 0,
    }
    assert (second.hashed, second.concluded, second.dashboard) == (0, 0, "unchanged")
    assert (vault / "Dashboard.md").stat().st_mtime_ns == before


def test_one_note_changed_reads_one(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One note costs one read, one parse, and the people it concerns."""
    by_hand(vault)
    wait_out_freshness(vault, monkeypatch)
    sync(vault, TODAY)
    put(vault, "Contacts/Ana Ruiz.md", "---\ntype: contact\nstatus: archived\n---\n")
    changed = sync(vault, TODAY)
    assert counts(changed) == {
        "notes": 4,
        "added": 0,
        "changed": 1,
        "removed": 0,
        "unchanged": 3,
        "read": 1,
        "parsed": 1,
    }
    assert changed.concluded == 1


def test_a_new_day_parses_nothing_and_concludes_only_what_may_differ(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day on which nothing comes out differently concludes nobody anew; people without a date never are."""
    put(vault, "Contacts/Ben Ode.md", "---\ntype: contact\ncontacted_on: 2026-11-20\n---\n")
    for n in range(30):
        put(vault, f"Contacts/P{n}.md", "---\ntype: contact\n---\n")
    wait_out_freshness(vault, monkeypatch)
    sync(vault, TODAY)
    tomorrow = sync(vault, date(2026, 12, 3))
    assert (tomorrow.read, tomorrow.parsed, tomorrow.concluded) == (0, 0, 0)
    assert tomorrow.dashboard == "written"
    assert sync(vault, date(2026, 11, 1)).concluded == 1


def test_a_touched_note_is_not_parsed(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F19: another time, the same bytes: read once, nothing else."""
    by_hand(vault)
    wait_out_freshness(vault, monkeypatch)
    sync(vault, TODAY)
    os.utime(vault / "Contacts/Ana Ruiz.md", (OLD + 9, OLD + 9))
    touched = sync(vault, TODAY)
    assert (touched.read, touched.parsed, touched.changed, touched.dashboard) == (1, 0, 0, "unchanged")
    assert sync(vault, TODAY).read == 0


def test_a_change_within_the_same_tick_is_seen(vault: Path) -> None:
    """F20: same size, same time, other bytes: a note too fresh to trust is hashed again."""
    by_hand(vault)
    sync(vault, TODAY)
    put(vault, "Contacts/Ana Ruiz.md", "---\ntype: contact\nstatus: archived\n---\n")
    assert sync(vault, TODAY).changed == 1
    os.utime(vault / "Contacts/Ana Ruiz.md", (OLD, OLD))
    again = sync(vault, TODAY)
    assert again.hashed >= 1
    assert again.changed == 0


def test_three_bad_notes_cost_only_themselves(vault: Path) -> None:
    """Everyone else is shown; the three are named with line and remedy, on the dashboard too."""
    by_hand(vault)
    put(vault, "Interviews/a.md", "---\ntype: interview\npeople: [[A]], [[B]]\n---\n")
    put(vault, "Interviews/b.md", "---\ntype: interview\ncontact: Ana Ruiz\ndate: 2026-02-30\n---\n")
    put(vault, "Contacts/c.md", b"---\ntype: contact\nx: " + b"[" * 100_000 + b"\n---\n")
    outcome = sync(vault, TODAY)
    errors = {f.path: f for f in outcome.findings if f.severity == "error"}
    assert {"Interviews/a.md", "Interviews/b.md", "Contacts/c.md"} <= errors.keys()
    assert [errors[p].line for p in ("Interviews/a.md", "Interviews/b.md", "Contacts/c.md")] == [3, 4, 2]
    assert all(finding.hint for finding in errors.values())
    text = (vault / "Dashboard.md").read_text()
    for name in ("Ana Ruiz", "Ben Ode", "Cara Lim", "Interviews/a", "Interviews/b", "Contacts/c"):
        assert name.rsplit("/", 1)[-1] in text


def test_text_outside_the_markers_is_kept(vault: Path) -> None:
    """What the user writes around the generated part stays, byte for byte."""
    by_hand(vault)
    sync(vault, TODAY)
    file = vault / "Dashboard.md"
    own = "# Mine\r\n\n" + file.read_text() + "\nmy own words, no newline"
    file.write_bytes(own.encode())
    put(vault, "Contacts/Dev Roy.md", "---\ntype: contact\nstatus: targeted\n---\n")
    sync(vault, TODAY)
    now = file.read_bytes().decode()
    assert now.startswith("# Mine\r\n\n<!-- vaulttool:dashboard -->")
    assert now.endswith("\nmy own words, no newline")
    assert "Dev Roy" in now


def test_a_dashboard_without_its_markers_is_not_overwritten(vault: Path) -> None:
    """E19: the tool refuses, says why, and leaves the file alone."""
    by_hand(vault)
    (vault / "Dashboard.md").write_text("my own dashboard\n")
    with pytest.raises(VaultToolError, match="Dashboard"):
        sync(vault, TODAY)
    assert (vault / "Dashboard.md").read_text() == "my own dashboard\n"


def test_a_dry_run_writes_nothing_and_shows_the_difference(vault: Path) -> None:
    """Promise 3: shown beforehand."""
    by_hand(vault)
    outcome = sync(vault, TODAY, dry_run=True)
    assert not (vault / "Dashboard.md").exists()
    assert "+# Follow-ups" in outcome.diff


@pytest.mark.parametrize("left", [0, 9])
def test_vanished_notes_are_not_taken_for_deleted(vault: Path, left: int) -> None:
    """E20, promise 8: an empty scan, or more than half of twenty gone, needs a word from the user."""
    for n in range(20):
        put(vault, f"Contacts/P{n}.md", "---\ntype: contact\nstatus: targeted\n---\n")
    sync(vault, TODAY)
    before = (vault / "Dashboard.md").read_bytes()
    for n in range(left, 20):
        (vault / f"Contacts/P{n}.md").unlink()
    with pytest.raises(VaultToolError, match="gone since the last run"):
        sync(vault, TODAY)
    assert (vault / "Dashboard.md").read_bytes() == before
    assert sync(vault, TODAY, allow_empty=True).removed == 20 - left


def test_an_unmounted_vault_keeps_the_index(vault: Path, tmp_path: Path) -> None:
    """A folder that went away and came back costs nothing."""
    by_hand(vault)
    sync(vault, TODAY)
    shutil.move(vault, tmp_path / "away")
    vault.mkdir()
    with pytest.raises(VaultToolError):
        sync(vault, TODAY)
    vault.rmdir()
    shutil.move(tmp_path / "away", vault)
    assert sync(vault, TODAY).added == 0


def test_the_index_may_be_deleted_or_damaged(vault: Path) -> None:
    """K02, promise 1: the same answer after deletion, truncation or rubbish; damage is told."""
    by_hand(vault)
    first = sync(vault, TODAY)
    file = index_path(vault)
    for damage in (b"", b"rubbish" * 500, None):
        if damage is None:
            file.unlink()
        else:
            file.write_bytes(damage)
        for extra in ("-wal", "-shm"):
            Path(str(file) + extra).unlink(missing_ok=True)
        again = sync(vault, TODAY)
        assert (again.follow_ups, again.findings) == (first.follow_ups, first.findings)
        assert bool(again.messages) == bool(damage)


def test_verify_finds_what_was_tampered_with(vault: Path) -> None:
    """`index --verify` is silent on a good index and names the difference on a bad one; `--rebuild` mends it."""
    by_hand(vault)
    sync(vault, TODAY)
    assert verify(vault, TODAY) == ()
    with Index.open(vault) as index, index.transaction():
        index.remove("Contacts/Ana Ruiz.md")
    with Index.open(vault) as index, index.transaction():
        stamps = index.stamps()
        assert "Contacts/Ana Ruiz.md" not in stamps
    rebuild(vault, TODAY)
    assert verify(vault, TODAY) == ()


def test_the_same_notes_give_the_same_bytes_anywhere(vault: Path, tmp_path: Path) -> None:
    """Promise 9: another folder, another order of creation, other times, the same dashboard."""
    by_hand(vault)
    sync(vault, TODAY)
    other = tmp_path / "other place"
    for file in sorted(vault.rglob("*.md"), reverse=True):
        if file.name != "Dashboard.md":
            put(other, str(file.relative_to(vault)), file.read_bytes(), OLD + 999)
    sync(other, TODAY)
    assert (other / "Dashboard.md").read_bytes() == (vault / "Dashboard.md").read_bytes()


def test_the_index_is_private_and_outside_the_vault(vault: Path) -> None:
    """I06: in the user's cache folder, for the user only."""
    by_hand(vault)
    sync(vault, TODAY)
    folder = index_path(vault).parent
    assert vault not in folder.parents
    assert folder.stat().st_mode & 0o077 == 0
    assert sorted(p.name for p in vault.iterdir()) == ["Contacts", "Dashboard.md", "Interviews"]


def test_a_country_moves_due_dates_over_its_holidays(vault: Path) -> None:
    """Public holidays come from the country in the settings; one that nobody knows is named with its line."""
    put(vault, "Ana.md", "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-24\n---\n")
    assert [f.due for f in sync(vault, TODAY).follow_ups] == [date(2026, 11, 27)]
    put(vault, "vaulttool.toml", 'country = "US"\n')
    assert [f.due for f in sync(vault, TODAY).follow_ups] == [date(2026, 11, 30)]
    put(vault, "vaulttool.toml", '\ncountry = "XX"\n')
    with pytest.raises(VaultToolError, match=r"vaulttool\.toml:2"):
        sync(vault, TODAY)


def test_the_worked_example_with_the_holidays_of_the_united_states(vault: Path) -> None:
    """Outreach on Wed 2026-11-25: second contact on Tue 2026-12-01, follow-up on Mon 2026-12-07."""
    put(vault, "vaulttool.toml", 'country = "US"\n')
    put(vault, "Organisations/Acme.md", "---\ntype: org\ntarget: true\n---\n")
    put(vault, "Contacts/Ana.md", "---\ntype: contact\norg: Acme\ncontacted_on: 2026-11-25\n---\n")
    put(vault, "Contacts/Ben.md", "---\ntype: contact\norg: Acme\nstatus: targeted\ndecided_on: 2026-11-20\n---\n")
    due = {(f.rule, f.person_name, f.due.isoformat()) for f in sync(vault, date(2026, 11, 25)).follow_ups}
    assert due == {("second-contact", "Ben", "2026-12-01"), ("follow-up", "Ana", "2026-12-07")}


@pytest.mark.slow
def test_c09_a_hundred_thousand_notes_in_one_folder(vault: Path) -> None:
    """C09: one folder of 100,000 notes is looked at in bounded memory; those that are not ours cost little."""
    for n in range(100_000):
        (vault / f"n{n}.md").touch()
    seen = scan(vault, Settings())
    assert len(seen.stamps) == 100_000


def test_the_pace_of_a_campaign_is_that_of_its_own_people_and_talks(vault: Path) -> None:
    """Whoever names another campaign counts there; whoever names none counts everywhere, as in `stats`."""
    put(vault, "Campaigns/One.md", "---\ntype: campaign\nstart: 2026-11-01\nweekly_outreach: 5\n---\n")
    put(vault, "Campaigns/Two.md", "---\ntype: campaign\nstart: 2026-11-01\ntarget_interviews: 4\n---\n")
    for name, of in (("A", 'campaign: "[[One]]"\n'), ("B", 'campaign: "[[One]]"\n'), ("C", "")):
        log = f"## Log\n- {TODAY} email out: hi (for:: outreach)\n"
        put(vault, f"Contacts/{name}.md", f"---\ntype: contact\n{of}---\n{log}")
        talk = f'contact: "[[{name}]]"\n{of}date: 2026-11-05\nstatus: closed\nthank_you_form: none\n'
        put(vault, f"Interviews/{name} met.md", f"---\ntype: interview\n{talk}---\n")
    early = 'contact: "[[C]]"\ncampaign: "[[Two]]"\ndate: 2026-10-05\nstatus: closed\nthank_you_form: none\n'
    put(vault, "Interviews/Early.md", f"---\ntype: interview\n{early}---\n")
    shown = sync(vault, TODAY).dashboard_text
    assert "- [[One]]: 3 of 5 first messages this week · 3 talks\n" in shown
    assert "- [[Two]]: 1 first message this week · 2 of 4 talks\n" in shown
