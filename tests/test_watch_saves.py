"""After a save `watch` looks at the folder of the saved note alone; in any doubt, and every ten minutes, everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.watching import PERSON, TODAY, Script, assert_converged, played, reasons, vault
from vaulttool.sync import sync
from vaulttool.watch import Hint, Kind, looking
from vaulttool.watch.polling import Poller

__all__ = ["vault"]

ANA, BEN, CLEO = "Contacts/Ana Ruiz.md", "Contacts/Ben Ode.md", "Friends/Cleo Marsh.md"


@pytest.fixture(autouse=True)
def told_of_everything(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system has events; no note is too fresh to trust its stamp. A second person, in a second folder."""
    monkeypatch.setattr(Poller, "tells_all", True)
    monkeypatch.setattr("vaulttool.watch.polling.POLL_SECONDS", 1e6)
    monkeypatch.setattr("vaulttool.refresh.FRESH_NS", 0)
    (vault / "Friends").mkdir()
    (vault / CLEO).write_text(PERSON)


@pytest.fixture
def looked(vault: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of the vault that were listed, in order, since the test last cleared it."""
    found: list[str] = []
    listed = os.scandir

    def scandir(folder: str | int) -> object:
        if isinstance(folder, str):
            found.append(os.path.relpath(folder, vault))
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    return found


def saved(vault: Path, path: str) -> Callable[[], object]:
    """Something to do: save a note with a line more."""

    def save() -> None:
        file = vault / path
        file.write_text((file.read_text() if file.exists() else PERSON) + "\nA line more.\n")

    return save


def test_a_save_costs_a_look_at_its_folder(vault: Path, looked: list[str]) -> None:
    script = Script()
    script.at(10, looked.clear)
    script.at(11, saved(vault, BEN), BEN)
    script.at(20, looked.clear)
    script.at(21, saved(vault, "vaulttool.md"), "vaulttool.md")
    counts = list[list[str]]()
    script.at(19, lambda: counts.append([*looked]))
    script.at(29, lambda: counts.append([*looked]))
    assert reasons(played(vault, script, last=30)) == [(0, "start"), (11, "change"), (21, "change")]
    assert counts == [["Contacts"], ["."]]
    assert_converged(vault)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        pytest.param(lambda vault: (vault / ANA).unlink(), Hint(Kind.TOUCHED, ANA), id="deleted"),
        pytest.param(lambda vault: (vault / "Friends").rename(vault / "Gone"), Hint(Kind.TOUCHED, CLEO), id="moved"),
        pytest.param(
            lambda vault: ((vault / "New").mkdir(), saved(vault, "New/Dan Hale.md")()),
            Hint(Kind.TOUCHED, "New/Dan Hale.md"),
            id="in a new folder",
        ),
        pytest.param(
            lambda vault: (vault / "vaulttool.toml").write_text("daily_cap = 1\n"),
            Hint(Kind.TOUCHED, "vaulttool.toml"),
            id="settings",
        ),
        pytest.param(lambda vault: saved(vault, CLEO)(), Hint(Kind.LOST), id="events lost"),
        pytest.param(lambda vault: saved(vault, CLEO)(), Hint(Kind.TOUCHED), id="too many to tell"),
    ],
)
def test_anything_but_a_save_costs_a_look_everywhere(
    vault: Path, looked: list[str], change: Callable[[Path], object], hint: Hint
) -> None:
    script = Script()
    script.at(10, looked.clear)
    script.at(11, lambda: change(vault), hint.path, kind=hint.kind)
    played(vault, script, last=30)
    assert {"Contacts"} < set(looked)
    assert_converged(vault)


def test_a_flood_costs_a_look_everywhere(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it sat out, nothing was heard."""
    monkeypatch.setattr("vaulttool.watch.gathering.FLOOD", 1)
    script = Script()
    script.at(11, lambda: (saved(vault, ANA)(), saved(vault, CLEO)()), ANA)
    played(vault, script, last=30)
    assert_converged(vault)


def test_saves_do_not_put_off_the_slow_beat(vault: Path) -> None:
    """What no event told of is found within ten minutes, however often other notes are saved."""
    script = Script()
    script.at(30, saved(vault, CLEO))
    for second in range(60, 650, 60):
        script.at(second, saved(vault, ANA), ANA)
    said = played(vault, script, last=660)
    beats = [(int(second), told.outcome.changed) for second, told in said if told.reason == "beat" and told.outcome]
    assert beats == [(600, 1)]
    assert_converged(vault)


def test_after_a_look_that_failed_everything_is_looked_at(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of two saves fell into a run that was not possible; the second brings both."""
    script = Script()

    def failing(*arguments: object, **options: object) -> object:
        if script.now == 10:
            raise OSError(5, "Input/output error", "/vault/Contacts")
        return sync(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "sync", failing)
    monkeypatch.setattr("vaulttool.watch.gathering.QUIET_SECONDS", 0)
    script.at(10, saved(vault, CLEO), CLEO)
    script.at(12, saved(vault, ANA), ANA)
    said = played(vault, script, last=14)
    assert [what for _, what in reasons(said)] == ["start", "problem", "resumed", "change"]
    assert said[-1][1].outcome
    assert said[-1][1].outcome.changed == 2
    assert_converged(vault)


def test_an_index_that_went_away_is_built_from_everything(vault: Path, tmp_path: Path) -> None:
    script = Script()

    def lose() -> None:
        for file in (tmp_path / "cache").iterdir():
            if not file.name.endswith(".lock"):
                file.unlink()
        saved(vault, ANA)()

    script.at(10, lose, ANA)
    said = played(vault, script, last=20)
    assert [told.outcome.notes for _, told in said if told.outcome] == [2, 2]
    assert_converged(vault)


def test_another_process_in_between(vault: Path) -> None:
    """A `sync` by hand between two saves: what it knew is not lost, what came after it is found."""
    script = Script()
    script.at(10, lambda: (saved(vault, CLEO)(), sync(vault, TODAY), saved(vault, ANA)()), ANA)
    played(vault, script, last=20)
    assert_converged(vault)
