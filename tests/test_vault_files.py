"""Reading and writing one real file, hostile ones and failing disks included."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from vaulttool.core.settings import Settings
from vaulttool.errors import ChangedMeanwhile, UnreadableNote, WriteFailed, WriteRefused
from vaulttool.vault import read, scan
from vaulttool.vault.place import Place
from vaulttool.vault.write import sweep_temps, write

DEFAULTS = Settings()


def note(vault: Path, path: str, text: str = "text") -> Path:
    file = vault / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mode) for p in folder.rglob("*") if p.is_file()}


# Read


def test_read_refuses_what_is_no_note(tmp_path: Path) -> None:
    """Links, folders, huge files and paths out of the vault are named, not read."""
    note(tmp_path, "A.md")
    (tmp_path / "L.md").symlink_to("/etc/passwd")
    (tmp_path / "D.md").mkdir()
    with open(tmp_path / "Huge.md", "wb") as file:
        file.truncate(1 << 40)
    for path, why in (
        ("L.md", "symbolic link"),
        ("D.md", "regular file"),
        ("Huge.md", "larger than 32 MB"),
        ("../A.md", "inside the vault"),
        ("/etc/passwd", "inside the vault"),
        ("a\0b.md", "inside the vault"),
        ("none.md", "No such file"),
    ):
        with pytest.raises(UnreadableNote, match=why) as caught:
            read(tmp_path, path)
        assert caught.value.path == path


def test_read_gives_one_moment_of_a_file_that_is_written_to(tmp_path: Path) -> None:
    """A reader beside a writer never sees half a note."""
    file = note(tmp_path, "A.md", "a" * 3000)
    stop = threading.Event()

    def rewrite() -> None:
        letters = 0
        while not stop.is_set():
            letters += 1
            write(tmp_path, "A.md", bytes([97 + letters % 26]) * (3000 + letters % 7), file.read_bytes())

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        for _ in range(150):
            assert len(set(read(tmp_path, "A.md"))) == 1
    finally:
        stop.set()
        writer.join()


def test_a_file_that_grows_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A23: What is returned is the content of the last, quiet moment."""
    file = note(tmp_path, "A.md", "old")
    plain = os.read
    calls: list[int] = []

    def slow(handle: int, size: int) -> bytes:
        data = plain(handle, size)
        if not calls:
            file.write_text("new and longer")
        calls.append(size)
        return data

    monkeypatch.setattr(os, "read", slow)
    assert read(tmp_path, "A.md") == b"new and longer"


# Write


def test_write_replaces_exactly_what_was_read(tmp_path: Path) -> None:
    """The new bytes stand in the file, its mode and attributes are kept, nothing is left beside it."""
    file = note(tmp_path, "People/A.md", "old")
    file.chmod(0o640)
    kept = True
    try:
        os.setxattr(file, "user.colour", b"red")
    except OSError:
        kept = False
    assert write(tmp_path, "People/A.md", b"new", b"old")
    assert state(tmp_path) == {"People/A.md": (b"new", 0o100640)}
    assert not kept or os.getxattr(file, "user.colour") == b"red"


def test_write_does_nothing_when_nothing_differs(tmp_path: Path) -> None:
    """Not even the modification time changes."""
    file = note(tmp_path, "A.md", "same")
    before = os.stat(file)
    assert not write(tmp_path, "A.md", b"same", b"same")
    assert not write(tmp_path, "A.md", b"same", b"something else")
    assert os.stat(file) == before


def test_write_makes_new_files_and_folders(tmp_path: Path) -> None:
    """A new note may stand in a new folder, unless the caller wants it in one that exists."""
    assert write(tmp_path, "New/Folder/A.md", b"text", None)
    assert (tmp_path / "New/Folder/A.md").read_bytes() == b"text"
    assert os.stat(tmp_path / "New/Folder/A.md").st_nlink == 1
    with pytest.raises(WriteFailed, match="Nowhere"):
        write(tmp_path, "Nowhere/A.md", b"text", None, make_folders=False)
    assert not (tmp_path / "Nowhere").exists()


@pytest.mark.parametrize("expected", [b"read before", None])
def test_write_never_overwrites_a_change_it_has_not_read(tmp_path: Path, expected: bytes | None) -> None:
    """Content that is not the expected one stays."""
    note(tmp_path, "A.md", "changed by an editor")
    with pytest.raises(ChangedMeanwhile, match=r"A\.md"):
        write(tmp_path, "A.md", b"ours", expected)
    assert state(tmp_path)["A.md"][0] == b"changed by an editor"
    assert len(state(tmp_path)) == 1


def test_write_to_a_deleted_note_does_not_bring_it_back(tmp_path: Path) -> None:
    """Whoever deleted it meant it."""
    with pytest.raises(ChangedMeanwhile, match="is gone"):
        write(tmp_path, "A.md", b"ours", b"read before")
    assert state(tmp_path) == {}


def test_write_notices_a_change_at_the_last_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is compared again right before the rename."""
    file = note(tmp_path, "A.md", "old")
    flush = os.fsync

    def meanwhile(handle: int) -> None:
        flush(handle)
        file.write_text("an editor was quicker")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(ChangedMeanwhile):
        write(tmp_path, "A.md", b"ours", b"old")
    assert state(tmp_path) == {"A.md": (b"an editor was quicker", state(tmp_path)["A.md"][1])}


def test_write_refuses_links_hard_links_and_read_only_files(tmp_path: Path) -> None:
    """Where writing would break what somebody set up, nothing is written and the reason is said."""
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    target = note(outside, "A.md", "old")
    note(vault, "Inner.md", "old")
    (vault / "Link.md").symlink_to(target)
    (vault / "InnerLink.md").symlink_to("Inner.md")
    (vault / "folder").symlink_to(outside)
    os.link(note(vault, "Hard.md", "old"), vault / "Hard2.md")
    note(vault, "ReadOnly.md", "old").chmod(0o444)
    (vault / "Folder.md").mkdir()
    before = state(tmp_path)
    for path, why in (
        ("Link.md", "symbolic link"),
        ("InnerLink.md", "symbolic link"),
        ("folder/A.md", "through a link"),
        ("Hard.md", "hard links"),
        ("ReadOnly.md", "read-only"),
        ("Folder.md", "regular file"),
        ("../outside/A.md", "inside the vault"),
        ("/etc/passwd", "inside the vault"),
        ("a//b.md", "inside the vault"),
        ("", "inside the vault"),
        ("a\0.md", "inside the vault"),
    ):
        with pytest.raises(WriteRefused, match=why):
            write(vault, path, b"new", b"old")
    with pytest.raises(WriteRefused, match="through a link"):
        write(vault, "folder/New.md", b"new", None)
    assert state(tmp_path) == before
    assert (vault / "Link.md").is_symlink()


FAULTS = [
    ("write", errno.ENOSPC),
    ("write", errno.EIO),
    ("write", errno.EDQUOT),
    ("fsync", errno.EIO),
    ("fchmod", errno.EPERM),
    ("replace", errno.EXDEV),
    ("replace", errno.EBUSY),
    ("open", errno.EROFS),
]


@pytest.mark.parametrize(("call", "code"), FAULTS)
def test_a_write_that_the_system_refuses_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    """Full disk, broken disk, refused rename: the old bytes, no leftovers, and the system's reason."""
    note(tmp_path, "A.md", "old")
    plain_open = os.open

    def failing(*args: object, **kwargs: object) -> int:
        if call == "open" and not (isinstance(args[1], int) and args[1] & os.O_CREAT):
            return plain_open(*args, **kwargs)  # type: ignore[arg-type]
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        with pytest.raises(WriteFailed, match=os.strerror(code)):
            write(tmp_path, "A.md", b"new", b"old")
    assert state(tmp_path) == {"A.md": (b"old", state(tmp_path)["A.md"][1])}


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes one byte at a time gets the whole file in the end."""
    note(tmp_path, "A.md", "old")
    plain = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: plain(handle, bytes(data[:1])))
    assert write(tmp_path, "A.md", b"new text", b"old")
    assert (tmp_path / "A.md").read_bytes() == b"new text"


def test_data_is_on_disk_before_the_name_and_the_name_before_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Write, flush, rename, flush the folder: any other order could lose both versions."""
    note(tmp_path, "A.md", "old")
    order: list[str] = []
    for name in ("write", "fsync", "replace"):
        plain = getattr(os, name)

        def noted(*args: object, _plain: object = plain, _name: str = name, **kwargs: object) -> object:
            order.append(_name)
            return _plain(*args, **kwargs)  # type: ignore[operator]

        monkeypatch.setattr(os, name, noted)
    write(tmp_path, "A.md", b"new", b"old")
    assert order == ["write", "fsync", "replace", "fsync"]


def test_file_systems_that_cannot_flush_folders_or_link_still_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Network and FAT file systems refuse a folder's flush and hard links; new files appear all the same."""

    def refusing(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    flush = os.fsync

    def files_only(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.EINVAL, "Invalid argument")
        flush(handle)

    monkeypatch.setattr(os, "link", refusing)
    monkeypatch.setattr(os, "fsync", files_only)
    assert write(tmp_path, "A.md", b"text", None)
    assert state(tmp_path)["A.md"][0] == b"text"
    assert len(state(tmp_path)) == 1


def test_the_way_without_folder_handles_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems that cannot open a folder write and refuse alike."""
    monkeypatch.setattr("vaulttool.vault.place._BY_HANDLE", False)
    note(tmp_path, "In/A.md", "old")
    assert write(tmp_path, "In/A.md", b"new", b"old")
    assert write(tmp_path, "In/New/B.md", b"b", None)
    (tmp_path / "Out").symlink_to("/tmp")
    with pytest.raises(WriteRefused, match="link"):
        write(tmp_path, "Out/x.md", b"", None)
    with pytest.raises(ChangedMeanwhile):
        write(tmp_path, "In/A.md", b"newer", b"old")
    assert {path: data for path, (data, _) in state(tmp_path).items()} == {"In/A.md": b"new", "In/New/B.md": b"b"}


COUNT_UP = """
import sys
from pathlib import Path
from vaulttool.errors import ChangedMeanwhile
from vaulttool.vault import read
from vaulttool.vault.write import write
vault, done = Path(sys.argv[1]), 0
while done < 40:
    old = read(vault, "A.md")
    try:
        write(vault, "A.md", str(int(old) + 1).encode(), old)
        done += 1
    except ChangedMeanwhile:
        pass
"""


def test_two_writers_lose_no_update(tmp_path: Path) -> None:
    """Each of two processes that count up 40 times is either done or told to read again."""
    note(tmp_path, "A.md", "0")
    writers = [subprocess.Popen([sys.executable, "-c", COUNT_UP, str(tmp_path)]) for _ in range(2)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    assert state(tmp_path) == {"A.md": (b"80", state(tmp_path)["A.md"][1])}


def test_a_killed_writer_leaves_the_old_file_and_a_temp_that_is_swept(tmp_path: Path) -> None:
    """Killed before the rename: the note is its old version; the leftover goes once it is old and its process dead."""
    note(tmp_path, "In/A.md", "old")
    script = (
        "import os, sys; from pathlib import Path; from vaulttool.vault.write import write\n"
        "os.replace = lambda *a, **k: os.kill(os.getpid(), 9)\n"
        "write(Path(sys.argv[1]), 'In/A.md', b'new', b'old')"
    )
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False).returncode == -9
    assert (tmp_path / "In/A.md").read_bytes() == b"old"
    found = scan(tmp_path, DEFAULTS)
    assert len(found.temps) == 1
    assert list(found.stamps) == ["In/A.md"]
    mine = f"In/.vaulttool-{os.getpid()}-00.tmp"
    note(tmp_path, mine)
    now = time.time()
    assert sweep_temps(tmp_path, found.temps, now) == ()
    assert sweep_temps(tmp_path, (*found.temps, mine, "In/A.md"), now + 4000) == found.temps
    assert sorted(state(tmp_path)) == [mine, "In/A.md"]


def test_a_folder_swapped_for_a_link_is_not_written_through(tmp_path: Path) -> None:
    """A folder that was opened stays the one that is written to, whatever its name leads to by then."""
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    note(vault, "In/A.md", "old")
    note(outside, "A.md", "old")
    with Place(vault, ["In"]) as place:
        (vault / "In").rename(vault / "Moved")
        (vault / "In").symlink_to(outside)
        handle = place.open("A.md", os.O_WRONLY | os.O_TRUNC)
        os.write(handle, b"new")
        os.close(handle)
    assert (outside / "A.md").read_bytes() == b"old"
    assert (vault / "Moved/A.md").read_bytes() == b"new"


CONTENTS = st.sampled_from([b"", b"a", b"a\r\n", b"\xff\x00"]) | st.binary(max_size=50)


@examples(80)
@given(old=CONTENTS, expected=CONTENTS | st.none(), new=CONTENTS)
def test_write_law(old: bytes, expected: bytes | None, new: bytes) -> None:
    """After any call the file is exactly as before, or exactly the new bytes, and the latter only when expected."""
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder)
        (vault / "A.md").write_bytes(old)
        try:
            written = write(vault, "A.md", new, expected)
        except ChangedMeanwhile:
            assert old not in (expected, new)
            assert (vault / "A.md").read_bytes() == old
        else:
            assert written == (old != new)
            assert old in (expected, new)
            assert (vault / "A.md").read_bytes() == new
        assert os.listdir(vault) == ["A.md"]
