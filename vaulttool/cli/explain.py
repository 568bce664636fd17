"""`--explain RULE`: the page of a check or follow-up rule."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


_LISTED = "all are listed in docs/reference.md"


def explain_option() -> click.Option:
    """An option that prints a rule's page and ends; an unknown name is told which was meant."""
    return click.Option(
        ["--explain"], metavar="RULE", expose_value=False, is_eager=True, callback=_explain, help="What a rule means.",
        shell_complete=_complete,
    )  # fmt: skip


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from vaulttool.cli.completion import complete_rules

    return complete_rules(ctx, param, incomplete)


def _explain(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None or ctx.resilient_parsing:
        return
    from vaulttool.report.explain import explain, known

    page = explain(value)
    if page is None:
        of_a_line = "; the rule of a line: `vaulttool today --all --format json`" if ctx.info_name == "today" else ""
        raise click.BadParameter(unknown("rule", value, known()) + of_a_line, ctx, param)
    click.echo(page, nl=False)
    ctx.exit()


def unknown(what: str, name: str, among: Collection[str]) -> str:
    """What to say about a rule or a check that is not among these."""
    from vaulttool.report.explain import similar

    near = similar(name, among)
    return f"there is no {what} {name!r}; " + (f"did you mean {near!r}?" if near else _LISTED)
