"""`log`: one line of contact in a person's note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from vaulttool.cli.carry import dry_run_option, finish, planned
from vaulttool.cli.naming import AmbiguousName, complete_name, pick_note
from vaulttool.cli.options import Day, command, day_from
from vaulttool.cli.session import Session
from vaulttool.core.schema import CHANNELS, PURPOSES
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.model import Note
    from vaulttool.reading import Reading


@command(
    "log",
    click.Argument(["name"], metavar="NAME", shell_complete=complete_name(("contact",))),
    click.Argument(["text"], nargs=-1, required=True, metavar="TEXT"),
    click.Option(["--channel"], type=click.Choice(CHANNELS), help="How you were in touch."),
    click.Option(["--in", "inward"], is_flag=True, help="They wrote or spoke to you."),
    click.Option(["--out", "outward"], is_flag=True, help="You wrote or spoke to them."),
    click.Option(["--for", "purpose"], type=click.Choice(PURPOSES), help="What it was for."),
    click.Option(["--on", "on"], type=Day(), metavar="DATE", help="When; default: today."),
    dry_run_option(),
)
@click.pass_context
def log(
    ctx: click.Context,
    name: str,
    text: tuple[str, ...],
    channel: str | None,
    inward: bool,
    outward: bool,
    purpose: str | None,
    on: date | str | None,
    dry_run: bool,
) -> None:
    """Note down that you were in touch: one line in the person's log, among the others by its date.

    A NAME of several words goes in quotes. TEXT may say channel and way itself: "email out: asked for 20 minutes".
    """
    from vaulttool.core.acts import touch_line
    from vaulttool.core.edit import AddLine
    from vaulttool.core.note_change import NoteChange

    words = " ".join(" ".join(text).split())
    if not words:
        raise click.UsageError("TEXT is empty; say what it was about", ctx)
    session = Session.of(ctx)
    session.ready_to_write()
    way = "both" if inward and outward else "in" if inward else "out" if outward else ""
    head = _head(channel or "", way, words)
    with session.reading() as found:
        note = _person(found, name, text)
        line = touch_line(day_from(session.today, on or "today"), *head, purpose or "")
        made, added = planned(found, [NoteChange(note.path, (AddLine("log", line, order_by_date=True),))])
    session.tell(f"{finding.message}; {finding.hint}" for finding in added if finding.severity == "warning")
    finish(session, made, dry_run=dry_run, nothing=f"nothing changed: {note.path} has that line already")
    has_channel = bool(channel) or words.lower().startswith("other")
    session.tell(_doubts(note, made.notes.get(note.path, note), session.today, has_channel=has_channel))


def _head(channel: str, way: str, words: str) -> tuple[str, str, str]:
    """Channel, way and words of the line: the options, and what the words begin with, as in `email out: asked`."""
    from vaulttool.core.parse.touch import said

    if not (channel or way):
        return "", "", words
    its_channel, its_way, rest = said(words)
    if ":" not in words[: len(words) - len(rest)]:
        return channel or "other", way, words
    if (channel and its_channel not in ("other", channel)) or (way and its_way not in ("", way)):
        in_words, in_options = (" ".join(filter(None, both)) for both in ((its_channel, its_way), (channel, way)))
        message = f"the words say {in_words}, and the options {in_options}"
        raise VaultToolError(message, "say it once: in the words, or with options")
    return channel or its_channel, way or its_way, rest


def _person(found: Reading, name: str, text: tuple[str, ...]) -> Note:
    """The person whose log it is. Refused when the first words of the text may belong to the name."""
    whole = f"{name} {text[0]}"
    if any(note and note.kind == "contact" for note in map(found.index.note, found.desk.book.resolve(whole))):
        raise VaultToolError(f"{whole!r} is a contact: a NAME of several words goes in quotes", "and so may the TEXT")
    try:
        return pick_note(found, name, ("contact",))
    except AmbiguousName as error:
        error.remedy += "\na NAME of several words goes in quotes"
        raise


def _doubts(before: Note, after: Note, today: date, *, has_channel: bool) -> Iterator[str]:
    """What the new touch does not say, and what that means; a day that is still to come."""
    known = {(touch.day, touch.word, touch.way, touch.text) for touch in before.of("touch")}
    channels = ", ".join(CHANNELS)
    for touch in after.of("touch"):
        if (touch.day, touch.word, touch.way, touch.text) in known:
            continue
        if not touch.way:
            yield (
                "no direction was read: the line counts as contact, but neither as your message nor as their answer, "
                f"and settles nothing; add --out or --in (`vaulttool undo` takes the line back; channels: {channels})"
            )
        elif touch.word == "other" and not has_channel:
            yield f"no channel was read, so it is `other`; name one with --channel: {channels}"
        if touch.day and touch.day > today:
            yield f"{touch.day} is later than today: the line counts from that day on"
