"""A finding: one thing that is wrong, where, and what to do about it. Rules make them; nobody raises them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "hint"]


class Finding(Struct, frozen=True, order=True, array_like=True):
    """One problem in one note. `message` says what is wrong here, with the value; `hint` what to do.

    `path` is relative to the vault, with `/`; `line` and `column` count from 1. `fixable` is true when a safe
    automatic fix exists.
    """

    path: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    hint: str = ""
    fixable: bool = False
