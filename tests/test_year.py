"""A year in the life of a vault: nobody is asked to do a thing twice, and nothing due is ever absent."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.year import DAYS, HIDDEN, START, Life
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.followups import RULES
from vaulttool.index import Index
from vaulttool.sync import Outcome, sync

HIDDEN_LATER = START + timedelta(days=120)
SAMPLES = (7, 90, 200, 300, 361)

ONE_OF = (
    {"make-contact", "second-contact", "write-after-introduction", "follow-up", "let-go", "try-again", "meet-referral"},
    {"make-contact", "nudge-introducer", "write-after-introduction"},
    {"first-check-in", "keep-in-touch", "reconnect"},
    {"answer", "offer-times"},
    {"interview", "what-happened"},
)
"""Rules of which at most one may speak of one person at a time."""

OUTREACH = {
    "make-contact", "second-contact", "write-after-introduction", "follow-up", "let-go", "try-again",
    "nudge-introducer", "other-route", "offer-times", "meet-referral", "stalled",
}  # fmt: skip

CALLED_OFF = {
    "make-contact", "offer-times", "stalled", "keep-in-touch", "first-check-in", "reconnect", "share", "follow-up",
    "answer",
}  # fmt: skip
"""What a planned talk (or an asked introduction) settles, and what stands again when that is called off."""

GIVES_WAY = {"make-contact", "keep-in-touch", "first-check-in", "reconnect", "share"}
"""Rules that another one takes the place of for a while; what was acted on stays away all the same."""


class Ledger:
    """What was asked, when it went, and whether it came back."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.open: dict[str, FollowUp] = {}
        self.gone: dict[str, date] = {}
        self.acted: set[str] = set()
        self.fired: Counter[str] = Counter()
        self.cleared: Counter[str] = Counter()
        self.due_once: dict[str, FollowUp] = {}

    def note(self, outcome: Outcome, today: date, life: Life, acted: list[FollowUp]) -> list[str]:
        """Take a day's follow-ups down; gives what contradicts the days before."""
        wrong = []
        now = {f.id: f for f in outcome.follow_ups}
        for f in acted:
            self.acted.add(f.id)
            if f.id in now:
                wrong.append(f"{today}: done and still there: {f}")
        for id_ in self.open.keys() - now.keys():
            self.gone[id_] = today
            if id_ in self.due_once:
                self.cleared[self.due_once[id_].rule] += 1
        for id_, f in now.items():
            if id_ in self.gone and f.person_name in life.taken_back and f.rule in CALLED_OFF:
                self.acted.discard(id_)
            elif id_ in self.acted or (id_ in self.gone and f.rule not in GIVES_WAY):
                wrong.append(f"{today}: back again, gone on {self.gone.get(id_)}: {f}")
            if f.due <= today and id_ not in self.due_once:
                self.due_once[id_] = f
                self.fired[f.rule] += 1
        self.open = now
        return wrong


def contradictions(outcome: Outcome, life: Life, today: date) -> list[str]:
    """What a day's lists get wrong, in words."""
    wrong = []
    ids = Counter(f.id for f in outcome.follow_ups)
    wrong += [f"id twice: {id_}" for id_, n in ids.items() if n > 1]
    due = [f for f in outcome.follow_ups if f.due <= today]
    same = Counter((f.person, f.about, f.rule, f.cause, f.text) for f in due)
    wrong += [f"asked twice: {key}" for key, n in same.items() if n > 1]
    rules: dict[str, set[str]] = defaultdict(set)
    for f in due:
        rules[f.person if f.rule == "second-contact" else f.about].add(f.rule)
    for about, found in rules.items():
        wrong += [f"{about}: {sorted(found & group)} at once" for group in ONE_OF if len(found & group) > 1]
    for soul in life.souls.values():
        asked = rules.get(soul.path, set()) & OUTREACH
        if asked and (soul.declined or life.planned.get(soul.name, date.min) >= today):
            wrong.append(f"{soul.name}: {sorted(asked)} though declined or planned")
    listed = {reason.id for line in outcome.lists.due for reason in line.reasons}
    wrong += [f"due and not listed: {f}" for f in due if f.id not in listed]
    wrong += [f"not on the dashboard: {f}" for f in due if not f.private and f"^{f.id}" not in outcome.dashboard_text]
    wrong += [f"private, but shown: {f}" for f in due if f.private and f"^{f.id}" in outcome.dashboard_text]
    wrong += [f"listed and not due: {id_}" for id_ in listed - {f.id for f in due}]
    hidden = HIDDEN if today >= HIDDEN_LATER else HIDDEN[:2]
    shown = "\n".join(row for row in outcome.dashboard_text.splitlines() if not row.startswith("> "))
    wrong += [f"{name} is on the dashboard" for name in hidden if name in shown]
    wrong += [f"{f.person_name} must not be asked for" for f in outcome.follow_ups if f.person_name in hidden]
    return [f"{today}: {words}" for words in wrong]


@pytest.mark.slow
def test_a_year_in_the_life_of_a_vault(tmp_path: Path) -> None:
    """Sixty people, forty talks, three target organisations, a search that ends: every rule speaks and is settled."""
    vault, cache = tmp_path / "vault", tmp_path / "cache"
    vault.mkdir()
    life = Life(vault)
    life.begin()
    ledger = Ledger()
    wrong: list[str] = []
    acted: list[FollowUp] = []
    for number in range(DAYS):
        today = START + timedelta(days=number)
        if today.weekday() > 4:
            continue
        life.happen(today)
        outcome = sync(vault, today, cache=cache)
        wrong += contradictions(outcome, life, today) + ledger.note(outcome, today, life, acted)
        if number % 7 == 0:
            assert sync(vault, today, cache=cache).dashboard == "unchanged"
        if number in SAMPLES:
            wrong += differs_from_rebuild(vault, cache, tmp_path / f"fresh{number}", today)
        acted = life.act(reason for line in outcome.lists.due for reason in line.reasons)
    assert not wrong, "\n".join([f"{len(wrong)}:", *wrong[:20]])
    names = {rule.name for rule in RULES}
    assert names - ledger.fired.keys() == set()
    assert names - ledger.cleared.keys() == set()
    assert life.talk_count >= 40


def differs_from_rebuild(vault: Path, cache: Path, fresh: Path, today: date) -> list[str]:
    """Where the index kept over the days differs from one built from nothing."""
    built = sync(vault, today, cache=fresh)
    with Index.open(vault, cache) as ours, Index.open(vault, fresh) as theirs:
        mine, cold = set(map(repr, ours.dump())), set(map(repr, theirs.dump()))
    wrong = [f"{today}: only in the kept index: {row}" for row in sorted(mine - cold)]
    wrong += [f"{today}: only in the rebuilt index: {row}" for row in sorted(cold - mine)]
    return wrong + ([f"{today}: the rebuild wrote another dashboard"] if built.dashboard == "written" else [])
