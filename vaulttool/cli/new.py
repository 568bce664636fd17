"""`new`: a note of a person, a talk, an organisation, a search or a thing to share, from the vault's own template."""

from __future__ import annotations

import shlex
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from vaulttool.cli.carry import carried_out, dry_run_option, planned
from vaulttool.cli.completion import complete_new, complete_new_name
from vaulttool.cli.making import Making
from vaulttool.cli.naming import complete_name
from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.diagnostics import Finding
    from vaulttool.core.model import Note
    from vaulttool.core.new_note import Wanted
    from vaulttool.core.note_change import NewNote
    from vaulttool.reading import Reading
    from vaulttool.writing import Plan

NEXT = MappingProxyType(
    {
        "contact": "vaulttool set {name} status=targeted decided_on={today}, when you decide to write to them",
        "interview": "vaulttool brief {name}, for the day sheet",
        "org": "vaulttool set NAME org={name}, for those who work there",
        "campaign": "vaulttool set NAME campaign={name}, for those who belong to it",
        "shareable": "vaulttool set {name} topics=..., to match it with what your contacts care about",
    }
)
"""Kind that `new` makes -> what comes next."""

NEXT_WITHOUT_DATE = "vaulttool set {name} status=scheduled date=..., once there is a day"
"""The same for an interview that has no date."""

_SAID_ALREADY = frozenset({"duplicate-person", "similar-person"})


class NewKind(click.ParamType[str]):
    """A kind of note that `new` makes, as people say it."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Our word for the kind; a usage error that lists them when it is none."""
        from vaulttool.core.query import kind_of

        kind = kind_of(str(value))
        if kind not in NEXT:
            self.fail(f"{value!r} is no kind of note to make; there is {', '.join(NEXT)}", param, ctx)
        return kind

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The kinds that begin so."""
        return [CompletionItem(kind) for kind in NEXT if kind.startswith(incomplete)]


@command(
    "new",
    click.Argument(["kind"], type=NewKind(), metavar="KIND"),
    click.Argument(["words"], nargs=-1, required=True, metavar="NAME", shell_complete=complete_new_name),
    click.Option(
        ["--set", "fields"], multiple=True, metavar="FIELD=VALUE", shell_complete=complete_new,
        help="A field; as often as needed.",
    ),
    click.Option(["--anyway"], is_flag=True, help="Also when the person looks like somebody you have."),
    click.Option(
        ["--distinct-from"], multiple=True, metavar="NAME", shell_complete=complete_name(("contact",)),
        help="Somebody else than this contact; the note says so.",
    ),
    click.Option(["--edit", "in_editor"], is_flag=True, help="Open the note in your editor."),
    dry_run_option(),
)  # fmt: skip
@click.pass_context
def new(
    ctx: click.Context,
    kind: str,
    words: tuple[str, ...],
    fields: tuple[str, ...],
    anyway: bool,
    distinct_from: tuple[str, ...],
    in_editor: bool,
    dry_run: bool,
) -> None:
    """Make a note from the vault's own template: Templates/KIND.md, else the one that vaulttool brings.

    KIND is contact, interview, org, campaign or shareable. The NAME may hold anything: where no file may be called so,
    the note keeps it. Nothing is overwritten. A new contact who looks like somebody you have is asked about.

    The NAME of an interview is that of a contact; a day may stand behind it: new interview Ana 2026-12-10T10:00. It
    begins with questions: those still open, and a choice from the bank for its purpose (--set purpose=job,industry).
    """

    if kind != "contact" and (anyway or distinct_from):
        raise click.UsageError("--anyway and --distinct-from go with a contact", ctx)
    session = Session.of(ctx)
    session.ready_to_write()
    with session.reading() as found:
        note, said = _made(_making(ctx, session, found, kind, words, fields), distinct_from, anyway=anyway)
        made, added = planned(found, [note], strict=False)
    _refuse(note, added)
    session.tell(f"{f.message}; {f.hint}" for f in added if f.severity == "warning" and f.rule not in _SAID_ALREADY)
    _finish(session, note, made, said, dry_run=dry_run)
    if in_editor and not dry_run:
        _open(session, note)


def _making(
    ctx: click.Context, session: Session, found: Reading, kind: str, words: tuple[str, ...], fields: tuple[str, ...]
) -> Making:
    """What was asked for, and what it is made of."""
    from vaulttool.cli.fields import values_of
    from vaulttool.cli.new_interview import split_day
    from vaulttool.cli.note_template import note_template
    from vaulttool.core.new_note import name_fault
    from vaulttool.core.portable_names import clean_name

    values = values_of(ctx, fields)
    if "type" in values:
        raise click.UsageError(f"the kind is said already: {kind}", ctx)
    words, day = split_day(words) if kind == "interview" and "date" not in values else (words, "")
    values |= {"date": [day]} if day else {}
    fault = name_fault(" ".join(words))
    if fault:
        raise VaultToolError(fault.message, fault.remedy)
    now = _now(session.today, found.desk.settings.timezone)
    template = note_template(session.vault, kind)
    return Making(found, kind, clean_name(" ".join(words)), values, *template, now, session.tell)


def _now(today: date, timezone: str) -> datetime:
    """The day of the session, at the hour that it is."""
    from vaulttool.core.zones import zone

    return datetime.combine(today, datetime.now(zone(timezone)).time())


def _made(making: Making, distinct_from: tuple[str, ...], *, anyway: bool) -> tuple[NewNote, tuple[str, ...]]:
    """The note, and what to say about it."""
    if making.kind == "interview":
        from vaulttool.cli.new_interview import interview

        return interview(making)
    wanted = _wanted(making)
    if making.kind == "contact":
        from vaulttool.cli.new_contact import contact

        return contact(making, wanted, distinct_from, anyway=anyway)
    return making.note(wanted, making.fields(wanted)), ()


def _wanted(making: Making) -> Wanted:
    """Where the note goes; refused where a note has that file name. A `name` among the fields is what it is called."""
    from vaulttool.core.new_note import Wanted, note_path

    found, kind = making.found, making.kind
    path = note_path(kind, making.name, found.desk.settings, found.index.paths(kind))
    wanted = Wanted(kind, (making.values.get("name") or [making.name])[-1], path)
    there = making.bearing(wanted.stem)
    if there:
        raise VaultToolError(*_taken(making, wanted, there[0]))
    return wanted


def _taken(making: Making, wanted: Wanted, there: str) -> tuple[str, str]:
    """Why the file name cannot be had, and what to do."""
    name = shlex.quote(making.name)
    look = f"look at it: vaulttool edit {shlex.quote(there)}"
    other = shlex.quote(f"{making.name} (...)")
    note = making.found.index.note(there)
    if making.kind != "contact" or note is None or note.kind != "contact":
        return (
            f"{there} has that file name already",
            f"{look}\nanother one: choose a name that tells them apart, {other}",
        )
    apart = f"vaulttool new contact {other} --set name={name} --distinct-from {name}"
    return f"{there} is there already", f"the same person: vaulttool edit {shlex.quote(there)}\nsomebody else: {apart}"


def _refuse(note: NewNote, added: tuple[Finding, ...]) -> None:
    """An error among the findings that the note would have."""
    for finding in added:
        if finding.severity == "error":
            raise VaultToolError(f"{note.path} is not made: {finding.message}", finding.hint)


def _finish(session: Session, note: NewNote, made: Plan, said: tuple[str, ...], *, dry_run: bool) -> None:
    """Show the note, or write it and say where it is and what comes next."""
    if not carried_out(session, made, dry_run=dry_run):
        return
    click.echo(terminal(note.path))
    if not session.is_quiet:
        click.echo("\n".join(map(terminal, [*said, _next(made.notes[note.path], session.today)])))


def _next(note: Note, today: date) -> str:
    is_undated = note.kind == "interview" and not note.day("date")
    words = NEXT_WITHOUT_DATE if is_undated else NEXT[note.kind]
    return f"next: {words.format(name=shlex.quote(note.stem), today=today)}"


def _open(session: Session, note: NewNote) -> None:
    from vaulttool.cli.edit import open_or_name

    open_or_name(session.vault / note.path)
