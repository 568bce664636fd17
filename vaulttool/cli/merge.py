"""`merge-contacts`: two notes of one person become one; the other one goes to the trash."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from vaulttool.cli.carry import dry_run_option, show_diff
from vaulttool.cli.consent import agreed, yes_option
from vaulttool.cli.naming import complete_name, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.relinking import Source, checked, course_of, rewrites, source_of, sources
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError, WriteRefused

if TYPE_CHECKING:
    from vaulttool.core.edit import Refusal
    from vaulttool.core.merging import Merged
    from vaulttool.core.model import Note
    from vaulttool.core.relink import Course
    from vaulttool.reading import Reading
    from vaulttool.writing import Plan

TRASH = ".trash"


@command(
    "merge-contacts",
    click.Argument(["a"], metavar="A", shell_complete=complete_name(("contact",))),
    click.Argument(["b"], metavar="B", shell_complete=complete_name(("contact",))),
    yes_option(),
    dry_run_option(),
)
@click.pass_context
def merge_contacts(ctx: click.Context, a: str, b: str, yes: bool, dry_run: bool) -> None:
    """Make one note of two that are the same person. A stays; B goes to .trash.

    A takes from B what it lacks: lines of the log by their dates, values of lists, text, and B's name as an alias.
    Where the two differ A's value stays, and a line under "To settle" asks which is right. Links to B lead to A.
    """

    session = Session.of(ctx)
    session.ready_to_write()
    with session.reading() as found:
        keep, other = (pick_note(found, name, ("contact",)) for name in (a, b))
        made, merged, said = _planned(found, keep, other)
    session.tell(said)
    if dry_run:
        show_diff(made)
    elif agreed(_question(keep, other, made), yes=yes):
        _carry_out(session, keep, other, made, merged)


globals()["merge-contacts"] = merge_contacts


def _planned(found: Reading, keep: Note, other: Note) -> tuple[Plan, Merged, tuple[str, ...]]:
    from vaulttool.core.edit import Refusal, Unset, apply, apply_all
    from vaulttool.core.note_change import Move, Rewrite
    from vaulttool.core.relink import relink, twins
    from vaulttool.writing import plan

    _check_pair(found, keep, other)
    settings, root = found.desk.settings, found.root
    course = course_of(found, {other.path: keep.path}, {other.path: None, keep.path: _with_aliases(keep, other)})

    def led(source: Source) -> str | Refusal:
        doubled = twins(source.text, source.path, source.kind, settings, course)
        text = apply_all(source.text, doubled, source.kind, settings)
        return text if isinstance(text, Refusal) else relink(text, source.path, source.kind, settings, course)

    ours, theirs = source_of(found, keep), source_of(found, other)
    text, other_text = (checked(source, led(source)) for source in (ours, theirs))
    among, said = sources(found, keep, other)
    others = list(rewrites(among, led, apart=(keep.path, other.path)))
    away = Move(other.path, _trash_path(root, other))

    def made_with(other_text: str) -> tuple[Plan, Merged]:
        merged = _merged(found, ours, text, other_text, keep, other, course)
        changed = [Rewrite(keep.path, ours.text, merged.text)] if merged.text != ours.text else []
        return plan(root, settings, [*changed, *others, away]), merged

    made, merged = made_with(other_text)
    if not keep.text("status") and _is_status_behind(found, made, keep.path):
        made, merged = made_with(checked(theirs, apply(other_text, Unset("status"), other.kind, settings)))
    return made, merged, said


def _is_status_behind(found: Reading, made: Plan, path: str) -> bool:
    """Whether the status of a note would say less than the facts do once the plan is carried out."""
    from vaulttool.core.afterwards import desk_after
    from vaulttool.core.checks import findings_of

    note, after = made.notes.get(path), desk_after(found.index, found.desk, made.outlook)
    return note is not None and any(one.rule == "status-behind-facts" for one in findings_of(note, after))


def _check_pair(found: Reading, keep: Note, other: Note) -> None:
    if keep.path == other.path:
        raise VaultToolError(f"both names mean {keep.path}", "name two notes; a path is always clear")
    for one, two in ((keep, other), (other, keep)):
        if any(found.desk.book.resolve(link.target) == (two.path,) for link in one.linked("distinct_from")):
            message = f"{one.path} says in `distinct_from` that {two.name} is somebody else"
            raise VaultToolError(message, "take the name out there first, if that is no longer so")


def _with_aliases(keep: Note, other: Note) -> Note:
    """The note that stays, as links will find it."""
    from vaulttool.core.model import Field

    names = (*keep.aliases, other.stem, other.name, *other.aliases)
    return replace(keep, fields={**keep.fields, "aliases": Field("aliases", tuple(dict.fromkeys(names)), "list")})


def _merged(
    found: Reading, ours: Source, text: str, other_text: str, keep: Note, other: Note, course: Course
) -> Merged:
    """One text of both. Refused when a list line would get lost, or plain text become one."""
    from vaulttool.core.edit import Refusal
    from vaulttool.core.merging import Side, gained_items, lost_items, merged
    from vaulttool.core.parse.note import parse_note

    settings = found.desk.settings

    def place(target: str) -> str:
        paths = course.after.resolve(target)
        return paths[0] if len(paths) == 1 else ""

    made = merged(Side(text, keep), Side(other_text, other), settings, place)
    if isinstance(made, Refusal):
        raise WriteRefused(f"the notes were not merged. {made.message}", made.remedy)
    checked(ours, made.text)
    together = parse_note(keep.path, made.text.encode("utf-8"), settings).note
    lost, gained = lost_items(keep, other, together), gained_items(keep, other, together)
    if lost:
        message = f"the notes were not merged: the line {lost[0].text!r} would not be read in {keep.path}"
        raise WriteRefused(message, "close the code blocks and comments of both notes, or merge them by hand")
    if gained:
        message = f"the line {gained[0].text!r} would be read as {gained[0].type} in {keep.path}"
        raise WriteRefused(f"the notes were not merged: {message}", "merge them by hand")
    return made


def _trash_path(root: Path, note: Note) -> str:
    """A path in the vault's trash, as Obsidian uses it, that is free."""
    number = 1
    while os.path.lexists(root / (path := f"{TRASH}/{note.stem}{f' {number}' if number > 1 else ''}.md")):
        number += 1
    return path


def _question(keep: Note, other: Note, made: Plan) -> str:
    count = sum(1 for edit in made.edits if edit.old is not None and edit.new is not None)
    notes = "1 note changes" if count == 1 else f"{count} notes change"
    return f"{other.path} becomes part of {keep.path}; {notes}. Go on?"


def _carry_out(session: Session, keep: Note, other: Note, made: Plan, merged: Merged) -> None:
    from vaulttool.writing import carry_out

    carry_out(made, session.typed)
    if session.is_quiet:
        return
    trash = next(edit.path for edit in made.edits if edit.moved_from)
    others = [edit.path for edit in made.edits if edit.new is not None and edit.path not in (keep.path, trash)]
    lines = [f"{other.path} is part of {keep.path} now; it was moved to {trash}"]
    lines += [f"links changed in {', '.join(others)}"] if others else []
    lines += [f"to settle, in {keep.path}:"] if merged.questions else []
    lines += [f"  {question}" for question in merged.questions]
    click.echo("".join(f"{terminal(line)}\n" for line in lines), nl=False)
