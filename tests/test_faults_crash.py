"""A command is killed, or the system fails it, at every one of its file calls: fault groups E and K, by strace.

Calls of the note's own writing that fail in one process are in `test_vault_files`.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fault_injection import KILL, Call, Ended, Runner, in_words, runner, why_not
from vaulttool.index import Index

DAY = "2026-12-02"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(why_not()), reason=why_not())]

ANA = """---
type: contact
status: targeted
decided_on: 2026-11-20
role: Old
---
"""
BEN = "---\ntype: contact\nstatus: Met\nmutuals:\n  - [[Ana]]\n---\nBen's own words.\n"
NOTES = {"Contacts/Ana.md": ANA, "Contacts/Ben.md": BEN}


@dataclass(frozen=True)
class Story:
    """A command, what was run before it, and whether the box of the first line of the dashboard is ticked. `thorough`:
    every writing call meets every error, and reading calls fail too; those of the other commands are much the same."""

    args: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    tick: bool = False
    thorough: bool = False
    again: str = ""
    """What a rerun may say when the first run had done its work: then its exit status is 2."""


STORIES = {
    "set": Story(("set", "Ana", "role=New"), thorough=True),
    "tick": Story(("sync",), before=(("sync",),), tick=True),
    "sync": Story(("sync",), thorough=True),
    "fix": Story(("check", "--fix")),
    "undo": Story(("undo",), before=(("set", "Ana", "role=New"),), again="nothing to take back"),
    "index": Story(("index", "--rebuild"), thorough=True),
}


class Stage:
    """The vault of one story, put back before every run."""

    def __init__(self, folder: Path, story: Story) -> None:
        self.vault, self.cache = folder / "vault", folder / "cache"
        self.story = story
        self.args = self.command(story.args)

    def command(self, args: Sequence[str]) -> list[str]:
        return [*args, "--vault", str(self.vault), "--today", DAY]

    def begin(self) -> None:
        """The notes before anything was run."""
        for file, text in NOTES.items():
            path = self.vault / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        (self.vault / "vaulttool.toml").touch()

    def keep(self, run: Runner) -> None:
        """Do what comes before, and keep the result to be put back."""
        for args in self.story.before:
            assert run.run(self.command(args)).status == 0
        if self.story.tick:
            board = self.vault / "Dashboard.md"
            board.write_text(board.read_text().replace("- [ ]", "- [x]", 1))
        for folder in (self.vault, self.cache):
            shutil.copytree(folder, folder.with_suffix(".kept"))

    def put_back(self) -> None:
        for folder in (self.vault, self.cache):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(folder.with_suffix(".kept"), folder)

    def files(self) -> dict[str, bytes]:
        """Every file of the vault but temporary ones."""
        found = (path for path in sorted(self.vault.rglob("*")) if path.is_file() and path not in self.temps())
        return {path.relative_to(self.vault).as_posix(): path.read_bytes() for path in found}

    def temps(self) -> list[Path]:
        return list(self.vault.rglob(".vaulttool-*"))

    def dump(self) -> list[tuple[object, ...]]:
        """All that the index says, and that its file is sound."""
        with Index.open(self.vault, self.cache) as index:
            assert not index.rebuilt_because
            assert index.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            return index.dump()


@pytest.fixture(params=STORIES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Stage, Runner]]:
    stage = Stage(tmp_path, STORIES[request.param])
    stage.begin()
    with runner(tmp_path, [stage.command(("sync",)), stage.args, stage.command(("index", "--verify"))]) as run:
        for folder in (stage.vault, stage.cache):
            shutil.rmtree(folder)
        stage.begin()
        assert run.run(stage.command(("today",))).status == 0
        stage.keep(run)
        yield stage, run


@dataclass(frozen=True)
class Ends:
    """What the vault may look like: before the command, and after it; and what the index says after it."""

    old: dict[str, bytes]
    new: dict[str, bytes]
    dump: list[tuple[object, ...]]


def is_of_the_index(call: Call) -> bool:
    """Whether SQLite makes the call: those are many, and one story has them all."""
    return ".sqlite3" in call.shown


def chosen(calls: Sequence[Call], stage: Stage, *, kill: bool) -> Iterator[tuple[Call, str]]:
    """Which call shall meet what. Those that change something: death, or every error, in turn where the story is not
    thorough. Those that read: one error each, in turn. Of SQLite's, which are many, every third an error. The lock of
    the journal is left out: its library waits ten seconds when it cannot be had."""
    for number, call in enumerate(calls):
        ours = str(stage.vault) in call.shown or str(stage.cache) in call.shown
        if not ours or ".writing.lock" in call.shown or (is_of_the_index(call) and stage.story.args[0] != "index"):
            continue
        if kill:
            yield from [(call, KILL)] if call.writes else []
        elif call.writes and not is_of_the_index(call) and stage.story.thorough:
            yield from ((call, fault) for fault in call.errors)
        elif (stage.story.thorough or call.writes) and (number % 3 == 0 or not is_of_the_index(call)):
            yield call, call.errors[number % len(call.errors)]


def wrong_after(stage: Stage, ends: Ends, call: Call, fault: str, ended: Ended) -> Iterator[str]:
    """What is not as promised right after a run that met a fault."""
    now = stage.files()
    for path in {*ends.old, *ends.new}:
        if now.get(path) not in (ends.old.get(path), ends.new.get(path)) and (call.writes or path != "Dashboard.md"):
            yield f"{path} is neither old nor new: {now.get(path)!r}"
    if fault == KILL:
        yield from [] if ended.status == -9 else [f"was not killed: {ended}"]
        return
    if stage.temps():
        yield f"left {stage.temps()}"
    if "Traceback" in ended.said or ended.status not in ((0, 2) if call.writes else (0, 1, 2)):
        yield f"ended with {ended}"
    if ended.status == 0 and now != ends.new and in_words(fault) not in ended.said:
        yield f"claims success: {ended}"
    if ended.status and "vaulttool: " not in ended.said and "error" not in ended.said:
        yield f"gives no reason: {ended}"


def wrong_later(stage: Stage, ends: Ends, run: Runner) -> Iterator[str]:
    """What is not as promised once the same command was run again, more than an hour later."""
    for temp in stage.temps():
        os.utime(temp, (time.time() - 7200,) * 2)
    again = run.run(stage.args)
    done = again.status == 2 and stage.story.again and stage.story.again in again.said
    if again.status != 0 and not done:
        yield f"the rerun ended with {again}"
    if stage.files() != ends.new:
        yield f"the rerun made {stage.files()}"
    run.run(stage.command(("today",)))
    if stage.temps():
        yield f"not swept: {stage.temps()}"
    if stage.dump() != ends.dump:
        yield "the index is not that of a run without faults"


@pytest.mark.parametrize("kill", [True, False], ids=["killed", "failed"])
def test_at_every_file_call(stage: tuple[Stage, Runner], kill: bool) -> None:
    """E01, E02, E03, E06, E10, E11, E12, K01: each note is its old or its new version, success is claimed only for the
    new one, the reason is said, nothing is left lying; the same command again finishes, and the index is right."""
    it, run = stage
    it.put_back()
    old = it.files()
    assert run.run(it.args).status == 0
    new = it.files()
    assert run.run(it.command(("index", "--verify"))).status == 0
    ends = Ends(old, new, it.dump())
    it.put_back()
    faults = list(chosen(run.calls(it.args), it, kill=kill))
    complaints = []
    for call, fault in faults:
        it.put_back()
        ended = run.faulted(it.args, call, fault)
        wrong = [*wrong_after(it, ends, call, fault, ended), *wrong_later(it, ends, run)]
        complaints += [f"{fault} at {call.number}. {call.shown}: {one}" for one in wrong]
    assert faults
    assert not complaints, "\n".join(complaints)
