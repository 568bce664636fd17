"""The seed's advice for the years: who led to whom, keeping in touch, telling how they helped. A scenario a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seed import Vault


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vault:
    """An empty vault on 2 December 2026."""
    return Vault(tmp_path, monkeypatch, capsys)


DONE = ("status: done",)


def test_s05_networking_matters(vault: Vault) -> None:
    """S05: networking matters. Who led to whom is a tree, and a picture; the way to a stranger leads through people."""
    vault.contact("Flo Hart")
    vault.contact("Ana Ruiz", 'referred_by: ["[[Flo Hart]]"]')
    vault.contact("Ben Ode")
    vault.talk("2026-11-20 Ana Ruiz", *DONE, 'referrals: ["[[Ben Ode]]", "[[Cara Lim]]"]')
    rows = vault.data("tree", "Flo Hart")["rows"]
    assert [(row["depth"], row["who"]["name"]) for row in rows] == [
        (0, "Flo Hart"), (1, "Ana Ruiz"), (2, "Ben Ode"), (2, "Cara Lim"),
    ]  # fmt: skip
    assert "came through: Flo Hart > Ana Ruiz > Ben Ode" in vault.out("tree", "Ben Ode")
    assert "Ana Ruiz named Ben Ode on 2026-11-20" in vault.out("path", "Ben Ode")
    vault.out("report", "-o", str(vault.folder.parent / "page.html"))
    picture = (
        (vault.folder.parent / "page.html").read_text().partition('id="network-chart-desc"')[2].partition("</svg>")[0]
    )
    for name in ("Flo Hart", "Ana Ruiz", "Ben Ode", "Cara Lim"):
        assert f">{name}</text>" in picture


def test_s06_develop_a_new_relationship(vault: Vault) -> None:
    """S06: develop a new relationship. The contact's life goes on after the talk: a hello in 30 days, then a rhythm."""
    talked = (*DONE, "thank_you_sent: 2026-11-30")
    vault.contact("Ana Ruiz", body="## Log\n- 2026-11-30 letter out: thanks (for:: thank-you)")
    vault.talk("2026-11-27 Ana Ruiz", *talked)
    assert vault.due("Ana Ruiz")["first-check-in"] == "2026-12-30"
    log = "## Log\n- 2026-11-30 letter out: thanks (for:: thank-you)\n- 2026-12-01 email in: thank you"
    vault.contact("Ana Ruiz", body=f"{log}\n- 2026-12-02 email out: hello (for:: check-in)")
    assert "first-check-in" not in vault.due("Ana Ruiz")
    assert vault.due("Ana Ruiz")["keep-in-touch"] == "2027-04-01"


def test_s07_contacts_and_advice_not_a_job(vault: Vault) -> None:
    """S07: you get contacts elsewhere and advice, not a job. Names and advice are counted as what came of the talks."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-11-20 Ana Ruiz", *DONE, 'referrals: ["[[Ben Ode]]", "[[Cara Lim]]"]',
               body="## Advice\n- [x] Take the course (used:: 2026-11-25)\n- [ ] Read the plan")  # fmt: skip
    stats = vault.out("stats")
    assert "2 names from 1 talk" in stats
    assert "2 pieces of advice, 1 used" in stats
    assert vault.reason("Ana Ruiz", "meet-referral").startswith("they named Ben Ode on 2026-11-20")
    vault.talk("2026-11-20 Ana Ruiz", *DONE, "outcome: [hired]")
    assert "value-not-allowed" in vault.findings()


def test_s08_they_may_become_a_mentor(vault: Vault) -> None:
    """S08: they may become a mentor. Two talks that went well suggest it when you want that; a mentor has 30 days."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-10-01 Ana Ruiz", *DONE, "rapport: 4")
    vault.talk("2026-11-20 Ana Ruiz", *DONE, "rapport: 5")
    assert "name-mentor" not in vault.due("Ana Ruiz")
    vault.write("vaulttool.toml", "[rules.name-mentor]\nenabled = true\n")
    assert "name-mentor" in vault.due("Ana Ruiz")
    assert vault.due("Ana Ruiz")["keep-in-touch"] == "2027-03-22"
    vault.contact("Ana Ruiz", "relationship: mentor")
    assert "name-mentor" not in vault.due("Ana Ruiz")
    assert vault.due("Ana Ruiz")["keep-in-touch"] == "2026-12-21"


def test_s39_maintain_the_relationship(vault: Vault) -> None:
    """S39: maintain the relationship. The rhythm runs from real contact, not from plans, to-dos or cancelled talks."""
    log = "## Log\n- 2026-11-02 phone both: caught up\n- [ ] 2026-12-01 email out: write to her"
    vault.contact("Ana Ruiz", "cadence: quarterly", body=log)
    vault.talk("2026-11-25 Ana Ruiz", "status: cancelled", "cancelled_by: them")
    first = vault.due("Ana Ruiz")["keep-in-touch"]
    assert first.startswith("2027-02-0")
    vault.contact("Ana Ruiz", "cadence: 30", body=log)
    assert vault.due("Ana Ruiz")["keep-in-touch"] == "2026-12-02"
    vault.contact("Ana Ruiz", "cadence: 30", body=f"{log}\n- 2026-11-30 email in: hello")
    assert vault.due("Ana Ruiz")["keep-in-touch"] == "2026-12-30"
    vault.contact("Ana Ruiz", "cadence: 30", "next_touch: 2026-12-11", "next_touch_why: her season ends", body=log)
    assert vault.due("Ana Ruiz")["keep-in-touch"] == "2026-12-11"
    assert vault.reason("Ana Ruiz", "keep-in-touch") == "be in touch: her season ends"


def test_s41_keep_them_in_the_loop(vault: Vault) -> None:
    """S41: used their advice, or met their referral: keep them in the loop. Both come up by themselves until told."""
    advice = "## Advice\n- [x] Take the course (used:: 2026-11-25) (effect:: got the field post){}"
    vault.contact("Ana Ruiz")
    vault.contact("Ben Ode")
    named = 'referrals: ["[[Ben Ode]]"]'
    vault.talk("2026-11-02 Ana Ruiz", *DONE, named, body=advice.format(""))
    vault.talk("2026-11-30 Ben Ode", *DONE)
    due = vault.due("Ana Ruiz")
    assert (due["tell-advice"], due["tell-referrer"]) == ("2026-11-27", "2026-12-02")
    assert "you met on 2026-11-30" in vault.reason("Ana Ruiz", "tell-referrer")
    board = vault.sync()
    assert "got the field post" in board
    assert "they named [[Ben Ode]]; you met on 2026-11-30" in board
    vault.talk("2026-11-02 Ana Ruiz", *DONE, named, body=advice.format(" (told:: 2026-12-01)"))
    vault.contact("Ana Ruiz", body="## Log\n- 2026-12-01 email out: I met Ben (for:: update)")
    assert not {"tell-advice", "tell-referrer"} & vault.due("Ana Ruiz").keys()


def test_s42_they_like_to_learn_how_they_helped(vault: Vault) -> None:
    """S42: they will like to learn how they helped. An update names the effect; without one there is no draft."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-11-02 Ana Ruiz", *DONE, body="## Advice\n- [x] Take the course (used:: 2026-11-25)")
    status, out, err = vault.call("draft", "update-advice", "Ana Ruiz")
    assert (status, out) == (2, "")
    assert "(effect:: what came of it)" in err
    vault.talk("2026-11-02 Ana Ruiz", *DONE,
               body="## Advice\n- [x] Take the course (used:: 2026-11-25) (effect:: got the field post)")  # fmt: skip
    assert "this came of it: got the field post." in vault.out("draft", "update-advice", "Ana Ruiz")
    vault.talk("2026-11-02 Ana Ruiz", *DONE,
               body="## Advice\n- [x] Take the course (used:: 2026-11-25) (told:: 2026-11-30)")  # fmt: skip
    assert "told-without-effect" in vault.findings()
