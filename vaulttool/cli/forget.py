"""`forget`: a person's note and their talks deleted, and every link to them; what stays is said."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import click

from vaulttool.cli.carry import dry_run_option, show_diff
from vaulttool.cli.consent import agreed, yes_option
from vaulttool.cli.naming import complete_name, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.relinking import Source, rewrites, sources
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from vaulttool.core.edit import Refusal
    from vaulttool.core.model import Note
    from vaulttool.reading import Reading
    from vaulttool.writing import Plan

_MOST_SHOWN = 20


class Forgetting(NamedTuple):
    """What goes (paths), how, and the lines that will still name the person (`path:line`)."""

    gone: tuple[str, ...]
    made: Plan
    left: tuple[str, ...]
    said: tuple[str, ...]


@command(
    "forget",
    click.Argument(["name"], nargs=-1, required=True, metavar="NAME", shell_complete=complete_name(("contact",))),
    click.Option(["--keep-interviews"], is_flag=True, help="Keep the notes of talks with nobody else."),
    click.Option(["--as", "words"], metavar="WORDS", default="", help="What other notes say in place of the link."),
    yes_option(),
    dry_run_option(),
)
@click.pass_context
def forget(
    ctx: click.Context, name: tuple[str, ...], keep_interviews: bool, words: str, yes: bool, dry_run: bool
) -> None:
    """Delete a person: their note, the notes of talks with them alone, and every link to them.

    In the text of other notes the link becomes the plain name, or WORDS; in their properties it goes. The index and the
    journal are cleared, so `undo` cannot bring the person back. What still names them is listed, git's history too.
    """

    session = Session.of(ctx)
    session.ready_to_write()
    with session.reading() as found:
        note = pick_note(found, " ".join(name), ("contact",))
        planned = _planned(found, note, " ".join(words.split()), keep_interviews=keep_interviews)
    session.tell(planned.said)
    if dry_run:
        show_diff(planned.made)
        _tell_what_stays(session, planned)
    elif agreed(f"{', '.join(planned.gone)}: deleted for good. Go on?", yes=yes):
        _carry_out(session, note, planned)


def _planned(found: Reading, note: Note, words: str, *, keep_interviews: bool) -> Forgetting:
    from vaulttool.core.note_change import Removal
    from vaulttool.core.relink import unlink
    from vaulttool.writing import plan

    root, settings, book = found.root, found.desk.settings, found.desk.book
    talks = [] if keep_interviews else [talk.path for talk in _alone_with(found, note)]
    gone = (note.path, *talks, *_in_trash(root, note))
    going = {note.path, *talks}

    def leads_there(target: str) -> bool:
        paths = book.resolve(target)
        return len(paths) == 1 and paths[0] in going

    def without(source: Source) -> str | Refusal:
        return unlink(source.text, source.path, source.kind, settings, leads_there, words)

    notes = [found_ for path in going if (found_ := book.note(path))]
    among, said = sources(found, *notes)
    changed = tuple(rewrites(among, without, apart=gone))
    made = plan(root, settings, [*changed, *map(Removal, gone)])
    after = {source.path: source.text for source in among if source.path not in (*gone, settings.dashboard)}
    after.update({one.path: one.new for one in changed if one.path in after})
    return Forgetting(gone, made, tuple(_lines_naming(note, after)), said)


def _alone_with(found: Reading, note: Note) -> Iterator[Note]:
    """The talks with this person and nobody else."""
    book = found.desk.book
    for talk in found.desk.dossier(note).talks:
        if all(book.resolve(link.target) == (note.path,) for link in talk.note.linked("contact")):
            yield talk.note


def _in_trash(root: Path, note: Note) -> tuple[str, ...]:
    """Notes in the vault's trash that bear a full name of the person's, as merging leaves them."""
    from vaulttool.cli.merge import TRASH

    aliases = (alias for alias in note.aliases if len(alias.split()) > 1)
    names = dict.fromkeys((note.stem, note.name, *aliases))
    paths = (f"{TRASH}/{name}.md" for name in names if name and "/" not in name and "\0" not in name)
    return tuple(path for path in paths if os.path.isfile(root / path) and not os.path.islink(root / path))


def _lines_naming(note: Note, texts: dict[str, str]) -> Iterator[str]:
    """`path:line` of each line that holds one of the person's names as words; the path alone when it is in the path."""
    import re

    names = sorted({name for name in (note.stem, note.name, *note.aliases) if name.strip()}, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)
    for path, text in sorted(texts.items()):
        if pattern.search(path):
            yield path
        for number, line in enumerate(text.split("\n"), start=1):
            if pattern.search(line):
                yield f"{path}:{number}"


def _carry_out(session: Session, note: Note, planned: Forgetting) -> None:
    from vaulttool.journal import Journal
    from vaulttool.sync import index_path, rebuild
    from vaulttool.writing import carry_out

    carry_out(planned.made, session.typed)
    Journal(index_path(session.vault)).clear()
    rebuild(session.vault, session.today)
    if not session.is_quiet:
        changed = [edit.path for edit in planned.made.edits if edit.new is not None]
        lines = [f"deleted: {', '.join(planned.gone)}"]
        lines += [f"links taken out of {', '.join(changed)}"] if changed else []
        click.echo("".join(f"{terminal(line)}\n" for line in [*lines, "index and journal cleared"]), nl=False)
    _tell_what_stays(session, planned._replace(left=(*planned.left, *_on_dashboard(session, note))))


def _on_dashboard(session: Session, note: Note) -> tuple[str, ...]:
    """The lines of the dashboard, if there is one, that name the person once it is written anew.

    With ticks in it, it is left as it is: what they mean is the next `sync`'s to write, not this command's.
    """
    from vaulttool.config import load
    from vaulttool.core.dashboard.region import inside
    from vaulttool.core.dashboard.ticks import has_ticks
    from vaulttool.sync import sync

    path = load(session.vault).dashboard
    if not (session.vault / path).is_file():
        return ()
    text = (session.vault / path).read_text(encoding="utf-8", errors="replace")
    if has_ticks(inside(text)):
        session.tell([f"{path} has ticks that wait, and names them until the next `vaulttool sync`"])
    else:
        text = sync(session.vault, session.today).dashboard_text
    return tuple(_lines_naming(note, {path: text}))


def _tell_what_stays(session: Session, planned: Forgetting) -> None:
    """Where the person is still named: lines of other notes, and what git keeps."""
    more = len(planned.left) - _MOST_SHOWN
    shown = [*planned.left[:_MOST_SHOWN], *([f"and {more} more"] if more > 0 else [])]
    session.tell([f"still named in {', '.join(shown)}"] if shown else [])
    session.tell(_of_history(session.vault, planned.gone))


def _of_history(vault: Path, gone: Sequence[str]) -> Iterator[str]:
    from vaulttool.integrations.git_history import commits_with

    count = commits_with(vault, gone)
    if count:
        what = "1 commit" if count == 1 else f"{count} commits"
        yield f"git still has these notes, from {what}; so has every copy of the repository"
        yield "to take them out of it too: git filter-repo --invert-paths --path FILE, in every copy"
