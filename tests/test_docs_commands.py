"""The README and the pages of docs/: each command shown is run on a sample vault, each link leads somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from tests.vault_cli import DAY, Tool, tool
from vaulttool.cli.catalogue import COMMANDS
from vaulttool.cli.main import vaulttool as main
from vaulttool.config import load

__all__ = ["tool"]

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
RUNNABLE = {"", "console", "sh"}
"""What a fenced block that holds commands is marked as; only its lines that begin with `vaulttool` are run."""

SKIPPED = {
    r"vaulttool watch": "runs until it is ended; tests/test_watch_cli.py",
    r".* --(pick|copy|open|edit)\b": "needs somebody at a terminal, a clipboard or a browser",
    r'vaulttool (merge-contacts|forget) "[^"]+"( "[^"]+")?$': "asks at a terminal",
    r"vaulttool forget .*--(keep-interviews|as)\b(?!.*--yes)": "asks at a terminal",
    r'vaulttool merge-contacts .*"A\. Ruiz"': "the sample vault has nobody twice whose notes can be read",
}
"""Commands that are not run, and why."""

ALTERNATIVES = {"renaming-and-merging.md"}
"""Pages whose commands do the same thing in several ways: each begins with the vault as it was."""

OTHER_SETTINGS = {"editors.md"}
"""Pages whose TOML is an editor's, not ours."""

OUTSIDE = r"vaulttool (init|--vault) my-network\b"
"""Commands that are given beside the vault."""

FOUND_SOMETHING = r"vaulttool check\b"
"""Commands that may end with 1, since the sample vault has a fault to show."""


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: where it begins, what it is marked as, and its lines."""

    line: int
    mark: str
    lines: tuple[str, ...]


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page."""
    begun: tuple[int, str, str] | None = None
    inside: list[str] = []
    for number, line in enumerate(page.read_text().splitlines(), 1):
        fence = re.match(r" *(```+)(\w*)", line)
        if begun is None and fence:
            begun, inside = (number, fence[1], fence[2]), []
        elif begun and line.strip() == begun[1]:
            yield Block(begun[0], begun[2], tuple(inside))
            begun = None
        elif begun:
            inside.append(line)


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^ *(```+)\w*\n.*?^ *\1$", "", page.read_text(), flags=re.M | re.S)


def commands(page: Path) -> Iterator[tuple[str, str]]:
    """`docs/report.md:6` and the command shown there, without comment, pipe and redirection."""
    for block in blocks(page):
        if block.mark in RUNNABLE:
            for number, line in enumerate(block.lines, block.line + 1):
                shown = re.split(r"\s+#\s|\s\|\s|\s>\s", line.strip().removeprefix("$ "))[0].strip()
                if re.match(r"vaulttool\b", shown):
                    yield f"{page.relative_to(ROOT)}:{number}", shown


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample vault as the guide begins with, in a git repository."""
    from vaulttool.cli.command_line import run

    folder = tmp_path_factory.mktemp("sample") / "my-network"
    assert run(("init", str(folder), "--sample", "--git", "--quiet", "--today", DAY)) == 0
    return folder


@pytest.fixture
def home(tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with the file that LinkedIn sends."""
    folder = tmp_path / "home"
    (folder / "Downloads").mkdir(parents=True)
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    rows = f"{head}\nUma,Day,,,Acme Wetlands,Clerk,05 Mar 2024"
    with zipfile.ZipFile(folder / "Downloads/LinkedIn.zip", "w") as archive:
        archive.writestr("Connections.csv", f"Notes:\n\n{rows}\n")
    monkeypatch.setenv("HOME", str(folder))
    return folder


def laid_out(tool: Tool, sample: Path) -> None:
    """The sample vault, as it was, in the folder of the tool."""
    shutil.rmtree(tool.folder)
    shutil.copytree(sample, tool.folder)


def words_of(tool: Tool, shown: str) -> list[str]:
    """The words of a command; `ID` is a follow-up of the day, `~` the home folder."""
    words = [str(Path(word).expanduser()) if word.startswith("~/") else word for word in shlex.split(shown)[1:]]
    if "ID" in words:
        some = next(reason["id"] for reason in tool.open() if reason["tickable"])
        words = [str(some) if word == "ID" else word for word in words]
    return words


def is_skipped(shown: str) -> bool:
    """Whether the table names a reason not to run it."""
    return any(re.match(pattern, shown) for pattern in SKIPPED)


@pytest.mark.parametrize("page", [page for page in PAGES if list(commands(page))], ids=name)
def test_commands_shown_work(page: Path, tool: Tool, sample: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the page, on the sample vault: each ends with 0."""
    laid_out(tool, sample)
    for place, shown in commands(page):
        if is_skipped(shown):
            continue
        if page.name in ALTERNATIVES:
            laid_out(tool, sample)
        monkeypatch.chdir(tool.folder.parent if re.match(OUTSIDE, shown) else tool.folder)
        said = tool(*words_of(tool, shown))
        assert said.status in ({0, 1} if re.match(FOUND_SOMETHING, shown) else {0}), (place, shown, said)


def test_the_readmes_first_week_works_on_its_tiny_note(tool: Tool) -> None:
    """The note of the first day is all there is; each command named in the steps of the first week ends with 0."""
    page = (ROOT / "README.md").read_text()
    day, week = (page.split(f"\n## {title}\n")[1].split("\n## ")[0] for title in ("The first day", "The first week"))
    tiny = day.split("```markdown\n")[1].split("```")[0]
    tool.notes({"Ana Ruiz": tiny})
    named = re.findall(r"`(vaulttool [^`]+)`", week)
    assert any(shown.startswith("vaulttool draft") for shown in named)
    for shown in named:
        said = tool(*shlex.split(shown)[1:])
        assert said.status == 0, (shown, said)


def test_the_examples_can_be_deleted_as_advised(tool: Tool, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the README and the examples themselves say to delete them, the command for that is named, and works."""
    laid_out(tool, sample)
    monkeypatch.chdir(tool.folder)
    about = (tool.folder / "About the examples.md").read_text()
    assert all("`vaulttool sync --allow-empty`" in text for text in ((ROOT / "README.md").read_text(), about))
    assert tool("sync").status == 0
    for folder in ("Campaigns", "Contacts", "Interviews", "Organisations", "Shareables"):
        shutil.rmtree(tool.folder / folder)
    assert tool("sync").status == 2
    assert tool("sync", "--allow-empty").status == 0
    assert tool("today").status == 0


def test_the_guides_new_contact_has_what_a_first_message_needs(tool: Tool) -> None:
    """The commands that make Mia Holt in the guide are enough for a draft."""
    for _, shown in commands(ROOT / "docs/guide/before.md"):
        if "Mia Holt" in shown:
            assert tool(*shlex.split(shown)[1:]).status == 0, shown
    assert tool("draft", "Mia Holt").status == 0


@pytest.mark.parametrize("pattern", SKIPPED)
def test_each_reason_to_skip_is_needed(pattern: str) -> None:
    """The list of commands that are not run names none that is no longer shown."""
    assert any(re.match(pattern, shown) for page in PAGES for _, shown in commands(page)), pattern


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_named_exist(page: Path) -> None:
    """A command named within a sentence is in the catalogue, and has the options named with it."""
    context = click.Context(main)
    for found in re.findall(r"`vaulttool ([^`]+)`", prose(page)):
        words = found.split()
        command = main.get_command(context, words[0]) if words[0] in COMMANDS else None
        if words[0].startswith("-") or words[0].isupper():
            continue
        assert command, f"{page.name}: vaulttool {found}"
        if isinstance(command, click.Group):
            command = command.get_command(context, words[1]) if words[1:] else None
        known = {option for param in command.params for option in param.opts} if command else set()
        assert {w.split("=")[0] for w in re.findall(r"(?<!\S)--[a-z-]+", found)} <= known | {"--help"}, (
            page.name,
            found,
        )


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link and picture names a file, and a heading in it where it has a `#part`."""
    for target in re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", re.sub(r"`[^`]*`", "", prose(page))):
        link = target[0] or target[1]
        if re.match(r"[a-z]+:", link):
            continue
        path, _, part = link.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name}: {link}"
        assert not part or part in headings(file), f"{page.name}: {link}"


def headings(page: Path) -> set[str]:
    """The names by which headings are linked to."""
    found = re.findall(r"^#+ (.+)$", prose(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


def test_the_index_names_every_page() -> None:
    """docs/README.md links all other pages."""
    linked = set(re.findall(r"\]\(([^)#\s]+)\)", (ROOT / "docs/README.md").read_text()))
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in PAGES[1:]} - {"README.md"}
    assert pages <= linked


def test_make_targets_shown_exist() -> None:
    """`make` lines of the pages name targets of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    shown = {
        w for page in PAGES for block in blocks(page) for line in block.lines for w in re.findall(r"^make (\w+)", line)
    }
    assert shown
    assert shown <= targets


SETTINGS = [
    pytest.param(block, id=f"{name(page)}:{block.line}")
    for page in PAGES
    for block in blocks(page)
    if block.mark == "toml" and page.name not in OTHER_SETTINGS
]


@pytest.mark.parametrize("block", SETTINGS)
def test_settings_shown_are_valid(block: Block, tmp_path: Path) -> None:
    """A block of settings is taken without a complaint."""
    (tmp_path / "vaulttool.toml").write_text("\n".join(block.lines))
    load(tmp_path)
