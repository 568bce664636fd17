"""`rename`: another name for a note, and every link to it led there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vaulttool.cli.carry import carried_out, dry_run_option
from vaulttool.cli.naming import NothingMatched, complete_name, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.relinking import Source, checked, course_of, rewrites, source_of, sources
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaulttool.core.edit import Refusal
    from vaulttool.core.model import Note
    from vaulttool.reading import Reading
    from vaulttool.writing import Plan


@command(
    "rename",
    click.Argument(["old"], metavar="OLD", shell_complete=complete_name()),
    click.Argument(["new"], metavar="NEW"),
    click.Option(["--keep-alias"], is_flag=True, help="Keep the old name among the aliases."),
    dry_run_option(),
)
@click.pass_context
def rename(ctx: click.Context, old: str, new: str, keep_alias: bool, dry_run: bool) -> None:
    """Give a note another name, and lead every link in the vault there.

    A name of several words goes in quotes. NEW may begin with a folder: `rename "Ana Ruiz" "Alumni/Ana Ruiz"`.
    """

    session = Session.of(ctx)
    session.ready_to_write()
    with session.reading() as found:
        note = _note(found, old)
        made, said = _planned(found, note, _new_path(note, new), keep_alias=keep_alias)
    session.tell(said)
    _finish(session, note, made, dry_run=dry_run)


def _note(found: Reading, name: str) -> Note:
    """The note of that name, one that is none of ours too."""
    try:
        return pick_note(found, name)
    except NothingMatched:
        note = found.desk.book.resolve_one(name.removesuffix(".md"))
        if note is None:
            raise
        return note


def _new_path(note: Note, new: str) -> str:
    """Where the note will stand. Refused for what is no file name everywhere."""
    from vaulttool.core.portable_names import clean_name, portable_stem
    from vaulttool.core.values import fold

    *folders, name = new.strip().removeprefix("[[").removesuffix("]]").removesuffix(".md").split("/")
    stem = clean_name(name)
    parts = (*map(clean_name, folders), stem)
    near = tuple(map(portable_stem, parts))
    if near != parts:
        leads_away = not all(part.strip(".") for part in parts)
        remedy = "name a folder from the top of the vault, `Alumni/NAME`, or none" if leads_away else ""
        raise VaultToolError(f"{new!r} is no name that every system takes", remedy or f"take {'/'.join(near)!r}")
    present = note.path.rpartition("/")[0]
    folder = "/".join(folders) if folders and fold("/".join(folders)) != fold(present) else present
    return f"{folder}/{stem}.md" if folder else f"{stem}.md"


def _planned(found: Reading, note: Note, path: str, *, keep_alias: bool) -> tuple[Plan, tuple[str, ...]]:
    from msgspec.structs import replace

    from vaulttool.core.note_change import Move, Rewrite
    from vaulttool.core.relink import relink
    from vaulttool.writing import plan

    settings = found.desk.settings
    there = replace(note, path=path)
    course = course_of(found, {note.path: path}, {note.path: None, path: there})
    among, said = sources(found, note, there)

    def led(source: Source) -> str | Refusal:
        return relink(source.text, source.path, source.kind, settings, course)

    own = source_of(found, note)
    text = checked(own, _own_text(found, note, own, there.stem, among, keep_alias=keep_alias))
    text = checked(own, led(own._replace(text=text)))
    moves = [Move(note.path, path)] if path != note.path else []
    changes = [Rewrite(note.path, own.text, text)] if text != own.text else []
    made = plan(found.root, settings, [*moves, *changes, *rewrites(among, led, apart=(note.path,))])
    _check_kind(note, made, path)
    return made, (*said, *_same_name(found, note, there))


def _own_text(
    found: Reading, note: Note, own: Source, name: str, among: Sequence[Source], *, keep_alias: bool
) -> str | Refusal:
    """The note's own text with its new name: in `name`, in its title unless a link leads there, in the aliases."""
    from vaulttool.core.edit import AddToList, Change, Refusal, SetField, apply_all
    from vaulttool.core.relink import may_name
    from vaulttool.core.retitle import retitled, title_of
    from vaulttool.core.schema import FIELD_OF
    from vaulttool.core.values import fold

    settings = found.desk.settings
    if name == note.stem:
        return own.text
    has_name = "name" in FIELD_OF.get(note.kind, {}) and note.text("name")
    changes: list[Change] = [SetField("name", name)] if has_name else []
    if keep_alias and fold(note.stem) != fold(name):
        changes.append(AddToList("aliases", note.stem))
    text = apply_all(own.text, changes, note.kind, settings)
    names = (note.stem, note.name)
    if isinstance(text, Refusal) or not (title := title_of(text, note.kind, settings, names)):
        return text
    if any(may_name(source.text, (f"#{fold(title)}",)) for source in among):
        return text
    return retitled(text, note.kind, settings, names, name)


def _check_kind(note: Note, made: Plan, path: str) -> None:
    """A folder may say what kind a note is."""
    after = made.notes.get(path)
    if after and after.kind != note.kind:
        what = f"a note of kind {after.kind}" if after.kind else "no note of a kind that vaulttool knows"
        raise VaultToolError(f"in that folder {note.name} would be {what}", f"write `type: {note.kind}` in it first")


def _same_name(found: Reading, note: Note, there: Note) -> tuple[str, ...]:
    """A word on notes that bear the new name too: links then say the folder."""
    from vaulttool.core.values import fold

    others = [path for path in found.desk.book.bearing(fold(there.stem)) if path not in (note.path, there.path)]
    return tuple(f"{path} goes by that name too" for path in others)


def _finish(session: Session, note: Note, made: Plan, *, dry_run: bool) -> None:
    if not carried_out(session, made, dry_run=dry_run) or session.is_quiet:
        return
    if not made.edits:
        click.echo(terminal(f"nothing changed: {note.path} has that name already"))
        return
    paths = [edit.path for edit in made.edits if edit.moved_from]
    others = [edit.path for edit in made.edits if edit.new is not None and edit.path not in (*paths, note.path)]
    click.echo("".join(f"{terminal(f'{note.path} is now {path}')}\n" for path in paths), nl=False)
    click.echo(terminal(f"links changed in {', '.join(others)}" if others else "no other note had to change"))
