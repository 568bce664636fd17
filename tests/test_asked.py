"""Rules and checks say by data of whom they have nothing to say, and are not asked about those: that must be so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from benchmarks.generate import Shape, files
from benchmarks.world import TODAY
from tests.support import desk_of, parsed
from vaulttool.core.checks import CHECKS, Case
from vaulttool.core.checks import asked as checks_asked
from vaulttool.core.dossier import Dossier
from vaulttool.core.followups import RULES, Rule
from vaulttool.core.followups.engine import asked as rules_asked
from vaulttool.core.model import Note
from vaulttool.core.settings import RuleSetting, Settings

EVERYTHING = Settings(rules={rule.name: RuleSetting(enabled=True) for rule in RULES}, timezone="Europe/Berlin")

REST = (
    '---\ntype: contact\norg: "[[Acme]]"\nstatus: nurturing\ncadence: none\n---\n## Log\n- 2026-01-05 email in: hello\n'
)
TALK = (
    '---\ntype: interview\ncontact: "[[Ana]]"\nstatus: closed\ndate: 2026-01-09T10:00\n---\n## Questions\n- [x] Why?\n'
)


@pytest.fixture(scope="module")
def notes() -> dict[str, Note]:
    """A vault of the benchmarks: people in every state."""
    return parsed({path: text for path, text in files(Shape(300)) if path.endswith(".md")})


def _not_asked(d: Dossier) -> set[Rule]:
    names = {rule.name for rule in rules_asked(d, d.desk)}
    return {rule for rule in RULES if rule.kind == "contact" and rule.name not in names}


@pytest.mark.parametrize("later", [0, 20, 400])
def test_a_rule_that_is_not_asked_would_say_nothing(notes: dict[str, Note], later: int) -> None:
    """With all rules on, whoever is left out finds nothing for that person on that day."""
    desk = desk_of(notes, (TODAY + timedelta(days=later)).isoformat(), EVERYTHING)
    people = [desk.dossier(note) for note in notes.values() if note.kind in ("contact", "interview")]
    silent = [(rule, d) for d in people for rule in _not_asked(d)]
    assert len(silent) > 10 * len(people)
    assert [(rule.name, d.person.path) for rule, d in silent if next(rule.find(d, rule, desk), None)] == []


@pytest.mark.parametrize("later", [0, 20, 400])
def test_a_check_that_is_not_asked_would_find_nothing(notes: dict[str, Note], later: int) -> None:
    """Whoever is left out by the state of a talk or by what a note has not got finds nothing in it."""
    desk = desk_of(notes, (TODAY + timedelta(days=later)).isoformat(), EVERYTHING)
    silent = [
        (check, case)
        for case in (Case(note, desk) for note in notes.values())
        for check in CHECKS
        if case.note.kind in check.kinds and not check.passing and check not in checks_asked(case)
    ]
    assert len(silent) > 5 * len(notes)
    assert [(check.name, case.note.path) for check, case in silent if next(check.find(case), None)] == []


def test_few_rules_are_asked_about_somebody_at_rest() -> None:
    """A person met long ago, with nothing open: half of the rules are not even called."""
    found = parsed({"Ana": REST, "Interviews/Ana.md": TALK})
    d = desk_of(found, TODAY.isoformat()).dossier(found["Contacts/Ana.md"])
    assert len(_not_asked(d)) >= 20
