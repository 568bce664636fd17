"""`show`: all there is to know of one person, organisation or other note."""

from __future__ import annotations

import click

from vaulttool.cli.everyday.show import show as card_of
from vaulttool.cli.naming import complete_name
from vaulttool.cli.options import command
from vaulttool.cli.session import Session


@command(
    "show", click.Argument(["name"], nargs=-1, required=True, metavar="NAME", shell_complete=complete_name())
)  # fmt: skip
@click.pass_context
def show(ctx: click.Context, name: tuple[str, ...]) -> None:
    """The card of a person: status, last contact, what is due, what is open between you, talks, names, favours.

    Of an organisation: the people there, what they said of entry-level posts and of the culture, how it fits. Of any
    other note: its fields. A few letters of the name are enough.
    """
    card_of(Session.of(ctx, ("text", "json")), " ".join(name))
