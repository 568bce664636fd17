"""`schema`: what a note's frontmatter may say, for editors: JSON Schema, or Obsidian's property types."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.core.schema import KINDS

if TYPE_CHECKING:
    from vaulttool.core.settings import Settings

_TYPES = "types.json"


@command(
    "schema",
    click.Argument(["kind"], required=False, type=click.Choice(KINDS), metavar="[KIND]"),
    click.Option(["--obsidian"], is_flag=True, help="Obsidian's property types, for .obsidian/types.json."),
    click.Option(
        ["-o", "--output"], type=click.Path(path_type=Path), metavar="FILE",
        help="Write there; into Obsidian's file only what it lacks.",
    ),
)  # fmt: skip
@click.pass_context
def schema(ctx: click.Context, kind: str | None, obsidian: bool, output: Path | None) -> None:
    """JSON Schema (draft 7) of the frontmatter of a kind, of all kinds without KIND; your own fields are in it.

    yaml-language-server and other editors' helpers take it. docs/editors.md shows how.
    """
    session = Session.of(ctx, ("text", "json"))
    if obsidian and kind:
        raise click.UsageError("Obsidian's types hold for the whole vault; leave out the kind", ctx)
    vault = _vault(session)
    settings = _settings(vault)
    if obsidian:
        _obsidian(ctx, session, settings, output)
    else:
        _schema(session, vault, settings, kind, output)


def _vault(session: Session) -> Path | None:
    """The vault, None where there is none and none was asked for."""
    from vaulttool.errors import NoVault
    from vaulttool.vault.find import VARIABLE

    try:
        return session.vault
    except NoVault:
        if session.asked.get("vault") or os.environ.get(VARIABLE):
            raise
        return None


def _settings(vault: Path | None) -> Settings:
    from vaulttool.config import load
    from vaulttool.core.settings import Settings

    return load(vault) if vault else Settings()


def _schema(session: Session, vault: Path | None, settings: Settings, kind: str | None, output: Path | None) -> None:
    from vaulttool.core.json_schema import any_note_schema, note_schema
    from vaulttool.report.json import dumps

    made = note_schema(kind, settings) if kind else any_note_schema(settings)
    if output is None:
        session.show_json(made)
        return
    from vaulttool.exchange.file_out import put, refuse_note

    refuse_note(output, vault or output.parent, settings)
    _say(session, output, written=put(output, dumps(made).encode("utf-8")))


def _obsidian(ctx: click.Context, session: Session, settings: Settings, output: Path | None) -> None:
    from vaulttool.core.obsidian_types import property_types, types_json

    types = property_types(settings)
    if output is None:
        click.echo(types_json(types), nl=False)
        return
    if output.name != _TYPES:
        raise click.UsageError(f"Obsidian reads no file but .obsidian/{_TYPES}", ctx)
    from vaulttool.integrations.obsidian import merge_types

    _say(session, output, written=merge_types(output, types))


def _say(session: Session, output: Path, *, written: bool) -> None:
    if not session.is_quiet:
        click.echo(terminal(f"{output}: {'written' if written else 'unchanged'}"))
