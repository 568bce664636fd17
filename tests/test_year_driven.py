"""The same life lived twice, once by ticks in the dashboard and once by commands: it ends with the same facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest

from tests.year import DAYS, START, Life
from vaulttool.cli.command_line import run
from vaulttool.core.acts import ACTS, speaks_of_both
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.followups import RULE_OF
from vaulttool.sync import sync

SPRING = 120
"""Days until every kind of mark has been made."""

Mark = tuple[FollowUp, str]
"""A follow-up, and `x`, `> +3d` or `- words` as one would tick it."""

Driver = Callable[["Driven", list[Mark]], None]


class Driven(Life):
    """A life in which what a tick can settle is left to a driver; the others react as ever."""

    def __init__(self, vault: Path, drive: Driver) -> None:
        super().__init__(vault)
        self.drive = drive
        self.is_muted = False
        self.settled = 0
        self.open: tuple[FollowUp, ...] = ()

    def put(self, path: str, text: str) -> None:
        if not self.is_muted:
            super().put(path, text)

    def act(self, due: Iterable[FollowUp]) -> list[FollowUp]:
        """First what a tick can settle, all together; then, of what is still open, the rest by hand."""
        every = list(due)
        self.open = sync(self.vault, self.today, write=False).follow_ups
        by_hand = {**self._acts}
        marks: list[Mark] = []
        self._acts = {rule: self._marking(rule, marks) for rule in ACTS}
        settled = super().act(f for f in every if self._is_left_to_the_driver(f))
        self.drive(self, marks)
        self.settled += len(marks)
        self._acts = by_hand
        still = {f.id for f in sync(self.vault, self.today, write=False).follow_ups}
        return settled + super().act(f for f in every if f.id in still and not self._is_left_to_the_driver(f))

    def _is_left_to_the_driver(self, f: FollowUp) -> bool:
        if f.rule == "make-contact":
            return f.person_name not in self.souls or not self.souls[f.person_name].via
        return f.rule in ACTS and f.path != "" and (f.rule != "meet-referral" or f.path == f.person)

    def _stands_alone(self, f: FollowUp) -> bool:
        """Whether a line in the log would speak of it alone: a tick does no more than it says."""
        return not any(speaks_of_both(f, one) for one in self.open if one.id != f.id)

    def _is_before_a_talk(self, f: FollowUp) -> bool:
        """Whether it belongs before a talk that is less than four days off, and cannot be put off."""
        return RULE_OF[f.rule].talks == "planned" and f.cause < self.today + timedelta(days=4)

    def _marking(self, rule: str, marks: list[Mark]) -> Callable[[FollowUp, Random], bool | None]:
        act = self._acts[rule]

        def note(f: FollowUp, lot: Random) -> bool | None:
            luck = lot.random()
            if luck < 0.06 and self._stands_alone(f):
                marks.append((f, "> +3d" if luck < 0.04 and not self._is_before_a_talk(f) else "- not this time"))
                return None
            self.is_muted = True
            done = act(f, lot)
            self.is_muted = False
            if done is not False:
                marks.append((f, "x"))
            return done

        return note


def by_ticks(life: Driven, marks: list[Mark]) -> None:
    """Tick the boxes, then one sync; private ones are not on the dashboard."""
    board = life.vault / "Dashboard.md"
    lines = board.read_text(encoding="utf-8").split("\n")
    public = [mark for mark in marks if not mark[0].private]
    for f, said in public:
        number = next(n for n, line in enumerate(lines) if line.endswith(f"^{f.id}") and "[ ]" in line)
        lines[number] = lines[number].replace("[ ]", f"[{said[0]}]", 1) + said[1:]
    board.write_text("\n".join(lines), encoding="utf-8")
    outcome = sync(life.vault, life.today)
    assert (outcome.ticks_applied, outcome.kept) == (len(public), ())
    by_commands(life, [mark for mark in marks if mark[0].private])


def by_commands(life: Driven, marks: list[Mark]) -> None:
    """`snooze` and `dismiss` for each of those, then `done` for all that was done, which may settle those as well."""
    done = [f.id for f, said in marks if said == "x"]
    calls = [["snooze", f.id, "+3d"] for f, said in marks if said[0] == ">"]
    calls += [["dismiss", f.id, "--why", said[2:]] for f, said in marks if said[0] == "-"]
    calls += [["done", *done]] if done else []
    for call in calls:
        assert run([*call, "-q", "--vault", str(life.vault), "--today", str(life.today)]) == 0, call


def live(vault: Path, drive: Driver, days: int) -> int:
    """So many days, with a sync each morning; how much was settled by the driver."""
    vault.mkdir()
    life = Driven(vault, drive)
    life.begin()
    for number in range(days):
        today = START + timedelta(days=number)
        if today.weekday() < 5:
            life.happen(today)
            outcome = sync(vault, today)
            life.act(reason for line in outcome.lists.due for reason in line.reasons)
    return life.settled


def facts(vault: Path) -> dict[str, list[str]]:
    """The lines of every note; lines of one day may stand in either order."""
    notes = (file for file in vault.rglob("*.md") if file.name != "Dashboard.md")
    return {file.relative_to(vault).as_posix(): sorted(file.read_text().splitlines()) for file in notes}


@pytest.mark.slow
@pytest.mark.parametrize("days", [SPRING, pytest.param(DAYS, marks=pytest.mark.soak)])
def test_a_life_by_ticks_and_a_life_by_commands_end_with_the_same_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """Every tick is applied, every command succeeds, and the notes say the same."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    vaults = tmp_path / "ticked", tmp_path / "told"
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        settled = list(pool.map(live, vaults, (by_ticks, by_commands), (days, days)))
    assert settled[0] == settled[1] > days
    assert facts(vaults[0]) == facts(vaults[1])
    last = START + timedelta(days=days)
    assert _board(vaults[0], last) == _board(vaults[1], last)


def _board(vault: Path, day: date) -> str:
    return sync(vault, day).dashboard_text
