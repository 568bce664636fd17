"""The command line: help, global options, exit statuses, and each command from end to end."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click
import pytest

import vaulttool as package
from tests.vault_cli import Said, called, own_folder
from vaulttool.cli.catalogue import COMMANDS
from vaulttool.cli.main import vaulttool
from vaulttool.core.dashboard.region import BEGIN

DAY = ("--today", "2026-12-02")
"""A Wednesday."""

TARGETED = "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-20\n---\n"


@dataclass(frozen=True)
class Tool:
    """Calls the tool in this process, in a folder of its own with a cache of its own."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Said:
        return called(self.capture, *arguments)

    def note(self, path: str, text: str) -> Path:
        """Write a note."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tool:
    """The tool in an empty folder."""
    return Tool(own_folder(tmp_path, monkeypatch), capsys)


@pytest.fixture
def vault(tool: Tool) -> Tool:
    """The tool in a folder with one targeted contact."""
    tool.note("Contacts/Ana Ruiz.md", TARGETED)
    return tool


def environment(**more: str) -> dict[str, str]:
    """The variables of a process that is to find this very source."""
    return {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1]), **more}


def call(*arguments: str, stdout: IO[str] | int = subprocess.PIPE, **more: str) -> subprocess.CompletedProcess[str]:
    """Call the tool as a user does, in a process of its own, in the current folder."""
    command = [sys.executable, "-m", "vaulttool", *arguments]
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, env=environment(**more), encoding="utf-8", check=False
    )


def test_help_groups_the_commands_with_an_example_each(tool: Tool) -> None:
    """Every command stands in the help with what it is for and an example."""
    said = tool("--help")
    assert said.status == 0
    for name, entry in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(entry.summary)}$", said.out, re.MULTILINE)
        assert f"e.g. {entry.example}" in said.out
        assert f"{entry.group}:" in said.out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_what_the_catalogue_says(name: str) -> None:
    """The catalogue leads to a command of that name, whose help shows the example, and the example parses."""
    context = click.Context(vaulttool)
    command = vaulttool.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert command.short_help == COMMANDS[name].summary
    words = COMMANDS[name].example.split()
    assert words[:2] == ["vaulttool", name]
    command.make_context(name, words[2:], resilient_parsing=False, obj={})


def test_help_loads_no_heavy_library() -> None:
    """Asking for help reads no YAML, no Markdown, no index and no colours."""
    code = (
        "import sys\nfrom vaulttool.cli.command_line import run\nrun(sys.argv[1:])\n"
        "heavy = {'yaml', 'frontmatter', 'markdown_it', 'watchdog', 'rich', 'sqlite3', 'holidays', 'platformdirs'}\n"
        "sys.stderr.write(', '.join(sorted(heavy & set(sys.modules))))"
    )
    for arguments in (["--help"], ["sync", "--help"], ["--version"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, env=environment(), check=True
        )
        assert done.stderr == b""


@pytest.mark.parametrize("arguments", [["--version"], ["today", "--version"], ["-q", "sync", "--version"]])
def test_version_anywhere(tool: Tool, arguments: list[str]) -> None:
    """The version is told before and after a command's name."""
    assert tool(*arguments) == Said(0, f"vaulttool {package.__version__}\n", "")


def test_shell_completion() -> None:
    """Shells get the commands by click's own mechanism."""
    done = call(_VAULTTOOL_COMPLETE="bash_complete", COMP_WORDS="vaulttool to", COMP_CWORD="1")
    assert done.stdout == "plain,today\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tody"], "Did you mean 'today'?"),
        (["today", "--today", "2.12.2026"], "write it as 2026-12-01"),
        (["--today", "2026-02-30", "today"], "'2026-02-30' is not a date"),
        (["today", "--dayz"], "--days"),
        (["today", "--format", "github"], "this command has no github output"),
        (["--format", "json", "init"], "this command has no json output"),
        (["index", "--path", "--verify"], "take one of"),
    ],
)
def test_a_wrong_call_is_told_what_is_right(tool: Tool, arguments: list[str], words: str) -> None:
    """A mistake on the command line: exit status 2, the remedy on standard error, nothing on standard output."""
    said = tool(*arguments)
    assert (said.status, said.out) == (2, "")
    assert words in said.err


def test_without_a_vault(tool: Tool) -> None:
    """Bare, the tool says how to begin; a command that needs a vault ends with 2 and says so on standard error."""
    assert tool().status == 0
    said = tool("today")
    assert (said.status, said.out) == (2, "")
    assert "no vault here" in said.err
    assert "vaulttool init DIR" in said.err
    assert tool("--vault", "nowhere").status == 2


def test_today_lists_people_with_ids(vault: Tool) -> None:
    """Bare in a vault and with `today`: the same list, dated, with an id at the left."""
    said = vault(*DAY)
    assert said.status == 0
    assert said.out.startswith("Wednesday 2026-12-02 · 1 to do today, 1 of them late\n")
    assert re.search(r"^[0-9a-z]{8}  Ana Ruiz · ", said.out, re.MULTILINE)
    assert vault("today", *DAY) == said


def test_global_options_stand_anywhere(vault: Tool) -> None:
    """Before or after the command's name they mean the same; the later one wins."""
    before = vault(*DAY, "--format", "json", "today")
    after = vault("today", "--today", "2026-12-02", "--format", "json")
    both = vault("--today", "2027-01-01", "--format", "text", "today", "--today", "2026-12-02", "--format", "json")
    assert before == after == both
    (record,) = json.loads(before.out)
    assert (record["person"], record["path"], record["state"]) == ("Ana Ruiz", "Contacts/Ana Ruiz.md", "late")


def test_today_may_be_counted_from_the_systems(vault: Tool) -> None:
    """`--today tomorrow`, for a look ahead."""
    shown = [json.loads(vault("today", "--all", "--today", day, "--format", "json").out) for day in ("today", "+1000w")]
    assert shown[0] != shown[1]
    assert vault("today", "--today", "tomorrow").status == 0


def test_windows_of_today(vault: Tool) -> None:
    """Without options what is due, `--days` a window, `--all` whatever has a date."""
    early = ("--today", "2026-11-20", "--format", "json")
    assert json.loads(vault("today", *early).out) == []
    assert json.loads(vault("today", *early, "--days", "2").out) == []
    (soon,) = json.loads(vault("today", *early, "--days", "14").out)
    (every,) = json.loads(vault("today", *early, "--all").out)
    assert soon == every
    assert soon["state"] == "soon"


def test_private_people_are_in_the_terminal_only(vault: Tool) -> None:
    """A private contact is in `today` and not in the dashboard note."""
    vault.note("Contacts/Ben Ode.md", TARGETED.replace("status", "private: true\nstatus"))
    assert vault("sync", *DAY).status == 0
    assert "Ben Ode" in vault("today", *DAY).out
    assert "Ben Ode" not in (vault.folder / "Dashboard.md").read_text(encoding="utf-8")


def test_sync_writes_once(vault: Tool) -> None:
    """The first sync writes the dashboard, the second finds nothing to do and touches nothing."""
    first = vault("sync", *DAY)
    dashboard = vault.folder / "Dashboard.md"
    assert first.out.startswith("1 note, 1 added · no errors · 1 to do today, 1 of them late · dashboard written\n")
    assert "**[[Ana Ruiz]]**" in dashboard.read_text(encoding="utf-8")
    before = dashboard.stat()
    second = vault("sync", *DAY)
    assert second.out.startswith("1 note, nothing changed · ")
    assert second.out.rstrip().endswith("dashboard unchanged")
    assert (dashboard.stat().st_mtime_ns, dashboard.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_sync_dry_run_shows_and_writes_nothing(vault: Tool) -> None:
    """A dry run prints the lines that would change."""
    said = vault("sync", "--dry-run", *DAY)
    assert "+# Follow-ups" in said.out
    assert "would change, nothing was written" in said.out
    assert not (vault.folder / "Dashboard.md").exists()


def test_sync_as_json(vault: Tool) -> None:
    """The documented numbers."""
    found = json.loads(vault("sync", *DAY, "--format", "json").out)
    assert (found["notes"], found["added"], found["dashboard"]) == (1, 1, "written")
    assert found["follow_ups"]["late"] == 1


def test_sync_keeps_text_around_and_refuses_a_page_of_ones_own(vault: Tool) -> None:
    """A file with text and without markers is refused with 2 and left as it is."""
    page = vault.note("Dashboard.md", "my own page\n")
    said = vault("sync", *DAY)
    assert said.status == 2
    assert BEGIN in said.err
    assert page.read_text(encoding="utf-8") == "my own page\n"


def test_findings_set_the_exit_status(vault: Tool) -> None:
    """`check` ends with 1 for errors; `sync` with 0, unless it is strict."""
    vault.note("Contacts/Ben Ode.md", "---\ntype: contact\nlast_contact: 3/4/2026\n---\n")
    said = vault("check", *DAY)
    assert said.status == 1
    assert re.match(r"Contacts/Ben Ode\.md:3:\d+: error date-not-iso: .+\n    .+\n", said.out)
    assert said.out.endswith("1 error in 1 of 2 notes\n")
    assert vault("sync", *DAY).status == 0
    assert vault("sync", "--strict", *DAY).status == 1


def test_check_chooses_by_path_and_rule(vault: Tool) -> None:
    """Paths, `--select` and `--ignore` narrow what is shown and what the status depends on."""
    vault.note("Contacts/Ben Ode.md", "---\ntype: contact\nlast_contact: 3/4/2026\n---\n")
    assert vault("check", "Contacts/Ana Ruiz.md", *DAY).status == 0
    assert vault("check", "Contacts", *DAY).status == 1
    assert vault("check", "--ignore", "date-not-iso,wrong-type", *DAY).status == 0
    assert vault("check", "--select", "wrong-type", *DAY).status == 0
    assert vault("check", "--select", "date-not-iso", *DAY).status == 1
    wrong = vault("check", "--select", "date-not-is", *DAY)
    assert wrong.status == 2
    assert "did you mean 'date-not-iso'?" in wrong.err
    other = vault("check", "--ignore", "follow-up", *DAY)
    assert "there is no check 'follow-up'; all are listed in docs/reference.md" in other.err
    assert vault("check", "../cache", *DAY).status == 2


def test_check_counts_the_notes_that_were_asked_for(vault: Tool) -> None:
    """By the paths given; all of them otherwise."""
    vault.note("Contacts/Ben Ode.md", "---\ntype: contact\n---\n")
    vault.note("Reading list.md", "books\n")
    ana = "Contacts/Ana Ruiz.md"
    for words, number in (((), 3), ((".",), 3), (("Contacts",), 2), ((ana,), 1), ((ana, "--fix"), 1)):
        assert vault("check", *words, *DAY).out.startswith(f"no errors in {number} note")


def test_check_as_data(vault: Tool) -> None:
    """JSON has the documented keys; GitHub's form leads to the line."""
    vault.note("Contacts/Ben Ode.md", "---\ntype: contact\nlast_contact: 3/4/2026\n---\n")
    (record,) = json.loads(vault("check", *DAY, "--format", "json").out)
    assert set(record) == {"rule", "severity", "path", "line", "column", "message", "hint", "fixable"}
    assert vault("check", *DAY, "--format", "github").out.startswith("::error file=Contacts/Ben Ode.md,line=3,col=")


def test_explain(tool: Tool) -> None:
    """`--explain` prints the page of a check or follow-up rule without a vault, and knows near misses."""
    assert tool("check", "--explain", "date-not-iso").out.startswith("date-not-iso (check, error)\n\n")
    assert tool("today", "--explain", "thank-you").out.startswith("thank-you (follow-up, weight 96)\n\n")
    said = tool("check", "--explain", "thank-yu")
    assert said.status == 2
    assert "did you mean 'thank-you'?" in said.err
    assert "there is no rule 'xyz'; all are listed in docs/reference.md" in tool("check", "--explain", "xyz").err
    of_a_line = tool("today", "--explain", "k3v9q2xt").err
    assert "the rule of a line: `vaulttool today --all --format json`" in of_a_line


def test_reading_commands_change_nothing(vault: Tool) -> None:
    """`today`, `check` and `index` leave every byte and time in the vault as it was."""
    vault("sync", *DAY)

    def state() -> dict[str, tuple[int, bytes]]:
        files = (path for path in vault.folder.rglob("*") if path.is_file())
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = state()
    for arguments in (["today"], ["today", "--all"], ["check"], ["index"], ["index", "--verify"]):
        assert vault(*arguments, "--today", "2026-12-09").status == 0
    assert state() == before


def test_index_is_outside_and_right(vault: Tool) -> None:
    """The index lies outside the vault, says what a fresh one says, and can be built anew."""
    vault("sync", *DAY)
    where = Path(vault("index", "--path").out.strip())
    assert not where.is_relative_to(vault.folder)
    assert vault("index", "--verify", *DAY).status == 0
    assert vault("index", "--rebuild", *DAY).out == "Built the index anew from 1 note.\n"
    assert json.loads(vault("index", "--verify", "--format", "json", *DAY).out) == {"differences": []}


def test_init_adds_what_is_missing_and_overwrites_nothing(tool: Tool) -> None:
    """The second time there is nothing to add; a file of one's own stays."""
    own = tool.note("mine/Home.md", "my home\n")
    first = tool("init", "mine", *DAY)
    assert first.status == 0
    assert re.match(r"Added \d+ files to ", first.out)
    assert own.read_text(encoding="utf-8") == "my home\n"
    assert (tool.folder / "mine/vaulttool.toml").is_file()
    assert tool("init", "mine", *DAY).out.startswith("Nothing was missing in ")
    assert tool("init", "mine/Home.md").status == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_init_with_git(tool: Tool) -> None:
    """A repository is made once, with ignore and attributes files; inside one no other is made."""
    first = tool("init", "mine", "--git", *DAY)
    assert "git repository" in first.out
    assert (tool.folder / "mine/.git").is_dir()
    assert (tool.folder / "mine/.gitignore").is_file()
    assert (tool.folder / "mine/.gitattributes").is_file()
    (tool.folder / "mine/vaulttool.toml").unlink()
    inner = tool("init", "mine/inner", "--git", *DAY)
    assert inner.status == 0
    assert not (tool.folder / "mine/inner/.git").exists()


@pytest.mark.parametrize(
    "words",
    [("demo",), ("demo", "deep/demo"), ("init", "."), ("init", "new", "--sample"), ("init", "new", "--dry-run")],
)
def test_no_vault_is_begun_inside_another(tool: Tool, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its notes would be read as those of the outer one; nothing is written, and a folder outside is asked for."""
    tool.note("mine/vaulttool.toml", "")
    (tool.folder / "mine/Contacts").mkdir()
    monkeypatch.chdir(tool.folder / "mine/Contacts")
    said = tool(*words, *DAY)
    assert said.status == 2
    assert f"lies inside the vault {tool.folder}/mine, which would take its notes for its own" in said.err
    assert f"name a folder outside of that vault: `vaulttool {words[0]} DIR`" in said.err
    assert sorted(path.name for path in tool.folder.rglob("*")) == ["Contacts", "mine", "vaulttool.toml"]
    assert tool("demo", "../../demo", *DAY).status == 0


def test_a_vault_that_lies_inside_another_already_is_completed(tool: Tool) -> None:
    """One with settings of its own is there, whatever is around it."""
    tool.note("mine/vaulttool.toml", "")
    tool.note("mine/inner/vaulttool.toml", "")
    assert tool("init", "mine/inner", *DAY).status == 0


def test_a_sample_vault_has_something_to_do(tool: Tool) -> None:
    """`demo` makes a vault, syncs it and shows its list; a folder with files is refused."""
    said = tool("demo", *DAY)
    assert said.status == 0
    assert "Do today" in said.out
    assert BEGIN in (tool.folder / "vaulttool-demo/Dashboard.md").read_text(encoding="utf-8")
    again = tool("demo", *DAY)
    assert again.status == 2
    assert "name another folder" in again.err


def test_watch_ends_when_all_is_quiet(vault: Tool) -> None:
    """`--until-quiet` ends the watch, with the dashboard written and a line for the run."""
    said = vault("watch", "--until-quiet", "0.2", *DAY)
    assert said.status == 0
    assert re.search(r"^\d\d:\d\d:\d\d  1 note, 1 added", said.out, re.MULTILINE)
    assert (vault.folder / "Dashboard.md").is_file()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_watch_is_ended_by_a_signal_without_a_traceback(vault: Tool, number: signal.Signals, status: int) -> None:
    """Exit status 130 after Ctrl-C, 0 after a polite request to end, and no traceback."""
    command = [sys.executable, "-m", "vaulttool", "watch", *DAY]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment(), encoding="utf-8") as process:
        assert process.stdout is not None
        process.stdout.readline()
        while "added" not in process.stdout.readline():
            assert process.poll() is None
        process.send_signal(number)
        _, err = process.communicate(timeout=10)
    assert process.returncode == status
    assert "Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written(vault: Tool) -> None:
    """A full disk below standard output: status 2 and one line, no traceback."""
    with Path("/dev/full").open("w") as full:
        done = call("today", *DAY, stdout=full)
    assert done.returncode == 2
    assert done.stderr == "vaulttool: cannot write the output: No space left on device\n"


def test_a_reader_that_goes_away(vault: Tool) -> None:
    """A closed pipe (`| head`) ends the tool quietly."""
    reading, writing = os.pipe()
    os.close(reading)
    done = call("today", *DAY, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


def test_any_locale_gives_the_same_bytes(vault: Tool) -> None:
    """What is printed does not depend on a plain `C` locale."""
    vault.note("Contacts/Zoë 李.md", TARGETED)
    plain = call("today", *DAY, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    wide = call("today", *DAY, LC_ALL="C.UTF-8")
    assert plain.returncode == 0
    assert plain.stdout == wide.stdout
    assert "Zoë 李" in plain.stdout


def test_colours_on_demand_only(vault: Tool) -> None:
    """A pipe gets plain text; `--color always` colours; `never` does not."""
    assert "\x1b" not in vault("today", *DAY).out
    assert "\x1b[" in vault("today", "--color", "always", *DAY).out
    assert "\x1b" not in vault("today", "--color", "never", *DAY).out


def test_leaving_says_all_and_does_what_was_to_be_done_at_the_end() -> None:
    """A process that ends at once has printed everything, and whoever waits for its end is called."""
    program = (
        "import atexit, sys; from vaulttool.__main__ import main; atexit.register(print, 'at the end');"
        " print('at the beginning'); sys.argv = ['vaulttool', *sys.argv[1:]]; main()"
    )
    done = subprocess.run([sys.executable, "-c", program, "--version"], capture_output=True, text=True, check=False)
    first, *_, last = done.stdout.splitlines()
    assert (done.returncode, first, last, done.stderr) == (0, "at the beginning", "at the end", "")
    done = subprocess.run([sys.executable, "-c", program, "tdoay"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "at the beginning\nat the end\n")
    assert "tdoay" in done.stderr


def test_a_profiler_gets_its_numbers(tmp_path: Path) -> None:
    """The process of a command that is being profiled ends the usual way."""
    command = [sys.executable, "-m", "cProfile", "-o", str(tmp_path / "profile"), "-m", "vaulttool", "--version"]
    subprocess.run(command, capture_output=True, check=True)
    assert (tmp_path / "profile").stat().st_size
