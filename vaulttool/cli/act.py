"""`done`, `snooze` and `dismiss`: what was, will not yet be, and will not be done, by the ids that `today` shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from vaulttool.cli.carry import dry_run_option, finish, planned
from vaulttool.cli.options import Day, command, day_from
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.conclusion import FollowUp
    from vaulttool.core.note_change import NoteChange
    from vaulttool.reading import Reading
    from vaulttool.writing import Plan

Holds = Callable[["FollowUp | None"], bool]
"""Whether a follow-up, as it would be afterwards (None: gone), is as it was meant."""


@command(
    "done",
    click.Argument(["ids"], nargs=-1, required=True, metavar="ID..."),
    click.Option(["--on"], type=Day(), metavar="DATE", help="When you did it; default: today."),
    click.Option(["--note", "words"], metavar="TEXT", help="A few words on it, for the log."),
    dry_run_option(),
)
@click.pass_context
def done(ctx: click.Context, ids: tuple[str, ...], on: date | str | None, words: str | None, dry_run: bool) -> None:
    """Say that a follow-up is done; the fact is written into the note where it belongs.

    ID is what `today` shows, or as many of its first letters as are clear. The id of a line with several reasons
    means those that one message serves.
    """
    from vaulttool.core.acts import Deed
    from vaulttool.core.acts import done as changes_of

    session = Session.of(ctx)
    session.ready_to_write()
    day = day_from(session.today, on or "today")
    if day > session.today:
        raise click.UsageError(f"{day} is still to come; what is done has a past date", ctx)
    with session.reading() as found:
        chosen = _chosen(found, ids, ticks=True)
        deeds = [Deed(one, found.desk, day, words or "") for one in chosen]
        _act(session, found, chosen, lambda: changes_of(deeds), lambda after: after is None, dry_run=dry_run)


@command(
    "snooze",
    click.Argument(["words"], nargs=-1, required=True, metavar="[ID] DATE"),
    click.Option(["--late"], is_flag=True, help="All that is late."),
    dry_run_option(),
)
@click.pass_context
def snooze(ctx: click.Context, words: tuple[str, ...], late: bool, dry_run: bool) -> None:
    """Put a follow-up off to a date: 2026-12-20, tomorrow, +3d or +2w. Kept as a line in the person's log.

    With --late it is all that is late, after a holiday: `snooze --late +7d`. What belongs before a planned talk is not
    put off past it.
    """
    from vaulttool.core.acts import BEFORE_A_TALK, snoozed, too_late

    session = Session.of(ctx)
    session.ready_to_write()
    *ids, when = words
    if bool(ids) == late:
        raise click.UsageError("say what, and until when: snooze ID DATE, or snooze --late DATE", ctx)
    until = day_from(session.today, Day().convert(when, None, None))
    if until <= session.today:
        raise click.UsageError(f"{until} is not in the future", ctx)
    with session.reading() as found:
        chosen = _due_before(found, session.today) if late else _chosen(found, ids)
        missed = {one: f"{why}: {_named(one)}" for one in chosen if (why := too_late(one, until, found.desk))}
        if missed and not late:
            raise VaultToolError(next(iter(missed.values())), BEFORE_A_TALK)
        session.tell(f"left as it is, {why}" for why in missed.values())
        chosen = [one for one in chosen if one not in missed]
        _mark(
            session, found, chosen, lambda one: snoozed(one, session.today, until),
            lambda after: after is None or after.due >= until, many=late, dry_run=dry_run,
        )  # fmt: skip


@command(
    "dismiss",
    click.Argument(["ids"], nargs=-1, metavar="[ID]..."),
    click.Option(["--why"], required=True, metavar="TEXT", help="The reason, for yourself."),
    click.Option(["--due-before", "before"], type=Day(), metavar="DATE", help="All that was due before that day."),
    dry_run_option(),
)
@click.pass_context
def dismiss(ctx: click.Context, ids: tuple[str, ...], why: str, before: date | str | None, dry_run: bool) -> None:
    """Take a follow-up off the list without doing it. Kept, with the reason, as a line in the person's log."""
    from vaulttool.core.acts import dismissed

    session = Session.of(ctx)
    session.ready_to_write()
    if bool(ids) == bool(before) or not why.strip():
        raise click.UsageError("say what, and why: dismiss ID --why TEXT, or dismiss --due-before DATE --why TEXT", ctx)
    with session.reading() as found:
        chosen = _due_before(found, day_from(session.today, before)) if before else _chosen(found, ids)
        _mark(
            session, found, chosen, lambda one: dismissed(one, session.today, why),
            lambda after: after is None, many=bool(before), dry_run=dry_run,
        )  # fmt: skip


def _chosen(found: Reading, ids: Sequence[str], *, ticks: bool = False) -> list[FollowUp]:
    """The follow-ups that these ids mean, each once; of a line with several reasons those that one message serves."""
    from vaulttool.cli.follow_up_ids import pick

    chosen: dict[str, FollowUp] = {}
    for one in ids:
        chosen.update({f.id: f for f in pick(found.outcome, one, ticks=ticks)})
    return list(chosen.values())


def _due_before(found: Reading, day: date) -> list[FollowUp]:
    return [f for f in found.follow_ups if f.due < day]


def _mark(
    session: Session, found: Reading, chosen: list[FollowUp], change: Callable[[FollowUp], NoteChange], holds: Holds,
    *, many: bool, dry_run: bool,
) -> None:  # fmt: skip
    """Write a log line for each; of many, those that a log line does not reach are named and left."""
    from vaulttool.core.acts import speaks_of_both

    if many:
        left = [one for one in chosen if not _does_hold(found, one, change(one), holds)]
        session.tell(f"left as it is, a line in the log cannot settle it: {_named(one)}" for one in left)
        chosen = [one for one in chosen if one not in left]
    _act(session, found, chosen, lambda: [change(one) for one in chosen], holds, dry_run=dry_run)
    also = [f for f in found.follow_ups if f not in chosen and any(speaks_of_both(f, one) for one in chosen)]
    session.tell(f"the same line speaks of this too: {_named(f)}" for f in also)


def _act(
    session: Session, found: Reading, chosen: list[FollowUp], changes: Callable[[], Sequence[NoteChange]],
    holds: Holds, *, dry_run: bool,
) -> None:  # fmt: skip
    """Plan, see that it comes out as meant, then write."""
    from vaulttool.core.acts import CannotAct

    try:
        wanted = changes()
    except CannotAct as reason:
        raise VaultToolError(reason.message, reason.remedy) from reason
    made, _ = planned(found, wanted)
    unmoved = _unmoved(found, chosen, made, holds)
    if unmoved:
        message = f"this would not settle it: {_named(unmoved[0])}"
        raise VaultToolError(message, f"it is settled by: {unmoved[0].clears}. Nothing was written")
    finish(session, made, dry_run=dry_run, nothing="nothing to do")


def _does_hold(found: Reading, one: FollowUp, change: NoteChange, holds: Holds) -> bool:
    """Whether the line can be written and does what it is meant to do."""
    from vaulttool.writing import plan

    try:
        made = plan(found.root, found.desk.settings, [change])
    except VaultToolError:
        return False
    return not _unmoved(found, [one], made, holds)


def _unmoved(found: Reading, chosen: list[FollowUp], made: Plan, holds: Holds) -> list[FollowUp]:
    """Those that would not come out as meant."""
    from vaulttool.core.afterwards import desk_after, open_after

    after = open_after(desk_after(found.index, found.desk, made.outlook), chosen)
    return [one for one in chosen if not holds(after.get(one.id))]


def _named(follow_up: FollowUp) -> str:
    return terminal(f"{follow_up.person_name or follow_up.about_name}: {follow_up.text}")
