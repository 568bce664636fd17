"""Odd names, links, folders and files that are none: fault group G, as a user of the command meets it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest

from tests.vault_cli import DAY, Tool, tool
from vaulttool.errors import ChangedMeanwhile, UnreadableNote, VaultToolError
from vaulttool.vault import read
from vaulttool.vault.place import Place
from vaulttool.vault.write import write

__all__ = ["tool"]

CONTACT = "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these files cannot be made here")


def names(tool: Tool) -> list[str]:
    """The file names of all contacts, as the tool lists them."""
    return [note["path"].rsplit("/", 1)[1] for note in json.loads(tool("list", "contact", "--format", "json").out)]


def rules(tool: Tool) -> set[tuple[str, str]]:
    """Path and rule of everything that is found."""
    return {(f["path"], f["rule"]) for f in json.loads(tool("check", "--hints", "--format", "json").out)}


def test_g01_two_forms_of_one_name(tool: Tool) -> None:
    """G01: two forms are two files here. Both are notes, that is said, and a link means neither for sure."""
    composed, decomposed = "José", unicodedata.normalize("NFD", "José")
    tool.notes(
        {composed: CONTACT, decomposed: CONTACT, "Bo": f'---\ntype: contact\nmutuals: ["[[{composed}]]"]\n---\n'}
    )
    if len(list((tool.folder / "Contacts").iterdir())) < 3:
        pytest.skip("this file system takes both for one name")
    assert sorted(names(tool)) == sorted(["Bo.md", f"{composed}.md", f"{decomposed}.md"])
    assert {rule for _, rule in rules(tool)} >= {"same-stem", "link-ambiguous"}
    assert tool("sync").status == 0


@pytest.mark.parametrize("decomposed", [False, True])
def test_g01_a_link_in_another_form_is_followed(tool: Tool, decomposed: bool) -> None:
    """G01: an editor on another system wrote the same letters in another way."""
    other, name = (unicodedata.normalize(form, "José") for form in (("NFC", "NFD") if decomposed else ("NFD", "NFC")))
    tool.notes({
        name: CONTACT,
        "Interviews/Talk.md": f'---\ntype: interview\ncontact: "[[{other}]]"\ndate: 2026-12-03\n---\n',
    })  # fmt: skip
    assert not {rule for _, rule in rules(tool)} & {"link-broken", "link-ambiguous"}
    assert tool("set", other, "role=x").status == 0


def test_g02_names_that_differ_in_capitals(tool: Tool) -> None:
    """G02: two people where the file system says so, and a word of warning for those where it does not."""
    tool.notes({"jane": CONTACT, "Jane": CONTACT})
    if len(list((tool.folder / "Contacts").iterdir())) < 2:
        pytest.skip("this file system takes both for one name")
    assert sorted(names(tool)) == ["Jane.md", "jane.md"]
    assert "same-stem" in {rule for _, rule in rules(tool)}
    assert tool("set", "Contacts/jane.md", "role=x").status == 0
    assert b"role: x" in tool.bytes()["Contacts/jane.md"]
    assert b"role: x" not in tool.bytes()["Contacts/Jane.md"]


ODD = (
    'a:b?c*d<e>f|g"h', "trailing dot.", " leading", "trailing ", "CON", "aux", "back\\slash", "-rf", "--help", "%41",
    "$HOME", "~", "tab\there", "line\nbreak", "\x1b[31mred", "\u202egnp", "e\u0301", "[[x]]", "a#b^c", "x" * 252,
)  # fmt: skip


@pytest.mark.parametrize("name", ODD, ids=range(len(ODD)))
def test_g03_g04_odd_names_are_notes_like_any_other(tool: Tool, name: str) -> None:
    """G03, G04, G10: listed, due, written, moved away and forgotten by their path; printed harmlessly."""
    path = f"Contacts/{name}.md"
    tool.notes({path: CONTACT})
    assert names(tool) == [f"{name}.md"]
    assert len(tool.open()) == 1
    assert tool("sync").status == 0
    said = tool("set", path, "role=x")
    assert said.status == 0, said.err
    assert "\x1b" not in said.out + said.err
    assert b"\nrole: x\n" in tool.bytes()[path]
    assert tool("undo").status == 0
    assert tool.bytes()[path] == CONTACT.encode()
    assert tool("index", "--verify").status == 0
    assert tool("forget", "--yes", path).status == 0
    assert path not in tool.bytes()


OUTSIDE = (
    "../../secret",
    "../../secret.md",
    "/etc/passwd",
    "..\\..\\secret",
    "file:///etc/passwd",
    "Contacts/../../secret",
)


@pytest.mark.parametrize("target", OUTSIDE)
def test_g05_links_stay_in_the_vault(tool: Tool, target: str) -> None:
    """G05: whatever a link says, nothing outside is read, linked or written."""
    secret = tool.folder.parent / "secret.md"
    secret.write_text("---\ntype: contact\nname: Secret\nrole: spy\n---\n")
    tool.notes({
        "Ana": f"---\ntype: contact\nmutuals: ['[[{target}]]']\norg: '[x]({target})'\n---\n![[{target}]]\n",
        "Interviews/Talk.md": f"---\ntype: interview\ncontact: '[[{target}]]'\ndate: 2026-11-01\nstatus: done\n---\n",
    })  # fmt: skip
    for line in ("sync", "check --hints", "today --all", "show Ana", "tree", "stats", "brief Talk"):
        said = tool(*line.split())
        assert "spy" not in said.out + said.err
        assert "root:" not in said.out + said.err
    assert ("Interviews/Talk.md", "link-broken") in rules(tool)
    assert "spy" not in (tool.folder / "Dashboard.md").read_text()


@pytest.mark.parametrize("target", OUTSIDE)
@pytest.mark.parametrize("line", ["set {} role=x", "show {}", "check {}", "view {}", "log {} email", "rename Ana {}"])
def test_g05_arguments_stay_in_the_vault(tool: Tool, target: str, line: str) -> None:
    """G05: nor does a path that was typed lead out."""
    secret = tool.folder.parent / "secret.md"
    secret.write_text(CONTACT)
    tool.notes({"Ana": CONTACT})
    said = tool(*(target if word == "{}" else word for word in line.split()))
    assert said.status in (1, 2) or (line.startswith("rename") and said.status == 0)
    assert "root:" not in said.out
    assert secret.read_text() == CONTACT
    assert sorted(os.listdir(tool.folder.parent)) in (["notes", "secret.md"], ["cache", "notes", "secret.md"])
    if not line.startswith("rename"):
        assert set(tool.bytes()) == {"Contacts/Ana.md", "vaulttool.toml"}


def test_g06_g08_g09_what_is_no_file_is_not_opened(tool: Tool) -> None:
    """G06, G08, G09: links out of the vault, to devices, pipes and sockets, and pipes, sockets and folders themselves:
    no command waits for them or follows them, and each link that hides a note is told of."""
    contacts = tool.folder / "Contacts"
    tool.notes({"Ana": CONTACT})
    os.mkfifo(contacts / "pipe.md")
    (contacts / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(contacts)
        server.bind("socket.md")
        os.chdir(tool.folder)
        for number, target in enumerate(
            ("/etc/passwd", "/dev/zero", "/dev/tty", "/dev/stdin", "pipe.md", "socket.md", "no")
        ):
            (contacts / f"link {number}.md").symlink_to(target)
        command = [sys.executable, "-m", "vaulttool", "sync", "--today", DAY, "--vault", str(tool.folder)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("1 note, 1 added")
    assert done.stdout.count("is a link that leads out of the vault or nowhere") >= 4
    assert names(tool) == ["Ana.md"]


@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "socket"])
def test_g08_g14_a_file_that_became_something_else(tmp_path: Path, kind: str) -> None:
    """G06, G08, G14: between the look and the reading the note was swapped: it is refused at once, read or written."""
    made = tmp_path / "n.md"
    (tmp_path / "other").write_text("other")
    with socket.socket(socket.AF_UNIX) as server:
        match kind:
            case "pipe":
                os.mkfifo(made)
            case "link":
                made.symlink_to(tmp_path / "other")
            case "folder":
                made.mkdir()
            case _:
                os.chdir(tmp_path)
                server.bind("n.md")
        thread = threading.Thread(target=_must_refuse, args=(tmp_path,), daemon=True)
        thread.start()
        thread.join(timeout=10)
        assert not thread.is_alive()
    assert (tmp_path / "other").read_text() == "other"


def _must_refuse(folder: Path) -> None:
    with pytest.raises(UnreadableNote):
        read(folder, "n.md")
    with pytest.raises(VaultToolError):
        write(folder, "n.md", b"new", b"old")


def test_g14_swapped_for_a_link_in_the_middle_of_a_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """G14: whatever the name leads to by then, the file behind the link keeps its bytes."""
    (tmp_path / "n.md").write_text("old")
    (tmp_path / "other").write_text("old")
    plain = Place.replace

    def late(self: Place, old: str, new: str) -> None:
        (tmp_path / "n.md").unlink()
        (tmp_path / "n.md").symlink_to(tmp_path / "other")
        plain(self, old, new)

    monkeypatch.setattr(Place, "replace", late)
    assert write(tmp_path, "n.md", b"new", b"old")
    assert (tmp_path / "other").read_text() == "old"
    assert (tmp_path / "n.md").read_text() == "new"
    monkeypatch.undo()
    (tmp_path / "n.md").unlink()
    (tmp_path / "n.md").symlink_to(tmp_path / "other")
    with pytest.raises((ChangedMeanwhile, VaultToolError)):
        write(tmp_path, "n.md", b"newer", b"old")


def test_g07_circles_of_links_and_vaults_in_vaults(tool: Tool) -> None:
    """G07: links that lead to each other and up again end; a vault inside is a folder of notes."""
    tool.notes({"Ana": CONTACT, "Inner/vaulttool.toml": "", "Inner/Contacts/Bo.md": CONTACT})
    (tool.folder / "Contacts/up").symlink_to("..")
    (tool.folder / "a.md").symlink_to("b.md")
    (tool.folder / "b.md").symlink_to("a.md")
    (tool.folder / "self").symlink_to("self")
    assert sorted(names(tool)) == ["Ana.md", "Bo.md"]
    assert tool("sync").status == 0
    assert tool("check", "--hints").status in (0, 1)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount")
def test_g07_a_folder_mounted_below_itself(tool: Tool) -> None:
    """G07: what is seen twice that way is there twice, and the look at it ends."""
    tool.notes({"Ana": CONTACT, "Contacts/loop/x.txt": ""})
    loop = tool.folder / "Contacts/loop"
    if subprocess.run(["mount", "--bind", str(tool.folder), str(loop)], capture_output=True, check=False).returncode:
        pytest.skip("cannot mount here")
    try:
        assert names(tool).count("Ana.md") == 2
    finally:
        subprocess.run(["umount", "-l", str(loop)], check=True)


def test_g10_names_and_paths_too_long_for_the_system(tool: Tool) -> None:
    """G10: the longest name is written through a temporary file of a short one; what is longer is refused in words."""
    longest = "é" * 126
    deep = "/".join(["Contacts", *["d" * 200] * 15])
    tool.notes({f"Contacts/{longest}.md": CONTACT, f"{deep}/Ana.md": CONTACT})
    assert tool("set", longest, "role=x").status == 0
    assert tool("set", "Ana", "role=x").status == 0
    before = tool.bytes()
    for line in (("rename", "Ana", "y" * 300), ("new", "contact", "z" * 5000), ("new", "contact", "é" * 300)):
        said = tool(*line)
        assert said.status in (0, 2)
        assert "Traceback" not in said.err
    assert all(content in tool.bytes().values() for content in before.values())
    assert tool("index", "--verify").status == 0


FOLDERS = (
    "with blanks",
    "100% full",
    'it\'s "quoted"',
    "ünïcödé 日本",
    "-dash",
    "--help",
    "a;b&c",
    "[x]{y}*",
    "new\nline",
    "#x",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDERS)
def test_g12_any_name_of_the_vault(tmp_path: Path, name: str) -> None:
    """G12: as an option, by the variable, and from within; reading, writing, index and export."""
    vault = tmp_path / name
    (vault / "Contacts").mkdir(parents=True)
    (vault / "vaulttool.toml").touch()
    (vault / "Contacts/Ana.md").write_text(CONTACT)
    environment = {**os.environ, "VAULTTOOL_CACHE": str(tmp_path / "cache")}
    script = """
import os, sys
from vaulttool.cli.command_line import run
name = sys.argv[1]
lines = [["sync"], ["set", "Ana", "role=x"], ["check"], ["index", "--verify"], ["export", "json"], ["list", "contact"]]
for line in lines:
    assert run([*line, f"--vault={name}"]) == 0, line
    assert run([*line, "--vault", name]) == 0, line
os.environ["VAULTTOOL_VAULT"] = name
assert run(["today"]) == 0
del os.environ["VAULTTOOL_VAULT"]
os.chdir(os.path.join(name, "Contacts"))
assert run(["today"]) == 0
"""
    done = subprocess.run(
        [sys.executable, "-c", script, name], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "role: x" in (vault / "Contacts/Ana.md").read_text()
    assert sorted(os.listdir(tmp_path)) == sorted(["cache", name])


def test_g13_a_vault_behind_a_link(tool: Tool, tmp_path: Path) -> None:
    """G13: the same vault, with the same index, by whatever name; writing goes to the real one."""
    tool.notes({"Ana": CONTACT})
    link = tmp_path / "link"
    link.symlink_to(tool.folder)
    assert tool("sync").status == 0
    assert tool("sync", "--vault", str(link)).out.startswith("1 note, nothing changed")
    assert tool("set", "Ana", "role=x", "--vault", str(link)).status == 0
    assert b"role: x" in tool.bytes()["Contacts/Ana.md"]
    assert link.is_symlink()
    assert tool("index", "--path").out == tool("index", "--path", "--vault", str(link)).out


def test_g13_the_current_folder_is_gone(tmp_path: Path) -> None:
    """G13: that is said, with what to do; a vault that is named works all the same."""
    vault, gone = tmp_path / "vault", tmp_path / "gone"
    for folder in (vault, gone):
        folder.mkdir()
    (vault / "Ana.md").write_text(CONTACT)
    environment = {**os.environ, "VAULTTOOL_CACHE": str(tmp_path / "cache"), "TOOL": f"'{sys.executable}' -m vaulttool"}
    command = f'cd "{gone}" && rmdir "{gone}" && eval $TOOL'
    for arguments, status, said in (
        ("today", 2, "the current folder is gone"),
        (f"sync --vault '{vault}'", 0, ""),
        (f"today --vault '{vault}'", 0, ""),
    ):
        gone.mkdir(exist_ok=True)
        environment["PYTHONPATH"] = str(Path(__file__).parent.parent)
        done = subprocess.run(
            ["sh", "-c", f"{command} {arguments}"], env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (status, True, False), done.stderr


def test_g15_many_names_of_one_file(tool: Tool) -> None:
    """G15: hundreds of hard links are as many notes to look at; none of them is written."""
    tool.notes({"Ana": CONTACT})
    for number in range(300):
        os.link(tool.folder / "Contacts/Ana.md", tool.folder / f"Contacts/Ana {number}.md")
    assert len(names(tool)) == 301
    said = tool("set", "Contacts/Ana 7.md", "role=x")
    assert (said.status, "hard links" in said.err) == (2, True)
    assert tool.bytes()["Contacts/Ana.md"] == CONTACT.encode()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc")
def test_g15_files_that_lie_about_their_size() -> None:
    """G15: a file of no size that has content is refused, not half read."""
    with pytest.raises(UnreadableNote):
        read(Path("/proc/self"), "status")


def test_f25_a_scanner_holds_the_file_for_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F25: on Windows a rename that is refused for that is tried again, a few times; then it is told."""
    plain, calls = Place.replace, []

    def held(self: Place, old: str, new: str) -> None:
        calls.append(new)
        if len(calls) <= refusals:
            error = PermissionError(13, "used by another process")
            error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
            raise error
        plain(self, old, new)

    monkeypatch.setattr(Place, "replace", held)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    (tmp_path / "n.md").write_text("old")
    refusals = 3
    assert write(tmp_path, "n.md", b"new", b"old")
    refusals, calls = 99, []
    with pytest.raises(VaultToolError, match="cannot write"):
        write(tmp_path, "n.md", b"newer", b"new")
    assert (len(calls), os.listdir(tmp_path), (tmp_path / "n.md").read_text()) == (5, ["n.md"], "new")
