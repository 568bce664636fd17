"""The seed's advice up to the day of the talk, one scenario a row: notes on disk, the real commands, what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seed import Vault


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vault:
    """An empty vault on 2 December 2026."""
    return Vault(tmp_path, monkeypatch, capsys)


ANA = (
    "email: ana@acme.example", "org: Acme Wetlands", "role: field lead", "curious_about: how a season is planned",
    "status: targeted", "decided_on: 2026-11-27",
)  # fmt: skip
SOON = ("status: scheduled",)


def init(vault: Vault) -> None:
    """Lay out the vault, the question bank with it."""
    assert vault.call("init", str(vault.folder))[0] == 0


def test_s01_it_teaches_about_path_industry_organisation_or_job(vault: Vault) -> None:
    """S01: it teaches about a career path, an industry, an organisation or a job.

    The purpose decides which questions are picked, stands in the brief, and is found again.
    """
    init(vault)
    vault.contact("Ana Ruiz")
    picked = {}
    for purpose in ("industry", "job"):
        vault.talk("2026-12-09 Ana Ruiz", *SOON, f"purpose: [{purpose}]")
        cats = [q["cat"] for q in vault.data("questions", "--for", "Ana Ruiz")["questions"]]
        picked[purpose] = cats.count("industry"), cats.count("job")
    assert picked["industry"][0] > picked["job"][0]
    assert picked["job"][1] > picked["industry"][1]
    assert "- **To learn about**: " in vault.out("brief", "Ana Ruiz")
    assert "Ana Ruiz" in vault.out("find", "purpose:job")
    assert vault.call("find", "purpose:industry")[0] == 1
    vault.talk("2026-12-09 Ana Ruiz", *SOON)
    assert "no-purpose" in vault.findings()


def test_s02_it_is_not_a_job_interview(vault: Vault) -> None:
    """S02: it is not a job interview.

    There is no stage for applications, the brief says so, and neither a question nor a draft may ask for a job.
    """
    vault.contact("Ana Ruiz", *ANA)
    vault.talk("2026-12-09 Ana Ruiz", *SOON, body="## Questions\n- [ ] Are you hiring?")
    assert "asks-for-a-job" in vault.findings()
    assert "This is no job interview" in vault.out("brief", "Ana Ruiz")
    vault.write("Templates/messages/check-in.md", "---\nsubject: x\n---\nDear Ana, do you have any openings for me?\n")
    status, out, _ = vault.call("draft", "check-in", "Ana Ruiz", "--lint")
    assert status == 1
    assert "asks-for-a-job" in out
    vault.contact("Ana Ruiz", "status: applied")
    assert "value-not-allowed" in vault.findings()


def test_s03_somebody_whose_job_you_are_curious_about(vault: Vault) -> None:
    """S03: talk to someone whose job you are curious about. Why them stands in brief, card and draft."""
    vault.contact("Ana Ruiz", *ANA)
    vault.talk("2026-12-09 Ana Ruiz", *SOON)
    assert "- **Why them**: how a season is planned" in vault.out("brief", "Ana Ruiz")
    assert "Why them: how a season is planned" in vault.out("show", "Ana Ruiz")
    assert "makes me curious: above all how a season is planned." in vault.out("draft", "outreach-direct", "Ana Ruiz")


def test_s04_open_questions_carry_over_until_answered(vault: Vault) -> None:
    """S04: answers to questions you had no chance to ask. What stays open is offered again until it is answered."""
    vault.contact("Ana Ruiz")
    first = "## Questions\n- [x] Who decides?\n  The crew.\n- [>] What does winter look like? (cat:: job)"
    vault.talk("2026-11-20 Ana Ruiz", "status: done", body=first)
    assert [q["text"] for q in vault.data("questions", "--open")] == ["What does winter look like?"]
    vault.talk("2026-12-09 Ana Ruiz", *SOON)
    brief = vault.out("brief", "Ana Ruiz")
    assert "1. What does winter look like?" in brief.partition("### Left open last time")[2]
    answered = "## Questions\n- [x] What does winter look like?\n  Desk work."
    vault.talk("2026-12-01 Ana Ruiz", "status: done", body=answered)
    assert vault.data("questions", "--open") == []


def test_s09_relationship_first_favours_second(vault: Vault) -> None:
    """S09: relationship first, favours second. An ask before the talk and the thanks is a finding, after it none."""
    log = "## Log\n- 2026-11-18 email out: hello (for:: outreach)\n{}\n## Favours\n- asked 2026-11-25: to read my CV"
    vault.contact("Ana Ruiz", body=log.format(""))
    assert "asking-too-soon" in vault.findings()
    vault.contact("Ana Ruiz", body=log.format("- 2026-11-24 letter out: thanks (for:: thank-you)"))
    vault.talk("2026-11-23 Ana Ruiz", "status: done")
    assert "asking-too-soon" not in vault.findings()


def test_s09_commands_warn_when_an_ask_comes_too_early_or_too_often(vault: Vault) -> None:
    """S09: favours second. `log --for favour` and the draft of an ask say so, and do as they are told all the same."""
    vault.contact("Ben Ode", "email: ben@b.example", body="## Log\n- 2026-11-25 email both: met him")
    vault.contact(
        "Ana Ruiz",
        'intro_via: "[[Ben Ode]]"',
        "approach: introduction",
        "curious_about: bogs",
        "org: Acme",
        "role: Lead",
    )
    draft = " ".join(vault.out("draft", "ask-introduction", "Ben", "--about", "Ana").split())
    assert "asks them a favour early: in touch since 2026-11-25, and no talk and thanks before" in " ".join(
        draft.split()
    )
    status, _, said = vault.call("log", "Ben", "email out: may I ask for a line to Ana?", "--for", "favour")
    assert (status, "asked for a favour on 2026-12-02: in touch since 2026-11-25" in said) == (0, True)
    vault.contact("Eve Sund", body="## Log\n- 2026-01-25 email both: met\n- 2026-11-20 email out: CV? (for:: favour)")
    assert "you asked on 2026-11-20 too" in vault.call("log", "Eve", "email out: a name?", "--for", "favour")[2]
    vault.contact("Eve Sund", body="## Log\n- 2026-01-25 email both: met\n- 2026-09-20 email out: CV? (for:: favour)")
    assert "favour" not in vault.call("log", "Eve", "email out: a name?", "--for", "favour")[2]


def test_s10_decide_on_a_person(vault: Vault) -> None:
    """S10: decide on a person. Nothing nags before; from `decided_on` the clock runs, 3 business days."""
    vault.contact("Ana Ruiz", "org: Acme")
    assert vault.due("Ana Ruiz") == {}
    vault.contact("Ana Ruiz", "org: Acme", "status: targeted", "decided_on: 2026-11-27")
    assert vault.due("Ana Ruiz") == {"make-contact": "2026-12-02"}


def test_s11_personal_connections_first(vault: Vault) -> None:
    """S11: look for personal connections first. Every kind of link between you is listed, with the evidence."""
    spoken = "## Log\n- 2026-11-18 email in: hello"
    vault.contact(
        "Ana Ruiz", 'mutuals: ["[[Noa Bell]]"]', "past_orgs: [Reed Hall]", "schools: [Delta College]",
        "groups: [Bird Count]", 'referred_by: ["[[Flo Hart]]"]',
    )  # fmt: skip
    vault.contact("Noa Bell", "relationship: peer", body=spoken)
    vault.contact("Flo Hart", body=spoken)
    vault.contact("Ben Ode", "past_orgs: [Reed Hall]", body=spoken)
    vault.contact("Cara Lim", "schools: [delta college]", body=spoken)
    vault.contact("Dev Roy", "groups: [Bird Count]", body=spoken)
    said = " ".join(vault.out("path", "Ana Ruiz").split())
    for ground in (
        "Noa Bell and Ana Ruiz know each other", "Flo Hart named Ana Ruiz",
        "Ben Ode worked at Reed Hall, as Ana Ruiz did", "Cara Lim and Ana Ruiz both went to Delta College",
        "Dev Roy and Ana Ruiz both belong to Bird Count",
    ):  # fmt: skip
        assert ground in said
    assert "Contacts/Ana Ruiz.md:" in said


def test_s12_reintroduce_yourself(vault: Vault) -> None:
    """S12: reintroduce yourself to someone you have met. Own draft with place and day, which must be known."""
    vault.contact("Ana Ruiz", *ANA, "approach: reintroduce", "met_where: the seed fair")
    assert "reintroduce-without-when" in vault.findings()
    assert vault.call("draft", "outreach-reintroduce", "Ana Ruiz")[0] == 2
    vault.contact("Ana Ruiz", *ANA, "approach: reintroduce", "met_where: the seed fair", "met_on: 2026-05-16")
    assert "reintroduce-without-when" not in vault.findings()
    assert "We met at the seed fair (16 May)" in vault.out("draft", "Ana Ruiz")


def test_s13_ask_a_mutual_contact_for_an_introduction(vault: Vault) -> None:
    """S13: ask a mutual contact for an introduction.

    The draft goes to the introducer and holds a paragraph to pass on; silence is nudged once, then another route is
    named; after the introduction it is my turn to write.
    """
    by_noa = (*ANA, "approach: introduction", 'intro_via: "[[Noa Bell]]"')
    vault.contact("Noa Bell", "email: noa@bell.example")
    vault.contact("Ana Ruiz", *by_noa)
    out = vault.out("draft", "Ana Ruiz")
    assert out.startswith("To: Noa Bell <noa@bell.example>\nSubject: Would you introduce me to Ana Ruiz?")
    assert "20 minutes with Ana Ruiz to learn about the job of field lead" in out.split("\n---\n")[1]
    vault.contact("Ana Ruiz", *by_noa, "intro_asked_on: 2026-11-23")
    assert vault.due("Noa Bell") == {"nudge-introducer": "2026-11-30"}
    assert vault.due("Ana Ruiz") == {"other-route": "2026-12-07"}
    vault.contact("Noa Bell", body="## Log\n- 2026-12-01 email out: any luck? (for:: intro)")
    assert "nudge-introducer" not in vault.due("Noa Bell")
    assert vault.due("Ana Ruiz") == {"other-route": "2026-12-08"}
    vault.contact("Ana Ruiz", *by_noa, "intro_asked_on: 2026-11-23", "introduced_on: 2026-12-01")
    assert vault.due("Ana Ruiz") == {"write-after-introduction": "2026-12-02"}


def test_s14_an_article_of_interest_and_never_twice(vault: Vault) -> None:
    """S14: no one to connect you: send an article of interest. The shelf knows what fits and who had it already."""
    shelf = "---\ntype: shareable\nurl: https://map.example\ntopics: [wetlands]\n{}---\n"
    vault.contact("Ana Ruiz", *ANA, "approach: article", "topics: [wetlands]")
    assert "article-without-link" in vault.findings()
    vault.write("Shareables/Peat map.md", shelf.format(""))
    assert '"Peat map" fits their topics' in vault.out("path", "Ana Ruiz")
    assert "https://map.example" in vault.out("draft", "Ana Ruiz")
    vault.write("Shareables/Peat map.md", shelf.format('sent_to: ["[[Ana Ruiz]]"]\n'))
    assert "Peat map" not in vault.out("path", "Ana Ruiz")
    status, out, _ = vault.call("draft", "outreach-article", "Ana Ruiz")
    assert (status, out) == (2, "")


def test_s15_say_that_you_want_to_learn(vault: Vault) -> None:
    """S15: say you want to learn about their job or organisation.

    The first message says it, names the link, asks for a short time and mentions no job hunt.
    """
    vault.contact("Flo Hart")
    vault.contact("Ana Ruiz", *ANA, 'referred_by: ["[[Flo Hart]]"]')
    status, out, _ = vault.call("draft", "outreach-direct", "Ana Ruiz", "--lint")
    assert status == 0
    assert "learn about your job and about Acme Wetlands" in out
    assert "Flo Hart" in out
    assert "Would you have 20 minutes" in out


def test_s16_research_is_the_next_step(vault: Vault) -> None:
    """S16: research is the next step: due 3 business days before the date, and gone when it is done."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON)
    assert vault.due("Ana Ruiz")["research"] == "2026-12-04"
    steps = "## Prepare\n- [x] The person ^research-person\n- [x] The house ^research-org"
    vault.talk("2026-12-09 Ana Ruiz", *SOON, body=steps)
    assert "research" not in vault.due("Ana Ruiz")


def test_s17_the_person_and_the_organisation(vault: Vault) -> None:
    """S17: research the person and the organisation: two steps, each with a box of its own."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON)
    assert vault.reason("Ana Ruiz", "research").startswith("read up on the person and the organisation ")
    steps = "## Prepare\n- [x] The person ^research-person\n- [ ] The house ^research-org"
    vault.talk("2026-12-09 Ana Ruiz", *SOON, body=steps)
    assert vault.reason("Ana Ruiz", "research").startswith("read up on the organisation ")


def test_s18_prove_the_homework(vault: Vault) -> None:
    """S18: prove the homework: at least one question is marked as built on research."""
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-09 Ana Ruiz", *SOON, body="## Questions\n- [ ] What is a normal week? (cat:: job)")
    assert "no-homework-question" in vault.findings()
    built = "## Questions\n- [ ] Your plan starts in March: what comes before? (cat:: job) (from:: research)"
    vault.talk("2026-12-09 Ana Ruiz", *SOON, body=built)
    assert "no-homework-question" not in vault.findings()


def test_s19_a_long_list_of_questions(vault: Vault) -> None:
    """S19: a long list of questions on job, organisation, industry.

    The picker brings a talk to 15 with every required category, 5 to 8 of them starred; fewer are a follow-up, and a
    finding from 2 business days before.
    """
    init(vault)
    vault.contact("Ana Ruiz")
    vault.talk("2026-12-04 Ana Ruiz", *SOON)
    assert {"thin-questions", "categories-missing"} <= vault.findings()
    assert vault.due("Ana Ruiz")["questions"] == "2026-12-02"
    chosen = vault.data("questions", "--for", "Ana Ruiz")["questions"]
    assert len(chosen) == 15
    assert {"path", "culture", "people", "supervisors", "entry-level"} <= {q["cat"] for q in chosen}
    assert 5 <= sum(q["starred"] for q in chosen) <= 8
    vault.talk("2026-12-04 Ana Ruiz", *SOON, body="\n".join(["## Questions", *(q["line"] for q in chosen)]))
    assert not {"thin-questions", "categories-missing"} & vault.findings()
    assert "questions" not in vault.due("Ana Ruiz")
