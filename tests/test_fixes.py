"""Safe fixes: each fixable finding has a change, and the changed note has that finding no more."""

from __future__ import annotations

import pytest

from tests.support import desk_of, parsed
from vaulttool.core.checks import CHECKS, findings_of
from vaulttool.core.edit import Refusal, apply
from vaulttool.core.fixes import FIXERS, fix_of
from vaulttool.core.settings import Settings

TALK = '---\ntype: interview\ncontact: "[[Ana]]"\nstatus: done\ndate: 2026-11-02\n---\nwords\n'
CASES = [
    ("unquoted-link", "type: contact\nintro_via: [[Ben]]", 'type: contact\nintro_via: "[[Ben]]"'),
    ("unquoted-link", "type: contact\nmutuals:\n  - [[Ben]]", 'type: contact\nmutuals:\n  - "[[Ben]]"'),
    ("type-missing", "role: Warden", "type: contact\nrole: Warden"),
    ("status-behind-facts", "type: contact\nstatus: contacted # so far", "type: contact\nstatus: met # so far"),
    ("date-not-iso", "type: contact\nmet_on: 2026/11/05", "type: contact\nmet_on: 2026-11-05"),
    ("date-not-iso", "type: contact\nmet_on: 5 Nov 2026", "type: contact\nmet_on: 2026-11-05"),
    ("value-not-allowed", "type: contact\npriority: hihg", "type: contact\npriority: high"),
    ("value-not-allowed", "type: contact\npriority: High", "type: contact\npriority: high"),
    ("key-misspelt", "type: contact\nlocaton: Oslo", "type: contact\nlocation: Oslo"),
    ("org-by-domain", "type: contact\nemail: a@acme.example", 'type: contact\nemail: a@acme.example\norg: "[[Acme]]"'),
    ("hash-tag", "type: contact\ntags: #water", "type: contact\ntags: [water] #water"),
    ("hash-tag", "type: contact\ntags: #bog #fen", "type: contact\ntags: [bog, fen] #bog #fen"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "before", "after"), CASES)
def test_a_fix_changes_what_it_names_and_ends_the_finding(rule: str, before: str, after: str) -> None:
    """The rest of the note stays byte for byte, the finding is gone, and nothing new is found."""
    others = {"Acme.md": "---\ntype: org\ndomains: [acme.example]\n---\n", "Ben": "---\ntype: contact\n---\n"}
    texts = others | {"Ana": f"---\n{before}\n---\n# Ana\n", "Interviews/talk.md": TALK}
    path = "Contacts/Ana.md"
    notes = parsed(texts)
    desk = desk_of(notes, "2026-12-02")
    found = findings_of(notes[path], desk)
    finding = next(f for f in found if f.rule == rule)
    change = fix_of(finding, notes[path], desk)
    assert change is not None
    changed = apply(texts["Ana"], change, "contact", Settings())
    assert not isinstance(changed, Refusal), changed
    assert changed == f"---\n{after}\n---\n# Ana\n"
    again = parsed(texts | {"Ana": changed})
    rules = [f.rule for f in findings_of(again[path], desk_of(again, "2026-12-02"))]
    assert rules == [f.rule for f in found if f.rule != rule]


def test_a_name_under_referrals_becomes_a_link() -> None:
    """The one that is no link, and only that one."""
    text = TALK.replace("status:", 'referrals: ["[[Cy]]", Ben]\nstatus:')
    notes = parsed({"Interviews/talk.md": text, "Ben": "---\ntype: contact\n---\n", "Cy": "---\ntype: contact\n---\n"})
    note, desk = notes["Interviews/talk.md"], desk_of(notes, "2026-12-02")
    finding = next(f for f in findings_of(note, desk) if f.rule == "referral-not-linked")
    change = fix_of(finding, note, desk)
    assert change is not None
    assert apply(text, change, "interview", Settings()) == text.replace(", Ben]", ', "[[Ben]]"]')


def test_an_ambiguous_date_has_no_fix() -> None:
    """The order of day and month is never guessed."""
    notes = parsed({"Ana": "---\ntype: contact\nmet_on: 05/11/2026\n---\n"})
    desk = desk_of(notes, "2026-12-02")
    finding = next(f for f in findings_of(notes["Contacts/Ana.md"], desk) if f.rule == "date-not-iso")
    assert fix_of(finding, notes["Contacts/Ana.md"], desk) is None


def test_every_fixable_check_has_a_fixer() -> None:
    """What the table of checks promises, the table of fixes holds, and no more."""
    assert set(FIXERS) == {check.name for check in CHECKS if check.fixable}
