"""`draft`: the text of a message, from the vault's own template, linted. Nothing is ever sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem
from msgspec.structs import replace

from vaulttool.cli.naming import complete_name, find_notes, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.session import Session

if TYPE_CHECKING:
    from vaulttool.core.drafts import Draft, Wish
    from vaulttool.core.model import Note
    from vaulttool.reading import Reading

_CONTACT = ("contact",)
_MOST_SAVED = 50


def _complete_kind(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from vaulttool.core.drafts.kinds import KINDS

    return [CompletionItem(k.name, help=k.meaning) for k in KINDS.values() if k.name.startswith(incomplete)]


@command(
    "draft",
    click.Argument(["kind"], metavar="[KIND]", shell_complete=_complete_kind),
    click.Argument(["name"], nargs=-1, metavar="NAME", shell_complete=complete_name(_CONTACT)),
    click.Option(["--times"], metavar="TIMES", help='For offer-times, in your time: "Tue 10:00, Thu 15:00".'),
    click.Option(["--about"], metavar="NAME", help="Whom it concerns, when it may be several."),
    click.Option(["--lint"], is_flag=True, help="Exit with 1 when something in the text should change."),
    click.Option(["--mailto"], is_flag=True, help="Print a link that opens the message in the mail program."),
    click.Option(["--save"], is_flag=True, help="Also keep it as a note in Drafts."),
    click.Option(["--copy", "copy_it"], is_flag=True, help="Also put the text on the clipboard."),
)
@click.pass_context
def draft(
    ctx: click.Context,
    kind: str,
    name: tuple[str, ...],
    times: str | None,
    about: str | None,
    lint: bool,
    mailto: bool,
    save: bool,
    copy_it: bool,
) -> None:
    """The text of a message to somebody, filled from the notes. It is never sent.

    The words are yours: Templates/messages/KIND.md. A field that is missing is named, and nothing is left blank.
    Without KIND it is the message that is most urgent for that person. Below the text stands what to change in it.
    """
    session = Session.of(ctx, ("text", "json"))
    made = _draft(session, *_asked(ctx, kind, name), times, about)
    link = _link(made) if mailto else ""
    saved = _save(session, made) if save else ""
    _print(session, made, link, saved)
    if copy_it:
        _copy(session, made)
    ctx.exit(int(lint and bool(made.findings)))


def _asked(ctx: click.Context, kind: str, name: tuple[str, ...]) -> tuple[str, str]:
    """Kind and name, the kind `""` to choose; a usage error that lists the kinds when it is none."""
    from vaulttool.core.drafts import KINDS
    from vaulttool.core.similar import nearest

    if name and kind in KINDS:
        return kind, " ".join(name)
    if not name and kind not in KINDS:
        return "", kind
    listed = "\n".join(f"  {known.name:<22}{known.meaning}" for known in KINDS.values())
    if not name:
        raise click.UsageError(f"whom is it for? vaulttool draft {kind} NAME", ctx)
    near = nearest(kind, tuple(KINDS))
    meant = f"; did you mean {near!r}?" if near else "."
    raise click.UsageError(f"there is no message kind {kind!r}{meant} The kinds are:\n{listed}", ctx)


def _draft(session: Session, kind: str, name: str, times: str | None, about: str | None) -> Draft:
    from vaulttool.cli.message_template import message_template
    from vaulttool.core.drafts import KINDS, set_scene, write_draft

    vault = session.vault
    with session.reading() as notes:
        desk = notes.desk
        named = pick_note(notes, name, _kinds(notes, name))
        wish = _wish(session, notes, named, times, about)
        because = ""
        if not kind:
            kind, wish, because = _most_urgent(notes, named, wish, session.today)
        template, packaged = message_template(vault, kind, desk.settings)
        person = _person(named, notes) if named.kind == "interview" else named
        made = write_draft(set_scene(KINDS[kind], desk.dossier(person), desk, wish), template)
        return replace(made, hints=tuple(filter(None, (because, *made.hints, packaged))))


def _kinds(notes: Reading, name: str) -> tuple[str, ...]:
    """Contacts; interviews when no contact is called so and one of those is."""
    if find_notes(notes.index, name, _CONTACT).found or not find_notes(notes.index, name, ("interview",)).found:
        return _CONTACT
    return ("interview",)


def _person(interview: Note, notes: Reading) -> Note:
    """The first contact met in an interview; the interview itself stands for one without a note."""
    from vaulttool.core.talk import met_in

    return next(iter(met_in(notes.desk.talk(interview), notes.desk.book)), interview)


def _wish(session: Session, notes: Reading, named: Note, times: str | None, about: str | None) -> Wish:
    from vaulttool.cli.local_zone import my_zone
    from vaulttool.core.drafts import Wish, read_times

    zone = my_zone(notes.desk.settings.timezone)
    try:
        moments = read_times(times, session.today, zone) if times is not None else ()
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--times") from error
    return Wish(
        about=pick_note(notes, about, _CONTACT) if about else None,
        talk=notes.desk.talk(named) if named.kind == "interview" else None,
        times=moments,
        zone=zone,
    )


def _most_urgent(notes: Reading, named: Note, wish: Wish, today: date) -> tuple[str, Wish, str]:
    """The kind that serves the person's most urgent follow-up, with whom it concerns and why."""
    from vaulttool.core.drafts import KINDS, DraftRefused

    theirs = [f for f in notes.follow_ups if f.draft in KINDS and named.path in (f.person, f.about)]
    if not theirs:
        raise DraftRefused(
            f"no message to {named.name} is due or coming",
            f"say what kind you want: vaulttool draft KIND '{named.name}'; the kinds: {', '.join(KINDS)}",
        )
    first = min(theirs, key=lambda f: (f.person != named.path, max(f.due, today), -f.weight, f.due, f.id))
    about = notes.index.note(first.about) if first.about else None
    chosen = wish if wish.about or about is None else replace(wish, about=about)
    return first.draft, chosen, f"This is {first.draft}, because it is the most urgent: {first.text}."


def _link(made: Draft) -> str:
    from vaulttool.core.drafts import mailto

    return mailto(made)


def _save(session: Session, made: Draft) -> str:
    """Write the draft as a new note, beside those of the same name; its path."""
    from vaulttool.core.drafts import saved_note, saved_path
    from vaulttool.errors import ChangedMeanwhile
    from vaulttool.vault.write import write

    content = saved_note(made, session.today).encode("utf-8", "surrogateescape")
    for number in range(1, _MOST_SAVED):
        path = saved_path(made, session.today, number)
        try:
            write(session.vault, path, content, None)
        except ChangedMeanwhile:
            continue
        return path
    raise ChangedMeanwhile(f"there are {_MOST_SAVED} drafts like this in Drafts", "delete some of them")


def _print(session: Session, made: Draft, link: str, saved: str) -> None:
    from vaulttool.report import message

    if session.format == "json":
        extra = {name: value for name, value in (("mailto", link), ("saved", saved)) if value}
        session.show_json({**message.message_json(made), **extra})
    elif link:
        click.echo(link)
        session.tell(message.fault_lines(made.findings))
    elif session.is_quiet:
        click.echo(message.body(made))
    else:
        click.echo(message.message_text(made) + (f"\nSaved as {saved}\n" if saved else ""), nl=False)


def _copy(session: Session, made: Draft) -> None:
    """The form to take first goes to the clipboard."""
    from vaulttool.cli.clipboard import NO_CLIPBOARD, copy

    if not copy(made.parts[0].text):
        session.tell([NO_CLIPBOARD])
    elif session.format == "text" and not session.is_quiet:
        click.echo("\nCopied to the clipboard.")
