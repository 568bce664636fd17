"""Ways to reach a person: what counts as a link, which comes first, who is never asked."""

from __future__ import annotations

from tests.rosters import contact, roster_of
from vaulttool.core.ways import Way, ways_to

TODAY = "2026-12-02"
IN_TOUCH = "## Log\n- 2026-11-18 email in: glad to help"


def ways(texts: dict[str, str], name: str = "Ida Moe") -> list[Way]:
    roster = roster_of(texts, TODAY)
    return list(ways_to(next(note for note in roster.contacts if note.name == name), roster))


def gist(texts: dict[str, str], name: str = "Ida Moe") -> list[tuple[str, str]]:
    """Approach and the names between, best first."""
    return [(way.approach, " ".join(who.name for who in way.via)) for way in ways(texts, name)]


def test_s11_personal_links_stand_before_articles_and_cold_messages() -> None:
    """S11: where you met, who could introduce you, then S14 an article, then writing without a link."""
    texts = {
        "Ida Moe": contact(
            "email: ida@acme.example", "met_where: the seed fair", 'mutuals: ["[[Noa Bell]]"]', "topics: [eelgrass]"
        ),
        "Noa Bell": contact(body=IN_TOUCH),
        "Shareables/Map.md": "---\ntype: shareable\ntopics: [eelgrass]\nwhy: It is new.\n---\n",
    }
    assert gist(texts) == [("reintroduce", ""), ("introduction", "Noa Bell"), ("article", ""), ("direct", "")]


def test_s12_reintroduce_says_where_and_when_you_met() -> None:
    """S12: the grounds name place and day, with the lines that say so."""
    way = ways({"Ida Moe": contact("met_on: 2026-05-16", "met_where: the seed fair")})[0]
    assert way.grounds == ("you met at the seed fair on 2026-05-16",)
    assert [(p.path, p.line) for p in way.places] == [("Contacts/Ida Moe.md", 3), ("Contacts/Ida Moe.md", 4)]


def test_s13_everybody_who_could_introduce_is_found_with_the_line() -> None:
    """S13: introducer, referrer, mutual (said in either note), colleague, school, group; the surest first."""
    texts = {
        "Ida Moe": contact(
            'org: "[[Acme]]"', "schools: [Delta College]", "groups: [Saltby Ringers]", 'intro_via: "[[Via]]"',
            'referred_by: ["[[Ref]]"]', 'mutuals: ["[[Mut]]"]',
        ),
        "Via": contact(body=IN_TOUCH),
        "Ref": contact(body=IN_TOUCH),
        "Mut": contact(body=IN_TOUCH),
        "Tum": contact('mutuals: ["[[Ida Moe]]"]', body=IN_TOUCH),
        "Now": contact("org: Acme", body=IN_TOUCH),
        "Past": contact('past_orgs: ["[[Acme]]"]', body=IN_TOUCH),
        "Ring": contact("groups: [saltby ringers]", body=IN_TOUCH),
        "Pupil": contact("schools: [Other, Delta College]", body=IN_TOUCH),
        "Organisations/Acme.md": "---\ntype: org\n---\n",
    }  # fmt: skip
    found = [way for way in ways(texts) if way.approach == "introduction"]
    assert [way.via[0].name for way in found] == ["Via", "Ref", "Mut", "Tum", "Now", "Past", "Ring", "Pupil"]
    assert found[5].grounds[0] == "Past worked at Acme, where Ida Moe works now"
    assert ("Contacts/Pupil.md", 3) in found[7].places


def test_a_name_given_in_a_talk_is_a_way_and_says_when() -> None:
    """The referral of a talk that took place counts, with its line; of a planned one it does not."""
    talk = '---\ntype: interview\ncontact: "[[Ben Ode]]"\nstatus: done\ndate: {}\nreferrals: ["[[Ida Moe]]"]\n---\n'
    texts = {"Ida Moe": contact(), "Ben Ode": contact(), "Interviews/t.md": talk.format("2026-11-02")}
    way = ways(texts)[0]
    assert (way.via[0].name, way.grounds[0]) == ("Ben Ode", "Ben Ode named Ida Moe on 2026-11-02")
    assert ("Interviews/t.md", 6) in way.places
    assert "name Ben Ode" in way.advice
    texts["Interviews/t.md"] = talk.format("2026-12-20")
    assert gist(texts) == [("direct", "")]


def test_ways_go_through_people_you_know() -> None:
    """A shared workplace counts only with somebody who has spoken to you; a mere name, or silence, is no way."""
    texts = {"Ida Moe": contact("org: Acme"), "Name": contact("org: Acme")}
    assert gist(texts) == [("direct", "")]
    texts["Name"] = contact("org: Acme", body="## Log\n- 2026-11-18 email out: hello (for:: outreach)")
    assert gist(texts) == [("direct", "")]
    texts["Name"] = contact("org: Acme", "relationship: peer")
    assert gist(texts) == [("introduction", "Name"), ("direct", "")]


def test_somebody_you_know_who_knows_somebody() -> None:
    """A way over two people is found when you do not know the nearer one; evidence covers both steps."""
    texts = {
        "Ida Moe": contact("org: Acme"),
        "Mid": contact("org: Acme", "groups: [Ringers]"),
        "Flo Hart": contact("groups: [Ringers]", body=IN_TOUCH),
    }
    way = ways(texts)[0]
    assert [who.name for who in way.via] == ["Flo Hart", "Mid"]
    assert {place.path for place in way.places} == {f"Contacts/{name}.md" for name in ("Ida Moe", "Mid", "Flo Hart")}


def test_nearer_people_come_first() -> None:
    """Of two colleagues the one with the closer tie is the better way."""
    texts = {
        "Ida Moe": contact("org: Acme"),
        "Abe": contact("org: Acme", "relationship: contact"),
        "Zoe": contact("org: Acme", "relationship: mentor"),
    }
    assert gist(texts)[:2] == [("introduction", "Zoe"), ("introduction", "Abe")]


def test_do_not_contact_is_no_way_and_has_none() -> None:
    """A barred person is never proposed, not even when named as mutual, and has no ways of their own."""
    texts = {
        "Ida Moe": contact("org: Acme", 'mutuals: ["[[Bar]]"]'),
        "Bar": contact("org: Acme", "do_not_contact: true", body=IN_TOUCH),
        "Dec": contact("org: Acme", "status: declined", body=IN_TOUCH),
    }
    assert gist(texts) == [("direct", "")]
    assert gist(texts, "Bar") == []


def test_s14_an_article_already_sent_is_no_way() -> None:
    """S14: nothing is proposed twice; the page kept for them is, while nothing was sent from the shelf."""
    texts = {
        "Ida Moe": contact("topics: [maps]", "hook_url: https://maps.example"),
        "Shareables/Map.md": '---\ntype: shareable\ntopics: [maps]\nsent_to: ["[[Ida Moe]]"]\n---\n',
    }
    assert gist(texts) == [("article", ""), ("direct", "")]
    assert "https://maps.example" in ways(texts)[0].grounds[0]


def test_an_introduction_asked_for_is_not_asked_for_as_if_new() -> None:
    """Once asked, the advice is to ask once more or to write; once introduced, to write and name the introducer."""
    fields = ['intro_via: "[[Noa]]"', "intro_asked_on: 2026-11-20"]
    texts = {"Ida Moe": contact(*fields), "Noa": contact(body=IN_TOUCH)}
    assert ways(texts)[0].advice.startswith("ask Noa once more")
    texts["Ida Moe"] = contact(*fields, 'introduced_by: "[[Noa]]"', "introduced_on: 2026-11-25")
    assert ways(texts)[0].advice == "write to Ida Moe and name Noa, who introduced you"


def test_people_without_a_note_are_ways_too() -> None:
    """A mutual who is only a name is still somebody to ask."""
    assert gist({"Ida Moe": contact("mutuals: [Old Friend]")})[0] == ("introduction", "Old Friend")
