"""`new contact`: whether the person is there already, under this name or another. Asks on a terminal, else refuses."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from vaulttool.cli.making import Making
from vaulttool.cli.naming import pick_note
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.edit import Change
    from vaulttool.core.look_alikes import LookAlike
    from vaulttool.core.model import Note
    from vaulttool.core.new_note import Wanted
    from vaulttool.core.note_change import NewNote


class SamePerson(VaultToolError):
    """A contact is not made, since it may be there already. The remedy lists who, and what to do."""


def contact(
    making: Making, wanted: Wanted, distinct_from: Sequence[str], *, anyway: bool
) -> tuple[NewNote, tuple[str, ...]]:
    """The note of a person, and who looks alike when it is made all the same.

    `distinct_from` are names of contacts that it is told apart from. `SamePerson` for a look-alike beside them.
    """
    from vaulttool.core.look_alikes import look_alikes

    apart = [pick_note(making.found, name, ("contact",)) for name in distinct_from]
    changes = [*making.fields(wanted), *_told_apart(making, apart)]
    made = making.note(wanted, changes)
    known = {note.path for note in apart}
    alike = [one for one in look_alikes(making.parsed(made), making.found.desk.book) if one.note.path not in known]
    if not alike or anyway:
        return made, tuple(f"looks like {_line(one)}" for one in alike)
    if not _is_somebody_else(making, alike):
        raise SamePerson(f"{making.name} may be somebody you have; no note was made:", "\n".join(_remedies(alike)))
    others = _told_apart(making, [one.note for one in alike])
    return making.note(wanted, [*changes, *others]), ()


def _told_apart(making: Making, others: Sequence[Note]) -> Iterator[Change]:
    from vaulttool.core.acts import link_to
    from vaulttool.core.edit import AddToList

    return (AddToList("distinct_from", link_to(note, making.found.desk)) for note in others)


def _is_somebody_else(making: Making, alike: Sequence[LookAlike]) -> bool:
    """Asks; without a terminal nobody can say so."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    click.echo(f"{terminal(making.name)} looks like:", err=True)
    for one in alike:
        click.echo(f"  {terminal(_line(one))}", err=True)
    return click.confirm("Somebody else? Then the note is made, and says so", default=False, err=True)


def _line(one: LookAlike) -> str:
    return f"{one.note.name} ({one.note.path}): {', '.join(one.reasons)}"


def _remedies(alike: Sequence[LookAlike]) -> Iterator[str]:
    first = shlex.quote(alike[0].note.stem)
    yield from (_line(one) for one in alike)
    yield f"the same person: vaulttool edit {first}"
    names = " ".join(f"--distinct-from {shlex.quote(one.note.stem)}" for one in alike)
    yield f"somebody else: add {names} (kept in the note), or --anyway"
