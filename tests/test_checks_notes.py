"""Checks of what a note is, how its keys are written, where its links lead, and which notes may be one."""

from __future__ import annotations

import pytest

from tests.checking import TODAY, found, hits
from vaulttool.core.settings import OwnField, Settings

TALK = "Interviews/Talk.md"


@pytest.mark.parametrize(
    ("line", "meant", "fixable"),
    [
        ("emial: ana@acme.example", "email", True),
        ("decided_onn: 2026-11-02", "decided_on", True),
        ("Status: met", "status", True),
        ("rloe: Analyst", "role", True),
        ("Decided On: 2026-11-02", "decided_on", True),
        ("rule: Analyst", "role", False),
    ],
)
def test_a_key_that_looks_like_one_of_ours(line: str, meant: str, fixable: bool) -> None:
    """One letter off, two exchanged, other capitals; a short word that may be meant is not renamed by itself."""
    (problem,) = found("key-misspelt", f"---\ntype: contact\n{line}\n---\n")
    assert (problem.severity, problem.line, problem.fixable) == ("hint", 3, fixable)
    assert f"`{meant}`" in problem.message


@pytest.mark.parametrize("line", ["hobbies: cello", "company: Acme", "email: ana@acme.example", "rating: 5", "og: x"])
def test_keys_of_the_users_own_are_left_alone(line: str) -> None:
    """Other words, synonyms, our own keys, and what is too short to be sure of."""
    assert hits("key-misspelt", f"---\ntype: contact\n{line}\n---\n") == []


def test_a_key_beside_the_right_one_is_not_renamed() -> None:
    """Two keys would be one then."""
    (problem,) = found("key-misspelt", "---\ntype: contact\nstatus: met\nstatsu: met\n---\n")
    assert not problem.fixable


def test_a_declared_field_is_no_slip() -> None:
    """`[fields.contact.emial]` says that it is meant."""
    settings = Settings(fields={"contact": {"emial": OwnField()}})
    assert hits("key-misspelt", "---\ntype: contact\nemial: x\n---\n", TODAY, settings) == []


def test_a_note_in_our_folder_that_does_not_say_what_it_is() -> None:
    """The folder makes it a contact; `type: contact` is offered."""
    (problem,) = found("type-missing", "# Ana\n")
    assert (problem.severity, problem.fixable) == ("warning", True)
    assert "`type: contact`" in problem.hint
    assert hits("type-missing", "---\ntype: person\n---\n") == []


def test_a_note_that_is_ours_by_a_tag_and_does_not_say_so() -> None:
    """The setting `[tags]` makes it a contact."""
    settings = Settings(tags={"person": "contact"})
    texts = {"Misc/Ana.md": "---\ntags: [person]\n---\n", "Misc/Ben.md": "---\ntags: [bird]\n---\n"}
    assert hits("type-missing", texts, TODAY, settings) == ["Misc/Ana.md:1 warning"]


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("Misc/Ana.md", "contcat", 1),
        ("Misc/Ana.md", "interviews", 1),
        ("Contacts/Ana.md", "book", 1),
        ("Misc/Ana.md", "book", 0),
        ("Misc/Ana.md", "contact", 0),
    ],
)
def test_a_type_that_is_nearly_ours(path: str, kind: str, expected: int) -> None:
    """A slip of one of our types, or any other type in a folder of ours; other people's types are their business."""
    assert hits("type-unknown", {path: f"---\ntype: {kind}\n---\n"}) == [f"{path}:2 hint"] * expected


def test_a_broken_link_weighs_as_much_as_the_answer_that_hangs_on_it() -> None:
    """An interview's contact is an error, other link fields a warning, links in the text a hint."""
    texts = {
        TALK: '---\ntype: interview\ncontact: "[[Nobody]]"\nreferrals: ["[[Noone]]"]\n---\n\nSee [[Nowhere]].\n',
        "Ana": '---\ntype: contact\nmutuals: ["[[Ben]]"]\norg: "[[Acme]]"\n---\n',
    }
    assert hits("link-broken", texts) == [
        "Contacts/Ana.md:3 warning",
        "Contacts/Ana.md:4 warning",
        "Interviews/Talk.md:3 error",
        "Interviews/Talk.md:4 warning",
        "Interviews/Talk.md:7 hint",
    ]


def test_a_broken_link_offers_a_stub() -> None:
    """The command that makes the missing note, of the kind that the field takes."""
    (problem,) = found("link-broken", '---\ntype: contact\norg: "[[Acme]]"\n---\n')
    assert '`vaulttool new org "Acme"`' in problem.hint


def test_links_that_lead_to_their_note_are_fine() -> None:
    """By name in other capitals, by path, by a relative Markdown link, to an attachment; a plain org needs no note."""
    texts = {
        "Ana": '---\ntype: contact\norg: Acme\nreferred_by: ["[[ben ode]]"]\nmutuals: [Ben Ode]\n---\n\n![[map.png]]\n',
        "Ben Ode": '---\ntype: contact\nintro_via: "[Ana](Ana.md)"\n---\n\nSee [[Contacts/Ana]] and [[plan.pdf]].\n',
    }
    for rule in ("link-broken", "link-ambiguous", "link-wrong-kind", "link-by-alias"):
        assert hits(rule, texts) == []


def test_a_link_that_may_mean_two_notes() -> None:
    """An error in a field, a hint in the text; a link by path is clear."""
    texts = {
        TALK: '---\ntype: interview\ncontact: "[[Ana]]"\n---\n\nWith [[Ana]], see [[Alumni/Ana]].\n',
        "Ana": "---\ntype: contact\n---\n",
        "Alumni/Ana.md": "---\ntype: contact\n---\n",
    }
    assert hits("link-ambiguous", texts) == ["Interviews/Talk.md:3 error", "Interviews/Talk.md:6 hint"]


def test_a_link_to_a_note_of_another_kind() -> None:
    """An organisation is no contact, and neither is a note of no kind."""
    texts = {
        TALK: '---\ntype: interview\ncontact: ["[[Acme]]", "[[Page]]", "[[Ana]]"]\n---\n',
        "Acme.md": "---\ntype: org\n---\n",
        "Page.md": "# A page\n",
        "Ana": "---\ntype: contact\n---\n",
    }
    assert hits("link-wrong-kind", texts) == ["Interviews/Talk.md:3 error"] * 2


def test_a_link_by_alias_is_understood_with_a_hint() -> None:
    """Obsidian does not follow it."""
    texts = {
        TALK: '---\ntype: interview\ncontact: "[[Annie]]"\n---\n',
        "Ana Ruiz": "---\ntype: contact\naliases: [Annie]\n---\n",
    }
    (problem,) = found("link-by-alias", texts)
    assert (problem.path, problem.severity) == (TALK, "hint")
    assert '"[[Ana Ruiz|Annie]]"' in problem.hint


def test_a_link_field_that_leads_to_its_own_note() -> None:
    """Nobody refers themselves; a link in the text to the note itself is fine."""
    text = '---\ntype: contact\nreferred_by: "[[Ana]]"\n---\n\nSee [[Ana]].\n'
    assert hits("self-reference", text) == ["Contacts/Ana.md:3 error"]


def test_two_notes_with_one_file_name() -> None:
    """Reported at the later path, once, also in other capitals; notes that are not ours do not count."""
    texts = {
        "Alumni/ana ruiz.md": "---\ntype: contact\n---\n",
        "Contacts/Ana Ruiz.md": "---\ntype: contact\n---\n",
        "Alumni/Page.md": "# A page\n",
        "Contacts/Page.md": "---\ntype: contact\n---\n",
    }
    assert hits("same-stem", texts) == ["Contacts/Ana Ruiz.md:1 warning"]


@pytest.mark.parametrize(
    "line",
    ["email: [x@y.example, Ana@Acme.example]", "phone: +31 6 1234 5678", "linkedin: https://www.linkedin.com/in/ana/"],
)
def test_two_contacts_with_one_address(line: str) -> None:
    """Mail, phone and profile are compared without regard to writing; reported once, at the later path."""
    first = "---\ntype: contact\nemail: ana@acme.example\nphone: (+31) 612345678\nlinkedin: http://linkedin.com/in/ana\n---\n"
    texts = {"Ana": first, "Bea": f"---\ntype: contact\n{line}\n---\n"}
    assert hits("duplicate-person", texts) == ["Contacts/Bea.md:3 warning"]


def test_the_newer_of_two_notes_speaks() -> None:
    """`created` says which is newer; the path does where it does not."""
    texts = {
        "Ana": "---\ntype: contact\nemail: a@acme.example\ncreated: 2026-11-02\n---\n",
        "Bea": "---\ntype: contact\nemail: a@acme.example\ncreated: 2025-01-01\n---\n",
    }
    assert hits("duplicate-person", texts) == ["Contacts/Ana.md:3 warning"]


def test_two_people_are_told_apart_for_good() -> None:
    """`distinct_from` on either side silences both findings."""
    one = "---\ntype: contact\nemail: a@acme.example\n---\n"
    other = '---\ntype: contact\nemail: a@acme.example\ndistinct_from: ["[[Jon Vik]]"]\n---\n'
    for texts in ({"Jon Vik": one, "Jonathan Vik": other}, {"Jonathan Vik": other, "Jon Vik": one}):
        assert hits("duplicate-person", texts) + hits("similar-person", texts) == []


def test_the_mailbox_of_a_desk_is_nobodys() -> None:
    """info@ and the like are shared by many."""
    texts = dict.fromkeys(("Ana", "Bea"), "---\ntype: contact\nemail: info@acme.example\n---\n")
    assert hits("duplicate-person", texts) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jon Vik", "Jonathan Vik", 1),
        ("J. Vik", "Jon Vik", 1),
        ("José Díaz", "Jose Diaz", 1),
        ("Ruiz, Ana", "Ana Ruiz", 1),
        ("Ana María Ruiz", "Ana Ruiz", 1),
        ("Jonathan Vik", "Jonathon Vik", 1),
        ("Ana Ruiz", "Ada Ruiz", 0),
        ("Ana Ruiz", "Ana Reyes", 0),
        ("Ana", "Ana Ruiz", 0),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, expected: int) -> None:
    """Short forms, initials, accents, order, middle names, a letter off; different first names are two people."""
    texts = dict.fromkeys((one, other), "---\ntype: contact\n---\n")
    assert len(hits("similar-person", texts)) == expected


def test_a_person_is_suspected_once() -> None:
    """A duplicate by address is not also a look-alike, and the finding offers both ways out."""
    texts = dict.fromkeys(("Jon Vik", "Jonathan Vik"), "---\ntype: contact\nemail: jon@acme.example\n---\n")
    (problem,) = found("duplicate-person", texts)
    assert '`vaulttool merge-contacts "Jon Vik" "Jonathan Vik"`' in problem.hint
    assert '`distinct_from: ["[[Jon Vik]]"]`' in problem.hint
    assert hits("similar-person", texts) == []


def test_a_mail_domain_that_an_organisation_lists() -> None:
    """The organisation is offered for a contact that has none."""
    texts = {
        "Acme.md": "---\ntype: org\ndomains: ['@Acme.example']\n---\n",
        "Ana": "---\ntype: contact\nemail: ana@acme.example\n---\n",
        "Ben": "---\ntype: contact\nemail: ben@acme.example\norg: Marsh Trust\n---\n",
        "Cara": "---\ntype: contact\nemail: cara@mail.example\n---\n",
    }
    (problem,) = found("org-by-domain", texts)
    assert (problem.path, problem.line, problem.severity, problem.fixable) == ("Contacts/Ana.md", 3, "hint", True)
    assert '`org: "[[Acme]]"`' in problem.hint
