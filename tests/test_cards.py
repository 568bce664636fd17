"""Cards, balances, insights and the target list: what they say of one person or organisation."""

from __future__ import annotations

from tests.rosters import contact, roster_of
from tests.support import follow_ups
from vaulttool.core.cards import OrgCard, PersonCard, org_card, person_card
from vaulttool.core.favours import balance_of, balances
from vaulttool.core.insights import heard, insights_in
from vaulttool.core.lamp import advocacy, target_list
from vaulttool.core.roster import Roster

TODAY = "2026-12-02"
TALK = '---\ntype: interview\ncontact: "[[{}]]"\nstatus: done\ndate: {}\n'


def card(texts: dict[str, str], name: str = "Ana") -> PersonCard:
    roster = roster_of(texts, TODAY)
    note = next(n for n in roster.contacts if n.name == name)
    return person_card(roster.dossier(note), follow_ups(texts, TODAY))


def test_the_status_in_force_and_the_last_contact() -> None:
    """What the facts say beats what was stored; the last words are those of the last day."""
    found = card({"Ana": contact("status: targeted", body="## Log\n- 2026-11-18 email out: hello (for:: outreach)")})
    assert (found.status, str(found.last_contact), found.last and found.last.text) == (
        "contacted",
        "2026-11-18",
        "hello",
    )
    assert [f.rule for f in found.follow_ups] == ["follow-up"]


def test_what_is_open_between_us() -> None:
    """Promises both ways and advice to try or to tell of, with their lines; settled ones are not there."""
    talk = TALK.format("Ana", "2026-11-02") + (
        "---\n## Promises\n- [ ] me: send it (by:: 2026-12-05)\n- [ ] them: the form\n- [x] me: kept\n"
        "## Advice\n- [ ] Read it\n- [x] Use it (used:: 2026-11-10)\n"
        "- [x] Told (used:: 2026-11-10) (told:: 2026-11-11)\n"
    )
    found = card({"Ana": contact(), "Interviews/t.md": talk})
    assert [(i.what, i.text, i.line) for i in found.open_items] == [
        ("I promised", "send it", 8), ("they promised", "the form", 9),
        ("advice to try", "Read it", 12), ("advice to tell of", "Use it", 13),
    ]  # fmt: skip


def test_s07_s34_talks_names_and_minutes() -> None:
    """S07: whom they named and who named them. S34: minutes asked for and used, beside the summary."""
    talk = (
        TALK.format("Ana", "2026-11-02")
        + 'minutes: 20\nactual_minutes: 35\nsummary: mud\nreferrals: ["[[Ben]]", Cy]\n---\n'
    )
    texts = {"Ana": contact(), "Ben": contact(), "Interviews/t.md": talk}
    line = card(texts).talks[0]
    assert (line.summary, line.minutes, line.actual_minutes) == ("mud", 20, 35)
    assert [who.name for who in card(texts).named] == ["Ben", "Cy"]
    assert [(who.name, str(day)) for who, day in card(texts, "Ben").named_by] == [("Ana", "2026-11-02")]


def test_follow_ups_about_somebody_stand_on_both_cards() -> None:
    """A nudge to the introducer is on the introducer's card and on that of the one it is about."""
    texts = {
        "Ana": contact('intro_via: "[[Noa]]"', "intro_asked_on: 2026-11-20", "approach: introduction"),
        "Noa": contact(),
    }
    assert "nudge-introducer" in [f.rule for f in card(texts).follow_ups]
    assert "nudge-introducer" in [f.rule for f in card(texts, "Noa").follow_ups]


def org(texts: dict[str, str]) -> OrgCard:
    roster = roster_of(texts, TODAY)
    return org_card(roster.of("org")[0], roster.desk, ())


ACME = {"Organisations/Acme.md": "---\ntype: org\n---\n"}


def test_s28_s26_an_organisation_shows_what_was_answered_and_how_it_fits() -> None:
    """S28: answers on entry-level posts. S26: answers on the culture, and the average of each mark."""
    first = TALK.format("Ana", "2026-11-02") + (
        "fit_culture: 4\nrapport: 5\n---\n## Questions\n- [x] What first? (cat:: entry-level)\n    Lead a count.\n"
        "- [x] And rows? (cat:: culture)\n    They walk.\n- [x] Bare? (cat:: culture)\n"
        "- [x] Pay? (cat:: job)\n    No.\n"
    )
    second = TALK.format("Ben", "2026-11-09") + "fit_culture: 3\n---\n"
    people = {"Ana": contact('org: "[[Acme]]"'), "Ben": contact("org: Acme")}
    found = org({**ACME, **people, "Interviews/1.md": first, "Interviews/2.md": second})
    assert [(a.cat, a.question, a.answer, a.who.name) for a in found.answers] == [
        ("entry-level", "What first?", "Lead a count.", "Ana"), ("culture", "And rows?", "They walk.", "Ana"),
    ]  # fmt: skip
    assert found.fits == (("rapport", 5.0, 1), ("fit_culture", 3.5, 2))


def test_a_talk_held_for_another_organisation_is_not_shown() -> None:
    """The note's own `org` decides where a talk belongs; those who left are named, their talks are not."""
    elsewhere = TALK.format("Ana", "2026-11-02") + "org: Other\n---\n"
    left = TALK.format("Cy", "2026-11-02") + "---\n"
    texts = {**ACME, "Ana": contact("org: Acme"), "Cy": contact("past_orgs: [Acme]"), "Interviews/1.md": elsewhere}
    found = org({**texts, "Interviews/2.md": left})
    assert found.talks == ()
    assert [(c.who.name, c.is_there) for c in found.people] == [("Ana", True), ("Cy", False)]


LEDGER = (
    "## Favours\n- got 2026-09-29: an hour\n- gave 2026-10-13: proof-read\n- gave 2026-10-14: maps\n"
    "- owed 2026-10-30: a day\n- asked 2026-11-01: a name\n- offered 2026-11-02: help\n"
)


def test_s33_the_ledger_counts_both_ways() -> None:
    """S33: given less got is the total; asked and offered weigh nothing; what is owed stays until given."""
    roster = roster_of({"Ana": contact(body=LEDGER)}, TODAY)
    found = balance_of(roster.dossier(roster.contacts[0]))
    assert (found.total, found.count("gave"), found.count("got"), found.count("asked")) == (1, 2, 1, 1)
    assert [f.text for f in found.owed] == ["a day"]
    paid = roster_of({"Ana": contact(body=LEDGER + "- gave 2026-11-20: the day\n")}, TODAY)
    assert balance_of(paid.dossier(paid.contacts[0])).owed == ()


def test_s35_help_beside_favour_lines_is_counted_and_the_most_owed_comes_first() -> None:
    """S35: talks, advice, names and introductions are help too; people with nothing to and fro are left out."""
    talk = (
        TALK.format("Ben", "2026-11-02")
        + "referrals: [Cy]\n---\n## Advice\n- [ ] Read it\n## Promises\n- [x] me: sent\n"
    )
    texts = {
        "Ana": contact(body=LEDGER), "Ben": contact(body="## Favours\n- got 2026-11-02: a book"), "Nil": contact(),
        "Gil": contact('introduced_by: "[[Ben]]"', "introduced_on: 2026-11-05"), "Interviews/t.md": talk,
    }  # fmt: skip
    roster = roster_of(texts, TODAY)
    found = balances(map(roster.dossier, roster.contacts))
    assert [(b.name, b.total) for b in found] == [("Ben", -1), ("Ana", 1)]
    help = found[0].help
    assert (help.talks, help.advice, help.names, help.introductions, help.kept) == (1, 1, 1, 1, 1)


def insights(*talks: tuple[str, str]) -> list[tuple[str, str]]:
    """Text and count for talks of (person, insight line)."""
    texts = {
        f"Interviews/{n}.md": TALK.format(name, f"2026-11-0{n + 1}") + f"---\n## Insights\n{line}\n"
        for n, (name, line) in enumerate(talks)
    }
    return [(h.text, h.count) for h in heard(insights_in(roster_of(texts, TODAY)))]


def test_insights_count_people_and_never_confirm() -> None:
    """Heard from so many people, not so many times; whatever the case and punctuation; who denies is counted apart."""
    line = "- Crews hear first (topic:: hiring)"
    assert insights(("Ana", line)) == [("Crews hear first", "heard from 1")]
    assert insights(("Ana", line), ("Ana", line)) == [("Crews hear first", "heard from 1")]
    three = (("Ana", line), ("Ben", "- crews hear first."), ("Cy", line), ("Di", "- [-] Crews hear first"))
    assert insights(*three) == [("Crews hear first", "heard from 3, denied by 1")]
    assert insights(("Ana", line), ("Ana", "- Crews hear first (denied:: yes)")) == [
        ("Crews hear first", "heard from 0, denied by 1")
    ]


def test_insights_of_talks_to_come_do_not_count_and_least_leaves_out() -> None:
    """Notes made for a planned talk are no evidence; `least` asks for so many people."""
    texts = {
        "Interviews/1.md": TALK.format("Ana", "2026-12-20") + "---\n## Insights\n- Not yet\n",
        "Interviews/2.md": TALK.format("Ben", "2026-11-20") + "---\n## Insights\n- Once\n",
    }
    roster = roster_of(texts, TODAY)
    assert [h.text for h in heard(insights_in(roster))] == ["Once"]
    assert heard(insights_in(roster), least=2) == ()


def targets(*orgs: str, **people: str) -> list[tuple[str, int]]:
    texts = {f"Organisations/{chr(65 + n)}.md": f"---\ntype: org\n{fields}\n---\n" for n, fields in enumerate(orgs)}
    roster: Roster = roster_of(texts | people, TODAY)
    return [(t.name, t.advocacy) for t in target_list(roster.of("org"), roster.desk)]


def test_lamp_order_is_motivation_then_advocacy_then_posting() -> None:
    """Motivation decides, then who could speak for you, then postings; all descending; no mark counts least."""
    plain = "target: true\nmotivation: 3\nposting: "
    assert [name for name, _ in targets("target: true", plain + "1", plain + "3", "target: true\nmotivation: 5")] == [
        "D", "C", "B", "A",
    ]  # fmt: skip
    assert targets(plain + "3", plain + "1", Ana=contact("org: B")) == [("B", 1), ("A", 0)]
    assert targets("motivation: 5", "target: true\nstatus: closed", "target: true") == [("C", 0)]


def test_advocacy_weighs_people_by_their_tie() -> None:
    """A mentor weighs more than a peer, a peer more than a name; those who left 1 at most, barred people nothing."""
    texts = {
        **ACME,
        "Mentor": contact("org: Acme", "relationship: mentor"), "Peer": contact("org: Acme", "relationship: peer"),
        "Name": contact("org: Acme"), "Left": contact("past_orgs: [Acme]", "relationship: mentor"),
        "Barred": contact("org: Acme", "do_not_contact: true", "relationship: mentor"),
    }  # fmt: skip
    roster = roster_of(texts, TODAY)
    assert advocacy(roster.of("org")[0], roster.desk) == 5 + 3 + 1 + 1


def test_a_plain_name_is_shown_as_it_is_written() -> None:
    """A slash in it parts no folders; in a link it does."""
    for written, shown in (
        ("Novo A/S", "Novo A/S"),
        ('"[[Firms/Acme]]"', "Acme"),
        ('"[[Firms/Acme|the firm]]"', "the firm"),
    ):
        assert card({"Ana": contact(f"org: {written}")}).org_name == shown


def test_a_favour_planned_pays_nothing_today() -> None:
    """What is to be given at Christmas is not given."""
    owed = "## Favours\n- owed 2026-10-02: lunch\n"
    texts = {"Ana": contact(body=f"{owed}- gave 2026-12-24: a card\n")}
    assert "give-back" in [f.rule for f in follow_ups(texts, TODAY)]
    assert balance_of(roster_of(texts, TODAY).dossier(roster_of(texts, TODAY).contacts[0])).count("gave") == 0
