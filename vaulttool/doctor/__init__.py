"""Is the installation right: one function a check, in one tuple. How it is shown is not decided here."""

from __future__ import annotations

from vaulttool.doctor import machine, notes
from vaulttool.doctor.answer import Answer, Check, Place, State

__all__ = ["CHECKS", "Answer", "Place", "State", "examine"]

CHECKS: tuple[Check, ...] = (*machine.CHECKS, *notes.CHECKS)


def examine(place: Place) -> tuple[Answer, ...]:
    """What every check says of this place, in the order of the table. Nothing in the vault is changed."""
    return tuple(answer for check in CHECKS if place.vault or not check.of_vault for answer in check.look(place))
