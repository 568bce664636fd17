"""`init` and `demo`: a new vault, and the git repository around it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from vaulttool.cli.options import command
from vaulttool.cli.paging import say
from vaulttool.cli.session import Session, current_folder
from vaulttool.core.dashboard.words import count
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError


@command(
    "init",
    click.Argument(["folder"], required=False, metavar="[DIR]", type=click.Path(path_type=Path)),
    click.Option(["--sample"], is_flag=True, help="Add example notes, dated around today."),
    click.Option(["--git"], is_flag=True, help="Make it a git repository, with ignore and attributes files."),
    click.Option(["--adopt"], is_flag=True, help="Only write settings for the notes that are there."),
    click.Option(["--dry-run"], is_flag=True, help="Show what would be written; write nothing."),
)
@click.pass_context
def init(ctx: click.Context, folder: Path | None, sample: bool, git: bool, adopt: bool, dry_run: bool) -> None:
    """Lay out a vault in DIR (default: the current folder).

    Nothing is ever overwritten: in a folder that has files, only what is missing is added. Where notes about people
    are there already, and no settings, their folders, tags and fields are looked at first, and only a vaulttool.toml
    is written that says how to read them (`--adopt` asks for just that). Run it once more to add folders and templates.
    """
    from vaulttool.cli.adopt import adopt as adopt_notes
    from vaulttool.cli.adopt import proposal_for

    session = Session.of(ctx)
    if adopt and (sample or git):
        raise click.UsageError("--adopt writes only settings; take it without --sample and --git", ctx)
    place = _place(folder or session.asked.get("vault") or Path())
    _refuse_inside(place, "init")
    proposal = None if sample or git else proposal_for(place, asked=adopt)
    if proposal is not None:
        adopt_notes(session, place, proposal, dry_run=dry_run)
        return
    if dry_run:
        _show_missing(place, sample=sample, git=git, today=session.asked.get("today") or date.today())
        return
    if git:
        _require_git()
    added = _lay_out(place, sample=sample, git=git, today=session.asked.get("today") or date.today())
    made = begin_repository(place) if git else False
    if session.is_quiet:
        return
    if session.is_verbose:
        click.echo("".join(f"{terminal(path)}\n" for path in added), nl=False)
    where = terminal(str(place))
    say(f"Added {count(len(added), 'file')} to {where}." if added else f"Nothing was missing in {where}.")
    if made:
        say("Made it a git repository. Nothing is committed yet.")
    say(f"Next: `vaulttool --vault '{where}' sync`, then open Dashboard.md there. Home.md says how it works.")


@command("demo", click.Argument(["folder"], default="vaulttool-demo", metavar="[DIR]", type=click.Path(path_type=Path)))
@click.pass_context
def demo(ctx: click.Context, folder: Path) -> None:
    """Make a sample vault in the new folder DIR (default: vaulttool-demo), and show its list of today."""
    session = Session.of(ctx)
    place = _place(folder)
    _refuse_inside(place, "demo")
    if place.is_dir() and any(place.iterdir()):
        raise VaultToolError(
            f"{place} is there already and has files in it",
            "name another folder, `vaulttool demo DIR`; or look at this one, `vaulttool --vault DIR`",
        )
    day = session.asked.get("today") or date.today()
    _lay_out(place, sample=True, git=False, today=day)
    _sync_and_show(session, place, day)


def begin_repository(folder: Path) -> bool:
    """Make the folder a git repository unless it is inside one; True when it was made."""
    if _git(folder, "rev-parse", "--is-inside-work-tree").returncode == 0:
        return False
    done = _git(folder, "init", "--quiet")
    if done.returncode:
        raise VaultToolError(f"git init failed: {done.stderr.strip()}", "the notes are there; run `git init` by hand")
    return True


def _sync_and_show(session: Session, place: Path, day: date) -> None:
    from vaulttool.report.terminal import today_rows
    from vaulttool.sync import sync

    outcome = sync(place, day)
    where = terminal(str(place))
    say(f"A sample vault is in {where}. Its dashboard, Dashboard.md, says:\n")
    session.show(today_rows(outcome.lists.due, outcome.lists, outcome.picture), paged=False)
    say(f"\nChange a note there and run `vaulttool --vault '{where}' sync`. Your own: `vaulttool init DIR`.")


def _place(folder: Path) -> Path:
    """The absolute folder; raises `VaultToolError` when something else has that name."""
    place = (current_folder() / folder).absolute()
    if place.exists() and not place.is_dir():
        raise VaultToolError(f"{place} is a file", "name a folder, one that may be new")
    return place


def _refuse_inside(place: Path, command: str) -> None:
    """A vault within another: its notes would count among those of the outer one."""
    from vaulttool.vault import vault_around

    outer = vault_around(place)
    if outer:
        message = f"{place} lies inside the vault {outer}, which would take its notes for its own"
        raise VaultToolError(message, f"name a folder outside of that vault: `vaulttool {command} DIR`")


def _lay_out(place: Path, *, sample: bool, git: bool, today: date) -> Sequence[str]:
    from vaulttool.cli.local_zone import my_zone
    from vaulttool.starter import lay_out

    return lay_out(place, sample=sample, git=git, today=today, timezone=my_zone(""))


def _show_missing(place: Path, *, sample: bool, git: bool, today: date) -> None:
    from vaulttool.starter import missing_in

    missing = missing_in(place, sample=sample, git=git, today=today)
    click.echo("".join(f"{terminal(path)}\n" for path in missing), nl=False)
    say(f"Nothing was written: {count(len(missing), 'file')} would be added to {terminal(str(place))}.")


def _require_git() -> None:
    if shutil.which("git") is None:
        raise VaultToolError("git is not installed", "install git, or run `vaulttool init` without --git")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in a folder, without a shell."""
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
