"""`set` and `unset`: fields of one note."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import click

from vaulttool.cli.carry import dry_run_option, finish, planned
from vaulttool.cli.completion import complete_set, complete_unset
from vaulttool.cli.naming import pick_note
from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.core.pattern import pattern
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.edit import Change
    from vaulttool.core.model import Note
    from vaulttool.core.schema import FieldSpec
    from vaulttool.reading import Reading

Tell = Callable[[Iterable[str]], None]
"""Takes what is to be said beside the result."""
_PARTING = pattern(r",(?![^\[\]]*\]\])")
"""A comma between values; one within a link is part of a name."""


@command(
    "set",
    click.Argument(
        ["words"], nargs=-1, required=True, metavar="NAME FIELD=VALUE...", shell_complete=complete_set
    ),
    click.Option(["--moved"], is_flag=True, help="With org=...: keep the present one in past_orgs."),
    dry_run_option(),
)  # fmt: skip
@click.pass_context
def set(ctx: click.Context, words: tuple[str, ...], moved: bool, dry_run: bool) -> None:
    """Set fields of a note, and change nothing else in it.

    A field that holds several values takes them with commas between, or the field several times, with a whole value
    each. A link field takes the name of a note, or words of it that no other note has. A date may be said from today:
    today, yesterday, tomorrow, +3d, -2w. A value that `check` would call an error is refused.
    """
    from vaulttool.core.note_change import NoteChange

    name, values = _taken_apart(ctx, words)
    session = Session.of(ctx)
    session.ready_to_write()
    with session.reading() as found:
        note = pick_note(found, name)
        changes = field_changes(found, note, values, session.tell, moved=moved)
        made, added = planned(found, [NoteChange(note.path, tuple(changes))])
    session.tell(f"{finding.message}; {finding.hint}" for finding in added if finding.severity == "warning")
    finish(session, made, dry_run=dry_run, nothing=f"nothing changed: {note.path} says so already")


@command(
    "unset",
    click.Argument(["words"], nargs=-1, required=True, metavar="NAME FIELD", shell_complete=complete_unset),
    dry_run_option(),
)
@click.pass_context
def unset(ctx: click.Context, words: tuple[str, ...], dry_run: bool) -> None:
    """Take a field out of a note, and change nothing else in it."""
    from vaulttool.core.edit import Unset
    from vaulttool.core.note_change import NoteChange

    if len(words) < 2:
        raise click.UsageError("say whose field, and which: vaulttool unset NAME FIELD", ctx)
    session = Session.of(ctx)
    session.ready_to_write()
    with session.reading() as found:
        note = pick_note(found, " ".join(words[:-1]))
        field = _field_of(found, note, words[-1])
        made, added = planned(found, [NoteChange(note.path, (Unset(field),))], strict=False)
    session.tell(f"{finding.message}; {finding.hint}" for finding in added if finding.severity != "hint")
    finish(session, made, dry_run=dry_run, nothing=f"nothing changed: {note.path} has no {field}")


def _taken_apart(ctx: click.Context, words: tuple[str, ...]) -> tuple[str, dict[str, list[str]]]:
    """The name, and what each field is to say."""
    first = next((n for n, word in enumerate(words) if "=" in word), len(words))
    values = values_of(ctx, words[first:])
    if not first or not values:
        raise click.UsageError("say whose field, and what it shall be: vaulttool set NAME FIELD=VALUE", ctx)
    return " ".join(words[:first]), values


def values_of(ctx: click.Context, words: Iterable[str]) -> dict[str, list[str]]:
    """Field, as written -> what it is to say, from words such as `org=Acme`; a usage error for any other word."""
    values: dict[str, list[str]] = {}
    for word in words:
        field, sign, value = word.partition("=")
        if not sign:
            raise click.UsageError(f"{word!r} is no field=value; put a value of several words in quotes", ctx)
        values.setdefault(field.strip(), []).append(value.strip())
    return values


def field_changes(
    found: Reading, note: Note, values: Mapping[str, list[str]], tell: Tell, *, moved: bool = False
) -> list[Change]:
    """What makes the note say these values, under our names and in the form of their types.

    `tell` hears which note the part of a name was taken for. `moved` keeps the present `org` among the past ones.
    `VaultToolError` for a field that nobody declared, and for a name that may mean several notes.
    """
    from vaulttool.core.edit import SetField

    fields: dict[str, str | tuple[str, ...]] = {}
    for key, written in values.items():
        name = _field_of(found, note, key)
        fields[name] = _value(found, note, name, written, tell)
    changes: list[Change] = [SetField(name, value) for name, value in fields.items()]
    return [*_kept(note, fields), *changes] if moved else changes


def _kept(note: Note, fields: dict[str, str | tuple[str, ...]]) -> list[Change]:
    """The organisation they leave, among the past ones."""
    from vaulttool.core.edit import AddToList

    if "org" not in fields or note.kind != "contact":
        raise VaultToolError("--moved goes with the new organisation of a contact", "add org=NAME")
    old = note.text("org")
    return [AddToList("past_orgs", old)] if old and old != fields["org"] else []


def _field_of(found: Reading, note: Note, key: str) -> str:
    """Our name of a field; refused for what nobody declared and the note does not have."""
    from vaulttool.core.checks.problem import did_you_mean
    from vaulttool.core.schema import FIELD_OF

    settings = found.desk.settings
    ours, own = FIELD_OF[note.kind], settings.fields.get(note.kind, {})
    name = key if key in ours else settings.synonyms.get(note.kind, {}).get(key, key)
    if name in ours or name in own or name in note.fields:
        return name
    near = did_you_mean(key, [*ours, *own]).removeprefix("; ")
    remedy = near or f"declare a field of your own in vaulttool.toml: [fields.{note.kind}.{key}]"
    raise VaultToolError(f"{note.kind} notes have no field {key!r}", remedy)


def _value(found: Reading, note: Note, name: str, written: list[str], tell: Tell) -> str | tuple[str, ...]:
    """What to write: one text, or several where the field takes them."""
    from vaulttool.core.schema import FIELD_OF

    spec = FIELD_OF[note.kind].get(name)
    if spec and not spec.many and len(written) > 1:
        raise VaultToolError(f"`{name}` takes one value, and {len(written)} were given", "say the one that counts")
    parts = _PARTING.split(written[0]) if spec and spec.many and len(written) == 1 else written
    values = tuple(dict.fromkeys(_spelt(found, note, name, part.strip(), tell) for part in parts if part.strip()))
    if not values:
        raise VaultToolError(f"`{name}` is given no value", f"to take the field out: vaulttool unset NAME {name}")
    return values[0] if len(values) == 1 else values


def _spelt(found: Reading, note: Note, name: str, text: str, tell: Tell) -> str:
    """A value as notes write it: a link to the note of that name, a date, a word of the field's list in its letters."""
    from vaulttool.core.relative_days import absolute
    from vaulttool.core.schema import FIELD_OF, Type
    from vaulttool.core.values import fold

    spec = FIELD_OF[note.kind].get(name)
    if spec and spec.type is Type.LINK:
        return _linked(found, note, spec, text, tell)
    if _holds_a_date(found, note, name):
        return absolute(text, found.desk.clock.today)
    plain = fold(text).replace(" ", "-").replace("_", "-")
    return plain if spec and spec.allowed and plain in spec.allowed else text


def _holds_a_date(found: Reading, note: Note, name: str) -> bool:
    from vaulttool.core.schema import FIELD_OF, Type

    spec = FIELD_OF[note.kind].get(name)
    own = found.desk.settings.fields.get(note.kind, {}).get(name)
    return spec.type in (Type.DATE, Type.DATETIME) if spec else own is not None and own.type in ("date", "datetime")


def _linked(found: Reading, note: Note, spec: FieldSpec, text: str, tell: Tell) -> str:
    """A link to the note of that name, else to the one that has these words in its name; else the text."""
    from vaulttool.core.acts import link_to

    if "[[" in text or "](" in text:
        return text
    paths = found.desk.book.resolve(text.removesuffix(".md")) or _in_part(found, note, spec, text, tell)
    if len(paths) > 1:
        remedy = "write more of the name, or one of these paths"
        raise VaultToolError(f"{text!r} may be any of {len(paths)} notes:", "\n".join([*map(terminal, paths), remedy]))
    target = found.desk.book.note(paths[0]) if paths else None
    return link_to(target, found.desk) if target else text


def _in_part(found: Reading, note: Note, spec: FieldSpec, text: str, tell: Tell) -> tuple[str, ...]:
    """The other notes, of the kinds that the field leads to, that the text names, a person also by a part of the name.

    An organisation may well be called what is a word in the name of another one.
    """
    from vaulttool.cli.naming import named_notes
    from vaulttool.core.checks.problem import listed
    from vaulttool.core.names import holding, match_notes

    others = [named for named in named_notes(found.index, spec.to) if named.path != note.path]
    match = match_notes(text, others)
    if match.exact:
        return tuple(one.path for one in match.found)
    named = holding(text, others)
    if named and "contact" in spec.to:
        if len(named) == 1:
            tell([f"`{spec.name}`: {text!r} is taken for {named[0].name} ({named[0].path})"])
        return tuple(one.path for one in named)
    near = [one.name for one in named or match.found[:1]] or match.suggestions
    if others:
        meant = f"; did you mean {listed(near)}?" if near else ""
        tell([f"there is no {listed(spec.to)} called {text!r}, so `{spec.name}` says it without a link{meant}"])
    return ()
