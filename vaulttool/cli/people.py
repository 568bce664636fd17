"""`path`, `tree`, `balance`: how to reach a person, who led to whom, what went to and fro."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vaulttool.cli.all_notes import roster_of
from vaulttool.cli.naming import NothingMatched, complete_name, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.session import Session

if TYPE_CHECKING:
    from vaulttool.core.favours import Balance

_CONTACT = ("contact",)


def _name(*, required: bool) -> click.Argument:
    metavar = "NAME" if required else "[NAME]"
    return click.Argument(
        ["name"], nargs=-1, required=required, metavar=metavar, shell_complete=complete_name(_CONTACT)
    )


@command("path", _name(required=True))
@click.pass_context
def path(ctx: click.Context, name: tuple[str, ...]) -> None:
    """Every way to reach a person, the best first, with the line of the note that says so.

    Where you met, who named or could introduce them, who works or worked at the same place, shares a school or a group,
    also over two people; then something worth sending; then writing without a link.
    """
    from vaulttool.core.ways import ways_to
    from vaulttool.report import lookups

    session = Session.of(ctx, ("text", "json"))
    with session.reading() as found:
        person = pick_note(found, " ".join(name), _CONTACT)
        ways = ways_to(person, roster_of(found))
    if session.format == "json":
        session.show_json(lookups.way_records(ways))
    elif ways:
        session.show(lookups.way_rows(person.name, ways))
    if not ways:
        raise NothingMatched(f"{person.name} is marked as not to be contacted")


@command("tree", _name(required=False))
@click.pass_context
def tree(ctx: click.Context, name: tuple[str, ...]) -> None:
    """Who led to whom: names given in talks, and introductions. With NAME, the tree below that person."""
    from vaulttool.core import lineage
    from vaulttool.core.roster import Who
    from vaulttool.report import lookups

    session = Session.of(ctx, ("text", "json"))
    with session.reading() as found:
        person = pick_note(found, " ".join(name), _CONTACT) if name else None
        roster = roster_of(found)
        who = Who(person.path, person.name) if person else None
        above = lineage.line_to(who, roster) if who else ()
        branches = lineage.tree_of(who, roster) if who else lineage.tree(roster)
    if session.format == "json":
        session.show_json(lookups.tree_records(branches, above))
    elif branches:
        session.show(lookups.tree_rows(branches, above))
    else:
        session.tell(["nobody has led you to anybody yet: `referrals` in a talk, `referred_by` in a contact say so"])


@command("balance", _name(required=False))
@click.pass_context
def balance(ctx: click.Context, name: tuple[str, ...]) -> None:
    """Favours both ways, and what you still owe; those to whom you owe most come first. With NAME, line by line."""
    from vaulttool.core.favours import balance_of, balances
    from vaulttool.report import lookups

    session = Session.of(ctx, ("text", "json"))
    with session.reading() as found:
        if name:
            person = pick_note(found, " ".join(name), _CONTACT)
            shown: tuple[Balance, ...] = (balance_of(found.desk.dossier(person)),)
        else:
            roster = roster_of(found)
            shown = balances(map(roster.dossier, roster.contacts))
    if session.format == "json":
        from vaulttool.report.card_records import balance_record

        session.show_json([balance_record(one) for one in shown])
    elif shown:
        session.show(lookups.balance_rows(shown, in_full=bool(name)))
    else:
        session.tell(["no favours yet: write them under `## Favours` of a contact, `- gave 2026-12-05: what`"])
