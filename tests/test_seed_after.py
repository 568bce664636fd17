"""The seed's advice for the days after a talk, one scenario a row: notes on disk, the real commands, what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seed import Vault


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vault:
    """An empty vault on 2 December 2026."""
    return Vault(tmp_path, monkeypatch, capsys)


DONE = ("status: done",)


def test_s32_ask_how_to_return_the_favour(vault: Vault) -> None:
    """S32: ask how to return the favour. Due the next business day when it was forgotten; gone when it was done."""
    vault.contact("Ana Ruiz", "wants: [a proof-reader]")
    vault.talk("2026-11-27 Ana Ruiz", *DONE, body="## Debrief\n- [ ] I asked what I could do ^offered-help")
    assert vault.due("Ana Ruiz")["offer-help"] == "2026-11-30"
    vault.talk("2026-11-27 Ana Ruiz", *DONE, body="## Debrief\n- [x] I asked what I could do ^offered-help")
    assert "offer-help" not in vault.due("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", "status: scheduled")
    assert "Ask what you could do for them (they want a proof-reader)." in vault.out("brief", "Ana Ruiz")


def test_s33_a_mutually_beneficial_relationship(vault: Vault) -> None:
    """S33: a mutually beneficial relationship. Favours are kept both ways, and the balance is shown."""
    vault.contact("Ana Ruiz", body="## Favours\n- got 2026-11-02: a reading list\n- got 2026-11-09: an introduction\n"
                  "- gave 2026-11-16: reviewed her form")  # fmt: skip
    assert "gave 1, got 2: 1 more from them" in vault.out("balance", "Ana Ruiz")
    assert [b["counts"]["got"] for b in vault.data("balance", "Ana Ruiz")] == [2]
    assert "gave 1, got 2: 1 more from them" in vault.out("show", "Ana Ruiz")


def test_s34_they_took_time_out_of_a_busy_day(vault: Vault) -> None:
    """S34: they took time out of a busy day. Minutes asked stand against minutes used, and the brief says when to end.

    Five minutes more are nothing to speak of.
    """
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", "status: scheduled", "minutes: 20")
    assert "They took time out of a busy day: say so at 10:20" in vault.out("brief", "Ana Ruiz")
    vault.talk("2026-11-27 Ana Ruiz", *DONE, "minutes: 20", "actual_minutes: 25")
    assert "over-time" not in vault.findings()
    vault.talk("2026-11-27 Ana Ruiz", *DONE, "minutes: 20", "actual_minutes: 45")
    assert "over-time" in vault.findings()
    assert "45 of 20 minutes" in vault.out("show", "Ana Ruiz")
    assert "minutes asked for 20, used 45" in vault.out("stats")


def test_s35_show_that_you_want_to_reciprocate(vault: Vault) -> None:
    """S35: show that you want to reciprocate.

    What they want and what I owe come up until something was given; the shelf gives a reason to write.
    """
    vault.contact("Ana Ruiz", "wants: [a proof-reader]")
    vault.talk("2026-11-02 Ana Ruiz", *DONE)
    assert vault.due("Ana Ruiz")["give-back"] == "2026-12-02"
    assert vault.reason("Ana Ruiz", "give-back") == "something that would help them: a proof-reader"
    assert "something that would help them: a proof-reader" in vault.sync()
    vault.contact("Ana Ruiz", "wants: [a proof-reader]", body="## Favours\n- gave 2026-11-20: found a proof-reader")
    assert "give-back" not in vault.due("Ana Ruiz")
    vault.contact("Ana Ruiz", body="## Favours\n- owed 2026-11-20: lunch (by:: 2026-12-11)")
    assert vault.due("Ana Ruiz")["give-back"] == "2026-12-11"
    vault.contact("Ana Ruiz", "topics: [peat]", "next_touch: 2026-12-10")
    vault.write("Shareables/Peat map.md", "---\ntype: shareable\nurl: https://map.example\ntopics: [peat]\n---\n")
    assert '"Peat map" fits their topics' in vault.reason("Ana Ruiz", "share")


def test_s36_a_thank_you_note_to_each(vault: Vault) -> None:
    """S36: send a thank-you note to the interviewer. Each person met is thanked; one note for two is a finding."""
    both = 'contact: ["[[Ana Ruiz]]", "[[Ben Ode]]"]'
    vault.contact("Ana Ruiz")
    vault.contact("Ben Ode")
    vault.talk("2026-11-27 Acme", both, *DONE)
    assert vault.due("Ana Ruiz")["thank-you"] == vault.due("Ben Ode")["thank-you"] == "2026-12-02"
    vault.contact("Ana Ruiz", body="## Log\n- 2026-11-30 letter out: thanks (for:: thank-you)")
    assert "thank-you" not in vault.due("Ana Ruiz")
    assert "thank-you" in vault.due("Ben Ode")
    vault.contact("Ana Ruiz")
    vault.talk("2026-11-27 Acme", both, *DONE, "thank_you_sent: 2026-11-30")
    assert "one-thanks-for-many" in vault.findings()


def test_s37_no_rush_so_by_hand(vault: Vault) -> None:
    """S37: no rush, so write it by hand.

    By hand without a word in the notes, with 3 business days for it and none of the nagging for a quick one; an email
    is due the next day. A card needs an address.
    """
    vault.contact("Ana Ruiz")
    vault.talk("2026-11-27 Ana Ruiz", *DONE)
    assert vault.reason("Ana Ruiz", "thank-you").startswith("thank them by hand")
    assert vault.due("Ana Ruiz")["thank-you"] == "2026-12-02"
    assert "quick-thanks" not in vault.due("Ana Ruiz")
    assert "no-address-for-card" in vault.findings()
    vault.contact("Ana Ruiz", "address: 12 Ferry Lane")
    assert "no-address-for-card" not in vault.findings()
    vault.talk("2026-11-27 Ana Ruiz", *DONE, "thank_you_form: email")
    assert vault.due("Ana Ruiz")["thank-you"] == "2026-11-30"
    vault.talk("2026-11-27 Ana Ruiz", *DONE, "thank_you_sent: 2026-12-01")
    assert "thank-you" not in vault.due("Ana Ruiz")


def test_s38_be_specific(vault: Vault) -> None:
    """S38: be specific. The one thing to name goes into card and email; without it, a finding and no draft."""
    vault.contact("Ana Ruiz", "org: Acme", "address: 12 Ferry Lane")
    vault.talk("2026-11-27 Ana Ruiz", *DONE)
    assert "thanks-not-specific" in vault.findings()
    status, out, err = vault.call("draft", "thank-you", "Ana Ruiz")
    assert (status, out) == (2, "")
    assert "thank_you_specific" in err
    vault.talk("2026-11-27 Ana Ruiz", *DONE, "thank_you_specific: the point about seasonal crews")
    assert "thanks-not-specific" not in vault.findings()
    status, out, _ = vault.call("draft", "thank-you", "Ana Ruiz", "--lint")
    assert (status, out.count("the point about seasonal crews")) == (0, 2)


def test_s40_connect_once(vault: Vault) -> None:
    """S40: connect on social media if not already. Asked once; silent when connected or declined."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-11-20 Ana Ruiz", *DONE)
    vault.talk("2026-11-27 Ana Ruiz", *DONE)
    reasons = [r for line in vault.data("today", "--all") for r in line["reasons"] if r["rule"] == "connect"]
    assert [reason["due"] for reason in reasons] == ["2026-11-24"]
    for settled in ("connected_on: 2025-03-04", "social_declined: true"):
        vault.contact("Ana Ruiz", settled)
        assert "connect" not in vault.due("Ana Ruiz")
