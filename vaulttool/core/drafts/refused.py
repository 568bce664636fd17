"""Why a draft cannot be written: nobody to write to, nothing to write about, or a field that is missing."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vaulttool.errors import VaultToolError


class Lack(Struct, frozen=True):
    """A word that no note gives. `remedy` says what to write, and where."""

    field: str
    remedy: str


class DraftRefused(VaultToolError):
    """There is no draft of this kind for this person now."""


class FieldsMissing(DraftRefused):
    """What the message needs is not written yet. `lacks` has one entry for each missing field."""

    def __init__(self, kind: str, name: str, lacks: Sequence[Lack]) -> None:
        fields = ", ".join(lack.field for lack in lacks)
        super().__init__(
            f"no {kind} draft for {name} yet; missing: {fields}",
            "\n".join(f"{lack.field}: {lack.remedy}" for lack in lacks),
        )
        self.lacks = tuple(lacks)
