"""The parts of `watch`: what matters, shares, git's state, the lock, the limits of the system, the service files."""

from __future__ import annotations

import os
import plistlib
import shlex
from errno import EMFILE, ENOSPC
from pathlib import Path

import pytest

from tests.watching import PERSON, Live, Script, assert_converged, shown, until, vault
from vaulttool.core.settings import Settings
from vaulttool.errors import VaultToolError
from vaulttool.index import Index
from vaulttool.watch import Hints, Told, What, only_watcher
from vaulttool.watch.git_state import git_operation
from vaulttool.watch.lock import WatchedAlready
from vaulttool.watch.mounts import remote_kind
from vaulttool.watch.observer import Observer
from vaulttool.watch.service import service_for
from vaulttool.watch.source import Filter, Source

__all__ = ["vault"]

MATTERS = {
    "Contacts/Ana Ruiz.md": True,
    "Contacts/Ana Ruiz.MD": True,
    "Dashboard.md": True,
    "vaulttool.toml": True,
    "Contacts/n.sync-conflict-20260112-003022-FUKIKK4.md": True,
    "Contacts/.#Ana Ruiz.md": False,
    "Contacts/Ana Ruiz.md~": False,
    "Contacts/.Ana Ruiz.md.swp": False,
    "Contacts/4913": False,
    "Contacts/#Ana Ruiz.md#": False,
    "Contacts/Ana Ruiz.md___jb_tmp___": False,
    "Contacts/Ana Ruiz.md___jb_old___": False,
    "Contacts/.syncthing.Ana Ruiz.md.tmp": False,
    "Contacts/.goutputstream-X1Y2Z3": False,
    "Contacts/.~lock.Ana Ruiz.md#": False,
    "Contacts/Ana Ruiz.md.tmp": False,
    "Contacts/.vaulttool-1234-0a1b2c.tmp": False,
    "Contacts/photo.png": False,
    ".obsidian/workspace.json": False,
    ".git/COMMIT_EDITMSG.md": False,
    ".trash/Ana Ruiz.md": False,
    "node_modules/x/README.md": False,
}


@pytest.mark.parametrize(("path", "matters"), MATTERS.items(), ids=MATTERS)
def test_which_files_matter(path: str, matters: bool) -> None:
    """F08, F09, G11: notes, dashboard and settings; nothing that editors, sync programs and git leave beside them."""
    assert Filter(Settings())(path, False) is matters


def test_which_folders_matter() -> None:
    """A folder matters when notes in it would; other settings are gone by as soon as they are known."""
    matters = Filter(Settings())
    assert matters("Contacts", True)
    assert not matters(".git/objects", True)
    assert matters("Old/Ana.md", False)
    matters.learn(Settings(exclude=("Old",), dashboard="Today.md"))
    assert not matters("Old/Ana.md", False)
    assert not matters("Old", True)
    assert matters("Today.md", False)


MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home/me/My\040notes rw shared:2 - cifs //server/notes rw
31 22 0:41 / /mnt/c rw shared:3 - 9p C:\134 rw
32 22 0:42 / /mnt/s rw - fuse.sshfs me@host: rw
33 22 0:43 / /mnt/secret rw - fuse.gocryptfs /x rw
34 31 0:44 / /mnt/c/local rw - ext4 /dev/sdb1 rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me/My notes/vault", "cifs"),
        ("/home/me/My notes", "cifs"),
        ("/home/me/My notes too", ""),
        ("/mnt/c/Users/me/vault", "9p"),
        ("/mnt/c/local/vault", ""),
        ("/mnt/s/vault", "fuse.sshfs"),
        ("/mnt/secret/vault", ""),
        ("/srv", ""),
    ],
)
def test_shares_are_told_by_the_table_of_mounts(folder: str, kind: str) -> None:
    """F22: the longest mount point decides; escapes are undone; a local file system is no share."""
    assert remote_kind(Path(folder), MOUNTS) == kind


def test_a_share_is_polled_and_that_is_said(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F22: on a share the files are looked at, which is announced once."""
    monkeypatch.setattr("vaulttool.watch.source.remote_kind", lambda folder: "nfs4")
    said: list[Told] = []
    script = Script()
    source = Source(vault, script, Filter(Settings()), script.clock, said.append, poll=False)
    source.open()
    source.open()
    assert source.is_polling
    assert [(told.what, "nfs4" in told.message) for told in said] == [(What.POLLING, True)]


@pytest.mark.parametrize(
    ("number", "word"), [(ENOSPC, "max_user_watches"), (EMFILE, "max_user_instances")], ids=["ENOSPC", "EMFILE"]
)
def test_a_limit_that_is_reached_leads_to_polling(
    vault: Path, monkeypatch: pytest.MonkeyPatch, number: int, word: str
) -> None:
    """F02: the system allows no more watches or watchers: polling, and one warning with the remedy."""

    def refuse(self: Observer) -> None:
        raise OSError(number, "limit")

    monkeypatch.setattr(Observer, "_probe", refuse)
    monkeypatch.setattr("vaulttool.watch.polling.POLL_SECONDS", 0.1)
    with Live(vault) as watched:
        (told,) = watched.told(What.POLLING)
        assert word in told.message
        assert f"sudo sysctl fs.inotify.{word}=" in told.remedy
        (vault / "Contacts/Ben Ode.md").write_text(PERSON)
        until(lambda: "Ben Ode" in shown(vault))
    assert_converged(vault)


def test_events_that_keep_breaking_off_are_given_up(vault: Path) -> None:
    """F23: after a few restarts in vain the files are looked at instead."""
    said: list[Told] = []
    script = Script()
    source = Source(vault, Hints(), Filter(Settings()), script.clock, said.append, poll=False)
    source.open()
    for _ in range(4):
        assert not source.is_polling
        observer = source._way
        assert isinstance(observer, Observer)
        observer._threads = []
        assert not source.is_well()
        source.open()
    assert source.is_polling
    assert "breaking off" in said[0].message
    source.close()


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("MERGE_HEAD", "merge"), ("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("BISECT_LOG", "bisect"),
        ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"), ("index.lock", ""), ("HEAD", ""),
    ],
)  # fmt: skip
def test_what_git_is_in_the_middle_of(tmp_path: Path, sign: str, name: str) -> None:
    """I03, I04: in a folder of a repository, in a linked work tree; git's lock is no reason to wait."""
    assert git_operation(tmp_path) == ""
    (tmp_path / ".git/worktrees/w").mkdir(parents=True)
    (tmp_path / "notes").mkdir()
    (tmp_path / ".git" / sign).write_text("x")
    assert git_operation(tmp_path / "notes") == name
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / ".git").write_text(f"gitdir: {tmp_path}/.git/worktrees/w\n")
    assert git_operation(linked) == ""
    (tmp_path / ".git/worktrees/w" / sign).write_text("x")
    assert git_operation(linked) == name


def test_one_watcher_for_a_vault(vault: Path, tmp_path: Path) -> None:
    """F24: a second one is refused and told the first one's process id; by a link to the vault too; then it is free."""
    (tmp_path / "link").symlink_to(vault)
    with only_watcher(vault):
        for path in (vault, tmp_path / "link"):
            with pytest.raises(WatchedAlready, match=rf"by process {os.getpid()}\b"), only_watcher(path):
                pass
        with only_watcher(tmp_path):
            pass
    with only_watcher(vault):
        pass
    assert Index.path_of(vault).with_suffix(".watch.lock").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in vault.iterdir()] == ["Contacts"]


def test_without_a_place_for_the_lock_it_is_done_without(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """K05: a cache folder that cannot be made keeps nobody from watching."""
    monkeypatch.setenv("VAULTTOOL_CACHE", "/dev/null/none")
    with only_watcher(vault):
        pass


AWKWARD = '/home/me/100% "mine"/$HOME \\ notes/<a>'


def test_the_unit_of_systemd(vault: Path) -> None:
    """Every sign of a path is taken as it is: no variable, no specifier, no end of a quotation."""
    service = service_for("linux", Path("/home/me"), Path(AWKWARD), ["/usr/bin/python3", "-m", "vaulttool"])
    assert str(service.file).startswith("/home/me/.config/systemd/user/vaulttool-watch-")
    (line,) = [line for line in service.text.splitlines() if line.startswith("ExecStart=")]
    words = shlex.split(line.removeprefix("ExecStart=").replace("$$", "$").replace("%%", "%"))
    assert words == ["/usr/bin/python3", "-m", "vaulttool", "watch", "--vault", AWKWARD]
    assert service.file.name in service.turn_on
    with pytest.raises(VaultToolError, match="control character"):
        service_for("linux", Path("/home/me"), Path("/a\nExecStart=b"), ["x"])


def test_the_agent_of_launchd(vault: Path) -> None:
    """A property list that says the same; on other systems it is refused."""
    service = service_for("darwin", Path("/Users/me"), Path(AWKWARD), ["/usr/bin/python3"])
    agent = plistlib.loads(service.text.encode())
    assert agent["ProgramArguments"] == ["/usr/bin/python3", "watch", "--vault", AWKWARD]
    assert str(service.file) == f"/Users/me/Library/LaunchAgents/{agent['Label']}.plist"
    with pytest.raises(VaultToolError):
        service_for("win32", Path("/x"), Path("/y"), ["z"])


def test_the_page_on_watching_names_all_that_is_told() -> None:
    """Each event and each reason that scripts may meet stands in docs/watching.md."""
    page = (Path(__file__).parent.parent / "docs/watching.md").read_text()
    reasons = ("start", "change", "lost", "day", "clock", "beat", "again", "back", "quiet", "SIGINT", "SIGTERM")
    for word in (*reasons, *(what.value for what in What)):
        assert f"`{word}`" in page, word
