"""`check --staged`: what the next commit would hold, whatever stands in the files, from real indexes and hooks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.git_clone import ANA, Clone, begin, isolate

pytestmark = pytest.mark.slow  # real processes, a second or more each

ROOT = Path(__file__).parent.parent
BAD = ("targeted", "targetd")
BEN = "Contacts/Ben Ødé.md"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clone]:
    """A repository, set up, with a vault in a folder of it."""
    folder = tmp_path_factory.mktemp("ready")
    with pytest.MonkeyPatch.context() as patch:
        isolate(folder, patch)
        yield begin(folder / "clone", "vault")


@pytest.fixture
def clone(ready: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """A copy of it for one test."""
    isolate(tmp_path, monkeypatch)
    return ready.copied(tmp_path / "clone")


def found(clone: Clone, *arguments: str, status: int = 0) -> list[tuple[str, str]]:
    """Path and rule of the findings of what is staged."""
    rows = json.loads(clone.tool("check", "--staged", "--format", "json", *arguments, status=status))
    return [(row["path"], row["rule"]) for row in rows]


def test_the_index_counts_not_the_files(clone: Clone) -> None:
    """A fault that is staged is found though the file is mended since, and one that is not staged is not."""
    clone.change(ANA, *BAD)
    assert found(clone) == []
    clone.git("add", "-A")
    clone.change(ANA, *reversed(BAD))
    before = clone.git("status", "--porcelain")
    assert found(clone, status=1) == [(ANA, "value-not-allowed")]
    assert clone.git("status", "--porcelain") == before


def test_only_staged_notes_are_named_and_links_reach_all(clone: Clone) -> None:
    """An old fault elsewhere stops nobody; notes that are committed can be linked to; a new setting is for all."""
    clone.change(ANA, *BAD)
    clone.commit()
    link = '---\ntype: interview\ncontact: "[[{}]]"\n---\n'
    clone.write("Interviews/one.md", link.format("Ana Ruiz"))
    clone.write(BEN, "---\ntype: contact\n---\n")
    clone.git("add", "-A")
    assert found(clone) == []
    clone.write("Interviews/two.md", link.format("Nobody"))
    clone.git("add", "-A")
    clone.git("rm", "-q", "--cached", f"vault/{BEN}")
    clone.write("Interviews/one.md", link.format(BEN[9:-3]))
    clone.git("add", "vault/Interviews")
    assert found(clone, status=1) == [("Interviews/one.md", "link-broken"), ("Interviews/two.md", "link-broken")]
    clone.write("vaulttool.toml", "daily_cap = 9\n")
    clone.git("add", "vault/vaulttool.toml")
    assert (ANA, "value-not-allowed") in found(clone, status=1)


def test_the_hook_stops_a_commit_with_errors(clone: Clone) -> None:
    """Also one of `commit -a` and of one path, which have indexes of their own; `--no-verify` passes."""
    clone.change(ANA, *BAD)
    assert f"{ANA}:3:9: error value-not-allowed" in clone.git("commit", "-a", "-m", "x", status=1)
    clone.write(BEN, "---\ntype: contact\n---\n")
    clone.git("add", f"vault/{BEN}")
    clone.git("commit", "-q", "-m", "one path", "--", f"vault/{BEN}")
    said = clone.git("commit", "-m", "x", "--", f"vault/{ANA}", status=1)
    assert "commit with --no-verify" in said
    clone.git("commit", "-q", "-a", "--no-verify", "-m", "x")
    clone.change(ANA, *reversed(BAD))
    assert clone.git("commit", "-a", "-q", "-m", "mended") == ""


def test_settings_that_cannot_be_read_stop_a_commit(clone: Clone) -> None:
    """With file and line, as everywhere."""
    clone.write("vaulttool.toml", "daily_cap = 'x'\n")
    clone.git("add", "-A")
    clone.write("vaulttool.toml", "")
    assert "vaulttool.toml:1" in clone.git("commit", "-m", "x", status=1)


def test_links_deletions_and_conflicts_in_the_index(clone: Clone, tmp_path: Path) -> None:
    """A symbolic link is not followed, a deleted note is not missed, a note in conflict has no staged version."""
    (tmp_path / "secret.md").write_text("---\ntype: contact\nstatus: mett\n---\n")
    (clone.vault / "Contacts/Link.md").symlink_to(tmp_path / "secret.md")
    clone.git("rm", "-q", "--cached", f"vault/{ANA}")
    clone.git("add", "vault/Contacts/Link.md")
    assert found(clone) == []
    clone.git("reset", "-q", "--hard")
    clone.branches(ANA, ("targeted", "met"), ("targeted", "contacted"))
    clone.git("merge", "other", status=1)
    assert found(clone) == []


def test_it_goes_with_the_other_options(clone: Clone) -> None:
    """Paths and rules choose as ever, GitHub's form names the path from the top; `--fix` is not for it."""
    clone.change(ANA, *BAD)
    clone.git("add", "-A")
    assert found(clone, "--ignore", "value-not-allowed") == []
    assert found(clone, "Contacts", status=1) == [(ANA, "value-not-allowed")]
    top = Clone(clone.top, clone.top)
    printed = top.tool("--vault", "vault", "check", "--staged", "--format", "github", status=1)
    assert printed.startswith(f"::error file=vault/{ANA},line=3")
    assert "--fix" in clone.tool("check", "--staged", "--fix", status=2)


def test_a_vault_that_is_in_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is staged there, and that is no clean answer."""
    isolate(tmp_path, monkeypatch)
    plain = Clone(tmp_path / "plain", tmp_path / "plain")
    plain.write("vaulttool.toml", "")
    assert "is in no git repository" in plain.tool("check", "--staged", status=2)


def test_pre_commit_takes_our_hook() -> None:
    """The list of hooks for people who use pre-commit is one that pre-commit reads."""
    words = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "entry: vaulttool check --staged\n" in (ROOT / ".pre-commit-hooks.yaml").read_text()
