"""What `check --staged` looks at: the vault as the next commit would have it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from vaulttool.cli.session import Session, date_in

if TYPE_CHECKING:
    from vaulttool.reading import Outcome


def read_staged(session: Session) -> Outcome:
    """The outcome of the staged vault, with the findings of staged notes; with all when the settings are staged."""
    from vaulttool.config import load
    from vaulttool.integrations.git import open_repository
    from vaulttool.integrations.git_staged import SETTINGS, staged
    from vaulttool.sync import sync

    with staged(open_repository(session.vault, os.environ)) as found:
        today = session.asked.get("today") or date_in(load(found.folder).timezone)
        outcome = sync(found.folder, today, write=False, cache=found.cache)
    session.tell(outcome.messages)
    if SETTINGS in found.changed:
        return outcome
    return replace(
        outcome, notes=len(found.changed), findings=tuple(f for f in outcome.findings if f.path in found.changed)
    )
