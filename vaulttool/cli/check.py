"""`check`: findings, chosen by path, rule and severity."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaulttool.cli.everyday.check import Choice, read
from vaulttool.cli.everyday.check import check as show
from vaulttool.cli.explain import explain_option, unknown
from vaulttool.cli.options import command
from vaulttool.cli.session import Session, current_folder

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from vaulttool.cli.everyday.check import Found


class RuleNames(click.ParamType[tuple[str, ...]]):
    """Names of checks, separated by commas."""

    name = "rules"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names; a usage error for one that does not exist."""
        from vaulttool.core.rule_names import CHECK_NAMES

        names = tuple(part.strip() for part in str(value).split(",") if part.strip())
        for name in names:
            if name not in CHECK_NAMES:
                self.fail(unknown("check", name, CHECK_NAMES), param, ctx)
        return names


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from vaulttool.cli.completion import complete_checks

    return complete_checks(ctx, param, incomplete)


@command(
    "check",
    click.Argument(["paths"], nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path)),
    click.Option(["--strict"], is_flag=True, help="Exit with 1 for warnings too."),
    click.Option(["--hints"], is_flag=True, help="Show hints too."),
    click.Option(
        ["--select"], type=RuleNames(), multiple=True, metavar="RULE", shell_complete=_complete,
        help="Only these checks.",
    ),
    click.Option(
        ["--ignore"], type=RuleNames(), multiple=True, metavar="RULE", shell_complete=_complete,
        help="Not these checks.",
    ),
    click.Option(["--fix"], is_flag=True, help="Make the safe fixes; the findings that are left are listed."),
    click.Option(["--dry-run"], is_flag=True, help="With --fix: show what would change; write nothing."),
    click.Option(["--staged"], is_flag=True, help="The notes that are staged in git, as they are staged."),
    explain_option(),
)  # fmt: skip
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    strict: bool,
    hints: bool,
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    fix: bool,
    dry_run: bool,
    staged: bool,
) -> None:
    """What is wrong in the notes, where, and what to do about it.

    An error makes an answer wrong or hides a note: exit status 1. A PATH is a note or a folder of the vault. RULE may
    be several names with commas between.
    """
    session = Session.of(ctx, ("text", "json", "github"))
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix", ctx)
    if staged and fix:
        raise click.UsageError("--staged looks at what git holds, which --fix does not change", ctx)
    below = [_in_vault(session.vault, path) for path in paths]
    choice = Choice({n for names in select for n in names}, {n for names in ignore for n in names}, below)
    found = _fixed(session, choice, dry_run=dry_run) if fix else _staged(session) if staged else read(session, below)
    ctx.exit(show(session, found, choice, hints=hints, strict=strict))


def _fixed(session: Session, choice: Choice, *, dry_run: bool) -> Found:
    from vaulttool.cli.fix import fixed

    outcome = fixed(session, choice.of, dry_run=dry_run)
    return outcome.findings, read(session, choice.below)[1] if choice.below else outcome.notes


def _staged(session: Session) -> Found:
    from vaulttool.cli.staged import read_staged

    outcome = read_staged(session)
    return outcome.findings, outcome.notes


def _in_vault(vault: Path, path: Path) -> str:
    """A path as findings name it: from here, else from the vault; a usage error when neither is there."""
    for base in (current_folder(), vault):
        whole = Path(os.path.abspath(base / path))
        if os.path.lexists(whole) and whole.is_relative_to(vault):
            return whole.relative_to(vault).as_posix()
    raise click.UsageError(f"{os.fspath(path)!r} is no note or folder of the vault {os.fspath(vault)!r}")
