"""`check`: findings, chosen by path, rule and severity."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from vaulttool.cli.explain import explain_option, unknown_rule
from vaulttool.cli.options import command
from vaulttool.cli.session import Session, current_folder

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from vaulttool.core.diagnostics import Finding

    Found = tuple[Sequence[Finding], int]
    """Findings, and how many notes were looked at."""


class RuleNames(click.ParamType[tuple[str, ...]]):
    """Names of checks, separated by commas."""

    name = "rules"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names; a usage error for one that does not exist."""
        from vaulttool.core.rule_names import CHECK_NAMES

        names = tuple(part.strip() for part in str(value).split(",") if part.strip())
        for name in names:
            if name not in CHECK_NAMES:
                self.fail(unknown_rule(name), param, ctx)
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
    findings, notes = _fixed(session, choice, dry_run=dry_run) if fix else _read(session, staged=staged)
    found = [f for f in choice.of(findings) if hints or f.severity != "hint" or f.rule in choice.rules]
    _print(session, found, notes)
    ctx.exit(int(any(f.severity == "error" or (strict and f.severity == "warning") for f in found)))


class Choice(NamedTuple):
    """Which findings are asked for: of these checks (all when there are none), not of those, below these paths."""

    rules: Collection[str]
    barred: Collection[str]
    below: Sequence[str]

    def of(self, findings: Sequence[Finding]) -> list[Finding]:
        """Those asked for, hints among them."""
        named = (f for f in findings if (not self.rules or f.rule in self.rules) and f.rule not in self.barred)
        return [finding for finding in named if _is_below(finding, self.below)]


def _fixed(session: Session, choice: Choice, *, dry_run: bool) -> Found:
    from vaulttool.cli.fix import fixed

    outcome = fixed(session, choice.of, dry_run=dry_run)
    return outcome.findings, outcome.notes


def _read(session: Session, *, staged: bool) -> Found:
    if staged:
        from vaulttool.cli.staged import read_staged

        outcome = read_staged(session)
        return outcome.findings, outcome.notes
    with session.reading() as found:
        return found.findings, found.look.counts.notes


def _print(session: Session, found: Sequence[Finding], notes: int) -> None:
    from vaulttool.report import terminal

    if session.format == "json":
        from vaulttool.report import json

        session.show_json(json.findings(found))
    elif session.format == "github":
        from vaulttool.report.github import workflow_commands

        click.echo(workflow_commands(found, _from_here(session.vault)), nl=False)
    else:
        session.show(terminal.finding_rows(found), wrap=sys.stdout.isatty())
        if not session.is_quiet:
            click.echo(terminal.found_in(found, notes))


def _in_vault(vault: Path, path: Path) -> str:
    """A path as findings name it: from here, else from the vault; a usage error when neither is there."""
    for base in (current_folder(), vault):
        whole = Path(os.path.abspath(base / path))
        if os.path.lexists(whole) and whole.is_relative_to(vault):
            return whole.relative_to(vault).as_posix()
    raise click.UsageError(f"{os.fspath(path)!r} is no note or folder of the vault {os.fspath(vault)!r}")


def _is_below(finding: Finding, paths: Sequence[str]) -> bool:
    return not paths or any(path in (".", finding.path) or finding.path.startswith(f"{path}/") for path in paths)


def _from_here(vault: Path) -> str:
    """What leads from the current folder, where GitHub's runner has the repository, to the vault."""
    here = current_folder()
    if vault == here or not vault.is_relative_to(here):
        return ""
    return f"{vault.relative_to(here).as_posix()}/"
