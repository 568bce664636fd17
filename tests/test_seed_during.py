"""The seed's advice for the talk itself, one scenario a row: notes on disk, the real commands, what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seed import Vault


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vault:
    """An empty vault on 2 December 2026."""
    return Vault(tmp_path, monkeypatch, capsys)


SOON = ("status: scheduled",)
DONE = ("status: done",)


def debrief_of(vault: Vault) -> str:
    """The debrief that the vault's own interview template holds."""
    assert vault.call("init", str(vault.folder))[0] == 0
    return (vault.folder / "Templates/interview.md").read_text(encoding="utf-8").partition("## Debrief")[2]


def test_s20_dress_professionally(vault: Vault) -> None:
    """S20: dress professionally. A required thought the day before when you will be seen, and a line in the brief."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, "format: in-person")
    assert "what to wear" in vault.reason("Ana Ruiz", "get-ready")
    assert vault.due("Ana Ruiz")["get-ready"] == "2026-12-08"
    assert "- **Wear**: not decided yet; as for an interview there" in vault.out("brief", "Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, "format: in-person", "dress: boots, tidy",
               body="## Prepare\n- [x] Clothes ^dress")  # fmt: skip
    assert "what to wear" not in vault.reason("Ana Ruiz", "get-ready")
    assert "- **Wear**: boots, tidy" in vault.out("brief", "Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, "format: phone")
    assert "what to wear" not in vault.reason("Ana Ruiz", "get-ready")


def test_s21_carry_yourself_like_in_any_interview(vault: Vault) -> None:
    """S21: carry yourself like any interview. Who, when in both zones, until when, where, and how to behave."""
    vault.contact("Ana Ruiz", "timezone: America/Halifax", "phone: 555 0100", "role: Field lead", "org: Acme")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, "format: video", "place: https://meet.example/ana", "minutes: 30")
    brief = vault.out("brief", "Ana Ruiz")
    for line in (
        "Wed 2026-12-09, 10:00–10:30 (Europe/London); for them 06:00–06:30 (America/Halifax)",
        "by video · <https://meet.example/ana>",
        "Ana Ruiz · Field lead, Acme · phone 555 0100",
        "Be ready five minutes early, in a quiet place",
        "say so at 10:30",
    ):
        assert line in brief
    vault.talk("2026-12-09 Ana Ruiz", *SOON, "format: in-person", "place: 12 Ferry Lane")
    assert "Be there ten minutes early, phone off." in vault.out("brief", "Ana Ruiz")


def test_s22_you_ask_a_lot_more_questions(vault: Vault) -> None:
    """S22: you ask a lot more questions. They stand in the order to ask them, starred first, with room below each."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, body="## Questions\n- [ ] Plain?\n- [ ] * Starred?\n- [-] Struck?")
    brief = vault.out("brief", "Ana Ruiz")
    assert brief.index("1. Starred?\n\n____") < brief.index("2. Plain?\n\n____")
    assert "Struck?" not in brief


def test_s23_do_not_ask_for_a_job(vault: Vault) -> None:
    """S23: do not ask for a job. A question that does is found where it stands; the debrief asks whether you did."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, body="## Questions\n- [ ] Could you pass on my CV?")
    found = [f for f in vault.data("check") if f["rule"] == "asks-for-a-job"]
    assert [(f["path"], f["line"]) for f in found] == [("Interviews/2026-12-09 Ana Ruiz.md", 8)]
    vault.talk("2026-12-09 Ana Ruiz", *SOON, body="## Questions\n- [ ] How do people come to this job?")
    assert "asks-for-a-job" not in vault.findings()
    assert "^no-job-asked" in debrief_of(vault)


def test_s24_your_experience_only_if_asked(vault: Vault) -> None:
    """S24: do not talk about your experience unless asked. Who I am stands apart; a CV shown unasked is a finding."""
    vault.write("Search.md", "---\ntype: campaign\nintro_text: I keep books and count birds.\n---\n")
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, 'campaign: "[[Search]]"')
    brief = vault.out("brief", "Ana Ruiz")
    assert "## Only if asked\n\nI keep books and count birds.\n" in brief
    assert "Speak of your own experience only if they ask." in brief
    vault.talk("2026-11-27 Ana Ruiz", *DONE, "cv_shared: on-request")
    assert "cv-unasked" not in vault.findings()
    vault.talk("2026-11-27 Ana Ruiz", *DONE, "cv_shared: unasked")
    assert "cv-unasked" in vault.findings()


def test_s25_as_many_questions_as_you_want(vault: Vault) -> None:
    """S25: ask as many as you want. Forty are no finding, and all are printed; each has a state of its own."""
    vault.contact("Ana Ruiz")
    required = ("path", "culture", "people", "supervisors", "entry-level")
    forty = [f"- [ ] Question {n}? (cat:: {required[n % 5]}) (from:: research)" for n in range(40)]
    vault.talk("2026-12-03 Ana Ruiz", *SOON, "purpose: [job]", body="\n".join(["## Questions", *forty]))
    assert vault.findings() == set()
    assert vault.out("brief", "Ana Ruiz").count("Question ") == 40
    mixed = "## Questions\n- [x] Answered?\n  Yes.\n- [-] Skipped?\n- [>] Carried?\n- [ ] Planned?"
    vault.talk("2026-12-03 Ana Ruiz", *SOON, body=mixed)
    assert {q["text"] for q in vault.data("questions", "--open")} == {"Carried?", "Planned?"}


def test_s26_would_you_fit(vault: Vault) -> None:
    """S26: culture, employees, supervisors: would you fit. Required questions before, marks 1 to 5 after."""
    vault.write("Organisations/Acme.md", "---\ntype: org\n---\n")
    vault.contact("Ana Ruiz", 'org: "[[Acme]]"')
    vault.talk("2026-12-03 Ana Ruiz", *SOON, body="## Questions\n- [ ] How did you get here? (cat:: path)")
    found = next(f for f in vault.data("check") if f["rule"] == "categories-missing")
    assert "no question on culture, people, supervisors, entry-level" in found["message"]
    vault.talk("2026-11-20 Ana Ruiz", *DONE, "fit_culture: 4", "fit_manager: 2")
    card = vault.out("show", "Acme")
    assert "culture 4 of 5 (1 talk)" in card
    assert "manager 2 of 5 (1 talk)" in card
    vault.talk("2026-11-20 Ana Ruiz", *DONE, "fit_culture: 9")
    assert {"value-not-allowed", "wrong-type"} & vault.findings()


def test_s27_how_they_got_their_role(vault: Vault) -> None:
    """S27: how they got their role. No talk goes ahead without a question on their path."""
    vault.contact("Ana Ruiz")
    others = [f"- [ ] On {cat}? (cat:: {cat})" for cat in ("culture", "people", "supervisors", "entry-level")]
    vault.talk("2026-12-03 Ana Ruiz", *SOON, body="\n".join(["## Questions", *others]))
    assert vault.reason("Ana Ruiz", "questions").endswith("none on path")
    with_path = "\n".join(["## Questions", *others, "- [ ] How did you get here? (cat:: path)"])
    vault.talk("2026-12-03 Ana Ruiz", *SOON, body=with_path)
    assert "none on" not in vault.reason("Ana Ruiz", "questions")


def test_s28_what_beginners_are_expected_to_do(vault: Vault) -> None:
    """S28: expectations for entry-level positions. The answer stands on the organisation's card."""
    vault.write("Organisations/Acme.md", "---\ntype: org\n---\n")
    vault.contact("Ana Ruiz", 'org: "[[Acme]]"')
    answer = "## Questions\n- [x] What must a beginner know? (cat:: entry-level)\n  Walk ten miles and read a map."
    vault.talk("2026-11-27 Ana Ruiz", *DONE, body=answer)
    card = vault.out("show", "Acme")
    assert "What beginners are expected to do" in card
    assert "Walk ten miles and read a map. (Ana Ruiz, 2026-11-27" in " ".join(card.split())


def test_s29_maybe_a_quick_tour(vault: Vault) -> None:
    """S29: maybe a quick tour. In person the brief says to ask for it; by phone there is nothing to see."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, "format: in-person")
    assert "ask to be shown round" in vault.out("brief", "Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, "format: phone")
    assert "ask to be shown round" not in vault.out("brief", "Ana Ruiz")
    debrief_of(vault)
    assert "ask to be shown round" in (vault.folder / "Templates/interview.md").read_text(encoding="utf-8")


def test_s30_take_notes(vault: Vault) -> None:
    """S30: take notes. A talk that took place without a word written down is due at once, and a finding."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-01 Ana Ruiz", *DONE, body="## Prepare\n- [x] Read up ^research-org")
    assert vault.due("Ana Ruiz")["write-notes"] == "2026-12-01"
    assert "no-notes" in vault.findings()
    vault.talk("2026-12-01 Ana Ruiz", *DONE, body="## Notes\nCrews walk first.")
    assert "write-notes" not in vault.due("Ana Ruiz")
    assert "no-notes" not in vault.findings()


def test_s31_thank_them_when_wrapping_up(vault: Vault) -> None:
    """S31: thank them when wrapping up. The brief ends with it, and the debrief asks whether you did."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON)
    brief = vault.out("brief", "Ana Ruiz")
    assert brief.index("## Questions") < brief.index("Thank them for their time.")
    assert "^thanked" in debrief_of(vault)
