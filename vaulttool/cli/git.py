"""`git setup` and `git merge-driver`: a vault that several people or machines share with git."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.carry import dry_run_option
from vaulttool.cli.options import command, global_options
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.integrations.git import Repository
    from vaulttool.integrations.git_step import Step


@click.command(
    "setup",
    short_help="prepare this clone",
    epilog="Example: vaulttool git setup --dry-run",
    params=[
        dry_run_option(),
        click.Option(["--ignore-dashboard"], is_flag=True, help="Keep the dashboard out of git."),
        click.Option(["--remove"], is_flag=True, help="Take out what setup put into this clone."),
        *global_options(),
    ],
)
@click.pass_context
def setup(ctx: click.Context, dry_run: bool, ignore_dashboard: bool, remove: bool) -> None:
    """Prepare this clone: once for each clone, and again when Python or vaulttool moved.

    It puts in a merge driver, which merges notes field by field and list line by list line and unites the ticks of the
    dashboard; hooks, which run `sync` after a merge or rebase and `check --staged` before a commit (your own hooks are
    kept, and run first); and a line in .gitattributes, which you commit for everybody. Each step is shown; what is
    done already is left out.
    """
    from vaulttool.integrations import git_setup
    from vaulttool.integrations.git import open_repository

    session = Session.of(ctx)
    if remove and ignore_dashboard:
        raise click.UsageError("take one of --remove and --ignore-dashboard", ctx)
    repository = open_repository(session.vault, os.environ)
    dashboard = _dashboard(session) if ignore_dashboard else ""
    steps = git_setup.removal(repository) if remove else git_setup.setup(repository, _python(), dashboard)
    _go(session, tuple(steps), dry_run=dry_run)
    if not remove:
        session.tell((*_left(repository), *_private_in_git(session)))


@click.command(
    "merge-driver",
    short_help="merge three versions of a note; git calls it",
    epilog="Example: vaulttool git merge-driver base.md ours.md theirs.md Contacts/Ana.md 7",
    params=[
        *(click.Argument([name], type=click.Path(path_type=Path)) for name in ("base", "ours", "theirs")),
        click.Argument(["path"], required=False),
        click.Argument(["marker_size"], required=False, default=7, type=click.IntRange(1, 1000)),
        click.Option(["--conflicts-exit"], default=1, metavar="STATUS", help="Exit status when conflicts are left."),
        *global_options(),
    ],
)
@click.pass_context
def merge_driver(
    ctx: click.Context, base: Path, ours: Path, theirs: Path, path: str | None, marker_size: int, conflicts_exit: int
) -> None:
    """Merge three versions of a note or dashboard into the file OURS. Git calls this, once it is set up.

    Exit status 0: merged; 1: conflicts are left in it, between git's markers. PATH is the file's name in the
    repository.
    """
    from vaulttool.integrations.git_merge import merge_files

    ctx.exit(conflicts_exit if merge_files(base, ours, theirs, marker_size) else 0)


@command("git", cls=click.Group)
def git() -> None:
    """Share a vault by git: notes merge field by field and line by line, the dashboard is never in the way."""


assert isinstance(git, click.Group)
git.add_command(setup)
git.add_command(merge_driver)


def _python() -> str:
    """The interpreter that runs this; hooks and the merge driver name it whole."""
    if not sys.executable:
        raise VaultToolError("this Python does not know where it is", "run vaulttool from a normal installation")
    return os.path.abspath(sys.executable)


def _dashboard(session: Session) -> str:
    from vaulttool.config import load

    return load(session.vault).dashboard


def _private_in_git(session: Session) -> Iterator[str]:
    """A warning when private notes may leave this machine by git."""
    from vaulttool.doctor.answer import Place, State
    from vaulttool.doctor.notes import private_notes

    for answer in private_notes(Place(session.vault, os.environ, _python())):
        if answer.state is not State.FINE:
            yield f"{answer.message}; {answer.remedy}"


def _go(session: Session, steps: Sequence[Step], *, dry_run: bool) -> None:
    """Show each step and, unless it is a dry run, take it."""
    for step in steps:
        if not session.is_quiet or dry_run:
            click.echo(terminal(step.says))
        if not dry_run:
            step.do()
    if not session.is_quiet:
        click.echo(_summary(steps, dry_run=dry_run))


def _summary(steps: Sequence[Step], *, dry_run: bool) -> str:
    if not steps:
        return "Nothing to do: this clone is as it should be."
    if dry_run:
        return "Nothing was changed: this is what would be done."
    shared = any(step.is_shared for step in steps)
    return f"Done.{' Commit it; the others run `vaulttool git setup` once in their clones.' if shared else ''}"


def _left(repository: Repository) -> Iterator[str]:
    """What setup leaves to the person."""
    from vaulttool.integrations.git_hooks import HOOKS, folder_of_hooks

    if folder_of_hooks(repository) is None:
        yield "core.hooksPath leads out of this clone, so no hooks were written; call these from the hooks there:"
        yield from (f"{name}: vaulttool {hook.command}" for name, hook in HOOKS.items())
