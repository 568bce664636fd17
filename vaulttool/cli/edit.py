"""`edit`: one note in the user's editor. vaulttool itself writes nothing."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click

from vaulttool.cli.naming import NothingMatched, complete_name, pick_note
from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError


@command(
    "edit", click.Argument(["name"], nargs=-1, required=True, metavar="NAME", shell_complete=complete_name())
)  # fmt: skip
@click.pass_context
def edit(ctx: click.Context, name: tuple[str, ...]) -> None:
    """Open a note in your editor: $VISUAL, else $EDITOR.

    Where there is no terminal or no editor, the path of the note is printed.
    """
    session = Session.of(ctx)
    open_or_name(_file(session, " ".join(name)))


def open_or_name(file: Path) -> None:
    """Open a note in the user's editor; print its path where there is no terminal or no editor."""
    editor = _editor()
    if editor and sys.stdin.isatty() and sys.stdout.isatty():
        _open(editor, file)
    else:
        click.echo(terminal(os.fspath(file)))


def _file(session: Session, name: str) -> Path:
    """The file of the note, also of one that cannot be read and is named by its path."""
    from vaulttool.vault import is_note_path

    with session.reading() as found:
        try:
            return session.vault / pick_note(found, name).path
        except NothingMatched:
            if found.index.note(name) is None or not is_note_path(name, found.desk.settings):
                raise
            return session.vault / name


def _editor() -> list[str]:
    """The command of the editor, in words; empty when none is set. It goes through no shell."""
    text = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        return shlex.split(text)
    except ValueError as error:
        raise VaultToolError(f"$VISUAL or $EDITOR cannot be read: {text}", f"{error}") from error


def _open(editor: list[str], file: Path) -> None:
    try:
        status = subprocess.run([*editor, os.path.abspath(file)], check=False).returncode
    except OSError as error:
        raise VaultToolError(f"cannot start {editor[0]}: {error.strerror}", "set $VISUAL or $EDITOR") from error
    if status:
        raise VaultToolError(f"{editor[0]} ended with status {status}")
