"""`watch --install`: have the system keep a watcher running. Shows the file, writes it, says how to turn it on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.session import Session
from vaulttool.core.escape import terminal
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.watch.service import Service


def install_watcher(session: Session, *, dry_run: bool) -> None:
    """Write the description of the service where the system looks for it; `VaultToolError` when it cannot be."""
    from vaulttool.watch.service import service_for

    service = service_for(sys.platform, Path.home(), session.vault, [sys.executable, "-m", "vaulttool"])
    click.echo(f"{terminal(str(service.file))}:\n")
    click.echo("".join(f"    {terminal(line)}".rstrip() + "\n" for line in service.text.splitlines()))
    if dry_run:
        click.echo("Nothing was written.")
        return
    _write(service)
    click.echo(f"Turn it on:   {terminal(service.turn_on)}\nTurn it off:  {terminal(service.turn_off)}")


def _write(service: Service) -> None:
    """A file that stands there already is not replaced, unless it says the same."""
    if service.file.exists():
        if service.file.read_text("utf-8", "replace") == service.text:
            return
        raise VaultToolError(f"{service.file} is there already and says something else", "delete it, then try again")
    service.file.parent.mkdir(parents=True, exist_ok=True)
    service.file.write_text(service.text, encoding="utf-8")
