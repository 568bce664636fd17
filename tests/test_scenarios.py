"""What must come out right from notes to the dashboard: what a year of use brings, through the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seed import Vault


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vault:
    """An empty vault on 2 December 2026."""
    return Vault(tmp_path, monkeypatch, capsys)


def section(dashboard: str, heading: str) -> str:
    """The text of one section of the dashboard, `""` when it is left out."""
    return f"{dashboard}\n## ".partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_scenario_1_five_contacts_by_hand_and_one_talk(vault: Vault) -> None:
    """Right on the first run, without settings: who is due, who is chosen, and nobody else."""
    (vault.folder / "vaulttool.toml").unlink()
    vault.contact("Ana Ruiz", "org: Acme")
    vault.contact("Ben Ode", "status: targeted", "decided_on: 2026-11-26")
    vault.contact("Cara Lim", "contacted_on: 2026-11-20")
    vault.contact("Dev Roy")
    vault.write("Contacts/Eve Sund.md", "Met her at the seed fair.\n")
    vault.talk("2026-11-27 Ana Ruiz", "status: done", body="Crews walk first.")
    board = vault.sync()
    lines = [line for line in section(board, "Do today").splitlines() if line.startswith("- [ ]")]
    assert [line.split(" · ")[:2] for line in lines] == [
        ["- [ ] **[[Ana Ruiz]]** (Acme)", "say thank you, offer help and connect"],
        ["- [ ] **[[Cara Lim]]**", "follow up once, 7 business days after your note of 2026-11-20"],
        ["- [ ] **[[Ben Ode]]**", "write to them for the first time, decided on 2026-11-26"],
    ]
    assert "5 people: identified 2 · targeted 1 · contacted 1 · met 1" in board
    assert "Dev Roy" not in board
    assert "Eve Sund" not in board
    assert vault.sync() == board


@pytest.mark.slow
def test_scenario_2_two_thousand_imported_people(vault: Vault) -> None:
    """Not one follow-up; matches gain what was empty; who may be one person is named once, at the newer note."""
    vault.contact("Ana Ruiz", "email: ana@ruiz.example", "created: 2026-10-01")
    vault.contact("Bo Ek", "org: Acme", "created: 2026-10-01")
    rows = [
        f"P{n:04},Q{n * 7919 % 9973:04},https://www.linkedin.com/in/p{n},,{'' if n % 9 else 'Acme'},,"
        for n in range(2_300)
    ]
    known = ("A.,Ruiz,https://www.linkedin.com/in/ana,Ana@Ruiz.example,Marsh,Lead,05 Mar 2024",
             "Bo,Ek,https://www.linkedin.com/in/bo,,Marsh,Lead,05 Mar 2024")  # fmt: skip
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    export = vault.folder.parent / "Connections.csv"
    export.write_text("\r\n".join(("Notes:", "", header, *rows, *known, ",,,,,,")), encoding="utf-8-sig")
    found = vault.data("import", "linkedin", str(export), "--all")
    assert (found["added"], found["enriched"], found["alike"], found["news"]) == (2_301, 1, 1, 0)
    ana = (vault.folder / "Contacts/Ana Ruiz.md").read_text()
    assert all(line in ana for line in ("linkedin: https://www.linkedin.com/in/ana", "org: Marsh", "role: Lead"))
    assert vault.data("today", "--all") == []
    twins = [f for f in vault.data("check", "--hints") if f["rule"] in ("duplicate-person", "similar-person")]
    assert [f["path"] for f in twins] == ["Contacts/Bo Ek (Marsh).md"]
    again = vault.data("import", "linkedin", str(export), "--all")
    assert (again["same"], again["records"], again["alike"]) == (2_302, [], 0)
    assert len(vault.sync().splitlines()) < 60


def test_scenario_3_a_talk_moved_twice(vault: Vault) -> None:
    """Of a chain of three notes the last one stands on the dashboard, is prepared, in the brief, and the one event."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-03 Ana Ruiz", "status: moved", 'moved_to: "[[2026-12-07 Ana Ruiz]]"')
    vault.talk("2026-12-07 Ana Ruiz", "status: moved", 'moved_to: "[[2026-12-09 Ana Ruiz]]"')
    vault.talk("2026-12-09 Ana Ruiz", "status: scheduled")
    board = vault.sync()
    assert "2026-12-09 Ana Ruiz" in board
    assert "2026-12-03 Ana Ruiz" not in board
    assert "2026-12-07 Ana Ruiz" not in board
    paths = {r["path"] for line in vault.data("today", "--all") for r in line["reasons"]}
    assert paths == {"Interviews/2026-12-09 Ana Ruiz.md"}
    assert "Wed 2026-12-09" in vault.out("brief", "Ana Ruiz")
    assert not {"moved-without-target", "moved-in-circle", "double-entry"} & vault.findings()
    calendar = vault.out("export", "ics")
    starts = [line for line in calendar.splitlines() if line.startswith("DTSTART") and "T100000" in line]
    assert starts == ["DTSTART;TZID=Europe/London:20261209T100000"]
    assert calendar.count("SEQUENCE:2\r\n") == 1


def test_scenario_4_a_card_without_an_address(vault: Vault) -> None:
    """A hint, words on the dashboard, and the email form offered first."""
    vault.contact("Ana Ruiz", "org: Acme", "email: ana@acme.example")
    vault.talk("2026-11-27 Ana Ruiz", "status: done", "thank_you_specific: the point about seasonal crews")
    assert "no-address-for-card" in vault.findings()
    assert "no address on file" in vault.sync()
    out = vault.out("draft", "thank-you", "Ana Ruiz")
    assert out.index("## Email") < out.index("## Card")


def test_scenario_5_four_reasons_are_one_line(vault: Vault) -> None:
    """One line for Ana; an update closes the two loops, and the promise and the debt stay."""
    favours = "## Favours\n- owed 2026-11-02: lunch (by:: 2026-12-01)\n## Log\n"
    vault.contact("Ana Ruiz", "connected_on: 2026-11-03", body=favours)
    thanked = "## Log\n- 2026-12-01 email out: thanks (for:: thank-you)"
    vault.contact("Ben Ode", "connected_on: 2026-11-29", body=thanked)
    vault.talk(
        "2026-11-02 Ana Ruiz", "status: done", "thank_you_sent: 2026-11-05", 'referrals: ["[[Ben Ode]]"]',
        body="## Advice\n- [x] Take the course (used:: 2026-11-20) (effect:: got the post)\n"
        "## Promises\n- [ ] me: send the script (by:: 2026-11-30)\n## Debrief\n- [x] offered ^offered-help",
    )  # fmt: skip
    vault.talk("2026-11-27 Ben Ode", "status: done", body="Crews walk first.")
    due = {"tell-advice", "tell-referrer", "keep-promise", "give-back"}
    lines = [line for line in vault.data("today") if line["person"] == "Ana Ruiz"]
    assert [{reason["rule"] for reason in line["reasons"]} for line in lines] == [due]
    todo = section(vault.sync(), "Do today")
    assert len([line for line in todo.splitlines() if line.startswith("- [ ]") and "Ana Ruiz" in line]) == 1
    vault.contact("Ana Ruiz", "connected_on: 2026-11-03",
                  body=f"{favours}- 2026-12-02 email out: the post, and Ben (for:: update)")  # fmt: skip
    assert due & vault.due("Ana Ruiz").keys() == {"keep-promise", "give-back"}


def test_scenario_6_no_update_without_the_effect(vault: Vault) -> None:
    """Advice ticked and used: the line asks for what came of it, and the draft waits until it is written."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-11-02 Ana Ruiz", "status: done", body="## Advice\n- [x] Take the course (used:: 2026-11-25)")
    assert "write what came of it first" in vault.reason("Ana Ruiz", "tell-advice")
    assert vault.call("draft", "update-advice", "Ana Ruiz")[:2] == (2, "")
    vault.talk("2026-11-02 Ana Ruiz", "status: done",
               body="## Advice\n- [x] Take the course (used:: 2026-11-25) (effect:: got the post)")  # fmt: skip
    assert "got the post" in vault.out("draft", "update-advice", "Ana Ruiz")


def test_scenario_7_a_hundred_talks_over_three_years(vault: Vault) -> None:
    """What two people said or more is heard, what one said is not; the weekly review fits a screen.

    Twenty people, five talks each; thirteen things said by several and fifty by one alone; a twin for each name.
    """
    lasts = ("Ruiz", "Ode", "Lim", "Roy", "Ekberg")
    names = [f"{first} {last}" for first in ("Ana", "Ben", "Cara", "Dev") for last in lasts]
    for name in names:
        vault.contact(name, "connected_on: 2023-01-02", "created: 2023-01-01")
        vault.contact(f"{name[0]}. {name.split()[1]}", "created: 2026-11-01")
    for n in range(100):
        said = f"Point {n % 13} of many" if n % 2 else f"Only number {n} says this"
        day = f"{2023 + n // 30}-{1 + n % 11:02}-{1 + n % 28:02}"
        vault.talk(f"{day} {names[n % 20]}", "status: done", f"thank_you_sent: {day}",
                   body=f"## Insights\n- {said}\n## Debrief\n- [x] asked ^offered-help")  # fmt: skip
    board = vault.sync()
    heard = section(board, "What I am hearing").strip().splitlines()
    assert len(heard) == 8
    assert "Point 0 of many · heard from 4, last 2026-04-08" in heard[0]
    assert heard[-1] == "- and 6 more: `vaulttool stats`"
    assert "says this" not in board
    stats = vault.out("stats")
    assert "Point 12 of many: heard from" in stats
    assert "says this" not in stats
    assert vault.data("stats")["talks"] == 100
    review = section(board, "Weekly review")
    assert (review.count("same person?"), review.count("15 pairs more")) == (5, 1)
    assert len(review.splitlines()) <= 24
    assert len(board.splitlines()) <= 100
