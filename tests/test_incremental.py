"""The law of the index: whatever happened to the files, an incremental run ends where a build from nothing does."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.effort import examples
from vaulttool.index import Index
from vaulttool.refresh import FRESH_NS
from vaulttool.sync import sync

NAMES = ("Ana Ruiz", "Ben Ode", "Cara Lim", "Dev Roy")
FOLDERS = ("Contacts", "Interviews", "Other")

PIECES = {
    "type": st.sampled_from(["contact", "contact", "interview", "org", "book", "shareable", ""]),
    "status": st.sampled_from(["targeted", "done", "scheduled", "nurturing", "nonsense"]),
    "decided_on": st.sampled_from(["2026-11-02", "2026-11-20", "2026-02-30"]),
    "date": st.sampled_from(["2026-11-10", "2026-11-27T10:00", "2026-12-04"]),
    "contact": st.sampled_from(
        [f'"[[{name}]]"' for name in NAMES] + ['["[[Ana Ruiz]]", "[[Ben Ode]]"]', "[[Ana Ruiz]]"]
    ),
    "referrals": st.sampled_from([f'["[[{name}]]"]' for name in NAMES]),
    "referred_by": st.sampled_from([f'"[[{name}]]"' for name in NAMES]),
    "intro_via": st.sampled_from([f'"[[{name}]]"' for name in NAMES]),
    "intro_asked_on": st.just("2026-11-05"),
    "org": st.sampled_from(['"[[Acme]]"', "Acme"]),
    "target": st.just("true"),
    "aliases": st.sampled_from(["[Ana]", "[Acme]", "Ben Ode"]),
    "email": st.sampled_from(["a@b.example", "c@d.example"]),
    "cadence": st.sampled_from(["weekly", "none"]),
    "topics": st.just("[water]"),
    "do_not_contact": st.just("true"),
}
ITEMS = st.sampled_from(
    [
        "## Log\n- 2026-11-03 email out: hello (for:: outreach)\n",
        "## Log\n- 2026-11-09 email in: yes\n",
        "## Log\n- 2026-11-30 email out: planned\n- 2026-11-04 dismiss all: enough\n",
        "## Advice\n- [x] Take the course (used:: 2026-11-19)\n",
        "## Promises\n- [ ] me: send it (by:: 2026-11-24)\n",
        "```\n## Log\n",
        "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n",
    ]
)
PATHS = st.builds("{}/{}.md".format, st.sampled_from(FOLDERS), st.sampled_from((*NAMES, "Acme", "talk")))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A note with a few of our fields, now and then a broken one."""
    keys = draw(st.lists(st.sampled_from(sorted(PIECES)), unique=True, max_size=6))
    lines = [f"{key}: {draw(PIECES[key])}" for key in keys]
    broken = draw(st.sampled_from(["", "", "", "", "contact: [[A]], [[B]]\n", "x: [\n"]))
    body = "".join(draw(st.lists(ITEMS, max_size=2)))
    return "---\n" + "\n".join(lines) + ("\n" if lines else "") + broken + "---\n" + body


class Files(RuleBasedStateMachine):
    """Notes below `vault` go and move."""

    vault: Path

    @rule(path=PATHS)
    def delete(self, path: str) -> None:
        (self.vault / path).unlink(missing_ok=True)

    @rule(path=PATHS, to=PATHS)
    def move(self, path: str, to: str) -> None:
        if (self.vault / path).exists():
            (self.vault / to).parent.mkdir(exist_ok=True)
            (self.vault / path).rename(self.vault / to)


class Vault(Files):
    """Files come, change, move and go, days pass; after any of it the index equals one built from nothing."""

    @initialize(trusted=st.booleans())
    def begin(self, trusted: bool) -> None:
        """`trusted`: stamps are, however young, so that what is as the last run left it is known by the snapshot."""
        self.patch = patch("vaulttool.refresh.FRESH_NS", 0 if trusted else FRESH_NS)
        self.patch.start()
        self.root = Path(tempfile.mkdtemp(prefix="vt-law-"))
        self.vault, self.cache = self.root / "vault", self.root / "cache"
        self.vault.mkdir()
        self.today = date(2026, 11, 20)
        self.count = 0
        self.clock = 1_700_000_000

    @rule(notes=st.dictionaries(PATHS, texts(), min_size=1, max_size=5))
    def write(self, notes: dict[str, str]) -> None:
        for path, text in notes.items():
            target = self.vault / path
            target.parent.mkdir(exist_ok=True)
            target.write_text(text)
            self.clock += 1
            os.utime(target, (self.clock, self.clock))

    @rule(days=st.sampled_from([1, 3, 10, -7]))
    def pass_days(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule()
    def look(self) -> None:
        """A run in between, so that changes meet an index that knows the former state."""
        sync(self.vault, self.today, cache=self.cache, allow_empty=True)

    @rule()
    def index_equals_rebuild(self) -> None:
        """Asked now and then, so that several changes, and a new day with them, meet in one run."""
        mine = sync(self.vault, self.today, cache=self.cache, allow_empty=True)
        fresh = self.root / f"fresh{self.count}"
        self.count += 1
        built = sync(self.vault, self.today, cache=fresh, allow_empty=True)
        with Index.open(self.vault, self.cache) as ours, Index.open(self.vault, fresh) as theirs:
            assert ours.dump() == theirs.dump()
        assert mine.dashboard_text == built.dashboard_text
        assert built.dashboard == "unchanged"
        shutil.rmtree(fresh)

    def teardown(self) -> None:
        if hasattr(self, "root"):
            try:
                self.index_equals_rebuild()
            finally:
                self.patch.stop()
                shutil.rmtree(self.root)


TestIncremental = Vault.TestCase
TestIncremental.settings = examples(100, steps=12, allowed=list(HealthCheck))
